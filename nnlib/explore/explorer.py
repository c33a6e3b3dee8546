"""The common part of all explorers: settings, frames, and the ways to be shown.

An explorer has controls. From their settings it makes a frame, with the functions it
was given and without any widget. In a notebook the frames live in the browser; where
there are no widgets, one of them is a picture with its sentence.
"""

import inspect
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from itertools import product
from secrets import token_hex
from time import perf_counter, process_time
from typing import ClassVar

import numpy as np

from nnlib.explore.controls import Control, by_name, differing, plain
from nnlib.explore.encode import together
from nnlib.explore.frame import Frame, compared
from nnlib.plotting import Picture

# Seconds for a frame: a function that is slower is not called ahead of time.
SLOW = 1.0
MOST_POINTS = 60  # examples of one's own


class Explorer:
    """Controls, their settings, and a frame for each.

    A subclass keeps what it is given under the names of its arguments, hands its
    controls to this class, and defines `alone`. Frames are made here and cross to the
    browser; with a `scene`, a function of that name makes the same frames there.

    Parameters
    ----------
    controls : sequence of Control
        What can be moved.
    settings : mapping, optional
        Where the controls stand at the beginning; also ``kept`` and ``points``.

    Attributes
    ----------
    question : str
        What is asked before anything is moved.
    scene : str
        Function of the browser that makes the frames; ``"frames"``: Python makes them.
    along : str
        The control whose frames are made all at once and cross together, as a run.
    fetched : tuple of str
        Controls whose values are fetched while nobody moves anything.
    at_once : bool
        Whether these runs are so quickly made that a notebook can hold all of them.
    holds : dict
        From names of controls to the values that a page without Python holds, if these
        are not the fetched ones.
    compares : bool
        Whether a state can be kept beside the present one.
    composed : bool
        Whether what is kept only adds to a frame, so that each state is made alone.
    own_labels : tuple of two str
        What label 0 and label 1 mean, if examples can be added by a click.
    own_axes : int
        How many of the two features of such an example count.
    shares : tuple of str
        Controls that a kept state follows: what is compared is asked the same.
    draws : bool
        Whether ``points`` is a drawing: (x, y, joined), in the order of the pen.
    most_points : int
        How many points there may be.
    begins : dict
        Settings at the beginning, beside the starts of the controls: what is ``kept``.
    height : int
        Of the canvas, in pixels of the page.
    """

    question = ""
    scene = "frames"
    along = ""
    fetched: tuple[str, ...] = ()
    at_once = False
    holds: ClassVar[dict] = {}
    compares = False
    composed = True
    own_labels: tuple[str, ...] = ()
    own_axes = 2
    shares: tuple[str, ...] = ()
    draws = False
    most_points = MOST_POINTS
    begins: ClassVar[dict] = {}
    height = 300

    def __init__(
        self, controls: Sequence[Control], settings: Mapping | None = None
    ) -> None:
        self.controls = by_name(controls)
        self.settings = {name: one.start for name, one in self.controls.items()}
        self.settings |= {"kept": None, "points": ()}
        self.place = token_hex(6)  # the name of where it stands in a page
        self._widget = None
        self.move(**self.begins)
        self.start = dict(self.settings)
        self.move(**(settings or {}))
        # Drawn here, so that a function that does not work yet is noticed here.
        begin = perf_counter()
        self.first = self.frame(self.settings)
        self.slow = perf_counter() - begin > SLOW
        # Where a whole run would take too long, its frames cross one by one. Time of
        # the processor, so that what else the machine does decides nothing.
        if self.along:
            begin, many = process_time(), self.controls[self.along].values
            self.alone({**self.settings, self.along: many[0]})
            if (process_time() - begin) * len(many) > SLOW:
                self.along = ""

    def alone(self, now: Mapping) -> Frame:
        """Make what is seen and said in one state, with nothing beside it.

        Parameters
        ----------
        now : mapping
            A value for each control, and ``points``, the examples of one's own as
            (x, y, label).

        Returns
        -------
        Frame
            Panels and sentence; also what stands in another frame when this is kept.
        """
        raise NotImplementedError

    def frame(self, now: Mapping) -> Frame:
        """Make what is seen and said in one state.

        Parameters
        ----------
        now : mapping
            As for `alone`, and ``kept`` (another such mapping, or None).

        Returns
        -------
        Frame
            Panels and sentence.
        """
        kept = self.beside(now)
        if not kept:
            return compared(self.alone(now), None)
        words = differing(self.controls, now, kept)
        return compared(self.alone(now), self.alone(kept), words)

    def beside(self, now: Mapping) -> dict | None:
        """Return the state that is kept beside a state, complete; None if none is."""
        if not now["kept"]:
            return None
        same = {name: now[name] for name in self.shares}
        return {**now, **now["kept"], **same, "kept": None}

    def keyed_by(self) -> list[str]:
        """List the settings for which the browser must ask Python for a run."""
        if self.scene != "frames":
            return []
        names = [name for name in self.controls if name != self.along]
        names += ["kept"] * (self.compares and not self.composed)
        return [*names, *["points"] * (self.draws or bool(self.own_labels))]

    def whole(self) -> bool:
        """Tell whether the browser can have all at once, and then needs no Python."""
        quick = self.at_once and self.along and not self.slow
        return bool(quick or not self.keyed_by())

    def fixed(self) -> dict:
        """Give what the scene needs in every state; it crosses once."""
        return {}

    def numbers(self, now: Mapping) -> dict:
        """Give the frames of a run, if the browser does not make them."""
        if self.scene != "frames":
            return {}
        make = self.alone if self.composed else self.frame
        values = self.controls[self.along].values if self.along else [None]
        run = [make({**now, self.along: value}) for value in values]
        return {"frames": together(run)}

    def ahead(self) -> list[dict]:
        """List settings that the browser may ask for while nobody moves anything."""
        return every({name: self.controls[name].values for name in self.fetched})

    def stored(self) -> list[dict]:
        """List settings of which a page without Python holds the numbers."""
        return every(self.holds) if self.holds else self.ahead()

    def move(self, **settings: object) -> None:
        """Move controls.

        Parameters
        ----------
        **settings : object
            New values by the name of the control; a slider takes its nearest value.

        Raises
        ------
        ValueError
            If there is no such control, or it has no such value.
        """
        for name, value in settings.items():
            self.settings[name] = self.checked(name, value)
        if self._widget is not None:
            for name in settings:
                setattr(self._widget, name, self.settings[name])

    def checked(self, name: str, value: object) -> object:
        """Return a value as the control of that name has it."""
        if name == "kept" and (value is None or self.compares):
            if value is None:
                return None
            old = {**self.settings, **value}
            return {one: self.checked(one, old[one]) for one in self.controls}
        if name == "points" and (self.own_labels or self.draws or not value):
            return tuple(map(own_point, value or ()))[: self.most_points]
        if name not in self.controls:
            known = ", ".join(self.controls)
            raise ValueError(f"there is no control {name!r}; there are {known}")
        return self.controls[name].nearest(value)

    def answer(self, settings: Mapping) -> dict:
        """Give the numbers of one state, or the one line that says why there are none.

        Parameters
        ----------
        settings : mapping
            As the browser sent them.

        Returns
        -------
        dict
            What `numbers` gives, or ``{"error": line}``.
        """
        try:
            now = {**self.settings, "kept": None}
            now |= {name: self.checked(name, value) for name, value in settings.items()}
            return self.numbers(now)
        except Exception as error:
            # It runs behind a slider, where nobody would see a traceback.
            words = str(error).splitlines() or [""]
            return {"error": f"This stopped with {type(error).__name__}: {words[0]}"}

    def picture(self, **settings: object) -> Picture:
        """Draw one state without a browser.

        Parameters
        ----------
        **settings : object
            By the name of the control; the others stay where they are.

        Returns
        -------
        Picture
            Its caption is the question and the sentence.
        """
        from nnlib.explore.static import draw

        now = {
            name: self.checked(name, value)
            for name, value in {**self.settings, **settings}.items()
        }
        return draw(self.frame(now), self.question)

    def widget(self) -> object:
        """Return the view for a notebook, which stays joined to this explorer.

        Returns
        -------
        anywidget.AnyWidget
            Each control is a trait of it, so that ``ipywidgets.jslink`` can join one
            to any other slider, without Python in between.
        """
        if self._widget is None:
            from nnlib.explore.view import joined

            self._widget = joined(self)
        return self._widget

    def slider(self, name: str) -> object:
        """Return a slider of ipywidgets that is joined to a control in the browser.

        Parameters
        ----------
        name : str
            A control with numbers.

        Returns
        -------
        ipywidgets.IntSlider, FloatSlider or FloatLogSlider
            It may stand anywhere in the notebook.
        """
        from nnlib.explore.view import linked

        return linked(self, name)

    def to_html(self) -> str:
        """Write one page that needs neither Python nor a network.

        Returns
        -------
        str
            HTML; controls whose numbers Python would have to compute stand at the
            values that `ahead` lists.
        """
        from nnlib.explore.page import page

        return page(self)

    def call(self) -> str:
        """Write the call that made this explorer, with its settings to be changed.

        Returns
        -------
        str
            Such as ``"Descent(..., learning_rate=0.35, step=20)"``.
        """
        settings = [f"{name}={self.settings[name]!r}" for name in self.controls]
        return f"{type(self).__name__}({', '.join(['...', *settings])})"

    def __repr__(self) -> str:
        """Write Python that makes this explorer again, in its present state."""
        given = written_arguments(self)
        settings = self.settings.items()
        moved = [(name, value) for name, value in settings if value != self.start[name]]
        given += [f"{name}={value!r}" for name, value in moved]
        return f"{type(self).__name__}({', '.join(given)})"

    def _repr_mimebundle_(self, **_: object) -> dict:
        """Show the picture, and the view in its place where the page may run it."""
        from nnlib.explore.page import output

        # A page finds the widget by its name. So nothing is saved that needs a kernel.
        with suppress(ImportError):
            self.widget()
        return output(self)


def every(values: Mapping[str, Sequence]) -> list[dict]:
    """List all settings that values of controls make together.

    Examples
    --------
    >>> every({"a": (1, 2), "b": (3,)})
    [{'a': 1, 'b': 3}, {'a': 2, 'b': 3}]
    """
    return [dict(zip(values, one, strict=True)) for one in product(*values.values())]


def own_point(value: Sequence) -> tuple[float, float, int]:
    """Insist on an example: two finite features and a label."""
    x, y, label = (plain(one) for one in value)
    if not (np.isfinite([x, y]).all() and label in (0, 1)):
        raise ValueError(f"a point is {value!r}, expected (x, y, label)")
    return float(x), float(y), int(label)


def written_arguments(explorer: Explorer) -> list[str]:
    """Write the arguments of an explorer; functions and arrays by their names."""
    found = []
    for name, parameter in inspect.signature(type(explorer)).parameters.items():
        if parameter.kind is parameter.VAR_KEYWORD:
            continue
        value = getattr(explorer, name)
        if holds_arrays(value):
            found.append(f"{name}={name}")
        elif callable(value):
            found.append(f"{name}={function_name(value, name)}")
        elif isinstance(value, Mapping) and any(map(callable, value.values())):
            found.append(f"{name}={functions_by_name(value) or name}")
        elif value is not parameter.default and value != parameter.default:
            found.append(f"{name}={value!r}")
    return found


def holds_arrays(value: object) -> bool:
    """Tell whether a value is too long to be written, such as parameters or data."""
    if isinstance(value, Mapping):
        return any(map(holds_arrays, value.values()))
    if isinstance(value, list | tuple):
        return any(map(holds_arrays, value))
    return isinstance(value, np.ndarray)


def function_name(function: Callable, otherwise: str) -> str:
    """Return the name of a function, if it can stand in Python."""
    name = getattr(function, "__name__", "")
    return name if name.isidentifier() else otherwise


def functions_by_name(functions: Mapping[str, Callable]) -> str:
    """Write a dict of functions, if each of them has a name; else nothing."""
    names = {key: function_name(one, "") for key, one in functions.items()}
    if not all(names.values()):
        return ""
    return f"{{{', '.join(f'{key!r}: {name}' for key, name in names.items())}}}"
