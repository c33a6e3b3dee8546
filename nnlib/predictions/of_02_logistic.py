"""What notebook 02 asks before it shows."""

import numpy as np

from nnlib.check.prediction import Choice, Number
from nnlib.logistic import compute_cost

PREDICTIONS = {
    "where_green_begins": Number(
        16,
        why="The 16 reds fill rows 0 to 15. Three colours make 48 rows.",
        look="How many pixels has the picture, and which colour stands above green?",
        within=0.0,
        told={
            1: "Row 1 is red as well: first come all reds, one for each pixel.",
            4: "That is where the second row of red begins. Red has four rows.",
            17: "Behind 16 reds, yes. But the first row is row 0.",
        },
    ),
    "equal_shares": Number(
        compute_cost(np.full((1, 2), 0.5), np.array([[0.0, 1.0]])),
        why="One answer of 0.5 costs −log 0.5 = log 2, whatever the label.",
        look="What does one example cost if its answer is 0.5? The cost is their mean.",
        told={0.5: "0.5 is the answer. What does it cost? Take its logarithm."},
    ),
    "why_the_share_stood_still": Choice(
        2,
        why=(
            "Labels that stand up beside a row of answers make a table, (m, m). Its "
            "mean asks how often any answer meets an equal label."
        ),
        told={
            1: (
                "After 1 step and after 200 the cost is another one. The share is "
                "0.538 both times."
            ),
            3: (
                "With a wrong threshold alone, the share after 1 step would differ "
                "from that after 200."
            ),
            4: "Unscaled features spoil the training. The cost says that it went well.",
        },
    ),
}
