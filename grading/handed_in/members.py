"""The files in what was handed in, whether it is a folder or a zip.

A member is named by its path inside, and read only when it is needed. What must not be
read at all, such as a link, is a member with a problem.
"""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from grading.errors import A_LINK, NO_FILE, TOO_LARGE, CollectError

# nbgrader's own limit is 100 MB. A notebook of this size is one endless print.
MOST_BYTES = 20 << 20
MOST_LETTERS = 120
NOTEBOOK, ZIP = ".ipynb", ".zip"
# Browsers know no notebooks: some save one as text, or number it behind its ending.
BROWSERS = re.compile(
    r"\.ipynb(?:\.(?:json|txt|html?|download))?(?: ?[(-]\d+\)?)?(?:\.(?:json|txt))?$",
    re.IGNORECASE,
)
# Made by programs beside the files that a student means: never read.
UNMEANT = ("__MACOSX", "__pycache__", "site-packages", "node_modules")


class RefusedError(CollectError):
    """Something that was handed in is not taken; the text says why."""


def nothing(most: int) -> bytes:
    """Stand for the content of a member with a problem."""
    raise RefusedError(NO_FILE, name="it")


@dataclass(frozen=True)
class Member:
    """One file.

    Parameters
    ----------
    parts : tuple of str
        Its path inside, folder by folder.
    problem : str
        Why it must not be read; empty if it may.
    read : callable
        ``read(most) -> bytes``; raises `RefusedError` if there are more than `most`, or
        if it cannot be read.
    around : tuple of str
        Folders around it that say nothing, and are no part of the path.
    """

    parts: tuple[str, ...]
    problem: str = ""
    read: Callable[[int], bytes] = nothing
    aside: bool = False
    around: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """The path in the archive, with the folders that were left out of it."""
        return "/".join((*self.around, *self.parts))

    @property
    def name(self) -> str:
        """The path as one text."""
        return "/".join(self.parts)

    @property
    def kind(self) -> str:
        """The ending of the name in small letters, such as `.ipynb`.

        What browsers put behind the ending of a notebook is not counted.
        """
        name = self.parts[-1].lower() if self.parts else ""
        return NOTEBOOK if BROWSERS.search(name) else os.path.splitext(name)[1]

    @property
    def stem(self) -> str:
        """The last name of the path without its ending."""
        name = self.parts[-1] if self.parts else ""
        plain = BROWSERS.sub("", name)
        return plain if plain != name else os.path.splitext(name)[0]

    @property
    def is_wanted(self) -> bool:
        """Whether it may be, or hold, a notebook."""
        return self.kind in (NOTEBOOK, ZIP)

    @property
    def meant(self) -> bool:
        """Whether a person put it there, and not a program."""
        return not any(unmeant(part) for part in self.parts)

    def inside(self, depth: int = 1) -> "Member":
        """Return the same file, seen from inside its first folders."""
        around = self.around + self.parts[:depth]
        return replace(self, parts=self.parts[depth:], around=around)


def unmeant(part: str) -> bool:
    """Tell whether a file or folder of this name was made by a program."""
    return part in UNMEANT or (part.startswith(".") and part != "..")


def printable(name: str) -> str:
    r"""Make a name safe to be shown; it may hold anything.

    Examples
    --------
    >>> printable("a\x1b[2Jb")
    'a?[2Jb'
    """
    plain = "".join(sign if sign.isprintable() else "?" for sign in name)
    return plain if len(plain) <= MOST_LETTERS else f"{plain[: MOST_LETTERS - 1]}…"


def of_folder(root: Path) -> Iterator[Member]:
    """Yield the files of a folder on the disk, without following a link.

    Parameters
    ----------
    root : Path
        The folder; it may itself be a link.

    Yields
    ------
    Member
        Sorted by path.
    """
    closed: list[OSError] = []
    for place, folders, files in os.walk(root, onerror=closed.append):
        folders[:] = sorted(folder for folder in folders if not unmeant(folder))
        links = [folder for folder in folders if os.path.islink(Path(place, folder))]
        for name in sorted([*files, *links]):
            path = Path(place, name)
            yield of_file(path, path.relative_to(root).parts)
    for error in closed:
        parts = Path(error.filename).relative_to(root).parts
        yield Member(parts, problem=unreadable_text("/".join(parts), error))


def of_file(path: Path, parts: tuple[str, ...]) -> Member:
    """Return one file on the disk as a member."""
    shown = printable("/".join(parts))
    if path.is_symlink():
        return Member(parts, problem=A_LINK.format(name=shown), aside=True)
    if not path.is_file():
        return Member(parts, problem=NO_FILE.format(name=shown), aside=True)
    return Member(parts, read=lambda most: content(path, shown, most))


def content(path: Path, shown: str, most: int) -> bytes:
    """Read a file on the disk, up to a size."""
    try:
        # Between the look at it and now, the file may have become a link.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        with os.fdopen(handle, "rb") as opened:
            data = opened.read(most + 1)
    except OSError as error:
        raise RefusedError(unreadable_text(shown, error)) from error
    if len(data) > most:
        raise RefusedError(TOO_LARGE, name=shown, most=MOST_BYTES >> 20)
    return data


def unreadable_text(name: str, error: OSError) -> str:
    """Say that the system does not let us read a file or a folder."""
    reason = error.strerror or error
    return f"“{printable(name)}” cannot be read: {reason}"
