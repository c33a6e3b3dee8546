"""The exercises of notebook 02: logistic regression on arrays."""

from nnlib.exercises.logistic import (
    accuracy,
    compute_cost,
    flatten_images,
    gradients_one_loop,
    initialize_with_zeros,
    optimize,
    predict,
    propagate,
    sigmoid,
    standardize,
)

EXERCISES = (
    sigmoid.EXERCISE,
    flatten_images.EXERCISE,
    standardize.EXERCISE,
    compute_cost.EXERCISE,
    gradients_one_loop.EXERCISE,
    initialize_with_zeros.EXERCISE,
    propagate.EXERCISE,
    optimize.EXERCISE,
    predict.EXERCISE,
    accuracy.EXERCISE,
)
