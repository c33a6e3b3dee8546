"""A damaged notebook of the course is named, with what is wrong in it."""

import json

import pytest
from nbformat import v4, writes

from grading.released import notebook_file
from grading.released.notebook_file import DamagedNotebookError

WHOLE = writes(v4.new_notebook(cells=[v4.new_code_cell("x = 1", id="a")])).encode()
OTHER = json.loads(WHOLE)
OTHER["cells"][0]["source"] = 5
DAMAGED = {
    b"": "it is not JSON",
    WHOLE[:50]: "it is not JSON",
    b"\xff" + WHOLE: "it is not a text in UTF-8",
    b"[]": "",
    b"{}": "",
    b'{"nbformat": 4, "nbformat_minor": 5, "cells": 3}': "",
    json.dumps(OTHER).encode(): "5 is not valid",
    b"[" * 100_000: "",
}


def test_whole_one_is_read(tmp_path):
    path = tmp_path / "one.ipynb"
    path.write_bytes(WHOLE)
    assert notebook_file.read(path).cells[0].source == "x = 1"


def test_damaged_ones_are_named_in_one_line(tmp_path):
    path = tmp_path / "one.ipynb"
    for data, why in DAMAGED.items():
        path.write_bytes(data)
        with pytest.raises(DamagedNotebookError) as told:
            notebook_file.read(path)
        said = str(told.value)
        assert said.startswith(f"the notebook {path} is damaged: ") and why in said
        assert "\n" not in said and len(said) < 600, data


@pytest.mark.parametrize(
    "sources",
    [
        [],
        ["", "x = 1\n"],
        [
            '"cells": []',
            "caf\u00e9 \u2028\n\ttab",
            ']\n ],\n "metadata"',
            "\U0001f600",
        ],
        ["# long\n" + "x = 1\n" * notebook_file.LONG],
    ],
)
def test_text_is_that_of_nbformat(sources):
    cells = [v4.new_code_cell(text, id=f"c{n}") for n, text in enumerate(sources)]
    shown = v4.new_output("display_data", {"text/html": "<p>\n</p>", "text/plain": "a"})
    for cell in cells:
        cell.outputs, cell.metadata = [shown], {"b": [1.5, None], "a": {}}
    picture = {"a.png": {"image/png": "AAAA"}}
    cells += (
        [v4.new_markdown_cell("a\nb", id="text", attachments=picture)] if cells else []
    )
    notebook = v4.new_notebook(cells=cells, metadata={"nnlib": {"cells": []}})
    assert notebook_file.text_of(notebook) == writes(notebook)
