import pytest

from grading.sandbox.earlier import TOOLS, LibraryError, reduced

MODULE = '''"""What it is."""
from __future__ import annotations

import math
import numpy as np
from nnlib.activations import relu, sigmoid
from nnlib.built_in import built_in

TINY, HUGE = 1e-9, 1e9
SECRET = "np.mean(dZ)"

class Cache(dict):
    size = math.pi

def half(Z):
    return Z / 2

def the_line_that_is_graded(dZ):
    return SECRET

@built_in("02")
def forward(Z, kind=Cache):
    cost = half(sigmoid(Z)) + TINY
    return cost

@built_in("03")
def cost(A):
    return np.mean(relu(A))
'''


ALL = {
    *("annotations", "math", "np", "relu", "sigmoid", "built_in", "TINY", "HUGE"),
    *("SECRET", "Cache", "half", "the_line_that_is_graded", "forward", "cost"),
}


def test_before_anything_is_built_nothing_is_left():
    left = reduced(MODULE, "nnlib.example", "02")
    assert set(left.lacking) == ALL - {"annotations"}
    assert left.source == "from __future__ import annotations"


def test_a_built_function_stays_with_what_it_uses():
    left = reduced(MODULE, "nnlib.example", "03")
    assert ALL - set(left.lacking) == {
        *("annotations", "math", "sigmoid", "built_in", "TINY", "HUGE"),
        *("Cache", "half", "forward"),
    }


def test_an_unmarked_helper_goes_unless_a_built_function_uses_it():
    source = reduced(MODULE, "nnlib.example", "03").source
    assert "the_line_that_is_graded" not in source
    assert "SECRET" not in source


def test_of_an_import_only_the_names_in_use_stay():
    source = reduced(MODULE, "nnlib.example", "03").source
    assert "from nnlib.activations import sigmoid\n" in source


def test_a_local_name_is_not_taken_for_a_function_of_the_module():
    assert "cost" in reduced(MODULE, "nnlib.example", "03").lacking


def test_a_statement_that_binds_two_names_is_written_once():
    assert reduced(MODULE, "nnlib.example", "03").source.count("1000000000.0") == 1


def test_what_is_left_is_python_and_runs():
    namespace = {}
    source = reduced(MODULE, "nnlib.example", "03").source
    exec(
        source.replace("nnlib.activations", "math").replace("sigmoid", "exp"), namespace
    )
    assert namespace["forward"](0) == pytest.approx(0.5 + 1e-9)


def test_a_tool_is_there_before_it_is_built_but_not_while_it_is_graded():
    source = '@built_in("04")\ndef gradient_check(): return 1'
    (tool,) = TOOLS
    there = {
        nb: bool(reduced(source, tool, nb).source) for nb in "00 01 03 04 05".split()
    }
    assert there == {"00": False, "01": True, "03": True, "04": False, "05": True}


REFUSED = {
    "a loop": ("for _ in (): pass", "line 1"),
    "a call": ("\nprint(1)", "line 2"),
    "a condition": ("if True:\n    x = 1", "line 1"),
    "an entry": ("table = {}\ntable['a'] = 1", "line 2"),
    "a later notebook": (
        '@built_in("01")\ndef early(): return late()\n'
        '@built_in("03")\ndef late(): return 1',
        "early needs late, which is not built before notebook 02",
    ),
    "a default of a later notebook": (
        '@built_in("01")\ndef early(late=late): return late\n'
        '@built_in("03")\ndef late(): return 1',
        "early needs late, which is not built before notebook 02",
    ),
}


@pytest.mark.parametrize("source, message", REFUSED.values(), ids=REFUSED)
def test_a_module_that_cannot_be_reduced_is_refused(source, message):
    with pytest.raises(LibraryError, match=f"nnlib.example.*{message}"):
        reduced(source, "nnlib.example", "02")
