"""What came of a run of grading."""

from dataclasses import dataclass, field

from grading.found.shelf import Shelf
from grading.results.moved import Move
from grading.results.standing import Standing
from grading.roster.students import Person, Roster


@dataclass
class Run:
    """What came of grading.

    Parameters
    ----------
    records : Shelf
        Of every chosen submission, by notebook and student.
    fresh : set of (str, str)
        Students and assignments of those that were graded now; the others were graded
        before.
    graded : int
        How many were graded now, or tried.
    faults : list of (str, str, list of str)
        Students and notebooks where the grader itself failed, and the functions that
        it could not check.
    skipped : list of (str, str)
        Students who were left as they are, and why.
    unfit : list of (str, str)
        Notebooks that the grader would not grade rightly, and why; nothing of them was
        graded.
    differences : list of Move
        Submissions whose points would move, if nothing was to be written.
    notes : list of str
        What an instructor should look at.
    moved : list of Move
        Submissions that were graded before and count something else now.
    counting : dict of (str, str) to Standing
        What submissions count, by student and assignment.
    told : list of str
        Where points by hand are less than what a later file earns.
    missing : list of (str, list of Person)
        By number of a notebook, who has handed in nothing for it.
    roster : Roster
        Who is in the class.
    """

    records: Shelf = field(default_factory=lambda: Shelf(()))
    fresh: set[tuple[str, str]] = field(default_factory=set)
    graded: int = 0
    faults: list[tuple[str, str, list[str]]] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    unfit: list[tuple[str, str]] = field(default_factory=list)
    differences: list[Move] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    moved: list[Move] = field(default_factory=list)
    counting: dict[tuple[str, str], Standing] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    missing: list[tuple[str, list[Person]]] = field(default_factory=list)
    roster: Roster = field(default_factory=Roster)

    @property
    def changed(self) -> Shelf:
        """Records that were graded now, or count something else than before."""
        moved = {(one.student, one.notebook) for one in self.moved}
        return Shelf(
            path
            for path in self.records.paths
            if (path.parent.name, path.stem) in self.fresh
            or (path.parent.name, path.stem.partition("_")[0]) in moved
        )
