"""A class is graded by the workers of a real scheduler as it is graded here."""

import pytest

from grading.grade import grade
from tests import dask_cluster
from tests.dask_cluster import class_of_slopes
from tests.waiting import wait_for

pytestmark = dask_cluster.NEEDED
STUDENTS = class_of_slopes.STUDENTS


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """A scheduler and two workers, which start while something else is done."""
    with dask_cluster.cluster(tmp_path_factory.mktemp("tls")) as found:
        for name in ("one", "two"):
            found.work(name, "--no-nanny", "--no-dashboard")
        yield found


def test_a_class_comes_to_what_it_comes_to_here(two, course, here):
    """One of its students ends every process that runs her code."""
    seen = []

    def progress(record, total):
        seen.append((record.student, total))
        # What the run needs lies with a worker, for as long as the run lasts.
        assert two.left()

    with two.crew() as crew:
        there = crew.client.scheduler_info
        wait_for(lambda: len(there()["workers"]) == 2)
        done = grade(course, crew=crew, progress=progress)
        assert len(crew.hands) == 2 and not crew.notes
    assert (done.graded, done.faults) == (len(STUDENTS), [])
    assert sorted(seen) == [(one, len(STUDENTS)) for one in sorted(STUDENTS)]
    assert class_of_slopes.outcome(course) == here
    wait_for(lambda: not two.left())
