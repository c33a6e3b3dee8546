"""Signs by which somebody may be about to be lost: each by its own rule."""

from datetime import UTC, datetime

from grading.collect import collect
from grading.course_file.terms import Terms
from grading.results.at_risk import rules, signs
from grading.results.over_weeks import Missing, Week, lacking
from grading.roster.students import Person, Roster
from tests.cases import every_case


def weeks(*shares, late=()):
    """Return notebooks from 00 on that count such shares; some came late."""
    return {
        f"{n:02}": Week(f"{n:02}", "", share, 1.0, days_late=n in late)
        for n, share in enumerate(shares)
    }


def missing(*numbers, over=True):
    return {one: Missing(one, "", over) for one in numbers}


CASES = {
    "all is well": (weeks(0.9, 0.8, 0.9), {}, []),
    "nothing yet": ({}, {}, []),
    "one is missing": (weeks(0.9), missing("01"), []),
    "two are missing": (weeks(0.9), missing("02", "01"), ["nothing for 01 and 02"]),
    "two that are not due yet": (weeks(0.9), missing("01", "02", over=False), []),
    "the only one is low": (
        weeks(0.4),
        {},
        ["less than half in 00, the only one handed in"],
    ),
    "one of two is low": (weeks(0.6, 0.4), {}, []),
    "the last two are low": (
        weeks(0.6, 0.4, 0.49),
        {},
        ["less than half in 01 and 02"],
    ),
    "half is not low": (weeks(0.5, 0.5), {}, []),
    "a fall": (weeks(0.9, 0.9, 0.6), {}, ["60 % in 02, after 90 % on average"]),
    "a smaller fall": (weeks(0.9, 0.9, 0.66), {}, []),
    "of two nothing falls": (weeks(1.0, 0.6), {}, []),
    "late once": (weeks(0.9, 0.9, late=[1]), {}, []),
    "late twice": (weeks(0.9, 0.9, late=[0, 1]), {}, ["late in 00 and 01"]),
    "late in other weeks": (weeks(0.9, 0.9, 0.9, late=[0, 1]), {}, []),
}


@every_case("done, lacking, said", CASES.values(), ids=CASES)
def test_signs_are_those_of_the_rule(done, lacking, said):
    assert signs(done, lacking) == said


def test_rules_are_those_that_can_hold_so_far():
    assert "last two" not in rules(1, 1, 60) and "missing" not in rules(1, 1, 60)
    assert "last two" in rules(2, 1, 60) and "25 points" not in rules(2, 1, 60)
    assert "25 points" in rules(3, 20, 60) and "20 of 60" not in rules(3, 20, 60)
    assert "21 of 60 have one" in rules(3, 21, 60)


def test_without_a_due_time_a_notebook_is_missing_once_most_have_it(
    tiny_course, tmp_path
):
    roster = Roster(tuple(map(Person, ("ada", "bo", "cy"))))
    for student, over in (("ada", False), ("bo", True)):
        path = tmp_path / student / f"{student}.ipynb"
        path.parent.mkdir()
        path.write_text('{"cells": [], "metadata": {"nnlib": {"notebook": "07"}}}')
        collect(tiny_course, path.parent)
        now = datetime.now(UTC)
        found = lacking(tiny_course, roster, Terms.read(tiny_course), now)
        assert found["cy"]["07"].over == over
