"""`flatten_images(images)`: every picture becomes a column, colour by colour."""

import numpy as np

from nnlib.check import Draft, Probe, changed, instead, outputs, transposed, wrong
from nnlib.exercises import picture_columns as shared
from nnlib.exercises.picture_columns import stacked
from nnlib.images import flatten_images

# Pictures, height, width: never equal, and none of them 3 as there are colours.
SIZES = ((4, 2, 5), (5, 4, 2), (2, 5, 6))


exercise = Draft(
    id="02/flatten_images",
    parts={"X": 10},
    reference=flatten_images,
    returns="X",
)


@exercise.probes
def probes(rng):
    """Draw pictures that are wider than high, and higher than wide."""
    return [by_hand(), *(draw(rng, *size) for size in SIZES), single(rng)]


def by_hand():
    """Return three pictures of two pixels: all numbers are multiples of 0.2."""
    fifths = [
        [[[5, 0, 1], [2, 3, 4]]],
        [[[1, 1, 2], [0, 4, 3]]],
        [[[4, 5, 0], [3, 2, 1]]],
    ]
    images = np.array(fifths, dtype=np.uint8) * np.uint8(51)
    return Probe((images,), sizes={"m": 3, "height": 1, "width": 2}, shown=True)


def draw(rng, m, height, width):
    """Draw pictures of given sizes."""
    images = rng.integers(0, 250, (m, height, width, 3), dtype=np.uint8)
    return Probe((images,), sizes={"m": m, "height": height, "width": width})


def single(rng):
    """Draw one picture alone."""
    args = draw(rng, 1, 2, 4).args
    return Probe(args, extreme=True, about="a single picture")


def mixed_after(id, order, first):
    """Bring the axes into some order, and let a reshape mix the pictures after it."""

    def wrong_version(images):
        return images.transpose(order).reshape(-1, len(images)) / 255

    return wrong(
        id,
        f"{first} to the front, pictures mixed",
        instead(wrong_version),
        evidence=(
            "Your shape is right, but each column holds pieces of several pictures."
        ),
        question=(
            "after your reshape, do the numbers of one picture stand below each other, "
            "or side by side?"
        ),
    )


exercise.variants(
    shared.pixel_by_pixel,
    wrong(
        "mixed",
        "pictures mixed",
        instead(lambda images: images.reshape(-1, len(images)) / 255),
        evidence=(
            "Your shape is right, but each column holds pieces of several pictures."
        ),
        question="which axis runs over the pictures, and where does reshape put it?",
    ),
    mixed_after("colours_then_mixed", (0, 3, 1, 2), "colours of each"),
    mixed_after("colours_first_then_mixed", (3, 0, 1, 2), "colours of all"),
    wrong(
        "as_rows",
        "pictures as rows",
        transposed(),
        evidence="Your numbers are right, with one row per picture.",
        question="what is a column of X?",
    ),
    wrong(
        "rows_pixel_by_pixel",
        "pictures as rows, pixel by pixel",
        instead(lambda images: images.reshape(len(images), -1) / 255),
        evidence=(
            "You have one row per picture, and in it red, green, blue of each pixel."
        ),
        question="what is a column of X, and in which order should its numbers stand?",
    ),
    shared.not_scaled,
    shared.whole_numbers,
    shared.by_256,
    wrong(
        "by_brightest",
        "divided by the brightest pixel found",
        instead(lambda images: stacked(images) / images.max()),
        evidence="Your largest number is 1, however dark the pictures are.",
        question="should one bright pixel change the numbers of all other pictures?",
    ),
    shared.down_first,
    shared.blue_first,
    shared.grey,
    shared.red_only,
    wrong(
        "first_picture",
        "first picture in every column",
        outputs(X=lambda X: np.repeat(X[:, :1], X.shape[1], axis=1)),
        evidence="Every column of yours is the first picture.",
        question="which of your names changes from picture to picture?",
    ),
    wrong(
        "flattened",
        "all pictures in one column",
        instead(lambda images: images.ravel() / 255),
        evidence="All your numbers stand in a single row without end.",
        question="how many columns should m pictures give?",
    ),
    wrong(
        "squeezed",
        "axis lost for a single picture",
        changed(np.squeeze),
        evidence="One picture gives one flat row: its axis of length 1 is gone.",
        question="what does squeeze do with an axis of length 1?",
    ),
)


@exercise.accepted
def with_moveaxis(images):
    """Move the colours to the front of each picture, then flatten it."""
    m = images.shape[0]
    return np.moveaxis(images, -1, 1).reshape(m, -1).T / 255.0


@exercise.accepted
def colour_by_colour(images):
    """Take one picture and one colour at a time."""
    columns = [
        np.concatenate([image[:, :, colour].ravel() for colour in range(3)])
        for image in images
    ]
    return np.column_stack(columns) / 255


@exercise.accepted
def in_single_precision(images):
    """Count in float32, as pictures often are."""
    m, height, width, colours = images.shape
    X = np.empty((colours * height * width, m), dtype=np.float32)
    for i in range(m):
        X[:, i] = images[i].transpose(2, 0, 1).flatten()
    return X / np.float32(255)


EXERCISE = exercise.with_hints(
    "The axes of images are picture, row, column, colour. In your columns, which "
    "of them changes slowest, and which comes next?",
    "reshape keeps the order in which numbers lie, the last axis fastest. So first "
    "bring the axes into the order you want (transpose), then reshape. A sibling: "
    "to read a table T (rows, columns) column by column, T.transpose(1, 0) first.",
)
