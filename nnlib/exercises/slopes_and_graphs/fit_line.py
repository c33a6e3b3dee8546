"""`fit_line(x, y)`: the line with the smallest sum of squared losses."""

import numpy as np

from nnlib.check import Draft, Probe, instead, outputs, reordered, wrong
from nnlib.slopes import fit_line

exercise = Draft(
    id="00/fit_line",
    parts={"theta0": 7, "theta1": 8},
    reference=fit_line,
    returns=("theta0", "theta1"),
    without={"one example": "through one point goes every line"},
    help="H4",
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


def through_means(x, y, theta1):
    """Give the line of a slope through the point of means."""
    return float(np.mean(y) - theta1 * np.mean(x)), float(theta1)


def rising(theta1):
    """Give the line of another slope, made of the distances from the means."""
    return instead(
        lambda x, y: through_means(x, y, theta1(x - np.mean(x), y - np.mean(y)))
    )


exercise.variants(
    wrong(
        "exchanged",
        "slope before height",
        reordered(1, 0),
        evidence="Your two numbers are right, in the opposite order.",
        question="which of the two is the height of the line at x = 0?",
    ),
    wrong(
        "through_origin",
        "line through the origin",
        instead(lambda x, y: (0.0, float(np.sum(x * y) / np.sum(x * x)))),
        evidence="Your line passes through the origin: theta0 is 0.",
        question="must a house of size 0 cost 0?",
    ),
    wrong(
        "not_centred",
        "means not subtracted",
        instead(lambda x, y: through_means(x, y, np.sum(x * y) / np.sum(x * x))),
        evidence="Your slope is the sum of x y over the sum of x x, without the means.",
        question="from where are the differences in the formula measured?",
    ),
    wrong(
        "mean_for_height",
        "height of the mean for theta0",
        outputs(theta0=lambda y: float(np.mean(y))),
        evidence="Your slope is right, and your theta0 is the mean of y.",
        question="the line has the height of the mean of y at which x?",
    ),
    wrong(
        "height_added",
        "theta0 with the wrong sign",
        outputs(theta0=lambda x, y, theta1: np.mean(y) + theta1 * np.mean(x)),
        evidence=(
            "Your slope is right, and theta0 is the mean of y plus theta1 mean of x."
        ),
        question="from the mean back to x = 0: does a rising line go up or down?",
    ),
    wrong(
        "means_exchanged",
        "means exchanged in theta0",
        outputs(theta0=lambda x, y, theta1: np.mean(x) - theta1 * np.mean(y)),
        evidence=(
            "Your slope is right, and in theta0 the two means have changed places."
        ),
        question="which mean is a height?",
    ),
    wrong(
        "divided_by_y",
        "divided by how y varies",
        rising(lambda dx, dy: np.sum(dx * dy) / np.sum(dy * dy)),
        evidence="You divide by the squares of y: your slope is one of x over y.",
        question="rise over run: which of the two stands below?",
    ),
    wrong(
        "not_divided",
        "division left out",
        rising(lambda dx, dy: np.sum(dx * dy)),
        evidence="Your slope is the sum of the products, not divided by anything.",
        question=(
            "if every x were measured in half the unit, how should the slope change?"
        ),
    ),
    wrong(
        "divided_by_m",
        "divided by m",
        rising(lambda dx, dy: np.mean(dx * dy)),
        evidence="Your slope is the mean of the products ({m} points tried).",
        question="how does the run come into a slope?",
    ),
    wrong(
        "correlation",
        "correlation in place of slope",
        rising(
            lambda dx, dy: np.sum(dx * dy) / np.sqrt(np.sum(dx * dx) * np.sum(dy * dy))
        ),
        evidence=(
            "Your slope is the correlation: it never leaves the range from -1 to 1."
        ),
        question="price in dollars or in cents: should the slope change?",
    ),
)


@exercise.variant(
    "line through first and last point",
    evidence="Your line passes through the first and the last point exactly.",
    question="do the points in between have a say?",
)
def two_points(x, y):
    theta1 = (y[-1] - y[0]) / (x[-1] - x[0])
    return float(y[0] - theta1 * x[0]), float(theta1)


exercise.variants(
    wrong(
        "mixed_means",
        "means of different kinds",
        instead(
            lambda x, y: through_means(x, y, len(x) / (len(x) - 1) * fit_line(x, y)[1])
        ),
        evidence="Your slope is m / (m - 1) times the expected one ({m} points tried).",
        question="are numerator and denominator divided by the same number?",
    ),
    wrong(
        "root_below",
        "square root of the sum below",
        rising(lambda dx, dy: np.sum(dx * dy) / np.sqrt(np.sum(dx * dx))),
        evidence="Your slope is divided by the root of the sum of squares only.",
        question="which power of the run stands below in the formula?",
    ),
    wrong(
        "whole_numbers",
        "whole-number division",
        outputs(
            theta0=lambda x, y, theta1: float(
                np.mean(y) - np.floor(theta1) * np.mean(x)
            ),
            theta1=lambda theta1: float(np.floor(theta1)),
        ),
        evidence="Your theta1 is cut down to a whole number.",
        question="what is the difference between / and // in Python?",
    ),
)


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
    "x - np.mean(x) gives all differences from the mean at once. Which two sums does "
    "the formula make of such differences?",
    "For x = (0, 2, 4) and y = (1, 2, 6) the numerator is 10 and the "
    "denominator 8. Print yours.",
    "A sibling: at 20 degrees a spring is 9 cm long, and it grows by 0.5 cm per "
    "degree. At 0 degrees it measures 9 - 0.5 * 20 cm.",
)
