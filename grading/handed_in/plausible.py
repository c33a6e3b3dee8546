"""Names that are nobody's: of folders, of pieces of work, of stages."""

import re
from collections.abc import Iterable

# Folders that hold people, or their files, and are none.
STAGES = (
    "source release submitted received autograded feedback results solutions editions "
    "instructor notebooks downloaded extracted archive nnlib data"
).split()
# Single words that stand for a piece of work, in whatever language.
WORDS = (
    "hw homework assignment exercise ex lab notebook nb week task untitled submission "
    "solution solutions final draft copy answer answers test project sheet problem set "
    "section group team class course part day abgabe aufgabe hausaufgabe blatt gruppe "
    "kopie woche uebung übung devoir tarea equipo groupe tp td ps pset"
).split()
BETWEEN = re.compile(r"[\W\d_]+")
# A longer number may be a student's.
SHORT = 3


def implausible(shown: str, assignments: Iterable[str]) -> bool:
    """Tell whether a name is that of a piece of work or a folder, not a person's.

    Examples
    --------
    >>> [implausible(one, ["02_arrays"]) for one in ("02", "Homework2", "Blue Team 2")]
    [True, True, True]
    >>> [implausible(one, ["02_arrays"]) for one in ("ada", "s1234567", "Ed Final")]
    [False, False, False]
    """
    folded = shown.strip().casefold()
    names = {one.casefold() for one in assignments}
    if folded in STAGES or folded in names | {one.partition("_")[2] for one in names}:
        return True
    words = [one for one in BETWEEN.split(folded) if one]
    if not words:
        return len(folded) <= SHORT
    # A person's name that is written with a blank has no number in it.
    counted = " " in folded and any(sign.isdigit() for sign in folded)
    return counted or all(one in WORDS or one.rstrip("s") in WORDS for one in words)
