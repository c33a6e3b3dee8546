"""A student's answer as rows of words, read without Python's parser.

Comments, blanks and texts that stand alone, such as docstrings, are no words. Each row
is kept twice: as it is written, and with the names that its author chose taken out,
which renaming does not change.
"""

import builtins
import keyword
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

# A longer answer is somebody's data, or meant to make us work.
MOST_LETTERS = 20_000
MOST_WORDS = 2_000
# In place of a name that its author chose. No name of Python has a sign like it.
NAME = "·"
PYTHON = frozenset([*dir(builtins), *keyword.kwlist])
# Nothing in it is tried twice: it takes as long as the text is, whatever the text is.
WORD = re.compile(
    r"""
    (?P<comment> \#[^\n]*+ )
  | (?P<text> [rbfuRBFU]{0,2}+ (?:
        \"\"\"(?:[^"\\]|\\.|"(?!""))*+(?:\"\"\")?
      | '''(?:[^'\\]|\\.|'(?!''))*+(?:''')?
      | "(?:[^"\\\n]|\\.)*+"?
      | '(?:[^'\\\n]|\\.)*+'?
    ) )
  | (?P<name> [^\W\d]\w*+ )
  | (?P<number> \.?\d(?:[eE][-+]\d|[\w.])*+ )
  | (?P<line> \n )
  | (?P<blank> [^\S\n]++ | \\\n )
  | (?P<sign> \*\*=? | //=? | [-+*/%@&|^<>=!:]= | -> | . )
    """,
    re.VERBOSE | re.DOTALL,
)
NO_WORD = ("comment", "blank")
OPENING, CLOSING = "([{", ")]}"


@dataclass(frozen=True)
class Row:
    """One statement, or the head of one.

    Parameters
    ----------
    written : tuple of str
        Its words.
    plain : tuple of str
        The same, with `NAME` for each name that its author chose.
    first, last : int
        The lines of the text in which it stands, counted from 0.
    """

    written: tuple[str, ...]
    plain: tuple[str, ...]
    first: int
    last: int

    @property
    def bag(self) -> tuple[str, ...]:
        """Its words without names, in any order: a sum turned round is the same."""
        return tuple(sorted(self.plain))


def rows(text: str, known: Collection[str] = ()) -> list[Row]:
    r"""Read an answer.

    Parameters
    ----------
    text : str
        Anything.
    known : collection of str
        Names that are the course's, beside those of Python.

    Returns
    -------
    list of Row
        In the order of the text; what stands in brackets belongs to one row.

    Raises
    ------
    ValueError
        If it is longer than any answer.

    Examples
    --------
    >>> [one.plain for one in rows("a = f(x)  # half\n", known=["f"])]
    [('·', '=', 'f', '(', '·', ')')]
    """
    if len(text) > MOST_LETTERS:
        raise ValueError(f"it has {len(text)} letters, at most {MOST_LETTERS} are read")
    found = list(read(text, frozenset(known)))
    words = sum(len(one.written) for one in found)
    if words > MOST_WORDS:
        raise ValueError(f"it has {words} words, at most {MOST_WORDS} are compared")
    return found


def read(text: str, known: frozenset[str]) -> Iterator[Row]:
    """Yield the rows of a text."""
    some: list[tuple[str, str]] = []
    depth = line = first = 0
    for found in WORD.finditer(text):
        kind, word = str(found.lastgroup), found[0]
        if kind == "line" and depth <= 0:
            yield from row(some, known, first, line)
            some, depth = [], 0
        elif kind not in (*NO_WORD, "line"):
            first = first if some else line
            some.append((kind, word))
            depth += (word in OPENING) - (word in CLOSING)
        line += word.count("\n")
    yield from row(some, known, first, line)


def row(
    some: list[tuple[str, str]], known: frozenset[str], first: int, last: int
) -> Iterator[Row]:
    """Yield the row of some words; none if it does nothing."""
    if all(kind == "text" for kind, _ in some):
        return
    before = ["", *(word for _, word in some)]
    plain = [
        NAME if kind == "name" and is_own(word, dot, known) else word
        for (kind, word), dot in zip(some, before, strict=False)
    ]
    yield Row(tuple(before[1:]), tuple(plain), first, last)


def is_own(word: str, before: str, known: frozenset[str]) -> bool:
    """Tell whether a name was chosen by its author: no attribute, and not known."""
    return before != "." and word not in known and word not in PYTHON


def without_comments(text: str) -> str:
    r"""Leave comments and docstrings out of a text.

    Examples
    --------
    >>> without_comments("def f(x):  # mine\n    'Half.'\n    return x / 2")
    'def f(x):\n    return x / 2'
    """
    plain = "".join(m[0] for m in WORD.finditer(text) if m.lastgroup != "comment")
    shown = {
        number
        for one in read(plain, frozenset())
        for number in range(one.first, one.last + 1)
    }
    lines = enumerate(plain.split("\n"))
    return "\n".join(line.rstrip() for number, line in lines if number in shown)
