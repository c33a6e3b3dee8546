"""State files of a class: JSON with a version, read however old it is, never deleted.

Whoever keeps a state file describes it once, as a `Form`::

    FORM = Form("record", version=3, steps={2: from_hashes_to_numbers})

and then reads, writes and sets aside through it alone. `read` takes a file of an older
version up the steps, one version at a time, in memory. `write` keeps a copy of an older
file beside it before the first new one takes its place: ``one.json`` of version 2 is
kept as ``one.json.version-2``. A file that cannot be read is told as a
`DamagedFileError`, with what is wrong in it; who can do without it calls `set_aside`,
which renames it to ``one.json.damaged``, and goes on. A file of a newer version is
refused and left alone: the program is too old for it, and nothing is wrong with it.

A new version is one number more, and one more step: a pure function from the content of
the version before, as a dict, to the next. Steps are never changed later.
"""

import json
import reprlib
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from grading import atomic
from grading.errors import CourseError

Content = dict[str, Any]
NOTED: ContextVar[list[Path] | None] = ContextVar("what was set aside", default=None)
Made = TypeVar("Made")
# What comes of reading a file whose content has another form than its reader expects.
OTHER_FORM = (
    *(ValueError, TypeError, AttributeError, KeyError),
    *(RecursionError, OverflowError),
)


class DamagedFileError(CourseError):
    """A state file cannot be read; the text names it, and what is wrong in it.

    Parameters
    ----------
    form : Form
        What it should be.
    path : Path
        The file.
    why : str
        What is wrong in it.
    """

    def __init__(self, form: "Form", path: Path, why: str) -> None:
        self.path, self.why = path, why
        super().__init__(f"the {form.name} {path} is damaged: {why}; {form.remedy}")


@dataclass(frozen=True)
class Form:
    """What is known of one kind of state file.

    Parameters
    ----------
    name : str
        What it is, for errors: ``"record"``.
    version : int
        The version that is written.
    steps : mapping of int to callable
        From the content of this version to the content of the next one.
    key : str
        Where the version stands in the file.
    unmarked : int, optional
        The version of files that do not say theirs; without it they are damaged.
    remedy : str
        What is to be done about a damaged one.
    """

    name: str
    version: int
    steps: Mapping[int, Callable[[Content], Content]] = field(default_factory=dict)
    key: str = "schema"
    unmarked: int | None = None
    remedy: str = "restore it from a backup"

    def read(self, path: Path, made: Callable[[Content], Any] = dict) -> Any:
        """Read a file, of whatever version.

        Parameters
        ----------
        path : Path
            The file.
        made : callable
            Makes of the content, without its version, what is returned.

        Returns
        -------
        object
            The content, in the form of the version that is written.

        Raises
        ------
        DamagedFileError
            If the file is not JSON, or its content is not what was expected.
        CourseError
            If the file is of a newer version than this program knows.
        """
        try:
            content = self._content(path)
            found = self._version(content)
            if found <= self.version:
                return made(self._migrated(content, found))
        except OTHER_FORM as error:
            raise DamagedFileError(self, path, reason(error)) from error
        raise CourseError(
            f"the {self.name} {path} has version {found}, and this program knows "
            f"versions up to {self.version}: it was written by a newer version of the "
            "course; install that one"
        )

    def write(
        self, path: Path, content: Mapping[str, Any], mode: int = atomic.PRIVATE
    ) -> Path:
        """Write a file in one step; what an older version left there is kept beside it.

        Parameters
        ----------
        path : Path
            The file.
        content : mapping
            What JSON can hold, without the version.
        mode : int
            Permissions of the file.

        Returns
        -------
        Path
            The file.
        """
        self._keep_older(path)
        plain = {self.key: self.version, **content}
        text = json.dumps(plain, indent=1, ensure_ascii=False)
        return atomic.write_text(path, text, mode=mode)

    def _content(self, path: Path) -> Content:
        text = path.read_text(encoding="utf-8")
        if not text.strip():
            raise ValueError("it is empty")
        content = json.loads(text)
        if not isinstance(content, dict):
            raise TypeError(f"it holds a {type(content).__name__}, expected an object")
        return content

    def _version(self, content: Content) -> int:
        found = content.get(self.key, self.unmarked)
        if type(found) is not int or found < min([*self.steps, self.version]):
            raise ValueError(f"its {self.key} is {found!r}, expected {self.version}")
        return found

    def _migrated(self, content: Content, found: int) -> Content:
        kept = {key: value for key, value in content.items() if key != self.key}
        for version in range(found, self.version):
            kept = self.steps[version](kept)
        return kept

    def _keep_older(self, path: Path) -> None:
        try:
            found = self._version(self._content(path))
        except (OSError, *OTHER_FORM):
            return
        copy = path.with_name(f"{path.name}.version-{found}")
        if found < self.version and not copy.exists():
            atomic.write(copy, path.read_bytes(), mode=path.stat().st_mode & 0o777)


def reason(error: Exception) -> str:
    """Say in a few words what is wrong in a file, from the error of reading it."""
    if isinstance(error, KeyError):
        return f"{error} is missing in it"
    if isinstance(error, json.JSONDecodeError):
        return f"line {error.lineno} is not JSON ({error.msg})"
    if isinstance(error, UnicodeDecodeError):
        return "it is not a text in UTF-8"
    return str(error) or type(error).__name__


def fit(made: Made) -> Made:
    """Return what was made of a file, if every field holds what its class says.

    Parameters
    ----------
    made : dataclass instance
        With annotations of plain types, of lists and mappings of these, and of unions.

    Returns
    -------
    object
        The same.

    Raises
    ------
    TypeError
        For the first field that holds something else, with its name.
    """
    for name, hint in hints(type(made)).items():
        expect(name, getattr(made, name), hint)
    return made


@cache
def hints(kind: type) -> dict[str, Any]:
    """Return what the fields of a class may hold."""
    return get_type_hints(kind)


def expect(name: str, value: Made, hint: Any) -> Made:
    """Return a value that is of a type; refuse any other, naming the field.

    Raises
    ------
    TypeError
        If it is of another type.
    """
    if not is_of(value, hint):
        said = getattr(hint, "__name__", "") if not get_args(hint) else str(hint)
        raise TypeError(f"its {name} is {reprlib.repr(value)}, expected {said or hint}")
    return value


def is_of(value: object, hint: Any) -> bool:
    """Tell whether a value of JSON is of a type: 2 is a float, nan is none."""
    kind, inner = get_origin(hint), get_args(hint)
    if kind is UnionType:
        return any(is_of(value, one) for one in inner)
    if kind is list:
        return isinstance(value, list) and all(is_of(one, inner[0]) for one in value)
    if kind is not None:
        return isinstance(value, dict) and all(
            is_of(name, inner[0]) and is_of(one, inner[1])
            for name, one in value.items()
        )
    if hint in (int, float):
        number = type(value) is int or (hint is float and type(value) is float)
        return number and (hint is int or abs(value) <= sys.float_info.max)
    return isinstance(value, hint)


def is_plain(name: object) -> bool:
    """Tell whether a name is that of one file or folder, and leads nowhere else."""
    return (
        isinstance(name, str)
        and name not in ("", ".", "..")
        and not (set(name) & set("/\\\0"))
    )


def set_aside(path: Path) -> Path:
    """Rename a file that cannot be read, so that a new one can take its place.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    Path
        Where it lies now: beside its place, with ``.damaged`` behind its name, and a
        number if others were set aside before.
    """
    place, number = path.with_name(f"{path.name}.damaged"), 1
    while place.exists():
        number += 1
        place = path.with_name(f"{path.name}.damaged-{number}")
    shutil.move(path, place)
    noted = NOTED.get()
    if noted is not None:
        noted.append(place)
    return place


@contextmanager
def noting_set_aside() -> Iterator[list[Path]]:
    """Note what is set aside.

    Yields
    ------
    list of Path
        Where it lies, as soon as it lies there.
    """
    found: list[Path] = []
    before = NOTED.set(found)
    try:
        yield found
    finally:
        NOTED.reset(before)
