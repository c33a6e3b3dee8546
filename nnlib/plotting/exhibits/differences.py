"""What a gradient check found, parameter by parameter: right, wrong or in between.

The last layer stands on top, because a backward pass reaches it first: the first wrong
row from above is where to look.
"""

from collections.abc import Mapping

import numpy as np

from nnlib.plotting.card import (
    BLUE,
    BROWN,
    FAINT,
    INK,
    Picture,
    drawing,
    finished,
    picture,
)
from nnlib.plotting.sentences import amount
from nnlib.wording import listed

RIGHT, WRONG = 1e-7, 1e-4  # below the one, above the other
LEAST = 1e-12  # what is smaller is drawn here
# Colour, marker, filled or not, and shift upwards of each name.
LOOKS = ((BLUE, "o", True, 0.13), (BROWN, "^", False, -0.13), (INK, "s", False, 0.0))


@picture
def differences(
    found: Mapping[str, Mapping[str, float]], *, caption: str | None = None
) -> Picture:
    """Draw the relative differences between given and measured derivatives.

    Parameters
    ----------
    found : mapping of str to mapping of str to float
        From the name of a gradient, at most three, to the difference of each parameter,
        such as ``{"W1": 1e-10, "b1": 3e-11}``; all of the same parameters, the first
        layer first.
    caption : str, optional
        Sentence below the picture; computed if left out.

    Returns
    -------
    Picture
        A row for each parameter, on a logarithmic scale.

    Raises
    ------
    ValueError
        If a difference is no finite number of at least 0.

    Examples
    --------
    >>> print(differences({"yours": {"W1": 0.4, "b1": 2e-3, "W2": 1e-10}}).alt)
    yours: W1 and b1 wrong, 1 of 3 right.
    """
    rows = {name: checked(name, row) for name, row in found.items()}
    parameters = list(next(iter(found.values())))
    alt = " ".join(judged(name, parameters, row) for name, row in rows.items())
    with drawing(height=0.34 * len(parameters) + 1.3) as (figure, axes):
        draw_zones(axes, len(parameters))
        for (name, row), look in zip(rows.items(), LOOKS, strict=False):
            draw_row(axes, name, row, look, apart=len(rows) > 1)
        finish(axes, parameters, len(rows))
        return finished(figure, alt, caption)


def checked(name: str, row: Mapping[str, float]) -> np.ndarray:
    """Insist on finite numbers of at least 0."""
    values = np.array(list(row.values()), dtype=np.float64)
    if not np.all(np.isfinite(values)) or np.any(values < 0):
        raise ValueError(
            f"found[{name!r}] holds {values.tolist()}, expected finite numbers of at "
            "least 0"
        )
    return values


def draw_zones(axes, rows: int) -> None:
    """Shade where a gradient is right and where it is wrong."""
    axes.axvspan(LEAST / 4, RIGHT, color="#e3ebf4", linewidth=0, zorder=0)
    axes.axvspan(WRONG, 4, color="#fbeacb", linewidth=0, zorder=0)
    for x, word in ((3e-10, "right"), (3e-6, "look closer"), (2e-2, "wrong")):
        axes.text(x, rows - 0.3, word, ha="center", va="bottom", fontsize=11, color=INK)


def draw_row(axes, name: str, row: np.ndarray, look: tuple, *, apart: bool) -> None:
    """Draw the differences of one gradient, beside their lines if there are others."""
    colour, marker, filled, shift = look
    style = {"color": colour, "markersize": 7.5, "markeredgewidth": 1.8}
    style["markerfacecolor"] = colour if filled else "none"
    places = np.arange(row.size) + shift * apart
    axes.plot(np.maximum(row, LEAST), places, marker, label=name, **style)


def finish(axes, parameters: list[str], names: int) -> None:
    """Name the rows and the scale."""
    axes.set(xscale="log", xlim=(LEAST / 4, 4), ylim=(-0.6, len(parameters) + 0.25))
    axes.set_yticks(range(len(parameters)), parameters)
    axes.set_xticks([1e-12, 1e-10, 1e-8, 1e-6, 1e-4, 1e-2, 1])
    axes.minorticks_off()
    axes.set_xlabel("relative difference")
    axes.hlines(range(len(parameters)), LEAST / 4, 4, color=FAINT, lw=0.4, zorder=1)
    if names > 1:
        axes.legend(
            frameon=False,
            ncols=names,
            handletextpad=0.2,
            loc="lower left",
            bbox_to_anchor=(-0.02, 1.0),
        )


def judged(name: str, parameters: list[str], row: np.ndarray) -> str:
    """Say which derivatives are right and which are wrong."""
    wrong = [p for p, value in zip(parameters, row, strict=True) if value > WRONG]
    right = int(np.sum(row < RIGHT))
    if right == row.size:
        largest = amount(max(row))
        return f"{name}: all {right} right, the largest difference is {largest}."
    return f"{name}: {listed(wrong or ['none'])} wrong, {right} of {row.size} right."
