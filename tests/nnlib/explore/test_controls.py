"""Controls stand at values that can be named."""

import pytest

from nnlib.explore.controls import Control, iterations, rates, short, steps

RATE = Control("learning_rate", "learning rate", rates(-2, 1), 0.1)


@pytest.mark.parametrize(
    ("asked", "value"),
    [(0.1, 0.1), (0.11, 0.1), (0.04, 0.03), (10, 10.0), (0.01, 0.01)],
)
def test_slider_takes_its_nearest_value(asked, value):
    assert RATE.nearest(asked) == value


@pytest.mark.parametrize(
    ("value", "message"),
    [
        pytest.param(11, "learning_rate is 11, expected 0.01 to 10.0", id="above"),
        pytest.param(0, "learning_rate is 0, expected 0.01 to 10.0", id="below"),
        pytest.param("fast", "learning_rate is 'fast', expected one of", id="a word"),
        pytest.param(float("nan"), "learning_rate is nan", id="no number"),
    ],
)
def test_value_that_a_slider_does_not_have_is_refused(value, message):
    with pytest.raises(ValueError, match=message):
        RATE.nearest(value)


def test_choice_takes_only_what_it_lists():
    choice = Control("node", "node", ("a", "b"), "a", "choice")
    assert choice.nearest("b") == "b"
    with pytest.raises(ValueError, match="node is 'c', expected one of 'a', 'b'"):
        choice.nearest("c")


def test_unknown_kind_of_control_is_refused():
    with pytest.raises(ValueError, match="kind is 'knob'"):
        Control("x", "x", (1, 2), 1, "knob")


@pytest.mark.parametrize("most", [1, 20, 300, 1000])
def test_iterations_begin_at_none_and_end_at_the_most(most):
    found = iterations(most)
    assert found[0] == 0 and found[-1] == most
    assert list(found) == sorted(set(found))
    assert sum(found) <= 4.5 * most


def test_rates_are_written_as_in_code():
    assert [short(one) for one in rates(-3, -2)] == [
        "0.001",
        "0.002",
        "0.003",
        "0.005",
        "0.01",
    ]


def test_equal_steps_carry_no_rounding_dust():
    assert steps(-4, 4, 0.1)[41:44] == (0.1, 0.2, 0.3)
