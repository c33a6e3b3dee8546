"""How good the predictions are, in the unit of the question.

The cost is what is minimised; a metric is what one wants to know. It counts decisions
and has no slope, so it cannot be descended.
"""

import numpy as np

from nnlib.built_in import built_in
from nnlib.shapes import shapes
from nnlib.values import labels


@built_in("02")
def accuracy(P, Y) -> float:
    """Give the share of examples whose predicted label is right.

    Parameters
    ----------
    P : ndarray, shape (1, m)
        Predicted labels: 0 or 1, or class numbers.
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
    ValueError
        If a number is no label, for example a probability.

    Notes
    -----
    Lecture idea: the rule "1 if the probability exceeds 0.5", and how often it holds.

    Examples
    --------
    >>> accuracy(np.array([[1.0, 0.0, 1.0, 1.0]]), np.array([[1, 0, 0, 1]]))
    0.75
    """
    shapes("P (1, m), Y (1, m)", P, Y)
    labels(P=P, Y=Y)
    return float(np.mean(P == Y))


@built_in("02")
def majority(Y) -> float:
    """Give the accuracy of the majority guess: always the most frequent label.

    A rule that has looked at nothing reaches it, so an accuracy says something only
    above it.

    Parameters
    ----------
    Y : ndarray, shape (1, m)
        True labels: 0 or 1, or class numbers.

    Returns
    -------
    float
        Share of the most frequent label, between 0 and 1.

    Raises
    ------
    ShapeError
        If `Y` is not a row.
    ValueError
        If a number is no label.

    Examples
    --------
    >>> majority(np.array([[0, 0, 1, 0]]))
    0.75
    """
    m = shapes("Y (1, m)", Y)["m"]
    labels(Y=Y)
    _, counts = np.unique(Y, return_counts=True)
    return float(counts.max() / m)
