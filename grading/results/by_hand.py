"""Points given by hand that have no room in the gradebook for now: kept aside.

Where the course file switches an exercise off, or gives everybody full marks in it,
nothing that was given by hand may count, and nothing of it may get lost. It lies in
`by_hand.json` in the class folder, as a share of full marks, and goes back into the
gradebook as soon as the course file no longer decides for everybody.
"""

import reprlib
from copy import deepcopy
from pathlib import Path

from nbgrader.api import GradeCell

from grading.course import Course
from grading.found.record import DIGITS
from grading.state_file import Content, Form, expect

NAME = "by_hand.json"
FORM = Form("file of points by hand", version=1)
# Columns of the gradebook that an instructor fills.
COLUMNS = ("manual_score", "extra_credit")
# Student -> column -> share of full marks.
Shares = dict[str, dict[str, float]]


def shares(content: Content) -> dict[str, Shares]:
    """Read what the file holds."""
    found = expect("kept", content["kept"], dict[str, dict[str, dict[str, float]]])
    for some in found.values():
        for name in (name for columns in some.values() for name in columns):
            if name not in COLUMNS:
                known = " or ".join(COLUMNS)
                raise ValueError(f"a column is {reprlib.repr(name)}, expected {known}")
    return found


class Aside:
    """What is kept aside in a class.

    Parameters
    ----------
    course : Course
        The class; the file need not exist.

    Raises
    ------
    DamagedFileError
        If the file cannot be read.
    """

    def __init__(self, course: Course) -> None:
        self.path: Path = course.root / NAME
        there = self.path.is_file()
        self.kept: dict[str, Shares] = FORM.read(self.path, shares) if there else {}
        self.on_disk = deepcopy(self.kept)

    def take(self, cell: GradeCell, usual: float, *, extra: bool) -> None:
        """Take the points by hand of one cell out of the gradebook.

        Parameters
        ----------
        cell : GradeCell
            Of an exercise that the course file decides for everybody.
        usual : float
            Its full marks where the gradebook has none.
        extra : bool
            Whether extra points are taken out as well.
        """
        whole = cell.max_score or usual
        mine = self.kept.setdefault(key(cell), {})
        columns = COLUMNS if extra else COLUMNS[:1]
        for grade in cell.grades:
            student = grade.notebook.student.id
            for column in columns:
                points = getattr(grade, column)
                if points is not None:
                    mine.setdefault(student, {})[column] = points / whole
                    setattr(grade, column, None)
        if not mine:
            del self.kept[key(cell)]

    def give_back(self, cell: GradeCell) -> None:
        """Put back what was taken of one cell; what was given since then stays."""
        mine = self.kept.pop(key(cell), {})
        for grade in cell.grades if mine else ():
            for column, share in mine.get(grade.notebook.student.id, {}).items():
                if getattr(grade, column) is None:
                    setattr(grade, column, round(share * cell.max_score, DIGITS))

    def write(self) -> None:
        """Write what is kept, if that has changed."""
        if self.kept != self.on_disk:
            FORM.write(self.path, {"kept": self.kept})
            self.on_disk = deepcopy(self.kept)


def key(cell: GradeCell) -> str:
    """Name a cell by its notebook and exercise."""
    return f"{cell.notebook.name}/{cell.name}"
