# %% [markdown]
# # 02 · Logistic regression with arrays
#
# In notebook 01 one neuron learned from examples, one at a time, with loops inside
# loops. Here it learns from **all examples at once**, and the loops disappear into a
# few products of arrays. The mathematics stays the same. What is new is thinking in
# shapes.
#
# - **You will** write seven short functions, mend two, find out why a third misleads
#   its reader; time arrays against loops, draw a line through real tumours, and try the
#   same neuron on pictures.
# - **You need** notebook 01, and some Python.
# - **Time:** about three hours, in three parts.
#
# If you are stuck, `check.hint(sigmoid)` gives a first hint.

# %% opening
import numpy as np

# What you wrote in notebook 01, in the course's version
from nnlib.logistic_loops import gradients_and_cost

# Data
from nnlib.datasets import cats, split, tumour_features, tumours

# Pictures
from nnlib.plotting import broadcasting, contact_sheet, cost_curve, cost_panels
from nnlib.plotting import curve, decision_line, exhibits, product, tangent

# Sliders
from nnlib.explore import LearningRate, LoopsAndArrays

# What looks at your functions
from nnlib.exercises import checks, waits_for
from nnlib.gradient_check import gradient_check

check = checks("02")

# %% [markdown]
# **Recall.** *Five minutes, from memory:* four questions about notebook 01. Put your
# answers in place of the dots and run the cell. Nothing here is graded.
#
# **`dearer`** The neuron says $a = 0.1$. When does it pay more?
#
# 1. If $y = 1$.
# 2. If $y = 0$.
# 3. It pays the same.
#
# **`changes_of_w`** Training makes 5 passes over 100 examples. How many times do $w$
# and $b$ change?
#
# **`slope_of_a_weight`** For one example, $x_2 = -3$ and $dz = 0.2$. What is $dw_2$?
#
# **`side_of_the_score`** The score is $z = -0.1$. What is decided?
#
# 1. Label 1.
# 2. Label 0.
# 3. Only $\sigma$ can tell.

# %% predict="recall"
check.recall("dearer", ...)
check.recall("changes_of_w", ...)
check.recall("slope_of_a_weight", ...)
check.recall("side_of_the_score", ...)

# %% [markdown]
# ## Ten predictions
#
# **About 75 minutes.** From here to section 4: shapes, data, and the cost.
#
# Many mistakes with arrays are mistakes of shape. So begin with ten short lines,
# numbered (1) to (10). For half of them, **predict** the shape, as `(2, 3)` or `(2,)`
# without quotes, before you run the cell.
#
# Our table has 3 rows and 4 columns. Beside it are a row, a column, and something that
# is neither.

# %%
table = np.arange(12.0).reshape(3, 4)
row = np.array([[1.0, 2.0, 3.0, 4.0]])
column = np.array([[10.0], [20.0], [30.0]])
flat = np.array([10.0, 20.0, 30.0])
print(table, "\nrow", row.shape, "column", column.shape, "flat", flat.shape)

# %% [markdown]
# **Axes.** `axis=0` runs down the rows, `axis=1` across the columns. So
# `table.sum(axis=0)` has shape `(4,)` (1): the axis that you sum over disappears; the
# four columns remain. `keepdims` keeps the summed axis, with length 1.
#
# **`shape_2`** `table.sum(axis=1)`
#
# **`shape_3`** `table.sum(axis=1, keepdims=True)`

# %% predict="axes"
check.predict("shape_2", ...)
check.predict("shape_3", ...)

# %% [markdown]
# **Stretching.** Where two shapes differ, numpy compares them from the right. A length
# of 1, or none at all, is stretched to fit. Any other difference is an error. This is
# called **broadcasting**. A column of means is stretched over the table (4); means
# without `keepdims` are not (5), as the next cell shows. And what comes out here?
#
# (`.T` turns rows into columns: (1, 4) becomes (4, 1).)
#
# **`shape_6`** `column + row`
#
# **`shape_7`** `row - row.T`

# %% predict="stretching"
check.predict("shape_6", ...)
check.predict("shape_7", ...)

# %% demo in view
print((table - table.mean(axis=1, keepdims=True)).shape)  # 4
try:
    print((table - table.mean(axis=1)).shape)  # 5: from the right, 4 meets 3
except ValueError as error:
    print("ValueError:", error)

# %% [markdown]
# **Products and flat arrays.** `p @ q` is the matrix product: the inner lengths meet
# and vanish; the outer ones remain. An array with a single axis is neither a row nor a
# column.
#
# **`shape_8`** `column.T @ table`

# %% predict="products"
check.predict("shape_8", ...)

# %% demo in view
print((table @ row.T).shape)  # 9: (3, 4) and (4, 1)
print(flat.T.shape)  # 10: one axis, nothing to transpose; so our vectors have two

# %% [markdown] instructor
# **Ten predictions (20 minutes of the 75).** Let everybody write the shape before
# running the cell; 5, 7 and 10 are the ones to talk about. Worth saying: numpy compares
# shapes from the right, and an error is better luck than a table nobody wanted. No
# points.

# %% [markdown]
# ## One column per example
#
# Two data sets run through this notebook.
#
# **Tumours.** Real ones, measured under a microscope. To begin with, two numbers for
# each: how large the cell nuclei are (radius), and how uneven they look (texture).
#
# **Cats.** Small pictures *drawn by a program*. About half of them show a cat; the
# others a dog, a bear, a rabbit, a ball or a house.
#
# | | shape | what it holds |
# |---|---|---|
# | `X` | (n_x, m) | one **column** per example, one row per feature |
# | `Y` | (1, m) | 1 for malignant, or for a cat; otherwise 0 |
#
# <details><summary>A common slip</summary>
#
# The columns already stand side by side: `X` is built without a transpose. And $m$
# counts examples, $n_x$ features, on every page.
# </details><br>
#
# The neuron learns from **training** examples. We ask how good it is on **test**
# examples that it has never seen: whoever marks her own homework is always right.

# %% readonly="data"
measured, diagnosis = tumours(features=("mean radius", "mean texture"))
(tumours_train, Y_train), (tumours_test, Y_test) = split(
    measured, diagnosis, rng=np.random.default_rng(2), test_share=0.3
)
cat_images, cat_labels = cats(209, rng=np.random.default_rng(1001), size=32)
new_images, new_labels = cats(500, rng=np.random.default_rng(5001), size=32)
print("tumours", tumours_train.shape, tumours_test.shape)
print("cats", cat_images.shape, new_images.shape)

# %% demo
names = ["cat" if y == 1 else "no cat" for y in cat_labels[0, :12]]
contact_sheet(cat_images[:12], names, caption="Drawings made by a program.")

# %% [markdown]
# ## 1 · Sigmoid, on everything at once
#
# The sigmoid turns a score into a probability; its formula is in section 1 of
# notebook 01. `np.exp` works on every entry of an array, so one line serves a number, a
# row or a table. The result has the shape of `Z`.
#
# **Predict first.** What is $\sigma(0)$? If $\sigma(2) \approx 0.88$, what is
# $\sigma(-2)$?
#
# <details><summary>Answer</summary>
#
# 0.5, and 0.12: the difference between 0.88 and 1.
# </details>
#
# ### Exercise: `sigmoid`
#
# **To mend.** Below is the sigmoid of notebook 01, with `np.exp` in place of
# `math.exp`. It can take one number, but not a row. Run its cell and the check, and
# read Python's own words: everybody who comes to arrays meets them early.
# How many answers does `Z >= 0` give for a row of four, and how many does `if` want?
#
# Scores of 800 and −800 are not unusual here. A warning about overflow is not a
# mistake; `nan` is, and costs half. Typically 1 line is left.


# %% solution="sigmoid"
def sigmoid(Z):
    """Turn every entry of Z into a probability.

    Z: array of any shape. Returns an array of the same shape, between 0 and 1.
    """
    ### BEGIN SOLUTION
    return 1 / (1 + np.exp(-np.clip(Z, -700, 700)))
    ### END SOLUTION


# %% check="sigmoid"

# %% demo
with waits_for(sigmoid) as show:
    show(curve(sigmoid, -6, 6, name="sigmoid", at=(-2, 0, 2)))

# %% [markdown]
# ## 2 · A picture becomes a column
#
# A picture is a block of numbers from 0 to 255 with axes (row, column, colour), and
# many pictures are a block with axes (picture, row, column, colour). The neuron wants
# columns: for each picture all of **red**, row by row, then all of **green**, then all
# of **blue**, as numbers from 0 to 1. So $n_x = 3 \cdot h \cdot w$.
#
# **On paper.** A picture of two pixels, (255, 0, 51) and (0, 102, 51), becomes the
# column 1, 0, 0, 0.4, 0.2, 0.2.
#
# **Predict first.** A picture of 4 × 4 pixels stands up as a column. In which row does
# green begin? Rows are counted from 0.

# %% predict="where_green_begins"
check.predict("where_green_begins", ...)

# %% [markdown]
# <details><summary>How many features are there?</summary>
#
# 16 · 3 = 48 features; green begins in row 16, blue in row 32.
#
# **A common slip.** A picture of 64 × 64 pixels has 64 · 64 · 3 = 12288 features, not
# 64 · 64 · 64. Each colour brings 4096 of them, so red ends at $R_{4096}$, not at
# $R_{64}$.
# </details><br>
#
# `reshape` takes numbers in the order in which they lie, the last axis fastest; a
# length of −1 means "as many as it takes". So first bring the axes into the order you
# want. They are numbered from 0: `B.transpose(2, 0, 1)` puts axis 2 of `B` first.
#
# ### Exercise: `flatten_images`
#
# Typically 2 lines.


# %% solution="flatten_images"
def flatten_images(images):
    """Turn pictures into columns: all red, then all green, then all blue.

    images: (m, height, width, 3), whole numbers from 0 to 255.
    Returns (3 * height * width, m), numbers from 0 to 1.
    """
    ### BEGIN SOLUTION
    m = images.shape[0]
    return images.transpose(3, 1, 2, 0).reshape(-1, m) / 255
    ### END SOLUTION


# %% check="flatten_images"

# %% demo
with waits_for(flatten_images) as show:
    pixels = flatten_images(cat_images)
    folded = pixels[:, 1].reshape(3, 32, 32).transpose(1, 2, 0)
    back = np.rint(255 * folded).astype(np.uint8)
    show(
        contact_sheet(
            np.stack([cat_images[1], back]),
            ["picture 1", "column 1"],
            caption="Unpacking tests the packing: column 1, folded back, is picture 1.",
        )
    )

# %% [markdown]
# ## 3 · Features on one scale
#
# A radius and an area come in different units and sizes. A step that is right for one
# is far too long for the other. So every feature is moved and stretched until all lie
# on the same scale. What that means can be said without a formula:
#
# - Afterwards, each feature of the **training** examples has mean 0 and spread 1. The
#   *spread* is the root of the mean squared distance from the mean; `X.std(axis=1)`
#   computes it for every row.
# - All other examples are moved and stretched by **the same numbers**. A new patient
#   comes alone; she has no mean of her own.
# - A feature that never changes in training has no spread to stretch. It is only
#   moved: in training it becomes 0, and nothing becomes `nan`.
#
# **On paper.** A feature is 1, 1, 5, 5 in training. Its mean is 3, and every value lies
# 2 away from it, so the spread is 2. The four become −1, −1, 1, 1: in units of the
# spread, how far from the mean. What does a new value of 9 become?
#
# **Predict first.** Which means and spreads will the *test* examples have afterwards?
#
# 1. 0 and 1.
# 2. Nearly 0 and 1.
# 3. Those that they were measured with.

# %% predict="test_on_one_scale"
check.predict("test_on_one_scale", ...)

# %% [markdown]
# ### Exercise: `standardize`
#
# Begin with paper: how do you get from 1 and 5 to −1 and 1? `np.where(condition, p, q)`
# takes an entry of `p` where the condition holds, else of `q`.
#
# One trap: means are rounded. For 0.1, 0.1, 0.1 the computer finds a spread of about
# $10^{-17}$, not 0. So treat a spread below a hair, `1e-12`, as none.
#
# Typically 4 lines.


# %% solution="standardize"
def standardize(X_train, X):
    """Put X on the scale of the training examples.

    X_train: (n_x, m_train), X: (n_x, m). Returns (n_x, m).
    """
    ### BEGIN SOLUTION
    mean = X_train.mean(axis=1, keepdims=True)
    spread = X_train.std(axis=1, keepdims=True)
    spread = np.where(spread > 1e-12, spread, 1.0)
    return (X - mean) / spread
    ### END SOLUTION


# %% check="standardize"

# %% demo
with waits_for(standardize) as show:
    X_train = standardize(tumours_train, tumours_train)
    X_test = standardize(tumours_train, tumours_test)
    for name, features in (
        ("measured", tumours_train),
        ("training", X_train),
        ("test", X_test),
    ):
        means, spreads = features.mean(axis=1), features.std(axis=1)
        print(f"{name:9} means {means.round(2) + 0.0}  spreads {spreads.round(2)}")

# %% [markdown]
# The test examples come close to 0 and 1 without hitting them, and that is as it should
# be: they had no say. (And the new value 9 lies three spreads above the mean: 3.)

# %% [markdown] instructor
# **Sections 1 to 3 (35 minutes of the 75).** `sigmoid`: let somebody read the error
# aloud, and ask how many answers a comparison of arrays has. Python offers `.any()` and
# `.all()`. The two fractions are equal on paper, so either way ordinary numbers come
# out right. With `.any()` all do; with `.all()` an array of very large and very small
# scores gives nan, and so does the second fraction alone: half the points. *Overflow
# for large Z* is advice unless it gives nan; *loop over the entries* costs points.
# `flatten_images`: *colour order: pixel by pixel* and *pictures mixed* both have the
# right shape; ask where the second red number lands, or fold column 1 back.
# `standardize` has no formula here on purpose; whoever is lost works the example on
# paper backwards. *Scale taken from the examples themselves* (which mean does a patient
# who comes alone have?), *mean and spread over the features* (which axis counts
# examples?), *division before subtraction*.

# %% [markdown]
# ## 4 · One number for all examples
#
# The **loss** of one example is minus the log of the probability that was given to its
# true label: $a$ if the label is 1, $1 - a$ if it is 0. Section 3 of notebook 01 has it
# as a formula. The **cost** is the mean of the $m$ losses. `A` and `Y` are rows of
# shape (1, m), so one line gives all losses, and their mean is one number.
#
# **Predict first.** Every $a$ is 0.5. What is the cost, whatever the labels?

# %% predict="equal_shares"
check.predict("equal_shares", ...)

# %% [markdown]
# <details><summary>A common slip</summary>
#
# $a$ and $y$ cannot change places: $\log y$ of a label 0 is minus infinity.
# </details><br>
#
# One trap: a very sure neuron makes `A` exactly 1, and `0 * log(0)` is `nan`. Keep the
# logarithm away from 0, by a hair: `1e-15` is enough. `np.maximum(p, q)` takes the
# larger of two entries; `np.clip(p, low, high)` keeps all of them between two bounds.
#
# ### Exercise: `compute_cost`
#
# **To mend.** The function below runs, and is right as long as all labels are 1 and no
# answer is sure. The cell below the check shows what it makes of others. Work through
# one example with label 0 by hand.
#
# Typically 3 lines.


# %% solution="compute_cost"
def compute_cost(A, Y):
    """Give the mean log loss, a number.

    A: probabilities (1, m), Y: labels 0 or 1 (1, m).
    """
    ### BEGIN SOLUTION
    P = np.clip(A, 1e-15, 1 - 1e-15)
    losses = Y * np.log(P) + (1 - Y) * np.log(1 - P)
    return -np.mean(losses)
    ### END SOLUTION


# %% check="compute_cost"

# %% demo of a symptom
with waits_for(compute_cost) as show:
    truth = np.array([[1, 0, 1, 0]])
    for said in ([0.5, 0.5, 0.5, 0.5], [0.9, 0.1, 0.9, 0.1], [0.9, 0.1, 0.9, 0.99]):
        print(f"{said}: cost {compute_cost(np.array([said]), truth):.3f}")
    with np.errstate(all="ignore"):
        sure = compute_cost(truth.astype(float), truth)
        print(f"sure and right: {round(float(sure), 3) + 0.0:.3f}")

# %% [markdown]
# Knowing nothing costs log 2; being sure and right costs nothing. And three good
# answers do not make up for one that is sure and wrong.
#
# **A good place to stop.** The data are columns on one scale, and a row of answers has
# one cost. Save. Next come the gradient, and the end of the loops. When you come back,
# click here and choose *Run → Run All Above Selected Cell*.

# %% [markdown] instructor
# **Section 4: `compute_cost` (20 minutes of the 75).** What is handed out is in print
# in lectures: the first term has lost its label, so four answers of one half cost 1.04
# in place of 0.69; and a sure answer gives nan. Whoever is stuck does one example with
# $y = 0$ by hand, term by term. *M by m table, averaged* is prediction 7 come true. *0
# times log(0)*: which term should count for a sure and right answer? *Certain answers
# left out of the mean* hides it and forgives sure mistakes.

# %% [markdown]
# ## 5 · One loop goes
#
# **About 50 minutes.** Sections 5 to 8: the gradient, first with one loop, then with
# none.
#
# In notebook 01 the inner loop ran over the features: $dw_j$ `+=` $x_j\,dz$. All
# features of an example together are a column, so the inner loop is one addition of
# columns:
#
# $$\begin{gathered}\underset{(n_x,1)}{dw} \mathrel{+}= \underset{(n_x,1)}{x^{(i)}}\;
# \underset{\text{number}}{dz^{(i)}} \\[.6em]
# db \mathrel{+}= dz^{(i)} \\[.6em]
# dz^{(i)} = a^{(i)} - y^{(i)}\end{gathered}$$
#
# After the loop, divide `dw`, `db` and the cost by $m$.
#
# **Predict first.** `X[:, i]` has shape (n_x,), and `X[:, i:i+1]` has shape (n_x, 1).
# What does `dw = dw + X[:, i] * dz` make of a column `dw`? Prediction 6 knows.
#
# <details><summary>Answer</summary>
#
# A square table, (n_x, n_x): a column plus something that lies down like a row.
# </details><br>
#
# <details><summary>Common slips</summary>
#
# `dw` *replaces* $dw_1, dw_2, \dots$; keeping both counts twice. And the sums start at
# 0 in every call: one carried over from the call before is right in the first step of
# training and wrong in the second.
# </details>
#
# ### Exercise: `gradients_one_loop`
#
# `w.T @ x` has shape (1, 1); its `.item()` is a number. `Y[:, i:i+1]` is a row with the
# label of one example: your `compute_cost` takes it, and $a$ as it is, (1, 1).
#
# Typically 9 lines.


# %% solution="gradients_one_loop"
def gradients_one_loop(w, b, X, Y):
    """Give gradient and cost with one loop, over the examples.

    w: (n_x, 1), b: number, X: (n_x, m), Y: (1, m).
    Returns ({"dw": (n_x, 1), "db": number}, cost).
    """
    ### BEGIN SOLUTION
    m = X.shape[1]
    dw, db, cost = np.zeros(w.shape), 0.0, 0.0
    for i in range(m):
        x, y = X[:, i : i + 1], Y[0, i]
        a = sigmoid(np.sum(w * x) + b)
        cost += -np.log(max(a if y == 1 else 1 - a, 1e-300))
        dw += x * (a - y)
        db += a - y
    return {"dw": dw / m, "db": db / m}, cost / m
    ### END SOLUTION


# %% check="gradients_one_loop"

# %% demo
with waits_for(gradients_one_loop) as show:
    three = np.array([[1.0, 2.0, -1.0], [3.0, 0.5, -2.0]]), np.array([[1, 0, 1]])
    for name, f in (
        ("two loops", gradients_and_cost),
        ("one loop", gradients_one_loop),
    ):
        grads, cost = f(np.array([[0.3], [-0.2]]), 0.1, *three)
        print(f"{name}: cost {cost:.4f}, dw {grads['dw'].ravel().round(4)}")

# %% [markdown]
# ## 6 · Where to start
#
# The cost of one neuron has a single valley: with steps that are short enough, every
# start leads to the same lowest cost. Zero is the usual choice. `w` is a column with
# one weight per feature, `b` a plain number. This line is given:


# %% readonly="start"
def initialize_with_zeros(n_x):
    """Give (w, b): w of shape (n_x, 1), b a number, all 0."""
    return np.zeros((n_x, 1)), 0.0


# %% [markdown]
# **Predict first.** With this start, which probability does every tumour get? And what
# would go wrong with `np.zeros(n_x)`?
#
# <details><summary>Answer</summary>
#
# One half: every score is 0. And `np.zeros(n_x)` is flat, neither row nor column
# (prediction 10): it cannot be turned, and beside a column it becomes a table.
# </details><br>
#
# (In notebook 03 there are hidden units, and zeros will be a trap.)

# %% [markdown] instructor
# **Sections 5 and 6 (20 minutes of the 50).** `gradients_one_loop`: *a row added to a
# column* is the mistake of the day: write the two shapes on the board, from the right.
# *Loop over the features left in* is right and costs points. *Sums, not means* and its
# relatives: which lines divide by $m$? The start is given; let somebody say why it has
# two pairs of brackets (prediction 10).

# %% [markdown]
# ## 7 · No loop at all: forward
#
# Writing sums as products of arrays is called **vectorising**. Forward propagation is
# one product, for all $m$ scores. Read the shapes under the symbols; inner sizes meet,
# outer sizes remain:
#
# $$\underset{(1,m)}{A} =
# \sigma\big(\underset{(1,n_x)}{w^T}\;\underset{(n_x,m)}{X} + b\big)$$
#
# A matrix product works **column by column**: $w^T$ meets the first column of $X$ and
# gives the first score, then the second, and so on. That is why examples are columns.
# In the picture $X$ stands above the result, so that row and column cross where the
# score is.

# %% demo
weights = np.array([[0.5], [-1.0]])
examples = np.array([[1.0, 2.0, -1.0, 0.0], [3.0, 0.5, -2.0, 1.0]])
product(weights.T, examples, ("w.T", "X", "Z"), at=(0, 1))

# %% [markdown]
# `+ b` adds one number to every score: broadcasting at its best. The next four pictures
# show one good case and three bad ones. Pale cells are not there; numpy only imagines
# them.

# %% demo
with waits_for() as show:
    wanted = "Good, if a table is wanted."
    show(broadcasting(column, row, names=("column", "row"), caption=wanted))
    answers = np.array([[0.9, 0.2, 0.6, 0.4]])
    upright, numbers = np.array([[1], [0], [1], [0]]), np.arange(1, 5)
    lost = "Bad: Y stands up. Every answer meets every label, and there is no error."
    show(broadcasting(answers, upright, "-", names=("A", "Y"), caption=lost))
    refused = "Bad, but honest: from the right, 5 meets 4, and numpy refuses."
    oblong = np.arange(20).reshape(4, 5)
    show(broadcasting(oblong, numbers, names=("Z", "b"), caption=refused))
    lie = (
        "Bad, and a lie: b was meant for the rows, one number each. The table is "
        "square, so numpy lays b along every row and says nothing."
    )
    show(broadcasting(np.zeros((4, 4)), numbers, names=("Z", "b"), caption=lie))

# %% [markdown]
# ## 8 · No loop at all: backward
#
# Back propagation: `dZ` holds the $m$ differences, and the sum over the examples is
# again a product:
#
# $$\begin{gathered}\underset{(1,m)}{dZ} = A - Y \\[.6em]
# \underset{(n_x,1)}{dw} = \frac{1}{m}\;\underset{(n_x,m)}{X}\;\underset{(m,1)}{dZ^T}
# \\[.6em]
# db = \frac{1}{m} \sum_{i=1}^{m} dz^{(i)}\end{gathered}$$
#
# Each row of $X$ is one feature in all examples. It meets all $m$ numbers of $dZ$, the
# products are added up, and that is exactly $\sum_i x_j^{(i)} dz^{(i)}$. In the
# picture: row 1 of `X`, counted from 0.

# %% demo
differences = np.array([[-0.5, 0.5, 0.25, -0.1]])
product(examples, differences.T, ("X", "dZ.T", "sums"), at=(1, 0))

# %% [markdown]
# **On paper.** Two examples with one measurement: $X = [\,2\;\;{-1}\,]$,
# $Y = [\,1\;\;0\,]$, $w = 0$, $b = 0$. Then $A = [\,0.5\;\;0.5\,]$ and
# $dZ = [\,{-0.5}\;\;0.5\,]$, so $dw = \frac{1}{2}(2 \cdot (-0.5) + (-1) \cdot 0.5)$
# $= -0.75$ and $db = 0$. The slope is negative: raising $w$ lowers the cost.
#
# **Common slips.** $w\,X$ and $X\,dZ$ do not fit: write the shapes underneath, and see
# which factor has to be turned. There is *one* $b$, not $b_1, \dots, b_m$. The mean
# divides by $m$, the number of columns, and never by $n_x$.
#
# **Predict first.** If every example were there twice, what would $dw$ be?
#
# <details><summary>Answer</summary>
#
# The same: twice the sum, divided by twice as many.
# </details>
#
# ### Exercise: `propagate`
#
# Return a dictionary with `dw` (n_x, 1) and `db` (a number), and the cost (a number).
# Your `sigmoid` and your `compute_cost` do part of the work.
#
# Typically 5 lines.


# %% solution="propagate"
def propagate(w, b, X, Y):
    """Give the gradient and the cost, for all examples at once.

    w: (n_x, 1), b: number, X: (n_x, m), Y: (1, m).
    Returns ({"dw": (n_x, 1), "db": number}, cost).
    """
    ### BEGIN SOLUTION
    m = X.shape[1]
    A = sigmoid(w.T @ X + b)
    dZ = A - Y
    return {"dw": X @ dZ.T / m, "db": np.sum(dZ) / m}, compute_cost(A, Y)
    ### END SOLUTION


# %% check="propagate"

# %% [markdown]
# A gradient is the slope of the cost, so it can be measured: nudge one number, see how
# the cost changes. `gradient_check` does this for all of them and compares. Below 1e-7,
# gradient and cost belong together. You will build it yourself in notebook 04.
#
# One slope can be seen as well: the curve is your cost for many values of $b$, and the
# line has your `db` as its slope. It should touch the curve.

# %% demo
with waits_for(standardize, initialize_with_zeros, propagate) as show:
    point = {"w": np.array([[0.3], [-0.2]]), "b": 0.1}
    grads, _ = propagate(point["w"], point["b"], X_train, Y_train)
    apart = gradient_check(
        lambda p: propagate(p["w"], p["b"], X_train, Y_train)[1], point, grads
    )
    print(f"relative difference: {apart:.1e}")
    start, _ = initialize_with_zeros(2)
    show(
        tangent(
            lambda b: propagate(start, b, X_train, Y_train)[1],
            slope=propagate(start, 0.0, X_train, Y_train)[0]["db"],
            at=0.0,
            low=-3,
            high=3,
            names=("b", "cost"),
        )
    )

# %% [markdown]
# **A good place to stop.** Cost and gradient need two products and no loop, and
# you have measured that they are right. Save. Next: how much time it saves, and
# training.

# %% [markdown] instructor
# **Sections 7 and 8: `propagate` (30 minutes of the 50).** Ask for the shape under each
# symbol before any line is typed. *Division by the number of features*, *no division by
# m*, *dw as a row*, *dw without its second axis*, *db per example*, *score for
# probability in dZ*. Who has the loop: which product adds over the examples? The paper
# example gives $dw = -0.75$; the negative slope means that $w$ should grow.

# %% [markdown]
# ## 9 · What it was good for
#
# **About 60 minutes.** From here to the end: speed, training, tumours, cats.
#
# Three programs give the same gradient: two loops (the course's own, from notebook 01),
# your one loop, and your arrays. Here each of them gets 50 features and more and more
# examples; the shortest of several runs counts.
#
# **Predict first.** Ten times the examples: how much longer does each take?


# %% demo
with waits_for(gradients_one_loop, propagate) as show:
    programs = {
        "two loops": gradients_and_cost,
        "one loop": gradients_one_loop,
        "arrays": propagate,
    }
    sizes = (10, 30, 100, 300, 1000)
    seconds = exhibits.gradient_seconds(programs, 50, sizes)
    factor = seconds["two loops"][-1] / seconds["arrays"][-1]
    said = f"50 features. At m = {sizes[-1]} the arrays are {factor:.0f} times as fast"
    show(exhibits.timings(sizes, seconds, caption=f"{said} as two loops."))

# %% [markdown]
# Both axes are logarithmic. The loops climb steadily: ten times the work, ten times the
# time. The arrays hardly notice; most of their time goes into starting up.
#
# Now the small print. A numpy call on a tiny array costs more than a few
# multiplications in plain Python. Each turn of your one loop makes several such calls:
# with 50 features it may be no faster than two loops, and with two features it is
# usually slower:

# %% demo
with waits_for(gradients_one_loop, propagate) as show:
    show(LoopsAndArrays(programs, n_x=2, m=200))

# %% [markdown]
# ## 10 · Walk downhill
#
# The gradient says which way is up. Take a small step the other way, and look again.
# Section 6 of notebook 01 has the step as a formula; arrays change nothing in it. $w$
# and $b$ are learned. The **learning rate** $\alpha$ and the number of steps are not:
# you set them, and such numbers are called **hyperparameters**. The one loop that
# remains runs over the steps. Every step needs the result of the one before, so it
# stays a loop.
#
# **Predict first.** You note the cost *before* every step and start from zero. Which
# number comes first?
#
# <details><summary>Answer</summary>
#
# 0.693, as in section 4: at zero every answer is 0.5.
# </details><br>
#
# ### Exercise: `optimize`
#
# Begin where the caller stands, at her `w` and `b`, and make `num_iterations` steps.
# Return three things: a dictionary with the `w` and `b` that you end at; the gradients
# that the last step used (your `propagate` gives them); and the list of costs, one per
# iteration, each taken *before* its step. With `num_iterations=0` the first is her
# start, the list is empty, and the gradients may be an empty dictionary.
#
# The caller keeps her `w`: make new arrays, do not write into hers (`w -= ...` does).
#
# Typically 7 lines.


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

# %% demo
with waits_for(standardize, initialize_with_zeros, propagate, optimize) as show:
    w, b = initialize_with_zeros(2)
    params, grads, costs = optimize(
        w, b, X_train, Y_train, learning_rate=0.5, num_iterations=300
    )
    show(cost_curve(costs))

# %% [markdown]
# ### How long should a step be?
#
# Try it: move **α** from 0.001 to 1000, and watch the cost and the line. When does the
# cost stall, fall, oscillate, or end above its start? A click adds a tumour of your
# own.
#
# Below the sliders, four rates side by side. The dashed line is where each began.
# *Stalled*: less than a tenth of the cost is gone. *Oscillating*: at the end it still
# goes up and down by a tenth or more. *Above its start*: at the end it is higher than
# it began. It does not **diverge**, that is, grow without bound: the slope has a
# largest value, and the walk is sent back again and again.

# %% demo
with waits_for(sigmoid, standardize, propagate, optimize) as show:

    def train_tumours(X=X_train, Y=Y_train, **options):
        """Train on two features from zero."""
        return optimize(np.zeros((2, 1)), 0.0, X, Y, **options)

    def malignant(params, points):
        """Give the probability of malignant."""
        return sigmoid(params["w"].T @ points + params["b"])

    kinds = ("benign", "malignant")
    names = ("radius", "texture")
    show(LearningRate(train_tumours, malignant, X_train, Y_train, kinds, names))

# %% demo
with waits_for(standardize, propagate, optimize) as show:
    rates = (0.001, 1, 50, 200)
    runs = {
        f"α = {rate:g}": train_tumours(learning_rate=rate, num_iterations=60)[2]
        for rate in rates
    }
    show(cost_panels(runs))

# %% [markdown]
# This is why features are put on one scale. On the left, the tumours as measured: with
# a longer step than this the cost soon jumps about. On the right, the same,
# standardised.

# %% demo
with waits_for(standardize, initialize_with_zeros, propagate, optimize) as show:
    w, b = initialize_with_zeros(2)
    runs = {
        f"{name}, α = {rate:g}": optimize(
            w, b, features, Y_train, learning_rate=rate, num_iterations=200
        )[2]
        for name, features, rate in (
            ("as measured", tumours_train, 0.01),
            ("standardised", X_train, 1),
        )
    }
    show(cost_panels(runs))

# %% [markdown] instructor
# **Sections 9 and 10: `optimize` (30 minutes of the 60).** Times differ by machine; the
# shape of the three curves does not. `optimize`: *start forgotten* (what do the
# arguments `w` and `b` stand for?), *argument overwritten*, *cost taken after the
# step*, *gradient computed once*, *uphill*. With the slider: where does it stall, where
# does it oscillate, and is a larger rate always worse? If time is short, skip the two
# pictures below it.

# %% [markdown]
# ## 11 · Decide
#
# A doctor wants an answer, not a probability. The rule: say 1 where the probability is
# above 0.5, else 0. On the boundary the score is 0, so for two features it is the line
# $w_1 x_1 + w_2 x_2 + b = 0$.
#
# **Predict first.** Which side of the line does a score of 0.3 belong to?
#
# <details><summary>Answer</summary>
#
# The side of 1: above score 0 the probability is above 0.5.
# </details>
#
# ### Exercise: `predict`
#
# Comparisons such as `A > 0.1` work on every entry, too. True counts as 1, False as 0.
# At exactly 0.5 either answer passes.
#
# Typically 2 lines.


# %% solution="predict"
def predict(w, b, X):
    """Give the more probable label of every example: 0 or 1, shape (1, m)."""
    ### BEGIN SOLUTION
    A = sigmoid(w.T @ X + b)
    return (A > 0.5).astype(float)
    ### END SOLUTION


# %% check="predict"

# %% demo
with waits_for(sigmoid, standardize, propagate, optimize, predict) as show:
    params, _, _ = train_tumours(learning_rate=0.5, num_iterations=300)
    six = X_test[:, :6]
    print("probability", malignant(params, six).ravel().round(2))
    print("label      ", predict(params["w"], params["b"], six).ravel())
    print("truth      ", Y_test[0, :6])

# %% [markdown]
# ## 12 · Count
#
# The **accuracy** is the share of right labels, between 0 and 1. Both rows have shape
# (1, m).
#
# **Predict first.** 90 of 100 tumours are benign. A rule says *benign* every time. What
# is its accuracy, and what is it worth?
#
# <details><summary>Answer</summary>
#
# 0.9, and nothing: it misses every malignant one.
# </details><br>
#
# **On paper.** Said 1, 0, 1, 0, 0 where 1, 0, 0, 1, 0 is true: three of five are right,
# 0.6.
#
# ### Exercise: `accuracy`
#
# Typically 1 line.


# %% solution="accuracy"
def accuracy(P, Y):
    """Give the share of right labels, a number. P, Y: (1, m)."""
    ### BEGIN SOLUTION
    return float(np.mean(P == Y))
    ### END SOLUTION


# %% check="accuracy"

# %% demo
with waits_for(accuracy) as show:
    said, true = np.array([[1, 0, 1, 0, 0]]), np.array([[1, 0, 0, 1, 0]])
    print("as on paper:", accuracy(said, true))

# %% [markdown]
# ## 13 · A report that cannot be true
#
# Somebody has put everything into one function: it trains a neuron from zero, and says
# what share of the tumours it gets right. Its cost falls as yours does. Its report
# stays poor.
#
# **Predict first.** A neuron that has learned nothing says *benign* every time. What
# share of the training tumours does it get right? If the cost has fallen to less than
# half, would you believe a report of a smaller share?
#
# <details><summary>Answer</summary>
#
# The share of benign ones: `1 - Y_train.mean()`, printed below. A smaller share says
# more about the report than about the neuron.
# </details>
#
# ### Exercise: `report_on_tumours`
#
# **A clinic.** Find what makes the share wrong, and mend it. The costs are right; leave
# them as they are. `X.T`, `print` of a shape, and predictions 1 to 10 are all you need.
#
# Typically 1 line to change.


# %% solution="report_on_tumours"
def report_on_tumours(X, Y, learning_rate, num_iterations):
    """Train a neuron from zero, and report how often it is right.

    X: (n_x, m), Y: (1, m).
    Returns (share of right answers after the last step, costs before every step).
    """
    ### BEGIN SOLUTION
    n_x, m = X.shape
    w, b = np.zeros((n_x, 1)), 0.0
    labels, costs = Y.T, []
    for _ in range(num_iterations):
        A = sigmoid(w.T @ X + b)
        costs.append(compute_cost(A, Y))
        w = w - learning_rate * X @ (A.T - labels) / m
        b = b - learning_rate * np.mean(A.T - labels)
    said = sigmoid(w.T @ X + b) > 0.5
    return np.mean(said == Y), costs
    ### END SOLUTION


# %% check="report_on_tumours"

# %% demo
with waits_for(
    sigmoid, compute_cost, standardize, optimize, predict, accuracy, report_on_tumours
) as show:
    print(f"always benign: {1 - Y_train.mean():.3f}")
    for steps in (1, 50, 200):
        options = {"learning_rate": 0.5, "num_iterations": steps}
        share, costs = report_on_tumours(X_train, Y_train, **options)
        params, _, _ = train_tumours(**options)
        yours = accuracy(predict(params["w"], params["b"], X_train), Y_train)
        print(f"steps {steps:3}: last cost {costs[-1]:.3f}, ", end="")
        print(f"report {share:.3f}, your own functions {yours:.3f}")

# %% [markdown]
# **Predict.** As it was handed out, the cost fell as it should, but the share stayed
# below that of *always benign*. Why?
#
# 1. It was not trained long enough.
# 2. Every answer meets every label.
# 3. The threshold is wrong.
# 4. The features are not scaled.

# %% predict="why_the_share_stood_still"
check.predict("why_the_share_stood_still", ...)

# %% [markdown]
# ## Your line through real tumours
#
# On the line your neuron says 0.5: it cannot decide. These are the test tumours; none
# of them had a say in where the line lies.

# %% demo
with waits_for(sigmoid, standardize, propagate, optimize) as show:
    params, _, _ = train_tumours(learning_rate=0.5, num_iterations=300)
    show(
        decision_line(
            lambda points: malignant(params, points),
            X_test,
            Y_test,
            names=("radius (standardised)", "texture (standardised)"),
            labels=("benign", "malignant"),
        )
    )

# %% [markdown]
# An accuracy alone says little. Compare it with a rule that has looked at nothing and
# always says *benign*. And count what matters most to the patient: the tumours that
# were **missed**.
#
# Nothing in your code knows that there are two features. So give it all thirty as well.


# %% demo
def report(name, P, Y):
    """Print accuracy, missed ones and false alarms."""
    missed, alarms = np.sum((P == 0) & (Y == 1)), np.sum((P == 1) & (Y == 0))
    share = f"{accuracy(P, Y):.1%} right"
    print(f"{name:18} {share}, {missed} of {Y.sum():.0f} missed, {alarms} false alarms")


with waits_for(sigmoid, standardize, propagate, optimize, predict, accuracy) as show:
    report("always benign", np.zeros(Y_test.shape), Y_test)
    report("two features", predict(params["w"], params["b"], X_test), Y_test)
    (all_train, all_labels), (all_test, _) = split(
        *tumours(tumour_features()), rng=np.random.default_rng(2), test_share=0.3
    )
    full, _, _ = optimize(
        np.zeros((30, 1)),
        0.0,
        standardize(all_train, all_train),
        all_labels,
        learning_rate=0.5,
        num_iterations=300,
    )
    P = predict(full["w"], full["b"], standardize(all_train, all_test))
    report("thirty features", P, Y_test)

# %% [markdown]
# ## Your neuron looks at cats
#
# Now 3072 features: 32 × 32 pixels in three colours. Flatten, standardise, train,
# exactly as before. The rule to compare with is the **majority guess**: always the more
# frequent label.
#
# **Predict first.** How many of the training pictures will it get right, and how many
# new ones?

# %% demo
with waits_for(
    sigmoid, flatten_images, standardize, propagate, optimize, predict, accuracy
) as show:
    pixels = flatten_images(cat_images)
    X_cats = standardize(pixels, pixels)
    X_new = standardize(pixels, flatten_images(new_images))
    cat, _, costs = optimize(
        np.zeros((len(pixels), 1)),
        0.0,
        X_cats,
        cat_labels,
        learning_rate=0.01,
        num_iterations=300,
    )
    for name, seen, truth in (
        ("training", X_cats, cat_labels),
        ("new", X_new, new_labels),
    ):
        share = accuracy(predict(cat["w"], cat["b"], seen), truth)
        guess = max(np.mean(truth), 1 - np.mean(truth))
        print(f"{name:8} {share:.1%} right, the majority guess has {guess:.1%}")
    show(exhibits.weight_image(cat["w"], 32, 32, labels=("no cat", "cat")))

# %% [markdown]
# It knows the training pictures nearly by heart; on new ones it is far from perfect.
# With more weights than pictures it can remember instead of learning: **overfitting**.
#
# But there is a deeper reason. The weights are a single **template**: bright here and
# dark there speaks for a cat. In the negative of a picture, every pixel votes the other
# way. So of two pictures, the one with the higher score has the negative with the
# lower. For you, the negative of a cat is still a cat, and both kinds are among the
# drawings: dark on light, and light on dark.
#
# Below, every new cat meets every new picture without one (a table, this time wanted),
# first as pictures, then as negatives. How often does the cat have the higher score?

# %% demo
with waits_for(sigmoid, flatten_images, standardize, propagate, optimize) as show:
    is_cat = new_labels[0] == 1
    for name, seen in (("pictures", new_images), ("negatives", 255 - new_images)):
        inputs = standardize(pixels, flatten_images(seen))
        scores = (cat["w"].T @ inputs + cat["b"])[0]
        wins = np.mean(scores[is_cat][:, np.newaxis] > scores[~is_cat])
        print(f"{name:9} the cat has the higher score in {wins:.1%} of all pairs")

# %% [markdown] written="two_sentences"
# No number of steps mends this. It takes several templates, and a second layer that
# weighs them: notebook 03.
#
# ## Say it in two sentences
#
# Explain to somebody who knows notebook 01 why $X\,dZ^T$ needs no loop, and why the
# loop over the iterations stays. Write it here.
#
# <details><summary>One answer, to open after yours</summary>
#
# Every weight's derivative is a sum over the examples of feature times difference, and
# a matrix product is made of such sums, so numpy runs the loop for us. Each iteration
# starts from the weights that the one before has left, so they can only come one after
# another.
# </details>

# %% [markdown] instructor
# **Rubric.** One point: $X\,dZ^T$ is made of the sums over the examples, so numpy runs
# the loop. One point: an iteration needs the weights that the one before has left.

# %% [markdown]
# ## Summary
#
# | step | formula | shape |
# |---|---|---|
# | scores | $Z = w^T X + b$ | (1, m) |
# | probabilities | $A = \sigma(Z)$ | (1, m) |
# | differences | $dZ = A - Y$ | (1, m) |
# | gradient | $dw = X\,dZ^T / m$, $\;db$ = mean of $dZ$ | (n_x, 1), number |
# | step | $w := w - \alpha\,dw$, $\;b := b - \alpha\,db$ | (n_x, 1), number |
#
# **Words.** *Broadcasting*: stretching an axis of length 1. *Flat array*: one axis,
# neither row nor column. *Standardise*: mean 0, spread 1, measured on the training
# examples. *Majority guess*: always the most frequent label. *Overfitting*: much better
# on the training examples than on new ones. *Template*: weights, seen as a picture.
#
# <details><summary>Further reading</summary>
#
# - The NumPy user guide, "NumPy: the absolute basics for beginners" and "Broadcasting".
# - C. R. Harris and others, "Array programming with NumPy", *Nature* 585 (2020).
# - I. Goodfellow, Y. Bengio, A. Courville, *Deep Learning*, section 5.2, "Capacity,
#   Overfitting and Underfitting".
# </details><br>
#
# **Next.** Notebook 03 gives the neuron company: a hidden layer, whose units are
# neurons like yours, and a backward pass that reaches them.
#
# To hand in: save (<kbd>Ctrl</kbd>+<kbd>S</kbd>), run the cell below, send in the file.

# %% demo
check.before_handing_in()

# %% [markdown] instructor
# **Sections 11 to 13 and the end (30 minutes of the 60).** `predict`: *score compared
# with one half*; `accuracy`: *every label against every other* gives a number that
# looks sensible, and so does the clinic: its labels stand up for the product, and meet
# a row of answers in the last line. Let students print shapes before they change a
# line. Whoever mends it by `accuracy(said, Y)` has understood it. The cats matter more
# than they look: the template argument is the reason why 03 exists.
#
# **Eight questions** for a short oral or paper quiz.
#
# 1. $X$ has shape (30, 400). Which shapes do $w$, $Z$, $dZ$ and $dw$ have? *(30, 1),
#    (1, 400), (1, 400), (30, 1).*
# 2. `A` is (1, 5) and `Y` is (5, 1). What is `A - Y`, and does numpy complain? *A (5,
#    5) table, and no.*
# 3. Which sum is entry $j$ of $X\,dZ^T$? *Feature $j$ times difference, over all
#    examples.*
# 4. Why is the spread taken from the training examples only? *New examples come one by
#    one and must meet the same scale; test examples must have no say.*
# 5. Your cost is nan. What has probably happened? *0 times the log of 0, for an answer
#    that is exactly 0 or 1.*
# 6. Which loop cannot be replaced by arrays, and why? *The one over the iterations:
#    each needs the result of the one before.*
# 7. A picture of 8 × 8 pixels in three colours: how many features, and how many
#    parameters does the neuron have? *192, and 193.*
# 8. A neuron has 99 % on training pictures and 65 % on new ones. What is this called,
#    and what would you compare 65 % with? *Overfitting; the majority guess.*
