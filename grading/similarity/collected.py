"""The answers of a class, and of earlier ones, exercise by exercise.

Files are read as `submitted` reads them for grading: measured first, put in order,
neither run nor parsed. What is too large to be somebody's answer is left out and named.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nbformat import NotebookNode

from grading.course import Course
from grading.handed_in.members import MOST_BYTES
from grading.released import assignment, catalogue, made_with, notebook_file
from grading.released.assignment import Assignment
from grading.roster import students
from grading.similarity import lexed
from grading.similarity.lexed import Row
from grading.submitted.repair import rebuild
from grading.submitted.salvage import UnreadableError, salvage
from grading.submitted.slots import SOLUTION, Slot, bound, is_written, slots

IMPORTING = ("import ", "from ", "def ")
# What reading a file may end in, whatever is in it.
UNREADABLE = (UnreadableError, MemoryError, RecursionError)


@dataclass(frozen=True)
class Author:
    """Whoever wrote an answer.

    Parameters
    ----------
    id : str
        As in `students.csv`.
    term : str
        The earlier class, by its folder; empty for this one.
    name, group : str
        As in the roster of that class.
    """

    id: str
    term: str = ""
    name: str = ""
    group: str = ""

    @property
    def shown(self) -> str:
        """Id, name and term, for a person to read."""
        name = f" ({self.name})" if self.name else ""
        return f"{self.id}{name}{f', {self.term}' if self.term else ''}"


@dataclass
class Exercise:
    """All answers to one exercise.

    Parameters
    ----------
    id : str
        Such as ``"02/propagate"``.
    texts : dict of Author to str
        The cell of each.
    given : set of tuple of str
        The rows that were handed out.
    solved : list of Row
        The course's own answers, one of each term.
    known : set of str
        Names that are the course's.
    """

    id: str
    texts: dict[Author, str] = field(default_factory=dict)
    given: set[tuple[str, ...]] = field(default_factory=set)
    solved: list[Row] = field(default_factory=list)
    known: set[str] = field(default_factory=set)

    def own(self, text: str) -> list[Row]:
        """Return the rows of an answer that were not handed out."""
        found = lexed.rows(text, self.known)
        return [one for one in found if one.written not in self.given]


@dataclass
class Collected:
    """What is compared.

    Parameters
    ----------
    authors : list of Author
        Those of this class first.
    exercises : dict of str to Exercise
        By id, in the order of the course.
    notebooks : list of str
        Numbers.
    left_out : list of str
        What could not be read or is too large, in words.
    """

    authors: list[Author] = field(default_factory=list)
    exercises: dict[str, Exercise] = field(default_factory=dict)
    notebooks: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def collected(
    course: Course, earlier: Sequence[Course] = (), notebook: str | None = None
) -> Collected:
    """Read what a class has handed in, and what earlier ones had.

    Parameters
    ----------
    course : Course
        The class.
    earlier : sequence of Course
        Classes of other terms.
    notebook : str, optional
        Number of the only notebook.

    Returns
    -------
    Collected
        The file of each submission that counts.

    Raises
    ------
    GradingError
        If nothing is released.
    UsageError
        If there is no such notebook.
    """
    found = Collected()
    wanted = catalogue.chosen(assignment.assignments(course.release), notebook)
    for term, one in (("", course), *((one.root.name, one) for one in earlier)):
        of_class(found, one, term, set(wanted))
    asked = {id.partition("/")[0] for id, one in found.exercises.items() if one.texts}
    found.notebooks = sorted(asked)
    return found


def of_class(found: Collected, course: Course, term: str, wanted: set[str]) -> None:
    """Add the answers of one class."""
    roster = students.read(course.students_file)
    known: dict[str, Author] = {}
    for one in assignment.assignments(course.release).values():
        if one.number not in wanted:
            continue
        prepare(found, course, one)
        for path in sorted(course.submitted.glob(f"*/{one.name}/{one.name}.ipynb")):
            id = path.parts[-3]
            person = roster.by_id.get(id, students.Person(id))
            known.setdefault(id, Author(id, term, person.name, person.group))
            read(found, one, path, known[id])
    found.authors += known.values()


def prepare(found: Collected, course: Course, one: Assignment) -> None:
    """Add what was handed out of a notebook, and the course's own answers."""
    known = names(one.released)
    for slot in solution_slots(one.released):
        id = id_of(one, slot)
        exercise = found.exercises.setdefault(id, Exercise(id))
        exercise.known |= known
        exercise.given |= {row.written for row in lexed.rows(slot.source, known)}
    solved = made_with.solved(course, one.name)
    if not solved.is_file():
        return
    for slot in solution_slots(notebook_file.read(solved)):
        exercise = found.exercises.get(id_of(one, slot))
        if exercise is not None:
            exercise.solved += exercise.own(slot.source)


def solution_slots(notebook: NotebookNode) -> list[Slot]:
    """List the cells of a notebook of the course that are answered."""
    return [slot for slot in slots(notebook) if slot.role == SOLUTION]


def id_of(one: Assignment, slot: Slot) -> str:
    """Return the id of the exercise that is answered in a cell."""
    return f"{one.number}/{slot.function}"


def names(released: NotebookNode) -> set[str]:
    """Return the names that a notebook imports, or asks for."""
    lines = (
        line
        for cell in released.cells
        if cell.cell_type == "code"
        for line in cell.source.splitlines()
        if line.startswith(IMPORTING)
    )
    return {name for line in lines for name in bound(line)}


def read(found: Collected, one: Assignment, path: Path, author: Author) -> None:
    """Add the answers of one file."""
    where = f"{author.shown}, notebook {one.number}"
    try:
        cells = list(answers(path, one.released))
    except UNREADABLE as error:
        found.left_out.append(f"{where}: {error or type(error).__name__}")
        return
    for slot, text in cells:
        exercise = found.exercises[id_of(one, slot)]
        try:
            lexed.rows(text)
        except ValueError as error:
            found.left_out.append(f"{where}, {slot.function}: {error}")
        else:
            exercise.texts[author] = text


def answers(path: Path, released: NotebookNode) -> Iterator[tuple[Slot, str]]:
    """Yield what was written into the cells of a submission, with its cell."""
    if path.stat().st_size > MOST_BYTES:
        raise UnreadableError(f"it has more than {MOST_BYTES >> 20} MB")
    rows, _ = rebuild(salvage(path.read_bytes()).pieces, released)
    for row in rows:
        if row.role == SOLUTION and row.runs and is_written(row.source, row.slot):
            yield row.slot, row.source
