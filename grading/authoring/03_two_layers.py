# %% [markdown]
# # 03 · Two layers
#
# One neuron draws one straight line, however long it is trained. Here it gets company:
# a **hidden layer** of neurons that look at the features first, and an output neuron
# that decides from what they found.
#
# - **You will** write five short functions, mend one and put the lines of another in
#   order; invent an activation function, solve xor by hand, train a network on shapes
#   that no line divides, and find out why somebody else's network stops halfway.
# - **You need** notebook 02: arrays, shapes, `propagate`.
# - **Time:** three sittings. Part A takes about 90 minutes, part B about 70 and 50.

# %% opening
import numpy as np

# What you wrote in notebooks 00 to 02, in the course's version
from nnlib.activations import sigmoid
from nnlib.logistic import initialize_with_zeros, optimize
from nnlib.losses import compute_cost
from nnlib.metrics import accuracy
from nnlib.slopes import numerical_slope

# Data
from nnlib.datasets import flower, moons, parity

# Pictures
from nnlib.plotting import cost_curve, cost_panels, curves, decision_line, exhibits
from nnlib.plotting import network, network_values, shape_walk, tangent

# Sliders
from nnlib.explore import Staircase, SymmetryTrap, TwoLayers

# What looks at your functions
from nnlib.exercises import checks, waits_for
from nnlib.gradient_check import gradient_check

check = checks("03")

# %% [markdown]
# # Part A · Forward
#
# **About 90 minutes.**
#
# **Recall.** Four questions about notebook 02, from memory: put your answers in place
# of the dots and run the cell. None of it is graded.
#
# **`shape_of_dw`** `X` has shape (30, 400). What shape does `dw` have?
#
# **`mean_along_axis_1`** `X.mean(axis=1)` is the mean of what?
#
# 1. Of the features of each example.
# 2. Of the examples, for each feature.
#
# **`a_new_patient`** A new patient is examined. Which mean is subtracted from her
# features?
#
# 1. Her own.
# 2. That of all patients, including her.
# 3. That of the training examples.
#
# **`who_looks_at_nothing`** Of 500 new pictures, 325 show no cat. What share of the
# answers is right if all of them are "no cat"?

# %% predict="recall"
check.recall("shape_of_dw", ...)
check.recall("mean_along_axis_1", ...)
check.recall("a_new_patient", ...)
check.recall("who_looks_at_nothing", ...)

# %% [markdown]
# ## 1 · What a network looks like
#
# **xor** is 1 where exactly one of two inputs is 1.
#
# **Predict first.** Draw the corners (0, 0), (0, 1), (1, 0), (1, 1) of a square on
# paper, with the labels 0, 1, 1, 0. Can one straight line separate the ones from the
# zeros?
#
# <details><summary>Answer</summary>
#
# No. If both ones lie on one side, so does the point halfway between them: the middle
# of the square. But that is halfway between the zeros, too.
# </details><br>
#
# So let several neurons draw a line each, and another neuron read their answers:

# %%
network([3, 4, 1], names=("features", "hidden layer", "output layer"))

# %% [markdown]
# 3 features, 4 hidden units, 1 output: 3-4-1 for short. Every unit reads all units of
# the layer before it. The middle layer is **hidden**: the data say what goes
# in and what should come out, never what should happen in between.
#
# Layers are counted where something is computed. The input is layer 0, so 3-4-1 has
# **two** layers. $a^{[0]} = x$ goes in, $a^{[2]} = \hat y$ comes out, and $n^{[l]}$ is
# the number of units in layer $l$.
#
# <details><summary>A common slip</summary>
#
# Mixing up brackets. Square ones count layers, round ones examples: $a^{[1](2)}$ is
# what layer 1 makes of example 2.
# </details>
#
# ### From one unit to a matrix
#
# Each hidden unit $i$ is a neuron as in notebook 02, with its own weights and bias:
#
# $$\begin{gathered}z_i^{[1]}=w_i^{[1]T}x+b_i^{[1]} \\[.6em]
# a_i^{[1]}=g\big(z_i^{[1]}\big),\quad i=1,\dots,4\end{gathered}$$
#
# with some function $g$; section 2 shows which. Lay the four rows $w_i^T$ on top of
# each other and call the result $W^{[1]}$. **Row $i$ of $W$ holds the weights of unit
# $i$.** Then a layer is one line:
#
# $$\begin{gathered}
# \underset{(4,1)}{z^{[1]}}=\underset{(4,3)}{W^{[1]}}\;\underset{(3,1)}{x}+
# \underset{(4,1)}{b^{[1]}} \\[.6em]
# \underset{(1,1)}{z^{[2]}}=\underset{(1,4)}{W^{[2]}}\;\underset{(4,1)}{a^{[1]}}+
# \underset{(1,1)}{b^{[2]}}\end{gathered}$$

# %%
shape_walk(
    [("z1", (4, 1)), "=", ("W1", (4, 3)), ("x", (3, 1)), "+", ("b1", (4, 1))],
    caption="Layer 1 turns three features into four numbers, one for each unit.",
)

# %% [markdown]
# <details><summary>Common slips</summary>
#
# Layer 2 reads $a^{[1]}$, all of it, and never $x$. $Wx$ has one entry per unit,
# however many features there are, and is not an activation yet: first $+\,b$, then $g$.
# And weights carry no $(i)$: all examples share them.
# </details><br>
#
# How many weights does a 3-4-1 network have? There are 4 · 3 in the first layer and
# 1 · 4 in the second, 16 in all. With the five biases it has 21 numbers to learn.
#
# **Predict.** How many numbers does a 4-4-1 network have to learn, including biases?

# %% predict="numbers_of_441"
check.predict("numbers_of_441", ...)

# %%
for n_0, n_1, n_2 in ((3, 4, 1), (4, 4, 1)):
    weights, biases = n_1 * n_0 + n_2 * n_1, n_1 + n_2
    print(f"{n_0}-{n_1}-{n_2}: {weights} weights, with biases {weights + biases}")

# %% [markdown]
# Count all biases or none: 20 or 25. ("4·4 + 4 + 1" counts one bias of five.)
#
# <details><summary>A box for later: other books use other letters</summary>
#
# | | here | elsewhere |
# |---|---|---|
# | examples | $m$, columns | $n$ or $R$; or rows |
# | features | $n_x=n^{[0]}$ | $n$; $m$ if $n$ counts examples |
# | weights | $Wx$, $W$ (n_out, n_in) | $w^Tx$, $w$ (n_in, n_out) |
# | layer, example | $[l]$, $(i)$ | $(l)$, subscripts |
# | output | $a^{[2]}$, $\hat y$ | $y$ |
# | cost | mean | sum: $m$ times as large |
# | back through it | $W^Tdz$ | $w\,dz$ |
#
# With $w=W^T$ it is the same network. But forward from one book and backward from
# another do not fit together.
# </details>
#
# ## 2 · A function for every unit
#
# Each unit passes its sum $z$ through an **activation function** $g$. At the output it
# is the sigmoid, as the answer is a probability. Hidden units have a choice:
#
# | name | $g(z)$ | good | bad |
# |---|---|---|---|
# | `sigmoid` | $\frac{1}{1+e^{-z}}$ | between 0 and 1 | flat at both ends |
# | `tanh` | $\frac{e^z-e^{-z}}{e^z+e^{-z}}$ | −1 to 1, centred | flat at both ends |
# | `relu` | $\max(0,z)$ | never flat above 0 | a unit always below 0 stops learning |
# | `leaky_relu` | $z$ if $z>0$, else $0.01z$ | never flat | the 0.01 must be chosen |
# | `step` | 1 for $z>0$, else 0 | a clear yes or no | flat everywhere |
#
# **Predict first.** $\tanh z=2\,\sigma(2z)-1$. Between which values does it lie, and
# what is $\tanh 0$?
#
# <details><summary>Answer</summary>
#
# Between −1 and 1, because σ lies between 0 and 1. And $\tanh 0=2\cdot 0.5-1=0$.
# </details><br>
#
# **On paper.** For $z=-2$: relu gives 0, leaky relu −0.02, step 0.

# %% [markdown]
# The table as a function is given. `sigmoid` from notebook 02 is imported, and
# `np.tanh` does without the fraction, which breaks for large $z$. Read it: five names,
# five lines, each for all entries of `Z` at once.


# %% readonly="activation"
def activation(name, Z):
    """Apply an activation function to every entry.

    name: "sigmoid", "tanh", "relu", "leaky_relu" or "step".
    Z: array of any shape. Returns an array of the same shape.
    """
    if name == "sigmoid":
        return sigmoid(Z)
    if name == "tanh":
        return np.tanh(Z)
    if name == "relu":
        return np.maximum(0.0, Z)
    if name == "leaky_relu":
        return np.where(Z > 0, Z, 0.01 * Z)
    if name == "step":
        return np.where(Z > 0, 1.0, 0.0)
    raise ValueError(f"name is {name!r}, expected one of the five of the table")


# %% demo
with waits_for() as show:
    names = ("sigmoid", "tanh", "relu", "leaky_relu", "step")
    units = {name: lambda Z, name=name: activation(name, Z) for name in names}
    drawn = "The five functions on one scale. Which of them are flat, and where?"
    show(exhibits.gallery(units, -3, 3, caption=drawn))

# %% [markdown]
# ## 3 · And its slope
#
# Why does *flat* matter? A unit learns only as far as a nudge of $z$ changes $a=g(z)$.
# That is the slope $g'(z)$:
#
# | | sigmoid | tanh | relu | leaky relu | step |
# |---|---|---|---|---|---|
# | for $z>0$ | $a(1-a)$ | $1-a^2$ | 1 | 1 | 0 |
# | for $z<0$ | $a(1-a)$ | $1-a^2$ | 0 | 0.01 | 0 |
#
# **Predict first.** Where is the sigmoid steepest, and how steep is it there? And tanh?
#
# <details><summary>Answer</summary>
#
# At $z=0$: there $a=0.5$, so $a(1-a)=0.25$. For tanh $a=0$, so the slope is 1.
# </details><br>
#
# **On paper.** $\tanh 0.5\approx 0.46$, so the slope is $1-0.46^2\approx 0.79$.
#
# <details><summary>Line by line: the slope of tanh</summary>
#
# $$\begin{aligned}
# a&=2\,\sigma(2z)-1\\
# a'&=2\cdot 2\,\sigma(2z)\,(1-\sigma(2z))&&\text{chain rule}\\
# &=(1+a)(1-a)=1-a^2&&\text{as }2\,\sigma(2z)=1+a,\text{ so }2\,(1-\sigma(2z))=1-a
# \end{aligned}$$
# </details>
#
# ### Exercise: `activation_slope`
#
# **To mend.** It gets the **sums** `Z`, and returns $g'$ of every entry, in the shape
# of `Z`. It runs; three of the five slopes are right and two are not. The cell below
# the check puts what nudging measures beside each slope. Read the lines of the function
# against the table.
#
# At $z=0$ relu and leaky relu have two slopes: either counts. (Nudging to both sides
# measures the mean of the two.) For step, return 0 there, too.
#
# Typically 3 lines to change.


# %% solution="activation_slope"
def activation_slope(name, Z):
    """Give the slope of an activation function at every entry.

    name: "sigmoid", "tanh", "relu", "leaky_relu" or "step".
    Z: sums, array of any shape. Returns an array of the same shape.
    """
    ### BEGIN SOLUTION
    A = activation(name, Z)
    if name == "sigmoid":
        return A * (1 - A)
    if name == "tanh":
        return 1 - A**2
    if name == "relu":
        return np.where(Z > 0, 1.0, 0.0)
    if name == "leaky_relu":
        return np.where(Z > 0, 1.0, 0.01)
    return 0.0 * A
    ### END SOLUTION


# %% check="activation_slope"

# %% demo of a symptom
with waits_for(activation_slope) as show:
    slopes = {name: lambda Z, name=name: activation_slope(name, Z) for name in names}
    show(exhibits.gallery(units, -3, 3, slopes=slopes))
    at = np.array([-2, -0.5, 0, 0.5, 2])
    for name in ("sigmoid", "tanh", "relu", "leaky_relu"):
        g, slope = units[name], slopes[name](at)
        nudged = [numerical_slope(lambda z, g=g: float(g(z)), z) for z in at]
        print(f"{name}, at {at}")
        print("  slopes, this function:", slope.round(3))
        print("  slopes, nudged:       ", np.round(nudged, 3))

# %% [markdown] instructor
# **Sections 1 to 3** (45 minutes; if time is short, give `own_activation` as homework).
#
# *Counting.* "Three layers" for 3-4-1: ask where something is computed.
#
# *activation* is given. Ask what `max(0, Z)` would do ("which of two arrays is
# larger?"), and who else would see it if `Z[Z<0]=0` wrote into `Z`.
#
# *activation_slope.* Both slips are common in what students hand in: z where the
# formula wants a, and relu's slope for leaky relu. Do not name them. "Can a curve that
# never falls have a slope of −3?" Then the nudged row decides.
#
# *own_activation.* Softplus, swish, a wave, a bell, the size of z: all are right.
# Whoever takes a parabola or a wave should say what the unit does with 2 and −2. Worth
# a minute at the end: where is yours flat, and what does that do to learning?

# %% [markdown]
# **Common slips.** $z(1-z)$ and $1-z^2$: the formulas speak of $a$, and you are given
# $z$. And $a(1-a)$ in every hidden layer: it belongs to the sigmoid alone.
#
# Far from 0, sigmoid and tanh have almost no slope. Such a unit is **saturated** and
# learns slowly. Relu has no such end above 0, one reason why deep networks use it.
#
# ## A bend of your own
#
# No activation function is the best for everything. So invent one: any curve counts
# that
#
# - does the same with every entry, whatever the others are, and keeps the shape of `Z`;
# - bends somewhere between −3 and 3, and is none of the five, nor a multiple of one;
# - is a number for $z=\pm1000$, too.
#
# **Predict first.** Can a straight line such as $2z+1$ serve? And what does a unit
# learn where its curve is flat?
#
# <details><summary>Answer</summary>
#
# No: it does not bend, and section 6 shows why a network needs that. Where the curve is
# flat its slope is 0, and from an example whose $z$ lies there the unit learns nothing.
# </details>
#
# ### Exercise: `own_activation`
#
# **Yours to choose.** The check asks your curve for the three properties above, and
# nudges it to see whether your slope matches it. Return both, the curve and its slope,
# in the shape of `Z`. At a corner, any slope between those beside it counts.
#
# Typically 3 lines.


# %% solution="own_activation"
def own_activation(Z):
    """Apply an activation function of your own to every entry.

    Z: array of any shape.
    Returns (A, slope): the curve and its slope at every entry, in the shape of Z.
    """
    ### BEGIN SOLUTION
    A = np.logaddexp(0, Z)
    slope = sigmoid(Z)
    return A, slope
    ### END SOLUTION


# %% check="own_activation"

# %% demo
with waits_for(own_activation) as show:
    mine = {"yours": lambda Z: own_activation(Z)[0], "tanh": np.tanh}
    bends = {
        "yours": lambda Z: own_activation(Z)[1],
        "tanh": lambda Z: 1 - np.tanh(Z) ** 2,
    }
    beside = "Your curve and its slope beside tanh. Where is yours flat?"
    show(exhibits.gallery(mine, -3, 3, slopes=bends, caption=beside))

# %% [markdown]
# ## 4 · Xor by hand
#
# Before a network learns, build one. All units are steps: 1 if the sum is above 0, else
# 0.
#
# **On paper.** "And" fires only if both inputs are on: $w=(1,1)$ and $b=-1.5$, since
# $1+1-1.5>0$ but $1+0-1.5<0$. With the same weights, the bias says how easily a unit
# fires: the larger it is, the less the inputs have to contribute.
#
# **Predict first.** Same weights: which bias makes it "or"? And which weights and which
# bias make it "not both"?
#
# <details><summary>Answer</summary>
#
# Or: every bias above −1, up to 0, such as −0.5. Not both: flip all signs of "and",
# $w=(-1,-1)$, $b=1.5$.
# </details>
#
# ### Exercise: `xor_by_hand`
#
# **Yours to choose.** Xor is "or, but not both". Choose hidden units that an output
# unit can combine into it. Return a dictionary of four arrays: `W1` (n_h, 2), one row
# per hidden unit, `b1` (n_h, 1), `W2` (1, n_h) and `b2` (1, 1). Two hidden units are
# enough. Every network that is right on the four corners counts.
#
# Typically 6 lines.


# %% solution="xor_by_hand"
def xor_by_hand():
    """Give a network of step units that computes xor.

    Returns {"W1": (n_h, 2), "b1": (n_h, 1), "W2": (1, n_h), "b2": (1, 1)}.
    """
    ### BEGIN SOLUTION
    return {
        "W1": np.array([[1.0, 1.0], [1.0, 1.0]]),
        "b1": np.array([[-0.5], [-1.5]]),
        "W2": np.array([[1.0, -2.0]]),
        "b2": np.array([[-0.5]]),
    }
    ### END SOLUTION


# %% check="xor_by_hand"

# %% [markdown]
# Your network over the plane. Then the corners as your first two hidden units see them.
# There a straight line separates what no line could before. Those two numbers are
# **features** that nobody measured. The layer made them.


# %% demo
with waits_for(xor_by_hand) as show:
    corners, is_odd = parity(2)
    gates = xor_by_hand()

    def gate_layer(layer, inputs):
        """Give what one layer of step units says."""
        return activation("step", gates[f"W{layer}"] @ inputs + gates[f"b{layer}"])

    show(
        decision_line(
            lambda points: gate_layer(2, gate_layer(1, points)),
            corners,
            is_odd,
            names=("input 1", "input 2"),
            labels=("xor = 0", "xor = 1"),
        )
    )
    fires = gate_layer(1, corners)[:2]
    line = (gates["W2"], gates["b2"].item()) if len(gates["b1"]) == 2 else None
    show(
        exhibits.learned_features(
            fires, is_odd, labels=("xor = 0", "xor = 1"), line=line
        )
    )

# %% [markdown]
# ## 5 · Forward, for all examples
#
# From here on the hidden units are tanh and the output unit is a sigmoid. The way from
# $x$ to $\hat y$ is called **forward propagation**. For one example it takes four
# lines:
#
# $$\begin{gathered}z^{[1]}=W^{[1]}x+b^{[1]} \\[.6em]
# a^{[1]}=\tanh z^{[1]} \\[.6em]
# z^{[2]}=W^{[2]}a^{[1]}+b^{[2]} \\[.6em]
# a^{[2]}=\sigma\big(z^{[2]}\big)\end{gathered}$$
#
# For $m$ examples you could repeat the four lines, always with the same $W$ and $b$.
#
# <details><summary>The same as a loop over the examples</summary>
#
# ```
# for i in range(m):
#     x = X[:, i : i + 1]  # example i, a column
#     z1 = W1 @ x + b1
#     a1 = np.tanh(z1)
#     z2 = W2 @ a1 + b2
#     a2[:, i : i + 1] = sigmoid(z2)
# ```
# </details><br>
#
# But a product works column by column:
#
# $$W\big[x^{(1)}\;x^{(2)}\cdots\big]=\big[Wx^{(1)}\;Wx^{(2)}\cdots\big]$$
#
# So stack the examples as columns, and let capitals take the place of small letters.
# The rows of $W$ are the $w_i^T$ already: no transpose is needed. **Rows are units,
# columns are examples.**
#
# **Predict first.** 6 features, 4 units, 10 examples. What are the shapes of $W$, $x$,
# $Wx$, $X$ and $WX$?

# %% demo
rng = np.random.default_rng(0)
W, X_ten = rng.normal(size=(4, 6)), rng.normal(size=(6, 10))
one_by_one = np.hstack([W @ X_ten[:, i : i + 1] for i in range(10)])
print("W", W.shape, "x", X_ten[:, :1].shape, "Wx", (W @ X_ten[:, :1]).shape)
print("X", X_ten.shape, "WX", (W @ X_ten).shape)
apart = abs(one_by_one - W @ X_ten).max()
print(f"ten products against one, largest difference: {apart:.0e}")

# %% [markdown]
# A picture of 4 × 4 pixels in three colours has 48 features. Ten of them, and four
# hidden units:

# %% demo
with waits_for() as show:
    walk = [("Z1", (4, 10)), "=", ("W1", (4, 48)), ("X", (48, 10)), "+", ("b1", (4, 1))]
    beside = "b1 has one number per unit. Broadcasting adds it to every example."
    show(shape_walk(walk, caption=beside))
    walk = [("Z2", (1, 10)), "=", ("W2", (1, 4)), ("A1", (4, 10)), "+", ("b2", (1, 1))]
    show(
        shape_walk(walk, caption="Layer 2 reads A1, and gives one number per example.")
    )

# %% [markdown]
# <details><summary>Common slips</summary>
#
# $W^{[2]} X$ fits only if there are as many features as hidden units; then it runs, but
# is wrong. A flat bias of shape (4,) is added along the examples if there happen to be
# four of them.
# </details><br>
#
# **On paper.** $W^{[1]}=\begin{bmatrix}0.5&-1\\1&0.25\end{bmatrix}$,
# $b^{[1]}=\begin{bmatrix}0.1\\-0.2\end{bmatrix}$,
# $x=\begin{bmatrix}1\\3\end{bmatrix}$ give
# $z^{[1]}=\begin{bmatrix}-2.4\\1.55\end{bmatrix}$. Tanh turns this into about −0.98 and
# 0.91. With $W^{[2]}=[1.5\quad{-0.5}]$ and $b^{[2]}=0.3$ this gives
# $z^{[2]}\approx 1.5\cdot(-0.98)-0.5\cdot 0.91+0.3$ $\approx -1.63$.
#
# ### Exercise: `forward_propagation`
#
# n_x features, n_h hidden units, n_y outputs (so far 1). `parameters` is a dictionary
# with `W1` (n_h, n_x), `b1` (n_h, 1), `W2` (n_y, n_h), `b2` (n_y, 1). Return `A2`, and
# a dictionary with `Z1`, `A1`, `Z2`, `A2`: the **cache**, which the way back will need.
#
# Typically 5 lines.


# %% solution="forward_propagation"
def forward_propagation(X, parameters):
    """Give the outputs of all examples, and everything on the way.

    X: (n_x, m), parameters: {"W1", "b1", "W2", "b2"}.
    Returns (A2 of shape (n_y, m), {"Z1", "A1": (n_h, m), "Z2", "A2": (n_y, m)}).
    """
    ### BEGIN SOLUTION
    Z1 = parameters["W1"] @ X + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = parameters["W2"] @ A1 + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
    ### END SOLUTION


# %% check="forward_propagation"

# %% [markdown]
# The example on paper, drawn. Weights are on the lines, biases above the units.

# %% demo
small = {
    "W1": np.array([[0.5, -1.0], [1.0, 0.25]]),
    "b1": np.array([[0.1], [-0.2]]),
    "W2": np.array([[1.5, -0.5]]),
    "b2": np.array([[0.3]]),
}
X_small, Y_small = np.array([[1.0, 2.0, -1.0], [3.0, 0.5, -2.0]]), np.array([[1, 0, 1]])

with waits_for(forward_propagation) as show:
    A2, cache = forward_propagation(X_small, small)
    show(network_values(small, [A[:, :1] for A in (X_small, cache["A1"], A2)]))
    print("all three examples", A2.round(4), "cost", f"{compute_cost(A2, Y_small):.4f}")

# %% [markdown]
# ## 6 · Why the bend is needed
#
# What if the hidden units passed on $z$ itself?
#
# **On paper.** $z_1=2x+1$, then $z_2=3z_1-4$. Together $z_2=6x-1$.
#
# **Predict.** Two layers, twenty hidden units, no activation in between. What can they
# do that one layer cannot?
#
# 1. Draw a curved border.
# 2. Draw twenty borders.
# 3. Nothing.

# %% predict="two_without_a_bend"
check.predict("two_without_a_bend", ...)

# %% [markdown]
# A linear function of a linear function is linear. With a sigmoid at the end it is
# logistic regression, however many layers there are.
#
# ### Exercise: `collapse_linear`
#
# Multiply out $W^{[2]}(W^{[1]}x+b^{[1]})+b^{[2]}$, and read off the one $W$ (n_y, n_x)
# and the one $b$ (n_y, 1) that do the same. Matrices cannot change places; the shapes
# say which order fits. Return `(W, b)`.
#
# Typically 1 line.


# %% solution="collapse_linear"
def collapse_linear(W1, b1, W2, b2):
    """Give the one layer (W, b) that equals two layers without activation.

    W1: (n_h, n_x), b1: (n_h, 1), W2: (n_y, n_h), b2: (n_y, 1).
    Returns (W of shape (n_y, n_x), b of shape (n_y, 1)).
    """
    ### BEGIN SOLUTION
    return W2 @ W1, W2 @ b1 + b2
    ### END SOLUTION


# %% check="collapse_linear"

# %% demo
with waits_for(collapse_linear) as show:
    rng = np.random.default_rng(4)
    W1, b1, W2, b2 = (rng.normal(size=s) for s in ((3, 1), (3, 1), (1, 3), (1, 1)))
    W, b = collapse_linear(W1, b1, W2, b2)
    shown = {
        "two layers, no activation": lambda x: (W2 @ (W1 * x + b1) + b2).item(),
        "your one layer": lambda x: (W * x + b).item(),
        "two layers, tanh between": lambda x: (W2 @ np.tanh(W1 * x + b1) + b2).item(),
    }
    same = "Three hidden units. Without a bend, two layers are one straight line."
    show(curves(shown, -3, 3, names=("x", "output"), caption=same))

# %% [markdown]
# **A good place to stop.** You have the whole way forward. Save
# (<kbd>Ctrl</kbd>+<kbd>S</kbd>). In part B the network finds its weights itself.
#
# # Part B · Learning
#
# **About 70 minutes.** Sections 7 to 10: the way back, and one step.

# %% [markdown] instructor
# **Sections 4 to 6** (45 minutes).
#
# *xor_by_hand.* Students who search at random: let them write the four sums of one unit
# into a table. The usual mistake is a bias on the wrong side of the threshold ("what is
# the sum at (1, 1)? is it above 0?"). With one hidden unit: back to the first
# prediction.
#
# *forward_propagation.* X into layer 2, tanh at the output, Z stored under A, a flat
# bias. For all of them: "write the shapes below the line".
#
# *collapse_linear.* W1 W2 in the wrong order, or a bias that has not gone through layer
# 2. The example on paper answers the second: 3 · 1 − 4, not 1 − 4.

# %% [markdown]
# ## 7 · Where to start
#
# One neuron could start at zero. What if four hidden units do?
#
# **Predict first.** All weights and biases are 0. What does every hidden unit say? And
# if two units have equal weights, in and out, and equal biases: can training ever make
# them different?
#
# <details><summary>Answer</summary>
#
# All say 0. And no. Equal units get equal slopes, take equal steps and stay equal: not
# similar, *identical*. Four do the work of one. With zeros and tanh it is worse: no
# weight moves at all, as section 9 will show.
# </details><br>
#
# So the weights start **random**, which makes the units different, and **small**, where
# tanh is steep. Biases may start at 0.
#
# ### Exercise: `initialize_parameters`
#
# `rng` is a generator of random numbers: `rng.normal(size=(3, 2))` gives an array of
# shape (3, 2) with mean 0 and spread 1. Multiply it by `scale`. Return a dictionary
# with `W1` (n_h, n_x), `b1` (n_h, 1), `W2` (n_y, n_h), `b2` (n_y, 1). Draw from `rng`
# alone, in any order, so that the same seed gives the same start.
#
# Typically 6 lines.


# %% solution="initialize_parameters"
def initialize_parameters(n_x, n_h, n_y, rng, scale=0.01):
    """Start a network: small random weights, biases 0.

    n_x, n_h, n_y: numbers of features, hidden units, outputs.
    Returns {"W1": (n_h, n_x), "b1": (n_h, 1), "W2": (n_y, n_h), "b2": (n_y, 1)}.
    """
    ### BEGIN SOLUTION
    return {
        "W1": scale * rng.normal(size=(n_h, n_x)),
        "b1": np.zeros((n_h, 1)),
        "W2": scale * rng.normal(size=(n_y, n_h)),
        "b2": np.zeros((n_y, 1)),
    }
    ### END SOLUTION


# %% check="initialize_parameters"

# %% [markdown]
# The data of part B: two half circles that reach into each other. On top of them, four
# of your fresh units, drawn with `scale=1`.

# %% readonly="data"
X, Y = moons(200, rng=np.random.default_rng(6), noise=0.15)
X_new, Y_new = moons(1000, rng=np.random.default_rng(106), noise=0.15)
MOONS = ("upper moon", "lower moon")

# %% demo
with waits_for(initialize_parameters) as show:
    fresh = initialize_parameters(2, 4, 1, rng=np.random.default_rng(0), scale=1)
    look = "Before training: four views, none of them chosen."
    show(
        exhibits.hidden_units(
            lambda points: np.tanh(fresh["W1"] @ points + fresh["b1"]),
            X,
            Y,
            lines=(fresh["W1"], fresh["b1"]),
            labels=MOONS,
            caption=look,
        )
    )

# %% [markdown]
# ## 8 · The way back, for one example
#
# The network learns as the neuron did: a slope for every parameter, then a small step
# against it. Values run to the right; slopes come back, one node at a time. That is
# **back propagation**, usually written in one word. $dz^{[2]}$ is short for
# $\partial L/\partial z^{[2]}$.

# %%
exhibits.two_layer_graph()

# %% [markdown]
# **Layer 2** is logistic regression on $a^{[1]}$. In notebook 02, $w$ and its slope
# $x\,dz$ were columns. $W^{[2]}$ is a row, so its slope is one, too:
#
# $$\begin{gathered}dz^{[2]}=a^{[2]}-y \\[.6em]
# \underset{(1,4)}{dW^{[2]}}=\underset{(1,1)}{dz^{[2]}}\;\underset{(1,4)}{a^{[1]T}}
# \\[.6em]
# db^{[2]}=dz^{[2]}\end{gathered}$$
#
# **Back through the weights.** A nudge of $a_k^{[1]}$ reaches $z^{[2]}$ multiplied by
# its weight. So the slope comes back multiplied by the same weight:
#
# $$\underset{(4,1)}{da^{[1]}}=\underset{(4,1)}{W^{[2]T}}\;\underset{(1,1)}{dz^{[2]}}$$
#
# **Back through the bend.** Each unit multiplies by its own slope, entry by entry: `*`
# and not `@`. **Layer 1** is again a layer:
#
# $$\begin{gathered}\underset{(4,1)}{dz^{[1]}}=da^{[1]}*g'\big(z^{[1]}\big) \\[.6em]
# \underset{(4,3)}{dW^{[1]}}=\underset{(4,1)}{dz^{[1]}}\;\underset{(1,3)}{x^T}
# \\[.6em]
# db^{[1]}=dz^{[1]}\end{gathered}$$
#
# <details><summary>Why W transposed: several outputs</summary>
#
# A nudge of $a_k$ reaches each output $z_j$ through $W_{jk}$. Where paths meet, slopes
# add up: $da_k=\sum_jW_{jk}\,dz_j$. That is column $k$ of $W$ times $dz$; for all $k$
# together, $W^Tdz$.
# </details>
#
# <details><summary>Why a − y: mind the brackets</summary>
#
# As in notebook 01, $da^{[2]}$ is the bracket and $a(1-a)$ the slope of the sigmoid:
# $dz^{[2]}=\big(-\frac{y}{a}+\frac{1-y}{1-a}\big)\,a(1-a)=a-y$. Without brackets only
# one term is multiplied. And $dz=da\cdot g'$: the factor is $\partial a/\partial z$,
# not the other way up.
# </details><br>
#
# **On paper.** One feature, one hidden unit: $x=2$, $y=1$, $W^{[1]}=0.5$, $b^{[1]}=-1$,
# $W^{[2]}=1$, $b^{[2]}=0$. Forward: $z^{[1]}=0$, $a^{[1]}=0$, $a^{[2]}=0.5$. Back:
# $da^{[2]}=-1/0.5=-2$, $dz^{[2]}=-0.5$, $db^{[2]}=-0.5$, $dW^{[2]}=0$,
# $da^{[1]}=-0.5$, $dz^{[1]}=-0.5\cdot(1-0^2)=-0.5$, $dW^{[1]}=-1$,
# $db^{[1]}=-0.5$.

# %%
exhibits.two_layer_graph(numbers=True)

# %% [markdown]
# The same, number by number, for the network of section 5 and its first example; and
# what nudging says. Below 1e-7 they agree.


# %% demo
def one_example(parameters, x, y):
    """Give the slopes of one example's loss, unit by unit."""
    a2, cache = forward_propagation(x, parameters)
    slopes = {f"d{name}": np.zeros(value.shape) for name, value in parameters.items()}
    dz2 = a2.item() - y
    slopes["db2"][0, 0] = dz2
    for k, a1 in enumerate(cache["A1"][:, 0]):
        slopes["dW2"][0, k] = dz2 * a1
        dz1 = dz2 * parameters["W2"][0, k] * (1 - a1**2)
        slopes["db1"][k, 0] = dz1
        for j in range(len(x)):
            slopes["dW1"][k, j] = dz1 * x[j, 0]
    return slopes


def loss_of_first(parameters):
    """Give the loss of the first example, whose label is 1."""
    a2, _ = forward_propagation(X_small[:, :1], parameters)
    return compute_cost(a2, Y_small[:, :1])


with waits_for(forward_propagation) as show:
    by_hand = one_example(small, X_small[:, :1], y=1)
    print(f"relative difference: {gradient_check(loss_of_first, small, by_hand):.1e}")

# %% [markdown]
# ## 9 · The way back, for all of them
#
# Capitals again: columns are examples. The cost is a *mean*, so the slope of each
# parameter is the mean over the examples. The slopes of all parameters together are the
# **gradient**:
#
# $$\begin{aligned}
# \underset{(n_y,m)}{dZ^{[2]}}&=A^{[2]}-Y\\
# \underset{(n_y,n_h)}{dW^{[2]}}&=\tfrac1m\,dZ^{[2]}A^{[1]T}\\
# \underset{(n_y,1)}{db^{[2]}}&=\tfrac1m\textstyle\sum_i dz^{[2](i)}\\[.8em]
# \underset{(n_h,m)}{dZ^{[1]}}&=W^{[2]T}dZ^{[2]}*g'\big(Z^{[1]}\big)\\
# \underset{(n_h,n_x)}{dW^{[1]}}&=\tfrac1m\,dZ^{[1]}X^T\\
# \underset{(n_h,1)}{db^{[1]}}&=\tfrac1m\textstyle\sum_i dz^{[1](i)}
# \end{aligned}$$
#
# The product $dZ\,A^T$ adds up the examples, as $X\,dZ^T$ did in notebook 02. For the
# biases, add along each row and keep a column: `axis=1, keepdims=True`.
#
# **Where is 1/m?** In $dW$ and $db$, once. Never in $dZ$ or $dA$: their columns are
# single examples.
#
# **Predict.** A second 1/m has slipped into $dZ^{[1]}$. In which layers are slopes
# wrong now?
#
# 1. In both.
# 2. In layer 1 alone.
# 3. In layer 2 alone.
# 4. In none: it is a mean all the same.

# %% predict="second_mean"
check.predict("second_mean", ...)

# %% [markdown]
# <details><summary>Common slips, each of which numpy may let pass</summary>
#
# - `np.sum(dZ1)` without an axis gives one number for all units.
# - $dW^{[2]}$ in place of $W^{[2]}$ on the way back, or the slope of the wrong layer.
# - $dZ\,X$ without the transpose, or $dZ^{[2]}W^{[2]T}$ in the wrong order.
# </details>
#
# ### Exercise: `backward_propagation`
#
# You get the parameters, the cache (`Z1`, `A1`, `Z2`, `A2`), `X` (n_x, m) and `Y`
# (n_y, m). Return a dictionary with `dW1`, `db1`, `dW2`, `db2`, each in the shape of
# its parameter. The slope of tanh is section 3's: from `A1`, or with your
# `activation_slope`.
#
# Typically 8 lines.


# %% solution="backward_propagation"
def backward_propagation(parameters, cache, X, Y):
    """Give the slope of the cost for every parameter.

    parameters: {"W1", "b1", "W2", "b2"}, cache: {"Z1", "A1", "Z2", "A2"},
    X: (n_x, m), Y: (n_y, m). Returns {"dW1", "db1", "dW2", "db2"}.
    """
    ### BEGIN SOLUTION
    m = X.shape[1]
    dZ2 = cache["A2"] - Y
    dZ1 = parameters["W2"].T @ dZ2 * (1 - cache["A1"] ** 2)
    return {
        "dW1": dZ1 @ X.T / m,
        "db1": np.sum(dZ1, axis=1, keepdims=True) / m,
        "dW2": dZ2 @ cache["A1"].T / m,
        "db2": np.sum(dZ2, axis=1, keepdims=True) / m,
    }
    ### END SOLUTION


# %% check="backward_propagation"

# %% demo
with waits_for(forward_propagation, backward_propagation) as show:

    def cost_of(parameters):
        """Give the cost of the three examples."""
        return compute_cost(forward_propagation(X_small, parameters)[0], Y_small)

    def slopes_of(parameters, X=X_small, Y=Y_small):
        """Give the slopes of a cost."""
        _, cache = forward_propagation(X, parameters)
        return backward_propagation(parameters, cache, X, Y)

    grads = slopes_of(small)
    print(f"relative difference: {gradient_check(cost_of, small, grads):.1e}")

    def with_weight(w):
        """Change one weight: from feature 1 to unit 1."""
        moved = small["W1"].copy()
        moved[0, 0] = w
        return {**small, "W1": moved}

    touch = "The cost for many values of one weight. Your dW1[0, 0] is the slope."
    show(
        tangent(
            lambda w: cost_of(with_weight(w)),
            slope=grads["dW1"][0, 0],
            at=small["W1"][0, 0],
            low=-2,
            high=3,
            names=("W1[0, 0]", "cost"),
            caption=touch,
        )
    )

# %% [markdown]
# And the promise of section 7: three starts on the moons, before any step. In the
# first, all parameters are 0; in the second, all are 0.3; the third is random.
#
# **Predict.** From which of them can the hidden units become different?
#
# 1. From all three.
# 2. From the second and the third.
# 3. From the third alone.

# %% predict="starts_that_part"
check.predict("starts_that_part", ...)

# %% demo
with waits_for(
    initialize_parameters, forward_propagation, backward_propagation
) as show:
    random = initialize_parameters(2, 4, 1, rng=np.random.default_rng(0))
    starts = {
        "zeros": {name: np.zeros(value.shape) for name, value in random.items()},
        "all 0.3": {name: np.full(value.shape, 0.3) for name, value in random.items()},
        "random": random,
    }
    for name, start in starts.items():
        rows = slopes_of(start, X, Y)["dW1"]
        apart = np.ptp(rows, axis=0).max()
        print(f"{name:8} largest dW1 {abs(rows).max():.1e}, rows apart by {apart:.1e}")

# %% [markdown] instructor
# **Sections 7 to 9** (60 minutes; section 9 is the heart of the notebook).
#
# *initialize_parameters.* Shapes swapped; `rng.random`, so that all weights are
# positive; the scale on one matrix only; a new generator inside the function. Ask: "two
# calls with one generator, should they give the same network?"
#
# *backward_propagation.* By frequency: a second 1/m in dZ1; `np.sum` without axis or
# keepdims; `@` where `*` belongs; dW2 for W2; 1 − Z² for 1 − A². Do not point at the
# line. Let them write the shapes below the six formulas. Then check one key at a time:
#
#     gradient_check(lambda p: cost_of({**small, **p}), {"W1": small["W1"]}, grads)

# %% [markdown]
# From zeros no weight is told to move: $W^{[2]}=0$ lets nothing back, and $A^{[1]}=0$
# gives $W^{[2]}$ nothing to weigh. (Here $b^{[2]}$ stays too, as half of the labels are
# 1.) "All 0.3" does learn, but as one unit copied four times. Only the random start has
# units that can part.
#
# ## 10 · A step, for any network
#
# Every parameter in the dictionary steps as $w$ and $b$ did in section 6 of notebook
# 01. All slopes belong to the *same* set of parameters: compute them all before
# anything moves.
#
# **On paper.** $W^{[2]}=[1\quad{-2}]$, $dW^{[2]}=[0.4\quad{-0.2}]$ and $\alpha=0.5$
# give $[0.8\quad{-1.9}]$.
#
# ### Exercise: `update_parameters`
#
# Return a **new** dictionary with the same keys. The slope of `"W1"` is in `grads`
# under `"dW1"`. Loop over the keys, so that it works for any number of layers. The
# caller's arrays stay unchanged: no `-=`, as a copied dictionary holds the same arrays.
#
# Typically 4 lines.


# %% solution="update_parameters"
def update_parameters(parameters, grads, learning_rate):
    """Take one step against the slopes.

    parameters: {"W1": ..., ...}, grads: {"dW1": ..., ...}, in the same shapes.
    Returns a new dictionary like parameters.
    """
    ### BEGIN SOLUTION
    moved = {}
    for name, value in parameters.items():
        moved[name] = value - learning_rate * grads[f"d{name}"]
    return moved
    ### END SOLUTION


# %% check="update_parameters"

# %% [markdown]
# One step from the small network, for many lengths of step. **Predict first.** Does
# a longer step always lower the cost more?

# %% demo
with waits_for(forward_propagation, backward_propagation, update_parameters) as show:
    # A step moves each number by -α times its slope, and so the cost by -α * slope**2.
    downhill = -sum(float(np.sum(slope**2)) for slope in grads.values())
    show(
        tangent(
            lambda alpha: cost_of(update_parameters(small, grads, alpha)),
            slope=downhill,
            at=0.0,
            low=0.0,
            high=12.0,
            names=("α", "cost after one step"),
            caption="A longer step helps as the slope promises, then less, then harms.",
        )
    )

# %% [markdown]
# **A good place to stop.** You have the way back, measured, and a step. Save.
#
# ## 11 · Training
#
# **About 50 minutes.** From here to the end.
#
# The recipe, for this network and for every one to come:
#
# 1. **Start**: random parameters, once.
# 2. **Forward**: the outputs of all examples.
# 3. **Cost**: $J=\frac1m\sum_iL\big(\hat y^{(i)},y^{(i)}\big)$. Note it.
# 4. **Backward**: the slope of every parameter.
# 5. **Step**, then back to 2.
#
# **Predict.** The weights start near 0, and half of the labels are 1. Roughly, which
# number comes first in the list of costs?

# %% predict="first_of_the_costs"
check.predict("first_of_the_costs", ...)

# %% [markdown]
# ### Exercise: `nn_model`
#
# **To put in order.** All lines stand below as comments, not indented, with one too
# many: of two equal lines, one stays, and you decide where. What does each step change,
# and what has to be computed anew because of it? Then remove each `#` with its space,
# indent, and delete `raise ...`.
#
# Return the parameters after the last step and the list of costs, each taken *before*
# its step. With `num_iterations=0` that is the start and an empty list.
#
# Typically 8 lines.


# %% solution="nn_model"
def nn_model(X, Y, n_h, learning_rate, num_iterations, rng):
    """Train a network with one hidden layer.

    X: (n_x, m), Y: (n_y, m), n_h: number of hidden units.
    Returns (parameters, list of costs).
    """
    ### BEGIN SOLUTION
    parameters = initialize_parameters(X.shape[0], n_h, Y.shape[0], rng)
    costs = []
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        costs.append(compute_cost(A2, Y))
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, costs
    ### END SOLUTION


# %% check="nn_model"

# %% demo
with waits_for(nn_model) as show:
    trained, costs = nn_model(
        X,
        Y,
        n_h=4,
        learning_rate=0.5,
        num_iterations=2000,
        rng=np.random.default_rng(0),
    )
    show(cost_curve(costs))

# %% [markdown]
# After its first fall the cost hardly moves for a while: there the network does what
# one neuron can do. Then its units find different jobs; two may still share a line.
# Below, the neuron of notebook 02 beside your network; then each hidden unit over the
# plane. The line of a unit is straight: it is still a neuron. The output unit makes the
# curve, out of four lines.


# %% demo
def one_neuron(X, Y):
    """Train the neuron of notebook 02, and give its probability as a function."""
    w, b = initialize_with_zeros(2)
    found, _, _ = optimize(w, b, X, Y, learning_rate=0.5, num_iterations=2000)
    return lambda points: sigmoid(found["w"].T @ points + found["b"])


with waits_for(forward_propagation, nn_model) as show:

    def says(parameters):
        """Give the network's probability as a function of points."""
        return lambda points: forward_propagation(points, parameters)[0]

    sides = {"one neuron": one_neuron(X, Y), "your network": says(trained)}
    bent = "One neuron has a straight border. The network bends it round the moons."
    show(exhibits.region_panels(sides, X, Y, labels=MOONS, caption=bent))
    for name, model in sides.items():
        share = accuracy(model(X_new) > 0.5, Y_new)
        print(f"{name}: {share:.1%} of 1000 new points right")
    look = "After training: each unit watches one straight border."
    show(
        exhibits.hidden_units(
            lambda points: forward_propagation(points, trained)[1]["A1"],
            X,
            Y,
            lines=(trained["W1"], trained["b1"]),
            labels=MOONS,
            caption=look,
        )
    )

# %% [markdown]
# So the output unit is a logistic regression on **learned features** that nobody
# designed.
#
# <details><summary>Two other ways to see it</summary>
#
# *As conditions.* Each hidden unit asks whether a point lies on its side of a line, and
# the output unit weighs how well the conditions are met together: a soft form of
# **constraint satisfaction**. "Or, but not both" in section 4 consists of two such
# conditions.
#
# *As a kernel.* Methods with a **kernel** compare two examples by a product of features
# that are fixed in advance, $k(x,x')=\phi(x)^T\phi(x')$, and are linear in them. Here
# $\phi(x)=a^{[1]}$, and it is learned as well.
# </details>
#
# ### How many units?
#
# A flower, whose petals alternate between two classes. **Predict first.** How many
# hidden units does it need? Can there be too many? Points that were not learned from,
# the **validation** points, decide; others, with no part in the choice, say how good
# it is.

# %% demo
with waits_for(forward_propagation, nn_model) as show:
    X_flower, Y_flower = flower(200, rng=np.random.default_rng(1))
    fields = {"one neuron": one_neuron(X_flower, Y_flower)}
    for n_h in (1, 2, 4, 8, 20):
        found, _ = nn_model(
            X_flower,
            Y_flower,
            n_h=n_h,
            learning_rate=1.2,
            num_iterations=1500,
            rng=np.random.default_rng(1),
        )
        fields[f"{n_h} hidden"] = says(found)
    near = "The 200 training points: four units are enough to find the petals."
    show(exhibits.region_panels(fields, X_flower, Y_flower, caption=near))
    X_val, Y_val = flower(1000, rng=np.random.default_rng(101))
    shares = {name: accuracy(f(X_val) > 0.5, Y_val) for name, f in fields.items()}
    for name, share in shares.items():
        print(f"{name:10} {share:.1%} of the validation points right")
    best = max(shares, key=shares.get)
    X_test, Y_test = flower(1000, rng=np.random.default_rng(201))
    share = accuracy(fields[best](X_test) > 0.5, Y_test)
    print(f"the choice, {best}: {share:.1%} of points that had no say")

# %% [markdown]
# Beyond four units the training points gain a little, the validation points nothing:
# a percent or so is chance. Two units ended worse than one. More units *can* do more;
# training need not find it.
#
# ### How long should a step be?
#
# `train_from` walks like `descend` of notebook 00, from dictionary to dictionary. Move
# **α**. Which rates bring the cost below 0.1? From which one upwards does it *rise* by
# more than 0.1 in one step? (The table below answers.)


# %% demo
def train_from(start, X, Y, num_iterations, learning_rate=0.5):
    """Walk from a given start."""
    path = [start]
    for _ in range(num_iterations):
        slopes = slopes_of(path[-1], X, Y)
        path.append(update_parameters(path[-1], slopes, learning_rate))
    *before, end = path
    return end, [compute_cost(forward_propagation(X, p)[0], Y) for p in before]


with waits_for(
    initialize_parameters, forward_propagation, backward_propagation, update_parameters
) as show:
    show(TwoLayers(initialize_parameters, train_from, X, Y, MOONS, num_iterations=300))

with waits_for(forward_propagation, nn_model) as show:
    for rate in (0.1, 0.5, 1, 2, 3, 5, 10):
        options = {"learning_rate": rate, "num_iterations": 300}
        _, costs = nn_model(X, Y, n_h=4, rng=np.random.default_rng(0), **options)
        rise = max(0, np.diff(costs).max())
        print(f"α = {rate:<3}  last cost {costs[-1]:.3f}, largest rise {rise:.2f}")

# %% [markdown]
# ### A network that stops halfway
#
# Somebody else has trained four hidden units on the same moons, with the same steps.
# The forward pass, the way back and the step are yours. Nothing fails, the cost falls,
# and the gradient check finds nothing.
#
# **Predict first.** The border comes out straight. How many neurons of notebook 02 are
# as good as these four?
#
# <details><summary>Answer</summary>
#
# One. Whatever the four have learned, together they draw what one neuron draws.
# </details>
#
# ### Exercise: `train_on_moons`
#
# **A clinic.** Look at the panels below the check, find what causes them, and mend it.
# A start of your own is welcome, if it comes from `rng` and keeps names and shapes; the
# check continues from it, and compares. With `num_iterations=0` it is returned as it
# is, with an empty list.
#
# Typically 1 line to change.


# %% solution="train_on_moons"
def train_on_moons(X, Y, n_h, learning_rate, num_iterations, rng):
    """Train a network with one hidden layer and one output.

    X: (n_x, m), Y: (1, m), n_h: number of hidden units.
    Returns (parameters, list of costs before every step).
    """
    ### BEGIN SOLUTION
    n_x = X.shape[0]
    parameters = {
        "W1": rng.normal(size=(n_h, n_x)),
        "b1": np.zeros((n_h, 1)),
        "W2": np.zeros((1, n_h)),
        "b2": np.zeros((1, 1)),
    }
    costs = []
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        costs.append(compute_cost(A2, Y))
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, costs
    ### END SOLUTION


# %% check="train_on_moons"

# %% demo of a symptom
with waits_for(
    forward_propagation, backward_propagation, update_parameters, train_on_moons
) as show:
    options = {"learning_rate": 0.5, "num_iterations": 2000}
    theirs, costs = train_on_moons(X, Y, n_h=4, rng=np.random.default_rng(0), **options)
    A2, cache = forward_propagation(X, theirs)
    share = accuracy(A2 > 0.5, Y)
    grads = backward_propagation(theirs, cache, X, Y)
    apart = gradient_check(
        lambda p: compute_cost(forward_propagation(X, p)[0], Y), theirs, grads
    )
    print(f"last cost {costs[-1]:.3f}, {share:.1%} of the training points right")
    print(f"gradient check, relative difference: {apart:.1e}")
    show(
        exhibits.hidden_units(
            lambda points: forward_propagation(points, theirs)[1]["A1"],
            X,
            Y,
            lines=(theirs["W1"], theirs["b1"]),
            labels=MOONS,
            caption="What each of the four units has learned.",
        )
    )

# %% [markdown]
# **Predict.** Why did four units draw one straight border?
#
# 1. The gradient is wrong.
# 2. There are too few steps.
# 3. Equal units stay equal.
# 4. It needs relu.

# %% predict="why_one_border"
check.predict("why_one_border", ...)

# %% [markdown]
# A falling cost proves little, and a right gradient does not prove everything. The
# other way round: with `np.sum(dZ1)` in place of the sum along each row, this training
# can look perfect, and only the gradient check finds the mistake.
#
# ## 12 · The start, once more
#
# `nn_model` draws its own start; `train_from` is given one. Here it walks on the moons,
# in steps of 0.5, from the three starts of section 9.
#
# **Predict first.** Which of them stays where it is, which stops at the cost of one
# neuron, and which goes below it?

# %% demo
with waits_for(
    initialize_parameters, forward_propagation, backward_propagation, update_parameters
) as show:
    runs = {}
    for name, start in starts.items():
        found, runs[name] = train_from(start, X, Y, 1500)
        apart = np.ptp(found["W1"], axis=0).max()
        print(f"{name:8} rows of W1 apart by {apart:.2g} after training")
    alone = compute_cost(one_neuron(X, Y)(X), Y)
    stops = f"Four equal units stop where one neuron stops: it has {alone:.3f}."
    show(cost_panels(runs, caption=stops))
    show(SymmetryTrap(initialize_parameters, train_from, X, Y))

# %% [markdown]
# **How small is small?** Back to the four corners of xor, with four tanh units.
#
# **Predict first.** Small was the advice. Can 0.01 be too small? Which of the scales
# 0.01, 0.1, 0.5 and 1 solve xor?

# %% demo
with waits_for(
    initialize_parameters, forward_propagation, backward_propagation, update_parameters
) as show:
    corners, is_odd = parity(2)
    runs = {}
    for scale in (0.01, 0.1, 0.5, 1):
        rng = np.random.default_rng(0)
        start = initialize_parameters(2, 4, 1, rng=rng, scale=scale)
        runs[f"scale {scale}"] = train_from(start, corners, is_odd, 1500)[1]
    show(cost_panels(runs, caption="Xor from four starts, 1500 steps of 0.5 each."))

# %% [markdown]
# With 0.01 the units differ, but by so little that on xor the cost does not move in
# these 1500 steps, nor in ten times as many. The moons were kinder: there a single line
# already helps, and pulls the weights away from 0. The right size depends on how many
# inputs a unit has; notebook 04 gives a rule.
#
# ## 13 · What one hidden layer can draw
#
# A steep sigmoid is nearly a step. It rises where $wx+b=0$, at $x=-b/w$. One step up
# and one step down make a **bump**: two hidden units.


# %% demo
def step_at(x, place, steepness=2000):
    """Give a hidden unit that rises at a place: w = steepness, b = -w * place."""
    return sigmoid(steepness * x - steepness * place)


def bump(x, left, right, height, steepness):
    """Step up at the left, and down again at the right."""
    return height * (step_at(x, left, steepness) - step_at(x, right, steepness))


steepening = {f"w = {w}": lambda x, w=w: bump(x, 0.3, 0.6, 1, w) for w in (15, 50, 500)}
steeper = "A bump from 0.3 to 0.6: the steeper its two units, the sharper its edges."
curves(steepening, 0, 1, names=("x", "output"), caption=steeper)

# %% [markdown]
# Many steps make a staircase that follows a smooth curve. **Predict.** Twice as many
# steps: what happens to the largest error?
#
# 1. About a half.
# 2. About a quarter.
# 3. It stays; only the steps get narrower.

# %% predict="twice_as_many_steps"
check.predict("twice_as_many_steps", ...)


# %% demo
def wave(x):
    """Give the curve to follow."""
    return np.sin(2 * np.pi * x) + 0.5 * x


def staircase(units):
    """Give the hidden units, weighted by the output, and the network they make."""
    edges = np.linspace(0, 1, units + 2)
    heights = wave((edges[1:] + edges[:-1]) / 2)
    pieces = [
        lambda x, place=place, jump=jump: jump * step_at(x, place)
        for place, jump in zip(edges[1:-1], np.diff(heights), strict=True)
    ]
    return pieces, lambda x: heights[0] + sum(piece(x) for piece in pieces)


line = np.linspace(0, 1, 4001)
errors = {}
for n in (5, 10, 20, 50, 100):
    errors[n] = abs(staircase(n)[1](line) - wave(line)).max()
    print(f"{n:3} hidden units: largest error {errors[n]:.3f}")
pieces, steps = staircase(10)
said = f"Ten hidden units, each one step: the largest error is {errors[10]:.2f}."
with waits_for() as show:
    show(exhibits.units_over_line(steps, pieces, 0, 1, target=wave, caption=said))


def tent(x):
    """Rise to 1 in the middle, and fall again."""
    return 1 - abs(2 * x - 1)


def leap(x):
    """Leap from 0.2 to 1: not continuous."""
    return np.where(x < 0.43, 0.2, 1.0)


with waits_for() as show:
    show(Staircase(sigmoid, {"wave": wave, "tent": tent, "leap": leap}))

# %% [markdown] written="two_sentences"
# Twice as many steps, about half the error; not at a leap.
#
# This is the idea behind the **universal approximation theorem**: one hidden layer,
# wide enough, comes as close as you like to every *continuous* function on a *bounded,
# closed* set, if the activation is continuous and not a polynomial.
#
# **A common slip:** "a network can learn any function". The theorem asks for
# continuity. It says neither how many units are needed nor that gradient descent finds
# their weights. Ours were set by hand.
#
# ## Say it in two sentences
#
# Explain to somebody who knows notebook 02 why a hidden layer needs a bend, and why it
# must not start at zero. Write it here.
#
# <details><summary>One answer, to open after yours</summary>
#
# Without a bend, two layers multiply out to one, which draws a single straight line.
# Units that start equal get equal slopes and stay copies of each other, so only an
# unequal start, such as a random one, lets them find different features.
# </details>

# %% [markdown] instructor
# **Rubric.** One point: linear after linear is linear, in any words or as a formula.
# One point: equal units receive equal updates; "zeros give zero" alone is half a point.

# %% [markdown] instructor
# **Sections 10 to 13** (10 minutes before the break, 50 after it; if time is short,
# show 12 and 13 on the screen).
#
# *update_parameters.* `-=` on the caller's arrays; a list of four lines in place of the
# loop, which fails for other keys.
#
# *nn_model.* The forward pass stands there twice, and belongs in the loop. Whoever puts
# it before the loop gets a constant cost and parameters that move all the same, by the
# gradient of an old network.
#
# *train_on_moons.* The shape of what is drawn settles it: one row, laid down n_h times.
# Random weights in either layer are enough to part the units, so whoever draws `W2` and
# leaves `W1` is right as well. With nothing planted the cost ends near 0.013.
#
# **Answers.** Section 10: no; the cost falls, then rises again. Section 11, flower:
# four units are nearly enough, and eight or twenty gain on the training points alone;
# with other seeds the three change places. Slider: α from about 1.5 to 5 brings the
# cost below 0.1 within 300 steps, beyond that it is luck; the first small rise is seen
# at 2, at 3 one of more than 0.1. Section 12: zeros never move, equal units end like
# one neuron, the random start goes below both, and a difference of a billionth parts
# equal units in the end; xor is solved with 0.1, 0.5 and 1, while 0.01 would need tens
# of thousands of steps. Section 13: twice the steps, about half the error.

# %% [markdown] instructor
# **Eight questions** for paper or an oral, with answers.
#
# 1. *How many layers and parameters does 5-3-2 have?* Two; 15 + 3 + 6 + 2 = 26.
# 2. *Shapes of W1, Z1 and dW1 for 5-3-2 with m = 7?* (3, 5), (3, 7), (3, 5).
# 3. *W2 @ X sometimes runs. When, and why is it wrong?* When n_x = n_h. Layer 2 reads
#    what layer 1 says.
# 4. *Weights and bias of "or" and of "not both", with steps?* (1, 1), −0.5; (−1, −1),
#    1.5.
# 5. *Two layers without activation: which single layer is it?* W2 W1, with bias
#    W2 b1 + b2.
# 6. *Where does 1/m appear, where not, and why?* In dW and db, since the cost is a
#    mean; not in dZ, whose columns are single examples.
# 7. *What happens from zeros, and from equal weights other than zero?* No weight moves;
#    all hidden units stay copies of one.
# 8. *The cost falls. Is the gradient right?* Not necessarily. Nudge each parameter.

# %% [markdown]
# ## Summary
#
# | forward | backward |
# |---|---|
# | $Z^{[1]}=W^{[1]}X+b^{[1]}$ | $dW^{[1]}=\frac1mdZ^{[1]}X^T$ |
# | $A^{[1]}=\tanh Z^{[1]}$ | $dZ^{[1]}=dA^{[1]}*g'(Z^{[1]})$ |
# | | $dA^{[1]}=W^{[2]T}dZ^{[2]}$ |
# | $Z^{[2]}=W^{[2]}A^{[1]}+b^{[2]}$ | $dW^{[2]}=\frac1mdZ^{[2]}A^{[1]T}$ |
# | $A^{[2]}=\sigma(Z^{[2]})$ | $dZ^{[2]}=A^{[2]}-Y$ |
#
# $Z^{[1]}$ is (n_h, m), $Z^{[2]}$ is (n_y, m). In both layers, $db$ is the mean of each
# row of $dZ$.
#
# **Words.** *Hidden layer*: units between input and output. *Activation function*: the
# bend after the sum. *Cache*: what the way forward keeps for the way back.
# *Forward propagation*: values from left to right. *Backpropagation*: slopes from right
# to left, one node at a time. *Symmetry*: equal
# units stay equal. *Saturated*: far from 0, with almost no slope.
#
# <details><summary>Further reading</summary>
#
# Michael Nielsen, *Neural Networks and Deep Learning*, chapters 2 (backpropagation) and
# 4 (a visual proof that networks can compute any continuous function). Ian Goodfellow,
# Yoshua Bengio and Aaron Courville, *Deep Learning*, section 6.1 (learning xor).
# </details><br>
#
# **Next.** Notebook 04 stacks as many layers as you like, and asks what depth is good
# for.
#
# To hand in: save (<kbd>Ctrl</kbd>+<kbd>S</kbd>), run the cell below, send in the file.

# %% demo
check.before_handing_in()
