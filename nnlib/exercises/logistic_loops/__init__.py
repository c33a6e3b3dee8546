"""The exercises of notebook 01: logistic regression with loops."""

TEACHING_ORDER = (
    "sigmoid",
    "neuron",
    "log_loss",
    "single_example_gradients",
    "gradients_and_cost",
    "gradient_step",
    "train",
    "learn_from_tumours",
    "predict_one",
)
