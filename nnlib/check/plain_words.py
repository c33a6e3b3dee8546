"""What the common exceptions mean, in one or two plain sentences.

Python and numpy name what they could not do; whoever meets the message for the first
time needs to know what it says about her code. A sentence never names the repair. What
is in no row of the table stays as Python says it.
"""

import re

from nnlib.check.meanings import ASIDES, MEANINGS
from nnlib.check.raised import Raised


def in_plain_words(raised: Raised) -> str:
    """Say what an exception means, or nothing.

    Parameters
    ----------
    raised : Raised
        Type and text of the exception.

    Returns
    -------
    str
        One or two short sentences; empty where the table knows none.

    Examples
    --------
    >>> in_plain_words(Raised("KeyError", "'W3'"))
    'The dictionary has no entry named W3.'
    """
    for kind, text, meaning in MEANINGS:
        found = re.search(text, raised.text)
        if found and re.fullmatch(kind, raised.type):
            return meaning.format_map(found.groupdict())
    return ""


def without_asides(text: str) -> str:
    """Return the text of an exception without what would lead a beginner astray.

    Examples
    --------
    >>> without_asides("The truth value is ambiguous. Use a.any() or a.all()")
    'The truth value is ambiguous.'
    """
    for aside in ASIDES:
        text = aside.sub("", text)
    return text
