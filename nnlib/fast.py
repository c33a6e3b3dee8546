"""The course's trainings once more, taken to the limit of the machine.

The steps are those of `logistic`, `two_layer`, `deep` and `multiclass`, and so are the
results, up to rounding. What differs is only how the numbers are come by:

- A bias is the weight of an input that is always 1. With a row of ones below the
  activations, one product gives W A + b, and one gives dW and db.
- All that follows on the way back is proportional to dZ of the last layer. So 1/m and
  the learning rate are multiplied in there, once, where the array is smallest.
- Every array that a step writes into is made before the first step. What a step does
  is a list, written down once: functions of numpy and what they are called with.
- In full descent a step moves the weights of layer 1 by dZ1 X^T, and so Z1 = W1 X by
  dZ1 (X^T X). The matrix X^T X has a number for each pair of examples, and never
  changes. Where there are far more features than examples, a training that works with
  it alone, and lets W1 follow at the end, saves nearly everything. It is called the
  Gram matrix; mini-batches cannot use it.

Numbers keep the precision of X: float32 stays float32, all else becomes float64.
"""

import numpy as np

from nnlib.initializers import initialize_parameters, initialize_parameters_deep
from nnlib.logistic import propagate
from nnlib.progress import steps
from nnlib.shapes import shapes
from nnlib.single import at_least, entries, generator, whole
from nnlib.values import binary, finite, one_hot_columns

# Outputs that are kept until their costs are computed, all in one go.
KEPT = 2**13
TINY = np.finfo(np.float64).tiny


def descend(
    X,
    Y,
    parameters,
    learning_rate,
    num_iterations,
    *,
    hidden="relu",
    output="sigmoid",
    batch_size=None,
    rng=None,
):
    """Train a network of any depth from a start of one's own.

    Parameters
    ----------
    X : ndarray, shape (n_x, m)
        Examples, one per column.
    Y : ndarray, shape (n_y, m)
        Labels, 0 or 1; one-hot columns for a softmax.
    parameters : dict
        ``"W1"``, ``"b1"``, ..., ``"WL"``, ``"bL"`` at the start; not changed.
    learning_rate : float
        Length of a step per unit of slope, 0 or more.
    num_iterations : int
        Number of steps; 0 gives back the start.
    hidden : str
        What hidden units use: ``"relu"`` or ``"tanh"``.
    output : str
        What output units use: ``"sigmoid"`` or ``"softmax"``.
    batch_size : int, optional
        Examples that a step looks at; by default all of them. Each pass through the
        data takes them in a new order; its last batch may be smaller.
    rng : numpy.random.Generator, optional
        Draws the order; needed with `batch_size` alone.

    Returns
    -------
    parameters : dict
        The same names after the last step.
    costs : list of float
        Cost before each step, in nats, of the examples that the step looked at.

    Raises
    ------
    ShapeError
        If the shapes do not fit together.
    TypeError, ValueError
        If an argument is of the wrong kind or not finite, or a label is not 0 or 1.

    Notes
    -----
    Lecture idea: gradient descent in matrices; the Gram form is that of kernel methods.

    Examples
    --------
    >>> X, Y = np.array([[0, 0, 1, 1], [0, 1, 0, 1]]), np.array([[0, 1, 1, 0]])
    >>> start = initialize_parameters(2, 3, 1, rng=np.random.default_rng(0))
    >>> _, costs = descend(X, Y, start, 0.5, 2, hidden="tanh")
    >>> [round(cost, 4) for cost in costs]
    [0.6931, 0.6931]
    """
    _look(X, Y, parameters, learning_rate, num_iterations)
    _one_of(SLOPES, hidden=hidden)
    _one_of(GIVEN_TO_TRUTH, output=output)
    (one_hot_columns if output == "softmax" else binary)(Y=Y)
    kind = np.float32 if X.dtype == np.float32 else np.float64
    X, Y = np.asarray(X, dtype=kind), np.asarray(Y, dtype=kind)
    W = _joined(parameters, kind)
    if batch_size is not None:
        whole(1, batch_size=batch_size)
        generator(rng=rng)
    gram = batch_size is None and _is_shorter(len(W[0]), *X.shape, num_iterations)
    first = (_Gram if gram else _Products)(W[0], X)
    batches = _batches(X.shape[1], batch_size, rng)
    names = [hidden] * (len(W) - 1) + [output]
    costs = _walk(W, first, batches, Y, names, float(learning_rate), num_iterations)
    W[0] = first.weights()
    return _parted(W), costs


def optimize(w, b, X, Y, learning_rate, num_iterations):
    """Do what `nnlib.logistic.optimize` does, and give back the same.

    Examples
    --------
    >>> X, Y = np.array([[1.0, 2.0, -1.0], [3.0, 0.5, -2.0]]), np.array([[1, 0, 1]])
    >>> params, _, costs = optimize(np.zeros((2, 1)), 0.0, X, Y, 0.1, 3)
    >>> [round(cost, 6) for cost in costs]
    [0.693147, 0.678701, 0.664777]
    """
    shapes("w (n_x, 1), b (), X (n_x, m), Y (1, m)", w, b, X, Y)
    whole(0, num_iterations=num_iterations)
    start = {"W1": np.transpose(w), "b1": np.reshape(b, (1, 1))}
    # The last step is taken here: it is the one whose derivatives are asked for.
    before = max(num_iterations - 1, 0)
    found, costs = descend(X, Y, start, learning_rate, before)
    w, b = found["W1"].T, found["b1"].item()
    grads, cost = propagate(w, b, X, Y)
    if len(costs) < num_iterations:
        costs.append(cost)
        w, b = w - learning_rate * grads["dw"], b - learning_rate * grads["db"]
    return {"w": w, "b": b}, grads, costs


def nn_model(X, Y, n_h, learning_rate, num_iterations, rng):
    """Do what `nnlib.two_layer.nn_model` does, and give back the same.

    Examples
    --------
    >>> X, Y = np.array([[0, 0, 1, 1], [0, 1, 0, 1]]), np.array([[0, 1, 1, 0]])
    >>> _, costs = nn_model(X, Y, 3, 0.5, 2, rng=np.random.default_rng(0))
    >>> [round(cost, 4) for cost in costs]
    [0.6931, 0.6931]
    """
    sizes = shapes("X (n_x, m), Y (n_y, m)", X, Y)
    start = initialize_parameters(sizes["n_x"], n_h, sizes["n_y"], rng)
    return descend(X, Y, start, learning_rate, num_iterations, hidden="tanh")


def train_deep(
    X, Y, layer_dims, learning_rate, num_iterations, rng, *, batch_size=None
):
    """Do what `nnlib.deep.train_deep` does, and give back the same.

    With a `batch_size`, each step looks at that many examples; see `descend`.

    Examples
    --------
    >>> X, Y = np.array([[0, 0, 1, 1], [0, 1, 0, 1]]), np.array([[0, 1, 1, 0]])
    >>> _, costs = train_deep(X, Y, [2, 4, 1], 0.5, 500, rng=np.random.default_rng(1))
    >>> costs[0] > costs[-1], len(costs)
    (True, 500)
    """
    start = initialize_parameters_deep(layer_dims, rng)
    options = {"batch_size": batch_size, "rng": rng}
    return descend(X, Y, start, learning_rate, num_iterations, **options)


def train_digits(
    X, Y, layer_dims, learning_rate, num_iterations, rng, *, batch_size=None
):
    """Do what `nnlib.multiclass.train_digits` does, and give back the same.

    With a `batch_size`, each step looks at that many examples; see `descend`.

    Examples
    --------
    >>> X, Y = np.array([[0.0, 1.0, 2.0]]), np.eye(3)
    >>> _, costs = train_digits(X, Y, [1, 3], 0.5, 50, rng=np.random.default_rng(0))
    >>> costs[0] > costs[-1], len(costs)
    (True, 50)
    """
    start = initialize_parameters_deep(layer_dims, rng)
    options = {"output": "softmax", "batch_size": batch_size, "rng": rng}
    return descend(X, Y, start, learning_rate, num_iterations, **options)


class _Products:
    """The first layer as it stands in the notebooks, with a look at some examples."""

    def __init__(self, W, X):
        self.W, self.dW, self.X = W, np.empty_like(W), X

    def rows(self, m):
        """Make room for m examples, one after the other: both products read so."""
        rows = np.ones((m, len(self.X) + 1), dtype=self.X.dtype)
        if m == self.X.shape[1]:
            rows[:, :-1] = self.X.T
        return rows

    def look_at(self, examples, rows):
        """Take these examples from now on."""
        rows[:, :-1] = self.X.T[examples]

    def forward(self, rows, out):
        """List how Z of the first layer is come by."""
        yield np.dot, (self.W, rows.T, out)

    def step(self, D, rows):
        """List what is a step: `D` is dZ, with rate and mean multiplied in."""
        yield np.dot, (D, rows, self.dW)
        yield np.add, (self.W, self.dW, self.W)

    def weights(self):
        """Give the weights, with the biases as last column."""
        return self.W


class _Gram:
    """The first layer by way of X^T X: Z moves, and the weights follow at the end."""

    def __init__(self, W, X):
        self.W, self.X = W, X
        self.K = X.T @ X + 1  # the 1 is the input of the bias, times itself
        self.Z = W[:, :-1] @ X + W[:, -1:]
        self.dZ = np.empty_like(self.Z)
        self.moved = np.zeros_like(self.Z)

    def rows(self, m):
        """Nothing: K holds all that is needed of the examples."""

    def forward(self, rows, out):
        """List how Z of the first layer is come by."""
        yield np.copyto, (out, self.Z)

    def step(self, D, rows):
        """List what is a step: `D` is dZ, with rate and mean multiplied in."""
        yield np.dot, (D, self.K, self.dZ)
        yield np.add, (self.Z, self.dZ, self.Z)
        yield np.add, (self.moved, D, self.moved)

    def weights(self):
        """Give the weights, with the biases as last column."""
        moved = self.moved @ self.X.T, np.sum(self.moved, axis=1, keepdims=True)
        return self.W + np.hstack(moved)


class _Step:
    """A step on some number of examples: what it writes into, and what it does."""

    def __init__(self, W, first, Y, m, names, rate, kept):
        units, kind = [len(one) for one in W], W[0].dtype
        self.with_ones = [np.ones((n + 1, m), dtype=kind) for n in units]
        self.A = [one[:-1] for one in self.with_ones]
        self.D = [np.empty((n, m), dtype=kind) for n in units]
        self.dW = [None, *(np.empty_like(one) for one in W[1:])]  # 1 has its own
        self.rows, self.Y = first.rows(m), Y[:, :m].copy()
        self.operations = [
            *first.forward(self.rows, self.A[0]),
            *_forward(W, self, names),
            *_backward(W, self, names, kind.type(-rate / m)),
            *first.step(self.D[0], self.rows),
        ]
        self.kept, self.waiting = np.empty((kept, units[-1], m), dtype=kind), 0
        self.given = GIVEN_TO_TRUTH[names[-1]]

    def take(self):
        """Take the step; give the costs that wait, once there are enough."""
        for function, arguments in self.operations:
            function(*arguments)
        np.copyto(self.kept[self.waiting], self.A[-1])
        self.waiting += 1
        return self.costs() if self.waiting == len(self.kept) else ()

    def costs(self):
        """Give the costs that wait."""
        P, m = self.given(self.kept[: self.waiting], self.Y), self.Y.shape[1]
        logs = np.log(np.maximum(P, TINY)).reshape(self.waiting, P[:1].size)
        self.waiting = 0
        return (0 - logs.sum(axis=1) / m).tolist()


def _look(X, Y, parameters, learning_rate, num_iterations):
    """Look at all arguments, once for the whole training."""
    n = shapes("X (n_x, m), Y (n_y, m)", X, Y)
    width, last = n["n_x"], sum(name.startswith("W") for name in parameters)
    for layer in range(1, last + 1):
        W, b = entries((f"W{layer}", f"b{layer}"), parameters=parameters)
        rows = n["n_y"] if layer == last else "n"
        n_next = shapes(f"W{layer} ({rows}, {width}), b{layer} ({rows}, 1)", W, b)
        width = n_next.get("n")
    finite(X=X, **parameters)
    at_least(0, learning_rate=learning_rate)
    whole(0, num_iterations=num_iterations)


def _one_of(known, **asked):
    """Insist on one of the names that are known."""
    ((argument, name),) = asked.items()
    if name not in known:
        names = " or ".join(map(repr, known))
        raise ValueError(f"{argument} is {name!r}, expected {names}")


def _is_shorter(units, n_x, m, num_iterations):
    """Tell whether a training by way of X^T X takes fewer multiplications."""
    products = 2 * num_iterations * units * n_x * m
    return n_x * m * m + num_iterations * units * m * m + 2 * units * n_x * m < products


def _joined(parameters, kind):
    """Copy the weights of each layer, with the biases as last column."""
    layers = range(1, len(parameters) // 2 + 1)
    pairs = [(parameters[f"W{layer}"], parameters[f"b{layer}"]) for layer in layers]
    return [np.hstack(pair).astype(kind, copy=False) for pair in pairs]


def _parted(W):
    """Give weights and biases under their names."""
    found = {}
    for layer, one in enumerate(W, 1):
        found[f"W{layer}"], found[f"b{layer}"] = one[:, :-1].copy(), one[:, -1:].copy()
    return found


def _batches(m, size, rng):
    """Yield which examples each step looks at, pass after pass; None for all."""
    while size is None:
        yield None
    while True:
        order = rng.permutation(m)
        yield from (order[start : start + size] for start in range(0, m, size))


def _walk(W, first, batches, Y, names, rate, num_iterations):
    """Take all steps; give the costs. `W` and `first` end at the last step."""
    costs, ready, m = [], {}, Y.shape[1]
    with np.errstate(over="ignore"):  # exp(-Z) may be inf: 1 / inf is the right 0
        for _, chosen in zip(steps(num_iterations, costs), batches, strict=False):
            size = m if chosen is None else len(chosen)
            if size not in ready:
                kept = 1 if chosen is not None else max(1, KEPT // Y.size)
                ready[size] = _Step(W, first, Y, size, names, rate, kept)
            step = ready[size]
            if chosen is not None:
                first.look_at(chosen, step.rows)
                step.Y[:] = Y[:, chosen]
            costs += step.take()
        for step in ready.values():
            costs += step.costs()
    return costs


def _forward(W, step, names):
    """List how examples pass through all layers; Z of the first one is there."""
    for layer, (name, A) in enumerate(zip(names, step.A, strict=True)):
        if layer:
            yield np.dot, (W[layer], step.with_ones[layer - 1], A)
        yield from IN_PLACE[name](A)


def _backward(W, step, names, factor):
    """List the way back through all layers, and the step in all but the first."""
    A, D, dW = step.A, step.D, step.dW
    yield np.subtract, (A[-1], step.Y, D[-1])
    yield np.multiply, (D[-1], factor, D[-1])
    for layer in range(len(W) - 1, 0, -1):
        yield np.dot, (W[layer][:, :-1].T, D[layer], D[layer - 1])
        yield np.dot, (D[layer], step.with_ones[layer - 1].T, dW[layer])
        yield np.add, (W[layer], dW[layer], W[layer])
        yield from SLOPES[names[layer - 1]](A[layer - 1], D[layer - 1])


def _of_two(outputs, Y):
    """Give the probability of what is right: a for y = 1, 1 - a for y = 0."""
    P = outputs + (Y - 1)
    return np.abs(P, P)


def _of_many(outputs, Y):
    """Give the probability of the right class, shape (steps, m)."""
    return np.sum(outputs * Y, axis=1)


def _maximum(Z, least):
    """Raise what is lower to the least; numpy takes no third argument here."""
    np.maximum(Z, least, out=Z)


def _relu(Z):
    """List how sums become activations, in their place."""
    yield _maximum, (Z, Z.dtype.type(0))


def _tanh(Z):
    """List how sums become activations, in their place."""
    yield np.tanh, (Z, Z)


def _sigmoid(Z):
    """List how sums become activations, in their place."""
    yield np.negative, (Z, Z)
    yield np.exp, (Z, Z)
    yield np.add, (Z, Z.dtype.type(1), Z)
    yield np.reciprocal, (Z, Z)


def _softmax(Z):
    """List how sums become activations, in their place."""
    one = np.empty(Z.shape[1], dtype=Z.dtype)  # per example
    yield np.max, (Z, 0, one)
    yield np.subtract, (Z, one, Z)
    yield np.exp, (Z, Z)
    yield np.sum, (Z, 0, None, one)
    yield np.divide, (Z, one, Z)


def _times_relu_slope(A, D):
    """List how dA becomes dZ, from the activations."""
    slope = np.empty(A.shape, dtype=bool)
    yield np.greater, (A, A.dtype.type(0), slope)
    yield np.multiply, (D, slope, D)


def _times_tanh_slope(A, D):
    """List how dA becomes dZ, from the activations, which nobody needs any more."""
    yield np.multiply, (A, A, A)
    yield np.subtract, (A.dtype.type(1), A, A)
    yield np.multiply, (D, A, D)


IN_PLACE = {"relu": _relu, "tanh": _tanh, "sigmoid": _sigmoid, "softmax": _softmax}
GIVEN_TO_TRUTH = {"sigmoid": _of_two, "softmax": _of_many}
SLOPES = {"relu": _times_relu_slope, "tanh": _times_tanh_slope}
