"""Who hands in what: the work of one student on one notebook, and its scores.

Work is described, not written: texts, slips and gaps by the name of the function, so
that it follows when a notebook changes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from nbformat import NotebookNode

from nnlib.exercises import exercises

NOTEBOOKS = {
    "00": "00_slopes_and_graphs",
    "01": "01_logistic_regression_loops",
    "02": "02_logistic_regression_arrays",
    "03": "03_two_layers",
    "04": "04_deep_networks",
    "05": "05_ten_outputs",
}
Score = tuple[str, float]


@dataclass(frozen=True)
class Work:
    """What one student makes of one notebook.

    Parameters
    ----------
    scores : mapping of str to (str, float)
        Status and points of the functions that do not come to full marks.
    writes : mapping of str to str
        Functions with a text that is not the author's.
    slips : mapping of str to (str, str)
        Functions where a part of the author's text is written otherwise.
    leaves : tuple of str
        Functions that are not attempted; their scores need not be given.
    changes : callable, optional
        What else is done to the notebook.
    name : str
        What the file is called, if not as it was handed out.
    cut_off : str
        The function in whose cell the file breaks off; it and what follows is missing.
    data : bytes, optional
        What is in the file, if that is no notebook; nothing of it scores then.
    """

    scores: Mapping[str, Score] = field(default_factory=dict)
    writes: Mapping[str, str] = field(default_factory=dict)
    slips: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    leaves: tuple[str, ...] = ()
    changes: Callable[[NotebookNode], None] | None = None
    name: str = ""
    cut_off: str = ""
    data: bytes | None = None

    def expected(self, number: str) -> dict[str, Score]:
        """Return what every exercise of a notebook should come to, by its id."""
        found: dict[str, Score] = {}
        lost = self.lost(number)
        for exercise in exercises(number):
            score = "passed", exercise.max_points
            if exercise.name in self.leaves:
                score = "not_attempted", 0.0
            if exercise.name in lost:
                score = "missing", 0.0
            found[exercise.id] = self.scores.get(exercise.name, score)
        return found

    def lost(self, number: str) -> tuple[str, ...]:
        """List the functions of a notebook that are not in the file."""
        if self.data is not None:
            return names(number)
        if not self.cut_off:
            return ()
        return names(number)[names(number).index(self.cut_off) :]


@dataclass(frozen=True)
class Student:
    """One student of the sample class.

    Parameters
    ----------
    id : str
        Student id, which says what is special.
    works : mapping of str to Work
        What is handed in, by number of the notebook.
    is_zipped : bool
        Whether it is handed in as a zip.
    """

    id: str
    works: Mapping[str, Work]
    is_zipped: bool = False

    @property
    def scores(self) -> dict[str, Score]:
        """Status and points of every exercise that is handed in, by its id."""
        found: dict[str, Score] = {}
        for number, work in self.works.items():
            found |= work.expected(number)
        return found


def names(number: str) -> tuple[str, ...]:
    """List the functions of a notebook."""
    return tuple(exercise.name for exercise in exercises(number))
