"""The wheel that each notebook of a class was released with, kept in its folder.

A release puts the whole installed package into `editions/` of the course folder, once
for each content, and notes beside it which notebook is graded by which wheel. So a
class that has begun goes on as it began, whatever is installed later. A wheel has lain
in a folder: before it is used, it must still be what was put there.
"""

import hashlib
import io
import platform
import re
import reprlib
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from grading import atomic
from grading.course import Course
from grading.errors import CourseError
from grading.released import wheel
from grading.state_file import Content, DamagedFileError, Form, expect, fit
from nnlib import __version__

FOLDER = "editions"
NOTES = "released.json"
SOLVED = "solved"
FORM = Form(
    "list of packages",
    version=1,
    remedy="restore it from a backup",
)
OTHER = (
    "note: {name} was graded by version {before}; what comes in now is graded by "
    "{now}, and what was graded stays while its exercises are of the same edition"
)
UNUSABLE = (
    "nothing was graded: {path} {problem}, and {assignment} was released with it; "
    "restore it from a copy of the class folder, or grade with the package that is "
    "installed: --edition installed"
)


# What a field of a note must look like.
HASH = "[0-9a-f]{64}"
EXPECTED = {"wheel": r"\w[\w.+-]*\.whl", "sha256": HASH, "content": HASH}


@dataclass(frozen=True)
class Kept:
    """A package that notebooks were released with.

    Parameters
    ----------
    wheel : str
        Name of its file.
    sha256 : str
        Hash of the file.
    content : str
        What tells the package from others: `wheel.content` where it was installed.
    version, python : str
        The version of the package, and of the Python that wrote it.
    adopted : bool
        Whether notebooks were released with another one, or nobody knows which, and it
        was chosen for them later.
    """

    wheel: str
    sha256: str
    content: str
    version: str
    python: str
    adopted: bool = False

    def __post_init__(self) -> None:
        """Refuse what is no name and no hash: places are made of them."""
        fit(self)
        for name, expected in EXPECTED.items():
            if not re.fullmatch(expected, found := getattr(self, name)):
                said = f"its {name} is {reprlib.repr(found)}, expected {expected}"
                raise ValueError(said)

    @property
    def installed(self) -> bool:
        """Whether this very package is the one that is installed."""
        return self.content == wheel.content()

    @property
    def called(self) -> str:
        """Its name in sentences."""
        return called(self.version, self.content)


def called(version: str = __version__, content: str = "") -> str:
    """Name a package in sentences; the installed one if nothing else is said."""
    return f"{version} ({(content or wheel.content())[: wheel.SHORT]})"


def folder(course: Course) -> Path:
    """Return where wheels and notes lie."""
    return course.root / FOLDER


def keep(course: Course, *, adopted: bool = False) -> Kept:
    """Put the installed package into the course folder, unless it lies there.

    Parameters
    ----------
    course : Course
        The class.
    adopted : bool
        As of `Kept`.

    Returns
    -------
    Kept
        What was put there.
    """
    data = wheel.data()
    path = folder(course) / wheel.file_name()
    if not path.is_file() or path.read_bytes() != data:
        atomic.write(path, data)
    return Kept(
        wheel=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        content=wheel.content(),
        version=__version__,
        python=platform.python_version(),
        adopted=adopted,
    )


def note(course: Course, names: Iterable[str], kept: Kept) -> None:
    """Write down that notebooks are graded by a wheel from now on.

    Parameters
    ----------
    course : Course
        The class.
    names : iterable of str
        Ids of assignments.
    kept : Kept
        What `keep` has returned.
    """
    before = notes(course)
    # Of a package that is known, the file may have been written anew.
    same = {
        name: replace(one, sha256=kept.sha256)
        for name, one in before.items()
        if one.wheel == kept.wheel
    }
    now = {**before, **same, **dict.fromkeys(names, kept)}
    plain = {name: asdict(one) for name, one in sorted(now.items())}
    FORM.write(folder(course) / NOTES, {"notebooks": plain})


def notes(course: Course) -> dict[str, Kept]:
    """Read which notebook is graded by which wheel.

    Parameters
    ----------
    course : Course
        The class.

    Returns
    -------
    dict of str to Kept
        By assignment; without those that were released before wheels were kept.

    Raises
    ------
    CourseError
        If the notes are damaged, lost, or of a newer version.
    """
    path = folder(course) / NOTES
    if path.is_file():
        return FORM.read(path, noted)
    # A release that was interrupted leaves the installed one.
    if {one.name for one in folder(course).glob("*.whl")} - {wheel.file_name()}:
        raise DamagedFileError(FORM, path, "it is missing, though packages lie beside")
    return {}


def noted(plain: Content) -> dict[str, Kept]:
    """Make of the notes what is looked up in them."""
    found = expect("notebooks", plain["notebooks"], dict[str, dict])
    return {name: of_notebook(name, one) for name, one in found.items()}


def of_notebook(name: str, plain: Content) -> Kept:
    """Make a note of what the file says of one notebook."""
    try:
        return Kept(**plain)
    except (TypeError, ValueError) as error:
        raise ValueError(f"of {name}, {error}") from error


def keep_solved(course: Course, names: Iterable[str]) -> None:
    """Keep the author's solutions of what is released: a later build writes others.

    Parameters
    ----------
    course : Course
        The class, built.
    names : iterable of str
        Ids of assignments.
    """
    for name in names:
        built = course.source / name / f"{name}.ipynb"
        atomic.write(folder(course) / SOLVED / built.name, built.read_bytes())


def solved(course: Course, name: str) -> Path:
    """Return the author's solution of what was released, or else what was built."""
    kept = folder(course) / SOLVED / f"{name}.ipynb"
    return kept if kept.is_file() else course.source / name / kept.name


def replaced(course: Course, before: Mapping[str, Kept]) -> Iterator[str]:
    """Say which notebooks are graded by another package than before a release.

    Parameters
    ----------
    course : Course
        The class, as it is now.
    before : mapping of str to Kept
        What `notes` has returned before.

    Yields
    ------
    str
        A line for each notebook of which something was handed in.
    """
    for name, kept in notes(course).items():
        other = name in before and before[name].content != kept.content
        if other and any(course.submitted.glob(f"*/{name}")):
            yield OTHER.format(name=name, before=before[name].called, now=kept.called)


def unpacked(course: Course, kept: Kept, assignment: str, target: Path) -> Path:
    """Unpack a wheel that is still what it was.

    Parameters
    ----------
    course, kept, assignment
        As `data` takes them.
    target : Path
        A folder that does not exist.

    Returns
    -------
    Path
        `target`, from which the package can be imported.

    Raises
    ------
    CourseError
        If the wheel is missing or damaged.
    """
    return unpack(data(course, kept, assignment), target)


def unpack(found: bytes, target: Path) -> Path:
    """Unpack a wheel into a folder that does not exist; return that."""
    with zipfile.ZipFile(io.BytesIO(found)) as archive:
        archive.extractall(target)
    return target


def data(course: Course, kept: Kept, assignment: str) -> bytes:
    """Read a wheel that is still what it was.

    Parameters
    ----------
    course : Course
        The class.
    kept : Kept
        Which one.
    assignment : str
        A notebook that was released with it.

    Returns
    -------
    bytes
        The file.

    Raises
    ------
    CourseError
        If it is missing or damaged.
    """
    path = folder(course) / kept.wheel
    found = path.read_bytes() if path.is_file() else None
    problem = "is missing" if found is None else "is damaged"
    if found is None or hashlib.sha256(found).hexdigest() != kept.sha256:
        raise CourseError(UNUSABLE, path=path, problem=problem, assignment=assignment)
    return found
