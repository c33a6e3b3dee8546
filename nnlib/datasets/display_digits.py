"""Digits as on a pocket calculator: seven strokes, on 16 by 16 pixels.

Strokes are one or two pixels thick, the whole digit is shifted by up to one row and two
columns, and some pixels are turned over. As many pictures as one likes can be drawn, so
that a test set is always fresh.
"""

import numpy as np

from nnlib.datasets.arguments import amount, came, generator, whole_number

SIZE = 16
# A digit is at most so far from the middle, in rows and columns.
SHIFTS = (1, 2)
HEIGHT, WIDTH = 12, 8
THICKNESSES = (1, 2)
# Which strokes are on. In words: top, upper left and right, middle, lower left and
# right, bottom.
STROKES = {
    0: ("top", "upper left", "upper right", "lower left", "lower right", "bottom"),
    1: ("upper right", "lower right"),
    2: ("top", "upper right", "middle", "lower left", "bottom"),
    3: ("top", "upper right", "middle", "lower right", "bottom"),
    4: ("upper left", "upper right", "middle", "lower right"),
    5: ("top", "upper left", "middle", "lower right", "bottom"),
    6: ("top", "upper left", "middle", "lower left", "lower right", "bottom"),
    7: ("top", "upper right", "lower right"),
    8: (
        *("top", "upper left", "upper right", "middle"),
        *("lower left", "lower right", "bottom"),
    ),
    9: ("top", "upper left", "upper right", "middle", "lower right", "bottom"),
}


def seven_segments(m, rng, *, noise=0.06):
    """Draw digits of seven strokes, each digit as often as any other.

    Parameters
    ----------
    m : int
        Number of pictures, at least 1.
    rng : numpy.random.Generator
        Where the randomness comes from.
    noise : float
        Probability of each pixel to be turned over, from 0 to 0.5.

    Returns
    -------
    X : ndarray, shape (256, m), float64
        Ink 1, empty 0; ``X[:, i].reshape(16, 16)`` is a picture.
    labels : ndarray, shape (m,), int64
        The digits, in random order. How often two of them occur differs by 1 at most.

    Raises
    ------
    TypeError, ValueError
        If an argument is not as described.

    Notes
    -----
    Lecture idea: reading a digit from 16 by 16 pixels, with ten outputs.

    Examples
    --------
    >>> X, labels = seven_segments(1000, rng=np.random.default_rng(0))
    >>> X.shape, labels.shape, np.bincount(labels)
    ((256, 1000), (1000,), array([100, 100, 100, 100, 100, 100, 100, 100, 100, 100]))
    """
    m, noise = whole_number("m", m), amount("noise", noise, high=0.5)
    first = generator(rng).integers(10)
    labels = rng.permutation((first + np.arange(m)) % 10)
    return draw_digits(labels, rng, noise=noise), labels


def draw_digits(labels, rng, *, noise=0.06):
    """Draw one picture of each digit that is asked for.

    Parameters
    ----------
    labels : sequence of int, length m
        Digits, 0 to 9.
    rng : numpy.random.Generator
        Where the randomness comes from.
    noise : float
        Probability of each pixel to be turned over, from 0 to 0.5.

    Returns
    -------
    ndarray, shape (256, m), float64
        Ink 1, empty 0.

    Raises
    ------
    TypeError, ValueError
        If an argument is not as described.

    Examples
    --------
    >>> picture = draw_digits([7], rng=np.random.default_rng(2), noise=0.0)
    >>> for row in picture.reshape(16, 16)[3:9]:
    ...     print("".join("-#"[int(pixel)] for pixel in row))
    ------########--
    ------########--
    ------------##--
    ------------##--
    ------------##--
    ------------##--
    """
    labels, noise = _digits(labels), amount("noise", noise, high=0.5)
    m = labels.size
    thickness = generator(rng).integers(0, len(THICKNESSES), m)
    rows, columns = (
        rng.integers(0, 2 * shift + 1, (m, 1)) + np.arange(SIZE) for shift in SHIFTS
    )
    which = labels[:, np.newaxis, np.newaxis], thickness[:, np.newaxis, np.newaxis]
    window = rows[:, :, np.newaxis], columns[:, np.newaxis, :]
    ink = _clean()[*which, *window]  # (m, 16, 16)
    ink ^= rng.random(ink.shape) < noise
    return np.ascontiguousarray(ink.reshape(m, -1).T, dtype=np.float64)


def _digits(labels):
    """Take a list of digits."""
    try:
        digits = np.asarray(labels)
    except ValueError:  # lists of different lengths
        digits = np.empty(0)
    if digits.ndim != 1 or digits.size == 0 or digits.dtype.kind not in "iu":
        raise TypeError(
            f"labels is {came(labels)}, expected a list of digits such as [7]"
        )
    wrong = digits[(digits < 0) | (digits > 9)]
    if wrong.size:
        raise ValueError(f"labels holds {wrong[0]}, expected digits from 0 to 9")
    return digits.astype(np.int64)


def _clean():
    """Draw every digit in every thickness, with room at each side for the shift."""
    room = [SIZE + 2 * shift for shift in SHIFTS]
    canvas = np.zeros((len(STROKES), len(THICKNESSES), *room), dtype=bool)
    for which, thick in enumerate(THICKNESSES):
        places = _places(thick)
        for digit, strokes in STROKES.items():
            for stroke in strokes:
                canvas[digit, which, *places[stroke]] = True
    return canvas


def _places(thick):
    """Give the rows and columns of each stroke, on a canvas with room."""
    top, left = SHIFTS[0] + (SIZE - HEIGHT) // 2, SHIFTS[1] + (SIZE - WIDTH) // 2
    bottom, right = top + HEIGHT, left + WIDTH
    middle = (top + bottom - thick) // 2
    upper, lower = slice(top, middle + thick), slice(middle, bottom)
    first, last = slice(left, left + thick), slice(right - thick, right)
    whole = slice(left, right)
    return {
        "top": (slice(top, top + thick), whole),
        "middle": (slice(middle, middle + thick), whole),
        "bottom": (slice(bottom - thick, bottom), whole),
        "upper left": (upper, first),
        "upper right": (upper, last),
        "lower left": (lower, first),
        "lower right": (lower, last),
    }
