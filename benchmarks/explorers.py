"""How soon a slider shows the right picture: explorers beside `interact`.

Run from the checkout: ``python -m benchmarks.explorers``. Both run in one JupyterLab
and one Chromium without a window, and take turns; printed are times and ratios.
A key is pressed; the clock stops in the first frame that shows the picture which
belongs to the slider's new value.
"""

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

import nbformat

from tests.browser.answers import save
from tests.browser.chromium import launched, missing
from tests.browser.lab import running
from tests.browser.opened import opened

STOPWATCH = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
EVENTS = 25
STILL, LIMIT = 0.4, 20.0  # seconds: a picture stays; nothing comes
FUNCTIONS = """\
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import IntSlider, interact

from nnlib.activations import sigmoid
from nnlib.datasets import tumours
from nnlib.explore import LearningRate
from nnlib.logistic import optimize

X, Y = tumours(features=("mean radius", "mean texture"))
X = (X - X.mean(axis=1, keepdims=True)) / X.std(axis=1, keepdims=True)

def train(X, Y, **options):
    return optimize(np.zeros((2, 1)), 0.0, X, Y, **options)

def probability(params, points):
    return sigmoid(params["w"].T @ points + params["b"])

def explorer(**settings):
    made = LearningRate(train, probability, X, Y, kept=None, **settings)
    made.ahead = list  # nothing is fetched that was not asked for
    return made
"""
COMPUTED = "explorer(num_iterations=0)"
TRAINS = "explorer(learning_rate=0.001)"
INTERACT = """\
%config InlineBackend.print_figure_kwargs = {'bbox_inches': None}
made = explorer()
run = made.run(made.settings)
x, y = (np.linspace(*ends, 61) for ends in made.axes)
places = np.stack([one.ravel() for one in np.meshgrid(x, y)])

def picture(k):
    figure, (left, right) = plt.subplots(1, 2, figsize=(7.6, 3))
    left.plot(run.costs[: run.steps[k]])
    left.set(xlim=(0, 300), ylim=(0, 2))
    params = {name: values[k] for name, values in run.weights.items()}
    P = probability(params, places).reshape(61, 61)
    right.imshow(P, extent=(*made.axes[0], *made.axes[1]), origin="lower",
                 cmap="PuOr", vmin=0, vmax=1, aspect="auto")
    if P.min() < 0.5 < P.max():
        right.contour(x, y, P, [0.5])
    right.scatter(*X[:, Y[0] == 0], s=9)
    right.scatter(*X[:, Y[0] == 1], s=9, marker="^")
    plt.show()

interact(picture, k=IntSlider(0, 0, 15))"""
TRAINED = """\
def trained(k):
    made.runs.clear()
    global run
    rate = made.controls["learning_rate"].values[k]
    run = made.run({**made.settings, "learning_rate": rate})
    picture(15)

interact(trained, k=IntSlider(0, 0, 23))"""
CELLS = {
    "functions": FUNCTIONS,
    "computed": COMPUTED,
    "trains": TRAINS,
    "again": TRAINS,
    "interact": INTERACT,
    "trained": TRAINED,
}
EXPLORER = ("input[type=range]", "canvas")
FIGURE = (".noUi-handle", ".jp-OutputArea-output img")
RATE, COUNT = 0, 1


class Slider:
    """One slider on the page, the picture that it moves, and what is known of both.

    Parameters
    ----------
    page : Opened
        The notebook.
    cell : str
        In which cell it is.
    kind : tuple of two str
        Where slider and picture are.
    which : int
        Which slider of the cell.
    """

    def __init__(self, page, cell: str, kind: tuple[str, str], which: int = 0) -> None:
        self.page = page.page
        root = self.page.locator(".jp-CodeCell").nth(list(CELLS).index(cell))
        self.slider = root.locator(kind[0]).nth(which)
        self.slider.wait_for(state="attached")
        self.where = {"cell": list(CELLS).index(cell), "slider": kind[0]}
        self.where |= {"picture": kind[1], "which": which}
        self.known: dict[str, object] = {}

    def call(self, code: str) -> object:
        """Run a line of the stopwatch, which knows `slider`, `picture` and `known`."""
        line = f"""([where, known]) => {{
            const cell = document.querySelectorAll(".jp-CodeCell")[where.cell];
            const slider = cell.querySelectorAll(where.slider)[where.which];
            const picture = () => [...cell.querySelectorAll(where.picture)].at(-1);
            {code}
        }}"""
        return self.page.evaluate(line, [self.where, self.known])

    def learn(self, key: str, events: int) -> None:
        """Visit values slowly and note the picture of each."""
        found = self.settled()
        for _ in range(events):
            self.known |= found
            self.slider.press(key)
            # Each value has another picture than the one before.
            found = self.settled(*found.values())
        self.known |= found

    def settled(self, before: object = None) -> dict[str, object]:
        """Return the picture that stays, with the value that it belongs to."""
        last, since = None, time.monotonic()
        while time.monotonic() - since < STILL or last[1] in (before, None):
            found = self.call(
                "return [stopwatch.value(slider), stopwatch.signature(picture())];"
            )
            if found != last:
                last, since = found, time.monotonic()
            if time.monotonic() - since > LIMIT:
                raise TimeoutError(f"the picture of {self.where} stays as it is")
            self.page.wait_for_timeout(30)
        return {last[0]: last[1]}

    def timed(self, key: str) -> float:
        """Press a key and give the seconds until the right picture is shown."""
        self.call("window.watched = stopwatch.watch(slider, picture, known);")
        self.slider.press(key)
        return self.page.evaluate("() => window.watched.seconds()")

    def dragged(self) -> tuple[int, int]:
        """Drag the slider by hand; give the values passed and those shown."""
        track = self.slider.bounding_box()
        y = track["y"] + track["height"] / 2
        ends = (track["x"] + 9, track["x"] + track["width"] - 9)
        if track["width"] < 60:  # a handle: its track lies around it
            holder = self.slider.locator(
                "xpath=ancestor::*[contains(@class,'noUi-base')]"
            )
            room = holder.bounding_box()
            ends = (track["x"] + track["width"] / 2, room["x"] + room["width"])
        self.page.mouse.move(ends[0], y)
        self.page.mouse.down()
        self.call("window.followed = stopwatch.follow(slider, picture, known);")
        for k in range(121):
            self.page.mouse.move(ends[0] + (ends[1] - ends[0]) * k / 120, y)
            self.page.wait_for_timeout(20)
        self.page.mouse.up()
        self.page.wait_for_timeout(400)
        return tuple(self.page.evaluate("() => window.followed()"))


def main(argv: list[str]) -> int:
    """Measure and print; 1 if there is no browser."""
    argparse.ArgumentParser(
        prog="benchmarks.explorers", description=__doc__
    ).parse_args(argv)
    if missing():
        print(f"error: {missing()}", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as scratch:
        for line in report(measured(Path(scratch))):
            print(line)
    return 0


def measured(scratch: Path) -> dict[str, object]:
    """Open a notebook with both kinds of sliders and measure them in turns."""
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    cells = [nbformat.v4.new_code_cell(text, id=name) for name, text in CELLS.items()]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=kernel)
    with running(scratch) as lab, launched() as browser:
        name = save(notebook, lab.folder, "benchmark")
        with opened(browser, lab, name) as page:
            page.run_all()
            page.page.evaluate(STOPWATCH)
            first = first_display(page)
            return {"first": first} | inside_a_run(page) | training_again(page)


def first_display(page) -> list[float]:
    """Time an explorer from the press of a key to its first picture."""
    times = []
    for _ in range(5):
        page.command("notebook:deselect-all")
        page.page.evaluate(
            """() => {
                const notebook = window.jupyterapp.shell.currentWidget.content;
                notebook.activeCellIndex = 1;
                notebook.mode = "command";
            }"""
        )
        begin = page.page.evaluate(
            """() => {
                const cell = document.querySelectorAll(".jp-CodeCell")[1];
                cell.querySelector(".nnlib-explorer").remove();
                const begin = performance.now();
                window.jupyterapp.commands.execute("notebook:run-cell");
                return begin;
            }"""
        )
        canvas = page.page.locator(".jp-CodeCell").nth(1).locator("canvas[aria-label]")
        canvas.wait_for()
        times.append((page.page.evaluate("() => performance.now()") - begin) / 1000)
    return times


def inside_a_run(page) -> dict[str, object]:
    """Scrub through the steps of one training, explorer and `interact` in turns."""
    ours = Slider(page, "computed", EXPLORER, COUNT)
    theirs = Slider(page, "interact", FIGURE)
    for slider in (ours, theirs):
        slider.slider.scroll_into_view_if_needed()
        slider.learn("ArrowRight", 15)
    times = {"computed": [], "interact": []}
    for key in ["ArrowLeft"] * 15 + ["ArrowRight"] * (EVENTS - 15):
        times["computed"].append(ours.timed(key))
        times["interact"].append(theirs.timed(key))
    drags = {}
    for name, slider in (("computed", ours), ("interact", theirs)):
        slider.slider.press("Home")
        slider.settled()
        drags[f"{name} drag"] = slider.dragged()
    return times | drags


def training_again(page) -> dict[str, object]:
    """Train with other rates, explorer and `interact` in turns.

    The pictures are learned on one explorer, and timed on another that knows none.
    """
    teacher = Slider(page, "again", EXPLORER, RATE)
    teacher.slider.scroll_into_view_if_needed()
    teacher.learn("ArrowRight", 24)
    ours = Slider(page, "trains", EXPLORER, RATE)
    ours.known = teacher.known
    theirs = Slider(page, "trained", FIGURE)
    theirs.learn("ArrowRight", 23)
    theirs.slider.press("Home")
    theirs.settled()
    times = {"trains": [], "trained": []}
    for k in range(24):
        times["trains"].append(ours.timed("ArrowRight"))
        if k < 23:
            times["trained"].append(theirs.timed("ArrowRight"))
    return times


def report(found: dict) -> list[str]:
    """Write the table of times, and the ratios."""
    rows = {
        "first display of an explorer": "first",
        "inside a run, explorer": "computed",
        "inside a run, interact": "interact",
        "trained again, explorer": "trains",
        "trained again, interact": "trained",
    }
    lines = [f"{'':32}{'events':>7}{'median':>9}{'p95':>9}{'max':>9}   ms"]
    for title, name in rows.items():
        times = sorted(1000 * t for t in found[name])
        middle, late = (
            statistics.median(times),
            times[int(0.95 * (len(times) - 1) + 0.5)],
        )
        lines.append(
            f"{title:32}{len(times):7}{middle:9.1f}{late:9.1f}{times[-1]:9.1f}"
        )
    for name in ("computed", "interact"):
        passed, shown = found[f"{name} drag"]
        lines.append(f"drag, {name}: {shown} of {passed} values shown")
    for ours, theirs in (("computed", "interact"), ("trains", "trained")):
        ratio = statistics.median(found[theirs]) / statistics.median(found[ours])
        lines.append(f"{theirs} / {ours}: {ratio:.1f}")
    return lines


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
