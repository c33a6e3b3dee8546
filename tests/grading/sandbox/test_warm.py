"""The warm process: what is forked from it is fresh, and everything ends in the end."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from grading.sandbox import interpreter, landlock, warm
from grading.sandbox.remote import Child
from grading.sandbox.remote_calls import RemoteRunner
from grading.sandbox.session import Session
from grading.sandbox.warm import StartError, Warm

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")
DEFINE = {"do": "run", "source": "def f(x): return 2 * x", "label": "f"}


def test_one_process_serves_all_submissions_of_a_notebook(library, level):
    first = warm.warm(library, level)
    with Child(library, level=level), Child(library, level=level):
        assert warm.warm(library, level) is first


def test_random_numbers_are_not_those_of_the_submission_before(library, level):
    source = (
        "import random, numpy as np\n"
        "def f(): return [random.random(), np.random.rand(), np.random.default_rng()"
        ".random()]"
    )
    drawn = []
    for _ in range(2):
        with Session(library, level=level) as session:
            session.run(source, "cell")
            drawn += session.runner("f").call(()).value
    assert len(set(drawn)) == 6


# In an order in which none hinders the next: change, and what shows it.
CHANGES = {
    "a figure": ("plt.figure()", "plt.get_fignums() != []"),
    "the linecache": ("linecache.cache['a'] = 1", "'a' in linecache.cache"),
    "a signal": ("signal.signal(2, signal.SIG_IGN)", "signal.getsignal(2)==1"),
    "path": ("sys.path.append('x')", "'x' in sys.path"),
    "environment": ("os.environ['A'] = 'b'", "'A' in os.environ"),
    "a builtin": ("builtins.hex = None", "builtins.hex is None"),
    "a module": ("sys.modules['math'] = None", "sys.modules['math'] is None"),
    "print options": (
        "np.set_printoptions(3)",
        "np.get_printoptions()['precision']==3",
    ),
    "numpy": ("np.mean = None; np.seterr(all='raise')", "np.mean is None"),
    "import hook": ("sys.meta_path.clear()", "not sys.meta_path"),
}
LOOK = (
    "import builtins, linecache, os, signal, sys\n"
    "import numpy as np, matplotlib.pyplot as plt\n"
    f"def f(): return [{', '.join(seen for _, seen in CHANGES.values())}]"
)


@pytest.mark.every_python
def test_nothing_of_one_submission_is_there_in_the_next(library):
    look = {"do": "run", "source": LOOK, "label": "look"}
    with Child(library) as one:
        assert one.request(look, 20.0)["raised"] is None
        for name, (change, _) in CHANGES.items():
            done = one.request({"do": "run", "source": change, "label": name}, 20.0)
            assert done["raised"] is None, name
        assert all(RemoteRunner(one, "f").call(()).value)
        with Child(library) as next_one:
            next_one.request(look, 20.0)
            seen = RemoteRunner(next_one, "f").call(()).value
    left = dict(zip(CHANGES, seen, strict=True))
    assert [name for name, there in left.items() if there is not False] == []


@pytest.mark.every_python
@pytest.mark.parametrize("how", ["nohup", "ignored", "blocked"])
def test_signals_are_the_usual_ones_whatever_the_callers_are(library, how):
    usual = (
        "import signal\n"
        "def f():\n"
        "    found = signal.getsignal(2), signal.getsignal(1), signal.getsignal(15)\n"
        "    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, ())\n"
        "    return str(found), len(blocked)\n"
    )
    program = (
        "import pathlib, signal, sys\n"
        "from grading.sandbox.session import Session\n"
        "if sys.argv[2] == 'blocked':\n"
        "    signal.pthread_sigmask(signal.SIG_BLOCK, {2, 15})\n"
        "elif sys.argv[2] == 'ignored':\n"
        "    for number in (2, 15): signal.signal(number, signal.SIG_IGN)\n"
        "with Session(pathlib.Path(sys.argv[1])) as session:\n"
        "    session.run(sys.argv[3], 'a')\n"
        "    print(session.runner('f').call(()).value)\n"
    )
    words = [sys.executable, "-c", program, str(library), how, usual]
    if how == "nohup":  # as a shell starts a job in the background
        words = ["sh", "-c", 'nohup "$@" & wait', "sh", *words]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert "default_int_handler" in done.stdout
    assert done.stdout.count("SIG_DFL") == 2 and done.stdout.strip().endswith(", 0)")


def test_a_process_sees_no_other_and_no_network(library, full):
    source = "import socket\ndef f(): return socket.if_nameindex()"
    with Session(library, level=full) as session:
        session.run("import os\ndef g(): return os.getpid(), os.getppid()", "a")
        assert session.runner("g").call(()).value == (1, 0)
        session.run(source, "b")
        assert session.runner("f").call(()).raised.type in (
            "OSError",
            "PermissionError",
        )
        session.run("def h(): return os.listdir('/proc')", "c")
        assert session.runner("h").call(()).raised.type == "PermissionError"


def test_private_space_is_small_and_gone_with_the_process(library, full):
    source = (
        "import os\n"
        "def f():\n"
        "    for n in range(100):\n"
        "        with open(str(n), 'wb') as file: file.write(bytes(2**20))\n"
    )
    with Session(library, level=full) as session:
        session.run(source, "a")
        raised = session.runner("f").call(()).raised
        assert (raised.type, "No space left" in raised.text) == ("OSError", True)
        session.run("def g(): return len(os.listdir())", "b")
        assert session.runner("g").call(()).value > 50
        session.stop()
        assert session.runner("g").call(()).value == 0


def test_threads_are_allowed_but_not_without_end(library):
    source = (
        "import threading, time\n"
        "def f(n):\n"
        "    threads = [threading.Thread(target=time.sleep, args=(100,), daemon=True)"
        " for _ in range(n)]\n"
        "    for one in threads: one.start()\n"
        "    return n"
    )
    with Session(library) as session:
        session.run(source, "a")
        assert session.runner("f").call((8,)).value == 8
        answer = session.runner("f").call((10**4,))
        assert answer.limit or answer.raised.type in ("RuntimeError", "MemoryError")


def test_a_killed_warm_process_costs_nothing_and_is_replaced(library, level):
    with Session(library, level=level) as session:
        session.run("def f(x): return 2 * x", "a")
        one = warm.warm(library, level)
        for pidfd in one.pidfds:
            warm.kill(pidfd)
        assert session.runner("f").call((2,)).value == 4
        assert warm.warm(library, level) is not one


def test_a_warm_process_outlives_the_thread_that_started_it(library, level):
    found = []
    thread = threading.Thread(target=lambda: found.append(Warm(library, level)))
    thread.start()
    thread.join()
    ours, theirs = socket.socketpair()
    with ours, theirs:
        lease = found[0].lease(theirs)
        lease.end()
    found[0].end()


def test_threads_can_lease_at_the_same_time(library, level):
    def doubled(x):
        with Child(library, level=level) as child:
            child.request(DEFINE, 20.0)
            return RemoteRunner(child, "f").call((x,)).value

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(doubled, range(12))) == [2 * x for x in range(12)]


def test_a_process_whose_library_is_gone_ends(library, tmp_path, alive):
    shutil.copytree(library, tmp_path / "02", symlinks=True)
    one = warm.warm(tmp_path / "02", "process")
    assert alive(one.process.pid)
    shutil.rmtree(tmp_path / "02")
    warm.end_those_without_library()
    assert not alive(one.process.pid)


def test_a_process_that_has_ended_gives_no_lease(library):
    one = Warm(library, "process")
    one.end()
    one.end()
    with pytest.raises(StartError, match="has ended"):
        one.lease(None)


GRADER = """
import sys
from pathlib import Path
from grading.sandbox import warm
from grading.sandbox.remote import Child
child = Child(Path(sys.argv[1]), level=sys.argv[2])
one = warm.warm(Path(sys.argv[1]), sys.argv[2])
print(child.pid, one.process.pid, flush=True)
child.request({"do": "run", "source": "while True: pass", "label": "a"}, 60.0)
"""


def test_when_the_grader_is_killed_nothing_is_left_running(
    library, level, ends, tmp_path
):
    words = [sys.executable, "-c", GRADER, str(library), level]
    own = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=own) as grader:
        pids = [int(word) for word in grader.stdout.readline().split()]
        grader.send_signal(signal.SIGKILL)
    assert len(pids) == 2
    assert all(ends(pid) for pid in pids)
    assert level != "full" or list(tmp_path.iterdir()) == []


def test_a_sandbox_shows_python_and_packages_and_nothing_else(library, full, tmp_path):
    with Session(library, level=full) as session:
        session.run("import os\ndef f(): return os.path.exists", "a")
        source = "def there(paths): return [p for p in paths if os.path.exists(p)]"
        session.run(source, "b")
        hidden = [Path(__file__), tmp_path, Path.home() / ".ssh", Path("/etc/passwd")]
        hidden += [Path("/sys/kernel"), Path("/proc/1"), Path("/bin"), Path("/usr/bin")]
        given = [str(one) for one in hidden if one != interpreter.executable().parent]
        assert session.runner("there").call((given,)).value == []
        seen = [str(interpreter.standard_library()[0]), str(library)]
        assert session.runner("there").call((seen,)).value == seen


def test_a_folder_without_some_of_its_folders_is_listed_and_the_rest_is_read(tmp_path):
    for name in ("a", "b", "c/d", "c/e"):
        (tmp_path / name).mkdir(parents=True)
    found = dict(landlock.parts(tmp_path, [tmp_path / "b", tmp_path / "c" / "d"]))
    assert found == {
        tmp_path: landlock.READ_DIR,
        tmp_path / "a": landlock.READ,
        tmp_path / "c": landlock.READ_DIR,
        tmp_path / "c" / "e": landlock.READ,
    }
    assert dict(landlock.parts(tmp_path / "b", [tmp_path / "b"])) == {}
    assert dict(landlock.parts(tmp_path / "b", [])) == {tmp_path / "b": landlock.READ}


def test_the_interpreter_reads_no_installed_package():
    read = interpreter.read_by_python()
    assert all(one.exists() for one in read)
    assert interpreter.executable().resolve() in read
    assert not [one for one in read if set(one.parts) & {"site-packages", "etc"}]
    home = Path(os.path.expanduser("~"))
    assert home not in read and Path("/") not in read and Path("/usr") not in read
