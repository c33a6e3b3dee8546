"""What students wrote, in terminal, tables and pages: shown, and nothing more."""

import csv
import io
import unicodedata

import nbformat
import pytest

from grading import cli, inert
from grading.feedback import feedback
from grading.handed_in import matches
from grading.handed_in.matches import Match, Matches
from grading.platforms import table
from grading.report import report
from grading.roster import students
from grading.roster.students import Person, Roster
from grading.run import progress

NAMES = (
    "=1+1",
    "@SUM(A1)",
    "-2+3",
    "+A1",
    "\t=1",
    "|x",
    "ada\n=1",
    "O'Neil",
    "-5",
    "'t",
)
WRITTEN = (
    "def half(x):\n    raise ValueError("
    r"'<img src=x onerror=go()> [/red] :smile: \x1b[2J\u202egnp \x9b31m$\\href{a}{b}$')"
)


def unseen(text):
    """Return what in a text a terminal obeys, and a person does not see."""
    known = [one for one in text if unicodedata.category(one) in ("Cc", "Zl", "Zp")]
    turned = [
        one
        for one in text
        if "\u202a" <= one <= "\u202e" or "\u2066" <= one <= "\u2069"
    ]
    return {*known, *turned} - {"\n"}


def test_every_control_character_is_an_escape_that_can_be_read():
    for code in range(0x3000):
        made = inert.line(chr(code))
        assert not unseen(made) and "\n" not in made
        assert made == chr(code) or made.startswith("\\")


def test_no_cell_of_a_table_begins_a_formula_and_all_are_read_as_they_were(tmp_path):
    people = [
        Person(f"s{n}", one.strip()) for n, one in enumerate(NAMES) if "\n" not in one
    ]
    students.write(tmp_path / "students.csv", Roster(tuple(people)))
    lines = [Match("moodle", "", f"k{n}", one.name, one.id, matches.COLLECT)
             for n, one in enumerate(people)]  # fmt: skip
    matches.write(tmp_path / "matches.csv", Matches(tuple(lines)))
    for name in ("students.csv", "matches.csv"):
        text = (tmp_path / name).read_text(encoding="utf-8-sig")
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        assert [
            one for one in cells if one[:1] in tuple("=+-@|\t\r") and one != "-5"
        ] == []
    assert list(students.read(tmp_path / "students.csv").people) == people
    assert list(matches.read(tmp_path / "matches.csv").lines) == lines


@pytest.mark.parametrize("text", NAMES)
def test_entry_is_read_as_it_was(text):
    assert inert.unquoted(inert.entry(text)) == inert.line(text)


def test_what_an_error_says_is_letters_everywhere(room, capsys):
    room.hand_in("eve", half=WRITTEN)
    assert cli.main(["grade", "--course", str(room.course.root)]) == 0
    said = capsys.readouterr()
    (result, _) = room.record("eve").results
    texts = [text for _, text in result.said]
    assert any("onerror" in text for text in texts), texts
    assert not any(map(unseen, texts)) and not unseen(said.out + said.err)
    pages = [*feedback(room.course), report(room.course)]
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "onerror" in text and "<img" not in text and not unseen(text)
    (path,) = room.course.autograded.rglob("*.ipynb")
    shown = [
        text
        for cell in nbformat.read(path, as_version=4).cells
        for output in cell.get("outputs", ())
        for text in output.data.values()
    ]
    assert any("onerror" in text for text in shown)
    assert not any("\\href" in text or unseen(text) for text in shown)


def test_markup_in_a_file_name_is_letters_in_the_terminal():
    shown = progress.console()
    shown.file = io.StringIO()
    shown.print("[/red] [link=http://x]a[/link] :smile:")
    assert shown.file.getvalue().strip() == "[/red] [link=http://x]a[/link] :smile:"


def test_message_of_an_error_is_one_line(capsys, tmp_path):
    odd = tmp_path / "a\x1b[2J\nGraded 30 submissions"
    assert cli.main(["grade", "--course", str(odd)]) != 0
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and not unseen(said)
    assert r"a\x1b[2J\nGraded" in said


def test_headings_of_a_table_stay(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text('id,name\nada,"\'=1+1"\n', encoding="utf-8")
    assert table.read(path).rows == ((2, ("ada", "=1+1")),)
