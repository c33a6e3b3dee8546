"""Two slips that each show in something of their own, and a part of what is wrong."""

import pytest

from nnlib.exercises import evaluate

PROPAGATE = """
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot({w}, X) + b)
    dZ = A - Y
    dw = {dw}
    db = {db}
    cost = compute_cost({said}, Y)
    return {{"dw": dw, "db": db}}, cost
"""
RIGHT = {"w": "w.T", "dw": "np.dot(X, dZ.T) / m", "db": "np.sum(dZ) / m", "said": "A"}
FORWARD = """
def forward_propagation(X, parameters):
    Z1 = np.dot(parameters["{key}"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], {before}) + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, dict(Z1=Z1, A1=A1, Z2=Z2, A2=A2)
"""
OUT_OF_REACH = "np.cos(np.sum(dZ) / m * 3.3 - w[0, 0] * 0.4) + 7.7"
TWO = "Two small changes together, one in each of two lines, make "
# What is wrong, where, and how what is said of it begins.
SLIPS = {
    "an output each": (
        PROPAGATE,
        {"dw": "np.dot(X, dZ.T) * m", "db": "np.sum(dw) / m"},
        [5, 6],
        f"{TWO}dw and db come out right in every case, with cost still right.",
    ),
    "an exception, then an output": (
        PROPAGATE,
        {"w": "w", "db": "-np.sum(dZ) / m"},
        [3, 6],
        f"{TWO}every case come out right.",
    ),
    "an exception, then what follows from it": (
        FORWARD,
        {"key": "W", "before": "Z1"},
        [2, 4],
        f"{TWO}every case come out right.",
    ),
    "a part of what is wrong": (
        PROPAGATE,
        {"dw": "np.dot(X, dZ.T) / m + 0.001", "db": OUT_OF_REACH},
        [5],
        "One small change in line 5 makes dw come out right in every case, with cost "
        "still right. So far it reads ",
    ),
    "what is right stays right": (
        PROPAGATE,
        {"db": "np.sum(dw) / m"},
        [6],
        "One small change in line 6 makes db come out right in every case, with cost "
        "and dw still right. So far it reads ",
    ),
    "two in one number": (
        PROPAGATE,
        {"db": "np.sum(dw + 3) / m + 0.7"},
        [],
        "",
    ),
}


@pytest.mark.parametrize(
    ("text", "slips", "lines", "begins"), SLIPS.values(), ids=SLIPS
)
def test_what_is_said_of_two_slips(text, slips, lines, begins, written):
    number = "02" if text is PROPAGATE else "03"
    function = written(text.format(**{**RIGHT, **slips}), number)
    found = evaluate(f"{number}/{function.__name__}", function)
    said = [one.about for one in found.facts if one.kind == "pointed"]
    assert [line for one in said for line in one["lines"]] == lines
    assert all(one["text"].startswith(begins) for one in said)
