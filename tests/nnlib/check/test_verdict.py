"""A verdict: at most eight lines, plain values, no expected number on demand."""

import json

import pytest

from nnlib.check import STATUSES, Fact, Verdict
from nnlib.check.shown import Shown
from nnlib.check.verdict import shortened
from tests.cases import every_case


def verdict(status="partial", facts=(), **fields):
    """Make a verdict by hand."""
    known = {"points": 4.5, "max_points": 25.0, "earned": {"dw": 5.0, "db": 0.0}}
    return Verdict("02/propagate", status, **{**known, **fields}, facts=tuple(facts))


def value(part, expected="0.125", got="0.625"):
    """Make the fact of a wrong number."""
    return Fact("value", {"part": part, "place": "", "expected": expected, "got": got})


EVIDENCE = Fact("evidence", {"text": "Your dw is twice the expected one."})
QUESTION = Fact("question", {"text": "why twice?"})
TESTED = Fact("tested", {"sizes": "m = 3"})
ADVICE = Fact("advice", {"text": "overflow"})
PRINTED = Fact("printed", {"count": 3})


@every_case("status", STATUSES)
def test_the_first_line_has_symbol_word_name_and_points(status):
    title = verdict(status).title()
    symbol, rest = title.split(" ", 1)
    assert len(symbol) == 1
    assert rest.startswith("propagate: ")
    assert rest.endswith(", 4.5 of 25 points")


def test_an_unknown_status_is_refused():
    with pytest.raises(ValueError, match="status 'wonderful', expected one of"):
        verdict("wonderful")


def test_an_unknown_kind_of_fact_is_refused_when_it_is_said():
    with pytest.raises(KeyError):
        verdict(facts=[Fact("rumour")]).lines()


def test_expected_numbers_are_left_out_on_demand():
    facts = [TESTED, value("dw"), value("db", "7.5", "8.5")]
    shown, hidden = (
        verdict(facts=facts).lines(),
        verdict(facts=facts).lines(values=False),
    )
    assert shown[2:] == [
        "dw: expected 0.125, got 0.625.",
        "db: expected 7.5, got 8.5.",
    ]
    assert hidden[2:] == [
        "dw: the shape is right, the numbers are not.",
        "db: the shape is right, the numbers are not.",
    ]


@pytest.mark.parametrize(
    ("facts", "kept"),
    [
        pytest.param([TESTED, EVIDENCE], [TESTED, EVIDENCE], id="few"),
        pytest.param(
            [TESTED, *map(value, "abcde"), EVIDENCE, QUESTION],
            [TESTED, *map(value, "abcd"), EVIDENCE, QUESTION],
            id="one-value-too-many",
        ),
        pytest.param(
            [TESTED, *map(value, "abcdef"), ADVICE, PRINTED],
            [TESTED, *map(value, "abcdef")],
            id="advice-before-values",
        ),
        pytest.param(
            [TESTED, *map(value, "abcdefghi"), EVIDENCE, EVIDENCE, QUESTION],
            [TESTED, *map(value, "abc"), EVIDENCE, EVIDENCE, QUESTION],
            id="evidence-and-question-stay",
        ),
        pytest.param(
            [TESTED, value("a"), *[EVIDENCE] * 5, QUESTION],
            [value("a"), *[EVIDENCE] * 5, QUESTION],
            id="something-stays-of-what-is-wrong",
        ),
        pytest.param(
            [TESTED, value("a"), *[EVIDENCE] * 6, QUESTION],
            [*[EVIDENCE] * 6, QUESTION],
            id="but-the-question-stays-longer",
        ),
        pytest.param([EVIDENCE] * 9, [EVIDENCE] * 7, id="nothing-else-to-leave-out"),
    ],
)
def test_what_tells_least_is_left_out_first(facts, kept):
    assert shortened(facts, 7) == kept
    lines = verdict(facts=facts).lines()
    assert len(lines) == 1 + len(kept) <= 8


def test_outputs_without_room_are_named():
    facts = [TESTED, *map(value, "abc"), EVIDENCE, QUESTION]
    assert verdict(facts=facts).lines(room=1)[2:5] == [
        "a: expected 0.125, got 0.625.",
        "b: expected 0.125, got 0.625.",
        "c: expected 0.125, got 0.625.",
    ]
    assert verdict(facts=facts).lines(room=3)[2:4] == [
        "a: expected 0.125, got 0.625. Wrong as well: b, c.",
        "Your dw is twice the expected one.",
    ]


def test_a_verdict_round_trips_through_json():
    found = verdict(facts=[TESTED, value("dw"), QUESTION], diagnosis="dw_no_mean")
    plain = found.as_json()
    assert json.loads(json.dumps(plain)) == plain
    again = Verdict(
        **{**plain, "facts": tuple(Fact(**fact) for fact in plain["facts"])}
    )
    assert again == found


def test_a_notebook_gets_html_text_and_json_of_the_same_verdict():
    found = verdict(facts=[TESTED, QUESTION])
    bundle = Shown(found, ())._repr_mimebundle_()
    assert set(bundle) == {
        "text/html",
        "text/plain",
        "application/vnd.nnlib.verdict+json",
    }
    assert bundle["text/plain"].split("\n") == found.lines()
    assert bundle["application/vnd.nnlib.verdict+json"] == found.as_json()
