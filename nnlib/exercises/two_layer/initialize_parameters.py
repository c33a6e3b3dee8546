"""`initialize_parameters(n_x, n_h, n_y, rng, scale)`: where two layers start.

No numbers can be expected of a random start, since any order of draws is right. The
judge asks what every right start fulfils, and expects the learner's own numbers where
they fulfil it.
"""

import copy

import numpy as np

from nnlib.check import (
    Draft,
    Probe,
    Unfulfilled,
    called_with,
    changed,
    flattened,
    outputs,
    reworded,
    scaled,
    transposed,
    wrong,
)
from nnlib.exercises.random_starts import another, fresh, own_generator, repeats
from nnlib.initializers import initialize_parameters

# Beyond these bounds a right start lies less than once in a million times.
MOST_SPREADS = 7.0
MOST_OF_A_MEAN = 6.0
ENOUGH = 500
MOST_OFF = 0.2


exercise = Draft(
    id="03/initialize_parameters",
    parts={"W1": 2, "b1": 1, "W2": 1, "b2": 1},
    reference=initialize_parameters,
    returns={"W1", "b1", "W2", "b2"},
    form="specified",
    help="H1",
    edition=3,
)


@exercise.probes
def probes(rng):
    """Take sizes that differ, and layers large enough for their mean and spread."""
    return [
        starting(rng, 2, 3, 1, shown=True),
        starting(rng, 4, 3, 2, scale=0.5),
        starting(rng, 3, 5, 2),
        # So many numbers that a tenth of the scale in their mean is no chance.
        starting(rng, 300, 40, 300),
        starting(rng, 250, 30, 50, scale=0.3),
        starting(rng, 3, 4, 2, scale=0.0, extreme=True, about="scale = 0"),
    ]


def starting(rng, n_x, n_h, n_y, **how):
    """Make a probe of some sizes with a generator of its own."""
    scale = {name: how.pop(name) for name in ("scale",) if name in how}
    sizes = {"n_x": n_x, "n_h": n_h, "n_y": n_y}
    options = {"rng": fresh(rng), **scale}
    return Probe((n_x, n_h, n_y), options, {**sizes, **scale}, **how)


@exercise.judge
def judge(probe, outputs, call):
    """Expect the learner's own weights where they are as asked."""
    scale = probe.options.get("scale", 0.01)
    if scale == 0:
        return {}
    again = call(*probe.args, **{**probe.options, "rng": another(probe)})
    n_x, n_h, n_y = probe.args
    expected = {}
    for part, shape in {"W1": (n_h, n_x), "W2": (n_y, n_h)}.items():
        W = outputs[part]
        # Of another shape the reference's are expected: only the shape will be told.
        if np.shape(W) == shape:
            before = outputs["W1"] if part == "W2" else None
            expected[part] = weights_fault(W, scale, again[part], before) or W
    return expected


# Rounded numbers meet by chance; of copied ones, all do.
CHANCE = 0.1


def weights_fault(W, scale, again, before=None):
    """Say what random weights lack, if anything.

    `again` are the weights of another generator, `before` those of the layer below.
    """
    sizes, spread = np.abs(W), np.std(W)
    if not np.isfinite(W).all():
        return Unfulfilled("numbers", "nan or infinite ones")
    if W.size > 1 and np.ptp(W) == 0:
        return Unfulfilled("random numbers", f"{W.flat[0]:g} everywhere")
    if repeats(W) or repeats(W.T):
        return Unfulfilled("a number of its own in each place", "equal rows or columns")
    if isinstance(before, np.ndarray) and np.isin(W, before).mean() > CHANCE:
        return Unfulfilled("numbers of its own", "numbers that stand in W1 as well")
    if np.array_equal(W, again):
        return Unfulfilled("other numbers from another rng", "the same ones")
    if sizes.max() > MOST_SPREADS * scale:
        return Unfulfilled(
            f"sizes of about {scale:.2g}", f"a number of size {sizes.max():.2g}"
        )
    if abs(W.mean()) > MOST_OF_A_MEAN * scale / np.sqrt(W.size):
        return Unfulfilled("a mean near 0", f"a mean of {W.mean():.2g}")
    if W.size >= ENOUGH and abs(spread / scale - 1) > MOST_OFF:
        return Unfulfilled(f"a spread of {scale:.2g}", f"a spread of {spread:.2g}")
    return None


@exercise.always(
    "equal generators give equal weights",
    parts=("W1", "W2"),
    broken="Two calls with the same seed gave different weights.",
    question="do all your random numbers come from rng?",
)
def repeatable(call, rng):
    """Tell whether equal generators give equal weights."""
    seed = int(rng.integers(2**32))
    one, other = (call(3, 4, 2, rng=np.random.default_rng(seed)) for _ in range(2))
    return all(np.array_equal(one[name], other[name]) for name in ("W1", "W2"))


exercise.variants(
    wrong(
        "zeros",
        "weights of zero",
        changed(np.zeros_like, "W1", "W2"),
        evidence="Your W1 and W2 are 0 everywhere.",
        question="if two hidden units start equal, what could ever make them differ?",
    ),
    wrong(
        "all_alike",
        "one number everywhere",
        outputs(
            W1=lambda W1, scale: np.full(W1.shape, scale),
            W2=lambda W2, scale: np.full(W2.shape, scale),
        ),
        evidence="Every weight of yours is the scale itself.",
        question="if two hidden units start equal, what could ever make them differ?",
    ),
    wrong(
        "row_copied",
        "one row for all units",
        changed(lambda W: np.repeat(W[:1], len(W), axis=0), "W1", "W2"),
        evidence="The rows of your W1 are equal, and so are those of W2.",
        question="if two hidden units start equal, what could ever make them differ?",
    ),
    wrong(
        "transposed",
        "shapes the other way round",
        transposed("W1", "W2"),
        evidence="Your W1 and W2 have a row for each input and a column for each unit.",
        question="in W1 @ X, which axis of W1 meets the features?",
    ),
    wrong(
        "no_scale",
        "scale left out",
        called_with(scale=1.0),
        evidence="Your weights have a spread of 1, whatever the scale is.",
        question="where on the curve of tanh do units with large sums start?",
    ),
    wrong(
        "fixed_scale",
        "scale fixed at 0.01",
        called_with(scale=0.01),
        evidence="Your weights have a spread of 0.01, whatever the scale is.",
        question="does your code use every argument that it is given?",
    ),
    wrong(
        "scale_as_variance",
        "scale as variance",
        called_with(scale=lambda scale: np.sqrt(scale)),
        evidence="The spread of your weights is the root of the scale.",
        question="is the scale asked for a variance or a standard deviation?",
    ),
    wrong(
        "second_unscaled",
        "scale on the first layer only",
        called_with(scale=1.0),
        scaled(lambda scale: scale, "W1"),
        evidence="Your W1 is as asked, your W2 has a spread of 1.",
        question="compare the two lines that draw: what does only one of them have?",
    ),
)


@exercise.variant(
    "positive weights only",
    evidence="None of your weights is negative.",
    question="which of the generator's methods gives numbers on both sides of 0?",
)
def uniform(n_x, n_h, n_y, rng, scale=0.01):
    biases = np.zeros((n_h, 1)), np.zeros((n_y, 1))
    weights = scale * rng.random((n_h, n_x)), scale * rng.random((n_y, n_h))
    return dict(zip(("W1", "W2", "b1", "b2"), weights + biases, strict=True))


@exercise.variant(
    "generator started again for the second layer",
    evidence="Your W2 begins with the numbers of W1.",
    question="what happens to a generator each time numbers are drawn from it?",
)
def same_numbers_twice(n_x, n_h, n_y, rng, scale=0.01):
    start = copy.deepcopy(rng)
    right = initialize_parameters(n_x, n_h, n_y, rng, scale)
    return {**right, "W2": scale * start.standard_normal((n_y, n_h))}


exercise.variants(
    reworded(
        own_generator,
        evidence="You give the same numbers whatever rng is passed.",
    ),
)


@exercise.variant(
    "the global seed set inside",
    evidence="You set the global seed to 1, and rng is never asked.",
    question="how could a caller get another start from your function?",
)
def global_seed(n_x, n_h, n_y, rng, scale=0.01):
    old = np.random.RandomState(1)
    W1, W2 = scale * old.randn(n_h, n_x), scale * old.randn(n_y, n_h)
    right = initialize_parameters(n_x, n_h, n_y, rng, scale)
    return {**right, "W1": W1, "W2": W2}


exercise.variants(
    wrong(
        "random_biases",
        "random biases",
        outputs(
            b1=lambda rng, scale, b1: scale * rng.standard_normal(b1.shape),
            b2=lambda rng, scale, b2: scale * rng.standard_normal(b2.shape),
        ),
        evidence="Your biases are random numbers.",
        question="the weights already differ: what is left for the biases to do?",
    ),
    wrong(
        "biases_of_one",
        "biases of 1",
        changed(np.ones_like, "b1", "b2"),
        evidence="Your biases are 1.",
        question="is a bias a constant input, or something that is learned?",
    ),
    wrong(
        "flat_biases",
        "flat biases",
        flattened("b1", "b2"),
        evidence="Your biases have one axis: they are neither rows nor columns.",
        question="W1 @ X has n_h rows: which shape adds one number to each of them?",
    ),
    wrong(
        "biases_as_rows",
        "biases as rows",
        transposed("b1", "b2"),
        evidence="Your biases lie down: they have shape (1, n).",
        question="W1 @ X has n_h rows: which shape adds one number to each of them?",
    ),
    wrong(
        "one_bias",
        "one bias per layer",
        outputs(b1=0.0, b2=0.0),
        evidence="Your b1 and b2 are single numbers.",
        question="how many units does the hidden layer have, and how many biases each?",
    ),
)


@exercise.accepted
def second_layer_first(n_x, n_h, n_y, rng, scale=0.01):
    """Draw in another order, with a method that takes the spread."""
    W2 = rng.normal(0, scale, (n_y, n_h))
    W1 = rng.normal(0, scale, (n_h, n_x))
    return {"W2": W2, "b2": np.zeros((n_y, 1)), "W1": W1, "b1": np.zeros((n_h, 1))}


@exercise.accepted
def number_by_number(n_x, n_h, n_y, rng, scale=0.01):
    """Draw one number after the other into lists; whole numbers for the biases."""
    W1 = [[scale * rng.standard_normal() for _ in range(n_x)] for _ in range(n_h)]
    W2 = [[scale * rng.standard_normal() for _ in range(n_h)] for _ in range(n_y)]
    return {"W1": W1, "b1": [[0]] * n_h, "W2": W2, "b2": [[0]] * n_y, "sizes": n_h}


@exercise.accepted
def drawn_lying(n_x, n_h, n_y, rng, scale=0.01):
    """Draw all numbers at once, and cut them apart."""
    drawn = rng.normal(scale=scale, size=n_x * n_h + n_h * n_y)
    W1, W2 = np.split(drawn, [n_x * n_h])
    biases = {"b1": np.full((n_h, 1), 0.0), "b2": np.full((n_y, 1), 0.0)}
    return {"W1": W1.reshape(n_x, n_h).T, "W2": W2.reshape(n_y, n_h), **biases}


EXERCISE = exercise.with_hints(
    "Which of the four must not be the same for all units, and which may be 0?",
    "Each row of a weight matrix belongs to a unit, each column to one of its "
    "inputs. How many rows and columns does W1 have, and W2?",
    "Let the generator draw from the normal distribution around 0. The biases are "
    "columns: b1 (n_h, 1), b2 (n_y, 1).",
    "A sibling: 0.3 * rng.standard_normal((5, 2)) has 5 rows, 2 columns and a "
    "spread of 0.3.",
)
