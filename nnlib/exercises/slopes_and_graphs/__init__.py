"""The exercises of notebook 00: slopes and graphs."""

TEACHING_ORDER = (
    "squared_loss",
    "line_threshold",
    "fit_line",
    "numerical_slope",
    "descend",
    "fit_by_walking",
    "graph_forward",
    "graph_backward",
    "image_to_vector",
)
