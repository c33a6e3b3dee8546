"""How wrong a prediction is, as one number.

The loss belongs to one example, the cost is the mean of the losses over the training
set. Logarithms are natural, so a coin toss costs log 2 = 0.693.
"""

import numpy as np

from nnlib.built_in import built_in
from nnlib.shapes import shapes
from nnlib.values import binary, one_hot_columns, probabilities


@built_in("02")
def compute_cost(A, Y) -> float:
    """Give the mean log loss of probabilities, given the labels.

    On paper the loss is ``-(y log a + (1 - y) log(1 - a))``. One of the two terms is
    always multiplied by 0. If the prediction is right and certain (a = 1, y = 1), that
    term is 0 * log 0, in floating point 0 * inf = nan: the best answer spoils the
    whole mean. So the probability that was given to the right label is chosen first,
    and one logarithm is taken of it. It is kept above the smallest normal float:
    certain and wrong costs 708 and not infinity.

    Parameters
    ----------
    A : ndarray, shape (1, m) or (n_y, m), float
        Predicted probabilities of label 1, in [0, 1]. With several outputs, each
        answers a question of its own, and their losses are added up.
    Y : ndarray, shape of `A`
        Labels, 0 or 1.

    Returns
    -------
    float
        Cost in nats, a mean over the examples: 0 for right and certain, 708.4 at most
        for each output.

    Raises
    ------
    ShapeError
        If `A` and `Y` do not have the same two axes.
    TypeError
        If an argument holds something other than numbers.
    ValueError
        If `A` leaves [0, 1], or a label is not 0 or 1.

    Notes
    -----
    Lecture idea: binary cross entropy, the negative log likelihood of the labels.

    Examples
    --------
    >>> A, Y = np.array([[0.9, 0.5, 0.1]]), np.array([[1, 1, 0]])
    >>> round(compute_cost(A, Y), 6)
    0.301289
    >>> compute_cost(np.array([[1.0, 0.0]]), np.array([[1, 0]]))
    0.0
    """
    m = shapes("A (n_y, m), Y (n_y, m)", A, Y)["m"]
    probabilities(A=A)
    binary(Y=Y)
    P = np.where(Y == 1, A, 1 - A)  # (n_y, m), given to the right label
    # 0 - x instead of -x: a perfect row costs 0.0 and not -0.0
    return float(np.sum(0 - _log(P)) / m)


@built_in("05")
def cross_entropy(A, Y) -> float:
    """Give the mean cross entropy of class probabilities, given one-hot labels.

    The loss of one example is ``-sum_k y_k log a_k``. All labels but one are 0, so it
    is minus the log of the probability that was given to the right class.

    Parameters
    ----------
    A : ndarray, shape (K, m), float
        Predicted probabilities, in [0, 1]; each column sums to 1.
    Y : ndarray, shape (K, m)
        One-hot labels: in each column one 1, otherwise 0.

    Returns
    -------
    float
        Cost in nats: 0 for right and certain, log K for a guess among K, 708.4 at
        most.

    Raises
    ------
    ShapeError
        If `A` and `Y` do not have the same two axes.
    TypeError
        If an argument holds something other than numbers.
    ValueError
        If `A` leaves [0, 1], or a column of `Y` is not one-hot.

    Notes
    -----
    Lecture idea: cross entropy between the output and the target. With K = 2 it is
    the log loss.

    Examples
    --------
    >>> A, Y = np.array([[0.7, 0.2], [0.2, 0.2], [0.1, 0.6]]), np.eye(3)[:, [0, 2]]
    >>> round(cross_entropy(A, Y), 6)
    0.43375
    """
    m = shapes("A (K, m), Y (K, m)", A, Y)["m"]
    probabilities(A=A)
    one_hot_columns(Y=Y)
    P = np.where(Y == 1, A, 1.0)  # (K, m), 1 where the class is not asked for
    return float(np.sum(0 - _log(P)) / m)


@built_in("05")
def euclidean_cost(A, Y) -> float:
    """Give the mean of half the squared distance between outputs and targets.

    Parameters
    ----------
    A : ndarray, shape (K, m), float
        Outputs, one column per example.
    Y : ndarray, shape (K, m)
        Targets.

    Returns
    -------
    float
        Cost in squared units of the output: ``sum((A - Y)**2) / (2m)``.

    Raises
    ------
    ShapeError
        If `A` and `Y` do not have the same two axes.
    TypeError
        If an argument holds something other than numbers.

    Notes
    -----
    Lecture idea: Euclidean distance as the cost of a sample. What is differentiated is
    its square; the half cancels the 2 of the derivative.

    Examples
    --------
    >>> A, Y = np.array([[0.7, 0.2], [0.2, 0.2], [0.1, 0.6]]), np.eye(3)[:, [0, 2]]
    >>> round(euclidean_cost(A, Y), 6)
    0.095
    """
    m = shapes("A (K, m), Y (K, m)", A, Y)["m"]
    return float(np.sum((np.asarray(A) - Y) ** 2) / (2 * m))


def _log(P):
    """Take logarithms that stay finite: 0 counts as the smallest normal float."""
    return np.log(np.maximum(P, np.finfo(np.float64).tiny))
