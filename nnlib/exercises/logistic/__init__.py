"""The exercises of notebook 02: logistic regression on arrays."""

from nnlib.exercises.logistic import optimize, propagate, sigmoid

EXERCISES = (sigmoid.EXERCISE, propagate.EXERCISE, optimize.EXERCISE)
