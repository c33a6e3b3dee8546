"""Words for lists and numbers of things, as every sentence of the course has them."""

from collections.abc import Iterable
from difflib import get_close_matches

ALIKE = 0.8  # of 1: one letter of five may be another


def listed(words: Iterable[str]) -> str:
    """Join words as in a sentence.

    Parameters
    ----------
    words : iterable of str
        One or more.

    Returns
    -------
    str
        With commas, and "and" before the last.

    Raises
    ------
    ValueError
        If there are no words.

    Examples
    --------
    >>> listed(["w"]), listed(["w", "b"]), listed(["w", "b", "costs"])
    ('w', 'w and b', 'w, b and costs')
    """
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def counted(number: int, thing: str) -> str:
    """Write how many of a thing there are.

    Parameters
    ----------
    number : int
        How many.
    thing : str
        A single one.

    Returns
    -------
    str
        The number and the thing, in the plural unless there is one.

    Examples
    --------
    >>> counted(1, "gate"), counted(1234, "weight"), counted(2, "bias")
    ('1 gate', '1,234 weights', '2 biases')
    """
    plural = f"{thing}es" if thing.endswith("s") else f"{thing}s"
    return f"{number:,} {thing if number == 1 else plural}"


def nearest(word: str, words: Iterable[str]) -> str:
    """Return the one of some words that is nearly the same; empty if none is.

    Examples
    --------
    >>> nearest("chek", ["check", "checks"]), nearest("loss", ["check"])
    ('check', '')
    """
    return next(iter(get_close_matches(word, sorted(words), n=1, cutoff=ALIKE)), "")
