"""The pictures of README.md: two cells of a notebook, and the page about a class.

Run from the checkout: ``python -m tests.browser.readme``, or ``make pictures``. They
are taken in Notebook, of what a student might have written, and of the sample class.
`shown.json` beside them says what each showed, so that a test notices without a browser
when one of them shows something that is no longer so.
"""

import json
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

from nbformat.v4 import new_code_cell, new_notebook

from grading.build import build
from grading.collect import collect
from grading.course import Course
from grading.grade import grade
from grading.release import release
from grading.report import report
from grading.sample import sample_class
from nnlib.check.page import card
from nnlib.exercises import evaluate
from nnlib.explore import view

from .answers import save
from .chromium import launched, missing
from .lab import running
from .opened import opened

FOLDER = Path(__file__).resolve().parents[2] / "pictures"
NOTED = FOLDER / "shown.json"
SCALE = 1.6
PYTHON = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
SETUP = """\
import numpy as np
from nnlib import exercises, explore
from nnlib.activations import sigmoid
from nnlib.datasets import tumour_sizes
from nnlib.logistic import compute_cost
from nnlib.slopes import fit_line, numerical_slope

check = exercises.checks("02")
x, y = (row[0] for row in tumour_sizes())


def cost(theta1):
    answers = np.mean(y) + theta1 * (x - np.mean(x))
    return np.mean((answers - y) ** 2) / 2


def slope(theta1):
    return numerical_slope(cost, theta1)


def descend(slope, w0, learning_rate, num_iterations):
    path = [w0]
    for _ in range(num_iterations):
        path.append(path[-1] - learning_rate * slope(path[-1]))
    return path


best = fit_line(x, y)[1]"""
MINE = """\
def propagate(w, b, X, Y):
    A = sigmoid(w.T @ X + b)
    dZ = A - Y
    grads = {"dw": X @ dZ.T, "db": np.sum(dZ)}
    return grads, compute_cost(A, Y)"""
SLIDER = "explore.Descent(descend, cost, slope, best, x, y)"
CELLS = {"setup": SETUP, "mine": MINE, "check": "check(propagate)", "slider": SLIDER}
# Of each picture the first and the last cell, and how wide the window is.
PARTS = {"check": ("mine", "check", 700), "slider": ("slider", "slider", 900)}
REPORT = {"width": 760, "height": 532}
BETWEEN = """([first, last]) => {
    const cells = [...document.querySelectorAll(".jp-CodeCell")];
    const [top, bottom] = [first, last].map((k) => cells[k].getBoundingClientRect());
    const { x, y, width } = top;
    return { x, y, width, height: bottom.bottom - y };
}"""


def main() -> int:
    """Write all pictures and what they show; 1 if there is no browser."""
    if missing():
        print(f"error: {missing()}", file=sys.stderr)
        return 1
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, launched(SCALE) as browser:
        photograph_cells(browser, Path(scratch) / "notebook")
        told = class_report(Path(scratch) / "class")
        photograph_report(browser, told)
        noted = {**cells_shown(), "report": page_shown(told)}
    NOTED.write_text(json.dumps(noted, indent=2) + "\n", encoding="utf-8")
    print(f"{len(noted)} pictures in {FOLDER}")
    return 0


def photograph_cells(browser, scratch: Path) -> None:
    """Run the cells in Notebook, and take a picture of each part."""
    cells = [new_code_cell(source, id=name) for name, source in CELLS.items()]
    with running(scratch, "notebook") as server:
        name = save(new_notebook(cells=cells, metadata=PYTHON), server.folder, "shown")
        with opened(browser, server, name) as page:
            page.choose("run_all")
            page.page.locator(".nnlib-explorer canvas[aria-label]").wait_for()
            for part, (first, last, width) in PARTS.items():
                page.page.set_viewport_size({"width": width, "height": 1400})
                order = [list(CELLS).index(one) for one in (first, last)]
                page.page.locator(".jp-CodeCell").nth(
                    order[0]
                ).scroll_into_view_if_needed()
                clip = page.page.evaluate(BETWEEN, order)
                page.page.screenshot(path=FOLDER / f"{part}.png", clip=clip)


def photograph_report(browser, told: Path) -> None:
    """Take a picture of the mistakes on the page about a class."""
    page = browser.new_page()
    page.set_viewport_size(REPORT)
    page.goto(f"{told.as_uri()}#mistakes")
    page.screenshot(path=FOLDER / "report.png")
    page.close()


def class_report(folder: Path) -> Path:
    """Grade the sample class and write the page about it."""
    course = Course.create(folder / "course")
    build(course)
    release(course)
    sample_class.write(course, folder / "handed_in")
    collect(course, folder / "handed_in")
    grade(course)
    return report(course)


def cells_shown() -> dict[str, str]:
    """Say what the pictures of cells show today, without a browser."""
    names: dict = {}
    exec(f"{SETUP}\n{MINE}", names)
    verdict = evaluate("02/propagate", names["propagate"])
    explorer = eval(SLIDER, names)
    words = [explorer.question, explorer.first.sentence, SLIDER]
    words += [panel.title for panel in explorer.first.panels]
    words += [one.label for one in explorer.controls.values()]
    return {
        "check": digest(MINE + card(verdict)),
        "slider": digest("\n".join([*words, view.style()])),
    }


def page_shown(told: Path) -> str:
    """Say what the page shows of mistakes, on whatever day and machine."""
    text = told.read_text(encoding="utf-8")
    return digest(text.partition('id="mistakes"')[2].partition('id="notebooks"')[0])


def digest(text: str) -> str:
    """Shorten a text to what tells it from every other."""
    return sha256(text.encode()).hexdigest()[:16]


if __name__ == "__main__":
    sys.exit(main())
