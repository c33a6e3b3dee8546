"""What stock nbgrader gives for the same files, each in a run and a process of its own.

It runs student code with the rights of whoever grades, so attacks on the machine itself
are left out.
"""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sysconfig
from pathlib import Path

from grading.course import CONFIG, Course
from grading.results import gradebook

from .attack import NAME

OUR_ENGINE = "nbgrader_engine.install()"
SECONDS = 120
SECONDS_PER_CELL = 5


def copied(course: Course, folder: Path) -> Course:
    """Copy a released course, and let nbgrader run notebooks in it itself."""
    shutil.copytree(course.root, folder)
    path = folder / CONFIG
    text = path.read_text(encoding="utf-8")
    assert OUR_ENGINE in text
    slow = re.sub(r"timeout = \d+", f"timeout = {SECONDS_PER_CELL}", text)
    path.write_text(slow.replace(OUR_ENGINE, ""), encoding="utf-8")
    return Course.open(folder)


def score(own: Course, student: str, text: bytes) -> str:
    """Grade one file with nbgrader; return the score, or what happened instead."""
    folder = own.root
    path = own.submitted / student / NAME / f"{NAME}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_bytes(text)
    try:
        said = autograded(folder, student)
        with gradebook.opened(own) as book:
            rows = book.submission_dicts(NAME)
        found = [row["score"] for row in rows if row["student"] == student]
        graded = list(own.autograded.glob(f"{student}/*/*.ipynb"))
        return f"{found[0]:g}" if found and graded else f"no grade: {said}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def autograded(folder: Path, student: str) -> str:
    """Run nbgrader; return how it ended, if not well."""
    scripts = sysconfig.get_path("scripts")
    words = [os.path.join(scripts, "nbgrader"), "autograde", NAME]
    words += ["--student", student]
    path = os.pathsep.join([scripts, os.environ["PATH"]])
    with subprocess.Popen(
        words,
        cwd=folder,
        env={**os.environ, "PATH": path, "TMPDIR": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            said = process.communicate(timeout=SECONDS)[1].decode(errors="replace")
        except subprocess.TimeoutExpired:
            said = f"stopped after {SECONDS} s"
        finally:
            # What it has started and left; kernels are in groups of their own.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    if process.returncode < 0 and not said.startswith("stopped"):
        return f"nbgrader was killed ({process.returncode})"
    errors = re.findall(r"^\w*(?:Error|Exception)\b", said, re.M)
    return errors[-1] if errors else said.strip().splitlines()[-1][:60] if said else ""
