"""What notebook 05 asks before it shows."""

import numpy as np

from nnlib.check.prediction import Choice, Number, Place
from nnlib.losses import cross_entropy
from nnlib.multiclass import output_gradient

DEEP = "04_deep_networks"

PREDICTIONS = {
    "cache_of_layer_5": Number(
        4,
        why="Layer 1 has the first cache, and lists count from 0.",
        look="At which index is the cache of layer 1?",
        where=Place(DEEP, "7 · All the way back"),
        within=0.0,
        told={5: "Lists count from 0, layers from 1."},
    ),
    "spread_for_50_inputs": Number(
        np.sqrt(2 / 50),
        why="The root of 2 over the number of inputs: √(2/50) = √0.04.",
        look="Two over the number of inputs. And then?",
        where=Place(DEEP, "9 · The size of the first weights"),
        told={
            2 / 50: "That is the square of the spread. And the spread?",
            0.1414: "That is by Xavier, for tanh. Relu stops about half.",
        },
    ),
    "handed_to_layer_2": Choice(
        2,
        why="Every block hands down what the one below it needs.",
        where=Place(DEEP, "7 · All the way back"),
        told={
            1: "There the last layer begins. How many layers are still to come?",
            3: "On the way back you go from the output to the input.",
        },
    ),
    "as_many_numbers": Choice(
        2,
        why=(
            "Depth won where the layers were equally wide. With about the "
            "same number of parameters, twelve units in one layer did at least as well "
            "as two layers of six."
        ),
        where=Place(DEEP, "13 · Where depth wins"),
        told={
            1: "That was so with six units in each layer. And with twelve in one?",
            3: "Six bits have been learned, from several starts.",
        },
    ),
    "ten_more": Choice(
        4,
        why=(
            "Every exponential is multiplied by e to the 10, above and below the "
            "fraction line. Only differences between scores count."
        ),
        told={
            1: "All shares together are one whole, before and after. Can all grow?",
            2: "By how many times does each exponential grow? Is one of them favoured?",
            3: "Write 13, 11, 7 for 3, 1, −3, and divide above and below by e^10.",
        },
    ),
    "knows_nothing": Number(
        cross_entropy(np.full((10, 1), 0.1), np.eye(10)[:, :1]),
        why="The right class got 0.1, whatever it is: −log 0.1 = log 10.",
        look="One logarithm is left of the sum: that of the share of the right class.",
        told={
            0.1: "That is what the right class gets. And what does that cost?",
            1.0: "That is the logarithm to base 10. This course takes the natural one.",
        },
    ),
    "slope_of_the_right_one": Number(
        output_gradient(np.array([[0.1], [0.6], [0.3]]), np.eye(3)[:, 2:])[2, 0],
        why="All three would be 0.1, 0.6 and −0.7. Does your rule say so?",
        look=(
            "In each example above, compare the slope of the right class with its "
            "share. How far apart are the two?"
        ),
        told={
            0.7: "The size is right. If the right score grows, does the loss grow?",
            0.3: "That is its share. In example 0 the right class has 0.7 and −0.3.",
            -0.3: "Look at the right class of example 1: its share is 0.2.",
        },
    ),
    "lines_that_change": Choice(
        4,
        why=(
            "The derivative at the output is A − Y again. The layers below get theirs "
            "from there, and cannot see what made it."
        ),
        told={
            1: "You have just found the slope of a score. Is it a different one now?",
            2: "What does a hidden layer see of the output, except what comes down?",
            3: "The cost is a mean over m examples, as it was.",
        },
    ),
    "scores_or_shares": Choice(
        3,
        why=(
            "Softmax keeps the order of a column: the largest score has the largest "
            "share. The shares add one thing, how sure the network is."
        ),
        told={
            1: "Within one column, which has the larger share: a score of 3 or of 1?",
            2: "e to the −9 is small, e to the −1 is larger. Has the order changed?",
        },
    ),
    "best_of_twenty": Choice(
        3,
        why=(
            "The winner of twenty has some luck as well: that these digits suited it. "
            "On other digits the luck is gone. So the test set stays out of the choice."
            " One digit of 250 is 0.4 %: by chance, one run may show the opposite."
        ),
        told={
            1: "What would make new digits easier than those that it was chosen by?",
            2: (
                "Some of the twenty were lucky with just these digits. Does the best "
                "of them belong to the lucky ones?"
            ),
        },
    ),
    "why_it_cost_so_much": Choice(
        2,
        why=(
            "The numbers of one class shared one whole, over 1000 examples. So each "
            "got about a thousandth, and log 1000 is 6.9."
        ),
        told={
            1: "From the same start, right shares cost little more than log 10.",
            3: (
                "An untrained network knows no class. Shifted labels would cost about "
                "log 10 too."
            ),
            4: "With base 2, log 10 becomes 3.32. The cost was about 7.",
        },
    ),
}
