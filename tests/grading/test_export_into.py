"""Points go back into the lists of platforms, whose importers find them there.

Each list is written as its platform writes it, and what was filled in is read by the
rules of that platform's importer, from its documentation or its source.
"""

import csv
import io
import json
import re
from dataclasses import replace

import pytest

from grading import cli
from grading.errors import CourseError, UsageError
from grading.export_into import NOTE, export_into
from grading.found import record
from grading.grade import grade

HALF = "def half(x):\n    return x / 2"
DOUBLE = "def double(x):\n    return 2 * x"
ROSTER = """\
id,name,email,section,canvas,moodle 07,sakai
ada,"Lovelace, Ada",ada@x.edu,7b,20511,1044,ada
bob,Bob O'Neil,bob@x.edu,7c,20999,1045,bob
cy,"דוגמה, דנה",cy@x.edu,7b,20600,1046,cy
dan,Dan Late,dan@x.edu,7b,20700,1047,dan
"""
CANVAS = (
    "\ufeffStudent,ID,SIS Login ID,Section,Notes,07 Tiny (7041),08 Other (7042),"
    "Final Score\r\n"
    ",,,,,Manual Posting,,(read only)\r\n"
    "    Points Possible,,,,,15.00,10.00,(read only)\r\n"
    '"Lovelace, Ada",20511,ada,7b,x,,9,80\r\n'
    '"O\'Neil, Bob",20999,bob,7c,,3.00,,70\r\n'
    '"=""דוגמה, דנה""",20600,cy,7b,,,8,\r\n'
    '"Late, Dan",20700,dan,7b,,1.00,,\r\n'
    '"Student, Test",99999,,7b,,,,\r\n'
)
WORKSHEET = (
    '\ufeffIdentifier,"Full name","Email address",Status,Grade,"Maximum grade",'
    '"Last modified (grade)","Feedback comments"\n'
    '"Participant 1044","Ada Lovelace",ada@x.edu,Submitted,,15.00,-,\n'
    '"Participant 1045","Bob O\'Neil",bob@x.edu,Submitted,3.00,15.00,-,"see\nme"\n'
    '"Participant 1046","דנה דוגמה",cy@x.edu,Submitted,,15.00,-,\n'
    '"Participant 1047","Dan Late",dan@x.edu,,,15.00,-,\n'
)
GERMAN = (
    "Bezeichner;Vollständiger Name;E-Mail-Adresse;Status;Bewertung;Bestwertung\r\n"
    "Teilnehmer/in 1044;Ada Lovelace;ada@x.edu;;;15,00\r\n"
    "Teilnehmer/in 1045;Bob O'Neil;bob@x.edu;;3,00;15,00\r\n"
    "Teilnehmer/in 1046;דנה דוגמה;cy@x.edu;;;15,00\r\n"
    "Teilnehmer/in 1047;Dan Late;dan@x.edu;;;15,00\r\n"
)
GRADEBOOK = (
    "First name,Last name,ID number,Email address,Assignment: Tiny 07 (Real),"
    "Quiz: One (Real),Last downloaded from this course\n"
    "Ada,Lovelace,,ada@x.edu,-,9.00,1767225600\n"
    "Bob,O'Neil,,bob@x.edu,3.00,-,1767225600\n"
    "דנה,דוגמה,,cy@x.edu,-,-,1767225600\n"
    "Dan,Late,,dan@x.edu,-,-,1767225600\n"
)
BLACKBOARD = (
    '"Last Name"\t"First Name"\t"Username"\t"Student ID"\t"Last Access"\t'
    '"Availability"\t"07 Tiny [Total Pts: 15 Score] |3051"\t"Exam [Total Pts: 9] |2"\n'
    '"Lovelace"\t"Ada"\t"ada"\t"00471"\t""\t"Yes"\t""\t""\n'
    '"O\'Neil"\t"Bob"\t"bob"\t"00472"\t""\t"Yes"\t"3.00"\t""\n'
    '"דוגמה"\t"דנה"\t"cy"\t"00473"\t""\t"Yes"\t""\t""\n'
    '"Late"\t"Dan"\t"dan"\t"00474"\t""\t"Yes"\t""\t""\n'
)
BRIGHTSPACE = (
    "OrgDefinedId,Username,Last Name,First Name,Email,"
    "07 Tiny Points Grade <Numeric MaxPoints:15 Weight:1>,"
    "Exam Points Grade <Numeric MaxPoints:9 Weight:1>,End-of-Line Indicator\r\n"
    "#00471,#ada,Lovelace,Ada,ada@x.edu,,7,#\r\n"
    "#00472,#bob,O'Neil,Bob,bob@x.edu,3,,#\r\n"
    "#00473,#cy,דוגמה,דנה,cy@x.edu,,,#\r\n"
    "#00474,#dan,Late,Dan,dan@x.edu,,,#\r\n"
)
SAKAI = (
    '"07 Tiny","SCORE_GRADE_TYPE"\n""\n'
    '"Display ID","ID","Last Name","First Name","grade","Submission date",'
    '"Late submission"\n'
    '"ada","ada","Lovelace","Ada","","2026-01-09 12:00","On time"\n'
    '"bob","bob","O\'Neil","Bob","3","2026-01-09 12:00","On time"\n'
    '"cy","cy","Dugma","Dana","","2026-01-09 12:00","On time"\n'
    '"dan","dan","Late","Dan","","",""\n'
)


def canvas(data):
    """Read as Canvas's importer: person by ID, column by the id in brackets."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    head = rows[0]
    assert "Student" in head[0] and head[1] == "ID" and "Section" in head[2:6]
    (place,) = [at for at, one in enumerate(head) if re.search(r"\((\d+)\)$", one)]
    assert head[place].endswith("(7041)"), "any other column would be changed"
    assert "Manual Posting" in rows[1][place]
    assert rows[2][0].strip() == "Points Possible" and float(rows[2][place]) == 15
    return {row[1]: float(row[place]) for row in rows[3:]}


def worksheet(data):
    """Read as Moodle's worksheet importer: three columns must be there."""
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert {"Identifier", "Grade", "Last modified (grade)"} <= rows[0].keys()
    return {one["Identifier"].split()[-1]: float(one["Grade"]) for one in rows}


def german(data):
    """Read as Moodle does on a German site, whose decimal sign is a comma."""
    rows = csv.DictReader(io.StringIO(data.decode("utf-8")), delimiter=";")
    key, grade = "Bezeichner", "Bewertung"
    return {o[key].split()[-1]: float(o[grade].replace(",", ".")) for o in rows}


def gradebook(data):
    """Read as Moodle's gradebook import: by address; a dash would clear a grade."""
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8"))))
    assert "Quiz: One (Real)" not in rows[0]
    key, grade = "Email address", "Assignment: Tiny 07 (Real)"
    return {one[key]: float(one[grade]) for one in rows}


def blackboard(data):
    """Read as Blackboard: the person's user name, the column's number."""
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-16")), delimiter="\t"))
    (column,) = [one for one in rows[0] if "|" in one]
    assert column.endswith("|3051")
    return {one["Username"]: float(one[column]) for one in rows}


def brightspace(data):
    """Read as Brightspace: names and addresses would be refused."""
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8"))))
    grade = "07 Tiny Points Grade <Numeric MaxPoints:15 Weight:1>"
    assert [*rows[0]] == ["OrgDefinedId", "Username", grade, "End-of-Line Indicator"]
    assert all(one["OrgDefinedId"].startswith("#") for one in rows)
    return {one["Username"].lstrip("#"): float(one[grade]) for one in rows}


def sakai(data):
    """Read as Sakai's upload: a title and the kind of grade, then the headings."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8"))))
    assert rows[0] == ["07 Tiny", "SCORE_GRADE_TYPE"]
    place = rows[2].index("grade")
    return {row[1]: float(row[place]) for row in rows[3:]}


IDS = {"ada": 15.0, "bob": 5.0, "cy": 0.0}
PLATFORMS = {
    "Canvas": (CANVAS, "utf-8", canvas, ("20511", "20999", "20600")),
    "Moodle worksheet": (WORKSHEET, "utf-8", worksheet, ("1044", "1045", "1046")),
    "Moodle, German": (GERMAN, "utf-8", german, ("1044", "1045", "1046")),
    "Moodle gradebook": (
        GRADEBOOK,
        "utf-8",
        gradebook,
        ("ada@x.edu", "bob@x.edu", "cy@x.edu"),
    ),
    "Blackboard": (BLACKBOARD, "utf-16", blackboard, tuple(IDS)),
    "Brightspace": (BRIGHTSPACE, "utf-8", brightspace, tuple(IDS)),
    "Sakai": (SAKAI, "utf-8", sakai, tuple(IDS)),
}


@pytest.fixture
def graded(room, tmp_path):
    """A class of four: all right, half, nothing right, and nothing handed in."""
    room.course.students_file.write_text(ROSTER, encoding="utf-8")
    room.hand_in("ada", half=HALF, double=DOUBLE)
    room.hand_in("bob", half=HALF)
    room.hand_in("cy", half="def half(x):\n    return 7 * x")
    grade(room.course)
    return room


@pytest.fixture
def listed(tmp_path):
    """A function that writes a list as a platform would."""

    def write(text, encoding="utf-8"):
        path = tmp_path / "export.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return write


def test_each_platform_finds_the_points_where_it_looks_for_them(graded, listed):
    target = graded.folder / "filled.csv"
    for title, (text, encoding, importer, keys) in PLATFORMS.items():
        template = listed(text, encoding)
        before = template.read_bytes()
        done = export_into(graded.course, template, target, "07")
        assert importer(target.read_bytes()) == dict(
            zip(keys, IDS.values(), strict=True)
        ), title
        assert done.without == ["dan"], title
        assert done.left_out == [], title
        assert template.read_bytes() == before


def test_whoever_waits_for_points_by_hand_is_told_from_whom_nothing_is_graded(
    graded, listed, capsys
):
    one = graded.record("bob")
    half, double = one.results
    left = replace(half, status="could_not_check", points=0.0, score=None)
    record.write(replace(one, results=[left, double]), graded.course.results)
    template, target = listed(WORKSHEET), graded.folder / "filled.csv"
    words = ["export", "--course", str(graded.course.root), str(target)]
    assert cli.main([*words, "--into", str(template), "--notebook", "07"]) == 0
    assert capsys.readouterr().out.splitlines()[1:3] == [
        "Nothing graded, row left out: dan.",
        "Waits for points by hand, or a file that can be read; row left out: bob.",
    ]


def test_all_but_the_points_is_as_it_came(graded, listed):
    target = graded.folder / "filled.csv"
    export_into(graded.course, listed(WORKSHEET), target, "07")
    expected = WORKSHEET.splitlines(keepends=True)
    expected[1] = expected[1].replace("Submitted,,", "Submitted,15,")
    expected[2] = expected[2].replace("Submitted,3.00,", "Submitted,5,")
    expected[4] = expected[4].replace("Submitted,,", "Submitted,0,")
    assert target.read_bytes().decode("utf-8") == "".join(expected[:5])


REFUSED = {
    "a list of nobody knows what": ("a,b\n1,2\n", {}, "is no list of a platform"),
    "a list without points": (
        "identifier,github_username,github_id,name\nada,ada,1,Ada\n",
        {},
        "takes no points back",
    ),
    "a scale": (
        WORKSHEET.replace("Maximum grade", "Scale"),
        {},
        "takes words of a scale",
    ),
    "two columns that may be meant": (
        CANVAS.replace("08 Other", "07 Again"),
        {},
        r"“07 Tiny \(7041\)” and “07 Again \(7042\)”; say which",
    ),
    "no column of this name": (CANVAS, {"column": "tiny (1"}, "say which is notebook"),
    "another sum": (
        CANVAS.replace("15.00", "20.00"),
        {},
        "takes at most 20, and the notebook counts 15 here: --scale",
    ),
    "another course": (
        WORKSHEET.replace("Participant 10", "Participant 99").replace("x.edu", "y.org"),
        {},
        "nobody of the class is in",
    ),
    "an open quotation mark": (
        CANVAS.replace('"Late, Dan"', '"Late').replace('"Student, Test"', "Test"),
        {},
        "a quotation mark that is not closed",
    ),
    "one person twice": (
        SAKAI.replace('"bob","bob"', '"ada","ada"'),
        {},
        "two rows that would both be ada",
    ),
}


COMMA = (
    'Student,ID,Section,07 Tiny (7041)\n    Points Possible,,,"15,00"\n'
    '"Lovelace, Ada",20511,7.1,\n"O\'Neil, Bob",20999,7.1,\n'
    '"=""דוגמה""",20600,30.11.26,\n'
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (COMMA, ',"7,5"\n'),
        (COMMA.replace("\n", "\r\n").replace('"15,00"', "15"), ",7.5\r\n"),
        (COMMA.replace('"15,00"', "15").replace("7.1", '"1,000"'), ",7.5\n"),
    ],
)
def test_decimals_are_those_of_the_column_not_of_dates_or_thousands(
    graded, listed, text, said
):
    graded.by_hand("bob", "double", 2.5)
    target = graded.folder / "filled.csv"
    export_into(graded.course, listed(text), target, "07")
    assert said.encode() in target.read_bytes()


def test_what_is_not_certain_is_asked_and_nothing_is_written(graded, listed):
    target = graded.folder / "filled.csv"
    for title, (text, options, said) in REFUSED.items():
        with pytest.raises((CourseError, UsageError), match=said):
            export_into(graded.course, listed(text), target, "07", **options)
        assert not target.exists(), title
    with pytest.raises(UsageError, match="notebook"):
        export_into(graded.course, listed(CANVAS), target, "09")


def test_shares_and_a_chosen_column_and_strangers(graded, listed):
    target = graded.folder / "filled.csv"
    more = CANVAS + '"Stranger, Sid",31000,sid,7b,,,,\r\n'
    more = more.replace('"Lovelace, Ada",20511,ada,7b,x,,9,80\r\n', "")
    done = export_into(
        graded.course, listed(more), target, "07", column="08 Other", scale=True
    )
    assert done.points == {"bob": "3.33", "cy": "0"}
    assert done.left_out == [
        "Stranger, Sid, sid, canvas 31000: not in the class",
        "ada (Lovelace, Ada): graded, and not in the list",
    ]
    head = target.read_text(encoding="utf-8-sig").splitlines()[0]
    assert head == "Student,ID,SIS Login ID,Section,08 Other (7042)"


def test_only_what_changed_goes_back_again(graded, listed, capsys):
    target = graded.folder / "filled.csv"
    words = ["export", "--course", str(graded.course.root), str(target)]
    into = ["--into", str(listed(SAKAI)), "--notebook", "07"]
    assert cli.main([*words, *into]) == 0
    assert "points of 3 students." in capsys.readouterr().out
    assert json.loads((graded.course.root / NOTE).read_text())
    target.unlink()
    assert cli.main([*words, *into, "--changed"]) == 0
    out = capsys.readouterr().out
    assert "left out: 3." in out and "nothing was written" in out
    assert not target.exists()
    graded.by_hand("bob", "double", 4.5)
    assert cli.main([*words, *into, "--changed"]) == 0
    assert sakai(target.read_bytes()) == {"bob": 9.5}
    before = listed(SAKAI).read_bytes()
    assert cli.main([*words[:3], into[1], *into]) == 2
    assert "and is only read" in capsys.readouterr().err
    assert listed(SAKAI).read_bytes() == before
    lines = SAKAI.splitlines(keepends=True)
    listed("".join([*lines[:3], *lines[6:]]))
    assert cli.main([*words, *into]) == 0
    assert "nobody in it has points, so nothing" in capsys.readouterr().out
    assert cli.main([*words, "--changed"]) == 2
    assert "go with --into" in capsys.readouterr().err
