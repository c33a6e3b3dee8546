"""What may be given by mistake: one clear line each, and nothing is written."""

import io
import zipfile

import pytest

from grading import cli
from grading.roster import students
from grading.roster.students import Person, Roster

NAME = "07_tiny"
PEOPLE = Roster(
    tuple(
        Person(f"s{number}", f"Name {number}", f"s{number}@x.edu")
        for number in range(6)
    )
)
CANVAS = "Student,ID,SIS Login ID,Section,07 Tiny (7041)\n"
# Of a roster: what stands in students.csv, and what is said when it is read.
ROSTERS = {
    "one person twice": ("id,name\nada,Ada\nada,Ada\n", "line 3: id is 'ada' as in"),
    "two people with one id": ("id,name\nada,Ada\nADA,Bo\n", "'ADA' as in line 2"),
    "two with one number": ("id,canvas\na,1\nb,1\n", "line 3: canvas is '1' as in"),
    "a wrong separator": ("id|name\nada|Ada\n", "commas, semicolons or tabs"),
    "another encoding": ("id,name\nada,Zoë\n".encode("cp1252"), "CSV in UTF-8"),
    "a missing column": ("name,email\nAda,a@x.edu\n", "there is no column id"),
    "no text at all": (b"PK\x03\x04\x00\x00", "save"),
}
# Of a list: what roster import is given.
LISTS = {
    "another course's": (
        f"{CANVAS}" + "".join(f'"O, {n}",3{n},o{n},7b,\n' for n in range(9)),
        "nobody of 6 people in students.csv is in this list",
    ),
    "two who would be one": (
        "id,name,email\ns1,Name 1,\n,Other,s1@x.edu\n",
        "has two people who would both be s1",
    ),
    "one who would be two": ("id,email\ns1,s2@x.edu\n", "would be both s"),
    "a wrong separator": ("id|name\nada|Ada\n", "expected a list that is known"),
    "another encoding": ("id,name\nada,Zoë\n".encode("cp1252"), "CSV in UTF-8"),
    "a missing column": ("name,mail\nAda,a@x.edu\n", "expected a list that is known"),
    "more values than columns": ("id,name\na,b,c\n", "line 2: there are 3 values"),
}
# Of an archive: paths in it, lines of course.toml, and what is said.
ARCHIVES = {
    "two platforms": (
        [
            f"Name 1_1_assignsubmission_file/{NAME}.ipynb",
            f"Name 2_2_assignsubmission_file/{NAME}.ipynb",
            f"name3_20511_884301_{NAME}.ipynb",
        ],
        "",
        "2 of 3 files look like Moodle, and others do not",
    ),
    "a pattern that matches nothing": (
        [f"s1/{NAME}.ipynb"],
        "[platform]\npattern = '^(?P<key>x+)--(?P<file>.+)$'\n",
        "platform.pattern in course.toml fits none of the files",
    ),
    "a pattern that is none": (
        [f"s1/{NAME}.ipynb"],
        "[platform]\npattern = '(?P<key>'\n",
        "platform.pattern is '(?P<key>', expected a regular expression",
    ),
    "nothing of the course": (["readme.txt"], "", "holds no submissions"),
}


def said(capsys, *words):
    """Run a command that must fail; return its one line."""
    code = cli.main([str(word) for word in words])
    err = capsys.readouterr().err
    assert code in (1, 2) and err.startswith("error: ") and err.count("\n") == 1, err
    return err


def state(course):
    """Return every file of a class, with its bytes."""
    return {one: one.read_bytes() for one in course.root.rglob("*") if one.is_file()}


def archive(path, names):
    """Write a zip of empty notebooks."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as pack:
        for name in names:
            pack.writestr(name, b'{"cells": []}')
    path.write_bytes(stream.getvalue())
    return path


def given(path, data):
    """Write what an instructor gives."""
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return path


@pytest.fixture
def begun(tiny_course):
    students.write(tiny_course.students_file, PEOPLE)
    return tiny_course


def test_a_roster_that_is_not_in_order_stops_every_verb_that_reads_it(
    begun, tmp_path, capsys
):
    course, source = (
        ("--course", begun.root),
        archive(tmp_path / "x.zip", ["s1/x.ipynb"]),
    )
    listed = given(tmp_path / "list.csv", "id\nnew\n")
    for title, (data, expected) in ROSTERS.items():
        given(begun.students_file, data)
        before = state(begun)
        for words in (("collect", source), ("roster", "import", listed)):
            assert expected in said(capsys, *words, *course), title
        assert state(begun) == before, title


def test_a_list_that_is_not_in_order_is_not_taken_in(begun, tmp_path, capsys):
    before = state(begun)
    for title, (data, expected) in LISTS.items():
        listed = given(tmp_path / "list.csv", data)
        words = ("roster", "--course", begun.root, "import", listed)
        assert expected in said(capsys, *words), title
        assert state(begun) == before, title


def test_an_archive_that_is_not_in_order_is_not_taken_in(begun, tmp_path, capsys):
    for title, (names, settings, expected) in ARCHIVES.items():
        begun.settings_file.write_text(settings, encoding="utf-8")
        before = state(begun)
        source = archive(tmp_path / "x.zip", names)
        assert expected in said(capsys, "collect", "--course", begun.root, source), (
            title
        )
        assert state(begun) == before, title


def test_an_export_of_another_course_is_not_filled(room, tmp_path, capsys):
    room.hand_in("ada", half="def half(x):\n    return x / 2")
    assert cli.main(["grade", "--course", str(room.course.root)]) == 0
    students.write(room.course.students_file, Roster((Person("ada", "Ada L"),)))
    capsys.readouterr()
    before, target = state(room.course), tmp_path / "filled.csv"
    listed = given(tmp_path / "list.csv", f'{CANVAS}"Other, O",9,o,7b,\n')
    words = ["export", "--course", room.course.root, target, "--into", listed]
    expected = "nobody of the class is in list.csv (Canvas, gradebook): is it another"
    assert expected in said(capsys, *words, "--notebook", "07")
    assert not target.exists() and state(room.course) == before
