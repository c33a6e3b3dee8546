"""How good the predictions are, in the unit of the question.

The cost is what is minimised; a metric is what one wants to know. It counts decisions
and has no slope, so it cannot be descended.
"""

import numpy as np

from nnlib.built_in import built_in
from nnlib.shapes import shapes


@built_in("02")
def accuracy(P, Y) -> float:
    """Give the share of examples whose predicted label is right.

    Parameters
    ----------
    P : ndarray, shape (1, m)
        Predicted labels.
    Y : ndarray, shape (1, m)
        True labels.

    Returns
    -------
    float
        Between 0 and 1.

    Raises
    ------
    ShapeError
        If `P` and `Y` are not rows of the same length.

    Notes
    -----
    Lecture idea: the rule "1 if the probability exceeds 0.5", and how often it holds.

    Examples
    --------
    >>> accuracy(np.array([[1.0, 0.0, 1.0, 1.0]]), np.array([[1, 0, 0, 1]]))
    0.75
    """
    shapes("P (1, m), Y (1, m)", P, Y)
    return float(np.mean(P == Y))
