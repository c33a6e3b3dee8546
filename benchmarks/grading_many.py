"""A thousand submissions of one notebook in one run: nothing is lost, nothing grows.

    python -m benchmarks.grading_many [--students 1000] [--notebook 02] [--jobs 2]

It prints the memory of the process that hands out work, of those that grade, and of
the warm processes of student code, at the start, in the middle and at the end.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from benchmarks import big_class
from grading.course import Course
from grading.found.record import Record
from grading.grade import grade
from grading.results import gradebook
from grading.run.cores import cores

MEGABYTE = 1 << 20


def main(argv: Sequence[str] | None = None) -> int:
    """Grade a large class and print what it took."""
    found = argparse.ArgumentParser(prog="python -m benchmarks.grading_many")
    found.add_argument("--students", type=int, default=1000)
    found.add_argument("--notebook", default="02")
    found.add_argument("--jobs", type=int, default=cores())
    arguments = found.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        course = big_class.released(Path(folder) / "course")
        name = big_class.hand_in(course, arguments.notebook, arguments.students)
        return graded(course, name, arguments.students, arguments.jobs)


def graded(course: Course, name: str, students: int, jobs: int) -> int:
    """Grade all and compare what is there with what should be."""
    start, looks = time.monotonic(), {1, students // 2, students}
    seen: list[str] = []

    def progress(record: Record, total: int) -> None:
        seen.append(record.student)
        if len(seen) in looks:
            print(f"after {len(seen)}: {memory()}", flush=True)

    done = grade(course, workers=jobs, progress=progress)
    seconds = time.monotonic() - start
    print(f"{done.graded} graded in {seconds:.0f} s, {done.graded / seconds:.2f}/s")
    with gradebook.opened(course) as book:
        entered = len(book.assignment_submissions(name))
    records = len(list(course.results.glob("*/*.json")))
    again = grade(course, workers=jobs)
    print(
        f"graded once: {len(set(seen)) == len(seen) == students}; "
        f"records {records}, in the gradebook {entered}, faults {len(done.faults)}; "
        f"a second run grades {again.graded}"
    )
    kept = len(set(seen)) == len(seen) == records == entered == students
    return 0 if kept and not again.graded else 1


def memory() -> str:
    """Say how much memory each process has; what is shared is divided."""
    found = [f"coordinator {megabytes(os.getpid(), 'Rss')} MB"]
    for pid, name in descendants(os.getpid()):
        # A process of student code may have ended by now.
        with suppress(OSError, ValueError):
            found.append(f"{name} {megabytes(pid, 'Pss')} MB")
    return ", ".join(found)


def descendants(pid: int) -> Iterator[tuple[int, str]]:
    """Yield the processes below one, with what they are."""
    children = ""
    with suppress(OSError):
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    for child in map(int, children.split()):
        if name := kind(child):
            yield child, name
        yield from descendants(child)


def kind(pid: int) -> str:
    """Say what a process is; of what is neither or has ended, nothing."""
    command = b""
    with suppress(OSError):
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    if b"grading.run.workers" in command:
        return "worker"
    is_wrapper = b"bwrap" in command.split(b"\0")[0]
    return "student code" if b"zygote" in command and not is_wrapper else ""


def megabytes(pid: int, what: str) -> int:
    """Read how much memory a process has: all of it (Rss), or its share (Pss)."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    (kilobytes,) = (line.split()[1] for line in lines if line.startswith(f"{what}:"))
    return int(kilobytes) * 1024 // MEGABYTE


if __name__ == "__main__":
    raise SystemExit(main())
