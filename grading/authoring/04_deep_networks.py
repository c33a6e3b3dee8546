# %% [markdown]
# # 04 · Deep networks
#
# In notebook 03 you wrote a network with one hidden layer, formula by formula. Here you
# write **one layer, once**, and stack it as often as you like. A network with many
# layers is called deep, and learning with it **deep learning**. The mathematics is that
# of notebook 03. What is new: blocks, what they remember, and a tool that checks every
# derivative.
#
# - **You will** write seven functions, mend one and find out what ails another; train a
#   network of four layers on pictures, and find out what depth buys and what it does
#   not.
# - **You need** notebooks 02 and 03.
#
# | part | about |
# |---|---|
# | A · Forward, from shapes to a whole network | 65 minutes |
# | B · Backward; then checked, started well, trained | 60 and 55 minutes |
# | Finale · Cats, and what depth buys (nothing to write) | 40 minutes |

# %% opening
import time

import numpy as np

# From notebooks 02 and 03, in the course's version
from nnlib.activations import activation as g
from nnlib.activations import activation_slope as g_slope
from nnlib.images import flatten_images
from nnlib.losses import compute_cost
from nnlib.metrics import accuracy, majority
from nnlib.two_layer import update_parameters

# Data
from nnlib.datasets import cats, circles, load_image_set, moons, parity, spiral, xor

# Pictures
from nnlib.plotting import blocks, broadcasting, contact_sheet, cost_curve, cost_panels
from nnlib.plotting import curves, decision_line, exhibits, feature_levels, network
from nnlib.plotting import network_values, product, shape_walk

# Sliders
from nnlib.explore import DeepNetwork, FirstWeights, Folds

# A progress bar for steps, and training as fast as the machine allows
from nnlib import fast
from nnlib.progress import steps

# What looks at your functions
from nnlib.exercises import checks, course_lends, waits_for

check = checks("04")

# %% [markdown] instructor
# **Plan.** Part A 65 minutes, part B 60 and 55, the finale 40. Whoever is short of time
# skips "The size of the first weights" up to its exercise, and reads the finale at
# home: with `course_lends` it runs even where a function is missing, and the caption
# says so.
#
# **Prepare.** On the board: the four backward lines with their shapes, and the block
# picture. Nearly every question of this notebook is answered by pointing at one of
# them.

# %% [markdown]
# # Part A · Forward
#
# **About 65 minutes.**
#
# **Recall.** Four questions about notebook 03, from memory: put your answers in place
# of the dots and run the cell.
#
# **`layers_of_6_5_5_2`** How many layers does a 6-5-5-2 network have?
#
# **`times_divided_by_m`** On the way from $dZ^{[2]}$ to $dW^{[1]}$, how many times do
# you divide by $m$?
#
# **`slope_at_one_half`** A tanh unit says $a=0.5$. How steep is its curve there?
#
# **`what_is_not_seen`** The gradient check finds nothing. What may be wrong all the
# same?
#
# 1. $\frac1m$ is taken twice.
# 2. All hidden units start equal.
# 3. A sign is flipped.

# %% predict="recall"
check.recall("layers_of_6_5_5_2", ...)
check.recall("times_divided_by_m", ...)
check.recall("slope_at_one_half", ...)
check.recall("what_is_not_seen", ...)

# %% [markdown]
# ## 1 · Shapes first
#
# $L$ is the number of layers and $n^{[l]}$ the number of units in layer $l$. The input
# is layer 0: $a^{[0]} = x$, so $n^{[0]} = n_x$; it computes nothing and is not counted.
# The last activation is the answer, $a^{[L]} = \hat y$. The more layers, the **deeper**
# the network.
#
# <details><summary>A common slip</summary>
#
# Square brackets are layers, round ones examples: $a^{[2](5)}$ is layer 2 of example 5.
# On slides both appear as $a^{(2)}$, or as a bare $a^2$, which is also a square.
# </details>

# %% demo
four_layers = [3, 4, 5, 2, 1]
network(four_layers, names=["features", "relu", "relu", "relu", "sigmoid"])

# %% [markdown]
# A layer takes in $n^{[l-1]}$ numbers and gives out $n^{[l]}$. So, for $m$ examples:
#
# | | shape |
# |---|---|
# | $W^{[l]}$ and $dW^{[l]}$ | $(n^{[l]}, n^{[l-1]})$ |
# | $b^{[l]}$ and $db^{[l]}$ | $(n^{[l]}, 1)$ |
# | $Z^{[l]}, A^{[l]}, dZ^{[l]}, dA^{[l]}$ | $(n^{[l]}, m)$ |
#
# A derivative always has the shape of what it belongs to.
#
# **On paper.** The network above has $W^{[1]}$ (4, 3), $W^{[2]}$ (5, 4), $W^{[3]}$
# (2, 5), $W^{[4]}$ (1, 2): 44 weights and 12 biases, 56 numbers to learn.
#
# Now five layers, sizes 2, 3, 5, 4, 2, 1, and ten examples. Write down $W$, $b$ and $Z$
# of every layer, and count the parameters, before you go on.
#
# **Predict.** What shape does $W^{[3]}$ have?

# %% predict="shape_of_layer_3"
check.predict("shape_of_layer_3", ...)

# %% [markdown]
# <details><summary>The whole table, for afterwards</summary>
#
# | layer | $W$ | $b$ | $Z$ |
# |---|---|---|---|
# | 1 | (3, 2) | (3, 1) | (3, 10) |
# | 2 | (5, 3) | (5, 1) | (5, 10) |
# | 3 | (4, 5) | (4, 1) | (4, 10) |
# | 4 | (2, 4) | (2, 1) | (2, 10) |
# | 5 | (1, 2) | (1, 1) | (1, 10) |
#
# 51 weights and 15 biases make 66 parameters. The ten examples do not enter: all of
# them share the same weights.
# </details>
#
# ### Exercise: `parameter_shapes`
#
# An entry for each $W$ and each $b$, and no others. Typically 5 lines.


# %% solution="parameter_shapes"
def parameter_shapes(layer_dims):
    """Give the shapes {"W1": (n1, n0), "b1": (n1, 1), "W2": ...} of all layers.

    layer_dims: numbers of units, such as [3, 4, 5, 2, 1]; the input comes first.
    """
    ### BEGIN SOLUTION
    shapes = {}
    for layer in range(1, len(layer_dims)):
        shapes[f"W{layer}"] = (layer_dims[layer], layer_dims[layer - 1])
        shapes[f"b{layer}"] = (layer_dims[layer], 1)
    return shapes
    ### END SOLUTION


# %% check="parameter_shapes"


# %% demo
def count_parameters(layer_dims):
    """Count weights and biases."""
    return sum(n * k for n, k in parameter_shapes(layer_dims).values())


with waits_for(parameter_shapes) as show:
    five_layers = [2, 3, 5, 4, 2, 1]
    for layer_dims in (four_layers, five_layers, [2, 2, 2, 2], [3072, 20, 7, 5, 1]):
        print(f"{layer_dims}: {count_parameters(layer_dims):,} parameters")
    sizes = parameter_shapes(five_layers)
    sums, inputs = ("Z2", (5, 10)), ("A1", (3, 10))
    show(shape_walk([sums, "=", ("W2", sizes["W2"]), inputs, "+", ("b2", sizes["b2"])]))

# %% [markdown]
# ## 2 · The linear half of a block
#
# $$\underset{(n^{[l]},\,m)}{Z^{[l]}} = \underset{(n^{[l]},\,n^{[l-1]})}{W^{[l]}}\;
# \underset{(n^{[l-1]},\,m)}{A^{[l-1]}} + \underset{(n^{[l]},\,1)}{b^{[l]}}$$
#
# The loop over the examples hides in the product, and the column $b$ is stretched over
# the $m$ columns. The loop over the *layers* stays: layer 2 cannot start before layer 1
# is done.
#
# A block also fills a **cache**: what the way back will need. From notebook 03,
# $dW = \frac1m\,dZ\,A_{prev}^T$, and what goes further back is $W^T dZ$.
#
# **Predict.** Which of $A_{prev}$, $W$, $b$, $Z$ do these two formulas need?
#
# 1. All four.
# 2. $W$ and $b$.
# 3. $A_{prev}$ and $W$.
# 4. $Z$ alone.

# %% predict="needed_on_the_way_back"
check.predict("needed_on_the_way_back", ...)

# %% [markdown]
# The cache keeps $b$ as well, so that it holds a whole layer. You wrote the line below
# in notebook 03, once for layer 1 and once for layer 2. Here it is, for every layer.


# %% readonly="linear_half"
def linear_forward(A, W, b):
    """Give the weighted sums of a layer, and what the way back needs.

    A: (n_prev, m), W: (n, n_prev), b: (n, 1). Returns Z (n, m) and (A, W, b).
    """
    return W @ A + b, (A, W, b)


# %% [markdown]
# Here is a small network that we follow to its end: two inputs, two outputs, two units
# in each layer, 18 parameters. Two examples go in, $[1, -1]$ and $[0, 0]$.

# %%
# Known from lecture slides; its numbers are reconstructed.
small = {
    "W1": np.array([[1.0, -2.0], [-1.0, 1.0]]),
    "b1": np.array([[1.0], [0.0]]),
    "W2": np.array([[2.0, -1.0], [-2.0, -1.0]]),
    "b2": np.array([[0.0], [0.0]]),
    "W3": np.array([[3.0, -1.0], [-1.0, 4.0]]),
    "b3": np.array([[-2.0], [2.0]]),
}
pair = np.array([[1.0, 0.0], [-1.0, 0.0]])

# %% demo
no_bias, _ = linear_forward(pair, small["W1"], 0 * small["b1"])
broadcasting(no_bias, small["b1"], names=("W1 X", "b1"))

# %% [markdown]
# ## 3 · The whole block
#
# $$A^{[l]} = g^{[l]}\big(Z^{[l]}\big)$$
#
# Every layer may have its own $g$. So the block gets its name as an argument:
# `"relu"`, `"tanh"`, `"sigmoid"`. The `activation` of notebook 03 is here under the
# short name `g`: `g("relu", Z)`.
#
# **Predict first.** For the example $[1, -1]$ the first layer above has $Z = [4, -2]$.
# What does a sigmoid make of it, roughly? What would a relu?
#
# <details><summary>Answer</summary>
#
# The sigmoid: about 0.98 and 0.12. A relu: 4 and 0.
# </details>
#
# ### Exercise: `linear_activation_forward`
#
# The cache of the whole block is a pair: what `linear_forward` has put aside, and the
# one array that `g_slope`, your `activation_slope`, takes on the way back. Which one?
# See notebook 03, section 8, "back through the bend".
#
# Typically 2 or 3 lines.


# %% solution="linear_activation_forward"
def linear_activation_forward(A_prev, W, b, activation):
    """Give the activations of a layer, and its cache.

    A_prev: (n_prev, m), W: (n, n_prev), b: (n, 1), activation: a name such as "relu".
    Returns A (n, m) and the cache, a pair: (linear_cache, the array needed besides).
    """
    ### BEGIN SOLUTION
    Z, linear_cache = linear_forward(A_prev, W, b)
    return g(activation, Z), (linear_cache, Z)
    ### END SOLUTION


# %% check="linear_activation_forward"


# %% demo
def pass_sigmoids(X, parameters):
    """Give X and the activations of all layers, with a sigmoid in each."""
    A = [X]
    for layer in range(1, len(parameters) // 2 + 1):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        A.append(linear_activation_forward(A[-1], W, b, "sigmoid")[0])
    return A


with waits_for(linear_activation_forward) as show:
    A = pass_sigmoids(pair, small)
    show(network_values(small, [column[:, :1] for column in A]))
    for i in (0, 1):
        print(f"f({pair[:, i]}) = {A[-1][:, i].round(2)}")

# %% [markdown]
# So a network *is* a function, here from two numbers to two numbers. Written as one
# formula, it is nested like a Russian doll:
#
# $$\begin{gathered}
# \hat y = \sigma\Big(W^{[3]}\,\sigma\big(W^{[2]}\,\sigma(W^{[1]} x + b^{[1]})
# \\[.6em]
# {} + b^{[2]}\big) + b^{[3]}\Big)\end{gathered}$$
#
# <details><summary>Common slips</summary>
#
# "The cache holds $z$" is only half of it: without $A^{[l-1]}$ and $W^{[l]}$ there is
# no way back. Each $W^{[l]}$ meets the **whole** column $a^{[l-1]}$, and not only its
# first entry $a_1^{[l-1]}$. And the outermost symbol of the formula is a $\sigma$, even
# where handwriting makes a $b$ or a $\delta$ of it.
# </details>

# %% demo
with waits_for(linear_activation_forward) as show:

    def s(Z):
        """Give the sigmoid, under a name as short as in the formula."""
        return g("sigmoid", Z)

    W1, b1, W2, b2, W3, b3 = small.values()
    doll = s(W3 @ s(W2 @ s(W1 @ pair + b1) + b2) + b3)
    print("the formula  ", doll.round(8).tolist())
    print("your blocks  ", pass_sigmoids(pair, small)[-1].round(8).tolist())
    turned = s(W3.T @ s(W2.T @ s(W1.T @ pair + b1) + b2) + b3)
    print("W.T, a slip  ", turned.round(8).tolist())

# %% [markdown]
# Where all layers have the same size, a transposed $W$ gives wrong numbers and no
# error. So the checks use sizes that differ.
#
# ## 4 · All layers
#
# Start with $A^{[0]} = X$; pass every layer's output to the next; keep every cache. Our
# networks use relu in the hidden layers and a sigmoid in the last, which has to answer
# with a probability.
#
# **Predict first.** `parameters` has entries `W1`, `b1`, ..., `WL`, `bL`. What is
# `len(parameters)` for $L = 4$?
#
# <details><summary>Answer</summary>
#
# 8: each layer has two entries.
# </details><br>
#
# **Common slips.** Layer 2 reads $A^{[1]}$, not $X$; with equal sizes no error would
# say so. Layer 1 has the first cache in the list, and that is `caches[0]`.
#
# ### Exercise: `model_forward`
#
# Any number of layers, from one up. Typically 7 lines.


# %% solution="model_forward"
def model_forward(X, parameters):
    """Pass the examples through all layers: relu, and a sigmoid at the end.

    X: (n_x, m), parameters: {"W1", "b1", ..., "WL", "bL"}.
    Returns AL (n_y, m) and the list of caches, layer 1 first.
    """
    ### BEGIN SOLUTION
    A, caches = X, []
    L = len(parameters) // 2
    for layer in range(1, L + 1):
        name = "sigmoid" if layer == L else "relu"
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        A, cache = linear_activation_forward(A, W, b, name)
        caches.append(cache)
    return A, caches
    ### END SOLUTION


# %% check="model_forward"

# %% demo
with waits_for(parameter_shapes, linear_activation_forward, model_forward) as show:
    rng = np.random.default_rng(4)
    five = {
        name: rng.normal(size=n) for name, n in parameter_shapes(five_layers).items()
    }
    AL, caches = model_forward(rng.normal(size=(2, 10)), five)
    print("Your caches for ten examples: compare them with your table on paper.")
    print("layer  A_prev    W        b        Z")
    for layer, ((A_prev, W, b), Z) in enumerate(caches, 1):
        print(f"{layer}      {A_prev.shape!s:8}  {W.shape}   {b.shape}   {Z.shape}")
    show(
        network(five_layers, names=["X", *(f"cache {layer}" for layer in range(1, 6))])
    )

# %% [markdown]
# **A good place to stop.** Saved with the notebook (<kbd>Ctrl</kbd>+<kbd>S</kbd>): a
# forward pass for networks of any depth, with caches. When you come back, run all cells
# first. Next: the way back, which uses each cache once.
#
# # Part B · Backward
#
# **About 60 minutes.** Sections 5 to 7: every derivative.

# %% [markdown] instructor
# **Part A: usual mistakes and what to say.**
# - `parameter_shapes`: transposed, the last layer missing, or `b` of shape (n,). "Which
#   axis counts the units?" "List the keys for [3, 4, 1]."
# - `linear_activation_forward` asks for a decision: what goes into the cache. `A` in
#   place of `Z` is the usual other answer, and for relu and tanh you could go back with
#   it; `activation_slope` takes `Z`. "What did you hand to it in notebook 03?"
# - `model_forward`: `L = len(parameters)` ends in a KeyError; `X` fed to every layer is
#   silent in networks of equal width. "What does layer 2 read?"
#
# **Answers.** `len(parameters)` is 8. The small network gives 0.62, 0.83 and 0.51,
# 0.85; with W.T it gives 0.58, 0.90 and 0.40, 0.91. **Timing.** 20 minutes for the
# shapes on paper are well spent; the three functions take 45. `linear_forward` is
# given: let somebody say what each entry of its cache is for.

# %% [markdown]
# ## 5 · Back through the linear half
#
# Every forward block has a backward block. It gets $dA^{[l]}$ from the block above (the
# last one gets $dZ^{[L]}$) and the cache from its twin, keeps $dW^{[l]}$ and $db^{[l]}$
# for the update, and hands $dA^{[l-1]}$ down.

# %% demo
blocks(3)

# %% [markdown]
# The linear half gets $dZ^{[l]}$ and gives three things: $dW^{[l]}$, $db^{[l]}$ and
# $dA^{[l-1]}$. **First on paper**: write down the shapes of $dZ$, $A_{prev}$ and $W$,
# then those of the three results. Few products fit.
#
# <details><summary>Open when your shapes are on paper</summary>
#
# The lines of notebook 03, section 9, with $l$ for the number:
#
# $$\begin{gathered}
# \underset{(n^{[l]},\,n^{[l-1]})}{dW^{[l]}} = \frac1m\, dZ^{[l]} A^{[l-1]T} \\[.6em]
# \underset{(n^{[l]},\,1)}{db^{[l]}} = \frac1m \sum_{i} dZ^{[l](i)} \\[.6em]
# \underset{(n^{[l-1]},\,m)}{dA^{[l-1]}} = W^{[l]T} dZ^{[l]}\end{gathered}$$
# </details><br>
#
# $dZ$ and $dA$ belong to the **loss of each example**; $dW$ and $db$ belong to the
# **cost**, a mean. So $\frac1m$ appears in $dW$ and in $db$, and nowhere else.
#
# <details><summary>Where the transposes come from</summary>
#
# Unit $j$ below feeds every unit $i$ above: $z_i = \sum_j w_{ij} a_j + b_i$. A nudge of
# $a_j$ reaches the loss through all of them, so $da_j = \sum_i w_{ij}\,dz_i$: column
# $j$ of $W$, which is row $j$ of $W^T$, times $dz$. A nudge of $w_{ij}$ changes $z_i$
# by $a_j$, so $dw_{ij} = dz_i\,a_j$ for one example; the mean over the examples is
# $\frac1m\,dZ\,A^T$.
# </details><br>
#
# **On paper.** One input, two units, two examples: $A_{prev} = [\,1\;\;3\,]$,
# $W = \begin{bmatrix}2\\-1\end{bmatrix}$,
# $dZ = \begin{bmatrix}1&1\\0&2\end{bmatrix}$. **Predict** all three results.
#
# <details><summary>Answer</summary>
#
# $dW = \frac12\begin{bmatrix}1+3\\0+6\end{bmatrix} = \begin{bmatrix}2\\3\end{bmatrix}$,
# $\;db = \begin{bmatrix}1\\1\end{bmatrix}$,
# $\;dA_{prev} = [\,2-0\;\;\;2-2\,] = [\,2\;\;0\,]$.
# </details><br>
#
# <details><summary>Common slips</summary>
#
# $dW = dz\,a$ lacks its transpose: shapes (2, 2) and (1, 2) do not fit. The formula for
# $dA^{[l-1]}$ is often promised and then left out; without it no layer below learns.
# And `np.sum` without `axis=1, keepdims=True` turns all biases into one number.
# </details>
#
# ### Exercise: `linear_backward`
#
# Typically 6 lines.


# %% solution="linear_backward"
def linear_backward(dZ, cache):
    """Go back through Z = W A_prev + b.

    dZ: (n, m), cache: (A_prev, W, b).
    Returns dA_prev (n_prev, m), dW (n, n_prev), db (n, 1).
    """
    ### BEGIN SOLUTION
    A_prev, W, _ = cache
    m = dZ.shape[1]
    dW = dZ @ A_prev.T / m
    db = np.sum(dZ, axis=1, keepdims=True) / m
    dA_prev = W.T @ dZ
    return dA_prev, dW, db
    ### END SOLUTION


# %% check="linear_backward"

# %% demo
with waits_for(linear_backward) as show:
    below, weights = np.array([[1.0, 3.0]]), np.array([[2.0], [-1.0]])
    above = np.array([[1.0, 1.0], [0.0, 2.0]])
    found = linear_backward(above, (below, weights, np.zeros((2, 1))))
    for name, value in zip(("dA_prev", "dW", "db"), found, strict=True):
        print(name, value.tolist())
    said = "Back through W: turned round, it sends what comes from above further down."
    show(product(weights.T, above, ("W.T", "dZ", "dA_prev"), at=(0, 1), caption=said))

# %% [markdown]
# ## 6 · Back through the activation
#
# Between $dA$ and $dZ$ stands the bend. You went back through one in notebook 03,
# section 8, where it was a tanh. Here $g$ is given by name, and your `activation_slope`
# is at hand as `g_slope`. A relu lets a derivative through where $z > 0$ and stops it
# elsewhere: the sign of $Z$ decides, as on the way forward.
#
# **On paper.** relu, $Z = [\,3\;\;{-1}\,]$, $dA = [\,{-2}\;\;5\,]$. **Predict** $dZ$.
#
# <details><summary>Answer</summary>
#
# $[\,{-2}\;\;0\,]$. One unit, two examples: for the first it was active and lets $-2$
# through, for the second it was not.
# </details><br>
#
# **Predict.** A derivative of 1 goes back through one sigmoid after another, with
# weights of 1 between them. Even if each has its steepest slope: after how many
# sigmoids is it smaller than a thousandth?

# %% predict="smaller_than_a_thousandth"
check.predict("smaller_than_a_thousandth", ...)

# %% [markdown]
# ### Exercise: `linear_activation_backward`
#
# The twin of `linear_activation_forward`: it unpacks that cache. Typically 3 lines.


# %% solution="linear_activation_backward"
def linear_activation_backward(dA, cache, activation):
    """Go back through a whole layer.

    dA: (n, m), cache: (linear_cache, Z), activation: a name such as "relu".
    Returns dA_prev (n_prev, m), dW (n, n_prev), db (n, 1).
    """
    ### BEGIN SOLUTION
    linear_cache, Z = cache
    dZ = dA * g_slope(activation, Z)
    return linear_backward(dZ, linear_cache)
    ### END SOLUTION


# %% check="linear_activation_backward"


# %% demo
def passed_back(name):
    """Give what your block hands down for 1 from above, as a function of z; w is 1."""

    def slope(z):
        cache = ((np.array([[z]]), np.eye(1), np.zeros((1, 1))), np.array([[z]]))
        return linear_activation_backward(np.ones((1, 1)), cache, name)[0].item()

    return slope


with waits_for(linear_backward, linear_activation_backward) as show:
    through = {name: passed_back(name) for name in ("relu", "tanh", "sigmoid")}
    steepest = through["sigmoid"](0.0)
    layers = int(np.ceil(np.log(1 / 1000) / np.log(steepest)))
    said = f"A sigmoid hands down at most {steepest}: {layers} of them leave less than"
    show(curves(through, -4, 4, names=("z", "handed down"), caption=f"{said} 1/1000."))

# %% [markdown]
# ## 7 · All the way back
#
# The journey starts at the output. You found in notebook 01 what the log loss behind a
# sigmoid sends back to $Z^{[L]}$, and used it in 02 and 03. Take this short form. The
# long one, which begins with $dA^{[L]}$, divides by 0 as soon as an answer is exactly 0
# or 1. So the last layer begins with a different derivative from those below, and needs
# the other of your two blocks, with the first half of its cache.
#
# **Predict first.** Which cache belongs to layer 3? Which $dA$ does layer 2 get?
#
# <details><summary>Answer</summary>
#
# `caches[2]`. Layer 2 gets the `dA_prev` that layer 3 returned; every block hands down
# what the one below needs.
# </details><br>
#
# <details><summary>What nobody reads</summary>
#
# Layer 1 hands down a `dA_prev` too. Below it stand the examples, which do not learn:
# nobody reads it. But it is a product as large as $W^{[1]}X$ and as $dW^{[1]}$, one of
# the three that layer 1 has in every step. With 3,072 features that is about a third of
# all the work. Leave your loop as it is, with the same lines for every layer; the
# course's own `model_backward` leaves this product out.
# </details>
#
# ### Exercise: `model_backward`
#
# Look at the drawing in section 5 while you write. Typically 8 lines.


# %% solution="model_backward"
def model_backward(AL, Y, caches):
    """Give the derivatives of the cost for all parameters.

    AL, Y: (n_y, m), caches: from model_forward, so relu below and a sigmoid at the end.
    Returns {"dW1", "db1", ..., "dWL", "dbL"}.
    """
    ### BEGIN SOLUTION
    grads, L = {}, len(caches)
    dA, dW, db = linear_backward(AL - Y, caches[L - 1][0])
    grads[f"dW{L}"], grads[f"db{L}"] = dW, db
    for layer in range(L - 1, 0, -1):
        dA, dW, db = linear_activation_backward(dA, caches[layer - 1], "relu")
        grads[f"dW{layer}"], grads[f"db{layer}"] = dW, db
    return grads
    ### END SOLUTION


# %% check="model_backward"

# %% demo
with waits_for(
    linear_activation_forward, linear_backward, linear_activation_backward
) as show:
    targets, caches, A = np.array([[1.0, 0.0], [0.0, 1.0]]), [], pair
    for W, b in ((W1, b1), (W2, b2), (W3, b3)):
        A, cache = linear_activation_forward(A, W, b, "sigmoid")
        caches.append(cache)
    print(f"cost of the small network: {compute_cost(A, targets):.4f}")
    down = linear_backward(A - targets, caches[2][0])
    for layer in (3, 2, 1):
        size = np.mean(np.abs(down[1]))
        print(f"dW{layer} {down[1].round(4).tolist()}, mean size {size:.3f}")
        if layer > 1:
            down = linear_activation_backward(down[0], caches[layer - 2], "sigmoid")

# %% [markdown]
# The same blocks with sigmoids in all layers, on the small network. Even in three
# layers the derivatives shrink on their way down.
#
# **A good place to stop.** You have all derivatives of a network of any depth. Save.
# Next they are measured, and the network learns.
#
# ## 8 · Believe nothing, measure
#
# **About 55 minutes.** Sections 8 to 10.
#
# A gradient is the slope of the cost, so it can be measured: nudge **one** number
# $\theta$ up and down by $\varepsilon$, and look at the cost.
#
# $$\text{measured} = \frac{J(\theta + \varepsilon) - J(\theta - \varepsilon)}
# {2\,\varepsilon}$$
#
# Do so for every entry, put all measured slopes into one long vector and all given ones
# into another, and compare the two:
#
# $$\text{difference} = \frac{\lVert \text{measured} - \text{given} \rVert}
# {\lVert \text{measured} \rVert + \lVert \text{given} \rVert}$$
#
# The two bars mean the length of a vector, `np.linalg.norm`. If both lengths are 0, the
# difference is 0. Below $10^{-7}$ the gradient is almost surely right; above $10^{-4}$
# something in it is wrong, with one exception that comes below.
#
# <details><summary>On paper: why both sides</summary>
#
# $J = w^2$ at $w = 3$ with $\varepsilon = 0.1$: $(9.61 - 8.41)/0.2 = 6$, the exact
# slope. One-sided, $(9.61 - 9)/0.1 = 6.1$.
# </details><br>
#
# **Predict.** What happens to the measured slope as $\varepsilon$ becomes smaller and
# smaller, down to $10^{-15}$?
#
# 1. It becomes better and better.
# 2. It stays as good.
# 3. It becomes better, then worse.

# %% predict="smaller_and_smaller"
check.predict("smaller_and_smaller", ...)

# %% demo
for digits in (1, 3, 5, 7, 9, 12, 15):
    eps = 10.0**-digits
    rise = g("sigmoid", 1 + eps) - g("sigmoid", 1 - eps)
    off = abs(rise / (2 * eps) - g_slope("sigmoid", 1.0))
    print(f"eps = 1e-{digits:02}: measured slope of the sigmoid at 1 off by {off:.0e}")

# %% [markdown]
# Two costs that are nearly equal share nearly all their digits, and what is left of
# their difference is rounding. Between $10^{-3}$ and $10^{-7}$ there is a broad valley.
#
# Every nudge has to be undone, or made on a copy, before the next one comes.
#
# ### Exercise: `gradient_check`
#
# `cost` is a function that takes a dictionary like `parameters` and returns a number.
# The derivative of `parameters["W1"]` is `grads["dW1"]`; `grads` may hold more. Leave
# the caller's `parameters` as they are. `np.ndindex(W.shape)` runs through the places
# (0, 0), (0, 1), ... of an array; `np.ravel(W)` is the vector of its numbers. Slow: two
# costs for every number.
#
# Typically 14 lines.


# %% solution="gradient_check"
def gradient_check(cost, parameters, grads, eps=1e-5):
    """Give the relative difference between a gradient and measured slopes.

    cost: takes a dictionary like parameters and returns a number.
    parameters: {"W1": array, ...}, grads: {"dW1": array, ...}.
    """
    ### BEGIN SOLUTION
    measured, given = [], []
    for name, value in parameters.items():
        array = np.array(value, dtype=float)
        for place in np.ndindex(array.shape):
            up, down = array.copy(), array.copy()
            up[place] += eps
            down[place] -= eps
            rise = cost({**parameters, name: up}) - cost({**parameters, name: down})
            measured.append(rise / (2 * eps))
        given.extend(np.ravel(grads[f"d{name}"]))
    apart = np.linalg.norm(np.subtract(measured, given))
    length = np.linalg.norm(measured) + np.linalg.norm(given)
    return float(apart / max(length, 1e-12))
    ### END SOLUTION


# %% check="gradient_check"

# %% [markdown]
# **Between $10^{-7}$ and $10^{-4}$**, look for a **kink**: where
# the $z$ of a relu is 0, or so near that the nudge crosses it, there is a slope on each
# side and none in between. There the difference may even be large. Put xor into a 2-4-1
# network with biases 0: for (0, 0) every first $z$ is 0, and the right gradient differs
# by 0.05 to 0.33 in ten starts of section 9. Move inputs and biases a little, and
# measure again.
#
# Now use it on everything that you have written, parameter by parameter. And because a
# tool that never complains is no tool, plant an error: a backward pass that forgets the
# slope of layer 2.
#
# **Predict.** In which layers of three will the derivatives be wrong?
#
# 1. In layer 2 alone.
# 2. In layers 2 and 1.
# 3. In layers 2 and 3.
# 4. In all three.

# %% predict="layers_that_are_wrong"
check.predict("layers_that_are_wrong", ...)


# %% demo
def forgetful_backward(AL, Y, caches):
    """Go back through three layers; layer 2 takes dA for dZ."""
    dA, dW3, db3 = linear_backward(AL - Y, caches[2][0])
    dA, dW2, db2 = linear_backward(dA, caches[1][0])
    _, dW1, db1 = linear_activation_backward(dA, caches[0], "relu")
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2, "dW3": dW3, "db3": db3}


def checked(backward, X, Y, parameters):
    """Give the relative difference of each parameter by itself."""
    AL, caches = model_forward(X, parameters)
    grads = backward(AL, Y, caches)

    def cost(some):
        return compute_cost(model_forward(X, {**parameters, **some})[0], Y)

    return {
        name: gradient_check(cost, {name: value}, {f"d{name}": grads[f"d{name}"]})
        for name, value in parameters.items()
    }


with waits_for(
    parameter_shapes,
    model_forward,
    linear_backward,
    linear_activation_backward,
    model_backward,
    gradient_check,
) as show:
    rng = np.random.default_rng(8)
    tried = {
        name: rng.normal(size=n) for name, n in parameter_shapes([3, 5, 4, 2]).items()
    }
    X, Y = rng.normal(size=(3, 6)), rng.integers(0, 2, (2, 6)).astype(float)
    show(
        exhibits.differences(
            {
                "yours": checked(model_backward, X, Y, tried),
                "forgetful": checked(forgetful_backward, X, Y, tried),
            }
        )
    )

# %% [markdown]
# Layer 3 has not noticed: on the way back it comes first. Layer 2 and everything below
# are wrong. So read such a list from the top layer down. Look at the *first* wrong one,
# and at what it is handed.
#
# ## A gradient that is half right
#
# Somebody else has written the way back for a network with four units everywhere: four
# inputs, two hidden layers with tanh, four outputs with sigmoids.
#
# **Predict first.** Which of its three weight matrices could take each other's place
# without an error?
#
# <details><summary>Answer</summary>
#
# All of them: each has the shape (4, 4). Where widths are equal, nothing complains.
# </details>
#
# ### Exercise: `gradient_of_four`
#
# **A clinic.** The function runs, every shape is right, but its gradient is not. Run
# it, the check and the list below the check; read the list as above, find the place in
# the function, and mend it. Its forward half is right. (The check begins with
# two units in each layer.)
#
# Typically 1 place to change.


# %% solution="gradient_of_four"
def gradient_of_four(X, Y, parameters):
    """Give the derivatives of three layers of four units, tanh in the hidden ones.

    X, Y: (4, m), parameters: {"W1", "b1", ..., "W3", "b3"}.
    Returns {"dW1", "db1", ..., "dW3", "db3"}.
    """
    ### BEGIN SOLUTION
    A, caches = X, []
    for layer, name in ((1, "tanh"), (2, "tanh"), (3, "sigmoid")):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        A, cache = linear_activation_forward(A, W, b, name)
        caches.append(cache)
    grads = {}
    dA, grads["dW3"], grads["db3"] = linear_backward(A - Y, caches[-1][0])
    for layer in (2, 1):
        dA, dW, db = linear_activation_backward(dA, caches[layer - 1], "tanh")
        grads[f"dW{layer}"], grads[f"db{layer}"] = dW, db
    return grads
    ### END SOLUTION


# %% check="gradient_of_four"

# %% demo of a symptom
with waits_for(
    parameter_shapes,
    linear_activation_forward,
    linear_backward,
    linear_activation_backward,
    gradient_check,
    gradient_of_four,
) as show:
    rng = np.random.default_rng(4)
    four = {name: rng.normal(size=n) for name, n in parameter_shapes([4] * 4).items()}
    X, Y = rng.normal(size=(4, 6)), rng.integers(0, 2, (4, 6)).astype(float)
    grads = gradient_of_four(X, Y, four)

    def cost_of_four(some):
        """Give the cost with some other parameters."""
        p, A = {**four, **some}, X
        for layer, name in ((1, "tanh"), (2, "tanh"), (3, "sigmoid")):
            A, _ = linear_activation_forward(A, p[f"W{layer}"], p[f"b{layer}"], name)
        return compute_cost(A, Y)

    found = {
        name: gradient_check(cost_of_four, {name: four[name]}, {f"d{name}": slope})
        for name, slope in ((name, grads[f"d{name}"]) for name in four)
    }
    show(exhibits.differences({"this function": found}))

# %% [markdown]
# **Predict.** Layer 3 was right, layers 2 and 1 were wrong. Why?
#
# 1. They had the cache of another layer.
# 2. $\frac1m$ was taken twice.
# 3. The slope of relu was used for tanh.
# 4. A sign was flipped.

# %% predict="why_two_layers_were_wrong"
check.predict("why_two_layers_were_wrong", ...)

# %% [markdown]
# ## 9 · The size of the first weights
#
# Zeros are a trap (notebook 03): units that start equal stay equal. "Small and random"
# is better, but small compared with what? A unit adds up $n^{[l-1]}$ products. The more
# there are, the larger their sum, and every layer passes its size on to the next.
#
# | method | spread (standard deviation) of $W^{[l]}$ |
# |---|---|
# | small | 0.01 |
# | Xavier | $\sqrt{1 / n^{[l-1]}}$, made for tanh |
# | He | $\sqrt{2 / n^{[l-1]}}$, made for relu, which stops about half |
#
# $n^{[l-1]}$ is the number of **inputs** of a unit, not of units. Biases start at 0.
#
# <details><summary>Where the square root comes from</summary>
#
# A unit adds up $n$ products $w_ix_i$. How large is the sum? Look at its square. In
# $(w_1x_1+\dots+w_nx_n)^2$ there are $n$ squares $w_i^2x_i^2$, and products of
# different weights. The weights are drawn around 0, each by itself, so those products
# are as often positive as negative, and 0 on average. The mean of $w_i^2$ is $s^2$, if
# $s$ is the spread. So the mean of $z^2$ is $n\,s^2$ times the mean of $x^2$.
#
# To keep the size, $n\,s^2$ must be 1: $s=\sqrt{1/n}$. Near 0, tanh hands $z$ on nearly
# as it is. Relu turns every negative $z$ into 0, and half of the mean square goes with
# it. So $n\,s^2$ must be 2: $s=\sqrt{2/n}$.
#
# (In the paper on Xavier's method, $n$ is the mean of the numbers of inputs and units.)
# </details>
#
# ### Exercise: `initialize_parameters_deep`
#
# **To mend.** The function below runs, and every shape is right. But two of its four
# methods draw numbers of the wrong size. Run it, its check and the cell below the
# check, and read the function against the table. In that cell, a row that runs
# away shows that something is still to be mended.
#
# `method` is `"he"`, `"xavier"`, `"small"` or `"zeros"`; anything else raises a
# `ValueError`. All randomness comes from `rng`, such as `rng.normal(size=(3, 2))`.
#
# Typically 2 lines to change.


# %% solution="initialize_parameters_deep"
def initialize_parameters_deep(layer_dims, rng, method="he"):
    """Start a network of any depth: random weights of the right size, biases 0.

    layer_dims: numbers of units, the input first. rng: a numpy Generator.
    method: "he", "xavier", "small" or "zeros". Returns {"W1", "b1", ...}.
    """
    ### BEGIN SOLUTION
    parameters = {}
    for layer in range(1, len(layer_dims)):
        n, n_prev = layer_dims[layer], layer_dims[layer - 1]
        spreads = {
            "he": np.sqrt(2 / n_prev),
            "xavier": np.sqrt(1 / n_prev),
            "small": 0.01,
            "zeros": 0.0,
        }
        if method not in spreads:
            raise ValueError(f"method is {method!r}, expected one of {list(spreads)}")
        parameters[f"W{layer}"] = spreads[method] * rng.normal(size=(n, n_prev))
        parameters[f"b{layer}"] = np.zeros((n, 1))
    return parameters
    ### END SOLUTION


# %% check="initialize_parameters_deep"

# %% demo of a symptom
with waits_for(initialize_parameters_deep) as show:
    for method, bend in (("he", "relu"), ("xavier", "no bend")):
        for widths in ([64] * 8, [512, 256, 128, 64, 32, 16]):
            rng, told = np.random.default_rng(0), []
            start = initialize_parameters_deep([*widths, 1], rng, method)
            A = rng.normal(size=(widths[0], 200))
            for layer in range(1, len(widths)):
                Z, _ = linear_forward(A, start[f"W{layer}"], start[f"b{layer}"])
                A = g("relu", Z) if bend == "relu" else Z
                told.append(f"{A.std():.2g}")
            print(f"{method}, {bend}, units {widths[1:]}: spread of A", *told)

# %% [markdown]
# Right starts keep all four rows between 0.4 and 1.5, Xavier's near 1.
#
# **Predict first.** Seven relu layers of 64 units, all weights with spread 0.01. How
# large are the activations of the seventh, if those of the first are about 0.05?
#
# <details><summary>Answer</summary>
#
# About $10^{-9}$: each layer multiplies them by about $0.01\sqrt{32}\approx 0.06$. A
# unit adds up 64 products, and relu stops half of the mean square.
# </details>


# %% demo
def sizes_back(AL, Y, caches):
    """Give the spread of dA, from layer 1 to the last hidden one."""
    dA, sizes = linear_backward(AL - Y, caches[-1][0])[0], []
    for cache in caches[-2::-1]:
        sizes.append(float(dA.std()))
        dA = linear_activation_backward(dA, cache, "relu")[0]
    return sizes[::-1]


with waits_for(
    model_forward,
    linear_backward,
    linear_activation_backward,
    initialize_parameters_deep,
) as show:
    rng = np.random.default_rng(0)
    X, Y = rng.normal(size=(64, 200)), rng.integers(0, 2, (1, 200)).astype(float)
    activations, gradients = {}, {}  # their spread, layer by layer
    for name, method, factor in (
        ("0.01", "small", 1),
        ("1", "small", 100),
        ("Xavier", "xavier", 1),
        ("He", "he", 1),
    ):
        start = initialize_parameters_deep([64] * 8 + [1], rng, method)
        wide = {key: factor * value for key, value in start.items()}
        AL, caches = model_forward(X, wide)
        activations[name] = [float(cache[0][0].std()) for cache in caches[1:]]
        gradients[name] = sizes_back(AL, Y, caches)
    show(exhibits.layer_sizes(activations))
    show(exhibits.layer_sizes(gradients, quantity="gradients dA", back=True))


# %% demo
def spreads(spread, name):
    """Give the spread of A on the way up, and of dA on the way down, layer by layer."""
    rng = np.random.default_rng(0)
    A, labels = rng.normal(size=(64, 200)), rng.integers(0, 2, (1, 200))
    caches, up, down = [], [], []
    for n, activation in [(64, name)] * 7 + [(1, "sigmoid")]:
        W, b = spread * rng.normal(size=(n, 64)), np.zeros((n, 1))
        A, cache = linear_activation_forward(A, W, b, activation)
        caches.append(cache)
        up.append(float(A.std()))
    dA = linear_backward(A - labels, cache[0])[0]
    for cache in caches[-2::-1]:
        down.append(float(dA.std()))
        dA = linear_activation_backward(dA, cache, name)[0]
    return up[:-1], down[::-1]


with waits_for(
    linear_activation_forward, linear_backward, linear_activation_backward
) as show:
    show(FirstWeights(spreads))

# %% [markdown]
# With 0.01 the signal dies on its way up and the gradient on its way down: such a
# network hardly learns. With 1 both explode. With Xavier's spread, made for tanh, relu
# activations shrink to about 0.7 from layer to layer. With He's they keep their size.
#
# ## 10 · Training
#
# Everything is in place. Start, then repeat: forward, cost, backward, step. Your
# `update_parameters` of notebook 03 serves any number of layers, and `compute_cost` is
# that of notebook 02.
#
# **Predict.** With `layer_dims = [n_x, 1]`, which old friend do you get?
#
# 1. Linear regression.
# 2. Logistic regression.
# 3. The two-layer network of notebook 03.

# %% predict="old_friend"
check.predict("old_friend", ...)

# %% [markdown]
# The loop is that of notebook 03, given here to read. It starts with the He method.
# `steps` counts like `range`; after a second, it shows a bar.


# %% readonly="training"
def train_deep(X, Y, layer_dims, learning_rate, num_iterations, rng):
    """Train a network with relu in its hidden layers and a sigmoid at the end.

    X: (n_x, m), Y: (n_y, m), layer_dims: [n_x, ..., n_y], rng: a numpy Generator.
    Returns the parameters and the list of costs.
    """
    parameters = initialize_parameters_deep(layer_dims, rng)
    costs = []
    for _ in steps(num_iterations, costs):
        AL, caches = model_forward(X, parameters)
        costs.append(compute_cost(AL, Y))
        grads = model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, costs


# %% demo
with waits_for(model_forward, model_backward, initialize_parameters_deep) as show:
    X, Y = moons(200, rng=np.random.default_rng(3))
    parameters, costs = train_deep(
        X,
        Y,
        [2, 8, 8, 1],
        learning_rate=0.2,
        num_iterations=400,
        rng=np.random.default_rng(1),
    )
    show(cost_curve(costs))
    show(decision_line(lambda points: model_forward(points, parameters)[0], X, Y))

# %% demo
with waits_for(model_forward, model_backward, initialize_parameters_deep) as show:
    data_sets = {
        draw.__name__: draw(200, rng=np.random.default_rng(3))
        for draw in (spiral, circles, moons, xor)
    }
    show(DeepNetwork(train_deep, data_sets))

# %% [markdown]
# **A good place to stop.** Saved with the notebook: a complete deep network, checked
# derivative by derivative. All nine exercises are behind you. Next: nothing to write,
# but something to find out.

# %% [markdown] instructor
# **Part B: usual mistakes and what to say.**
# - `linear_backward`: `dA_prev / m`, no `/ m`, `W @ dZ`, `np.sum` over everything.
#   "Does $dA$ belong to one example's loss or to the mean?" "Does each unit have its
#   own bias?"
# - `linear_activation_backward`: mask from `dA` or from `A_prev`, relu of `dA`. "Whose
#   sign decided on the way forward?"
# - `model_backward`: `dA` not passed on, caches off by one, a - y *and* the slope.
#   "Draw three blocks and write the cache's index into each."
# - `gradient_check`: nudge not undone, `/ eps`, only one entry, an alias instead of a
#   copy. "Plant an error in the gradient: does your function see it?"
# - `gradient_of_four`, a clinic: `caches[layer]` for `caches[layer - 1]`. It teaches
#   how to read a gradient check from the top down, and that equal widths hide what is
#   mixed up. For whoever is stuck: "Layer 3 is right. What does layer 2 get besides
#   what comes from it?"
# - `initialize_parameters_deep`, to mend: units of the layer for those before it, and
#   no root. Whoever mends the root alone sees the rows of narrowing layers grow;
#   whoever mends the units alone sees all rows fall. "What is the spread of a sum of
#   $n$ numbers?"
#
# What is planted is told only after the third changed version or the last hint; in
# class, let pairs compare what they have ruled out.
#
# **Answers.** Sigmoids: the steepest slope is 1/4, so five leave less than a
# thousandth. Forgetful pass: dW2, db2, dW1, db1. Seventh layer with 0.01: each layer
# multiplies by about $0.01\sqrt{32} \approx 0.06$, so about $10^{-9}$. **Timing.**
# Sections 5 to 7: 60 minutes, 8 with the clinic: 30, 9: 15, 10: 10.

# %% [markdown]
# # Finale · What depth buys
#
# **About 40 minutes, nothing to write.** From here on, a function of yours that has not
# passed its check is replaced by the course's; the cell says so.
#
# ## 11 · Why deep? What is true
#
# The hope is a **hierarchy**: early layers find edges, later ones parts, the last ones
# whole things. Large networks trained on real pictures often turn out like this. That
# is an observation and not a theorem, and nothing forces a small network to do it.

# %% demo
feature_levels()

# %% [markdown]
# The classical argument is **parity**: is the number of ones among $k$ bits odd? A tree
# of xor gates can tell: each says whether exactly one of its two bits is set. It is
# itself a small network (notebook 03): two step units, "at least one" (bias −0.5) and
# "both" (bias −1.5), and an output that subtracts the second twice.
#
# **Predict first.** For eight bits: how many gates, in how many levels?


# %% demo
def parity_tree(bits):
    """Give the parity, the number of xor gates and the number of levels."""
    gates = levels = 0
    while len(bits) > 1:
        pairs = list(zip(bits[::2], bits[1::2], strict=False))
        left_over = bits[2 * len(pairs) :]
        bits = [one ^ other for one, other in pairs] + left_over
        gates, levels = gates + len(pairs), levels + 1
    return bits[0], gates, levels


print("parity, gates, levels:", parity_tree([1, 0, 1, 1, 0, 0, 0, 0]))
exhibits.gate_tree(8)

# %% [markdown]
# **A common slip.** It is often concluded that a *shallow network* needs exponentially
# many units. That is true of circuits with one level of AND gates below an OR: for
# eight bits they need $2^7 = 128$ ANDs. It is **not** true of networks: units that
# compare a *sum* with a threshold can count. Unit $j$ fires if at least $j$ bits are
# set; the output adds them up with signs $+, -, +, \dots$ Here is one hidden layer of
# eight, set by hand, in your own blocks, on all 256 inputs.

# %% demo
with course_lends(linear_activation_forward, check=check) as show:
    k = 8
    bits, odd = parity(k)
    fired, _ = linear_activation_forward(
        bits, np.ones((k, k)), 0.5 - np.arange(1, k + 1).reshape(k, 1), "step"
    )
    signs = np.array([[1, -1] * (k // 2)])
    answer, _ = linear_activation_forward(fired, signs, np.array([[-0.5]]), "step")
    print(f"{np.sum(answer == odd)} of {odd.size} inputs right, {k} hidden units")

# %% [markdown]
# Is depth good for nothing, then? Here is a case with no way round it. Two relu units
# **fold** the line from 0 to 1 in the middle:
#
# $$h = 2\,\text{relu}(x) - 4\,\text{relu}(x - \tfrac12)$$
#
# It rises from 0 to 1 and comes back. Fold the result once more, and once more.
#
# **Predict.** How many straight pieces are there after five folds?

# %% predict="pieces_after_five"
check.predict("pieces_after_five", ...)

# %% demo
with course_lends(linear_activation_forward, check=check) as show:
    into, shift = np.array([[1.0], [1.0]]), np.array([[0.0], [-0.5]])
    out = np.array([[2.0, -4.0]])

    def fold(h):
        """Fold once: two relu units."""
        A, _ = linear_activation_forward(h, into, shift, "relu")
        return linear_forward(A, out, np.zeros((1, 1)))[0]

    def folded(k):
        """Give the network of k layers with two relu units each."""

        def height(x):
            h = np.array([[x]])
            for _ in range(k):
                h = fold(h)
            return h.item()

        return height

    said = "Every fold doubles the number of pieces, with two units more."
    folds = {f"k = {k}": folded(k) for k in (1, 2, 3)}
    show(curves(folds, 0, 1, names=("x", "h"), top=1.6, caption=said))
    for k in (1, 2, 4, 8):
        print(f"depth {k}, {2 * k:2} units: {2**k:3} pieces", end="; ")
        print(f"one hidden layer needs {2**k - 1} or more units")

    show(Folds(fold))

# %% [markdown]
# $k$ layers with $2k$ relu units make $2^k$ pieces. One hidden layer of $N$ relu units
# makes at most $N + 1$, since each unit adds one bend; so it needs at least $2^k - 1$.
# This is proved, and it is what "depth can be exponentially cheaper" means.
#
# It speaks of what a network *can represent*; what it *learns* is another question. Nor
# does it contradict notebook 03: one hidden layer, if it is wide enough, comes as near
# as you like to any continuous function on a bounded closed set.
#
# ## 12 · Cats
#
# The drawings of notebook 02 again, 209 of them, and 500 new ones. A single neuron was
# one template, and could not match a cat both dark on light and light on dark.
#
# Pixels from 0 to 1 are never negative, so one example pushes all weights of a unit the
# same way, and training zigzags. So subtract the mean **of the training pictures**,
# pixel by pixel, from both sets.
#
# <details><summary>Do you have a picture set of your own?</summary>
#
# The classical 209 cats, for example, come as an h5 file with `train_set_x`,
# `train_set_y`, `test_set_x`, `test_set_y` and `list_classes`. Put its name between
# quotes below; all the rest stays as it is, and larger pictures take longer.
# </details>

# %%
PICTURES = None  # or a file, such as "my_pictures.h5"

# %% demo
if PICTURES is None:
    seen = cats(209, rng=np.random.default_rng(1001), size=32)
    unseen = cats(500, rng=np.random.default_rng(5001), size=32)
    kinds = ("no cat", "cat")
else:
    seen, unseen, kinds = load_image_set(PICTURES)
pixels = flatten_images(seen[0])
mean = pixels.mean(axis=1, keepdims=True)
X_seen, X_unseen = pixels - mean, flatten_images(unseen[0]) - mean
n_x = len(pixels)
titles = [kinds[int(y)] for y in seen[1][0, :6]]
about = f"{pixels.shape[1]} pictures to learn from, {n_x:,} numbers in each."
contact_sheet(seen[0][:6], titles, caption=about)

# %% [markdown]
# **The same, faster.** A step moves $W^{[1]}$ by a multiple of $dZ^{[1]}X^T$, and so
# $Z^{[1]}$ by the same multiple of $dZ^{[1]}\,(X^TX)$. $X^TX$ is 209 by 209 and never
# changes. `fast.train_deep` works with it alone, and moves $W^{[1]}$ once, at the end:
# the same numbers, up to rounding.
#
# <details><summary>Why that is allowed</summary>
#
# $W^{[1]}$ begins as $W_0$ and is moved by $-\frac{\alpha}{m}dZ^{[1]}X^T$ in each step.
# Let $S$ be the sum of all these $-\frac{\alpha}{m}dZ^{[1]}$ so far: then $W^{[1]}$ is
# $W_0 + SX^T$, and $W^{[1]}X$ is $W_0X + S\,(X^TX)$. No step looks at $W^{[1]}$ itself,
# since $dA^{[0]}$ is what nobody reads. A bias is the weight of an input that is 1, and
# adds 1 to every entry of $X^TX$. What is lost: mini-batches, where each step has
# different examples; and if there are more examples than features, $X^TX$ is the larger
# one.
# </details><br>
#
# **Predict first.** How many times as fast as yours is it on your machine?

# %% demo
with course_lends(
    model_forward, model_backward, initialize_parameters_deep, check=check
) as show:
    took, found = {}, {}
    for name, train in (("yours", train_deep), ("fast", fast.train_deep)):
        begun, rng = time.perf_counter(), np.random.default_rng(5)
        dims = [n_x, 20, 7, 5, 1]
        found[name], _ = train(X_seen, seen[1], dims, 0.03 * 3072 / n_x, 100, rng)
        took[name] = time.perf_counter() - begun
        print(f"{name:5} {took[name]:.2f} s for 100 steps")
    apart = np.max(np.abs(found["yours"]["W1"] - found["fast"]["W1"]))
    times = took["yours"] / took["fast"]
    print(f"{times:.0f} times as fast; weights of layer 1 apart by at most {apart:.0e}")

# %% [markdown]
# Three networks: no hidden layer (logistic regression), one of 7 units, and three of
# 20, 7 and 5 units. All take 250 steps at the same rate, from two starts each.
#
# **Predict first.** What share of the new pictures will each get right? And of those
# that it has learned from?


# %% demo
def share_right(parameters, X, Y):
    """Give the share of examples with the right label."""
    return accuracy((model_forward(X, parameters)[0] > 0.5).astype(float), Y)


def train_pictures(hidden, num_iterations, seed):
    """Train a network with these hidden layers; more pixels take shorter steps."""
    return fast.train_deep(
        X_seen,
        seen[1],
        [n_x, *hidden, 1],
        learning_rate=0.03 * 3072 / n_x,
        num_iterations=num_iterations,
        rng=np.random.default_rng(seed),
    )


designs = {"no hidden layer": [], "one: 7": [7], "three: 20-7-5": [20, 7, 5]}
trained, runs = {}, {}
with course_lends(
    model_forward, model_backward, initialize_parameters_deep, check=check
) as show:
    for seed in (5, 1):
        for name, hidden in designs.items():
            trained[name], runs[name] = train_pictures(hidden, 250, seed)
            learned = share_right(trained[name], X_seen, seen[1])
            new = share_right(trained[name], X_unseen, unseen[1])
            print(f"start {seed}  {name:15}  learned {learned:6.1%}   new {new:6.1%}")
    print(f"majority guess on the new pictures: {majority(unseen[1]):.1%}")
    said = "The second start. The dashed line is where each cost began."
    show(cost_panels(runs, caption=said))

# %% [markdown]
# One set of pictures and two starts: the start alone can move these numbers by several
# points. Comparing methods takes more. Here is a **stored** table, measured once, when
# the course was made: 600 drawings of 64 × 64 pixels, centred, 2000 steps of rate
# 0.0075 (0.005 without a hidden layer), 1000 new drawings, and all of it eight times,
# each time with new drawings and a new start.

# %% demo
stored = {
    "no hidden layer": [71.7, 71.9, 72.8, 71.1, 74.4, 70.7, 67.4, 76.4],
    "one: 7": [94.8, 96.7, 95.8, 93.1, 94.1, 95.6, 90.7, 95.3],
    "three: 20-7-5": [94.8, 92.1, 94.4, 91.7, 96.6, 92.4, 96.1, 95.9],
}
for name, row in stored.items():
    print(f"{name:15}  mean {np.mean(row):.1f} %, spread {np.std(row, ddof=1):.1f}")
exhibits.strips(stored, name="new pictures right, %")

# %% [markdown]
# Read it honestly. A hidden layer helps a lot. **Four layers are not better than two**
# here: the two clouds lie on top of each other, and their means differ by less than
# their spread.
#
# <details><summary>You may find tables that climb with every layer</summary>
#
# With pixels that are not centred, small networks get stuck on some starts, and then
# depth looks better than it is.
# </details><br>
#
# Here is what training has added to the weights of the first six units of the middle
# network, as pictures.

# %% demo
with course_lends(
    model_forward, model_backward, initialize_parameters_deep, check=check
) as show:
    start, _ = train_pictures(designs["one: 7"], 0, seed)
    added = (trained["one: 7"]["W1"] - start["W1"])[:6]
    votes = [f"for {kinds[int(w > 0)]}" for w in trained["one: 7"]["W2"][0, :6]]
    said = "Several templates in place of one; a unit votes when a picture matches it."
    show(exhibits.grey_units(added, *seen[0].shape[1:3], votes, caption=said))
    negatives = flatten_images(255 - unseen[0]) - mean
    for name, parameters in trained.items():
        right = share_right(parameters, negatives, unseen[1])
        print(f"{name:15}  {right:6.1%} of the new pictures' negatives right")

# %% [markdown]
# The negative of a cat is still a cat. What a single template gets right, it tends to
# get wrong in the negative. Several templates can hold both.
#
# ## 13 · Where depth wins
#
# Parity once more, and this time it is *learned*: six bits, all 64 combinations,
# written as −1 and +1. Your Xavier start, tanh units: six per layer, in one hidden
# layer and in two; and a third network, shallow again, with twelve in one layer.
#
# **Predict first.** How often, in eight starts, is *every* one of the 64 answers right?


# %% demo
def answers(X, parameters):
    """Give what a tanh network of your blocks says."""
    A, L = X, len(parameters) // 2
    for layer in range(1, L + 1):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        name = "sigmoid" if layer == L else "tanh"
        A, _ = linear_activation_forward(A, W, b, name)
    return A


with course_lends(
    linear_activation_forward, initialize_parameters_deep, parameter_shapes, check=check
) as show:
    bits, odd = parity(6)
    X = 2 * bits - 1
    for hidden in ([6], [6, 6], [12]):
        layer_dims, right = [6, *hidden, 1], []
        for seed in range(8):
            rng = np.random.default_rng(seed)
            start = initialize_parameters_deep(layer_dims, rng, "xavier")
            found, _ = fast.descend(X, odd, start, 1.0, 1500, hidden="tanh")
            right.append(int(np.sum((answers(X, found) > 0.5) == odd)))
        solved = f"all {odd.size} right in {right.count(odd.size)} of {len(right)}"
        size = count_parameters(layer_dims)
        print(f"hidden {hidden!s:7} {size:3} parameters: {solved} starts")

# %% [markdown] written="two_sentences"
# With six units in the hidden layer it *can* be done, as you have seen with steps set
# by hand; here, training hardly ever finds it. With a second layer of the same width it
# often does. So depth wins at **equal width**. At about an equal number of parameters,
# width does at least as well: look at the twelve units in one layer. That is the true
# answer to "why deep": it depends on the task, and on what you keep equal. Then you
# measure.
#
# ## Say it in two sentences
#
# Explain to somebody who knows notebook 03 what a block hands down on the way back, and
# what it keeps. Write it in this cell.
#
# <details><summary>One answer, to open after yours</summary>
#
# A block turns the derivative of its output into the derivative of its input, with the
# slope of its activation and the transposed weights from its cache, and hands that
# down. On the way it keeps the derivatives of its own weights and biases, the means
# over the examples, for the update.
# </details>

# %% [markdown] instructor
# **Rubric, "two sentences" (2 points).** 1: $dA$ is handed down, through $g'(Z)$ and
# $W^T$, with what the cache holds. 1: $dW$ and $db$ stay with the layer, as means.
#
# **Finale: what to say.** If the live table shows the deep network ahead: one start
# proves nothing, look at the stored eight. Questions with `train_deep`, if there is
# time: a negative rate climbs the hill; 50 jumps about or kills all relu units; with X
# = 0 only biases can learn, and the cost stays near $\log 2$.
#
# **Eight questions for a quiz.**
# 1. Shapes of $W^{[3]}$, $b^{[3]}$, $Z^{[3]}$ for [5, 4, 3, 2], 20 examples? (2, 3),
#    (2, 1), (2, 20).
# 2. How many parameters does it have? 24 + 15 + 8 = 47.
# 3. Name all that layer $l$ must keep for the way back. $A^{[l-1]}$, $W^{[l]}$,
#    $Z^{[l]}$.
# 4. Where does $\frac1m$ appear, and why not in $dA$? In $dW$, $db$; $dA$ belongs to
#    one example's loss.
# 5. `caches[0]` belongs to which layer? To layer 1.
# 6. A gradient check says 0.3 for $W_1$ and $10^{-9}$ for $W_2, W_3$. Where is the
#    error? In layer 1, below $dA^{[1]}$.
# 7. 100 inputs, relu: spread of the weights by He? $\sqrt{2/100} \approx 0.14$.
# 8. Is it true that one hidden layer needs exponentially many units for parity? Of
#    AND/OR circuits yes; of threshold units no, $k$ are enough.

# %% [markdown]
# ## Summary
#
# | step | formula | shape |
# |---|---|---|
# | sums | $Z^{[l]} = W^{[l]} A^{[l-1]} + b^{[l]}$ | $(n^{[l]}, m)$ |
# | activations | $A^{[l]} = g^{[l]}(Z^{[l]})$ | $(n^{[l]}, m)$ |
# | at the end | $dZ^{[L]} = A^{[L]} - Y$ | $(n^{[L]}, m)$ |
# | further down | $dZ^{[l]} = dA^{[l]} * g^{[l]\prime}(Z^{[l]})$ | $(n^{[l]}, m)$ |
# | weights | $dW^{[l]} = dZ^{[l]} A^{[l-1]T} / m$ | $(n^{[l]}, n^{[l-1]})$ |
# | biases | $db^{[l]}$ = row means of $dZ^{[l]}$ | $(n^{[l]}, 1)$ |
# | handed down | $dA^{[l-1]} = W^{[l]T} dZ^{[l]}$ | $(n^{[l-1]}, m)$ |
#
# **Words.** *Deep*: with many layers. *Block*: one layer, forward or backward. *Cache*:
# what a forward block keeps for its twin. *Gradient check*: comparing derivatives with
# measured slopes. *Xavier, He*: starts whose spread fits the number of inputs. *Vanish,
# explode*: shrink or grow from layer to layer. *Parity*: whether a number of ones is
# odd.
#
# <details><summary>Further reading</summary>
#
# Michael Nielsen, *Neural Networks and Deep Learning*, chapter 5 (why deep networks are
# hard to train). Ian Goodfellow, Yoshua Bengio and Aaron Courville, *Deep Learning*,
# sections 6.4 (depth) and 8.4 (how to start). Matus Telgarsky, *Benefits of depth in
# neural networks* (2016; the folded line).
# </details><br>
#
# **Next.** Notebook 05 changes only the last layer: ten outputs, for ten digits. All
# your blocks come along.
#
# To hand in: save (<kbd>Ctrl</kbd>+<kbd>S</kbd>), run the cell below, send in the file.

# %% demo
check.before_handing_in()
