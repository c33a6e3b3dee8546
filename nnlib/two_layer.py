"""A network with one hidden layer: forward, backward, step, and training.

Rows are units, columns are examples: ``Z1 = W1 @ X + b1``. The hidden units use tanh,
the output units the sigmoid; the cost is the log loss of notebook 02, and 1/m stands in
dW and db alone.
"""

import numpy as np

from nnlib.activations import activation, sigmoid
from nnlib.built_in import built_in
from nnlib.initializers import initialize_parameters
from nnlib.losses import compute_cost
from nnlib.progress import steps
from nnlib.shapes import shapes
from nnlib.single import at_least, entries, whole
from nnlib.values import already_checked, binary, finite


@built_in("03")
def xor_by_hand():
    """Give a network of step units that tells 0, 1 and 1, 0 from 0, 0 and 1, 1.

    The first hidden unit fires if at least one input is on (or), the second if both are
    (and). The output unit fires for or, but not for and.

    Returns
    -------
    dict
        ``"W1"`` (2, 2), ``"b1"`` (2, 1), ``"W2"`` (1, 2), ``"b2"`` (1, 1), ndarrays of
        float64.

    Notes
    -----
    Lecture idea: a neuron with a threshold; xor needs a hidden layer.

    Examples
    --------
    >>> p, X = xor_by_hand(), np.array([[0, 0, 1, 1], [0, 1, 0, 1]])
    >>> A1 = activation("step", p["W1"] @ X + p["b1"])
    >>> activation("step", p["W2"] @ A1 + p["b2"])
    array([[0., 1., 1., 0.]])
    """
    return {
        "W1": np.array([[1.0, 1.0], [1.0, 1.0]]),
        "b1": np.array([[-0.5], [-1.5]]),
        "W2": np.array([[1.0, -2.0]]),
        "b2": np.array([[-0.5]]),
    }


@built_in("03")
def forward_propagation(X, parameters):
    """Give the outputs for all examples, and what the way back needs.

    Parameters
    ----------
    X : ndarray, shape (n_x, m)
        Examples, one per column.
    parameters : dict
        ``"W1"`` (n_h, n_x), ``"b1"`` (n_h, 1), ``"W2"`` (n_y, n_h), ``"b2"`` (n_y, 1).

    Returns
    -------
    A2 : ndarray, shape (n_y, m), float64
        Probabilities.
    cache : dict
        ``"Z1"`` and ``"A1"`` (n_h, m), ``"Z2"`` and ``"A2"`` (n_y, m).

    Raises
    ------
    ShapeError
        If the shapes do not fit together.
    TypeError, ValueError
        If `parameters` is no dict, or an entry is missing.

    Notes
    -----
    Lecture idea: each layer is a logistic regression on what the layer before gives.

    Examples
    --------
    >>> W1, b1 = np.array([[0.5, -1.0], [1.0, 0.25]]), np.array([[0.1], [-0.2]])
    >>> W2, b2 = np.array([[1.5, -0.5]]), np.array([[0.3]])
    >>> p = {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
    >>> forward_propagation(np.array([[1.0], [3.0]]), p)[0].round(6)
    array([[0.163501]])
    """
    W1, b1, W2, b2 = entries(("W1", "b1", "W2", "b2"), parameters=parameters)
    _fit(X, W1, b1, W2, b2)
    Z1 = W1 @ X + b1  # (n_h, m)
    A1 = activation("tanh", Z1)  # (n_h, m)
    Z2 = W2 @ A1 + b2  # (n_y, m)
    A2 = sigmoid(Z2)  # (n_y, m)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


@built_in("03")
def collapse_linear(W1, b1, W2, b2):
    """Give the one layer that equals two layers without activation between them.

    ``W2 (W1 x + b1) + b2 = (W2 W1) x + (W2 b1 + b2)``.

    Parameters
    ----------
    W1 : ndarray, shape (n_h, n_x)
        Weights of the first layer.
    b1 : ndarray, shape (n_h, 1)
        Its biases.
    W2 : ndarray, shape (n_y, n_h)
        Weights of the second layer.
    b2 : ndarray, shape (n_y, 1)
        Its biases.

    Returns
    -------
    W : ndarray, shape (n_y, n_x)
        Weights of the one layer.
    b : ndarray, shape (n_y, 1)
        Its biases.

    Raises
    ------
    ShapeError
        If the shapes do not fit together.
    TypeError
        If an argument holds something other than numbers.

    Notes
    -----
    Lecture idea: why a network needs non-linear activations.

    Examples
    --------
    >>> W1, b1 = np.array([[1.0], [2.0]]), np.array([[1.0], [0.0]])
    >>> collapse_linear(W1, b1, np.array([[3.0, 1.0]]), np.array([[5.0]]))
    (array([[5.]]), array([[8.]]))
    """
    spec = "W1 (n_h, n_x), b1 (n_h, 1), W2 (n_y, n_h), b2 (n_y, 1)"
    shapes(spec, W1, b1, W2, b2)
    return W2 @ W1, W2 @ b1 + b2


@built_in("03")
def backward_propagation(parameters, cache, X, Y):
    """Give the derivative of the cost with respect to every parameter.

    ``dZ`` is the derivative of each example's own loss. For a sigmoid with the log loss
    it is ``A2 - Y``; it goes back through the weights and is multiplied, entry by
    entry, by the slope of the hidden units, which for tanh is ``1 - A1**2``. The mean
    over the examples is taken once, in dW and db.

    Parameters
    ----------
    parameters : dict
        ``"W1"`` (n_h, n_x), ``"b1"`` (n_h, 1), ``"W2"`` (n_y, n_h), ``"b2"`` (n_y, 1).
    cache : dict
        ``"A1"`` (n_h, m) and ``"A2"`` (n_y, m), from `forward_propagation`.
    X : ndarray, shape (n_x, m)
        Examples, one per column.
    Y : ndarray, shape (n_y, m)
        Labels, 0 or 1.

    Returns
    -------
    dict
        ``"dW1"``, ``"db1"``, ``"dW2"``, ``"db2"``, each with the shape of its
        parameter.

    Raises
    ------
    ShapeError
        If the shapes do not fit together.
    TypeError, ValueError
        If a dict lacks an entry, or a label is not 0 or 1.

    Notes
    -----
    Lecture idea: the six formulas of the backward pass.

    Examples
    --------
    >>> X, Y = np.array([[1.0, 2.0, -1.0], [3.0, 0.5, -2.0]]), np.array([[1, 0, 1]])
    >>> W1, b1 = np.array([[0.5, -1.0], [1.0, 0.25]]), np.array([[0.1], [-0.2]])
    >>> W2, b2 = np.array([[1.5, -0.5]]), np.array([[0.3]])
    >>> p = {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
    >>> _, cache = forward_propagation(X, p)
    >>> backward_propagation(p, cache, X, Y)["dW2"].round(6)
    array([[ 0.358895, -0.014096]])
    """
    W1, b1, W2, b2 = entries(("W1", "b1", "W2", "b2"), parameters=parameters)
    A1, A2 = entries(("A1", "A2"), cache=cache)
    m = _fit(X, W1, b1, W2, b2)["m"]
    shapes("A1 (n_h, m), A2 (n_y, m), Y (n_y, m)", A1, A2, Y)
    binary(Y=Y)
    dZ2 = A2 - Y  # (n_y, m)
    dZ1 = W2.T @ dZ2 * (1 - A1**2)  # (n_h, m)
    return {
        "dW1": dZ1 @ X.T / m,
        "db1": np.sum(dZ1, axis=1, keepdims=True) / m,
        "dW2": dZ2 @ A1.T / m,
        "db2": np.sum(dZ2, axis=1, keepdims=True) / m,
    }


@built_in("03")
def update_parameters(parameters, grads, learning_rate):
    """Take one step downhill with all parameters at once.

    Parameters
    ----------
    parameters : dict of str to ndarray
        Weights and biases of any number of layers. Not changed.
    grads : dict of str to ndarray
        The derivative of each under its name with a d, such as ``"dW1"``; other
        entries are not looked at.
    learning_rate : float
        Length of the step per unit of slope, 0 or more.

    Returns
    -------
    dict of str to ndarray
        New parameters under the same names.

    Raises
    ------
    ShapeError
        If a derivative and its parameter differ in shape.
    TypeError, ValueError
        If `learning_rate` is no number or negative, or a derivative is missing.

    Notes
    -----
    Lecture idea: gradient descent; all derivatives belong to the same point.

    Examples
    --------
    >>> p, grads = {"W1": np.array([[1.0, 2.0]])}, {"dW1": np.array([[0.5, -1.0]])}
    >>> update_parameters(p, grads, learning_rate=0.1)
    {'W1': array([[0.95, 2.1 ]])}
    """
    at_least(0, learning_rate=learning_rate)
    slopes = entries([f"d{name}" for name in parameters], grads=grads)
    moved = {}
    for (name, value), slope in zip(parameters.items(), slopes, strict=True):
        shapes(f"d{name} {np.shape(value)}", slope)
        moved[name] = value - learning_rate * slope
    return moved


@built_in("03")
def nn_model(X, Y, n_h, learning_rate, num_iterations, rng):
    """Train a network with one hidden layer by gradient descent on all examples.

    Parameters
    ----------
    X : ndarray, shape (n_x, m)
        Examples, one per column.
    Y : ndarray, shape (n_y, m)
        Labels, 0 or 1.
    n_h : int
        Number of hidden units.
    learning_rate : float
        Length of a step per unit of slope, 0 or more.
    num_iterations : int
        Number of steps; 0 returns the start.
    rng : numpy.random.Generator
        Draws the start.

    Returns
    -------
    parameters : dict
        ``"W1"``, ``"b1"``, ``"W2"``, ``"b2"`` after the last step.
    costs : list of float
        Cost before each step, in nats; `num_iterations` entries.

    Raises
    ------
    ShapeError
        If the shapes do not fit together.
    TypeError, ValueError
        If an argument is of the wrong kind or not finite, or a label is not 0 or 1.

    Notes
    -----
    Lecture idea: initialise, then forward, cost, backward, step, again and again.

    Examples
    --------
    >>> X, Y = np.array([[0, 0, 1, 1], [0, 1, 0, 1]]), np.array([[0, 1, 1, 0]])
    >>> _, costs = nn_model(X, Y, n_h=3, learning_rate=0.5, num_iterations=2,
    ...     rng=np.random.default_rng(0))
    >>> [round(cost, 4) for cost in costs]
    [0.6931, 0.6931]
    """
    sizes = shapes("X (n_x, m), Y (n_y, m)", X, Y)
    finite(X=X)
    binary(Y=Y)
    at_least(0, learning_rate=learning_rate)
    whole(0, num_iterations=num_iterations)
    parameters = initialize_parameters(sizes["n_x"], n_h, sizes["n_y"], rng)
    X, costs = np.asarray(X, dtype=np.float64), []
    with already_checked():
        for _ in steps(num_iterations, costs):
            A2, cache = forward_propagation(X, parameters)
            costs.append(compute_cost(A2, Y))
            grads = backward_propagation(parameters, cache, X, Y)
            parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, costs


@built_in("03")
def train_on_moons(X, Y, n_h, learning_rate, num_iterations, rng):
    """Train a network whose hidden units start at random, and whose output at zero.

    Random weights in one of the two layers are enough to make the units different. The
    output layer learns in the first step, the hidden one from the second on.

    Parameters
    ----------
    X : ndarray, shape (n_x, m)
        Examples, one per column.
    Y : ndarray, shape (1, m)
        Labels, 0 or 1.
    n_h : int
        Number of hidden units.
    learning_rate : float
        Length of a step per unit of slope, 0 or more.
    num_iterations : int
        Number of steps; 0 returns the start.
    rng : numpy.random.Generator
        Draws the start.

    Returns
    -------
    parameters : dict
        ``"W1"``, ``"b1"``, ``"W2"``, ``"b2"`` after the last step.
    costs : list of float
        Cost before each step, in nats; the first is log 2.

    Raises
    ------
    ShapeError
        If the shapes do not fit together.
    TypeError, ValueError
        If an argument is of the wrong kind or not finite, or a label is not 0 or 1.

    Notes
    -----
    Lecture idea: hidden units that start equal stay equal, whatever the data are.

    Examples
    --------
    >>> X, Y = np.array([[0, 0, 1, 1], [0, 1, 0, 1]]), np.array([[0, 1, 1, 0]])
    >>> parameters, costs = train_on_moons(X, Y, n_h=3, learning_rate=0.5,
    ...     num_iterations=2, rng=np.random.default_rng(0))
    >>> [round(cost, 4) for cost in costs], parameters["W1"].shape
    ([0.6931, 0.6931], (3, 2))
    """
    n_x = shapes("X (n_x, m), Y (1, m)", X, Y)["n_x"]
    finite(X=X)
    binary(Y=Y)
    at_least(0, learning_rate=learning_rate)
    whole(0, num_iterations=num_iterations)
    whole(1, n_h=n_h)
    parameters = {
        "W1": rng.normal(size=(n_h, n_x)),
        "b1": np.zeros((n_h, 1)),
        "W2": np.zeros((1, n_h)),
        "b2": np.zeros((1, 1)),
    }
    X, costs = np.asarray(X, dtype=np.float64), []
    with already_checked():
        for _ in steps(num_iterations, costs):
            A2, cache = forward_propagation(X, parameters)
            costs.append(compute_cost(A2, Y))
            grads = backward_propagation(parameters, cache, X, Y)
            parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, costs


def _fit(X, W1, b1, W2, b2):
    """Insist on parameters that fit the examples, and give the sizes."""
    spec = "X (n_x, m), W1 (n_h, n_x), b1 (n_h, 1), W2 (n_y, n_h), b2 (n_y, 1)"
    return shapes(spec, X, W1, b1, W2, b2)
