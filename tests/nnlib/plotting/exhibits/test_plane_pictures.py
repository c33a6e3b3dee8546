"""Models and units over the plane: shares and ranges are computed, misfits refused."""

import re

import numpy as np
import pytest

from nnlib.plotting import decision_line
from nnlib.plotting.exhibits import hidden_units, learned_features, region_panels
from nnlib.shapes import ShapeError

X = np.array([[-2.0, -1.0, 1.0, 2.0, 3.0], [0.0, 1.0, 0.5, -1.0, 1.0]])
Y = np.array([[0, 0, 1, 1, 1]])
NAMES = ("x1", "x2")


def rising(points):
    """Give a probability that rises with the first feature; 0.5 at 0."""
    return (1 + np.tanh(points[:1] / 2)) / 2


def inside(points):
    """Give a probability above 0.5 inside a circle around (1, 0)."""
    return 1 / (1 + np.exp((points[:1] - 1) ** 2 + points[1:] ** 2 - 0.5))


LINES = {
    "straight": (rising, "runs from (0.0, -1.12) to (0.0, 1.12)."),
    "ring": (inside, "is closed around (1.0, 0.0), with yes more probable there."),
    "ring around no": (
        lambda points: 1 - inside(points),
        "is closed around (1.0, 0.0), with no more probable there.",
    ),
    "curve": (
        lambda points: rising(points[:1] - points[1:] ** 2),
        "runs in a curve from (1.25, -1.12) to (1.25, 1.12).",
    ),
    "two lines": (
        lambda points: rising(points[:1] ** 2 - 1),
        "has 2 pieces.",
    ),
    "ring and line": (
        lambda points: np.maximum(inside(points), rising(-points[:1] - 2)),
        "has 2 pieces, 1 of them closed.",
    ),
}


@pytest.mark.parametrize("case", LINES.values(), ids=LINES)
def test_decision_line_says_what_kind_of_line_it_is(case):
    model, ending = case
    alt = decision_line(model, X, Y, NAMES, labels=("no", "yes")).alt
    assert alt.endswith(f"The line where the probability is 0.5 {ending}")


def test_panels_say_how_many_examples_each_model_has_right():
    models = {
        "rising": rising,
        "always 1": lambda points: np.ones((1, points.shape[1])),
    }
    picture = region_panels(models, X, Y)
    assert picture.alt == (
        "Share of 5 examples that each model labels right: rising 100.0%, always 1 "
        "60.0%."
    )
    assert picture.caption == "Best: rising, with 100.0% right."


def test_models_that_are_equally_good_share_the_praise():
    caption = region_panels({"one": rising, "two": rising}, X, Y).caption
    assert caption == "Best: one and two, with 100.0% right."


@pytest.mark.parametrize("m", [2, 3, 4, 5])
def test_any_number_of_models_up_to_six_can_be_drawn(m):
    models = {f"{k}": rising for k in range(m)}
    assert region_panels(models, X, Y).png.startswith(b"\x89PNG")


def test_model_without_a_number_is_not_right():
    models = {"nan": lambda points: points[:1] * np.nan}
    assert region_panels(models, X, Y).caption == "0.0% of the examples are right."


PANELS = {
    "flat model": (({"m": lambda p: p[0]}, X, Y), ShapeError, "m(X) has shape (5,)"),
    "list": (({"m": lambda p: [0.5]}, X, Y), ShapeError, "m(X) is of type list"),
}


@pytest.mark.parametrize("case", PANELS.values(), ids=PANELS)
def test_panels_refuse_by_name(case):
    arguments, error, message = case
    with pytest.raises(error, match=re.escape(message)):
        region_panels(*arguments)


@pytest.mark.parametrize("n_h", range(1, 9))
def test_up_to_eight_units_say_their_ranges(n_h):
    def activations(points):
        return np.tanh(np.arange(1, n_h + 1)[:, np.newaxis] * points[:1] * 9)

    lines = np.ones((n_h, 2)), np.ones((n_h, 1))
    alt = hidden_units(activations, X, Y, lines=lines).alt
    assert alt.count("from −1 to 1") == n_h
    assert f"{n_h} hidden unit" in alt


UNITS = {
    "row": (lambda p: p[0], ShapeError, "activations(grid) has shape"),
    "nine": (lambda p: np.ones((9, p.shape[1])), ValueError, "9 units"),
    "nan": (lambda p: p * np.nan, ValueError, "holds nan or inf"),
    "lines": (
        lambda p: p,
        ShapeError,
        "W has shape (3, 2), expected (2, 2)",
    ),
}


@pytest.mark.parametrize("case", UNITS.values(), ids=UNITS)
def test_units_refuse_by_name(case):
    activations, error, message = case
    lines = np.ones((3, 2)), np.ones((3, 1))
    with pytest.raises(error, match=re.escape(message)):
        hidden_units(activations, X, Y, lines=lines)


def test_features_count_the_examples_on_their_side_of_the_line():
    line = (np.array([[1.0, 0.0]]), -1.5)
    picture = learned_features(X, Y, line=line, labels=("no", "yes"))
    assert picture.alt == (
        "5 examples as two hidden units see them: 2 no, 3 yes. A straight line keeps 4 "
        "of 5 on their side."
    )
    assert picture.caption == (
        "In the units' coordinates a straight line labels 4 of 5 examples right."
    )


@pytest.mark.parametrize(
    "line",
    [([1.0, 0.0], -1.5), (np.array([[1.0, 0.0]]), np.array([[-1.5]]))],
    ids=["flat", "arrays"],
)
def test_weights_of_the_output_unit_may_be_flat_or_arrays(line):
    assert "keeps 4 of 5" in learned_features(X, Y, line=line).alt


@pytest.mark.parametrize(
    ("A1", "line", "error", "message"),
    [
        (X[:1], None, ShapeError, "A1 has shape (1, 5)"),
        (X + np.inf, None, ValueError, "A1 holds"),
        (X, ([1.0], 0.0), ShapeError, "line has weights of shape (1,)"),
        (X, ([1.0, 2.0], [1.0, 2.0]), ShapeError, "a bias of shape (2,)"),
    ],
    ids=["one unit", "infinite", "one weight", "two biases"],
)
def test_features_refuse_by_name(A1, line, error, message):
    with pytest.raises(error, match=re.escape(message)):
        learned_features(A1, Y, line=line)


def test_examples_at_the_same_place_are_counted():
    A1, labels = np.array([[0.0, 1.0, 1.0, 1.0], [0.0, 0.0, 0.0, 1.0]]), Y[:, 1:]
    assert "They lie at 3 different places." in learned_features(A1, labels).alt
