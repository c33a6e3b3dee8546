"""The number that a check cell returns, for graders that read a cell's result."""

import math
from typing import Self

# The card says the points; below it their number would stand a second time. A page of
# Jupyter leaves the whole line out, any other shows an empty one.
UNSEEN = (
    "<style>.jp-OutputArea-child:has(.nnlib-points){display:none}</style>"
    '<span class="nnlib-points"></span>'
)


class Points(float):
    """Points earned, never below zero, never above the maximum, never nan.

    Written out it is a plain number: nbgrader takes the first result of a check cell
    that is a number as its score. On the page of a notebook it is not to be seen.

    Parameters
    ----------
    value : float
        Points earned.
    max_points : float
        Points that could be earned.

    Examples
    --------
    >>> Points(12, 25), Points(99, 25), Points(float("nan"), 25)
    (12.0, 25.0, 0.0)
    """

    def __new__(cls, value: float, max_points: float) -> Self:
        """Bring the value into its range."""
        finite = value if math.isfinite(value) else 0.0
        points = super().__new__(cls, min(max(finite, 0.0), max_points))
        points.max_points = float(max_points)
        return points

    def __reduce__(self) -> tuple:
        """Copy and pickle with both numbers."""
        return Points, (float(self), self.max_points)

    def _repr_pretty_(self, printer: object, cycle: bool) -> None:
        # IPython's %precision would round a float, and a grader would read that.
        printer.text(repr(self))

    def _repr_html_(self) -> str:
        return UNSEEN
