"""A network of any depth, built of blocks: each layer has one forward, one backward.

Forward, a layer turns ``A_prev`` into ``A`` and keeps in a cache what the way back
needs. Backward, it turns ``dA`` into ``dA_prev`` and gives dW and db. Hidden units use
relu, the output the sigmoid. ``dZ`` and ``dA`` belong to each example's own loss; 1/m
stands in dW and db alone.
"""

import numpy as np

from nnlib.activations import activation, activation_slope
from nnlib.built_in import built_in
from nnlib.initializers import initialize_parameters_deep
from nnlib.losses import compute_cost
from nnlib.progress import steps
from nnlib.shapes import shapes
from nnlib.single import at_least, entries, members, whole
from nnlib.two_layer import update_parameters
from nnlib.values import already_checked, binary, finite


@built_in("04")
def linear_forward(A, W, b):
    """Give the weighted sums of one layer: Z = W A + b.

    Parameters
    ----------
    A : ndarray, shape (n_prev, m)
        Activations of the layer before, or the examples.
    W : ndarray, shape (n, n_prev)
        Weights, one row per unit.
    b : ndarray, shape (n, 1)
        Biases.

    Returns
    -------
    Z : ndarray, shape (n, m)
        Weighted sums.
    cache : tuple
        ``(A, W, b)``, for the way back.

    Raises
    ------
    ShapeError
        If the shapes do not fit together.
    TypeError
        If an argument holds something other than numbers.

    Notes
    -----
    Lecture idea: the linear half of the forward block.

    Examples
    --------
    >>> A, W, b = np.array([[1.0], [-1.0]]), np.array([[1.0, -2.0]]), np.array([[1.0]])
    >>> linear_forward(A, W, b)[0]
    array([[4.]])
    """
    shapes("A (n_prev, m), W (n, n_prev), b (n, 1)", A, W, b)
    return W @ A + b, (A, W, b)


@built_in("04")
def linear_activation_forward(A_prev, W, b, activation):
    """Give the activations of one layer: A = g(W A_prev + b).

    Parameters
    ----------
    A_prev : ndarray, shape (n_prev, m)
        Activations of the layer before, or the examples.
    W : ndarray, shape (n, n_prev)
        Weights, one row per unit.
    b : ndarray, shape (n, 1)
        Biases.
    activation : str
        Name of g, as in `nnlib.activations.activation`.

    Returns
    -------
    A : ndarray, shape (n, m), float64
        Activations.
    cache : tuple
        ``(linear_cache, Z)`` with ``linear_cache = (A_prev, W, b)``.

    Raises
    ------
    ShapeError
        If the shapes do not fit together.
    ValueError
        If there is no activation of this name.

    Notes
    -----
    Lecture idea: the forward block of layer l and its cache.

    Examples
    --------
    >>> A, W, b = np.array([[1.0], [-1.0]]), np.array([[1.0, -2.0]]), np.array([[1.0]])
    >>> linear_activation_forward(A, W, b, "sigmoid")[0].round(6)
    array([[0.982014]])
    """
    Z, linear_cache = linear_forward(A_prev, W, b)
    return _g(activation, Z), (linear_cache, Z)


@built_in("04")
def model_forward(X, parameters):
    """Pass examples through all layers: relu in the hidden ones, sigmoid in the last.

    Parameters
    ----------
    X : ndarray, shape (n_x, m)
        Examples, one per column.
    parameters : dict
        ``"W1"``, ``"b1"``, ..., ``"WL"``, ``"bL"``.

    Returns
    -------
    AL : ndarray, shape (n_y, m), float64
        Probabilities.
    caches : list of tuple
        The caches of layers 1 to L; ``caches[l - 1]`` belongs to layer l.

    Raises
    ------
    ShapeError
        If the shapes do not fit together.
    TypeError, ValueError
        If `parameters` is no dict, or an entry is missing.

    Notes
    -----
    Lecture idea: forward propagation for l = 1, ..., L; this loop stays.

    Examples
    --------
    >>> p = {"W1": np.eye(2), "b1": np.zeros((2, 1))}
    >>> p |= {"W2": np.array([[1.0, 1.0]]), "b2": np.array([[-2.0]])}
    >>> AL, caches = model_forward(np.array([[2.0, 1.0], [-5.0, 1.0]]), p)
    >>> AL, len(caches)
    (array([[0.5, 0.5]]), 2)
    """
    A, caches, L = X, [], _depth(parameters)
    for layer in range(1, L + 1):
        W, b = entries((f"W{layer}", f"b{layer}"), parameters=parameters)
        name = "sigmoid" if layer == L else "relu"
        A, cache = linear_activation_forward(A, W, b, name)
        caches.append(cache)
    return A, caches


@built_in("04")
def linear_backward(dZ, cache):
    """Go back through Z = W A_prev + b.

    Parameters
    ----------
    dZ : ndarray, shape (n, m)
        Derivative of each example's loss with respect to its Z.
    cache : tuple
        ``(A_prev, W, b)`` from `linear_forward`.

    Returns
    -------
    dA_prev : ndarray, shape (n_prev, m)
        Derivative of each example's loss with respect to its A_prev; no mean.
    dW : ndarray, shape (n, n_prev)
        Derivative of the cost: the mean over the examples.
    db : ndarray, shape (n, 1)
        Derivative of the cost: the mean over the examples.

    Raises
    ------
    ShapeError
        If the shapes do not fit together.
    TypeError
        If an argument holds something other than numbers.

    Notes
    -----
    Lecture idea: dW = dZ A_prev^T / m, db = mean of dZ, dA_prev = W^T dZ.

    Examples
    --------
    >>> A_prev, W = np.array([[1.0, 3.0]]), np.array([[2.0], [-1.0]])
    >>> dZ = np.array([[1.0, 1.0], [0.0, 2.0]])
    >>> dA_prev, dW, db = linear_backward(dZ, (A_prev, W, np.zeros((2, 1))))
    >>> dA_prev, dW.T, db.T
    (array([[2., 0.]]), array([[2., 3.]]), array([[1., 1.]]))
    """
    dW, db = _weight_slopes(dZ, cache)
    _, W, _ = cache
    dA_prev = W.T @ dZ  # (n_prev, m)
    return dA_prev, dW, db


@built_in("04")
def linear_activation_backward(dA, cache, activation):
    """Go back through one layer: dZ = dA * g'(Z), then through its weights.

    Parameters
    ----------
    dA : ndarray, shape (n, m)
        Derivative of each example's loss with respect to its A.
    cache : tuple
        ``(linear_cache, Z)`` from `linear_activation_forward`.
    activation : str
        Name of g, as in `nnlib.activations.activation`.

    Returns
    -------
    dA_prev : ndarray, shape (n_prev, m)
        Derivative of each example's loss with respect to its A_prev; no mean.
    dW : ndarray, shape (n, n_prev)
        Derivative of the cost.
    db : ndarray, shape (n, 1)
        Derivative of the cost.

    Raises
    ------
    ShapeError
        If the shapes do not fit together.
    ValueError
        If there is no activation of this name.

    Notes
    -----
    Lecture idea: the backward block of layer l.

    Examples
    --------
    >>> _, cache = linear_activation_forward(np.ones((1, 2)), np.array([[2.0], [-1.0]]),
    ...     np.zeros((2, 1)), "relu")
    >>> dA_prev, dW, db = linear_activation_backward(np.ones((2, 2)), cache, "relu")
    >>> dA_prev, dW.T
    (array([[2., 2.]]), array([[1., 0.]]))
    """
    linear_cache, Z = members(2, cache=cache)
    return linear_backward(_through(activation, dA, Z), linear_cache)


@built_in("04")
def model_backward(AL, Y, caches):
    """Pass derivatives back through all layers.

    It starts at the output with ``dZ = AL - Y``: there, the slope of the sigmoid has
    cancelled against the log loss, which holds for AL of exactly 0 or 1 as well. It
    ends with dW1 and db1: what layer 1 would hand down, the derivative with respect to
    X, is a product as large as dW1, and nobody reads it.

    Parameters
    ----------
    AL : ndarray, shape (n_y, m)
        Probabilities from `model_forward`.
    Y : ndarray, shape (n_y, m)
        Labels, 0 or 1.
    caches : list of tuple
        The caches of layers 1 to L from `model_forward`.

    Returns
    -------
    dict
        ``"dW1"``, ``"db1"``, ..., ``"dWL"``, ``"dbL"``, each with the shape of its
        parameter.

    Raises
    ------
    ShapeError
        If the shapes do not fit together.
    ValueError
        If a label is not 0 or 1, or there are no caches.

    Notes
    -----
    Lecture idea: backward propagation for l = L, ..., 1.

    Examples
    --------
    >>> p = {"W1": np.eye(2), "b1": np.zeros((2, 1))}
    >>> p |= {"W2": np.array([[1.0, 1.0]]), "b2": np.array([[-2.0]])}
    >>> AL, caches = model_forward(np.array([[2.0, 1.0], [-5.0, 1.0]]), p)
    >>> model_backward(AL, np.array([[1, 0]]), caches)["dW1"]
    array([[-0.25,  1.5 ],
           [ 0.25,  0.25]])
    """
    shapes("AL (n_y, m), Y (n_y, m)", AL, Y)
    binary(Y=Y)
    L, grads, dZ = len(caches), {}, AL - Y
    if not L:
        raise ValueError("caches is empty, expected one cache per layer")
    for layer in range(L, 1, -1):
        dA, dW, db = linear_backward(dZ, caches[layer - 1][0])
        grads |= {f"dW{layer}": dW, f"db{layer}": db}
        dZ = _through("relu", dA, caches[layer - 2][1])
    dW, db = _weight_slopes(dZ, caches[0][0])
    return grads | {"dW1": dW, "db1": db}


@built_in("04")
def gradient_of_four(X, Y, parameters):
    """Give the derivatives of three layers, with tanh in the two hidden ones.

    Parameters
    ----------
    X : ndarray, shape (n_x, m)
        Examples, one per column.
    Y : ndarray, shape (n_y, m)
        Labels, 0 or 1.
    parameters : dict
        ``"W1"``, ``"b1"``, ..., ``"W3"``, ``"b3"``.

    Returns
    -------
    dict
        ``"dW3"``, ``"db3"``, ..., ``"dW1"``, ``"db1"``, the derivatives of the cost.

    Raises
    ------
    ShapeError
        If the shapes do not fit together.
    TypeError, ValueError
        If `parameters` is no dict or lacks an entry, or a label is not 0 or 1.

    Notes
    -----
    Lecture idea: each block goes back through the cache of its own layer. With four
    units everywhere, the cache of another layer fits as well, and nothing complains.

    Examples
    --------
    >>> p = {f"W{layer}": np.eye(1) for layer in (1, 2, 3)}
    >>> p |= {f"b{layer}": np.zeros((1, 1)) for layer in (1, 2, 3)}
    >>> grads = gradient_of_four(np.zeros((1, 1)), np.ones((1, 1)), p)
    >>> [grads[name].item() for name in ("db3", "db2", "db1")]
    [-0.5, -0.5, -0.5]
    """
    A, caches, grads = X, [], {}
    for layer, name in ((1, "tanh"), (2, "tanh"), (3, "sigmoid")):
        W, b = entries((f"W{layer}", f"b{layer}"), parameters=parameters)
        A, cache = linear_activation_forward(A, W, b, name)
        caches.append(cache)
    shapes("A (n_y, m), Y (n_y, m)", A, Y)
    binary(Y=Y)
    dA, grads["dW3"], grads["db3"] = linear_backward(A - Y, caches[2][0])
    for layer in (2, 1):
        dA, dW, db = linear_activation_backward(dA, caches[layer - 1], "tanh")
        grads |= {f"dW{layer}": dW, f"db{layer}": db}
    return grads


@built_in("04")
def train_deep(X, Y, layer_dims, learning_rate, num_iterations, rng):
    """Train a network of any depth by gradient descent on all examples.

    Parameters
    ----------
    X : ndarray, shape (n_x, m)
        Examples, one per column; best with a mean near 0 for each feature.
    Y : ndarray, shape (n_y, m)
        Labels, 0 or 1.
    layer_dims : sequence of int
        Number of units per layer, from n_x to n_y.
    learning_rate : float
        Length of a step per unit of slope, 0 or more.
    num_iterations : int
        Number of steps; 0 returns the start.
    rng : numpy.random.Generator
        Draws the start, by the method ``"he"``.

    Returns
    -------
    parameters : dict
        ``"W1"``, ``"b1"``, ... after the last step.
    costs : list of float
        Cost before each step, in nats; `num_iterations` entries.

    Raises
    ------
    ShapeError
        If `X` or `Y` does not fit `layer_dims`, or X does not fit Y.
    TypeError, ValueError
        If an argument is of the wrong kind or not finite, or a label is not 0 or 1.

    Notes
    -----
    Lecture idea: the whole recipe, with a loop over the layers inside.

    Examples
    --------
    >>> X, Y = np.array([[0, 0, 1, 1], [0, 1, 0, 1]]), np.array([[0, 1, 1, 0]])
    >>> _, costs = train_deep(X, Y, [2, 4, 1], learning_rate=0.5, num_iterations=500,
    ...     rng=np.random.default_rng(1))
    >>> costs[0] > costs[-1], len(costs)
    (True, 500)
    """
    parameters = initialize_parameters_deep(layer_dims, rng)
    shapes(f"X ({layer_dims[0]}, m), Y ({layer_dims[-1]}, m)", X, Y)
    finite(X=X)
    binary(Y=Y)
    at_least(0, learning_rate=learning_rate)
    whole(0, num_iterations=num_iterations)
    X = np.asarray(X, dtype=np.float64)  # once, not in every product
    costs = []
    with already_checked():
        for _ in steps(num_iterations, costs):
            AL, caches = model_forward(X, parameters)
            costs.append(compute_cost(AL, Y))
            grads = model_backward(AL, Y, caches)
            parameters = update_parameters(parameters, grads, learning_rate)
            del caches, grads  # before the next step makes its own
    return parameters, costs


def _depth(parameters):
    """Count the layers: each has one weight matrix."""
    entries(("W1",), parameters=parameters)
    return sum(name.startswith("W") for name in parameters)


def _g(name, Z):
    """Apply an activation where `activation` is the name of an argument."""
    return activation(name, Z)


def _through(name, dA, Z):
    """Go back through an activation: dZ = dA * g'(Z)."""
    shapes("Z (n, m), dA (n, m)", Z, dA)
    # The slope of relu is 0 or 1: false or true, an eighth of the memory.
    return dA * (Z > 0 if name == "relu" else activation_slope(name, Z))


def _weight_slopes(dZ, cache):
    """Give dW and db of a layer: what stays there on the way back."""
    A_prev, W, b = members(3, cache=cache)
    spec = "A_prev (n_prev, m), W (n, n_prev), b (n, 1), dZ (n, m)"
    m = shapes(spec, A_prev, W, b, dZ)["m"]
    # What is divided is the smaller array: layer 1 has a weight for every feature.
    dW = (dZ / m) @ A_prev.T  # (n, n_prev)
    db = np.sum(dZ, axis=1, keepdims=True) / m  # (n, 1)
    return dW, db
