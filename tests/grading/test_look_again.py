"""Requests to look again: found in what was handed in, answered on the next page."""

import nbformat
import pytest

from grading import cli
from grading.feedback import feedback
from grading.grade import grade
from grading.handed_in import asked
from grading.persons import forget

from .conftest import TINY_NAME

HALF = "def half(x):\n    return x / 2"
WORDS = "half: I think it is right."


def asking(room, student, text, kind="markdown", at=None):
    """Hand in a notebook with a cell of this text."""
    notebook = room.notebook(half=HALF)
    make = {
        "markdown": nbformat.v4.new_markdown_cell,
        "code": nbformat.v4.new_code_cell,
    }
    notebook.cells.append(make[kind](text))
    room.hand_in_text(student, nbformat.writes(notebook), at)


def page(room, student):
    (path,) = feedback(room.course, student=student)
    return path.read_text(encoding="utf-8")


def run(room, *words):
    return cli.main(["look-again", "--course", str(room.course.root), *words])


def test_request_is_listed_answered_and_told(room, capsys):
    room.hand_in("bo", half=HALF)
    asking(room, "ada", f"**Look again:** {WORDS}")
    grade(room.course)
    assert "Nobody has answered yet" in page(room, "ada")
    assert run(room) == 0
    said = capsys.readouterr().out
    assert f"ada 07: {WORDS}" in said and "1 request without an answer" in said
    told = ("--student", "ada", "--notebook", "07", "--answer", "It is, 5 points.")
    assert run(room, *told) == 0
    found = page(room, "ada")
    assert WORDS in found and "It is, 5 points." in found
    assert "You asked" not in page(room, "bo")
    assert "begins with\n“Look again:”" in page(room, "bo")
    capsys.readouterr()
    assert run(room) == 0 and "0 requests" in capsys.readouterr().out
    assert run(room, "--all") == 0 and "answered: It is" in capsys.readouterr().out
    # Asked once more, with other words, it is open again; the first answer stays.
    asking(room, "ada", "Look again: and double?")
    grade(room.course)
    found = page(room, "ada")
    assert "It is, 5 points." in found and "and double?" in found
    assert "Nobody has answered yet" in found


def test_request_in_a_file_that_came_too_late_to_count_is_heard(room):
    room.decide('[notebooks.07]\ndue = "2026-01-10 12:00"\n')
    room.hand_in("ada", "2026-01-09 12:00", half=HALF)
    asking(room, "ada", f"# Look again\n{WORDS}", at="2026-01-12 12:00")
    grade(room.course)
    assert WORDS in page(room, "ada")


FORMS = {
    f"Look again: {WORDS}": WORDS,
    f"  look again, please: {WORDS}": f"please: {WORDS}",
    f"### Look again!\n\n{WORDS}": WORDS,
    f"**LOOK AGAIN**: {WORDS}": WORDS,
    "Look again:": None,
    f"I will look again. {WORDS}": None,
    f"Look against the wall. {WORDS}": None,
    "Look again: <script>go()</script>\x1b[2J": "<script>go()</script>\\x1b[2J",
}


def test_what_asks_and_what_does_not(room):
    for number, text in enumerate(FORMS):
        asking(room, f"s{number}", text)
    found = {
        text: [
            one.words for one in asked.of_student(room.course, f"s{n}", TINY_NAME, "07")
        ]
        for n, text in enumerate(FORMS)
    }
    assert found == {text: [w] if w else [] for text, w in FORMS.items()}
    asking(room, "coder", f"# Look again: {WORDS}", kind="code")
    (one,) = asked.of_student(room.course, "coder", TINY_NAME, "07")
    assert one.words == WORDS
    grade(room.course)
    hostile = page(room, f"s{len(FORMS) - 1}")
    assert "<script>" not in hostile and "&lt;script&gt;" in hostile


def test_request_that_came_by_mail_is_a_line_of_the_table(room):
    room.hand_in("ada", half=HALF)
    grade(room.course)
    lines = "student,notebook,words,answer\nada,07,by mail: half?,It was right.\n"
    (room.course.root / asked.FILE).write_text(lines, encoding="utf-8")
    found = page(room, "ada")
    assert "by mail: half?" in found and "It was right." in found


def test_class_that_wants_no_requests_invites_to_none(room):
    room.decide("look_again = false\n")
    room.hand_in("ada", half=HALF)
    grade(room.course)
    assert "Look again" not in page(room, "ada")


def test_who_is_forgotten_has_asked_nothing(room):
    asking(room, "ada77", f"Look again: {WORDS}")
    asking(room, "bo", "Look again: mine")
    for name in ("ada77", "bo"):
        assert run(room, "--student", name, "--notebook", "07", "--answer", "No.") == 0
    assert forget(room.course, "ada77").left == []
    assert WORDS not in (room.course.root / asked.FILE).read_text()
    assert [one.student for one in asked.answered(room.course)] == ["bo"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--answer", "Yes."), "needs --student ID and --notebook NN"),
        (("--student", "adda", "--notebook", "07", "--answer", "Yes."), "mean ada"),
        (("--student", "ada", "--notebook", "08", "--answer", "Yes."), "08"),
        (("--student", "ada", "--notebook", "07", "--answer", "Yes."), "asked nothing"),
    ],
    ids=["nobody", "wrong name", "wrong notebook", "nothing open"],
)
def test_what_cannot_be_answered_is_told(room, capsys, words, said):
    room.hand_in("ada", half=HALF)
    assert run(room, *words) == 2
    assert said in capsys.readouterr().err


def test_damaged_table_is_named(room, capsys):
    room.hand_in("ada", half=HALF)
    (room.course.root / asked.FILE).write_text("who,what\nada,x\n")
    assert run(room) == 1
    assert "requests.csv, line 1" in capsys.readouterr().err
