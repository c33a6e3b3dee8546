"""How good the predictions are, in the unit of the question.

The cost is what is minimised; a metric is what one wants to know. It counts decisions
and has no slope, so it cannot be descended.
"""

import numpy as np

from nnlib.built_in import built_in
from nnlib.shapes import shapes
from nnlib.values import binary, labels


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


@built_in("02")
def confusion(P, Y) -> dict[str, int]:
    """Count the four ways in which a decision can end.

    Two rules of equal accuracy may differ in what they get wrong, and a missed tumour
    is worse than a false alarm.

    Parameters
    ----------
    P : ndarray, shape (1, m)
        Predicted labels, 0 or 1.
    Y : ndarray, shape (1, m)
        True labels, 0 or 1.

    Returns
    -------
    dict of str to int
        Numbers of examples: ``"hits"`` (1 was predicted and true), ``"misses"`` (0 was
        predicted, 1 was true), ``"false_alarms"`` (1 was predicted, 0 was true) and
        ``"correct_rejections"`` (0 was predicted and true). They add up to m.

    Raises
    ------
    ShapeError
        If `P` and `Y` are not rows of the same length.
    ValueError
        If a label is not 0 or 1.

    Notes
    -----
    The words are those of signal detection. Others say true positives, false negatives,
    false positives and true negatives, and call the table a confusion matrix.

    Examples
    --------
    >>> P, Y = np.array([[1, 1, 0, 0, 1]]), np.array([[1, 0, 1, 0, 1]])
    >>> confusion(P, Y)
    {'hits': 2, 'misses': 1, 'false_alarms': 1, 'correct_rejections': 1}
    """
    shapes("P (1, m), Y (1, m)", P, Y)
    binary(P=P, Y=Y)
    alarm, positive = P == 1, Y == 1
    return {
        "hits": int(np.sum(alarm & positive)),
        "misses": int(np.sum(~alarm & positive)),
        "false_alarms": int(np.sum(alarm & ~positive)),
        "correct_rejections": int(np.sum(~alarm & ~positive)),
    }
