"""A cost of two parameters as lines of equal height, and a descent across them."""

from collections.abc import Callable, Sequence

import numpy as np

from nnlib.plotting.boundary import ground
from nnlib.plotting.card import BLUE, PAPER, Picture, drawing, finished, picture, shades
from nnlib.plotting.exhibits.descents import FULL_DOT, draw_steps
from nnlib.plotting.families import as_number
from nnlib.plotting.sentences import brief
from nnlib.wording import counted

SIDE, LINES = 61, 8


@picture
def surface(
    cost: Callable,
    low: float | Sequence[float],
    high: float | Sequence[float],
    *,
    names: tuple[str, str] = ("w", "b"),
    path: Sequence[Sequence[float]] | None = None,
    caption: str | None = None,
) -> Picture:
    """Draw a cost of two numbers from above, and a path of descent on it.

    Parameters
    ----------
    cost : callable
        Takes two numbers, or two arrays of the same shape, and returns the cost of
        each pair.
    low, high : float or pair of float
        Ends of the drawn range, the same for both parameters or one for each.
    names : tuple of two str
        What the parameters are called.
    path : sequence of pairs of float, optional
        Where a descent landed, its start first.
    caption : str, optional
        Sentence below the picture; computed if left out.

    Returns
    -------
    Picture
        The lines with their costs, lighter where the cost is lower. The sentence says
        where it is lowest and where the path goes.

    Raises
    ------
    ValueError
        If `cost` returns no finite numbers, or `path` is no list of finite pairs.

    Examples
    --------
    >>> picture = surface(lambda w, b: w**2 + b**2, -2, 2, path=[(-1, 1), (0, 0.5)])
    >>> print(picture.alt)
    J is lowest, 0, near w = 0, b = 0. In 1 step J falls from 2 to 0.25.
    """
    ends = zip(np.broadcast_to(low, 2), np.broadcast_to(high, 2), strict=True)
    axis_0, axis_1 = (np.linspace(*end, SIDE) for end in ends)
    J = costs_at(cost, *np.meshgrid(axis_0, axis_1))
    if not np.isfinite(J).any():
        raise ValueError("cost returned no finite number in the drawn range")
    places = np.empty((0, 2)) if path is None else pairs(path)
    walked = "" if path is None else walk(costs_at(cost, *places.T))
    row, column = np.unravel_index(np.nanargmin(J), J.shape)
    lowest = f"{names[0]} = {round_off(axis_0, column)}, {names[1]} = "
    lowest += round_off(axis_1, row)
    with drawing(height=4.0) as (figure, axes):
        axes.set(
            xlim=axis_0[[0, -1]], ylim=axis_1[[0, -1]], xlabel=names[0], ylabel=names[1]
        )
        lines = draw_lines(axes, axis_0, axis_1, J)
        if walked:
            draw_path(axes, places)
        write_costs(axes, lines, places)
        same = f"J is the same along a line, and lowest near {lowest}."
        least = brief(round(np.nanmin(J), 6))
        alt = f"J is lowest, {least}, near {lowest}. {walked}".strip()
        return finished(figure, alt, caption or walked or same)


def pairs(path: Sequence) -> np.ndarray:
    """Insist on finite pairs."""
    places = np.asarray(path, dtype=np.float64)
    right = places.ndim == 2 and places.shape[1] == 2 and len(places)
    if not right or not np.isfinite(places).all():
        raise ValueError(
            f"path has shape {places.shape}, expected finite pairs: (steps, 2)"
        )
    return places


def round_off(axis: np.ndarray, index: int) -> str:
    """Write a place on an axis as exactly as it can be read off."""
    value = float(axis[index])
    return brief(round(value, 2)) if abs(value) > 1e-9 else "0"


def draw_lines(axes, axis_0: np.ndarray, axis_1: np.ndarray, J: np.ndarray):
    """Draw lines of equal cost on a ground that is light where the cost is low.

    Returns
    -------
    ContourSet
        The lines.
    """
    finite = np.sort(J[np.isfinite(J)])
    ranks = np.searchsorted(finite, J) / finite.size
    ends = (axis_0[0], axis_0[-1], axis_1[0], axis_1[-1])
    look = {"cmap": shades("#fdfcf9", "#b9cbe0"), "interpolation": "bilinear"}
    ground(axes, (axis_0, axis_1), ranks, extent=ends, **look)
    heights = np.quantile(finite, np.linspace(0.04, 0.92, LINES))
    levels = np.unique([float(f"{height:.2g}") for height in heights])
    look = {"colors": BLUE, "linewidths": 1.0, "linestyles": "solid", "zorder": 1}
    return axes.contour(axis_0, axis_1, J, levels, **look)


def write_costs(axes, lines, taken: np.ndarray) -> None:
    """Write its cost once on each line, far from the path and from each other.

    Parameters
    ----------
    axes : Axes
        Where to draw.
    lines : ContourSet
        The lines of equal cost.
    taken : ndarray, shape (k, 2)
        Places that are to stay free.
    """
    to_card = axes.transLimits.transform  # shares of the width and height
    used, spots = to_card(taken) if len(taken) else np.array([[0.5, -1.0]]), []
    for segments in lines.allsegs:
        points = np.concatenate(
            [np.empty((0, 2)), *(s for s in segments if len(s) > 1)]
        )
        shares = to_card(points) if len(points) else points
        inside = np.all((shares > 0.06) & (shares < 0.94), axis=1)
        if inside.any():
            points, shares = points[inside], shares[inside]
            away = shares[:, np.newaxis] - used
            best = int(np.argmax(np.min(np.hypot(*away.transpose(2, 0, 1)), axis=1)))
            used = np.vstack([used, shares[best]])
            spots.append(tuple(points[best]))
    if spots:
        axes.clabel(lines, manual=spots, fmt=brief, fontsize=10, inline_spacing=3)


def draw_path(axes, places: np.ndarray) -> None:
    """Draw the steps of a descent, with start and end."""
    axes.plot(*places.T, color=PAPER, linewidth=4.0, zorder=2)
    draw_steps(axes, *places.T, {"linewidth": 1.8, "markersize": 4})
    axes.plot(*places[-1], "o", zorder=4, **FULL_DOT)


def walk(landed: np.ndarray) -> str:
    """Say what the cost does along the path."""
    verb = "falls" if landed[-1] < landed[0] else "rises"
    steps = counted(landed.size - 1, "step")
    return f"In {steps} J {verb} from {brief(landed[0])} to {brief(landed[-1])}."


def costs_at(cost: Callable, w: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Ask for the cost of every pair, at once where the function can.

    Parameters
    ----------
    cost : callable
        Takes two numbers, or two arrays of the same shape.
    w, b : ndarray of the same shape
        The pairs.

    Returns
    -------
    ndarray of that shape, float64
        Their costs.

    Raises
    ------
    ValueError
        If what comes back are no numbers.

    Examples
    --------
    >>> costs_at(lambda w, b: w * w + b, np.array([1.0, 2.0]), np.array([0.5, 0.0]))
    array([1.5, 4. ])
    """

    def alone(p: float, q: float) -> float:
        return as_number("cost", cost(float(p), float(q)), wrapped=True)

    ends = [alone(w.flat[k], b.flat[k]) for k in (0, -1)]
    at_once = together(cost, w, b)
    if at_once is not None:
        if np.isclose(at_once.flat[[0, -1]], ends, equal_nan=True).all():
            return at_once
    one_by_one = [alone(p, q) for p, q in zip(w.flat, b.flat, strict=True)]
    return np.array(one_by_one).reshape(w.shape)


def together(cost: Callable, w: np.ndarray, b: np.ndarray) -> np.ndarray | None:
    """Try a function on arrays; None if it is one of numbers only."""
    try:
        # Copies: written for numbers, it may do `z = b; z += w * x`, in place here.
        J = np.asarray(cost(w.copy(), b.copy()), dtype=np.float64)
    except (ValueError, TypeError, IndexError):
        return None
    return J if J.shape == w.shape else None
