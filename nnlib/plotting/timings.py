"""How the time of several programs grows with the number of examples.

Both axes are logarithmic: a program that takes ten times as long for ten times the
examples is a line that climbs one step per step.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from nnlib.plotting.card import BLUE, INK, ORANGE, Picture, drawing, render
from nnlib.plotting.ends import write_names

LOOKS = ((ORANGE, "s", "-"), (INK, "^", (0, (5, 2))), (BLUE, "o", "-"))


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

    Raises
    ------
    ValueError
        If there are none or more than three programs, a time is missing or not above 0.

    Examples
    --------
    >>> timings([10, 100], {"loops": [0.001, 0.01], "arrays": [1e-5, 2e-5]}).alt
    'For 100 examples: loops 10 ms, arrays 20 µs.'
    """
    times = {name: np.asarray(row, dtype=np.float64) for name, row in seconds.items()}
    refuse_bad_times(sizes, times)
    with drawing(height=3.6) as (figure, axes):
        for row, look in zip(times.values(), LOOKS, strict=False):
            colour, marker, line = look
            axes.loglog(sizes, row, color=colour, marker=marker, linestyle=line)
        axes.set(xlabel="examples m", ylabel="seconds for one gradient")
        axes.set_xlim(sizes[0] / 1.3, sizes[-1] * (sizes[-1] / sizes[0]) ** 0.35)
        figure.canvas.draw()
        write_names(axes, {n: (sizes[-1], row[-1]) for n, row in times.items()})
        png = render(figure)
    rows = ", ".join(f"{name} {duration(row[-1])}" for name, row in times.items())
    sentence = f"For {sizes[-1]} examples: {rows}."
    return Picture(png, sentence, caption or sentence)


def refuse_bad_times(sizes: Sequence[int], times: Mapping[str, np.ndarray]) -> None:
    """Insist on one to three programs, with a time above 0 for every size."""
    if not 1 <= len(times) <= len(LOOKS):
        raise ValueError(f"seconds holds {len(times)} programs, expected 1 to 3")
    for name, row in times.items():
        if row.shape != (len(sizes),) or not np.all(row > 0):
            raise ValueError(
                f"seconds[{name!r}] is {row.tolist()}, expected {len(sizes)} times "
                "above 0"
            )


def duration(seconds: float) -> str:
    """Write a time in the unit that suits it.

    Parameters
    ----------
    seconds : float
        Above 0.

    Returns
    -------
    str
        Two digits and a unit.

    Examples
    --------
    >>> duration(0.0000173), duration(0.0312), duration(2.5), duration(0.1234)
    ('17 µs', '31 ms', '2.5 s', '120 ms')
    """
    for factor, unit in ((1e-6, "µs"), (1e-3, "ms")):
        if seconds < 995 * factor:
            return f"{two_digits(seconds / factor)} {unit}"
    return f"{two_digits(seconds)} s"


def two_digits(number: float) -> str:
    """Round to two digits that count, without an exponent.

    Examples
    --------
    >>> two_digits(1234.0), two_digits(0.0567)
    ('1200', '0.057')
    """
    return f"{float(f'{number:.2g}'):g}"
