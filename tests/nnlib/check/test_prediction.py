"""Predictions: what is read as an answer, what fits, and what is said of it."""

import contextlib
import io

import numpy as np
import pytest

from nnlib.check.notebook import Check
from nnlib.check.prediction import (
    ASKED,
    ASKED_AGAIN,
    COMMA,
    NOT_YET,
    RIGHT,
    UNREADABLE,
    Choice,
    Number,
    Place,
    Shape,
    Sign,
    met,
)
from nnlib.exercises import FOLDERS, checks
from nnlib.predictions import predictions
from tests.cases import every_case

REASON = {"why": "So it is.", "look": "Look there."}
HALF, SLOPE = Number(0.5, **REASON), Sign(-1, **REASON)
ROW = Shape((1, 4), **REASON)
WHY = Choice(2, "So it is.", told={1: "That one falls.", 3: "That one rises."})


@every_case(
    ("asked", "given"),
    [
        *((HALF, one) for one in (0.5, "0.5", 0.503, np.float64(0.5))),
        *((SLOPE, one) for one in (-1, -0.3, "-2", np.int64(-1))),
        *((ROW, one) for one in ((1, 4), [1, 4], np.zeros((1, 4)).shape)),
        *((WHY, one) for one in (2, 2.0, "2")),
    ],
)
def test_a_right_answer_is_right_however_it_is_written(asked, given):
    assert met(asked, (given,), []) == (RIGHT, "So it is.")


@every_case(
    ("asked", "given", "said"),
    [
        *(
            (HALF, (one,), "a number")
            for one in (None, True, "half", 1j, np.nan, 10**999, np.ones(2))
        ),
        (SLOPE, ("up",), "1, -1 or 0"),
        *((ROW, (one,), "a shape such as (2, 3)") for one in (4, (1.0, 4), "(1, 4)")),
        *(
            (WHY, (one,), "the number of your choice, 1 to 3")
            for one in (0, 4, 1.5, "b")
        ),
        (HALF, (0, 5), COMMA),
    ],
)
def test_an_answer_of_another_kind_is_no_try(asked, given, said):
    tried = []
    title, text = met(asked, given, tried)
    assert (title, tried) == (UNREADABLE, [])
    assert said in text


@pytest.mark.parametrize("given", [(), (...,)])
def test_dots_are_no_answer_yet(given):
    assert met(HALF, given, []) == (
        ASKED,
        "Put a number in place of the dots, and run this cell again.",
    )


def test_wrong_answers_are_met_twice_and_the_same_one_counts_once():
    tried = []
    assert met(WHY, (1,), tried)[0] == met(WHY, (1,), tried)[0] == NOT_YET
    assert met(WHY, (1,), tried)[1].startswith("That one falls.")
    told = "That one rises.\nSo it is."
    assert met(WHY, (3,), tried) == ("The answer is 2", told)
    assert met(WHY, (2,), tried)[0] == RIGHT


THERE = Place("00_slopes_and_graphs", "4 · Downhill")
RECALLED = Number(2, **REASON, where=THERE)


@pytest.mark.parametrize("tried", [[], [1.0]])
def test_a_wrong_answer_to_what_is_recalled_says_where_to_look(tried):
    text = met(RECALLED, (3,), tried)[1]
    assert text.splitlines()[-1] == "Look it up: notebook 00, “4 · Downhill”"


def test_other_answers_to_what_is_recalled_name_no_place():
    assert met(RECALLED, (2,), []) == (RIGHT, "So it is.")
    assert met(RECALLED, (...,), [])[0] == ASKED_AGAIN
    assert all(THERE.said not in met(RECALLED, one, [])[1] for one in ((), ("b",)))


def test_cards_of_what_is_recalled_are_told_apart_and_hold_the_link(monkeypatch):
    shown = []
    monkeypatch.setattr("nnlib.check.notebook.show", shown.append)
    Check([], predictions={"steps": RECALLED}).recall("steps", 3)
    ((title, html),) = [
        (one.title, one._repr_mimebundle_()["text/html"]) for one in shown
    ]
    assert title == "Not yet · steps"
    link = '<a href="00_slopes_and_graphs.ipynb#cell-id=section-4">'
    assert f"{link}{THERE.said}</a>" in html


def test_numbers_and_shapes_are_shown_as_they_are_said():
    shown = [one.shown() for one in (HALF, ROW, WHY, Number(np.log(2), **REASON))]
    assert shown == ["0.5", "(1, 4)", "2", "0.693"]
    assert Number(200_000, **REASON).shown() == "200,000"


class Strange:
    """It must not be asked to describe itself."""

    def __repr__(self):
        raise SystemExit

    __float__ = __repr__


def test_a_check_answers_and_never_raises():
    with contextlib.redirect_stdout(io.StringIO()) as out:
        check = checks("02")
        for given in ((), (0.693,), (0.5,), (Strange(),), ("x" * 999,)):
            check.predict("equal_shares", *given)
        check.predict("equal_share", ...)
        check.predict(...)
    said = out.getvalue()
    for part in ("in place of the dots", RIGHT, NOT_YET, "of type Strange", "xxx…"):
        assert part in said
    assert "The nearest is “equal_shares”" in said
    assert max(map(len, said.splitlines())) < 200


@every_case("notebook", FOLDERS)
def test_every_answer_of_the_course_is_right_and_the_wrong_ones_are_wrong(notebook):
    for name, one in predictions(notebook).items():
        assert met(one, (one.answer,), [])[0] == RIGHT, name
        assert not any(one.fits(one.read(wrong)) for wrong in one.told), name
        assert one.look or isinstance(one, Choice), name
