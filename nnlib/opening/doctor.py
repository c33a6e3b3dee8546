"""What an instructor asks first when something does not run: printed, to be sent."""

import importlib.util
import os
import platform
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from nnlib.check import edition
from nnlib.opening import lacking
from nnlib.opening.lacking import installed

SEND = (
    "Send these lines to your instructor. They name your folders and versions; "
    "nothing that you wrote is in them."
)
WIDTH = 12


def lines(folder: Path, fingerprints: Mapping[str, str]) -> list[str]:
    """Describe this Python, its packages, Jupyter's kernels and a folder.

    Parameters
    ----------
    folder : Path
        Where the notebooks are looked for.
    fingerprints : mapping of str to str
        Of the exercises that are installed, by the number of their notebook.

    Returns
    -------
    list of str
        To be printed; a problem has ``!`` in front of it.
    """
    found = [
        ("course", f"{installed('nnlib')}, {Path(__file__).parents[1]}"),
        ("python", f"{platform.python_version()}, {sys.executable}"),
        ("system", platform.platform()),
        *packages(),
        *kernels(),
        *notebooks(folder, fingerprints),
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


def notebooks(
    folder: Path, fingerprints: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield what each notebook of a folder, or of its notebooks/, was built for."""
    writable = "" if os.access(folder, os.W_OK) else " (! cannot be written to)"
    yield "folder", f"{folder}{writable}"
    for file in sorted([*folder.glob("*.ipynb"), *folder.glob("notebooks/*.ipynb")]):
        yield "notebook", f"{file.name}: {belongs(file, fingerprints)}"


def belongs(file: Path, fingerprints: Mapping[str, str]) -> str:
    """Say whether a notebook belongs to the course that is installed."""
    built = edition.built_with(file)
    number = built.get("notebook")
    if number not in fingerprints:
        return "none of the course"
    if built.get("exercises") == fingerprints[number]:
        return f"notebook {number}, of this version"
    return f"! notebook {number}, made for version {built.get('course_version')}"
