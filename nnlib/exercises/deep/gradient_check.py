"""`gradient_check(cost, parameters, grads, eps)`: a gradient beside measured slopes.

The cost is a function, so every probe hands over a small object that can be called. The
result is compared closely: the formula is fixed, and a one-sided difference is wrong by
about as much as the nudge is wide.
"""

import numpy as np
from numpy.linalg import norm as length

from nnlib.check import Draft, Probe, called_with, outputs, wrong
from nnlib.deep import model_backward, model_forward
from nnlib.exercises.deep import model_forward as forward
from nnlib.exercises.drawing import like_a_function
from nnlib.gradient_check import gradient_check
from nnlib.losses import compute_cost

CLOSE = {"rtol": 1e-4, "atol": 1e-7}
# A nudge moves a sum by about eps times an input: no relu may turn at that.
WIDE = 0.004
# Without relus it may be so wide that the slope it measures is another one.
VERY_WIDE = 0.1
CLEAR = 0.05
# How long a gradient is in small units: 1e-6 below the fraction line does not show, and
# 1e-5 does.
SHORT, LONG = 0.008, 0.02


exercise = Draft(
    id="04/gradient_check",
    parts={"difference": 10},
    reference=gradient_check,
    returns="difference",
    edition=2,
)


@like_a_function("cost")
class Product:
    """A cost for pencil and paper: b times the sum of the squares of W."""

    def __call__(self, parameters):
        """Give the cost."""
        return float(np.sum(parameters["W1"] ** 2 * parameters["b1"]))


@like_a_function("cost")
class Level:
    """A cost that no parameter changes."""

    def __call__(self, parameters):
        """Give the cost."""
        return 2.0


@like_a_function("cost")
class NetworkCost:
    """The cost of a network on fixed examples, in some unit."""

    def __init__(self, X, Y, unit=1.0):
        self.X, self.Y, self.unit = X, Y, unit

    def __call__(self, parameters):
        """Give the cost at these parameters."""
        return self.unit * compute_cost(model_forward(self.X, parameters)[0], self.Y)


@exercise.probes
def probes(rng):
    """Plant a mistake of each kind, and none; measure with two widths."""
    return [
        by_hand(),
        drawn(rng, (3, 4, 2), 5),
        drawn(rng, (2, 3, 1), 4, {"dW1": 2.0}, unit=0.02),
        drawn(rng, (3, 2, 2), 6, {"db2": -1.0}, unit=50.0),
        drawn(rng, (2, 3, 2), 3, {"dW2": 3.0, "db1": 0.0}, eps=WIDE),
        drawn(rng, (4, 2), 5, eps=VERY_WIDE),
        level(),
    ]


def by_hand():
    """Return a case that fits on paper: J = b (1 + 4), one derivative wrong by 1."""
    parameters = {"W1": np.array([[1.0, 2.0]]), "b1": np.array([[3.0]])}
    grads = {"dW1": np.array([[6.0, 12.0]]), "db1": np.array([[4.0]])}
    args = Product(), parameters, grads
    return Probe(args, sizes={"parameters": 3}, shown=True, **CLOSE)


def level():
    """Return a case in which there is nothing to measure, and nothing is given."""
    parameters = {"W1": np.array([[1.0, 2.0]]), "b1": np.array([[3.0]])}
    grads = {f"d{name}": np.zeros(one.shape) for name, one in parameters.items()}
    return Probe(
        (Level(), parameters, grads),
        sizes={"parameters": 3},
        extreme=True,
        about="slopes that are all 0, measured and given",
        question="what is 0 divided by 0, and how much do two zeros differ?",
        **CLOSE,
    )


def drawn(rng, layer_dims, m, factors=None, unit=1.0, **eps):
    """Draw a network with its gradient, some derivatives multiplied by a factor."""
    while True:
        cost, parameters = problem(rng, layer_dims, m, unit)
        AL, caches = model_forward(cost.X, parameters)
        grads = {k: unit * v for k, v in model_backward(AL, cost.Y, caches).items()}
        whole = length(given(parameters, grads))
        seen = all(length(grads[name]) > whole / 4 for name in factors or {})
        if unit >= 1 or (SHORT < whole < LONG and seen):
            break
    for name, factor in (factors or {}).items():
        grads[name] = factor * grads[name]
    sizes = {"parameters": sum(one.size for one in parameters.values())}
    return Probe((cost, parameters, grads), eps, {**sizes, **eps}, **CLOSE)


def problem(rng, layer_dims, m, unit):
    """Draw a network whose relus keep their side when a parameter is nudged."""
    while True:
        X, parameters = forward.draw(rng, layer_dims, m).args
        Y = rng.integers(0, 2, (layer_dims[-1], m)).astype(float)
        sums = [Z for _, Z in model_forward(X, parameters)[1][:-1]]
        if all(np.abs(Z).min() > CLEAR for Z in sums):
            return NetworkCost(X, Y, unit), parameters


@exercise.always(
    "a planted mistake is told from a right gradient",
    parts=("difference",),
    broken=(
        "A right gradient should give nearly 0, one with a planted mistake clearly "
        "more: one of the two is not so."
    ),
    question="how large should a measured slope be, beside the given one?",
)
def finds_a_planted_mistake(call, rng):
    """Tell whether a right gradient and a wrong one are told apart."""
    right = drawn(rng, (3, 3, 1), 4)
    cost, parameters, grads = right.args
    name = max(grads, key=lambda name: np.linalg.norm(grads[name]))
    wrong = {**grads, name: 1.5 * grads[name]}
    return call(*right.args) < 1e-6 < 1e-3 < call(cost, parameters, wrong)


def measured(cost, parameters, nudges, width):
    """Measure all slopes with some nudges, for the wrong versions below."""
    slopes = []
    for name, place in entries(parameters):
        costs = [moved(cost, parameters, name, place, nudge) for nudge in nudges]
        slopes.append((costs[0] - costs[1]) / width)
    return np.array(slopes)


def entries(parameters):
    """Yield the name and the place of every number."""
    for name, one in parameters.items():
        for place in np.ndindex(one.shape):
            yield name, place


def moved(cost, parameters, name, place, nudge):
    """Give the cost after one entry has been nudged, on copies."""
    copies = {other: one.copy() for other, one in parameters.items()}
    copies[name][place] += nudge
    return cost(copies)


def central(cost, parameters, eps):
    """Measure all slopes as the course does."""
    return measured(cost, parameters, (eps, -eps), 2 * eps)


def given(parameters, grads):
    """Put all derivatives into one row, in the order of the parameters."""
    return np.concatenate([np.ravel(grads[f"d{name}"]) for name in parameters])


def relative(one, other):
    """Compare two rows as the course does."""
    return kept(length(one - other), length(one) + length(other))


def kept(above, below):
    """Divide, and keep 0 where there is nothing to divide by."""
    return float(above / below) if below else 0.0


def nudging(nudges, width):
    """Measure with other nudges, or divide by another width."""
    return outputs(
        difference=lambda cost, parameters, grads, eps: relative(
            measured(cost, parameters, nudges(eps), width(eps)),
            given(parameters, grads),
        )
    )


def comparing(how):
    """Compare measured slopes and given derivatives in another way."""
    return outputs(
        difference=lambda cost, parameters, grads, eps: float(
            how(central(cost, parameters, eps), given(parameters, grads))
        )
    )


def looking_at(seen):
    """Compare only the entries whose name and place are seen."""

    def difference(cost, parameters, grads, eps):
        chosen = [seen(*one) for one in entries(parameters)]
        slopes, row = central(cost, parameters, eps), given(parameters, grads)
        return relative(slopes[chosen], row[chosen])

    return outputs(difference=difference)


exercise.variants(
    wrong(
        "one_sided",
        "nudged to one side only",
        nudging(lambda eps: (eps, 0.0), lambda eps: eps),
        evidence=(
            "Your right gradients differ by about eps: you nudge to one side only."
        ),
        question="which two points does the slope at w lie in the middle of?",
    ),
    wrong(
        "half_width",
        "divided by eps for 2 eps",
        nudging(lambda eps: (eps, -eps), lambda eps: eps),
        evidence="Your measured slopes are twice the expected ones.",
        question="how far apart are the two points at which you take the cost?",
    ),
    wrong(
        "opposite_sign",
        "slopes with the wrong sign",
        nudging(lambda eps: (-eps, eps), lambda eps: 2 * eps),
        evidence="A right gradient gives nearly 1: your slopes have the wrong sign.",
        question="which cost is subtracted from which?",
    ),
    wrong(
        "same_array",
        "both nudges on the same array",
        nudging(lambda eps: (0.0, 0.0), lambda eps: 2 * eps),
        evidence="Your result is 1: both of your costs are the same number.",
        question="does copying a dictionary copy the arrays inside?",
    ),
)


@exercise.variant(
    "nudges that are not undone",
    evidence="Your nudges add up: each slope is measured further from the start.",
    question="what must be true of the parameters before the next entry is nudged?",
)
def not_undone(cost, parameters, grads, eps=1e-5):
    copies, slopes = {k: v.copy() for k, v in parameters.items()}, []
    for name, place in entries(parameters):
        copies[name][place] += eps
        above = cost(copies)
        copies[name][place] -= 2 * eps
        slopes.append((above - cost(copies)) / (2 * eps))
    return relative(np.array(slopes), given(parameters, grads))


exercise.variants(
    wrong(
        "with_itself",
        "the gradient compared with itself",
        comparing(lambda slopes, row: relative(row, row)),
        evidence="Your result is 0, whatever the gradient is.",
        question="which of the two vectors does not come from the cost?",
    ),
    wrong(
        "not_divided",
        "difference not divided",
        comparing(lambda slopes, row: length(slopes - row)),
        evidence="Your result grows with the unit of the cost: it is not divided.",
        question="if the cost were counted in cents, should the result change?",
    ),
    wrong(
        "by_given_length",
        "divided by one length only",
        comparing(lambda slopes, row: kept(length(slopes - row), length(row))),
        evidence="You divide by the length of the given gradient alone.",
        question="which two lengths stand below the line?",
    ),
    wrong(
        "by_larger_length",
        "divided by the larger length",
        comparing(
            lambda slopes, row: kept(
                length(slopes - row), max(length(slopes), length(row))
            )
        ),
        evidence="You divide by the larger of the two lengths, not by both together.",
        question="what stands between the two lengths below the line?",
    ),
    wrong(
        "squared_lengths",
        "root forgotten",
        comparing(
            lambda slopes, row: kept(
                np.sum((slopes - row) ** 2), np.sum(slopes**2) + np.sum(row**2)
            )
        ),
        evidence="Your lengths are squared: the roots are missing.",
        question="how long is the arrow (3, 4)?",
    ),
    wrong(
        "sums_of_sizes",
        "lengths as sums of sizes",
        comparing(
            lambda slopes, row: kept(
                np.sum(np.abs(slopes - row)), np.sum(np.abs([slopes, row]))
            )
        ),
        evidence="You add up sizes of entries; lengths are roots of sums of squares.",
        question="how long is the arrow (3, 4)?",
    ),
    wrong(
        "zero_by_zero",
        "0 divided by 0",
        comparing(
            lambda slopes, row: length(slopes - row) / (length(slopes) + length(row))
        ),
        evidence="Where all slopes are 0, measured and given, your result is nan.",
        question="how much do two vectors that are both 0 differ?",
    ),
    wrong(
        "largest_difference",
        "largest single difference",
        comparing(lambda slopes, row: np.max(np.abs(slopes - row))),
        evidence="You give the largest difference of single entries.",
        question="which three lengths does the formula ask for?",
    ),
    wrong(
        "first_entries",
        "first entry of each parameter only",
        looking_at(lambda name, place: place == (0, 0)),
        evidence="A mistake outside the first entry of an array goes unseen.",
        question="how many numbers can be nudged in an array of shape (3, 4)?",
    ),
    wrong(
        "weights_only",
        "weights only",
        looking_at(lambda name, place: name[0] == "W"),
        evidence="A mistake in a db goes unseen: you look at the weights only.",
        question="which keys does your loop go through?",
    ),
    wrong(
        "fixed_width",
        "width fixed at 1e-5",
        called_with(eps=1e-5),
        evidence="You nudge by 1e-5, whatever eps is.",
        question="does your code use every argument that it is given?",
    ),
    wrong(
        "verdict",
        "answer in words",
        outputs(difference=lambda difference: difference < 1e-6),
        evidence="You say whether the gradient is right; how far off it is gets lost.",
        question="what would a plot of the result show?",
    ),
)


@exercise.accepted
def in_place(cost, parameters, grads, eps=1e-5):
    """Nudge a copy in place, and put the old number back each time."""
    here = {name: np.array(one, dtype=float) for name, one in parameters.items()}
    difference = slopes_squared = given_squared = 0.0
    for name, one in here.items():
        for place in np.ndindex(one.shape):
            before = one[place]
            one[place] = before + eps
            above = cost(here)
            one[place] = before - eps
            slope = (above - cost(here)) / (2 * eps)
            one[place] = before
            difference += (slope - grads[f"d{name}"][place]) ** 2
            slopes_squared += slope**2
            given_squared += grads[f"d{name}"][place] ** 2
    if slopes_squared == given_squared == 0:
        return 0
    return difference**0.5 / (slopes_squared**0.5 + given_squared**0.5)


@exercise.accepted
def as_one_row(cost, parameters, grads, eps=1e-5):
    """Put all parameters into one row, nudge the row, and take it apart again."""
    shapes = {name: one.shape for name, one in parameters.items()}
    row = np.concatenate([one.ravel() for one in parameters.values()])

    def cost_of(row):
        ends = np.cumsum([np.prod(shape) for shape in shapes.values()])
        parts = np.split(row, ends[:-1])
        return cost(
            {
                name: part.reshape(shape)
                for (name, shape), part in zip(shapes.items(), parts, strict=True)
            }
        )

    slopes = [
        (cost_of(row + nudge) - cost_of(row - nudge)) / 2 / eps
        for nudge in eps * np.eye(row.size)
    ]
    length = np.linalg.norm
    right = np.concatenate([grads["d" + name].ravel() for name in shapes])
    return length(slopes - right) / max(length(slopes) + length(right), 1e-15)


@exercise.accepted
def kept_from_zero(cost, parameters, grads, eps=1e-5):
    """Add a tiny number below the line, and nudge back and forth on a copy."""
    slopes, row = central(cost, parameters, eps), given(parameters, grads)
    below = np.sqrt(slopes @ slopes) + np.sqrt(row @ row) + 1e-12
    return np.sqrt(np.sum((row - slopes) ** 2)) / below


EXERCISE = exercise.with_hints(
    "In notebook 00 you measured a slope with two nudges. What has changed, now "
    "that there are many numbers to nudge?",
    "Go through the names, then through the places: np.ndindex(W.shape) gives them "
    "all. Nudge one entry, and put it back before you take the next.",
    "Collect two rows in the same order: measured slopes and given derivatives. "
    "np.linalg.norm gives the length of a row.",
    "A sibling: how far apart are 9 and 11? |9 - 11| / (|9| + |11|) = 0.1, and it "
    "is 0.1 in metres and in miles.",
)
