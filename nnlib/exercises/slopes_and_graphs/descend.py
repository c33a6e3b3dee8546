"""`descend(slope, w0, ...)`: steps downhill, and where each one ends."""

from dataclasses import dataclass

import numpy as np

from nnlib.check import Draft, Probe, called_with, instead, outputs, reworded, wrong
from nnlib.exercises import gradient_descent
from nnlib.exercises.drawing import drawn, like_a_function
from nnlib.slopes import descend

exercise = Draft(
    id="00/descend",
    parts={"path": 20},
    reference=descend,
    returns="path",
)


@like_a_function("slope")
@dataclass(frozen=True)
class Valley:
    """The slope of a valley: c times the distance from its lowest point, and a bend.

    Far away the bend does not grow: a walk that is too fast gets large, not lost.
    """

    lowest: float
    c: float
    bend: float = 0.0

    def __call__(self, w):
        """Give the slope at w."""
        distance = w - self.lowest
        return self.c * distance + self.bend * distance / (1 + abs(distance))


@exercise.probes
def probes(rng):
    """Draw valleys, starts on both sides, and rates other than 0.1 and 1."""
    return [
        walk(Valley(0.0, 2.0), 4.0, 0.25, 3, shown=True),
        walk(valley(rng), drawn(rng, 1.6, 2.2), 0.07, 6),
        walk(valley(rng), drawn(rng, -2.1, -1.5), 0.13, 9),
        walk(valley(rng), drawn(rng, 1.4, 1.9), 0.31, 4),
        # To the bottom, where a walk that stops by itself has stopped.
        walk(valley(rng), drawn(rng, -1.9, -1.2), 0.4, 30),
        walk(
            valley(rng),
            drawn(rng, 1, 2),
            0.2,
            0,
            extreme=True,
            about="num_iterations = 0",
        ),
    ]


def valley(rng):
    """Draw a valley whose lowest point is not 0."""
    return Valley(drawn(rng, 0.2, 0.6), drawn(rng, 0.6, 1.1), drawn(rng, 0.4, 0.9))


def walk(slope, w0, learning_rate, num_iterations, **kinds):
    """Make a probe of a walk."""
    options = {"learning_rate": learning_rate, "num_iterations": num_iterations}
    return Probe((slope, w0), options, options, **kinds)


def stepping(step):
    """Walk with another kind of step, for the wrong versions below."""

    def walked(slope, w0, learning_rate, num_iterations):
        path = [float(w0)]
        for _ in range(num_iterations):
            path.append(float(step(path[-1], slope, learning_rate, w0)))
        return path

    return instead(walked)


exercise.variants(
    wrong(
        "uphill",
        "uphill",
        stepping(lambda w, slope, rate, w0: w + rate * slope(w)),
        evidence="Your steps have the right length and go uphill.",
        question="the slope is positive: on which side does the valley lie?",
    ),
    wrong(
        "no_start",
        "start missing",
        outputs(path=lambda path: path[1:]),
        evidence="Your path begins after the first step.",
        question="a walk of three steps visits how many places?",
    ),
    wrong(
        "last_only",
        "last place only",
        outputs(path=lambda path: path[-1]),
        evidence="You return the last place alone.",
        question="what could the whole path be drawn from?",
    ),
    wrong(
        "slope_once",
        "slope of the start in every step",
        stepping(lambda w, slope, rate, w0: w - rate * slope(w0)),
        evidence="All your steps are equally long: they use the slope at the start.",
        question="does the slope stay the same while w moves?",
    ),
    wrong(
        "from_start",
        "every step from the start",
        stepping(lambda w, slope, rate, w0: w0 - rate * slope(w)),
        evidence="Each of your places is the start minus one step.",
        question="from where does the second step begin?",
    ),
    reworded(
        gradient_descent.no_learning_rate,
        title="learning rate left out",
        question="which number says how long a step is?",
    ),
    gradient_descent.fixed_learning_rate,
    wrong(
        "divided_by_rate",
        "division by the learning rate",
        stepping(lambda w, slope, rate, w0: w - slope(w) / rate),
        evidence="Your steps are the slope divided by the learning rate.",
        question="should a larger learning rate make the step longer or shorter?",
    ),
    wrong(
        "relative_step",
        "step relative to w",
        stepping(lambda w, slope, rate, w0: w * (1 - rate * slope(w))),
        evidence="Your steps are longer where w is larger: w multiplies them.",
        question="does the formula of the step contain a product with w?",
    ),
    wrong(
        "forgotten",
        "old place forgotten",
        stepping(lambda w, slope, rate, w0: -rate * slope(w)),
        evidence="Your places do not depend on the place before: they are steps alone.",
        question="a step from where? What has to be known beside the step?",
    ),
    wrong(
        "start_twice",
        "start twice",
        outputs(path=lambda path: [path[0], *path[:-1]]),
        evidence="Your path holds the start twice, and the last place is missing.",
        question="is a place noted before or after the step that leads to it?",
    ),
    wrong(
        "one_short",
        "one step too few",
        called_with(num_iterations=lambda num_iterations: max(num_iterations - 1, 0)),
        evidence="Your path ends one step early.",
        question="how many numbers does range(1, n) give?",
    ),
    wrong(
        "one_more",
        "one step too many",
        called_with(num_iterations=lambda num_iterations: num_iterations + 1),
        evidence="Your path goes on for one step more.",
        question="a walk of three steps visits how many places?",
    ),
    wrong(
        "fixed_iterations",
        "number of steps ignored",
        called_with(num_iterations=100),
        evidence="You make 100 steps, whatever num_iterations is.",
        question="does your code use every argument that it is given?",
    ),
    wrong(
        "sign_only",
        "all steps of one length",
        stepping(lambda w, slope, rate, w0: w - rate * np.sign(slope(w))),
        evidence=(
            "All your steps are as long as the learning rate: only the sign is used."
        ),
        question="where should steps be longer, on a steep slope or on a gentle one?",
    ),
    wrong(
        "slopes",
        "slopes in place of places",
        outputs(path=lambda slope, path: [slope(w) for w in path]),
        evidence="Your list holds the slopes along the path.",
        question=(
            "what is the first entry, where the walk begins or how steep it is there?"
        ),
    ),
    wrong(
        "towards_zero",
        "towards zero",
        stepping(lambda w, slope, rate, w0: w - rate * w),
        evidence="Your steps lead towards w = 0, whatever the slope is.",
        question="what becomes 0 at the lowest point, w or the slope?",
    ),
)


@exercise.accepted
def with_index(slope, w0, learning_rate, num_iterations):
    """Fill an array."""
    path = np.zeros(num_iterations + 1)
    path[0] = w0
    for k in range(num_iterations):
        path[k + 1] = path[k] - learning_rate * slope(path[k])
    return path


@exercise.accepted
def with_while(slope, w0, learning_rate, num_iterations):
    """Move w, and count the steps."""
    w, path, done = w0, [w0], 0
    while done < num_iterations:
        w += -slope(w) * learning_rate
        path = [*path, w]
        done += 1
    return tuple(path)


@exercise.accepted
def by_recursion(slope, w0, learning_rate, num_iterations):
    """Take one step, and walk on from there."""
    if num_iterations == 0:
        return [w0]
    w1 = w0 - learning_rate * slope(w0)
    return [w0, *by_recursion(slope, w1, learning_rate, num_iterations - 1)]


EXERCISE = exercise.with_hints(
    "You stand at w. The slope there is positive. Do you get lower by making w "
    "larger or smaller?",
    "What happens once, before the loop? What happens in every step? Write two "
    "short lists before you write code.",
    "slope is a function: slope(w) is the slope at w. The list grows by one place "
    "in every step, and it begins with w0.",
    "A sibling, money in a bank. The list begins with the first balance. Every "
    "year, take the last balance, add the interest on it, and note the new one.",
)
