"""The view of an explorer in a notebook: anywidget, and JavaScript without a bundler.

The scripts stand in the folder `js` and are joined in a fixed order. The numbers of a
whole run cross once; while a slider moves inside it, Python is not asked.
"""

from dataclasses import replace
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
    "film",
)
LAST = ("view", "place")


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


def setup(explorer, live: bool = True) -> dict:
    """Give everything that the view needs before it is touched.

    Parameters
    ----------
    explorer : Explorer
        Whose view it is.
    live : bool
        Whether Python can be asked; otherwise all that is stored is given.

    Returns
    -------
    dict
        For `encode`.
    """
    keyed_by, ahead = explorer.keyed_by(), explorer.ahead()
    return {
        "name": type(explorer).__name__,
        "question": explorer.question,
        "scene": explorer.scene,
        "keyedBy": keyed_by,
        "along": explorer.along,
        "compares": explorer.compares,
        "live": live,
        "height": explorer.height,
        "ownLabels": explorer.own_labels,
        "ownAxes": explorer.own_axes,
        "shares": explorer.shares,
        "draws": explorer.draws,
        "mostPoints": explorer.most_points,
        "controls": list(explorer.controls.values()),
        "settings": explorer.settings,
        "start": explorer.start,
        "fixed": explorer.fixed() if explorer.scene != "frames" else {},
        "panels": [replace(panel, marks=[]) for panel in explorer.first.panels],
        "runs": known(explorer, [] if live else [explorer.start, *explorer.stored()]),
        "ahead": ahead if live and not explorer.slow else [],
    }


def known(explorer, more: list[dict]) -> list:
    """Give the runs of the present state, of what is kept beside it, and of more."""
    now, found = explorer.settings, {}
    others = [{**now, "kept": None, **settings} for settings in more]
    for state in (now, explorer.beside(now), *others):
        if state:
            key = tuple(state[name] for name in explorer.keyed_by())
            found[key] = found.get(key) or [state, explorer.answer(state)]
    return list(found.values())


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
    traits["place"] = traitlets.Unicode(explorer.place).tag(sync=True)
    traits["setup"] = traitlets.Unicode(encode.text(setup(explorer))).tag(sync=True)
    parts = {"_esm": script(), "_css": style()}
    view = type("View", (anywidget.AnyWidget,), {**traits, **parts})
    # Under this name the page asks whether a kernel still knows it (`js/place.js`).
    widget = view(model_id=explorer.place)

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
