"""What notebook 00 states, with its proof."""

import numpy as np

from nnlib.datasets import house_prices, tumour_sizes
from nnlib.graph import graph_backward, graph_forward
from nnlib.slopes import (
    descend,
    fit_by_walking,
    fit_line,
    line_threshold,
    numerical_slope,
    search_cost,
    squared_loss,
)

from .statements import Statements, near

statements = Statements("00")
says = statements.says
SIZES, KINDS = (row[0] for row in tumour_sizes())
LINE = fit_line(SIZES, KINDS)


def wrong_by(line, sizes, kinds):
    """List the sizes that a line judges wrongly."""
    judged = line[0] + line[1] * sizes > 0.5
    return sizes[judged != (kinds == 1)].tolist()


def with_outlier(size):
    """Fit the tumours and one more."""
    X, Y = tumour_sizes(outlier=size)
    return fit_line(X[0], Y[0]), X[0], Y[0]


@says("Twice as far off costs four times as much.")
def loss_of_twice_the_distance():
    return squared_loss(4, 0) == 4 * squared_loss(2, 0)


@says("lowest point at the truth")
def lowest_at_the_truth():
    a = np.linspace(-5, 5, 1001)
    return all(near(a[np.argmin(squared_loss(a, y))], y) for y in (1, 3))


@says("the difference is 3, its square 9, and $L = 4.5$")
def squared_loss_on_paper():
    return squared_loss(5, 2) == 4.5


@says("The guess misses one tumour.")
def the_guess_misses_one():
    return wrong_by((-0.6, 0.2), SIZES, KINDS) == [5]


@says("By $0.5 / 0.25 = 2$, to $x = 8$")
def a_higher_level():
    return [line_threshold(-1, 0.25, level) for level in (0.5, 1)] == [6, 8]


@says("The line passes through the point of the means.")
def through_the_means():
    return near(LINE[0] + LINE[1] * SIZES.mean(), KINDS.mean(), digits=12)


@says("So $\\theta_1 = 1.25$, and $\\theta_0$ is $3 - 1.25 \\cdot 2 = 0.5$.")
def line_on_paper():
    return near(fit_line(np.array([0, 2, 4]), np.array([1, 2, 6])), 0.5, 1.25)


@says("Both, by the factor 100.")
def prices_in_cents():
    (areas,), (prices,) = (house_prices()[0][:1], house_prices()[1])
    return np.allclose(
        fit_line(areas, 100 * prices), 100 * np.array(fit_line(areas, prices))
    )


@says(
    "Only the fourth home has a different number of bedrooms.", "fit meets it exactly"
)
def the_fourth_home():
    houses, prices = house_prices()
    rows = np.vstack([np.ones(4), houses])
    theta = np.linalg.lstsq(rows.T, prices[0], rcond=None)[0]
    one_apart = (
        houses[1].tolist().count(houses[1][0]) == 3 and houses[1][3] != houses[1][0]
    )
    return one_apart and near((theta @ rows)[3], prices[0, 3], digits=6)


@says("All eight are judged correctly.")
def all_eight_right():
    return wrong_by(LINE, SIZES, KINDS) == []


@says(
    "a line runs on above 1 and below 0", "it says -0.167 at size 1 and 1.167 at size 8"
)
def no_probability():
    return near([LINE[0] + LINE[1] * x for x in (1, 8)], -0.167, 1.167)


@says("The old line gets it right with ease.", "Now the tumour of size 5 is missed.")
def one_far_right():
    old = all(LINE[0] + LINE[1] * size > 2 for size in (20, 30, 40))
    return old and all(wrong_by(*with_outlier(size)) == [5] for size in (20, 30, 40))


@says("5.27, 5.55, 5.73")
def the_border_moves():
    found = [line_threshold(*with_outlier(size)[0]) for size in (20, 30, 40)]
    return near(found, 5.27, 5.55, 5.73, digits=2)


@says("The sigmoid stays between 0 and 1. It is one half at z = 0.")
def half_of_tanh_is_the_sigmoid():
    z = np.linspace(-6, 6, 101)
    drawn = 0.5 + 0.5 * np.tanh(z / 2)
    inside = 0 < drawn.min() and drawn.max() < 1 and near(drawn[50], 0.5)
    return inside and np.allclose(drawn, 1 / (1 + np.exp(-z)))


@says("Measured, it is 0.001 more.", "4.004001")
def slope_of_the_square():
    rise = [((a + 0.001) ** 2 - a**2) / 0.001 for a in (2, 5)]
    return near(rise, 4.001, 10.001, digits=6) and near(2.001**2, 4.004001, digits=9)


@says("That is exact for straight lines only.")
def other_curves_are_not_exact():
    line = [3 * (a + 0.5) - 3 * a == 3 * 0.5 for a in (0, 1, 2)]
    return all(line) and (2.5**2 - 2**2) != 4 * 0.5


@says("makes the one-sided error about ten times smaller, and yours a hundred times")
def errors_of_nudges():
    def cube(a):
        return a**3

    steps = (0.1, 0.01, 0.001)
    one = [(cube(2 + eps) - cube(2)) / eps - 12 for eps in steps]
    both = [numerical_slope(cube, 2, eps) - 12 for eps in steps]
    ratios = [a[0] / a[1] for a in (one, both)] + [a[1] / a[2] for a in (one, both)]
    return np.allclose(ratios, [10, 100, 10, 100], rtol=0.06)


@says("To the right only: 12.61, off by 0.61.", "The rise is 2.402, the run 0.2")
def to_one_side():
    return near([(2.1**3 - 8) / 0.1, 2.1**3 - 1.9**3], 12.61, 2.402)


@says("For $L = \\tfrac12 (a - y)^2$ it is $a - y$")
def slope_of_the_loss():
    return all(
        near(numerical_slope(lambda t: squared_loss(t, 1), a), a - 1) for a in (-1, 3)
    )


@says("each further weight multiplies the time by 1000", "not $10^{27}$ points")
def all_combinations():
    points = [search_cost(n)["points"] for n in (1, 2, 3, 9)]
    return points == [10**3, 10**6, 10**9, 10**27]


@says("Nine weights: about 1.3 million times a billion years.")
def nine_weights():
    return near(search_cost(9)["years"] / 1e15, 1.3, digits=1)


@says(
    "it ends at a **minimum**, whose height need not be 0",
    "goes to the lowest point, here 1",
)
def the_valley_of_the_text():
    end = descend(lambda w: 2 * (w - 1), -1.0, learning_rate=0.3, num_iterations=60)[-1]
    return near([end, (end - 1) ** 2 + 1], 1, 1, digits=9)


@says(
    "First step: $4 - 0.25 \\cdot 8 = 2$.", "In this path the steps are 2, 1 and 0.5."
)
def steps_on_paper():
    return descend(lambda w: 2 * w, 4, 0.25, 3) == [4, 2, 1, 0.5]


@says("With too large a rate each step jumps over the valley and lands higher")
def too_large_a_rate():
    path = np.array(descend(lambda w: 2 * (w - 1), -1.5, 1.1, 6)) - 1
    return bool(np.all(path[1:] * path[:-1] < 0) and np.all(np.diff(abs(path)) > 0))


@says("its cost depends on $\\theta_1$ alone")
def twenty_steps_find_the_slope():
    def cost(theta1):
        answers = KINDS.mean() + theta1 * (SIZES - SIZES.mean())
        return squared_loss(answers - KINDS, 0).mean()

    path = descend(lambda t: numerical_slope(cost, t), -0.2, 0.1, 20)
    return near(path[-1], LINE[1], digits=5)


@says(
    "Each is a **local minimum**: the lowest point of its own valley.",
    "Only one is the **global minimum**, the lowest of all.",
    "With short steps, a walk ends in the valley that it starts in.",
)
def two_valleys():
    x, y = np.array([-2, -0.5, 2, 50]), np.array([1, 0, 0, 1])

    def cost(w):
        return float(np.mean(0.5 * (0.5 + 0.5 * np.tanh(w * x / 2) - y) ** 2))

    def slope(w):
        return numerical_slope(cost, w)

    ends = [descend(slope, w0, 0.2, 1000)[-1] for w0 in (-1.5, 1.0)]
    costs = [*map(cost, ends)]
    lowest = min(map(cost, np.linspace(-5, 5, 2001)))
    between = max(map(cost, np.linspace(*ends, 200)))  # the ridge of two valleys
    shown = near(ends, -0.885, 0.044) and near(costs, 0.177, 0.100)
    return shown and between > max(costs) and lowest > min(costs) - 1e-4


def handed_out():
    """Walk with the slopes of the start, as the clinic does."""

    def cost(theta0, theta1):
        return squared_loss(theta0 + theta1 * SIZES - KINDS, 0).mean()

    slopes = (
        numerical_slope(lambda t: cost(t, 0), 0),
        numerical_slope(lambda t: cost(0, t), 0),
    )
    places = [(-0.02 * k * slopes[0], -0.02 * k * slopes[1]) for k in range(8)]
    return [cost(*place) for place in places], [place[1] for place in places]


@says(
    "costs 0.250, 0.091, 0.045, then up again, 0.113, 0.295, 0.590, 0.999, 1.522",
    "theta1 moves by 0.065 in every step",
)
def symptom_of_the_clinic():
    costs, places = handed_out()
    told = (0.250, 0.091, 0.045, 0.113, 0.295, 0.590, 0.999, 1.522)
    return near(costs, *told) and near(np.diff(places), *[0.065] * 7)


@says(
    "Mended, the walk is at $\\theta_1 = 0.0650$ after one step, at 0.1243 after seven",
    "Mended, the costs end at 0.044.",
)
def the_clinic_mended():
    _, theta1, costs = fit_by_walking(SIZES, KINDS, 0.02, 7)
    first = fit_by_walking(SIZES, KINDS, 0.02, 1)[1]
    return near([first, theta1], 0.065, 0.1243, digits=4) and near(costs[-1], 0.044)


@says("some 2000 such steps lead to the 0.190 of the formula", long=True)
def two_thousand_steps():
    return near(fit_by_walking(SIZES, KINDS, 0.02, 2000)[1], 0.190) and near(
        LINE[1], 0.190
    )


@says("which rates get this walk down? 0.075 does, 0.08 does not.")
def rates_of_the_walk():
    costs = [fit_by_walking(SIZES, KINDS, rate, 60)[2] for rate in (0.075, 0.08)]
    return costs[0][-1] < costs[0][0] < costs[1][-1]


@says("$u = 3 \\cdot 2 = 6$, $v = 5 + 6 = 11$, $J = 3 \\cdot 11 = 33$")
def the_graph_forward():
    return graph_forward(5, 3, 2) == {"u": 6, "v": 11, "J": 33}


@says("J grows by 0.006", "In a product it is the *other* factor.")
def a_nudge_of_b():
    J = graph_forward(5.0, 3.001, 2.0)["J"] - 33
    local = {"J": {"v": 3}, "v": {"a": 1, "u": 1}, "u": {"b": 2, "c": 3}}
    found = graph_backward(local)
    return near(J, 0.006, digits=9) and (found["db"], found["dc"]) == (6, 9)


@says("$db = 20 \\cdot (-1) = -20$", "`da` is 10 and `dc` is 6")
def the_graph_backward():
    local = {"J": {"v": 2}, "v": {"a": 5, "u": 10}, "u": {"b": -1, "c": 0.3}}
    found = graph_backward(local)
    return near([found[name] for name in ("db", "da", "dc")], -20, 10, 6)


@says(
    "$3 \\cdot 16 = 48$, and $3 \\cdot 4096 = 12288$",
    "red ends at $R_{4096}$, not at $R_{64}$",
)
def features_of_pictures():
    return (3 * 4 * 4, 3 * 64 * 64, 64 * 64) == (48, 12288, 4096)


@says("The column: 1, 0, 0, 0.4, 0.2, 0.2.")
def picture_on_paper():
    image = np.array([[[255, 0, 51], [0, 102, 51]]]) / 255
    return near(image.transpose(2, 0, 1).ravel(), 1, 0, 0, 0.4, 0.2, 0.2)


@says(
    "reaches $J$ through $u$, times $4 \\cdot 2 = 8$, and through $v$, times "
    "$6 \\cdot 1 = 6$",
    "J grows by what comes through u, and by what comes through v: they add.",
    "at the fork the two ways add up to 14",
)
def two_ways_add_up():
    def J(a, through_u=True, through_v=True):
        return 2 * (a if through_u else 3) * ((a if through_v else 3) + 1)

    both = numerical_slope(J, 3.0)
    alone = [
        numerical_slope(lambda a: J(a, through_v=False), 3.0),
        numerical_slope(lambda a: J(a, through_u=False), 3.0),
    ]
    return near([both, *alone], 14, 8, 6) and near(J(3), 24)


@says("$\\theta_0$ its **intercept**, the height at $x = 0$")
def height_at_zero():
    theta0, theta1 = fit_line(np.array([0.0, 2.0, 4.0]), np.array([1.0, 2.0, 6.0]))
    return near([theta0 + theta1 * 0, theta0], 0.5, 0.5)


statements.cited(
    "Donald Knuth warned programmers against premature optimisation. He meant small "
    "gains.",
    'D. Knuth, "Structured Programming with go to Statements", 1974: we should forget '
    "about small efficiencies, say about 97 % of the time",
)
