"""The search that notebook 00 defines on its page counts as the library's does."""

import ast
from pathlib import Path

import pytest

from nnlib.slopes import search_cost

PAGE = Path(__file__).parents[2] / "grading/authoring/00_slopes_and_graphs.py"


@pytest.fixture(scope="module")
def on_the_page():
    """Give the function as the notebook defines it."""
    tree = ast.parse(PAGE.read_text(encoding="utf-8"))
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    (found,) = [node for node in functions if node.name == "search_cost"]
    namespace = {}
    exec(compile(ast.Module([found], []), str(PAGE), "exec"), namespace)
    return namespace["search_cost"]


@pytest.mark.parametrize("n_weights", [1, 2, 3, 9])
def test_page_and_library_agree_on_points_and_seconds(on_the_page, n_weights):
    expected = search_cost(n_weights)
    points, seconds = on_the_page(n_weights)
    assert (points, seconds) == (expected["points"], expected["seconds"])


def test_page_and_library_agree_on_other_numbers_of_values(on_the_page):
    expected = search_cost(4, values_per_weight=7, seconds_per_value=0.5)
    assert on_the_page(4, 7, 0.5) == (expected["points"], expected["seconds"])


def test_nine_weights_take_the_years_of_the_lectures(on_the_page):
    seconds = on_the_page(9)[1]
    assert seconds / (365 * 24 * 3600) == 1268391679350583.5
