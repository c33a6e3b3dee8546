"""Wrong versions of notebook 03, written from its text alone."""

import numpy as np

from nnlib.activations import activation, sigmoid
from nnlib.losses import compute_cost
from nnlib.two_layer import (
    backward_propagation,
    forward_propagation,
    initialize_parameters,
    update_parameters,
)


def activation_slope_1(name, Z):
    """It takes the sums for activations."""
    if name == "sigmoid":
        return Z * (1 - Z)
    if name == "tanh":
        return 1 - Z**2
    if name == "relu":
        return np.where(Z > 0, 1.0, 0.0)
    if name == "leaky_relu":
        return np.where(Z > 0, 1.0, 0.01)
    return np.zeros(Z.shape)


def activation_slope_2(name, Z):
    """It measures the slope with a nudge far too long."""
    eps = 0.5
    return (activation(name, Z + eps) - activation(name, Z - eps)) / (2 * eps)


def activation_slope_3(name, Z):
    """relu gives back the activation in place of its slope."""
    if name in ("relu", "leaky_relu"):
        return activation(name, Z)
    A = activation(name, Z)
    return {"sigmoid": A * (1 - A), "tanh": 1 - A**2, "step": 0 * A}[name]


def activation_slope_4(name, Z):
    """tanh has the slope of the sigmoid, with its own a."""
    A = activation(name, Z)
    if name == "sigmoid" or name == "tanh":
        return A * (1 - A)
    if name == "step":
        return np.zeros_like(A)
    return np.where(Z > 0, 1, 0.01 if name == "leaky_relu" else 0)


def activation_slope_5(name, Z):
    """One number comes back: the slope at the mean."""
    A = activation(name, np.mean(Z))
    if name == "sigmoid":
        return A * (1 - A)
    if name == "tanh":
        return 1 - A**2
    if name == "step":
        return 0.0
    return 1.0 if np.mean(Z) > 0 else {"relu": 0.0, "leaky_relu": 0.01}[name]


def activation_slope_6(name, Z):
    """Every entry but the first is left at 0 by a return in the loop."""
    out = np.zeros(np.shape(Z))
    for place in np.ndindex(out.shape):
        a = activation(name, np.array(Z[place]))
        if name == "sigmoid":
            out[place] = a * (1 - a)
        elif name == "tanh":
            out[place] = 1 - a * a
        elif name != "step":
            out[place] = 1 if Z[place] > 0 else 0.01 * (name == "leaky_relu")
        return out


def xor_by_hand_1():
    """It builds "or" twice over."""
    W1 = np.array([[1.0, 1.0], [1.0, 1.0]])
    b1 = np.array([[-0.5], [-0.5]])
    return {"W1": W1, "b1": b1, "W2": np.array([[1.0, 1.0]]), "b2": np.array([[-1.5]])}


def xor_by_hand_2():
    """The output adds "or" and "and" where it should take away."""
    W1 = np.array([[1.0, 1.0], [1.0, 1.0]])
    b1 = np.array([[-0.5], [-1.5]])
    return {"W1": W1, "b1": b1, "W2": np.array([[1.0, 1.0]]), "b2": np.array([[-0.5]])}


def xor_by_hand_3():
    """It says 1 where both inputs agree."""
    W1 = np.array([[1.0, -1.0], [-1.0, 1.0]])
    b1 = np.array([[-0.5], [-0.5]])
    W2, b2 = np.array([[-1.0, -1.0]]), np.array([[0.5]])
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


def xor_by_hand_4():
    """The biases are flat, and the second unit never fires."""
    W1 = np.ones((2, 2))
    return {
        "W1": W1,
        "b1": np.array([-0.5, -2.0]),
        "W2": np.array([[1.0, -1.0]]),
        "b2": np.array([-0.5]),
    }


def xor_by_hand_5():
    """The thresholds lie exactly on the sums, and a step needs more than 0."""
    W1 = np.array([[1.0, 1.0], [-1.0, -1.0]])
    b1 = np.array([[-1.0], [1.0]])
    W2, b2 = np.array([[1.0, 1.0]]), np.array([[-1.0]])
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


def forward_propagation_1(X, parameters):
    """relu stands in the hidden layer."""
    Z1 = parameters["W1"] @ X + parameters["b1"]
    A1 = np.maximum(0, Z1)
    Z2 = parameters["W2"] @ A1 + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


def forward_propagation_2(X, parameters):
    """One Z serves both layers, so the cache holds the second twice."""
    cache, A = {}, X
    for layer, bend in (("1", np.tanh), ("2", sigmoid)):
        Z = parameters["W" + layer] @ A + parameters["b" + layer]
        A = bend(Z)
        cache["A" + layer] = A
    cache["Z1"] = cache["Z2"] = Z
    return A, cache


def forward_propagation_3(X, parameters):
    """The second layer is fed with sums, before the bend."""
    Z1 = parameters["W1"] @ X + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = parameters["W2"] @ Z1 + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


def forward_propagation_4(X, parameters):
    """Example by example, and the bias of the output is lost."""
    p, m = parameters, X.shape[1]
    cols = {"Z1": [], "A1": [], "Z2": [], "A2": []}
    for i in range(m):
        z1 = p["W1"] @ X[:, i] + p["b1"][:, 0]
        a1 = np.tanh(z1)
        z2 = p["W2"] @ a1
        for key, value in zip(cols, (z1, a1, z2, sigmoid(z2)), strict=True):
            cols[key].append(value)
    cache = {key: np.array(value).T for key, value in cols.items()}
    return cache["A2"], cache


def forward_propagation_5(X, parameters):
    """The output is bent by tanh as well, then moved between 0 and 1."""
    Z1 = parameters["W1"] @ X + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = parameters["W2"] @ A1 + parameters["b2"]
    A2 = (np.tanh(Z2) + 1) / 2
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


def forward_propagation_6(X, parameters):
    """The biases go in after the bend."""
    W1, b1, W2, b2 = (parameters[k] for k in ("W1", "b1", "W2", "b2"))
    Z1 = W1 @ X
    A1 = np.tanh(Z1) + b1
    Z2 = W2 @ A1
    A2 = sigmoid(Z2) + b2
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


def collapse_linear_1(W1, b1, W2, b2):
    """The first bias is not carried through the second layer."""
    return W2 @ W1, np.full((W2.shape[0], 1), np.sum(b1)) + b2


def collapse_linear_2(W1, b1, W2, b2):
    """Both biases go through the second layer's weights."""
    b = W2 @ b1 + W2 @ np.full(b1.shape, b2.mean())
    return W2 @ W1, b


def collapse_linear_3(W1, b1, W2, b2):
    """Products are turned over at the end: the transposed matrix."""
    return (W2 @ W1).T, W2 @ b1 + b2


def collapse_linear_4(W1, b1, W2, b2):
    """The loop over the hidden units forgets the last one."""
    W = np.zeros((W2.shape[0], W1.shape[1]))
    b = b2.copy()
    for k in range(W1.shape[0] - 1):
        W = W + np.outer(W2[:, k], W1[k])
        b = b + W2[:, [k]] * b1[k]
    return W, b


def collapse_linear_5(W1, b1, W2, b2):
    """The output bias is counted for every hidden unit."""
    n_h = W1.shape[0]
    return W2 @ W1, W2 @ b1 + n_h * b2


def collapse_linear_6(W1, b1, W2, b2):
    """It adds b2 into the caller's array, and minus where plus belongs."""
    b = W2 @ b1
    b -= b2
    return W2 @ W1, b


def initialize_parameters_1(n_x, n_h, n_y, rng, scale=0.01):
    """All units of a layer get a copy of the same row."""
    row1, row2 = rng.normal(size=n_x) * scale, rng.normal(size=n_h) * scale
    return {
        "W1": np.tile(row1, (n_h, 1)),
        "b1": np.zeros((n_h, 1)),
        "W2": np.tile(row2, (n_y, 1)),
        "b2": np.zeros((n_y, 1)),
    }


def initialize_parameters_2(n_x, n_h, n_y, rng, scale=0.01):
    """The numbers lie between 0 and scale: none is negative."""
    return {
        "W1": rng.random((n_h, n_x)) * scale,
        "b1": np.zeros((n_h, 1)),
        "W2": rng.random((n_y, n_h)) * scale,
        "b2": np.zeros((n_y, 1)),
    }


def initialize_parameters_3(n_x, n_h, n_y, rng, scale=0.01):
    """A generator of its own with a fixed seed draws."""
    rng = np.random.default_rng(42)
    return {
        "W1": scale * rng.normal(size=(n_h, n_x)),
        "b1": np.zeros((n_h, 1)),
        "W2": scale * rng.normal(size=(n_y, n_h)),
        "b2": np.zeros((n_y, 1)),
    }


def initialize_parameters_4(n_x, n_h, n_y, rng, scale=0.01):
    """The biases are drawn too, and the scale is its default for them."""
    shapes = {"W1": (n_h, n_x), "b1": (n_h, 1), "W2": (n_y, n_h), "b2": (n_y, 1)}
    out = {}
    for key, shape in shapes.items():
        factor = scale if key.startswith("W") else 0.01
        out[key] = rng.normal(size=shape) * factor
    return out


def initialize_parameters_5(n_x, n_h, n_y, rng, scale=0.01):
    """The spread is the root of scale."""
    return {
        "W1": rng.normal(0, scale**0.5, (n_h, n_x)),
        "b1": np.zeros((n_h, 1)),
        "W2": rng.normal(0, scale**0.5, (n_y, n_h)),
        "b2": np.zeros((n_y, 1)),
    }


def initialize_parameters_6(n_x, n_h, n_y, rng, scale=0.01):
    """Second weights with the shape of the first turned over: n_x for n_y."""
    W1 = rng.normal(size=(n_h, n_x)) * scale
    W2 = rng.normal(size=W1.T.shape) * scale
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_x, 1))}


def backward_propagation_1(parameters, cache, X, Y):
    """The slope of tanh is taken from the sums, and db2 has no axis."""
    m = X.shape[1]
    dZ2 = cache["A2"] - Y
    dZ1 = parameters["W2"].T @ dZ2 * (1 - cache["Z1"] ** 2)
    return {
        "dW1": dZ1 @ X.T / m,
        "db1": np.sum(dZ1, axis=1, keepdims=True) / m,
        "dW2": dZ2 @ cache["A1"].T / m,
        "db2": np.sum(dZ2, axis=1, keepdims=True) / m,
    }


def backward_propagation_2(parameters, cache, X, Y):
    """One bias slope for all hidden units."""
    m = X.shape[1]
    dZ2 = cache["A2"] - Y
    dZ1 = parameters["W2"].T @ dZ2 * (1 - cache["A1"] ** 2)
    grads = {"dW1": dZ1 @ X.T / m, "dW2": dZ2 @ cache["A1"].T / m}
    grads["db1"] = np.full(parameters["b1"].shape, np.sum(dZ1) / m)
    grads["db2"] = np.full(parameters["b2"].shape, np.sum(dZ2) / m)
    return grads


def backward_propagation_3(parameters, cache, X, Y):
    """The way back goes through dW2 where W2 belongs."""
    A1, A2, m = cache["A1"], cache["A2"], X.shape[1]
    dZ2 = A2 - Y
    dW2 = dZ2 @ A1.T / m
    dZ1 = dW2.T @ dZ2 * (1 - A1**2)
    db1, db2 = (d.mean(axis=1, keepdims=True) for d in (dZ1, dZ2))
    return {"dW1": dZ1 @ X.T / m, "db1": db1, "dW2": dW2, "db2": db2}


def backward_propagation_4(parameters, cache, X, Y):
    """The mean is put into dZ2, and taken once more later on."""
    A1, A2 = cache["A1"], cache["A2"]
    m = X.shape[1]
    dZ2 = (A2 - Y) / m
    dW2 = dZ2 @ A1.T
    db2 = dZ2.sum(axis=1, keepdims=True)
    dZ1 = parameters["W2"].T @ dZ2 * (1 - A1**2)
    dW1 = dZ1 @ X.T / m
    db1 = dZ1.sum(axis=1, keepdims=True) / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


def backward_propagation_5(parameters, cache, X, Y):
    """W2 takes a step before the derivative goes back through it."""
    A1, A2, m = cache["A1"], cache["A2"], X.shape[1]
    dZ2 = A2 - Y
    dW2 = dZ2 @ A1.T / m
    W2 = parameters["W2"] - dW2
    dZ1 = W2.T @ dZ2 * (1 - A1 * A1)
    return {
        "dW1": dZ1 @ X.T / m,
        "db1": np.mean(dZ1, axis=1, keepdims=True),
        "dW2": dW2,
        "db2": np.mean(dZ2, axis=1, keepdims=True),
    }


def backward_propagation_6(parameters, cache, X, Y):
    """The loop over the examples keeps dW1 of the last one."""
    m = X.shape[1]
    g = {"d" + k: np.zeros(v.shape) for k, v in parameters.items()}
    for i in range(m):
        a1 = cache["A1"][:, [i]]
        dz2 = cache["A2"][:, [i]] - Y[:, [i]]
        dz1 = parameters["W2"].T @ dz2 * (1 - a1**2)
        g["dW2"] += dz2 @ a1.T / m
        g["db2"] += dz2 / m
        g["dW1"] = dz1 @ X[:, [i]].T
        g["db1"] += dz1 / m
    return g


def update_parameters_1(parameters, grads, learning_rate):
    """The caller's dictionary itself is changed."""
    for key in parameters:
        parameters[key] = parameters[key] - learning_rate * grads["d" + key]
    return parameters


def update_parameters_2(parameters, grads, learning_rate):
    """It is written for two layers."""
    return {
        key: parameters[key] - learning_rate * grads["d" + key]
        for key in ("W1", "b1", "W2", "b2")
    }


def update_parameters_3(parameters, grads, learning_rate):
    """It returns after the first parameter."""
    new = dict(parameters)
    for key, value in parameters.items():
        new[key] = value - learning_rate * grads["d" + key]
        return new


def update_parameters_4(parameters, grads, learning_rate):
    """The biases go uphill."""
    new = {}
    for key in parameters:
        sign = -1 if key[0] == "W" else 1
        new[key] = parameters[key] + sign * learning_rate * grads["d" + key]
    return new


def update_parameters_5(parameters, grads, learning_rate):
    """Slopes are cut at 0.1 before the step."""
    return {
        k: v - learning_rate * np.clip(grads["d" + k], -0.1, 0.1)
        for k, v in parameters.items()
    }


def update_parameters_6(parameters, grads, learning_rate):
    """Every layer below the first takes a shorter step."""
    new = {}
    for key, value in parameters.items():
        layer = int(key[1:])
        new[key] = value - learning_rate / layer * grads["d" + key]
    return new


def nn_model_1(X, Y, n_h, learning_rate, num_iterations, rng):
    """W2 moves before the slopes of the first layer are computed."""
    p = initialize_parameters(X.shape[0], n_h, Y.shape[0], rng)
    costs = []
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, p)
        costs.append(compute_cost(A2, Y))
        grads = backward_propagation(p, cache, X, Y)
        p = dict(p)
        for key in ("W2", "b2"):
            p[key] = p[key] - learning_rate * grads["d" + key]
        grads = backward_propagation(p, cache, X, Y)
        for key in ("W1", "b1"):
            p[key] = p[key] - learning_rate * grads["d" + key]
    return p, costs


def nn_model_2(X, Y, n_h, learning_rate, num_iterations, rng):
    """It ends when the cost rises."""
    p = initialize_parameters(X.shape[0], n_h, Y.shape[0], rng)
    costs = []
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, p)
        cost = compute_cost(A2, Y)
        if costs and cost > costs[-1] - 1e-3:
            return p, costs
        costs.append(cost)
        p = update_parameters(p, backward_propagation(p, cache, X, Y), learning_rate)
    return p, costs


def nn_model_3(X, Y, n_h, learning_rate, num_iterations, rng):
    """It learns from the first half of the examples only."""
    p = initialize_parameters(X.shape[0], n_h, Y.shape[0], rng)
    half = max(1, X.shape[1] // 2)
    costs = []
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X[:, :half], p)
        costs.append(compute_cost(A2, Y[:, :half]))
        grads = backward_propagation(p, cache, X[:, :half], Y[:, :half])
        p = update_parameters(p, grads, learning_rate)
    return p, costs


def nn_model_4(X, Y, n_h, learning_rate, num_iterations, rng):
    """The slopes are those of the start in every step."""
    p = initialize_parameters(X.shape[0], n_h, Y.shape[0], rng)
    A2, cache = forward_propagation(X, p)
    grads = backward_propagation(p, cache, X, Y)
    costs = []
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, p)
        costs.append(compute_cost(A2, Y))
        p = update_parameters(p, grads, learning_rate)
    return p, costs


def nn_model_5(X, Y, n_h, learning_rate, num_iterations, rng):
    """One cost more than iterations: that of the end is added."""
    p = initialize_parameters(X.shape[0], n_h, Y.shape[0], rng)
    costs = [compute_cost(forward_propagation(X, p)[0], Y)]
    k = 0
    while k < num_iterations:
        cache = forward_propagation(X, p)[1]
        p = update_parameters(p, backward_propagation(p, cache, X, Y), learning_rate)
        costs.append(compute_cost(forward_propagation(X, p)[0], Y))
        k += 1
    return p, costs


def nn_model_6(X, Y, n_h, learning_rate, num_iterations, rng):
    """The hidden layer gets as many units as there are features."""
    p = initialize_parameters(X.shape[0], X.shape[0], Y.shape[0], rng)
    costs = []
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, p)
        costs.append(compute_cost(A2, Y))
        p = update_parameters(p, backward_propagation(p, cache, X, Y), learning_rate)
    return p, costs


def own_activation_1(Z):
    """A multiple of tanh."""
    return 3 * np.tanh(Z), 3 * (1 - np.tanh(Z) ** 2)


def own_activation_2(Z):
    """A bell, and its slope without the factor of the inner function."""
    A = np.exp(-(np.asarray(Z, dtype=float) ** 2))
    return A, -2 * A


def own_activation_3(Z):
    """Each entry is put on the scale of all entries."""
    Z = np.asarray(Z, dtype=float)
    spread = max(np.std(Z), 1e-9)
    return np.sin(Z / spread), np.cos(Z / spread) / spread


def own_activation_4(Z):
    """A wave whose slope has the wrong sign."""
    return np.cos(Z), np.sin(Z)


def own_activation_5(Z):
    """A curve that is straight from -3 to 3, and clipped outside."""
    return np.clip(Z, -5, 5), np.where(np.abs(Z) < 5, 1.0, 0.0)


def own_activation_6(Z):
    """It comes back as one number, the mean."""
    return np.mean(np.abs(Z)), np.mean(np.sign(Z))


def train_on_moons_1(X, Y, n_h, learning_rate, num_iterations, rng):
    """A row that is drawn once is turned round for every second unit."""
    row = rng.normal(size=(1, X.shape[0]))
    signs = np.where(np.arange(n_h) % 2 == 0, 1.0, -1.0).reshape(-1, 1)
    return walk(
        {**moon_start(n_h, rng), "W1": signs * row}, X, Y, learning_rate, num_iterations
    )


def train_on_moons_2(X, Y, n_h, learning_rate, num_iterations, rng):
    """The units differ in the first feature only by a rounding."""
    W1 = np.full((n_h, X.shape[0]), rng.normal())
    return walk({**moon_start(n_h, rng), "W1": W1}, X, Y, learning_rate, num_iterations)


def train_on_moons_3(X, Y, n_h, learning_rate, num_iterations, rng):
    """The rate halves in every step."""
    parameters = moon_start(n_h, rng) | {"W1": rng.normal(size=(n_h, X.shape[0]))}
    costs = []
    for k in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        costs.append(compute_cost(A2, Y))
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads, learning_rate / 2**k)
    return parameters, costs


def train_on_moons_4(X, Y, n_h, learning_rate, num_iterations, rng):
    """New noise comes to the first weights in every step."""
    parameters = moon_start(n_h, rng) | {"W1": rng.normal(size=(n_h, X.shape[0]))}
    costs = []
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        costs.append(compute_cost(A2, Y))
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads, learning_rate)
        noise = 0.01 * rng.normal(size=parameters["W1"].shape)
        parameters = {**parameters, "W1": parameters["W1"] + noise}
    return parameters, costs


def train_on_moons_5(X, Y, n_h, learning_rate, num_iterations, rng):
    """The units are drawn as columns, which fits by chance at most."""
    W1 = rng.normal(size=(X.shape[0], n_h))
    return walk({**moon_start(n_h, rng), "W1": W1}, X, Y, learning_rate, num_iterations)


def moon_start(n_h, rng):
    """Give the rest of a start."""
    return {"b1": np.zeros((n_h, 1)), "W2": np.zeros((1, n_h)), "b2": np.zeros((1, 1))}


def walk(parameters, X, Y, learning_rate, num_iterations):
    """Walk from a start, for the wrong versions above."""
    costs = []
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        costs.append(compute_cost(A2, Y))
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, costs
