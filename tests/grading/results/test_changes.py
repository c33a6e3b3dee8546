"""What has changed in what a submission counts, in words for whose it is."""

from dataclasses import replace

from grading.results import standing
from grading.results.changes import TO_STUDENTS, Change, changes
from grading.results.standing import Standing

FIRST = Standing(
    "2026-11-20T10:00:00+00:00", [standing.FIRST],
    scores={"half": 0.0, "double": 10.0}, worth={"half": 5.0, "double": 10.0},
    by_hand=[], full=[], penalty=0.0, sha256="a", graded="1", course_version="1",
    editions={"half": 1, "double": 1},
)  # fmt: skip
AGAIN = replace(
    FIRST,
    when="2026-11-27T10:00:00+00:00",
    why=[standing.HANDED_IN],
    scores={"half": 5.0, "double": 10.0},
    sha256="b",
)
TOLD = Change("2026-11-27", "10", "15", "you handed in again", "half 0 to 5")


def test_the_last_change_comes_first_with_its_reason_and_its_exercises():
    less = replace(
        AGAIN,
        when="2026-11-28T10:00:00+00:00",
        why=[standing.BY_HAND],
        scores={"half": 5.0, "double": 8.0},
        by_hand=["double"],
    )
    assert changes([FIRST, AGAIN, less], less) == [
        Change("2026-11-28", "15", "13", "points were given by hand", "double 10 to 8"),
        TOLD,
    ]


def test_what_was_graded_once_has_not_changed():
    assert changes([FIRST], FIRST) == changes([], FIRST) == []


def test_what_is_not_noted_yet_is_told_with_its_reason():
    (one,) = changes([FIRST], AGAIN)
    assert one == TOLD


def test_full_marks_that_have_changed_are_told_beside_the_points():
    halved = replace(
        FIRST,
        scores={"half": 0.0, "double": 5.0},
        worth={"half": 2.5, "double": 5.0},
    )
    (one,) = changes([FIRST], halved)
    assert (one.before, one.now) == ("10 of 15", "5 of 7.5")
    assert one.why == "the course counts it otherwise"


def test_steps_that_come_are_told_only_where_they_move_something():
    assert changes([FIRST], replace(FIRST, step=0.5)) == []
    odd = replace(FIRST, scores={"half": 0.3, "double": 10.0})
    (one,) = changes([odd], replace(odd, step=0.5))
    assert (one.before, one.now, one.what) == ("10.3", "10.5", "")
    assert one.why == TO_STUDENTS[standing.SETTING]


def test_every_reason_has_words_for_students():
    reasons = {
        value
        for name, value in vars(standing).items()
        if name.isupper() and isinstance(value, str) and name.isidentifier()
    }
    begins = {standing.FIRST, standing.NOTED, standing.ANEW}
    assert reasons - begins == {*TO_STUDENTS}
