"""Twenty common mistakes, written as learners write them.

They are what the messages of a check are read on, in the tests and by whoever improves
the wording.
"""

IMPORTS = """\
import math
import numpy as np
from nnlib.exercises import checks
"""

# Exercise, and the cell that a learner writes. What stands there once, in the order of
# the notebooks.
MISTAKES = {
    "rate-not-used": (
        "00/descend",
        """\
def descend(slope, w0, learning_rate, num_iterations):
    path = [w0]
    for _ in range(num_iterations):
        path.append(path[-1] - 0.1 * slope(path[-1]))
    return path""",
    ),
    "plus-in-exponent": (
        "01/sigmoid",
        "def sigmoid(z):\n    return 1 / (1 + math.exp(z))",
    ),
    "bias-in-loop": (
        "01/neuron",
        """\
def sigmoid(z):
    return 1 / (1 + math.exp(-z)) if z > 0 else 1 - 1 / (1 + math.exp(z))

def neuron(w, b, x):
    z = 0.0
    for j in range(len(w)):
        z += w[j, 0] * x[j, 0] + b
    return sigmoid(z)""",
    ),
    "log-of-zero": (
        "01/log_loss",
        """\
def log_loss(a, y):
    return -(y * math.log(a) + (1 - y) * math.log(1 - a))""",
    ),
    "minus-missing": (
        "01/log_loss",
        """\
def log_loss(a, y):
    a = min(max(a, 1e-15), 1 - 1e-15)
    return y * math.log(a) + (1 - y) * math.log(1 - a)""",
    ),
    "sum-for-mean": (
        "01/gradients_and_cost",
        """\
def gradients_and_cost(w, b, X, Y):
    cost, db, dw = 0.0, 0.0, np.zeros(w.shape)
    for i in range(X.shape[1]):
        z = b
        for j in range(X.shape[0]):
            z += w[j, 0] * X[j, i]
        a = 1 / (1 + math.exp(-np.clip(z, -30, 30)))
        cost -= Y[0, i] * math.log(a) + (1 - Y[0, i]) * math.log(1 - a)
        for j in range(X.shape[0]):
            dw[j, 0] += (a - Y[0, i]) * X[j, i]
        db += a - Y[0, i]
    return {"dw": dw, "db": db}, cost""",
    ),
    "return-forgotten": (
        "02/accuracy",
        "def accuracy(P, Y):\n    np.mean(P == Y)",
    ),
    "shapes-in-product": (
        "02/propagate",
        """\
def propagate(w, b, X, Y):
    A = 1 / (1 + np.exp(-(w.T @ X + b)))
    dZ = A - Y
    dw = X @ dZ / X.shape[1]
    return {"dw": dw, "db": np.mean(dZ)}, 0.0""",
    ),
    "product-for-sum": (
        "02/propagate",
        """\
def propagate(w, b, X, Y):
    A = 1 / (1 + np.exp(-(w.T @ X + b)))
    cost = -np.mean(Y * np.log(A + 1e-300) + (1 - Y) * np.log(1 - A + 1e-300))
    dw = X * (A - Y) / X.shape[1]
    return {"dw": dw, "db": np.mean(A - Y)}, cost""",
    ),
    "loop-left-in": (
        "02/predict",
        """\
def predict(w, b, X):
    P = np.zeros((1, X.shape[1]))
    for i in range(X.shape[1]):
        P[0, i] = w[:, 0] @ X[:, i] + b > 0
    return P""",
    ),
    "probabilities": (
        "02/predict",
        "def predict(w, b, X):\n    return 1 / (1 + np.exp(-(w.T @ X + b)))",
    ),
    "uphill": (
        "02/optimize",
        """\
def propagate(w, b, X, Y):
    Z, m = w.T @ X + b, X.shape[1]
    dZ = 1 / (1 + np.exp(-Z)) - Y
    cost = np.mean(np.logaddexp(0, Z) - Y * Z)
    return {"dw": X @ dZ.T / m, "db": np.mean(dZ)}, cost

def optimize(w, b, X, Y, learning_rate, num_iterations):
    grads, costs = {}, []
    for _ in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        costs.append(cost)
        w = w + learning_rate * grads["dw"]
        b = b + learning_rate * grads["db"]
    return {"w": w, "b": b}, grads, costs""",
    ),
    "array-for-a-number": (
        "03/own_activation",
        """\
def own_activation(Z):
    return max(0, Z) ** 2, 2 * max(0, Z)""",
    ),
    "zero-start": (
        "03/initialize_parameters",
        """\
def initialize_parameters(n_x, n_h, n_y, rng, scale=0.01):
    W1, W2 = np.zeros((n_h, n_x)), np.zeros((n_y, n_h))
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}""",
    ),
    "wrong-layer-read": (
        "03/forward_propagation",
        """\
def forward_propagation(X, parameters):
    Z1 = parameters["W1"] @ X + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = parameters["W2"] @ X + parameters["b2"]
    A2 = 1 / (1 + np.exp(-Z2))
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}""",
    ),
    "flat-bias": (
        "03/backward_propagation",
        """\
def backward_propagation(parameters, cache, X, Y):
    m, A1, dZ2 = X.shape[1], cache["A1"], cache["A2"] - Y
    dZ1 = parameters["W2"].T @ dZ2 * (1 - A1**2)
    return {
        "dW2": dZ2 @ A1.T / m,
        "db2": np.sum(dZ2, axis=1, keepdims=True) / m,
        "dW1": dZ1 @ X.T / m,
        "db1": np.sum(dZ1, axis=1) / m,
    }""",
    ),
    "argument-changed": (
        "03/update_parameters",
        """\
def update_parameters(parameters, grads, learning_rate):
    for name in parameters:
        parameters[name] = parameters[name] - learning_rate * grads["d" + name]
    return parameters""",
    ),
    "pixel-by-pixel": (
        "02/flatten_images",
        """\
def flatten_images(images):
    return images.reshape(len(images), -1).T / 255""",
    ),
    "mean-on-the-way-back": (
        "04/linear_backward",
        """\
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = dZ.shape[1]
    dW = dZ @ A_prev.T / m
    db = np.sum(dZ, axis=1, keepdims=True) / m
    return W.T @ dZ / m, dW, db""",
    ),
    "wrong-axis": (
        "05/softmax",
        """\
def softmax(Z):
    E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return E / np.sum(E, axis=1, keepdims=True)""",
    ),
}


def cell_of(mistake: str) -> str:
    """Return a cell that makes a mistake and checks it."""
    exercise, source = MISTAKES[mistake]
    notebook, name = exercise.split("/")
    return f'{IMPORTS}\n{source}\n\ncheck = checks("{notebook}")\ncheck({name})'
