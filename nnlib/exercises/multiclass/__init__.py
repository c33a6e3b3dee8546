"""The exercises of notebook 05: ten outputs."""

TEACHING_ORDER = (
    "one_hot",
    "softmax",
    "cross_entropy",
    "euclidean_cost",
    "output_gradient",
    "softmax_forward",
    "untrained_cost",
    "softmax_backward",
    "predict_class",
    "choose_settings",
)
