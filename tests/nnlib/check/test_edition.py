"""A notebook of another edition is told so; where nothing is known, nothing is said."""

import json
from dataclasses import replace

import pytest

from nnlib import exercises, saved_notebook
from nnlib.check import edition
from nnlib.saved_notebook import SESSION, VSCODE

OURS = exercises.editions("02")
HASH = "0" * 64
SECOND = {**OURS, "sigmoid": 9, "predict": 9}


@pytest.fixture
def opened(tmp_path, monkeypatch):
    """Write a notebook's metadata into the file that Jupyter tells of."""

    def write(metadata, name="two.ipynb"):
        file = tmp_path / name
        file.write_text(json.dumps({"cells": [], "metadata": metadata}))
        monkeypatch.setenv(SESSION, str(file))
        return file

    return write


def own(notebook="02", **built):
    """Give metadata as the builder writes them."""
    return {"nnlib": {"notebook": notebook, **(built or {"editions": OURS})}}


def others(file):
    """Name the exercises of notebook 02 of which a file has another edition."""
    built = saved_notebook.built_with(file)
    return [one.name for one in edition.others(built, exercises.exercises("02"))]


def test_a_notebook_of_the_same_exercises_is_told_nothing(opened, capsys):
    opened(own())
    exercises.checks("02")
    assert capsys.readouterr().out == ""


def test_a_notebook_of_another_edition_is_told_of_which_exercises(opened, capsys):
    opened(own(editions=SECOND))
    exercises.checks("02")
    said = capsys.readouterr().out
    assert said.startswith("Of another edition: sigmoid and predict\n")
    assert "another edition of sigmoid and predict than the one" in said


def test_a_notebook_that_carries_a_hash_is_of_the_first_editions(opened, monkeypatch):
    file = opened(own(exercises=HASH))
    known = exercises.exercises("02")
    for number, told in ((1, []), (2, ["sigmoid"])):
        changed = [replace(one, edition=1) for one in known]
        changed[0] = replace(known[0], edition=number)
        monkeypatch.setitem(exercises.NOTEBOOKS, "02", tuple(changed))
        assert others(file) == told


UNKNOWN = {
    "another notebook": own(notebook="03", editions=SECOND),
    "no course metadata": {},
    "metadata of another form": {"nnlib": ["02"]},
    "no editions": {"nnlib": {"notebook": "02"}},
    "editions of another form": own(editions=["sigmoid", 2]),
    "no numbers": own(editions={"sigmoid": "2", "predict": True}),
    "an exercise that it does not have": own(editions={"relu": 2}),
}


@pytest.mark.parametrize("metadata", UNKNOWN.values(), ids=UNKNOWN)
def test_what_says_nothing_of_its_exercises_is_told_nothing(opened, metadata, capsys):
    opened(metadata)
    exercises.checks("02")
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    "told",
    ["", "no/such/file.ipynb", "kernel-1", "\0.ipynb"],
    ids=["empty", "no-file", "no-notebook", "no-name"],
)
def test_a_session_without_a_file_is_told_nothing(monkeypatch, told):
    monkeypatch.delenv(SESSION, raising=False)
    assert saved_notebook.built_with(saved_notebook.own_file({VSCODE: told})) == {}


def test_a_file_that_is_no_notebook_is_told_nothing(opened):
    file = opened(own())
    file.write_text("not json")
    assert saved_notebook.built_with(saved_notebook.own_file({})) == {}


def test_an_editor_tells_the_file_by_a_name_of_the_notebook(opened, monkeypatch):
    file = opened(own(editions=SECOND))
    monkeypatch.delenv(SESSION)
    assert others(saved_notebook.own_file({VSCODE: str(file)})) == [
        "sigmoid",
        "predict",
    ]
