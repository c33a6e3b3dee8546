"""What a picture shows, in words that are computed from the same numbers.

A sentence stands for the picture where there is none to see, and below it where there
is. None of them is typed by hand, so none can be out of date.
"""

import numpy as np

CURVED = 0.02  # of the picture: a line that bends more is called a curve


def describe_costs(values: np.ndarray, finite: np.ndarray) -> str:
    """Say what the cost does.

    Parameters
    ----------
    values : ndarray, shape (k,)
        Costs.
    finite : ndarray of int
        Where they are finite; not empty.

    Returns
    -------
    str
        One or two sentences.
    """
    first, last = values[finite[0]], values[finite[-1]]
    if values.size == 1:
        return f"The cost is {amount(first)} in the only iteration."
    falls = last < first
    verb, other = ("falls", "rises") if falls else ("rises", "falls")
    way = f"{verb} from {amount(first)} to {amount(last)}"
    if amount(first) == amount(last):
        way = f"begins and ends at {amount(first)}"
    sentence = f"The cost {way} in {values.size} iterations"
    against = np.diff(values[finite]) * (1 if falls else -1)
    back = int(np.sum(against > 1e-12 * abs(first)))
    if back:
        sentence += f", but {other} in {back} of the steps"
    lost = values.size - finite.size
    return f"{sentence}." + (f" In {lost} of them it is not finite." if lost else "")


def amount(cost: float) -> str:
    """Write a cost with three decimals, or three digits if it is large or tiny.

    Parameters
    ----------
    cost : float
        In nats.

    Returns
    -------
    str
        Such as ``0.693``, ``4.21e-05`` or ``708``.
    """
    return f"{cost:.3f}" if 0.01 <= abs(cost) < 100 else f"{cost:.3g}"


def brief(value: float) -> str:
    """Write a number with at most three decimals and a true minus sign.

    Parameters
    ----------
    value : float
        Any number.

    Returns
    -------
    str
        As short as it can be read.

    Examples
    --------
    >>> brief(-1.3678), brief(33.0), brief(0.00042), brief(0.5)
    ('−1.368', '33', '0.00042', '0.5')
    """
    number = float(value)
    if abs(number) >= 1e6 or 0 < abs(number) < 0.001:
        text = f"{number:.3g}"
    else:
        text = f"{number + 0.0:.3f}".rstrip("0").rstrip(".")
    return text.replace("-", "−")


def duration(seconds: float) -> str:
    """Write a time in the unit that suits it.

    Parameters
    ----------
    seconds : float
        Above 0.

    Returns
    -------
    str
        Two digits and a unit.

    Examples
    --------
    >>> duration(0.0000173), duration(0.0312), duration(2.5), duration(0.1234)
    ('17 µs', '31 ms', '2.5 s', '120 ms')
    """
    for factor, unit in ((1e-6, "µs"), (1e-3, "ms")):
        if seconds < 995 * factor:
            return f"{two_digits(seconds / factor)} {unit}"
    return f"{two_digits(seconds)} s"


def two_digits(number: float) -> str:
    """Round to two digits that count, without an exponent.

    Examples
    --------
    >>> two_digits(1234.0), two_digits(0.0567)
    ('1200', '0.057')
    """
    return f"{float(f'{number:.2g}'):g}"


def describe_points(Y: np.ndarray, names, labels) -> str:
    """Say what is drawn, and how many of each label.

    Parameters
    ----------
    Y : ndarray, shape (1, m)
        Labels.
    names, labels : sequence of two str
        What the features are and what the labels mean.

    Returns
    -------
    str
        One sentence.
    """
    across, up = names[0] or "feature 1", names[1] or "feature 2"
    zeros, ones = int(np.sum(Y == 0)), int(np.sum(Y == 1))
    return (
        f"{Y.size} examples with {across} across and {up} upwards: "
        f"{zeros} blue circles ({labels[0]}) and {ones} orange triangles ({labels[1]})."
    )


def describe_line(line: list[np.ndarray], axis_0, axis_1, P, labels) -> str:
    """Say where the probability is 0.5.

    Parameters
    ----------
    line : list of ndarray, shape (k, 2)
        What `level_line` returns.
    axis_0, axis_1 : ndarray, shape (k_0,) and (k_1,)
        Values of the two features.
    P : ndarray, shape (k_1, k_0)
        Probability on the grid.
    labels : sequence of two str
        What the labels mean.

    Returns
    -------
    str
        One sentence.
    """
    if not line:
        share = float(np.mean(P > 0.5))  # nan is not above
        parts = {0.0: "nowhere", 1.0: "everywhere"}
        where = parts.get(share, f"in {share:.0%} of the picture")
        return f"The probability of {labels[1]} is {where} above 0.5."
    what = "The line where the probability is 0.5"
    closed = [piece for piece in line if np.array_equal(piece[0], piece[-1])]
    if len(line) > 1:
        rings = {0: "", len(line): ", all of them closed"}
        found = rings.get(len(closed), f", {len(closed)} of them closed")
        return f"{what} has {len(line)} pieces{found}."
    if closed:
        return f"{what} is closed{ring(line[0], axis_0, axis_1, P, labels)}."
    start, end = sorted(place(point, axis_0, axis_1) for point in line[0][[0, -1]])
    bent = " in a curve" if bend(line[0], axis_0, axis_1) > CURVED else ""
    return f"{what} runs{bent} from {start} to {end}."


def ring(piece: np.ndarray, axis_0, axis_1, P: np.ndarray, labels) -> str:
    """Say around which point a closed line runs, and which label is inside.

    Parameters
    ----------
    piece : ndarray, shape (k, 2)
        The line; its last point is its first.
    axis_0, axis_1 : ndarray, shape (k_0,) and (k_1,)
        Values of the two features.
    P : ndarray, shape (k_1, k_0)
        Probability on the grid.
    labels : sequence of two str
        What the labels mean.

    Returns
    -------
    str
        The end of a sentence.
    """
    middle = (piece.min(axis=0) + piece.max(axis=0)) / 2
    column, row = np.searchsorted(axis_0, middle[0]), np.searchsorted(axis_1, middle[1])
    inside = labels[int(P[row, column] > 0.5)]
    return f" around {place(middle, axis_0, axis_1)}, with {inside} more probable there"


def bend(piece: np.ndarray, axis_0: np.ndarray, axis_1: np.ndarray) -> float:
    """Tell how far a line leaves the straight way between its ends.

    Parameters
    ----------
    piece : ndarray, shape (k, 2)
        The line.
    axis_0, axis_1 : ndarray
        The range of each feature, lowest and highest value at the ends.

    Returns
    -------
    float
        The largest distance, as a share of the picture.

    Examples
    --------
    >>> unit = np.array([0.0, 1.0])
    >>> bend(np.array([[0.0, 0.0], [0.5, 0.8], [1.0, 0.0]]), unit, unit)
    0.8
    """
    spans = np.array([axis_0[-1] - axis_0[0], axis_1[-1] - axis_1[0]])
    points = (piece - piece[0]) / spans
    across, up = points[-1] / (np.hypot(*points[-1]) or 1.0)
    return float(np.max(np.abs(across * points[:, 1] - up * points[:, 0])))


def place(point: np.ndarray, axis_0: np.ndarray, axis_1: np.ndarray) -> tuple:
    """Round a point to what an eye could read off the axes.

    Parameters
    ----------
    point : ndarray, shape (2,)
        Two features.
    axis_0, axis_1 : ndarray
        The range of each, lowest and highest value at the ends.

    Returns
    -------
    tuple of two float
        The point, to about a hundredth of each range.
    """
    spans = (axis_0[-1] - axis_0[0], axis_1[-1] - axis_1[0])
    digits = (int(np.ceil(2 - np.log10(span))) for span in spans)
    # + 0.0 so that nothing is called -0.0
    return tuple(round(float(v), d) + 0.0 for v, d in zip(point, digits, strict=True))


def describe_hits(A: np.ndarray, Y: np.ndarray, labels) -> str:
    """Say how many examples the model labels right.

    Parameters
    ----------
    A : ndarray, shape (1, m)
        Probabilities at the examples.
    Y : ndarray, shape (1, m)
        Labels.
    labels : sequence of two str
        What the labels mean.

    Returns
    -------
    str
        One sentence.
    """
    hits = [int(np.sum(((A > 0.5) == k) & (Y == k) & np.isfinite(A))) for k in (0, 1)]
    of = [int(np.sum(Y == k)) for k in (0, 1)]
    return (
        f"The model is right about {sum(hits)} of {Y.size} examples "
        f"({sum(hits) / Y.size:.1%}): {hits[0]} of {of[0]} {labels[0]}, "
        f"{hits[1]} of {of[1]} {labels[1]}."
    )
