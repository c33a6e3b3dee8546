"""Features on one scale, so that a step means as much in every direction.

Where one feature is measured in thousands and another in thousandths, the cost is a
narrow valley, and no single learning rate suits both.
"""

import numpy as np

from nnlib.built_in import built_in
from nnlib.shapes import shapes
from nnlib.values import finite


@built_in("02")
def standardize(X_train, X):
    """Shift and scale features by the mean and the spread of the training examples.

    Test examples are scaled by the same numbers: a tumour keeps its scaled size,
    whichever others are examined on the same day.

    Parameters
    ----------
    X_train : ndarray, shape (n_x, m_train)
        Training examples, one per column; not changed.
    X : ndarray, shape (n_x, m)
        Examples to scale, in the same units: `X_train` itself, or new ones.

    Returns
    -------
    ndarray, shape (n_x, m), float64
        ``(X - mean) / spread``, without unit. Of `X_train` itself every row has mean 0
        and spread 1. A feature that is constant in training is only shifted.

    Raises
    ------
    ShapeError
        If the numbers of features differ.
    TypeError
        If an argument holds something other than numbers.
    ValueError
        If a number is nan or infinite.

    Notes
    -----
    The spread is the standard deviation, with 1/m. Source: LeCun, Bottou, Orr, Mueller,
    "Efficient BackProp" (1998), section 4.3.

    Examples
    --------
    >>> X_train = np.array([[1.0, 3.0], [50.0, 50.0]])
    >>> standardize(X_train, np.array([[1.0, 3.0, 5.0], [50.0, 50.0, 51.0]]))
    array([[-1.,  1.,  3.],
           [ 0.,  0.,  1.]])
    """
    shapes("X_train (n_x, m_train), X (n_x, m)", X_train, X)
    finite(X_train=X_train, X=X)
    X_train = np.asarray(X_train, dtype=np.float64)
    mean = X_train.mean(axis=1, keepdims=True)  # (n_x, 1)
    spread = X_train.std(axis=1, keepdims=True)  # (n_x, 1)
    # Not "spread == 0": rounding gives a row of 0.1 a spread of 1e-17.
    constant = np.ptp(X_train, axis=1, keepdims=True) == 0
    return (X - mean) / np.where(constant, 1.0, spread)
