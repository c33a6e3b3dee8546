"""Which notebook of the course a file is: what it says inside counts, then its name."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from grading.handed_in.inside import number_inside
from grading.released.catalogue import Catalogue


@dataclass(frozen=True)
class Identified:
    """What a file was found to be.

    Parameters
    ----------
    assignment : str
        The assignment's id; empty if it is none of this course.
    note : str
        What was put right about its name, in words for student and instructor.
    exact : bool
        Whether the file has the name under which it was handed out.
    """

    assignment: str = ""
    note: str = ""
    exact: bool = False


def identify(
    data: bytes, name: str, known: Catalogue, *, is_single: bool = False
) -> Identified:
    """Find out which notebook a file is.

    Parameters
    ----------
    data : bytes
        The file; it may be damaged.
    name : str
        Its path.
    known : mapping of str to Entry
        The notebooks of the course.
    is_single : bool
        Whether the file is called after the student: then its name is not put right.

    Returns
    -------
    Identified
        Never raises for what is in the file.
    """
    file = PurePosixPath(name).name
    stem = file.removesuffix(".ipynb")
    inside = known.get(number_inside(data))
    names = [entry.name for entry in known.values()]
    if inside is not None:
        exact = stem == inside.name
        note = f"“{file}” was taken as {inside.name}: that is what it holds."
        return Identified(inside.name, "" if exact or is_single else note, exact)
    if stem in names:
        return Identified(stem, exact=True)
    for assignment in names:
        if assignment in stem:
            note = f"“{file}” was taken as {assignment}: that is in its name."
            return Identified(assignment, note)
    return Identified()
