"""What may be said of a place, and when the check is silent."""

from dataclasses import replace

import pytest

from nnlib.check import LocalRunner, evaluate, pointed
from nnlib.check.pointing.families import FAMILIES
from nnlib.check.pointing.search import Search
from nnlib.exercises import evaluate as evaluated
from nnlib.exercises import get

RIGHT_DB = """
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    dZ = A - Y
    dw = np.dot(X, dZ.T) / m
    db = {db}
    return {{"dw": dw, "db": db}}, compute_cost(A, Y)
"""


def place_of(verdict):
    """Return what is said of a place; None if nothing is."""
    return next((one.about for one in verdict.facts if one.kind == "pointed"), None)


def test_a_single_line_is_quoted_with_a_question(written):
    found = evaluated(
        "02/propagate", written(RIGHT_DB.format(db="np.sum(dw) / m"), "02")
    )
    said = place_of(found)
    assert said["lines"] == [6] and said["quoted"] == ["db = np.sum(dw) / m"]
    begins = "One small change in line 6 makes db come out right in every case"
    assert said["text"].startswith(
        f"{begins}, with cost and dw still right. So far it reads "
    )
    assert said["question"] and "dZ" not in said["text"] + said["question"]


def test_a_name_is_joined_by_its_place_and_keeps_its_question(written):
    found = evaluated(
        "02/propagate", written(RIGHT_DB.format(db="np.sum(A - dZ) / m"), "02")
    )
    half = evaluated(
        "00/squared_loss",
        written("def squared_loss(a, y):\n    return (a - y) ** 2", "00"),
    )
    assert half.diagnosis and place_of(half)["lines"] == [2]
    assert place_of(half)["question"] == ""
    assert found.status == "partial"


def test_two_lines_that_would_each_do_are_both_named(written):
    text = "def propagate(w, b, X, Y):\n    Z = np.dot(w.T, X)\n    A = sigmoid(Z)\n"
    text += "    dZ = A - Y\n    dw = np.dot(X, dZ.T) / X.shape[1]\n"
    text += '    return {"dw": dw, "db": np.mean(dZ)}, compute_cost(A, Y)'
    function = written(text, "02")
    exercise = get("02/propagate")
    found = evaluate(exercise, LocalRunner(function), seed=0)
    unnamed = replace(found, diagnosis=None)
    said = place_of(pointed(exercise, function, unnamed, seed=0))
    assert said["lines"] == [2, 3] and "one of two lines" in said["text"]
    # Of a mistake that has a name, a place is said only if there is one.
    assert (
        found.diagnosis and place_of(pointed(exercise, function, found, seed=0)) is None
    )


TURNS = """
def parameter_shapes(layer_dims):
    shapes, layers = {}, len(layer_dims) - 1
    for l in range(1, layers):
        shapes[f"W{l}"] = (layer_dims[l], layer_dims[l - 1])
        shapes[f"b{l}"] = (layer_dims[l], 1)
    return shapes
"""


def test_a_count_is_not_blamed_where_the_turns_of_its_loop_may_be_wrong(written):
    function, exercise = written(TURNS, "04"), get("04/parameter_shapes")
    found = evaluate(exercise, LocalRunner(function), seed=0)
    unnamed = replace(found, diagnosis=None)
    assert place_of(pointed(exercise, function, unnamed, seed=0))["lines"] == [2, 3]
    assert place_of(pointed(exercise, function, found, seed=0)) is None


CHAIN = """
def graph_backward(local):
    dv = local["J"]["v"]
    du = dv * local["v"]["u"]
    da = dv * local["v"]["a"]
    db = du * local["u"]["{b}"]
    dc = du * local["u"]["{c}"]
    return {{"dv": dv, "du": du, "da": da, "db": {db}, "dc": {dc}}}
"""


def test_a_line_that_gives_each_name_back_in_its_place_is_not_blamed(written):
    above = CHAIN.format(b="c", c="b", db="db", dc="dc")
    returned = CHAIN.format(b="b", c="c", db="dc", dc="db")
    found = [
        evaluated("00/graph_backward", written(x, "00")) for x in (above, returned)
    ]
    assert place_of(found[0]) is None and place_of(found[1])["lines"] == [7]


MEAN_LACKING = {
    "02/propagate": "def propagate(w, b, X, Y):\n    A = sigmoid(w.T @ X + b)\n"
    "    dZ = A - Y\n    dw = X @ dZ.T\n    db = np.sum(dZ)\n"
    '    return {"dw": dw, "db": db}, compute_cost(A, Y)',
    "03/backward_propagation": "def backward_propagation(parameters, cache, X, Y):\n"
    '    A1, m = cache["A1"], X.shape[1]\n    dZ2 = cache["A2"] - Y\n'
    '    dZ1 = parameters["W2"].T @ dZ2 * (1 - A1**2)\n'
    "    dW1 = dZ1 @ X.T\n    db1 = np.sum(dZ1, axis=1, keepdims=True)\n"
    "    dW2 = dZ2 @ A1.T / m\n    db2 = np.sum(dZ2, axis=1, keepdims=True) / m\n"
    '    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}',
}


@pytest.mark.parametrize("id", MEAN_LACKING)
def test_a_mean_that_several_outputs_lack_is_not_sent_into_what_they_share(written, id):
    found = evaluated(id, written(MEAN_LACKING[id], id[:2]))
    assert found.diagnosis.endswith("no_mean") and place_of(found) is None


def test_nothing_is_said_of_a_right_function_and_nothing_is_searched(
    written, monkeypatch
):
    monkeypatch.setattr(Search, "begin", lambda self: pytest.fail("a search"))
    right = written(RIGHT_DB.format(db="np.sum(dZ) / m"), "02")
    assert evaluated("02/propagate", right).status == "passed"


def test_a_function_of_hers_that_has_not_passed_keeps_the_search_silent(written):
    mine = written("def sigmoid(Z):\n    return 1 / (1 - np.exp(-Z))", "02")
    wrong = written(RIGHT_DB.format(db="np.sum(dw) / m"), "02", {"sigmoid": mine})
    exercise = get("02/propagate")
    found = evaluate(exercise, LocalRunner(wrong), seed=0)
    assert place_of(pointed(exercise, wrong, found, seed=0)) is None
    lent = {"sigmoid": get("02/sigmoid").reference}
    found = evaluate(exercise, LocalRunner(wrong, lent), seed=0)
    assert place_of(pointed(exercise, wrong, found, seed=0, lent=lent))["lines"] == [6]


def test_a_change_that_leaves_extremes_wrong_speaks_of_ordinary_cases(written):
    text = "def single_example_gradients(w, b, x, y):\n    a = neuron(w, b, x)\n"
    text += "    da = -y / a + (1 - y) / 1 - a\n    dz = a - y\n"
    text += '    return {"da": da, "dz": dz, "dw": x * dz, "db": dz, "dx": w * dz}'
    said = place_of(evaluated("01/single_example_gradients", written(text, "01")))
    assert said["lines"] == [3] and "every ordinary case" in said["text"]


def test_the_line_that_writes_into_an_argument_is_named(written):
    text = "def gradient_step(w, b, grads, learning_rate):\n"
    text += '    db = grads["db"]\n    w -= learning_rate * grads["dw"]\n'
    text += "    return w, b - learning_rate * db"
    said = place_of(evaluated("01/gradient_step", written(text, "01")))
    assert said["lines"] == [3]


def test_another_method_gets_no_place(written):
    text = "def fit_line(x, y):\n    return np.max(y) * 0.3, np.min(x) + 7.1"
    assert place_of(evaluated("00/fit_line", written(text, "00"))) is None


def test_the_same_words_come_again(written):
    function = written(RIGHT_DB.format(db="np.sum(dw) / m"), "02")
    assert (
        len({"\n".join(evaluated("02/propagate", function).lines()) for _ in "abc"})
        == 1
    )


def test_every_family_has_a_question_without_code():
    for family in FAMILIES:
        assert family.question.endswith("?")
        assert not set(family.question) & set("=*/+@[]()`")


def test_the_first_line_that_makes_nan_is_a_fact(written):
    text = "def softmax(Z):\n    E = np.exp(Z)\n"
    text += "    A = E / np.sum(E, axis=0, keepdims=True)\n    return A"
    found = evaluated("05/softmax", written(text, "05"))
    (about,) = [one.about for one in found.facts if one.kind == "extreme"]
    said = place_of(found)
    assert about["problem"] == "nan appears" and said["lines"] == [3]
    assert said["text"].startswith(f"For {about['inputs']}, line 3 is the first")
