"""Grading by the package that a notebook was released with, where another is installed.

The released package runs in processes of its own, with the Python and numpy of today.
"""

import platform
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import nbformat

from grading.errors import GradingError
from grading.found import record
from grading.released import made_with
from grading.released.made_with import Kept
from grading.run.asking import Asking
from grading.run.border import Message
from grading.run.grader import Grader
from grading.run.hosts import Hosts
from grading.run.unit import Graded, Unit, without
from grading.run.workers import Lost
from grading.sandbox import isolation

FOLDER = "editions"
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


class Edition(Asking):
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
        super().__init__(grader, kept)
        self.place = grader.setup.libraries / FOLDER / kept.content
        self.hosts = Hosts(
            self.place / "package",
            self.place,
            self.request,
            without,
            count,
            unsafe=grader.setup.isolation == isolation.PROCESS,
        )

    def __enter__(self) -> "Edition":
        return self

    def __exit__(self, *error: object) -> None:
        self.hosts.__exit__(*error)

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
        for unit, answer in self.hosts.pool.completed(waiting):
            if isinstance(answer, Lost):
                self.refuse_dead(unit)
                yield unit, answer
            else:
                self.judge(unit, answer)
                yield unit, self.read(unit, answer) if unit.student else None

    def unpack(self, assignment: str) -> None:
        """Unpack the package, once it is needed."""
        if not self.hosts.package.exists():
            self.place.mkdir(parents=True, exist_ok=True)
            course = self.grader.course
            made_with.unpacked(course, self.kept, assignment, self.hosts.package)

    def judge(self, unit: Unit, answer: Message) -> None:
        """Refuse what must not be kept: no answer, or student code less kept apart."""
        about = {"version": self.kept.called, "assignment": unit.assignment}
        if "refused" in answer:
            raise GradingError(REFUSED, said=answer["refused"], **about)
        found, level = answer["isolation"], self.grader.setup.isolation
        known = [*isolation.LEVELS]
        if found not in known or known.index(found) > known.index(level):
            raise GradingError(WEAKER, found=found, level=level, **about)
        self.hosts.held = found

    def read(self, unit: Unit, answer: Message) -> Graded:
        """Read what was found, and remove the files in which it was written."""
        written, notebook = Path(answer["record"]), answer["notebook"]
        found = record.read(written)
        rebuilt = nbformat.read(notebook, as_version=4) if notebook else None
        # A class is too large to be kept twice.
        for path in filter(None, (written, notebook)):
            Path(path).unlink()
        return self.taken(unit, found, rebuilt, answer["faults"])

    def refuse_dead(self, unit: Unit) -> None:
        """Say why the released package does not run, if nothing came of it yet."""
        if self.hosts.held:
            return
        raise GradingError(
            DOES_NOT_RUN,
            version=self.kept.called,
            assignment=unit.assignment,
            said=self.hosts.said(),
            before=self.kept.python,
            now=platform.python_version(),
        )
