"""Pictures of cats and of what is not a cat, drawn by a program.

There are too few small pictures of real cats that anybody may pass on, and drawings can
be made afresh for every test. Colour, pose, background and noise follow the same law
for every kind of picture, so that only the shape gives a cat away. Most cats, like most
other things, are dark on light and some are light on dark: what one neuron adds up
changes its sign then, while a hidden layer can learn both.
"""

import numpy as np

from nnlib.datasets.arguments import amount, came, generator, whole_number
from nnlib.datasets.drawings import DRAWINGS
from nnlib.datasets.painting import cover

KINDS = tuple(DRAWINGS)
# Lengths are in pixels of a picture of this size.
UNIT_SIZE = 64
# Below the middle, because of the ears.
MIDDLE = (32, 35.84)
# So many pixels are painted at once: their arrays stay in the cache.
BATCH = 2**16


def cats(m, rng, *, size=64, p_dark=0.65, shift=4.0):
    """Draw pictures, each of them a cat with probability one half.

    The others are dogs, bears, rabbits, balls and houses, one as likely as another.

    Parameters
    ----------
    m : int
        Number of pictures, at least 1.
    rng : numpy.random.Generator
        Where the randomness comes from.
    size : int
        Width and height in pixels, from 8 to 256.
    p_dark : float
        Probability of dark on light, from 0 to 1. With 0.5 a sum over the pixels has
        nothing to go by; with 0 or 1 it has most.
    shift : float
        How far from the middle a picture may stand, in each direction, from 0 to 16,
        in 64ths of the width. More is harder.

    Returns
    -------
    images : ndarray, shape (m, size, size, 3), uint8
        Red, green and blue, from 0 to 255. The examples come first, as in files of
        pictures.
    Y : ndarray, shape (1, m), float64
        1 for a cat, 0 for anything else.

    Raises
    ------
    TypeError, ValueError
        If an argument is not as described.

    Examples
    --------
    >>> images, Y = cats(209, rng=np.random.default_rng(0), size=32)
    >>> images.shape, images.dtype, Y.shape
    ((209, 32, 32, 3), dtype('uint8'), (1, 209))
    """
    m = whole_number("m", m)
    options = _checked(size, p_dark, shift)
    is_cat = generator(rng).random(m) < 0.5
    others = rng.integers(1, len(KINDS), m)
    kinds = np.array(KINDS)[np.where(is_cat, 0, others)]
    images = _drawn(kinds, rng, *options)
    return images, is_cat[np.newaxis].astype(np.float64)


def draw_pictures(kinds, rng, *, size=64, p_dark=0.65, shift=4.0):
    """Draw one picture of each kind that is asked for.

    Parameters
    ----------
    kinds : sequence of str
        Names from `KINDS`: cat, dog, bear, rabbit, ball, house.
    rng : numpy.random.Generator
        Where the randomness comes from.
    size : int
        Width and height in pixels, from 8 to 256.
    p_dark : float
        Probability of dark on light, from 0 to 1.
    shift : float
        How far from the middle a picture may stand, from 0 to 16, in 64ths of the
        width.

    Returns
    -------
    ndarray, shape (m, size, size, 3), uint8
        One picture for each name.

    Raises
    ------
    TypeError, ValueError
        If an argument is not as described.

    Examples
    --------
    >>> draw_pictures(["cat", "house"], rng=np.random.default_rng(0)).shape
    (2, 64, 64, 3)
    >>> draw_pictures(["mouse"], rng=np.random.default_rng(0))
    Traceback (most recent call last):
    ValueError: there is no picture of 'mouse'; there are cat, dog, bear, rabbit, ball,
    house
    """
    kinds, options = _known(kinds), _checked(size, p_dark, shift)
    return _drawn(kinds, generator(rng), *options)


def _known(kinds):
    """Take a list of kinds."""
    listed = [] if isinstance(kinds, str) or not np.iterable(kinds) else list(kinds)
    if not listed:
        raise TypeError(f"kinds is {came(kinds)}, expected a list such as ['cat']")
    for kind in listed:
        if not (isinstance(kind, str) and kind in KINDS):
            known = ", ".join(KINDS)
            raise ValueError(f"there is no picture of {came(kind)}; there are {known}")
    return np.array(listed)


def _checked(size, p_dark, shift):
    """Check what may be chosen about the pictures."""
    return (
        whole_number("size", size, low=8, high=256),
        amount("p_dark", p_dark, high=1),
        amount("shift", shift, high=16),
    )


def _drawn(kinds, rng, size, p_dark, shift):
    """Draw the pictures, so many at once as fit into the cache."""
    scenes = _scenes(len(kinds), rng, p_dark, shift)
    images = np.empty((len(kinds), size, size, 3), np.uint8)
    step = max(1, BATCH // size**2)
    for start in range(0, len(kinds), step):
        part = slice(start, start + step)
        scene = {name: values[part] for name, values in scenes.items()}
        painted = _painted(kinds[part], scene, size)
        painted += rng.normal(0, 0.06, painted.shape)
        levels = np.rint(np.clip(painted, 0, 1) * 255).astype(np.uint8)
        images[part] = levels.transpose(0, 2, 3, 1)
    return images


def _scenes(m, rng, p_dark, shift):
    """Draw everything about m pictures but what they show, by the same law for all."""
    dark = np.where(rng.random((m, 1)) < p_dark, 1.0, -1.0)
    middle, contrast = rng.uniform(0.4, 0.6, (m, 1)), rng.uniform(0.25, 0.6, (m, 1))
    fur = middle - dark * contrast / 2 + rng.uniform(-0.12, 0.12, (m, 3))
    ground = middle + dark * contrast / 2 + rng.uniform(-0.10, 0.10, (m, 3))
    grey = rng.uniform(-0.2, 0.2, (m, 2, 1))
    return {
        "fur": fur,
        "shaded fur": fur - 0.06,
        "inner": fur + 0.18 * dark,
        "whiskers": 0.5 + 0.4 * dark,
        "ground": ground,
        "slope": rng.uniform(0, 0.10, m),
        "direction": rng.uniform(0, 2 * np.pi, m),
        "discs": ground[:, np.newaxis] + grey + rng.uniform(-0.05, 0.05, (m, 2, 3)),
        "disc places": rng.uniform(0, UNIT_SIZE, (m, 2, 2)),
        "disc radii": rng.uniform(2, 6, (m, 2)),
        "centre": np.array(MIDDLE) + rng.uniform(-shift, shift, (m, 2)),
        "scale": rng.uniform(0.8, 1.15, m),
        "angle": np.deg2rad(rng.uniform(-12, 12, m)),
    }


def _painted(kinds, scene, size):
    """Paint pictures of several kinds, without noise."""
    painted = _background(scene, size)
    for kind in np.unique(kinds):
        chosen = np.flatnonzero(kinds == kind)
        pictures = painted[chosen]
        own = {name: values[chosen] for name, values in scene.items()}
        _paint(pictures, DRAWINGS[str(kind)], own, size)
        painted[chosen] = pictures
    return painted


def _background(scene, size):
    """Paint the ground, lighter towards one side, and two discs on it."""
    x, y = _pixels(size)
    across = _wide(np.cos(scene["direction"])) * (x - UNIT_SIZE / 2)
    down = _wide(np.sin(scene["direction"])) * (y - UNIT_SIZE / 2)
    light = _wide(scene["slope"]) * (across + down) / (UNIT_SIZE / 2)
    pictures = _filling(scene["ground"]) + light[:, np.newaxis]
    for disc in range(scene["discs"].shape[1]):
        centre, radius = scene["disc places"][:, disc], scene["disc radii"][:, disc]
        dx, dy = x - _wide(centre[:, 0]), y - _wide(centre[:, 1])
        away = np.sqrt(dx**2 + dy**2)
        distance = (away - _wide(radius)) * (size / UNIT_SIZE)
        cover(pictures, distance, _filling(scene["discs"][:, disc]))
    return pictures


def _paint(pictures, parts, scene, size):
    """Paint the parts of one kind of drawing over pictures, in place."""
    u, v = _turned(scene, size)
    pixels = _wide(scene["scale"]) * (size / UNIT_SIZE)  # per unit of u and v
    for part in parts:
        named = isinstance(part.paint, str)
        colour = _filling(scene[part.paint] if named else np.array([part.paint]))
        for side in (u, -u) if part.twin else (u,):
            distance = part.outline(side, v, *part.numbers) * pixels
            cover(pictures, distance, colour, part.opacity)


def _turned(scene, size):
    """Give the coordinates of the pixels as the drawing on each picture has them."""
    x, y = _pixels(size)
    x = x - _wide(scene["centre"][:, 0])  # (k, 1, size)
    y = y - _wide(scene["centre"][:, 1])  # (k, size, 1)
    cos, sin = _wide(np.cos(scene["angle"])), _wide(np.sin(scene["angle"]))
    scale = _wide(scene["scale"])
    return (cos * x + sin * y) / scale, (cos * y - sin * x) / scale


def _pixels(size):
    """Give the centres of the pixels, as a row and as a column."""
    centres = (np.arange(size) + 0.5) * (UNIT_SIZE / size)
    return centres[np.newaxis], centres[:, np.newaxis]


def _wide(values):
    """Give one number per picture the axes of coordinates."""
    return values[:, np.newaxis, np.newaxis]


def _filling(colours):
    """Give colours (k, 3) or greys (k, 1) the axes of pictures."""
    return colours.reshape(*colours.shape[:2], 1, 1)
