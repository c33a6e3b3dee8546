"""A part of a class: one notebook, one section, one week by the class's clock."""

from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from grading.errors import UsageError
from grading.results.scope import last_days, scope
from grading.roster.students import Person, Roster
from tests.cases import every_case

ROSTER = Roster((
    Person("ada", section="Group 1/Á"), Person("bob", section="B"), Person("cy"),
))  # fmt: skip
BERLIN = ZoneInfo("Europe/Berlin")
TERMS = SimpleNamespace(
    notebooks={"01": 1, "02": 2}, settings=SimpleNamespace(zone=BERLIN)
)


def came(time, student="ada", notebook="02"):
    """Return what a part asks of a record."""
    about = {"student": student, "notebook": notebook}
    return SimpleNamespace(**about, submitted={"time": time})


# In Berlin the clocks went back on Sunday, 25 October 2026: that week has 169 hours.
CASES = (
    ("2026-10-18 21:59:59 UTC", False),
    ("2026-10-18 22:00:00 UTC", True),
    ("2026-10-25 22:59:59 UTC", True),
    ("2026-10-25 23:00:00 UTC", False),
    ("", False),
)


@every_case("time, inside", CASES)
def test_a_week_lasts_from_monday_to_sunday_by_the_clock_of_the_class(time, inside):
    for day in ("2026-10-19", "2026-10-25", "2026-W43-4"):
        part = scope(TERMS, ROSTER, week=day)
        assert part.has(came(time)) == inside
        assert part.stem == "-week-2026-10-19"


def test_parts_are_named_in_title_and_file():
    part = scope(TERMS, ROSTER, notebook="02", section="group 1/á", week="2026-10-20")
    assert part.title == (
        "notebook 02, section Group 1/Á and the week from Monday, 2026-10-19"
    )
    assert part.stem == "-notebook-02-section-Group_1_Á-week-2026-10-19"
    inside = "2026-10-20 12:00:00 UTC"
    assert part.has(came(inside))
    assert not part.has(came(inside, student="bob"))
    assert not part.has(came(inside, student="cy"))
    assert not part.has(came(inside, notebook="01"))
    whole = scope(TERMS, ROSTER)
    assert (whole.title, whole.stem) == ("", "") and whole.has(came(""))


WRONG = (
    ({"notebook": "2"}, "notebook is '2', expected one of 01, 02"),
    ({"section": "C"}, "section is 'C', expected one of Group 1/Á, B"),
    ({"section": ""}, "section is '', expected"),
    ({"week": "44"}, "--week is '44', expected a day of it, such as 2026-11-23"),
    ({"week": "23.11.2026"}, "--week is '23.11.2026'"),
)


@every_case("given, said", WRONG)
def test_what_is_no_part_is_refused(given, said):
    with pytest.raises(UsageError) as error:
        scope(TERMS, ROSTER, **given)
    assert said in str(error.value)


def test_the_last_days_end_with_what_came_last():
    records = [came(f"2026-11-{day:02} 00:05:00 UTC") for day in (1, 3, 9)]
    part = last_days(scope(TERMS, ROSTER), records)
    assert [part.has(one) for one in records] == [False, True, True]
    assert last_days(scope(TERMS, ROSTER), [came("")]).has(came(""))
