"""The border between the package that grades and the one that asks it to.

A class is graded by the package that it was released with, in processes of its own; the
installed package hands them work and keeps what they find. Between the two there is
this border and nothing else. It is plain, because on its other side stands a package of
another year: every message is one JSON object, sent as `multiprocessing.connection`
frames bytes, over the socket whose number stands on the command line.

What the side that asks sends first says how to go about it:

=============  =======================================================================
``protocol``   the number below
``place``      a folder for whatever this process needs to write down
``isolation``  the level that another process of this package has tried out already, or
               an empty text: then it is tried, by the self-test of this package
``unsafe``     whether to go on where nothing keeps student code apart
``between``    whether it understands what is said in between; it did not always
=============  =======================================================================

Then it sends one request after the other, and gets one answer for each:

=================  ===================================================================
``do: "prove"``    grade the solution, which must earn everything, and the empty release
                   of an ``assignment``; ``released`` and ``solved`` are their files,
                   ``any_edition`` whether they may be of another edition
``do: "grade"``    grade the ``file`` of a ``student``; with ``time``, ``notes``, and
                   ``exercise``: the id of the only one to grade, or null;
                   ``beyond``: exercises over which a process has died;
                   ``pointing``: whether it is looked for where mistakes stand
for both           ``draws``: for each id of an exercise, ``seed`` and ``round``;
                   ``log``: a file for faults of the grader
in between         ``at``: the exercise that is turned to, or the file
an answer          ``isolation``: the level at which it was graded; ``refused``, in
                   words, or for a grade ``record`` and ``notebook``, the files in
                   which they were written (null where the submission was no
                   notebook), and ``faults``: tracebacks by function
=================  ===================================================================

What this promises to later versions: a package that keeps wheels answers to this
protocol for as long as it can be run. Requests and answers may get further keys, which
an older side does not look at; no key changes its meaning or is left out. Where that is
not enough, the number goes up, and a package answers to all numbers that it has known.
A record is written in the form that this package has, with its version in it: the side
that asks reads records of all versions before its own. Scores, what was found before,
the hash that names the file, course file, gradebook and secrets stay on the side that
asks.
"""

import json
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from grading import atomic
from grading.errors import GradingError
from grading.found import record
from grading.found.rounds import Draw
from grading.released import assignment
from grading.released.notebook_file import text_of
from grading.run import canary, workers
from grading.run.looked import Prepared, look, put_on_record
from grading.run.unit import Unit
from grading.run.workers import At
from grading.sandbox import isolation, session
from grading.sandbox.library import student_library
from nnlib.check.memory import Memory, remembering

PROTOCOL = 1
FOUND = "found"
OTHER_PROTOCOL = "it answers to protocol {own}, and was asked in protocol {asked!r}"

Message = Mapping[str, Any]


class Border(Connection):
    """One end of the border."""

    def send(self, message: Message) -> None:
        """Send one message."""
        self.send_bytes(json.dumps(message).encode())

    def recv(self) -> Any:
        """Receive one message."""
        return json.loads(self.recv_bytes())


class Answers(Border):
    """The end at which requests are answered."""

    between = False

    def send(self, answered: tuple[Message | At | None, Exception | None]) -> None:
        """Send an answer, or why there is none, or what is said in between."""
        answer, error = answered
        if isinstance(answer, At):
            if not self.between:
                return
            answer = {"at": answer.name}
        if error is not None:
            known = isinstance(error, GradingError)
            answer = {"refused": str(error) if known else repr(error)}
        super().send(answer)


class Host:
    """Answers what the other side asks, with this package.

    Parameters
    ----------
    first : mapping
        The first message.

    Raises
    ------
    GradingError
        If it cannot go about it in this way.
    """

    def __init__(self, first: Message) -> None:
        if first["protocol"] != PROTOCOL:
            about = {"own": PROTOCOL, "asked": first["protocol"]}
            raise GradingError(OTHER_PROTOCOL, **about)
        self.place = Path(tempfile.mkdtemp(dir=first["place"]))
        self.isolation = held(first["isolation"], first["unsafe"])
        self.prepared = cache(self.prepare)
        self.memory = Memory()

    def prepare(self, released: str, exercise: str | None) -> Prepared:
        """Read a released notebook; write the modules that code of it may see."""
        found = assignment.read(Path(released))
        library = self.place / found.number
        if not library.exists():
            student_library(library, found.number)
            session.write_first(library, found.first_cells)
        return Prepared.of(found, library, exercise)

    def answer(self, asked: Message) -> Message:
        """Do what is asked for."""
        do = {"prove": self.prove, "grade": self.grade}[asked["do"]]
        with remembering(self.memory):
            return {"isolation": self.isolation, **do(asked)}

    def prove(self, asked: Message) -> Message:
        """Grade what is known, and say that it came to what it must."""
        prepared = self.prepared(asked["released"], None)
        canary.prove(
            prepared.assignment,
            prepared.library,
            draws(asked),
            solved=Path(asked["solved"]),
            empty=Path(asked["released"]),
            log=Path(asked["log"]),
            any_edition=asked["any_edition"],
        )
        return {}

    def grade(self, asked: Message) -> Message:
        """Grade a submission, and say where it is written what it came to."""
        prepared = self.prepared(asked["released"], asked["exercise"])
        named = {name: asked[name] for name in ("assignment", "student", "time")}
        named |= {key: tuple(asked.get(key, ())) for key in ("notes", "beyond")}
        unit, drawn = Unit(**named), draws(asked)
        prepared = replace(prepared, pointing=asked.get("pointing", False))
        looked = look(unit, Path(asked["file"]), prepared, drawn)
        made = put_on_record(prepared, looked, drawn, self.isolation)
        written = record.write(made.record, self.place / FOUND)
        notebook = None
        if looked.rebuilt is not None:
            place, text = written.with_suffix(".ipynb"), text_of(looked.rebuilt)
            notebook = str(atomic.write_text(place, text))
        return {"record": str(written), "notebook": notebook, "faults": made.faults}


def draws(asked: Message) -> dict[str, Draw]:
    """Read what the random probes are drawn from."""
    told = asked["draws"].items()
    return {name: Draw(one["seed"], one["round"]) for name, one in told}


def held(tried: str, unsafe: bool) -> str:
    """Return the level of isolation: one that was tried out, or try it."""
    if unsafe:
        isolation.allow_process()
    if tried:
        isolation.use(tried)
    return isolation.level()


def serve(descriptor: int) -> None:
    """Be a process of this package that another one asks.

    Parameters
    ----------
    descriptor : int
        The socket to it.
    """
    answers = Answers(descriptor)

    def begin(first: Message) -> workers.Work:
        answers.between = first.get("between", False)
        return Host(first).answer

    workers.attend(answers, begin)
