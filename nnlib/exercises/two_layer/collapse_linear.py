"""`collapse_linear(W1, b1, W2, b2)`: two layers without activation are one."""

import numpy as np

from nnlib.check import Draft, Probe, flattened, outputs, reordered, transposed, wrong
from nnlib.two_layer import collapse_linear

exercise = Draft(
    id="03/collapse_linear",
    parts={"W": 5, "b": 5},
    reference=collapse_linear,
    returns=("W", "b"),
    form="specified",
    help="H1",
)


@exercise.probes
def probes(rng):
    """Draw layers whose sizes all differ, and one with a single output."""
    return [
        by_hand(),
        draw(rng, 4, 3, 2),
        draw(rng, 3, 5, 4),
        draw(rng, 6, 2, 1),
    ]


def by_hand():
    """Return whole numbers that fit on paper."""
    W1, b1 = np.array([[1.0, 2.0], [0.0, -1.0], [3.0, 1.0]]), np.array([[1.0, 0, -2]]).T
    W2, b2 = np.array([[2.0, -1.0, 1.0]]), np.array([[5.0]])
    return layers(W1, b1, W2, b2, shown=True)


def draw(rng, n_x, n_h, n_y):
    """Draw two layers with biases that are not 0."""
    W1, W2 = rng.normal(0, 1, (n_h, n_x)), rng.normal(0, 1, (n_y, n_h))
    return layers(W1, rng.uniform(0.5, 2, (n_h, 1)), W2, rng.uniform(0.5, 2, (n_y, 1)))


def layers(W1, b1, W2, b2, **kinds):
    """Make a probe of two layers."""
    sizes = {"n_x": W1.shape[1], "n_h": W1.shape[0], "n_y": W2.shape[0]}
    return Probe((W1, b1, W2, b2), sizes=sizes, **kinds)


exercise.variants(
    wrong(
        "first_bias_lost",
        "first bias lost",
        outputs(b=lambda b2: b2),
        evidence="Your b is b2 alone.",
        question="for x = 0, what does the first layer pass on?",
    ),
    wrong(
        "second_bias_lost",
        "second bias lost",
        outputs(b=lambda b1, W2: W2 @ b1),
        evidence="Your b lacks b2.",
        question="for x = 0, what does the second layer add?",
    ),
    wrong(
        "no_bias",
        "no bias at all",
        outputs(b=lambda b2: 0 * b2),
        evidence="Your b is 0.",
        question="for x = 0, what do the two layers give?",
    ),
    wrong(
        "bias_unweighted",
        "first bias added without weights",
        outputs(b=lambda b1, b2: np.sum(b1) + b2),
        evidence="Your b adds up the entries of b1 as they are.",
        question="on its way to the output, what happens to each entry of b1?",
    ),
    wrong(
        "second_bias_weighted",
        "second bias weighted as well",
        outputs(b=lambda b1, W2, b2: W2 @ b1 + W2 @ np.ones(b1.shape) * b2),
        evidence="Your b multiplies b2 by the weights before it.",
        question="which weights stand between b2 and the output?",
    ),
    wrong(
        "biases_subtracted",
        "biases subtracted",
        outputs(b=lambda b1, W2, b2: W2 @ b1 - b2),
        evidence="Your b is W2 b1 minus b2.",
        question="write both layers for x = 0: which signs stand before the biases?",
    ),
    wrong(
        "bias_in_columns",
        "bias hidden in the columns",
        outputs(W=lambda W, b: W + b),
        evidence="Every column of your W is b too large: b is counted twice.",
        question="for a unit vector x, which part of the answer is not due to W?",
    ),
    wrong(
        "transposed",
        "product the other way round",
        transposed("W"),
        evidence="Your W stands on its side: a row for each input.",
        question="in W @ x, which axis of W meets the features?",
    ),
    wrong(
        "weights_added",
        "weights added up",
        outputs(
            W=lambda W1, W2: np.sum(W2, axis=1, keepdims=True) * np.sum(W1, axis=0)
        ),
        evidence=(
            "Each row of your W holds one number only: the units were added up first."
        ),
        question="does every hidden unit pass on the same number?",
    ),
    wrong(
        "with_tanh",
        "an activation in between",
        outputs(b=lambda b1, W2, b2: W2 @ np.tanh(b1) + b2),
        evidence="Your b passes b1 through tanh.",
        question="which function stands between the layers here?",
    ),
    wrong(
        "flat_bias",
        "flat bias",
        flattened("b"),
        evidence="Your b holds the right numbers, with one axis lost.",
        question="what shape does b2 have, and what must b have to be added to W @ X?",
    ),
    wrong(
        "exchanged",
        "order exchanged",
        reordered(1, 0),
        evidence="You return b first and W second.",
        question="in which order does the text ask for them?",
    ),
)


@exercise.accepted
def by_unit_vectors(W1, b1, W2, b2):
    """Ask the two layers themselves: for 0, and for each unit vector."""
    n_x = W1.shape[1]
    b = W2 @ b1 + b2
    columns = [W2 @ (W1[:, j : j + 1] + b1) + b2 - b for j in range(n_x)]
    return np.hstack(columns), b


@exercise.accepted
def with_bias_column(W1, b1, W2, b2):
    """Carry the bias along as one more column."""
    both = W2 @ np.hstack([W1, b1])
    return [both[:, :-1], (both[:, -1:] + b2).tolist()]


@exercise.accepted
def by_einsum(W1, b1, W2, b2):
    """Sum over the hidden units with einsum."""
    b = np.einsum("kh,ho->ko", W2, b1)
    return np.einsum("kh,hj->kj", W2, W1), b + b2


EXERCISE = exercise.with_hints(
    "Put one layer into the other on paper and multiply out. What stands before "
    "x, and what stands alone?",
    "Check the shapes: W is (n_y, n_x), b is (n_y, 1). A sibling with numbers: "
    "3 (2x + 5) + 7 = 6x + 22.",
)
