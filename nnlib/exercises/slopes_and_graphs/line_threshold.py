"""`line_threshold(theta0, theta1, level)`: where a line crosses a level."""

import numpy as np

from nnlib.check import (
    Draft,
    Probe,
    called_with,
    changed,
    instead,
    negated,
    outputs,
    wrapped,
    wrong,
)
from nnlib.exercises.drawing import drawn
from nnlib.slopes import line_threshold

exercise = Draft(
    id="00/line_threshold",
    parts={"x": 5},
    reference=line_threshold,
    returns="x",
    form="specified",
    help="H1",
)


@exercise.probes
def probes(rng):
    """Draw lines that rise and fall, and levels other than one half, 0 among them."""
    return [
        Probe((-1.0, 0.25), shown=True),
        Probe((drawn(rng, 0.6, 1.9), drawn(rng, 0.3, 0.8))),
        Probe((drawn(rng, 1.2, 2.7), drawn(rng, -0.9, -0.4)), {"level": 0.3}),
        Probe((drawn(rng, -2.9, -1.1), drawn(rng, 1.3, 2.2)), {"level": -1.4}),
        Probe((drawn(rng, -0.9, -0.2), drawn(rng, 0.1, 0.2)), {"level": 0.8}),
        Probe((drawn(rng, 0.7, 1.8), drawn(rng, 0.4, 0.9)), {"level": 0.0}),
    ]


exercise.variants(
    wrong(
        "crosses_zero",
        "level left out",
        called_with(level=0.0),
        evidence="Your x is where the line crosses 0.",
        question="how high is the line at your x, and how high should it be?",
    ),
    wrong(
        "fixed_level",
        "level fixed at one half",
        called_with(level=0.5),
        evidence="Your x is where the line crosses 0.5, whatever level is.",
        question="does your code use every argument that it is given?",
    ),
    wrong(
        "intercept_added",
        "theta0 added",
        instead(lambda theta0, theta1, level=0.5: (level + theta0) / theta1),
        evidence="You add theta0 to the level.",
        question="theta0 + theta1 x = level: how does theta0 get to the other side?",
    ),
    wrong(
        "upside_down",
        "fraction upside down",
        outputs(x=lambda x: 1 / x),
        evidence="Your x is 1 over the expected one.",
        question="a steeper line climbs the same height in a longer or a shorter way?",
    ),
    wrong(
        "opposite_sign",
        "opposite sign",
        negated(),
        evidence="Your x has the right size and the opposite sign.",
        question="put your x into theta0 + theta1 x: what comes out?",
    ),
    wrong(
        "exchanged",
        "theta0 and theta1 exchanged",
        called_with(theta0=lambda theta1: theta1, theta1=lambda theta0: theta0),
        evidence="Your x belongs to the line theta1 + theta0 x.",
        question="which of the two numbers is multiplied by x?",
    ),
    wrong(
        "no_bracket",
        "bracket missing",
        instead(lambda theta0, theta1, level=0.5: level - theta0 / theta1),
        evidence="Only theta0 is divided by theta1 in your result.",
        question="what does Python work out first, the difference or the fraction?",
    ),
    wrong(
        "no_slope",
        "slope left out",
        called_with(theta1=1.0),
        evidence="Your x is that of a line with slope 1.",
        question="how far to the right must you go to climb by 1?",
    ),
    wrong(
        "multiplied",
        "multiplied by the slope",
        instead(lambda theta0, theta1, level=0.5: (level - theta0) * theta1),
        evidence="Your x is multiplied by theta1.",
        question="a steeper line climbs the same height in a longer or a shorter way?",
    ),
    wrong(
        "height",
        "height in place of place",
        instead(lambda theta0, theta1, level=0.5: theta0 + theta1 * level),
        evidence="Your value is the height of the line at x = level.",
        question="is the level given on the x axis or on the y axis?",
    ),
    wrong(
        "rounded",
        "rounded to a whole size",
        changed(round),
        evidence="Your x is the expected one, rounded to a whole number.",
        question="can a border lie between two whole sizes?",
    ),
    wrong(
        "wrapped",
        "result kept in an array",
        wrapped(shape=(1,)),
        evidence="Your x is the right number, wrapped in an array.",
        question="how many places come out where one line crosses one level?",
    ),
)


@exercise.accepted
def by_roots(theta0, theta1, level=0.5):
    """Ask numpy for the root of the line minus the level."""
    return np.roots([theta1, theta0 - level])[0]


@exercise.accepted
def by_solving(theta0, theta1, level=0.5):
    """Solve one equation with one unknown."""
    return np.linalg.solve(np.array([[theta1]]), np.array([level - theta0])).item()


@exercise.accepted
def step_by_step(theta0, theta1, level=0.5):
    """Climb the height that is missing, at so much for each step to the right."""
    missing = -(theta0 - level)
    per_height = 1 / theta1
    return missing * per_height


EXERCISE = exercise.with_hints(
    "At x = 0 the line has the height theta0. How much height is missing up to the "
    "level, and how much does one step to the right bring?",
    "Put your result back in: theta0 + theta1 * x should give level. A sibling: a "
    "taxi costs 4 at the start and 2 per km. With 10 you get (10 - 4) / 2 km.",
)
