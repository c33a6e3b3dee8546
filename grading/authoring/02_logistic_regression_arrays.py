# %% [markdown]
# # 02 · Logistic regression with arrays
#
# One neuron learns to tell malignant tumours from benign ones. You write the three
# functions that make it learn, each on **all examples at once**, without a loop over
# them. At the end your own functions draw a line through real measurements.
#
# How it goes: read, write where it says *Your code here*, run the cell
# (<kbd>Shift</kbd>+<kbd>Enter</kbd>), run the check below it. A check tells you what is
# right, what is not, and often which mistake it is. You may check as often as you like.
# Stuck? `check.hint(sigmoid)` gives a first hint.

# %%
import numpy as np

from nnlib.datasets import tumours
from nnlib.exercises import checks, waits_for
from nnlib.plotting import cost_curve, curve, decision_line, tangent

check = checks("02")

# %% [markdown]
# ## The data: one column per tumour
#
# Each tumour was measured under the microscope. Two of the measurements are enough for
# a picture: how large the cell nuclei are (radius), and how uneven they look (texture).
#
# | | shape | what stands in it |
# |---|---|---|
# | `X` | (n_x, m) | one **column** per tumour, one row per measurement |
# | `Y` | (1, m) | 1 for malignant, 0 for benign |
#
# Both rows of `X` are shifted and scaled to mean 0 and spread 1, so that a step in one
# direction means as much as a step in the other.

# %% readonly="data"
X, Y = tumours(features=("mean radius", "mean texture"))
X = (X - X.mean(axis=1, keepdims=True)) / X.std(axis=1, keepdims=True)
n_x, m = X.shape
print(f"{m} tumours, {int(Y.sum())} of them malignant")
print(f"X has shape {X.shape}, Y has shape {Y.shape}")

# %% [markdown]
# ## 1 · From any number to a probability
#
# The neuron adds up what it measures into a score $z$. A score can be any number; a
# probability lies between 0 and 1. The **sigmoid** takes the one to the other:
#
# $$\sigma(z) = \frac{1}{1 + e^{-z}}$$
#
# **Predict first.** What is $\sigma(0)$? To which value does it tend for large $z$, and
# to which for very negative $z$?
#
# **On paper.** $e^{-2} \approx 0.135$, so $\sigma(2) \approx 1/1.135 \approx 0.88$. And
# $\sigma(-2)$ is what is missing from 0.88 to 1: the curve is symmetric about its
# middle.
#
# Your function gets an array `Z` of any shape and returns one of the same shape.
# <br>Typically 1 line.


# %% solution="sigmoid"
def sigmoid(Z):
    """Turn every entry of Z into a probability.

    Z: array of any shape. Returns an array of the same shape, between 0 and 1.
    """
    ### BEGIN SOLUTION
    return 1 / (1 + np.exp(-np.clip(Z, -700, 700)))
    ### END SOLUTION


# %% check="sigmoid"

# %% [markdown]
# Your function, drawn. Compare it with what you predicted.

# %% demo
with waits_for(sigmoid) as show:
    show(curve(sigmoid, -6, 6, name="sigmoid", at=(-2, 0, 2)))

# %% [markdown]
# ## 2 · How wrong is the neuron, and which way is down?
#
# With weights $w$ and a bias $b$ the neuron gives all $m$ probabilities in one line.
# Read the shapes under the symbols; inner sizes meet, outer sizes remain:
#
# $$\underset{(1,m)}{A} =
# \sigma\big(\underset{(1,n_x)}{w^T}\;\underset{(n_x,m)}{X} + b\big)$$
#
# $b$ is one number; numpy adds it to every entry. This is **broadcasting**.
#
# The **loss** of one example is minus the log of the probability that was given to its
# true label: $-\log a$ if $y = 1$, and $-\log(1 - a)$ if $y = 0$. The **cost** is the
# mean loss:
#
# $$J = -\frac{1}{m} \sum_{i=1}^{m} \Big[\, y^{(i)} \log a^{(i)} + (1 - y^{(i)})
# \log (1 - a^{(i)}) \,\Big]$$
#
# One of the two terms is always switched off: by $y = 0$ or by $1 - y = 0$.

# %% [markdown]
# ### The gradient
#
# From the loss back to the score, everything collapses to one difference: $dz = a - y$.
# (`dZ` is the derivative of one example's loss with respect to its score.)
# A weight feels it through its own measurement, the bias feels it directly, and the
# cost is a mean:
#
# $$\underset{(1,m)}{dZ} = A - Y \qquad
# \underset{(n_x,1)}{dw} = \frac{1}{m}\;\underset{(n_x,m)}{X}\;\underset{(m,1)}{dZ^T}
# \qquad db = \frac{1}{m} \sum_{i=1}^{m} dz^{(i)}$$
#
# The product $X\,dZ^T$ *is* the sum over the examples: each row of $X$ meets all $m$
# numbers of $dZ$.
#
# **Predict first.** Before training, $w = 0$ and $b = 0$. Which probability does every
# tumour get, and what is the cost?
#
# **On paper.** Two examples with one measurement: $X = [\,2\;\;{-1}\,]$,
# $Y = [\,1\;\;0\,]$, and still $w = 0$, $b = 0$. Then $A = [\,0.5\;\;0.5\,]$ and
# $dZ = [\,{-0.5}\;\;0.5\,]$, so $dw = \frac{1}{2}(2 \cdot (-0.5) + (-1) \cdot 0.5)
# = -0.75$ and $db = 0$. The slope is negative: raising $w$ lowers the cost.

# %% [markdown]
# ### Exercise: `propagate`
#
# Return a dictionary with `dw` (n_x, 1) and `db` (a number), and the cost (a number).
#
# One trap: when the neuron is very sure, `A` is exactly 1 in the computer, and
# $0 \cdot \log 0$ is `nan`. Keep the logarithm away from 0, by a hair: `1e-15` is
# enough. <br>Typically 6 lines.


# %% solution="propagate"
def propagate(w, b, X, Y):
    """Give the cost and its gradient, for all examples at once.

    w: (n_x, 1), b: number, X: (n_x, m), Y: (1, m).
    Returns ({"dw": (n_x, 1), "db": number}, cost).
    """
    ### BEGIN SOLUTION
    m = X.shape[1]
    A = sigmoid(w.T @ X + b)
    given_to_truth = np.where(Y == 1, A, 1 - A)
    cost = -np.mean(np.log(np.maximum(given_to_truth, 1e-300)))
    dZ = A - Y
    return {"dw": X @ dZ.T / m, "db": dZ.mean()}, cost
    ### END SOLUTION


# %% check="propagate"

# %% [markdown]
# A derivative is the slope of a curve, so it can be seen. The curve is your cost for
# many values of $b$; the straight line has your `db` as its slope. If the two agree,
# the line touches the curve.

# %% demo
with waits_for(sigmoid, propagate) as show:
    start = np.zeros((n_x, 1))
    show(
        tangent(
            lambda b: propagate(start, b, X, Y)[1],
            slope=propagate(start, 0.0, X, Y)[0]["db"],
            at=0.0,
            low=-3,
            high=3,
            names=("b", "cost"),
        )
    )

# %% [markdown]
# ## 3 · Walk downhill
#
# The gradient says which way is up. So take a small step the other way, and look again:
#
# $$w := w - \alpha\,dw \qquad b := b - \alpha\,db$$
#
# $\alpha$ is the **learning rate**. Too small, and you crawl; too large, and you jump
# across the valley. The one loop that remains runs over the steps, not over the
# examples.
#
# **Predict first.** You note the cost *before* every step and start from $w = 0$,
# $b = 0$. Which number comes first?
#
# ### Exercise: `optimize`
#
# In each iteration: measure (your `propagate`), note the cost, step. Return three
# things: a dictionary with `w` and `b`, the latest gradients, and the list of costs,
# one per iteration. With `num_iterations=0` that is the start and an empty list.
#
# The caller keeps her `w`: make new arrays (`w = w - ...`), do not write into hers
# (`w -= ...`). <br>Typically 7 lines.


# %% solution="optimize"
def optimize(w, b, X, Y, learning_rate, num_iterations):
    """Walk downhill from w and b.

    w: (n_x, 1), b: number, X: (n_x, m), Y: (1, m).
    Returns ({"w": (n_x, 1), "b": number}, {"dw", "db"}, costs).
    """
    ### BEGIN SOLUTION
    costs, grads = [], {}
    for _ in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        costs.append(cost)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
    return {"w": w, "b": b}, grads, costs
    ### END SOLUTION


# %% check="optimize"

# %% [markdown]
# ## Your line through real data
#
# Everything is in place. The neuron starts at zero, knowing nothing, and takes 300
# steps on all tumours. Watch the cost first.

# %% demo
with waits_for(sigmoid, propagate, optimize) as show:
    params, grads, costs = optimize(
        np.zeros((n_x, 1)), 0.0, X, Y, learning_rate=0.5, num_iterations=300
    )
    show(cost_curve(costs))

# %% [markdown]
# On the line, your neuron says 0.5: it cannot decide. Behind it, malignant is more
# likely; in front of it, benign.

# %% demo
with waits_for(sigmoid, propagate, optimize) as show:
    show(
        decision_line(
            lambda points: sigmoid(params["w"].T @ points + params["b"]),
            X,
            Y,
            names=("radius (standardised)", "texture (standardised)"),
            labels=("benign", "malignant"),
        )
    )

# %% [markdown]
# ## What you can do now
#
# You have trained a classifier from three functions and one matrix product, and you
# know the shape of everything in it. Nothing in your code depends on the number of
# measurements: give it all 30 in place of 2, and it runs unchanged. Try it in a cell
# below, with `tumours(features=tumour_features())`.
#
# To hand in: save this notebook (<kbd>Ctrl</kbd>+<kbd>S</kbd>) and send in the file.
