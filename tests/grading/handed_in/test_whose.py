"""Whose a hand-in is: certain, or asked; nobody is lost, merged, split or invented."""

from datetime import UTC
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grading.course import STUDENT
from grading.errors import CollectError
from grading.handed_in import apart, parcels
from grading.handed_in.matches import Match, Matches
from grading.handed_in.members import Member
from grading.handed_in.parcels import PLAIN
from grading.handed_in.plan import Planning
from grading.handed_in.plausible import implausible
from grading.handed_in.whose import NAMES, NEW, NUMBERS, Answering, Class
from grading.platforms import loaded, names
from grading.platforms.form import Sender
from grading.released.catalogue import Entry
from grading.roster.students import Person, Roster

PLATFORMS = {one.id: one for one in (*loaded.platforms(), PLAIN)}
PEOPLE = Roster(
    (
        Person(
            "ada",
            "Ada Lovelace",
            "ada@x.edu",
            group="Blue",
            keys={"canvas": "20511", "moodle 02": "1044", "github": "ada-lo"},
        ),
        Person("bo", "Bo Li", "bo@x.edu", group="Blue"),
        Person("li", "Li Bo"),
        Person("zoe", "Zoë O'Neil"),
        Person("s1234567", "דנה דוגמה"),
        Person("day", "Rose Day", group="Rose Day"),
    )
)


def answered(platform, sender, roster=PEOPLE, scope="", accept=(), **more):
    guessed, blind = more.pop("guessed", False), more.pop("blind", False)
    everybody = Class(
        roster, accept=frozenset(accept), assignments=("02_arrays",), **more
    )
    answering = Answering(everybody, PLATFORMS[platform], scope, blind)
    return answering.whose(sender, guessed)


CERTAIN = {
    "number and name": ("canvas", Sender("20511", "lovelaceada"), "ada"),
    "number of a worksheet": ("moodle", Sender("1044", "Ada Lovelace"), "ada"),
    "the only name, where numbers are unknown": (
        "moodle",
        Sender("7", "Zoë ONeil"),
        "zoe",
    ),
    "squeezed": ("canvas", Sender("9", "oneilzoë"), "zoe"),
    "right to left": ("canvas", Sender("9", "דוגמהדנה"), "s1234567"),
    "login": ("blackboard", Sender("ADA"), "ada"),
    "login with a name without accents": ("sakai", Sender("zoe", "ONeil, Zoe"), "zoe"),
    "login at the end": ("openolat", Sender("Lovelace_Ada_ada"), "ada"),
    "login of GitHub": ("github", Sender("Ada-Lo"), "ada"),
    "folder": ("folders", Sender("s1234567"), "s1234567"),
    "name alone": ("teams", Sender("", "Zoë O'Neil"), "zoe"),
    "address": ("okpy", Sender("ada@x.edu"), "ada"),
    "addresses": ("okpy", Sender("bo@x.edu-ada@x.edu"), "ada bo"),
    "group": ("canvas", Sender("20511", "blue"), "ada bo"),
    "group of Sakai": ("sakai_groups", Sender("0b6f", group="Blue"), "ada bo"),
}


@pytest.mark.parametrize(("platform", "sender", "ids"), CERTAIN.values(), ids=CERTAIN)
def test_what_is_certain_is_not_asked(platform, sender, ids):
    scope = "02" if PLATFORMS[platform].scope == "assignment" else ""
    found = answered(platform, sender, scope=scope)
    assert (" ".join(found.students), found.question) == (ids, "")


ASKED = {
    "number of one, name of another": ("canvas", Sender("20511", "oneilzoë"), ""),
    "a team's name and a member's number": ("canvas", Sender("20511", "green"), ""),
    "namesake with another number": ("canvas", Sender("20999", "lovelaceada"), ""),
    "a name that two may have": ("canvas", Sender("7", "boli"), ""),
    "number of another assignment": ("moodle", Sender("1044", "Zoë ONeil"), ""),
    "stranger": ("moodle", Sender("7", "Eve Example"), NEW),
    "team": ("moodle", Sender("88", "Blue Team 2"), ""),
    "no number and no person": ("moodle", Sender("", "Default group"), ""),
    "hidden": ("moodle", Sender("1044", "Participant"), ""),
    "anonymous": ("canvas_anonymous", Sender("aB3dE"), ""),
    "submission number": ("gradescope", Sender("244010001"), ""),
    "login that is chosen freely": ("github", Sender("bo"), NEW),
    "id beside another number": ("folders", Sender("source"), ""),
    "number of a notebook": ("folders", Sender("02"), ""),
    "person and group of one name": ("moodle", Sender("7", "Rose Day"), ""),
    "unknown address": ("okpy", Sender("ada@x.edu-eve@x.edu"), ""),
    "folder of a stranger": ("folders", Sender("eve"), NEW),
}


@pytest.mark.parametrize(("platform", "sender", "accept"), ASKED.values(), ids=ASKED)
def test_what_is_not_certain_is_asked(platform, sender, accept):
    scope = "02" if PLATFORMS[platform].scope == "assignment" else ""
    found = answered(platform, sender, scope=scope)
    assert found.students == ()
    assert found.question
    assert found.accept == accept


def test_nearest_name_is_said():
    found = answered("moodle", Sender("7", "Ada Lovelase"))
    assert "did you mean ada (Ada Lovelace)?" in found.question


def test_hidden_names_are_told_by_the_numbers_of_a_worksheet():
    sender = Sender("1044", "Participant")
    found = answered("moodle", sender, scope="02", blind=True)
    assert (found.students, found.accept) == ((), NUMBERS)
    found = answered("moodle", sender, scope="02", blind=True, accept=[NUMBERS])
    assert found.students == ("ada",)


NEWCOMERS = {
    "number of the site": ("canvas", Sender("20511", "exampleada"), "exampleada-20511"),
    "login": ("blackboard", Sender("aexample1"), "aexample1"),
    "name": ("moodle", Sender("7", "Ada Example"), "ada-example"),
    "another script": ("moodle", Sender("7", "דנה"), "student-a1c2"),
    "folder": ("folders", Sender("ada"), "ada"),
}


@pytest.mark.parametrize(
    ("platform", "sender", "id"), NEWCOMERS.values(), ids=NEWCOMERS
)
def test_without_a_roster_a_lasting_sign_makes_a_student(platform, sender, id):
    found = answered(platform, sender, Roster())
    assert (found.students, found.is_new) == ((id,), True)


def test_without_a_roster_a_guess_is_asked():
    found = answered("folders", Sender("van"), Roster(), guessed=True)
    assert found.accept == NEW
    known = answered("folders", Sender("ada"), guessed=True)
    assert known.students == ("ada",)


BEFORE = Matches(
    (
        Match("canvas", "", "20511", "lovelaceada", "ada-1", "collect"),
        Match("moodle", "01", "7", "Ada Lovelace", "ada-1", "collect"),
        Match("teams", "", "", "Eve Li", "eve", "collect"),
        Match("teams", "", "", "Bo Li", "bo", "you"),
    )
)
AGAIN = {
    "same number": ("canvas", Sender("20511", "lovelaceada"), "", "ada-1", ""),
    "same number, other name": ("canvas", Sender("20511", "kingada"), "", "", ""),
    "same name, other assignment": (
        "moodle",
        Sender("9", "Ada Lovelace"),
        "02",
        "",
        NAMES,
    ),
    "same assignment": ("moodle", Sender("7", "Ada Lovelace"), "01", "ada-1", ""),
    "same number, other assignment": (
        "moodle",
        Sender("7", "Cy Ro"),
        "02",
        "cy-ro",
        "",
    ),
    "only a name": ("teams", Sender("", "Eve Li"), "", "", NAMES),
    "an answer": ("teams", Sender("", "Bo Li"), "", "bo", ""),
    "case": ("folders", Sender("Eve"), "", "", NAMES),
    "id": ("folders", Sender("eve"), "", "eve", ""),
}


@pytest.mark.parametrize(
    ("platform", "sender", "scope", "id", "accept"), AGAIN.values(), ids=AGAIN
)
def test_who_has_come_before_comes_again_or_is_asked(
    platform, sender, scope, id, accept
):
    met = frozenset(one.student for one in BEFORE.lines)
    more = {"matches": BEFORE, "met": met}
    found = answered(platform, sender, Roster(), scope, **more)
    assert (" ".join(found.students), found.accept) == (id, accept)
    if accept:
        found = answered(platform, sender, Roster(), scope, [accept], **more)
        assert found.students[0] in met


def test_class_of_before_is_not_split_by_numbers():
    found = answered(
        "canvas",
        Sender("20511", "lovelaceada"),
        Roster(),
        met=frozenset(["lovelaceada"]),
    )
    assert found.accept == NAMES
    met = frozenset(["hw1-ada-lo"])
    assert answered("github", Sender("ada-lo"), Roster(), met=met).question


def test_two_senders_of_one_student_are_asked():
    everybody = Class(PEOPLE)
    answering = Answering(everybody, PLATFORMS["moodle"], "02")
    senders = [Sender("5", "Zoë ONeil"), Sender("6", "Zoë ONeil"), Sender("7", "Bo Li")]
    found = list(apart.told_apart(map(answering.whose, senders), everybody))
    assert ["would be zoe" in one.question for one in found] == [True, True, False]


@pytest.mark.parametrize(
    "name",
    ["hw1", "Homework 2", "final_1", "02_arrays", "arrays", "Tarea 3", "7", "a 1 b"],
)
def test_name_of_a_piece_of_work_is_nobodys(name):
    assert implausible(name, ["02_arrays"])


@pytest.mark.parametrize("name", ["ada", "Tim Lab", "s12", "1234567", "x" * 5000])
def test_name_of_a_person_is_plausible(name):
    assert not implausible(name, ["02_arrays"])


# --- Nobody is lost, merged or split, whoever is in the class -------------------------

# Few words, so that people are often called alike, one way or the other.
WORD = st.one_of(
    st.sampled_from(["Ada", "Da", "Éva", "Eva", "O'Neil", "ONeil", "דנה", "例", "Li"]),
    st.text(st.characters(categories=["L", "M"]), min_size=1, max_size=3),
)
NAME = st.one_of(
    st.builds("{} {}".format, WORD, WORD), st.builds("{}, {}".format, WORD, WORD)
)
ID = st.text("ab1_", min_size=2, max_size=4).filter(STUDENT.fullmatch)


@st.composite
def classes(draw):
    """Draw people with numbers: whom the roster knows, and how, and who hands in."""
    ids = draw(st.lists(ID, min_size=1, max_size=6, unique=True))
    people = [(id, draw(NAME), str(number)) for number, id in enumerate(ids, 20500)]
    some = st.sets(st.sampled_from(ids))
    known, keyed = draw(some), draw(some)
    return people, known, keyed, draw(some) or {ids[0]}


TIME = "2026-02-03-14-05-59"
LOST = str.maketrans("", "", "'_")
PATHS = {
    "canvas": lambda id, name, key: f"{names.squeezed(name)}_{key}_884301_x.ipynb",
    "moodle": lambda id, name, key: (
        f"{name.translate(LOST)}_{key}_assignsubmission_file/x.ipynb"
    ),
    "blackboard": lambda id, name, key: f"HW 1_{id}_attempt_{TIME}_x.ipynb",
    "brightspace": lambda id, name, key: (
        f"{key}-255001 - {name} - Sep 24, 2026 926 PM/x.ipynb"
    ),
    "github": lambda id, name, key: f"hw-submissions/hw-{id.replace('_', 'x')}/x.ipynb",
    "sakai": lambda id, name, key: (
        f"HW/{names.bare(name)}, X({id})/Submission attachment(s)/x.ipynb"
    ),
    "teams": lambda id, name, key: f"Submitted files/{name}/HW/x.ipynb",
    "drive": lambda id, name, key: f"Maths/HW/{name} - HW.ipynb",
    "ilias": lambda id, name, key: f"X_{names.bare(name) or 'x'}_{id}_{key}/x.ipynb",
    "openolat": lambda id, name, key: (
        f"ita_HW/X_{names.bare(name) or 'x'}_{id}/1_submissions/x.ipynb"
    ),
    "okpy": lambda id, name, key: f"hw/{id}@x.edu/Xa9sD/x.ipynb",
    "nbgrader": lambda id, name, key: f"submitted/{id}/hw/x.ipynb",
    "gradescope": lambda id, name, key: f"submission_{key}/x.ipynb",
    "folders": lambda id, name, key: f"{id}/x.ipynb",
    "files": lambda id, name, key: f"{id}_x.ipynb",
}


NOTEBOOKS = {"02": Entry("02", "02_arrays", {"f": 5.0})}


def sent_by(owners):
    """Return the files that people hand in: notebooks, each another one."""
    return [
        Member(
            tuple(path.split("/")),
            read=lambda most, number=number: (
                b'{"cells": [%d], "metadata": {"nnlib": {"notebook": "02"}}}' % number
            ),
        )
        for number, path in enumerate(owners)
    ]


def whose(arrived, roster):
    """Return of every path whose it is, and whether that is asked."""
    everybody = Class(roster, assignments=("02_arrays",))
    plan = Planning(everybody, NOTEBOOKS, Path("nowhere"), UTC, lambda data: "").plan(
        arrived, {}
    )
    assert plan.refused == []
    for item in plan.items:
        yield from ((one.member.name, item.whose) for one in item.sent)


def examples(count):
    """Let hypothesis draw so many classes."""
    return settings(
        max_examples=count, deadline=None, suppress_health_check=list(HealthCheck)
    )


ANY = given(classes(), st.sampled_from(sorted(PATHS)))


@examples(60)
@ANY
def test_nobody_is_lost_merged_or_split(drawn, platform):
    nobody_is_lost_merged_or_split(drawn, platform)


@pytest.mark.long
@examples(2000)
@ANY
def test_nobody_of_many_classes_is_lost_merged_or_split(drawn, platform):
    nobody_is_lost_merged_or_split(drawn, platform)


def nobody_is_lost_merged_or_split(drawn, platform):
    """Compare what is said of each path with who really sent it."""
    people, known, keyed, present = drawn
    column = {"canvas": "canvas", "moodle": "moodle 02", "ilias": "ilias"}
    roster = Roster(
        tuple(
            Person(
                id,
                name,
                f"{id}@x.edu" if platform == "okpy" else "",
                keys={column[platform]: key} if has_key else {},
            )
            for id, name, key in people
            if id in known
            for has_key in [id in keyed and platform in column]
        )
    )
    owners = {}
    for one in people:
        if one[0] in present:
            owners.setdefault(PATHS[platform](*one), []).append(one)
    try:
        arrived = parcels.arrived(sent_by(owners), ["02_arrays"], roster.by_id)
    except CollectError:
        return  # An archive that is not understood is told as a whole.
    found = {whole(name, owners): one for name, one in whose(arrived, roster)}
    assert {*found, *(whole(one.name, owners) for one in arrived.unread)} == {*owners}
    taken = {}
    for path, real in owners.items():
        one = found.get(path)
        if one is None or one.question:
            continue
        # Two of one name, where the platform writes nothing else, are not to be told.
        ids = {id for id, _, _ in real}
        if len(real) == 1 and ids & known:
            assert set(one.students) == ids
        elif len(real) == 1 and known:
            assert not set(one.students) & known or same_name(people, real[0], one)
        taken.setdefault(one.students, set()).add(path)
    assert all(len(paths) == 1 for paths in taken.values())


def whole(name, paths):
    """Return the path of a file; a folder around everything may have been left out."""
    fit = [one for one in paths if f"/{one}".endswith(f"/{name}")]
    (path,) = [
        one for one in paths if Member(tuple(one.split("/"))).name == name
    ] or fit
    return path


def same_name(people, real, one):
    """Tell whether nothing but the roster's silence says that it is another person."""
    named = {id: names.loose(name) for id, name, _ in people}
    return names.loose(real[1]) == named[one.students[0]]
