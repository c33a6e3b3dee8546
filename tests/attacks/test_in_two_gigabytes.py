"""On a small machine, what asks for more than there is costs nobody else a point."""

import shutil
import sys

import nbformat
import pytest

from grading.collect import collect
from grading.course import Course
from grading.found import shelf

from .attack import NAME, handed_in
from .conftest import ATTACKS, RIGHT
from .small_machine import graded

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(sys.platform != "linux", reason="needs Linux"),
]

TWO_GIGABYTES = 2 << 30
HONEST = 25
GREEDY = ("56 MB of bools", "rows of objects", "a long source", "many keys")
GREEDY += ("endless names",)
MOST_MORE = 50 << 20


def class_of(released, root, attacks):
    """Collect 25 right notebooks, and attacks among them."""
    shutil.copytree(released.root, root)
    course = Course.open(root)
    stages = (course.release, course.source)
    texts = [
        nbformat.read(stage / NAME / f"{NAME}.ipynb", as_version=4) for stage in stages
    ]
    rows = {f"{5 * n + 4:02}-honest": RIGHT for n in range(HONEST)}
    rows |= {f"{25 * n + 6:02}-greedy": ATTACKS[one] for n, one in enumerate(attacks)}
    source = root.parent / f"{root.name}-in"
    for student, attack in rows.items():
        path = source / student / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(handed_in(attack, *texts, {}))
    assert dict(collect(course, source).refused) == {}
    return course, rows


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_class_with_five_greedy_ones_is_graded_in_two_gigabytes(
    released_course, tmp_path, jobs
):
    peaks = {}
    for kind, attacks in (("honest", ()), ("greedy", GREEDY)):
        course, rows = class_of(released_course, tmp_path / kind, attacks)
        done = graded(course.root, TWO_GIGABYTES, "--jobs", jobs)
        found = {one.student: one.points for one in shelf.records(course.results)}
        assert (done.code, found) == (0, {who: rows[who].honest for who in rows}), (
            done.said
        )
        peaks[kind] = done.coordinator
        print(f"{kind}, {jobs} jobs: coordinator {done.coordinator >> 20} MB, ", end="")
        print(f"all at once {done.taken >> 20} MB" if done.taken else "not counted")
    assert peaks["greedy"] - peaks["honest"] <= MOST_MORE
