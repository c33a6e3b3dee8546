"""The exercises of notebook 03: two layers."""

TEACHING_ORDER = (
    "activation_slope",
    "own_activation",
    "xor_by_hand",
    "forward_propagation",
    "collapse_linear",
    "initialize_parameters",
    "backward_propagation",
    "update_parameters",
    "nn_model",
    "train_on_moons",
)
