"""What a solution of the most taught course earns here, pasted under our name.

Written anew, in the names and forms in which such solutions circulate; where one has
another name there, it is given ours, which is more than pasting does. An exercise
without an entry has no public solution of its kind.

    python -m tests.grading.public_solutions
"""

import math
from collections.abc import Callable

import numpy as np

from nnlib.deep import linear_forward
from nnlib.exercises import NOTEBOOKS, evaluate

PUBLIC: dict[str, Callable] = {}


def public(id: str) -> Callable[[Callable], Callable]:
    """Enter a solution for an exercise."""

    def enter(function: Callable) -> Callable:
        PUBLIC[id] = function
        return function

    return enter


def sigmoid_pair(Z):
    return 1 / (1 + np.exp(-Z)), Z


def relu_pair(Z):
    return np.maximum(0, Z), Z


@public("00/squared_loss")
def squared_loss(a, y):
    return (a - y) ** 2 / 2


@public("00/numerical_slope")
def numerical_slope(f, a, eps=1e-4):
    return (f(a + eps) - f(a - eps)) / (2 * eps)


@public("00/fit_line")
def fit_line(x, y):
    n = np.size(x)
    above = np.sum(y * x) - n * np.mean(y) * np.mean(x)
    slope = above / (np.sum(x * x) - n * np.mean(x) ** 2)
    return np.mean(y) - slope * np.mean(x), slope


@public("00/image_to_vector")
def image_to_vector(image):
    return image.reshape(image.shape[0] * image.shape[1] * image.shape[2], 1)


@public("01/sigmoid")
def basic_sigmoid(z):
    return 1 / (1 + math.exp(-z))


@public("02/sigmoid")
def sigmoid(Z):
    return 1 / (1 + np.exp(-Z))


@public("02/flatten_images")
def flatten_images(images):
    return images.reshape(images.shape[0], -1).T / 255.0


@public("02/compute_cost")
def compute_cost(A, Y):
    m = Y.shape[1]
    logprobs = np.multiply(np.log(A), Y) + np.multiply(np.log(1 - A), 1 - Y)
    return float(np.squeeze(-np.sum(logprobs) / m))


@public("02/propagate")
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -1 / m * np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    dw = 1 / m * np.dot(X, (A - Y).T)
    db = 1 / m * np.sum(A - Y)
    return {"dw": dw, "db": db}, np.squeeze(np.array(cost))


@public("02/optimize")
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs


@public("02/predict")
def predict(w, b, X):
    m = X.shape[1]
    Y_prediction = np.zeros((1, m))
    A = sigmoid(np.dot(w.reshape(X.shape[0], 1).T, X) + b)
    for i in range(A.shape[1]):
        Y_prediction[0, i] = 1 if A[0, i] > 0.5 else 0
    return Y_prediction


@public("03/xor_by_hand")
def xor_by_hand():
    return {
        "W1": np.array([[1, 1], [-1, -1]]),
        "b1": np.array([[-0.5], [1.5]]),
        "W2": np.array([[1, 1]]),
        "b2": np.array([[-1.5]]),
    }


@public("03/forward_propagation")
def forward_propagation(X, parameters):
    W1, b1, W2, b2 = (parameters[name] for name in ("W1", "b1", "W2", "b2"))
    Z1 = np.dot(W1, X) + b1
    A1 = np.tanh(Z1)
    Z2 = np.dot(W2, A1) + b2
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


@public("03/initialize_parameters")
def initialize_parameters(n_x, n_h, n_y):
    W1, W2 = np.random.randn(n_h, n_x) * 0.01, np.random.randn(n_y, n_h) * 0.01
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}


@public("03/backward_propagation")
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    A1, A2 = cache["A1"], cache["A2"]
    dZ2 = A2 - Y
    dW2 = 1 / m * np.dot(dZ2, A1.T)
    db2 = 1 / m * np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = np.dot(parameters["W2"].T, dZ2) * (1 - np.power(A1, 2))
    dW1 = 1 / m * np.dot(dZ1, X.T)
    db1 = 1 / m * np.sum(dZ1, axis=1, keepdims=True)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@public("03/update_parameters")
def update_parameters(parameters, grads, learning_rate=1.2):
    new = {key: parameters[key] for key in ("W1", "b1", "W2", "b2")}
    for key in new:
        new[key] = new[key] - learning_rate * grads["d" + key]
    return new


@public("03/nn_model")
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    parameters = initialize_parameters(X.shape[0], n_h, Y.shape[0])
    for _ in range(num_iterations):
        _, cache = forward_propagation(X, parameters)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads)
    return parameters


@public("04/linear_activation_forward")
def linear_activation_forward(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    if activation == "sigmoid":
        A, activation_cache = sigmoid_pair(Z)
    elif activation == "relu":
        A, activation_cache = relu_pair(Z)
    return A, (linear_cache, activation_cache)


@public("04/model_forward")
def L_model_forward(X, parameters):
    caches, A, L = [], X, len(parameters) // 2
    for layer in range(1, L):
        W, b = parameters["W" + str(layer)], parameters["b" + str(layer)]
        A, cache = linear_activation_forward(A, W, b, "relu")
        caches.append(cache)
    W, b = parameters["W" + str(L)], parameters["b" + str(L)]
    AL, cache = linear_activation_forward(A, W, b, "sigmoid")
    caches.append(cache)
    return AL, caches


@public("04/linear_backward")
def linear_backward(dZ, cache):
    A_prev, W, _ = cache
    m = A_prev.shape[1]
    dW = 1 / m * np.dot(dZ, A_prev.T)
    db = 1 / m * np.sum(dZ, axis=1, keepdims=True)
    return np.dot(W.T, dZ), dW, db


@public("04/linear_activation_backward")
def linear_activation_backward(dA, cache, activation):
    linear_cache, Z = cache
    if activation == "relu":
        dZ = np.array(dA, copy=True)
        dZ[Z <= 0] = 0
    elif activation == "sigmoid":
        s = 1 / (1 + np.exp(-Z))
        dZ = dA * s * (1 - s)
    return linear_backward(dZ, linear_cache)


@public("04/model_backward")
def L_model_backward(AL, Y, caches):
    grads, L = {}, len(caches)
    Y = Y.reshape(AL.shape)
    dA = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))
    for layer in reversed(range(L)):
        kind = "sigmoid" if layer == L - 1 else "relu"
        dA, dW, db = linear_activation_backward(dA, caches[layer], kind)
        grads["dA" + str(layer)] = dA
        grads["dW" + str(layer + 1)], grads["db" + str(layer + 1)] = dW, db
    return grads


@public("04/initialize_parameters_deep")
def initialize_parameters_deep(layer_dims):
    parameters = {}
    for layer in range(1, len(layer_dims)):
        n, before = layer_dims[layer], layer_dims[layer - 1]
        parameters["W" + str(layer)] = np.random.randn(n, before) * np.sqrt(2 / before)
        parameters["b" + str(layer)] = np.zeros((n, 1))
    return parameters


@public("05/one_hot")
def convert_to_one_hot(labels, C):
    return np.eye(C)[np.reshape(labels, -1)].T


@public("05/softmax")
def softmax(Z):
    e = np.exp(Z - np.max(Z, axis=0, keepdims=True))
    return e / e.sum(axis=0, keepdims=True)


@public("05/cross_entropy")
def cross_entropy(A, Y):
    return -1 / Y.shape[1] * np.sum(Y * np.log(A))


@public("05/output_gradient")
def output_gradient(A, Y):
    return A - Y


@public("05/softmax_forward")
def softmax_model_forward(X, parameters):
    caches, A, L = [], X, len(parameters) // 2
    for layer in range(1, L):
        W, b = parameters["W" + str(layer)], parameters["b" + str(layer)]
        A, cache = linear_activation_forward(A, W, b, "relu")
        caches.append(cache)
    Z, cache = linear_forward(A, parameters["W" + str(L)], parameters["b" + str(L)])
    return softmax(Z), [*caches, (cache, Z)]


@public("05/softmax_backward")
def softmax_model_backward(A, Y, caches):
    grads, L = {}, len(caches)
    dA, dW, db = linear_backward(A - Y, caches[-1][0])
    grads["dW" + str(L)], grads["db" + str(L)] = dW, db
    for layer in reversed(range(L - 1)):
        dA, dW, db = linear_activation_backward(dA, caches[layer], "relu")
        grads["dW" + str(layer + 1)], grads["db" + str(layer + 1)] = dW, db
    return grads


@public("05/predict_class")
def predict_class(A):
    return np.argmax(A, axis=0)


def earned(notebook: str) -> dict[str, tuple[float | None, float]]:
    """Give what each exercise pays for a public solution; None where there is none."""
    found = {}
    for one in NOTEBOOKS[notebook]:
        function = PUBLIC.get(one.id)
        points = evaluate(one.id, function).points if function else None
        found[one.name] = points, one.max_points
    return found


def out_of_reach(notebook: str) -> float:
    """Give the points that no public solution earns."""
    return sum(most - (points or 0) for points, most in earned(notebook).values())


if __name__ == "__main__":
    for notebook in NOTEBOOKS:
        print(
            f"{notebook}: out of reach of public solutions {out_of_reach(notebook):g}"
        )
        for name, (points, most) in earned(notebook).items():
            told = "none" if points is None else f"{points:g}"
            print(f"  {name:28} {told:>5} of {most:g}")
