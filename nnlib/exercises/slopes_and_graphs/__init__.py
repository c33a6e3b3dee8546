"""The exercises of notebook 00: slopes and graphs."""

from nnlib.exercises.slopes_and_graphs import (
    descend,
    fit_line,
    graph_backward,
    graph_forward,
    image_to_vector,
    line_threshold,
    numerical_slope,
    squared_loss,
)

EXERCISES = (
    squared_loss.EXERCISE,
    line_threshold.EXERCISE,
    fit_line.EXERCISE,
    numerical_slope.EXERCISE,
    descend.EXERCISE,
    graph_forward.EXERCISE,
    graph_backward.EXERCISE,
    image_to_vector.EXERCISE,
)
