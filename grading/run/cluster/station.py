"""What a worker of a cluster has of a class, and what it does with it.

The worker waits; processes that it has started grade. Files lie there under the hash of
what they hold, for as long as the run lasts: when whoever asks is gone, so is all this.
"""

import hashlib
import os
import platform
import tempfile
import threading
import weakref
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from grading import atomic
from grading.errors import GradingError
from grading.released import made_with
from grading.run.border import Message
from grading.run.hosts import Hosts
from grading.run.unit import Unit, without
from grading.run.workers import Lost

# What of a request is the hash of a file.
BY_HASH = ("released", "solved")
FILES, PACKAGES, LOG = "files", "packages", "log"
OTHER = "it has {found}, and this run is of {expected}"
DAMAGED = "{name} of {assignment} has not arrived as it was sent"
DOES_NOT_RUN = "the package does not run there: {said}"


@dataclass(frozen=True, eq=False)
class Parcel:
    """A unit with what only it needs.

    Parameters
    ----------
    unit : Unit
        A proof or a submission.
    asked : mapping
        The request as the border has it, hashes in place of what `BY_HASH` names.
    own : mapping of str to bytes
        What was handed in, by name: the notebook first, then the modules beside it.
    size : int
        How many bytes the notebook has. One that nobody reads is not sent.
    package : str
        Hash of the wheel that grades; empty for what is installed.
    unsafe : bool
        Whether to go on where nothing keeps student code apart.
    """

    unit: Unit
    asked: Message
    own: Mapping[str, bytes]
    size: int = 0
    package: str = ""
    unsafe: bool = False


class Station:
    """The files of a run on one worker, and the processes that grade there.

    Parameters
    ----------
    folder : str, optional
        Where its own folder is made.

    Notes
    -----
    It ends when nobody refers to it any more: Dask keeps it for as long as the run
    wants it. A copy that is sent to another worker is a new and empty one.
    """

    def __init__(self, folder: str | None = None) -> None:
        self.stack = ExitStack()
        made = tempfile.TemporaryDirectory(prefix="nnlib-grading-", dir=folder)
        self.place = Path(self.stack.enter_context(made))
        self.free: dict[tuple[str, bool], list[Hosts]] = defaultdict(list)
        self.lock = threading.Lock()
        weakref.finalize(self, self.stack.close)

    def __reduce__(self) -> tuple[type["Station"], tuple[()]]:
        return Station, ()

    def keep(self, data: bytes, name: str) -> str:
        """Keep a file under its hash; return that."""
        key = hashlib.sha256(data).hexdigest()
        path = held(self.place, key, name)
        if not path.exists():
            atomic.write(path, data)
        return key

    def answer(self, parcel: Parcel, shared: tuple[bytes, ...]) -> Message | Lost:
        """Do one unit; return what comes of it, files as bytes."""
        name = parcel.unit.assignment
        arrived = {self.keep(data, name) for data in shared}
        for what, key in wanted(parcel):
            if key not in arrived:
                raise GradingError(DAMAGED, name=what, assignment=name)
        with self.hosts(parcel, name) as hosts, laid_out(self.place, parcel) as one:
            ((_, found),) = hosts.pool.completed([one])
            if isinstance(found, Lost):
                refused = DOES_NOT_RUN.format(said=hosts.said())
                return found if hosts.held else {"refused": refused}
            hosts.held = found.get("isolation", "")
            return carried(found, one.asked["log"])

    @contextmanager
    def hosts(self, parcel: Parcel, name: str) -> Iterator[Hosts]:
        """Take a process of the package that nobody has, or start one."""
        free = self.free[parcel.package, parcel.unsafe]
        hosts = free.pop() if free else self.started(parcel, name)
        yield hosts
        free.append(hosts)

    def started(self, parcel: Parcel, name: str) -> Hosts:
        """Make ready a process of a package, which is unpacked once."""
        package = None
        with self.lock:
            if parcel.package:
                package = self.place / PACKAGES / parcel.package
                wheel = held(self.place, parcel.package, name)
                if not package.exists():
                    made_with.unpack(wheel.read_bytes(), package)
            place = Path(tempfile.mkdtemp(dir=self.place))
            words = partial(request, self.place)
            hosts = Hosts(package, place, words, otherwise, unsafe=parcel.unsafe)
            return self.stack.enter_context(hosts)


def held(place: Path, key: str, name: str) -> Path:
    """Return where a file lies: a released notebook is known by its name."""
    return place / FILES / key / f"{name}.ipynb"


def wanted(parcel: Parcel) -> Iterator[tuple[str, str]]:
    """Yield what must be there, and its hash."""
    yield from ((one, parcel.asked[one]) for one in BY_HASH if one in parcel.asked)
    if parcel.package:
        yield "the package", parcel.package


@contextmanager
def laid_out(place: Path, parcel: Parcel) -> Iterator[Parcel]:
    """Write what was handed in into a folder that is removed behind it."""
    with tempfile.TemporaryDirectory(dir=place) as folder:
        for name, data in parcel.own.items():
            Path(folder, name).write_bytes(data)
        asked = {**parcel.asked, LOG: str(Path(folder, LOG))}
        if parcel.own:
            notebook = Path(folder, next(iter(parcel.own)))
            os.truncate(notebook, parcel.size)
            asked["file"] = str(notebook)
        yield replace(parcel, asked=asked)


def request(place: Path, parcel: Parcel) -> Message:
    """Put a parcel into the words of the border: places of this machine."""
    name = parcel.unit.assignment
    files = {
        what: str(held(place, parcel.asked[what], name))
        for what in BY_HASH
        if what in parcel.asked
    }
    return {**parcel.asked, **files, "beyond": list(parcel.unit.beyond)}


def otherwise(parcel: Parcel, lost: Lost) -> Parcel | None:
    """Leave out of a unit what a process died of, as it is done everywhere."""
    unit = without(parcel.unit, lost)
    return replace(parcel, unit=unit) if unit else None


def carried(found: Message, log: str) -> Message:
    """Put what was written into files into the answer, and remove these."""
    answer = dict(found)
    for what in ("record", "notebook"):
        if answer.get(what):
            path = Path(answer[what])
            answer[what] = path.read_bytes()
            path.unlink()
    path = Path(log)
    answer[LOG] = path.read_text("utf-8", "replace") if path.exists() else ""
    return answer


def identity() -> dict[str, str]:
    """Say of which versions this process is."""
    python = ".".join(platform.python_version_tuple()[:2])
    packages = {name: version(name) for name in ("numpy", "distributed")}
    return {"nnlib": made_with.called(), "Python": python, **packages}


def agree(expected: Mapping[str, str]) -> None:
    """Refuse to be of other versions than whoever asks.

    Parameters
    ----------
    expected : mapping of str to str
        The `identity` of whoever asks.

    Raises
    ------
    GradingError
        If this process is of others; it names them.
    """
    found = identity()
    if other := [name for name in expected if found.get(name) != expected[name]]:
        have, want = (
            ", ".join(f"{n} {one[n]}" for n in other) for one in (found, expected)
        )
        raise GradingError(OTHER, found=have, expected=want)


def opened(expected: Mapping[str, str], there: object = None) -> Station:
    """Be ready for a run; as a task, it comes before all others of ours on a worker.

    Parameters
    ----------
    expected : mapping of str to str
        The `identity` of whoever asks.
    there : object, optional
        What another task has found: that this module is there.

    Raises
    ------
    GradingError
        If this worker has other versions.
    """
    from distributed import get_worker

    agree(expected)
    return Station(get_worker().local_directory)


def answer(station: Station, parcel: Parcel, *shared: bytes) -> Any:
    """Do one unit at a station; as a task, it waits for what the unit needs."""
    return station.answer(parcel, shared)
