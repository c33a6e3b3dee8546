"""Units in parcels, and what has come of them far away."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat

from grading.errors import CanaryError, GradingError
from grading.found import record
from grading.handed_in import modules
from grading.handed_in.members import MOST_BYTES
from grading.released import made_with
from grading.released.made_with import Kept
from grading.run import faults
from grading.run.asking import Asking
from grading.run.border import Message
from grading.run.cluster.station import BY_HASH, LOG, Parcel
from grading.run.grader import Grader
from grading.run.unit import Graded, Unit
from grading.run.workers import Lost
from grading.sandbox import isolation

if TYPE_CHECKING:
    from grading.run.cluster.crew import Crew

ANSWER = "answer.json"
REFUSED = "{said} (worker {worker}, with version {version})"


class Afar(Asking):
    """One package, with which a crew grades.

    Parameters
    ----------
    grader : Grader
        Of the installed package: it knows the class.
    kept : Kept or None
        The released package; None for the installed one.
    crew : Crew
        Who works.
    """

    def __init__(self, grader: Grader, kept: Kept | None, crew: "Crew") -> None:
        super().__init__(grader, kept)
        self.crew = crew
        self.read_once = cache(read)

    def completed(self, units: Iterable[Unit]) -> Iterator[tuple[Unit, Any]]:
        """Work units off, in the order in which they are done.

        Parameters
        ----------
        units : iterable of Unit
            Proofs, which every worker must give, or submissions.

        Yields
        ------
        unit, result : Unit, Graded or Lost or None
            None for a proof that held.

        Raises
        ------
        CanaryError, GradingError
            If a proof holds with no worker, or there is none.
        """
        units = list(units)
        proofs = [one for one in units if not one.student]
        if proofs:
            self.crew.prove(proofs, self)
            yield from ((one, None) for one in proofs)
        submissions = [one for one in units if one.student]
        for unit, answer in self.crew.completed(submissions, self):
            is_lost = isinstance(answer, Lost)
            yield unit, answer if is_lost else self.opened(unit, answer)

    def parcel(self, unit: Unit) -> tuple[Parcel, dict[str, bytes]]:
        """Put a unit into a parcel.

        Parameters
        ----------
        unit : Unit
            A proof or a submission.

        Returns
        -------
        parcel : Parcel
            What only this unit needs.
        shared : dict of str to bytes
            What others need as well, by hash.

        Raises
        ------
        OSError
            If the system does not let us read the file.
        """
        asked, shared, package = self.request(unit), {}, ""
        for what in [one for one in BY_HASH if one in asked]:
            asked[what], data = self.read_once(Path(asked[what]))
            shared[asked[what]] = data
        if self.kept is not None:
            package = self.kept.sha256
            shared[package] = self.wheel(unit.assignment)
        own, size = handed_in(self.grader.path(unit)) if unit.student else ({}, 0)
        unsafe = isolation.CHOICE.unsafe
        return Parcel(unit, asked, own, size, package, unsafe), shared

    @cache  # noqa: B019 (it lives as long as a run)
    def wheel(self, assignment: str) -> bytes:
        """Read the released package."""
        return made_with.data(self.grader.course, self.kept, assignment)

    def refused(self, said: str, worker: str) -> GradingError:
        """Return what is raised where a package refuses to grade."""
        if self.kept is None:
            return CanaryError(f"{said} (worker {worker})")
        about = {"worker": worker, "version": self.kept.called}
        return GradingError(REFUSED, said=said, **about)

    def noted(self, unit: Unit, answer: Message) -> None:
        """Keep what a worker has noted of faults of the grader."""
        if text := answer.get(LOG):
            faults.note(self.grader.course.fault_log, f"the proof of {unit}", text)

    def opened(self, unit: Unit, answer: Message) -> Graded:
        """Read what was found."""
        place = self.grader.setup.libraries / ANSWER
        place.write_bytes(answer["record"])
        # Whose it is, is known here.
        whose = {"student": unit.student, "assignment": unit.assignment}
        found = replace(record.read(place), **whose)
        text = answer["notebook"]
        rebuilt = nbformat.reads(text.decode(), as_version=4) if text else None
        return self.taken(unit, found, rebuilt, answer["faults"])


def read(path: Path) -> tuple[str, bytes]:
    """Read a file; return its hash as well."""
    data = path.read_bytes()
    return hashlib.sha256(data).hexdigest(), data


def handed_in(path: Path) -> tuple[dict[str, bytes], int]:
    """Read what was handed in, as far as anybody reads it; return how large it is."""
    size = path.stat().st_size
    own = {f"{path.stem}.ipynb": path.read_bytes() if size <= MOST_BYTES else b""}
    return own | {n: text.encode() for n, text in modules.beside(path).items()}, size
