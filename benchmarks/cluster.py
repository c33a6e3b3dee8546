"""What a submission costs on a cluster: for the command, the scheduler and a worker.

    python -m benchmarks.cluster [--students 60] [--notebooks 02 04] [--keep]

One worker on this machine, by TLS. What is counted is the time of processors, which
hardly depends on what else the machine does, less what a cluster takes that waits. A
small class and a larger one are graded, so that what a run costs once and what each
submission costs more can be told apart.
With --keep the figures go into `hundred_thousand.json`, from which
`benchmarks.hundred_thousand` computes.
"""

import argparse
import json
import os
import pickle
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import nbformat

from benchmarks import big_class
from benchmarks.training_page import machine
from grading.course import Course
from grading.found import record
from grading.grade import grade
from grading.released import notebook_file
from grading.results import graded_notebook
from grading.run.cluster.afar import Afar
from grading.run.grader import Grader, Setup
from grading.run.unit import Unit
from tests import dask_cluster
from tests.waiting import wait_for

SMALL = 6
KEPT = Path(__file__).with_name("hundred_thousand.json")
# Seconds until a cluster has begun, and for which it is watched then.
SETTLED, WAITED = 5.0, 10.0
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Spent:
    """Seconds of processors.

    Parameters
    ----------
    command, scheduler, worker : float
        Of these processes alone.
    graders : float
        Of all processes below the worker: there a submission is examined.
    """

    command: float
    scheduler: float
    worker: float
    graders: float

    def less(self, other: "Spent", by: float) -> "Spent":
        """Return the difference for each of so many."""
        pairs = zip(asdict(self).items(), asdict(other).values(), strict=True)
        return Spent(**{name: (mine - its) / by for (name, mine), its in pairs})

    def times(self, count: int) -> "Spent":
        """Return what so many of them take."""
        return Spent(**{name: mine * count for name, mine in asdict(self).items()})


@dataclass(frozen=True)
class Sizes:
    """Bytes that cross the network.

    Parameters
    ----------
    sent, returned : float
        For each submission.
    shared : int
        Once for each worker and notebook.
    """

    sent: float
    returned: float
    shared: int


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print, and keep if asked to."""
    found = argparse.ArgumentParser(prog="python -m benchmarks.cluster")
    found.add_argument("--students", type=int, default=60)
    found.add_argument("--notebooks", nargs="+", default=["02", "04"])
    found.add_argument("--keep", action="store_true")
    told = found.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        released = big_class.released(Path(folder) / "released")
        measured = {one: of(released, one, told.students) for one in told.notebooks}
    text = json.dumps({"machine": machine(), "notebooks": measured}, indent=1)
    print(text)
    if told.keep:
        KEPT.write_text(text + "\n", encoding="utf-8")
    return 0


def of(released: Course, number: str, students: int) -> dict[str, Any]:
    """Measure one notebook."""
    spent = {}
    for count in (SMALL, students):
        with tempfile.TemporaryDirectory(prefix="cluster-") as folder:
            root = Path(folder) / "course"
            shutil.copytree(released.root, root)
            course = Course.open(root)
            name = big_class.hand_in(course, number, count)
            spent[count] = graded(course, Path(folder))
            crossed = sizes(course, name)
            share = finishing(course, name) / count
    each = spent[students].less(spent[SMALL], students - SMALL)
    once = spent[SMALL].less(each.times(SMALL), 1)
    found = {"each": each, "once": once, "sizes": crossed}
    plain = {name: asdict(one) for name, one in found.items()}
    return {**plain, "finishing": share / each.command}


def graded(course: Course, folder: Path) -> Spent:
    """Grade a class by a cluster of one worker; return what it took."""
    with dask_cluster.cluster(folder) as cluster:
        worker = cluster.work("one", "--no-nanny", "--no-dashboard")
        scheduler = cluster.processes[0]
        with cluster.crew() as crew:
            wait_for(lambda: crew.client.scheduler_info()["workers"])
            pids = scheduler.pid, worker.pid
            idle = waited(worker.pid, pids)
            before, begun = looked(worker.pid, pids), time.monotonic()
            grade(course, crew=crew)
            after, passed = looked(worker.pid, pids), time.monotonic() - begun
    rows = zip(after, before, idle, strict=True)
    return Spent(*(now - then - passed * rate for now, then, rate in rows))


def looked(worker: int, pids: tuple[int, int]) -> list[float]:
    """Return what this process, others and all below a worker have computed."""
    return [time.process_time(), *map(own, pids), below(worker)]


def waited(worker: int, pids: tuple[int, int]) -> list[float]:
    """Return what all of them compute in a second in which there is nothing to do."""
    time.sleep(SETTLED)
    before, begun = looked(worker, pids), time.monotonic()
    time.sleep(WAITED)
    passed = time.monotonic() - begun
    after = looked(worker, pids)
    return [(now - then) / passed for now, then in zip(after, before, strict=True)]


def own(pid: int) -> float:
    """Return what a process has computed, without its children."""
    return seconds(pid)[0]


def below(pid: int) -> float:
    """Return what all processes below one have computed, those that ended as well."""
    return sum(sum(seconds(child)) for child in descendants(pid))


def seconds(pid: int) -> tuple[float, float]:
    """Return what a process and its children that have ended computed."""
    with suppress(OSError):
        text = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
        user, system, of_children, system_of_children = map(
            int, text.rsplit(")")[1].split()[11:15]
        )
        return (user + system) / TICKS, (of_children + system_of_children) / TICKS
    return 0.0, 0.0


def descendants(pid: int) -> Iterator[int]:
    """Yield the processes below one."""
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in map(int, task.read_text(encoding="ascii").split()):
                yield child
                yield from descendants(child)


def sizes(course: Course, name: str) -> Sizes:
    """Count what crossed the network for a class that was graded."""
    afar = Afar(Grader(Setup(course.root, Path(), "full")), None, None)
    students = sorted(path.name for path in course.submitted.iterdir())
    parcels = [afar.parcel(Unit(name, student)) for student in students]
    proof, shared = afar.parcel(Unit(name))
    written = [
        *course.results.glob("*/*.json"),
        *course.autograded.glob("*/*/*.ipynb"),
    ]
    return Sizes(
        sent=sum(len(pickle.dumps(parcel)) for parcel, _ in parcels) / len(parcels),
        returned=sum(path.stat().st_size for path in written) / len(parcels),
        shared=sum(map(len, shared.values())) + len(pickle.dumps(proof)),
    )


def finishing(course: Course, name: str) -> float:
    """Return the seconds in which a class's graded notebooks are read and written."""
    (released_at,) = course.release.glob(f"{name}/*.ipynb")
    released = notebook_file.read(released_at)
    begun = time.process_time()
    for path in course.autograded.glob(f"*/{name}/*.ipynb"):
        text, handed_in = path.read_text("utf-8"), path.parent.parent.name
        found = record.last(course.results, handed_in, name)
        own = course.submitted / handed_in / name / path.name
        notebook = nbformat.reads(text, as_version=4)
        graded_notebook.write(course.autograded, notebook, released, own, found)
    return time.process_time() - begun


if __name__ == "__main__":
    raise SystemExit(main())
