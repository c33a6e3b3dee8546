"""Explorers of one formula: the browser may compute only what the given function is."""

import numpy as np
import pytest

from grading.exhibits import sizes
from nnlib.activations import sigmoid
from nnlib.depth import fold
from nnlib.explore import FirstWeights, Folds, Logits, Staircase
from nnlib.explore.first_weights import SPREADS
from nnlib.explore.folds import pieces
from nnlib.explore.staircase import PIECES
from nnlib.losses import cross_entropy
from nnlib.multiclass import softmax

from .networks import CURVES


def shares(Z):
    """Divide by the sum, which is no softmax."""
    return np.abs(Z) / np.abs(Z).sum(axis=0)


class TestLogits:
    def test_adding_to_all_scores_changes_no_probability(self):
        explorer = Logits(softmax, cross_entropy)
        _, a, cost = explorer.answers(explorer.settings)
        _, shifted, same = explorer.answers({**explorer.settings, "shift": 3.0})
        np.testing.assert_allclose(a, shifted)
        assert cost == pytest.approx(same)

    @pytest.mark.parametrize(
        ("function", "cost"),
        [(shares, cross_entropy), (softmax, lambda A, Y: np.mean((A - Y) ** 2))],
        ids=["another function", "another cost"],
    )
    def test_other_functions_are_asked_every_time(self, function, cost):
        explorer = Logits(function, cost)
        assert explorer.scene == "frames"
        drawn = explorer.numbers(explorer.settings)["frames"]["panels"][1]["marks"][0]
        expected = function(np.array([[3.0], [1.0], [-3.0]])).ravel()
        np.testing.assert_allclose(drawn["heights"], expected[[0, 2]])


class TestFolds:
    def test_every_fold_doubles_the_pieces(self):
        assert pieces(Folds(fold).heights) == [2**k for k in range(9)]

    def test_given_function_is_drawn_even_if_it_does_not_fold(self):
        assert "1 straight piece." in Folds(lambda x: 1 - x).first.sentence

    def test_wrong_shape_is_named(self):
        with pytest.raises(ValueError, match=r"returned shape \(1, 3\), expected"):
            Folds(lambda x: x[:, :3])


class TestStaircase:
    @pytest.mark.parametrize("shape", ["steps", "bumps"])
    def test_more_units_come_nearer(self, shape):
        explorer = Staircase(sigmoid, CURVES, steepness=2000.0, shape=shape)
        missed = [explorer.error({**explorer.settings, "pieces": n}) for n in PIECES]
        # The ends belong to half a bump, whatever their number.
        last = missed[-1] if shape == "steps" else 0.3
        assert missed[0] > 2 * last
        if shape == "steps":
            assert missed[-1] < 0.1

    def test_another_sigmoid_is_asked_every_time(self):
        explorer = Staircase(lambda z: np.float64(z > 0), CURVES)
        assert explorer.scene == "frames"
        parts, _ = explorer.layer(explorer.settings)
        jumps = [np.unique(part).size for part in parts]
        assert set(jumps) <= {1, 2}


class TestFirstWeights:
    @pytest.mark.parametrize(
        ("spread", "fate"),
        [(0.01, "die out"), (0.177, "keep their size"), (1.0, "explode")],
    )
    def test_fate_of_a_spread_is_told(self, spread, fate):
        explorer = FirstWeights(sizes, spread=spread, kept=None)
        assert explorer.first.sentence.count(fate) == 2

    def test_spreads_have_the_two_famous_ones(self):
        texts = FirstWeights(sizes).controls["spread"].texts
        assert [t for t in texts if " " in t] == ["0.125 Xavier", "0.177 He"]
        assert min(SPREADS) == 0.01

    @pytest.mark.parametrize(
        ("result", "line"),
        [
            (None, "returned None, expected two lists"),
            (([1.0], [1.0, 2.0]), "returned lists of 1 and 2 numbers"),
            ((["a", "b"], [1.0, 2.0]), "expected numbers"),
        ],
    )
    def test_what_is_wrong_with_the_sizes_is_named(self, result, line):
        with pytest.raises(ValueError, match=line):
            FirstWeights(lambda spread, activation: result)
