"""Whether a notebook was built with the exercises that are installed.

A notebook carries the edition of each of its exercises. Where its file is not known, or
says nothing, nothing is said.
"""

import hashlib
from collections.abc import Iterable, Mapping

from nnlib.check.exercise import Exercise

EDITIONS = "editions"
# Where a hash stood before exercises had editions: all of them were the first.
HASH = "exercises"
FIRST = 1


def carried(built: Mapping[str, object], name: str) -> int | None:
    """Return the edition of an exercise with which a notebook was built.

    Parameters
    ----------
    built : mapping of str to object
        What the notebook says of its origin.
    name : str
        Of the function.

    Returns
    -------
    int, optional
        None where it cannot be told.

    Examples
    --------
    >>> carried({"editions": {"sigmoid": 2}}, "sigmoid")
    2
    """
    editions = built.get(EDITIONS)
    if isinstance(editions, Mapping):
        found = editions.get(name)
        return found if type(found) is int else None
    return FIRST if built.get(HASH) else None


def others(
    built: Mapping[str, object], exercises: Iterable[Exercise]
) -> list[Exercise]:
    """List the exercises of which a notebook is known to carry another edition.

    Parameters
    ----------
    built : mapping of str to object
        What the notebook says of its origin.
    exercises : iterable of Exercise
        Those of its number, as they are installed.

    Returns
    -------
    list of Exercise
        Empty where it cannot be told.
    """
    return [
        one for one in exercises if carried(built, one.name) not in (None, one.edition)
    ]


def digest(text: str) -> str:
    """Return a few digits that tell whether the text of a cell has changed."""
    return hashlib.sha256(text.strip().encode("utf-8", "replace")).hexdigest()[:12]
