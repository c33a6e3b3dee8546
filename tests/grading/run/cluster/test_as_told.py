"""The guide's section on many machines, typed line by line as a new user would."""

import re
import shlex
import socket
import subprocess
import sys

import pytest

from grading.course import CHECKOUT
from tests import dask_cluster
from tests.dask_cluster import class_of_slopes
from tests.waiting import SECONDS

pytestmark = [
    pytest.mark.long,
    *dask_cluster.NEEDED,
]
GUIDE = (CHECKOUT / "grading" / "GUIDE.md").read_text(encoding="utf-8")
SECTION = GUIDE.split("## On many machines\n")[1].split("\n## ")[0]
LINES = "\n".join(re.findall(r"```\n(.*?)```", SECTION, re.DOTALL)).split("\n")


def words_of(line, names):
    """Return a line as it is typed where machines have other names."""
    for name, other in names.items():
        line = line.replace(name, other)
    program, *words = shlex.split(line)
    if program in ("dask", "python"):
        own = ["-m", "dask"] if program == "dask" else []
        return [sys.executable, *own, *words]
    return [program, *words]


def test_every_line_does_what_is_said(released_course, tmp_path):
    course = class_of_slopes.hand_in(released_course, tmp_path / "class")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    names = {"grader": "127.0.0.1", "8786": port, "../class": str(course.root)}
    typed = [words_of(line, names) for line in LINES if line]
    assert [words[0] == "openssl" for words in typed] == [True] * 3 + [False] * 3
    *made, scheduler, worker, grade = typed
    keys = tmp_path / "keys"
    keys.mkdir()
    for words in made:
        subprocess.run(words, cwd=keys, check=True, capture_output=True)
    running = []
    try:
        for words in (scheduler, worker):
            told = {"cwd": keys, "stdout": subprocess.DEVNULL}
            running.append(subprocess.Popen(words, stderr=subprocess.STDOUT, **told))
        done = subprocess.run(grade, cwd=keys, capture_output=True, text=True)
    finally:
        for process in reversed(running):
            process.terminate()
            process.wait(SECONDS)
    assert done.returncode == 0, done.stderr
    assert f"Graded {len(class_of_slopes.STUDENTS)} submissions" in done.stdout
    assert re.match(rf"\d workers? with \d threads? at tls://127.*:{port}", done.stdout)
