"""What students of the sample class write: typical mistakes, and other right forms.

Each text stands for the author's in one solution cell. A mistake differs from a right
answer by one thought, as in a real class.
"""

# --- Mistakes in 01 -----------------------------------------------------------------

GRADIENTS_NOT_AVERAGED = """
def gradients_and_cost(w, b, X, Y):
    m = X.shape[1]
    dw = np.zeros(w.shape)
    db = 0.0
    cost = 0.0
    for i in range(m):
        x = X[:, i].reshape(-1, 1)
        a = neuron(w, b, x)
        cost = cost + log_loss(a, Y[0, i])
        for j in range(len(x)):
            dw[j] = dw[j] + x[j] * (a - Y[0, i])
        db = db + (a - Y[0, i])
    return {"dw": dw, "db": db}, cost / m
"""

UNKNOWN_NAME = """
def sigmoid(z):
    return 1 / (1 + math.exp(-Z))
"""

BIAS_IN_LOOP = """
def neuron(w, b, x):
    z = 0
    for j in range(len(w)):
        z = z + w[j, 0] * x[j, 0] + b
    return sigmoid(z)
"""

PLUS_SIGN = """
def sigmoid(z):
    return 1 / (1 + math.exp(z))
"""

FIRST_TERM_ONLY = """
def log_loss(a, y):
    return -y * math.log(a) if a > 0 else 1e3
"""

COST_AFTER_STEP = """
def train(X, Y, learning_rate, num_iterations):
    w = np.zeros((X.shape[0], 1))
    b = 0.0
    costs = []
    for i in range(num_iterations):
        grads, _ = gradients_and_cost(w, b, X, Y)
        w, b = gradient_step(w, b, grads, learning_rate)
        costs.append(gradients_and_cost(w, b, X, Y)[1])
    return w, b, costs
"""

UPHILL = """
def gradient_step(w, b, grads, learning_rate):
    return w + learning_rate * grads["dw"], b + learning_rate * grads["db"]
"""

PROBABILITY = """
def predict_one(w, b, x):
    return neuron(w, b, x)
"""

FROM_SCIPY = """
from scipy.special import expit

def sigmoid(z):
    return float(expit(z))
"""

# --- Mistakes in 02 -----------------------------------------------------------------

DW_NOT_AVERAGED = """
def propagate(w, b, X, Y):
    A = sigmoid(w.T @ X + b)
    m = X.shape[1]
    dw = X @ (A - Y).T
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, compute_cost(A, Y)
"""

NOT_TRANSPOSED = """
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(w @ X + b)
    return {"dw": X @ (A - Y).T / m, "db": np.sum(A - Y) / m}, compute_cost(A, Y)
"""

NEVER_ENDS = """
def optimize(w, b, X, Y, learning_rate, num_iterations):
    costs = []
    i = 0
    while i < num_iterations:
        grads, cost = propagate(w, b, X, Y)
        costs.append(cost)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
    return {"w": w, "b": b}, grads, costs
"""

HANDED_OVER = """
import nnlib.logistic

def propagate(w, b, X, Y):
    return nnlib.logistic.propagate(w, b, X, Y)
"""

PIXEL_BY_PIXEL = """
def flatten_images(images):
    return images.reshape(images.shape[0], -1).T / 255
"""

OWN_SCALE = """
def standardize(X_train, X):
    return (X - X.mean(axis=1, keepdims=True)) / X.std(axis=1, keepdims=True)
"""

LOOP_OVER_EXAMPLES = """
def accuracy(P, Y):
    right = 0
    for i in range(Y.shape[1]):
        if P[0, i] == Y[0, i]:
            right = right + 1
    return right / Y.shape[1]
"""

PERCENT = """
def accuracy(P, Y):
    return 100 * np.mean(P == Y)
"""

# --- Mistakes in other notebooks ----------------------------------------------------

LYING_DOWN = """
def image_to_vector(image):
    return image.reshape(1, -1) / 255
"""

SOFTMAX_FROM_SCIPY = """
from scipy.special import softmax as by_scipy

def softmax(Z):
    return by_scipy(Z, axis=0)
"""

# --- Other right forms --------------------------------------------------------------

IN_ONE_FORMULA = """
def sigmoid(z):
    return 0.5 * (1 + math.tanh(0.5 * z))
"""

BY_SUM = """
def neuron(w, b, x):
    return sigmoid(sum(w_j * x_j for w_j, x_j in zip(w[:, 0], x[:, 0])) + b)
"""

BY_SIGN = """
def predict(w, b, X):
    return w.T @ X + b > 0
"""

BY_EINSUM = """
def propagate(w, b, X, Y):
    A = sigmoid(np.einsum("ji,jm->im", w, X) + b)
    m = Y.shape[1]
    dZ = (A - Y) / m
    grads = {"dw": np.dot(X, dZ.T), "db": dZ.sum(), "dZ": dZ}
    return grads, float(compute_cost(A, Y))
"""

BY_IDENTITY = """
def one_hot(labels, K):
    return np.eye(K)[:, labels]
"""

BY_LOGARITHM = """
def softmax(Z):
    top = Z.max(axis=0)
    return np.exp(Z - top - np.log(np.exp(Z - top).sum(axis=0)))
"""

# --- What else a submission may do --------------------------------------------------

CHATTY = """
def optimize(w, b, X, Y, learning_rate, num_iterations):
    costs = []
    grads = {}
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        print("iteration", i, "cost", cost, "w =", w.ravel(), "b =", b)
        costs.append(cost)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
    return {"w": w, "b": b}, grads, costs
"""

CHATTY_LOOPS = """
def gradients_and_cost(w, b, X, Y):
    n_x, m = X.shape
    cost, dw, db = 0.0, np.zeros((n_x, 1)), 0.0
    for i in range(m):
        a = neuron(w, b, X[:, i : i + 1])
        print("example", i, "of", m, "says", a, "and should say", Y[0, i])
        cost += log_loss(a, Y[0, i])
        for j in range(n_x):
            dw[j, 0] += X[j, i] * (a - Y[0, i])
            print("    feature", j, "gives dw =", dw[j, 0])
        db += a - Y[0, i]
    return {"dw": dw / m, "db": db / m}, cost / m
"""

ENDS_THE_PROCESS = """
import os

def optimize(w, b, X, Y, learning_rate, num_iterations):
    os._exit(0)
"""

ALWAYS_RIGHT = """
class Check:
    def __call__(self, function):
        return 100.0

    def __getattr__(self, name):
        return lambda *args, **options: None


check = Check()
np.isclose = np.allclose = lambda *args, **options: True
"""
