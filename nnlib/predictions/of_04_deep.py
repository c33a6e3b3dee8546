"""What notebook 04 asks before it shows."""

import numpy as np

from nnlib.activations import activation_slope
from nnlib.check.prediction import Choice, Number, Place, Shape
from nnlib.initializers import parameter_shapes

TWO_LAYERS = "03_two_layers"
STEEPEST = float(activation_slope("sigmoid", np.array(0.0)))

PREDICTIONS = {
    "layers_of_6_5_5_2": Number(
        3,
        why="Layers are counted where something is computed. The input is layer 0.",
        look="Count the places where something is computed.",
        where=Place(TWO_LAYERS, "1 · What a network looks like"),
        within=0.0,
        told={
            4: "The input computes nothing, and is not counted.",
            2: "Those are the hidden layers. The output computes something as well.",
        },
    ),
    "times_divided_by_m": Number(
        1,
        why="1/m stands in dW and db, and nowhere in dZ or dA.",
        look="What belongs to single examples, and where does the mean begin?",
        where=Place(TWO_LAYERS, "9 · The way back, for all of them"),
        within=0.0,
        told={
            2: "dZ1 holds slopes of single examples. Where is their mean taken?",
            0: "dW1 is a slope of the cost, and the cost is a mean.",
        },
    ),
    "slope_at_one_half": Number(
        1 - 0.5**2,
        why="The slope of tanh is 1 − a², and a is 0.5.",
        look="The slope of tanh can be written with a alone. How?",
        where=Place(TWO_LAYERS, "3 · And its slope"),
        told={
            0.25: "a(1 − a) belongs to the sigmoid.",
            1.0: "It is that steep only in the middle, at a = 0.",
        },
    ),
    "what_is_not_seen": Choice(
        2,
        why=(
            "The slopes of equal units are right, and equal. So the units stay equal, "
            "and no slope is wrong."
        ),
        where=Place(TWO_LAYERS, "7 · Where to start"),
        told={
            1: "Then a slope is m times too small. Nudging measures the right one.",
            3: "Then the given and the measured slope have opposite signs.",
        },
    ),
    "shape_of_layer_3": Shape(
        parameter_shapes([2, 3, 5, 4, 2, 1])["W3"],
        why="Layer 3 has 4 units, and each reads the 5 of layer 2.",
        look="A row for each unit of layer 3. How many numbers does such a unit read?",
        told={
            (5, 4): "Rows are units. Which of the two numbers counts those of layer 3?",
            (4, 10): "10 counts the examples. Do they share their weights?",
            (3, 5): "Count again: the input, with 2 numbers, is layer 0.",
            (2, 4): "That is layer 4: the input, with 2 numbers, is layer 0.",
        },
    ),
    "needed_on_the_way_back": Choice(
        3,
        why="dW needs what came in, and what goes further back needs W.",
        told={
            1: "Read the two formulas letter by letter. Is there a b in one of them?",
            2: "Which of the two formulas has a b in it?",
            4: "Z is in neither of the two. The bend will need it, in section 3.",
        },
    ),
    "smaller_than_a_thousandth": Number(
        np.ceil(np.log(1 / 1000) / np.log(STEEPEST)),
        why="A quarter of a quarter, and so on: after four 1/256, after five 1/1024.",
        look="How steep is a sigmoid at most? Multiply until it is below 1/1000.",
        within=0.0,
        told={
            4: "A quarter, four times, is 1/256.",
            10: "It takes ten halves. But how steep is a sigmoid in the middle?",
        },
    ),
    "smaller_and_smaller": Choice(
        3,
        why=(
            "First the curve within the nudge looks straighter. Then the two costs are "
            "so near to each other that their difference is rounding."
        ),
        told={
            1: "A cost has about 16 digits. How many differ after a nudge of 10^−15?",
            2: "With a wide nudge, the curve bends between its two ends.",
        },
    ),
    "layers_that_are_wrong": Choice(
        2,
        why=(
            "Layer 3 comes first on the way back, before the mistake. What layer 2 "
            "hands down is wrong already, so layer 1 cannot be right."
        ),
        told={
            1: "Layer 1 gets its dA from layer 2. Is that right?",
            3: "On the way back, does layer 3 come before layer 2 or after it?",
            4: "On the way back, what has layer 3 to do with layer 2?",
        },
    ),
    "why_two_layers_were_wrong": Choice(
        1,
        why=(
            "A list counts from 0, so caches[2] belongs to layer 3. All caches have "
            "the same shapes here, so nothing complained."
        ),
        told={
            2: (
                "Twice 1/m makes a derivative 6 times too small here. It differs by "
                "5/7, about 0.71, whatever the network is. Was it that?"
            ),
            3: (
                "The blocks were given the name tanh, forward and back. Look at their "
                "calls."
            ),
            4: "A flipped sign shows as a difference of exactly 1. Was it that?",
        },
    ),
    "old_friend": Choice(
        2,
        why="No hidden layer and one sigmoid unit, now with a random start.",
        told={
            1: "The last layer has a sigmoid, and the cost is the log loss.",
            3: "How many entries has parameters? How many layers is that?",
        },
    ),
    "pieces_after_five": Number(
        2**5,
        why="Every fold doubles the number of pieces: 2, 4, 8, 16, 32.",
        look="The first fold makes 2 pieces. What does the second do with each?",
        within=0.0,
        told={
            10: (
                "That is the number of units. Every piece is folded again, not "
                "just one."
            ),
            6: "That would be one bend for each fold. Each piece is folded.",
            5: "One fold makes 2 pieces already.",
            16: "That is after four.",
        },
    ),
}
