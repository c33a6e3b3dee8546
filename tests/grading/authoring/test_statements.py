"""Every statement stands in its notebook as it is proved, and its proof holds."""

import importlib
from pathlib import Path

import pytest

from tests.texts import TEXTS

from .statements import normal, read

FILES = sorted(path.stem for path in Path(__file__).parent.glob("of_*.py"))
FOUND = {
    name.removeprefix("of_"): importlib.import_module(
        f"tests.grading.authoring.{name}"
    ).statements.found
    for name in FILES
}
EACH = [
    pytest.param(
        notebook, one, marks=[pytest.mark.long] * one.long, id=f"{notebook}-{one.name}"
    )
    for notebook, found in FOUND.items()
    for one in found
]


@pytest.mark.parametrize("notebook", TEXTS)
def test_the_notebook_says_so(notebook):
    said = read(TEXTS[notebook])
    claims = [claim for one in FOUND[notebook] for claim in one.said]
    gone = [one for one in claims if normal(one) not in said]
    assert gone == [], "change or drop these in tests/grading/authoring, with the text"


@pytest.mark.parametrize(("notebook", "one"), EACH)
def test_it_is_so(notebook, one):
    assert bool(one.source) != bool(one.holds), "computed or cited"
    assert one.source or one.holds(), f"notebook {notebook} says: {one.said}"
