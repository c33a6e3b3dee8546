"""What notebook 03 asks before it shows."""

import numpy as np

from nnlib.check.prediction import Choice, Number, Place, Shape
from nnlib.initializers import count_parameters
from nnlib.losses import compute_cost

ARRAYS = "02_logistic_regression_arrays"

PREDICTIONS = {
    "shape_of_dw": Shape(
        (30, 1),
        why="A slope has the shape of its parameter: w has a row for each feature.",
        look=(
            "Which of the two numbers counts features? How many weights does a neuron "
            "have?"
        ),
        where=Place(ARRAYS, "8 · No loop at all: backward"),
        told={
            (1, 30): "As many numbers, lying down. In this course w stands up.",
            (30,): "As many numbers, on one axis. In this course w is a column.",
            (30, 400): "That is a slope for each example. dw is their mean.",
            (400, 1): "400 counts the examples. How many weights are there?",
        },
    ),
    "mean_along_axis_1": Choice(
        2,
        why="Examples are columns. Along axis 1 you go from column to column.",
        where=Place(ARRAYS, "3 · Features on one scale"),
        told={1: "Along axis 1 you go through a row of X. What is in one row?"},
    ),
    "a_new_patient": Choice(
        3,
        why=(
            "The weights were learned on that scale. With another mean the same "
            "patient would get another answer."
        ),
        where=Place(ARRAYS, "3 · Features on one scale"),
        told={
            1: "What is left of a single patient whose own mean is subtracted?",
            2: "The weights were learned before she came. On which scale?",
        },
    ),
    "who_looks_at_nothing": Number(
        0.65,
        why="325 of 500. Whoever learns something has to do better than that.",
        look="How many of the 500 answers are right then?",
        where=Place(ARRAYS, "12 · Count"),
        told={
            65: "As a share, that is a number between 0 and 1.",
            0.35: "That is the share of cats. All of them are missed.",
            0.5: "A coin would have that. Here the answer is always the same.",
        },
    ),
    "numbers_of_441": Number(
        count_parameters([4, 4, 1]),
        why="4 · 4 and 1 · 4 weights, and one bias for each of five units.",
        look="Go layer by layer: units times inputs, and a bias for each unit.",
        within=0.0,
        told={
            20: "Those are the weights. How many units have a bias?",
            21: "That is for 3-4-1. In 4-4-1, every hidden unit reads one more.",
            24: "The output unit has a bias as well.",
        },
    ),
    "two_without_a_bend": Choice(
        3,
        why="Together they are one layer: you will find its weights in a minute.",
        told={
            1: "On paper 2x + 1 and 3z − 4 made 6x − 1. Is that curved?",
            2: "The output unit adds up twenty straight lines. What is their sum?",
        },
    ),
    "second_mean": Choice(
        2,
        why=(
            "dZ1 is used for dW1 and db1 only, and these get m times too small. Layer "
            "2 is right, so the network still learns, and the slip is hard to find."
        ),
        told={
            1: "Look at the formulas of layer 2. Does one of them use dZ1?",
            3: "Which formulas have dZ1 in them: those of layer 2?",
            4: "dW1 takes a mean of what is in dZ1. How many means does that make?",
        },
    ),
    "starts_that_part": Choice(
        3,
        why=(
            "In the first two all units are equal: they get equal slopes in every step "
            "and stay equal. Only the random start has units that differ."
        ),
        told={
            1: "In the first two, does anything tell one unit from another?",
            2: "All weights are 0.3. What differs between the slopes of two units?",
        },
    ),
    "first_of_the_costs": Number(
        compute_cost(np.full((1, 2), 0.5), np.array([[0.0, 1.0]])),
        why="With tiny weights every output is near 0.5, and −log 0.5 = log 2.",
        look="What is every output near, if all weights are near 0? What does it cost?",
        told={0.5: "That is nearly every output. And what does an answer of 0.5 cost?"},
    ),
    "twice_as_many_steps": Choice(
        1,
        why=(
            "Between two steps a smooth curve rises by about its slope times their "
            "distance. Half the distance, half the rise."
        ),
        told={
            2: "Each step is half as wide. How much does the curve rise within one?",
            3: "Between two steps the curve goes on. How far, if they are near?",
        },
    ),
    "why_one_border": Choice(
        3,
        why=(
            "One row was drawn and laid down four times, and the output weighs all "
            "four alike. Equal units get equal slopes in every step, so they stay "
            "equal."
        ),
        told={
            1: "The gradient check measured it: every slope is right.",
            2: "More steps move all four units alike. The border stays straight.",
            4: (
                "The same units part with tanh as soon as their weights start out "
                "different."
            ),
        },
    ),
}
