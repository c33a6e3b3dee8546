"""The one directory that student code can import from.

What is absent cannot be called: beside numpy and matplotlib with what they need, there
is a copy of `nnlib` that holds the functions of earlier notebooks only. A function that
is not built yet leaves its name behind, so that a call to it can be named. What draws,
checks and explains is silent.
"""

import importlib.metadata
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from packaging.requirements import Requirement

import nnlib
from grading.sandbox.earlier import LibraryError, reduced
from nnlib.check.modules_there import PACKAGES

OWN = "_student_process"
SANDBOX = Path(__file__).parent
OWN_FILES = (
    *("closed_set.py", "writer.py", "reader.py", "protocol.py"),
    *("child.py", "magics.py", "stand_ins.py", "zygote.py"),
    *("confinement.py", "landlock.py", "namespaces.py", "seccomp.py", "syscalls.py"),
)
WORDS = "forbidden.py"
RUNNER = ("runner.py", "description.py", "raised.py", "steps.py", "deadline.py")

# Modules of nnlib that hold nothing a student writes.
WHOLE = (
    *("__init__", "built_in", "datasets", "progress", "shapes", "single", "values"),
    "wording",
)
DATA = "data"
COMMAND_LINE = "__main__"
# Modules that are silent, and what they lack because it would give an answer away.
SILENT = {
    "check": (),
    "exercises": ("evaluate", "exercises", "get"),
    "explore": (),
    "opening": (),
    "plotting": (),
    "predictions": (),
}
# Elsewhere as well: files and what they say first. matplotlib asks for the version.
SILENT_FILES = {
    "IPython/__init__.py": "version_info = (9, 0, 0)",
    "IPython/display.py": "",
}
# What shows how far a loop has come does no work of the loop's.
BAR = f"from {OWN}.stand_ins import Bar as tqdm, bar_range as trange\n"
BARS = {
    "tqdm/__init__.py": f"{BAR}tqdm_notebook, tnrange = tqdm, trange\n",
    **dict.fromkeys(
        (*("tqdm/auto.py", "tqdm/autonotebook.py", "tqdm/notebook.py"), "tqdm/std.py"),
        BAR,
    ),
    "rich/__init__.py": f"from {OWN}.stand_ins import SILENT as print\n",
    "rich/progress.py": f"from {OWN}.stand_ins import Progress, track\n",
}

STAND_IN = """
from {own}.stand_ins import {kind}
__getattr__ = {kind}(__name__, {names!r}, {notebook!r})
del {kind}
"""
NO_RECORD = "{name} has no list of its files; install it with pip or conda"
NOT_INSTALLED = "{name} is not installed, and {parent} needs it"
NOT_A_NUMBER = "notebook is {notebook!r}, expected two digits such as '02'"
NOT_EMPTY = "{target} is not empty; the student's library needs a new directory"
UNKNOWN_PACKAGE = "nnlib/{name} is neither silent nor data nor a module: name it here"


def student_library(target: Path, notebook: str, source: Path | None = None) -> Path:
    """Write the directory that student code of one notebook can import from.

    Parameters
    ----------
    target : Path
        The directory; it must be empty or not exist.
    notebook : str
        Number of the notebook that is graded, such as ``"02"``.
    source : Path, optional
        The package `nnlib`; by default the one that is installed.

    Returns
    -------
    Path
        `target`, complete: until then nothing lies there.

    Raises
    ------
    LibraryError
        If `target` is not empty, or the packages cannot be found or reduced.
    """
    if not (len(notebook) == 2 and notebook.isdigit()):
        raise LibraryError(NOT_A_NUMBER.format(notebook=notebook))
    if target.exists() and any(target.iterdir()):
        raise LibraryError(NOT_EMPTY.format(target=target))
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        write_library(unfinished, notebook, source or Path(nnlib.__file__).parent)
        os.replace(unfinished, target)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    return target


def write_library(folder: Path, notebook: str, source: Path) -> None:
    """Write all parts of the library into an empty directory."""
    link_packages(folder, PACKAGES)
    write_own(folder, source)
    shutil.copyfile(SANDBOX / WORDS, folder / OWN / WORDS)
    write_nnlib(folder / "nnlib", notebook, source)
    quiet = stand_in("silent", (), notebook)
    texts = {name: first + quiet for name, first in SILENT_FILES.items()} | BARS
    for name, text in texts.items():
        place = folder / name
        place.parent.mkdir(exist_ok=True)
        place.write_text(text, encoding="utf-8")


def link_packages(folder: Path, names: Sequence[str]) -> None:
    """Link packages, and everything that they need, into a directory.

    Parameters
    ----------
    folder : Path
        The directory.
    names : sequence of str
        Names of distributions.
    """
    for place in places_of(tuple(names)):
        (folder / place.name).symlink_to(place)


def write_own(folder: Path, source: Path | None = None) -> None:
    """Copy what the student's process is made of into a directory.

    Parameters
    ----------
    folder : Path
        The directory.
    source : Path, optional
        The package `nnlib`; by default the one that is installed.
    """
    check = (source or Path(nnlib.__file__).parent) / "check"
    own = folder / OWN
    own.mkdir()
    for path in (*(SANDBOX / n for n in OWN_FILES), *(check / n for n in RUNNER)):
        shutil.copyfile(path, own / path.name)
    (own / "__init__.py").touch()


@cache
def places_of(names: tuple[str, ...]) -> list[Path]:
    """List where packages lie, and everything that they need; once in a process."""
    return sorted(set(packages(names)))


def packages(names: Sequence[str]) -> Iterator[Path]:
    """Yield the files and folders of packages and of everything that they need.

    Parameters
    ----------
    names : sequence of str
        Names of distributions.

    Yields
    ------
    Path
        What lies at the top of `site-packages` for them, metadata apart.
    """
    waiting = [(name, "the course") for name in names]
    seen: set[str] = set()
    while waiting:
        name, parent = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        try:
            distribution = importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:
            text = NOT_INSTALLED.format(name=name, parent=parent)
            raise LibraryError(text) from None
        yield from top_level(distribution)
        waiting += [(needed, name) for needed in requirements(distribution)]


def requirements(distribution: importlib.metadata.Distribution) -> Iterator[str]:
    """Yield the distributions that one needs here, without its extras."""
    for line in distribution.requires or ():
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield requirement.name.lower()


def top_level(distribution: importlib.metadata.Distribution) -> set[Path]:
    """Return what a distribution has put at the top of `site-packages`."""
    if distribution.files is None:
        raise LibraryError(NO_RECORD.format(name=distribution.metadata["Name"]))
    names = {file.parts[0] for file in distribution.files}
    return {
        Path(distribution.locate_file(name)).resolve()
        for name in names
        if name not in ("..", "__pycache__")
        and not name.endswith((".dist-info", ".egg-info", ".pth"))
    }


def write_nnlib(folder: Path, notebook: str, source: Path) -> None:
    """Write the copy of `nnlib` that belongs to a notebook."""
    folder.mkdir()
    for name, lacking in SILENT.items():
        text = stand_in("silent", lacking, notebook)
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    for path in sorted(source.iterdir()):
        name = path.stem
        if name in (*SILENT, COMMAND_LINE):
            continue
        # Copies, since a link would lead to the whole nnlib.
        if path.is_dir() and name in (DATA, *WHOLE):
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(path, folder / name, ignore=ignored)
        elif name in WHOLE and path.suffix == ".py":
            shutil.copyfile(path, folder / path.name)
        elif path.suffix == ".py":
            (folder / path.name).write_text(earlier(path, notebook), encoding="utf-8")
        elif (path / "__init__.py").exists():
            raise LibraryError(UNKNOWN_PACKAGE.format(name=name))


def earlier(path: Path, notebook: str) -> str:
    """Return the text of a module of the mathematics, before a notebook."""
    source = path.read_text(encoding="utf-8")
    left = reduced(source, f"nnlib.{path.stem}", notebook)
    return left.source + stand_in("absent", left.lacking, notebook)


def stand_in(kind: str, names: tuple[str, ...], notebook: str) -> str:
    """Return the lines of a module that is silent or lacks names."""
    return STAND_IN.format(own=OWN, kind=kind, names=names, notebook=notebook)
