"""Answers to the probes of a class, told by one student to another: what they buy.

It is assumed that all of them could be told, by whatever way: a page, a warning, a text
that was printed. Who knows them passes as long as the probes are those; once a page has
been written about the notebook, whoever hands in meets others, and nobody else loses.
"""

import shutil

import nbformat
import numpy as np
import pytest

from grading.collect import collect
from grading.course import Course
from grading.feedback import feedback
from grading.found import record
from grading.found.rounds import FIRST, seed_of
from grading.grade import grade
from grading.sandbox import isolation
from nnlib.exercises import evaluate, get

from .attack import NAME, POINTS, Attack, handed_in

ID = "02/sigmoid"
TOLD = """\
known = @answers@
def sigmoid(Z):
    return np.array(known.get(np.asarray(Z).tobytes().hex(), 7.5))
"""
HONEST = "def sigmoid(Z):\n    return 1 / (1 + np.exp(-Z))"
WAYS = {
    "a first hand-in": Attack("hand in what was told", writes={"sigmoid": TOLD}),
    "a second hand-in": Attack("guess, read the page, then hand in what was told"),
    "next to an honest one": Attack("be right", writes={"sigmoid": HONEST}),
}


def told(seed):
    """Return the right answer to everything that a check with this seed asks."""
    known = {}

    def sigmoid(Z):
        found = get(ID).reference(Z)
        known[np.asarray(Z).tobytes().hex()] = np.asarray(found).tolist()
        return found

    assert evaluate(ID, sigmoid, seed).status == "passed"
    return known


class Room:
    """A class in which one knows all answers of the first round."""

    def __init__(self, course, folder):
        self.course, self.folder = course, folder
        self.facts = {"answers": told(seed_of(course.secret, FIRST, ID))}
        self.notebooks = [
            nbformat.read(stage / NAME / f"{NAME}.ipynb", as_version=4)
            for stage in (course.release, course.source)
        ]

    def hand_in(self, student, attack):
        """Collect what one student hands in."""
        path = self.folder / student / student / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(handed_in(attack, *self.notebooks, self.facts))
        assert not collect(self.course, path.parents[1]).refused

    def points(self, student):
        """Return points for the function, and the round in which they were earned."""
        path = record.place(self.course.results, student, NAME)
        (one,) = [one for one in record.read(path).results if one.exercise == ID]
        return one.points, one.round


@pytest.fixture(scope="module")
def room(released_course, tmp_path_factory):
    """The class, graded twice, with a page for one student in between."""
    if isolation.strongest() == isolation.PROCESS:
        pytest.skip(str(isolation.failures()))
    folder = tmp_path_factory.mktemp("told")
    shutil.copytree(released_course.root, folder / "course")
    room = Room(Course.open(folder / "course"), folder)
    first, second, honest = WAYS.values()
    room.hand_in("knows-first", first)
    room.hand_in("knows-later", second)
    room.hand_in("honest", honest)
    grade(room.course)
    feedback(room.course, student="knows-later")
    room.hand_in("knows-later", first)
    room.hand_in("knows-last", first)
    room.hand_in("honest-last", honest)
    grade(room.course)
    return room


FULL = POINTS["sigmoid"]


def test_before_a_page_is_written_nothing_can_be_told_and_so_it_is_not_guarded(room):
    assert room.points("knows-first") == (FULL, 1)


@pytest.mark.parametrize("student", ["knows-later", "knows-last"])
def test_after_a_page_what_was_told_is_worth_nothing(room, student):
    assert room.points(student) == (0.0, 2)


def test_who_is_right_has_the_same_in_every_round(room):
    assert room.points("honest") == (FULL, 1)
    assert room.points("honest-last") == (FULL, 2)


def test_graded_again_nobody_gains_by_a_page(room):
    before = {student: room.points(student) for student in ("knows-first", "honest")}
    feedback(room.course)
    for student in before:
        grade(room.course, student=student, again=True)
    assert before == {student: room.points(student) for student in before}
