"""`neuron(w, b, x)`: weighted features, a bias, and the sigmoid of their sum."""

import numpy as np

from nnlib.check import Draft, Probe, called_with, instead, outputs, wrapped, wrong
from nnlib.logistic_loops import neuron, sigmoid

SIZES = (3, 5, 4)


exercise = Draft(
    id="01/neuron",
    parts={"a": 10},
    reference=neuron,
    returns="a",
    needs=("01/sigmoid",),
    help="H4",
)


@exercise.probes
def probes(rng):
    """Draw weights, a bias of either sign and features of both signs."""
    drawn = [draw(rng, n_x, sign) for n_x, sign in zip(SIZES, (1, -1, 1), strict=True)]
    return [by_hand(), *drawn, whole_numbers(rng)]


def by_hand():
    """Return a case that fits on paper."""
    args = np.array([[0.3], [-0.2]]), 0.1, np.array([[1.5], [-2.0]])
    return Probe(args, sizes={"n_x": 2}, shown=True)


def draw(rng, n_x, sign):
    """Draw one case; the bias is large enough to be missed."""
    b = sign * float(rng.uniform(0.3, 0.9))
    args = rng.normal(0, 0.7, (n_x, 1)), b, rng.normal(0, 1, (n_x, 1))
    return Probe(args, sizes={"n_x": n_x})


def whole_numbers(rng):
    """Draw features that are counts."""
    x = rng.integers(1, 4, (6, 1))
    return Probe((rng.normal(0, 0.3, (6, 1)), -0.5, x), sizes={"n_x": 6})


def score(w, b, x):
    """Give the weighted sum, for the wrong versions below."""
    return float(np.sum(w * x)) + b


exercise.variants(
    wrong(
        "bias_in_loop",
        "bias added for every feature",
        called_with(b=lambda w, b: len(w) * b),
        evidence="Your values contain b once for every feature ({n_x} tried).",
        question="how many biases does one neuron have, and where does your loop end?",
    ),
    wrong(
        "no_bias",
        "bias left out",
        called_with(b=0.0),
        evidence="Your values are those of b = 0, whatever b is.",
        question="set all weights to 0: should the answer still depend on b?",
    ),
    wrong(
        "minus_bias",
        "bias subtracted",
        called_with(b=lambda b: -b),
        evidence="Your values are those of -b in place of b.",
        question="should a larger b make the neuron fire more easily, or less?",
    ),
    wrong(
        "bias_after_sigmoid",
        "bias added after the sigmoid",
        called_with(b=0.0),
        outputs(a=lambda a, b: a + b),
        evidence="Your values are sigmoid of the weighted sum, plus b.",
        question="can a probability plus any number still be a probability?",
    ),
    wrong(
        "no_sigmoid",
        "no sigmoid",
        instead(lambda w, b, x: score(w, b, x)),
        evidence="Your values are the scores z: some lie outside 0 to 1.",
        question="z is any number: what turns it into a probability?",
    ),
    wrong(
        "last_feature_only",
        "only the last feature counts",
        called_with(w=lambda w: w[-1:], x=lambda x: x[-1:]),
        evidence="Your values depend on the last feature and b only.",
        question="what happens to the earlier products each time the loop comes round?",
    ),
    wrong(
        "first_feature_only",
        "only the first feature counts",
        called_with(w=lambda w: w[:1], x=lambda x: x[:1]),
        evidence="Your values depend on the first feature and b only.",
        question="how often does your loop go round before it returns?",
    ),
    wrong(
        "one_feature_short",
        "one feature too few",
        called_with(w=lambda w: w[:-1], x=lambda x: x[:-1]),
        evidence="Your values never use the last feature.",
        question="how many numbers does range(n) give, and which is the last one?",
    ),
    wrong(
        "starts_at_one",
        "first feature skipped",
        called_with(w=lambda w: w[1:], x=lambda x: x[1:]),
        evidence="Your values never use the first feature.",
        question="which index does the first row of w have?",
    ),
    wrong(
        "two_features_only",
        "two features, however many there are",
        called_with(w=lambda w: w[:2], x=lambda x: x[:2]),
        evidence="Your values use the first two features only ({n_x} tried).",
        question="how does your function find out how many features there are?",
    ),
    wrong(
        "sigmoid_per_feature",
        "sigmoid of each feature",
        instead(
            lambda w, b, x: sum(
                sigmoid(float(w[j, 0] * x[j, 0]) + b) for j in range(len(w))
            )
        ),
        evidence="You add up one sigmoid for each feature.",
        question="which comes first, the sum or the sigmoid?",
    ),
    wrong(
        "sums_first",
        "sums multiplied",
        instead(lambda w, b, x: sigmoid(float(np.sum(w) * np.sum(x)) + b)),
        evidence="Your score is the sum of w times the sum of x, plus b.",
        question="which weight belongs to which feature?",
    ),
    wrong(
        "mean_of_products",
        "mean in place of sum",
        instead(lambda w, b, x: sigmoid(float(np.mean(w * x)) + b)),
        evidence=(
            "Your score divides the weighted sum by the number of features ({n_x})."
        ),
        question="does the formula of z contain a division?",
    ),
    wrong(
        "one_entry_array",
        "answer kept in an array",
        wrapped(),
        evidence="Your value is right, wrapped in an array of shape (1, 1).",
        question="w[j] is an array, w[j, 0] is a number: which one do you add up?",
    ),
)


@exercise.accepted
def by_product(w, b, x):
    """Use one matrix product in place of the loop."""
    return sigmoid((w.T @ x).item() + b)


@exercise.accepted
def by_zip(w, b, x):
    """Walk through both columns at once."""
    z = b
    for weight, feature in zip(w.ravel(), x.ravel(), strict=True):
        z = z + weight * feature
    return 1 / (1 + np.exp(-z))


@exercise.accepted
def bias_last(w, b, x):
    """Start the sum at 0 and add the bias at the end."""
    z = 0
    for j in range(w.shape[0]):
        z += w[j][0] * x[j][0]
    return np.float64(sigmoid(z + b))


EXERCISE = exercise.with_hints(
    "Work the example on paper once more. Which numbers do you add up, and which "
    "number is there only once?",
    "Look at three places. What is the sum before the loop? What does one turn of "
    "the loop add? What happens after it?",
    "w and x have shape (n_x, 1), so w[j, 0] and x[j, 0] are numbers. z has one "
    "product for each of the n_x features and one b.",
    "A sibling: what a basket costs. The sum starts at the delivery fee and grows "
    "by quantity times price, item by item.",
)
