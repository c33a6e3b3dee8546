"""The notebooks of a course folder, read from what lies there."""

import json

import pytest

from grading.course_file.terms import Terms
from grading.errors import CourseError, UsageError
from grading.released.catalogue import catalogue, chosen

NAME = "07_tiny"


def put(course, stage, name, text):
    """Put a notebook of another origin into a stage."""
    path = course.root / stage / name / f"{name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def changed(course, stage, **about):
    """Write the tiny notebook again with other points."""
    path = course.root / stage / NAME / f"{NAME}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        marks = cell["metadata"].get("nbgrader", {})
        if marks.get("grade"):
            marks["points"] = about["points"]
    put(course, stage, NAME, json.dumps(notebook))


def test_catalogue_holds_number_name_and_points(tiny_course):
    entry = catalogue(tiny_course)["07"]
    assert (entry.number, entry.name) == ("07", NAME)
    assert entry.points == {"half": 5.0, "double": 10.0}


def test_what_is_released_holds(tiny_course):
    changed(tiny_course, "source", points=1)
    assert catalogue(tiny_course)["07"].points == {"half": 5.0, "double": 10.0}
    changed(tiny_course, "release", points=2)
    assert catalogue(tiny_course)["07"].points == {"half": 2.0, "double": 2.0}


def test_notebook_of_another_course_is_left_out(tiny_course):
    other = json.dumps({"cells": [], "metadata": {}, "nbformat": 4})
    put(tiny_course, "source", "ps1", other)
    put(tiny_course, "release", "ps1", other)
    assert list(catalogue(tiny_course)) == ["07"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"metadata": [], "cells": []}'])
def test_file_that_is_no_notebook_is_named(tiny_course, text):
    put(tiny_course, "release", NAME, text)
    with pytest.raises(CourseError, match=r"07_tiny\.ipynb is not a notebook; run bui"):
        Terms.read(tiny_course)


def test_unknown_number_is_wrong_use(tiny_course):
    with pytest.raises(UsageError, match="there is no notebook '7'; there are 07"):
        chosen(catalogue(tiny_course), "7")
