"""What goes wrong where pictures become columns, be it one picture or several.

The axes of several pictures are picture, row, column, colour; one picture has the last
three of them.
"""

import numpy as np

from nnlib.check import changed, instead, scaled, variant, wrong


def several(pictures):
    """Give one picture as several, and several as they are."""
    return pictures.reshape(-1, *pictures.shape[-3:])


def stacked(pictures):
    """Give the numbers 0 to 255 in the right order, a column for each picture."""
    images = several(pictures)
    return images.transpose(3, 1, 2, 0).reshape(-1, len(images)).astype(float)


@variant(
    "colour order: pixel by pixel",
    evidence=(
        "All numbers right, order pixel by pixel; this course goes colour by colour."
    ),
    question="which axis changes fastest in your column, and which should?",
    worth=0.7,
)
def pixel_by_pixel(pictures):
    images = several(pictures)
    return images.reshape(len(images), -1).T / 255


not_scaled = wrong(
    "not_scaled",
    "not scaled",
    scaled(255),
    evidence="Your numbers run from 0 to 255.",
    question="which number should the brightest pixel become?",
)


whole_numbers = wrong(
    "whole_numbers",
    "whole-number division",
    changed(np.floor),
    evidence="Your numbers are only 0 and 1: what lies between is cut off.",
    question="what is the difference between / and // in Python?",
)


by_256 = wrong(
    "by_256",
    "divided by 256",
    scaled(255 / 256),
    evidence="Your numbers are 255/256 of the expected ones: white is not quite 1.",
    question="what is the largest number that a pixel can hold?",
)


down_first = wrong(
    "down_first",
    "column by column in the picture",
    instead(lambda pictures: stacked(np.swapaxes(pictures, -3, -2)) / 255),
    evidence="Within each colour you go down the picture first, then to the right.",
    question="in which order do you read a page?",
)


blue_first = wrong(
    "blue_first",
    "blue before red",
    instead(lambda pictures: stacked(pictures[..., ::-1]) / 255),
    evidence="Your colours come in the order blue, green, red.",
    question="which colour is number 0 on the last axis?",
)


grey = wrong(
    "grey",
    "colours averaged",
    instead(lambda pictures: stacked(pictures.mean(axis=-1, keepdims=True)) / 255),
    evidence="You have one number per pixel: the mean of its three colours.",
    question="how many numbers does one coloured pixel bring?",
)


red_only = wrong(
    "red_only",
    "only red",
    instead(lambda pictures: stacked(pictures[..., :1]) / 255),
    evidence="You have one number per pixel: its red.",
    question="how many numbers does one coloured pixel bring?",
)
