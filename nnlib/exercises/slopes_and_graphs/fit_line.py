"""`fit_line(x, y)`: the line with the smallest sum of squared losses."""

import numpy as np

from nnlib.check import Draft, Probe
from nnlib.slopes import fit_line

exercise = Draft(
    id="00/fit_line",
    parts={"theta0": 7, "theta1": 8},
    reference=fit_line,
    returns=("theta0", "theta1"),
)


@exercise.probes
def probes(rng):
    """Draw points near lines that rise and fall, far from the origin, and labels."""
    by_hand = np.array([0.0, 2.0, 4.0]), np.array([1.0, 2.0, 6.0])
    return [
        points(*by_hand, shown=True),
        points(*near_line(rng, 5, 3.0, 1.4)),
        points(*near_line(rng, 8, -2.0, -0.7)),
        points(*near_line(rng, 11, 7.0, 0.3)),
        points(*labelled(rng, 7)),
    ]


def points(x, y, **kinds):
    """Make a probe of some points."""
    return Probe((x, y), sizes={"m": len(x)}, atol=1e-9, **kinds)


def near_line(rng, m, theta0, theta1):
    """Draw points that scatter round a line."""
    x = rng.uniform(1, 6, m)
    return x, theta0 + theta1 * x + rng.normal(0, 0.5, m)


def labelled(rng, m):
    """Draw whole sizes and labels, as of the tumours: whole numbers both."""
    x = np.sort(rng.choice(np.arange(1, 30), m, replace=False))
    return x, (np.arange(m) >= 3).astype(int)


def centred(x, y):
    """Give the distances from the means, for the wrong versions below."""
    return x - np.mean(x), y - np.mean(y)


def through_means(x, y, theta1):
    """Give the line of a slope through the point of means."""
    return float(np.mean(y) - theta1 * np.mean(x)), float(theta1)


@exercise.variant(
    "slope before height",
    evidence="Your two numbers are right, in the opposite order.",
    question="which of the two is the height of the line at x = 0?",
)
def exchanged(x, y):
    return fit_line(x, y)[::-1]


@exercise.variant(
    "line through the origin",
    evidence="Your line passes through the origin: theta0 is 0.",
    question="must a house of size 0 cost 0?",
)
def through_origin(x, y):
    return 0.0, float(np.sum(x * y) / np.sum(x * x))


@exercise.variant(
    "means not taken away",
    evidence="Your slope is the sum of x y over the sum of x x, without the means.",
    question="from where are the distances in the formula measured?",
)
def not_centred(x, y):
    return through_means(x, y, np.sum(x * y) / np.sum(x * x))


@exercise.variant(
    "height of the mean for theta0",
    evidence="Your slope is right, and your theta0 is the mean of y.",
    question="the line has the height of the mean of y at which x?",
)
def mean_for_height(x, y):
    return float(np.mean(y)), fit_line(x, y)[1]


@exercise.variant(
    "theta0 with the wrong sign",
    evidence="Your slope is right, and theta0 is the mean of y plus theta1 mean of x.",
    question="from the mean back to x = 0: does a rising line go up or down?",
)
def height_added(x, y):
    theta1 = fit_line(x, y)[1]
    return float(np.mean(y) + theta1 * np.mean(x)), theta1


@exercise.variant(
    "means exchanged in theta0",
    evidence="Your slope is right, and in theta0 the two means have changed places.",
    question="which mean is a height?",
)
def means_exchanged(x, y):
    theta1 = fit_line(x, y)[1]
    return float(np.mean(x) - theta1 * np.mean(y)), theta1


@exercise.variant(
    "divided by how y varies",
    evidence="You divide by the squares of y: your slope is one of x over y.",
    question="rise over run: which of the two stands below?",
)
def divided_by_y(x, y):
    dx, dy = centred(x, y)
    return through_means(x, y, np.sum(dx * dy) / np.sum(dy * dy))


@exercise.variant(
    "division left out",
    evidence="Your slope is the sum of the products, not divided by anything.",
    question="if every x were measured in half the unit, how should the slope change?",
)
def not_divided(x, y):
    dx, dy = centred(x, y)
    return through_means(x, y, np.sum(dx * dy))


@exercise.variant(
    "divided by m",
    evidence="Your slope is the mean of the products ({m} points tried).",
    question="how does the run come into a slope?",
)
def divided_by_m(x, y):
    dx, dy = centred(x, y)
    return through_means(x, y, np.mean(dx * dy))


@exercise.variant(
    "correlation in place of slope",
    evidence="Your slope is the correlation: it never leaves the range from -1 to 1.",
    question="price in dollars or in cents: should the slope change?",
)
def correlation(x, y):
    dx, dy = centred(x, y)
    bottom = np.sqrt(np.sum(dx * dx) * np.sum(dy * dy))
    return through_means(x, y, np.sum(dx * dy) / bottom)


@exercise.variant(
    "line through first and last point",
    evidence="Your line passes through the first and the last point exactly.",
    question="do the points in between have a say?",
)
def two_points(x, y):
    theta1 = (y[-1] - y[0]) / (x[-1] - x[0])
    return float(y[0] - theta1 * x[0]), float(theta1)


@exercise.variant(
    "means of different kinds",
    evidence="Your slope is m / (m - 1) times the expected one ({m} points tried).",
    question="are the sums above and below divided by the same number?",
)
def mixed_means(x, y):
    m = len(x)
    return through_means(x, y, m / (m - 1) * fit_line(x, y)[1])


@exercise.variant(
    "square root of the sum below",
    evidence="Your slope is divided by the root of the sum of squares only.",
    question="which power of the run stands below in the formula?",
)
def root_below(x, y):
    dx, dy = centred(x, y)
    return through_means(x, y, np.sum(dx * dy) / np.sqrt(np.sum(dx * dx)))


@exercise.variant(
    "whole-number division",
    evidence="Your theta1 is cut down to a whole number.",
    question="what is the difference between / and // in Python?",
)
def whole_numbers(x, y):
    _, slope = fit_line(x, y)
    theta1 = float(np.floor(slope))
    return float(np.mean(y) - theta1 * np.mean(x)), theta1


@exercise.accepted
def by_polyfit(x, y):
    """Ask numpy, and turn its order round."""
    return tuple(np.polyfit(x, y, 1)[::-1])


@exercise.accepted
def by_least_squares(x, y):
    """Solve for both numbers at once, with a column of ones."""
    columns = np.stack([np.ones(len(x)), x], axis=1)
    return np.linalg.lstsq(columns, y, rcond=None)[0].tolist()


@exercise.accepted
def with_loops(x, y):
    """Add up in plain Python."""
    m = len(x)
    mean_x, mean_y = sum(x) / m, sum(y) / m
    top = bottom = 0.0
    for one, other in zip(x, y, strict=True):
        top += (one - mean_x) * other
        bottom += (one - mean_x) ** 2
    return mean_y - top / bottom * mean_x, top / bottom


EXERCISE = exercise.with_hints(
    "First the two means, then the slope, then the height at x = 0. Which of them "
    "needs which?",
    "x - np.mean(x) gives all distances from the mean at once. Which two sums does "
    "the formula make of such distances?",
    "For x = (0, 2, 4) and y = (1, 2, 6) the sum above is 10 and the sum below is "
    "8. Print yours.",
    "A sibling: at 20 degrees a spring is 9 cm long, and it grows by 0.5 cm per "
    "degree. At 0 degrees it measures 9 - 0.5 * 20 cm.",
)
