"""The exercises of notebook 02: logistic regression on arrays."""

TEACHING_ORDER = (
    "sigmoid",
    "flatten_images",
    "standardize",
    "compute_cost",
    "gradients_one_loop",
    "propagate",
    "optimize",
    "predict",
    "accuracy",
    "report_on_tumours",
)
