"""`untrained_cost(X, Y, parameters)`: a clinic. Shares are taken over the examples."""

import numpy as np

from nnlib.check import (
    Draft,
    Probe,
    instead,
    reworded,
    wrong,
)
from nnlib.deep import linear_activation_forward, linear_forward
from nnlib.exercises.drawing import GUARDED
from nnlib.exercises.multiclass import cross_entropy as shared
from nnlib.exercises.multiclass import softmax_forward
from nnlib.losses import cross_entropy
from nnlib.multiclass import one_hot, softmax, untrained_cost

# Features, hidden units, classes; and the number of examples. No two alike.
SIZES = (((4, 3), 6), ((3, 5, 4), 7), ((4, 3, 5, 2), 6), ((2, 4, 3), 8))


exercise = Draft(
    id="05/untrained_cost",
    parts={"cost": 10},
    reference=untrained_cost,
    returns="cost",
    form="clinic",
    help="H3",
    edition=2,
)
# The probabilities of the right classes in what is drawn, the least of them below the
# third: no guard of usual size shows there, and every clip of 0.1.
LEAST, MOST, POOR = 0.02, 0.97, 0.08


@exercise.starts(
    "shares taken over the examples",
    evidence="The numbers of each class share one whole, over all examples.",
    question="which numbers are answers to one question, and should add up to 1?",
)
def over_the_examples(X, Y, parameters):
    A, L, m = X, len(parameters) // 2, X.shape[1]
    for layer in range(1, L):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        A, _ = linear_activation_forward(A, W, b, "tanh")
    Z, _ = linear_forward(A, parameters[f"W{L}"], parameters[f"b{L}"])
    E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    A = E / np.sum(E, axis=1, keepdims=True)
    return -np.sum(Y * np.log(np.maximum(A, 1e-300))) / m


@exercise.probes
def probes(rng):
    """Draw networks of one to three layers, and more examples than classes."""
    return [by_hand(), *(doubtful(rng, dims, m) for dims, m in SIZES), certain()]


def by_hand():
    """Return two examples of three classes, without a hidden layer."""
    X = np.array([[1.0, -1.0], [0.5, 2.0]])
    W, b = np.array([[1.0, 0.5], [-1.0, 0.0], [0.0, 1.0]]), np.zeros((3, 1))
    return of(X, np.array([0, 2]), {"W1": W, "b1": b}, shown=True)


def certain():
    """Return two answers that are right and certain: a large guard shows there."""
    parameters = {"W1": 40 * np.eye(2), "b1": np.zeros((2, 1))}
    about = "answers that are right and certain"
    return of(np.eye(2), np.arange(2), parameters, extreme=True, about=about)


def doubtful(rng, dims, m):
    """Draw a network that is never certain, and gives one right class little."""
    while True:
        probe = draw(rng, dims, m)
        X, Y, parameters = probe.args
        right = np.sum(Y * softmax(scores(X, parameters)), axis=0)
        if LEAST < np.min(right) < POOR and np.max(right) < MOST:
            return probe


def draw(rng, dims, m):
    """Draw a network, examples and labels of every class."""
    X, parameters = softmax_forward.drawn(rng, dims, m).args
    return of(X, rng.permutation(np.resize(np.arange(dims[-1]), m)), parameters)


def of(X, labels, parameters, **kinds):
    """Make a case of examples, labels and a network."""
    K = len(parameters[f"W{len(parameters) // 2}"])
    sizes = {"K": K, "m": X.shape[1]}
    return Probe((X, one_hot(labels, K), parameters), {}, sizes, **GUARDED, **kinds)


@exercise.vectorised
def any_size(rng, size):
    """Draw any number of examples."""
    return draw(rng, (3, 4, 3), size)


def scores(X, parameters, hidden="tanh"):
    """Give the scores of a network, for the wrong versions below."""
    A, L = X, len(parameters) // 2
    for layer in range(1, L):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        A, _ = linear_activation_forward(A, W, b, hidden)
    return linear_forward(A, parameters[f"W{L}"], parameters[f"b{L}"])[0]


def paid(Y, P):
    """Give the mean of minus the logarithms where the label is 1."""
    return -float(np.sum(Y * np.log(P))) / Y.shape[1]


def sharing(shares, hidden="tanh"):
    """Make other shares of the scores."""
    return instead(
        lambda X, Y, parameters: paid(Y, shares(scores(X, parameters, hidden)))
    )


def shifted_by_column(Z):
    """Take away the largest of each column, and share out each row."""
    E = np.exp(Z - np.max(Z, axis=0))
    return E / np.sum(E, axis=1, keepdims=True)


exercise.variants(
    wrong(
        "half_mended",
        "largest per example, shares over the examples",
        sharing(shifted_by_column),
        evidence="You subtract the largest of each example; the sum is over examples.",
        question="which of the two sums and largest numbers runs along which axis?",
    ),
    wrong(
        "one_whole_for_all",
        "one whole for the whole table",
        sharing(lambda Z: np.exp(Z) / np.sum(np.exp(Z))),
        evidence="All numbers of your table share one whole.",
        question="how many answers does the table hold, and how many wholes?",
    ),
    wrong(
        "sigmoid_each",
        "a sigmoid for each score",
        sharing(lambda Z: 1 / (1 + np.exp(-Z))),
        evidence="Each of your numbers looks at its own score alone.",
        question="should a share change when another score of its column grows?",
    ),
    wrong(
        "not_shared",
        "shares not divided by their sum",
        sharing(np.exp),
        evidence="Your cost is the mean score of the right classes, with a minus.",
        question="what turns positive numbers into shares?",
    ),
    wrong(
        "relu_hidden",
        "relu for tanh",
        sharing(softmax, "relu"),
        evidence="Your hidden layers use relu.",
        question="which activation does this network have in its hidden layers?",
    ),
    wrong(
        "relu_before_softmax",
        "relu before softmax",
        sharing(lambda Z: softmax(np.maximum(Z, 0))),
        evidence="Your scores below 0 all count as 0.",
        question="can negative scores still be told apart in your softmax?",
    ),
    shared.no_mean,
    reworded(shared.mean_of_table, id="mean_over_classes"),
    shared.no_minus,
    reworded(
        shared.base_two,
        question="which logarithm stands in the formula of section 3?",
    ),
    shared.cost_array,
)


@exercise.accepted
def with_own_functions(X, Y, parameters):
    """Let softmax and cross entropy do their part."""
    return cross_entropy(softmax(scores(X, parameters)), Y)


@exercise.accepted
def by_logarithms(X, Y, parameters):
    """Look the right score up, and take the logarithm of the sum away."""
    Z, labels = scores(X, parameters), np.argmax(Y, axis=0)
    right = Z[labels, np.arange(Z.shape[1])]
    return np.mean(np.log(np.sum(np.exp(Z), axis=0)) - right)


@exercise.accepted
def shares_alone_mended(X, Y, parameters):
    """Take any number of each row away, and share out each column."""
    Z = scores(X, parameters)
    E = np.exp(Z - np.max(Z))
    return -np.sum(Y * np.log(E / E.sum(axis=0) + 1e-15)) / Z.shape[1]


EXERCISE = exercise.with_hints(
    "With all parameters 0 the function says log 1000, and there are 1000 examples. "
    "How many numbers share one whole, then?",
    "Write the shape of Z on paper and say what is counted along each axis. Which axis "
    "is added up in the function, and which is asked for in section 2?",
)
