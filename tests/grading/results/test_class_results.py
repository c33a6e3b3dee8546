"""What a class has shown is counted rightly, and drawn with a sentence beside it."""

import re
from itertools import chain
from types import SimpleNamespace

import pytest

from grading import errors
from grading.found.record import Record, Result
from grading.results import cases, class_results, pages, report_pictures
from nnlib.check import STATUSES
from nnlib.exercises import NOTEBOOKS, get

EXERCISE = get("02/propagate")


def result(status="passed", earned=None, diagnosis=None, said=(), **more):
    """Make the result of one student in propagate, as it counts."""
    earned = dict(EXERCISE.parts) if earned is None else earned
    made = Result(
        exercise="02/propagate",
        status=status,
        points=float(sum(earned.values())),
        max_points=EXERCISE.max_points,
        earned=earned,
        diagnosis=diagnosis,
        title="propagate",
        said=[list(one) for one in said],
        **more,
    )
    return made.counting(0.0 if more.get("edition") == OFF else EXERCISE.max_points)


OFF = 99  # an edition, by which a test says that the exercise is off


def record(student, *results, **more):
    """Make the record of one student."""
    about = {"problem": "", "repairs": [], "remarks": [], **more}
    return Record(
        student=student,
        assignment="02_arrays",
        notebook="02",
        title="02 · Arrays",
        course_version="1",
        program="p",
        submitted={"sha256": "", "time": ""},
        graded="2026-11-21T10:00:00+00:00",
        isolation="process",
        results=list(results),
        **about,
    )


def no_dw():
    return result("partial", {"cost": 5, "dw": 0.0, "db": 8}, "dw_no_mean",
                  [("evidence", "Your dw is 5 times too large.")])  # fmt: skip


def pair(one, **by_hand):
    """Pair a record with what it counts: what was earned, unless given by hand."""
    scores = {each.name: each.score for each in one.results} | by_hand
    whole = sum(score or 0.0 for score in scores.values())
    most = one.max_score
    arrival = SimpleNamespace(handed_in=None, due=None)
    share = whole / most if most else 0.0
    return one, SimpleNamespace(scores=scores, share=share, arrival=arrival)


def counted(*records, **by_hand):
    """Count records in which the score is what was earned."""
    return class_results.by_notebook(pair(one, **by_hand) for one in records)


def test_every_state_belongs_to_one_group():
    groups = [states for _, _, states in pages.GROUPS.values()]
    assert sorted(name for states in groups for name in states) == sorted(STATUSES)


def test_states_scores_and_means_of_a_notebook_are_counted():
    (found,) = counted(
        record("a", result()), record("b", no_dw()), record("c", no_dw())
    )
    propagate = found.exercises["propagate"]
    assert propagate.states == {"passed": 1, "partial": 2}
    assert propagate.mean == pytest.approx((25 + 13 + 13) / 75)
    assert found.median == pytest.approx(13 / 25)
    assert found.steps == [0, 0, 0, 0, 0, 2, 0, 0, 0, 1]


def test_what_could_not_be_checked_lowers_no_mean():
    (found,) = counted(
        record("a", result()), record("b", result("could_not_check", {}))
    )
    assert found.exercises["propagate"].mean == 1.0


def test_points_by_hand_are_in_the_mean_and_lose_no_part():
    given = pair(record("a", no_dw()), propagate=25.0)
    (found,) = class_results.by_notebook([given, pair(record("b", no_dw()))])
    assert found.exercises["propagate"].mean == pytest.approx((25 + 13) / 50)
    assert (found.exercises["propagate"].tried, found.median) == (2, (1 + 13 / 25) / 2)
    assert class_results.lost_parts([given]) == []


def test_exercise_that_is_off_or_spared_is_in_no_number():
    off = record("a", result("not_attempted", {}, edition=OFF))
    spared = record("b", result("not_attempted", {}).spared(1.0))
    wrong = result("failed", {}, EXERCISE.variants[1].id, edition=OFF)
    records = [off, spared, record("c", wrong)]
    assert class_results.not_attempted(records) == []
    assert class_results.misconceptions(records) == []
    assert class_results.lost_parts(map(pair, records)) == []
    (found,) = counted(*records)
    assert not found.exercises["propagate"].states


def test_hardest_is_what_counts_least():
    notebooks = counted(record("a", no_dw()), record("b", result()))
    ((notebook, one),) = class_results.hardest(notebooks)
    assert (notebook.number, one.name, one.mean) == ("02", "propagate", 38 / 50)
    assert class_results.hardest(counted(record("b", result()))) == []


def test_place_has_the_question_of_its_kind_and_no_name_of_a_student():
    (one,) = class_results.places(
        [record("a", result("failed", {}, place="a sign in my_name"))]
    )
    assert one.about == "a sign" and one.question.startswith("Should this be above")
    (other,) = class_results.places(
        [record("a", result("failed", {}, place="my_name"))]
    )
    assert (other.about, other.question) == ("", class_results.NOT_KNOWN)


def test_what_is_seen_in_general_has_no_size_and_no_line_of_code():
    for exercise in chain.from_iterable(NOTEBOOKS.values()):
        for variant in exercise.variants:
            one = class_results.Misconception(exercise.id, variant, "")
            assert not re.search(r"[{}]|tried", one.in_general), one.in_general


def test_misconceptions_are_counted_with_the_most_frequent_first():
    other = result("failed", {}, EXERCISE.variants[1].id)
    found = class_results.misconceptions(
        [record("a", other), record("b", no_dw()), record("c", no_dw())]
    )
    assert [one.students for one in found] == [["b", "c"], ["a"]]
    assert found[0].evidence == "Your dw is 5 times too large."
    assert found[1].evidence == EXERCISE.variants[1].title


def test_misconception_that_the_exercise_has_no_more_is_left_out():
    assert (
        class_results.misconceptions([record("a", result("failed", {}, "gone"))]) == []
    )


def test_parts_are_lost_by_those_who_tried():
    records = [
        record("a", no_dw()),
        record("b", result()),
        record("c", result("not_attempted", {})),
        record("d", result("delegated", {})),
    ]
    lost = class_results.lost_parts(map(pair, records))
    assert lost == [("02/propagate", "dw", 1, 2)]
    assert class_results.not_attempted(records) == [("02/propagate", 1)]


def test_limits_exceptions_and_what_needs_a_look_are_told_apart():
    limit = errors.CELL_LIMIT.format(label="x", limit="Stopped: no answer")
    stopped = errors.CELL_STOPPED.format(label="y", type="NameError", text="z")
    one = record(
        "a",
        result("limit", {}, said=[("limit", "Stopped: no answer after 10 seconds.")]),
        result("error", {}, said=[("error_text", "ValueError: no")]),
        result("could_not_check", {}),
        remarks=[limit, stopped, errors.OTHER_EDITION],
        problem="The file could not be read.",
        repairs=["Put back."],
    )
    texts = {
        find.__name__: [case.text for case in find([one])]
        for find in (
            cases.limits,
            cases.exceptions,
            cases.repairs,
            cases.to_look_at,
        )
    }
    assert texts == {
        "limits": ["propagate: Stopped: no answer after 10 seconds.", limit],
        "exceptions": ["propagate: ValueError: no", stopped],
        "repairs": ["Put back."],
        "to_look_at": [
            "The file could not be read. It is submitted/a/02_arrays/02_arrays.ipynb. "
            "Ask for it again; if the time is over, give an extension first, or this "
            "file goes on counting.",
            "Could not be checked: propagate.",
            errors.OTHER_EDITION,
        ],
    }


def test_histogram_says_what_it_shows():
    drawn = report_pictures.histogram([2, 0, 0, 0, 0, 0, 0, 0, 0, 7])
    assert 'aria-label="Scores: 2 from 0 to 10 %, 7 from 90 to 100 %."' in drawn
    assert drawn.count("<rect") == 2


def test_strip_says_what_it_shows_and_fills_its_width():
    drawn = report_pictures.strip({"passed": 3, "failed": 1})
    assert 'aria-label="3 passed, 1 not right yet."' in drawn
    widths = [float(one) for one in re.findall(r'width="([\d.]+)" height', drawn)]
    assert widths == [298.5, 98.5]


def luminance(colour):
    """Return the relative luminance of a colour (WCAG 2.1)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    parts = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


@pytest.mark.parametrize("group", pages.GROUPS)
def test_number_on_a_strip_stands_out(group):
    colour = pages.GROUPS[group][1]
    ink = {"#000": 0.0, "#fff": 1.0}[report_pictures.ink(colour)]
    light, dark = sorted((luminance(colour), ink), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_nothing_graded_is_drawn_as_nothing():
    assert 'aria-label="No scores."' in report_pictures.histogram([0] * 10)
    assert report_pictures.strip({}).count("<rect") == 0
