"""What notebook 01 asks before it shows."""

import numpy as np

from nnlib.check.prediction import Choice, Number, Sign
from nnlib.logistic_loops import gradients_and_cost

PREDICTIONS = {
    "who_pulls_harder": Choice(
        1,
        why="The log loss has slope −0.953 there, the other one −0.043: 22 times less.",
        told={
            2: "It is 0.45 there, and can never be above 0.5. How steep can it be?",
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
        told={0.5: "So much is every answer, at zero. What does such an answer cost?"},
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
