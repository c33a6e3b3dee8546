"""How the time of several programs grows with the number of examples.

Both axes are logarithmic: a program that takes ten times as long for ten times the
examples is a line that climbs one step per step.
"""

from collections.abc import Callable, Mapping, Sequence
from time import perf_counter

import numpy as np

from nnlib.plotting.card import BLUE, INK, ORANGE, Picture, drawing, finished, picture
from nnlib.plotting.ends import write_names
from nnlib.plotting.sentences import duration

TRIES, LEAST = 3, 0.004  # and so many seconds: what is short is timed more often
LOOKS = ((ORANGE, "s", "-"), (INK, "^", (0, (5, 2))), (BLUE, "o", "-"))


@picture
def timings(
    sizes: Sequence[int],
    seconds: Mapping[str, Sequence[float]],
    caption: str | None = None,
) -> Picture:
    """Draw the times of up to three programs on the same data.

    Parameters
    ----------
    sizes : sequence of int
        Numbers of examples, rising.
    seconds : mapping of str to sequence of float
        From the name of a program to its time for each size, in seconds.
    caption : str, optional
        Sentence below the picture; computed if left out.

    Returns
    -------
    Picture
        A line for each program; the sentence compares them at the largest size.

    Examples
    --------
    >>> timings([10, 100], {"loops": [0.001, 0.01], "arrays": [1e-5, 2e-5]}).alt
    'For 100 examples: loops 10 ms, arrays 20 µs.'
    """
    with drawing(height=3.6) as (figure, axes):
        for row, (colour, marker, line) in zip(seconds.values(), LOOKS, strict=False):
            axes.loglog(sizes, row, color=colour, marker=marker, linestyle=line)
        axes.set(xlabel="examples m", ylabel="seconds for one gradient")
        axes.set_xlim(sizes[0] / 1.3, sizes[-1] * (sizes[-1] / sizes[0]) ** 0.35)
        write_names(axes, {n: (sizes[-1], row[-1]) for n, row in seconds.items()})
        rows = ", ".join(f"{name} {duration(row[-1])}" for name, row in seconds.items())
        return finished(figure, f"For {sizes[-1]} examples: {rows}.", caption)


def gradient_seconds(
    programs: Mapping[str, Callable], n_x: int, sizes: Sequence[int]
) -> dict[str, list[float]]:
    """Time one gradient of each program for several numbers of examples.

    Parameters
    ----------
    programs : mapping of str to callable
        From a name to a function of w, b, X and Y.
    n_x : int
        Number of features.
    sizes : sequence of int
        Numbers of examples.

    Returns
    -------
    dict of str to list of float
        From the name of a program to its time for each size, in seconds.
    """
    return {
        name: [best_time(program, n_x, m) for m in sizes]
        for name, program in programs.items()
    }


def best_time(program: Callable, n_x: int, m: int) -> float:
    """Time one gradient of random data in seconds, the best of some tries."""
    rng = np.random.default_rng(0)
    X, Y = rng.normal(size=(n_x, m)), rng.integers(0, 2, (1, m)).astype(float)
    times = []
    while len(times) < TRIES or sum(times) < LEAST:
        begin = perf_counter()
        program(np.zeros((n_x, 1)), 0.0, X, Y)
        times.append(perf_counter() - begin)
    return max(min(times), 1e-9)
