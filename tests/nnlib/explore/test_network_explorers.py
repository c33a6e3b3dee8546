"""Explorers of networks: the given functions drive them, and what they say is so."""

import numpy as np
import pytest

from grading.exhibits import train_from
from nnlib.deep import train_deep
from nnlib.explore import DeepNetwork, SymmetryTrap, TwoLayers, encode, view
from nnlib.explore.network_path import continued, retraced, steps_of
from nnlib.explore.plain_descent import descent
from nnlib.initializers import initialize_parameters

from .networks import EXPLORERS, SETS, X, Y


def rng():
    return np.random.default_rng(0)


def assert_equal(path, step, parameters):
    for name, value in parameters.items():
        np.testing.assert_allclose(path.at(step)[name], value, rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("name", EXPLORERS)
def test_repr_is_python_that_restores_the_state(name):
    explorer = EXPLORERS[name]()
    moved = {n: c.values[-1] for n, c in explorer.controls.items() if n != "step"}
    explorer.move(**moved)
    assert all(f"{n}={v!r}" in repr(explorer) for n, v in moved.items() if v != 0)
    assert EXPLORERS[name](**moved).settings == explorer.settings


@pytest.mark.parametrize("name", EXPLORERS)
def test_sentence_is_read_where_no_picture_is_seen(name):
    explorer = EXPLORERS[name]()
    shown = explorer.picture()
    assert shown.alt == explorer.first.sentence
    assert shown.caption.startswith(explorer.question)


@pytest.mark.parametrize("name", EXPLORERS)
def test_first_state_crosses_in_less_than_a_hundred_kilobytes(name):
    assert len(encode.text(view.setup(EXPLORERS[name]()))) < 100_000


@pytest.mark.parametrize("name", EXPLORERS)
def test_everything_that_is_fetched_or_stored_can_be_set(name):
    explorer = EXPLORERS[name]()
    for settings in (*explorer.ahead(), *explorer.stored()):
        for control, value in settings.items():
            assert explorer.controls[control].nearest(value) == value


class TestTwoLayers:
    def test_given_functions_take_every_step(self):
        explorer = EXPLORERS["two_layers"](learning_rate=0.5, hidden_units=3, seed=1)
        start = initialize_parameters(2, 3, 1, np.random.default_rng(1), scale=0.01)
        run = explorer.run(explorer.settings)
        for step in (0, 7, 40):
            there, costs = train_from(start, X, Y, step, 0.5)
            assert_equal(run.path, step, there)
            np.testing.assert_allclose(run.path.costs[:step], costs, rtol=1e-5)

    def test_zeros_stay_where_they_are(self):
        explorer = EXPLORERS["two_layers"](scale=0.0)
        assert "cost 0.693" in explorer.first.sentence
        assert "stalled" in explorer.first.sentence

    @pytest.mark.parametrize("activation", ["tanh", "relu", "sigmoid"])
    def test_step_that_is_too_long_is_a_result_with_a_name(self, activation):
        explorer = EXPLORERS["two_layers"](
            learning_rate=100.0, activation=activation, scale=3.0
        )
        words = explorer.first.sentence
        assert any(word in words for word in ("above its", "diverged", "oscillating"))

    def test_examples_of_ones_own_are_learned(self):
        explorer = EXPLORERS["two_layers"](points=[(0.0, 0.0, 1), (1.0, 1.0, 0)])
        assert f"of {Y.size + 2} points right" in explorer.first.sentence

    def test_function_that_is_not_written_is_noticed_at_once(self):
        def not_written(*args, **options):
            raise NotImplementedError

        with pytest.raises(NotImplementedError):
            TwoLayers(initialize_parameters, not_written, X, Y)

    def test_what_goes_wrong_later_is_one_line(self):
        def fragile(start, X, Y, num_iterations, learning_rate):
            if learning_rate > 5:
                raise ZeroDivisionError("division by zero\nand more")
            return train_from(start, X, Y, num_iterations, learning_rate)

        explorer = TwoLayers(initialize_parameters, fragile, X, Y, num_iterations=5)
        line = "This stopped with ZeroDivisionError: division by zero"
        assert explorer.answer({"learning_rate": 10.0}) == {"error": line}

    def test_costs_that_are_missing_are_named(self):
        def forgetful(start, X, Y, num_iterations, learning_rate):
            return start, []

        with pytest.raises(ValueError, match="returned 0 costs, expected 1"):
            TwoLayers(initialize_parameters, forgetful, X, Y, num_iterations=5)


class TestDeepNetwork:
    @pytest.mark.parametrize("layers", ["none", "4", "4-4-4"])
    def test_given_function_is_followed_on_its_way(self, layers):
        explorer = EXPLORERS["deep_network"](layers=layers, learning_rate=0.3)
        hidden = [] if layers == "none" else [int(n) for n in layers.split("-")]
        points, labels = SETS["spiral"]
        for step in (0, 5, 40):
            there, _ = train_deep(
                points,
                labels,
                [2, *hidden, 1],
                learning_rate=0.3,
                num_iterations=step,
                rng=rng(),
            )
            assert_equal(explorer.run(explorer.settings).path, step, there)

    def test_comparison_is_on_the_same_data(self):
        explorer = EXPLORERS["deep_network"](data="circles")
        assert explorer.beside(explorer.settings)["data"] == "circles"

    def test_training_is_not_repeated_for_a_step(self):
        runs = []

        def counting(*args, **options):
            runs.append(options["num_iterations"])
            return train_deep(*args, **options)

        explorer = DeepNetwork(counting, SETS, num_iterations=20)
        before = len(runs)
        explorer.frame({**explorer.settings, "step": 3})
        assert len(runs) == before


class TestPath:
    def test_first_steps_are_all_kept_and_the_last_one_too(self):
        values = steps_of(500).values
        assert values[:17] == tuple(range(17))
        assert values[-1] == 500
        assert len(values) < 70

    def test_training_of_another_kind_is_asked_for_fewer_steps(self):
        points, labels = SETS["circles"]

        def turned(learning_rate, num_iterations):
            return train_deep(
                points,
                1 - labels,
                [2, 3, 1],
                learning_rate=learning_rate,
                num_iterations=num_iterations,
                rng=rng(),
            )

        steps = steps_of(40).values
        path = retraced(turned, points, labels, 0.5, steps)
        assert 1 < len(path.steps) < len(steps)
        for step in path.steps:
            assert_equal(path, step, turned(0.5, int(step))[0])

    @pytest.mark.parametrize("hidden", ["tanh", "relu", "sigmoid"])
    def test_plain_descent_goes_down_the_slope_that_is_measured(self, hidden):
        start = initialize_parameters(2, 3, 1, rng(), scale=1.0)
        there = descent(start, X, Y, hidden, 1.0, (1,)).at(1)
        for name, value in start.items():
            for place in np.ndindex(value.shape):
                nudge = np.zeros_like(value)
                nudge[place] = 1e-5
                up, down = (
                    descent({**start, name: value + s * nudge}, X, Y, hidden, 0, (1,))
                    for s in (1, -1)
                )
                slope = (up.costs[0] - down.costs[0]) / 2e-5
                step = value[place] - there[name][place]
                assert step == pytest.approx(slope, abs=1e-7)

    def test_plain_descent_takes_the_steps_of_the_course(self):
        start = initialize_parameters(2, 4, 1, rng(), scale=0.5)
        path = descent(start, X, Y, "tanh", 0.5, (0, 30))
        theirs, expected = train_from(start, X, Y, 30, 0.5)
        np.testing.assert_allclose(path.costs, expected, rtol=1e-10)
        for name, value in theirs.items():
            last = path.at(30)[name]
            np.testing.assert_allclose(last, value, rtol=1e-8, atol=1e-12)

    def test_plain_descent_does_not_change_where_it_begins(self):
        start = initialize_parameters(2, 4, 1, rng(), scale=0.5)
        before = {name: value.copy() for name, value in start.items()}
        descent(start, X, Y, "relu", 0.5, (3,))
        for name, value in before.items():
            np.testing.assert_array_equal(start[name], value)

    def test_going_on_equals_going_at_once(self):
        start = initialize_parameters(2, 4, 1, rng(), scale=0.5)

        def onward(there, learning_rate, num_iterations):
            return train_from(there, X, Y, num_iterations, learning_rate)

        path = continued(onward, start, 0.5, (0, 1, 10, 30))
        whole, costs = train_from(start, X, Y, 30, 0.5)
        np.testing.assert_array_equal(path.costs, costs)
        assert_equal(path, 30, whole)


class TestSymmetryTrap:
    def test_equal_units_stay_one_unit(self):
        explorer = EXPLORERS["symmetry_trap"]()
        assert explorer.first.sentence.startswith("The units differ by 0.")
        marks = explorer.first.panels[0].marks
        dots = [mark for mark in marks if mark["kind"] == "dots"]
        places = {(*mark["x"].tolist(), *mark["y"].tolist()) for mark in dots}
        assert len(dots) == 4 and len(places) == 1
        names = [mark["name"] for mark in marks if mark.get("name")]
        assert names == ["unit 1", "unit 2", "unit 3", "unit 4"]

    def test_zeros_do_not_move(self):
        explorer = EXPLORERS["symmetry_trap"](begin="all zero")
        assert not np.any(explorer.run(explorer.settings).path.weights["W1"])

    def test_units_part_if_they_differ(self):
        explorer = SymmetryTrap(
            initialize_parameters, train_from, X, Y, 300, begin="all zero", apart=0.01
        )
        (gap,) = np.ptp(explorer.run(explorer.settings).path.at(300)["W1"], axis=0)[:1]
        assert gap > 1
