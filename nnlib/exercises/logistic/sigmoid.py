"""`sigmoid(Z)`: every number of an array becomes a probability."""

import numpy as np

from nnlib.activations import sigmoid
from nnlib.check import Draft, Probe, flattened, instead, outputs, wrong
from nnlib.exercises.wrong_sigmoids import wrong_sigmoids

exercise = Draft(
    id="02/sigmoid",
    parts={"A": 5},
    reference=sigmoid,
    returns="A",
    form="mend",
    help="H2",
    edition=4,
)


@exercise.stops
def of_one_number(Z):
    """Decide once, by `if`: numpy refuses, as an array has many answers."""
    if Z >= 0:
        return 1 / (1 + np.exp(-Z))
    return np.exp(Z) / (1 + np.exp(Z))


@exercise.probes
def probes(rng):
    """Draw arrays of both signs, with small numbers and with large ones."""
    by_hand = np.array([[-2.0, 0.0, 0.5], [1.0, -0.5, 2.0]])
    return [
        Probe((by_hand,), shown=True),
        Probe((rng.normal(0, 2, (3, 5)),), sizes={"rows": 3, "columns": 5}),
        Probe((rng.normal(0, 2, (7,)),), sizes={"entries": 7}),
        Probe((rng.integers(-4, 5, (4, 2)),), sizes={"rows": 4, "columns": 2}),
        large(rng, 5, (800.0, -800.0)),
        large(rng, 3, (800.0, 900.0, 1000.0)),
        Probe(
            (np.array([[-1000.0, -40.0, 40.0, 1000.0]]),),
            extreme=True,
            about="very large and very small Z",
        ),
    ]


def large(rng, entries, first):
    """Draw a row that begins with sums far from 0."""
    Z = rng.normal(0, 2, (1, entries))
    Z[0, : len(first)] = first
    return Probe((Z,), sizes={"entries": entries})


@exercise.always(
    "sigmoid(-Z) equals 1 - sigmoid(Z)",
    parts=("A",),
    broken="Your sigmoid(-Z) and sigmoid(Z) do not add up to 1.",
    question="how high should the curve be as far left of 0 as right of it?",
)
def mirrored(call, rng):
    """Tell whether the curve is symmetric about its middle."""
    Z = rng.normal(0, 2, (2, 3))
    return np.allclose(call(-Z), 1 - call(Z))


@exercise.vectorised
def any_size(rng, size):
    """Draw a row of any length."""
    return Probe((rng.normal(0, 2, (1, size)),))


exercise.variants(
    *wrong_sigmoids("Z", lambda curve: outputs(A=lambda Z: curve(Z))),
    wrong(
        "slope",
        "slope in place of value",
        outputs(A=lambda A: A * (1 - A)),
        evidence="Your values are those of the slope a(1 - a): 0.25 at Z = 0.",
        question="what is the height of the curve at Z = 0?",
    ),
    wrong(
        "flattened",
        "array flattened",
        flattened(),
        evidence="Your numbers are right, in one flat row.",
        question="which shape should the result have, if Z has shape (3, 5)?",
    ),
)


@exercise.variant(
    "result of whole numbers",
    evidence="Whole numbers in Z give whole numbers in the result.",
    question="what type are the entries of an array that is made like Z?",
)
def integer_result(Z):
    A = np.zeros_like(Z)
    A[...] = sigmoid(Z)
    return A


exercise.variants(
    wrong(
        "overflow",
        "overflow for large Z",
        instead(lambda Z: np.exp(Z) / (1 + np.exp(Z))),
        evidence="e to the 800 is infinite, and infinity over infinity is nan.",
        question="which of the two ways to write sigmoid has no e to the +Z?",
        worth=0.5,
    ),
    wrong(
        "decided_once",
        "one decision for the whole array",
        instead(
            lambda Z: (
                1 / (1 + np.exp(-Z)) if np.all(Z >= 0) else np.exp(Z) / (1 + np.exp(Z))
            )
        ),
        evidence=(
            "Where large Z of both signs meet, nan appears; either sign alone is right."
        ),
        question="how many answers can an if take, and how many entries does Z have?",
        worth=0.5,
    ),
)


@exercise.accepted
def textbook(Z):
    """Write the formula as it stands; it only warns where exp overflows."""
    return 1 / (1 + np.exp(-Z))


@exercise.accepted
def any_above(Z):
    """Ask by any(): the first fraction fits all, the second where all are low."""
    if (np.asarray(Z) >= 0).any():
        return 1 / (1 + np.exp(-Z))
    return np.exp(Z) / (1 + np.exp(Z))


@exercise.accepted
def by_tanh(Z):
    """Use that sigmoid is a shifted, stretched tanh."""
    return 0.5 * (1 + np.tanh(0.5 * np.array(Z)))


@exercise.accepted
def clipped(Z):
    """Keep the exponent where exp does not overflow."""
    return 1 / (1 + np.exp(-np.clip(Z, -500, 500)))


@exercise.accepted
def by_sign(Z):
    """Use the form that suits the sign of each entry."""
    return np.where(
        Z >= 0,
        1 / (1 + np.exp(-Z)),
        np.exp(np.minimum(Z, 0)) / (1 + np.exp(np.minimum(Z, 0))),
    )


EXERCISE = exercise.with_hints(
    "Let Z hold -10, 0 and 10. How many answers does the comparison in line 1 give, "
    "and how many can an if take?",
    "Do you need the if at all? Put -1000 and 1000 into each of the two fractions: one "
    "of them is good for both, if a warning does not worry you.",
    "The formula of notebook 01, section 1, in words: one, divided by the sum of one "
    "and e to the power of minus z. np.exp does that for every entry at once.",
)
