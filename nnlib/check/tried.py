"""The newest Python that the course was tried on; on a newer one it says so, once."""

import sys

NEWEST = (3, 14)
SAID: list[tuple[int, ...]] = []


def untried() -> str:
    """Return the version of a Python that the course was not tried on.

    Returns
    -------
    str
        Such as ``"3.15"``; empty on any other, and from the second time on.
    """
    version = tuple(sys.version_info[:2])
    if version <= NEWEST or version in SAID:
        return ""
    SAID.append(version)
    return ".".join(map(str, version))
