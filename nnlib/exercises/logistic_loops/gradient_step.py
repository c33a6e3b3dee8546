"""`gradient_step(w, b, grads, learning_rate)`: one step downhill."""

import numpy as np

from nnlib.check import (
    Draft,
    Probe,
    called_with,
    entries,
    flattened,
    instead,
    reordered,
    wrong,
)
from nnlib.logistic_loops import gradient_step

exercise = Draft(
    id="01/gradient_step",
    parts={"w": 3, "b": 2},
    reference=gradient_step,
    returns=("w", "b"),
    form="mend",
    edition=2,
)


@exercise.starts(
    "db used for the weights",
    evidence="All entries of your w move by the same amount, that of b.",
    question="which derivative belongs to which parameter?",
    right=("b",),
)
def db_for_weights(w, b, grads, learning_rate):
    new_w = w - learning_rate * grads["db"]
    new_b = b - learning_rate * grads["db"]
    return new_w, new_b


@exercise.probes
def probes(rng):
    """Draw parameters, derivatives of both signs and rates other than 0.1 and 1."""
    return [
        by_hand(),
        draw(rng, 3, 0.03),
        draw(rng, 5, 0.7),
        draw(rng, 4, 2.5),
        no_slope(rng),
    ]


def by_hand():
    """Return a step that fits on paper."""
    grads = {"dw": np.array([[0.4], [-0.2]]), "db": 0.6}
    return step_of(np.array([[1.0], [-2.0]]), 0.5, grads, 0.5, shown=True)


def draw(rng, n_x, learning_rate):
    """Draw one step."""
    w, dw = rng.normal(0, 1, (n_x, 1)), rng.normal(0, 1, (n_x, 1))
    b, db = float(rng.uniform(0.3, 0.9)), float(rng.uniform(-0.9, -0.3))
    return step_of(w, b, {"dw": dw, "db": db}, learning_rate)


def no_slope(rng):
    """Return a step where everything is flat: nothing moves."""
    grads = {"dw": np.zeros((2, 1)), "db": 0.0}
    about = "derivatives that are 0"
    return step_of(rng.normal(0, 1, (2, 1)), 0.4, grads, 0.3, extreme=True, about=about)


def step_of(w, b, grads, learning_rate, **kinds):
    """Make a probe of a step."""
    options = {"learning_rate": learning_rate}
    return Probe((w, b, grads), options, {"n_x": len(w), **options}, **kinds)


exercise.variants(
    wrong(
        "uphill",
        "uphill",
        entries("grads", np.negative),
        evidence="Your w and b move by the right amount in the opposite direction.",
        question="where does the cost go if you follow its slope upwards?",
    ),
    wrong(
        "no_learning_rate",
        "learning rate left out",
        called_with(learning_rate=1.0),
        evidence="Your step is that of learning_rate = 1, whatever is passed.",
        question="which number says how long a step is?",
    ),
    wrong(
        "fixed_learning_rate",
        "learning rate fixed at 0.1",
        called_with(learning_rate=0.1),
        evidence="Your step is that of learning_rate = 0.1, whatever is passed.",
        question="does your code use every argument that it is given?",
    ),
    wrong(
        "divided_by_rate",
        "division by the learning rate",
        called_with(learning_rate=lambda learning_rate: 1 / learning_rate),
        evidence="Your step is the gradient divided by the learning rate.",
        question="should a larger learning rate make the step longer or shorter?",
    ),
    wrong(
        "bias_fixed",
        "bias not updated",
        entries("grads", np.zeros_like, "db"),
        evidence="Your b stays where it was.",
        question="which parameters does a step move?",
    ),
    wrong(
        "weights_fixed",
        "weights not updated",
        entries("grads", np.zeros_like, "dw"),
        evidence="Your w stays where it was.",
        question="which parameters does a step move?",
    ),
    wrong(
        "first_weight_only",
        "only the first weight updated",
        entries("grads", lambda dw: np.vstack([dw[:1], 0 * dw[1:]]), "dw"),
        evidence="Only the first entry of your w moves.",
        question="how many weights does a step move?",
    ),
    wrong(
        "bias_without_rate",
        "bias updated without the learning rate",
        instead(
            lambda w, b, grads, learning_rate: (
                gradient_step(w, b, grads, learning_rate)[0],
                b - grads["db"],
            )
        ),
        evidence="Your b moves by the whole of db.",
        question="compare the two update lines: what does only one of them have?",
    ),
    wrong(
        "step_alone",
        "step in place of position",
        instead(
            lambda w, b, grads, learning_rate: (
                learning_rate * grads["dw"],
                learning_rate * grads["db"],
            )
        ),
        evidence=(
            "Your w and b are the learning rate times the gradient: the steps alone."
        ),
        question="a step from where? What has to be known beside the step?",
    ),
    wrong(
        "from_zero",
        "parameters forgotten",
        called_with(w=lambda w: 0 * w, b=0.0),
        evidence="Your w and b do not depend on the old w and b.",
        question="a step from where? What has to be known beside the step?",
    ),
    wrong(
        "relative_step",
        "step relative to the parameter",
        called_with(
            grads=lambda w, b, grads: {"dw": w * grads["dw"], "db": b * grads["db"]}
        ),
        evidence="Your step is longer where w and b are larger: they multiply it.",
        question="does the formula of the step contain a product with w?",
    ),
    wrong(
        "divided_again",
        "gradient divided once more",
        called_with(learning_rate=lambda w, learning_rate: learning_rate / len(w)),
        evidence="Your step is the expected one divided by n_x ({n_x} tried).",
        question="which function has already taken the mean?",
    ),
    wrong(
        "w_flat",
        "w without its second axis",
        flattened("w"),
        evidence="Your w holds the right numbers, with one axis lost.",
        question="which shape had w before the step?",
    ),
    wrong(
        "exchanged",
        "order exchanged",
        reordered(1, 0),
        evidence="You return b first and w second.",
        question="which of them does the docstring name first?",
    ),
)


@exercise.accepted
def by_arrays(w, b, grads, learning_rate):
    """Subtract whole columns."""
    return w - learning_rate * grads["dw"], b - learning_rate * grads["db"]


@exercise.accepted
def on_a_copy(w, b, grads, learning_rate):
    """Copy first, then subtract in place, entry by entry."""
    w = w.copy()
    for j in range(w.shape[0]):
        w[j] -= learning_rate * grads["dw"][j]
    return [w, np.float64(b) + -learning_rate * grads["db"]]


EXERCISE = exercise.with_hints(
    "Two parameters, two slopes. Say of each line which slope it takes, and whose "
    "slope that is.",
    "Two lines of the same form, one for w and one for b. A sibling: the level of "
    "a tank is its old level minus the leak per hour times the hours.",
)
