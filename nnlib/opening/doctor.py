"""What an instructor asks first when something does not run: printed, to be sent."""

import importlib.util
import os
import platform
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from nnlib.opening import lacking
from nnlib.opening.lacking import installed
from nnlib.saved_notebook import built_with, read
from nnlib.wording import listed

SEND = (
    "Send these lines to your instructor. They name your folders and versions; "
    "nothing that you wrote is in them."
)
WIDTH = 12
# The exercises that are installed, by the number of their notebook.
Exercises = Mapping[str, Sequence[Any]]


def lines(folder: Path, exercises: Exercises) -> list[str]:
    """Describe this Python, its packages, Jupyter's kernels and a folder.

    Parameters
    ----------
    folder : Path
        Where the notebooks are looked for.
    exercises : mapping of str to sequence of Exercise
        Those that are installed, by the number of their notebook; none where a package
        is missing that they need.

    Returns
    -------
    list of str
        To be printed; a problem has ``!`` in front of it.
    """
    version = installed("nnlib") or "! not installed"
    found = [
        ("course", f"{version}, {Path(__file__).parents[1]}"),
        ("python", f"{platform.python_version()}, {sys.executable}"),
        ("system", platform.platform()),
        *packages(),
        *kernels(),
        *notebooks(folder, exercises),
    ]
    return [*(f"{name:{WIDTH}} {text}" for name, text in found), "", SEND]


def packages() -> Iterator[tuple[str, str]]:
    """Yield the version of each package that the course needs."""
    for package in (*lacking.PACKAGES.values(), "jupyterlab", "ipykernel"):
        yield package, installed(package) or "! missing"


def kernels() -> Iterator[tuple[str, str]]:
    """Yield the Python of each kernel that Jupyter offers."""
    if importlib.util.find_spec("jupyter_client") is None:
        yield "kernels", "! Jupyter is missing"
        return
    from jupyter_client.kernelspec import KernelSpecManager

    for name, found in KernelSpecManager().get_all_specs().items():
        program = (found["spec"].get("argv") or ["?"])[0]
        ours = is_this_python(program)
        yield "kernel", f"{name}: {program}{'' if ours else ' (! another Python)'}"


def is_this_python(program: str) -> bool:
    """Tell whether a kernel's program is the Python that runs here."""
    # Jupyter runs a kernel that only says "python" with the Python it runs on itself.
    return program.startswith("python") or os.path.abspath(program) == sys.executable


def notebooks(folder: Path, exercises: Exercises) -> Iterator[tuple[str, str]]:
    """Yield what each notebook of a folder, or of its notebooks/, was built for."""
    writable = "" if os.access(folder, os.W_OK) else " (! cannot be written to)"
    yield "folder", f"{folder}{writable}"
    for file in sorted([*folder.glob("*.ipynb"), *folder.glob("notebooks/*.ipynb")]):
        yield "notebook", f"{file.name}: {belongs(file, exercises)}"


def belongs(file: Path, exercises: Exercises) -> str:
    """Say whether a notebook belongs to the course that is installed."""
    built = built_with(file)
    number = built.get("notebook")
    if read(file) is None:
        return "! cannot be read"
    if not isinstance(number, str):
        return "none of the course"
    if number not in exercises:
        return f"notebook {number}; its exercises are not installed"
    from nnlib.check import edition  # needs numpy, as the exercises do

    if others := edition.others(built, exercises[number]):
        names = listed(one.name for one in others)
        version = built.get("course_version")
        return f"! notebook {number}, of version {version}: another edition of {names}"
    return f"notebook {number}, of the editions that are installed"
