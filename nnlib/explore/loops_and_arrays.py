"""The time of several programs for the same gradient, by the size of the data."""

from collections.abc import Callable, Mapping

import numpy as np

from nnlib.explore.controls import Control
from nnlib.explore.explorer import Explorer
from nnlib.explore.frame import Frame, Panel, dots, line
from nnlib.plotting.exhibits.timings import best_time
from nnlib.plotting.sentences import duration, two_digits

FEATURES = (2, 10, 50, 100)
SIZES = (10, 20, 50, 100, 200, 500, 1000)
LOOKS = ("other", "third", "main")
FASTEST, SLOWEST = 1e-6, 1.0  # seconds, ends of the drawn range


class LoopsAndArrays(Explorer):
    """Times up to three programs on random data, and compares them at one size.

    Parameters
    ----------
    programs : mapping of str to callable
        ``program(w, b, X, Y)`` gives the gradient; slowest first, arrays last.
    **settings : object
        ``n_x`` and ``m`` at the beginning.
    """

    question = "When do arrays pay? Try few features and few examples, then many."
    along = "m"
    fetched = ("n_x",)

    def __init__(self, programs: Mapping[str, Callable], **settings: object) -> None:
        if not 2 <= len(programs) <= len(LOOKS):
            raise ValueError(f"programs holds {len(programs)}, expected 2 or 3")
        self.programs = programs
        self.times: dict[int, list[np.ndarray]] = {}
        controls = (
            Control("n_x", "features nₓ", FEATURES, 50),
            Control("m", "examples m", SIZES, SIZES[-1]),
        )
        super().__init__(controls, settings)

    def measured(self, n_x: int) -> list[np.ndarray]:
        """Time each program for each size, in seconds; measured once."""
        if n_x not in self.times:
            programs = self.programs.values()
            self.times[n_x] = [
                np.array([best_time(program, n_x, m) for m in SIZES])
                for program in programs
            ]
        return self.times[n_x]

    def alone(self, now: Mapping) -> Frame:
        """Draw the times, and mark those of one size."""
        k, marks, told = SIZES.index(now["m"]), [], []
        rows = self.measured(now["n_x"])
        ends = (FASTEST, SLOWEST)
        marks.append(line([now["m"], now["m"]], ends, "level"))
        for name, times, look in zip(
            self.programs, rows, LOOKS[-len(rows) :], strict=True
        ):
            marks.append(line(SIZES, times, look, name))
            marks.append(dots(SIZES, times, look))
            marks.append(dots([now["m"]], times[k : k + 1], look))
            told.append(f"{name} {duration(times[k])}")
        names, last = list(self.programs), rows[-1][k]
        sentence = (
            f"{now['n_x']} features, {now['m']} examples: {', '.join(told)}. "
            f"{names[0].capitalize()} take {times_as_long(rows[0][k] / last)} "
            f"as {names[-1]}."
        )
        look = {
            "names": ("examples m", "seconds"),
            "log": (True, True),
            "click": "m",
        }
        title = "time for one gradient"
        sizes = (SIZES[0] / 1.3, SIZES[-1] * 1.3)
        return Frame(sentence, [Panel(sizes, ends, marks, title=title, **look)])


def times_as_long(factor: float) -> str:
    """Write a ratio of times.

    Examples
    --------
    >>> times_as_long(123.4), times_as_long(0.5)
    ('120 times as long', '0.5 times as long')
    """
    return f"{two_digits(factor)} times as long"
