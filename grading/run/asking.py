"""What a package that runs elsewhere is asked, and what its answers come to.

It may be another package, or another machine: what it finds comes back as a record.
What that counts, and what of it is kept, is decided here, as for every submission.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from nbformat import NotebookNode

from grading.found import rounds
from grading.found.record import Record
from grading.found.rounds import Draw
from grading.released.made_with import Kept
from grading.run.border import Message
from grading.run.grader import Grader
from grading.run.unit import Graded, Unit
from grading.submitted import submission


@dataclass(frozen=True)
class Named:
    """What is known of an exercise that is not the installed one: its id."""

    id: str


class Asking:
    """Puts units into the words of the border, and takes what they have come to.

    Parameters
    ----------
    grader : Grader
        Of the installed package: it knows the class.
    kept : Kept or None
        The released package that is asked; None for the installed one.
    """

    def __init__(self, grader: Grader, kept: Kept | None) -> None:
        self.grader, self.kept = grader, kept

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

    def drawn(self, unit: Unit) -> Mapping[str, Draw]:
        """Draw the seeds of the exercises that the package grades."""
        before = self.grader.before(unit) if unit.student else None
        if self.kept is None:
            return self.grader.drawn(unit, before)
        number = self.grader.prepared[unit.assignment].assignment.number
        graded = self.grader.terms.notebooks[number].points
        named = [Named(f"{number}/{name}") for name in graded]
        found = rounds.draws(self.grader.secret, unit.round, named)
        own = before.draws if before else {}
        return {id: own.get(id, draw) for id, draw in found.items()}

    def taken(
        self,
        unit: Unit,
        found: Record,
        rebuilt: NotebookNode | None,
        faults: Mapping[str, str],
    ) -> Graded:
        """Take what was found, beside what was found before."""
        made = Graded(self.known(unit, found), dict(faults))
        return self.grader.kept(unit, made, rebuilt, self.grader.before(unit))

    def known(self, unit: Unit, found: Record) -> Record:
        """Name the file as it is named here: a package may have a hash of its own."""
        if not found.submitted["sha256"]:
            return found
        named = {"sha256": submission.hash_of(self.grader.path(unit))}
        return replace(found, submitted={**found.submitted, **named})
