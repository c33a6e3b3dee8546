"""The exercises of notebook 01: logistic regression with loops."""

from nnlib.exercises.logistic_loops import (
    gradient_step,
    gradients_and_cost,
    log_loss,
    neuron,
    predict_one,
    sigmoid,
    single_example_gradients,
    train,
)

EXERCISES = (
    sigmoid.EXERCISE,
    neuron.EXERCISE,
    log_loss.EXERCISE,
    single_example_gradients.EXERCISE,
    gradients_and_cost.EXERCISE,
    gradient_step.EXERCISE,
    train.EXERCISE,
    predict_one.EXERCISE,
)
