"""Several values in another order are told in one sentence, not once for each."""

import numpy as np
import pytest

from nnlib.exercises import evaluate

ORDER = "You return them in another order."


def right(w, b, X, Y):
    """Give cost and gradient by arrays."""
    Z, m = w.T @ X + b, X.shape[1]
    dZ = 1 / (1 + np.exp(-Z)) - Y
    cost = float(np.mean(np.logaddexp(0, Z) - Y * Z))
    return {"dw": X @ dZ.T / m, "db": float(np.sum(dZ)) / m}, cost


def exchanged_and_wrong(*args):
    """Give the cost first, and a cost that no registered mistake has."""
    grads, cost = right(*args)
    return 0.3 * cost, grads


def lines(function):
    """Give what is said of gradients and cost."""
    return evaluate("01/gradients_and_cost", function).lines()


def test_another_order_is_told_once():
    said = lines(exchanged_and_wrong)
    told = [line for line in said if line.startswith(ORDER)]
    assert told == [f"{ORDER} Expected a dictionary with db, dw, then cost."]
    assert not any(line.startswith(("dw", "db", "cost")) for line in said)
    assert said[-1].startswith("Ask yourself:")


@pytest.mark.parametrize(
    "function",
    [
        lambda *args: (right(*args)[0], 0.3 * right(*args)[1]),
        lambda *args: (right(*args)[1], right(*args)[1]),
        lambda *args: right(*args)[0],
        lambda *args: (*right(*args), 1.0),
        lambda *args: None,
    ],
    ids=["right-order", "twice-the-cost", "one-value", "three-values", "nothing"],
)
def test_what_is_wrong_in_another_way_is_not_called_an_order(function):
    assert not any(line.startswith(ORDER) for line in lines(function))
