"""`numerical_slope(f, a, eps)`: nudge to both sides and see what happens."""

from dataclasses import dataclass

import numpy as np

from nnlib.check import (
    Draft,
    Probe,
    called_with,
    instead,
    negated,
    outputs,
    scaled,
    wrapped,
    wrong,
)
from nnlib.exercises.drawing import drawn, like_a_function
from nnlib.slopes import numerical_slope

exercise = Draft(
    id="00/numerical_slope",
    parts={"slope": 15},
    reference=numerical_slope,
    returns="slope",
)


@like_a_function("f")
@dataclass(frozen=True)
class Cubic:
    """A function of one number that bends: p a^3 + q a."""

    p: float
    q: float

    def __call__(self, a):
        """Give its value."""
        return self.p * a**3 + self.q * a


@exercise.probes
def probes(rng):
    """Draw curves that rise and fall, places on both sides of 0, and other nudges."""
    return [
        Probe((Cubic(1.0, 0.0), 2.0), {"eps": 0.1}, shown=True),
        Probe((curve(rng), drawn(rng, 1.2, 2.3))),
        Probe((curve(rng, -1), drawn(rng, -2.6, -1.4)), {"eps": 0.3}),
        Probe((curve(rng), drawn(rng, 0.7, 1.1)), {"eps": 0.02}),
        Probe((curve(rng), drawn(rng, -1.3, -0.8))),
    ]


def curve(rng, sign=1):
    """Draw a curve that rises everywhere, or falls."""
    return Cubic(sign * drawn(rng, 0.8, 1.9), sign * drawn(rng, 1.1, 2.6))


@exercise.always(
    "the slope of 3a is 3 everywhere",
    parts=("slope",),
    broken="For f(a) = 3a your slope is not 3 everywhere.",
    question="how far does a straight line rise over your run?",
)
def same_everywhere(call, rng):
    """Tell whether a straight line has the same slope at two places."""
    line = Cubic(0.0, 3.0)
    places = rng.uniform(1, 9, 2).tolist()
    return all(abs(call(line, a) - 3) < 1e-6 for a in places)


exercise.variants(
    wrong(
        "forward",
        "nudge to the right only",
        instead(lambda f, a, eps=0.0001: (f(a + eps) - f(a)) / eps),
        evidence="Your slope is that of a nudge to the right only.",
        question="which places does a nudge to both sides compare?",
    ),
    wrong(
        "to_the_left",
        "nudge to the left only",
        instead(lambda f, a, eps=0.0001: (f(a) - f(a - eps)) / eps),
        evidence="Your slope is that of a nudge to the left only.",
        question="which places does a nudge to both sides compare?",
    ),
    wrong(
        "one_nudge",
        "divided by one nudge",
        scaled(2),
        evidence="Your slope is twice the expected one.",
        question="how far apart are the two places that you compare?",
    ),
    wrong(
        "half_the_run",
        "one nudge divided by two",
        instead(lambda f, a, eps=0.0001: (f(a + eps) - f(a)) / (2 * eps)),
        evidence="Your change is that of one nudge, and it is divided by two nudges.",
        question="how far apart are the two places that you compare?",
    ),
    wrong(
        "rise_alone",
        "division left out",
        instead(lambda f, a, eps=0.0001: f(a + eps) - f(a - eps)),
        evidence="Your value is the change itself: it shrinks with the nudge.",
        question="rise over run: where is the run?",
    ),
    wrong(
        "no_bracket",
        "bracket missing below",
        instead(lambda f, a, eps=0.0001: (f(a + eps) - f(a - eps)) / 2 * eps),
        evidence="Your value is divided by 2 and then multiplied by eps.",
        question="in which order does Python work out p / 2 * q?",
    ),
    wrong(
        "no_bracket_above",
        "bracket missing above",
        instead(lambda f, a, eps=0.0001: f(a + eps) - f(a - eps) / (2 * eps)),
        evidence="Only the second value is divided by the run in your result.",
        question="what does Python work out first, the difference or the fraction?",
    ),
    wrong(
        "fixed_width",
        "width of the nudge fixed",
        called_with(eps=1e-4),
        evidence="Your nudge is 1e-4 wide, whatever eps is.",
        question="does your code use every argument that it is given?",
    ),
    wrong(
        "value",
        "height in place of slope",
        outputs(slope=lambda f, a: f(a)),
        evidence="Your value is f(a): the height, which is no slope.",
        question="what is the slope of a function that is 7 everywhere?",
    ),
    wrong(
        "opposite_sign",
        "opposite sign",
        negated(),
        evidence="Your slope has the right size and the opposite sign.",
        question="the function grows to the right: what is the sign of its slope?",
    ),
    wrong(
        "added",
        "values added",
        instead(lambda f, a, eps=0.0001: (f(a + eps) + f(a - eps)) / (2 * eps)),
        evidence="You add the two values, where their difference is the rise.",
        question="what is the rise of a function that is 7 everywhere?",
    ),
    wrong(
        "lost_in_rounding",
        "nudge too small for the computer",
        outputs(slope=lambda f, a: (f(a + 1e-17) - f(a - 1e-17)) / 2e-17),
        evidence="Your slope is always 0: the nudge is lost in rounding.",
        question="what does Python print for 1 + 1e-16?",
    ),
    wrong(
        "outside",
        "nudge of the value",
        instead(lambda f, a, eps=0.0001: ((f(a) + eps) - (f(a) - eps)) / (2 * eps)),
        evidence="Your value is always 1: the nudge is added outside f, not inside it.",
        question="what is nudged, the argument or the value?",
    ),
    wrong(
        "wrapped",
        "slope kept in an array",
        wrapped(shape=(1,)),
        evidence="Your slope is the right number, wrapped in an array.",
        question="how many slopes does a curve have at one place?",
    ),
)


@exercise.accepted
def mean_of_two(f, a, eps=1e-4):
    """Take the mean of the slopes to the left and to the right."""
    here = f(a)
    return ((f(a + eps) - here) / eps + (here - f(a - eps)) / eps) / 2


@exercise.accepted
def by_gradient(f, a, eps=1e-4):
    """Ask numpy for the slope in the middle of three values."""
    return np.gradient([f(a + step * eps) for step in (-1, 0, 1)], eps)[1]


@exercise.accepted
def with_names(f, a, eps=1e-4):
    """Name rise and run."""
    left, right = a - eps, a + eps
    rise, run = f(right) - f(left), 2 * eps
    return np.float64(rise) / run


EXERCISE = exercise.with_hints(
    "Mark three places on paper: a, a little to the left, a little to the right. "
    "Which two do you compare, and how far apart are they?",
    "f is a function: f(2.5) gives its value at 2.5. Give the rise and the run a "
    "name each before you divide.",
    "Try it by hand for a cube at 2 with eps = 0.1: 2.1 cubed is 9.261, and 1.9 "
    "cubed is 6.859.",
    "A sibling: the speed at noon is (km at one o'clock minus km at eleven) "
    "divided by the two hours in between.",
)
