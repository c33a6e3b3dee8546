"""The exercises of notebook 03: two layers."""

TEACHING_ORDER = (
    "activation",
    "activation_slope",
    "xor_by_hand",
    "forward_propagation",
    "collapse_linear",
    "initialize_parameters",
    "backward_propagation",
    "update_parameters",
    "nn_model",
)
