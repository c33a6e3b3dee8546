"""What nbgrader calls a class: the name that it has in an exchange of files."""

import re

from grading import setting_line

# What nbgrader calls a class that says nothing, and what it may be called.
COURSE_ID = "nnlib"
IS_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
MOST_LETTERS = 60


def called(settings: str, name: str) -> str:
    r"""Write into a course file what nbgrader calls the class: after its folder.

    Parameters
    ----------
    settings : str
        The text of `course.toml`.
    name : str
        The name of the class folder.

    Returns
    -------
    str
        The text with a line `course_id`, before the first table.

    Examples
    --------
    >>> print(called("# Mine.\ntime_zone = 'UTC'\n", "Maths 1, Übung"), end="")
    # Mine.
    course_id = "Maths-1-bung"
    time_zone = 'UTC'
    """
    plain = re.sub(r"[^A-Za-z0-9._]+", "-", name).strip("-._")
    return setting_line.placed(settings, "course_id", plain[:MOST_LETTERS] or COURSE_ID)
