"""Which platform an archive comes from: decided by all of its files, never by one.

A form must fit nearly every file. What lies between is no guess: an archive of which a
part looks like a platform's is refused, and said so.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from grading.errors import CollectError
from grading.platforms.form import Platform, Reading
from grading.platforms.loaded import platforms

ENOUGH = 0.9
# A class of folders may hold a few files whose names look like a platform's.
TOO_MANY = 0.34


@dataclass(frozen=True)
class Recognised:
    """What an archive was found to be.

    Parameters
    ----------
    platform : Platform
        Where it comes from.
    readings : mapping of str to Reading
        By path, of the files that its form reads.
    sides : frozenset of str
        Paths of files that are no hand-ins.
    """

    platform: Platform
    readings: dict[str, Reading]
    sides: frozenset[str]


def recognise(paths: Sequence[str], own: Platform | None = None) -> Recognised | None:
    """Find out which platform wrote the paths of an archive.

    Parameters
    ----------
    paths : sequence of str
        Of files that a person may have handed in.
    own : Platform, optional
        A form that the instructor gave; then no other is tried.

    Returns
    -------
    Recognised, optional
        None if it is no platform's: plain folders and files.

    Raises
    ------
    CollectError
        If a part of it is a platform's and a part is not, or the instructor's own form
        fits nothing.
    """
    tried = [fitted(one, paths) for one in ((own,) if own else platforms())]
    for one in tried:
        if share(one, paths) >= ENOUGH:
            return one
    best = max(tried, key=lambda one: share(one, paths))
    if own is None and share(best, paths) < TOO_MANY:
        return None
    raise mixed(best, paths, own)


def fitted(platform: Platform, paths: Sequence[str]) -> Recognised:
    """Read all paths by one form."""
    readings, sides = {}, set()
    for path in paths:
        found = platform.fit(path)
        if platform.is_side(path) or (found and found.get("receipt")):
            sides.add(path)
        elif found is not None:
            readings[path] = platform.reading(found)
    return Recognised(platform, readings, frozenset(sides))


def share(one: Recognised, paths: Sequence[str]) -> float:
    """Say how many of the files a form reads, of those that it should read."""
    asked = len(paths) - len(one.sides)
    senders = {read.sender for read in one.readings.values()}
    if one.platform.several and len(senders) == 1 and asked > 1:
        return 0.0
    return len(one.readings) / asked if asked > 0 and one.readings else 0.0


def mixed(best: Recognised, paths: Sequence[str], own: Platform | None) -> CollectError:
    """Word that an archive is not of one form."""
    if own is not None and not best.readings:
        return CollectError(
            "platform.pattern in course.toml fits none of the files, such as {path}",
            path=repr(paths[0]),
        )
    other = next(
        one
        for one in paths
        if one not in {**best.readings, **dict.fromkeys(best.sides)}
    )
    return CollectError(
        "{n} of {m} files look like {title}, and others do not, such as {path}: "
        "collect each kind by itself",
        n=len(best.readings),
        m=len(paths) - len(best.sides),
        title=best.platform.title,
        path=repr(other),
    )
