"""Plain tables: a row for each student or part; whoever is missing stands in them."""

import csv

import pytest

from grading import cli
from grading.course import CHECKOUT
from grading.export import export
from grading.grade import grade
from grading.report import report
from grading.verbs.said import checkout_of

HALF = "def half(x):\n    return x / 2"
ROSTER = (
    'id,name,email,section\nada,"Lovelace, Ada",ada@x.edu,7b\n'
    "dan,דן דוגמה,dan@x.edu,7c\nbob,=1+1,,\n"
)


@pytest.fixture
def graded(room):
    """Ada and Bob have handed in, Dan has not."""
    room.course.students_file.write_text(ROSTER, encoding="utf-8")
    room.hand_in("ada", half=HALF)
    room.hand_in("bob", half="def half(x):\n    return 7 * x")
    grade(room.course)
    room.by_hand("ada", "double", 2.5)
    return room


def rows(room, by):
    path = export(room.course, room.folder / "x.csv", by)
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def test_everybody_of_the_class_has_one_row(graded):
    ada, dan, bob = rows(graded, "student")
    of_ada = ["ada", "Lovelace, Ada", "ada@x.edu", "7b", "7.5", "7.5", "15", ""]
    columns = "student name email section 07 points max_points nothing_for"
    assert ada == dict(zip(columns.split(), of_ada, strict=True))
    assert (dan["07"], dan["points"], dan["nothing_for"]) == ("", "0", "07")
    assert (bob["07"], bob["name"]) == ("0", "'=1+1")


def test_every_part_has_one_row(graded):
    found = rows(graded, "part")
    assert len(found) == 4
    first = found[0]
    assert (first["student"], first["exercise"], first["part"]) == (
        *("ada", "07/half"),
        "value",
    )
    assert (first["earned"], first["of"], first["status"]) == ("5", "5", "passed")
    assert found[1]["exercise_points"] == "2.5" and found[2]["earned"] == "0"


def test_who_handed_in_nothing_is_named_at_the_end_and_in_the_report(graded, capsys):
    words = ["--course", str(graded.course.root)]
    assert cli.main(["grade", *words]) == 0
    said = capsys.readouterr().out
    assert "ada (Lovelace, Ada)" in said
    assert "Nothing for 07 yet from dan (דן דוגמה)." in said
    assert cli.main(["grade", *words, "--student", "ada"]) == 0
    assert "Nothing for" not in capsys.readouterr().out
    text = report(graded.course).read_text(encoding="utf-8")
    row = text[text.index('data-head="Notebook">07</th>') :]
    assert row.index("<bdi>dan (דן") < row.index("</tr>")
    anonymous = report(graded.course, anonymous=True).read_text(encoding="utf-8")
    # One who is missing is not even counted there.
    assert "דן" not in anonymous and "Missing" not in anonymous


def test_scores_are_not_proposed_into_a_checkout_and_there_it_is_said(graded, capsys):
    words = ["--course", str(graded.course.root)]
    assert cli.main(["feedback", *words]) == 0
    beside = graded.course.root.parent / "scores.csv"
    assert f"{words[1]} {beside}" in capsys.readouterr().out
    (graded.course.root.parent / ".git").mkdir()
    assert cli.main(["feedback", *words]) == 0
    assert capsys.readouterr().out.endswith(f"--course {words[1]} FILE\n")
    assert cli.main(["export", *words, "--by", "student", str(beside)]) == 0
    assert "lies in the checkout" in capsys.readouterr().out
    assert cli.main(["export", *words, "--by", "part", "--into", "x", "y"]) == 2
    assert checkout_of(CHECKOUT / "notebooks" / "x.csv") == CHECKOUT
