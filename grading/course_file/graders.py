"""Who gives points by hand, and where: shares of the work, in `course.toml`.

A grader is called as she logs in: in the hub, on her machine, or at the server of the
gradebook. Her share are the students of some sections, some exercises, or where both
are named what lies in both. What two shares hold belongs to the first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grading.course_file.settings_table import Table
from grading.released.catalogue import Catalogue


@dataclass(frozen=True)
class Grader:
    """One share of the work.

    Parameters
    ----------
    name : str
        As she logs in.
    sections : tuple of str
        Sections of `students.csv`; all if there are none.
    exercises : tuple of str
        Exercises, such as ``"02/two_sentences"``, and numbers of whole notebooks; all
        if there are none.
    """

    name: str
    sections: tuple[str, ...] = ()
    exercises: tuple[str, ...] = ()

    def has(self, section: str, notebook: str, exercise: str) -> bool:
        """Tell whether something is in this share.

        Parameters
        ----------
        section : str
            The student's.
        notebook, exercise : str
            The number of the notebook, and the function.

        Examples
        --------
        >>> Grader("ada", ("A",), ("02",)).has("A", "02", "two_sentences")
        True
        """
        named = {notebook, f"{notebook}/{exercise}"}
        return (not self.sections or section in self.sections) and (
            not self.exercises or bool(named & {*self.exercises})
        )


def read(table: Table, known: Catalogue) -> tuple[Grader, ...]:
    """Read the shares of a course file.

    Parameters
    ----------
    table : Table
        ``[graders]``.
    known : mapping of str to Entry
        The notebooks.

    Returns
    -------
    tuple of Grader
        In the order of the file.

    Raises
    ------
    CourseError
        If a share names no exercise that there is, or is none.
    """
    legal = [*known, *exercises(known)]
    return tuple(grader(table.table(name), name, legal) for name in table.values)


def grader(share: Table, name: str, legal: Sequence[str]) -> Grader:
    """Read one share."""
    share.only("sections", "exercises")
    sections = share.values.get("sections", [])
    texts = isinstance(sections, list) and all(isinstance(o, str) for o in sections)
    if not texts:
        raise share.complaint("sections", 'a list of sections, such as ["A", "B"]')
    if not share.values:
        raise share.missing("sections", "sections, exercises or both")
    return Grader(name, tuple(sections), share.names("exercises", legal))


def exercises(known: Catalogue) -> Iterator[str]:
    """Yield the id of everything to which points can be given."""
    for number, entry in known.items():
        yield from (f"{number}/{name}" for name in entry.usual)


def responsible(
    graders: Sequence[Grader], section: str, notebook: str, exercise: str
) -> str:
    """Name whose share something is; nobody's if it is in none.

    Examples
    --------
    >>> shares = [Grader("ada", ("A",)), Grader("bo", (), ("02",))]
    >>> responsible(shares, "A", "02", "sigmoid"), responsible(shares, "", "02", "x")
    ('ada', 'bo')
    """
    found = (one.name for one in graders if one.has(section, notebook, exercise))
    return next(found, "")
