"""What must hold on every Python that README promises, and which those are."""

import sys

import pytest

from grading import cli
from nnlib import exercises
from nnlib.check import messages, tried
from tests import matrix

NOTEBOOKS = ("00", "01", "02", "03", "04", "05")
EXERCISES = [one for notebook in NOTEBOOKS for one in exercises.exercises(notebook)]


@pytest.mark.every_python
@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_no_right_form_is_accused_of_a_loop_and_no_loop_is_overlooked(notebook):
    seen = []
    for exercise in exercises.exercises(notebook):
        for form in (exercise.reference, *exercise.accepted):
            verdict = exercises.evaluate(exercise.id, form)
            if verdict.status != "passed":
                seen.append((exercise.id, form.__name__, verdict.lines()))
        for variant in exercise.variants:
            verdict = exercises.evaluate(exercise.id, variant.function)
            if verdict.diagnosis != variant.id:
                seen.append((exercise.id, variant.id, verdict.lines()))
    assert seen == []


def test_the_matrix_runs_every_python_of_the_classifiers():
    promised = matrix.promised()
    assert promised[0] == (3, 11)
    assert promised == [(3, minor) for minor in range(11, promised[-1][1] + 1)]
    assert promised[-1] == tried.NEWEST
    between = f"{matrix.dotted(promised[0])} to {matrix.dotted(promised[-1])}"
    assert between in (matrix.ROOT / "README.md").read_text(encoding="utf-8")
    floor = matrix.project()["requires-python"]
    assert floor == f">={matrix.dotted(promised[0])}"  # open upwards


def test_the_oldest_libraries_are_those_of_the_requirements():
    names = [line.partition("==")[0] for line in matrix.lowest_libraries()]
    assert names == ["numpy", "matplotlib", "ipywidgets"]


def test_a_newer_python_is_told_once_that_it_was_not_tried(monkeypatch, capsys):
    monkeypatch.setattr(tried, "NEWEST", (3, 10))
    monkeypatch.setattr(tried, "SAID", [])
    for _ in range(2):
        exercises.checks("02")
    said = capsys.readouterr().out
    version = matrix.dotted(sys.version_info[:2])
    assert said.count(messages.UNTRIED_TITLE.format(version=version)) == 1
    assert "use Python 3.10" in said


def test_an_instructor_is_told_as_well(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(tried, "NEWEST", (3, 10))
    monkeypatch.setattr(tried, "SAID", [])
    cli.main(["report", "--course", str(tmp_path)])
    assert capsys.readouterr().err.startswith("note: Python 3.")


def test_a_python_that_was_tried_is_told_nothing(capsys):
    exercises.checks("02")
    assert capsys.readouterr().out == ""


def test_every_python_that_starts_is_found_once_for_each_minor_version(
    tmp_path, monkeypatch
):
    for name in ("python3.99", "python3-config", "python3.12"):
        (tmp_path / name).write_text("#!/bin/sh\nexit 3\n")
        (tmp_path / name).chmod(0o755)
    (tmp_path / "python3").write_text("#!/bin/sh\necho 3.99.1\n")
    (tmp_path / "python3").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert matrix.pythons() == {(3, 99): ((3, 99, 1), tmp_path / "python3")}
