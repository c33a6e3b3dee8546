"""Seeds are secret, repeatable, the same for a class, and new after feedback."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from grading import cli
from grading.course_file.terms import Terms
from grading.feedback import feedback
from grading.found.rounds import FORM, Rounds, seed_of
from grading.grade import grade
from grading.released.assignment import assignments
from grading.run import canary
from grading.run.grader import Grader, Setup
from grading.run.jobs import jobs
from grading.state_file import DamagedFileError
from nnlib.exercises import NOTEBOOKS

NAME = "07_tiny"
SECRET = bytes(range(32))
HALF = "def half(x):\n    return x / 2"
EQUAL_STUDENTS = 8


# ---- seeds


def test_seed_is_repeatable():
    assert seed_of(SECRET, 1, "02/sigmoid") == seed_of(SECRET, 1, "02/sigmoid")


@pytest.mark.parametrize(
    "other",
    [
        pytest.param((SECRET, 2, "02/sigmoid"), id="another round"),
        pytest.param((SECRET, 1, "02/propagate"), id="another exercise"),
        pytest.param((b"x" * 32, 1, "02/sigmoid"), id="another secret"),
        pytest.param((SECRET, 1, "\n02/sigmoid"), id="shifted border"),
    ],
)
def test_seed_depends_on_everything(other):
    assert seed_of(*other) != seed_of(SECRET, 1, "02/sigmoid")


def test_seed_feeds_a_generator():
    words = seed_of(SECRET, 1, "02/sigmoid")
    assert len(words) == 4 and all(0 <= word < 2**32 for word in words)
    np.random.default_rng(words)


# ---- rounds


def seeds(room, student):
    """Return round and seed of each exercise of a student."""
    return [(one.round, tuple(one.seed)) for one in room.record(student).results]


def test_equal_notebooks_of_a_class_have_equal_points(room):
    # A guess that is right for some draws: a seed for each student would tell them
    # apart.
    text = "def half(x):\n    return x / 2 if int(x * 10) % 2 else x / 2 + 1e-6 * x"
    students = [f"s{number}" for number in range(EQUAL_STUDENTS)]
    for student in students:
        room.hand_in(student, half=text)
    grade(room.course)
    first, *others = [room.record(student) for student in students]
    for one in others:
        assert one.points == first.points
        assert seeds(room, one.student) == seeds(room, first.student)
        assert [a.said for a in one.results] == [a.said for a in first.results]


@pytest.fixture
def graded(room):
    """A class of which two have handed in, are graded, and one has read of it."""
    for student in ("ada", "bob"):
        room.hand_in(student, at="2026-01-09 12:00", half=HALF)
    grade(room.course)
    feedback(room.course, student="ada")
    return room


def test_what_comes_after_a_page_meets_other_draws(graded):
    graded.hand_in("dan", at="2026-01-09 13:00", half=HALF)
    graded.hand_in("cy", half=HALF)
    graded.hand_in("ada", half=f"# again\n{HALF}")
    assert grade(graded.course).graded == 3
    first = seeds(graded, "bob")
    assert seeds(graded, "dan") == first and {number for number, _ in first} == {1}
    second = seeds(graded, "cy")
    assert seeds(graded, "ada") == second and {number for number, _ in second} == {2}
    assert not {seed for _, seed in first} & {seed for _, seed in second}


def test_graded_again_each_keeps_its_round(graded):
    graded.hand_in("cy", half=HALF)
    grade(graded.course)
    before = {student: seeds(graded, student) for student in ("ada", "bob", "cy")}
    feedback(graded.course)
    assert grade(graded.course, again=True).graded == 3
    assert before == {student: seeds(graded, student) for student in before}


def test_a_page_that_tells_of_nothing_new_ends_no_round(graded):
    for _ in range(3):
        feedback(graded.course)
    assert Rounds.of(graded.course).now(NAME) == 2
    graded.hand_in("cy", half=HALF)
    grade(graded.course)
    feedback(graded.course, student="bob")
    assert Rounds.of(graded.course).now(NAME) == 2
    feedback(graded.course, student="cy")
    assert Rounds.of(graded.course).now(NAME) == 3


def test_a_hand_in_of_which_nobody_knows_when_belongs_to_the_newest(tmp_path):
    moment = datetime(2026, 1, 9, 12, tzinfo=UTC)
    rounds = Rounds(tmp_path, {NAME: [moment, moment + timedelta(days=1)]})
    found = [rounds.at(NAME, moment + timedelta(hours=h)) for h in (-1, 0, 23, 24)]
    assert found == [1, 2, 2, 3]
    assert rounds.at(NAME, None) == 3 and rounds.at("02_other", None) == 1


def test_a_damaged_file_is_told_and_nobody_meets_old_draws(graded):
    path = Rounds.of(graded.course).path
    before = seeds(graded, "bob")
    for text in ("", '{"schema": 1}', '{"schema": 1, "ended": {"07_tiny": ["now"]}}'):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(DamagedFileError, match=r"rounds\.json is damaged.*grade"):
            feedback(graded.course)
    graded.hand_in("dan", at="2026-01-08 12:00", half=HALF)
    done = grade(graded.course)
    assert done.graded == 1 and "rounds.json was damaged" in done.notes[0]
    assert {number for number, _ in seeds(graded, "dan")} == {2}
    assert seeds(graded, "bob") == before
    assert path.with_name("rounds.json.damaged").is_file()
    assert grade(graded.course).notes == []


def test_feedback_of_the_future_ends_its_round_now(graded, capsys):
    """A clock was ahead: what comes must not meet numbers of which pages have told."""
    words = ["--course", str(graded.course.root)]
    path = Rounds.of(graded.course).path
    early = datetime(2099, 1, 9, tzinfo=UTC)
    for verb in ("feedback", "grade"):
        FORM.write(path, {"ended": {NAME: [early.isoformat()]}})
        assert cli.main([verb, *words]) == 0
        said = capsys.readouterr().out
        assert f"note: {path} said that feedback on {NAME} was written" in said
        assert "what is handed in from then on meets new numbers" in said
    graded.hand_in("cy", half=HALF)
    assert grade(graded.course).notes == []
    assert {number for number, _ in seeds(graded, "cy")} == {2}


def test_a_round_that_is_ahead_of_the_list_ends_as_well(graded):
    path = graded.course.results / "bob" / f"{NAME}.json"
    path.write_text(
        path.read_text("utf-8").replace('"round": 1', '"round": 7'), "utf-8"
    )
    feedback(graded.course)
    assert Rounds.of(graded.course).now(NAME) == 8


def test_what_was_handed_in_in_the_future_is_told(graded, monkeypatch):
    (note,) = graded.course.received.glob(f"bob/{NAME}/*.json")
    later = note.with_name(note.name.replace("2026", "2099"))
    note.rename(later)
    note.with_suffix(".ipynb").rename(later.with_suffix(".ipynb"))
    (said,) = grade(graded.course).notes
    assert said.startswith(
        f"bob: {NAME} was handed in at 2099-01-09 12:00 UTC, which is"
    )
    assert "collect the file again, with the right time behind --at" in said
    assert graded.hand_in("bob", "2026-01-09 12:00", half=HALF).new
    assert grade(graded.course).notes == []


def test_the_grader_proves_itself_on_the_draws_of_the_class(graded, monkeypatch):
    seen = {}

    def prove(assignment, library, drawn, **rest):
        seen.update(drawn)

    monkeypatch.setattr(canary, "prove", prove)
    course = graded.course
    terms, released = grading_terms(course)
    (job, *_) = jobs(course, terms, released, None)
    assert job.proof.round == 2
    Grader(Setup(course.root, course.root, "process")).do(job.proof)
    for one in NOTEBOOKS["07"]:
        assert seen[one.id].seed == seed_of(course.secret, 2, one.id)


def grading_terms(course):
    """Return the terms of a course, and its released notebooks."""
    return Terms.read(course), list(assignments(course.release).values())
