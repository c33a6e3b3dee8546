"""`standardize(X_train, X)`: every feature in units of its own spread."""

import numpy as np

from nnlib.check import Draft, Probe, called_with, instead, scaled, wrong
from nnlib.scaling import standardize

# Somebody may add a tiny number to the spread; that is no mistake.
CLOSE = {"rtol": 1e-5, "atol": 1e-7}
SIZES = ((3, 7, 5), (4, 6, 3), (2, 9, 8))


exercise = Draft(
    id="02/standardize",
    parts={"X_scaled": 10},
    reference=standardize,
    returns="X_scaled",
    form="specified",
    help="H1",
    edition=2,
)


@exercise.probes
def probes(rng):
    """Draw features of very different sizes, and examples to learn the scale from."""
    drawn = [draw(rng, *size) for size in SIZES]
    return [by_hand(), *drawn, constant(rng), rounded(rng), lonely(rng)]


def by_hand():
    """Return two features with means 3 and 20, and spreads 2 and 10."""
    X_train = np.array([[1.0, 1.0, 5.0, 5.0], [10.0, 30.0, 10.0, 30.0]])
    X = np.array([[3.0, 5.0, 9.0], [20.0, 0.0, 35.0]])
    sizes = {"n_x": 2, "m_train": 4, "m": 3}
    return Probe((X_train, X), sizes=sizes, shown=True, **CLOSE)


def draw(rng, n_x, m_train, m, **kinds):
    """Draw one case of given sizes; the spread of the last feature is 0.08."""
    middle, spread = rng.uniform(-20, 60, (n_x, 1)), rng.uniform(2, 9, (n_x, 1))
    X_train = middle + spread * rng.normal(0, 1, (n_x, m_train))
    spread[-1] = 0.08
    X_train[-1] = middle[-1] + 0.08 * unit(rng.normal(0, 1, m_train))
    X = middle + 2 + 1.5 * spread * rng.normal(0, 1, (n_x, m))
    sizes = {"n_x": n_x, "m_train": m_train, "m": m}
    return Probe((X_train, X), sizes=sizes, **CLOSE, **kinds)


def unit(x):
    """Shift and stretch numbers to a mean of 0 and a spread of 1."""
    return (x - np.mean(x)) / np.std(x)


def constant(rng):
    """Draw a case in which one feature never changes."""
    about = "a feature that is the same for all examples"
    case = draw(rng, 3, 6, 4, extreme=True, about=about)
    for X in case.args:
        X[1] = 7.0
    return case


def rounded(rng):
    """Draw a case in which the spread of a feature that never changes is not quite 0.

    The mean of three times 0.1 is rounded, that of two or five is not: a scale that is
    taken from other examples has a spread of 0 here.
    """
    about = "a feature that is always 0.1, whose spread is 1e-17 by rounding"
    asked = "how small may a spread be before it is none?"
    case = draw(rng, 3, 3, 2, extreme=True, about=about, question=asked)
    for X in case.args:
        X[1] = 0.1
    return case


def lonely(rng):
    """Draw a single new example."""
    return draw(rng, 3, 5, 1, extreme=True, about="a single example in X")


@exercise.vectorised
def any_size(rng, size):
    """Draw a case with any number of examples."""
    return draw(rng, 3, 6, size)


def mean(X):
    """Give the mean of every feature, for the wrong versions below."""
    return np.mean(X, axis=1, keepdims=True)


def spread(X):
    """Give the spread of every feature, for the wrong versions below.

    Where it is nothing but rounding they give nan, which speaks for nobody: some guard
    against 0 alone.
    """
    S = np.std(X, axis=1, keepdims=True)
    return np.select([S > 1e-12, S > 0], [S, np.nan], 1.0)


exercise.variants(
    wrong(
        "own_scale",
        "scale taken from the examples themselves",
        called_with(X_train=lambda X: X),
        evidence="Your mean and spread are those of X, not of X_train.",
        question="what can you know of the new examples before they arrive?",
    ),
    wrong(
        "both_sets",
        "scale taken from both sets together",
        called_with(X_train=lambda X_train, X: np.hstack([X_train, X])),
        evidence="Your mean and spread are those of X_train and X together.",
        question="what can you know of the new examples before they arrive?",
    ),
    wrong(
        "training_set",
        "training examples returned",
        called_with(X=lambda X_train: X_train),
        evidence="You return X_train on its own scale; X is left out.",
        question=(
            "which of the two arrays should come out, and which only gives the scale?"
        ),
    ),
)


@exercise.variant(
    "mean and spread over the features",
    evidence="You take mean and spread of every example, down its column.",
    question="along which axis do the values of one feature lie?",
)
def over_features(X_train, X):
    S = X.std(axis=0, keepdims=True)
    return (X - X.mean(axis=0, keepdims=True)) / np.where(S > 0, S, 1.0)


exercise.variants(
    wrong(
        "whole_table",
        "one mean and spread for all features",
        instead(lambda X_train, X: (X - X_train.mean()) / X_train.std()),
        evidence="You use one mean and one spread for the whole table.",
        question="are a radius and an area measured in the same unit?",
    ),
    wrong(
        "only_shifted",
        "only shifted",
        instead(lambda X_train, X: X - mean(X_train)),
        evidence=(
            "Your features have the right middle; their spread is still their own."
        ),
        question="how large is a step of 1 for each of your features?",
    ),
    wrong(
        "only_divided",
        "only divided",
        instead(lambda X_train, X: X / spread(X_train)),
        evidence="Your features have the right spread; their middle is not at 0.",
        question="where should the mean of every training feature lie?",
    ),
    wrong(
        "precedence",
        "division before subtraction",
        instead(lambda X_train, X: X - mean(X_train) / spread(X_train)),
        evidence="Your values are X minus (mean divided by spread).",
        question="in which order does Python subtract and divide, and what changes it?",
    ),
    wrong(
        "variance",
        "variance for spread",
        instead(lambda X_train, X: (X - mean(X_train)) / spread(X_train) ** 2),
        evidence="You divide by the square of the spread.",
        question="in which unit is the variance of a length?",
    ),
    wrong(
        "multiplied",
        "multiplied by the spread",
        instead(lambda X_train, X: (X - mean(X_train)) * spread(X_train)),
        evidence="Your wide features get wider: you multiply by the spread.",
        question="which operation makes a wide feature narrow?",
    ),
)


@exercise.variant(
    "range for spread",
    evidence="You put the lowest training value at 0 and the highest at 1.",
    question="what does one extreme value do to the lowest and highest of a feature?",
)
def between_ends(X_train, X):
    low, high = X_train.min(1, keepdims=True), X_train.max(1, keepdims=True)
    return (X - low) / np.where(high > low, high - low, 1.0)


exercise.variants(
    wrong(
        "one_less",
        "spread divided by m - 1",
        scaled(lambda X_train: np.sqrt(1 - 1 / X_train.shape[1])),
        evidence="Your spread divides the sum of squares by m_train - 1.",
        question="the mean of m_train squares: their sum divided by which number?",
    ),
    wrong(
        "zero_spread",
        "division by a spread of 0",
        instead(
            lambda X_train, X: (
                (X - mean(X_train)) / np.std(X_train, axis=1, keepdims=True)
            )
        ),
        evidence="A feature that never changes has spread 0, and 0 / 0 is nan.",
        question="what should become of a feature that tells nothing?",
    ),
    wrong(
        "spread_of_rounding",
        "spread of rounding taken for a spread",
        instead(lambda X_train, X: (X - mean(X_train)) / above_0(X_train)),
        evidence="Your code keeps out a spread of exactly 0, not one of 1e-17.",
        question="how large is the spread of three times 0.1 in the computer?",
    ),
)


def above_0(X):
    """Give every spread that is not exactly 0, and 1 for one that is."""
    S = np.std(X, axis=1, keepdims=True)
    return np.where(S > 0, S, 1.0)


@exercise.accepted
def with_tiny_number(X_train, X):
    """Keep the spread from 0 by a number too small to be seen."""
    middle = X_train.mean(axis=1)
    width = X_train.std(axis=1) + 1e-8
    return ((X.T - middle) / width).T


@exercise.accepted
def by_definition(X_train, X):
    """Write mean and spread out as sums."""
    n_x, m_train = X_train.shape
    middle = np.sum(X_train, axis=1).reshape(n_x, 1) / m_train
    squares = (X_train - middle) ** 2 @ np.ones((m_train, 1)) / m_train
    return (X - middle) / np.sqrt(np.maximum(squares, 1e-12))


@exercise.accepted
def feature_by_feature(X_train, X):
    """Loop over the features, which are few."""
    rows = []
    for known, new in zip(X_train, X, strict=True):
        width = known.std()
        rows.append((new - known.mean()) / (width if width > 1e-12 else 1.0))
    return rows


@exercise.accepted
def by_what_changes(X_train, X):
    """Ask whether a row has two values, and not how large its spread is."""
    constant = X_train.max(axis=1) == X_train.min(axis=1)
    width = np.where(constant, 1.0, np.std(X_train, axis=1))
    return (X - np.mean(X_train, axis=1)[:, None]) / width[:, None]


EXERCISE = exercise.with_hints(
    "How many means are there, one for each feature or one for each example? Which "
    "shape lets numpy subtract them from X?",
    "Which array gives the scale, and which is put on it? Do all your lines keep "
    "them apart?",
    "mean and spread (n_x, 1), both from X_train (n_x, m_train); then X (n_x, m) "
    "minus the one, divided by the other. keepdims keeps the second axis.",
    "A sibling: to give every row of T as a share of its own total, "
    "T / T.sum(axis=1, keepdims=True). Where a total is below a hair, divide by 1.",
)
