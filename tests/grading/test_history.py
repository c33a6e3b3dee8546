"""Nothing that was found is overwritten, and every move of points says why."""

import json
from dataclasses import replace

import pytest

from grading import cli
from grading.errors import UsageError
from grading.export import export
from grading.found import record, shelf
from grading.grade import grade
from grading.history import history
from grading.results import moved, standing
from grading.results.standing import (
    ANEW,
    ASKED,
    BY_HAND,
    EDITION,
    FIRST,
    HANDED_IN,
    LATE,
    NOTED,
    SETTING,
)
from nnlib.exercises import NOTEBOOKS

NAME = "07_tiny"
HALF = "def half(x):\n    return x / 2"
DOUBLE = "def double(x):\n    return 2 * x"
DUE = '[notebooks.07]\ntotal = 3\ndue = "2026-01-10 12:00"\n[late]\npolicy = "zero"\n'


def noted(room, student="ada"):
    """Return points and reasons, oldest first."""
    found = standing.history(room.course.results, student, NAME)
    return [(one.points, one.why) for one in found]


def copies(room, student="ada"):
    """Read the former records of a student."""
    folder = room.course.results / student / record.HISTORY / NAME
    return [record.read(path) for path in sorted(folder.glob("*"))]


def test_every_change_of_points_is_noted_with_its_reason(room):
    course = room.course
    room.hand_in("ada", "2026-01-11 12:00", half=HALF)
    grade(course)
    room.hand_in("ada", "2026-01-12 12:00", half=HALF, double=DOUBLE)
    assert told(grade(course)) == "Points moved: ada 07 5 to 15 (handed in again)."
    room.decide("[notebooks.07]\ntotal = 3\n")
    assert (
        told(grade(course)) == "Points moved: ada 07 15 of 15 to 3 of 3 (course.toml)."
    )
    room.by_hand("ada", "double", 1.0)
    assert told(grade(course)) == "Points moved: ada 07 3 to 2 (by hand)."
    room.decide(DUE)
    said = told(grade(course))
    assert said == "Points moved: ada 07 2 to 0 (due time or late policy)."
    assert noted(room) == [
        (5, [FIRST]),
        (15, [HANDED_IN]),
        (3, [SETTING]),
        (2, [BY_HAND]),
        (0, [LATE]),
    ]


def test_points_by_hand_of_an_earlier_file_count_and_are_told(room, capsys):
    """The file of now earns more: nobody loses that without being told."""
    words = ["--course", str(room.course.root)]
    room.hand_in("ada", "2026-01-11 12:00", half=HALF)
    grade(room.course)
    room.by_hand("ada", "double", 2.0)
    room.by_hand("ada", "half", 4.5)
    assert grade(room.course).told == []
    room.hand_in("ada", "2026-01-12 12:00", double=DOUBLE)
    assert cli.main(["grade", *words]) == 0
    out = capsys.readouterr().out
    said = "By hand, for an earlier file, and less than the file of now earns: "
    assert f"{said}ada 07 double 2 (earns 10)." in out
    assert "by hand: double 2 and half 4.5" in " ".join(out.split())
    assert "┃ of 15 ┃" in out and "│   6.5 │" in out
    assert cli.main(["feedback", *words]) == 0
    page = (room.course.feedback / "ada" / NAME / f"{NAME}.html").read_text("utf-8")
    assert "2 of 10, by hand for an earlier file" in page
    capsys.readouterr()
    assert cli.main(["history", *words, "ada"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    said = "double 2 (the file of now earns 10) and half 4.5. By hand counts."
    assert f"By hand, for an earlier file: {said}" in shown
    room.by_hand("ada", "double", 9.0)
    assert grade(room.course).told == []


def test_points_by_hand_are_of_the_file_for_which_they_were_given(room):
    """Though an erratum has set them aside meanwhile."""
    room.hand_in("ada", "2026-01-11 12:00", half=HALF)
    grade(room.course)
    room.by_hand("ada", "double", 2.0)
    grade(room.course)
    room.decide("[notebooks.07]\nfull = ['double']\n")
    assert told(grade(room.course)).endswith("(course.toml).")
    room.decide("[notebooks.07]\noff = ['double']\n")
    assert told(grade(room.course)).endswith("(course.toml).")
    room.hand_in("ada", "2026-01-12 12:00", half=HALF, double=DOUBLE)
    assert grade(room.course).told == []
    room.decide("")
    (said,) = grade(room.course).told
    assert "ada 07 double 2 (earns 10)" in said
    assert noted(room)[-1] == (7, [SETTING])


def test_points_by_hand_that_are_only_set_aside_are_no_reason(room):
    room.hand_in("ada", half=HALF)
    grade(room.course)
    room.by_hand("ada", "double", 2.0)
    grade(room.course)
    for text in ("off = ['double']", "", "full = ['double']", "total = 30"):
        room.decide(f"[notebooks.07]\n{text}\n")
        assert told(grade(room.course)).endswith("(course.toml).")
    room.by_hand("ada", "half", 1.0)
    room.decide("[notebooks.07]\ntotal = 15\n")
    assert told(grade(room.course)).endswith("(by hand and course.toml).")


def told(done):
    """Return the line that is printed after grading."""
    return "\n".join(moved.told(done.moved))


def test_grading_again_to_the_same_adds_nothing(room):
    room.hand_in("ada", half=HALF)
    grade(room.course)
    path = standing.place(room.course.results, "ada", NAME)
    for _ in range(3):
        assert told(grade(room.course, again=True)) == ""
    export(room.course, room.folder / "scores.csv")
    assert noted(room) == [(5, [FIRST])]
    assert copies(room) == []
    size = path.stat().st_size
    grade(room.course, again=True)
    assert path.stat().st_size == size


@pytest.mark.parametrize("edition", [1, 2])
def test_a_grader_that_finds_something_else_keeps_what_was_found(
    room, monkeypatch, capsys, edition
):
    room.hand_in("ada", half=HALF, double=DOUBLE)
    grade(room.course)
    before = (room.course.results / "ada" / f"{NAME}.json").read_bytes()
    later = "2030-01-01T00:00:00+00:00"
    monkeypatch.setattr("grading.results.outcome.now_text", lambda: later)
    wrong = {"reference": lambda x: 7 * x, "edition": edition}
    harsh = [replace(one, **wrong) for one in NOTEBOOKS["07"]]
    monkeypatch.setitem(NOTEBOOKS, "07", tuple(harsh))
    done = grade(room.course, again=edition == 1 or None)
    why = ASKED if edition == 1 else EDITION
    assert told(done).endswith(f"15 to 0 ({why}).")
    (kept,) = (room.course.results / "ada" / record.HISTORY / NAME).glob("*")
    assert kept.read_bytes() == before
    assert noted(room)[-1] == (0, [why])
    assert cli.main(["history", "--course", str(room.course.root), "ada"]) == 0
    shown = "".join(capsys.readouterr().out.split())
    assert ("half2anddouble2" in shown) == (edition == 2)
    assert len(shelf.records(room.course.results)) == 1


def test_a_handed_in_file_that_counts_the_same_is_noted_and_moves_nothing(room):
    room.hand_in("ada", "2026-01-11 12:00", half=HALF)
    grade(room.course)
    room.hand_in("ada", "2026-01-12 12:00", half=f"{HALF}  # mine")
    assert told(grade(room.course)) == ""
    assert noted(room) == [(5, [FIRST]), (5, [HANDED_IN])]
    (before,) = copies(room)
    assert before.points == 5


def test_a_damaged_history_is_set_aside_and_grading_goes_on(room):
    room.hand_in("ada", half=HALF)
    grade(room.course)
    path = standing.place(room.course.results, "ada", NAME)
    for text in ("", '{"schema": 1, "entries": [7], "seen": {}}', "[]"):
        path.write_text(text, encoding="utf-8")
        done = grade(room.course)
        assert done.graded == 0
        (said,) = done.notes
        assert f"the history {path} was damaged: " in said
        assert "a new one begins with what counts today" in said
        assert noted(room) == [(5, [ANEW])]
    assert len(list(path.parent.glob("*.damaged*"))) == 3


OF_A_FIELD = [
    ('"scores": {', '"scores": {"third": "x", ', "its scores is"),
    ('"penalty": 0.0', '"penalty": [0]', "its penalty is [0], expected float"),
]


@pytest.mark.parametrize(("old", "new", "why"), OF_A_FIELD)
def test_a_history_with_a_field_of_another_type_is_damaged(room, old, new, why):
    room.hand_in("ada", half=HALF)
    grade(room.course)
    path = standing.place(room.course.results, "ada", NAME)
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    (said,) = grade(room.course).notes
    assert why in said


def test_the_first_line_is_of_today_where_nothing_was_noted_when_it_was_graded(
    room, monkeypatch
):
    long_ago = "2020-01-01T00:00:00+00:00"
    with monkeypatch.context() as patch:
        patch.setattr("grading.results.outcome.now_text", lambda: long_ago)
        room.hand_in("ada", half=HALF, double=DOUBLE)
        grade(room.course)
    standing.place(room.course.results, "ada", NAME).unlink()
    room.by_hand("ada", "double", 1.0)
    grade(room.course)
    (first,) = standing.history(room.course.results, "ada", NAME)
    assert (first.points, first.why) == (6, [NOTED])
    assert first.when > long_ago == first.graded


def test_a_history_says_its_version(room):
    room.hand_in("ada")
    grade(room.course)
    path = standing.place(room.course.results, "ada", NAME)
    assert json.loads(path.read_text(encoding="utf-8"))["schema"] == 1


def test_verb_shows_a_line_for_each_change_and_what_is_not_noted_yet(room, capsys):
    words = ["history", "--course", str(room.course.root), "ada"]
    room.hand_in("ada", "2026-01-11 12:00", half=HALF)
    room.hand_in("bob")
    grade(room.course)
    room.hand_in("ada", "2026-01-12 12:00", half=HALF, double=DOUBLE)
    grade(room.course)
    room.by_hand("ada", "half", 2.0)
    assert cli.main([*words, "--notebook", "07"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    for part in (
        "5 of 15 │ first graded",
        "15 of 15 │ handed in again │ double 0 to 10",
        "12 of 15 │ by hand; the next grade notes it │ half 5 to 2",
    ):
        assert part in said
    assert noted(room)[-1] == (15, [HANDED_IN])


def test_verb_refuses_what_was_never_graded(room):
    room.hand_in("ada")
    grade(room.course)
    with pytest.raises(UsageError, match=r"nobody called 'adda'.*did you mean ada"):
        history(room.course, "adda")
    with pytest.raises(UsageError, match="of ada, notebook '03' was not graded"):
        history(room.course, "ada", "03")


def test_many_moves_are_told_by_reason():
    moves = [
        moved.Move(f"s{place}", "02", 5.0, 5.0 + step, (SETTING,))
        for place, step in enumerate([1.0] * 9 + [-1.0])
    ]
    (line,) = moved.told(moves)
    assert line == ("Points moved in 10 submissions of 02 (course.toml): 9 up, 1 down.")


def test_a_move_and_its_way_back_in_one_run_is_none():
    there = moved.Move("ada", "02", 5.0, 7.0, (SETTING,))
    back = moved.Move("ada", "02", 7.0, 5.0, (HANDED_IN,))
    assert list(moved.told([there, back])) == []
    assert list(moved.told([there, there])) == [
        "Points moved: ada 02 5 to 7 (course.toml)."
    ]
