"""Our grading beside `nbgrader autograde`: the same class, the same scores, one thread.

    python -m benchmarks.grading [--rounds 5] [--students 8] [--notebooks 02 04]

Both run in turn, in processes of their own, on one core, and find what Python has
compiled before. What is compared is the processor time of all processes together: it
hardly depends on what else the machine does. Each runs a small class and a larger one,
so that what a run costs once and what each submission costs more can be told apart.
Then comes where our time goes.
"""

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks import big_class
from grading.course import Course
from grading.results import gradebook
from grading.sandbox.warm import THREADS

SMALL = 2
# Where it is set, every process compiles all that it imports.
NOT_KEPT = ("PYTHONDONTWRITEBYTECODE",)
ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Cost:
    """What one run took: seconds of all processors, for a number of submissions."""

    seconds: float
    students: int
    scores: dict[str, float]


@dataclass(frozen=True)
class Round:
    """A small and a larger class, graded by one program."""

    small: Cost
    large: Cost

    @property
    def each(self) -> float:
        """Seconds for each submission more."""
        more = self.large.students - self.small.students
        return (self.large.seconds - self.small.seconds) / more


def main(argv: Sequence[str] | None = None) -> int:
    """Run the rounds and print the ratios."""
    arguments = parser().parse_args(argv)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    shown = Console(width=100, highlight=False)
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        course = big_class.released(Path(folder) / "course")
        for number in arguments.notebooks:
            rounds = []
            # Once for what is compiled, and what is remembered of this machine.
            stock(course, number, 1), own(course, number, 1)
            for turn in range(arguments.rounds):
                rounds.append(both(course, number, arguments.students))
                shown.print(f"notebook {number}, round {turn + 1}: {line(rounds[-1])}")
            shown.print(table(number, rounds))
            found = split(course, number)
            shown.print(split_table(number, found["seconds"]))
            sizes = [f"{name} {size} MB" for name, size in found["megabytes"].items()]
            shown.print(f"Memory, what is shared divided: {', '.join(sizes)}")
    return 0


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    found = argparse.ArgumentParser(prog="python -m benchmarks.grading")
    found.add_argument("--rounds", type=int, default=5)
    found.add_argument("--students", type=int, default=8)
    found.add_argument("--notebooks", nargs="+", default=["02", "04"])
    return found


def both(course: Course, number: str, students: int) -> tuple[Round, Round]:
    """Grade a small and a larger class with both programs; the scores must agree."""
    theirs = Round(*(stock(course, number, n) for n in (SMALL, students)))
    # Ours needs a larger class before its times can be told from noise.
    ours = Round(*(own(course, number, n) for n in (SMALL, 4 * students)))
    common = {who: ours.large.scores[who] for who in theirs.large.scores}
    if common != theirs.large.scores:
        raise AssertionError(f"{theirs.large.scores} by nbgrader, {common} by us")
    return theirs, ours


def stock(course: Course, number: str, students: int) -> Cost:
    """Let nbgrader grade a class."""
    with copied(course) as one:
        big_class.leave_to_nbgrader(one)
        name = big_class.hand_in(one, number, students)
        program = Path(sysconfig.get_path("scripts")) / "nbgrader"
        seconds = processor_seconds([str(program), "autograde", name], one.root)
        with gradebook.opened(one) as book:
            found = book.submission_dicts(name)
        return Cost(seconds, students, {row["student"]: row["score"] for row in found})


def own(course: Course, number: str, students: int) -> Cost:
    """Let our engine grade a class, in one process."""
    with copied(course) as one:
        big_class.hand_in(one, number, students)
        words = ["-m", "grading", "grade", "--course", str(one.root), "--jobs", "1"]
        seconds = processor_seconds([sys.executable, *words], ROOT)
        found = [json.loads(p.read_text()) for p in one.results.glob("*/*.json")]
        return Cost(seconds, students, {row["student"]: row["score"] for row in found})


@contextmanager
def copied(course: Course) -> Iterator[Course]:
    """Copy a course for the length of a block."""
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        shutil.copytree(course.root, Path(folder) / "course")
        yield Course.open(Path(folder) / "course")


def processor_seconds(words: Sequence[str], folder: Path) -> float:
    """Run a command; return the processor time of it and all its descendants."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    path = os.pathsep.join([sysconfig.get_path("scripts"), os.environ["PATH"]])
    threads = {f"{name}_NUM_THREADS": "1" for name in THREADS}
    kept = {name: one for name, one in os.environ.items() if name not in NOT_KEPT}
    subprocess.run(
        words,
        cwd=folder,
        env={**kept, **threads, "PATH": path},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return sum(getattr(after, x) - getattr(before, x) for x in ("ru_utime", "ru_stime"))


def line(found: tuple[Round, Round]) -> str:
    """Say what one round came to."""
    theirs, ours = found
    return (
        f"nbgrader {theirs.each:.2f} s for each submission, ours {ours.each:.3f} s: "
        f"{theirs.each / ours.each:.1f} times"
    )


def table(number: str, rounds: Sequence[tuple[Round, Round]]) -> Table:
    """Return the medians of all rounds."""
    found = Table(title=f"Notebook {number}, medians of {len(rounds)} rounds, CPU s")
    for head in ("", "nbgrader", "ours", "ratio"):
        found.add_column(head, justify="right" if head else "left")
    for label, value in (
        ("each submission", lambda one: one.each),
        ("what a run costs once", lambda one: one.small.seconds - SMALL * one.each),
        ("a class of 30", lambda one: one.small.seconds + (30 - SMALL) * one.each),
        ("a class of 300", lambda one: one.small.seconds + (300 - SMALL) * one.each),
    ):
        theirs, ours = (
            statistics.median(value(pair[i]) for pair in rounds) for i in (0, 1)
        )
        numbers = f"{theirs:.2f}", f"{ours:.3f}", f"{theirs / ours:.1f}"
        found.add_row(label, *numbers)
    return found


def split(course: Course, number: str) -> dict[str, dict[str, float]]:
    """Measure, in a process of its own, where our time goes, and how large it is."""
    with copied(course) as one:
        big_class.hand_in(one, number, 12)
        words = [sys.executable, "-m", "benchmarks.grading_split", str(one.root)]
        done = subprocess.run(words, cwd=ROOT, stdout=subprocess.PIPE, check=True)
        return json.loads(done.stdout)


def split_table(number: str, parts: dict[str, float]) -> Table:
    """Show where our time goes."""
    found = Table(title=f"Notebook {number}: where our time goes, CPU ms a submission")
    found.add_column("part")
    found.add_column("ms", justify="right")
    for part, seconds in parts.items():
        found.add_row(part, f"{1000 * seconds:.1f}")
    return found


if __name__ == "__main__":
    raise SystemExit(main())
