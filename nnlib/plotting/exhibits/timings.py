"""How the time of several programs grows with the number of examples.

Both axes are logarithmic: a program that takes ten times as long for ten times the
examples is a line that climbs one step per step.
"""

from collections.abc import Mapping, Sequence

from nnlib.plotting.card import BLUE, INK, ORANGE, Picture, drawing, finished
from nnlib.plotting.ends import write_names
from nnlib.plotting.registered import picture
from nnlib.plotting.sentences import duration

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
