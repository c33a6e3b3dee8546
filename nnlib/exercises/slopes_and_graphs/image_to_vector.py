"""`image_to_vector(image)`: one picture becomes a column, colour by colour."""

import numpy as np

from nnlib.check import Draft, Probe, flattened, instead, reworded, transposed, wrong
from nnlib.exercises import picture_columns as shared
from nnlib.exercises.picture_columns import stacked
from nnlib.images import image_to_vector

# Height and width: never equal, and none of them 3 as there are colours.
SIZES = ((2, 5), (4, 2), (5, 6))


exercise = Draft(
    id="00/image_to_vector",
    parts={"x": 10},
    reference=image_to_vector,
    returns="x",
    form="mend",
    edition=2,
)


@exercise.starts(
    "colour order: pixel by pixel",
    evidence=(
        "All numbers right, order pixel by pixel; this course goes colour by colour."
    ),
    question="which axis changes fastest in your column, and which should?",
)
def pixel_by_pixel(image):
    return image.reshape(-1, 1) / 255


@exercise.probes
def probes(rng):
    """Draw pictures that are wider than high, and higher than wide."""
    return [by_hand(), *(draw(rng, *size) for size in SIZES)]


def by_hand():
    """Return a picture of two pixels: all numbers are multiples of 0.2."""
    image = np.array([[[255, 0, 51], [0, 102, 51]]], dtype=np.uint8)
    return Probe((image,), sizes={"height": 1, "width": 2}, shown=True)


def draw(rng, height, width):
    """Draw a picture of a given size, without white."""
    image = rng.integers(0, 250, (height, width, 3), dtype=np.uint8)
    return Probe((image,), sizes={"height": height, "width": width})


exercise.variants(
    wrong(
        "flat",
        "flat, colour by colour",
        flattened(),
        evidence=(
            "Your numbers and their order are right, and the second axis is missing."
        ),
        question="a column has how many axes?",
    ),
    wrong(
        "flat_pixel_by_pixel",
        "flat, pixel by pixel",
        instead(lambda image: image.ravel() / 255),
        evidence="You have one axis, and on it red, green and blue of each pixel.",
        question=(
            "a column has how many axes, and in which order should its numbers stand?"
        ),
    ),
    wrong(
        "row",
        "row for column",
        transposed(),
        evidence="Your numbers are right, lying down in one row.",
        question="which of the two lengths should be 1?",
    ),
    wrong(
        "row_pixel_by_pixel",
        "row, pixel by pixel",
        instead(lambda image: image.reshape(1, -1) / 255),
        evidence="You have one row, and in it red, green and blue of each pixel.",
        question="which of the two lengths should be 1, and which colour comes first?",
    ),
    wrong(
        "three_columns",
        "one column per colour",
        instead(lambda image: image.reshape(-1, 3) / 255),
        evidence="You have three columns, one for each colour.",
        question="how many columns should one picture give?",
    ),
    wrong(
        "reshaped_first",
        "colours not brought to the front",
        instead(
            lambda image: (
                image.reshape(3, *image.shape[:2]).transpose(1, 2, 0).reshape(-1, 1)
                / 255
            )
        ),
        evidence=(
            "Your reshape reads three colours out of numbers that lie pixel by pixel."
        ),
        question="does reshape change the order in which numbers lie?",
    ),
    reworded(
        shared.not_scaled, question="which number should the brightest point become?"
    ),
    shared.whole_numbers,
    reworded(
        shared.by_256, question="what is the largest number that a point can hold?"
    ),
    wrong(
        "by_brightest",
        "divided by the brightest point found",
        instead(lambda image: stacked(image) / image.max()),
        evidence="Your largest number is 1, however dark the picture is.",
        question="should a dark picture and a bright one give the same column?",
    ),
    wrong(
        "not_scaled_pixel_by_pixel",
        "not scaled, pixel by pixel",
        instead(lambda image: image.reshape(-1, 1).astype(float)),
        evidence="Your numbers run from 0 to 255, and they come pixel by pixel.",
        question=(
            "which number should the brightest point become, and which comes next?"
        ),
    ),
    shared.down_first,
    shared.blue_first,
    reworded(
        shared.grey,
        evidence="You have one number per point: the mean of its three colours.",
        question="how many numbers does one coloured point bring?",
    ),
    reworded(
        shared.red_only,
        evidence="You have one number per point: its red.",
        question="how many numbers does one coloured point bring?",
    ),
)


@exercise.accepted
def colour_by_colour(image):
    """Put the three tables one below the other."""
    tables = [image[:, :, colour].ravel() for colour in range(3)]
    return np.concatenate(tables)[:, np.newaxis] / 255


@exercise.accepted
def with_loops(image):
    """Visit every number, colour by colour, and make a list of rows."""
    height, width, colours = image.shape
    return [
        [int(image[i, j, k]) / 255]
        for k in range(colours)
        for i in range(height)
        for j in range(width)
    ]


@exercise.accepted
def in_single_precision(image):
    """Move the colours to the front, and count in float32 as pictures often do."""
    return np.moveaxis(image, 2, 0).flatten().reshape((-1, 1)) / np.float32(255)


EXERCISE = exercise.with_hints(
    "Build it from three pieces: image[:, :, 0] is the table of all red. What "
    "comes out if you lay its rows end to end?",
    "ravel() lays the rows of a table end to end. np.concatenate joins "
    "flat arrays. reshape(-1, 1) stands one up. A sibling: "
    "np.concatenate([p, q]) of lengths 2 and 3 has length 5.",
)
