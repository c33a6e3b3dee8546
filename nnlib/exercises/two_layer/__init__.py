"""The exercises of notebook 03: two layers."""

from nnlib.exercises.two_layer import (
    activation,
    activation_slope,
    backward_propagation,
    collapse_linear,
    forward_propagation,
    initialize_parameters,
    nn_model,
    update_parameters,
    xor_by_hand,
)

EXERCISES = (
    activation.EXERCISE,
    activation_slope.EXERCISE,
    xor_by_hand.EXERCISE,
    forward_propagation.EXERCISE,
    collapse_linear.EXERCISE,
    initialize_parameters.EXERCISE,
    backward_propagation.EXERCISE,
    update_parameters.EXERCISE,
    nn_model.EXERCISE,
)
