"""The notebook that is measured: every explorer of the course, and what they are up to.

Beside them stand a bare rectangle, which shows how soon this browser can show anything,
and `interact` with a figure, which is how sliders are usually made.
"""

import nbformat

# One slider each that is answered in the browser, from what was computed before.
INSIDE = {
    "nudge": "a",
    "descent": "step",
    "weight_and_bias": "w",
    "two_losses": "num_iterations",
    "learning_rate": "num_iterations",
    "loops_and_arrays": "m",
    "two_layers": "step",
    "symmetry_trap": "step",
    "staircase": "pieces",
    "deep_network": "step",
    "folds": "x",
    "logits": "z0",
    "drawn_digit": "example",
}
# One slider each for which the given functions are asked again, and how many explorers
# it takes to move it 25 times to a value that none of them has met.
AGAIN = {
    "descent": ("learning_rate", 2),
    "outlier": ("level", 4),
    "two_losses": ("start", 2),
    "learning_rate": ("learning_rate", 2),
    "two_layers": ("learning_rate", 2),
    "symmetry_trap": ("apart", 5),
    "deep_network": ("learning_rate", 3),
    "first_weights": ("spread", 2),
}
FUNCTIONS = """\
from inspect import signature

from IPython.display import display

from grading import exhibits

made = {one.__name__: one() for all in exhibits.EXHIBITS.values() for one in all}

def anew(name, **settings):
    given = signature(type(made[name])).parameters
    known = {one: getattr(made[name], one) for one in given if one != "settings"}
    explorer = type(made[name])(**known, **settings)
    explorer.ahead = list  # nothing is fetched that was not asked for
    return explorer
"""
BARE = """\
import anywidget

class Bare(anywidget.AnyWidget):
    _esm = '''export default { render({ el }) {
        const slider = document.createElement("input");
        const canvas = document.createElement("canvas");
        Object.assign(slider, { type: "range", min: 0, max: 60, value: 0 });
        Object.assign(canvas, { width: 760, height: 300 });
        const brush = canvas.getContext("2d");
        const draw = () => {
            brush.fillStyle = `rgb(${4 * slider.value}, 90, 90)`;
            brush.fillRect(0, 0, 760, 300);
        };
        slider.addEventListener("input", draw);
        el.addEventListener("keydown", (event) => event.stopPropagation());
        el.append(slider, canvas);
        draw();
    } };'''

Bare()"""
INTERACT = """\
%config InlineBackend.print_figure_kwargs = {'bbox_inches': None}
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import IntSlider, interact

it = anew("learning_rate", kept=None)
run = it.run(it.settings)
x, y = (np.linspace(*ends, 61) for ends in it.axes)
places = np.stack([one.ravel() for one in np.meshgrid(x, y)])

def picture(k):
    figure, (left, right) = plt.subplots(1, 2, figsize=(7.6, 3))
    left.plot(run.costs[: run.steps[k]])
    left.set(xlim=(0, 300), ylim=(0, 2))
    params = {name: values[k] for name, values in run.weights.items()}
    P = it.probability(params, places).reshape(61, 61)
    right.imshow(P, extent=(*it.axes[0], *it.axes[1]), origin="lower",
                 cmap="PuOr", vmin=0, vmax=1, aspect="auto")
    if P.min() < 0.5 < P.max():
        right.contour(x, y, P, [0.5])
    right.scatter(*it.X[:, it.Y[0] == 0], s=9)
    right.scatter(*it.X[:, it.Y[0] == 1], s=9, marker="^")
    plt.show()

interact(picture, k=IntSlider(0, 0, 15))"""
TRAINED = """\
def trained(k):
    it.runs.clear()
    global run
    rate = it.controls["learning_rate"].values[k]
    run = it.run({**it.settings, "learning_rate": rate})
    picture(15)

interact(trained, k=IntSlider(0, 0, 23))"""


def shown(name: str) -> str:
    """Write the cell that shows an explorer, as the course begins with it."""
    return f"anew({name!r})"


def copies(name: str, count: int) -> str:
    """Write the cell with explorers at the lower end of the slider that asks again.

    Two more than are timed: on the first the pictures are learned, the last is dragged.
    """
    slider = AGAIN[name][0]
    low = f"made[{name!r}].controls[{slider!r}].values[0]"
    settings = f"{slider}={low}" + (", scale=0.5" if name == "two_layers" else "")
    return f"for _ in range({count + 2}):\n    display(anew({name!r}, {settings}))"


def cells() -> dict[str, str]:
    """Give the code of every cell by its name.

    Returns
    -------
    dict of str to str
        In the order of the notebook.
    """
    found = {"functions": FUNCTIONS, "bare": BARE}
    found |= {name: shown(name) for name in dict.fromkeys([*INSIDE, *AGAIN])}
    found |= {f"again {name}": copies(name, n) for name, (_, n) in AGAIN.items()}
    return {**found, "interact": INTERACT, "trained": TRAINED}


def notebook() -> nbformat.NotebookNode:
    """Make the notebook, not yet run."""
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    code = [
        nbformat.v4.new_code_cell(text, id=name.replace(" ", "-"))
        for name, text in cells().items()
    ]
    return nbformat.v4.new_notebook(cells=code, metadata=kernel)
