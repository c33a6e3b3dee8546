"""Marker lines: which are accepted, which are refused, and what nbgrader is told."""

import nbformat.v4
import pytest
from nbgrader.nbgraderformat import MetadataValidator

from grading.text import roles
from grading.text.roles import Role, RoleError

ACCEPTED = {
    "free code": ({}, "code", Role()),
    "free text": ({}, "markdown", Role()),
    "solution": ({"solution": "f"}, "code", Role("solution", "f")),
    "check": ({"check": "f_2"}, "code", Role("check", "f_2")),
    "readonly code": ({"readonly": "data"}, "code", Role("readonly", "data")),
    "readonly text": ({"readonly": "data"}, "markdown", Role("readonly", "data")),
    "words": ({"written": "why"}, "markdown", Role("written", "why")),
    "demo": ({"title": "demo"}, "code", Role("demo")),
    "demo in view": ({"title": "demo in view"}, "code", Role("demo", in_view=True)),
    "demo of a symptom": (
        {"title": "demo of a symptom"},
        "code",
        Role("demo", symptom=True),
    ),
    "note": ({"title": "instructor"}, "markdown", Role("instructor")),
    "note of jupytext": ({"lines_to_next_cell": 2}, "code", Role()),
}

REFUSED = {
    "unknown word": ({"title": "example"}, "code", "unknown role example; legal are"),
    "unknown key": ({"points": 3}, "code", "unknown role points"),
    "unquoted": ({"incorrectly_encoded_metadata": "check=f"}, "code", "role check=f"),
    "two roles": ({"solution": "f", "points": 2}, "code", "points and solution"),
    "no name": ({"title": "solution"}, "code", "solution needs a name"),
    "named note": ({"instructor": "f"}, "markdown", "instructor takes no name"),
    "note in code": ({"title": "instructor"}, "code", "only for [markdown] cells"),
    "named demo": ({"demo": "f"}, "code", "demo takes no name"),
    "capital letter": ({"check": "F"}, "code", "lower-case letters"),
    "dash": ({"check": "f-solution"}, "code", "lower-case letters"),
    "number": ({"check": 2}, "code", "lower-case letters"),
    "check in text": ({"check": "f"}, "markdown", "only for code cells"),
    "demo in text": ({"title": "demo"}, "markdown", "only for code cells"),
    "text in view": ({"title": "demo in view"}, "markdown", "only for code cells"),
    "words in code": ({"written": "why"}, "code", "only for [markdown] cells"),
    "words without a name": ({"title": "written"}, "markdown", "written needs a name"),
    "raw cell": ({}, "raw", "code or [markdown], this one is raw"),
}

LEGAL_CELLS = {
    "solution": ("code", Role("solution", "f"), None),
    "check": ("code", Role("check", "f"), 5.0),
    "readonly code": ("code", Role("readonly", "f"), None),
    "readonly text": ("markdown", Role("readonly", "f"), None),
    "words": ("markdown", Role("written", "f"), None),
}


@pytest.mark.parametrize(
    ("words", "cell_type", "role"), ACCEPTED.values(), ids=ACCEPTED
)
def test_marker_line_gives_its_role(words, cell_type, role):
    assert roles.read(words, cell_type) == role


@pytest.mark.parametrize(("words", "cell_type", "said"), REFUSED.values(), ids=REFUSED)
def test_marker_line_is_refused_with_what_is_legal(words, cell_type, said):
    with pytest.raises(RoleError) as caught:
        roles.read(words, cell_type)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("cell_type", "role", "points"), LEGAL_CELLS.values(), ids=LEGAL_CELLS
)
def test_metadata_is_legal_for_nbgrader(cell_type, role, points):
    new = getattr(nbformat.v4, f"new_{cell_type}_cell")
    cell = new(metadata=roles.metadata(role, points))
    MetadataValidator().validate_nb(nbformat.v4.new_notebook(cells=[cell]))


def test_metadata_of_a_free_cell_is_empty():
    assert roles.metadata(Role()) == {}


def test_metadata_carries_points_only_on_the_check():
    assert roles.metadata(Role("check", "f"), 3.0)["nbgrader"]["points"] == 3.0
    assert "points" not in roles.metadata(Role("solution", "f"))["nbgrader"]


def test_metadata_locks_everything_but_the_solution():
    kinds = ("check", "readonly", "solution")
    locked = [roles.metadata(Role(kind, "f"), 1.0)["nbgrader"] for kind in kinds]
    assert [fields["locked"] for fields in locked] == [True, True, False]
