"""One line of a course file, changed by a command; all others stay as they are."""

import json
import re

REMARK = re.compile(r"\s*(#.*)?")


def placed(settings: str, key: str, value: str) -> str:
    r"""Write a key of its own line into a course file.

    Parameters
    ----------
    settings : str
        The text of `course.toml`.
    key, value : str
        What the line says.

    Returns
    -------
    str
        The text with the line in place of one with that key, or of an example of it, or
        before the first table.

    Examples
    --------
    >>> print(placed("# Mine.\n#step = 2\nzone = 'UTC'\n", "step", "1"), end="")
    # Mine.
    step = "1"
    zone = 'UTC'
    """
    line = f"{key} = {json.dumps(value)}"
    for found in (own(key), re.compile(rf"^#{key}\s*=.*$", re.MULTILINE)):
        if found.search(settings):
            return found.sub(lambda _: line, settings, count=1)
    lines = settings.splitlines()
    first = (n for n, one in enumerate(lines) if not REMARK.fullmatch(one))
    at = next(first, len(lines))
    return "\n".join([*lines[:at], line, *lines[at:], ""])


def without(settings: str, key: str) -> str:
    r"""Put the line with a key behind a "#", where it says nothing any more.

    Examples
    --------
    >>> without("step = 1\n", "step")
    '#step = 1\n'
    """
    return own(key).sub(lambda found: f"#{found[0]}", settings)


def own(key: str) -> re.Pattern[str]:
    """Return what finds the line with a key."""
    return re.compile(rf"^{key}\s*=.*$", re.MULTILINE)
