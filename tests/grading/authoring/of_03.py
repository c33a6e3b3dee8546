"""What notebook 03 states, with its proof."""

import math
from functools import cache

import numpy as np

from nnlib.activations import activation, activation_slope, sigmoid
from nnlib.approximation import staircase
from nnlib.datasets import flower, moons, parity
from nnlib.gradient_check import gradient_check
from nnlib.initializers import count_parameters, initialize_parameters
from nnlib.logistic import initialize_with_zeros, optimize
from nnlib.losses import compute_cost
from nnlib.metrics import accuracy
from nnlib.slopes import numerical_slope
from nnlib.two_layer import (
    backward_propagation,
    collapse_linear,
    forward_propagation,
    nn_model,
    train_on_moons,
    update_parameters,
    xor_by_hand,
)

from .statements import Statements, near

statements = Statements("03")
says = statements.says
SMALL = {
    "W1": np.array([[0.5, -1.0], [1.0, 0.25]]),
    "b1": np.array([[0.1], [-0.2]]),
    "W2": np.array([[1.5, -0.5]]),
    "b2": np.array([[0.3]]),
}
X3, Y3 = np.array([[1.0, 2.0, -1.0], [3.0, 0.5, -2.0]]), np.array([[1, 0, 1]])
CORNERS, XOR = parity(2)


@cache
def moon():
    """Give the moons of the notebook."""
    return moons(200, rng=np.random.default_rng(6), noise=0.15)


def cost_of(parameters, X, Y):
    return compute_cost(forward_propagation(X, parameters)[0], Y)


def slopes_of(parameters, X, Y):
    return backward_propagation(parameters, forward_propagation(X, parameters)[1], X, Y)


def train_from(start, X, Y, rate, steps):
    """Walk from a start; give the end and the costs."""
    costs = []
    for _ in range(steps):
        costs.append(cost_of(start, X, Y))
        start = update_parameters(start, slopes_of(start, X, Y), rate)
    return start, costs


def fresh(scale=0.01, seed=0):
    return initialize_parameters(2, 4, 1, rng=np.random.default_rng(seed), scale=scale)


def filled(value):
    """Give a start in which all numbers are equal."""
    return {name: np.full(array.shape, value) for name, array in fresh().items()}


def rows_apart(parameters):
    return np.ptp(parameters["W1"], axis=0).max()


@says("the middle of the square. But that is halfway between the zeros, too")
def no_line_parts_xor():
    ones, zeros = CORNERS[:, XOR[0] == 1], CORNERS[:, XOR[0] == 0]
    return np.array_equal(ones.mean(axis=1), zeros.mean(axis=1))


@says(
    "Count all biases or none: 20 or 25.", "3 features, 4 hidden units, 1 output: 3-4-1"
)
def parameters_of_small_networks():
    found = [
        count_parameters(dims, bias)
        for dims in ([3, 4, 1], [4, 4, 1])
        for bias in (False, True)
    ]
    return found == [16, 21, 20, 25]


@says("$\\tanh z=2\\,\\sigma(2z)-1$")
def tanh_from_sigmoid():
    z = np.linspace(-5, 5, 41)
    return np.allclose(np.tanh(z), 2 * sigmoid(2 * z) - 1)


@says("without the fraction, which breaks for large $z$")
def the_fraction_breaks():
    with np.errstate(all="ignore"):
        e, f = np.exp(1000.0), np.exp(-1000.0)
        return bool(np.isnan((e - f) / (e + f))) and np.tanh(1000.0) == 1


@says("For $z=-2$: relu gives 0, leaky relu −0.02, step 0.")
def activations_on_paper():
    found = [
        activation(name, np.array([-2.0])).item()
        for name in ("relu", "leaky_relu", "step")
    ]
    return near(found, 0, -0.02, 0)


@says(
    "| for $z>0$ | $a(1-a)$ | $1-a^2$ | 1 | 1 | 0 |",
    "| for $z<0$ | $a(1-a)$ | $1-a^2$ | 0 | 0.01 | 0 |",
)
def the_table_of_slopes():
    names = ("sigmoid", "tanh", "relu", "leaky_relu", "step")
    for z in (-2.0, -0.3, 0.3, 2.0):
        for name in names:
            measured = numerical_slope(
                lambda t, name=name: activation(name, np.array(t)).item(), z
            )
            if not near(activation_slope(name, np.array([z])), measured, digits=6):
                return False
    return True


@says("At $z=0$: there $a=0.5$, so $a(1-a)=0.25$. For tanh $a=0$, so the slope is 1.")
def steepest_places():
    z = np.linspace(-4, 4, 801)
    found = [activation_slope(name, z) for name in ("sigmoid", "tanh")]
    return near([one.max() for one in found], 0.25, 1) and all(
        z[one.argmax()] == 0 for one in found
    )


@says("$\\tanh 0.5\\approx 0.46$, so the slope is $1-0.46^2\\approx 0.79$")
def slope_of_tanh_on_paper():
    return near([math.tanh(0.5), 1 - math.tanh(0.5) ** 2], 0.46, 0.79, digits=2)


@says("(Nudging to both sides measures the mean of the two.)")
def a_nudge_at_a_kink():
    return near(numerical_slope(lambda z: max(0, z), 0.0), 0.5)


@says("Can a curve that never falls have a slope of −3?")
def symptom_of_the_slip():
    return 1 - 2.0**2 == -3 and np.all(np.diff(np.tanh(np.linspace(-5, 5))) >= 0)


@says('"And" fires only if both inputs are on: $w=(1,1)$ and $b=-1.5$')
def and_by_hand():
    return ((CORNERS.sum(axis=0) - 1.5 > 0) == CORNERS.min(axis=0)).all()


@says("Or: every bias above −1, up to 0, such as −0.5.", "$w=(-1,-1)$, $b=1.5$")
def gates():
    sums = CORNERS.sum(axis=0)
    either = all(
        ((sums + b > 0) == CORNERS.max(axis=0)).all() for b in (-0.99, -0.5, 0.0)
    )
    return either and ((-sums + 1.5 > 0) == (1 - CORNERS.min(axis=0))).all()


@says("Two hidden units are enough.")
def xor_with_two_units():
    gates = xor_by_hand()
    first = activation("step", gates["W1"] @ CORNERS + gates["b1"])
    said = activation("step", gates["W2"] @ first + gates["b2"])
    return len(gates["b1"]) == 2 and np.array_equal(said, XOR)


@says("a product works column by column")
def column_by_column():
    rng = np.random.default_rng(0)
    W, X = rng.normal(size=(4, 6)), rng.normal(size=(6, 10))
    return np.allclose(np.hstack([W @ X[:, i : i + 1] for i in range(10)]), W @ X)


@says("$z^{[2]}\\approx 1.5\\cdot(-0.98)-0.5\\cdot 0.91+0.3$ $\\approx -1.63$")
def forward_on_paper():
    _, cache = forward_propagation(X3[:, :1], SMALL)
    found = [*cache["Z1"].ravel(), *cache["A1"].ravel(), cache["Z2"].item()]
    return near(found, -2.4, 1.55, -0.98, 0.91, -1.63, digits=2)


@says("$W^{[2]} X$ fits only if there are as many features as hidden units")
def layer_two_reads_x():
    return (np.ones((1, 4)) @ np.ones((4, 9))).shape == (1, 9)


@says("is added along the examples if there happen to be four of them")
def a_flat_bias():
    return np.array_equal((np.zeros((4, 4)) + np.arange(4))[0], np.arange(4))


@says("Together $z_2=6x-1$.", "A linear function of a linear function is linear.")
def two_lines_are_one():
    W, b = collapse_linear(*(np.array([[float(n)]]) for n in (2, 1, 3, -4)))
    return (W.item(), b.item()) == (6, -1)


@says("Equal units get equal slopes, take equal steps and stay equal")
def equal_units_stay_equal():
    end, costs = train_from(filled(0.3), *moon(), 0.5, 100)
    return rows_apart(end) == 0 and costs[-1] < costs[0]


@says("From zeros no weight is told to move", "as half of the labels are 1")
def nothing_moves_from_zero():
    end, _ = train_from(filled(0.0), *moon(), 0.5, 20)
    return moon()[1].mean() == 0.5 and all(
        abs(one).max() < 1e-12 for one in end.values()
    )


@says("Only the random start has units that can part.")
def only_random_units_part():
    found = [
        np.ptp(slopes_of(one, *moon())["dW1"], axis=0).max()
        for one in (filled(0.0), filled(0.3), fresh())
    ]
    return found[0] == found[1] == 0 < found[2]


@says("a difference of a billionth parts equal units in the end", long=True)
def a_billionth_is_enough():
    start = filled(0.3)
    start["W1"] = start["W1"] + 1e-9 * np.arange(8).reshape(4, 2)
    return rows_apart(train_from(start, *moon(), 0.5, 9000)[0]) > 0.1


@says("dZ1 is used for dW1 and db1 only, and these get m times too small.")
def a_second_mean():
    rng = np.random.default_rng(1)
    X, Y = rng.normal(size=(2, 5)), np.array([[1, 0, 1, 1, 0]])
    A2, cache = forward_propagation(X, SMALL)
    dZ1 = SMALL["W2"].T @ (A2 - Y) * (1 - cache["A1"] ** 2) / 5
    right = slopes_of(SMALL, X, Y)
    return np.allclose(5 * dZ1 @ X.T / 5, right["dW1"]) and np.allclose(
        5 * dZ1.mean(axis=1, keepdims=True), right["db1"]
    )


@says("$dW^{[1]}=-1$", "$da^{[1]}=-0.5$")
def backward_on_paper():
    one = {"W1": 0.5, "b1": -1.0, "W2": 1.0, "b2": 0.0}
    parameters = {name: np.array([[value]]) for name, value in one.items()}
    found = slopes_of(parameters, np.array([[2.0]]), np.array([[1.0]]))
    return near([found[f"d{name}"].item() for name in one], -1, -0.5, 0, -0.5)


@says(
    "each in the shape of its parameter",
    "Never in $dZ$ or $dA$: their columns are single examples.",
)
def six_formulas():
    grads = slopes_of(SMALL, X3, Y3)
    shapes = all(
        grads[f"d{name}"].shape == value.shape for name, value in SMALL.items()
    )
    return shapes and gradient_check(lambda p: cost_of(p, X3, Y3), SMALL, grads) < 1e-7


@says("A longer step helps as the slope promises, then less, then harms.")
def steps_of_every_length():
    grads = slopes_of(SMALL, X3, Y3)
    costs = [
        cost_of(update_parameters(SMALL, grads, a), X3, Y3)
        for a in np.linspace(0, 12, 61)
    ]
    promised = -sum(float(np.sum(slope**2)) for slope in grads.values())
    lowest, first = int(np.argmin(costs)), (costs[1] - costs[0]) / 0.2
    helps = np.all(np.diff(costs[: lowest + 1], n=2) > 0) and first < 0.8 * promised
    return bool(helps) and 0 < lowest < 60 and costs[-1] > costs[0]


@says("With tiny weights every output is near 0.5, and −log 0.5 = log 2.")
def first_cost():
    return near(cost_of(fresh(), *moon()), 0.693)


@cache
def trained_moons():
    return nn_model(*moon(), 4, 0.5, 2000, np.random.default_rng(0))


@says("With nothing planted the cost ends near 0.013.", long=True)
def the_clinic_mended():
    costs = train_on_moons(*moon(), 4, 0.5, 2000, np.random.default_rng(0))[1]
    return near(costs[-1], 0.013)


def one_neuron(X, Y):
    found, _, _ = optimize(*initialize_with_zeros(2), X, Y, 0.5, 2000)
    return found


@says(
    "Four equal units stop where one neuron stops",
    "One. Whatever the four have learned",
    long=True,
)
def four_equal_units():
    found = one_neuron(*moon())
    alone = compute_cost(sigmoid(found["w"].T @ moon()[0] + found["b"]), moon()[1])
    return near(train_from(filled(0.3), *moon(), 0.5, 1500)[1][-1], alone, digits=2)


@says(
    "One neuron has a straight border. The network bends it round the moons.", long=True
)
def a_network_beats_a_neuron():
    X, Y = moons(1000, rng=np.random.default_rng(106), noise=0.15)
    found = one_neuron(*moon())
    neuron = accuracy(sigmoid(found["w"].T @ X + found["b"]) > 0.5, Y)
    network = accuracy(forward_propagation(X, trained_moons()[0])[0] > 0.5, Y)
    return neuron < 0.9 < 0.97 < network


@cache
def flowers(n_h):
    """Train on the flower; give the shares of right training and test points."""
    X, Y = flower(200, rng=np.random.default_rng(1))
    found, _ = nn_model(X, Y, n_h, 1.2, 1500, np.random.default_rng(1))
    new = flower(1000, rng=np.random.default_rng(101))
    return [
        accuracy(forward_propagation(A, found)[0] > 0.5, B) for A, B in ((X, Y), new)
    ]


@says(
    "Two units ended worse than one.",
    "four units are enough to find the petals",
    long=True,
)
def petals():
    return flowers(2)[1] < flowers(1)[1] and flowers(4)[0] > 0.85


@says(
    "the training points gain a little, the validation points nothing",
    long=True,
)
def more_units():
    few, many = flowers(4), flowers(20)
    return many[0] > few[0] and many[1] < few[1] + 0.015


@says(
    "α from about 1.5 to 5 brings the cost below 0.1 within 300 steps, beyond that it "
    "is luck",
    "at 3 one of more than 0.1",
    long=True,
)
def rates_of_the_slider():
    found = {}
    for rate in (0.5, 1, 1.5, 2, 3, 5, 7, 8, 9):
        costs = nn_model(*moon(), 4, rate, 300, np.random.default_rng(0))[1]
        found[rate] = costs[-1], max(np.diff(costs))
    below = [rate for rate, (last, _) in found.items() if last < 0.1]
    rises = 0 < found[2][1] < 0.1 < found[3][1]
    return below == [1.5, 2, 3, 5, 8] and rises


def xor_costs(scale, steps=1500):
    return train_from(fresh(scale), CORNERS, XOR, 0.5, steps)[1]


@says(
    "xor is solved with 0.1, 0.5 and 1",
    "on xor the cost does not move in these 1500 steps, nor in ten times as many",
    long=True,
)
def how_small_is_small():
    solved = all(xor_costs(scale)[-1] < 0.1 for scale in (0.1, 0.5, 1))
    return solved and near(xor_costs(0.01, 15_000)[-1], math.log(2))


@says(
    "this training can look perfect, and only the gradient check finds the mistake",
    long=True,
)
def one_number_for_all_biases():
    X, Y = moon()
    start = fresh()
    for _ in range(4000):
        grads = slopes_of(start, X, Y)
        grads["db1"] = np.full((4, 1), grads["db1"].sum())
        start = update_parameters(start, grads, 0.5)
    grads = slopes_of(start, X, Y)
    wrong = {**grads, "db1": np.full((4, 1), grads["db1"].sum())}
    share = accuracy(forward_propagation(X, start)[0] > 0.5, Y)
    return (
        share > 0.99 and gradient_check(lambda p: cost_of(p, X, Y), start, wrong) > 1e-3
    )


@says("Twice as many steps, about half the error; not at a leap.")
def staircases():
    x = np.linspace(0, 1, 4001)

    def error(f, units):
        return abs(staircase(f, 0, 1, units, 2000)(x) - f(x)).max()

    def wave(x):
        return np.sin(2 * np.pi * x) + 0.5 * x

    def leap(x):
        return np.where(x < 0.43, 0.2, 1.0)

    halves = [error(wave, 2 * n) / error(wave, n) for n in (10, 20, 50)]
    return all(0.4 < half < 0.65 for half in halves) and error(leap, 100) > 0.3


@says("It rises where $wx+b=0$, at $x=-b/w$.")
def where_a_step_rises():
    return near(sigmoid(500 * 0.3 - 500 * 0.3), 0.5)


statements.cited(
    "to every *continuous* function on a *bounded, closed* set, if the activation is "
    "continuous and not a polynomial",
    "Leshno, Lin, Pinkus, Schocken, Neural Networks 6 (1993), 861-867, theorem 1",
)


@says("Two; 15 + 3 + 6 + 2 = 26.")
def quiz_parameters():
    return count_parameters([5, 3, 2]) == 26


@says("Half the distance, half the rise.")
def twice_as_many_steps():
    def wave(x):
        return np.sin(2 * np.pi * x) + 0.5 * x

    line = np.linspace(0, 1, 4001)
    errors = [
        abs(staircase(wave, 0, 1, n, 2000)(line) - wave(line)).max() for n in (20, 40)
    ]
    return 0.4 < errors[1] / errors[0] < 0.6


@says("the bias says how easily a unit fires")
def how_easily_a_unit_fires():
    bits, _ = parity(2)
    fired = [np.sum(np.ones((1, 2)) @ bits + b > 0) for b in (-1.5, -0.5, 0.5)]
    return fired == [1, 3, 4]


@says(
    "That is for 3-4-1.", "There are 4 · 3 in the first layer and 1 · 4 in the second"
)
def numbers_of_341():
    return count_parameters([3, 4, 1]) == 21 and 4 * 3 + 1 * 4 == 16
