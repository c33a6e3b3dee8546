"""Real mistakes, run on the installed numpy: each exception is said in plain words.

Where a new numpy or Python changes a text, the row that knew it is found here.
"""

import re

import pytest

from nnlib.check import LocalRunner
from nnlib.check.meanings import MEANINGS
from nnlib.check.plain_words import in_plain_words, without_asides
from tests.cases import every_case

SETUP = """\
import math
import numpy as np
from grading.sandbox.stand_ins import SILENT as check
from nnlib.losses import compute_cost
A, B, v = np.ones((2, 3)), np.ones((4, 5)), np.ones(4)
parameters = {"W1": A}

def pair(a, b):
    return a, b

def nothing(a):
    a + 1

def never_ends(n):
    return never_ends(n + 1)
"""

# What is written, and words of what is said about it.
SNIPPETS = {
    "text and number": ('"W" + 1', "cannot be joined by +"),
    "text times a share": ('"W" * 0.5', "repeated a whole number of times"),
    "minus of masks": ("(A > 0) - (A > 1)", "true/false values"),
    "raise for return": ("raise 0.5 * 2", "raise is for errors"),
    "old name of a draw": ("np.random.default_rng(0).randn(3)", "no method randn"),
    "function of numpy not called": ("np.log * 2", "a function itself, not its result"),
    "max of two arrays": ("np.max(0, A)", "A whole number is expected here"),
    "bytes divided in place": (
        "p = np.ones(3, dtype=np.uint8); p /= 255",
        "fractions do not fit into it",
    ),
    "inner sizes of @": ("A @ B", "3 against 4"),
    "@ with a number": ("A @ 2.0", "one side is a single number"),
    "inner sizes of dot": ("np.dot(A, B)", "3 against 4"),
    "dot of a flat array": ("np.dot(A, v)", "3 against 4"),
    "sum of two shapes": ("A + B", "(2,3) and (4,5) do not fit"),
    "sum with a flat array": ("A + v", "(2,3) and (4,) do not fit"),
    "einsum of two shapes": ('np.einsum("ij,jk->ik", A, B)', "do not fit together"),
    "stacked shapes": ("np.concatenate([A, B])", "do not fit together"),
    "grown in place": ("v += np.ones((4, 4))", "(4,4) and (4,)"),
    "too much for a row": ("A[0] = v", "has shape (3,), and what should go there"),
    "reshape": ("v.reshape(5, 3)", "There are 4 numbers, and shape (5,3)"),
    "shapes of the course": ("compute_cost(A, v)", "those of the function that you"),
    "uneven rows": ("np.array([[1, 2], [3]])", "rows of equal length"),
    "array into one entry": ("v[0] = [1.0, 2.0]", "One entry holds one number"),
    "math.exp": ("math.exp(A)", "one number at a time"),
    "float of an array": ("float(A)", "one number at a time"),
    "item of many": ("A.item()", "one number at a time"),
    "max of number and array": ("max(0, A)", "gives one for every entry"),
    "if with an array": ("1 if A > 0 else 0", "gives one for every entry"),
    "beyond the last column": ("A[0, 7]", "Axis 1 has 3 entries, counted from 0"),
    "beyond the last row": ("A[2]", "There is no entry 2"),
    "beyond a list": ("[1, 2][2]", "fewer entries"),
    "too many positions": ("v[0, 1]", "fewer axes (1) than your brackets name (2)"),
    "position as a float": ("v[1.0]", "whole numbers and slices"),
    "position in a number": ("np.float64(1)[0]", "after a single number nothing"),
    "mask of another shape": ("A[np.ones(4, dtype=bool)]", "A mask needs the shape"),
    "axis that is not there": ("v.sum(axis=1)", "has no axis 1"),
    "entry of None": ('nothing(1)["dw"]', "is None"),
    "arithmetic with None": ("nothing(1) * 2.0", "is None"),
    "numpy of None": ("np.exp(nothing(1))", "is None"),
    "shape of None": ("nothing(1).shape", "is None"),
    "two names for None": ("a, b = nothing(1)", "is None"),
    "two names for three": ("a, b = 1, 2, 3", "more values than there are names"),
    "three names for two": ("a, b, c = pair(1, 2)", "wait 3 names, and on the right"),
    "shape of a pair": ("pair(1, 2).shape", "several values in one"),
    "pair as a dictionary": ('pair(1, 2)["dw"]', "several values in one"),
    "arithmetic with a pair": ("pair(1, 2) - 1.0", "several values in one"),
    "list minus a number": ("[0.5, 0.2] - 1.0", "plain list"),
    "list minus a list": ("[0.5] - [1.0]", "plain list"),
    "list times a float": ("[0.5] * 2.0", "A list or a text"),
    "list transposed": ("[0.5].T", "plain list"),
    "dictionary with a point": ("parameters.W1", "whole dictionary"),
    "dictionary in arithmetic": ("parameters * 2", "whole dictionary"),
    "shape of a number": ("(1.5).shape", "single number"),
    "entry of a number": ("(1.5)[0]", "single number"),
    "key that is not there": ('parameters["W3"]', "no entry named W3"),
    "name that is not there": ("sigmiod(A)", "Nothing is called sigmiod"),
    "name read too early": ("total = total + 1", "total is read before"),
    "unknown argument": ("pair(1, b=2, c=3)", "pair has no argument called c"),
    "argument missing": ("pair(1)", "pair is called without 'b'"),
    "one argument more": ("pair(1, 2, 3)", "more values than it takes"),
    "function not called": ('pair["a"]', "it was not called"),
    "function in arithmetic": ("pair * 2", "it was not called"),
    "array called": ("A(1)", "Round brackets call a function"),
    "number called": ("2.0(3)", "this is a value (float)"),
    "name that numpy lacks": ("np.sigmoid(A)", "numpy has nothing named sigmoid"),
    "no end": ("never_ends(0)", "without end"),
    "range of a float": ("range(2.5)", "whole number"),
    "shape of floats": ("np.zeros(2.5)", "whole number"),
    "list at a float": ("[1, 2][1.0]", "whole number"),
    "shape without brackets": ("np.zeros(3, 4)", "A shape is one value"),
    "hat for a power": ("1.5 ^ 2", "no power"),
    "hat on an array": ("A ^ 2", "no power"),
    "fractions into integers": ("n = np.ones(3, int); n -= 0.5", "whole numbers"),
    "negative powers": ("np.ones(2, int) ** -1", "no negative powers"),
    "division by 0": ("1 / 0", "below the fraction line is 0"),
    "exp of 1000": ("math.exp(1000)", "larger than any float"),
    "assert without words": ("assert v.size == 0", "An assert does not hold"),
    "file of one's own": ("open('data.csv')", "There is no file data.csv"),
    "entry of what is silent": ("check.exercises['a']", "stands for nothing there"),
    "@ of two numbers": ("2.0 @ 3.0", "one side is a single number"),
    "round of an array": ("round(A, 2)", "one number at a time"),
    "stacked unevenly": ("np.stack([A, B])", "do not fit together"),
    "spread of another shape": (
        "np.random.default_rng(0).normal(np.ones(2), np.ones(3))",
        "do not fit together",
    ),
    "beyond a text": ('"W1"[5]', "fewer entries"),
    "entry beyond a list": ("a = [1]; a[3] = 2", "fewer entries"),
    "shape of a function": ("pair.shape", "it was not called"),
    "loop over a function": ("[one for one in pair]", "it was not called"),
    "length of a function": ("len(pair)", "it was not called"),
    "exp of a function": ("np.exp(pair)", "it was not called"),
    "math of a function": ("math.exp(pair)", "it was not called"),
    "two names for a function": ("a, b = pair", "it was not called"),
    "generator in arithmetic": ("np.random.default_rng(0) * 2", "the generator itself"),
    "generator called": ("np.random.default_rng(0)(2)", "the generator itself"),
    "numbers and text": ('2 + "3"', "cannot be joined by +"),
    "text minus a number": ('"W" - 1', "where a number is needed"),
    "minus of a text": ('-"W"', "where a number is needed"),
    "text compared": ('"W" > 1', "where a number is needed"),
    "text and array": ('"W" + A', "where a number is needed"),
    "math of a text": ('math.exp("a")', "where a number is needed"),
    "number with a comma": ('float("0,5")', "The text '0,5' cannot be read"),
    "text to a whole number": ('int("a")', "The text 'a' cannot be read"),
    "text called": ('"relu"(A)', "this is a value (str)"),
    "shape of a text": ('"relu".shape', "type str has nothing named shape"),
    "list beside a number": ("[1, 2] + 1", "plain list"),
    "list compared": ("[1, 2] > 1", "plain list"),
    "pair beside a number": ("pair(1, 2) + 1", "several values in one"),
    "pair compared": ("pair(1, 2) > 1", "several values in one"),
    "entry of a pair set": ("a = pair(1, 2); a[0] = 3", "only made anew"),
    "exp of a dictionary": ("np.exp(parameters)", "whole dictionary"),
    "dictionary as a number": ("float(parameters)", "whole dictionary"),
    "dictionary compared": ("parameters > 1", "whole dictionary"),
    "first value of a dictionary": ("parameters.values()[0]", "found by its names"),
    "columns of a dictionary": ("parameters[:, 0]", "a text, a number or a tuple"),
    "list as a key": ('parameters[["W1"]]', "a text, a number or a tuple"),
    "length of a number": ("len(2.5)", "single number"),
    "two names for a number": ("a, b = 2.5", "single number"),
    "loop over a number": ("[one for one in 5]", "single number"),
    "entry of a number set": ("a = 2.5; a[0] = 1", "single number"),
    "second factor missing": ("A.dot()", "dot is called without 'b'"),
    "too much for len": ("len(A, 1)", "len is called with 2 values"),
    "pair as a number": ("float(pair(1, 2))", "this is of type tuple"),
    "exp of a text": ('np.exp("a")', "this is another value"),
    "exp of an object": ("np.exp([object()])", "this is another value"),
    "smallest of nothing": ("min([])", "no entry to choose from"),
    "largest of no array": ("np.ones(0).max()", "no entry to choose from"),
    "half a choice": ("np.where(A > 0, 1)", "one value, or three"),
    "spread below 0": ("np.random.default_rng(0).normal(0, -1)", "below 0"),
    "no inverse": ("np.linalg.inv(np.ones((2, 2)))", "no inverse"),
    "array that is to grow": ("A.append(1)", "type ndarray has nothing named append"),
    "misspelt shape": ("A.shap", "type ndarray has nothing named shap"),
    "log of 0": ("math.log(0)", "the log of 0"),
}


def raised_by(cell, line):
    """Run one line inside a function, as a learner's, and give what it raises."""
    names = cell(f"{SETUP}\n\ndef f(A, B, v):\n    {line}\n")
    arrays = (names[name] for name in ("A", "B", "v"))
    raised = LocalRunner(names["f"]).call(tuple(arrays)).raised
    assert raised is not None, f"{line} raises nothing"
    return raised


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
@every_case("case", SNIPPETS.values(), ids=SNIPPETS)
def test_an_exception_of_the_installed_numpy_is_said_in_plain_words(cell, case):
    line, words = case
    raised = raised_by(cell, line)
    said = in_plain_words(raised)
    assert words.lower() in said.lower(), f"{raised.type}: {raised.text}: {said!r}"


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
def test_every_meaning_is_reached_by_a_mistake(cell):
    said = {in_plain_words(raised_by(cell, line)) for line, _ in SNIPPETS.values()}
    for kind, _, meaning in MEANINGS:
        pattern = re.sub(r"\\\{\w+\\\}", ".*", re.escape(meaning))
        assert any(re.fullmatch(pattern, one) for one in said), (kind, meaning)


def test_what_is_unknown_is_left_to_python(cell):
    assert in_plain_words(raised_by(cell, 'raise AssertionError("m < 1")')) == ""


def test_advice_that_leads_astray_is_left_out(cell):
    truth, matmul = (raised_by(cell, line) for line in ("max(0, A)", "A @ B"))
    assert without_asides(truth.text).endswith("is ambiguous.")
    assert without_asides(matmul.text).endswith(
        "dimension 0 (size 4 is different from 3)"
    )
