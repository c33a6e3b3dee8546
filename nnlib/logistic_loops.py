"""Logistic regression written out: one neuron, one example, one feature at a time.

Everything is done with plain numbers in plain loops, so that each line of code is a
line of the mathematics. The arrays already have their final shapes, so the same can be
done without loops later, and compared.
"""

import math

import numpy as np

from nnlib.built_in import built_in
from nnlib.progress import steps
from nnlib.shapes import shapes
from nnlib.single import at_least, whole
from nnlib.values import already_checked, binary, finite, probabilities


@built_in("01")
def sigmoid(z) -> float:
    """Turn a score into a probability: 1 / (1 + exp(-z)).

    ``exp(1000)`` is too large for a float, so the formula as it stands stops at
    z = -1000. With ``e = exp(-|z|)``, which never exceeds 1, it reads ``1 / (1 + e)``
    for z >= 0 and ``e / (1 + e)`` for z < 0.

    Parameters
    ----------
    z : float
        Weighted sum, no unit.

    Returns
    -------
    float
        Probability. On paper it lies strictly between 0 and 1; rounding makes it
        exactly 1 from z of about 36.8 on.

    Raises
    ------
    ShapeError
        If `z` is not a number.

    Notes
    -----
    Lecture idea: the logistic function, with sigmoid(0) = 0.5.

    Examples
    --------
    >>> sigmoid(0), round(sigmoid(2), 6), sigmoid(-1000)
    (0.5, 0.880797, 0.0)
    """
    shapes("z ()", z)
    e = math.exp(-abs(z))
    return (1.0 if z >= 0 else e) / (1.0 + e)


@built_in("01")
def neuron(w, b, x) -> float:
    """Give the probability that one neuron sees in one example.

    Each feature is weighted, the products and the bias are added up, and the sigmoid
    turns the sum into a probability: a = sigmoid(w_1 x_1 + ... + w_n x_n + b).

    Parameters
    ----------
    w : ndarray, shape (n_x, 1), float
        Weights.
    b : float
        Bias.
    x : ndarray, shape (n_x, 1)
        Features of one example.

    Returns
    -------
    float
        Probability of label 1.

    Raises
    ------
    ShapeError
        If `w` and `x` are not columns of the same length, or `b` is not a number.

    Notes
    -----
    Lecture idea: logistic regression is a network of one neuron.

    Examples
    --------
    >>> w, x = np.array([[0.3], [-0.2]]), np.array([[1.5], [-2.0]])
    >>> round(neuron(w, 0.1, x), 6)
    0.721115
    """
    n_x = shapes("w (n_x, 1), b (), x (n_x, 1)", w, b, x)["n_x"]
    z = b
    for j in range(n_x):
        z += w[j, 0] * x[j, 0]
    return sigmoid(z)


@built_in("01")
def log_loss(a, y) -> float:
    """Say how wrong a probability is, given the label of one example.

    It is minus the log of the probability that was given to the true label: -log a for
    label 1, -log(1 - a) for label 0. That probability is kept above the smallest normal
    float: certain and wrong costs 708 and not infinity.

    Parameters
    ----------
    a : float
        Probability of label 1, in [0, 1].
    y : int or float
        Label, 0 or 1.

    Returns
    -------
    float
        Loss in nats: 0 for right and certain, log 2 = 0.693 for a coin toss.

    Raises
    ------
    ShapeError
        If `a` or `y` is not a number.
    ValueError
        If `a` lies outside [0, 1], or `y` is neither 0 nor 1.

    Notes
    -----
    Lecture idea: binary cross entropy of one example; natural logarithm.

    Examples
    --------
    >>> round(log_loss(0.9, 1), 6), round(log_loss(0.9, 0), 6), log_loss(1.0, 1)
    (0.105361, 2.302585, 0.0)
    """
    shapes("a (), y ()", a, y)
    probabilities(a=a)
    binary(y=y)
    given_to_truth = a if y == 1 else 1 - a
    # 0 - x instead of -x: a perfect answer costs 0.0 and not -0.0
    return 0 - math.log(max(given_to_truth, np.finfo(np.float64).tiny))


@built_in("01")
def single_example_gradients(w, b, x, y):
    """Give the derivatives of one example's loss, from the loss back to the inputs.

    The chain rule, one node at a time. From the loss to a: ``da = -y/a +
    (1 - y)/(1 - a)``, of which one term is always 0. Through the sigmoid, whose slope
    is ``a (1 - a)``, the product collapses: ``dz = da a (1 - a) = a - y``. The score is
    a sum of products, so each factor's derivative is the other factor times dz.

    Parameters
    ----------
    w : ndarray, shape (n_x, 1), float
        Weights.
    b : float
        Bias.
    x : ndarray, shape (n_x, 1)
        Features of the example.
    y : int or float
        Its label, 0 or 1.

    Returns
    -------
    dict
        Derivatives of the loss: ``"da"``, ``"dz"`` and ``"db"``, float; ``"dw"`` and
        ``"dx"``, ndarray of shape (n_x, 1).

    Raises
    ------
    ShapeError
        If the shapes do not fit together.
    ValueError
        If `y` is neither 0 nor 1.

    Notes
    -----
    Lecture idea: the computation graph of logistic regression, walked backwards.

    Examples
    --------
    >>> w, x = np.array([[0.3], [-0.2]]), np.array([[1.5], [-2.0]])
    >>> grads = single_example_gradients(w, 0.1, x, 1)
    >>> round(grads["dz"], 6)
    -0.278885
    >>> grads["dw"]
    array([[-0.41832723],
           [ 0.55776964]])
    """
    shapes("w (n_x, 1), b (), x (n_x, 1), y ()", w, b, x, y)
    binary(y=y)
    a, tiny = neuron(w, b, x), np.finfo(np.float64).tiny
    da = -1 / max(a, tiny) if y == 1 else 1 / max(1 - a, tiny)
    dz = float(a - y)
    dw, dx = np.zeros(w.shape), np.zeros(x.shape)
    for j in range(len(w)):
        dw[j, 0] = x[j, 0] * dz
        dx[j, 0] = w[j, 0] * dz
    return {"da": float(da), "dz": dz, "dw": dw, "db": dz, "dx": dx}


@built_in("01")
def gradients_and_cost(w, b, X, Y):
    """Give the cost of all examples and its derivatives, with two loops.

    The cost is the mean of the losses, so its derivatives are the means of theirs. The
    sums start at 0 in every call, w and b stay as they are meanwhile, and the division
    by m comes once, at the end.

    Parameters
    ----------
    w : ndarray, shape (n_x, 1), float
        Weights.
    b : float
        Bias.
    X : ndarray, shape (n_x, m)
        Examples, one per column.
    Y : ndarray, shape (1, m)
        Labels, 0 or 1.

    Returns
    -------
    grads : dict
        ``"dw"``, ndarray of shape (n_x, 1), and ``"db"``, float: derivatives of the
        cost.
    cost : float
        Mean log loss in nats.

    Raises
    ------
    ShapeError
        If the shapes do not fit together.
    ValueError
        If `Y` holds labels other than 0 and 1.

    Notes
    -----
    Lecture idea: logistic regression over m examples, for each example and each
    feature.

    Examples
    --------
    >>> X, Y = np.array([[1.0, 2.0, -1.0], [3.0, 0.5, -2.0]]), np.array([[1, 0, 1]])
    >>> grads, cost = gradients_and_cost(np.array([[0.3], [-0.2]]), 0.1, X, Y)
    >>> grads["dw"]
    array([[ 0.39721487],
           [-0.14211394]])
    >>> round(grads["db"], 6), round(cost, 6)
    (-0.118115, 0.811255)
    """
    n_x, m = shapes("w (n_x, 1), b (), X (n_x, m), Y (1, m)", w, b, X, Y).values()
    binary(Y=Y)
    cost, dw, db = 0.0, np.zeros((n_x, 1)), 0.0
    with already_checked():
        for i in range(m):
            a = neuron(w, b, X[:, i : i + 1])
            cost += log_loss(a, Y[0, i])
            dz = float(a - Y[0, i])
            for j in range(n_x):
                dw[j, 0] += X[j, i] * dz
            db += dz
    return {"dw": dw / m, "db": db / m}, cost / m


@built_in("01")
def gradient_step(w, b, grads, learning_rate):
    """Go one step downhill: against the derivatives, and farther where it is steeper.

    Where the slope is negative the parameter grows, where it is positive it shrinks.

    Parameters
    ----------
    w : ndarray, shape (n_x, 1), float
        Weights; not changed.
    b : float
        Bias.
    grads : dict
        ``"dw"``, shape (n_x, 1), and ``"db"``, float, both taken at `w` and `b`.
    learning_rate : float
        Length of the step, as a multiple of the gradient.

    Returns
    -------
    w : ndarray, shape (n_x, 1), float64
        New weights.
    b : float
        New bias.

    Raises
    ------
    ShapeError
        If the shapes do not fit together.
    TypeError
        If `grads` is not a dict, or `learning_rate` is not a number.
    ValueError
        If a derivative is missing, or `learning_rate` is negative or nan.

    Notes
    -----
    Lecture idea: w := w - alpha dw and b := b - alpha db, at the same time.

    Examples
    --------
    >>> w, b = np.array([[1.0], [-2.0]]), 0.5
    >>> grads = {"dw": np.array([[0.4], [-0.2]]), "db": 0.5}
    >>> gradient_step(w, b, grads, learning_rate=0.5)
    (array([[ 0.8],
           [-1.9]]), 0.25)
    """
    at_least(0, learning_rate=learning_rate)
    dw, db = _derivative(grads, "dw"), _derivative(grads, "db")
    n_x = shapes("w (n_x, 1), b (), dw (n_x, 1), db ()", w, b, dw, db)["n_x"]
    new_w = np.zeros((n_x, 1))
    for j in range(n_x):
        new_w[j, 0] = w[j, 0] - learning_rate * dw[j, 0]
    return new_w, float(b - learning_rate * db)


@built_in("01")
def train(X, Y, learning_rate, num_iterations):
    """Start at zero and walk downhill; one pass over all examples is one step.

    Parameters
    ----------
    X : ndarray, shape (n_x, m)
        Examples, one per column.
    Y : ndarray, shape (1, m)
        Labels, 0 or 1.
    learning_rate : float
        Length of a step, as a multiple of the gradient.
    num_iterations : int
        Number of steps; 0 gives back the start.

    Returns
    -------
    w : ndarray, shape (n_x, 1), float64
        Weights after the last step.
    b : float
        Bias after the last step.
    costs : list of float
        Cost before each step, in nats; `num_iterations` entries, the first is log 2.

    Raises
    ------
    ShapeError
        If the shapes do not fit together.
    TypeError
        If `learning_rate` is not a number, or `num_iterations` not a whole one.
    ValueError
        If `X` holds nan or inf, `Y` labels other than 0 and 1, or one of the options is
        negative or nan.

    Notes
    -----
    Lecture idea: batch gradient descent; w and b are set to 0 once, before the loop.

    Examples
    --------
    >>> X, Y = np.array([[1.0, 2.0, -1.0], [3.0, 0.5, -2.0]]), np.array([[1, 0, 1]])
    >>> w, b, costs = train(X, Y, learning_rate=0.1, num_iterations=3)
    >>> [round(cost, 6) for cost in costs]
    [0.693147, 0.678701, 0.664777]
    """
    n_x = shapes("X (n_x, m), Y (1, m)", X, Y)["n_x"]
    finite(X=X)
    binary(Y=Y)
    at_least(0, learning_rate=learning_rate)
    whole(0, num_iterations=num_iterations)
    w, b, costs = np.zeros((n_x, 1)), 0.0, []
    with already_checked():
        for _ in steps(num_iterations, costs):
            grads, cost = gradients_and_cost(w, b, X, Y)
            costs.append(cost)
            w, b = gradient_step(w, b, grads, learning_rate)
    return w, b, costs


@built_in("01")
def learn_from_tumours(X, Y, learning_rate, num_iterations):
    """Train a neuron from zero, and keep what it costs and where its bias stands.

    Parameters
    ----------
    X : ndarray, shape (n_x, m)
        Examples, one per column.
    Y : ndarray, shape (1, m)
        Labels, 0 or 1.
    learning_rate : float
        Length of a step, as a multiple of the gradient.
    num_iterations : int
        Number of steps.

    Returns
    -------
    costs : list of float
        Cost before each step, in nats; the first is log 2.
    biases : list of float
        Bias before each step; the first is 0.

    Raises
    ------
    ShapeError
        If the shapes do not fit together.
    TypeError
        If `learning_rate` is not a number, or `num_iterations` not a whole one.
    ValueError
        If `X` holds nan or inf, `Y` labels other than 0 and 1, or one of the options is
        negative or nan.

    Notes
    -----
    Lecture idea: what is set to 0 once, and what in every pass over the examples.

    Examples
    --------
    >>> X, Y = np.array([[2.0, -1.0]]), np.array([[1, 1]])
    >>> costs, biases = learn_from_tumours(X, Y, learning_rate=1, num_iterations=2)
    >>> [round(cost, 6) for cost in costs], biases
    ([0.693147, 0.444601], [0.0, 0.5])
    """
    n_x = shapes("X (n_x, m), Y (1, m)", X, Y)["n_x"]
    finite(X=X)
    binary(Y=Y)
    at_least(0, learning_rate=learning_rate)
    whole(0, num_iterations=num_iterations)
    w, b, costs, biases = np.zeros((n_x, 1)), 0.0, [], []
    with already_checked():
        for _ in steps(num_iterations, costs):
            grads, cost = gradients_and_cost(w, b, X, Y)
            costs.append(cost)
            biases.append(b)
            w, b = gradient_step(w, b, grads, learning_rate)
    return costs, biases


@built_in("01")
def predict_one(w, b, x) -> int:
    """Decide for the more probable label of one example.

    Parameters
    ----------
    w : ndarray, shape (n_x, 1), float
        Weights.
    b : float
        Bias.
    x : ndarray, shape (n_x, 1)
        Features of the example.

    Returns
    -------
    int
        1 if the probability is above 0.5, else 0.

    Raises
    ------
    ShapeError
        If the shapes do not fit together.

    Notes
    -----
    Lecture idea: regression on a probability, then a rule that makes it a class.

    Examples
    --------
    >>> w, x = np.array([[0.3], [-0.2]]), np.array([[1.5], [-2.0]])
    >>> predict_one(w, 0.1, x), predict_one(w, -1.1, x)
    (1, 0)
    """
    return 1 if neuron(w, b, x) > 0.5 else 0


def _derivative(grads, name):
    """Take a derivative out of a dict, and say what is there if it is missing."""
    if not isinstance(grads, dict):
        raise TypeError(f"grads is of type {type(grads).__name__}, expected a dict")
    if name not in grads:
        there = ", ".join(map(str, grads)) or "nothing"
        raise ValueError(f"grads has no {name}; there is {there}")
    return grads[name]
