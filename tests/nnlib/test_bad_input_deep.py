"""Networks of any depth refuse bad input at their door, and say where it is."""

import numpy as np
import pytest

from nnlib.deep import (
    linear_activation_backward,
    linear_activation_forward,
    linear_backward,
    linear_forward,
    model_backward,
    model_forward,
    train_deep,
)
from nnlib.depth import fold, folded, parity_tree
from nnlib.initializers import (
    count_parameters,
    initialize_parameters_deep,
    parameter_shapes,
)
from nnlib.shapes import ShapeError
from tests.cases import every_case

X = np.ones((3, 5))
Y = np.array([[0, 1, 0, 1, 1]])
RNG = np.random.default_rng(0)
PARAMETERS = initialize_parameters_deep([3, 4, 1], RNG)
AL, CACHES = model_forward(X, PARAMETERS)
W1, B1 = PARAMETERS["W1"], PARAMETERS["b1"]
DZ = np.ones((4, 5))


def without(name):
    """Take an entry out of the parameters."""
    return {key: one for key, one in PARAMETERS.items() if key != name}


def trained(X=X, Y=Y, layer_dims=(3, 4, 1), learning_rate=0.1, steps=2, rng=RNG):
    """Train with one argument changed."""
    return train_deep(X, Y, layer_dims, learning_rate, steps, rng)


# What is called, with what, the type of the error, and how its text begins.
BLOCKS = {
    "bias flat": (linear_forward, (X, W1, B1[:, 0]), r"b has shape \(4,\), expected"),
    "W turned": (linear_forward, (X, W1.T, B1), r"W has shape .*\n.*W.T fits"),
    "A missing": (linear_forward, (None, W1, B1), "A is None, expected"),
    "A a list": (linear_forward, (X.tolist(), W1, B1), "A is of type list"),
    "dZ turned": (linear_backward, (DZ.T, (X, W1, B1)), r"dZ has .*\n.*dZ.T fits"),
    "dZ of others": (linear_backward, (DZ[:, 1:], (X, W1, B1)), "dZ has shape"),
    "dA of others": (
        linear_activation_backward,
        (DZ[:, 1:], CACHES[0], "relu"),
        r"dA has shape \(4, 4\), expected \(n, m\) with n = 4",
    ),
    "X turned": (model_forward, (X.T, PARAMETERS), "W has shape"),
    "Y flat": (model_backward, (AL, Y[0], CACHES), r"Y has shape \(5,\)"),
    "Y of others": (model_backward, (AL, Y[:, 1:], CACHES), r"Y has shape \(1, 4\)"),
    "caches reversed": (model_backward, (AL, Y, CACHES[::-1]), "dZ has shape"),
}


@every_case(("function", "args", "message"), BLOCKS.values(), ids=BLOCKS)
def test_a_block_refuses_shapes_that_do_not_fit(function, args, message):
    with pytest.raises(ShapeError, match=message):
        function(*args)


@every_case(
    ("function", "args"),
    [
        (linear_activation_forward, (X, W1, B1)),
        (linear_activation_backward, (DZ, CACHES[0])),
    ],
    ids=["forward", "backward"],
)
def test_a_block_names_the_activations_there_are(function, args):
    with pytest.raises(ValueError, match="'swish', expected 'sigmoid', 'tanh', 'relu'"):
        function(*args, "swish")


@every_case("name", ["W1", "b1", "b2"])
def test_a_missing_parameter_is_named(name):
    with pytest.raises(ValueError, match=f"parameters has no {name}; there is"):
        model_forward(X, without(name))


def test_parameters_are_a_dictionary():
    with pytest.raises(TypeError, match="parameters is of type list, expected a dict"):
        model_forward(X, [W1, B1])


def test_labels_are_0_and_1():
    with pytest.raises(ValueError, match=r"Y holds -1 at \[0, 0\]"):
        model_backward(AL, 2 * Y - 1, CACHES)


TRAINING = {
    "a seed": ({"rng": 0}, TypeError, "rng is 0 of type int, expected a numpy Gen"),
    "no rng": ({"rng": None}, TypeError, "rng is None, expected a numpy Generator"),
    "other input": (
        {"layer_dims": [4, 4, 1]},
        ShapeError,
        r"X has shape \(3, 5\), expected \(4, m\)",
    ),
    "other output": (
        {"layer_dims": [3, 4, 2]},
        ShapeError,
        r"Y has shape \(1, 5\), expected \(2, m\)",
    ),
    "data nan": ({"X": X * np.nan}, ValueError, r"X holds nan at \[0, 0\]"),
    "data a list": ({"X": X.tolist()}, ShapeError, "X is of type list"),
    "labels 2": ({"Y": 2 * Y}, ValueError, r"Y holds 2 at \[0, 1\]"),
    "rate < 0": ({"learning_rate": -0.1}, ValueError, "learning_rate is -0.1"),
    "rate text": ({"learning_rate": "1"}, TypeError, "learning_rate is '1' of type"),
    "half steps": ({"steps": 2.5}, TypeError, "num_iterations is 2.5 of type float"),
    "steps < 0": ({"steps": -1}, ValueError, "num_iterations is -1, expected 0"),
}


@every_case(("change", "error", "message"), TRAINING.values(), ids=TRAINING)
def test_training_refuses_what_it_cannot_use(change, error, message):
    with pytest.raises(error, match=message):
        trained(**change)


DIMENSIONS = {
    "a number": (3, TypeError, r"layer_dims is 3, expected a list such as \[2, 4, 1\]"),
    "none": (None, TypeError, "layer_dims is None, expected a list"),
    "text": ("34", TypeError, r"layer_dims\[0\] is '3' of type str"),
    "a float": ([3, 2.0], TypeError, r"layer_dims\[1\] is 2.0 of type float"),
    "zero units": ([3, 0, 1], ValueError, r"layer_dims\[1\] is 0, expected 1 or more"),
    "no layer": ([3], ValueError, r"layer_dims is \[3\], expected the input and at le"),
    "nothing": ([], ValueError, r"layer_dims is \[\], expected the input"),
}
READERS = {
    "parameter_shapes": parameter_shapes,
    "count_parameters": count_parameters,
    "initialize_parameters_deep": lambda n: initialize_parameters_deep(n, RNG),
}


@every_case("reader", READERS.values(), ids=READERS)
@every_case(("layer_dims", "error", "message"), DIMENSIONS.values(), ids=DIMENSIONS)
def test_numbers_of_units_are_whole_and_two_or_more(reader, layer_dims, error, message):
    with pytest.raises(error, match=message):
        reader(layer_dims)


@every_case("method", ["kaiming", "He", None])
def test_an_unknown_method_is_not_taken_for_a_known_one(method):
    with pytest.raises(ValueError, match="expected 'he', 'xavier', 'small' or 'zeros'"):
        initialize_parameters_deep([3, 4, 1], RNG, method)


DEMONSTRATIONS = {
    "no bits": (parity_tree, ([],), ValueError, "bits is empty, expected at least"),
    "no bit": (parity_tree, ([2, 1],), ValueError, "bits holds 2, expected 0 or 1"),
    "no number": (fold, ("a",), TypeError, "x is 'a' of type str, expected numbers"),
    "no number, not folded": (folded, ("a", 0), TypeError, "x is 'a' of type str"),
    "folds < 0": (folded, (X, -1), ValueError, "k is -1, expected 0 or more"),
    "half a fold": (folded, (X, 0.5), TypeError, "k is 0.5 of type float"),
}


@every_case(
    ("function", "args", "error", "message"),
    DEMONSTRATIONS.values(),
    ids=DEMONSTRATIONS,
)
def test_a_demonstration_refuses_what_it_cannot_use(function, args, error, message):
    with pytest.raises(error, match=message):
        function(*args)


DAMAGED = {
    "half a linear cache": (
        linear_backward,
        (X, (X, X)),
        ValueError,
        "cache has 2 members, expected 3",
    ),
    "no cache": (linear_backward, (X, None), TypeError, "cache is of type NoneType"),
    "a linear cache for that of a layer": (
        linear_activation_backward,
        (X, (X, X, X), "relu"),
        ValueError,
        "cache has 3 members, expected 2",
    ),
    "no layers": (model_backward, (Y, Y, []), ValueError, "caches is empty"),
}


@every_case(("function", "args", "error", "message"), DAMAGED.values(), ids=DAMAGED)
def test_the_way_back_refuses_a_damaged_cache(function, args, error, message):
    with pytest.raises(error, match=message):
        function(*args)
