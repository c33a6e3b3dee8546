"""Points in a plane in two classes, from one that a line almost divides to none.

Each set is a rule that turns a label and a few uniform numbers into a point, and noise
that blurs it. Half of the points belong to each class, in random order.
"""

import numpy as np

from nnlib.datasets.arguments import amount, generator, whole_number


def xor(m, rng, *, noise=0.05):
    """Draw points of a square, labelled 1 where exactly one coordinate is positive.

    Parameters
    ----------
    m : int
        Number of points, at least 2.
    rng : numpy.random.Generator
        Where the randomness comes from.
    noise : float
        Standard deviation of what is added to each coordinate after labelling; the
        sides of the square are 2 long. With 0.1, no rule is right for more than 92 %
        of the points.

    Returns
    -------
    X : ndarray, shape (2, m), float64
        Coordinates, in [-1, 1] before the noise.
    Y : ndarray, shape (1, m), float64
        Labels, 0 or 1; one more 0 if `m` is odd.

    Raises
    ------
    TypeError, ValueError
        If `m`, `rng` or `noise` is not as described.

    Notes
    -----
    Lecture idea: "either, but not both" is the simplest rule that no line can draw.

    Examples
    --------
    >>> X, Y = xor(400, rng=np.random.default_rng(0), noise=0.0)
    >>> X.shape, bool(np.all((X[:1] * X[1:] < 0) == Y))
    ((2, 400), True)
    """
    noise, labels = amount("noise", noise), _balanced(m, rng)
    size = rng.uniform(0, 1, (2, labels.size))
    first = rng.choice([-1.0, 1.0], labels.size)
    second = np.where(labels == 1, -first, first)
    return _blurred(size * np.stack([first, second]), labels, noise, rng)


def flower(m, rng, *, noise=0.2):
    """Draw the outlines of eight petals of a flower, four for each label.

    In polar coordinates a point lies at radius ``4 sin(4 t)``. The angle t of label 0
    runs from 0 to pi, that of label 1 from pi to 2 pi; a negative radius is drawn on
    the opposite side, which mixes the petals.

    Parameters
    ----------
    m : int
        Number of points, at least 2.
    rng : numpy.random.Generator
        Where the randomness comes from.
    noise : float
        Standard deviation of what is added to the angle, in radians, and again to the
        radius. Not 0 means that some points lie on a petal of the other label.

    Returns
    -------
    X : ndarray, shape (2, m), float64
        Coordinates; the petals are 4 long.
    Y : ndarray, shape (1, m), float64
        Labels, 0 or 1; one more 0 if `m` is odd.

    Raises
    ------
    TypeError, ValueError
        If `m`, `rng` or `noise` is not as described.

    Examples
    --------
    >>> X, Y = flower(400, rng=np.random.default_rng(0))
    >>> X.shape, Y.shape, float(Y.mean())
    ((2, 400), (1, 400), 0.5)
    """
    noise, labels = amount("noise", noise), _balanced(m, rng)
    angle = rng.uniform(0, np.pi, labels.size) + np.pi * labels
    angle += rng.normal(0, noise, labels.size)
    radius = 4 * np.sin(4 * angle) + rng.normal(0, noise, labels.size)
    return _polar(radius, angle), labels[np.newaxis]


def circles(m, rng, *, noise=0.1, factor=0.5):
    """Draw a small circle, labelled 1, inside one of radius 1.

    Parameters
    ----------
    m : int
        Number of points, at least 2.
    rng : numpy.random.Generator
        Where the randomness comes from.
    noise : float
        Standard deviation of what is added to each coordinate.
    factor : float
        Radius of the small circle, from 0 to 1.

    Returns
    -------
    X : ndarray, shape (2, m), float64
        Coordinates.
    Y : ndarray, shape (1, m), float64
        Labels, 0 or 1; one more 0 if `m` is odd.

    Raises
    ------
    TypeError, ValueError
        If `m`, `rng`, `noise` or `factor` is not as described.

    Examples
    --------
    >>> X, Y = circles(400, rng=np.random.default_rng(0), noise=0.0)
    >>> bool(np.allclose(np.sum(X**2, axis=0), np.where(Y == 1, 0.25, 1)))
    True
    """
    noise, factor = amount("noise", noise), amount("factor", factor, high=1)
    labels = _balanced(m, rng)
    radius = np.where(labels == 1, factor, 1.0)
    angle = rng.uniform(0, 2 * np.pi, labels.size)
    return _blurred(_polar(radius, angle), labels, noise, rng)


def moons(m, rng, *, noise=0.2):
    """Draw two half circles that reach into each other, the lower one labelled 1.

    A line is right for most points, and only a curve is right for all.

    Parameters
    ----------
    m : int
        Number of points, at least 2.
    rng : numpy.random.Generator
        Where the randomness comes from.
    noise : float
        Standard deviation of what is added to each coordinate; the radius is 1.

    Returns
    -------
    X : ndarray, shape (2, m), float64
        Coordinates.
    Y : ndarray, shape (1, m), float64
        Labels, 0 or 1; one more 0 if `m` is odd.

    Raises
    ------
    TypeError, ValueError
        If `m`, `rng` or `noise` is not as described.

    Examples
    --------
    >>> X, Y = moons(400, rng=np.random.default_rng(0), noise=0.0)
    >>> bool(X[1, Y[0] == 0].min() >= 0), bool(X[1, Y[0] == 1].max() <= 0.5)
    (True, True)
    """
    noise, labels = amount("noise", noise), _balanced(m, rng)
    upper = _polar(1.0, rng.uniform(0, np.pi, labels.size))
    lower = np.array([[1.0], [0.5]]) - upper
    return _blurred(np.where(labels == 1, lower, upper), labels, noise, rng)


def spiral(m, rng, *, noise=0.05, turns=1.0):
    """Draw two arms that wind out of the centre, half a turn apart.

    Parameters
    ----------
    m : int
        Number of points, at least 2.
    rng : numpy.random.Generator
        Where the randomness comes from.
    noise : float
        Standard deviation of what is added to each coordinate; the arms end at
        radius 1.
    turns : float
        How often an arm winds round the centre. With one turn a line is still right
        for three points of four.

    Returns
    -------
    X : ndarray, shape (2, m), float64
        Coordinates.
    Y : ndarray, shape (1, m), float64
        Labels, 0 or 1; one more 0 if `m` is odd.

    Raises
    ------
    TypeError, ValueError
        If `m`, `rng`, `noise` or `turns` is not as described.

    Examples
    --------
    >>> X, Y = spiral(400, rng=np.random.default_rng(0), noise=0.0)
    >>> bool(np.sum(X**2, axis=0).max() <= 1)
    True
    """
    noise, turns = amount("noise", noise), amount("turns", turns)
    labels = _balanced(m, rng)
    # the root spreads the points evenly over the disc instead of crowding its centre
    radius = np.sqrt(rng.uniform(0, 1, labels.size))
    angle = 2 * np.pi * turns * radius + np.pi * labels
    return _blurred(_polar(radius, angle), labels, noise, rng)


def _balanced(m, rng):
    """Give m labels of which every other one is 1, in random order."""
    m = whole_number("m", m, low=2)
    return generator(rng).permutation(np.arange(m) % 2).astype(np.float64)  # (m,)


def _polar(radius, angle):
    """Give the points at these radii and angles."""
    return radius * np.stack([np.cos(angle), np.sin(angle)])  # (2, m)


def _blurred(X, labels, noise, rng):
    """Add noise to every coordinate, and make a row of the labels."""
    return X + rng.normal(0, noise, X.shape), labels[np.newaxis]
