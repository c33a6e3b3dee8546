"""Before handing in: what each function is known for, and what the saved file holds."""

import json
from pathlib import Path

import nbformat
import pytest

from grading import notebooks
from grading.submitted.answers import answers
from grading.submitted.salvage import Piece
from grading.submitted.slots import homes, slots
from nnlib.check import Check
from nnlib.check.handing_in import handing_in
from nnlib.exercises import exercises
from nnlib.saved_notebook import VSCODE

LOSS = "def squared_loss(a, y):\n    return 0.5 * (a - y) ** 2\n"
STUB = "def fit_line(x, y):\n    # Your code here\n    raise NotImplementedError\n"
OTHER = "def descend(slope, w0, learning_rate, num_iterations):\n    return [w0]\n"
UNCHECKED = "def graph_forward(a, b, c):\n    return {}\n"
WAS = "def numerical_slope(f, a, eps=1e-4):\n    return 1\n"


@pytest.fixture
def notebook(cell):
    """A check of notebook 00 with a function in each state."""
    book = cell("", {"check": Check(exercises("00"))})
    for source in (LOSS, STUB, OTHER, UNCHECKED, WAS):
        cell(source, book)
    cell("check(squared_loss)\ncheck(descend)\ncheck(numerical_slope)", book)
    cell(WAS.replace("return 1", "return 2"), book)
    return book


def said(book):
    """Return the lines of the card."""
    return handing_in(book["check"], book)[1].splitlines()


def test_every_state_of_a_function_is_named(notebook):
    assert said(notebook)[:6] == [
        "Passed in this kernel: squared_loss.",
        "Checked, and not right yet: descend.",
        "Changed after the last check, so check again: numerical_slope.",
        "Not checked since the kernel started: graph_forward.",
        "Not run since the kernel started: line_threshold, fit_by_walking, "
        "graph_backward and image_to_vector.",
        "Not attempted: fit_line.",
    ]


def test_a_saved_file_that_holds_another_text_is_named(notebook, tmp_path):
    file = tmp_path / "00_mine.ipynb"
    now = [LOSS, STUB, OTHER, UNCHECKED, WAS]
    for texts, line in (
        (now, "The saved file holds a different version of numerical_slope."),
        ([*now, WAS.replace("return 1", "return 2")], "The saved file holds these"),
    ):
        cells = [{"cell_type": "code", "source": text} for text in texts]
        file.write_text(json.dumps({"cells": cells}), encoding="utf-8")
        assert said({**notebook, VSCODE: str(file)})[-1].startswith(line)
    assert said({**notebook, VSCODE: str(file)})[-1].endswith(
        f"Send 00_mine.ipynb, in {tmp_path}."
    )


@pytest.fixture
def saved(notebook, tmp_path):
    """Say the last line of the card for a file of cells, each an answer or her own."""

    def last_line(*cells):
        file = tmp_path / "00_mine.ipynb"
        file.write_text(json.dumps({"cells": cells}), encoding="utf-8")
        return said({**notebook, VSCODE: str(file)})[-1]

    return last_line


def code(text, answers=""):
    """Make a cell of code; one that answers carries the mark, as its copy does."""
    marks = {"grade_id": f"{answers}-solution", "solution": True}
    metadata = {"nbgrader": marks} if answers else {}
    return {"cell_type": "code", "source": text, "metadata": metadata}


NOW = [STUB, OTHER, UNCHECKED, WAS.replace("return 1", "return 2")]
TRIAL = LOSS.replace("0.5", "2")
PLACEHOLDER = (
    "def squared_loss(a, y):\n    # Your code here\n    raise NotImplementedError"
)
RELEASED = Path(notebooks.NOTEBOOKS) / "00_slopes_and_graphs.ipynb"


def graded(cells):
    """Return the answer that the grader takes for squared_loss."""
    found = slots(nbformat.read(RELEASED, as_version=4))
    pieces = [
        Piece(
            "code", one["source"], one["metadata"].get("nbgrader", {}).get("grade_id")
        )
        for one in cells
    ]
    kept = answers(pieces, homes(pieces, found), found).kept
    return {slot.function: one.source for slot, one in kept.items()}["squared_loss"]


@pytest.mark.parametrize(
    ("loss", "counts"),
    [
        ([code(LOSS, "squared_loss"), code(TRIAL, "squared_loss")], False),
        ([code(TRIAL, "squared_loss"), code(LOSS)], False),
        ([code(TRIAL, "squared_loss"), code(LOSS, "squared_loss")], True),
        ([code(LOSS, "squared_loss"), code(TRIAL)], True),
        ([code("# squared_loss is below", "squared_loss"), code(LOSS)], True),
        ([code(PLACEHOLDER, "squared_loss"), code(LOSS)], True),
    ],
    ids=["copy last", "own cell", "copy first", "trial", "no answer", "placeholder"],
)
def test_which_of_several_cells_counts_is_said(saved, loss, counts):
    line = saved(*map(code, NOW), *loss)
    assert line.startswith("The saved file holds these") == counts
    assert line.startswith("More than one cell of the saved file defines squ") != counts
    assert (graded(loss) == LOSS) == counts


def test_windows_ends_of_lines_are_no_other_text(saved):
    lines = [text.replace("\n", "\r\n") for text in (LOSS, *NOW)]
    assert saved(*map(code, lines)).startswith("The saved file holds these")


def test_where_nothing_has_run_nothing_is_said_of_the_file(cell, tmp_path):
    book = cell("", {"check": Check(exercises("00"))})
    file = tmp_path / "00_mine.ipynb"
    file.write_text('{"cells": []}', encoding="utf-8")
    last = said({**book, VSCODE: str(file)})[-1]
    assert last.startswith("None of the functions has been run yet")


def test_where_the_file_is_not_known_nothing_is_said_of_it(notebook, monkeypatch):
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    assert "cannot be told from here" in said(notebook)[-1]
