"""Tables small enough to be worked out on paper.

Their numbers come from lectures on neural networks, which often open with them: they
illustrate, and say nothing about real tumours or houses.
"""

import numpy as np

from nnlib.datasets.arguments import amount


def tumour_sizes(outlier=None):
    """Give eight invented tumours by their size, malignant from size 5 on.

    Parameters
    ----------
    outlier : float, optional
        Size of a ninth tumour, malignant as well, from 5 to 1000. A large one pulls a
        fitted line down so far that it misses small malignant tumours.

    Returns
    -------
    X : ndarray, shape (1, m), float64
        Sizes, no unit: 1 to 8, then `outlier` if there is one.
    Y : ndarray, shape (1, m), float64
        1 for malignant, 0 for benign.

    Raises
    ------
    TypeError, ValueError
        If `outlier` is not as described.

    Notes
    -----
    Lecture idea: why a line with a threshold is a poor classifier.

    Examples
    --------
    >>> X, Y = tumour_sizes(outlier=30)
    >>> X
    array([[ 1.,  2.,  3.,  4.,  5.,  6.,  7.,  8., 30.]])
    >>> Y
    array([[0., 0., 0., 0., 1., 1., 1., 1., 1.]])
    """
    sizes = list(range(1, 9))
    if outlier is not None:
        sizes.append(amount("outlier", outlier, low=5, high=1000))
    X = np.array([sizes], dtype=np.float64)
    return X, (X >= 5).astype(np.float64)


def house_prices():
    """Give four houses: size and number of bedrooms, and the price.

    Returns
    -------
    X : ndarray, shape (2, 4), float64
        First row: size, in a unit that the lecture does not name; second row: number
        of bedrooms.
    Y : ndarray, shape (1, 4), float64
        Price in thousands of dollars: a number to predict, not a label.

    Notes
    -----
    Lecture idea: structured data are a table whose columns have names.

    Examples
    --------
    >>> X, Y = house_prices()
    >>> X[:, 3], Y[:, 3]
    (array([3000.,    4.]), array([540.]))
    """
    X = [[2104, 1600, 2400, 3000], [3, 3, 3, 4]]
    Y = [[400, 330, 369, 540]]
    return np.array(X, dtype=np.float64), np.array(Y, dtype=np.float64)
