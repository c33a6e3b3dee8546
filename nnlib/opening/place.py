"""Where a notebook runs: Python, packages, the course, the environment, the file."""

import importlib.util
import os
import platform
import sys
from collections.abc import Iterator
from pathlib import Path

from nnlib.opening import lacking, messages
from nnlib.opening.lacking import installed
from nnlib.saved_notebook import built_with

DOT = " · "
SLIDERS = ("ipywidgets", "anywidget")


def where(file: Path | None) -> str:
    """Say on one line where a notebook runs.

    Parameters
    ----------
    file : Path, optional
        Of the notebook, if it is known.

    Returns
    -------
    str
        Python, numpy, the course, the environment, and the page.
    """
    parts = [
        f"Python {platform.python_version()}",
        f"numpy {installed('numpy')}",
        f"course {installed('nnlib')}",
        f"kernel of {'/'.join(Path(sys.prefix).parts[-2:])}",
    ]
    page = f"{file.name} in {file.parent.name}" if file else ""
    if file and not file.is_file():
        page = messages.RENAMED
    return DOT.join([*parts, page] if page else parts)


def troubles(file: Path | None) -> Iterator[str]:
    """Say what will be in the way later.

    Parameters
    ----------
    file : Path, optional
        Of the notebook, if it is known.

    Yields
    ------
    str
        What it is, and what helps.
    """
    missing = [name for name in SLIDERS if importlib.util.find_spec(name) is None]
    if missing:
        yield messages.NO_SLIDERS.format(missing=" and ".join(missing))
        yield lacking.install(missing)
    if file is None or not file.is_file():
        return
    if not os.access(file.parent, os.W_OK):
        yield messages.READ_ONLY.format(folder=file.parent)
    if others := copies(file):
        yield messages.COPIES.format(names=", ".join(others), own=file.name)


def copies(file: Path) -> list[str]:
    """Name the files beside a notebook that are copies of it."""
    number = built_with(file).get("notebook")
    return [
        one.name
        for one in sorted(file.parent.glob("*.ipynb"))
        if number and one != file and built_with(one).get("notebook") == number
    ]
