"""The exercises of notebook 02: logistic regression on arrays."""

TEACHING_ORDER = (
    "sigmoid",
    "flatten_images",
    "standardize",
    "compute_cost",
    "gradients_one_loop",
    "initialize_with_zeros",
    "propagate",
    "optimize",
    "predict",
    "accuracy",
)
