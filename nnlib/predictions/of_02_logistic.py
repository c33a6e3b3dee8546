"""What notebook 02 asks before it shows, and what it recalls of 01."""

import numpy as np

from nnlib.check.prediction import Choice, Number, Place, Shape
from nnlib.logistic import compute_cost

LOOPS = "01_logistic_regression_loops"

PREDICTIONS = {
    "dearer": Choice(
        1,
        why="It gave 0.1 to label 1, and 0.9 to label 0: −log 0.1 = 2.3 or 0.105.",
        told={
            2: "Then the truth got 0.9. Is minus its logarithm large?",
            3: "The loss asks which probability the truth got: 0.1 or 0.9?",
        },
        where=Place(LOOPS, "3 · How wrong is an answer?"),
    ),
    "changes_of_w": Number(
        5,
        why="One pass is one step: w and b stand still while the slopes are added up.",
        look="What is done with every example, and what after a whole pass?",
        within=0.0,
        told={
            500: "That is how often an example is looked at. When is there a step?",
            100: "That many examples add to dw in a pass. When is there a step?",
            1: "Once they are set to 0. How often do they move?",
        },
        where=Place(LOOPS, "7 · Training"),
    ),
    "slope_of_a_weight": Number(
        -0.6,
        why="In the product of weight and feature each feels the other: −3 · 0.2.",
        look="By how much does z change if that weight grows a little?",
        told={
            0.6: "The feature is negative. Which way does z go if the weight grows?",
            -2.8: "Along a path derivatives are multiplied, not added.",
            0.2: "That is db. What does a nudge of the weight do to z?",
        },
        where=Place(LOOPS, "4 · Which way is down, for one example?"),
    ),
    "side_of_the_score": Choice(
        2,
        why="Below score 0 the probability is below one half.",
        told={
            1: "The score is negative. On which side of one half is its probability?",
            3: "The sigmoid rises, and is one half at 0. Is more than that needed?",
        },
        where=Place(LOOPS, "8 · From a probability to a decision"),
    ),
    "shape_2": Shape(
        (3,),
        why="The axis of length 4 is summed over and disappears; three sums remain.",
        look="Which of the two axes disappears?",
        told={
            (4,): "That remains with axis=0. Here each row is summed up.",
            (3, 1): "That is with keepdims. Without it the summed axis is gone.",
        },
    ),
    "shape_3": Shape(
        (3, 1),
        why="The summed axis stays, with length 1: the three sums stand up.",
        look="Three sums again. What does keepdims keep?",
        told={
            (3,): "That is without keepdims. With it, the summed axis stays.",
            (1, 3): "The axis that is summed over is the second, of length 4.",
        },
    ),
    "shape_6": Shape(
        (3, 4),
        why="Both are stretched: each number of the column meets each one of the row.",
        look="(3, 1) and (1, 4), from the right: 1 meets 4, and 3 meets 1.",
    ),
    "shape_7": Shape(
        (4, 4),
        why="(1, 4) and (4, 1) are stretched. Nobody wanted a table; numpy is content.",
        look="row.T has shape (4, 1). From the right, 4 meets 1, and then 1 meets 4.",
        told={(1, 4): "That would be so for two rows. row.T stands up."},
    ),
    "shape_8": Shape(
        (1, 4),
        why="(1, 3) times (3, 4): the threes meet and vanish.",
        look="column.T has shape (1, 3). Which lengths meet, and which remain?",
    ),
    "where_green_begins": Number(
        16,
        why="The 16 reds fill rows 0 to 15. Three colours make 48 rows.",
        look="How many pixels does the picture have, and which colour is above green?",
        within=0.0,
        told={
            1: "Row 1 is red as well: first come all reds, one for each pixel.",
            4: "That is where the second row of red begins. Red has four rows.",
            17: "After 16 reds, yes. But the first row is row 0.",
        },
    ),
    "test_on_one_scale": Choice(
        2,
        why="They are moved and stretched by numbers of the training examples.",
        told={
            1: "That is so for those whose mean and spread are used. Whose?",
            3: "They are moved and stretched as well, by nearly the right numbers.",
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
                "After 1 step and after 200 the costs differ. The share is "
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
