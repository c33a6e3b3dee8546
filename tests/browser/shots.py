"""Screenshots of every notebook, from top to bottom, to be read by whoever writes them.

Run from the checkout: ``python -m tests.browser.shots FOLDER``. Each notebook is shown
as released, solved, and with a mistake in every answer, in light and in dark. With
``--only mistakes``, what the checks say of twenty common mistakes; with ``--only
places``, what they say of the lines in which twenty slips stand, folded and open.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from benchmarks.pointing import Slip, slips_in
from grading.build import build
from grading.course import CHECKOUT, Course
from grading.release import release
from grading.text.folded import HIDDEN

from .answers import STATES, answered, save, stems
from .chromium import launched, missing
from .lab import running
from .mistakes import MISTAKES, cell_of
from .opened import DARK, LIGHT, Opened, opened

THEMES = {"light": LIGHT, "dark": DARK}
SCALE = 1.25
PYTHON = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
# Slips in various forms, and how many of them are shown.
UNSEEN = "tests/nnlib/check/pointing/unseen_subtle.txt"
PLACES = 20
UNFOLD = "() => document.querySelectorAll('details').forEach(one => (one.open = true))"
OVERLAP = 60  # pixels of the page that two screenshots in a row share
SCROLLER = "window.jupyterapp.shell.currentWidget.content.outerNode"
SCROLL = f"top => {{ {SCROLLER}.scrollTop = top; }}"
# Where the notebook is on the page, and how far down its last cell ends.
ROOM = f"""() => {{
    const scroller = {SCROLLER}, cells = scroller.querySelectorAll(".jp-Cell");
    const {{ x, y, width, height }} = scroller.getBoundingClientRect();
    const end = [...cells].at(-1).getBoundingClientRect().bottom - y;
    return [{{ x, y, width, height }}, end + scroller.scrollTop];
}}"""


def main(argv: list[str]) -> int:
    """Write the screenshots and say how many; 1 if there is no browser."""
    parser = argparse.ArgumentParser(prog="tests.browser.shots", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--only", default="", help="notebooks whose name begins so")
    options = parser.parse_args(argv)
    if missing():
        print(f"error: {missing()}", file=sys.stderr)
        return 1
    options.folder.mkdir(parents=True, exist_ok=True)
    kinds = {"mistakes": shots_of_mistakes, "places": shots_of_places}
    kind = kinds.get(options.only, shots)
    with tempfile.TemporaryDirectory() as scratch:
        written = list(kind(options.folder, Path(scratch), options.only))
    print(f"{len(written)} screenshots in {options.folder}")
    return 0


def shots(folder: Path, scratch: Path, only: str = "") -> Iterator[Path]:
    """Write the screenshots of all notebooks.

    Parameters
    ----------
    folder : Path
        Where the pictures go; exists.
    scratch : Path
        An empty folder for a course and a server.
    only : str
        Beginning of the names of the notebooks that are wanted.

    Yields
    ------
    Path
        Each picture, named by notebook, state, theme and position.
    """
    course = Course.create(scratch / "course")
    build(course)
    release(course)
    wanted = [stem for stem in stems(course) if stem.startswith(only)]
    with running(scratch) as lab, launched(SCALE) as browser:
        for stem, state in product(wanted, STATES):
            name = save(answered(course, stem, state), lab.folder, f"{stem}-{state}")
            with opened(browser, lab, name) as page:
                page.run_all()
                yield from in_themes(page, folder / f"{stem}-{state}")


def shots_of_mistakes(folder: Path, scratch: Path, only: str) -> Iterator[Path]:
    """Write the screenshots of what the checks say of common mistakes.

    Parameters
    ----------
    folder : Path
        Where the pictures go; exists.
    scratch : Path
        An empty folder for a server.
    only : str
        Beginning of the pictures' names.

    Yields
    ------
    Path
        Each picture, named by theme and position.
    """
    cells = [new_code_cell(cell_of(one), id=one) for one in MISTAKES]
    with running(scratch) as lab, launched(SCALE) as browser:
        name = save(new_notebook(cells=cells, metadata=PYTHON), lab.folder, only)
        with opened(browser, lab, name) as page:
            page.run_all()
            yield from in_themes(page, folder / only)


def shots_of_places(folder: Path, scratch: Path, only: str) -> Iterator[Path]:
    """Write the screenshots of what the checks say of the lines of slips.

    Parameters
    ----------
    folder : Path
        Where the pictures go; exists.
    scratch : Path
        An empty folder for a server.
    only : str
        Beginning of the pictures' names.

    Yields
    ------
    Path
        Each picture, named by theme and position; those that are open last.
    """
    slips = [*slips_in((CHECKOUT / UNSEEN).read_text(encoding="utf-8"))]
    chosen = slips[:: len(slips) // PLACES][:PLACES]
    cells = [cell for one in chosen for cell in cells_of(one)]
    with running(scratch) as lab, launched(SCALE) as browser:
        name = save(new_notebook(cells=cells, metadata=PYTHON), lab.folder, only)
        with opened(browser, lab, name) as page:
            page.run_all()
            yield from in_themes(page, folder / only)
            page.page.evaluate(UNFOLD)
            yield from in_themes(page, folder / f"{only}-open")


def cells_of(slip: Slip) -> list[NotebookNode]:
    """Return a cell with a wrong function, and one that checks it."""
    notebook, name = slip.exercise.split("/")
    known = f"globals().update(names_in({notebook!r}))\ncheck = checks({notebook!r})"
    imports = "from benchmarks.pointing import names_in"
    imports += "\nfrom nnlib.exercises import checks"
    return [
        new_code_cell(f"{imports}\n{known}", metadata=HIDDEN),
        new_code_cell(slip.text.rstrip()),
        new_code_cell(f"check({name})"),
    ]


def in_themes(page: Opened, start: Path) -> Iterator[Path]:
    """Write the screenshots of one open notebook in light and in dark."""
    for theme, name in THEMES.items():
        page.theme(name)
        yield from downwards(page, f"{start}-{theme}")
    page.theme(LIGHT)


def downwards(page: Opened, start: str) -> Iterator[Path]:
    """Write one screenshot per screenful, from the first cell to the last."""
    room, end = page.page.evaluate(ROOM)
    tops = range(0, max(1, round(end) - OVERLAP), round(room["height"]) - OVERLAP)
    for number, top in enumerate(tops, start=1):
        page.page.evaluate(SCROLL, top)
        path = Path(f"{start}-{number:02}.png")
        page.page.screenshot(path=path, clip=room)
        yield path


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
