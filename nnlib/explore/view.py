"""The view of an explorer in a notebook: anywidget, and JavaScript without a bundler.

The scripts stand in the folder `js` and are joined in a fixed order. The numbers of a
whole run cross once; while a slider moves inside it, Python is not asked.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from nnlib.explore import encode

FOLDER = Path(__file__).parent / "js"
# In this order; the scenes of the explorers, one file each, stand before the view.
FIRST = (
    "numbers",
    "words",
    "theme",
    "shades",
    "contour",
    "marks",
    "canvas",
    "controls",
    "scenes",
)
LAST = ("view",)


@cache
def script() -> str:
    """Return the whole module, as a browser or node imports it."""
    ends = {*FIRST, *LAST}
    scenes = sorted(p.stem for p in FOLDER.glob("*.js") if p.stem not in ends)
    parts = [*FIRST, *scenes, *LAST]
    return "\n".join((FOLDER / f"{name}.js").read_text("utf-8") for name in parts)


@cache
def style() -> str:
    """Return the style sheet."""
    return (FOLDER / "view.css").read_text(encoding="utf-8")


def setup(explorer, runs: list | None = None) -> dict:
    """Give everything that the view needs before it is touched.

    Parameters
    ----------
    explorer : Explorer
        Whose view it is.
    runs : list of (settings, numbers), optional
        All that a page without Python knows; by default the view knows the present
        state, and asks for others.

    Returns
    -------
    dict
        For `encode`.
    """
    now = explorer.settings
    return {
        "name": type(explorer).__name__,
        "question": explorer.question,
        "scene": explorer.scene,
        "keyedBy": keyed_by(explorer),
        "compares": explorer.compares,
        "live": runs is None,
        "height": explorer.height,
        "ownLabels": explorer.own_labels,
        "ownAxes": explorer.own_axes,
        "shares": explorer.shares,
        "draws": explorer.draws,
        "mostPoints": explorer.most_points,
        "controls": list(explorer.controls.values()),
        "settings": now,
        "start": explorer.start,
        "fixed": explorer.fixed(),
        "runs": known(explorer) if runs is None else runs,
        "ahead": explorer.ahead() if runs is None and not explorer.slow else [],
    }


def keyed_by(explorer) -> list[str]:
    """List the settings for which the view must ask for numbers."""
    if explorer.keyed_by is not None:
        return list(explorer.keyed_by)
    extra = ["kept"] * explorer.compares + ["points"] * bool(explorer.own_labels)
    return [*explorer.controls, *extra]


def known(explorer) -> list:
    """Give the numbers of the present state, and of the one that is kept beside it."""
    states = [explorer.settings]
    if explorer.settings["kept"] and explorer.scene != "given":
        states.append({**explorer.settings, **explorer.settings["kept"]})
    return [[state, explorer.answer(state)] for state in states]


def joined(explorer) -> object:
    """Make the view, and let the explorer answer what it asks.

    Parameters
    ----------
    explorer : Explorer
        Whose view it is.

    Returns
    -------
    anywidget.AnyWidget
        With a trait for each control.
    """
    import anywidget
    import traitlets

    settings = explorer.settings
    traits = {n: traitlets.Any(v).tag(sync=True) for n, v in settings.items()}
    traits["setup"] = traitlets.Unicode(encode.text(setup(explorer))).tag(sync=True)
    parts = {"_esm": script(), "_css": style()}
    widget = type("View", (anywidget.AnyWidget,), {**traits, **parts})()

    def answer(_: object, message: dict, __: list) -> None:
        numbers = encode.text(explorer.answer(message["ask"]))
        widget.send({"key": message["key"], "numbers": numbers})

    def follow(change: dict) -> None:
        explorer.settings[change["name"]] = explorer.checked(
            change["name"], change["new"]
        )

    widget.on_msg(answer)
    widget.observe(follow, list(settings))
    return widget


def linked(explorer, name: str) -> object:
    """Make a slider of ipywidgets that moves a control without Python in between."""
    import ipywidgets

    control, value = explorer.controls[name], explorer.settings[name]
    ends = {"min": control.values[0], "max": control.values[-1]}
    steps = np.diff(control.values)
    look = {"value": value, "description": control.label}
    if all(isinstance(one, int) for one in control.values):
        slider = ipywidgets.IntSlider(**look, **ends)
    elif np.allclose(steps, steps[0]):
        slider = ipywidgets.FloatSlider(**look, **ends, step=float(steps[0]))
    else:
        powers = {end: float(np.log10(place)) for end, place in ends.items()}
        slider = ipywidgets.FloatLogSlider(**look, **powers, readout_format=".3g")
    # The view takes the nearest of its values, and the slider follows it there.
    ipywidgets.jslink((slider, "value"), (explorer.widget(), name))
    return slider
