"""The exercises of notebook 05: ten outputs."""

from nnlib.exercises.multiclass import (
    cross_entropy,
    euclidean_cost,
    one_hot,
    output_gradient,
    predict_class,
    softmax,
    softmax_backward,
    softmax_forward,
    train_digits,
)

EXERCISES = (
    one_hot.EXERCISE,
    softmax.EXERCISE,
    cross_entropy.EXERCISE,
    euclidean_cost.EXERCISE,
    output_gradient.EXERCISE,
    softmax_forward.EXERCISE,
    softmax_backward.EXERCISE,
    predict_class.EXERCISE,
    train_digits.EXERCISE,
)
