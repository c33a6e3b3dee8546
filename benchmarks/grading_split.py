"""Where the time of our grading goes: processor seconds of each part, per submission.

    python -m benchmarks.grading_split COURSE

It grades a class in this process, with a clock around each part; the time of student
code is read from the system when its process ends. The first submission is left out:
it pays for what is done once. Memory is what it is after the last one.
"""

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from benchmarks.grading_many import descendants, megabytes
from grading import grade
from grading.course import Course
from grading.found import record
from grading.results import graded_notebook, ledger, outcome
from grading.run import examine, graders, looked
from grading.run.packages import INSTALLED
from grading.sandbox import warm
from grading.sandbox.protocol import Channel
from grading.submitted import submission

NANOSECONDS = 1e9
# Module, function, what it is called here.
PARTS = (
    (submission, "read", "read and compare the file"),
    (examine, "guarded", "probes: ask, expect, compare"),
    (examine, "run", "cells and probes: the grader's side"),
    (looked, "with_places", "look where mistakes stand: the grader's side"),
    (outcome, "as_record", "put the record together"),
    (graded_notebook, "write", "write the graded notebook"),
    (record, "write", "write the record"),
    (ledger, "enter_all", "enter in the gradebook"),
)
STUDENT = "cells and probes: the student's process"
PROCESSES = "processes of student code (number)"
EXCHANGES = "messages to the student's process (number)"
WAITING = "waiting for its answers, by the clock on the wall"


def clocked(
    function: Callable,
    spent: Counter,
    name: str,
    clock: Callable[[], float] = time.process_time,
) -> Callable:
    """Return a function that adds its time to a counter: by default a processor's."""

    def call(*args: Any, **options: Any) -> Any:
        start = clock()
        try:
            return function(*args, **options)
        finally:
            spent[name] += clock() - start

    return call


def watched(spent: Counter) -> None:
    """Count the messages to student code, and clock the wait for what it answers."""
    write = Channel.write

    def counted(channel: Channel, frame: bytes, until: float | None = None) -> None:
        spent[EXCHANGES] += 1 / 1000
        write(channel, frame, until)

    Channel.write = counted
    Channel.read = clocked(Channel.read, spent, WAITING, time.monotonic)


def main(argv: list[str]) -> int:
    """Grade a class and print the seconds of each part as JSON."""
    spent: Counter = Counter()
    for module, name, label in PARTS:
        setattr(module, name, clocked(getattr(module, name), spent, label))
    watched(spent)
    # What grades is a copy of this process otherwise, and clocks for itself.
    graders.COPIES = False
    real = warm.Lease.end

    def end(lease: warm.Lease) -> None:
        spent[STUDENT] += seconds_of(lease.pid)
        spent[PROCESSES] += 1 / 1000
        real(lease)

    warm.Lease.end = end
    first: Counter = Counter()
    whole = [0.0, 0.0]

    memory: Counter = Counter()

    def progress(one: record.Record, total: int) -> None:
        if not first:
            first.update(spent)
            whole[0] = time.process_time()
        whole[1] = time.process_time()
        memory.clear()
        for name, size in sizes():
            memory[name] += size

    course = Course.open(Path(argv[0]))
    done = grade.grade(course, edition=INSTALLED, progress=progress)
    spent["the grader's process, all in all"] = whole[1] - whole[0]
    more = done.graded - 1
    seconds = {part: (spent[part] - first[part]) / more for part in spent}
    print(json.dumps({"seconds": seconds, "megabytes": memory}))
    return 0


def sizes() -> Iterator[tuple[str, int]]:
    """Yield the memory of a worker, which this process is, and of what it starts."""
    yield "worker", megabytes(os.getpid(), "Pss")
    for pid, name in descendants(os.getpid()):
        # A process of student code may have ended by now.
        with suppress(OSError, ValueError):
            yield name, megabytes(pid, "Pss")


def seconds_of(pid: int) -> float:
    """Return how long a process has used a processor."""
    times = Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii")
    return int(times.split()[0]) / NANOSECONDS


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
