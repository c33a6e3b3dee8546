"""Wrong versions of notebook 04, written from its text alone."""

from itertools import pairwise

import numpy as np

from nnlib.activations import activation as g
from nnlib.activations import activation_slope as g_slope
from nnlib.deep import (
    linear_activation_backward,
    linear_activation_forward,
    linear_backward,
    linear_forward,
)


def parameter_shapes_1(layer_dims):
    """The weights are turned over: inputs first."""
    shapes = {}
    for layer in range(1, len(layer_dims)):
        shapes[f"W{layer}"] = (layer_dims[layer - 1], layer_dims[layer])
        shapes[f"b{layer}"] = (layer_dims[layer], 1)
    return shapes


def parameter_shapes_2(layer_dims):
    """Every layer reads the input, none the layer before."""
    n0, *sizes = layer_dims
    shapes = {}
    for layer, n in enumerate(sizes, start=1):
        shapes[f"W{layer}"], shapes[f"b{layer}"] = (n, n0), (n, 1)
    return shapes


def parameter_shapes_3(layer_dims):
    """The last layer is missing, since the range ends early."""
    shapes = {}
    for layer in range(1, len(layer_dims) - 1):
        shapes["W" + str(layer)] = (layer_dims[layer], layer_dims[layer - 1])
        shapes["b" + str(layer)] = (layer_dims[layer], 1)
    return shapes


def parameter_shapes_4(layer_dims):
    """The layers are counted from 0."""
    pairs = zip(layer_dims[1:], layer_dims[:-1], strict=True)
    shapes = {}
    for layer, (n, before) in enumerate(pairs):
        shapes[f"W{layer}"] = (n, before)
        shapes[f"b{layer}"] = (n, 1)
    return shapes


def parameter_shapes_5(layer_dims):
    """A bias belongs to each input, not to each unit."""
    shapes = {}
    layer = 1
    while layer < len(layer_dims):
        shapes[f"W{layer}"] = (layer_dims[layer], layer_dims[layer - 1])
        shapes[f"b{layer}"] = (layer_dims[layer - 1], 1)
        layer += 1
    return shapes


def linear_activation_forward_1(A_prev, W, b, activation):
    """The bend comes before the bias."""
    Z, linear_cache = linear_forward(A_prev, W, b)
    return g(activation, Z - b) + b, (linear_cache, Z)


def linear_activation_forward_2(A_prev, W, b, activation):
    """It is relu whatever name comes."""
    Z, linear_cache = linear_forward(A_prev, W, b)
    return np.maximum(0, Z), (linear_cache, Z)


def linear_activation_forward_3(A_prev, W, b, activation):
    """relu is made by writing into Z, which the cache keeps."""
    Z, linear_cache = linear_forward(A_prev, W, b)
    if activation == "relu":
        Z[Z < 0] = 0
        return Z, (linear_cache, Z)
    return g(activation, Z), (linear_cache, Z)


def linear_activation_forward_4(A_prev, W, b, activation):
    """The bend is applied twice."""
    Z, linear_cache = linear_forward(A_prev, W, b)
    A = g(activation, Z)
    A = g(activation, A)
    return A, (linear_cache, Z)


def linear_activation_forward_5(A_prev, W, b, activation):
    """What came in is bent, before the sum."""
    Z, linear_cache = linear_forward(g(activation, A_prev), W, b)
    return Z, (linear_cache, Z)


def linear_activation_forward_6(A_prev, W, b, activation):
    """The cache is one flat tuple."""
    Z, (A, W, b) = linear_forward(A_prev, W, b)
    return g(activation, Z), (A, W, b, Z)


def model_forward_1(X, parameters):
    """The hidden layers are sigmoids, and the last one a relu: exchanged."""
    L = len(parameters) // 2
    A, caches = X, []
    for layer in range(1, L + 1):
        name = "relu" if layer == L else "sigmoid"
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        A, cache = linear_activation_forward(A, W, b, name)
        caches.append(cache)
    return A, caches


def model_forward_2(X, parameters):
    """The caches stand with the last layer first."""
    L = len(parameters) // 2
    A, caches = X, []
    for layer in range(1, L + 1):
        name = "sigmoid" if layer == L else "relu"
        A, cache = linear_activation_forward(
            A, parameters[f"W{layer}"], parameters[f"b{layer}"], name
        )
        caches.insert(0, cache)
    return A, caches


def model_forward_3(X, parameters):
    """The last layer gets what the last but one got: A is not renewed there."""
    L = len(parameters) // 2
    A, caches = X, []
    for layer in range(1, L):
        A_prev = A
        A, cache = linear_activation_forward(
            A_prev, parameters[f"W{layer}"], parameters[f"b{layer}"], "relu"
        )
        caches.append(cache)
    AL, cache = linear_activation_forward(
        A, parameters[f"W{L}"], parameters[f"b{L}"], "relu"
    )
    caches.append(cache)
    return g("sigmoid", AL), caches


def model_forward_4(X, parameters):
    """It is written for three layers."""
    A1, c1 = linear_activation_forward(X, parameters["W1"], parameters["b1"], "relu")
    A2, c2 = linear_activation_forward(A1, parameters["W2"], parameters["b2"], "relu")
    A3, c3 = linear_activation_forward(
        A2, parameters["W3"], parameters["b3"], "sigmoid"
    )
    return A3, [c1, c2, c3]


def model_forward_5(X, parameters):
    """A recursion that puts a sigmoid at layer 1 too, and no cache for it."""

    def up_to(layer):
        if layer == 0:
            return X, []
        A, caches = up_to(layer - 1)
        name = "relu" if 1 < layer < len(parameters) // 2 else "sigmoid"
        A, cache = linear_activation_forward(
            A, parameters[f"W{layer}"], parameters[f"b{layer}"], name
        )
        return A, [*caches, cache]

    return up_to(len(parameters) // 2)


def model_forward_6(X, parameters):
    """The cache of the output layer is not kept."""
    L = len(parameters) // 2
    A, caches = X, []
    for layer in range(1, L):
        A, cache = linear_activation_forward(
            A, parameters[f"W{layer}"], parameters[f"b{layer}"], "relu"
        )
        caches.append(cache)
    AL, _ = linear_activation_forward(
        A, parameters[f"W{L}"], parameters[f"b{L}"], "sigmoid"
    )
    return AL, caches


def linear_backward_1(dZ, cache):
    """m is the number of units."""
    A_prev, W, _ = cache
    m = dZ.shape[0]
    return W.T @ dZ, dZ @ A_prev.T / m, dZ.sum(axis=1, keepdims=True) / m


def linear_backward_2(dZ, cache):
    """The derivative that goes back is a mean too."""
    A_prev, W, _ = cache
    m = A_prev.shape[1]
    return W.T @ dZ / m, dZ @ A_prev.T / m, dZ.mean(axis=1, keepdims=True)


def linear_backward_3(dZ, cache):
    """The loop over the examples adds up dW but keeps the last db."""
    A_prev, W, b = cache
    m = A_prev.shape[1]
    dW, db, dA = np.zeros(W.shape), np.zeros(b.shape), np.zeros(A_prev.shape)
    for i in range(m):
        dz = dZ[:, i : i + 1]
        dW += dz @ A_prev[:, i : i + 1].T
        db = dz
        dA[:, i : i + 1] = W.T @ dz
    return dA, dW / m, db / m


def linear_backward_4(dZ, cache):
    """It sums the examples and never takes their mean."""
    A_prev, W, b = cache
    db = np.zeros(b.shape)
    for i in range(dZ.shape[1]):
        db[:, 0] += dZ[:, i]
    return np.dot(W.T, dZ), np.dot(dZ, A_prev.T), db


def linear_backward_5(dZ, cache):
    """The three results come in another order."""
    A_prev, W, _ = cache
    m = A_prev.shape[1]
    return dZ @ A_prev.T / m, np.sum(dZ, axis=1, keepdims=True) / m, W.T @ dZ


def linear_backward_6(dZ, cache):
    """The bias gets a slope for every example, spread evenly."""
    A_prev, W, b = cache
    m = A_prev.shape[1]
    db = np.full(b.shape, np.mean(dZ))
    return W.T @ dZ, dZ @ A_prev.T / m, db


def linear_activation_backward_1(dA, cache, activation):
    """relu looks at the sign of what comes back, not of Z."""
    linear_cache, Z = cache
    if activation == "relu":
        dZ = np.where(dA > 0, dA, 0)
    else:
        dZ = dA * g_slope(activation, Z)
    return linear_backward(dZ, linear_cache)


def linear_activation_backward_2(dA, cache, activation):
    """The slope is asked at the activation."""
    linear_cache, Z = cache
    return linear_backward(dA * g_slope(activation, g(activation, Z)), linear_cache)


def linear_activation_backward_3(dA, cache, activation):
    """relu has no slope of its own here, so all goes through."""
    linear_cache, Z = cache
    slope = {"sigmoid": g_slope("sigmoid", Z), "tanh": g_slope("tanh", Z)}
    dZ = dA * slope.get(activation, 1)
    return linear_backward(dZ, linear_cache)


def linear_activation_backward_4(dA, cache, activation):
    """dZ is formed from the activation itself."""
    linear_cache, Z = cache
    dZ = dA * g(activation, Z)
    dA_prev, dW, db = linear_backward(dZ, linear_cache)
    return dA_prev, dW, db


def linear_activation_backward_5(dA, cache, activation):
    """The caller's dA is overwritten with dZ."""
    linear_cache, Z = cache
    dA *= g_slope(activation, Z)
    return linear_backward(dA, linear_cache)


def linear_activation_backward_6(dA, cache, activation):
    """The activation's slope enters twice: before and after the linear half."""
    linear_cache, Z = cache
    dZ = dA * g_slope(activation, Z)
    dA_prev, dW, db = linear_backward(dZ, linear_cache)
    return dA_prev * g_slope(activation, linear_cache[0]), dW, db


def model_backward_1(AL, Y, caches):
    """It starts with the long form, which is 0/0 for a certain answer."""
    grads, L = {}, len(caches)
    dA = -Y / AL + (1 - Y) / (1 - AL)
    for layer in range(L, 0, -1):
        name = "sigmoid" if layer == L else "relu"
        dA, grads[f"dW{layer}"], grads[f"db{layer}"] = linear_activation_backward(
            dA, caches[layer - 1], name
        )
    return grads


def model_backward_2(AL, Y, caches):
    """The sign at the output is turned."""
    grads, L = {}, len(caches)
    dA, grads[f"dW{L}"], grads[f"db{L}"] = linear_backward(Y - AL, caches[-1][0])
    for layer in range(L - 1, 0, -1):
        dA, grads[f"dW{layer}"], grads[f"db{layer}"] = linear_activation_backward(
            dA, caches[layer - 1], "relu"
        )
    return grads


def model_backward_3(AL, Y, caches):
    """The hidden layers are passed without their relu."""
    grads = {}
    d = AL - Y
    for layer in range(len(caches), 0, -1):
        d, dW, db = linear_backward(d, caches[layer - 1][0])
        grads[f"dW{layer}"], grads[f"db{layer}"] = dW, db
    return grads


def model_backward_4(AL, Y, caches):
    """Layer 1 is left out, as the range stops above it."""
    grads, L = {}, len(caches)
    dA, grads[f"dW{L}"], grads[f"db{L}"] = linear_backward(AL - Y, caches[L - 1][0])
    for layer in range(L - 1, 1, -1):
        dA, grads[f"dW{layer}"], grads[f"db{layer}"] = linear_activation_backward(
            dA, caches[layer - 1], "relu"
        )
    return grads


def model_backward_5(AL, Y, caches):
    """The output's slope is divided by m before it starts."""
    grads, L = {}, len(caches)
    dZ = (AL - Y) / AL.shape[1]
    dA, grads[f"dW{L}"], grads[f"db{L}"] = linear_backward(dZ, caches[L - 1][0])
    layer = L - 1
    while layer > 0:
        dA, dW, db = linear_activation_backward(dA, caches[layer - 1], "relu")
        grads[f"dW{layer}"], grads[f"db{layer}"] = dW, db
        layer -= 1
    return grads


def model_backward_6(AL, Y, caches):
    """The keys are given to the layers in the wrong direction."""
    grads, L = {}, len(caches)
    dA, dW, db = linear_backward(AL - Y, caches[L - 1][0])
    grads["dW1"], grads["db1"] = dW, db
    for k, cache in enumerate(reversed(caches[:-1]), start=2):
        dA, grads[f"dW{k}"], grads[f"db{k}"] = linear_activation_backward(
            dA, cache, "relu"
        )
    return grads


def gradient_check_1(cost, parameters, grads, eps=1e-5):
    """A nudge is never taken back."""
    p = {k: np.array(v, dtype=float) for k, v in parameters.items()}
    mine, measured = [], []
    for key in p:
        for place in np.ndindex(p[key].shape):
            p[key][place] += eps
            up = cost(p)
            p[key][place] -= 2 * eps
            down = cost(p)
            measured.append((up - down) / (2 * eps))
            mine.append(grads["d" + key][place] if np.ndim(grads["d" + key]) else 0)
            p[key][place] += 2000 * eps
    mine, measured = np.array(mine), np.array(measured)
    norm = np.linalg.norm
    return norm(mine - measured) / (norm(mine) + norm(measured))


def gradient_check_2(cost, parameters, grads, eps=1e-5):
    """It gives the largest difference, not a relative one."""
    worst = 0
    for key, value in parameters.items():
        for place in np.ndindex(np.shape(value)):
            ends = []
            for sign in (1, -1):
                moved = {k: np.array(v, dtype=float) for k, v in parameters.items()}
                moved[key][place] += sign * eps
                ends.append(cost(moved))
            slope = (ends[0] - ends[1]) / (2 * eps)
            worst = max(worst, abs(slope - np.asarray(grads["d" + key])[place]))
    return worst


def gradient_check_3(cost, parameters, grads, eps=1e-5):
    """Only the weights are looked at, no bias."""
    a, b = [], []
    for key in [k for k in parameters if k[0].upper() == "W"]:
        for place in np.ndindex(np.shape(parameters[key])):
            ends = []
            for step in (eps, -eps):
                moved = {k: np.array(v, dtype=float) for k, v in parameters.items()}
                moved[key][place] += step
                ends.append(cost(moved))
            a.append((ends[0] - ends[1]) / (2 * eps))
            b.append(grads["d" + key][place])
    a, b = np.array(a), np.array(b)
    total = np.linalg.norm(a) + np.linalg.norm(b)
    return np.linalg.norm(a - b) / total if total else 0.0


def gradient_check_4(cost, parameters, grads, eps=1e-5):
    """Each array has its own ratio, and the last one is returned."""
    for key, value in parameters.items():
        slopes = np.zeros(np.shape(value))
        for place in np.ndindex(slopes.shape):
            up = {k: np.array(v, dtype=float) for k, v in parameters.items()}
            down = {k: np.array(v, dtype=float) for k, v in parameters.items()}
            up[key][place] += eps
            down[key][place] -= eps
            slopes[place] = (cost(up) - cost(down)) / (2 * eps)
        mine = np.asarray(grads["d" + key])
        total = np.linalg.norm(mine) + np.linalg.norm(slopes)
        ratio = np.linalg.norm(mine - slopes) / total if total else 0.0
    return ratio


def gradient_check_5(cost, parameters, grads, eps=1e-5):
    """The whole array is nudged at once."""
    mine, slopes = [], []
    for key in parameters:
        up = {k: v + eps if k == key else v for k, v in parameters.items()}
        down = {k: v - eps if k == key else v for k, v in parameters.items()}
        slopes.append((cost(up) - cost(down)) / (2 * eps))
        mine.append(np.mean(grads["d" + key]))
    mine, slopes = np.array(mine), np.array(slopes)
    total = np.linalg.norm(mine) + np.linalg.norm(slopes)
    return np.linalg.norm(mine - slopes) / total if total else 0.0


def initialize_parameters_deep_1(layer_dims, rng, method="he"):
    """The spread comes from the units of the layer itself."""
    spread = {"he": 2.0, "xavier": 1.0, "small": None, "zeros": None}
    if method not in spread:
        raise ValueError(method)
    p = {}
    for layer in range(1, len(layer_dims)):
        n, before = layer_dims[layer], layer_dims[layer - 1]
        size = {"small": 0.01, "zeros": 0.0}.get(method)
        if size is None:
            size = np.sqrt(spread[method] / n)
        p[f"W{layer}"] = rng.normal(size=(n, before)) * size
        p[f"b{layer}"] = np.zeros((n, 1))
    return p


def initialize_parameters_deep_2(layer_dims, rng, method="he"):
    """An unknown method is taken for He."""
    p = {}
    for layer, (before, n) in enumerate(pairwise(layer_dims)):
        size = np.sqrt(2 / before)
        if method == "xavier":
            size = np.sqrt(1 / before)
        elif method == "small":
            size = 0.01
        elif method == "zeros":
            size = 0
        p[f"W{layer + 1}"] = rng.normal(size=(n, before)) * size
        p[f"b{layer + 1}"] = np.zeros((n, 1))
    return p


def initialize_parameters_deep_3(layer_dims, rng, method="he"):
    """The root is forgotten."""
    if method not in ("he", "xavier", "small", "zeros"):
        raise ValueError(f"no such method: {method}")
    p = {}
    for k in range(1, len(layer_dims)):
        before = layer_dims[k - 1]
        size = {"he": 2 / before, "xavier": 1 / before, "small": 0.01, "zeros": 0}
        p[f"W{k}"] = rng.normal(size=(layer_dims[k], before)) * size[method]
        p[f"b{k}"] = np.zeros((layer_dims[k], 1))
    return p


def initialize_parameters_deep_4(layer_dims, rng, method="he"):
    """All layers use the number of features of the input."""
    spread = {
        "he": np.sqrt(2 / layer_dims[0]),
        "xavier": np.sqrt(1 / layer_dims[0]),
        "small": 0.01,
        "zeros": 0.0,
    }
    if method not in spread:
        raise ValueError("unknown method")
    p = {}
    for k in range(1, len(layer_dims)):
        p[f"W{k}"] = rng.normal(0, 1, (layer_dims[k], layer_dims[k - 1]))
        p[f"W{k}"] *= spread[method]
        p[f"b{k}"] = np.zeros((layer_dims[k], 1))
    return p


def initialize_parameters_deep_5(layer_dims, rng, method="he"):
    """A uniform draw between -spread and spread is too narrow."""
    if method not in ("he", "xavier", "small", "zeros"):
        raise ValueError(f"no such method: {method}")
    p = {}
    for k in range(1, len(layer_dims)):
        n, before = layer_dims[k], layer_dims[k - 1]
        s = {"he": (2 / before) ** 0.5, "xavier": before**-0.5, "small": 0.01}
        s = s.get(method, 0.0)
        p[f"W{k}"] = rng.uniform(-s, s, (n, before))
        p[f"b{k}"] = np.zeros((n, 1))
    return p


def gradient_of_four_1(X, Y, parameters):
    """Every cache is taken one place too early."""
    return backwards(X, Y, parameters, {3: 2, 2: 1, 1: 0})


def gradient_of_four_2(X, Y, parameters):
    """The list of caches is read from its beginning."""
    return backwards(X, Y, parameters, {3: 3, 2: 1, 1: 2})


def gradient_of_four_3(X, Y, parameters):
    """The last layer goes back through a slope of tanh as well."""
    A, caches = forwards(X, parameters)
    dA, grads = A - Y, {}
    for layer in (3, 2, 1):
        dA, dW, db = linear_activation_backward(dA, caches[layer - 1], "tanh")
        grads |= {f"dW{layer}": dW, f"db{layer}": db}
    return grads


def gradient_of_four_4(X, Y, parameters):
    """The slope of tanh is taken twice in each hidden layer."""
    A, caches = forwards(X, parameters)
    dA, dW, db = linear_backward(A - Y, caches[2][0])
    grads = {"dW3": dW, "db3": db}
    for layer in (2, 1):
        steep = 1 - np.tanh(caches[layer - 1][1]) ** 2
        dA, dW, db = linear_activation_backward(dA * steep, caches[layer - 1], "tanh")
        grads |= {f"dW{layer}": dW, f"db{layer}": db}
    return grads


def gradient_of_four_5(X, Y, parameters):
    """The biases of the hidden layers are summed and not averaged."""
    grads = backwards(X, Y, parameters, {3: 3, 2: 2, 1: 1})
    m = X.shape[1]
    return grads | {"db2": grads["db2"] * m, "db1": grads["db1"] * m}


def gradient_of_four_6(X, Y, parameters):
    """The sign is turned in what goes down, and mended in the last layer alone."""
    A, caches = forwards(X, parameters)
    dA, dW, db = linear_backward(Y - A, caches[2][0])
    grads = {"dW3": -dW, "db3": -db}
    for layer in (2, 1):
        dA, dW, db = linear_activation_backward(dA, caches[layer - 1], "tanh")
        grads |= {f"dW{layer}": dW, f"db{layer}": db}
    return grads


def forwards(X, parameters):
    """Go forward, for the functions above."""
    A, caches = X, []
    for layer, name in enumerate(("tanh", "tanh", "sigmoid"), start=1):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        A, cache = linear_activation_forward(A, W, b, name)
        caches.append(cache)
    return A, caches


def backwards(X, Y, parameters, cache_of):
    """Go back with the caches of some layers, for the functions above."""
    A, caches = forwards(X, parameters)
    dA, dW, db = linear_backward(A - Y, caches[cache_of[3] - 1][0])
    grads = {"dW3": dW, "db3": db}
    for layer in (2, 1):
        cache = caches[cache_of[layer] - 1]
        dA, dW, db = linear_activation_backward(dA, cache, "tanh")
        grads |= {f"dW{layer}": dW, f"db{layer}": db}
    return grads
