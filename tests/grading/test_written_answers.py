"""Answers in words: graded by hand where the course file gives them points."""

import csv
import json
import shutil

import nbformat
import pytest

from grading import cli
from grading.build import build
from grading.export import export
from grading.feedback import feedback
from grading.found import record
from grading.grade import grade
from grading.release import release
from grading.released.written import COUNTS
from grading.report import report
from grading.results import gradebook

from .conftest import TINY, TINY_NAME
from .read_page import Page

HALF = "def half(x):\n    return x / 2"
WORDS = """
# %% [markdown] written="two_sentences"
# Something before it.
#
# ## Say it in two sentences
#
# Why is two half of four? Write it in this cell.
#
# <details><summary>One answer</summary>
#
# Twice two is four.
# </details>

# %% [markdown] instructor
# **Rubric.** One point: it doubles back. One point: a number.
"""
RUBRIC = "One point: it doubles back."
FOLDED = "Twice two is four."
TWO = "[notebooks.07.points]\ntwo_sentences = 2\n"
MINE = "Half of four is two, since two and two are four."


@pytest.fixture
def room_of(room, tmp_path):
    """Build and release a notebook with an answer in words: ``room_of(settings)``."""

    def room_of(settings=""):
        folder = tmp_path / "words"
        folder.mkdir(exist_ok=True)
        (folder / "07_tiny.py").write_text(TINY + WORDS, encoding="utf-8")
        room.decide(settings)
        build(room.course, folder)
        # The course file speaks of what was released before, as long as it is there.
        shutil.rmtree(room.course.release)
        release(room.course)
        return room

    return room_of


def cell(notebook):
    return next(one for one in notebook.cells if one.id == "two_sentences")


def hand_in(room, student, words=MINE, change=None):
    """Hand in `half`, and some words where they belong."""
    notebook = room.notebook(half=HALF)
    mine = cell(notebook)
    mine.source = mine.source.replace("this cell.", f"this cell.\n\n{words}")
    if change is not None:
        change(notebook)
    room.hand_in_text(student, nbformat.writes(notebook))


def read_by_hand(room, student, points, comment=""):
    """Give points and a comment, as formgrader does."""
    with gradebook.opened(room.course) as book:
        given = book.find_grade("two_sentences", TINY_NAME, TINY_NAME, student)
        given.manual_score, given.needs_manual_grade = points, False
        said = book.find_comment("two_sentences", TINY_NAME, TINY_NAME, student)
        said.manual_comment = comment
        book.db.commit()


def waits(room, student):
    with gradebook.opened(room.course) as book:
        return book.find_submission(TINY_NAME, student).needs_manual_grade


def graded_cells(room, student):
    path = room.course.autograded / student / TINY_NAME / f"{TINY_NAME}.ipynb"
    return {one.id: one for one in nbformat.read(path, as_version=4).cells}


def page_of(room, student):
    (path,) = feedback(room.course, student=student)
    return path.read_text(encoding="utf-8")


def test_without_points_nobody_waits_and_the_words_are_on_the_page(room_of):
    room = room_of()
    hand_in(room, "ada")
    grade(room.course)
    assert not waits(room, "ada")
    assert room.book("ada") == {"half": (5, 5), "double": (0, 10), "all": (5, 15)}
    assert "nbgrader" not in graded_cells(room, "ada")["two_sentences"].metadata
    page = page_of(room, "ada")
    assert MINE in page and "5 of 15 points" in page and "waits" not in page


def test_with_points_somebody_reads_it_and_all_of_it_counts_everywhere(room_of):
    room = room_of(TWO)
    hand_in(room, "ada")
    hand_in(room, "bo", words="")
    grade(room.course)
    assert (waits(room, "ada"), waits(room, "bo")) == (True, False)
    assert room.book("bo")["all"] == (5, 17)
    assert "waits to be read" in page_of(room, "ada")
    read_by_hand(room, "ada", 1.5, "Say what doubles.")
    grade(room.course)
    assert room.book("ada")["all"] == (6.5, 17) and not waits(room, "ada")
    page = page_of(room, "ada")
    for said in (MINE, "6.5 of 17 points", "1.5 of 2, by hand", "Say what doubles."):
        assert said in page
    row = next(r for r in Page(page).lists["your-points"] if r.startswith("two_se"))
    assert row == "two_sentences read 1.5 of 2, by hand"
    told = Page(report(room.course).read_text(encoding="utf-8"))
    said = "two_sentences: 1 read, 0 to be read, 1 with nothing written; of those that "
    assert f"{said}are decided it counts 38 % on average" in " ".join(
        told.words.split()
    )
    assert told.rows("by-hand") == [["ada", "07", "two_sentences: 1.5 of 2 by hand"]]
    path = export(room.course, room.folder / "scores.csv")
    ada, bo = csv.DictReader(path.read_text().splitlines())
    assert (ada["points"], ada["max_points"]) == ("6.5", "17")
    assert (ada["07/two_sentences"], bo["07/two_sentences"]) == ("1.5", "0")
    assert ada["07/two_sentences status"] == "by hand"
    path = export(room.course, room.folder / "sums.csv", by="student")
    assert [row["points"] for row in csv.DictReader(path.read_text().splitlines())] == [
        "6.5",
        "5",
    ]
    path = export(room.course, room.folder / "parts.csv", by="part")
    rows = list(csv.DictReader(path.read_text().splitlines()))
    words = [row for row in rows if row["exercise"] == "07/two_sentences"]
    assert [(row["earned"], row["of"]) for row in words] == [("1.5", "2"), ("0", "2")]
    # Graded again, handed in again: what somebody gave by hand stays.
    grade(room.course, again=True)
    hand_in(room, "ada", words=f"{MINE} Or so.")
    grade(room.course)
    assert room.book("ada")["two_sentences"] == (1.5, 2)


def test_formgrader_finds_the_rubric_above_it_and_a_field_for_points(room_of):
    room = room_of(TWO)
    hand_in(room, "ada")
    grade(room.course)
    cells = graded_cells(room, "ada")
    ids = list(cells)
    assert ids[ids.index("two_sentences") - 1] == "rubric-two_sentences"
    assert RUBRIC in cells["rubric-two_sentences"].source
    marks = cells["two_sentences"].metadata["nbgrader"]
    assert marks["grade"] and marks["solution"] and marks["points"] == 2


def test_students_get_neither_rubric_nor_answer_where_it_counts(room_of):
    for settings, folded in (("", True), (TWO, False)):
        room = room_of(settings)
        path = room.course.release / TINY_NAME / f"{TINY_NAME}.ipynb"
        text = path.read_text()
        assert RUBRIC not in text
        assert (FOLDED in text, COUNTS.strip("\n*") in text) == (folded, not folded)
        assert RUBRIC in (room.course.source / TINY_NAME / path.name).read_text()


def test_points_may_be_given_later_taken_back_and_given_again(room_of):
    room = room_of()
    hand_in(room, "ada")
    hand_in(room, "bo")
    grade(room.course)
    room.decide(TWO)
    grade(room.course)
    assert waits(room, "ada") and room.book("ada")["all"] == (5, 17)
    assert "nbgrader" in graded_cells(room, "ada")["two_sentences"].metadata
    read_by_hand(room, "ada", 2.0)
    room.decide("")
    grade(room.course)
    assert not waits(room, "bo") and room.book("ada")["all"] == (5, 15)
    assert "nbgrader" not in graded_cells(room, "ada")["two_sentences"].metadata
    room.decide(TWO.replace("2\n", "4\n"))
    grade(room.course)
    assert room.book("ada")["two_sentences"] == (4, 4) and waits(room, "bo")


def test_notebook_is_released_again_when_some_have_handed_in(room_of):
    room = room_of(TWO)
    hand_in(room, "ada")
    grade(room.course)
    read_by_hand(room, "ada", 1.0)
    for settings in (TWO, "", TWO):
        room_of(settings)
        grade(room.course)
    assert room.book("ada")["two_sentences"] == (1, 2)


def test_full_marks_for_everybody_and_rescaled_sums(room_of):
    room = room_of(TWO)
    hand_in(room, "ada")
    room.decide("[notebooks.07]\nfull = ['two_sentences']\ntotal = 34\n" + TWO)
    grade(room.course)
    assert room.book("ada")["all"] == (14, 34) and not waits(room, "ada")


def test_grade_says_how_many_answers_wait(room_of, capsys):
    room = room_of(TWO)
    for name in ("ada", "bo"):
        hand_in(room, name)
    hand_in(room, "cy", words="")
    assert cli.main(["grade", "--course", str(room.course.root), "--jobs", "1"]) == 0
    assert "To be read: 2 answers to 07/two_sentences" in capsys.readouterr().out


def behind_the_question(notebook):
    cell(notebook).source += f"\n\n{MINE}"


def in_the_same_line(notebook):
    mine = cell(notebook)
    mine.source = mine.source.replace("this cell.", f"this cell. {MINE}")


def in_a_cell_below(notebook):
    at = notebook.cells.index(cell(notebook)) + 1
    notebook.cells.insert(at, nbformat.v4.new_markdown_cell(MINE))


def in_its_place(notebook):
    in_a_cell_below(notebook)
    notebook.cells.remove(cell(notebook))


def instead_of_all(notebook):
    cell(notebook).source = MINE


def without_the_fold(notebook):
    mine = cell(notebook)
    mine.source = f"{mine.source.split('<details>')[0]}{MINE}"


def in_a_copy(notebook):
    copy = nbformat.from_dict(json.loads(json.dumps(cell(notebook))))
    copy.id, copy.source = "copy", f"{copy.source}\n\n{MINE}"
    notebook.cells.insert(notebook.cells.index(cell(notebook)) + 1, copy)


def without_its_id(notebook):
    behind_the_question(notebook)
    cell(notebook).update({"id": "new-id", "metadata": {}})


def turned_raw(notebook):
    behind_the_question(notebook)
    cell(notebook).cell_type = "raw"


def nothing(notebook):
    cell(notebook).source += "\n\n"


WAYS = {
    **dict.fromkeys(
        (
            behind_the_question,
            in_the_same_line,
            in_a_cell_below,
            in_its_place,
            instead_of_all,
            without_the_fold,
            in_a_copy,
            without_its_id,
            turned_raw,
        ),
        MINE,
    ),
    nothing: "",
}


def test_words_are_found_however_they_were_written(room_of):
    room = room_of(TWO)
    for way in WAYS:
        hand_in(room, way.__name__, words="", change=way)
    grade(room.course)
    found = {way.__name__: room.record(way.__name__) for way in WAYS}
    wrong = {
        name: one.written[0].words
        for (name, one), words in zip(found.items(), WAYS.values(), strict=True)
        if one.written[0].words != words
    }
    assert wrong == {}
    assert all(one.points == 5 for one in found.values())


def test_hostile_and_endless_words_do_nothing(room_of):
    room = room_of(TWO)
    hand_in(room, "eve", words="<script>alert(1)</script> \x1b[2J" + "a" * 10_000)
    grade(room.course)
    page = page_of(room, "eve")
    assert "<script>" not in page and "\x1b" not in page
    assert "(shortened)" in page and len(page) < 40_000
    assert "<script>" not in graded_cells(room, "eve")["two_sentences"].source


def test_file_that_cannot_be_read_waits_for_nobody(room_of):
    room = room_of(TWO)
    room.hand_in_text("ada", "no notebook")
    grade(room.course)
    assert not waits(room, "ada") and room.book("ada")["all"] == (0, 17)


def test_record_of_before_knows_no_words_and_is_graded_again(room_of):
    room = room_of(TWO)
    hand_in(room, "ada")
    grade(room.course)
    path = record.place(room.course.results, "ada", TINY_NAME)
    plain = json.loads(path.read_text())
    del plain["written"]
    path.write_text(json.dumps({**plain, "schema": 4}))
    assert record.read(path).written == []
    assert grade(room.course).graded == 1
    assert record.read(path).written[0].words == MINE


@pytest.mark.long
def test_class_of_sixty_loses_nothing_that_was_given_by_hand(room_of):
    """Read by hand, graded again, rescaled, exported: each point and word is there."""
    room = room_of(TWO)
    names = [f"s{number:02d}" for number in range(60)]
    for count, name in enumerate(names):
        hand_in(room, name, words="" if count % 7 == 0 else f"{MINE} {count}")
    grade(room.course)
    given = {n: c % 5 / 2 for c, n in enumerate(names) if c % 7 and c % 11}
    for name, points in given.items():
        read_by_hand(room, name, points, f"Read, {name}.")
        if points == 2:
            room.by_hand(name, "double", 3.5)
    for settings, scale in ((TWO, 1), ("[notebooks.07]\ntotal = 34\n" + TWO, 2)):
        room.decide(settings)
        grade(room.course, again=True)
        path = export(room.course, room.folder / "scores.csv")
        rows = {o["student"]: o for o in csv.DictReader(path.read_text().splitlines())}
        wrong = []
        for count, name in enumerate(names):
            words = given.get(name, 0 if count % 7 == 0 else None)
            code = 5 + (3.5 if given.get(name) == 2 else 0)
            cell = "" if words is None else f"{scale * words:g}"
            points = f"{scale * (code + (words or 0)):g}"
            if (rows[name]["07/two_sentences"], rows[name]["points"]) != (cell, points):
                wrong.append((name, rows[name]))
        assert wrong == []
    pages = {path.parents[1].name: path for path in feedback(room.course)}
    assert len(pages) == 60
    for count, name in enumerate(names):
        text = pages[name].read_text(encoding="utf-8")
        assert (f"Read, {name}." in text) == (name in given)
        assert (f"{MINE} {count}" in text) == bool(count % 7)
        assert ("waits to be read" in text) == (name not in given and bool(count % 7))
