"""What notebook 02 states, with its proof."""

import math
from functools import cache

import numpy as np

from nnlib.activations import sigmoid
from nnlib.datasets import cats, split, tumours
from nnlib.gradient_check import gradient_check
from nnlib.images import flatten_images
from nnlib.initializers import count_parameters
from nnlib.logistic import (
    gradients_one_loop,
    initialize_with_zeros,
    optimize,
    predict,
    propagate,
    report_on_tumours,
)
from nnlib.losses import compute_cost
from nnlib.metrics import accuracy
from nnlib.plotting import course
from nnlib.predictions import predictions
from nnlib.scaling import standardize

from .statements import Statements, near, passes

statements = Statements("02")
says = statements.says
TABLE = np.arange(12.0).reshape(3, 4)
ROW, COLUMN, FLAT = np.ones((1, 4)), np.ones((3, 1)), np.ones(3)


@cache
def the_tumours():
    """Give training and test tumours as the notebook has them, on one scale."""
    X, Y = tumours(features=("mean radius", "mean texture"))
    (train, Y_train), (test, Y_test) = split(
        X, Y, rng=np.random.default_rng(2), test_share=0.3
    )
    return standardize(train, train), Y_train, standardize(train, test), Y_test


@says(
    "has shape `(4,)` (1): the axis that you sum over disappears",
    "The axis of length 4 is summed over and disappears; three sums remain.",
    "The summed axis stays, with length 1: the three sums stand up.",
    "A column of means is stretched over the table (4)",
    "Both are stretched: each number of the column meets each one of the row.",
    "(1, 4) and (4, 1) are stretched.",
    "(1, 3) times (3, 4): the threes meet and vanish.",
)
def ten_shapes():
    found = (
        TABLE.sum(axis=0),
        TABLE.sum(axis=1),
        TABLE.sum(axis=1, keepdims=True),
        TABLE - TABLE.mean(axis=1, keepdims=True),
        COLUMN + ROW,
        ROW - ROW.T,
        COLUMN.T @ TABLE,
        TABLE @ ROW.T,
        FLAT.T,
    )
    told = [(4,), (3,), (3, 1), (3, 4), (3, 4), (4, 4), (1, 4), (3, 1), (3,)]
    asked = [predictions("02")[f"shape_{k}"].answer for k in (2, 3, 6, 7, 8)]
    shapes = [one.shape for one in found]
    return shapes == told and asked == [shapes[k] for k in (1, 2, 4, 5, 6)]


@says("means without `keepdims` are not (5), as the next cell shows")
def the_fifth_shape():
    try:
        TABLE - TABLE.mean(axis=1)
    except ValueError:
        return True
    return False


@says("0.5, and 0.12: the difference between 0.88 and 1.")
def sigmoid_of_minus_two():
    return near(
        [sigmoid(0.0), sigmoid(-2.0), 1 - sigmoid(2.0)], 0.5, 0.12, 0.12, digits=2
    )


@says("becomes the column 1, 0, 0, 0.4, 0.2, 0.2")
def picture_on_paper():
    image = np.array([[[[255, 0, 51], [0, 102, 51]]]], dtype=np.uint8)
    return near(flatten_images(image), 1, 0, 0, 0.4, 0.2, 0.2)


@says("16 · 3 = 48 features; green begins in row 16, blue in row 32.")
def where_colours_begin():
    image = np.zeros((1, 4, 4, 3), dtype=np.uint8)
    image[..., 1], image[..., 2] = 51, 102
    X = flatten_images(image)[:, 0]
    starts = [
        int(np.argmax(near_to)) for near_to in (np.isclose(X, 0.2), np.isclose(X, 0.4))
    ]
    return len(X) == 48 and starts == [16, 32]


@says("A picture of 64 × 64 pixels has 64 · 64 · 3 = 12288 features")
def features_of_pictures():
    return 64 * 64 * 3 == 12288 and 64 * 64 == 4096


@says(
    "The four become −1, −1, 1, 1",
    "the new value 9 lies three spreads above the mean: 3",
)
def standardised_on_paper():
    seen = np.array([[1.0, 1, 5, 5]])
    return near(standardize(seen, np.array([[1.0, 1, 5, 5, 9]])), -1, -1, 1, 1, 3)


@says("in training it becomes 0, and nothing becomes `nan`")
def a_feature_that_never_changes():
    seen = np.full((1, 4), 7.0)
    return near(standardize(seen, np.array([[7.0, 9.0]])), 0, 2)


@says(
    "The test examples come close to 0 and 1 without hitting them",
    "They are moved and stretched by numbers of the training examples.",
)
def scale_of_the_test_set():
    _, _, X, _ = the_tumours()
    off = np.abs([*X.mean(axis=1), *(X.std(axis=1) - 1)])
    return 0.001 < off.min() and off.max() < 0.25


@says("Knowing nothing costs log 2; being sure and right costs nothing.", "costs log 2")
def cost_of_knowing_nothing():
    Y = np.array([[1, 0, 1, 0]])
    found = compute_cost(np.full((1, 4), 0.5), Y), compute_cost(Y.astype(float), Y)
    return near(found, math.log(2), 0, digits=6)


@says("three good answers do not make up for one that is sure and wrong")
def one_sure_mistake():
    return compute_cost(
        np.array([[0.9, 0.1, 0.9, 0.99]]), np.array([[1, 0, 1, 0]])
    ) > math.log(2)


@says("a very sure neuron makes `A` exactly 1, and `0 * log(0)` is `nan`")
def nan_of_a_sure_answer():
    with np.errstate(all="ignore"):
        return sigmoid(40.0) == 1 and bool(np.isnan(0 * np.log(1 - sigmoid(40.0))))


@says("four answers of one half cost 1.04 in place of 0.69")
def symptom_of_the_missing_label():
    Y, A = np.array([[1, 0, 1, 0]]), np.full((1, 4), 0.5)
    return near(-np.mean(np.log(A) + (1 - Y) * np.log(1 - A)), 1.04, digits=2)


@says(
    "right as long as all labels are 1 and no answer is sure",
    "is right as long as all labels are 1",
)
def when_the_missing_label_is_right():
    A = np.array([[0.2, 0.9]])
    return near(-np.mean(np.log(A)), compute_cost(A, np.ones((1, 2))), digits=9)


@says("A square table, (n_x, n_x)")
def a_row_added_to_a_column():
    return (np.zeros((3, 1)) + np.ones(3) * 0.5).shape == (3, 3)


@says("The cost of one neuron has a single valley")
def the_cost_is_convex():
    rng = np.random.default_rng(0)
    X = the_tumours()[0]
    rows = np.vstack([X, np.ones(X.shape[1])])
    for _ in range(50):
        w, b = rng.normal(0, 3, (2, 1)), rng.normal(0, 3)
        A = sigmoid(w.T @ X + b)
        if np.linalg.eigvalsh(rows * (A * (1 - A)) @ rows.T).min() < -1e-9:
            return False
    return True


@says("One half: every score is 0.")
def zero_says_one_half():
    w, b = initialize_with_zeros(2)
    return set(sigmoid(w.T @ the_tumours()[0] + b).ravel()) == {0.5}


@says("$= -0.75$ and $db = 0$", "raising $w$ lowers the cost")
def gradient_on_paper():
    grads, _ = propagate(
        np.zeros((1, 1)), 0.0, np.array([[2.0, -1.0]]), np.array([[1, 0]])
    )
    return near([grads["dw"].item(), grads["db"]], -0.75, 0)


@says("The same: twice the sum, divided by twice as many.")
def every_example_twice():
    X, Y = np.array([[2.0, -1.0, 3.0]]), np.array([[1, 0, 0]])
    found = [
        propagate(np.ones((1, 1)), 0.5, np.tile(X, k), np.tile(Y, k)) for k in (1, 2)
    ]
    return near(found[0][0]["dw"], found[1][0]["dw"].item(), digits=12)


@says("Below 1e-7, gradient and cost belong together.")
def gradient_and_cost_belong_together():
    X, Y, *_ = the_tumours()
    point = {"w": np.array([[0.3], [-0.2]]), "b": 0.1}
    grads, _ = propagate(point["w"], point["b"], X, Y)
    return (
        gradient_check(lambda p: propagate(p["w"], p["b"], X, Y)[1], point, grads)
        < 1e-7
    )


@says("Three programs give the same gradient")
def loops_and_arrays_agree():
    X, Y = np.array([[1.0, 2.0, -1.0], [3.0, 0.5, -2.0]]), np.array([[1, 0, 1]])
    point = np.array([[0.3], [-0.2]]), 0.1
    (one, cost), (two, other) = (
        f(*point, X, Y) for f in (gradients_one_loop, propagate)
    )
    return np.allclose(one["dw"], two["dw"]) and near(
        [one["db"], cost], two["db"], other, digits=9
    )


@says("0.693, as in section 4: at zero every answer is 0.5.")
def first_cost():
    X, Y, *_ = the_tumours()
    return near(optimize(*initialize_with_zeros(2), X, Y, 0.5, 1)[2][0], 0.693)


@says("The side of 1: above score 0 the probability is above 0.5.")
def above_the_line():
    return near(predict(np.array([[1.0]]), 0.0, np.array([[0.3, -0.3]])), 1, 0)


@says("At exactly 0.5 either answer passes.")
def the_border_is_free():
    return passes(
        "02/predict",
        lambda w, b, X: (sigmoid(w.T @ X + b) >= 0.5).astype(int),
        lambda w, b, X: sigmoid(w.T @ X + b) > 0.5,
    )


@says(
    "0.9, and nothing: it misses every malignant one.", "three of five are right, 0.6"
)
def accuracies_on_paper():
    found = accuracy(np.zeros((1, 100)), np.eye(100)[:10].sum(axis=0, keepdims=True))
    five = accuracy(np.array([[1, 0, 1, 0, 0]]), np.array([[1, 0, 0, 1, 0]]))
    return near([found, five], 0.9, 0.6)


@says("After 1 step and after 200 the costs differ. The share is 0.538 both times.")
def symptom_of_the_clinic():
    X, Y, *_ = the_tumours()
    shares, costs = [], []
    for steps in (1, 200):
        params, _, found = optimize(*initialize_with_zeros(2), X, Y, 0.5, steps)
        said = sigmoid(params["w"].T @ X + params["b"]) > 0.5
        shares.append(np.mean(said == Y.T))
        costs.append(found[-1])
    return near(shares, 0.538, 0.538) and costs[1] < costs[0] / 2


@says("the share stayed below that of *always benign*")
def a_guess_is_better():
    return 0.538 < 1 - the_tumours()[1].mean()


@says("A smaller share says more about the report than about the neuron.")
def the_clinic_mended():
    X, Y, *_ = the_tumours()
    return report_on_tumours(X, Y, 0.5, 50)[0] > 1 - Y.mean()


@says("of two pictures, the one with the higher score has the negative with the lower")
def scores_of_negatives():
    rng = np.random.default_rng(1)
    w, one, other = rng.normal(size=(12, 1)), rng.random((12, 1)), rng.random((12, 1))
    before, after = (
        (w.T @ (one - other)).item(),
        (w.T @ ((1 - one) - (1 - other))).item(),
    )
    return near(before, -after, digits=9)


@says(
    "It knows the training pictures nearly by heart; on new ones it is far from "
    "perfect.",
    long=True,
)
def cats_by_heart():
    images, Y = cats(209, rng=np.random.default_rng(1001), size=32)
    new, Y_new = cats(500, rng=np.random.default_rng(5001), size=32)
    pixels = flatten_images(images)
    X = standardize(pixels, pixels)
    found, _, _ = optimize(np.zeros((3072, 1)), 0.0, X, Y, 0.01, 300)
    seen = accuracy(predict(found["w"], found["b"], X), Y)
    unseen = accuracy(
        predict(found["w"], found["b"], standardize(pixels, flatten_images(new))), Y_new
    )
    return seen > 0.97 and unseen < 0.85


@says("With more weights than pictures it can remember instead of learning")
def more_weights_than_pictures():
    return count_parameters([3072, 1]) > 209


@says("*192, and 193.*")
def quiz_features():
    return (8 * 8 * 3, count_parameters([192, 1])) == (192, 193)


@says(
    "*Stalled*: less than a tenth of the cost is gone.",
    "*Above its start*: at the end it is higher than it began.",
)
def four_rates():
    X, Y, _, _ = the_tumours()
    rates = (0.001, 1, 50, 200)
    runs = [optimize(*initialize_with_zeros(2), X, Y, one, 60)[2] for one in rates]
    told = ["stalled", "falling", "oscillating", "above its start"]
    return [course(costs) for costs in runs] == told


@says(
    "It does not **diverge**, that is, grow without bound: the slope has a largest "
    "value"
)
def no_rate_runs_away():
    X, Y, _, _ = the_tumours()
    costs = optimize(*initialize_with_zeros(2), X, Y, 200, 3000)[2]
    # |dw| is at most the mean of |x|, whatever w and b are
    steepest = np.mean(np.abs(X), axis=1, keepdims=True)
    far = [
        propagate(np.array([[a], [b]]), 0.0, X, Y)[0] for a, b in ((1e4, 0), (0, -1e4))
    ]
    bounded = all(np.all(np.abs(one["dw"]) <= steepest) for one in far)
    back_and_forth = near(costs[-1] - costs[-3], 0) and max(costs[-1000:]) < 4
    return bounded and back_and_forth


@says(
    "It gave 0.1 to label 1, and 0.9 to label 0: −log 0.1 = 2.3 or 0.105.",
    "In the product of weight and feature each feels the other: −3 · 0.2.",
)
def recalled_of_the_loops():
    return near([-math.log(0.1), -math.log(0.9), -3 * 0.2], 2.303, 0.105, -0.6)


@says(
    "With `.any()` all do; with `.all()` an array of very large and very small scores"
)
def deciding_once_for_an_array():
    Z = np.array([-1000.0, -40.0, 40.0, 1000.0])
    with np.errstate(all="ignore"):
        first, second = 1 / (1 + np.exp(-Z)), np.exp(Z) / (1 + np.exp(Z))
        low = np.exp(-np.abs(Z)) / (1 + np.exp(-np.abs(Z)))
    right = np.allclose(first, sigmoid(Z)) and np.allclose(low, sigmoid(-np.abs(Z)))
    return right and np.isnan(second).any()
