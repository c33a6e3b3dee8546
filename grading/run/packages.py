"""Which package grades which notebook: the one that it was released with, or another.

A notebook is graded by the package that `release` has kept for it. Where another one is
installed, what was graded stays as it is, and what comes in is graded as the class has
begun. The installed package can be asked for, once or from now on.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from grading.course import Course
from grading.errors import listed
from grading.released import made_with
from grading.released.assignment import Assignment
from grading.released.made_with import Kept

RELEASED, INSTALLED = "released", "installed"
LASTING = (
    "--from-now-on goes with --edition installed, and with whole notebooks: leave out "
    "--student and --exercise"
)
NOT_KEPT = (
    "{names}: released before the package was kept with the class. What was graded "
    "stays; new work is graded by the package that is installed, from now on by this "
    "one ({version}), which is kept."
)
# Behind what the proof that precedes all grading has found.
BEFORE_KEPT = (
    "; it was released before the package was kept with the class, and the installed "
    "one does not fit it: install the version that it was released with, and grade it "
    "by that"
)
LEAVE = "; leave out --edition installed, and all is graded as released"
TAKEN = "{names}: graded by the installed version, {version}, from now on."
OTHERS = (
    "{names}: graded by version {version}, as released; installed is {installed}. What "
    "it would change: grade --edition installed --dry-run"
)


@dataclass(frozen=True)
class Packages:
    """Who grades some notebooks.

    Parameters
    ----------
    others : dict of str to Kept
        By assignment, the package that grades it, where that is not the installed one.
    adopted : frozenset of str
        Assignments that are graded by a package that they were not released with.
    unknown : tuple of str
        Assignments that were released before packages were kept.
    chosen : bool
        Whether the installed package was asked for.
    from_now_on : tuple of str
        Assignments that the installed package is to grade from now on.
    kept : bool
        Whether there is a package that each of them was released with.
    """

    others: dict[str, Kept] = field(default_factory=dict)
    adopted: frozenset[str] = frozenset()
    unknown: tuple[str, ...] = ()
    chosen: bool = False
    from_now_on: tuple[str, ...] = ()
    kept: bool = True

    @classmethod
    def of(
        cls, course: Course, names: Iterable[str], edition: str, from_now_on: bool
    ) -> "Packages":
        """Read who grades some assignments.

        Parameters
        ----------
        course : Course
            The class.
        names : iterable of str
            Ids of the assignments.
        edition : str
            `RELEASED` or `INSTALLED`.
        from_now_on : bool
            Whether the choice is to hold for later runs.
        """
        names, known = tuple(names), made_with.notes(course)
        unknown = tuple(name for name in names if name not in known)
        if edition == INSTALLED:
            others = [n for n in names if n not in known or known[n].adopted]
            others += [n for n in names if n in known and not known[n].installed]
            lasting = names if from_now_on else ()
            return cls({}, frozenset(others), (), True, tuple(lasting), not unknown)
        others = {n: known[n] for n in names if n in known and not known[n].installed}
        adopted = {n for n in names if n in known and known[n].adopted}
        return cls(others, frozenset({*adopted, *unknown}), unknown)

    def keeps_graded(self, assignment: str) -> bool:
        """Tell whether what was graded stays, whatever the installed package says."""
        return assignment in self.others or assignment in self.adopted

    def ids(self, assignment: Assignment) -> list[str]:
        """Return the ids of the exercises that grade an assignment, by its package."""
        if assignment.name in self.others:
            return assignment.released_ids
        return [one.id for one in assignment.exercises]

    def settle(self, course: Course, proven: Iterable[str]) -> None:
        """Keep the installed package for assignments that it grades from now on.

        Parameters
        ----------
        course : Course
            The class.
        proven : iterable of str
            Assignments that it has proven to grade rightly.
        """
        names = {*self.from_now_on, *({*self.unknown} & {*proven})}
        if names:
            made_with.note(course, names, made_with.keep(course, adopted=True))

    def remedy(self) -> str:
        """Say what helps where the installed package does not grade a notebook rightly.

        Returns
        -------
        str
            To be put behind what is wrong; empty if a notebook was released with it.
        """
        if self.chosen:
            return LEAVE if self.kept else BEFORE_KEPT
        if self.unknown:
            return BEFORE_KEPT
        return ""

    def told(self, proven: Iterable[str]) -> list[str]:
        """Say who grades, where that is not the package that a class began with.

        Parameters
        ----------
        proven : iterable of str
            Assignments of which something is graded now.
        """
        graded, installed = {*proven}, made_with.called()
        said = []
        if self.from_now_on:
            names = listed(self.from_now_on)
            said.append(TAKEN.format(names=names, version=installed))
        if names := [name for name in self.unknown if name in graded]:
            said.append(NOT_KEPT.format(names=listed(names), version=installed))
        for kept in dict.fromkeys(self.others.values()):
            mine = [n for n, one in self.others.items() if one == kept and n in graded]
            if mine:
                about = {"names": listed(mine), "version": kept.called}
                said.append(OTHERS.format(**about, installed=installed))
        return said
