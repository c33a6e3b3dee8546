# %% [markdown]
# # 05 · Ten outputs
#
# Every network so far answered one question with yes or no. A digit has ten possible
# answers. Here the last layer learns to share out its certainty among ten classes, and
# then your network reads digits that people wrote by hand.
#
# - **You will** write six short functions, mend two, find out why another reports far
#   too high a cost, and choose the size and the pace of a network yourself; reuse the
#   layers of notebook 04 without a change, train on real handwriting, look at the
#   mistakes, and find the same numbers in a professional library.
# - **You need** notebook 04.
# - **Time:** a little under three hours, in three parts.

# %% opening
import numpy as np

# From notebooks 02 to 04, in the course's version
from nnlib.activations import sigmoid
from nnlib.deep import linear_activation_backward, linear_activation_forward
from nnlib.deep import linear_backward, linear_forward
from nnlib.initializers import count_parameters, initialize_parameters_deep
from nnlib.two_layer import update_parameters

# Data
from nnlib.datasets import digits, seven_segments, split

# Pictures, and sliders
from nnlib.plotting import blocks, cost_curve, curves, exhibits
from nnlib.plotting import network, network_families
from nnlib.explore import DrawnDigit, Logits

# What looks at your functions, and a progress bar for steps
from nnlib.exercises import checks, course_lends, waits_for
from nnlib.gradient_check import gradient_check
from nnlib.progress import steps

check = checks("05")

# %% [markdown]
# **About 55 minutes.** From here to section 4: answers, and what they cost.
#
# **Recall.** Four questions about notebook 04, from memory: put your answers in place
# of the dots and run the cell. None of it is graded.
#
# **`cache_of_layer_5`** In the list of caches, at which index is that of layer 5?
#
# **`spread_for_50_inputs`** A relu layer reads 50 numbers. What spread does the He
# method give its weights?
#
# **`handed_to_layer_2`** A network has four layers. Which derivative does layer 2 get
# on the way back?
#
# 1. $A^{[4]}-Y$.
# 2. What layer 3 hands down.
# 3. What layer 1 hands up.
#
# **`as_many_numbers`** With about the same number of parameters, which network found
# parity more often?
#
# 1. Clearly the one with two hidden layers.
# 2. The wide one with a single hidden layer did at least as well.
# 3. Neither: it cannot be learned.

# %% predict="recall"
check.recall("cache_of_layer_5", ...)
check.recall("spread_for_50_inputs", ...)
check.recall("handed_to_layer_2", ...)
check.recall("as_many_numbers", ...)

# %% [markdown]
# ## From one answer to ten
#
# A display digit is a picture of 16 × 16 pixels: ink is 1, empty is 0. Unrolled, it is
# a column of 256 numbers. The network has ten outputs, one for each digit, and the
# output of the right digit should be the largest.
#
# A network is a function, here $f: \mathbb R^{256} \to \mathbb R^{10}$: 256 numbers in,
# ten numbers out. Its parameters decide which function; learning chooses them.
#
# These digits are drawn by a program, shifted, thin or thick, and with 6 % of their
# pixels flipped.

# %% readonly="data"
X_train, labels_train = seven_segments(1000, rng=np.random.default_rng(1))
X_test, labels_test = seven_segments(1000, rng=np.random.default_rng(2))
print("X_train", X_train.shape, "labels_train", labels_train.shape)

# %% demo
with waits_for() as show:
    drawn = X_train.T.reshape(-1, 16, 16)
    spoilt = "Drawn by a program; 6 % of the pixels are flipped."
    show(exhibits.digit_sheet(drawn[:8], labels_train[:8], caption=spoilt))
    new = "Only the last layer is new; everything below it is notebook 04."
    names = ("pixels", "relu, as before", "softmax, new")
    show(network([256, 32, 10], mark=2, names=names, caption=new))

# %% [markdown]
# What has to change, compared with notebook 04? Only the last layer.
#
# | | notebook 04 | here |
# |---|---|---|
# | hidden layers | relu | relu, the same code |
# | last layer | one sigmoid | softmax over $K$ scores |
# | labels $Y$ | (1, m), 0 or 1 | (K, m), one 1 per column |
# | loss | log loss | cross entropy |
# | $dZ^{[L]}$ | $A - Y$ | you will find it |
#
# **A common slip.** Some books call the output $y$ and the target $\hat y$. Here the
# output is $A$, the target is $Y$, and they never change places.
#
# ## 1 · A label becomes a column
#
# The label 3 is a name, not an amount: 3 is not "more" than 2. So with $K$ classes each
# label becomes a column of $K$ numbers with a single 1, in the row of its class. This
# is called **one-hot**.
#
# **On paper.** Labels 2, 0, 1 with $K = 4$:
#
# $$Y = \begin{pmatrix} 0 & 1 & 0 \\ 0 & 0 & 1 \\ 1 & 0 & 0 \\ 0 & 0 & 0 \end{pmatrix}$$
#
# **Predict first.** The last row is all zeros. Why must it stay?
#
# <details><summary>Answer</summary>
#
# Class 3 exists although no example here shows it. The network has an output for it,
# and the shapes of $A$ and $Y$ have to agree.
# </details>
#
# ### Exercise: `one_hot`
#
# Typically 1 to 3 lines.


# %% solution="one_hot"
def one_hot(labels, K):
    """Turn class numbers into columns with a single 1.

    labels: (m,), whole numbers from 0 to K - 1. Returns (K, m), numbers 0 and 1.
    """
    ### BEGIN SOLUTION
    return (np.arange(K)[:, np.newaxis] == labels).astype(float)
    ### END SOLUTION


# %% check="one_hot"

# %% demo
with waits_for(one_hot) as show:
    targets = one_hot(labels_train[:6], 10)
    said = "What the ten outputs should say: everything on one class."
    titles = [f"is {label}" for label in labels_train[:6]]
    show(
        exhibits.answers(
            drawn[:6], targets, labels_train[:6], titles=titles, caption=said
        )
    )

# %% [markdown]
# ## 2 · Scores become probabilities
#
# The last layer adds up, as every layer does: $Z = W A + b$ gives $K$ scores, of any
# size and sign. How sure is a score of 3? That depends on the others. **Softmax** makes
# every score positive, then shares out one whole:
#
# $$\begin{gathered}a_k = \frac{e^{z_k}}{\sum_{j=0}^{K-1} e^{z_j}} \\[.6em]
# \underset{(K,m)}{A} = \text{softmax}\big(\underset{(K,m)}{Z}\big), \text{ column by
# column}\end{gathered}$$
#
# **On paper.** Scores 3, 1, −3. The exponentials are 20.09, 2.72 and 0.05, together
# 22.85. The shares: 0.88, 0.12, 0.00.
#
# **Predict.** Add 10 to all three scores. What happens to the shares?
#
# 1. All of them grow.
# 2. The largest grows, the others shrink.
# 3. They come closer to one third.
# 4. Nothing.

# %% predict="ten_more"
check.predict("ten_more", ...)

# %% [markdown]
# <details><summary>Why the exponential?</summary>
#
# Three wishes decide. Each score has a positive weight $f(z_k)$ of its own, and its
# share is that weight out of all of them: $a_k=f(z_k)/\sum_jf(z_j)$. A larger score has
# a larger share. And only *differences* between scores count: if all scores grow by
# $c$, no share changes. Then every $f(z)$ has to be multiplied by the same number,
# whatever $z$ is: $f(z+c)=r(c)\,f(z)$. A continuous function that turns a sum into a
# product is a power, $f(z)=f(0)\,b^z$, and by the second wish $b>1$. The factor $f(0)$
# cancels, and another base only stretches the scores.
#
# Read backwards: $a_j/a_k=e^{z_j-z_k}$, so a difference of two scores is the logarithm
# of a ratio of shares, of the *odds* of one class against the other.
# </details><br>
#
# **A common slip.** Dividing the scores by their sum is not softmax: with 3, 1, −3 the
# last share would be negative.
#
# One trap: $e^{1000}$ is too large for any computer number, and infinity over infinity
# is `nan`. The prediction shows the way out: subtract the **largest score of each
# column** first. The shares stay the same, and no exponent is above 0.
#
# ### Exercise: `softmax`
#
# Typically 2 lines.


# %% solution="softmax"
def softmax(Z):
    """Turn the scores of every column into probabilities that sum to 1.

    Z: (K, m), any numbers. Returns (K, m), between 0 and 1.
    """
    ### BEGIN SOLUTION
    E = np.exp(Z - np.max(Z, axis=0, keepdims=True))
    return E / np.sum(E, axis=0, keepdims=True)
    ### END SOLUTION


# %% check="softmax"

# %% demo
with waits_for(softmax) as show:
    scores = np.array([[3.0], [1.0], [-3.0]])
    shares, titles = softmax(scores), ("scores", "softmax")
    show(
        exhibits.bars(
            scores, ["class 0", "class 1", "class 2"], second=shares, titles=titles
        )
    )
    two = softmax(np.array([[1.3], [0.0]]))
    print(f"softmax of 1.3 and 0: {two[0, 0]:.8f} and {two[1, 0]:.8f}")
    print(f"sigmoid of 1.3:       {sigmoid(1.3):.8f}")

# %% [markdown] instructor
# **Opening, sections 1 and 2 (30 minutes of the 55).** `one_hot`: *number of classes
# taken from the labels* and *classes counted from 1* are the usual ones; ask what
# happens to a class without an example. *Table folded where it should be turned* has
# the right shape: count the 1s per column. `softmax`: *summed over the examples* and
# *one sum for the whole table* (which numbers share one whole?); *scores divided by
# their sum* (what about −3?); *no shift before the exponential* costs 10 %, and *one
# shift for the whole table* fails only where columns lie far apart. *Maximum of each
# row subtracted* is the axis mistake in disguise.

# %% [markdown]
# So with two classes, one of which always scores 0, softmax is the sigmoid. In general
# $e^{z_1}/(e^{z_1}+e^{z_2})$ is $\sigma(z_1-z_2)$: divide above and below by $e^{z_1}$.
#
# ## 3 · What an answer costs
#
# The loss looks at one thing: how much probability did the **right** class get?
#
# $$L = -\sum_{k=0}^{K-1} y_k \log a_k \qquad
# J = \frac{1}{m} \sum_{i=1}^{m} L^{(i)}$$
#
# All $y_k$ but one are 0, so one logarithm is left. This is the **cross entropy**; with
# two classes it is the log loss of notebook 01.
#
# **On paper.** Two examples; the right class of the first is 0, of the second 1:
#
# $$A = \begin{pmatrix} 0.7 & 0.3 \\ 0.2 & 0.2 \\ 0.1 & 0.5 \end{pmatrix} \qquad
# Y = \begin{pmatrix} 1 & 0 \\ 0 & 1 \\ 0 & 0 \end{pmatrix}$$
#
# The losses are $-\log 0.7 = 0.357$ and $-\log 0.2 = 1.609$; the cost is 0.983.
#
# **Predict.** A network that knows nothing gives each of ten digits 0.1. What is its
# cost? (Python knows `np.log`.)

# %% predict="knows_nothing"
check.predict("knows_nothing", ...)

# %% [markdown]
# Remember this number: an untrained network starts near it.
#
# A wrong class with probability exactly 0 must not spoil the sum: `0 * log(0)` is
# `nan`. Keep the logarithm away from 0, as in notebook 02.
#
# ### Exercise: `cross_entropy`
#
# **To mend.** The function below is the log loss of notebook 02, over all outputs. Run
# it, its check and the cell below the check; then read its lines against the formula.
#
# Typically 2 lines to change.


# %% solution="cross_entropy"
def cross_entropy(A, Y):
    """Give the mean cross entropy, a number.

    A: probabilities (K, m), Y: one-hot labels (K, m).
    """
    ### BEGIN SOLUTION
    m = A.shape[1]
    right = Y * np.log(np.maximum(A, 1e-300))
    return -np.sum(right) / m
    ### END SOLUTION


# %% check="cross_entropy"

# %% demo of a symptom
with waits_for(cross_entropy) as show:
    Y_two = np.array([[1, 0], [0, 1], [0, 0]])
    A_two = np.array([[0.7, 0.3], [0.2, 0.2], [0.1, 0.5]])
    print(f"the two predictions: {cross_entropy(A_two, Y_two):.3f}")
    guess = np.full((10, 4), 0.1)
    knows_nothing = cross_entropy(guess, np.eye(10)[:, :4])
    print(f"0.1 for each digit:  {knows_nothing:.3f}, log 10 is {np.log(10):.3f}")

# %% [markdown]
# **Predict first.** The scores are 3, 1 and −3, and class 1 is right. Which helps more:
# raising its score by 2, or lowering that of class 0 by 2?

# %% demo
with waits_for(softmax, cross_entropy) as show:
    show(Logits(softmax, cross_entropy))

# %% [markdown]
# <details><summary>Answer</summary>
#
# It helps nearly as much to lower the score of class 0 by 2 as to raise that of class 1
# by 2: the costs are 0.70 and 0.69.
# </details>
#
# ## 4 · The same by distance
#
# $A$ and $Y$ are columns of $K$ numbers, so you can also ask how far apart they are.
# What is differentiated is half the **squared** distance:
#
# $$L = \frac12 \sum_{k=0}^{K-1} (a_k - y_k)^2$$
#
# **On paper.** The first prediction above: differences −0.3, 0.2, 0.1; squares 0.09,
# 0.04, 0.01; half their sum is 0.07.
#
# **A common slip.** "Euclidean distance" is often said where its *square* is meant. The
# root would put a fraction with a root into every derivative; the half cancels the 2.
#
# **Predict first.** The right one of two classes gets 0.001. Roughly, what do the two
# costs say?
#
# <details><summary>Answer</summary>
#
# Cross entropy: $-\log 0.001 \approx 6.9$. The distance: both differences are 0.999,
# half the sum of their squares is about 1.
# </details>
#
# ### Exercise: `euclidean_cost`
#
# Typically 1 line.


# %% solution="euclidean_cost"
def euclidean_cost(A, Y):
    """Give the mean of half the squared distances, a number. A, Y: (K, m)."""
    ### BEGIN SOLUTION
    return np.sum((A - Y) ** 2) / (2 * A.shape[1])
    ### END SOLUTION


# %% check="euclidean_cost"


# %% demo
def paid(cost, p):
    """Give the cost of one example of two classes, if the right one gets p."""
    return cost(np.array([[p], [1 - p]]), np.array([[1], [0]]))


with waits_for(cross_entropy, euclidean_cost) as show:
    both = {
        "cross entropy": lambda p: paid(cross_entropy, p),
        "half squared distance": lambda p: paid(euclidean_cost, p),
    }
    across = ("probability of the right class", "loss")
    seen = (
        f"At 0.001, cross entropy says {paid(cross_entropy, 0.001):.1f}, the distance "
        f"{paid(euclidean_cost, 0.001):.2f}: it never gets really upset."
    )
    show(curves(both, 0.001, 0.999, names=across, caption=seen))

# %% [markdown]
# Both agree about the best answer. But a sure mistake hardly hurts by distance: its
# loss is never above 1. And hardly anything is learned from it. Where the right one of
# two classes gets 0.001, the slope of the loss towards its *score* is −0.002; cross
# entropy has −0.999. (The curve above is drawn over the share, not over the score.) For
# classes, take cross entropy. For numbers, such as prices or positions, take the
# distance.
#
# **A good place to stop.** Save the notebook: your labels, your softmax and two costs
# are done. Next comes the way back, and it will be shorter than you fear.

# %% [markdown] instructor
# **Sections 3 and 4 (25 minutes of the 55).** `cross_entropy`, to mend, is *log loss of
# every output*: ten answers of 0.1 cost 3.25 and not 2.30, and a wrong class is charged
# a second time for what the right one did not get. In other answers: *mean over the
# classes as well* comes from `np.mean` over the table (how many losses does an example
# with $K$ outputs have?); *largest probability for that of the truth* never punishes a
# sure mistake; *0 times log(0)* costs 10 %. `euclidean_cost`: *distance without a
# square*, *half missing*, *mean over the classes as well*. Worth saying: many lectures
# offer both costs side by side, and leave open which one serves what.

# %% [markdown]
# ## 5 · The slope of a score
#
# **About 80 minutes.** Sections 5 to 10: back through the network, learning, choosing.
#
# How does the loss of one example change with its score $z_k$? A score acts on *all*
# shares, because they add up to 1. Before anything is derived, it can be measured:
# nudge one score, and look at the loss.

# %% demo
with course_lends(softmax, cross_entropy, check=check) as show:
    shares = np.array([[0.7, 0.3, 0.25], [0.2, 0.2, 0.25], [0.1, 0.5, 0.5]])
    right = [0, 1, 2]
    for i in range(3):
        z, y = np.log(shares[:, i : i + 1]), np.eye(3)[:, right[i] : right[i] + 1]
        slopes = []
        for k in range(3):
            nudge = 1e-5 * np.eye(3)[:, k : k + 1]
            up, down = (cross_entropy(softmax(z + d), y) for d in (nudge, -nudge))
            slopes.append(float(round((up - down) / 2e-5, 4)))
        print(f"example {i}: shares {shares[:, i]}, right class {right[i]}")
        print(f"           measured slopes {slopes}")

# %% [markdown]
# Three examples, three scores each. Find the rule that leads from the shares and the
# right class to the measured slopes.
#
# **Predict.** Shares 0.1, 0.6, 0.3, and class 2 is right. Which slope would be measured
# for the score of class 2?

# %% predict="slope_of_the_right_one"
check.predict("slope_of_the_right_one", ...)

# %% [markdown]
# **A common slip.** $dZ$ belongs to each example's own loss. No $1/m$ here: it appears
# once, in `linear_backward`, for $dW$ and $db$.
#
# ### Exercise: `output_gradient`
#
# Your rule, for whole tables. Typically 1 line.


# %% solution="output_gradient"
def output_gradient(A, Y):
    """Give the derivative of each example's loss with respect to its scores.

    A: probabilities (K, m), Y: one-hot labels (K, m). Returns dZ (K, m).
    """
    ### BEGIN SOLUTION
    return A - Y
    ### END SOLUTION


# %% check="output_gradient"

# %% [markdown]
# So it is $dZ = A - Y$, once more: as short as for the sigmoid.
#
# <details><summary>Derivation</summary>
#
# Let $c$ be the right class. Then
#
# $$L = -\log a_c = -\log \frac{e^{z_c}}{\sum_j e^{z_j}} = -z_c + \log \sum_j e^{z_j}$$
#
# The first term has the slope −1 in $z_c$ and 0 in all others: that is $-y_k$. For the
# second, the log rule $(\log f)'=f'/f$ gives
#
# $$\frac{\partial}{\partial z_k} \log \sum_j e^{z_j} =
# \frac{e^{z_k}}{\sum_j e^{z_j}} = a_k$$
#
# Together: $\partial L / \partial z_k = a_k - y_k$.
# </details><br>
#
# A step of the scores against their slopes would raise the right one and lower the
# others, most of all the wrong one with the largest share. The slopes of a column add
# up to 0.
#
# So short a formula deserves distrust. `gradient_check` nudges every score and looks at
# *your* cost behind *your* softmax. The cost is a mean, so its derivative is $dZ / m$.

# %% demo
with waits_for(softmax, cross_entropy, output_gradient) as show:
    rng = np.random.default_rng(5)
    scores, Y_few = rng.normal(0, 2, (4, 6)), np.eye(4)[:, [0, 2, 1, 3, 2, 0]]
    slopes = output_gradient(softmax(scores), Y_few)
    apart = gradient_check(
        lambda p: cross_entropy(softmax(p["Z"]), Y_few),
        {"Z": scores},
        {"dZ": slopes / 6},
    )
    print(f"relative difference: {apart:.1e}")
    shares, step = softmax(scores)[:, 0], 0 - slopes[:, 0]
    names, titles = ["0", "1", "2", "3"], ("A", "−dZ: where to go")
    said = (
        "One example whose right class is 0, in orange: its score is pushed up, the "
        "others down."
    )
    look = {"titles": titles, "marked": 0, "caption": said}
    show(exhibits.bars(shares, names, second=step, **look))

# %% [markdown]
# ## 6 · Forward
#
# Forward propagation works as in your `model_forward` of notebook 04, except in the
# last layer: its scores become shares. `linear_activation_forward(A, W, b, "relu")` and
# `linear_forward(A, W, b)` are at hand, and the last cache has the form of the others:
# `((A_prev, W, b), Z)`.
#
# **Predict first.** Straight from 256 pixels to 10 outputs, without a hidden layer: how
# many weights and biases?
#
# <details><summary>Answer</summary>
#
# 256 · 10 weights and 10 biases, 2570 numbers in all. `count_parameters([256, 10])`
# says the same.
# </details><br>
#
# <details><summary>A common slip</summary>
#
# With relu in front of softmax, every negative score becomes 0: a score of −1 and one
# of −9 can no longer be told apart.
# </details>
#
# ### Exercise: `softmax_forward`
#
# Any number of layers, from one up. Typically 7 lines.


# %% solution="softmax_forward"
def softmax_forward(X, parameters):
    """Pass examples through all layers: relu in the hidden ones, softmax in the last.

    X: (n_x, m), parameters: {"W1", "b1", ..., "WL", "bL"}.
    Returns A (K, m) and a list of caches ((A_prev, W, b), Z), one for each layer.
    """
    ### BEGIN SOLUTION
    A, caches, L = X, [], len(parameters) // 2
    for layer in range(1, L):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        A, cache = linear_activation_forward(A, W, b, "relu")
        caches.append(cache)
    Z, linear_cache = linear_forward(A, parameters[f"W{L}"], parameters[f"b{L}"])
    return softmax(Z), [*caches, (linear_cache, Z)]
    ### END SOLUTION


# %% check="softmax_forward"

# %% demo
with waits_for(one_hot, softmax, cross_entropy, softmax_forward) as show:
    start = initialize_parameters_deep([256, 32, 10], rng=np.random.default_rng(3))
    A, _ = softmax_forward(X_train, start)
    cost = cross_entropy(A, one_hot(labels_train, 10))
    said = f"Untrained: cost {cost:.2f}, a little worse than log 10 = {np.log(10):.2f}."
    show(exhibits.answers(drawn[:6], A[:, :6], labels_train[:6], caption=said))

# %% [markdown]
# Random weights have opinions without knowing anything, and that costs more than having
# none.
#
# ## A start that costs too much
#
# Somebody else prefers tanh in the hidden layers, and wants to know what her network
# costs before it learns. The function below gives a number, and no error.
#
# **Predict first.** All weights and biases are 0. What does any network with ten
# outputs cost then?
#
# <details><summary>Answer</summary>
#
# It gives each digit 0.1 and pays $\log 10 \approx 2.303$, as in section 3.
# </details>
#
# ### Exercise: `untrained_cost`
#
# **A clinic.** Run the function, its check and the cell below the check. What it says
# of a network that knows nothing is a good place to begin; it shows only one of the two
# wrong lines. Its forward pass up to the scores $Z$ is right, and so is its logarithm.
# Find what is not, and mend it.
#
# Typically 2 lines to change.


# %% solution="untrained_cost"
def untrained_cost(X, Y, parameters):
    """Give the cost of a network: tanh in its hidden layers, softmax at the end.

    X: (n_x, m), Y: (K, m), parameters: {"W1", "b1", ..., "WL", "bL"}.
    """
    ### BEGIN SOLUTION
    A, L, m = X, len(parameters) // 2, X.shape[1]
    for layer in range(1, L):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        A, _ = linear_activation_forward(A, W, b, "tanh")
    Z, _ = linear_forward(A, parameters[f"W{L}"], parameters[f"b{L}"])
    E = np.exp(Z - np.max(Z, axis=0, keepdims=True))
    A = E / np.sum(E, axis=0, keepdims=True)
    return -np.sum(Y * np.log(np.maximum(A, 1e-300))) / m
    ### END SOLUTION


# %% check="untrained_cost"

# %% demo of a symptom
with waits_for(one_hot, untrained_cost) as show:
    Y_train = one_hot(labels_train, 10)
    start = initialize_parameters_deep([256, 32, 10], rng=np.random.default_rng(3))
    silent = {name: 0 * value for name, value in start.items()}
    print(f"start of section 6, tanh: {untrained_cost(X_train, Y_train, start):.2f}")
    print(f"all parameters 0:         {untrained_cost(X_train, Y_train, silent):.2f}")
    print(f"log 10 = {np.log(10):.2f}, and there are {labels_train.size} examples")

# %% [markdown]
# **Predict.** Why was the cost of knowing nothing so large?
#
# 1. The start is too large.
# 2. One whole is shared out among the wrong numbers.
# 3. The labels are shifted.
# 4. The logarithm has base 2.

# %% predict="why_it_cost_so_much"
check.predict("why_it_cost_so_much", ...)

# %% [markdown]
# ## 7 · Backward
#
# Below the output nothing is new: `linear_backward` and `linear_activation_backward`
# are your blocks of notebook 04, and they cannot see that the output has changed.

# %% demo
last = "In the last one, softmax takes the place of the sigmoid."
blocks(3, last="softmax", caption=f"The blocks of notebook 04. {last}")

# %% [markdown]
# **Predict.** Your `model_backward` of notebook 04 began with $A - Y$. Which of its
# lines must change, now that there are ten outputs?
#
# 1. The one with $A - Y$.
# 2. Those of the hidden layers.
# 3. Those that divide by $m$.
# 4. None.

# %% predict="lines_that_change"
check.predict("lines_that_change", ...)

# %% [markdown]
# ### Exercise: `softmax_backward`
#
# **To mend.** Many courses give the way back of notebook 04 a longer beginning: the
# derivative $dA$ of the log loss, then the slope of the sigmoid. For one sigmoid that
# comes to the same thing. Here is that form, with ten outputs. Run it, its check and
# the cell below the check, and mend it.
#
# Typically 2 lines to change.


# %% solution="softmax_backward"
def softmax_backward(A, Y, caches):
    """Pass derivatives back through all layers, from dZ at the output.

    A, Y: (K, m), caches: from softmax_forward.
    Returns {"dW1", "db1", ..., "dWL", "dbL"}, each in the shape of its parameter.
    """
    ### BEGIN SOLUTION
    L = len(caches)
    dZ = output_gradient(A, Y)
    dA, dW, db = linear_backward(dZ, caches[-1][0])
    grads = {f"dW{L}": dW, f"db{L}": db}
    for layer in range(L - 1, 0, -1):
        dA, dW, db = linear_activation_backward(dA, caches[layer - 1], "relu")
        grads[f"dW{layer}"], grads[f"db{layer}"] = dW, db
    return grads
    ### END SOLUTION


# %% check="softmax_backward"

# %% demo of a symptom
with waits_for(softmax, cross_entropy, softmax_forward, softmax_backward) as show:
    small = initialize_parameters_deep([5, 4, 3, 4], rng=np.random.default_rng(8))
    few = np.random.default_rng(9).normal(0, 1, (5, 6))
    A, caches = softmax_forward(few, small)
    Y_few = np.eye(4)[:, [0, 2, 1, 3, 2, 0]]
    slopes = softmax_backward(A, Y_few, caches)

    def cost_with(some):
        """Give the cost with some other parameters."""
        return cross_entropy(softmax_forward(few, {**small, **some})[0], Y_few)

    for name, value in small.items():
        apart = gradient_check(
            cost_with, {name: value}, {f"d{name}": slopes[f"d{name}"]}
        )
        print(f"d{name}: relative difference {apart:.1e}")

# %% [markdown]
# A gradient can also be looked at. Take the network without a hidden layer, all weights
# 0, and take one step downhill. Each class has 256 weights, so they form a picture.
#
# **Predict first.** What will these ten pictures look like?

# %% demo
with waits_for(one_hot, softmax_forward, softmax_backward) as show:
    zero = {"W1": np.zeros((10, 256)), "b1": np.zeros((10, 1))}
    A, caches = softmax_forward(X_train, zero)
    slopes = softmax_backward(A, one_hot(labels_train, 10), caches)
    one_step = update_parameters(zero, slopes, learning_rate=1.0)
    said = "After one step: the mean of each digit less the mean of all, times 0.1."
    show(exhibits.templates(one_step["W1"], 16, 16, range(10), caption=said))

# %% [markdown]
# ## 8 · The largest output wins
#
# Ten probabilities are no answer yet. The rule: say the class with the **largest**
# output. It need not be above 0.5: the largest of ten shares can be barely above 0.1.
#
# **Predict.** Does it matter for the answer whether you look at the probabilities or at
# the scores?
#
# 1. Yes: only probabilities can be compared.
# 2. Yes, if some scores are negative.
# 3. No: the same class is the largest.

# %% predict="scores_or_shares"
check.predict("scores_or_shares", ...)

# %% [markdown]
# **On paper.** The columns 0.7, 0.2, 0.1 and 0.3, 0.2, 0.5 give the classes 0 and 2.
#
# ### Exercise: `predict_class`
#
# Return an array of shape (m,), as the labels are. `np.argmax` gives the place of the
# largest number; `axis` works as in `np.max`. Typically 1 line.


# %% solution="predict_class"
def predict_class(A):
    """Give the class with the largest output: A (K, m) becomes labels (m,)."""
    ### BEGIN SOLUTION
    return np.argmax(A, axis=0)
    ### END SOLUTION


# %% check="predict_class"


# %% demo
def share_right(X, labels, parameters):
    """Give the share of digits that a network reads right."""
    A, _ = softmax_forward(X, parameters)
    return np.mean(predict_class(A) == labels)


with waits_for(one_hot, softmax_forward, softmax_backward, predict_class) as show:
    A, _ = softmax_forward(X_test, one_step)
    right = share_right(X_test, labels_test, one_step)
    eights = np.mean(predict_class(A) == 8)
    said = (
        f"After a single step from 0, {right:.1%} of the new digits are right. The 8 "
        f"has most ink and wins {eights:.0%} of the time; more steps will calm it."
    )
    show(
        exhibits.answers(
            X_test.T[:6].reshape(-1, 16, 16), A[:, :6], labels_test[:6], caption=said
        )
    )

# %% [markdown] instructor
# **Sections 5 to 8 (50 minutes of the 80).** `output_gradient`: *divided by m* is the
# usual one; it comes back in `softmax_backward` as *divided by m twice*. *Derivative
# with respect to A* and *softmax treated as a sigmoid*: ask what a higher score of a
# wrong class does to the right share. `softmax_forward`: *relu before softmax*,
# *sigmoid at the output*, *cache of the last layer missing*. `softmax_backward`:
# to mend, begins with the log loss and the sigmoid's slope, which is right for one
# sigmoid and wrong in every layer here (relative difference 0.19): softmax lets each
# score act on all shares. The lines of notebook 04 from $A - Y$ on need no change.
# `untrained_cost`, a clinic, shares each row: "which ten numbers answer one question?"
# Whoever mends the sum alone gets log 10 for zeros, but 2.43 for the start, where 2.49
# is right: the largest score is that of a column, too. `predict_class`: *winner of each
# row*, *above one half*, *probability of the winner*. The ten pictures after one step
# are worth a minute: the gradient of a linear layer is made of the examples.

# %% [markdown]
# ## 9 · Learning is finding the lowest cost
#
# Now everything is in place. Learning means: find the parameters with the smallest
# cost. Then most inputs of class $k$ have their largest output at $k$. The recipe is
# the one you know: start at random, then repeat forward, cost, backward, step.
#
# **A common slip.** Some lectures minimise the *total* cost, the plain sum over the
# examples; here it is the mean. The valley has the same bottom, but every slope of a
# sum is $m$ times as steep. Whoever takes the sum must take $\alpha / m$.

# %% demo
with waits_for(one_hot, softmax_forward, softmax_backward) as show:
    for copies in (1, 2, 4):
        X_more, more = np.tile(X_train, copies), np.tile(labels_train, copies)
        A, caches = softmax_forward(X_more, zero)
        slopes = softmax_backward(A, one_hot(more, 10), caches)
        length, m = np.linalg.norm(slopes["dW1"]), more.size
        print(f"m = {m}: slope of the mean {length:.3f}, of the sum {m * length:7.1f}")

# %% [markdown]
# The same digits again and again say nothing new; only the sum grows.
#
# The loop is `train_deep` of notebook 04 with the functions of this one, given here to
# read.


# %% readonly="training"
def train_digits(X, Y, layer_dims, learning_rate, num_iterations, rng):
    """Train a network with a softmax output, on all examples in every step.

    X: (n_x, m), Y: (K, m), layer_dims: from n_x to K.
    Returns (parameters, costs), one cost before each step.
    """
    parameters, costs = initialize_parameters_deep(layer_dims, rng), []
    for _ in steps(num_iterations, costs):
        A, caches = softmax_forward(X, parameters)
        costs.append(cross_entropy(A, Y))
        grads = softmax_backward(A, Y, caches)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, costs


# %% demo
with waits_for(
    one_hot, cross_entropy, softmax_forward, softmax_backward, predict_class
) as show:
    flat, costs = train_digits(
        X_train,
        one_hot(labels_train, 10),
        [256, 10],
        learning_rate=0.5,
        num_iterations=150,
        rng=np.random.default_rng(0),
    )
    show(cost_curve(costs))
    for name, X, labels in (
        ("training", X_train, labels_train),
        ("new", X_test, labels_test),
    ):
        print(f"{name:8} digits: {share_right(X, labels, flat):.1%} right")
    print(f"numbers to learn: {count_parameters([256, 10])}")

# %% [markdown]
# There it is again: right on nearly all that it has seen, worse on what is new. 2570
# numbers can learn 1000 pictures partly by heart, noise included. This is
# **overfitting**, and the honest number is the second one.
#
# ## 10 · What training does not choose
#
# No step changes the layers, the rate or the number of steps: they are
# **hyperparameters**, and you choose them. By which digits? With the training digits,
# whoever learns most by heart would win. And whoever chooses by the test set has used
# it up: its number no longer says what *new* digits would say. So there are three sets:
#
# - the **training** set, from which the parameters are learned;
# - the **validation** set, by which you choose;
# - the **test** set, looked at once, at the end, when nothing is chosen any more.
#
# **Predict.** You try twenty settings. The best of them reads 97.2 % of the validation
# digits. On the test set the same network will probably read
#
# 1. a little more,
# 2. the same,
# 3. a little less.

# %% predict="best_of_twenty"
check.predict("best_of_twenty", ...)

# %% [markdown]
# ### Exercise: `choose_settings`
#
# **Yours to choose.** Try at least three settings: train with each on the training set,
# look at the validation set, and return the best as a dictionary with `layer_dims`,
# `learning_rate` and `num_iterations`. The best is the one with the largest share
# right, or the lowest cost. `train` is handed in. It is called like `train_digits`,
# returns the same, and may be called up to eight times, second starts included. At most
# 3,000 numbers to learn, biases included, and 300 steps.
#
# The check brings data of its own, which no straight lines separate: take the first and
# the last number of `layer_dims` from the shapes. Your network has to be right on 87 %
# of examples that nobody saw (10 points), and to be the best of those that you tried (5
# points). It really trains, so the check may take three seconds.
#
# Typically 12 lines.


# %% solution="choose_settings"
def choose_settings(train, X_train, Y_train, X_val, Y_val, rng):
    """Choose layers, rate and steps by the validation set.

    train: called as train(X, Y, layer_dims, learning_rate, num_iterations, rng).
    X_train: (n_x, m), Y_train: (K, m), one-hot; X_val and Y_val: as many rows.
    rng: for every call of train. The labels of Y_val are predict_class(Y_val).
    Returns {"layer_dims", "learning_rate", "num_iterations"}.
    """
    ### BEGIN SOLUTION
    best, chosen = -1.0, None
    for rate in (0.01, 0.1, 1.0):
        setting = {
            "layer_dims": [X_train.shape[0], 16, Y_train.shape[0]],
            "learning_rate": rate,
            "num_iterations": 150,
        }
        parameters, _ = train(X_train, Y_train, **setting, rng=rng)
        A, _ = softmax_forward(X_val, parameters)
        share = np.mean(predict_class(A) == predict_class(Y_val))
        if share > best:
            best, chosen = share, setting
    return chosen
    ### END SOLUTION


# %% check="choose_settings"

# %% [markdown]
# Now on handwriting: 1797 digits, written by people, scanned, and reduced to 8 × 8 grey
# pixels. Every pixel holds its ink from 0 to 16; dividing by 16 is all the preparation.

# %% readonly="handwriting"
ink, classes = digits()
(H_train, h_train), (H_test, h_test) = split(
    ink / 16, classes, rng=np.random.default_rng(2), test_share=0.3
)
print("training and validation", H_train.shape, "test", H_test.shape)

# %% demo
with waits_for(
    one_hot,
    cross_entropy,
    softmax_forward,
    softmax_backward,
    predict_class,
    choose_settings,
) as show:
    (H_fit, h_fit), (H_val, h_val) = split(
        H_train, h_train, rng=np.random.default_rng(3), test_share=0.2
    )
    sets = H_fit, one_hot(h_fit, 10), H_val, one_hot(h_val, 10)
    chosen = choose_settings(train_digits, *sets, rng=np.random.default_rng(0))
    print("your choice:", chosen)
    found, _ = train_digits(*sets[:2], **chosen, rng=np.random.default_rng(0))
    for name, X, labels in (
        ("training", H_fit, h_fit),
        ("validation", H_val, h_val),
        ("test", H_test, h_test),
    ):
        print(f"{name:10} digits: {share_right(X, labels, found):.1%} right")

# %% [markdown]
# **A good place to stop.** Save the notebook: all ten exercises are behind you, and
# your network reads digits. Next: a closer look at the handwriting, which is that of
# thirteen people.

# %% [markdown] instructor
# **Sections 9 and 10 (30 minutes of the 80).** `train_digits` is given: let somebody
# say why $\alpha = 0.5$ would explode with the *sum* of 1000 losses. `choose_settings`,
# open: any search counts that trains on the training set, tries three to eight settings
# and returns the best by share or by cost. In the case for paper most validation
# examples say the opposite of the training ones, so whoever chooses *by the training
# examples* shows there, where a setting hardly learns; the card calls such a choice the
# best on the training examples. Other answers: *only rates that are far too small*,
# *layer_dims without input and output*, *validation examples in the training*. Whoever
# writes `[64, 32, 10]` is told that the shapes do not fit. Ask whose number goes into a
# report, and how often you may look at the test set.

# %% [markdown]
# ## Real handwriting
#
# **About 35 minutes.** The last part: read it, run it, look closely. Where a function
# of yours is not right yet, the course lends its own, and says so.

# %% demo
written = H_test.T.reshape(-1, 8, 8)
exhibits.digit_sheet(
    written[:16], h_test[:16], caption="Written by hand. No two are alike."
)

# %% [markdown]
# **Predict first.** The majority guess always says the digit that is most frequent in
# training. How often is it right? And how often will a network with one hidden layer of
# 32 units be right, on new digits, after 300 steps? (Nothing is chosen here: *new*
# means the test set.)

# %% demo
with course_lends(
    one_hot,
    cross_entropy,
    softmax_forward,
    softmax_backward,
    predict_class,
    check=check,
) as show:
    settings = {"layer_dims": [64, 32, 10], "learning_rate": 0.5}
    after, seen, new = (0, 10, 30, 100, 300), [], []
    for k in after:
        reader, costs = train_digits(
            H_train,
            one_hot(h_train, 10),
            num_iterations=k,
            rng=np.random.default_rng(0),
            **settings,
        )
        seen.append(share_right(H_train, h_train, reader))
        new.append(share_right(H_test, h_test, reader))
    most_frequent = np.bincount(h_train).argmax()
    guess = np.mean(h_test == most_frequent)
    said = (
        f"After 300 steps {new[-1]:.1%} of the new digits are right, and "
        f"{seen[-1]:.1%} of the training digits. "
        f"Always saying {most_frequent}: {guess:.1%}."
    )
    both = {"training": seen, "new": new}
    show(exhibits.learning_curves(after, both, guess=guess, caption=said))

# %% [markdown]
# ## The mistakes, looked at
#
# A percentage says how many. Looking says why. Orange is the right class.

# %% demo
with course_lends(softmax_forward, predict_class, check=check) as show:
    A, _ = softmax_forward(H_test, reader)
    said = predict_class(A)
    wrong = np.flatnonzero(said != h_test)
    doubt = np.sort(A, axis=0)[-1]
    unsure = np.mean(doubt[wrong] < 0.9), np.mean(doubt[said == h_test] < 0.9)
    summary = (
        f"Six of {wrong.size} mistakes. The winner stays below 0.9 in "
        f"{unsure[0]:.0%} of the mistakes, and in {unsure[1]:.0%} of the right answers."
    )
    six = wrong[:6]
    show(exhibits.answers(written[six], A[:, six], h_test[six], caption=summary))
    show(exhibits.confusions(said, h_test, 10))
    show(DrawnDigit(softmax_forward, reader, H_test, h_test))

# %% [markdown]
# Read a row of the table: of all true 8s, how many were called what? Some of these
# digits you would have doubted yourself. And doubt is worth something: a machine may
# pass on to a person what it is not sure about.
#
# Then draw your own with the mouse: the drawing is centred, scaled and reduced to
# 8 × 8, as the data were. Which of your digits does the network get wrong?
#
# What has the hidden layer learned? Nobody designed these features.

# %% demo
with course_lends(
    one_hot, cross_entropy, softmax_forward, softmax_backward, check=check
) as show:
    wakes = (
        "12 of the 32 hidden units. Ink on orange wakes the unit, ink on blue calms it."
    )
    show(exhibits.templates(reader["W1"][:12], 8, 8, range(1, 13), caption=wakes))

# %% [markdown]
# ## The same network, by other people
#
# scikit-learn is a library that thousands of people use. Given your start and your
# learning rate, does it find what you find? Three lines build the network, two hand
# over your start (it keeps weights transposed), and one trains.

# %% demo in view
with course_lends(
    one_hot, cross_entropy, softmax_forward, softmax_backward, check=check
) as show:
    from sklearn.neural_network import MLPClassifier

    data = {"X": H_train, "Y": one_hot(h_train, 10), **settings}
    start, _ = train_digits(**data, num_iterations=0, rng=np.random.default_rng(0))
    mine, costs = train_digits(**data, num_iterations=50, rng=np.random.default_rng(0))

    plain = {"solver": "sgd", "momentum": 0, "alpha": 0, "batch_size": h_train.size}
    theirs = MLPClassifier(32, learning_rate_init=0.5, **plain)
    theirs.partial_fit(H_train.T, h_train, classes=range(10))
    theirs.coefs_ = [start["W1"].T.copy(), start["W2"].T.copy()]
    theirs.intercepts_ = [start["b1"].ravel().copy(), start["b2"].ravel().copy()]
    losses = [theirs.partial_fit(H_train.T, h_train).loss_ for _ in range(50)]

    for k in (0, 9, 49):
        print(f"cost, step {k + 1:2}: yours {costs[k]:.12f}, theirs {losses[k]:.12f}")
    gap = np.max(np.abs(theirs.coefs_[0].T - mine["W1"]))
    print(f"largest difference of a weight after 50 steps: {gap:.0e}")

# %% [markdown] instructor
# **The last part (35 minutes).** Nothing is graded here; give the time to the
# mistakes. Ask which of the six a person would get wrong, and what a post office
# should do with answers below 0.9. In the confusion table 8 and 1, 9 and 5, 3 and its
# neighbours are the usual pairs. scikit-learn: `momentum=0` and `alpha=0` switch off
# what this course has not taught; the differences that remain are rounding. More
# data: the gap between the curves is overfitting, made visible.

# %% [markdown]
# ## More data, more layers?
#
# The same network, the same 300 steps; only the number of training digits changes.
#
# **Predict first.** With 30 training digits, what will the two curves do?

# %% demo
with course_lends(
    one_hot,
    cross_entropy,
    softmax_forward,
    softmax_backward,
    predict_class,
    check=check,
) as show:
    sizes, seen, new = (30, 100, 300, h_train.size), [], []
    for m in sizes:
        few, _ = train_digits(
            H_train[:, :m],
            one_hot(h_train[:m], 10),
            [64, 32, 10],
            learning_rate=0.5,
            num_iterations=300,
            rng=np.random.default_rng(0),
        )
        seen.append(share_right(H_train[:, :m], h_train[:m], few))
        new.append(share_right(H_test, h_test, few))
    both = {"training": seen, "new": new}
    show(exhibits.learning_curves(sizes, both, name="training digits", log=True))

# %% [markdown]
# Thirty digits are learned by heart, and many of the new ones are misread. More data
# narrows the gap. Labelled **data** are one of three things that drove the field; the
# others are more **computation** and better **algorithms**, such as relu in place of
# the sigmoid.
#
# And more layers? That is a choice, so the validation digits make it. Three networks,
# three starts each:

# %% demo
with course_lends(
    one_hot,
    cross_entropy,
    softmax_forward,
    softmax_backward,
    predict_class,
    check=check,
) as show:
    for layer_dims in ([64, 10], [64, 32, 10], [64, 32, 32, 10]):
        scores = []
        for seed in (0, 1, 2):
            trained, _ = train_digits(
                H_fit,
                one_hot(h_fit, 10),
                layer_dims,
                learning_rate=0.5,
                num_iterations=200,
                rng=np.random.default_rng(seed),
            )
            scores.append(share_right(H_val, h_val, trained))
        spread = f"{np.mean(scores):.1%}, from {min(scores):.1%} to {max(scores):.1%}"
        print(f"{layer_dims!s:17} {count_parameters(layer_dims):5} numbers: {spread}")

# %% [markdown]
# Each hidden layer brings one or two points here. That is two to five of 252 digits;
# with others it may look different. One hidden layer, wide enough, comes as close as
# you like to any continuous function on a bounded closed set; nobody promises that
# descent finds it, or says how many examples it takes. On large pictures depth has paid
# off: there, early layers often find simple things, and later ones put them together.
#
# ## Looking back
#
# One neuron or three layers, yes or no, or ten digits: it was always four ideas.
#
# | idea | one neuron | hidden layers | ten outputs |
# |---|---|---|---|
# | forward | a sum, then $\sigma$ | a block per layer | softmax at the end |
# | cost | log loss | log loss | cross entropy |
# | backward | $A - Y$, then $X\,dZ^T / m$ | and $W^T dZ \ast g'(Z)$ | the same |
# | step | $w - \alpha\,dw$ | for all of them | the same |
#
# What was gained by the slope? Brute force would try 1000 values for every weight.
# Gradient descent repeats predictions, derivatives and updates instead.

# %% demo
n = count_parameters([64, 32, 10])
print(f"brute force: 1000 values for each of {n} numbers, 10^{3 * n} trials")
print("gradient descent: 300 steps, each about three times a forward pass")

# %% [markdown]
# ## What comes next
#
# The work goes in a circle: an **idea**, its **code**, an **experiment**, and from what
# you see the next idea. You can now walk it alone. Some ideas, by name:
#
# - **Mini-batches**: a step after every few dozen examples, not after all of them.
# - **Regularisation**: a price on large weights, against learning by heart.
# - **Better steps**: momentum and Adam remember earlier slopes.
# - **Convolutional networks**: small templates that slide over a picture.
# - **Recurrent networks**: units that also see what came before, in sound or text.
#
# All of it is learning from labelled pairs $x \mapsto y$; what differs is how many
# outputs there are, and which wiring fits.
#
# | from | to | output | wiring |
# |---|---|---|---|
# | features of a house | price | one number, distance | dense |
# | user and ad | click or not | sigmoid | dense |
# | picture | one of 1000 objects | softmax, $K = 1000$ | convolutional |
# | sound | what was said | softmax over letters, again and again | recurrent |
# | English | Chinese | softmax over words, again and again | recurrent |
# | camera and radar | where the other cars are | several numbers | a mixture |

# %% demo
network_families()

# %% [markdown] written="two_sentences"
# ## Say it in two sentences
#
# Explain to somebody who knows notebook 04 why the layers below need no change for ten
# outputs, and why only the accuracy on new digits can be trusted. Write it in this
# cell.
#
# <details><summary>One answer, to open after yours</summary>
#
# A layer receives a derivative from above and passes one down, whatever made it, so
# only the last layer notices softmax, and there the derivative is $A - Y$ again.
# Training digits can be learned by heart, so only digits that had no say in the weights
# or in any choice show what was understood.
# </details>

# %% [markdown] instructor
# **Rubric.** One point: the blocks below see only the derivative that comes down, and
# at the output it is $A - Y$ as before. One point: training examples can be
# remembered, so only new ones measure.

# %% [markdown]
# ## Summary
#
# | step | formula | shape |
# |---|---|---|
# | labels | one 1 per column | (K, m) |
# | probabilities | $a_k = e^{z_k} / \sum_j e^{z_j}$ | (K, m) |
# | loss, cost | $-\sum_k y_k \log a_k$, its mean | number |
# | at the output | $dZ = A - Y$ | (K, m) |
# | below | the blocks of notebook 04 | as there |
# | decision | the class with the largest output | (m,) |
#
# **Words.** *One-hot*: a column with a single 1. *Score*: what the last layer adds up,
# before softmax; also called logit. *Softmax*: exponentials, shared out. *Cross
# entropy*: minus the log of what the right class got. *Confusion table*: what was said,
# for each truth. *Overfitting*: much better on the training examples than on new ones.
# *Hyperparameter*: what you choose and training does not. *Validation set*: the
# examples you choose by.
#
# <details><summary>Further reading</summary>
#
# Michael Nielsen, *Neural Networks and Deep Learning*, chapter 3 (softmax, overfitting,
# hyperparameters). Ian Goodfellow, Yoshua Bengio and Aaron Courville, *Deep Learning*,
# sections 5.3 (validation sets) and 6.2.2 (output units).
# </details><br>
#
# **Next.** This was the last notebook. Take a data set that you care about, and walk
# the circle: idea, code, experiment.
#
# To hand in: save (<kbd>Ctrl</kbd>+<kbd>S</kbd>), run the cell below, send in the file.

# %% demo
check.before_handing_in()

# %% [markdown] instructor
# **Eight questions** for a short oral or paper quiz.
#
# 1. Labels 1, 1, 0 and $K = 3$: write $Y$. *Columns (0, 1, 0), (0, 1, 0), (1, 0, 0).*
# 2. Scores 2, 2, 2: what does softmax give, and after adding 5 to all? *One third each,
#    both times.*
# 3. Why is the largest score of a column subtracted first? *No exponential overflows,
#    and the shares stay the same.*
# 4. The right class got 0.5, 0.5 and 0.25. What is the cost? *(0.693 + 0.693 + 1.386) /
#    3 = 0.924.*
# 5. $A$ is 0.2, 0.5, 0.3, and class 1 is right. What is $dZ$? *0.2, −0.5, 0.3.*
# 6. A network goes from 784 pixels over 100 units to 10 outputs. How many parameters?
#    *78,400 + 100 + 1000 + 10 = 79,510.*
# 7. Somebody sums the losses instead of taking their mean. What must change, and how?
#    *The learning rate, divided by m.*
# 8. Training 100 %, new digits 89 %. What is this called, and name one remedy.
#    *Overfitting; more data, or a price on large weights.*
