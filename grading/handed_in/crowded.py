"""Whether a folder holds the work of several people, as the names in it tell."""

from collections.abc import Sequence
from pathlib import PurePosixPath

from grading.handed_in.plausible import implausible


def of_several(paths: Sequence[str], assignments: Sequence[str]) -> bool:
    """Tell whether files of one folder are called after people, not after the work.

    Examples
    --------
    >>> of_several(["Maths/Ann X - HW.ipynb", "Maths/Ann Y - HW.ipynb"], [])
    True
    >>> of_several(["ada/02_arrays.ipynb", "ada/FINAL.ipynb"], ["02_arrays"])
    False
    >>> of_several(["ada/mine.ipynb", "ada/mine_new.ipynb"], [])
    False
    """
    stems = [PurePosixPath(one).name.partition(".")[0] for one in paths]
    end = common_end(stems)
    heads = [one.removesuffix(end).strip(" -_") for one in stems]
    first = min(heads, key=len)
    if not end and all(is_version(one, first) for one in heads):
        return False
    named = (bool(one) and not implausible(one, assignments) for one in heads)
    return len(heads) > 1 and all(named)


def common_end(stems: Sequence[str]) -> str:
    """Return the words in which all names end, with the sign before them."""
    whole = min(stems, key=len)
    ends = (whole[place:] for place in range(len(whole) + 1))
    fit = (one for one in ends if all(stem.endswith(one) for stem in stems))
    return next(one for one in fit if not one[:1].isalnum())


def is_version(name: str, first: str) -> bool:
    """Tell whether a name is another one with something behind it."""
    behind = name.removeprefix(first)
    return name.startswith(first) and not behind[:1].isalnum()
