"""The exercises together: found by id, in teaching order, with points that add up."""

import importlib
from collections import Counter

import pytest

from nnlib import check, exercises
from nnlib.check.exercise import output_names
from nnlib.exercises import NOTEBOOKS
from tests.cases import every_case
from tests.registered import EXERCISES

# Function -> its points, as the course has fixed them, in teaching order. What is not
# listed shares the rest of the hundred.
POINTS = {
    "00": {
        "squared_loss": 5,
        "line_threshold": 5,
        "fit_line": 15,
        "numerical_slope": 15,
        "descend": 20,
        "graph_forward": 10,
        "graph_backward": 20,
        "image_to_vector": 10,
    },
    "01": {
        "sigmoid": 10,
        "neuron": 10,
        "log_loss": 10,
        "single_example_gradients": 20,
        "gradients_and_cost": 25,
        "gradient_step": 5,
        "train": 15,
        "predict_one": 5,
    },
    "02": {
        "sigmoid": 5,
        "flatten_images": 10,
        "standardize": 10,
        "compute_cost": 10,
        "gradients_one_loop": 10,
        "initialize_with_zeros": 5,
        "propagate": 25,
        "optimize": 15,
        "predict": 5,
        "accuracy": 5,
    },
    "03": {
        "activation": 5,
        "activation_slope": 10,
        "xor_by_hand": 10,
        "forward_propagation": 15,
        "collapse_linear": 10,
        "initialize_parameters": 10,
        "backward_propagation": 25,
        "update_parameters": 5,
        "nn_model": 10,
    },
    "04": {
        "parameter_shapes": 5,
        "linear_forward": 5,
        "linear_activation_forward": 5,
        "model_forward": 15,
        "linear_backward": 15,
        "linear_activation_backward": 10,
        "model_backward": 15,
        "gradient_check": 10,
        "initialize_parameters_deep": 10,
        "train_deep": 10,
    },
    "05": {
        "one_hot": 5,
        "softmax": 15,
        "cross_entropy": 15,
        "euclidean_cost": 5,
        "output_gradient": 10,
        "softmax_forward": 15,
        "softmax_backward": 15,
        "predict_class": 5,
        "train_digits": 15,
    },
}
# Outputs that are scored apart.
PARTS = {
    "00/graph_backward": dict.fromkeys(("dv", "du", "da", "db", "dc"), 4),
    "01/single_example_gradients": dict.fromkeys(("da", "dz", "dw", "db", "dx"), 4),
    "01/gradients_and_cost": {"cost": 8, "dw": 12, "db": 5},
    "02/propagate": {"cost": 5, "dw": 12, "db": 8},
    "03/backward_propagation": {"dW2": 5, "db2": 3, "dW1": 11, "db1": 6},
    "04/linear_backward": {"dA_prev": 5, "dW": 5, "db": 5},
    "05/softmax_forward": {"A": 10, "caches": 5},
}
FEWEST_VARIANTS, FEWEST_ACCEPTED = 6, 2
THERE = [id for id in PARTS if id.split("/")[0] in NOTEBOOKS]


@every_case("notebook", NOTEBOOKS)
def test_a_notebook_has_its_functions_in_teaching_order_and_a_hundred_points(notebook):
    fixed, there = POINTS[notebook], exercises.exercises(notebook)
    found = {one.name: one.max_points for one in there}
    listed = [(name, points) for name, points in found.items() if name in fixed]
    assert listed == list(fixed.items())
    assert sum(one.max_points for one in there) == 100


@every_case("id", THERE)
def test_outputs_that_are_scored_apart_have_their_points(id):
    assert dict(exercises.get(id).parts) == PARTS[id]


every_exercise = every_case("exercise", EXERCISES, ids=lambda one: one.id)


@every_exercise
def test_an_exercise_is_found_by_its_id(exercise):
    assert exercises.get(exercise.id) is exercise
    assert exercise.id == f"{exercise.notebook}/{exercise.name}"


@every_exercise
def test_an_exercise_has_wrong_versions_and_right_forms_enough(exercise):
    assert len(exercise.variants) >= FEWEST_VARIANTS
    assert len(exercise.accepted) >= FEWEST_ACCEPTED


@every_exercise
def test_the_reference_has_its_name_and_is_built_in_its_notebook(exercise):
    assert exercise.reference.__name__ == exercise.name
    assert exercise.reference.built_in == exercise.notebook


@every_exercise
def test_an_exercise_lies_in_a_file_of_its_name(exercise):
    module = importlib.import_module(exercise.probes.__module__)
    assert module.__name__.split(".")[-1] == exercise.name
    assert module.EXERCISE is exercise


@every_exercise
def test_every_output_that_is_compared_earns_points_once(exercise):
    names = output_names(exercise.returns)
    assert Counter(names) == Counter(set(names))
    assert exercise.see or set(exercise.parts) <= set(names)


@every_exercise
def test_a_needed_function_comes_earlier_in_the_same_notebook(exercise):
    order = [one.id for one in exercises.exercises(exercise.notebook)]
    for needed in exercise.needs:
        assert needed in order[: order.index(exercise.id)]


@every_exercise
def test_a_property_speaks_of_parts_that_exist(exercise):
    for claim in exercise.properties:
        assert set(claim.parts) <= set(exercise.parts)


def test_the_check_of_a_notebook_knows_its_exercises():
    for notebook in NOTEBOOKS:
        found = exercises.checks(notebook)
        assert isinstance(found, check.Check)
        assert tuple(found.exercises.values()) == exercises.exercises(notebook)


@pytest.mark.parametrize(
    ("id", "message"),
    [
        ("02/propagat", r"id is '02/propagat', expected one of .*02/propagate"),
        ("07/propagate", r"notebook is '07', expected one of .*02"),
        ("", r"notebook is '', expected one of .*02"),
    ],
)
def test_an_unknown_id_is_refused_with_those_that_exist(id, message):
    with pytest.raises(ValueError, match=message):
        exercises.get(id)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"parts": {"A": 5, "B": 1}}, "part 'B' is not in returns"),
        ({"parts": {"A": 0}}, "every part needs points above zero"),
        ({"hints": ("1", "2", "3", "4", "5")}, "5 hints, at most 4"),
        ({"variants": "twice"}, "variants share the id"),
    ],
)
def test_an_exercise_that_cannot_be_graded_is_refused(change, message):
    known = exercises.get("02/sigmoid")
    if "variants" in change:
        change = {"variants": known.variants[:1] * 2}
    fields = {**vars(known), **change}
    with pytest.raises(ValueError, match=f"02/sigmoid: {message}"):
        check.Exercise(**fields)
