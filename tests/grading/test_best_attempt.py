"""Where the best of several files counts, all are graded, and one is chosen."""

import pytest

from grading.feedback import feedback
from grading.grade import grade
from grading.handed_in import delivery
from grading.run import grader

NAME = "07_tiny"
HALF = "def half(x):\n    return x / 2"
DOUBLE = "def double(x):\n    return 2 * x"
WRONG = "def half(x):\n    return 7 * x"
LATE = """
attempt = "best"
[late]
policy = "percent"
percent = {percent}
budget_days = {budget}
[notebooks.07]
due = 2026-01-12 12:00:00
"""


def counts(room, student="ada"):
    """Return the points, and the day on which the file that counts came."""
    day = room.record(student).submitted["time"][8:10]
    return room.book(student)["all"][0], int(day)


@pytest.fixture
def handed_in(room):
    """Ada's second file is the best; Bob handed in once."""
    room.decide('attempt = "best"\n')
    room.hand_in("bob", at="2026-01-09 12:00", half=HALF)
    room.hand_in("ada", at="2026-01-09 12:00", double="def double(x):\n    return x")
    room.hand_in("ada", at="2026-01-10 12:00", half=HALF, double=DOUBLE)
    room.hand_in("ada", at="2026-01-11 12:00", half=WRONG)
    return room


def test_the_best_counts_and_record_and_page_say_so(handed_in):
    done = grade(handed_in.course)
    assert counts(handed_in) == (15.0, 10) and counts(handed_in, "bob") == (5.0, 9)
    assert done.graded == 2
    said = (
        f"Of 3 files that were handed in, “ada/{NAME}.ipynb” counts: the best of them."
    )
    assert said in handed_in.record("ada").repairs
    feedback(handed_in.course)
    page = handed_in.course.feedback / "ada" / NAME / f"{NAME}.html"
    assert said in page.read_text(encoding="utf-8")


def test_what_was_graded_is_not_graded_again_and_a_better_file_is_taken(
    handed_in, monkeypatch
):
    course = handed_in.course
    grade(course)
    looked, real = [], grader.look
    monkeypatch.setattr(
        grader, "look", lambda one, *rest: looked.append(one) or real(one, *rest)
    )
    assert grade(course).graded == 0 and looked == []
    handed_in.hand_in(
        "ada",
        at="2026-01-13 12:00",
        half="def half(x):\n    return 0.5 * x",
        double=DOUBLE,
    )
    grade(course)
    assert len(looked) == 2 and counts(handed_in) == (15.0, 13)


def test_with_the_latest_again_the_latest_counts(handed_in):
    grade(handed_in.course)
    handed_in.decide("")
    grade(handed_in.course)
    assert counts(handed_in) == (0.0, 11)


def test_what_is_lost_because_it_came_late_is_taken_off_first(room):
    room.decide(LATE.format(percent=40, budget=0))
    room.hand_in("ada", at="2026-01-12 11:00", double=DOUBLE)
    room.hand_in("bob", at="2026-01-12 11:00", half=HALF)
    room.hand_in("ada", at="2026-01-12 13:00", half=HALF, double=DOUBLE)
    done = room.hand_in("bob", at="2026-01-12 13:00", half=HALF, double=DOUBLE)
    assert "grade finds out which is best" in done.notes[-1][1]
    grade(room.course)
    # 10 on time are more than 15 less 6; 9 are more than 5.
    assert room.record("ada").submitted["time"].startswith("2026-01-12 11")
    assert room.record("bob").submitted["time"].startswith("2026-01-12 13")
    room.decide(LATE.format(percent=40, budget=1))
    grade(room.course)
    assert room.record("ada").submitted["time"].startswith("2026-01-12 13")


def test_a_damaged_note_of_an_attempt_is_graded_anew(handed_in):
    course = handed_in.course
    grade(course)
    for path in (course.results / "ada" / "attempts" / NAME).iterdir():
        path.write_text("{")
    grade(course)
    assert counts(handed_in) == (15.0, 10)
    assert len(list((course.results / "ada" / "attempts" / NAME).glob("*.json"))) == 3


def test_untouched_files_and_modules_of_ones_own(room):
    room.decide('attempt = "best"\n')
    source = room.folder / "in" / "ada"
    source.mkdir(parents=True)
    own = source / "halves.py"
    own.write_text("def by_two(x):\n    return x / 2\n")
    uses = "from halves import by_two\n\ndef half(x):\n    return by_two(x)"
    room.hand_in("ada", at="2026-01-09 12:00", half=uses)
    own.write_text("def by_two(x):\n    return x / 3\n")
    room.hand_in("ada", at="2026-01-10 12:00", half=uses)
    own.unlink()
    room.hand_in("ada", at="2026-01-11 12:00")
    grade(room.course)
    assert counts(room) == (5.0, 9)
    assert len(delivery.deliveries(room.course, "ada", NAME)) == 3


def test_a_fault_of_the_grader_is_told_and_the_file_is_graded_again(
    handed_in, monkeypatch
):
    def fail(*args, **options):
        raise IndexError("a mistake of ours")

    with monkeypatch.context() as patch:
        patch.setattr("grading.run.examine.evaluate", fail)
        assert {one for one, _, _ in grade(handed_in.course).faults} == {"ada", "bob"}
    done = grade(handed_in.course)
    assert done.faults == [] and counts(handed_in) == (15.0, 10)
