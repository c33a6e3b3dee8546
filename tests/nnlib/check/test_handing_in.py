"""Before handing in: what each function is known for, and what the saved file holds."""

import json

import pytest

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
        (now, "The saved file holds another text of numerical_slope."),
        ([*now, WAS.replace("return 1", "return 2")], "The saved file holds these"),
    ):
        cells = [{"cell_type": "code", "source": text} for text in texts]
        file.write_text(json.dumps({"cells": cells}), encoding="utf-8")
        assert said({**notebook, VSCODE: str(file)})[-1].startswith(line)
    assert said({**notebook, VSCODE: str(file)})[-1].endswith(
        f"Send 00_mine.ipynb, in {tmp_path}."
    )


def test_where_the_file_is_not_known_nothing_is_said_of_it(notebook, monkeypatch):
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    assert "cannot be told from here" in said(notebook)[-1]
