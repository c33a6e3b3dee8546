import gc
import os
import signal
import subprocess
import sys

import numpy as np
import pytest

from grading.sandbox.closed_set import CodecError
from grading.sandbox.library import OWN
from grading.sandbox.remote import Child, Stopped
from grading.sandbox.remote_calls import RemoteRunner
from grading.sandbox.warm import StartError, Warm

LOOP = {"do": "run", "source": "while True: pass", "label": "loop"}
DEFINE = {"do": "run", "source": "def f(x): return 2 * x", "label": "f"}

linux = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")


@pytest.fixture
def child(library):
    with Child(library) as one:
        yield one


def test_a_child_answers(child):
    answer = child.request(DEFINE, 20.0)
    assert answer["raised"] is None
    assert RemoteRunner(child, "f").call((3,)).value == 6


@linux
def test_a_child_is_gone_when_it_is_left(library, alive):
    with Child(library) as child:
        assert alive(child.pid)
    assert not alive(child.pid)


@linux
def test_a_child_is_gone_when_it_is_forgotten(library, alive):
    child = Child(library)
    pid = child.pid
    del child
    gc.collect()
    assert not alive(pid)


@linux
def test_a_child_is_gone_when_an_exception_leaves_it(library, alive):
    with pytest.raises(KeyboardInterrupt), Child(library) as child:
        raise KeyboardInterrupt
    assert not alive(child.pid)


@linux
def test_a_looping_child_is_gone_when_the_grader_is_killed(
    library, alive, ends, tmp_path
):
    grader = subprocess.Popen(
        [sys.executable, "-c", GRADER, str(library)],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
    )
    with grader:
        pid = int(grader.stdout.readline())
        assert alive(pid)
        grader.send_signal(signal.SIGKILL)
    assert ends(pid)


GRADER = """
import sys
from pathlib import Path
from grading.sandbox.remote import Child
child = Child(Path(sys.argv[1]))
print(child.pid, flush=True)
child.request({"do": "run", "source": "while True: pass", "label": "a"}, 60.0)
"""


@linux
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_fork_of_the_grader_leaves_the_child_alone(child, alive):
    pid = os.fork()
    if pid == 0:
        child.stop()
        os._exit(0)
    os.waitpid(pid, 0)
    assert alive(child.pid)
    assert child.request(DEFINE, 20.0)["raised"] is None


def test_the_time_is_kept_outside(child):
    with pytest.raises(Stopped) as stopped:
        child.request(LOOP, 0.5)
    assert stopped.value.limit == "time"


def test_a_dead_child_stays_dead(child):
    with pytest.raises(Stopped):
        child.request(LOOP, 0.5)
    with pytest.raises(Stopped) as stopped:
        child.request(DEFINE, 20.0)
    assert stopped.value.limit == "crash"
    assert RemoteRunner(child, "f").call((1,)).limit == "crash"
    assert RemoteRunner(child, "f").describe().name == "f"


def test_stopping_twice_does_nothing(child):
    child.stop()
    child.stop()


def test_an_input_outside_the_closed_set_is_the_graders_error(child):
    child.request(DEFINE, 20.0)
    with pytest.raises(CodecError, match="a set, expected a value of the closed set"):
        RemoteRunner(child, "f").call(({1},))
    assert RemoteRunner(child, "f").call((1,)).value == 2


class Counting:
    """Counts its calls."""

    calls = 0

    def __call__(self):
        self.calls += 1
        return self.calls


def test_what_a_function_notes_of_one_call_does_not_count_in_the_next(child):
    source = "def twice(count):\n    count()\n    return count()\n"
    child.request({**DEFINE, "source": source}, 20.0)
    runner, count = RemoteRunner(child, "twice"), Counting()
    assert [runner.call((count,)).value for _ in range(2)] == [2, 2]


def test_an_input_that_is_too_large_is_the_graders_error(child):
    with pytest.raises(CodecError, match="size of the frame"):
        RemoteRunner(child, "f").call((np.zeros(2**24),))


def test_a_library_without_the_process_is_a_start_error(tmp_path):
    with pytest.raises(StartError, match=f"No module named '{OWN}'"):
        Child(tmp_path)


def test_an_interpreter_that_is_not_there_is_a_start_error(library, monkeypatch):
    monkeypatch.setattr(sys, "_base_executable", "/no/such/python")
    with pytest.raises(StartError, match="did not start"):
        Warm(library, "process")


def test_a_failed_start_leaves_no_directory_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(StartError):
        Child(tmp_path / "no library", level="process")
    assert list(tmp_path.iterdir()) == []


def test_many_children_leave_no_descriptor_open(library):
    before = set(os.listdir("/dev/fd"))
    for _ in range(3):
        with Child(library) as child:
            child.request(DEFINE, 20.0)
    assert len(os.listdir("/dev/fd")) == len(before)
