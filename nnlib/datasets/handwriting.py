"""Handwritten digits: 1797 of them, by thirteen people, on 8 by 8 pixels.

Small enough to come with the course, and real: no two sevens are alike. Two classes can
be made of them as well, such as even and odd.
"""

import numpy as np

from nnlib.datasets.data_files import read_own

SHAPES = {"X": (64, 1797), "labels": (1797,)}


def digits():
    """Give the handwritten digits.

    Returns
    -------
    X : ndarray, shape (64, 1797), float64
        One picture per column, ``X[:, i].reshape(8, 8)``; ink from 0 to 16, as
        published: dividing by 16 gives [0, 1].
    labels : ndarray, shape (1797,), int64
        The digits, 0 to 9. They are numbers of classes and not a row of targets:
        ``one_hot`` makes ``Y`` (10, m) of them, ``labels[np.newaxis] % 2`` the row
        (1, m) that is 1 for odd digits.

    Raises
    ------
    DataFileError
        If the data file is missing or damaged.

    Notes
    -----
    Optical Recognition of Handwritten Digits, UCI Machine Learning Repository,
    CC BY 4.0; see ``nnlib/data/NOTICE.md``.

    Examples
    --------
    >>> X, labels = digits()
    >>> X.shape, labels[:10]
    ((64, 1797), array([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]))
    """
    arrays = read_own("digits.npz", SHAPES)
    return arrays["X"].astype(np.float64), arrays["labels"].astype(np.int64)
