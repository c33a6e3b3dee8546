"""Wrong versions of notebook 02, written from its text alone."""

import math

import numpy as np

from nnlib.activations import sigmoid
from nnlib.logistic import optimize, predict, propagate
from nnlib.losses import compute_cost


def sigmoid_1(Z):
    """Tables come back flat."""
    return np.array([1 / (1 + math.exp(-z)) for z in np.ravel(Z)])


def sigmoid_2(Z):
    """The mean of the array is taken away first."""
    Z = Z - np.mean(Z)
    return 1 / (1 + np.exp(-Z))


def sigmoid_3(Z):
    """Scores below 0 get the probability 0."""
    return np.where(np.asarray(Z) >= 0, 1 / (1 + np.exp(-Z)), 0)


def sigmoid_4(Z):
    """The bracket below the fraction line is missing."""
    return 1 / 1 + np.exp(-Z)


def sigmoid_5(Z):
    """It shares out one whole over all entries, like a softmax."""
    E = np.exp(-Z)
    return 1 / (1 + E) / np.sum(1 / (1 + E))


def sigmoid_6(Z):
    """It rounds to two places."""
    return np.round(1 / (1 + np.exp(-Z)), 2)


def flatten_images_1(images):
    """The colours stay mixed: red, green, blue of one pixel after another."""
    m = images.shape[0]
    return images.reshape(m, -1).T / 255


def flatten_images_2(images):
    """After the right order of axes the pictures are mixed by the last reshape."""
    m = images.shape[0]
    return images.transpose(0, 3, 1, 2).reshape(-1, m) / 255


def flatten_images_3(images):
    """Each colour is read column by column."""
    columns = []
    for image in images:
        columns.append(np.concatenate([image[:, :, k].T.ravel() for k in range(3)]))
    return np.array(columns).T / 255


def flatten_images_4(images):
    """Only the first picture fills all columns."""
    column = images[0].transpose(2, 0, 1).reshape(-1, 1)
    return np.repeat(column, len(images), axis=1) / 255


def flatten_images_5(images):
    """Each picture is divided by its own brightest number."""
    X = images.transpose(0, 3, 1, 2).reshape(len(images), -1).T
    return X / X.max(axis=0)


def flatten_images_6(images):
    """The table is made for whole numbers, so everything below 1 becomes 0."""
    m, h, width, _ = images.shape
    X = np.zeros((3 * h * width, m), dtype=int)
    for i in range(m):
        X[:, i] = images[i].transpose(2, 0, 1).ravel() / 255
    return X


def standardize_1(X_train, X):
    """X gets a scale of its own."""
    mu = X.mean(axis=1, keepdims=True)
    s = X.std(axis=1, keepdims=True)
    return (X - mu) / np.where(s == 0, 1, s)


def standardize_2(X_train, X):
    """One mean and one spread for all features."""
    return (X - np.mean(X_train)) / np.std(X_train)


def standardize_3(X_train, X):
    """As soon as one feature never changes, no feature is divided."""
    mu = X_train.mean(axis=1, keepdims=True)
    s = X_train.std(axis=1, keepdims=True)
    if np.any(s == 0):
        s = np.ones_like(s)
    return (X - mu) / s


def standardize_4(X_train, X):
    """It divides by the range, as scaling to 0 and 1 does."""
    low = X_train.min(axis=1, keepdims=True)
    high = X_train.max(axis=1, keepdims=True)
    return (X - low) / np.where(high == low, 1, high - low)


def standardize_5(X_train, X):
    """Features that never change become 0, whatever X says."""
    out = np.zeros(X.shape)
    for j in range(X.shape[0]):
        s = X_train[j].std()
        if s > 0:
            out[j] = (X[j] - X_train[j].mean()) / s
    return out


def standardize_6(X_train, X):
    """The mean is that of X, the spread that of the training examples."""
    s = np.std(X_train, axis=1, keepdims=True)
    return (X - np.mean(X, axis=1, keepdims=True)) / np.where(s > 0, s, 1)


def compute_cost_1(A, Y):
    """A generous guard changes confident answers."""
    A = np.clip(A, 0.05, 0.95)
    return float(-np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A)))


def compute_cost_2(A, Y):
    """Only the first logarithm is guarded."""
    m = Y.shape[1]
    return -np.sum(Y * np.log(np.maximum(A, 1e-15)) + (1 - Y) * np.log(1 - A)) / m


def compute_cost_3(A, Y):
    """Python's sum leaves a whole row, not a number."""
    p = np.where(Y == 1, A, 1 - A)
    return sum(-np.log(np.maximum(p, 1e-15))) / Y.shape[1]


def compute_cost_4(A, Y):
    """The mean is taken for each label alone, and both are added."""
    A = np.clip(A, 1e-15, 1 - 1e-15)
    ones, zeros = A[Y == 1], A[Y == 0]
    cost = 0.0
    if ones.size:
        cost -= np.log(ones).mean()
    if zeros.size:
        cost -= np.log(1 - zeros).mean()
    return float(cost)


def compute_cost_5(A, Y):
    """The logarithm is taken of the mean probability."""
    p = np.mean(Y * A + (1 - Y) * (1 - A))
    return float(-np.log(max(p, 1e-15)))


def compute_cost_6(A, Y):
    """It divides by the number of rows, which is 1."""
    total = 0
    for a, y in zip(A.ravel(), Y.ravel(), strict=True):
        p = a if y == 1 else 1 - a
        total -= math.log(max(p, 1e-15))
    return total / len(Y)


def gradients_one_loop_1(w, b, X, Y):
    """A flat example turns the column dw into a square."""
    m = X.shape[1]
    dw, db, cost = np.zeros(w.shape), 0, 0
    for i in range(m):
        a = sigmoid((w.T @ X[:, i]).item() + b)
        dz = a - Y[0, i]
        dw = dw + X[:, i] * dz
        db += dz
        cost += compute_cost(np.array([[a]]), Y[:, i : i + 1])
    return {"dw": dw / m, "db": db / m}, cost / m


def gradients_one_loop_2(w, b, X, Y):
    """The last example is left out of the sums but counted."""
    m = X.shape[1]
    dw, db, cost = np.zeros(w.shape), 0.0, 0.0
    for i in range(m - 1):
        x = X[:, i : i + 1]
        a = sigmoid((w.T @ x).item() + b)
        dw += x * (a - Y[0, i])
        db += a - Y[0, i]
        cost += compute_cost(np.array([[a]]), Y[:, i : i + 1])
    return {"dw": dw / m, "db": db / m}, cost / m


def gradients_one_loop_3(w, b, X, Y):
    """Examples of label 0 have the wrong sign in dw."""
    m = X.shape[1]
    dw, db, J = np.zeros(w.shape), 0.0, 0.0
    for i in range(m):
        x = X[:, [i]]
        a = sigmoid((w.T @ x).item() + b)
        if Y[0, i] == 1:
            dw += x * (a - 1)
            J -= np.log(max(a, 1e-15))
        else:
            dw -= x * a
            J -= np.log(max(1 - a, 1e-15))
        db += a - Y[0, i]
    return {"dw": dw / m, "db": db / m}, J / m


def gradients_one_loop_4(w, b, X, Y):
    """The mean cost of all is added in each turn and never divided."""
    m = X.shape[1]
    dw, db, cost = np.zeros(w.shape), 0, 0
    A = sigmoid(w.T @ X + b)
    for i in range(m):
        dz = A[0, i] - Y[0, i]
        dw = dw + X[:, i : i + 1] * dz
        db = db + dz
        cost = cost + compute_cost(A, Y)
    return {"dw": dw / m, "db": db / m}, cost


def gradients_one_loop_5(w, b, X, Y, sums=[]):  # noqa: B006
    """A default argument keeps the slopes of all earlier calls for db."""
    m = X.shape[1]
    dw, cost = np.zeros(w.shape), 0
    for i in range(m):
        x = X[:, i : i + 1]
        a = sigmoid((w.T @ x).item() + b)
        sums.append(a - Y[0, i])
        dw = dw + x * sums[-1] / m
        cost += compute_cost(np.array([[a]]), Y[:, i : i + 1]) / m
    return {"dw": dw, "db": sum(sums) / len(sums)}, cost


def gradients_one_loop_6(w, b, X, Y):
    """dz is weighed with the slope of the sigmoid, and b is not in the score."""
    m = X.shape[1]
    dw, db, cost = np.zeros(w.shape), 0, 0
    for i in range(m):
        x = X[:, i : i + 1]
        a = sigmoid((w.T @ x).item())
        dz = (a - Y[0, i]) * a * (1 - a)
        dw += x * dz
        db += dz
        cost += compute_cost(np.array([[a]]), Y[:, i : i + 1])
    return {"dw": dw / m, "db": db / m}, cost / m


def propagate_1(w, b, X, Y):
    """The bias is not in the score, and db is what dw says on average."""
    m = X.shape[1]
    A = sigmoid(w.T @ X)
    dw = X @ (A - Y).T / m
    return {"dw": dw, "db": float(np.mean(dw))}, compute_cost(A, Y)


def propagate_2(w, b, X, Y):
    """The sigmoid is taken twice on the way back."""
    m = X.shape[1]
    A = sigmoid(w.T @ X + b)
    dZ = sigmoid(A) - Y
    return {"dw": X @ dZ.T / m, "db": float(np.sum(dZ) / m)}, compute_cost(A, Y)


def propagate_3(w, b, X, Y):
    """np.mean over all entries is taken for the mean over examples."""
    A = sigmoid(w.T @ X + b)
    dZ = A - Y
    dw = np.mean(X * dZ) * np.ones(w.shape)
    return {"dw": dw, "db": float(np.mean(dZ))}, compute_cost(A, Y)


def propagate_4(w, b, X, Y):
    """The gradient belongs to the squared distance, the cost too."""
    m = X.shape[1]
    A = sigmoid(w.T @ X + b)
    dZ = (A - Y) * A * (1 - A)
    cost = float(np.sum((A - Y) ** 2) / (2 * m))
    return {"dw": X @ dZ.T / m, "db": float(dZ.sum() / m)}, cost


def propagate_5(w, b, X, Y):
    """It decides first and takes the slope of the decisions."""
    m = X.shape[1]
    A = sigmoid(w.T @ X + b)
    dZ = (A > 0.5) - Y
    return {"dw": X @ dZ.T / m, "db": float(np.sum(dZ)) / m}, compute_cost(A, Y)


def propagate_6(w, b, X, Y):
    """dw is a row: the order of the product is turned."""
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    dZ = A - Y
    return {"dw": np.dot(dZ, X.T) / m, "db": float(np.mean(dZ))}, compute_cost(A, Y)


def optimize_1(w, b, X, Y, learning_rate, num_iterations):
    """It starts from zero, whatever start was given."""
    w, b = np.zeros(w.shape), 0.0
    grads, costs = {}, []
    for _ in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        costs.append(cost)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
    return {"w": w, "b": b}, grads, costs


def optimize_2(w, b, X, Y, learning_rate, num_iterations):
    """A step that does not lower the cost is taken back."""
    grads, cost = propagate(w, b, X, Y)
    costs = []
    for _ in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        costs.append(cost)
        new_w = w - learning_rate * grads["dw"]
        new_b = b - learning_rate * grads["db"]
        if propagate(new_w, new_b, X, Y)[1] < cost:
            w, b = new_w, new_b
        else:
            learning_rate /= 2
    return {"w": w, "b": b}, grads, costs


def optimize_3(w, b, X, Y, learning_rate, num_iterations):
    """Only every second cost is noted."""
    costs, grads = [], {}
    for k in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        if k % 2 == 0:
            costs.append(cost)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
    return {"w": w, "b": b}, grads, costs


def optimize_4(w, b, X, Y, learning_rate, num_iterations):
    """The parameters before the last step are returned."""
    costs, grads, old = [], {}, {"w": w, "b": b}
    for _ in range(num_iterations):
        old = {"w": w, "b": b}
        grads, cost = propagate(w, b, X, Y)
        costs.append(cost)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
    return old, grads, costs


def optimize_5(w, b, X, Y, learning_rate, num_iterations):
    """The caller's weights are written into."""
    costs, grads = [], {}
    for _ in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        costs.append(cost)
        w -= learning_rate * grads["dw"]
        b -= learning_rate * grads["db"]
    return {"w": w, "b": b}, grads, costs


def optimize_6(w, b, X, Y, learning_rate, num_iterations):
    """Old gradients go on pushing: a momentum nobody asked for."""
    costs, grads, speed = [], {}, 0
    for _ in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        costs.append(cost)
        speed = 0.9 * speed + grads["dw"]
        w = w - learning_rate * speed
        b = b - learning_rate * grads["db"]
    return {"w": w, "b": b}, grads, costs


def predict_1(w, b, X):
    """Exactly one half becomes 1."""
    return np.where(sigmoid(w.T @ X + b) >= 0.5, 1, 0)


def predict_2(w, b, X):
    """The score is compared with one half."""
    return (w.T @ X + b > 0.5) * 1


def predict_3(w, b, X):
    """The border is the mean answer of these examples."""
    A = sigmoid(w.T @ X + b)
    return (A > A.mean()).astype(int)


def predict_4(w, b, X):
    """Only the surest example gets a 1."""
    A = sigmoid(w.T @ X + b)
    P = np.zeros(A.shape)
    P[0, np.argmax(A)] = 1
    return P


def predict_5(w, b, X):
    """The row has lost an axis, and the bias is taken away."""
    labels = []
    for i in range(X.shape[1]):
        labels.append(1 if (w.T @ X[:, i]).item() - b > 0 else 0)
    return np.array(labels)


def predict_6(w, b, X):
    """The classes are exchanged."""
    return (sigmoid(w.T @ X + b) < 0.5).astype(int)


def accuracy_1(P, Y):
    """Only examples that were called 1 are counted."""
    called = P == 1
    return float(np.mean(Y[called] == 1)) if called.any() else 0.0


def accuracy_2(P, Y):
    """It compares how many were called 1 with how many are."""
    return float(1 - abs(np.mean(P) - np.mean(Y)))


def accuracy_3(P, Y):
    """It is 1 if all are right and 0 otherwise."""
    return float((P == Y).all())


def accuracy_4(P, Y):
    """It counts ones that are right and forgets right zeros."""
    return float(np.sum(P * Y) / Y.shape[1])


def accuracy_5(P, Y):
    """It gives a percentage."""
    right = sum(1 for p, y in zip(P[0], Y[0], strict=True) if p == y)
    return 100 * right / P.size


def accuracy_6(P, Y):
    """The number of right ones is divided by that of wrong ones."""
    right, wrong = np.sum(P == Y), np.sum(P != Y)
    return float(right / wrong) if wrong else 1.0


def report_on_tumours_1(X, Y, learning_rate, num_iterations):
    """The answers stand up, and the labels lie down again."""
    w, b = np.zeros((len(X), 1)), 0.0
    params, _, costs = optimize(w, b, X, Y, learning_rate, num_iterations)
    said = (X.T @ params["w"] + params["b"]) > 0
    return np.mean(said == Y), costs


def report_on_tumours_2(X, Y, learning_rate, num_iterations):
    """Only the diagonal is right, and it is divided by all pairs."""
    w, b = np.zeros((len(X), 1)), 0.0
    params, _, costs = optimize(w, b, X, Y, learning_rate, num_iterations)
    table = predict(params["w"], params["b"], X) == Y.T
    return np.sum(np.diag(table)) / table.size, costs


def report_on_tumours_3(X, Y, learning_rate, num_iterations):
    """The labels lie down in training as well, so that dw is made of a table."""
    m = X.shape[1]
    w, b, costs = np.zeros((len(X), 1)), 0.0, []
    for _ in range(num_iterations):
        A = sigmoid(w.T @ X + b)
        costs.append(compute_cost(A, Y))
        w = w - learning_rate * np.sum(X @ (A.T - Y), axis=1, keepdims=True) / m
        b = b - learning_rate * np.mean(A.T - Y)
    return np.mean((sigmoid(w.T @ X + b) > 0.5) == Y), costs


def report_on_tumours_4(X, Y, learning_rate, num_iterations):
    """The answers are compared with the probabilities."""
    w, b = np.zeros((len(X), 1)), 0.0
    params, _, costs = optimize(w, b, X, Y, learning_rate, num_iterations)
    A = sigmoid(params["w"].T @ X + params["b"])
    return np.mean((A > 0.5) == A), costs


def report_on_tumours_5(X, Y, learning_rate, num_iterations):
    """The share is that of the first example's label."""
    w, b = np.zeros((len(X), 1)), 0.0
    params, _, costs = optimize(w, b, X, Y, learning_rate, num_iterations)
    return np.mean(predict(params["w"], params["b"], X) == Y.T[0]), costs


def report_on_tumours_6(X, Y, learning_rate, num_iterations):
    """It rounds the mean probability of the true label."""
    w, b = np.zeros((len(X), 1)), 0.0
    params, _, costs = optimize(w, b, X, Y, learning_rate, num_iterations)
    A = sigmoid(params["w"].T @ X + params["b"])
    return float(np.round(np.mean(np.where(Y == 1, A, 1 - A)))), costs
