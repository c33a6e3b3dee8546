"""The exercises of notebook 04: networks of any depth."""

from nnlib.exercises.deep import (
    gradient_check,
    initialize_parameters_deep,
    linear_activation_backward,
    linear_activation_forward,
    linear_backward,
    linear_forward,
    model_backward,
    model_forward,
    parameter_shapes,
    train_deep,
)

EXERCISES = (
    parameter_shapes.EXERCISE,
    linear_forward.EXERCISE,
    linear_activation_forward.EXERCISE,
    model_forward.EXERCISE,
    linear_backward.EXERCISE,
    linear_activation_backward.EXERCISE,
    model_backward.EXERCISE,
    gradient_check.EXERCISE,
    initialize_parameters_deep.EXERCISE,
    train_deep.EXERCISE,
)
