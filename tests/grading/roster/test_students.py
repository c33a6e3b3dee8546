"""`students.csv` is read with suspicion; a name finds whom nobody resembles."""

import re

import pytest

from grading.errors import CourseError
from grading.roster import students
from grading.roster.students import Person, Roster

GOOD = "ID;Name;canvas;Moodle 02\n ada ; Ada Lovelace ;20511;\n\nzoë.1;;;\n"
BAD = {
    "no id": ("name\nAda\n", "line 1: there is no column id"),
    "unknown column": ("id,phone\na,1\n", "line 1: 'phone' is no column"),
    "wrong separator": ("id|name\na|b\n", "columns are separated by commas"),
    "twice a column": ("id,name,Name\na,b,c\n", "two columns are called 'name'"),
    "no id in a line": ("id,name\na,A\n,B\n", "line 3: id is '', expected letters"),
    "id that cannot be one": ("id\na/b\n", "line 2: id is 'a/b'"),
    "two with one id": ("id\nada\nbo\nAda\n", "line 4: id is 'Ada' as in line 2"),
    "two with one address": ("id,email\na,x@y\nb,X@y\n", "line 3: email is 'X@y'"),
    "two with one key": ("id,canvas\na,1\nb,1\n", "line 3: canvas is '1' as in line 2"),
    "shortened": ("id,canvas\na,2.05E+05\n", "a spreadsheet has shortened it"),
}


def read(folder, text, encoding="utf-8"):
    path = folder / "students.csv"
    path.write_bytes(text.encode(encoding))
    return students.read(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_roster_of_a_spreadsheet_is_read(tmp_path, encoding):
    found = read(tmp_path, GOOD.replace("zoë", "zoe"), encoding)
    assert found.people == (
        Person("ada", "Ada Lovelace", keys={"canvas": "20511"}),
        Person("zoe.1"),
    )


def test_class_without_a_roster_has_nobody(tmp_path):
    assert students.read(tmp_path / "students.csv") == Roster()


@pytest.mark.parametrize(("text", "said"), BAD.values(), ids=BAD)
def test_roster_that_is_not_in_order_is_one_error(tmp_path, text, said):
    with pytest.raises(
        CourseError,
        match=r"students\.csv, .*" + re.escape(said),
    ):
        read(tmp_path, text)


def test_another_encoding_is_named(tmp_path):
    with pytest.raises(CourseError, match="save it as CSV in UTF-8"):
        read(tmp_path, "id,name\na,Zoë\n", "latin-1")


PEOPLE = Roster(
    (
        Person("ada", "Ada Lovelace", group="Blue"),
        Person("jo", "Jo Ann Sun", group="blue"),
        Person("an", "Ann Jo Sun"),
        Person("zo", "Zoë O’Neil-Example"),
        Person("da", "דנה דוגמה"),
        Person("mu", "Müller"),
    )
)
FOUND = {
    "as it is": ("Ada Lovelace", "full", "ada"),
    "turned round": ("Lovelace, Ada", "full", "ada"),
    "squeezed": ("lovelaceada", "squeezed", "ada"),
    "without its apostrophe": ("Zoë ONeil-Example", "full", "zo"),
    "in two code points": ("Zoe\u0308 ONeil-Example", "full", "zo"),
    "without accents": ("Oneil-Example, Zoe", "ascii", "zo"),
    "right to left": ("\u200fדנה דוגמה", "full", "da"),
    "squeezed, right to left": ("דוגמהדנה", "squeezed", "da"),
    "parts of which two are made": ("sunjoann", "squeezed", None),
    "accents where the platform keeps them": ("Muller", "full", None),
    "a stranger": ("Ada Lace", "full", None),
    "nothing": ("", "full", None),
}


@pytest.mark.parametrize(("shown", "written", "id"), FOUND.values(), ids=FOUND)
def test_name_finds_the_only_person_who_may_have_it(shown, written, id):
    found = PEOPLE.named(shown, written)
    assert (found and found.id) == id


def test_group_and_nearest_name():
    assert [one.id for one in PEOPLE.in_group("Blue")] == ["ada", "jo"]
    assert PEOPLE.in_group("") == ()
    assert PEOPLE.nearest("ada lovelase") == "ada (Ada Lovelace)"
    assert PEOPLE.nearest("xyz") == ""
