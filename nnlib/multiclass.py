"""Several classes: a softmax layer on top of the layers of notebook 04.

Only the output changes. Its K numbers become probabilities that sum to 1, the cost is
the cross entropy, and the derivative at the output is A - Y once more.
"""

import numpy as np

from nnlib.built_in import built_in
from nnlib.deep import linear_activation_forward, linear_forward, model_backward
from nnlib.initializers import initialize_parameters_deep
from nnlib.losses import cross_entropy
from nnlib.progress import steps
from nnlib.shapes import ShapeError, shapes
from nnlib.single import at_least, entries, whole
from nnlib.two_layer import update_parameters
from nnlib.values import already_checked, finite, numbers, one_hot_columns
from nnlib.values import labels as require_labels


@built_in("05")
def one_hot(labels, K):
    """Turn class numbers into columns with a single 1.

    Parameters
    ----------
    labels : ndarray, shape (m,) or (1, m), or sequence of int
        Class of each example, 0 to K - 1.
    K : int
        Number of classes, 1 or more; a class may have no example.

    Returns
    -------
    ndarray, shape (K, m), float64
        1 in the row of each example's class, otherwise 0.

    Raises
    ------
    ShapeError
        If `labels` is neither a row nor flat.
    TypeError
        If `K` is not a whole number.
    ValueError
        If a label is not one of the classes.

    Notes
    -----
    Lecture idea: ten outputs, one for each digit.

    Examples
    --------
    >>> one_hot([2, 0], 3)
    array([[0., 1.],
           [0., 0.],
           [1., 0.]])
    """
    whole(1, K=K)
    require_labels(labels=labels)
    flat = np.asarray(labels)
    if flat.ndim != 1 and not (flat.ndim == 2 and len(flat) == 1):
        raise ShapeError(f"labels has shape {flat.shape}, expected (m,) or (1, m)")
    flat = flat.ravel()
    if flat.size and flat.max() >= K:
        raise ValueError(f"labels holds {flat.max()}, expected 0 to {K - 1} (K = {K})")
    return (np.arange(K)[:, np.newaxis] == flat).astype(np.float64)  # (K, m)


@built_in("05")
def softmax(Z):
    """Turn the scores of every example into probabilities that sum to 1.

    ``a_k = exp(z_k) / sum_j exp(z_j)``. A number that is added to all scores of a
    column cancels; taking away the largest keeps exp from overflowing.

    Parameters
    ----------
    Z : ndarray, shape (K, m)
        Scores, one column per example.

    Returns
    -------
    ndarray, shape (K, m), float64
        Probabilities; each column sums to 1.

    Raises
    ------
    ShapeError
        If `Z` does not have two axes.
    TypeError
        If `Z` holds something other than numbers.

    Notes
    -----
    Lecture idea: softmax as the output layer. With K = 2 it is the sigmoid of the
    difference.

    Examples
    --------
    >>> softmax(np.array([[3.0, 1000.0], [1.0, 1000.0], [-3.0, 0.0]])).round(2)
    array([[0.88, 0.5 ],
           [0.12, 0.5 ],
           [0.  , 0.  ]])
    """
    shapes("Z (K, m)", Z)
    numbers(Z=Z)
    e = np.exp(Z - np.max(Z, axis=0, keepdims=True))  # (K, m)
    return e / np.sum(e, axis=0, keepdims=True)


@built_in("05")
def output_gradient(A, Y):
    """Give the derivative of each example's cross entropy with respect to its scores.

    The slopes of softmax and logarithm collapse, as they did for the sigmoid:
    ``dZ = A - Y``.

    Parameters
    ----------
    A : ndarray, shape (K, m)
        Probabilities from `softmax`.
    Y : ndarray, shape (K, m)
        One-hot labels.

    Returns
    -------
    ndarray, shape (K, m), float64
        dZ; no mean over the examples.

    Raises
    ------
    ShapeError
        If `A` and `Y` do not have the same two axes.
    ValueError
        If a column of `Y` is not one-hot.

    Notes
    -----
    Lecture idea: the derivative at the output, for any number of classes.

    Examples
    --------
    >>> output_gradient(np.array([[0.7], [0.2], [0.1]]), np.array([[1], [0], [0]]))
    array([[-0.3],
           [ 0.2],
           [ 0.1]])
    """
    shapes("A (K, m), Y (K, m)", A, Y)
    one_hot_columns(Y=Y)
    return A - Y


@built_in("05")
def softmax_forward(X, parameters):
    """Pass examples through all layers: relu in the hidden ones, softmax in the last.

    Parameters
    ----------
    X : ndarray, shape (n_x, m)
        Examples, one per column.
    parameters : dict
        ``"W1"``, ``"b1"``, ..., ``"WL"``, ``"bL"``; W^[L] has K rows.

    Returns
    -------
    A : ndarray, shape (K, m), float64
        Probabilities.
    caches : list of tuple
        ``(linear_cache, Z)`` of layers 1 to L; ``caches[l - 1]`` belongs to layer l.

    Raises
    ------
    ShapeError
        If the shapes do not fit together.
    TypeError, ValueError
        If `parameters` is no dict, or an entry is missing.

    Notes
    -----
    Lecture idea: the digit network, 256 numbers in and 10 out.

    Examples
    --------
    >>> p = {"W1": np.array([[1.0], [-1.0], [0.0]]), "b1": np.zeros((3, 1))}
    >>> softmax_forward(np.array([[0.0, 2.0]]), p)[0].round(3)
    array([[0.333, 0.867],
           [0.333, 0.016],
           [0.333, 0.117]])
    """
    entries(("W1",), parameters=parameters)
    A, caches = X, []
    L = sum(name.startswith("W") for name in parameters)
    for layer in range(1, L):
        W, b = entries((f"W{layer}", f"b{layer}"), parameters=parameters)
        A, cache = linear_activation_forward(A, W, b, "relu")
        caches.append(cache)
    W, b = entries((f"W{L}", f"b{L}"), parameters=parameters)
    Z, linear_cache = linear_forward(A, W, b)
    return softmax(Z), [*caches, (linear_cache, Z)]


@built_in("05")
def softmax_backward(A, Y, caches):
    """Pass derivatives back through all layers, from A - Y at the output.

    Parameters
    ----------
    A : ndarray, shape (K, m)
        Probabilities from `softmax_forward`.
    Y : ndarray, shape (K, m)
        One-hot labels.
    caches : list of tuple
        The caches of layers 1 to L from `softmax_forward`.

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
        If a column of `Y` is not one-hot, or there are no caches.

    Notes
    -----
    Lecture idea: backward propagation; the layers below do not see the difference.

    Examples
    --------
    >>> p = {"W1": np.array([[1.0], [-1.0], [0.0]]), "b1": np.zeros((3, 1))}
    >>> A, caches = softmax_forward(np.array([[0.0, 2.0]]), p)
    >>> softmax_backward(A, np.eye(3)[:, [0, 0]], caches)["dW1"].round(3)
    array([[-0.133],
           [ 0.016],
           [ 0.117]])
    """
    shapes("A (K, m), Y (K, m)", A, Y)
    one_hot_columns(Y=Y)
    grads = model_backward(A, Y, caches)  # from A - Y, as behind a sigmoid
    return grads


@built_in("05")
def predict_class(A):
    """Give the class with the largest output.

    Parameters
    ----------
    A : ndarray, shape (K, m)
        Probabilities, or scores: the largest stays the largest.

    Returns
    -------
    ndarray, shape (m,), int
        Class of each example, 0 to K - 1; the first of equals.

    Raises
    ------
    ShapeError
        If `A` does not have two axes.
    TypeError
        If `A` holds something other than numbers.

    Notes
    -----
    Lecture idea: the input of class k should give the largest output at k.

    Examples
    --------
    >>> predict_class(np.array([[0.7, 0.2], [0.2, 0.2], [0.1, 0.6]]))
    array([0, 2])
    """
    shapes("A (K, m)", A)
    return np.argmax(A, axis=0)


@built_in("05")
def untrained_cost(X, Y, parameters) -> float:
    """Give what a network costs as it stands: tanh in its hidden layers, then softmax.

    Parameters
    ----------
    X : ndarray, shape (n_x, m)
        Examples, one per column.
    Y : ndarray, shape (K, m)
        One-hot labels.
    parameters : dict
        ``"W1"``, ``"b1"``, ..., ``"WL"``, ``"bL"``.

    Returns
    -------
    float
        Mean cross entropy, in nats; log K where the network knows nothing.

    Raises
    ------
    ShapeError
        If the shapes do not fit together.
    TypeError, ValueError
        If an argument is not as described.

    Notes
    -----
    Lecture idea: one whole is shared out among the classes of each example.

    Examples
    --------
    >>> nothing = {"W1": np.zeros((10, 3)), "b1": np.zeros((10, 1))}
    >>> round(untrained_cost(np.ones((3, 2)), np.eye(10)[:, :2], nothing), 6)
    2.302585
    """
    A, L = X, len(parameters) // 2
    for layer in range(1, L):
        W, b = entries((f"W{layer}", f"b{layer}"), parameters=parameters)
        A, _ = linear_activation_forward(A, W, b, "tanh")
    W, b = entries((f"W{L}", f"b{L}"), parameters=parameters)
    Z, _ = linear_forward(A, W, b)
    return cross_entropy(softmax(Z), Y)


@built_in("05")
def train_digits(X, Y, layer_dims, learning_rate, num_iterations, rng):
    """Train a network with a softmax output by gradient descent on all examples.

    Parameters
    ----------
    X : ndarray, shape (n_x, m)
        Examples, one per column.
    Y : ndarray, shape (K, m)
        One-hot labels.
    layer_dims : sequence of int
        Number of units per layer, from n_x to K.
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
        If an argument is of the wrong kind or not finite, or a column of `Y` is not
        one-hot.

    Notes
    -----
    Lecture idea: learning is finding the parameters with the smallest total cost.

    Examples
    --------
    >>> X, Y = np.array([[0.0, 1.0, 2.0]]), np.eye(3)
    >>> _, costs = train_digits(X, Y, [1, 3], learning_rate=0.5, num_iterations=50,
    ...     rng=np.random.default_rng(0))
    >>> costs[0] > costs[-1], len(costs)
    (True, 50)
    """
    parameters = initialize_parameters_deep(layer_dims, rng)
    shapes(f"X ({layer_dims[0]}, m), Y ({layer_dims[-1]}, m)", X, Y)
    finite(X=X)
    one_hot_columns(Y=Y)
    at_least(0, learning_rate=learning_rate)
    whole(0, num_iterations=num_iterations)
    X, costs = np.asarray(X, dtype=np.float64), []
    with already_checked():
        for _ in steps(num_iterations, costs):
            A, caches = softmax_forward(X, parameters)
            costs.append(cross_entropy(A, Y))
            grads = softmax_backward(A, Y, caches)
            parameters = update_parameters(parameters, grads, learning_rate)
            del caches, grads  # before the next step makes its own
    return parameters, costs


@built_in("05")
def choose_settings(train, X_train, Y_train, X_val, Y_val, rng):
    """Choose what training does not learn by itself: layers, rate and steps.

    Parameters
    ----------
    train : callable
        ``train(X, Y, layer_dims, learning_rate, num_iterations, rng)`` returns
        parameters and costs, as `train_digits` does.
    X_train, X_val : ndarray, shape (n_x, m) and (n_x, m_val)
        Examples to learn from, and others to choose by.
    Y_train, Y_val : ndarray, shape (K, m) and (K, m_val)
        Their one-hot labels.
    rng : numpy.random.Generator
        Draws the starts.

    Returns
    -------
    dict
        ``"layer_dims"``, ``"learning_rate"`` and ``"num_iterations"`` of the network
        that is right most often on the validation examples; the first of equals.

    Raises
    ------
    ShapeError, TypeError, ValueError
        If an argument is not as described.

    Notes
    -----
    Lecture idea: the rate, the number of steps and the layers are set by hand.

    Examples
    --------
    >>> X, Y = np.array([[0.0, 1.0, 2.0, 3.0]]), np.eye(2)[:, [0, 0, 1, 1]]
    >>> choose_settings(train_digits, X, Y, X + 0.1, Y, rng=np.random.default_rng(0))
    {'layer_dims': [1, 16, 2], 'learning_rate': 0.1, 'num_iterations': 150}
    """
    shapes("X_train (n_x, m), Y_train (K, m)", X_train, Y_train)
    shapes("X_val (n_x, m_val), Y_val (K, m_val)", X_val, Y_val)
    one_hot_columns(Y_val=Y_val)
    found = []
    for rate in (0.001, 0.1, 1.0):
        setting = {
            "layer_dims": [len(X_train), 16, len(Y_train)],
            "learning_rate": rate,
            "num_iterations": 150,
        }
        parameters, _ = train(X_train, Y_train, **setting, rng=rng)
        said = predict_class(softmax_forward(X_val, parameters)[0])
        found.append((np.mean(said == predict_class(Y_val)), setting))
    return max(found, key=lambda one: one[0])[1]
