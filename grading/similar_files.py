"""Similar files: submissions -> a folder, as programs that look for copies take it.

Beside our own page there are programs of others: compare50, JPlag, MOSS, copydetect.
They read a folder for each student, what was handed out, and what earlier classes had.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from grading import atomic
from grading.course import Course
from grading.errors import UsageError
from grading.released import assignment, made_with, notebook_file
from grading.similar import gathered
from grading.similarity.collected import Author, Collected, solution_slots

CLASS, EARLIER, GIVEN = "class", "earlier", "given"
OTHER = re.compile(r"[^\w.@-]+")


def similar_files(
    course: Course,
    folder: Path,
    *,
    earlier: Sequence[Course] = (),
    notebook: str | None = None,
) -> int:
    """Write the answers of a class as files of Python.

    Parameters
    ----------
    course : Course
        The class.
    folder : Path
        New or empty: in it `class/STUDENT/02.py`, `earlier/TERM/STUDENT/02.py`, and in
        `given` what was handed out and how the course solves it.
    earlier : sequence of Course
        Classes of other terms.
    notebook : str, optional
        Number of the only notebook.

    Returns
    -------
    int
        How many people there are.

    Raises
    ------
    UsageError
        If the folder holds something, or there is no such notebook.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is not empty; choose a new folder")
    found = gathered(course, earlier, notebook)
    for author in found.authors:
        for number in found.notebooks:
            if text := program(found, author, number):
                atomic.write_text(folder / place(author) / f"{number}.py", text)
    for one in assignment.assignments(course.release).values():
        if one.number in found.notebooks:
            given = folder / GIVEN / f"{one.number}.py"
            solved = notebook_file.read(made_with.solved(course, one.name))
            slots = [*solution_slots(one.released), *solution_slots(solved)]
            atomic.write_text(given, joined(slot.source for slot in slots))
    return len(found.authors)


def program(found: Collected, author: Author, number: str) -> str:
    """Return all that somebody wrote in a notebook, as one text; empty if nothing."""
    own = [one for id, one in found.exercises.items() if id.startswith(f"{number}/")]
    return joined(one.texts[author] for one in own if author in one.texts)


def joined(texts: Iterable[str]) -> str:
    """Return texts one below the other."""
    return "\n\n\n".join(f"{one.rstrip()}\n" for one in texts)


def place(author: Author) -> Path:
    """Return the folder of an author, within the whole."""
    if not author.term:
        return Path(CLASS, author.id)
    return Path(EARLIER, OTHER.sub("_", author.term), author.id)
