"""The committed notebooks: what a fresh build and release of the sources gives.

`notebooks/` is generated and committed, so that a student only clones and opens. This
writes it, or says which of its files no longer follow from their source.
"""

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

import nbformat

from grading import atomic, sheets
from grading.build import build
from grading.course import CHECKOUT, Course
from grading.errors import OutOfStepError
from grading.release import release
from grading.released.marks import grade_id, is_solution
from grading.text.closing import FOLDER
from nnlib.exercises import starting

NOTEBOOKS = CHECKOUT / "notebooks"


def write(folder: Path = NOTEBOOKS) -> list[Path]:
    """Write the notebooks, and remove those that no longer have a source.

    Parameters
    ----------
    folder : Path
        Where the notebooks of the checkout lie.

    Returns
    -------
    list of Path
        The notebooks, in the order of the course.
    """
    return renewed(folder, "*.ipynb", fresh())


def write_sheets(folder: Path = NOTEBOOKS) -> list[Path]:
    """Write the printed sheets of all notebooks beside them.

    Parameters
    ----------
    folder : Path
        Where the notebooks of the checkout lie.

    Returns
    -------
    list of Path
        The pages.
    """
    pages = {name: html.encode("utf-8") for name, html in sheets.pages().items()}
    return renewed(folder / FOLDER, "*.html", pages)


def renewed(folder: Path, pattern: str, wanted: Mapping[str, bytes]) -> list[Path]:
    """Write files by name, and remove others of their kind."""
    for path in folder.glob(pattern):
        if path.name not in wanted:
            path.unlink()
    return [
        atomic.write(folder / name, data, mode=atomic.PUBLIC)
        for name, data in wanted.items()
    ]


def check(folder: Path = NOTEBOOKS) -> list[Path]:
    """Compare the notebooks with a fresh build, byte by byte.

    Parameters
    ----------
    folder : Path
        Where the notebooks of the checkout lie.

    Returns
    -------
    list of Path
        The notebooks, all of them in step.

    Raises
    ------
    OutOfStepError
        If one differs, is missing, or has no source.
    """
    wanted = fresh()
    found = {path.name: path.read_bytes() for path in folder.glob("*.ipynb")}
    names = sorted(wanted.keys() | found.keys())
    off = [name for name in names if wanted.get(name) != found.get(name)]
    if off:
        raise OutOfStepError(
            f"{', '.join(off)} differ from a fresh build; run python -m grading "
            "notebooks"
        )
    return [folder / name for name in names]


def write_starting_texts(
    folder: Path = NOTEBOOKS, place: Path = starting.PLACE
) -> Path:
    """Write down with which text each answer begins, for `check.restart`.

    Parameters
    ----------
    folder : Path
        Where the notebooks of the checkout lie, in step with their sources.
    place : Path
        The file in the package.

    Returns
    -------
    Path
        `place`.
    """
    return atomic.write_text(place, starting_texts(folder), mode=atomic.PUBLIC)


def check_starting_texts(
    folder: Path = NOTEBOOKS, place: Path = starting.PLACE
) -> Path:
    """Compare the starting texts in the package with the notebooks.

    Parameters
    ----------
    folder, place : Path
        As of `write_starting_texts`.

    Returns
    -------
    Path
        `place`.

    Raises
    ------
    OutOfStepError
        If they differ.
    """
    if not place.is_file() or place.read_text(encoding="utf-8") != starting_texts(
        folder
    ):
        raise OutOfStepError(
            f"{place.name} differs from the notebooks; run python -m grading notebooks"
        )
    return place


def starting_texts(folder: Path) -> str:
    """Return the text of every cell for an answer, as JSON by the exercise's id."""
    found = {}
    for path in sorted(folder.glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        number = notebook.metadata["nnlib"]["notebook"]
        for cell in filter(is_solution, notebook.cells):
            found[f"{number}/{grade_id(cell).removesuffix('-solution')}"] = cell.source
    return json.dumps(found, indent=1, ensure_ascii=False) + "\n"


def fresh() -> dict[str, bytes]:
    """Build and release all sources in a temporary course.

    Returns
    -------
    dict of str to bytes
        From file name to notebook, in the order of the course.
    """
    with tempfile.TemporaryDirectory(prefix="nnlib-") as folder:
        course = Course.create(Path(folder))
        build(course)
        return {path.name: path.read_bytes() for path in release(course)}
