"""Which notebook a file is: by what it holds, then by its name."""

import json

import pytest

from grading.handed_in.identify import identify
from grading.released.catalogue import Entry

KNOWN = {
    "01": Entry("01", "01_loops", {}),
    "02": Entry("02", "02_arrays", {}),
}


def notebook(number):
    """Return a notebook that carries a number."""
    return json.dumps(
        {"cells": [], "metadata": {"nnlib": {"notebook": number}}}
    ).encode()


HELD = "was taken as 02_arrays: that is what it holds"
NAMED = "was taken as 02_arrays: that is in its name"
CASES = {
    "right name": (notebook("02"), "x/02_arrays.ipynb", "02_arrays", ""),
    "wrong name": (notebook("02"), "homework.ipynb", "02_arrays", HELD),
    "name of another": (notebook("02"), "01_loops.ipynb", "02_arrays", HELD),
    "downloaded twice": (notebook("02"), "02_arrays (1).ipynb", "02_arrays", HELD),
    "metadata lost": (b'{"cells": []}', "02_arrays.ipynb", "02_arrays", ""),
    "metadata lost and renamed": (b"{}", "my 02_arrays v2.ipynb", "02_arrays", NAMED),
    "damaged": (b'{"cells": [', "02_arrays.ipynb", "02_arrays", ""),
    "binary": (b"\xff\x00", "02_arrays.ipynb", "02_arrays", ""),
    "of another course": (notebook("99"), "other.ipynb", "", ""),
    "a list": (b"[]", "other.ipynb", "", ""),
    "metadata is a list": (b'{"metadata": []}', "other.ipynb", "", ""),
    "number is a list": (notebook(["02"]), "other.ipynb", "", ""),
    "number is a number": (notebook(2), "other.ipynb", "", ""),
    "nested without end": (b"[" * 100_000, "other.ipynb", "", ""),
}


@pytest.mark.parametrize(
    ("data", "name", "expected", "note"), CASES.values(), ids=CASES
)
def test_file_is_identified(data, name, expected, note):
    what = identify(data, name, KNOWN)
    assert what.assignment == expected
    assert note in what.note
    assert bool(note) == bool(what.note)


def test_name_of_a_single_file_is_not_put_right():
    found = identify(notebook("02"), "ada.ipynb", KNOWN, is_single=True)
    assert (found.assignment, found.note) == ("02_arrays", "")
