"""The sixteen students of the sample class, and what each should score.

An id says what is special about a student.
"""

from grading.sample import answers
from grading.sample.changes import (
    moved,
    split,
    turned_into_text,
    with_cell_first,
    with_changes,
    with_endless_output,
    without_check,
    without_marks,
)
from grading.sample.work import NOTEBOOKS, Student, Work, names

RIGHT = Work()

STUDENTS = (
    Student("s01-all-right", {number: RIGHT for number in NOTEBOOKS}),
    Student(
        "s02-no-mean",
        {
            "01": Work(
                {"gradients_and_cost": ("partial", 8)},
                {"gradients_and_cost": answers.GRADIENTS_NOT_AVERAGED},
            ),
            "02": Work(
                {"propagate": ("partial", 13)}, {"propagate": answers.DW_NOT_AVERAGED}
            ),
            "03": Work(
                {"backward_propagation": ("failed", 0)},
                slips={"backward_propagation": (" / m", "")},
            ),
            "04": Work(
                {"linear_backward": ("partial", 5)},
                slips={"linear_backward": (" / m", "")},
            ),
            "05": Work(
                {"cross_entropy": ("failed", 0)},
                slips={"cross_entropy": (" / m", "")},
            ),
        },
    ),
    Student(
        "s03-not-attempted",
        {
            "00": Work(leaves=names("00")),
            "01": Work(leaves=names("01")),
            "02": Work(leaves=names("02")),
        },
    ),
    Student(
        "s04-exceptions",
        {
            "01": Work({"sigmoid": ("error", 0)}, {"sigmoid": answers.UNKNOWN_NAME}),
            "02": Work(
                {"propagate": ("error", 0)}, {"propagate": answers.NOT_TRANSPOSED}
            ),
            "03": Work(
                {"forward_propagation": ("error", 0)},
                slips={"forward_propagation": ('["W1"] @', '["W1"].T @')},
            ),
        },
    ),
    Student(
        "s05-endless-loop",
        {
            "01": RIGHT,
            "02": Work({"optimize": ("limit", 0)}, {"optimize": answers.NEVER_ENDS}),
        },
    ),
    Student(
        "s06-checks-deleted",
        {
            "01": Work(changes=without_check("neuron")),
            "02": Work(changes=without_check("propagate")),
            "04": Work(changes=without_check("model_forward")),
        },
    ),
    Student(
        "s07-hands-over",
        {
            "01": Work({"sigmoid": ("delegated", 0)}, {"sigmoid": answers.FROM_SCIPY}),
            "02": Work(
                {"propagate": ("delegated", 0)}, {"propagate": answers.HANDED_OVER}
            ),
            "05": Work(
                {"softmax": ("delegated", 0)}, {"softmax": answers.SOFTMAX_FROM_SCIPY}
            ),
        },
    ),
    Student(
        "s08-broken-file",
        {
            "01": Work(
                {"gradients_and_cost": ("partial", 8)},
                {"gradients_and_cost": answers.GRADIENTS_NOT_AVERAGED},
            ),
            "02": Work(cut_off="propagate"),
        },
    ),
    Student(
        "s09-prints-a-lot",
        {
            "01": Work(
                writes={"gradients_and_cost": answers.CHATTY_LOOPS},
                changes=with_endless_output,
            ),
            "02": Work(
                writes={"optimize": answers.CHATTY}, changes=with_endless_output
            ),
        },
    ),
    Student(
        "s10-half-way",
        {
            "00": Work(
                {"numerical_slope": ("failed", 0)},
                slips={"numerical_slope": ("f(a - eps)) / (2 * eps)", "f(a)) / eps")},
                leaves=names("00")[4:],
            ),
            "01": Work(
                {"neuron": ("failed", 0)},
                {"neuron": answers.BIAS_IN_LOOP},
                leaves=names("01")[3:],
            ),
        },
    ),
    Student(
        "s11-zip-and-other-names",
        {
            "01": Work(
                {"sigmoid": ("failed", 0), "train": ("partial", 6)},
                {"sigmoid": answers.PLUS_SIGN, "train": answers.COST_AFTER_STEP},
                name="homework 1 (final).ipynb",
            ),
            "02": Work(
                {"accuracy": ("partial", 4)},
                {"accuracy": answers.LOOP_OVER_EXAMPLES},
                name="Untitled.ipynb",
            ),
        },
        is_zipped=True,
    ),
    Student(
        "s12-other-right-forms",
        {
            "01": Work(
                writes={"sigmoid": answers.IN_ONE_FORMULA, "neuron": answers.BY_SUM}
            ),
            "02": Work(
                writes={"propagate": answers.BY_EINSUM, "predict": answers.BY_SIGN}
            ),
            "05": Work(
                writes={"one_hot": answers.BY_IDENTITY, "softmax": answers.BY_LOGARITHM}
            ),
        },
    ),
    Student(
        "s13-many-slips",
        {
            "00": Work(
                {
                    "descend": ("failed", 0),
                    "graph_backward": ("partial", 12),
                    "image_to_vector": ("failed", 0),
                },
                {"image_to_vector": answers.LYING_DOWN},
                slips={
                    "descend": ("w - learning_rate", "w + learning_rate"),
                    "graph_backward": ("du * ", ""),
                },
            ),
            "01": Work(
                {
                    "log_loss": ("failed", 0),
                    "gradient_step": ("failed", 0),
                    "predict_one": ("failed", 0),
                },
                {
                    "log_loss": answers.FIRST_TERM_ONLY,
                    "gradient_step": answers.UPHILL,
                    "predict_one": answers.PROBABILITY,
                },
            ),
            "02": Work(
                {
                    "flatten_images": ("partial", 7),
                    "standardize": ("failed", 0),
                    "accuracy": ("failed", 0),
                },
                {
                    "flatten_images": answers.PIXEL_BY_PIXEL,
                    "standardize": answers.OWN_SCALE,
                    "accuracy": answers.PERCENT,
                },
            ),
            "03": Work(
                {
                    "collapse_linear": ("partial", 5),
                    "update_parameters": ("failed", 0),
                    "backward_propagation": ("partial", 6),
                },
                slips={
                    "collapse_linear": ("W2 @ b1 + b2", "W2 @ b1"),
                    "update_parameters": ("value - ", "value + "),
                    "backward_propagation": (' * (1 - cache["A1"] ** 2)', ""),
                },
            ),
            "05": Work(
                {"softmax": ("failed", 0), "output_gradient": ("failed", 0)},
                slips={
                    "softmax": ("axis=0", "axis=1"),
                    "output_gradient": ("A - Y", "Y - A"),
                },
            ),
        },
    ),
    Student(
        "s14-tampers",
        {
            "01": Work(
                {"sigmoid": ("failed", 0)},
                {"sigmoid": answers.PLUS_SIGN},
                changes=with_cell_first(answers.ALWAYS_RIGHT),
            ),
            "02": Work(
                {"optimize": ("limit", 0)}, {"optimize": answers.ENDS_THE_PROCESS}
            ),
            "04": Work(
                {"linear_activation_forward": ("partial", 5)},
                slips={
                    "linear_activation_forward": ("(linear_cache, Z)", "linear_cache")
                },
                changes=with_cell_first(answers.ALWAYS_RIGHT),
            ),
        },
    ),
    Student(
        "s15-cells-out-of-order",
        {
            "00": Work(
                changes=with_changes(
                    moved("descend-solution", 1),
                    turned_into_text("fit_line-solution"),
                    split("graph_backward-solution", 6),
                )
            ),
            "03": Work(changes=moved("forward_propagation-solution", -9)),
            "04": Work(changes=without_marks),
            "05": Work(
                {"cross_entropy": ("failed", 0)},
                slips={"cross_entropy": (" / m", "")},
            ),
        },
    ),
    Student(
        "s16-no-notebook",
        {
            "01": Work(data=b"%PDF-1.7 homework"),
            "02": Work(
                {"propagate": ("partial", 13)}, {"propagate": answers.DW_NOT_AVERAGED}
            ),
        },
    ),
)
