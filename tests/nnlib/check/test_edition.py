"""A notebook of another edition is told so; where nothing is known, nothing is said."""

import json

import pytest

from nnlib import exercises
from nnlib.check import edition
from nnlib.check.edition import SESSION, VSCODE

OURS = exercises.fingerprint("02")


@pytest.fixture
def opened(tmp_path, monkeypatch):
    """Write a notebook's metadata into the file that Jupyter tells of."""

    def write(metadata, name="two.ipynb"):
        file = tmp_path / name
        file.write_text(json.dumps({"cells": [], "metadata": metadata}))
        monkeypatch.setenv(SESSION, str(file))
        return file

    return write


def own(notebook="02", exercises=OURS):
    """Give metadata as the builder writes them."""
    return {"nnlib": {"notebook": notebook, "exercises": exercises}}


def test_a_notebook_of_the_same_exercises_is_told_nothing(opened, capsys):
    opened(own())
    exercises.checks("02")
    assert capsys.readouterr().out == ""


def test_a_notebook_of_other_exercises_is_told_so(opened, capsys):
    opened(own(exercises="0" * 64))
    exercises.checks("02")
    assert capsys.readouterr().out.startswith("This notebook is of another edition\n")


UNKNOWN = {
    "another notebook": own(notebook="03", exercises="0" * 64),
    "no course metadata": {},
    "metadata of another form": {"nnlib": ["02"]},
    "no fingerprint": {"nnlib": {"notebook": "02"}},
}


@pytest.mark.parametrize("metadata", UNKNOWN.values(), ids=UNKNOWN)
def test_what_says_nothing_of_its_exercises_is_told_nothing(opened, metadata):
    opened(metadata)
    assert not edition.differs("02", OURS, {})


@pytest.mark.parametrize(
    "told",
    ["", "no/such/file.ipynb", "kernel-1", "\0.ipynb"],
    ids=["empty", "no-file", "no-notebook", "no-name"],
)
def test_a_session_without_a_file_is_told_nothing(monkeypatch, told):
    monkeypatch.delenv(SESSION, raising=False)
    assert not edition.differs("02", OURS, {VSCODE: told})


def test_a_file_that_is_no_notebook_is_told_nothing(opened):
    opened(own()).write_text("not json")
    assert not edition.differs("02", OURS, {})


def test_an_editor_tells_the_file_by_a_name_of_the_notebook(opened, monkeypatch):
    file = opened(own(exercises="0" * 64))
    monkeypatch.delenv(SESSION)
    assert edition.differs("02", OURS, {VSCODE: str(file)})
