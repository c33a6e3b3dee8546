"""What notebook 01 asks before it shows, and what it recalls of 00."""

import numpy as np

from nnlib.check.prediction import Choice, Number, Place, Sign
from nnlib.logistic_loops import gradients_and_cost, sigmoid

SLOPES = "00_slopes_and_graphs"

PREDICTIONS = {
    "slope_of_the_loss": Choice(
        2,
        why="The square brings a 2 down, and the half cancels it: a − y.",
        told={
            1: "That is the slope of the square alone. What does the half do to it?",
            3: "The half was there before. What did the square bring down?",
        },
        where=Place(SLOPES, "3 · A slope is a nudge"),
    ),
    "slope_of_two_values": Number(
        -2,
        why="The result falls by 0.002 over a nudge of 0.001: twice as much, and down.",
        look="By how much did the result change? Divide it by the nudge.",
        told={
            2.0: "It is that steep. Does the result grow or fall?",
            -0.002: "That is how much it changed. Divide it by the nudge.",
        },
        where=Place(SLOPES, "3 · A slope is a nudge"),
    ),
    "end_of_the_step": Number(
        2,
        why="3 − 0.5 · 2 = 2. The slope is positive, so w has to shrink.",
        look="A step goes against the slope, and is as long as α times the slope.",
        told={
            4.0: "That is a step along the slope, uphill.",
            1.0: "That is a whole slope away. What does α do to a step?",
        },
        where=Place(SLOPES, "4 · Downhill"),
    ),
    "slope_of_a_product": Choice(
        3,
        why="Nudge b by 0.001, and u grows by c times as much: it is the other factor.",
        told={
            1: "That is so in a sum. In a product, how far does a nudge of b go?",
            2: "Take b = 3, c = 2, and nudge b by 0.001. By how much does u grow?",
        },
        where=Place(SLOPES, "5 · Values to the right, derivatives to the left"),
    ),
    "sigma_of_minus_two": Number(
        sigmoid(-2.0),
        why="It is 1 − 0.88: the two sides of the curve are alike.",
        look="Put −2 into the second formula. e to the power −2 is 0.135.",
        told={
            -0.88: "A probability is never negative. What is left for the other side?",
            0.88: "That is σ(2). Does −2 speak for malignant or against it?",
            0.5: "That is σ(0), where nothing speaks. Here −2 speaks against it.",
            0.135: "That is e to the power −2. One step is left.",
        },
    ),
    "who_pulls_harder": Choice(
        1,
        why="The log loss has slope −0.953 there, 22 times the other's −0.043.",
        told={
            2: "This loss is 0.45 there, and never above 0.5. How steep can it be?",
        },
    ),
    "sign_of_dz": Sign(
        -1,
        why="dz = 0.72 − 1 = −0.28. The loss falls as z grows, so z should grow.",
        look="Put both numbers into dz = a − y.",
        told={0: "It is 0 only where the answer is exact. Here a is 0.72, and y is 1."},
    ),
    "every_example_twice": Choice(
        3,
        why="Both are means: twice the sum, divided by twice as many.",
        told={
            1: "The sums double. By what are they divided?",
            2: "The sum of dw doubles. By what is it divided?",
        },
    ),
    "first_cost": Number(
        gradients_and_cost(np.zeros((1, 1)), 0.0, np.ones((1, 2)), np.eye(2)[:1])[1],
        why="At zero every answer is one half, and costs log 2, whatever its label.",
        look="What does a neuron say whose w and b are 0? What does that answer cost?",
        told={0.5: "That is every answer, at zero. What does such an answer cost?"},
    ),
    "why_it_turned_back": Choice(
        4,
        why=(
            "dw and db begin each pass with the sums of the passes before. One step "
            "hides it. Then old slopes drive every step, past the bottom."
        ),
        told={
            1: "Your train walks with the same rate, and its cost falls all the way.",
            2: (
                "The first step went down, as it should. What is different in the "
                "next ones?"
            ),
            3: (
                "A wrong m would change the first step too. The first two costs were "
                "right."
            ),
        },
    ),
}
