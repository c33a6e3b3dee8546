"""Processes of one package, which answer over the border.

The package is the installed one, or one that lies unpacked in a folder. Any process may
die of what it was asked; another one takes its place.
"""

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from grading.run import workers
from grading.run.border import PROTOCOL, Border, Message
from grading.run.workers import At, Lost, Pool, Worker

SAID = "said"
SERVE = "from grading.run.border import serve; serve(int(sys.argv[1]))"
OWN = f"import sys; sys.path[:] = sys.argv[2:];{SERVE}"
# What is imported is the released package alone: an installation in place would answer
# for modules that the released one does not have.
BOOT = (
    "import sys; sys.path[:] = sys.argv[2:];"
    "sys.meta_path[:] = [one for one in sys.meta_path"
    " if one.__module__.startswith('_frozen_importlib')];"
    f"{SERVE}"
)


class Questions(Border):
    """The end at which requests are made.

    Parameters
    ----------
    descriptor : int
        The socket.
    request : callable
        Puts a task into the words of the border.
    """

    def __init__(self, descriptor: int, request: Callable[[Any], Message]) -> None:
        super().__init__(descriptor)
        self.request = request

    def send(self, task: Any) -> None:
        """Send the request that a task is."""
        super().send(self.request(task))

    def recv(self) -> tuple[Message | At, None]:
        """Receive an answer; what was refused is for its reader to say."""
        answer = super().recv()
        return (At(answer["at"]) if "at" in answer else answer), None


class Hosts:
    """The processes, each of which is asked one thing after the other.

    Parameters
    ----------
    package : Path or None
        Where the package lies unpacked; None for the installed one.
    place : Path
        A folder for whatever they write down. It exists when they start.
    request : callable
        Puts a task into the words of the border.
    otherwise : callable
        What is to be done in place of a task over which a process died, as `Pool` asks.
    count : int
        How many, at most.
    unsafe : bool
        Whether they go on where nothing keeps student code apart.

    Notes
    -----
    `held` is the level of isolation that one of them has tried out; further ones take
    it over. Use it as a context: at its end all processes end.
    """

    def __init__(
        self,
        package: Path | None,
        place: Path,
        request: Callable[[Any], Message],
        otherwise: Callable[[Any, Lost], Any],
        count: int = 1,
        *,
        unsafe: bool = False,
    ) -> None:
        self.package, self.place, self.request = package, place, request
        self.unsafe, self.held = unsafe, ""
        self.pool = Pool(self.first, count, place, self.started, otherwise)

    def __enter__(self) -> "Hosts":
        return self

    def __exit__(self, *error: object) -> None:
        self.pool.__exit__(*error)

    def first(self) -> Message:
        """Return what a process is told first."""
        return {
            "protocol": PROTOCOL,
            "place": str(self.place),
            "isolation": self.held,
            "unsafe": self.unsafe,
            "between": True,
        }

    def started(self, first: Callable[[], Message], place: Path) -> Worker:
        """Start a process of the package."""
        path = [one for one in sys.path if Path(one).exists()]
        if self.package is not None:
            path.insert(0, str(self.package))
        boot = OWN if self.package is None else BOOT
        with (place / SAID).open("ab") as log:
            process, descriptor = workers.spawned(boot, path, place, log)
        questions = Questions(descriptor, self.request)
        # One that is dead by now is found so when its answer is awaited.
        with suppress(OSError):
            Border.send(questions, first())
        return Worker(process, questions)

    def said(self) -> str:
        """Return the last line that a process wrote where errors go."""
        path = self.place / SAID
        text = path.read_text("utf-8", "replace") if path.is_file() else ""
        return (text.strip().splitlines() or ["it said nothing"])[-1]
