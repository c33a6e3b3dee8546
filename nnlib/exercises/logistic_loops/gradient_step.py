"""`gradient_step(w, b, grads, learning_rate)`: one step downhill."""

import numpy as np

from nnlib.check import Draft, Probe
from nnlib.logistic_loops import gradient_step

exercise = Draft(
    id="01/gradient_step",
    parts={"w": 3, "b": 2},
    reference=gradient_step,
    returns=("w", "b"),
)


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


@exercise.variant(
    "uphill",
    evidence="Your w and b move by the right amount in the opposite direction.",
    question="where does the cost go if you follow its slope upwards?",
)
def uphill(w, b, grads, learning_rate):
    against = {name: -slope for name, slope in grads.items()}
    return gradient_step(w, b, against, learning_rate)


@exercise.variant(
    "learning rate left out",
    evidence="Your step is that of learning_rate = 1, whatever is passed.",
    question="which number says how long a step is?",
)
def no_learning_rate(w, b, grads, learning_rate):
    return gradient_step(w, b, grads, 1.0)


@exercise.variant(
    "learning rate fixed at 0.1",
    evidence="Your step is that of learning_rate = 0.1, whatever is passed.",
    question="does your code use every argument that it is given?",
)
def fixed_learning_rate(w, b, grads, learning_rate):
    return gradient_step(w, b, grads, 0.1)


@exercise.variant(
    "division by the learning rate",
    evidence="Your step is the gradient divided by the learning rate.",
    question="should a larger learning rate make the step longer or shorter?",
)
def divided_by_rate(w, b, grads, learning_rate):
    return gradient_step(w, b, grads, 1 / learning_rate)


@exercise.variant(
    "bias not updated",
    evidence="Your b stays where it was.",
    question="which parameters does a step move?",
)
def bias_fixed(w, b, grads, learning_rate):
    return gradient_step(w, b, grads, learning_rate)[0], b


@exercise.variant(
    "weights not updated",
    evidence="Your w stays where it was.",
    question="which parameters does a step move?",
)
def weights_fixed(w, b, grads, learning_rate):
    return w.copy(), gradient_step(w, b, grads, learning_rate)[1]


@exercise.variant(
    "only the first weight updated",
    evidence="Only the first entry of your w moves.",
    question="how many weights does a step move?",
)
def first_weight_only(w, b, grads, learning_rate):
    new_w, new_b = gradient_step(w, b, grads, learning_rate)
    new_w[1:] = w[1:]
    return new_w, new_b


@exercise.variant(
    "bias updated without the learning rate",
    evidence="Your b moves by the whole of db.",
    question="compare the two update lines: what does only one of them have?",
)
def bias_without_rate(w, b, grads, learning_rate):
    return gradient_step(w, b, grads, learning_rate)[0], b - grads["db"]


@exercise.variant(
    "db used for the weights",
    evidence="All entries of your w move by the same amount, that of b.",
    question="which derivative belongs to which parameter?",
)
def db_for_weights(w, b, grads, learning_rate):
    dw = np.full(w.shape, grads["db"])
    return gradient_step(w, b, {**grads, "dw": dw}, learning_rate)


@exercise.variant(
    "step in place of position",
    evidence="Your w and b are the learning rate times the gradient: the steps alone.",
    question="a step from where? What has to be known beside the step?",
)
def step_alone(w, b, grads, learning_rate):
    return learning_rate * grads["dw"], learning_rate * grads["db"]


@exercise.variant(
    "parameters forgotten",
    evidence="Your w and b do not depend on the old w and b.",
    question="a step from where? What has to be known beside the step?",
)
def from_zero(w, b, grads, learning_rate):
    return gradient_step(np.zeros(w.shape), 0.0, grads, learning_rate)


@exercise.variant(
    "step relative to the parameter",
    evidence="Your step is longer where w and b are larger: they multiply it.",
    question="does the formula of the step hold a product with w?",
)
def relative_step(w, b, grads, learning_rate):
    dw, db = w * grads["dw"], b * grads["db"]
    return gradient_step(w, b, {"dw": dw, "db": db}, learning_rate)


@exercise.variant(
    "gradient divided once more",
    evidence="Your step is the expected one divided by n_x ({n_x} tried).",
    question="which function has already taken the mean?",
)
def divided_again(w, b, grads, learning_rate):
    return gradient_step(w, b, grads, learning_rate / len(w))


@exercise.variant(
    "w without its second axis",
    evidence="Your w holds the right numbers, with one axis lost.",
    question="which shape had w before the step?",
)
def w_flat(w, b, grads, learning_rate):
    new_w, new_b = gradient_step(w, b, grads, learning_rate)
    return new_w.ravel(), new_b


@exercise.variant(
    "order exchanged",
    evidence="You return b first and w second.",
    question="which of them does the docstring name first?",
)
def exchanged(w, b, grads, learning_rate):
    return gradient_step(w, b, grads, learning_rate)[::-1]


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
    "The slope is positive. On which side of you does the valley lie? Do you get "
    "there by adding or by taking away?",
    "Two lines of the same form, one for w and one for b. A sibling: the level of "
    "a tank is its old level minus the leak per hour times the hours.",
)
