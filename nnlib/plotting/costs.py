"""The cost of each iteration as a curve.

Its ends carry their values, and the cost of a coin toss is drawn where training starts
there. The axis begins at 0, so a cost that hardly moves looks like one.
"""

from collections.abc import Sequence

import numpy as np

from nnlib.plotting.card import BLUE, FAINT, Picture, drawing, finished, picture
from nnlib.plotting.sentences import amount, describe_costs

FAR = 3.0  # in nats: above it log 2 is not told apart from 0


@picture
def cost_curve(costs: Sequence[float], caption: str | None = None) -> Picture:
    """Draw the cost of each iteration.

    Parameters
    ----------
    costs : sequence of float
        Cost before each step, in nats; one entry per iteration.
    caption : str, optional
        Sentence below the picture; computed from the data if left out.

    Returns
    -------
    Picture
        The curve with its first and last value; the cost of a coin toss, log 2, as a
        thin line if the curve starts there.

    Raises
    ------
    ValueError
        If `costs` is empty, not one row of numbers, or never finite.

    Examples
    --------
    >>> cost_curve([0.7, 0.5, 0.4]).alt
    'The cost falls from 0.700 to 0.400 in 3 iterations.'
    """
    values = np.asarray(costs, dtype=np.float64)
    if values.ndim != 1 or values.size == 0:
        raise ValueError(
            f"costs has shape {values.shape}, expected one cost per iteration: (k,)"
        )
    finite = np.flatnonzero(np.isfinite(values))
    if finite.size == 0:
        raise ValueError("costs holds no finite number, so there is nothing to draw")
    with drawing(height=3.6) as (figure, axes):
        draw_costs(axes, values, finite)
        return finished(figure, describe_costs(values, finite), caption)


def draw_costs(axes, values: np.ndarray, finite: np.ndarray) -> None:
    """Draw a cost curve with its two ends.

    Parameters
    ----------
    axes : Axes
        Where to draw.
    values : ndarray, shape (k,)
        Costs, perhaps with nan or inf.
    finite : ndarray of int
        Where they are finite; not empty.
    """
    axes.plot(np.where(np.isfinite(values), values, np.nan), color=BLUE, linewidth=2.2)
    first, last = finite[0], finite[-1]
    # below the point where the curve climbs, unless the axis is there
    climbs = np.nanmax(values[first : first + 5]) > values[first]
    room = values[first] > 0.15 * values[finite].max()
    mark_cost(axes, first, values[first], "left", below=bool(climbs and room))
    if last != first:
        mark_cost(axes, last, values[last], "right", below=False)
    if starts_at_log_2(values):
        mark_log_2(axes, below=0.6 < values[last] < 0.8)
    axes.set(xlabel="iteration", ylabel="cost")
    axes.set_ylim(bottom=min(0.0, values[finite].min()))
    axes.xaxis.get_major_locator().set_params(integer=True)
    if values.size == 1:
        axes.set(xlim=(-0.5, 0.5), xticks=[0])


def mark_cost(axes, iteration: int, cost: float, side: str, below: bool) -> None:
    """Mark one cost and write its value beside it.

    Parameters
    ----------
    axes : Axes
        Where to draw.
    iteration : int
        Where the cost stands.
    cost : float
        Its value.
    side : {"left", "right"}
        Which end of the curve it is.
    below : bool
        Whether the number stands below the point.
    """
    axes.plot(iteration, cost, "o", color=BLUE, markersize=6.5, clip_on=False)
    axes.annotate(
        amount(cost),
        (iteration, cost),
        xytext=(0, -9 if below else 9),
        textcoords="offset points",
        ha=side,
        va="top" if below else "baseline",
    )


def mark_log_2(axes, below: bool) -> None:
    """Draw the cost of a coin toss as a thin line.

    Parameters
    ----------
    axes : Axes
        Where to draw.
    below : bool
        Whether its name stands below the line.
    """
    axes.axhline(np.log(2), color=FAINT, linewidth=1.0, dashes=(4, 3), zorder=0)
    axes.annotate(
        "log 2: a coin toss",
        (1, np.log(2)),
        xycoords=axes.get_yaxis_transform(),
        xytext=(0, -5 if below else 5),
        textcoords="offset points",
        ha="right",
        va="top" if below else "baseline",
        color="#66655f",
    )


def starts_at_log_2(values: np.ndarray) -> bool:
    """Tell whether training starts at the cost of a coin toss, and goes on near it.

    Parameters
    ----------
    values : ndarray, shape (k,)
        Costs.

    Returns
    -------
    bool
        True if the first cost is log 2, as it is at zero weights, and none is so large
        that the line would lie on the axis.

    Examples
    --------
    >>> starts_at_log_2(np.array([0.6931, 0.5])), starts_at_log_2(np.array([0.6931, 9]))
    (True, False)
    """
    highest = values[np.isfinite(values)].max(initial=0.0)
    return bool(abs(values[0] - np.log(2)) < 1e-3 and highest <= FAR)
