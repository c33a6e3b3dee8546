"""The cells that every submission begins with run once, in the warm process."""

import shutil

import pytest

from grading.sandbox.library import student_library
from grading.sandbox.session import Session, first_sources, write_first

STAMP = "import time\nstamp = time.monotonic_ns()\nlines = [1]"
READ = "def read(z):\n    lines.append(2)\n    return stamp % 2**53"
COUNT = "def count(z):\n    return len(lines)"
FIRST = (("head", "import numpy as np"), ("data", STAMP))


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """A library with first cells in it."""
    library = student_library(tmp_path_factory.mktemp("begun") / "02", "02")
    write_first(library, FIRST)
    return library


def value(library, cells, name="read"):
    """Run cells and call a function that they bind."""
    with Session(library) as session:
        for label, source in cells:
            assert session.run(source, label).completed
        return session.runner(name).call((0,)).value


def test_submissions_that_begin_alike_share_what_ran_before_the_fork(begun):
    cells = [*FIRST, ("mine", READ)]
    assert value(begun, cells) == value(begun, cells)


def test_what_one_submission_changes_no_other_sees(begun):
    assert value(begun, [*FIRST, ("mine", READ + "\nlines.append(3)")]) > 0
    assert value(begun, [*FIRST, ("mine", COUNT)], "count") == 1


OTHERWISE = {
    "another first cell": [("head", "import math"), ("data", STAMP)],
    "a cell between": [FIRST[0], ("own", "x = 1"), FIRST[1]],
    "a cell before": [("own", "x = 1"), *FIRST],
    "another order": [FIRST[1], FIRST[0]],
}


@pytest.mark.parametrize("cells", OTHERWISE.values(), ids=OTHERWISE)
def test_submission_that_begins_in_another_way_runs_its_own_cells(begun, cells):
    shared = value(begun, [*FIRST, ("mine", READ)])
    assert value(begun, [*cells, ("mine", READ)]) != shared


def test_fewer_cells_than_the_first_run_as_they_stand(begun):
    source = "def stamped(z):\n    return 'stamp' in globals() or 'np' in globals()"
    assert value(begun, [("mine", source)], "stamped") is False
    assert value(begun, [FIRST[0], ("mine", source)], "stamped") is True


def test_fresh_session_goes_on_from_the_same_place(begun):
    with Session(begun) as session:
        for label, source in [*FIRST, ("mine", READ)]:
            session.run(source, label)
        first = session.runner("read").call((0,)).value
        with session.fresh() as other:
            assert other.runner("read").call((0,)).value == first


def test_process_that_died_is_followed_by_one_that_goes_on_there(begun):
    with Session(begun) as session:
        for label, source in [*FIRST, ("mine", READ)]:
            session.run(source, label)
        first = session.runner("read").call((0,)).value
        session.run("import os\nos._exit(1)", "deadly")
        assert session.runner("read").call((0,)).value == first


def test_first_cells_of_which_one_raises_run_as_any_other(begun, tmp_path):
    library = tmp_path / "02"
    shutil.copytree(begun, library, symlinks=True)
    cells = [*FIRST, ("bad", "1 / 0")]
    write_first(library, cells)
    assert len(first_sources(library)) == 3
    with Session(library) as session:
        for label, source in [*cells, ("mine", READ)]:
            session.run(source, label)
        assert session.runner("read").call((0,)).value > 0


def test_library_without_first_cells_has_none(tmp_path):
    assert first_sources(tmp_path) == ()
