"""What notebook 04 states, with its proof."""

import math
from functools import cache
from itertools import pairwise

import numpy as np

from nnlib import fast
from nnlib.activations import activation, activation_slope
from nnlib.datasets import parity
from nnlib.deep import (
    gradient_of_four,
    linear_activation_backward,
    linear_activation_forward,
    linear_backward,
    model_backward,
    model_forward,
    train_deep,
)
from nnlib.depth import folded, parity_tree
from nnlib.gradient_check import gradient_check
from nnlib.initializers import (
    count_parameters,
    initialize_parameters_deep,
    parameter_shapes,
)
from nnlib.losses import compute_cost

from .statements import Statements, near

statements = Statements("04")
says = statements.says
SMALL = {
    "W1": np.array([[1.0, -2.0], [-1.0, 1.0]]),
    "b1": np.array([[1.0], [0.0]]),
    "W2": np.array([[2.0, -1.0], [-2.0, -1.0]]),
    "b2": np.array([[0.0], [0.0]]),
    "W3": np.array([[3.0, -1.0], [-1.0, 4.0]]),
    "b3": np.array([[-2.0], [2.0]]),
}
PAIR = np.array([[1.0, 0.0], [-1.0, 0.0]])


def drawn(dims, seed):
    """Draw parameters of spread 1."""
    rng = np.random.default_rng(seed)
    return {
        name: rng.normal(size=shape) for name, shape in parameter_shapes(dims).items()
    }, rng


def sigmoids(X, parameters, turned=False):
    """Pass through layers of sigmoids."""
    for layer in range(1, len(parameters) // 2 + 1):
        W = parameters[f"W{layer}"]
        X = activation("sigmoid", (W.T if turned else W) @ X + parameters[f"b{layer}"])
    return X


@says(
    "44 weights and 12 biases, 56 numbers to learn",
    "51 weights and 15 biases make 66 parameters.",
)
def parameters_of_two_networks():
    dims = [3, 4, 5, 2, 1], [2, 3, 5, 4, 2, 1]
    return [count_parameters(one, bias) for one in dims for bias in (False, True)] == [
        44,
        56,
        51,
        66,
    ]


@says("two units in each layer, 18 parameters")
def parameters_of_the_small_one():
    return count_parameters([2, 2, 2, 2]) == 18


@says(
    "The small network gives 0.62, 0.83 and 0.51, 0.85",
    "with W.T it gives 0.58, 0.90 and 0.40, 0.91",
)
def the_small_network():
    found = sigmoids(PAIR, SMALL), sigmoids(PAIR, SMALL, turned=True)
    right, wrong = ([*one[:, 0], *one[:, 1]] for one in found)
    return near(right, 0.62, 0.83, 0.51, 0.85, digits=2) and near(
        wrong, 0.58, 0.90, 0.40, 0.91, digits=2
    )


@says(
    "The sigmoid: about 0.98 and 0.12. A relu: 4 and 0.",
    "the first layer above has $Z = [4, -2]$",
)
def the_first_layer():
    Z = SMALL["W1"] @ PAIR[:, :1] + SMALL["b1"]
    found = [*Z, *activation("sigmoid", Z), *activation("relu", Z)]
    return near(found, 4, -2, 0.98, 0.12, 4, 0, digits=2)


@says("$\\;dA_{prev} = [\\,2-0\\;\\;\\;2-2\\,] = [\\,2\\;\\;0\\,]$")
def linear_backward_on_paper():
    above = np.array([[1.0, 1.0], [0.0, 2.0]])
    cache = np.array([[1.0, 3.0]]), np.array([[2.0], [-1.0]]), np.zeros((2, 1))
    dA, dW, db = linear_backward(above, cache)
    return near([*dW, *db, *dA[0]], 2, 3, 1, 1, 2, 0)


@says("$[\\,{-2}\\;\\;0\\,]$. One unit, two examples: for the first it was active")
def relu_on_paper():
    return near(
        np.array([-2, 5]) * activation_slope("relu", np.array([3.0, -1.0])), -2, 0
    )


@says("the steepest slope is 1/4, so five leave less than a thousandth")
def five_sigmoids():
    return (
        activation_slope("sigmoid", np.array([0.0])).item() == 0.25
        and 0.25**5 < 0.001 < 0.25**4
    )


@says("divides by 0 as soon as an answer is exactly 0 or 1")
def the_long_form_divides_by_zero():
    with np.errstate(all="ignore"):
        A, Y = np.array([1.0, 0.0]), np.array([1.0, 0.0])
        return not np.isfinite(-Y / A + (1 - Y) / (1 - A)).all()


@says("Even in three layers the derivatives shrink on their way down.")
def derivatives_shrink():
    sizes, caches, A = [], [], PAIR
    for layer in (1, 2, 3):
        A, cache = linear_activation_forward(
            A, SMALL[f"W{layer}"], SMALL[f"b{layer}"], "sigmoid"
        )
        caches.append(cache)
    down = linear_backward(A - np.eye(2), caches[2][0])
    for layer in (3, 2, 1):
        sizes.append(np.mean(np.abs(down[1])))
        if layer > 1:
            down = linear_activation_backward(down[0], caches[layer - 2], "sigmoid")
    return sizes[0] > sizes[1] > sizes[2]


@says("$(9.61 - 8.41)/0.2 = 6$, the exact slope. One-sided, $(9.61 - 9)/0.1 = 6.1$.")
def nudges_on_paper():
    return near([(3.1**2 - 2.9**2) / 0.2, (3.1**2 - 9) / 0.1], 6, 6.1)


@says("Between $10^{-3}$ and $10^{-7}$ there is a broad valley.")
def the_best_nudge():
    def off(eps):
        rise = activation("sigmoid", np.array([1 + eps])) - activation(
            "sigmoid", np.array([1 - eps])
        )
        return abs(
            rise / (2 * eps) - activation_slope("sigmoid", np.array([1.0]))
        ).item()

    inside = [off(10.0**-k) for k in (3, 5, 7)]
    return max(inside) < min(off(1e-1), off(1e-9), off(1e-12)) < 1e-4


@says("the right gradient differs by 0.05 to 0.33 in ten starts of section 9")
def a_kink():
    X, Y, found = *parity(2), []
    for seed in range(10):
        start = initialize_parameters_deep([2, 4, 1], np.random.default_rng(seed))
        AL, caches = model_forward(X, start)
        grads = model_backward(AL, Y, caches)
        found.append(
            gradient_check(
                lambda p: compute_cost(model_forward(X, p)[0], Y), start, grads
            )
        )
    return near([min(found), max(found)], 0.05, 0.33, digits=2)


@says(
    "Layer 3 has not noticed: on the way back it comes first.",
    "Layer 2 and everything below are wrong.",
)
def a_forgetful_pass():
    tried, rng = drawn([3, 5, 4, 2], 8)
    X, Y = rng.normal(size=(3, 6)), rng.integers(0, 2, (2, 6)).astype(float)
    AL, caches = model_forward(X, tried)
    right = model_backward(AL, Y, caches)
    dA, dW3, _ = linear_backward(AL - Y, caches[2][0])
    dA, dW2, _ = linear_backward(dA, caches[1][0])
    dW1 = linear_activation_backward(dA, caches[0], "relu")[1]
    return [
        np.allclose(one, right[f"dW{k}"]) for k, one in ((3, dW3), (2, dW2), (1, dW1))
    ] == [True, False, False]


@says(
    "Twice 1/m makes a derivative 6 times too small here. It differs by 5/7",
    "A flipped sign shows as a difference of exactly 1.",
)
def what_other_slips_show():
    g = np.array([1.0, -2.0, 0.5])
    apart = [
        np.linalg.norm(g - h) / (np.linalg.norm(g) + np.linalg.norm(h))
        for h in (g / 6, -g)
    ]
    return near(apart, 5 / 7, 1)


@says("All of them: each has the shape (4, 4).")
def the_clinic_mended():
    four, rng = drawn([4] * 4, 4)
    X, Y = rng.normal(size=(4, 6)), rng.integers(0, 2, (4, 6)).astype(float)

    def cost(p):
        A = X
        for layer, name in ((1, "tanh"), (2, "tanh"), (3, "sigmoid")):
            A = activation(name, p[f"W{layer}"] @ A + p[f"b{layer}"])
        return compute_cost(A, Y)

    grads = gradient_of_four(X, Y, four)
    return grads["dW2"].shape == (4, 4) and gradient_check(cost, four, grads) < 1e-7


def spreads(widths, spread, seed=0, lowest=0.0):
    """Give the spread of A of each layer, a relu or one that stops nothing."""
    rng = np.random.default_rng(seed)
    A, found = rng.normal(size=(widths[0], 200)), []
    for before, after in pairwise(widths):
        W = spread(after, before) * rng.normal(size=(after, before))
        A = np.maximum(lowest, W @ A)
        found.append(float(A.std()))
    return found


SEVEN, NARROW = [64] * 8, [512, 256, 128, 64, 32, 16]
NO_BEND = {"lowest": -math.inf}


@says(
    "Right starts keep all four rows between 0.4 and 1.5, Xavier's near 1.",
    "With He's they keep their size.",
)
def right_starts_keep_the_size():
    he, xavier = (
        [one for widths in (SEVEN, NARROW) for one in spreads(widths, spread, **bend)]
        for spread, bend in (
            (lambda n, k: math.sqrt(2 / k), {}),
            (lambda n, k: math.sqrt(1 / k), NO_BEND),
        )
    )
    return all(0.4 < one < 1.5 for one in he) and all(0.8 < x < 1.25 for x in xavier)


@says("Whoever mends the root alone sees the rows of narrowing layers grow")
def units_of_the_layer():
    he = spreads(NARROW, lambda n, k: math.sqrt(2 / n))
    xavier = spreads(NARROW, lambda n, k: math.sqrt(1 / n), **NO_BEND)
    return all(np.all(np.diff(row) > 0) for row in (he, xavier))


@says("whoever mends the units alone sees all rows fall")
def no_root():
    return all(
        np.all(np.diff(row) < 0)
        for widths in (SEVEN, NARROW)
        for row in (
            spreads(widths, lambda n, k: 2 / k),
            spreads(widths, lambda n, k: 1 / k, **NO_BEND),
        )
    )


@says(
    "about $0.01\\sqrt{32} \\approx 0.06$, so about $10^{-9}$",
    "About $10^{-9}$: each layer multiplies them by about $0.01",
    "With 0.01 the signal dies on its way up",
)
def too_small():
    row = spreads(SEVEN, lambda n, k: 0.01)
    return near(0.01 * math.sqrt(32), 0.06, digits=2) and 1e-10 < row[-1] < 1e-8


@says(
    "With 1 both explode.",
    "relu activations shrink to about 0.7 from layer to layer",
)
def too_large_and_xavier():
    large, xavier = (
        spreads(SEVEN, f) for f in (lambda n, k: 1.0, lambda n, k: math.sqrt(1 / k))
    )
    shrinks = (xavier[-1] / xavier[0]) ** (1 / (len(xavier) - 1))
    return large[-1] > 1e4 and near(shrinks, 0.7, digits=1)


@says('two step units, "at least one" (bias −0.5) and "both" (bias −1.5)')
def an_xor_gate():
    bits, odd = parity(2)
    sums = bits.sum(axis=0)
    return np.array_equal(((sums > 0.5) - 2.0 * (sums > 1.5) > 0.5), odd[0] == 1)


@says("A tree of xor gates can tell")
def seven_gates():
    return parity_tree([1, 0, 1, 1, 0, 0, 0, 0]) == (1, 7, 3)


@says("for eight bits they need $2^7 = 128$ ANDs")
def as_many_ands_as_odd_inputs():
    bits, odd = parity(8)
    places = 2 ** np.arange(8) @ bits.astype(int)
    by_number = dict(zip(places.tolist(), odd[0].tolist(), strict=True))
    # Each neighbour of an odd input is even, so an AND can cover one odd input only.
    alone = all(
        by_number[n ^ (1 << k)] != by_number[n] for n in by_number for k in range(8)
    )
    return alone and int(odd.sum()) == 128


@says("Unit $j$ fires if at least $j$ bits are set")
def eight_units_count():
    bits, odd = parity(8)
    fired = (bits.sum(axis=0) >= np.arange(1, 9).reshape(8, 1)).astype(float)
    signs = np.array([[1, -1] * 4])
    return np.array_equal((signs @ fired - 0.5 > 0), odd == 1)


@says(
    "It rises from 0 to 1 and comes back.",
    "$k$ layers with $2k$ relu units make $2^k$ pieces.",
)
def folds():
    def pieces(k):
        h = folded(np.linspace(0, 1, 2**k * 8 + 1), k)
        return 1 + int(np.sum(np.diff(np.sign(np.diff(h))) != 0))

    return near(folded(np.array([0, 0.5, 1]), 1), 0, 1, 0) and [
        pieces(k) for k in range(1, 7)
    ] == [2, 4, 8, 16, 32, 64]


statements.cited(
    "makes at most $N + 1$, since each unit adds one bend; so it needs at least",
    "a relu unit of one input has one kink, and a sum of such units is linear between "
    "them; Telgarsky, arXiv:1509.08101",
)
statements.cited(
    "if it is wide enough, comes as near as you like to any continuous function on "
    "a bounded closed set",
    "Leshno, Lin, Pinkus, Schocken, Neural Networks 6 (1993), 861-867, theorem 1",
)


@says("their means differ by less than their spread")
def the_stored_table():
    one = [94.8, 96.7, 95.8, 93.1, 94.1, 95.6, 90.7, 95.3]
    three = [94.8, 92.1, 94.4, 91.7, 96.6, 92.4, 96.1, 95.9]
    apart = abs(np.mean(one) - np.mean(three))
    return apart < min(np.std(one, ddof=1), np.std(three, ddof=1))


@cache
def solved(hidden):
    """Count the starts of eight from which parity of six bits is learned."""
    bits, odd = parity(6)
    return sum(learned(2 * bits - 1, odd, [6, *hidden, 1], seed) for seed in range(8))


def learned(X, Y, dims, seed):
    start = initialize_parameters_deep(dims, np.random.default_rng(seed), "xavier")
    found, _ = fast.descend(X, Y, start, 1.0, 1500, hidden="tanh")
    A = X
    for layer in range(1, len(dims)):
        name = "sigmoid" if layer == len(dims) - 1 else "tanh"
        A, _ = linear_activation_forward(
            A, found[f"W{layer}"], found[f"b{layer}"], name
        )
    return bool(np.all((A > 0.5) == (Y == 1)))


@says(
    "training hardly ever finds it",
    "At about an equal number of parameters, width does at least as well",
)
def depth_and_width():
    shallow, deep, wide = solved((6,)), solved((6, 6)), solved((12,))
    close = abs(count_parameters([6, 6, 6, 1]) - count_parameters([6, 12, 1])) <= 6
    return shallow <= 1 and min(deep, wide) >= 4 and close


@says(
    "How many parameters does it have? 24 + 15 + 8 = 47.",
    "$\\sqrt{2/100} \\approx 0.14$",
)
def quiz_numbers():
    return count_parameters([5, 4, 3, 2]) == 47 and near(
        math.sqrt(2 / 100), 0.14, digits=2
    )


@says("So the mean of $z^2$ is $n\\,s^2$ times the mean of $x^2$.")
def size_of_a_sum():
    rng = np.random.default_rng(0)
    x, w = rng.normal(1, 2, (40, 4000)), rng.normal(0, 0.3, (200, 40))
    return near(np.mean((w @ x) ** 2) / (40 * 0.3**2 * np.mean(x**2)), 1, digits=1)


@says("Relu turns every negative $z$ into 0, and half of the mean square goes with it.")
def half_of_the_square():
    z = np.random.default_rng(0).normal(size=100_000)
    return near(np.mean(np.maximum(0, z) ** 2) / np.mean(z**2), 0.5, digits=2)


@says("so one example pushes all weights of a unit the same way")
def all_the_same_way():
    rng = np.random.default_rng(0)
    dW = rng.normal(size=(7, 1)) @ rng.random((1, 50))
    return bool(np.all(np.sign(dW) == np.sign(dW[:, :1])))


@says(
    "one of the three that layer 1 has in every step. With 3,072 features that is "
    "about a third of all the work."
)
def a_third_is_not_read():
    sizes = [k * n for k, n in pairwise([3072, 20, 7, 5, 1])]
    return near(sizes[0] / (3 * sum(sizes)), 1 / 3, digits=2)


@says(
    "$X^TX$ is 209 by 209 and never changes.",
    "the same numbers, up to rounding",
    "$W^{[1]}X$ is $W_0X + S\\,(X^TX)$",
    "adds 1 to every entry of $X^TX$",
)
def the_same_by_the_gram_matrix():
    rng, dims = np.random.default_rng(0), [3072, 20, 7, 5, 1]
    X = rng.normal(size=(3072, 209))
    Y = (rng.random((1, 209)) < 0.5).astype(float)
    first = fast._Gram(rng.normal(size=(20, 3073)), X)
    S = rng.normal(size=(20, 209))
    expected = np.hstack(
        [first.W[:, :-1] + S @ X.T, first.W[:, -1:] + S.sum(1)[:, None]]
    )
    for function, arguments in first.step(S, None):
        function(*arguments)
    plain, _ = train_deep(X, Y, dims, 0.01, 5, rng=np.random.default_rng(1))
    found, _ = fast.train_deep(X, Y, dims, 0.01, 5, rng=np.random.default_rng(1))
    return (
        first.K.shape == (209, 209)
        and np.allclose(first.Z, expected[:, :-1] @ X + expected[:, -1:])
        and np.allclose(first.weights(), expected)
        and np.allclose(found["W1"], plain["W1"], rtol=0, atol=1e-12)
    )
