"""A function is first written in a notebook, then imported by later ones."""

import ast

import pytest

from grading.text.built import imported, not_built


@pytest.mark.parametrize(
    ("line", "notebook", "refused"),
    [
        ("from nnlib.activations import sigmoid", "03", False),
        ("from nnlib.activations import sigmoid", "02", True),
        ("from nnlib.activations import sigmoid", "01", True),
        ("import nnlib.activations", "03", True),
        ("from nnlib import activations", "03", True),
        ("from nnlib.activations import *", "03", True),
        ("from nnlib.activations import sigmoyd", "03", True),
        ("from nnlib.no_such_module import sigmoid", "03", True),
        ("from nnlib.check import evaluate", "03", True),
        ("from nnlib.gradient_check import gradient_check", "01", False),
        ("from nnlib.gradient_check import gradient_check", "00", True),
        ("from nnlib import datasets, plotting", "00", False),
        ("import numpy as np", "00", False),
    ],
)
def test_rule_for_notebooks_tells_built_from_unbuilt(line, notebook, refused):
    assert bool(list(not_built(line, notebook))) is refused


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("import a.b as c", [("a.b", "")]),
        ("def f():\n    import late", [("late", "")]),
        ("from nnlib import check", [("nnlib.check", "")]),
        ("from nnlib.losses import compute_cost", [("nnlib.losses", "compute_cost")]),
    ],
)
def test_imports_are_found_wherever_they_stand(line, found):
    assert list(imported(ast.parse(line))) == found
