"""Wrong versions of notebook 05, written from its text alone."""

import numpy as np

from nnlib.activations import sigmoid
from nnlib.deep import (
    linear_activation_backward,
    linear_activation_forward,
    linear_backward,
    linear_forward,
)
from nnlib.multiclass import (
    softmax,
    softmax_forward,
)


def one_hot_1(labels, K):
    """There are only as many rows as labels that occur."""
    K = max(labels) + 1
    Y = np.zeros((K, len(labels)))
    for i, label in enumerate(labels):
        Y[label, i] = 1
    return Y


def one_hot_2(labels, K):
    """A thermometer: all rows up to the label are 1."""
    rows = np.arange(K).reshape(-1, 1)
    return (rows <= np.asarray(labels)).astype(float)


def one_hot_3(labels, K):
    """The shape is forced by reshape, which mixes the examples."""
    return np.eye(K)[labels].reshape(K, -1)


def one_hot_4(labels, K):
    """Each example is a row."""
    table = []
    for label in labels:
        row = [0] * K
        row[label] = 1
        table.append(row)
    return np.array(table)


def one_hot_5(labels, K):
    """Whole rows are set to 1, without a column."""
    Y = np.zeros((K, len(labels)))
    Y[labels] = 1
    return Y


def one_hot_6(labels, K):
    """Labels are counted from 1, so class 0 lands in the last row."""
    Y = np.zeros((K, len(labels)))
    Y[np.asarray(labels) - 1, np.arange(len(labels))] = 1
    return Y


def softmax_1(Z):
    """Shares are taken over the whole table."""
    E = np.exp(Z - Z.max())
    return E / E.sum()


def softmax_2(Z):
    """Every row loses its own largest score, not every column."""
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=0)


def softmax_3(Z):
    """The exponentials overflow."""
    A = np.zeros(Z.shape)
    for i in range(Z.shape[1]):
        with np.errstate(all="ignore"):
            e = np.exp(Z[:, i])
            A[:, i] = e / sum(e)
    return A


def softmax_4(Z):
    """Sigmoids are shared out in place of exponentials."""
    S = sigmoid(Z)
    return S / S.sum(axis=0, keepdims=True)


def softmax_5(Z):
    """Scores are first divided by the largest size of their column."""
    big = np.max(np.abs(Z), axis=0, keepdims=True)
    E = np.exp(Z / np.where(big == 0, 1, big))
    return E / np.sum(E, axis=0, keepdims=True)


def softmax_6(Z):
    """The winner takes all."""
    A = np.zeros(Z.shape)
    A[np.argmax(Z, axis=0), np.arange(Z.shape[1])] = 1.0
    return A


def cross_entropy_1(A, Y):
    """The mean runs over all entries."""
    return float(-np.mean(Y * np.log(np.maximum(A, 1e-15))))


def cross_entropy_2(A, Y):
    """The largest share pays, not that of the right class."""
    return float(-np.mean(np.log(np.max(A, axis=0))))


def cross_entropy_3(A, Y):
    """The logarithm of a 0 is not kept away."""
    with np.errstate(all="ignore"):
        return float(-np.sum(Y * np.log(A)) / Y.shape[1])


def cross_entropy_4(A, Y):
    """The shares are averaged before the logarithm."""
    p = np.sum(A * Y, axis=0)
    return float(-np.log(max(np.mean(p), 1e-15)))


def cross_entropy_5(A, Y):
    """The loop divides by the number of classes."""
    K, m = Y.shape
    total = 0.0
    for i in range(m):
        for k in range(K):
            if Y[k, i]:
                total -= np.log(max(A[k, i], 1e-15))
    return total / K


def cross_entropy_6(A, Y):
    """A and Y change places."""
    return float(-np.sum(A * np.log(np.maximum(Y, 1e-15))) / A.shape[1])


def euclidean_cost_1(A, Y):
    """The distance itself, with its root, halved."""
    return float(np.mean(np.sqrt(np.sum((A - Y) ** 2, axis=0))) / 2)


def euclidean_cost_2(A, Y):
    """The sum is squared, not the differences."""
    return float(np.mean(np.sum(A - Y, axis=0) ** 2) / 2)


def euclidean_cost_3(A, Y):
    """It measures how far the right class alone is off."""
    p = np.sum(A * Y, axis=0)
    return float(np.mean((1 - p) ** 2) / 2)


def euclidean_cost_4(A, Y):
    """One cost for each example."""
    return np.sum((A - Y) ** 2, axis=0) / 2


def euclidean_cost_5(A, Y):
    """Half of the mean over all entries."""
    return float(0.5 * np.mean(np.square(A - Y)))


def output_gradient_1(A, Y):
    """Only the right class gets a slope."""
    return np.where(Y == 1, A - 1, 0)


def output_gradient_2(A, Y):
    """The slope with respect to the shares."""
    return -Y / np.maximum(A, 1e-15)


def output_gradient_3(A, Y):
    """The mean is taken here already, over the classes."""
    return (A - Y) / A.shape[0]


def output_gradient_4(A, Y):
    """The size of the difference, without its sign."""
    dZ = A - Y
    dZ[dZ < 0] *= -1
    return dZ


def output_gradient_5(A, Y):
    """It decides for the winner first."""
    winner = np.zeros(A.shape)
    winner[np.argmax(A, axis=0), range(A.shape[1])] = 1
    return winner - Y


def output_gradient_6(A, Y):
    """One column for all examples: their mean."""
    return np.mean(A - Y, axis=1, keepdims=True)


def softmax_forward_1(X, parameters):
    """relu stands before softmax as well."""
    L = len(parameters) // 2
    A, caches = X, []
    for k in range(1, L + 1):
        A, cache = linear_activation_forward(
            A, parameters[f"W{k}"], parameters[f"b{k}"], "relu"
        )
        caches.append(cache)
    return softmax(A), caches


def softmax_forward_2(X, parameters):
    """K sigmoids stand at the end."""
    L = len(parameters) // 2
    A, caches = X, []
    for k in range(1, L + 1):
        name = "relu" if k < L else "sigmoid"
        A, cache = linear_activation_forward(
            A, parameters[f"W{k}"], parameters[f"b{k}"], name
        )
        caches.append(cache)
    return A, caches


def softmax_forward_3(X, parameters):
    """The last cache lacks its Z."""
    L = len(parameters) // 2
    A, caches = X, []
    for k in range(1, L):
        A, cache = linear_activation_forward(
            A, parameters[f"W{k}"], parameters[f"b{k}"], "relu"
        )
        caches.append(cache)
    Z, cache = linear_forward(A, parameters[f"W{L}"], parameters[f"b{L}"])
    caches.append(cache)
    return softmax(Z), caches


def softmax_forward_4(X, parameters):
    """Softmax shares out along the examples."""
    L = len(parameters) // 2
    A, caches = X, []
    k = 1
    while k < L:
        A, cache = linear_activation_forward(
            A, parameters[f"W{k}"], parameters[f"b{k}"], "relu"
        )
        caches.append(cache)
        k += 1
    Z, linear_cache = linear_forward(A, parameters[f"W{k}"], parameters[f"b{k}"])
    caches.append((linear_cache, Z))
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True), caches


def softmax_forward_5(X, parameters):
    """The scores are returned, softmax is forgotten."""
    L = len(parameters) // 2
    A, caches = X, []
    for k in range(1, L + 1):
        W, b = parameters[f"W{k}"], parameters[f"b{k}"]
        Z, linear_cache = linear_forward(A, W, b)
        caches.append((linear_cache, Z))
        A = np.maximum(0, Z) if k < L else Z
    return A, caches


def softmax_backward_1(A, Y, caches):
    """The last block goes back through relu's slope as well."""
    grads = {}
    d = A - Y
    for k in range(len(caches), 0, -1):
        d, grads[f"dW{k}"], grads[f"db{k}"] = linear_activation_backward(
            d, caches[k - 1], "relu"
        )
    return grads


def softmax_backward_2(A, Y, caches):
    """All hidden layers get the derivative that the last one handed down."""
    grads, L = {}, len(caches)
    dA, grads[f"dW{L}"], grads[f"db{L}"] = linear_backward(A - Y, caches[-1][0])
    for k in range(L - 1, 0, -1):
        if dA.shape[0] != caches[k - 1][1].shape[0]:
            dA = np.resize(dA, caches[k - 1][1].shape)
        _, grads[f"dW{k}"], grads[f"db{k}"] = linear_activation_backward(
            dA, caches[k - 1], "relu"
        )
    return grads


def softmax_backward_3(A, Y, caches):
    """The derivative at the output is a mean already."""
    grads, L = {}, len(caches)
    m = Y.shape[1]
    dA, grads[f"dW{L}"], grads[f"db{L}"] = linear_backward((A - Y) / m, caches[-1][0])
    for k in reversed(range(1, L)):
        dA, grads[f"dW{k}"], grads[f"db{k}"] = linear_activation_backward(
            dA, caches[k - 1], "relu"
        )
    return grads


def softmax_backward_4(A, Y, caches):
    """The biases of hidden layers are left at 0."""
    grads, L = {}, len(caches)
    dA, grads[f"dW{L}"], grads[f"db{L}"] = linear_backward(A - Y, caches[-1][0])
    for k in range(L - 1, 0, -1):
        dA, grads[f"dW{k}"], db = linear_activation_backward(dA, caches[k - 1], "relu")
        grads[f"db{k}"] = np.zeros(db.shape)
    return grads


def softmax_backward_5(A, Y, caches):
    """The sigmoid's slope is put at the output."""
    grads, L = {}, len(caches)
    dZ = (A - Y) * A * (1 - A)
    dA, grads[f"dW{L}"], grads[f"db{L}"] = linear_backward(dZ, caches[L - 1][0])
    for k in range(L - 1, 0, -1):
        dA, grads[f"dW{k}"], grads[f"db{k}"] = linear_activation_backward(
            dA, caches[k - 1], "relu"
        )
    return grads


def predict_class_1(A):
    """Only a class above one half is said, else class 0."""
    out = []
    for column in A.T:
        sure = [k for k, a in enumerate(column) if a > 0.5]
        out.append(sure[0] if sure else 0)
    return np.array(out)


def predict_class_2(A):
    """The surest example of every class."""
    return np.argmax(A, axis=1)


def predict_class_3(A):
    """The class second to the largest."""
    return np.argsort(A, axis=0)[-2]


def predict_class_4(A):
    """The row of the largest is counted from the bottom."""
    K = A.shape[0]
    return K - 1 - np.argmax(A, axis=0)


def predict_class_5(A):
    """The comparison starts at 0 anew after the first row, so it never looks there."""
    labels = np.ones(A.shape[1], dtype=int)
    for i in range(A.shape[1]):
        for k in range(2, A.shape[0]):
            if A[k, i] > A[labels[i], i]:
                labels[i] = k
    return labels


def predict_class_6(A):
    """Each class is compared with the first only: the last larger one wins."""
    labels = np.zeros(A.shape[1], dtype=int)
    for k in range(1, A.shape[0]):
        labels[A[k] > A[0]] = k
    return labels


def tried(train, X_train, Y_train, rng, rates=(0.01, 0.1, 1.0)):
    """Train with several rates, for the functions below."""
    for rate in rates:
        setting = {
            "layer_dims": [X_train.shape[0], 12, Y_train.shape[0]],
            "learning_rate": rate,
            "num_iterations": 100,
        }
        yield setting, *train(X_train, Y_train, **setting, rng=rng)


def choose_settings_1(train, X_train, Y_train, X_val, Y_val, rng):
    """The last cost of the training decides."""
    runs = list(tried(train, X_train, Y_train, rng))
    return min(runs, key=lambda run: run[2][-1])[0]


def choose_settings_2(train, X_train, Y_train, X_val, Y_val, rng):
    """Classes are compared with the one-hot table, not with classes."""
    best, chosen = -1, None
    for setting, parameters, _ in tried(train, X_train, Y_train, rng):
        said = np.argmax(softmax_forward(X_val, parameters)[0], axis=0)
        share = np.mean(said == Y_val)
        if share > best:
            best, chosen = share, setting
    return chosen


def choose_settings_3(train, X_train, Y_train, X_val, Y_val, rng):
    """The best network is returned, and not how it was made."""
    best, chosen = -1, None
    for _, parameters, _ in tried(train, X_train, Y_train, rng):
        said = np.argmax(softmax_forward(X_val, parameters)[0], axis=0)
        share = np.mean(said == np.argmax(Y_val, axis=0))
        if share > best:
            best, chosen = share, parameters
    return chosen


def choose_settings_4(train, X_train, Y_train, X_val, Y_val, rng):
    """It tries more settings than it may."""
    best, chosen = -1, None
    rates = 10.0 ** np.arange(-6, 4)
    for setting, parameters, _ in tried(train, X_train, Y_train, rng, rates):
        said = np.argmax(softmax_forward(X_val, parameters)[0], axis=0)
        share = np.mean(said == np.argmax(Y_val, axis=0))
        if share > best:
            best, chosen = share, setting
    return chosen


def choose_settings_5(train, X_train, Y_train, X_val, Y_val, rng):
    """The best share is never renewed, so the last setting above 0 wins."""
    chosen = None
    for setting, parameters, _ in tried(train, X_train, Y_train, rng):
        said = np.argmax(softmax_forward(X_val, parameters)[0], axis=0)
        if np.mean(said == np.argmax(Y_val, axis=0)) > 0:
            chosen = setting
    return chosen


def untrained_cost_1(X, Y, parameters):
    """Rows are shared out, and the mean is taken over the classes."""
    Z = scores(X, parameters)
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return -np.sum(Y * np.log(E / E.sum(axis=1, keepdims=True))) / Y.shape[0]


def untrained_cost_2(X, Y, parameters):
    """The exponentials are of base 2."""
    E = 2.0 ** scores(X, parameters)
    return -np.sum(Y * np.log(E / E.sum(axis=0))) / X.shape[1]


def untrained_cost_3(X, Y, parameters):
    """The columns are shared out by their mean and not by their sum."""
    E = np.exp(scores(X, parameters))
    return -np.sum(Y * np.log(E / E.mean(axis=0))) / X.shape[1]


def untrained_cost_4(X, Y, parameters):
    """The winner's share is paid, whatever the label is."""
    E = np.exp(scores(X, parameters))
    A = E / E.sum(axis=0)
    return -np.mean(np.log(A.max(axis=0)))


def untrained_cost_5(X, Y, parameters):
    """The scores lack the last bias."""
    L = len(parameters) // 2
    Z = scores(X, parameters) - parameters[f"b{L}"]
    E = np.exp(Z)
    return -np.sum(Y * np.log(E / E.sum(axis=0))) / X.shape[1]


def scores(X, parameters):
    """Give the scores of the network, for the functions above."""
    A, L = X, len(parameters) // 2
    for layer in range(1, L):
        A = np.tanh(parameters[f"W{layer}"] @ A + parameters[f"b{layer}"])
    return parameters[f"W{L}"] @ A + parameters[f"b{L}"]
