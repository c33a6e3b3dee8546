"""What notebook 01 states, with its proof."""

import math
from functools import cache, partial

import numpy as np

from grading import exhibits
from nnlib.datasets import tumours
from nnlib.exercises import get
from nnlib.gradient_check import gradient_check
from nnlib.logistic import propagate
from nnlib.logistic_loops import (
    gradient_step,
    gradients_and_cost,
    learn_from_tumours,
    log_loss,
    neuron,
    predict_one,
    sigmoid,
    single_example_gradients,
    train,
)
from nnlib.slopes import descend, numerical_slope, squared_loss

from .statements import Statements, near, passes

statements = Statements("01")
says = statements.says
THREE = np.array([[1.0, 2.0, -1.0], [3.0, 0.5, -2.0]]), np.array([[1, 0, 1]])
FEW = np.array([-2.0, -0.5, 2.0, 12.0]), np.array([1, 0, 0, 1])
# Where the two valleys are shown: the weights, and the starts of the slider.
SHOWN, STARTS = np.linspace(-1.25, 1.25, 161), np.arange(-1.25, 1.3, 0.25)


@cache
def standardised():
    """Give the tumours of the notebook."""
    X, Y = tumours(features=("mean radius", "mean texture"))
    return (X - X.mean(axis=1, keepdims=True)) / X.std(axis=1, keepdims=True), Y


def column(*numbers):
    return np.array(numbers, dtype=float).reshape(-1, 1)


def steps(X, Y, learning_rate, count):
    """Train with arrays, which give what the loops give; return w, b and costs."""
    w, b, costs = np.zeros((len(X), 1)), 0.0, []
    for _ in range(count):
        grads, cost = propagate(w, b, X, Y)
        costs.append(cost)
        w, b = gradient_step(w, b, grads, learning_rate)
    return w, b, costs


@says("$e^{-2} \\approx 0.135$, so $\\sigma(2) \\approx 1/1.135 \\approx 0.88$.")
def sigmoid_on_paper():
    return near([math.exp(-2), sigmoid(2), sigmoid(-2)], 0.135, 0.881, 0.119)


@says("`math.exp(1000)` stops with an error", "`math.exp(-1000)` is 0")
def exponential_is_too_large():
    try:
        math.exp(1000)
    except OverflowError:
        return math.exp(-1000) == 0
    return False


@says(
    "on paper the sigmoid never reaches 0 or 1. In the computer it does, by rounding."
)
def rounded_to_one():
    return next(z for z in range(100) if sigmoid(z) == 1) == 37


@says("$z = 0.45 + 0.40 + 0.1 = 0.95$ and $a = \\sigma(0.95) \\approx 0.72$")
def neuron_on_paper():
    return near(neuron(column(0.3, -0.2), 0.1, column(1.5, -2)), 0.72, digits=2)


@says("It says 0.5, whatever $x$ is: nothing of $x$ reaches $z$.")
def silent_neuron():
    return all(neuron(column(0, 0), 0.0, column(x, -x)) == 0.5 for x in (-9, 0, 3))


@says("it crosses one half where $wx + b = 0$, at $x = -b/w$")
def where_it_crosses():
    return all(
        near(neuron(column(w), b, column(-b / w)), 0.5)
        for w, b in ((3, 1), (-1, 2), (0.5, -4))
    )


@says("it is flat on both sides")
def a_step_is_flat():
    return all(
        numerical_slope(lambda z: float(z > 0), z) == 0 for z in (-2.0, -0.1, 0.1, 2.0)
    )


@says("$a = 0.9$ costs 0.105 if the tumour is malignant, and 2.303 if it is benign.")
def log_loss_on_paper():
    return near([log_loss(0.9, 1), log_loss(0.9, 0)], 0.105, 2.303)


@says("What does it cost to say $a = 1$ when $y = 1$?", "Nothing, as $\\log 1 = 0$.")
def sure_and_right():
    return near(log_loss(1, 1), 0, digits=6)


@says("*minus* the logarithm is convex")
def minus_log_is_convex():
    p = -np.log(np.linspace(0.01, 0.99, 99))
    return bool(np.all(np.diff(p, 2) > 0))


@says(
    "The log loss has slope −0.953 there, 22 times the other's −0.043.",
    "Slopes at $z = -3$: about $-0.953$ against $-0.043$.",
    "a factor $a(1 - a)$ (section 4 shows why), which is nearly 0 there",
)
def slopes_of_a_sure_mistake():
    def losses(one):
        return numerical_slope(lambda z: one(sigmoid(z), 1), -3.0)

    found = losses(log_loss), losses(squared_loss)
    return near(found, -0.953, -0.043) and round(found[0] / found[1]) == 22


@says("This loss is 0.45 there, and never above 0.5.")
def half_squared_error_of_a_mistake():
    return (
        near(squared_loss(sigmoid(-3), 1), 0.45, digits=2) and squared_loss(0, 1) == 0.5
    )


def log_losses():
    """Give every form of the log loss that passes: the pictures are drawn with each."""
    return log_loss, *get("01/log_loss").accepted


@says("The log loss goes on pulling, the harder the worse the answer is.")
def the_log_loss_pulls_harder():
    slopes = [
        [
            numerical_slope(lambda z, loss=loss: loss(sigmoid(z), 1), z)
            for z in np.linspace(-6, 6)
        ]
        for loss in log_losses()
    ]
    return bool(np.all(np.diff(slopes) > 0) and np.max(slopes, axis=0)[0] < -0.99)


@says(
    "The second is negative for $a < \\tfrac13$: there the curve bends the wrong way, "
    "and a sum of such curves can have two valleys."
)
def where_it_bends_the_wrong_way():
    def bend(z, eps=1e-3):
        three = [squared_loss(sigmoid(z + d), 1) for d in (-eps, 0, eps)]
        return (three[0] - 2 * three[1] + three[2]) / eps**2

    def formula(z):
        a = sigmoid(z)
        return -a * (1 - a) ** 2 * (1 - 3 * a)

    z = np.array([-4.0, -1.0, -0.7, -0.6, 0.0, 2.0])
    alike = all(near(bend(one), formula(one), digits=4) for one in z)
    return alike and [bend(one) < 0 for one in z] == [sigmoid(one) < 1 / 3 for one in z]


def cost_of_few(loss, w):
    """Give the cost of four examples and one weight."""
    pairs = zip(FEW[0], FEW[1].tolist(), strict=True)
    return float(np.mean([loss(sigmoid(w * x), y) for x, y in pairs]))


def valleys(loss):
    """Count the lowest points of that cost, as far as it is shown."""
    cost = np.array([cost_of_few(loss, w) for w in SHOWN])
    return int(np.sum((cost[1:-1] < cost[:-2]) & (cost[1:-1] < cost[2:])))


@says("Four examples are enough.", "With the log loss there is only one.")
def one_valley_or_two():
    return valleys(squared_loss) == 2 and all(valleys(one) == 1 for one in log_losses())


@says("So take no logarithm of anything below a hair, `1e-15`")
def the_hair_is_not_seen_in_the_valleys():
    ends = [[cost_of_few(one, w) for w in SHOWN[[0, -1]]] for one in log_losses()]
    return bool(np.ptp(ends, axis=0).max() < 0.01)


def end_of_walk(loss, start, learning_rate):
    """Walk as the notebook does, and give the last place."""
    slope = partial(numerical_slope, partial(cost_of_few, loss))
    return descend(slope, start, learning_rate, 200)[-1]


@says(
    "With the squared error the walk settles in the wrong valley.",
    "every start leads to the same lowest cost",
)
def where_the_walks_end():
    # The picture itself: it begins one step of its slider from the left.
    first = exhibits.two_losses().first.sentence
    begins = first.startswith("From w = −1, after 200 steps")
    wrong = begins and near(end_of_walk(squared_loss, -1.0, 0.5), -0.88, digits=2)
    ends = [
        end_of_walk(one, start, 0.05) for one in log_losses() for start in STARTS[::5]
    ]
    return wrong and near(ends, *[0.133] * len(ends))


@says("$w$ near 1.3 and $b$ near −5.8 give 0.313", "the lowest cost is 0.313")
def the_lowest_by_hand():
    X = np.arange(1.0, 9).reshape(1, -1)
    Y = np.array([[0, 0, 0, 1, 0, 1, 1, 1]])
    w, b, costs = steps(X, Y, 0.2, 5_000)
    return near([w.item(), b], 1.3, -5.8, digits=1) and near(costs[-1], 0.313)


@says(
    "$$da = -\\frac{y}{a} + \\frac{1 - y}{1 - a}$$",
    "$$dz = da \\cdot a(1 - a) = a - y$$",
)
def one_derivative_after_another():
    for a, y in ((0.3, 1), (0.3, 0), (0.9, 1)):
        da, z = -y / a + (1 - y) / (1 - a), math.log(a / (1 - a))
        dz = numerical_slope(lambda z, y=y: log_loss(sigmoid(z), y), z)
        measured = numerical_slope(lambda a, y=y: log_loss(a, y), a)
        if not (
            near([da, da * a * (1 - a)], measured, dz, digits=5)
            and near(dz, a - y, digits=6)
        ):
            return False
    return True


@says("why the slope of the sigmoid is a(1 − a)")
def slope_of_the_sigmoid():
    return all(
        near(numerical_slope(sigmoid, z), sigmoid(z) * (1 - sigmoid(z)), digits=7)
        for z in (-3.0, 0.0, 1.0)
    )


@says("$dz = 0.72 - 1 = -0.28$", "$= (-0.42,\\; 0.56)$ and $db = -0.28$")
def derivatives_on_paper():
    found = single_example_gradients(column(0.3, -0.2), 0.1, column(1.5, -2), 1)
    return near(
        [found["dz"], *found["dw"], found["db"]], -0.28, -0.42, 0.56, -0.28, digits=2
    )


@says("the slope of a mean is the mean of the slopes", "Below 1e-7 means: they agree.")
def gradient_of_three():
    start = {"w": column(0.3, -0.2), "b": 0.1}
    grads, _ = gradients_and_cost(start["w"], start["b"], *THREE)
    return (
        gradient_check(
            lambda p: gradients_and_cost(p["w"], p["b"], *THREE)[1], start, grads
        )
        < 1e-7
    )


@says("Both are means: twice the sum, divided by twice as many.")
def every_example_twice():
    X, Y = THREE
    one = gradients_and_cost(column(0.3, -0.2), 0.1, X, Y)
    two = gradients_and_cost(column(0.3, -0.2), 0.1, np.tile(X, 2), np.tile(Y, 2))
    return near(one[1] - two[1], 0, digits=12) and np.allclose(
        one[0]["dw"], two[0]["dw"]
    )


@says(
    "$= -0.75$, $db = 0$ and $J = \\log 2 \\approx 0.693$",
    "After the step, $w = 1.5$ and $b = 0$.",
)
def two_examples_on_paper():
    X, Y = np.array([[2.0, -1.0]]), np.array([[1, 0]])
    grads, cost = gradients_and_cost(column(0), 0.0, X, Y)
    w, b = gradient_step(column(0), 0.0, grads, 2)
    return near(
        [grads["dw"].item(), grads["db"], cost, w.item(), b], -0.75, 0, 0.693, 1.5, 0
    )


@says("On the three examples of the last cell the cost is 0.8113")
def cost_of_three():
    return near(gradients_and_cost(column(0.3, -0.2), 0.1, *THREE)[1], 0.8113, digits=4)


@says("without the minus −0.8113, undivided 2.4338, with the label missing 0.9571")
def costs_of_slips():
    X, Y = THREE
    A = 1 / (1 + np.exp(-(column(0.3, -0.2).T @ X + 0.1)))
    first, second = Y * np.log(A), (1 - Y) * np.log(1 - A)
    found = (
        (first + second).mean(),
        -(first + second).sum(),
        -(np.log(A) + second).mean(),
    )
    other = -first.mean() - second.sum()
    return near(found, -0.8113, 2.4338, 0.9571, digits=4) and abs(other) > 0


@says("With $\\alpha = 0.5$ the new $w$ is $(0.8, -1.9)$ and the new $b$ is $0.2$.")
def step_on_paper():
    w, b = gradient_step(column(1, -2), 0.5, {"dw": column(0.4, -0.2), "db": 0.6}, 0.5)
    return near([*w, b], 0.8, -1.9, 0.2)


@says(
    "the cost climbs from 0.693 to 1.129 in 40 steps of 0.5",
    "after 200 steps it is 1.17",
)
def symptom_of_the_copied_line():
    (X, Y), w, b, costs = standardised(), np.zeros((2, 1)), 0.0, []
    for _ in range(201):
        grads, cost = propagate(w, b, X, Y)
        costs.append(cost)
        w, b = w - 0.5 * grads["db"], b - 0.5 * grads["db"]
    equal = w[0] == w[1]
    return (
        near([costs[0], costs[40]], 0.693, 1.129)
        and near(costs[200], 1.17, digits=2)
        and equal
    )


@says(
    "At zero every answer is one half",
    "every answer is one half, and costs log 2, whatever its label",
)
def first_cost():
    return near([log_loss(0.5, y) for y in (0, 1)], *[math.log(2)] * 2, digits=6)


@says("the cost of your `train` has fallen in each of 200 passes")
def falls_in_each_pass():
    return bool(np.all(np.diff(steps(*standardised(), 0.5, 200)[2]) < 0))


@says("Let $w$ move as well, and the neuron learns.")
def loops_and_arrays_train_alike():
    X, Y = THREE
    w, b, costs = train(X, Y, 0.5, 5)
    other = steps(X, Y, 0.5, 5)
    return np.allclose(w, other[0]) and near([b, *costs], other[1], *other[2], digits=9)


def piled_up(count):
    """Train as the clinic does, with sums that are never emptied."""
    (X, Y), w, b, costs = standardised(), np.zeros((2, 1)), 0.0, []
    dw, db = np.zeros((2, 1)), 0.0
    for _ in range(count):
        grads, cost = propagate(w, b, X, Y)
        costs.append(cost)
        dw, db = dw + grads["dw"], db + grads["db"]
        w, b = w - 0.5 * dw, b - 0.5 * db
    return costs


@says(
    "0.693, 0.610, then 0.490 for 0.550, lowest at pass 7 (0.275)",
    "up to 0.686 at pass 52",
    "A cost that turns back after seven steps is a symptom.",
)
def symptom_of_the_clinic():
    costs, right = piled_up(60), steps(*standardised(), 0.5, 3)[2]
    told = near(
        [*costs[:3], right[2], costs[7], costs[52]],
        0.693,
        0.610,
        0.490,
        0.550,
        0.275,
        0.686,
    )
    return told and np.argmin(costs) == 7 and 7 + np.argmax(costs[7:]) == 52


@says("its first two costs are right")
def mended_clinic_is_train():
    X, Y = THREE
    return np.allclose(learn_from_tumours(X, Y, 0.5, 4)[0], train(X, Y, 0.5, 4)[2])


@says(
    "Yes: $a > 0.5$ exactly where $z > 0$.",
    "$z = 0.25$ gives $a \\approx 0.56$: say 1.",
)
def deciding_from_the_score():
    same = all((sigmoid(z) > 0.5) == (z > 0) for z in np.linspace(-4, 4, 81))
    said = (
        predict_one(column(1), 0.25, column(0)),
        predict_one(column(1), -0.25, column(0)),
    )
    return same and near(sigmoid(0.25), 0.56, digits=2) and said == (1, 0)


@says("At exactly 0.5 either answer passes.")
def the_border_is_free():
    return passes(
        "01/predict_one",
        lambda w, b, x: int(neuron(w, b, x) >= 0.5),
        lambda w, b, x: int(neuron(w, b, x) > 0.5),
    )


@says("Certain and wrong is not tried: there $da$ has no value.")
def certain_and_wrong_is_not_tried():
    def without_guard(w, b, x, y):
        a = neuron(w, b, x)
        other = {"da": -1 / a if y == 1 else 1 / (1 - a)}
        return {**single_example_gradients(w, b, x, y), **other}

    certain = column(1000), 0.0, column(1)
    try:
        without_guard(*certain, 0)
    except ZeroDivisionError:
        return passes("01/single_example_gradients", without_guard)
    return False


@says("$x = (1, 2)$: what are $z$ and $a$? *0.5 and about 0.62.*")
def quiz_score():
    return near(
        [2 - 2 + 0.5, neuron(column(2, -1), 0.5, column(1, 2))], 0.5, 0.62, digits=2
    )


@says("You double $w$ and $b$. Does any decision change?")
def doubling_changes_no_decision():
    z = np.linspace(-3, 3, 60)
    a, b = (1 / (1 + np.exp(-k * z)) for k in (1, 2))
    return bool(np.all((a > 0.5) == (b > 0.5)) and np.all(abs(b - 0.5) > abs(a - 0.5)))


@says("each step jumps across the valley", long=True)
def unscaled_features():
    raw, Y = tumours(features=("mean radius", "mean texture"))
    jumping, slow = (steps(raw, Y, rate, 200)[2] for rate in (0.5, 0.01))
    return (
        max(np.diff(jumping)) > 1 and slow[-1] > steps(*standardised(), 0.5, 200)[2][-1]
    )


@says("The hardest of the nine.")
def nine_exercises():
    from nnlib.exercises import exercises

    return len(exercises("01")) == 9 and get("01/gradients_and_cost").max_points == 25


@says("Start once with $w = 0$ and $b = 0$.")
def other_starts():
    X, Y = FEW[0].reshape(1, -1), FEW[1].reshape(1, -1)

    def slope(w):
        return propagate(np.array([[w]]), 0.0, X, Y)[0]["dw"].item()

    return near(
        [descend(slope, w0, 0.02, 2000)[-1] for w0 in (-1.0, 0.0, 1.0)],
        *[0.1330] * 3,
        digits=4,
    )


@says(
    "A chance of 0.8 has odds of 4, a chance of 0.2 has odds of 1/4.",
    "$\\log 4 = -\\log \\tfrac14$, and $\\log 1 = 0$",
    "One more in the score multiplies the odds by $e \\approx 2.7$.",
)
def odds_and_scores():
    def odds(p):
        return p / (1 - p)

    logs = [math.log(4) + math.log(1 / 4), math.log(1)]
    grown = [odds(sigmoid(z + 1)) / odds(sigmoid(z)) for z in (-3.0, 0.0, 2.0)]
    back = [sigmoid(math.log(odds(p))) for p in (0.2, 0.5, 0.8)]
    whole = near([odds(0.8), odds(0.2), odds(0.5)], 4, 0.25, 1) and near(logs, 0, 0)
    return whole and near(grown, *3 * [math.e]) and near(back, 0.2, 0.5, 0.8)


@says("$0.9 \\cdot 0.8 \\cdot 0.5 = 0.36$")
def chances_multiply():
    chances = [0.9, 0.8, 0.5]
    product, total = math.prod(chances), sum(map(math.log, chances))
    return near([product, math.log(product)], 0.36, total)


@says(
    "At $z = 0.5$ both still pull, the log loss harder: −0.38 against −0.09.",
    "A sure, right answer, $z = 4$, is left almost alone by both.",
)
def near_the_border():
    def pull(loss, z):
        return numerical_slope(lambda z: loss(sigmoid(z), 1), z)

    both = [pull(loss, z) for z in (0.5, 4.0) for loss in (log_loss, squared_loss)]
    alone = max(map(abs, both[2:])) < 0.02
    return near(both[:2], -0.38, -0.09, digits=2) and alone


@says("the loss of this example falls")
def one_step_on_one_example():
    w, b, x = column(0.3, -0.2), 0.1, column(1.5, -2.0)
    grads = single_example_gradients(w, b, x, 1)
    after = neuron(w - 0.5 * grads["dw"], b - 0.5 * grads["db"], x)
    found = [log_loss(neuron(w, b, x), 1), log_loss(after, 1)]
    return near(found, 0.327, 0.132)


@says(
    "With a large $b$ the neuron **fires** easily",
    "It is 1 − 0.88: the two sides of the curve are alike.",
)
def it_fires_easily():
    places = np.linspace(-3, 3, 61)
    easily = [sigmoid(x + 8) > 0.99 for x in places]
    hardly = [sigmoid(x - 8) < 0.01 for x in places]
    return all(easily) and all(hardly) and near(sigmoid(-2) + sigmoid(2), 1)
