"""How soon a slider shows the right picture: every explorer, beside `interact`.

Run from the checkout: ``python -m benchmarks.explorers``. All stand in one notebook, in
one JupyterLab and one Chromium without a window, and take turns. A key is pressed; the
clock stops in the first frame that shows the picture which belongs to the slider's new
value. The bare rectangle tells how soon anything can be shown on this machine. It takes
about five minutes.
"""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.explorer_notebook import AGAIN, INSIDE, notebook
from benchmarks.explorer_slider import CELLS, Interact, Slider
from tests.browser.answers import save
from tests.browser.chromium import launched, missing
from tests.browser.lab import running
from tests.browser.opened import opened

STOPWATCH = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
ROUNDS, TURN = 6, 5  # a slider is moved 6 times 5 times
FIGURES = 15  # steps of the slider of `interact`
DISPLAYS = 3
BARE, INTERACT = "bare", "interact"
RUN_CELL = """async k => {
    const notebook = window.jupyterapp.shell.currentWidget.content;
    notebook.deselectAll();
    notebook.activeCellIndex = k;
    notebook.mode = "command";
    const cell = document.querySelectorAll(".jp-CodeCell")[k];
    const run = () => window.jupyterapp.commands.execute("notebook:run-cell");
    return stopwatch.first(cell, "canvas[aria-label]", run);
}"""


@dataclass
class Row:
    """What was measured of one slider; seconds, and milliseconds of work.

    Parameters
    ----------
    title : str
        Explorer and control.
    times : list of float
        From a key to the right picture.
    drag : tuple
        Values passed and shown, and whether the last was shown.
    work : list of [float, float]
        Of the page alone: script, and script with drawing.
    first : list of float
        From running the cell to the first picture.
    """

    title: str
    times: list[float] = field(default_factory=list)
    drag: tuple = ()
    work: list[list[float]] = field(default_factory=list)
    first: list[float] = field(default_factory=list)


def main(argv: list[str]) -> int:
    """Measure and print; 1 if there is no browser."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.explorers", description=__doc__.partition("\n")[0]
    )
    parser.parse_args(argv)
    if missing():
        print(f"error: {missing()}", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as scratch:
        inside, again = measured(Path(scratch))
    for line in (*table("inside a computed run", inside), ""):
        print(line)
    for line in (*table("Python computes again", again), ""):
        print(line)
    for line in ratios(inside, again):
        print(line)
    return 0


def measured(scratch: Path) -> tuple[dict[str, Row], dict[str, Row]]:
    """Open the notebook and measure all that is in it."""
    with running(scratch) as lab, launched() as browser:
        name = save(notebook(), lab.folder, "benchmark")
        with opened(browser, lab, name) as page:
            page.run_all()
            page.page.evaluate(STOPWATCH)
            displays = first_displays(page)
            inside, again = inside_a_run(page), computed_again(page)
    for name, row in [*inside.items(), *again.items()]:
        row.first = displays.get(name, [])
    return inside, again


def first_displays(page) -> dict[str, list[float]]:
    """Time every explorer from running its cell to its first picture."""
    found: dict[str, list[float]] = {name: [] for name in {**INSIDE, **AGAIN}}
    for _ in range(DISPLAYS):
        for name, times in found.items():
            times.append(page.page.evaluate(RUN_CELL, CELLS.index(name)))
    return found


def inside_a_run(page) -> dict[str, Row]:
    """Move every slider that the browser answers by itself, all in turns."""
    sliders = {BARE: Slider(page, BARE)}
    sliders |= {name: Slider(page, name, slider) for name, slider in INSIDE.items()}
    for slider in sliders.values():
        slider.learn()
    sliders[INTERACT] = Interact(page, INTERACT)
    sliders[INTERACT].learn_slowly(FIGURES)
    rows = {name: Row(titled(name, INSIDE.get(name))) for name in sliders}
    for _ in range(ROUNDS):
        for name, slider in sliders.items():
            slider.element.scroll_into_view_if_needed()
            times = [slider.timed(slider.onwards()) for _ in range(TURN)]
            rows[name].times += [one for one in times if one is not None]
    for name, slider in sliders.items():
        slider.element.press("Home")
        slider.settled()
        rows[name].drag = slider.dragged()
        rows[name].work = slider.work() if name != INTERACT else []
    return rows


def computed_again(page) -> dict[str, Row]:
    """Move every slider for which Python computes again, all in turns."""
    teachers = {name: learned(page, name) for name in AGAIN}
    moves = {name: moved_again(page, name, teachers[name]) for name in AGAIN}
    moves["trained"] = figures_again(page)
    rows = {name: Row(titled(name, AGAIN.get(name, [None])[0])) for name in moves}
    while moves:
        for name, times in list(moves.items()):
            if (found := next(times, None)) is None:
                del moves[name]
            else:
                rows[name].times += found
    for name, teacher in teachers.items():
        rows[name].drag = pupil(page, name, teacher, -1).dragged()
    return rows


def learned(page, name: str) -> Slider:
    """Learn the pictures of all values on the first explorer of a cell."""
    teacher = Slider(page, f"again {name}", AGAIN[name][0])
    teacher.learn()
    return teacher


def pupil(page, name: str, teacher: Slider, which: int) -> Slider:
    """Give the slider of another explorer, which has met no value yet."""
    control, count = AGAIN[name]
    found = Slider(page, f"again {name}", control, which % (count + 2))
    found.known = teacher.known
    found.element.scroll_into_view_if_needed()
    return found


def moved_again(page, name: str, teacher: Slider) -> Iterator[list[float]]:
    """Time every step of fresh explorers; the pictures were learned on another one."""
    for which in range(1, AGAIN[name][1] + 1):
        fresh = pupil(page, name, teacher, which)
        for _ in range(len(teacher.known) - 1):
            time = fresh.timed("ArrowRight")
            yield [] if time is None else [time]


def figures_again(page) -> Iterator[list[float]]:
    """Time the steps of `interact` where each trains again."""
    slider = Interact(page, "trained")
    slider.learn_slowly(23)
    slider.element.press("Home")
    slider.settled()
    for _ in range(23):
        time = slider.timed("ArrowRight")
        yield [] if time is None else [time]


def titled(name: str, control: str | None) -> str:
    """Write what a row is about."""
    words = {BARE: "a bare rectangle", INTERACT: "interact, inline figure"}
    words["trained"] = words[INTERACT]
    return words.get(name) or f"{name}, {control}"


def table(title: str, rows: dict[str, Row]) -> list[str]:
    """Write a table with a line for each slider."""
    heads = ("moves", "median", "p95", "max", "script", "+drawing", "shown", "display")
    lines = [title + " (ms)", " " * 32 + "".join(f"{head:>10}" for head in heads)]
    for row in rows.values():
        times = [1000 * one for one in row.times]
        cells = [str(len(times)), *map(brief, (middle(times), late(times), max(times)))]
        cells += [brief(middle([one[k] for one in row.work])) for k in (0, 1)]
        cells.append(f"{row.drag[1]}/{row.drag[0]}" if row.drag else "")
        cells.append(brief(1000 * middle(row.first)))
        lines.append(f"{row.title:32}" + "".join(f"{cell:>10}" for cell in cells))
    return lines


def ratios(inside: dict[str, Row], again: dict[str, Row]) -> list[str]:
    """Write how many times longer `interact` takes for the same."""
    lines = []
    for what, rows, theirs in (
        ("inside a run", inside, INTERACT),
        ("trained again", again, "trained"),
    ):
        ratio = middle(rows[theirs].times) / middle(rows["learning_rate"].times)
        lines.append(f"interact / learning_rate, {what}: {ratio:.1f}")
    left_out = [row.title for row in again.values() if row.drag and not row.drag[2]]
    lines.append(f"last value of a drag not shown: {', '.join(left_out) or 'none'}")
    return lines


def middle(values: list[float]) -> float:
    """Give the median; nan if there is nothing."""
    return statistics.median(values) if values else float("nan")


def late(values: list[float]) -> float:
    """Give the value below which 95 of 100 lie."""
    return sorted(values)[int(0.95 * (len(values) - 1) + 0.5)]


def brief(milliseconds: float) -> str:
    """Write a time; nothing if it was not measured."""
    return "" if milliseconds != milliseconds else f"{milliseconds:.1f}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
