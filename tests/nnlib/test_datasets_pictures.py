"""The drawn pictures: one law for every kind, only the shape tells what they show."""

import hashlib

import numpy as np
import pytest

from nnlib.datasets import KINDS, cat_pictures, cats, draw_pictures
from nnlib.datasets.painting import box, cover, ellipse, segment, triangle
from tests.cases import every_case


def seeded(seed=0):
    return np.random.default_rng(seed)


@pytest.mark.parametrize("size", [32, 64])
def test_cats_are_colour_pictures_with_a_row_of_labels(size):
    images, Y = cats(40, seeded(), size=size)
    assert (images.shape, images.dtype) == ((40, size, size, 3), np.uint8)
    assert (Y.shape, Y.dtype, set(np.unique(Y))) == ((1, 40), float, {0.0, 1.0})


def test_half_of_the_pictures_are_cats():
    _, Y = cats(2000, seeded(), size=8)
    assert 0.46 < Y.mean() < 0.54


def test_others_are_equally_likely(monkeypatch):
    drawn = []
    monkeypatch.setattr(cat_pictures, "_drawn", lambda kinds, *_: drawn.extend(kinds))
    _, Y = cats(6000, seeded())
    counts = {kind: drawn.count(kind) for kind in KINDS}
    assert counts.pop("cat") == Y.sum()
    assert 500 < min(counts.values()) <= max(counts.values()) < 700


@pytest.mark.parametrize(
    ("size", "fingerprint"),
    [(32, "f3138b7d767c2348"), (64, "42bf227ab859fa6c")],
    ids=["32", "64"],
)
def test_pictures_have_their_fingerprint(size, fingerprint):
    """It holds as long as numpy's generator draws as it does.

    Levels are rounded to whole numbers, so that the last bit of a sine, which differs
    between machines, does not reach them.
    """
    images, Y = cats(30, seeded(1), size=size)
    content = images.tobytes() + Y.astype(np.uint8).tobytes()
    assert hashlib.sha256(content).hexdigest()[:16] == fingerprint


def test_seed_decides_and_the_next_draw_differs():
    rng = seeded(4)
    first, second = cats(5, rng, size=16)[0], cats(5, rng, size=16)[0]
    np.testing.assert_array_equal(first, cats(5, seeded(4), size=16)[0])
    assert not np.array_equal(first, second)


def test_global_randomness_is_neither_used_nor_changed():
    before = np.random.get_state(legacy=False)
    cats(5, seeded(), size=16)
    np.testing.assert_equal(np.random.get_state(legacy=False), before)


def test_pictures_do_not_depend_on_how_many_are_painted_at_once(monkeypatch):
    together, _ = cats(20, seeded(), size=16)
    monkeypatch.setattr(cat_pictures, "BATCH", 3 * 16**2)
    apart, _ = cats(20, seeded(), size=16)
    np.testing.assert_array_equal(together, apart)


def test_background_is_the_same_whatever_is_drawn_on_it():
    corners = [
        draw_pictures([kind] * 30, seeded(3))[:, -6:, :6].astype(int) for kind in KINDS
    ]
    for other in corners[1:]:
        np.testing.assert_array_equal(other, corners[0])


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_shape_of_its_own(kind):
    """A drawing is told from the others by where it covers the ground."""
    outlines = {}
    for other in KINDS:
        pictures = draw_pictures([other] * 60, seeded(5), p_dark=1.0, shift=0.0)
        outlines[other] = pictures.mean(axis=(0, 3))
    distances = {
        other: np.abs(outlines[kind] - outline).mean()
        for other, outline in outlines.items()
    }
    assert distances.pop(kind) == 0
    assert min(distances.values()) > 3


@pytest.mark.parametrize(("p_dark", "sign"), [(1.0, -1), (0.0, 1)])
@pytest.mark.parametrize("kind", KINDS)
def test_polarity_follows_its_probability(kind, p_dark, sign):
    pictures = draw_pictures([kind] * 20, seeded(), p_dark=p_dark).astype(float)
    middle = pictures[:, 36:46, 22:26].mean(axis=(1, 2, 3))
    corner = pictures[:, -6:, :6].mean(axis=(1, 2, 3))
    assert np.mean(np.sign(middle - corner) == sign) >= 0.85


@pytest.mark.parametrize("kind", KINDS)
def test_larger_shift_spreads_the_pictures_more(kind):
    near = draw_pictures([kind] * 60, seeded(1), p_dark=1.0, shift=0.0)
    far = draw_pictures([kind] * 60, seeded(1), p_dark=1.0, shift=10.0)
    assert near.mean(axis=(0, 3)).std() > far.mean(axis=(0, 3)).std()


@every_case(
    ("call", "message"),
    [
        (lambda: cats(0, seeded()), "m is 0, expected 1 or more"),
        (lambda: cats(2.5, seeded()), "m is 2.5 of type float, expected a whole"),
        (lambda: cats(2, 7), "rng is 7 of type int, expected a numpy Generator"),
        (
            lambda: cats(2, seeded(), size=4),
            "size is 4, expected 8 or more",
        ),
        (lambda: cats(2, seeded(), size=1000), "size is 1000, expected 256 or less"),
        (
            lambda: cats(2, seeded(), size="64"),
            "size is '64' of type str, expected a whole",
        ),
        (lambda: cats(2, seeded(), p_dark=2), "p_dark is 2, expected 1 or less"),
        (
            lambda: cats(2, seeded(), p_dark=np.nan),
            "p_dark is nan, expected a finite number",
        ),
        (lambda: cats(2, seeded(), shift=-1), "shift is -1, expected 0 or more"),
        (lambda: draw_pictures([], seeded()), "kinds is [], expected a list"),
        (lambda: draw_pictures("cat", seeded()), "kinds is 'cat', expected a list"),
        (lambda: draw_pictures(3, seeded()), "kinds is 3, expected a list"),
        (lambda: draw_pictures(["mouse"], seeded()), "there is no picture of 'mouse'"),
        (lambda: draw_pictures([1], seeded()), "there is no picture of 1; there are"),
        (
            lambda: draw_pictures(["cat"], None),
            "rng is None, expected a numpy Generator",
        ),
    ],
)
def test_wrong_argument_is_refused_by_name(call, message):
    with pytest.raises((TypeError, ValueError)) as refused:
        call()
    assert message in str(refused.value)


# Painting: signed distances by hand.


def at(*point):
    return [np.array(float(number)) for number in point]


@pytest.mark.parametrize(
    ("distance", "expected"),
    [
        (ellipse(*at(0, 0), 0, 0, 4, 2), -2),
        (ellipse(*at(6, 0), 0, 0, 4, 2), 1),
        (ellipse(*at(3, 5), 3, 1, 4, 2), 2),
        (box(*at(0, 5), 0, 0, 4, 2), 3),
        (box(*at(0, 0), 0, 0, 4, 2), -2),
        (triangle(*at(1, 1), (0, 0), (4, 0), (0, 4)), -1),
        (triangle(*at(1, 1), (0, 4), (4, 0), (0, 0)), -1),
        (triangle(*at(4, 4), (0, 0), (4, 0), (0, 4)), np.sqrt(8)),
        (segment(*at(3, 2), (0, 0), (6, 0), 0.5), 1.5),
        (segment(*at(-3, 4), (0, 0), (6, 0), 0.5), 4.5),
    ],
)
def test_signed_distance_is_negative_inside_and_grows_outwards(distance, expected):
    np.testing.assert_allclose(distance, expected)


@pytest.mark.parametrize(
    ("distance", "opacity", "expected"),
    [(-3, 1, 0.8), (3, 1, 0.2), (0, 1, 0.5), (0.25, 1, 0.35), (-3, 0.5, 0.5)],
)
def test_covering_blends_by_the_covered_share(distance, opacity, expected):
    pictures = np.full((1, 3, 2, 2), 0.2)
    cover(pictures, np.full((1, 2, 2), distance), 0.8, opacity)
    np.testing.assert_allclose(pictures, expected)
