"""A class on every platform, week after week: each file is somebody's, or it is asked.

`series.csv` says of each path whose it is, and where nobody can know that from the path
and the roster.
"""

import csv
from itertools import groupby
from pathlib import Path

from grading.handed_in import apart, parcels
from grading.handed_in.members import Member
from grading.handed_in.whose import Answering, Class
from grading.roster.students import Person, Roster
from tests.cases import every_case

ROWS = list(
    csv.DictReader(
        Path(__file__).with_name("series.csv").read_text("utf-8").splitlines()
    )
)
NAMES = {
    "ada": "Ada Example",
    "ada2": "Ada Example",
    "jl": "Jean-Luc Example-Sample",
    "dana": "דנה דוגמה",
    "rei": "例 子",
    "pri": "Пример Ада",
    "zoe": "Zoë O'Example",
    "ed": "Ed Final",
    "lee": "Lee Hw",
    "bo": "Bo Ek",
}
CANVAS = (20511, 20999, 20513, *range(20520, 20527))
CLASS = Roster(
    tuple(
        Person(
            id,
            name,
            f"{id}@x.edu",
            group="Blue" if id in ("lee", "bo") else "",
            keys={
                "canvas": str(number),
                "github": f"coder-{number}",
                "ilias": str(4710 + place),
                "moodle 01": str(1040 + place),
                "moodle 02": str(2040 + place),
            },
        )
        for place, ((id, name), number) in enumerate(
            zip(NAMES.items(), CANVAS, strict=True)
        )
    )
)
SERIES = [(name, list(some)) for name, some in groupby(ROWS, lambda one: one["series"])]


def a_week(rows, everybody):
    """Return what is said of each path of a week, and the class afterwards."""
    members = {Member(tuple(row["path"].split("/"))): row for row in rows}
    arrived = parcels.arrived(members, ["02_arrays"], everybody.ids.values())
    assert not arrived.unread
    scope = rows[0]["week"] if arrived.platform.scope == "assignment" else ""
    blind = len({one.name for one in arrived.by_sender}) == 1 < len(arrived.by_sender)
    answering = Answering(everybody, arrived.platform, scope, bool(blind and scope))
    found = apart.told_apart(
        [
            answering.whose(sender, any(one.guessed for one in sent))
            for sender, sent in arrived.by_sender.items()
        ],
        everybody,
    )
    said = {}
    for one, sent in zip(list(found), arrived.by_sender.values(), strict=True):
        for each in sent:
            said[row_of(members, each)["path"]] = one
    assert said.keys() == {row["path"] for row in rows}
    taken = [one for one in said.values() if not one.question]
    kept = [one.keep for one in taken if one.keep]
    met = {*everybody.met, *(id for one in taken for id in one.students)}
    after = Class(everybody.roster, everybody.matches.with_these(kept), frozenset(met))
    return said, after


def row_of(members, sent):
    """Return the row of a file; a folder around everything has been left out."""
    (row,) = [
        row
        for one, row in members.items()
        if f"/{one.name}".endswith(f"/{sent.member.name}")
    ]
    return row


def test_there_are_more_than_a_hundred_of_our_own():
    assert len({row["path"] for row in ROWS}) > 200


@every_case("name, rows", SERIES, ids=[name for name, _ in SERIES])
def test_with_a_roster_everything_is_right_or_asked(name, rows):
    everybody = Class(CLASS, assignments=("02_arrays",))
    for _, week in groupby(rows, lambda one: one["week"]):
        week = list(week)
        said, everybody = a_week(week, everybody)
        for row in week:
            one = said[row["path"]]
            got = "asked" if one.question else " ".join(sorted(one.students))
            expected = row["asked"] or " ".join(sorted(row["who"].split()))
            assert got == expected, (row["path"], one)


@every_case("name, rows", SERIES, ids=[name for name, _ in SERIES])
def test_without_a_roster_nobody_is_merged_or_split_unasked(name, rows):
    everybody = Class(assignments=("02_arrays",))
    students, people = {}, {}
    for _, week in groupby(rows, lambda one: one["week"]):
        week = list(week)
        said, everybody = a_week(week, everybody)
        for row in week:
            one = said[row["path"]]
            if not one.question:
                students.setdefault(row["who"] or row["path"], set()).add(one.students)
                people.setdefault(one.students, set()).add(row["who"] or row["path"])
    assert [some for some in students.values() if len(some) > 1] == []
    assert [some for some in people.values() if len(some) > 1] == []
