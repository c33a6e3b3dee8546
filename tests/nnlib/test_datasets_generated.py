"""Generated sets: shapes, balance, laws, repeatability, and what may not be asked."""

import hashlib

import numpy as np
import pytest

from nnlib.datasets import (
    circles,
    draw_digits,
    flower,
    house_prices,
    moons,
    parity,
    seven_segments,
    spiral,
    split,
    tumour_sizes,
    xor,
)
from tests.cases import every_case

PLANE = (xor, flower, circles, moons, spiral)
DRAWN = {
    **{draw.__name__: draw for draw in PLANE},
    "parity": lambda m, rng: parity(5, m, rng),
    "seven_segments": seven_segments,
}


def seeded(seed=0):
    return np.random.default_rng(seed)


def digest(*arrays):
    """Give a short fingerprint of whole numbers, the same on every platform."""
    content = b"".join(array.astype("<i8").tobytes() for array in arrays)
    return hashlib.sha256(content).hexdigest()[:16]


EVERY_SET = every_case("draw", DRAWN.values(), ids=DRAWN)


class TestEveryDrawnSet:
    @EVERY_SET
    def test_seed_decides_everything(self, draw):
        for first, second in zip(draw(30, seeded(7)), draw(30, seeded(7)), strict=True):
            np.testing.assert_array_equal(first, second)

    @EVERY_SET
    def test_next_draw_and_other_seeds_differ(self, draw):
        rng = seeded(7)
        first, second, other = (
            draw(30, rng)[0],
            draw(30, rng)[0],
            draw(30, seeded(8))[0],
        )
        assert not np.array_equal(first, second)
        assert not np.array_equal(first, other)

    @EVERY_SET
    def test_global_randomness_is_neither_used_nor_changed(self, draw):
        before = np.random.get_state(legacy=False)
        draw(30, seeded())
        after = np.random.get_state(legacy=False)
        np.testing.assert_equal(after, before)

    @EVERY_SET
    def test_m_of_another_integer_type_is_fine(self, draw):
        X, _ = draw(np.int32(30), seeded())
        assert X.shape[1] == 30

    @EVERY_SET
    @every_case(
        ("m", "kind"),
        [
            (0, ValueError),
            (-5, ValueError),
            (30.0, TypeError),
            ("30", TypeError),
            (True, TypeError),
            (np.array([30]), TypeError),
        ],
        ids=repr,
    )
    def test_wrong_m_is_refused_by_name(self, draw, m, kind):
        with pytest.raises(kind, match=r"^m (is|has shape) .*expected"):
            draw(m, seeded())

    @EVERY_SET
    @every_case(
        "rng",
        [7, None, "seed", np.random, np.random.RandomState(0)],
        ids=["seed", "nothing", "text", "module", "old generator"],
    )
    def test_wrong_rng_is_refused_with_advice(self, draw, rng):
        seed = "7" if rng == 7 else "seed"
        advice = rf"^rng is .*Generator\.\nnp\.random\.default_rng\({seed}\) makes one"
        with pytest.raises(TypeError, match=advice):
            draw(30, rng)


@every_case("m", [2, 3, 400, 401])
@every_case("draw", PLANE)
def test_plane_sets_are_columns_and_balanced(draw, m):
    X, Y = draw(m, seeded())
    assert (X.shape, Y.shape, X.dtype, Y.dtype) == ((2, m), (1, m), float, float)
    assert Y.sum() == m // 2
    assert set(np.unique(Y)) == {0.0, 1.0}
    assert np.isfinite(X).all()


@every_case("draw", [*PLANE, lambda m, rng: parity(3, m, rng)])
def test_order_of_the_labels_says_nothing(draw):
    _, Y = draw(400, seeded())
    assert 80 < Y[0, :200].sum() < 120
    assert 150 < np.sum(Y[0, 1:] != Y[0, :-1]) < 250


@every_case("draw", PLANE)
@every_case(
    ("noise", "kind"),
    [
        (-0.1, ValueError),
        (np.nan, ValueError),
        (np.inf, ValueError),
        ("0.1", TypeError),
        (None, TypeError),
        (True, TypeError),
    ],
    ids=repr,
)
def test_wrong_noise_is_refused_by_name(draw, noise, kind):
    with pytest.raises(
        kind, match=r"^noise is .*, expected (a number|a finite number|0 or more)$"
    ):
        draw(30, seeded(), noise=noise)


@every_case("draw", PLANE)
def test_refused_call_draws_nothing(draw):
    rng = seeded(7)
    with pytest.raises(ValueError):
        draw(30, rng, noise=-1.0)
    assert rng.random() == seeded(7).random()


@every_case(
    ("call", "message"),
    [
        (
            lambda: circles(30, seeded(), factor=1.5),
            "factor is 1.5, expected 1 or less",
        ),
        (
            lambda: spiral(30, seeded(), turns=-1),
            "turns is -1, expected 0 or more",
        ),
        (
            lambda: seven_segments(30, seeded(), noise=0.7),
            "noise is 0.7, expected 0.5 or less",
        ),
        (lambda: draw_digits([3, 10], seeded()), "labels holds 10, expected digits"),
        (lambda: draw_digits([-1], seeded()), "labels holds -1, expected digits"),
        (lambda: draw_digits([], seeded()), "labels is [], expected a list of digits"),
        (lambda: draw_digits(7, seeded()), "labels is 7, expected a list of digits"),
        (lambda: draw_digits([1.0], seeded()), "labels is [1.0], expected a list"),
        (lambda: draw_digits("12", seeded()), "labels is '12', expected a list"),
        (lambda: draw_digits([[1], [2, 3]], seeded()), "expected a list of digits"),
        (lambda: parity(0), "bits is 0, expected 1 or more"),
        (lambda: parity(21), "bits is 21, expected 20 or less"),
        (lambda: parity(2.0), "bits is 2.0 of type float, expected a whole"),
        (lambda: parity(3, 8), "rng is None, expected a numpy Generator"),
        (lambda: parity(3, rng=seeded()), "rng is given without m"),
        (lambda: tumour_sizes(4), "outlier is 4, expected 5 or more"),
        (lambda: tumour_sizes("30"), "outlier is '30' of type str, expected a number"),
        (lambda: tumour_sizes(np.nan), "outlier is nan, expected a finite number"),
    ],
)
def test_wrong_option_is_refused_by_name(call, message):
    with pytest.raises((TypeError, ValueError)) as refused:
        call()
    assert message in str(refused.value)


# Laws: what a set looks like without its noise.


def test_xor_is_1_where_the_signs_differ_and_fills_the_square():
    X, Y = xor(2000, seeded(), noise=0.0)
    np.testing.assert_array_equal(Y[0], X[0] * X[1] < 0)
    assert np.abs(X).max() <= 1
    for signs in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
        within = np.all(np.sign(X) == np.array([signs]).T, axis=0)
        np.testing.assert_allclose(within.mean(), 0.25, atol=0.04)
        np.testing.assert_allclose(np.abs(X[:, within]).mean(), 0.5, atol=0.04)


def test_flower_has_four_petals_of_each_label_mixed():
    X, Y = flower(4000, seeded(), noise=0.0)
    radius, angle = np.hypot(*X), np.arctan2(X[1], X[0]) % (2 * np.pi)
    np.testing.assert_allclose(radius, np.abs(4 * np.sin(4 * angle)), atol=1e-9)
    petal = (angle // (np.pi / 4)).astype(int)[radius > 0.1]
    labels = Y[0, radius > 0.1]
    found = [set(labels[petal == p]) for p in range(8)]
    # the half turn from one label to the other swaps what is opposite
    assert found == [{0}, {1}, {0}, {1}, {1}, {0}, {1}, {0}]


def test_circles_have_their_radii():
    X, Y = circles(500, seeded(), noise=0.0, factor=0.3)
    np.testing.assert_allclose(np.hypot(*X), np.where(Y[0] == 1, 0.3, 1.0))


def test_moons_are_half_circles_that_reach_into_each_other():
    X, Y = moons(500, seeded(), noise=0.0)
    upper, lower = X[:, Y[0] == 0], X[:, Y[0] == 1]
    np.testing.assert_allclose(np.hypot(*upper), 1)
    np.testing.assert_allclose(np.hypot(lower[0] - 1, lower[1] - 0.5), 1)
    assert upper[1].min() >= 0
    assert lower[1].max() <= 0.5
    assert upper[0].max() > 0.9 > 0.1 > lower[0].min()


@every_case("turns", [0.5, 1.0, 2.0])
def test_spiral_winds_with_its_radius(turns):
    X, Y = spiral(500, seeded(), noise=0.0, turns=turns)
    radius = np.hypot(*X)
    unwound = np.arctan2(X[1], X[0]) - 2 * np.pi * turns * radius - np.pi * Y[0]
    np.testing.assert_allclose(np.cos(unwound), 1)
    np.testing.assert_allclose(np.mean(radius**2), 0.5, atol=0.05)


@every_case("draw", [xor, circles, moons, spiral])
def test_noise_has_the_spread_that_is_asked_for(draw):
    clean, _ = draw(4000, seeded(3), noise=0.0)
    noisy, _ = draw(4000, seeded(3), noise=0.1)
    np.testing.assert_allclose(np.std(noisy - clean), 0.1, rtol=0.03)
    assert abs(np.mean(noisy - clean)) < 0.005


@every_case("bits", [1, 2, 3, 8])
def test_parity_table_holds_every_column_once_in_counting_order(bits):
    X, Y = parity(bits)
    weights = 2 ** np.arange(bits - 1, -1, -1)
    np.testing.assert_array_equal(weights @ X, np.arange(2**bits))
    np.testing.assert_array_equal(
        Y[0], [int(i).bit_count() % 2 for i in range(2**bits)]
    )
    assert (X.dtype, Y.dtype) == (float, float)
    assert Y.sum() == 2 ** (bits - 1)


def test_drawn_parity_is_balanced_and_uniform():
    X, Y = parity(3, 4000, seeded())
    np.testing.assert_array_equal(Y, X.sum(axis=0, keepdims=True) % 2)
    assert Y.sum() == 2000
    counts = np.bincount(([4, 2, 1] @ X).astype(int), minlength=8)
    assert counts.min() > 430
    assert counts.max() < 570


def test_no_bit_of_parity_tells_the_label():
    X, Y = parity(4, 4000, seeded())
    assert np.abs(np.corrcoef(X, Y)[-1, :-1]).max() < 0.06


# Fingerprints hold as long as numpy's generator draws as it does: a new numpy that
# draws otherwise may change them, and nothing else may.


def test_drawn_parity_has_its_fingerprint():
    assert digest(*parity(6, 50, seeded(1))) == "ee252495664fc723"


def test_seven_segments_have_their_fingerprint():
    assert digest(*seven_segments(50, seeded(1))) == "1248cf6dc2cf64e3"


@every_case("m", [1, 10, 95, 1000])
def test_seven_segments_are_binary_columns_and_balanced(m):
    X, labels = seven_segments(m, seeded())
    assert (X.shape, labels.shape) == ((256, m), (m,))
    assert (X.dtype, labels.dtype) == (float, np.int64)
    assert set(np.unique(X)) == {0.0, 1.0}
    assert X.flags.c_contiguous
    counts = np.bincount(labels, minlength=10)
    assert counts.max() - counts.min() <= 1


def test_clean_digits_lie_within_the_picture_and_differ():
    labels = np.repeat(np.arange(10), 200)
    pictures = draw_digits(labels, seeded(), noise=0.0).T
    ink = pictures.sum(axis=1)
    for digit in range(10):
        # one ink count per thickness: no shift cuts a stroke off
        assert len(np.unique(ink[labels == digit])) == 2
    different = {picture.tobytes() for picture in pictures}
    # 10 digits, 2 thicknesses, 3 by 5 places
    assert len(different) == 10 * 2 * 3 * 5


EIGHT = """
    ########
    #......#
    #......#
    #......#
    #......#
    ########
    #......#
    #......#
    #......#
    #......#
    #......#
    ########
"""


def test_thin_eight_shows_all_seven_strokes():
    pictures = draw_digits([8] * 50, seeded(), noise=0.0).T.reshape(-1, 16, 16)
    thin = next(p for p in pictures if p.sum() == EIGHT.count("#"))
    rows, columns = np.flatnonzero(thin.any(axis=1)), np.flatnonzero(thin.any(axis=0))
    cut = thin[np.ix_(rows, columns)]
    lines = ["".join(".#"[int(pixel)] for pixel in row) for row in cut]
    assert lines == EIGHT.split()


def test_noise_turns_over_its_share_of_the_pixels():
    labels = np.arange(10).repeat(30)
    clean = draw_digits(labels, seeded(3), noise=0.0)
    noisy = draw_digits(labels, seeded(3), noise=0.06)
    np.testing.assert_allclose(np.mean(clean != noisy), 0.06, atol=0.003)


# Small tables, with the figures that the lectures and their study give.


def line(x, y):
    slope, start = np.polyfit(x, y, 1)
    return start, slope


def test_tumour_sizes_give_the_known_line():
    X, Y = tumour_sizes()
    start, slope = line(X[0], Y[0])
    np.testing.assert_allclose([start, slope], [-0.357143, 0.190476], atol=5e-7)
    np.testing.assert_allclose((0.5 - start) / slope, 4.5)
    np.testing.assert_allclose(
        start + slope * X[0, [0, -1]], [-0.1667, 1.1667], atol=5e-5
    )


@every_case(("outlier", "crossing"), [(20, 5.268657), (30, 5.551724), (40, 5.728972)])
def test_outlier_moves_the_crossing_of_the_line(outlier, crossing):
    X, Y = tumour_sizes(outlier)
    assert (X.shape, Y.shape, X[0, -1], Y[0, -1]) == ((1, 9), (1, 9), outlier, 1)
    start, slope = line(X[0], Y[0])
    np.testing.assert_allclose((0.5 - start) / slope, crossing, atol=5e-7)


def test_house_prices_give_the_known_least_squares():
    X, Y = house_prices()
    A = np.vstack([np.ones(4), X]).T
    (weights, (error,), *_) = np.linalg.lstsq(A, Y[0])
    np.testing.assert_allclose(weights, [-104.385252, 0.058376, 117.314122], atol=5e-7)
    np.testing.assert_allclose(A @ weights, [370.38, 340.96, 387.66, 540.0], atol=5e-3)
    np.testing.assert_allclose(error, 1345.602, atol=5e-4)
    np.testing.assert_allclose(line(X[0], Y[0]), [88.491954, 0.141150], atol=5e-7)


# Dividing into training and test set.


@every_case(
    ("share", "kept"), [(0.2, 4), (0.25, 5), (0.5, 10), (0.0, 1), (1.0, 19), (0.01, 1)]
)
def test_split_divides_without_overlap_and_keeps_pairs(share, kept):
    X = np.vstack([np.arange(20.0), -np.arange(20.0)])
    (X_train, Y_train), (X_test, Y_test) = split(
        X, X[:1] * 10, seeded(), test_share=share
    )
    assert X_test.shape == (2, kept)
    assert sorted([*X_train[0], *X_test[0]]) == list(range(20))
    np.testing.assert_array_equal(Y_train, X_train[:1] * 10)
    np.testing.assert_array_equal(Y_test, X_test[:1] * 10)


@every_case(
    ("X", "Y"),
    [
        (np.zeros((3, 10)), np.arange(10)),
        (np.zeros((3, 10)), np.zeros((4, 10))),
        (np.zeros((10, 8, 8, 3), np.uint8), np.zeros((1, 10))),
    ],
    ids=["labels", "one-hot", "pictures"],
)
def test_split_keeps_types_and_other_axes(X, Y):
    (X_train, Y_train), (X_test, Y_test) = split(X, Y, seeded())
    assert X_train.size + X_test.size == X.size
    assert (X_train.dtype, Y_train.dtype) == (X.dtype, Y.dtype)
    assert X_train.shape[1 if X.ndim == 2 else 0] == Y_train.shape[-1] == 8
    assert X_test.shape[1 if X.ndim == 2 else 0] == Y_test.shape[-1] == 2


def test_split_gives_copies():
    X, Y = np.ones((2, 10)), np.ones((1, 10))
    (X_train, _), (_, Y_test) = split(X, Y, seeded())
    X_train[:], Y_test[:] = 0, 0
    assert X.all()
    assert Y.all()


@every_case(
    ("X", "Y", "options", "message"),
    [
        (np.zeros((2, 9)), np.zeros((1, 8)), {}, "Y has shape (1, 8), expected 9"),
        (np.zeros((2, 1)), np.zeros((1, 1)), {}, "X has 1 examples, expected at least"),
        (np.zeros(9), np.zeros(9), {}, "X is an array of shape (9,), expected shape"),
        ([[1, 2]], np.zeros((1, 2)), {}, "X is [[1, 2]], expected shape (n_x, m)"),
        (np.zeros((2, 9)), None, {}, "Y is None, expected shape (1, m)"),
        (
            np.zeros((2, 9)),
            np.zeros((1, 9)),
            {"test_share": 1.2},
            "test_share is 1.2, expected 1 or less",
        ),
        (np.zeros((2, 9)), np.zeros((1, 9)), {"test_share": "a"}, "test_share is 'a'"),
    ],
)
def test_split_refuses_what_it_cannot_divide(X, Y, options, message):
    with pytest.raises((TypeError, ValueError)) as refused:
        split(X, Y, seeded(), **options)
    assert message in str(refused.value)
