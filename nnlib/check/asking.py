"""A check that was called in another way than with one function of the notebook."""

import linecache
import re
from collections.abc import Collection, Sequence
from types import FrameType
from typing import Any

from nnlib.check import messages
from nnlib.check.description import name_of
from nnlib.wording import nearest


def asked_wrongly(
    check: Any, given: Sequence[object], frame: FrameType
) -> tuple[str, str]:
    """Say how a check is called.

    Parameters
    ----------
    check : Check
        Whose `exercises` can be checked.
    given : sequence
        What it was called with.
    frame : frame
        Where it was called.

    Returns
    -------
    (str, str)
        A title and a text.
    """
    line = linecache.getline(frame.f_code.co_filename, frame.f_lineno)
    wanted = named_in(line, check.exercises)
    first = wanted or next(iter(check.exercises))
    if len(given) != 1:
        return messages.ONE_FUNCTION[0], messages.ONE_FUNCTION[1].format(name=first)
    (one,) = given
    title, text = messages.NO_EXERCISE
    if isinstance(one, str) and one in check.exercises:
        title, text, wanted = *messages.IN_QUOTES, one
    elif wanted and re.search(rf"\b{wanted}\s*\(", line) and not callable(one):
        title, text = messages.A_RESULT
    elif isinstance(one, str) and nearest(one, check.exercises):
        title, text, wanted = *messages.NEARLY, nearest(one, check.exercises)
    kind = f"“{one}”" if isinstance(one, str) else name_of(one)
    about = {"name": wanted, "kind": kind, "names": ", ".join(check.exercises)}
    return title.format(**about), text.format(**about)


def named_in(line: str, names: Collection[str]) -> str:
    """Return the first of some names that stands in a line, or an empty text.

    Examples
    --------
    >>> named_in("check(descend(slope, 1.0))", ["fit_line", "descend"])
    'descend'
    """
    words = re.findall(r"[^\W\d]\w*", line)
    return next((word for word in words if word in names), "")
