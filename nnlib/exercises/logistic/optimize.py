"""`optimize(w, b, X, Y, ...)`: gradient descent, with the cost before every step."""

from functools import partial

import numpy as np

from nnlib.check import Draft, Probe, called_with, instead, outputs, reworded, wrong
from nnlib.exercises import gradient_descent
from nnlib.exercises.gradient_descent import COST_FALLS, TRAINED, falls
from nnlib.exercises.logistic.propagate import draw
from nnlib.logistic import optimize, propagate

exercise = Draft(
    id="02/optimize",
    parts={"w": 6, "b": 4, "costs": 5},
    reference=optimize,
    returns=({"w", "b"}, None, "costs"),
    needs=("02/propagate",),
    form="specified",
    help="H2",
)


@exercise.probes
def probes(rng):
    """Draw starts away from zero, rates other than 0.1 and 1, and no step at all."""
    return [
        from_zero(),
        training(draw(rng, 3, 8), learning_rate=0.3, num_iterations=25),
        training(draw(rng, 4, 6), learning_rate=0.04, num_iterations=120),
        training(draw(rng, 2, 9), learning_rate=1.7, num_iterations=1),
        training(
            draw(rng, 3, 4),
            learning_rate=0.3,
            num_iterations=0,
            extreme=True,
            about="num_iterations=0",
        ),
        gradient_descent.rising(from_zero(), learning_rate=5.0),
    ]


def from_zero():
    """Return three steps that fit on paper."""
    X = np.array([[1.0, 2.0, -1.0], [3.0, 0.5, -2.0]])
    args = np.zeros((2, 1)), 0.0, X, np.array([[1, 0, 1]])
    options = {"learning_rate": 0.1, "num_iterations": 3}
    return Probe(args, options, {"n_x": 2, "m": 3, **options}, shown=True, **TRAINED)


def training(case, *, learning_rate, num_iterations, **kinds):
    """Make a training run of a case."""
    options = {"learning_rate": learning_rate, "num_iterations": num_iterations}
    return Probe(case.args, options, {**case.sizes, **options}, **kinds, **TRAINED)


@exercise.always(**COST_FALLS)
def cost_falls(call, rng):
    """Tell whether small steps go down."""
    case = draw(rng, 3, 7)
    return falls(call, training(case, learning_rate=0.01, num_iterations=12))


@exercise.always(
    "the second value holds dw and db of the last step",
    parts=("costs",),
    broken="Your second value does not hold the gradients of the last step.",
    question="what is in grads when your loop ends?",
)
def grads_are_those_of_the_end(call, rng):
    """Tell whether the second value is the gradient of the last step, or after it."""
    case = draw(rng, 3, 7)
    shorter, longer = (
        call(*case.args, learning_rate=0.3, num_iterations=steps) for steps in (2, 3)
    )
    return any(
        all(
            np.size(longer[1][name]) == np.size(slope)
            and np.allclose(longer[1][name], slope)
            for name, slope in propagate(one["w"], one["b"], *case.args[2:])[0].items()
        )
        for one in (shorter[0], longer[0])
    )


def descend(step, w, b, X, Y, learning_rate, num_iterations):
    """Run gradient descent with another step, for the wrong versions below."""
    costs, grads = [], propagate(w, b, X, Y)[0]
    for _ in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        costs.append(cost)
        w, b = step(w, b, grads["dw"], grads["db"], learning_rate)
    return {"w": w, "b": b}, grads, costs


def stepping(step):
    """Run gradient descent with another step in place of the right one."""
    return instead(partial(descend, step))


exercise.variants(
    wrong(
        "uphill",
        "uphill",
        stepping(lambda w, b, dw, db, rate: (w + rate * dw, b + rate * db)),
        evidence="Your w and b move by the right amount in the opposite direction.",
        question="where does the cost go if you follow its slope upwards?",
    ),
    reworded(
        gradient_descent.gradient_once,
        question="does the slope stay the same while w moves?",
    ),
    reworded(
        gradient_descent.no_learning_rate,
        title="learning rate left out",
        question="which number says how long a step is?",
    ),
    gradient_descent.fixed_learning_rate,
    gradient_descent.fixed_iterations,
    gradient_descent.one_step_short,
    wrong(
        "bias_fixed",
        "bias not updated",
        stepping(lambda w, b, dw, db, rate: (w - rate * dw, b)),
        evidence="Your b stays where it started.",
        question="which parameters does a step move?",
    ),
    wrong(
        "bias_without_rate",
        "bias updated without the learning rate",
        stepping(lambda w, b, dw, db, rate: (w - rate * dw, b - db)),
        evidence="Your b moves by the whole of db in each step.",
        question="compare the two update lines: what does only one of them have?",
    ),
    wrong(
        "bias_uphill",
        "bias moved uphill",
        stepping(lambda w, b, dw, db, rate: (w - rate * dw, b + rate * db)),
        evidence="Your w moves down the slope and your b moves up.",
        question="compare the signs of the two update lines.",
    ),
    wrong(
        "weights_fixed",
        "weights not updated",
        stepping(lambda w, b, dw, db, rate: (w, b - rate * db)),
        evidence="Your w stays where it started.",
        question="what happens to the result of w - learning_rate * dw?",
    ),
    wrong(
        "start_returned",
        "nothing updated",
        called_with(learning_rate=0.0),
        evidence="Your w and b stay where they started.",
        question="what happens to the result of w - learning_rate * dw?",
    ),
    reworded(
        gradient_descent.cost_after_step,
        title="cost taken after the step",
        evidence="Your costs are one step ahead: the first is not that of the start.",
        question="from w = 0, which cost should come first?",
    ),
    wrong(
        "last_cost_only",
        "only the last cost",
        outputs(costs=lambda costs: costs[-1] if costs else []),
        evidence="You return one cost, the last.",
        question="how do you keep a number from every iteration?",
    ),
    reworded(
        gradient_descent.every_hundredth,
        title="a cost every hundred steps",
        evidence="You keep the cost of every hundredth iteration only.",
        question="how many entries should costs have after 25 iterations?",
    ),
    wrong(
        "start_from_zero",
        "start forgotten",
        called_with(w=lambda w: np.zeros(w.shape), b=0.0),
        evidence="You start from zero, whatever w and b are passed.",
        question="what do the arguments w and b stand for?",
    ),
)


def one_after_the_other(first, noted):
    """Move w and b one after the other, and note the cost before or between."""

    def wrong_version(w, b, X, Y, learning_rate, num_iterations):
        place, costs, grads = {"w": w, "b": b}, [], propagate(w, b, X, Y)[0]
        order = ("w", "b") if first == "w" else ("b", "w")
        for _ in range(num_iterations):
            for when, name in zip(("before", "between"), order, strict=True):
                grads, cost = propagate(**place, X=X, Y=Y)
                costs += [cost] if when == noted else []
                slope = grads[f"d{name}"]
                place = {**place, name: place[name] - learning_rate * slope}
        return place, grads, costs

    return instead(wrong_version)


ONE_POINT = "at which point should both derivatives of one step be taken?"
exercise.variants(
    wrong(
        "gradient_at_moved_weights",
        "bias updated at the moved weights",
        one_after_the_other("w", noted="before"),
        evidence="Your b uses the gradient at the weights after their step.",
        question=ONE_POINT,
    ),
    wrong(
        "gradient_at_moved_bias",
        "weights updated at the moved bias",
        one_after_the_other("b", noted="before"),
        evidence="Your w uses the gradient at the bias after its step.",
        question=ONE_POINT,
    ),
    wrong(
        "measured_again_at_moved_weights",
        "bias and cost taken at the moved weights",
        one_after_the_other("w", noted="between"),
        evidence=(
            "Your cost and the gradient for b are those at the weights after their "
            "step."
        ),
        question=ONE_POINT,
    ),
    wrong(
        "measured_again_at_moved_bias",
        "weights and cost taken at the moved bias",
        one_after_the_other("b", noted="between"),
        evidence=(
            "Your cost and the gradient for w are those at the bias after its step."
        ),
        question=ONE_POINT,
    ),
    gradient_descent.costs_replaced,
    wrong(
        "restarted_inside",
        "back to the start in every iteration",
        *gradient_descent.one_step(),
        evidence="Every step of yours begins at the start: all costs are equal.",
        question="what happens once, and what happens in every iteration?",
    ),
)


@exercise.variant(**gradient_descent.STEP_BEHIND)
def step_behind(w, b, X, Y, learning_rate, num_iterations):
    costs = []
    for _ in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        costs.append(cost)
    w = w - learning_rate * grads["dw"]
    b = b - learning_rate * grads["db"]
    return {"w": w, "b": b}, grads, costs


@exercise.variant(
    "old place forgotten",
    evidence="You return the last step alone, not the place that it leads to.",
    question="what does w =- step do, and how does it differ from w -= step?",
)
def forgotten(w, b, X, Y, learning_rate, num_iterations):
    costs, grads = [], {}
    for _ in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        costs.append(cost)
        w, b = -learning_rate * grads["dw"], -learning_rate * grads["db"]
    return {"w": w, "b": b}, grads, costs


exercise.variants(
    gradient_descent.one_cost_more,
)


@exercise.accepted
def in_one_loop(w, b, X, Y, learning_rate, num_iterations):
    """Write out the gradient instead of calling propagate; copy, then move in place."""
    w, m, costs, grads = w.copy(), X.shape[1], [], {}
    for _ in range(num_iterations):
        Z = w.T @ X + b
        costs.append(np.mean(np.logaddexp(0, Z) - Y * Z))
        dZ = 1 / (1 + np.exp(-Z)) - Y
        grads = {"dw": X @ dZ.T / m, "db": dZ.mean()}
        w -= learning_rate * grads["dw"]
        b -= learning_rate * grads["db"]
    return {"w": w, "b": b}, grads, np.array(costs)


@exercise.accepted
def with_while(w, b, X, Y, learning_rate, num_iterations):
    """Count down, and return a list with the gradients at the end."""
    costs, left = [], num_iterations
    while left:
        grads, cost = propagate(w, b, X, Y)
        w = w - np.multiply(learning_rate, grads["dw"])
        b, left = b - learning_rate * grads["db"], left - 1
        costs += [cost]
    return [{"w": w, "b": b, "steps": num_iterations}, propagate(w, b, X, Y)[0], costs]


@exercise.accepted
def as_one_column(w, b, X, Y, learning_rate, num_iterations):
    """Put b below w and a row of ones below X: one product does it all."""
    n_x, m = X.shape
    theta, X1 = np.vstack([w, [[b]]]), np.vstack([X, np.ones((1, m))])
    costs, slope = [], np.zeros_like(theta)
    for _ in range(num_iterations):
        Z = theta.T @ X1
        costs.append(float(np.mean(np.logaddexp(0, Z) - Y * Z)))
        slope = X1 @ (1 / (1 + np.exp(-Z)) - Y).T / m
        theta = theta - learning_rate * slope
    grads = {"dw": slope[:n_x], "db": float(slope[n_x, 0])}
    return {"w": theta[:n_x], "b": float(theta[n_x, 0])}, grads, costs


EXERCISE = exercise.with_hints(
    "What does one iteration need, what does it change, what does it write down?",
    "Three things happen in each iteration, in this order: measure (propagate), "
    "write down the cost, step. Which of them uses the numbers of the one before?",
    "w (n_x, 1) := w - learning_rate * dw (n_x, 1); b := b - learning_rate * db. "
    "Both derivatives are taken at the same point.",
    "A sibling: for x in range(3): path.append(height(p)); p = p - 0.1 * slope(p). "
    "Afterwards path has 3 heights, the first one at the start.",
)
