"""People come out of what platforms export; nobody is merged or split in silence."""

import sqlite3

import pytest

from grading.errors import CourseError, UsageError
from grading.roster import importing, students
from grading.roster.students import Person, Roster

CANVAS = '''\
Student,ID,SIS User ID,SIS Login ID,Section,HW 1 (884),Current Score
,,,,,Manual Posting,
    Points Possible,,,,,100,(read only)
"Lovelace, Ada",20511,S1,ada,7b,90,
"Lovelace, Ada",20999,S2,ada2,7b,,
"=""דוגמה, דנה""",20600,,,7c,,
"Student, Test",99999,,,7b,,
'''
WORKSHEET = """\
Identifier,Full name,Email address,Status,Grade,Maximum grade
Participant 1044,Ada Lovelace,ada2@x.edu,Submitted,,100
Participant 1045,Zoë O'Neil,zoe@x.edu,,,100
"""
GERMAN = """\
Bezeichner;Vollständiger Name;E-Mail-Adresse;Status;Bewertung
Teilnehmer/in 1044;Ada Lovelace;ada@x.edu;;
"""
MOODLE = """\
First name,Surname,ID number,Institution,Department,Email address,Course total (Real)
Ada,Lovelace,4711,,,ada@x.edu,90
Zoë,O'Neil,,,,zoe@x.edu,80
"""
BLACKBOARD = """\
"Last Name"\t"First Name"\t"Username"\t"Student ID"\t"Last Access"\t"Availability"
"Lovelace"\t"Ada"\t"alove1"\t"00471"\t""\t"Yes"
"""
BRIGHTSPACE = """\
OrgDefinedId,Username,Last Name,First Name,Email,End-of-Line Indicator
#00471,#alove1,Lovelace,Ada,ada@x.edu,#
"""
GITHUB = """\
"identifier","github_username","github_id","name"
"ada@x.edu","ada-lo","77","Ada Lovelace"
"zoe@x.edu","","",""
"""
SAKAI = """\
Display ID,ID,Last Name,First Name,grade,Submission date,Late submission
alove,alove,Lovelace,Ada,9,,
"""
PLAIN = "ID;Name;E-Mail\n4711;Ada Lovelace;x\n"
READ = {
    "Canvas": (
        CANVAS,
        [
            Person("ada", "Lovelace, Ada", "", "7b", keys={"canvas": "20511"}),
            Person("ada2", "Lovelace, Ada", "", "7b", keys={"canvas": "20999"}),
            Person("20600", "דוגמה, דנה", "", "7c", keys={"canvas": "20600"}),
        ],
    ),
    "Moodle worksheet": (
        WORKSHEET,
        [
            Person("", "Ada Lovelace", "ada2@x.edu", keys={"moodle 02": "1044"}),
            Person("", "Zoë O'Neil", "zoe@x.edu", keys={"moodle 02": "1045"}),
        ],
    ),
    "German worksheet": (
        GERMAN,
        [Person("", "Ada Lovelace", "ada@x.edu", keys={"moodle 02": "1044"})],
    ),
    "Moodle gradebook": (
        MOODLE,
        [
            Person("4711", "Ada Lovelace", "ada@x.edu"),
            Person("", "Zoë O'Neil", "zoe@x.edu"),
        ],
    ),
    "Blackboard": (
        BLACKBOARD,
        [Person("alove1", "Ada Lovelace", keys={"blackboard": "alove1"})],
    ),
    "Brightspace": (
        BRIGHTSPACE,
        [Person("alove1", "Ada Lovelace", "ada@x.edu", keys={"brightspace": "alove1"})],
    ),
    "GitHub": (
        GITHUB,
        [
            Person("ada@x.edu", "Ada Lovelace", keys={"github": "ada-lo"}),
            Person("zoe@x.edu"),
        ],
    ),
    "Sakai": (SAKAI, [Person("alove", "Ada Lovelace", keys={"sakai": "alove"})]),
}


def listed(folder, text, encoding="utf-8"):
    path = folder / "list.csv"
    path.write_bytes(text.encode(encoding))
    return importing.people(path, "02")[1]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize(("text", "expected"), READ.values(), ids=READ)
def test_people_of_a_platforms_list_are_read(tmp_path, text, expected, encoding):
    assert listed(tmp_path, text, encoding) == expected


def test_gradebook_of_nbgrader_is_read_and_left_alone(tmp_path):
    path = tmp_path / "gradebook.db"
    with sqlite3.connect(path) as book:
        book.execute("create table student (id, first_name, last_name, email)")
        book.execute("insert into student values ('ada', 'Ada', 'Lovelace', null)")
    book.close()
    before = path.read_bytes()
    assert importing.people(path)[1] == [Person("ada", "Ada Lovelace")]
    assert path.read_bytes() == before


def test_gradebook_that_nbgrader_wrote_is_read(entered):
    from grading.results import gradebook

    with gradebook.opened(entered) as book:
        book.add_student("ada", first_name="Ada", last_name="Lovelace", email="a@x.edu")
    what, found = importing.people(entered.gradebook_file)
    assert found == [Person("ada", "Ada Lovelace", "a@x.edu")]
    assert what == "nbgrader, gradebook"


def test_columns_of_another_list_are_named(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Matrikel;Wer\n4711;Ada\n", encoding="utf-8")
    found = importing.people(path, columns={"id": "matrikel", "name": "Wer"})[1]
    assert found == [Person("4711", "Ada")]


CLASS = Roster(
    (
        Person("ada", "Ada Lovelace", "ada@x.edu", keys={"canvas": "1"}),
        Person("bo", "Bo Li", "bo@x.edu"),
        Person("li", "Li Bo"),
    )
)


def joined(*found, other=False):
    return importing.imported(CLASS, "list", found, other=other).roster.by_id


JOINED = {
    "by key": Person("", "A. L.", keys={"canvas": "1", "moodle 02": "7"}),
    "by address": Person("", "A. King", "ADA@x.edu", keys={"moodle 02": "7"}),
    "by id": Person("Ada", "", keys={"moodle 02": "7"}),
    "by the only name": Person("", "Lovelace, Ada", keys={"moodle 02": "7"}),
}


@pytest.mark.parametrize("one", JOINED.values(), ids=JOINED)
def test_person_who_is_known_gets_what_is_new(one):
    found = joined(one)
    assert len(found) == 3
    assert found["ada"].keys == {"canvas": "1", "moodle 02": "7"}
    assert (found["ada"].name, found["ada"].email) == ("Ada Lovelace", "ada@x.edu")


ASKED = {
    "namesakes, either way round": [Person("", "Bo Li", keys={"canvas": "9"})],
    "the name of somebody with another key": [
        Person("", "Ada Lovelace", keys={"canvas": "2"})
    ],
    "the name of somebody with another address": [
        Person("", "Ada Lovelace", "al@x.edu")
    ],
    "two for one": [Person("ada"), Person("", "Ada Lovelace")],
    "one for two": [Person("bo", "", "ada@x.edu")],
}


@pytest.mark.parametrize("found", ASKED.values(), ids=ASKED)
def test_person_who_may_be_another_is_never_merged_or_split(found):
    with pytest.raises(CourseError, match=r"students\.csv"):
        joined(*found)


def test_namesake_is_new_where_that_is_said():
    found = joined(Person("", "Bo Li", keys={"canvas": "9"}), other=True)
    assert found["bo-li"].keys == {"canvas": "9"}


def test_list_of_another_course_is_refused():
    people = tuple(Person(f"s{number}", f"Name {number}") for number in range(5))
    with pytest.raises(CourseError, match="nobody of 5 people"):
        importing.imported(Roster(people), "list", [Person("x", "Else")])


def test_everybody_gets_an_id_of_her_own():
    named = [("דנה", ""), ("Éva O'Ex", ""), ("Eva Oex", "eva-oex@x.edu")]
    people = [Person("", *one) for one in named]
    done = importing.imported(Roster(), "list", people)
    ids = [one.id for one in done.roster.people]
    assert ids == ["student-a1c2", "eva-oex", "eva-oex-2"]


def test_what_stands_in_the_class_stays_and_is_told():
    done = importing.imported(CLASS, "list", [Person("bo", "Bo Lee", "bo@x.edu")])
    assert done.roster.by_id["bo"].name == "Bo Li"
    assert done.notes == ["bo: name stays 'Bo Li'; the list has 'Bo Lee'"]
    done = importing.imported(CLASS, "list", [Person("bo", "Li, Bo", "bo@x.edu")])
    assert done.notes == []


BAD = {
    "nothing": ("", "is empty"),
    "another table": ("a,b\n1,2\n", "expected a list that is known"),
    "another encoding": ("id,name\nx,Zoë\n", "no text in UTF-8 or UTF-16"),
    "too many values": ("id,name\na,b,c\n", "line 2: there are 3 values, expected 2"),
}


@pytest.mark.parametrize(("text", "said"), BAD.values(), ids=BAD)
def test_list_that_is_not_in_order_is_one_error(tmp_path, text, said):
    path = tmp_path / "list.csv"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(CourseError, match=said):
        importing.people(path)


def test_numbers_that_hold_for_one_assignment_need_its_name(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(WORKSHEET, encoding="utf-8")
    with pytest.raises(UsageError, match="--notebook 02"):
        importing.people(path)
    with pytest.raises(UsageError, match="there is no column 'Who'"):
        importing.people(path, columns={"name": "Who"})


def test_roster_comes_back_as_it_was_written(tmp_path):
    path = tmp_path / "students.csv"
    students.write(path, CLASS)
    assert students.read(path) == CLASS
    assert path.stat().st_mode & 0o777 == 0o600
