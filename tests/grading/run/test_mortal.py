"""What is computed with a student's answer has limits, and a process may die of it."""

import os
import resource
import signal
import subprocess
import sys
import time
from functools import partial

import numpy as np
import pytest

from grading.run import forked, mortal
from grading.run.mortal import FILE, weighing
from grading.run.unit import Unit, without
from grading.run.workers import Lost, Pool

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")

TASKS = """
import os, signal, time
from grading.run.mortal import weighing

def work(task):
    with weighing("half"):
        if task == "crashes":
            os.kill(os.getpid(), signal.SIGSEGV)
        if task == "computes":
            sum(range(10**12))
        if task == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        if task == "takes":
            try:
                bytearray(4 << 30)
            except MemoryError:
                return "refused"
    return task

def prepare():
    return work
"""


@pytest.fixture
def pool(tmp_path, monkeypatch):
    """One worker that is a copy of this process, with a second for each task."""
    folder = tmp_path / "modules"
    folder.mkdir()
    (folder / "weighing_tasks.py").write_text(TASKS, encoding="utf-8")
    monkeypatch.syspath_prepend(folder)
    monkeypatch.delitem(sys.modules, "weighing_tasks", raising=False)
    monkeypatch.setattr(mortal, "SECONDS", 1)
    import weighing_tasks

    def otherwise(task, lost):
        seen.append((task, lost))
        return f"without {task}" if lost.is_own_doing else None

    seen = []
    with Pool(weighing_tasks.prepare, 1, tmp_path, forked.started, otherwise) as found:
        found.seen = seen
        yield found


def test_worker_that_dies_of_what_it_weighs_goes_on_without_it(pool):
    done = dict(pool.completed(["one", "crashes", "computes", "killed", "two"]))
    assert done.pop("killed") == Lost(-signal.SIGKILL, "half")
    assert {*done.values()} == {"one", "two", "without crashes", "without computes"}
    assert dict(pool.seen)["crashes"] == Lost(-signal.SIGSEGV, "half")
    assert dict(pool.seen)["computes"] == Lost(-signal.SIGXCPU, "half")


def test_too_much_memory_is_an_error_and_no_death(pool):
    done = dict(pool.completed(["takes", "one"]))
    assert (done, pool.seen) == ({"takes": "refused", "one": "one"}, [])


def test_worker_that_is_a_copy_ends_with_the_one_that_started_it(tmp_path):
    text = (
        "import os\n"
        "from pathlib import Path\n"
        "from grading.run import forked\n"
        f"worker = forked.started(None, Path({str(tmp_path)!r}))\n"
        "print(worker.process.pid, flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True)
    pid = int(done.stdout)
    for _ in range(200):
        if not os.path.exists(f"/proc/{pid}") or "Z" in status(pid):
            return
        time.sleep(0.05)
    pytest.fail(f"process {pid} is still there")


def status(pid):
    """Return the line of the state of a process, if it is still there."""
    try:
        with open(f"/proc/{pid}/status", encoding="utf-8") as lines:
            return next(line for line in lines if line.startswith("State"))
    except OSError:
        return "Z"


def test_what_is_weighed_elsewhere_has_a_ceiling_of_memory_that_is_taken_away():
    before = resource.getrlimit(resource.RLIMIT_AS)
    with pytest.raises(MemoryError), weighing("half"):
        np.ones(mortal.ROOM // 4)
    assert resource.getrlimit(resource.RLIMIT_AS) == before
    assert resource.getrlimit(resource.RLIMIT_CPU)[0] == resource.RLIM_INFINITY


OWN = partial(Lost, -signal.SIGSEGV)


@pytest.mark.parametrize(
    ("unit", "lost", "beyond"),
    [
        (Unit("02", "ada"), OWN("half"), ("half",)),
        (Unit("02", "ada", beyond=("half",)), OWN("double"), ("half", "double")),
        (Unit("02", "ada"), OWN(FILE), (FILE,)),
        (Unit("02", "ada", beyond=("half",)), OWN("half"), None),
        (Unit("02", "ada"), OWN(""), None),
        (Unit("02"), OWN("half"), None),
        (Unit("02", "ada"), Lost(-signal.SIGKILL, "half"), None),
        (Unit("02", "ada"), Lost(3, "half"), ("half",)),
    ],
)
def test_only_what_killed_a_process_by_itself_is_left_out(unit, lost, beyond):
    found = without(unit, lost)
    assert (found and found.beyond) == beyond
