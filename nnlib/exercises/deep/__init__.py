"""The exercises of notebook 04: networks of any depth."""

TEACHING_ORDER = (
    "parameter_shapes",
    "linear_activation_forward",
    "model_forward",
    "linear_backward",
    "linear_activation_backward",
    "model_backward",
    "gradient_check",
    "gradient_of_four",
    "initialize_parameters_deep",
)
