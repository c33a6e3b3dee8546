"""Every statement stands in its notebook as it is proved, and its proof holds."""

import importlib
from pathlib import Path

import pytest

from tests.cases import none_of
from tests.texts import TEXTS

from .statements import normal, read

FILES = sorted(path.stem for path in Path(__file__).parent.glob("of_*.py"))
FOUND = {
    name.removeprefix("of_"): importlib.import_module(
        f"tests.grading.authoring.{name}"
    ).statements.found
    for name in FILES
}


@pytest.mark.parametrize("notebook", TEXTS)
def test_the_notebook_says_so(notebook):
    said = read(TEXTS[notebook])
    claims = [claim for one in FOUND[notebook] for claim in one.said]
    gone = [one for one in claims if normal(one) not in said]
    assert gone == [], "change or drop these in tests/grading/authoring, with the text"


@pytest.mark.parametrize("notebook", FOUND)
@pytest.mark.parametrize("long", [pytest.param(True, marks=pytest.mark.long), False])
def test_it_is_so(notebook, long):
    asked = [one for one in FOUND[notebook] if one.long is long]
    assert all(bool(one.source) != bool(one.holds) for one in asked)  # one of both
    none_of(f"{one.name}: {one.said}" for one in asked if not holds(one))


def holds(one):
    """Tell whether a statement is cited, or its proof holds."""
    try:
        return bool(one.source or one.holds())
    except Exception as error:
        error.add_note(f"statement {one.name}: {one.said}")
        raise
