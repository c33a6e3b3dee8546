"""Totals in steps: what a notebook counts, as a multiple of what the course sets."""

import math

DIGITS = 9
# A half that is a half but for rounding is one: scores are kept with nine digits, and a
# sum adds up what each of them has lost.
SAME = 1e-6


def in_steps(points: float, step: float | None, most: float) -> float:
    """Round what a submission counts, all in all.

    Parameters
    ----------
    points : float
        What it counts exactly, with everything that is taken off.
    step : float or None
        Of what it shall be a multiple; None for no rounding.
    most : float
        What full marks count, which need be no multiple.

    Returns
    -------
    float
        The nearest multiple, of two that are as near the higher one. Less than full
        marks never become more than they are, and full marks stay.

    Examples
    --------
    >>> in_steps(13.25, 0.5, 20), in_steps(13.2, 0.5, 20), in_steps(13.2, None, 20)
    (13.5, 13.0, 13.2)
    >>> in_steps(8.2, 0.5, 8.33), in_steps(8.33, 0.5, 8.33)
    (8.0, 8.33)
    >>> in_steps(8.249999998, 0.5, 20)
    8.5
    """
    if not step or abs(points - most) < SAME:
        return points
    near = round(math.floor(points / step + 0.5 + SAME) * step, DIGITS)
    return max(near, most) if points > most else min(near, most)
