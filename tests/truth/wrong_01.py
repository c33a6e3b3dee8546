"""Wrong versions of notebook 01, written from its text alone."""

import math

import numpy as np

from nnlib.logistic_loops import (
    gradient_step,
    gradients_and_cost,
    log_loss,
    neuron,
    sigmoid,
)


def sigmoid_1(z):
    """Where the exponential overflows it says 1, also far below 0."""
    try:
        return 1 / (1 + math.exp(-z))
    except OverflowError:
        return 1.0


def sigmoid_2(z):
    """The two forms are given to the wrong sides: both overflow."""
    if z >= 0:
        return math.exp(z) / (1 + math.exp(z))
    return 1 / (1 + math.exp(-z))


def sigmoid_3(z):
    """It uses tanh of z in place of half of z."""
    return 0.5 + 0.5 * math.tanh(z)


def sigmoid_4(z):
    """The size of z is used on both sides, so nothing is below one half."""
    e = math.exp(-abs(z))
    return 1 / (1 + e)


def sigmoid_5(z):
    """It takes the tangent at 0, cut at 0 and 1."""
    return min(1, max(0, 0.5 + z / 4))


def sigmoid_6(z):
    """Beyond 3 in either direction it says 0 or 1 already."""
    if z > 3:
        return 1
    elif z < -3:
        return 0
    else:
        return 1 / (1 + math.exp(-z))


def neuron_1(w, b, x):
    """It knows two features only."""
    return sigmoid(w[0, 0] * x[0, 0] + w[1, 0] * x[1, 0] + b)


def neuron_2(w, b, x):
    """The bias is added in every turn."""
    z = 0
    for j in range(w.shape[0]):
        z += w[j, 0] * x[j, 0] + b
    return sigmoid(z)


def neuron_3(w, b, x):
    """It returns inside the loop, after the first feature."""
    z = b
    for j in range(len(x)):
        z += w[j, 0] * x[j, 0]
        return sigmoid(z)


def neuron_4(w, b, x):
    """It averages the sigmoids of the features."""
    answers = [sigmoid(w[j, 0] * x[j, 0] + b) for j in range(len(w))]
    return sum(answers) / len(answers)


def neuron_5(w, b, x):
    """The while loop leaves the last feature out."""
    j = 0
    z = b
    while j < w.shape[0] - 1:
        z = z + w[j, 0] * x[j, 0]
        j += 1
    return sigmoid(z)


def neuron_6(w, b, x):
    """It adds weight and feature, and multiplies the sums."""
    z = 1
    for weight, feature in zip(w[:, 0], x[:, 0], strict=True):
        z *= weight + feature
    return sigmoid(float(z) + b)


def log_loss_1(a, y):
    """The sign is wrong where y is 0."""
    a = min(max(a, 1e-15), 1 - 1e-15)
    if y == 1:
        return -math.log(a)
    return math.log(1 - a)


def log_loss_2(a, y):
    """Only 0 is guarded against, not 1."""
    a = max(a, 1e-15)
    return -(y * math.log(a) + (1 - y) * math.log(1 - a))


def log_loss_3(a, y):
    """The answer decides which term counts, not the label."""
    a = min(max(a, 1e-15), 1 - 1e-15)
    if a > 0.5:
        return -math.log(a)
    else:
        return -math.log(1 - a)


def log_loss_4(a, y):
    """It takes the logarithm to base 10."""
    p = a if y == 1 else 1 - a
    return -math.log10(max(p, 1e-15))


def log_loss_5(a, y):
    """It takes the logarithm of the distance between answer and label."""
    return -math.log(max(abs(y - a), 1e-15))


def log_loss_6(a, y):
    """The hair is so thick that it shows everywhere."""
    p = y * a + (1 - y) * (1 - a)
    return -math.log(p + 0.05)


def single_example_gradients_1(w, b, x, y):
    """dx is made of x where the weights belong."""
    a = neuron(w, b, x)
    dz = a - y
    da = -1 / a if y == 1 else 1 / (1 - a)
    dw, dx = np.zeros(w.shape), np.zeros(x.shape)
    for j in range(len(w)):
        dw[j, 0] = x[j, 0] * dz
        dx[j, 0] = x[j, 0] * dz
    return {"da": da, "dz": dz, "dw": dw, "db": dz, "dx": dx}


def single_example_gradients_2(w, b, x, y):
    """It forgets the label 0: da is always that of y = 1."""
    a = neuron(w, b, x)
    dz = a - y
    return {"da": -1 / max(a, 1e-15), "dz": dz, "dw": x * dz, "db": dz, "dx": w * dz}


def single_example_gradients_3(w, b, x, y):
    """It weighs the features with da, before the sigmoid is passed."""
    a = neuron(w, b, x)
    da = -1 / a if y == 1 else 1 / (1 - a)
    dz = a - y
    dw = np.zeros(w.shape)
    dx = np.zeros(w.shape)
    for j in range(w.shape[0]):
        dw[j, 0] += da * x[j, 0]
        dx[j, 0] += da * w[j, 0]
    return {"da": da, "dz": dz, "dw": dw, "db": da, "dx": dx}


def single_example_gradients_4(w, b, x, y):
    """Both signs are turned round: da and dz point downhill."""
    a = neuron(w, b, x)
    da = y / a - (1 - y) / (1 - a) if 0 < a < 1 else 0.0
    dz = y - a
    return {"da": da, "dz": dz, "dw": dz * x, "db": dz, "dx": dz * w}


def single_example_gradients_5(w, b, x, y):
    """The return stands inside the loop: one entry is filled."""
    a = neuron(w, b, x)
    da = -1 / a if y == 1 else 1 / (1 - a)
    dz = a - y
    dw, dx = np.zeros(w.shape), np.zeros(w.shape)
    for j in range(w.shape[0]):
        dw[j, 0] = x[j, 0] * dz
        dx[j, 0] = w[j, 0] * dz
        return {"da": da, "dz": dz, "dw": dw, "db": dz, "dx": dx}


def single_example_gradients_6(w, b, x, y):
    """dz has one factor a(1 - a) too many, and db adds up dw."""
    a = neuron(w, b, x)
    da = (a - y) / (a * (1 - a)) if 0 < a < 1 else (1 if y == 0 else -1)
    dz = (a - y) * a * (1 - a)
    dw = x * dz
    return {"da": da, "dz": dz, "dw": dw, "db": float(dw.sum()), "dx": w * dz}


def gradients_and_cost_1(w, b, X, Y):
    """The sums are divided in every turn."""
    n_x, m = X.shape
    dw, db, cost = np.zeros((n_x, 1)), 0, 0
    for i in range(m):
        a = neuron(w, b, X[:, i : i + 1])
        dz = a - Y[0, i]
        cost += log_loss(a, Y[0, i])
        for j in range(n_x):
            dw[j, 0] += X[j, i] * dz
        db += dz
        dw, db, cost = dw / m, db / m, cost / m
    return {"dw": dw, "db": db}, cost


def gradients_and_cost_2(w, b, X, Y):
    """z is set to 0 once, before the loop over the examples."""
    n_x, m = X.shape
    dw = np.zeros((n_x, 1))
    db = cost = z = 0
    for i in range(m):
        for j in range(n_x):
            z += w[j, 0] * X[j, i]
        a = sigmoid(z + b)
        cost += log_loss(a, Y[0, i])
        for j in range(n_x):
            dw[j, 0] += X[j, i] * (a - Y[0, i])
        db += a - Y[0, i]
    return {"dw": dw / m, "db": db / m}, cost / m


def gradients_and_cost_3(w, b, X, Y):
    """It divides by the number of features."""
    n, m = X.shape
    dw, db, J = np.zeros((n, 1)), 0.0, 0.0
    for i in range(m):
        x, y = X[:, [i]], Y[0, i]
        a = neuron(w, b, x)
        J += log_loss(a, y)
        db += a - y
        for j in range(n):
            dw[j] += x[j] * (a - y)
    return {"dw": dw / n, "db": db / n}, J / n


SUMS = {"db": 0.0}


def gradients_and_cost_4(w, b, X, Y):
    """The sum for db stays in a global from call to call."""
    n_x, m = X.shape
    dw, cost = np.zeros((n_x, 1)), 0
    for i in range(m):
        a = neuron(w, b, X[:, i : i + 1])
        cost += log_loss(a, Y[0, i]) / m
        SUMS["db"] += (a - Y[0, i]) / m
        for j in range(n_x):
            dw[j, 0] += X[j, i] * (a - Y[0, i]) / m
    return {"dw": dw, "db": SUMS["db"]}, cost


def gradients_and_cost_5(w, b, X, Y):
    """dw is replaced in each turn: the last example alone is kept."""
    n_x, m = X.shape
    dw = np.zeros((n_x, 1))
    db, cost = 0, 0
    for i in range(m):
        a = neuron(w, b, X[:, i].reshape(-1, 1))
        dz = a - Y[0, i]
        for j in range(n_x):
            dw[j, 0] = X[j, i] * dz
        db += dz
        cost += log_loss(a, Y[0, i])
    return {"dw": dw / m, "db": db / m}, cost / m


def gradients_and_cost_6(w, b, X, Y):
    """It averages the examples first and treats them as one."""
    x = X.mean(axis=1, keepdims=True)
    y = Y.mean()
    a = neuron(w, b, x)
    dz = a - y
    cost = -(y * math.log(a) + (1 - y) * math.log(1 - a)) if 0 < a < 1 else 0.0
    return {"dw": x * dz, "db": dz}, cost


def gradient_step_1(w, b, grads, learning_rate):
    """It writes into the caller's weights."""
    for j in range(w.shape[0]):
        w[j, 0] -= learning_rate * grads["dw"][j, 0]
    return w, b - learning_rate * grads["db"]


def gradient_step_2(w, b, grads, learning_rate):
    """The bias goes uphill."""
    w = w - learning_rate * grads["dw"]
    b = b + learning_rate * grads["db"]
    return w, b


def gradient_step_3(w, b, grads, learning_rate):
    """Every step has the length of the learning rate."""
    dw, db = grads["dw"], grads["db"]
    length = math.sqrt(float(np.sum(dw**2)) + db**2) or 1
    return w - learning_rate * dw / length, b - learning_rate * db / length


def gradient_step_4(w, b, grads, learning_rate):
    """The bias takes the step of the last weight."""
    new = np.zeros(w.shape)
    for j in range(len(w)):
        step = learning_rate * grads["dw"][j, 0]
        new[j, 0] = w[j, 0] - step
    return new, b - step


def gradient_step_5(w, b, grads, learning_rate):
    """The parameters are shrunk by the learning rate, not the slopes."""
    return (1 - learning_rate) * w - grads["dw"], (1 - learning_rate) * b - grads["db"]


def gradient_step_6(w, b, grads, learning_rate):
    """A positive slope is followed, a negative one too: the sign is lost."""
    return w - learning_rate * abs(grads["dw"]), b - learning_rate * abs(grads["db"])


def train_1(X, Y, learning_rate, num_iterations):
    """It steps after every example."""
    w, b, costs = np.zeros((X.shape[0], 1)), 0.0, []
    for _ in range(num_iterations):
        total = 0
        for i in range(X.shape[1]):
            grads, cost = gradients_and_cost(w, b, X[:, i : i + 1], Y[:, i : i + 1])
            total += cost
            w, b = gradient_step(w, b, grads, learning_rate)
        costs.append(total / X.shape[1])
    return w, b, costs


def train_2(X, Y, learning_rate, num_iterations):
    """It ends when the cost hardly falls any more."""
    w, b, costs = np.zeros((X.shape[0], 1)), 0.0, []
    for _ in range(num_iterations):
        grads, cost = gradients_and_cost(w, b, X, Y)
        costs.append(cost)
        if len(costs) > 1 and costs[-2] - cost < 0.01:
            break
        w, b = gradient_step(w, b, grads, learning_rate)
    return w, b, costs


def train_3(X, Y, learning_rate, num_iterations):
    """The learning rate gets smaller with every iteration."""
    w, b, costs = np.zeros((X.shape[0], 1)), 0.0, []
    for k in range(num_iterations):
        grads, cost = gradients_and_cost(w, b, X, Y)
        costs.append(cost)
        w, b = gradient_step(w, b, grads, learning_rate / (k + 1))
    return w, b, costs


def train_4(X, Y, learning_rate, num_iterations):
    """w moves first, and the bias gets a gradient from the new w."""
    w, b, costs = np.zeros((X.shape[0], 1)), 0.0, []
    for _ in range(num_iterations):
        grads, cost = gradients_and_cost(w, b, X, Y)
        costs.append(cost)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * gradients_and_cost(w, b, X, Y)[0]["db"]
    return w, b, costs


def train_5(X, Y, learning_rate, num_iterations):
    """The start is set inside the loop."""
    costs = []
    w, b = np.zeros((X.shape[0], 1)), 0.0
    while len(costs) < num_iterations:
        w, b = np.zeros((X.shape[0], 1)), 0.0
        grads, cost = gradients_and_cost(w, b, X, Y)
        w, b = gradient_step(w, b, grads, learning_rate)
        costs.append(cost)
    return w, b, costs


def train_6(X, Y, learning_rate, num_iterations):
    """It returns the cheapest parameters it saw, before the last step."""
    w, b, costs = np.zeros((X.shape[0], 1)), 0.0, []
    best = (w, b)
    for _ in range(num_iterations):
        grads, cost = gradients_and_cost(w, b, X, Y)
        if not costs or cost < min(costs):
            best = (w, b)
        costs.append(cost)
        w, b = gradient_step(w, b, grads, learning_rate)
    return *best, costs


def predict_one_1(w, b, x):
    """Exactly one half becomes 1."""
    return int(neuron(w, b, x) >= 0.5)


def predict_one_2(w, b, x):
    """The score is compared with one half."""
    z = sum(w[j, 0] * x[j, 0] for j in range(len(w))) + b
    return 1 if z > 0.5 else 0


def predict_one_3(w, b, x):
    """The bias is forgotten."""
    z = 0
    for j in range(w.shape[0]):
        z += w[j, 0] * x[j, 0]
    return 1 if z > 0 else 0


def predict_one_4(w, b, x):
    """It says -1 where it should say 0."""
    return 1 if neuron(w, b, x) > 0.5 else -1


def predict_one_5(w, b, x):
    """Most features decide, each with one vote."""
    votes = [w[j, 0] * x[j, 0] + b > 0 for j in range(len(w))]
    return int(sum(votes) > len(votes) / 2)


def predict_one_6(w, b, x):
    """The probability is cut off to a whole number: nearly always 0."""
    return int(neuron(w, b, x))
