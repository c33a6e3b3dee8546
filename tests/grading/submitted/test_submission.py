"""A submitted notebook is read with suspicion."""

import json

import nbformat
import pytest
from nbformat import v4

from grading.submitted import submission


def cell(source, **marks):
    """Make a code cell with nbgrader's marks."""
    return v4.new_code_cell(source, metadata={"nbgrader": marks} if marks else {})


def locked(name, source):
    return cell(source, grade_id=name, grade=False, solution=False, locked=True)


def solution(name, source):
    marks = {"grade_id": f"{name}-solution", "grade": False, "solution": True}
    return cell(source, **marks, locked=False)


def check(name):
    marks = {"grade_id": name, "grade": True, "solution": False, "locked": True}
    return cell(f"check({name})", **marks, points=5)


def demo(source):
    return v4.new_code_cell(source, metadata={"nnlib": {"role": "demo"}})


@pytest.fixture
def released():
    """A notebook with two exercises, locked data and a demonstration."""
    return v4.new_notebook(
        cells=[
            v4.new_markdown_cell("# Title"),
            locked("data", "X = 1"),
            solution("half", "def half(x):\n    raise NotImplementedError"),
            check("half"),
            demo("print(half(3))"),
            solution("double", "def double(x):\n    raise NotImplementedError"),
            check("double"),
        ]
    )


def read(tmp_path, notebook, released):
    """Write a notebook and read it as a submission."""
    path = tmp_path / "02.ipynb"
    text = notebook if isinstance(notebook, str) else nbformat.writes(notebook)
    path.write_text(text, encoding="utf-8")
    return submission.read(path, released, student="s", assignment="02")


def shown(found):
    """Return role and name or source of every cell, in order."""
    return [(one.role, one.name or one.source) for one in found.cells]


def test_untouched_notebook_keeps_the_order_of_the_release(tmp_path, released):
    found = read(tmp_path, released, released)
    assert [one.role for one in found.cells] == [
        *("locked", "solution", "check", "demo", "solution", "check")
    ]
    assert found.repairs == () and found.problem == ""


def test_edited_locked_cell_is_restored_and_reported(tmp_path, released):
    mine = nbformat.from_dict(released)
    mine.cells[1].source = "X = 'mine'"
    found = read(tmp_path, mine, released)
    assert found.cells[0].source == "X = 1"
    assert found.repairs == (
        "The locked cell “X = 1” had been changed; the released one was used.",
    )


def test_text_of_a_check_cell_never_runs(tmp_path, released):
    mine = nbformat.from_dict(released)
    mine.cells[3].source = "check = lambda f: 99"
    found = read(tmp_path, mine, released)
    assert ("check", "half") in shown(found)
    assert all("99" not in one.source for one in found.cells)


def test_deleted_check_stands_behind_its_solution_and_is_reported(tmp_path, released):
    mine = nbformat.from_dict(released)
    del mine.cells[3]
    found = read(tmp_path, mine, released)
    roles = [(one.role, one.name) for one in found.cells]
    assert roles.index(("check", "half")) == roles.index(("solution", "half")) + 1
    assert found.repairs == ("The check of half was missing; it was put back.",)


def test_all_checks_are_there_when_every_mark_is_gone(tmp_path, released):
    mine = v4.new_notebook(cells=[v4.new_code_cell("def half(x): return x / 2")])
    found = read(tmp_path, mine, released)
    assert shown(found) == [
        *(("locked", "X = 1"), ("solution", "half"), ("check", "half")),
        ("check", "double"),
    ]


def test_edited_demonstration_counts_as_the_students(tmp_path, released):
    mine = nbformat.from_dict(released)
    mine.cells[4].source += "\nhalf = double"
    found = read(tmp_path, mine, released)
    assert [one.role for one in found.cells].count("demo") == 0
    assert ("own", mine.cells[4].source) in shown(found)


def test_a_prediction_is_never_run_and_may_be_thrown_away(tmp_path, released):
    asked = v4.new_code_cell('check.predict("axis", ...)')
    asked.metadata["nnlib"] = {"role": "predict"}
    released.cells.insert(2, asked)
    mine = nbformat.from_dict(released)
    mine.cells[2].source = 'check.predict("axis", up or down)\nhalf = 3'
    found = read(tmp_path, mine, released)
    assert ("demo", mine.cells[2].source) in shown(found)
    del mine.cells[2]
    assert read(tmp_path, mine, released).repairs == ()


def test_cell_that_claims_to_be_a_demonstration_runs_all_the_same(tmp_path, released):
    mine = nbformat.from_dict(released)
    mine.cells.insert(2, demo("half = 3"))
    assert ("own", "half = 3") in shown(read(tmp_path, mine, released))


def test_check_in_two_places_is_kept_once(tmp_path, released):
    mine = nbformat.from_dict(released)
    mine.cells.append(check("half"))
    names = [one.name for one in read(tmp_path, mine, released).cells]
    assert [n for n in names if n] == ["half", "half", "double", "double"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param('{"cells": [', id="cut off"),
        pytest.param("[]", id="a list"),
        pytest.param('{"nbformat": 4, "cells": 3}', id="cells are a number"),
        pytest.param('{"nbformat": 99, "nbformat_minor": 0}', id="unknown format"),
        pytest.param("\x00\x01", id="binary"),
        pytest.param(
            json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {},
                        "cells": [{"cell_type": "code"}]}),
            id="cell without text",
        ),
    ],
)  # fmt: skip
@pytest.mark.filterwarnings("ignore::Warning")
def test_file_that_is_no_notebook_is_a_problem_and_no_exception(
    tmp_path, released, text
):
    found = read(tmp_path, text, released)
    assert found.problem.startswith("The file could not be read as a notebook")
    assert found.cells == ()


def test_marks_of_any_type_are_survived(tmp_path, released):
    mine = nbformat.from_dict(released)
    mine.cells[2].metadata["nbgrader"] = "damaged"
    mine.cells[3].metadata["nbgrader"] = [1]
    found = read(tmp_path, mine, released)
    names = {one.name for one in found.cells if one.role == "check"}
    assert names == {"half", "double"}
