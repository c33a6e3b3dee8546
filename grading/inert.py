"""Texts that students wrote, for a terminal and for a table: shown, and nothing more.

A terminal obeys control characters, a spreadsheet computes what begins like a formula,
and signs of writing direction turn round what a person reads. Each is replaced by what
can be seen. Notebooks, where a text may be more than letters, have `results.cleaned`.
"""

import re

# Controls but tab and line break; signs that turn the order of what follows; further
# breaks of lines; halves of a letter.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
BREAKS = {"\n": r"\n", "\t": r"\t"}
# What a spreadsheet takes for a formula, unless it is a plain number.
FORMULA = re.compile(r"\s*[=+\-@|%\t\r]")
NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


def shown(text: str) -> str:
    r"""Write what cannot be seen as Python writes it; lines stay lines.

    Parameters
    ----------
    text : str
        Anything.

    Returns
    -------
    str
        The same letters; a control character is an escape that can be read.

    Examples
    --------
    >>> print(shown("a\x1b[2Jb"))
    a\x1b[2Jb
    """
    return UNSEEN.sub(lambda found: escape(ord(found[0])), text)


def escape(code: int) -> str:
    r"""Write the number of a character as an escape.

    Examples
    --------
    >>> print(escape(27), escape(0x202E))
    \x1b \u202e
    """
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"


def line(text: str) -> str:
    r"""Write a text as one line of a terminal; nothing in it begins another one.

    Examples
    --------
    >>> print(line("ada\nGraded 30 submissions"))
    ada\nGraded 30 submissions
    """
    return shown(text).translate(str.maketrans(BREAKS))


def entry(value: object) -> object:
    """Write a text as a cell of a table that a spreadsheet opens, and computes nothing.

    Examples
    --------
    >>> entry("=1+1"), entry("-5"), entry("ada"), entry(7)
    ("'=1+1", '-5', 'ada', 7)
    """
    if not isinstance(value, str):
        return value
    text = line(value)
    is_formula = FORMULA.match(text) and not NUMBER.fullmatch(text)
    return f"'{text}" if is_formula else text


def unquoted(text: str) -> str:
    """Read a text that `entry`, or a platform that does the same, has written.

    Examples
    --------
    >>> unquoted("'@ada"), unquoted("'t Hooft")
    ('@ada', "'t Hooft")
    """
    return text[1:] if text[:1] == "'" and FORMULA.match(text[1:]) else text
