"""The warm process of a notebook, seen from the grader, and what is leased from it.

One is started for each library and level when it is first needed, and then kept: to
fork it takes a fraction of what it takes to start an interpreter. It ends with the
grader, in whatever way that ends.
"""

import atexit
import contextlib
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from grading.sandbox import bubblewrap, interpreter
from grading.sandbox.confinement import FULL

MEMORY = 2 << 30
START_SECONDS = 60.0
END_SECONDS = 10.0
LINE = 1 << 16
THREADS = ("OMP", "OPENBLAS", "MKL", "VECLIB_MAXIMUM", "NUMEXPR")
# A Python that was built with a shared library may need these to start.
KEPT = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH")
FLAGS = ("-I", "-S", "-B", "-X", "utf8")
BOOT = (
    "import sys; sys.path.insert(0, sys.argv[1]);"
    "from _student_process import child, zygote;"
    "zygote.serve(child.main, int(sys.argv[2]), sys.argv[3])"
)
# No notebook imports matplotlib itself, and what draws for it is silent: to have it
# there would double the memory, and the time of every fork.
BEFORE_FORK = ("numpy",)


class StartError(RuntimeError):
    """The process could not be started; this is not the student's fault."""


@dataclass
class Lease:
    """A process for one submission.

    Parameters
    ----------
    warm : Warm
        The process that forked it.
    number : int
        Its number among the processes of the warm one.
    pidfd : int or None
        A descriptor that stands for it, where the system has such.
    home : Path or None
        A folder to be removed with it.
    """

    warm: "Warm"
    number: int
    pidfd: int | None
    home: Path | None

    @property
    def pid(self) -> int:
        """Its number among the processes of the grader."""
        if self.pidfd is None:
            return self.number
        with open(f"/proc/self/fdinfo/{self.pidfd}", encoding="utf-8") as lines:
            (pid,) = (line.split()[1] for line in lines if line.startswith("Pid:"))
        return int(pid)

    def end(self) -> None:
        """Kill the process with all that it has started; remove what it leaves."""
        if os.getpid() != self.warm.owner:
            # A fork of the grader has a copy of the object, but not the process.
            return
        if self.home is not None:
            # It shares our numbers, and keeps its own until the warm one is told.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.number, signal.SIGKILL)
        if self.pidfd is not None:
            kill(self.pidfd)
            os.close(self.pidfd)
        self.warm.tell({"do": "end", "pid": self.number})
        if self.home is not None:
            shutil.rmtree(self.home, ignore_errors=True)


def kill(pidfd: int) -> None:
    """Kill a process and wait until it is dead."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        signal.pidfd_send_signal(pidfd, signal.SIGKILL)
    poll = select.poll()
    poll.register(pidfd, select.POLLIN)
    poll.poll(1000 * END_SECONDS)


class Warm:
    """One warm process.

    Parameters
    ----------
    library : Path
        The directory that student code may import from, made by `student_library`.
    level : str
        Level of isolation of what it forks.

    Raises
    ------
    StartError
        If it does not start.
    """

    def __init__(self, library: Path, level: str) -> None:
        self.library, self.level = library, level
        self.owner = os.getpid()
        self.lock = threading.Lock()
        self.running = True
        self.pidfds: list[int] = []
        # At the strongest level there is no folder of this machine to write to.
        self.home = None if level == FULL else Path(tempfile.mkdtemp(prefix="student-"))
        self.line, theirs = socket.socketpair()
        self.line.settimeout(START_SECONDS)
        with tempfile.TemporaryFile() as log, theirs:
            try:
                self.process = started(library, level, self.home, theirs, log)
            except OSError as error:
                self.abandon()
                python = interpreter.executable()
                raise StartError(f"{python} did not start: {error}") from error
            theirs.close()
            self.await_ready(log)

    def await_ready(self, log: IO[bytes]) -> None:
        """Wait for the first line."""
        try:
            reply, self.pidfds = self.hear()
            if reply != {"ready": True}:
                raise ValueError(f"it said {reply}")
        except (OSError, ValueError) as error:
            self.end()
            log.seek(0)
            said = log.read().decode(errors="replace").strip().splitlines()
            reason = said[-1] if said else f"{type(error).__name__}: {error}"
            raise StartError(f"the student's process did not start: {reason}") from None

    def lease(self, stream: socket.socket, memory: int = MEMORY) -> Lease:
        """Fork a process that answers on a socket.

        Parameters
        ----------
        stream : socket.socket
            Its end of a pair.
        memory : int
            Most address space of the process, bytes.

        Returns
        -------
        Lease
            The process; it says itself when it is ready.

        Raises
        ------
        StartError
            If there is none to be had.
        """
        home = None
        if self.home is not None and self.running:
            home = Path(tempfile.mkdtemp(dir=self.home))
        place = str(home or bubblewrap.HOME)
        try:
            request = {"do": "lease", "memory": memory, "home": place}
            reply, pidfds = self.ask(request, stream)
        except BaseException:
            if home is not None:
                shutil.rmtree(home, ignore_errors=True)
            raise
        return Lease(self, reply["pid"], next(iter(pidfds), None), home)

    def ask(self, request: dict, stream: socket.socket) -> tuple[dict, list[int]]:
        """Say one line and hear the answer; a process that gives none is ended."""
        with self.lock, self.ending():
            data = json.dumps(request).encode() + b"\n"
            socket.send_fds(self.line, [data], [stream.fileno()])
            reply, descriptors = self.hear()
        if "failed" in reply:
            raise StartError(f"the student's process did not start: {reply['failed']}")
        return reply, descriptors

    def tell(self, request: dict) -> None:
        """Say one line that has no answer; it may come between others."""
        with contextlib.suppress(OSError):
            self.line.sendall(json.dumps(request).encode() + b"\n")

    def hear(self) -> tuple[dict, list[int]]:
        """Receive one line, with descriptors."""
        text, given = b"", []
        while not text.endswith(b"\n"):
            part, descriptors, _, _ = socket.recv_fds(self.line, LINE, 1)
            given += descriptors
            if not part:
                raise ConnectionError("it ended")
            text += part
        return json.loads(text), given

    @contextlib.contextmanager
    def ending(self) -> Iterator[None]:
        """End the process if anything goes wrong: nobody knows what it says next."""
        if not self.running:
            raise StartError("the student's process has ended")
        try:
            yield
        except BaseException as error:
            self.end()
            if isinstance(error, OSError | ValueError):
                text = f"the student's process does not answer: {error}"
                raise StartError(text) from error
            raise

    def end(self) -> None:
        """End the process, and with it all that it has forked."""
        if not self.running or os.getpid() != self.owner:
            return
        # It ends by itself when nobody is there any more; but what if it hangs?
        for pidfd in self.pidfds:
            kill(pidfd)
            os.close(pidfd)
        self.abandon()
        try:
            self.process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def abandon(self) -> None:
        """Give up the way to a process that is not there."""
        self.running = False
        self.line.close()
        if self.home is not None:
            shutil.rmtree(self.home, ignore_errors=True)


def started(
    library: Path, level: str, home: Path | None, line: socket.socket, log: IO[bytes]
) -> subprocess.Popen:
    """Start the process in a session of its own, with one descriptor and no more."""
    library = library.resolve()
    read = interpreter.read_by_python()
    without = interpreter.sites(read)
    packages = [library, *linked(library)]
    settings = {
        "level": level,
        "read": [*map(str, (*read, *packages)), *interpreter.DEVICES],
        "without": [*map(str, without)],
        "homes": str(home or bubblewrap.HOME.parent),
        "modules": modules(library),
    }
    words = [str(interpreter.executable()), *FLAGS, "-c", BOOT]
    words += [str(library), str(line.fileno()), json.dumps(settings)]
    variables = environment(home or bubblewrap.HOME)
    if level == FULL:
        variables["LD_LIBRARY_PATH"] = interpreter.search_path(read)
        words[:0] = bubblewrap.command(read, without, packages)
    return subprocess.Popen(
        words,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=log,
        cwd=home or "/",
        env=variables,
        pass_fds=[line.fileno()],
        start_new_session=True,
    )


def linked(library: Path) -> list[Path]:
    """List what the links of a library lead to."""
    links = [one for one in library.glob("*") if one.is_symlink()]
    return sorted({one.resolve() for one in links})


def modules(library: Path) -> list[str]:
    """Name what is imported before the first fork."""
    places = sorted((library / "nnlib").glob("*"))
    names = [one.stem for one in places if one.suffix == ".py" or one.is_dir()]
    return [*BEFORE_FORK, *(f"nnlib.{name}" for name in names if name.isidentifier())]


def environment(home: Path) -> dict[str, str]:
    """Return the environment variables of the process: what it needs and no more."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    threads = {f"{name}_NUM_THREADS": "1" for name in THREADS}
    places = dict.fromkeys(("HOME", "TMPDIR", "MPLCONFIGDIR"), str(home))
    return {**kept, **threads, **places, "LANG": "C.UTF-8", "MPLBACKEND": "Agg"}


KNOWN: dict[tuple[str, str], Warm] = {}
KNOWN_LOCK = threading.RLock()


def warm(library: Path, level: str) -> Warm:
    """Return the warm process of a library at a level; start it if there is none.

    Parameters
    ----------
    library : Path
        The directory that student code may import from, made by `student_library`.
    level : str
        Level of isolation.

    Returns
    -------
    Warm
        It belongs to this process; a fork of this process starts its own.

    Raises
    ------
    StartError
        If it does not start.
    """
    key = str(library.resolve()), level
    with KNOWN_LOCK:
        end_those_without_library()
        found = KNOWN.get(key)
        if found is None or not found.running or found.owner != os.getpid():
            found = KNOWN[key] = Warm(library, level)
        return found


def end_those_without_library() -> None:
    """End the processes whose library or home has been removed: they are of no use."""
    for key, one in list(KNOWN.items()):
        if not (one.library.exists() and (one.home is None or one.home.exists())):
            one.end()
            del KNOWN[key]


@atexit.register
def end_all() -> None:
    """End all warm processes."""
    for one in KNOWN.values():
        one.end()
    KNOWN.clear()
