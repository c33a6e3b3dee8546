"""Signs by which somebody may be about to be lost: each by its own rule."""

from grading.results.at_risk import signs
from grading.results.over_weeks import Missing, Week
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
    "the only one is low": (weeks(0.4), {}, ["less than half in 00"]),
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
