"""How wrong a prediction is, as one number.

The loss belongs to one example, the cost is the mean of the losses over the training
set. Logarithms are natural, so a coin toss costs log 2 = 0.693.
"""

import numpy as np

from nnlib.built_in import built_in
from nnlib.shapes import shapes
from nnlib.values import binary, probabilities


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
    A : ndarray, shape (1, m), float
        Predicted probabilities of label 1, in [0, 1].
    Y : ndarray, shape (1, m)
        Labels, 0 or 1.

    Returns
    -------
    float
        Cost in nats: 0 for right and certain, 708.4 at most.

    Raises
    ------
    ShapeError
        If `A` and `Y` are not rows of the same length.
    TypeError
        If an argument holds something else than numbers.
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
    shapes("A (1, m), Y (1, m)", A, Y)
    probabilities(A=A)
    binary(Y=Y)
    P = np.where(Y == 1, A, 1 - A)  # (1, m), given to the right label
    log_P = np.log(np.maximum(P, np.finfo(np.float64).tiny))  # (1, m)
    # 0 - x instead of -x: a perfect row costs 0.0 and not -0.0
    return float(np.mean(0 - log_P))
