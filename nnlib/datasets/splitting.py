"""Keeping examples back, to see what was learned and not merely remembered."""

import numpy as np

from nnlib.datasets.arguments import amount, came, generator


def split(X, Y, rng, *, test_share=0.2):
    """Divide examples at random into those to learn from and those to test with.

    Parameters
    ----------
    X : ndarray, shape (n_x, m) or (m, height, width, 3)
        Examples as columns, or pictures.
    Y : ndarray, shape (1, m), (K, m) or (m,)
        What is known of each.
    rng : numpy.random.Generator
        Where the randomness comes from.
    test_share : float
        Which share goes into the test set, between 0 and 1; rounded to whole examples,
        at least one for each side.

    Returns
    -------
    train : (ndarray, ndarray)
        X and Y of the training set, in random order.
    test : (ndarray, ndarray)
        X and Y of the test set. No example is in both.

    Raises
    ------
    TypeError, ValueError
        If an argument is not as described, or there are fewer than two examples.

    Examples
    --------
    >>> X, Y = np.arange(20.0).reshape(2, 10), np.ones((1, 10))
    >>> (X_train, Y_train), (X_test, Y_test) = split(X, Y, rng=np.random.default_rng(0))
    >>> X_train.shape, Y_train.shape, X_test.shape, Y_test.shape
    ((2, 8), (1, 8), (2, 2), (1, 2))
    """
    test_share = amount("test_share", test_share, high=1)
    m, axis = _examples(X, Y)
    order = generator(rng).permutation(m)
    kept = min(max(round(test_share * m), 1), m - 1)
    test, train = np.split(order, [kept])
    return tuple(
        (np.take(X, chosen, axis), np.take(Y, chosen, -1)) for chosen in (train, test)
    )


def _examples(X, Y):
    """Count the examples, and say along which axis of X they lie."""
    for name, array, dimensions in (("X", X, (2, 4)), ("Y", Y, (1, 2))):
        if not isinstance(array, np.ndarray) or array.ndim not in dimensions:
            shapes = {"X": "(n_x, m) or (m, h, w, 3)", "Y": "(1, m), (K, m) or (m,)"}
            raise TypeError(f"{name} is {came(array)}, expected shape {shapes[name]}")
    axis = 0 if X.ndim == 4 else 1
    m = X.shape[axis]
    if Y.shape[-1] != m:
        raise ValueError(f"Y has shape {Y.shape}, expected {m} columns as X has")
    if m < 2:
        raise ValueError(f"X has {m} examples, expected at least 2 to divide")
    return m, axis
