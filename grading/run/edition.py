"""Grading by the package that a notebook was released with, where another is installed.

The released package runs in processes of its own, with the Python and numpy of today.
What it finds comes over the border as a record; what that counts, and what of it is
kept, is decided here, as for every other submission.
"""

import platform
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import nbformat

from grading.errors import GradingError
from grading.found import record, rounds
from grading.found.record import Record
from grading.found.rounds import Draw
from grading.released import made_with
from grading.released.made_with import Kept
from grading.run import workers
from grading.run.border import PROTOCOL, Border, Message
from grading.run.grader import Grader
from grading.run.unit import Graded, Unit, without
from grading.run.workers import At, Lost, Pool, Worker
from grading.sandbox import isolation
from grading.submitted import submission

FOLDER = "editions"
SAID = "said"
# What is imported is the released package alone: an installation in place would answer
# for modules that the released one does not have.
BOOT = (
    "import sys; sys.path[:] = sys.argv[2:];"
    "sys.meta_path[:] = [one for one in sys.meta_path"
    " if one.__module__.startswith('_frozen_importlib')];"
    "from grading.run.border import serve; serve(int(sys.argv[1]))"
)
DOES_NOT_RUN = (
    "nothing was graded: version {version}, which {assignment} was released with, "
    "does not run here ({said}). It was kept under Python {before}, and this is Python "
    "{now}: grade with a Python that it knows, or with the package that is installed: "
    "--edition installed"
)
REFUSED = "{said} (version {version}, which {assignment} was released with)"
WEAKER = (
    "nothing was graded: version {version}, which {assignment} was released with, "
    "keeps student code apart at level {found!r}, and the installed one at level "
    "{level!r}; grade with the latter: --edition installed"
)


class Questions(Border):
    """The end at which requests are made.

    Parameters
    ----------
    descriptor : int
        The socket.
    request : callable
        Puts a unit into the words of the border.
    """

    def __init__(self, descriptor: int, request: Callable[[Unit], Message]) -> None:
        super().__init__(descriptor)
        self.request = request

    def send(self, unit: Unit) -> None:
        """Send the request that a unit is."""
        super().send(self.request(unit))

    def recv(self) -> tuple[Message | At, None]:
        """Receive an answer; what was refused is for its reader to say."""
        answer = super().recv()
        return (At(answer["at"]) if "at" in answer else answer), None


@dataclass(frozen=True)
class Named:
    """What is known of an exercise that is not the installed one: its id."""

    id: str


class Edition:
    """A released package, and the processes in which it grades.

    Parameters
    ----------
    grader : Grader
        Of the installed package: it knows the class.
    kept : Kept
        The released package.
    count : int
        How many processes, at most.

    Notes
    -----
    Use it as a context: at its end all processes end.
    """

    def __init__(self, grader: Grader, kept: Kept, count: int) -> None:
        self.grader, self.kept = grader, kept
        self.place = grader.setup.libraries / FOLDER / kept.content
        self.package = self.place / "package"
        self.held = ""
        self.pool = Pool(self.first, count, self.place, self.started, without)

    def __enter__(self) -> "Edition":
        return self

    def __exit__(self, *error: object) -> None:
        self.pool.__exit__(*error)

    def completed(self, units: Iterable[Unit]) -> Iterator[tuple[Unit, Any]]:
        """Work units off, in the order in which they are done.

        Parameters
        ----------
        units : iterable of Unit
            Proofs, or submissions.

        Yields
        ------
        unit, result : Unit, Graded or Lost or None
            None for a proof that held.

        Raises
        ------
        CourseError
            If the package is missing or damaged.
        GradingError
            If it does not run here, or refuses.
        """
        waiting = list(units)
        if waiting:
            self.unpack(waiting[0].assignment)
        for unit, answer in self.pool.completed(waiting):
            if isinstance(answer, Lost):
                self.refuse_dead(unit)
                yield unit, answer
            else:
                self.judge(unit, answer)
                yield unit, self.taken(unit, answer) if unit.student else None

    def first(self) -> Message:
        """Return what a process is told first."""
        unsafe = self.grader.setup.isolation == isolation.PROCESS
        return {
            "protocol": PROTOCOL,
            "place": str(self.place),
            "isolation": self.held,
            "unsafe": unsafe,
            "between": True,
        }

    def started(self, first: Callable[[], Message], place: Path) -> Worker:
        """Start a process of the released package."""
        path = [str(self.package), *(one for one in sys.path if Path(one).exists())]
        with (place / SAID).open("ab") as log:
            process, descriptor = workers.spawned(BOOT, path, place, log)
        questions = Questions(descriptor, self.request)
        # One that is dead by now is found so when its answer is awaited.
        with suppress(OSError):
            Border.send(questions, first())
        return Worker(process, questions)

    def unpack(self, assignment: str) -> None:
        """Unpack the package, once it is needed."""
        if not self.package.exists():
            self.place.mkdir(parents=True, exist_ok=True)
            course = self.grader.course
            made_with.unpacked(course, self.kept, assignment, self.package)

    def request(self, unit: Unit) -> Message:
        """Put a unit into the words of the border."""
        solved, released = self.grader.proven(unit)
        asked = {
            "assignment": unit.assignment,
            "released": str(released),
            "draws": {name: asdict(one) for name, one in self.drawn(unit).items()},
            "log": str(self.grader.course.fault_log),
        }
        if not unit.student:
            any_edition = unit.assignment in self.grader.setup.adopted
            proof = {"solved": str(solved), "any_edition": any_edition}
            return {"do": "prove", **proof, **asked}
        return {
            "do": "grade",
            "student": unit.student,
            "file": str(self.grader.path(unit)),
            "time": unit.time,
            "notes": list(unit.notes),
            "beyond": list(unit.beyond),
            "exercise": self.grader.setup.exercise,
            "pointing": self.grader.setup.pointing,
            **asked,
        }

    def drawn(self, unit: Unit) -> dict[str, Draw]:
        """Draw the seeds of the exercises that the notebook was released with."""
        number = self.grader.prepared[unit.assignment].assignment.number
        graded = self.grader.terms.notebooks[number].points
        named = [Named(f"{number}/{name}") for name in graded]
        before = self.grader.before(unit) if unit.student else None
        found = rounds.draws(self.grader.secret, unit.round, named)
        own = before.draws if before else {}
        return {id: own.get(id, draw) for id, draw in found.items()}

    def judge(self, unit: Unit, answer: Message) -> None:
        """Refuse what must not be kept: no answer, or student code less kept apart."""
        about = {"version": self.kept.called, "assignment": unit.assignment}
        if "refused" in answer:
            raise GradingError(REFUSED, said=answer["refused"], **about)
        found, level = answer["isolation"], self.grader.setup.isolation
        known = [*isolation.LEVELS]
        if found not in known or known.index(found) > known.index(level):
            raise GradingError(WEAKER, found=found, level=level, **about)
        self.held = found

    def taken(self, unit: Unit, answer: Message) -> Graded:
        """Take what was found, beside what was found before."""
        written, notebook = Path(answer["record"]), answer["notebook"]
        found = self.known(unit, record.read(written))
        made = Graded(found, dict(answer["faults"]))
        rebuilt = nbformat.read(notebook, as_version=4) if notebook else None
        # A class is too large to be kept twice.
        for path in filter(None, (written, notebook)):
            Path(path).unlink()
        return self.grader.kept(unit, made, rebuilt, self.grader.before(unit))

    def known(self, unit: Unit, found: Record) -> Record:
        """Name the file as it is named here: a package may have a hash of its own."""
        if not found.submitted["sha256"]:
            return found
        named = {"sha256": submission.hash_of(self.grader.path(unit))}
        return replace(found, submitted={**found.submitted, **named})

    def refuse_dead(self, unit: Unit) -> None:
        """Say why the released package does not run, if nothing came of it yet."""
        if self.held:
            return
        said = (self.place / SAID).read_text(encoding="utf-8", errors="replace")
        raise GradingError(
            DOES_NOT_RUN,
            version=self.kept.called,
            assignment=unit.assignment,
            said=(said.strip().splitlines() or ["it said nothing"])[-1],
            before=self.kept.python,
            now=platform.python_version(),
        )
