"""Logistic regression on whole arrays: one neuron that learns a probability.

The forward pass gives all m probabilities at once, the backward pass all derivatives,
and gradient descent repeats the two. The only loop is over the iterations.
"""

import numpy as np

from nnlib.activations import sigmoid
from nnlib.built_in import built_in
from nnlib.losses import compute_cost
from nnlib.metrics import accuracy
from nnlib.progress import steps
from nnlib.shapes import shapes
from nnlib.single import at_least, whole
from nnlib.values import already_checked, binary, finite


@built_in("02")
def initialize_with_zeros(n_x):
    """Start at zero, which is as good as any start where the cost is convex.

    Parameters
    ----------
    n_x : int
        Number of features, 1 or more.

    Returns
    -------
    w : ndarray, shape (n_x, 1), float64
        Weights, all 0.
    b : float
        Bias, 0.

    Raises
    ------
    TypeError
        If `n_x` is not a whole number.
    ValueError
        If `n_x` is below 1.

    Notes
    -----
    Lecture idea: the log loss of one neuron has a single valley.

    Examples
    --------
    >>> initialize_with_zeros(2)
    (array([[0.],
           [0.]]), 0.0)
    """
    whole(1, n_x=n_x)
    return np.zeros((n_x, 1)), 0.0


@built_in("02")
def gradients_one_loop(w, b, X, Y):
    """Give the cost and its derivatives with one loop, over the examples.

    The loop over the features is gone: ``x dz`` is a whole column, added in one step.
    It stands between the two loops of notebook 01 and the array form of `propagate`,
    which it equals.

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
    TypeError
        If an argument holds something other than numbers.
    ValueError
        If a label is not 0 or 1.

    Notes
    -----
    Lecture idea: replace dw1, dw2, ... by one vector dw, and keep the other loop.

    Examples
    --------
    >>> X, Y = np.array([[1.0, 2.0, -1.0], [3.0, 0.5, -2.0]]), np.array([[1, 0, 1]])
    >>> grads, cost = gradients_one_loop(np.array([[0.3], [-0.2]]), 0.1, X, Y)
    >>> grads["dw"].shape, round(cost, 6)
    ((2, 1), 0.811255)
    """
    m = shapes("w (n_x, 1), b (), X (n_x, m), Y (1, m)", w, b, X, Y)["m"]
    binary(Y=Y)
    dw, db, cost = np.zeros(w.shape), 0.0, 0.0
    with already_checked():
        for i in range(m):
            x, y = X[:, i : i + 1], Y[:, i : i + 1]  # (n_x, 1), (1, 1)
            a = sigmoid(w.T @ x + b)  # (1, 1)
            cost += compute_cost(a, y)
            dz = (a - y).item()
            dw += x * dz  # (n_x, 1)
            db += dz
    return {"dw": dw / m, "db": db / m}, cost / m


@built_in("02")
def propagate(w, b, X, Y):
    """Give the cost and its derivatives, for all examples at once.

    For one example the sigmoid and the log loss collapse to ``dz = a - y``. With one
    example per column, ``X @ dZ.T`` adds up ``x dz`` over the examples, and dividing
    by m makes the mean of it.

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
    TypeError
        If an argument holds something other than numbers.
    ValueError
        If a label is not 0 or 1.

    Notes
    -----
    Lecture idea: vectorised logistic regression, forward and backward.

    Examples
    --------
    >>> X, Y = np.array([[1.0, 2.0, -1.0], [3.0, 0.5, -2.0]]), np.array([[1, 0, 1]])
    >>> grads, cost = propagate(np.array([[0.3], [-0.2]]), 0.1, X, Y)
    >>> grads["dw"]
    array([[ 0.39721487],
           [-0.14211394]])
    >>> round(grads["db"], 6), round(cost, 6)
    (-0.118115, 0.811255)
    """
    m = shapes("w (n_x, 1), b (), X (n_x, m), Y (1, m)", w, b, X, Y)["m"]
    A = sigmoid(w.T @ X + b)  # (1, m)
    cost = compute_cost(A, Y)
    dZ = A - Y  # (1, m)
    dw = X @ (dZ / m).T  # (n_x, 1); what is divided is the smaller array
    db = float(np.sum(dZ) / m)
    return {"dw": dw, "db": db}, cost


@built_in("02")
def optimize(w, b, X, Y, learning_rate, num_iterations):
    """Walk down the cost: each step goes against the gradient.

    Parameters
    ----------
    w : ndarray, shape (n_x, 1), float
        Weights at the start; not changed.
    b : float
        Bias at the start.
    X : ndarray, shape (n_x, m)
        Examples, one per column.
    Y : ndarray, shape (1, m)
        Labels, 0 or 1.
    learning_rate : float
        Length of a step, as a multiple of the gradient; 0 or more.
    num_iterations : int
        Number of steps; 0 gives back the start.

    Returns
    -------
    params : dict
        ``"w"``, shape (n_x, 1), and ``"b"``, float, after the last step.
    grads : dict
        ``"dw"``, shape (n_x, 1), and ``"db"``, float, that the last step used; with 0
        steps those at the start.
    costs : list of float
        Cost before each step, in nats; `num_iterations` entries.

    Raises
    ------
    ShapeError
        If the shapes do not fit together.
    TypeError
        If an argument is of the wrong kind, such as text or an array of objects.
    ValueError
        If a label is not 0 or 1, `learning_rate` or `num_iterations` is negative, or a
        number is nan or infinite.

    Notes
    -----
    Lecture idea: batch gradient descent, one pass over the data per step.

    Examples
    --------
    >>> X, Y = np.array([[1.0, 2.0, -1.0], [3.0, 0.5, -2.0]]), np.array([[1, 0, 1]])
    >>> w, b = initialize_with_zeros(2)
    >>> params, grads, costs = optimize(
    ...     w, b, X, Y, learning_rate=0.1, num_iterations=3)
    >>> [round(cost, 6) for cost in costs]
    [0.693147, 0.678701, 0.664777]
    """
    shapes("w (n_x, 1), b (), X (n_x, m), Y (1, m)", w, b, X, Y)
    finite(w=w, b=b, X=X)
    binary(Y=Y)
    at_least(0, learning_rate=learning_rate)
    whole(0, num_iterations=num_iterations)
    costs = []
    with already_checked():
        if num_iterations == 0:
            grads, _ = propagate(w, b, X, Y)
        X = np.asfortranarray(X, dtype=np.float64)  # each example in one piece
        for _ in steps(num_iterations, costs):
            grads, cost = propagate(w, b, X, Y)
            costs.append(cost)
            w = w - learning_rate * grads["dw"]
            b = b - learning_rate * grads["db"]
    return {"w": w, "b": b}, grads, costs


@built_in("02")
def predict(w, b, X):
    """Decide for the more probable label.

    Parameters
    ----------
    w : ndarray, shape (n_x, 1), float
        Weights.
    b : float
        Bias.
    X : ndarray, shape (n_x, m)
        Examples, one per column.

    Returns
    -------
    ndarray, shape (1, m), float64
        1 where the probability is above 0.5, else 0.

    Raises
    ------
    ShapeError
        If the shapes do not fit together.
    TypeError
        If an argument holds something other than numbers.

    Notes
    -----
    Lecture idea: regression on a probability, then a rule that makes it a class.

    Examples
    --------
    >>> predict(np.array([[2.0], [-1.0]]), 0.5, np.array([[1.0, 0.0], [1.0, 2.0]]))
    array([[1., 0.]])
    """
    shapes("w (n_x, 1), b (), X (n_x, m)", w, b, X)
    A = sigmoid(w.T @ X + b)  # (1, m)
    return (A > 0.5).astype(np.float64)


@built_in("02")
def report_on_tumours(X, Y, learning_rate, num_iterations):
    """Train a neuron from zero, and report how often it is right.

    Parameters
    ----------
    X : ndarray, shape (n_x, m)
        Examples, one per column.
    Y : ndarray, shape (1, m)
        Labels, 0 or 1.
    learning_rate : float
        Length of a step, as a multiple of the gradient; 0 or more.
    num_iterations : int
        Number of steps.

    Returns
    -------
    share : float
        Share of right labels after the last step, between 0 and 1.
    costs : list of float
        Cost before each step, in nats; the first is log 2.

    Raises
    ------
    ShapeError
        If the shapes do not fit together.
    TypeError
        If an argument is of the wrong kind, such as text or an array of objects.
    ValueError
        If a label is not 0 or 1, `learning_rate` or `num_iterations` is negative, or a
        number is nan or infinite.

    Notes
    -----
    Lecture idea: an accuracy is a mean over the examples, one answer against one label.

    Examples
    --------
    >>> X, Y = np.array([[1.0, 2.0, -1.0], [3.0, 0.5, -2.0]]), np.array([[1, 0, 1]])
    >>> share, costs = report_on_tumours(X, Y, learning_rate=0.5, num_iterations=3)
    >>> share, [round(cost, 6) for cost in costs]
    (1.0, [0.693147, 0.623642, 0.565075])
    """
    shapes("X (n_x, m), Y (1, m)", X, Y)
    w, b = initialize_with_zeros(len(X))
    params, _, costs = optimize(w, b, X, Y, learning_rate, num_iterations)
    return accuracy(predict(params["w"], params["b"], X), Y), costs
