"""The head of a first cell: plain Python, where the course is missing as well."""

import ast
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

from grading.text import opening
from nnlib.check import deductions
from tests.texts import TEXTS

PYTHONS = sorted(Path.home().glob(".pyenv/versions/3.*/bin/python"))


def told_by(python):
    """Run the head with a Python that does not have the course."""
    words = [python, "-I", "-S", "-c", opening.GUARD]
    return subprocess.run(words, capture_output=True, text=True)


@pytest.mark.parametrize(
    "python", [sys.executable, *PYTHONS], ids=lambda path: Path(path).parts[-3]
)
def test_where_the_course_is_missing_it_says_so_and_stops(python):
    ended = told_by(python)
    assert ended.returncode == 1
    assert str(python) in ended.stdout and "README.md" in ended.stdout
    assert ended.stderr.splitlines()[-1] == (
        "ModuleNotFoundError: No module named 'nnlib'"
    )


def test_every_notebook_opens_with_it_and_then_makes_its_check(released_course):
    for number, text in TEXTS.items():
        (cell,) = text.named("opening")
        assert cell is next(one for one in text.cells if one.is_code)
        assert (
            ast.unparse(ast.parse(cell.text).body[-1]) == f"check = checks('{number}')"
        )
        assert opening.code(cell).startswith("# Run this cell first")


def test_every_deduction_is_announced_in_every_notebook():
    words = {
        "EXTREME_SHARE": "an unusual input that goes wrong costs {} %",
        "CHANGED_SHARE": "an argument that is changed {} %",
        "LOOP_SHARE": "a loop {} % where the cell of its exercise says so",
    }
    shares = {n: one for n, one in vars(deductions).items() if n.endswith("_SHARE")}
    used = {
        ast.unparse(node.args[0])
        for node in ast.walk(ast.parse(inspect.getsource(deductions)))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "Deduction"
        and node.args
    }
    # A new kind of deduction needs words here, and in the opening.
    assert used == set(shares) == set(words)
    for text in TEXTS.values():
        (cell,) = text.named("opening")
        said = " ".join(opening.code(cell).replace("\n# ", " ").split())
        for name, share in shares.items():
            assert words[name].format(deductions.percent(share)) in said
