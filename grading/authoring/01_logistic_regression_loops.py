# %% [markdown]
# # 01 · Logistic regression with loops
#
# A doctor has measured a tumour. Is it malignant? In this notebook you build **one
# neuron** that learns to answer with a probability. Plain numbers, plain loops: nothing
# is hidden in a library.
#
# - **You will** write six short functions, mend one, put the lines of another in order
#   and find out why a third goes astray; measure whether your derivatives are right,
#   and let your neuron draw its own line through hundreds of real tumours.
# - **You need** notebook 00, loops in Python, and school calculus.
# - **Time:** about two hours and three quarters, in three parts: sections
#   1–3, 4–5 and 6–8.
#
# As before: write where it says *Your code here*, run the cell, run the check below it.
# If you are stuck, `check.hint(sigmoid)` gives a first hint.

# %% opening
import math

import numpy as np

# What you wrote in notebook 00, in the course's version
from nnlib.slopes import descend, numerical_slope, squared_loss

# Data
from nnlib.datasets import tumours

# Pictures
from nnlib.plotting import cost_curve, cost_panels, curve, curves
from nnlib.plotting import decision_line, exhibits, tangent

# Sliders
from nnlib.explore import TwoLosses, WeightAndBias

# What looks at your functions
from nnlib.exercises import checks, course_lends, waits_for

check = checks("01")

# %% [markdown]
# **Recall.** *Five minutes, from memory:* four questions about notebook 00. Put your
# answers in place of the dots and run the cell. After a wrong answer you are told where
# to look; nothing here is graded.
#
# **`slope_of_the_loss`** What is the slope of $\tfrac12 (a - y)^2$ towards $a$?
#
# 1. $2\,(a - y)$
# 2. $a - y$
# 3. $\tfrac12 (a - y)$
#
# **`slope_of_two_values`** $f(1) = 5$ and $f(1.001) = 4.998$. About how large is the
# slope of $f$ at 1?
#
# **`end_of_the_step`** You stand at $w = 3$. The slope there is 2, and $\alpha = 0.5$.
# Where does the step end?
#
# **`slope_of_a_product`** In $u = bc$, what is the local slope towards $b$?
#
# 1. 1
# 2. $b$
# 3. $c$

# %% predict="recall"
check.recall("slope_of_the_loss", ...)
check.recall("slope_of_two_values", ...)
check.recall("end_of_the_step", ...)
check.recall("slope_of_a_product", ...)

# %% [markdown]
# ## The data
#
# Each tumour was measured under a microscope. We use two measurements: how large the
# cell nuclei are (radius), and how uneven they look (texture). Both are shifted and
# scaled to mean 0 and spread 1 (the standard deviation), so that a step in one means as
# much as a step in the other.

# %% readonly="data"
X, Y = tumours(features=("mean radius", "mean texture"))
X = (X - X.mean(axis=1, keepdims=True)) / X.std(axis=1, keepdims=True)
n_x, m = X.shape
print(f"{m} tumours, {int(Y.sum())} of them malignant")
print(f"X has shape {X.shape}, Y has shape {Y.shape}")

# %% [markdown]
# | symbol | shape | what it is |
# |---|---|---|
# | $m$, $n_x$ | numbers | how many examples, how many features |
# | $X$ | (n_x, m) | one **column** per tumour, one row per feature |
# | $Y$ | (1, m) | labels: 1 for malignant, 0 for benign, nothing in between |
# | $x^{(i)}$, $y^{(i)}$ | (n_x, 1), a number | example $i$ and its label |
# | $x_j$ | a number | feature $j$ of one example |
#
# Round brackets above count examples; a small number below counts features: $x^{(2)}$
# is a whole tumour, $x_2$ is one measurement.
#
# Python counts from 0. `X[:, i : i + 1]` is example $i$, still a column; `Y[0, i]` is
# its label, one number.

# %%
first_tumour = X[:, 0:1]
print("its features:", first_tumour.round(2).tolist())
print("their shape: ", first_tumour.shape)
print("its label:   ", Y[0, 0])

# %% [markdown]
# ## 1 · From a score to a probability
#
# **About 70 minutes.** Sections 1 to 3: your neuron answers, and each answer gets a
# price.
#
# The neuron will add up evidence into a score $z$: above 0 speaks for malignant, below
# 0 against it. A score can be any number. A probability cannot. The **sigmoid** turns
# the one into the other:
#
# $$\sigma(z) = \frac{1}{1 + e^{-z}} = \frac{e^{z}}{1 + e^{z}}$$
#
# <details><summary>Why this formula? From odds to probabilities</summary>
#
# Bettors speak of **odds**: $p$ to $1 - p$, or $o = p / (1 - p)$. A chance of 0.8 has
# odds of 4, a chance of 0.2 has odds of 1/4. Odds run from 0 up, without a bound; even
# chances are at 1. Their natural logarithm, written $\log$ in this course, can be any
# number, and treats both sides alike: $\log 4 = -\log \tfrac14$, and $\log 1 = 0$. So
# let the score be the log of the odds, and ask for $p$:
#
# $$\begin{aligned}
# z &= \log \frac{p}{1 - p} \\
# e^{z} (1 - p) &= p \\
# p &= \frac{e^{z}}{1 + e^{z}} = \sigma(z)
# \end{aligned}$$
#
# One more in the score multiplies the odds by $e \approx 2.7$. And the first form of
# $\sigma$ is the second, divided above and below by $e^{z}$.
# </details><br>
#
# **On paper.** $\sigma(0) = 0.5$: no evidence, no side taken. $e^{-2} \approx 0.135$,
# so $\sigma(2) \approx 1/1.135 \approx 0.88$.
#
# **Predict first.** What is $\sigma(-2)$? Two digits are enough.

# %% predict="sigma_of_minus_two"
check.predict("sigma_of_minus_two", ...)

# %% [markdown]
# ### Exercise: `sigmoid`
#
# Take one number, return one number. `math.exp` is the exponential.
#
# One trap: `math.exp(1000)` stops with an error, because the result is too large for
# the computer; `math.exp(-1000)` is 0. Your function should answer for every
# $z$. Look at the two ways to write the formula.
#
# Typically 3 lines.


# %% solution="sigmoid"
def sigmoid(z):
    """Turn a score into a probability.

    z: number. Returns a number between 0 and 1.
    """
    ### BEGIN SOLUTION
    if z >= 0:
        return 1 / (1 + math.exp(-z))
    return math.exp(z) / (1 + math.exp(z))
    ### END SOLUTION


# %% check="sigmoid"

# %% [markdown]
# Your function, drawn. Every score now has a probability, so a neuron can speak in
# chances.

# %% demo
with waits_for(sigmoid) as show:
    show(curve(np.vectorize(sigmoid), -6, 6, name="sigmoid", at=(-2, 0, 2)))

# %% [markdown]
# **A common slip:** "small z gives 0". A z *near zero* gives about one half; only a
# strongly *negative* z comes close to 0. And it only comes close: on paper the sigmoid
# never reaches 0 or 1. In the computer it does, by rounding. From which $z$ onwards?

# %% demo
with waits_for(sigmoid) as show:
    rounded_to_1 = next(z for z in range(100) if sigmoid(z) == 1)
    print(f"sigmoid({rounded_to_1 - 1}) =", sigmoid(rounded_to_1 - 1))
    print(f"sigmoid({rounded_to_1}) =", sigmoid(rounded_to_1))

# %% [markdown]
# ## 2 · One neuron
#
# Each feature $x_j$ has a **weight** $w_j$: how strongly it speaks, and for which side.
# The **bias** $b$ is what the neuron believes before it has looked.
#
# $$\begin{gathered}z = w_1 x_1 + w_2 x_2 + \dots + w_{n_x} x_{n_x} + b \\[.6em]
# a = \sigma(z)\end{gathered}$$
#
# $w$ and $x$ have shape (n_x, 1); $b$, $z$ and $a$ are numbers. $a$ is the neuron's
# answer, often written $\hat y$: the probability that $y = 1$. Then $1 - a$ is the
# probability that $y = 0$.
#
# This neuron *is* **logistic regression**. *Regression*, because like the line of 00 it
# answers with a number; what makes it a yes or no is a rule on top (section 8).
# *Logistic* is another name for the sigmoid. In a picture, with the loss of section 3:

# %%
exhibits.neuron_graph(
    caption="Values run from left to right. x is given; w and b are learned."
)

# %% [markdown]
# <details><summary>Another way to keep the books: θ in place of w and b</summary>
#
# Some texts put the bias, then often called the **intercept**, into the list of
# weights: $\theta = (b, w_1, w_2)$, with one more feature $x_0$ that is always 1, so
# that $z = \theta^T x$. It is the same neuron. Here $w$ and $b$ stay apart, which is
# easier to program.
#
# **A common slip:** reading the 1 in such a drawing as "b = 1". The 1 is the constant
# input $x_0$; $b$ is learned like every weight. And some drawings give every product a
# node of its own, $v = w_1 x_1$ and $H = w_2 x_2$, and $z = v + H + b$: the same again.
# </details><br>
#
# ### Exercise: `neuron`
#
# **Predict first.** With all weights 0 and $b = 0$: what does the neuron say, and does
# it depend on $x$?
#
# <details><summary>Answer</summary>
#
# It says 0.5, whatever $x$ is: nothing of $x$ reaches $z$.
# </details><br>
#
# **On paper.** $w = (0.3, -0.2)$, $b = 0.1$, $x = (1.5, -2)$. Then
# $z = 0.45 + 0.40 + 0.1 = 0.95$ and $a = \sigma(0.95) \approx 0.72$.
#
# Loop over the features. `w[j, 0]` is a number, `w[j]` a one-entry array: add up
# numbers. There may be any number of features.
#
# Typically 4 lines.


# %% solution="neuron"
def neuron(w, b, x):
    """Give the probability that the neuron sees in one example.

    w: (n_x, 1), b: number, x: (n_x, 1). Returns a number between 0 and 1.
    """
    ### BEGIN SOLUTION
    z = b
    for j in range(w.shape[0]):
        z += w[j, 0] * x[j, 0]
    return sigmoid(z)
    ### END SOLUTION


# %% check="neuron"

# %% [markdown]
# **What do $w$ and $b$ do to the curve?** Take one feature. Predict before you run:
# which change makes the curve steeper, which one shifts it, and which way? What does a
# negative weight do?

# %% demo
with waits_for(neuron) as show:

    def one_feature(w, b):
        """Make a neuron with one feature a function of one number."""
        return lambda x: neuron(np.array([[w]]), b, np.array([[x]]))

    def at_one_half(f):
        """Say where a curve is one half, and how steep it is there."""
        x = min(np.linspace(-6, 6, 121), key=lambda x: abs(f(x) - 0.5))
        return f"one half at {x:.3g}, slope {numerical_slope(f, x):.2f}"

    settings = [(1.0, 0.0), (3.0, 0.0), (1.0, 2.0), (-1.0, 0.0)]
    family = {f"w = {w:g}, b = {b:g}": one_feature(w, b) for w, b in settings}
    words = " ".join(f"{name}: {at_one_half(f)}." for name, f in family.items())
    show(curves(family, -6, 6, names=("x", "a"), caption=words))

# %% [markdown]
# The weight sets how steep the curve is, and in which direction it rises. The bias
# lifts every score by the same amount, and so moves the curve **sideways**: it crosses
# one half where $wx + b = 0$, at $x = -b/w$. With a large $b$ the neuron **fires**
# easily: it says nearly 1 for most $x$. With a very negative one it hardly ever fires.
#
# <details><summary>A common slip</summary>
#
# "The bias only moves the output up and down." It moves $z$ up and down; what you see
# is a border that moves sideways.
# </details>

# %% [markdown]
# **Why not yes or no?** The oldest model of a neuron is a step: 1 if $z > 0$,
# else 0. It decides, but it is flat on both sides: nudge a weight, and usually nothing
# changes. A slope of 0 does not say which way to improve. The sigmoid is the step made
# smooth.

# %% demo
with waits_for(sigmoid) as show:
    both = {"sigmoid": sigmoid, "step": lambda z: float(z > 0)}
    show(curves(both, -6, 6, caption="At z = 0 the step leaps; the sigmoid climbs."))

# %% [markdown] instructor
# **Sections 1 and 2: `sigmoid`, `neuron` (35 minutes of the 70).** Ask for the answer
# at $z = 0$ before anybody debugs: it separates most wrong forms. *Overflow for large
# z* hits nearly everyone; let them say which of the two ways has no $e^{+z}$ for large
# $z$. In `neuron`: *bias added for every feature* (is $b$ inside the loop?), *only the
# last feature counts* (where does $z$ start?), *answer kept in an array* (`w[j]`
# against `w[j, 0]`). Answers: a larger weight is steeper, $b$ shifts to $x = -b/w$, a
# negative weight falls. Many expect the bias to lift the curve; the four curves settle
# it.

# %% [markdown]
# ## 3 · How wrong is an answer?
#
# Two words to keep apart. The **loss** $L(a, y)$ is the price of *one* answer. The
# **cost** $J$ is the *mean* loss over all $m$ examples. Loss for one, cost for all.
#
# You know one loss from notebook 00: $\tfrac12 (a - y)^2$. The half is there only to
# cancel the 2 of the derivative. For probabilities there is a better loss.
#
# ### The log loss
#
# Ask one question: **which probability did the neuron give to the truth?** It gave $a$
# to label 1 and $1 - a$ to label 0. The loss is minus its natural logarithm:
#
# $$L(a, y) = \begin{cases} -\log a & \text{if } y = 1 \\
# -\log (1 - a) & \text{if } y = 0 \end{cases}$$
#
# Or in one line, where the label switches one of the terms off:
#
# $$L(a, y) = -\big[\, y \log a + (1 - y) \log (1 - a) \,\big]$$
#
# Everything is a number: $a$, $y$ and $L$.
#
# <details><summary>Why the logarithm? From one truth to all of them</summary>
#
# How likely does the neuron think all $m$ labels together are? If they do not depend on
# each other, chances multiply: three truths with 0.9, 0.8 and 0.5 have $0.9 \cdot 0.8
# \cdot 0.5 = 0.36$. This product is the **likelihood**, and the best $w$ and $b$ are
# those that make it largest. Products of many small numbers are awkward; the logarithm
# turns them into a sum, and is largest where the product is:
#
# $$\log (0.9 \cdot 0.8 \cdot 0.5) = \log 0.9 + \log 0.8 + \log 0.5$$
#
# With a minus it is a price, to be made small, and divided by $m$ it is a mean: the
# cost.
# </details>

# %% [markdown]
# ### Exercise: `log_loss`
#
# **Predict first.** What does it cost to say $a = 1$ when $y = 1$? And when $y = 0$?
#
# <details><summary>Answer</summary>
#
# Nothing, as $\log 1 = 0$. And for $y = 0$, more than any number: the truth was given
# probability 0.
# </details><br>
#
# **On paper.** $\log 0.9 \approx -0.105$ and $\log 0.1 \approx -2.303$. Saying
# $a = 0.9$ costs 0.105 if the tumour is malignant, and 2.303 if it is benign.
#
# One trap: $\log 0$ does not exist. `math.log(0)` stops with an error, and numpy's
# `0 * np.log(0)` is not a number. Your function meets $a = 0$ and $a = 1$ as well. So
# take no logarithm of anything below a hair, `1e-15`, be it $a$ or $1 - a$: `max` keeps
# a number above it. `math.log` is the natural one.
#
# Typically 3 lines.


# %% solution="log_loss"
def log_loss(a, y):
    """Give the loss of one answer.

    a: number from 0 to 1, y: 0 or 1. Returns a number, 0 or more.
    """
    ### BEGIN SOLUTION
    given_to_truth = a if y == 1 else 1 - a
    return -math.log(max(given_to_truth, 1e-300))
    ### END SOLUTION


# %% check="log_loss"

# %% [markdown]
# The two cases, drawn with your function. Being unsure costs a little; being sure and
# wrong costs without limit. Now answers can be compared.

# %% demo
with waits_for(log_loss) as show:
    cases = {"y = 1": lambda a: log_loss(a, 1), "y = 0": lambda a: log_loss(a, 0)}
    show(curves(cases, 0.01, 0.99, names=("a", "loss")))

# %% [markdown]
# <details><summary>Two common slips</summary>
#
# "For $y = 1$, $\log a$ should come close to 1." It is $a$ that should come close to 1.
# Its logarithm then comes close to 0, the largest value it can have; the loss is
# smallest there.
#
# "The logarithm is convex." It bends the other way; *minus* the logarithm is convex,
# like a bowl. That will matter in a moment.
# </details>
#
# ### Why not the squared error? First reason: how hard it pulls
#
# The neuron is sure and wrong: $y = 1$, but $z = -3$. How hard does each loss pull?
# **Predict first:** which curve is steeper at $z = -3$?
#
# 1. That of the log loss.
# 2. That of half the squared error.

# %% predict="who_pulls_harder"
check.predict("who_pulls_harder", ...)

# %% demo
with waits_for(sigmoid, log_loss) as show:
    losses = {
        "log loss": lambda z: log_loss(sigmoid(z), 1),
        "half squared error": lambda z: squared_loss(sigmoid(z), 1),
    }
    slopes = {
        z: " and ".join(
            f"{numerical_slope(loss, z):.3f} ({name})" for name, loss in losses.items()
        )
        for z in (-3.0, 0.5, 4.0)
    }
    words = f"Slopes at z = -3: {slopes[-3.0]}."
    show(curves(losses, -6, 6, names=("z", "loss for y = 1"), caption=words))
    for z, both in slopes.items():
        print(f"slopes at z = {z:4}: {both}")
    for a in (0.9, 0.5, 0.1, 0.01):
        price = f"log loss {log_loss(a, 1):.3f}, half squared {squared_loss(a, 1):.3f}"
        print(f"a = {a:<4} and y = 1: {price}")

# %% [markdown]
# The squared error is flat where the mistake is worst: its slope carries a factor
# $a(1 - a)$ (section 4 shows why), which is nearly 0 there. The log loss goes on
# pulling, the harder the worse the answer is.
#
# <details><summary>Is the squared error too strict near the border?</summary>
#
# At $z = 0.5$ both still pull, the log loss harder: −0.38 against −0.09. A sure, right
# answer, $z = 4$, is left almost alone by both.
# </details>
#
# ### Second reason: it has false valleys
#
# With the squared error behind a sigmoid, a cost may have several valleys. Each has a
# **local minimum**; only the lowest is the **global** one. Four examples are enough.
#
# <details><summary>Why: the curvature</summary>
#
# Curvature, the slope of the slope, decides whether a cost is a bowl. For $y = 1$, as a
# function of $z$:
#
# $$\begin{gathered}\text{log loss: } a(1 - a) > 0 \\[.6em]
# \text{half squared error: } -a\,(1 - a)^2\,(1 - 3a)\end{gathered}$$
#
# The second is negative for $a < \tfrac13$: there the curve bends the wrong way, and a
# sum of such curves can have two valleys. Where the first is summed up, nothing bends
# the wrong way.
# </details>

# %% demo
with waits_for(sigmoid, log_loss) as show:
    few_x, few_y = (-2.0, -0.5, 2.0, 12.0), (1, 0, 0, 1)

    def mean_loss(loss, w):
        """Give the cost of a neuron with one weight and no bias."""
        pairs = zip(few_x, few_y, strict=True)
        return float(np.mean([loss(sigmoid(w * x), y) for x, y in pairs]))

    costs = {
        "half squared error": lambda w: mean_loss(squared_loss, w),
        "log loss": lambda w: mean_loss(log_loss, w),
    }
    show(TwoLosses(costs, numerical_slope, descend, (0.5, 0.05), low=-1.25))

# %% [markdown]
# Same data, same start, same number of steps, each with a step length that suits it.
# Click on a curve to start elsewhere, or make the steps longer.
# With the squared error the walk settles in the wrong valley. With the log loss there
# is only one.
#
# So for **one** neuron with the log loss and steps that are short enough, every start
# leads to the same lowest cost, and we may start at zero. (Networks with hidden layers
# lose this gift; more in 03.)

# %% [markdown]
# ### Be the learner
#
# Eight invented tumours, not those of 00. Move $w$ and $b$ and watch $J$, the
# mean of your log losses. Can you get below 0.32? The longer a grey line, the harder
# its example pulls.
#
# <details><summary>Answer</summary>
#
# Barely: $w$ near 1.3 and $b$ near −5.8 give 0.313, the lowest there is.
# </details>

# %% demo
with waits_for(neuron, log_loss) as show:
    sizes = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0])
    kinds = np.array([0, 0, 0, 1, 0, 1, 1, 1])

    def at(w, b, x):
        """Ask the neuron about one number."""
        return neuron(np.array([[w]]), b, np.array([[x]]))

    labels = ("benign", "malignant")
    show(WeightAndBias(at, log_loss, sizes, kinds, "size", labels))

# %% [markdown]
# **A good place to stop.** Your neuron answers, and every answer has a price. Save.
# Next it learns which way to move. When you come back, click here and choose *Run → Run
# All Above Selected Cell*: functions live as long as the kernel.

# %% [markdown] instructor
# **Section 3: `log_loss` (35 minutes of the 70).** *1 - y without brackets*, *only the
# first term*, *minus sign on the first term only*: all right for $y = 1$, so ask for $y
# = 0$, $a = 0.9$ by hand. *Clipped too coarsely*: what should $a = 0.999$ cost? *0
# times log(0)*: which term should count? Slopes at $z = -3$: about $-0.953$ against
# $-0.043$. Below 0.32 with the sliders: the lowest cost is 0.313, near $w = 1.3$, $b =
# -5.8$. Skip "false valleys" if time is short; 00 has one.

# %% [markdown]
# ## 4 · Which way is down, for one example?
#
# **About 50 minutes.** Sections 4 and 5: derivatives, for one example and for all.
#
# With sliders you felt your way. Derivatives do better: they say, for every number, how
# the loss changes if that number grows a little. `dw` is short for $\partial L /
# \partial w$; every name with a d is a derivative *of the loss*.
#
# Values were computed from left to right. Derivatives are computed from right to left,
# one node at a time: what came in from the right, times the slope of this node. With
# the values of the paper example below:

# %%
exhibits.neuron_graph(
    np.array([[0.3], [-0.2]]),
    0.1,
    np.array([[1.5], [-2.0]]),
    caption="Now from the right: how does the loss follow a, z, and each w?",
)

# %% [markdown]
# This is **back propagation**, on its smallest network.
#
# **First step, through the loss.** The slope of $\log a$ is $1/a$, so
#
# $$da = -\frac{y}{a} + \frac{1 - y}{1 - a}$$
#
# **Second step, through the sigmoid.** Its slope is $a(1 - a)$, and then a small
# miracle happens:
#
# $$dz = da \cdot a(1 - a) = a - y$$
#
# The derivative is how far off the answer is.
#
# <details><summary>Line by line: why the slope of the sigmoid is a(1 − a)</summary>
#
# $$\begin{aligned}
# a &= (1 + e^{-z})^{-1} \\
# \sigma'(z) &= -(1 + e^{-z})^{-2} \cdot (-e^{-z}) && \text{chain rule} \\
# &= \frac{1}{1 + e^{-z}} \cdot \frac{e^{-z}}{1 + e^{-z}} && \text{as a product} \\
# &= a \, (1 - a) && \text{as } 1 - a = \tfrac{e^{-z}}{1 + e^{-z}}
# \end{aligned}$$
#
# </details>
#
# <details><summary>Line by line: why dz is a − y</summary>
#
# $$\begin{aligned}
# L &= -y \log a - (1 - y) \log (1 - a) \\
# da &= -\frac{y}{a} + \frac{1 - y}{1 - a}
# && (\log f)' = f' / f, \text{ and } (1 - a)' = -1 \\
# dz &= \Big( -\frac{y}{a} + \frac{1 - y}{1 - a} \Big) \, a (1 - a)
# && \text{the bracket is needed} \\
# &= -y (1 - a) + (1 - y)\, a && \text{multiply out} \\
# &= -y + ya + a - ya = a - y
# \end{aligned}$$
#
# </details>

# %% [markdown]
# **Third step, to $w$, $x$ and $b$.** $z$ is a sum of products. In $w_j x_j$, each
# factor feels the other one; $b$ stands alone:
#
# $$dw_j = x_j \, dz \qquad db = dz$$
#
# And $dx_j$, the derivative towards a feature? The same sentence gives it; you will
# need it. $dw$ and $dx$ have shape (n_x, 1), like $w$ and $x$. $da$, $dz$ and $db$ are
# numbers.
#
# **A common slip:** $dx_1 = dz + w_1$. Derivatives along a path are *multiplied*. They
# are added only where several paths meet.
#
# **Predict first.** $y = 1$ and the neuron says $a = 0.72$. What is the sign of $dz$?
# Answer 1 or -1, and tell yourself whether $z$ should grow or shrink.

# %% predict="sign_of_dz"
check.predict("sign_of_dz", ...)

# %% [markdown]
# ### Exercise: `single_example_gradients`
#
# **On paper.** The numbers from section 2, with $y = 1$: $dz = 0.72 - 1 = -0.28$, so
# $dw = (1.5 \cdot (-0.28),\; -2 \cdot (-0.28))$ $= (-0.42,\; 0.56)$ and $db = -0.28$.
#
# Return a dictionary with `da`, `dz`, `dw`, `db`, `dx`. `np.zeros(w.shape)` is a column
# to fill. One trap: for a right answer of exactly 0 or 1, one term of $da$ is 0/0. The
# label tells you which term counts. (Certain and wrong is not tried: there $da$ has no
# value.)
#
# Typically 9 lines.


# %% solution="single_example_gradients"
def single_example_gradients(w, b, x, y):
    """Give the derivatives of the loss of one example.

    w: (n_x, 1), b: number, x: (n_x, 1), y: 0 or 1.
    Returns {"da", "dz", "db": numbers, "dw", "dx": (n_x, 1)}.
    """
    ### BEGIN SOLUTION
    a = neuron(w, b, x)
    da = -1 / a if y == 1 else 1 / (1 - a)
    dz = a - y
    dw, dx = np.zeros(w.shape), np.zeros(x.shape)
    for j in range(w.shape[0]):
        dw[j, 0] = x[j, 0] * dz
        dx[j, 0] = w[j, 0] * dz
    return {"da": da, "dz": dz, "dw": dw, "db": dz, "dx": dx}
    ### END SOLUTION


# %% check="single_example_gradients"

# %% [markdown]
# The graph again, filled in by your functions. Read the derivatives from right to left.
# For each weight you now know which way helps this example, so take one step against
# them, with the learning rate 0.5: the loss of this example falls.

# %% demo
with waits_for(log_loss, single_example_gradients) as show:
    on_paper = np.array([[0.3], [-0.2]]), 0.1, np.array([[1.5], [-2.0]])
    a = neuron(*on_paper)
    slopes = single_example_gradients(*on_paper, 1)
    words = "Values in blue, derivatives of the loss in brown below them."
    graph = {"a": a, "loss": log_loss(a, 1), "slopes": slopes, "caption": words}
    show(exhibits.neuron_graph(*on_paper, **graph))
    w, b, x = on_paper
    w, b = w - 0.5 * slopes["dw"], b - 0.5 * slopes["db"]
    a_2 = neuron(w, b, x)
    print(f"after one step: w {w.ravel().round(3)}, b {b:.3f}")
    print(f"the answer was {a:.3f}, and is {a_2:.3f};", end=" ")
    print(f"the loss was {log_loss(a, 1):.3f}, and is {log_loss(a_2, 1):.3f}")

# %% [markdown] instructor
# **Section 4: `single_example_gradients` (25 minutes of the 50).** Most points are lost
# to *y - a for a - y* (nudge $z$ up: does the loss fall?), *slope of sigmoid multiplied
# in again* (a habit from the squared error), *weight and feature exchanged* (which of
# the two does $w_1$ feel?), *wrong sign in da for label 0*, *columns flattened*.
# Sentence to repeat: along a path multiply, where paths meet add. Whoever is lost in
# the derivation may go on from $dz = a - y$; the folded lines can be homework.

# %% [markdown]
# ## 5 · All examples
#
# The cost is a mean, and the slope of a mean is the mean of the slopes:
#
# $$\begin{gathered}J = \frac{1}{m} \sum_{i=1}^{m} L\big(a^{(i)}, y^{(i)}\big) \\[.6em]
# dw_j = \frac{1}{m} \sum_{i=1}^{m} x_j^{(i)} \, dz^{(i)} \\[.6em]
# db = \frac{1}{m} \sum_{i=1}^{m} dz^{(i)}\end{gathered}$$
#
# All examples share the *same* $w$ and $b$. Only $x$, $y$, $z$, $a$ and $dz$ carry the
# $(i)$. Now `dw` and `db` belong to the *cost*.

# %% [markdown]
# **Where do the numbers live?**
#
# | | what | starts at 0 | changes |
# |---|---|---|---|
# | accumulators | $J$, $dw$, $db$ | in **every** pass | with every example |
# | parameters | $w$, $b$ | **once**, before training | after each whole pass |
#
# **A common slip** is to mix the two rows up. If $w$ goes back to 0 in every pass,
# nothing is ever learned. If $dw$ does not, the second pass no longer adds up its own
# slopes alone.
#
# **Three more slips** that hide in this formula:
#
# - `J += y * log(a) + ...` without the minus: the cost comes out negative.
# - A missing bracket: the sum, the minus and the $1/m$ belong to *both* terms.
# - Dividing by $n_x$, or by nothing. $m$ counts the columns of $X$.
#
# **Predict first.** You copy every example, so that each is there twice. What happens
# to $J$, and to $dw$?
#
# 1. Both double.
# 2. $J$ stays, $dw$ doubles.
# 3. Both stay.

# %% predict="every_example_twice"
check.predict("every_example_twice", ...)

# %% [markdown]
# ### Exercise: `gradients_and_cost`
#
# **On paper.** One feature, two examples: $X = [\,2\;\;{-1}\,]$, $Y = [\,1\;\;0\,]$,
# with $w = 0$ and $b = 0$. Both answers are 0.5, so $dz = -0.5$ and $0.5$. Then
# $dw = \tfrac12 (2 \cdot (-0.5) + (-1) \cdot 0.5)$ $= -0.75$, $db = 0$ and
# $J = \log 2 \approx 0.693$.
#
# Of section 4 you need $dz$ alone; $da$ has no value for a certain, wrong answer. One
# loop over the examples, one over the features inside it; divide once, at the end.
# Return a dictionary with `dw` (n_x, 1) and `db` (a number), and the cost (a number).
#
# Typically 11 lines.


# %% solution="gradients_and_cost"
def gradients_and_cost(w, b, X, Y):
    """Give the cost and its gradient, with two loops.

    w: (n_x, 1), b: number, X: (n_x, m), Y: (1, m).
    Returns ({"dw": (n_x, 1), "db": number}, cost).
    """
    ### BEGIN SOLUTION
    n_x, m = X.shape
    cost, dw, db = 0.0, np.zeros((n_x, 1)), 0.0
    for i in range(m):
        a = neuron(w, b, X[:, i : i + 1])
        cost += log_loss(a, Y[0, i])
        dz = a - Y[0, i]
        for j in range(n_x):
            dw[j, 0] += X[j, i] * dz
        db += dz
    return {"dw": dw / m, "db": db / m}, cost / m
    ### END SOLUTION


# %% check="gradients_and_cost"

# %% [markdown]
# A derivative is the slope of a curve, so it can be seen. The curve is your cost for
# many values of $b$, on the first hundred tumours; the straight line has your `db` as
# its slope. If the two agree, the line touches the curve.

# %% demo
with waits_for(gradients_and_cost) as show:
    hundred = X[:, :100], Y[:, :100]
    zeros = np.zeros((n_x, 1))
    show(
        tangent(
            lambda b: gradients_and_cost(zeros, b, *hundred)[1],
            slope=gradients_and_cost(zeros, 0.0, *hundred)[0]["db"],
            at=0.0,
            low=-3,
            high=3,
            names=("b", "cost"),
        )
    )

# %% [markdown]
# **Trust, but nudge.** `gradient_check` nudges every parameter, measures how the cost
# changes, and compares with your derivatives; here for three examples. Below 1e-7
# means: they agree. (You will build this tool in 04.)

# %% demo
with waits_for(gradients_and_cost) as show:
    from nnlib.gradient_check import gradient_check

    three = np.array([[1.0, 2.0, -1.0], [3.0, 0.5, -2.0]]), np.array([[1, 0, 1]])
    start = {"w": np.array([[0.3], [-0.2]]), "b": 0.1}
    grads, cost = gradients_and_cost(start["w"], start["b"], *three)
    print(f"cost {cost:.4f}, dw {grads['dw'].ravel().round(4)}, db {grads['db']:.4f}")
    difference = gradient_check(
        lambda p: gradients_and_cost(p["w"], p["b"], *three)[1], start, grads
    )
    print(f"relative difference: {difference:.1e}")

# %% [markdown]
# **A good place to stop.** You have the cost of all examples and its slope in every
# direction. Save. Next the neuron moves, and learns.

# %% [markdown] instructor
# **Section 5: `gradients_and_cost` (25 minutes of the 50).** The hardest of the nine.
# *Division by m after every example*, *db added once for every feature* and *only the
# last example counts* are about where a line goes: let them say aloud, for two
# examples, what each line does. *Division by the number of features*: which axis of $X$
# counts examples? On the three examples of the last cell the cost is 0.8113; without
# the minus −0.8113, undivided 2.4338, with the label missing 0.9571, with $1/m$ on the
# first sum only −0.5720.

# %% [markdown]
# ## 6 · One step downhill
#
# **About 45 minutes.** Sections 6 to 8: steps, training, decisions.
#
# The gradient points uphill. So go the other way, and farther where it is steeper:
#
# $$\begin{gathered}w_j := w_j - \alpha \, dw_j \\[.6em]
# b := b - \alpha \, db\end{gathered}$$
#
# $\alpha$ is the **learning rate**. **Predict first.** The slope $db$ is negative. Does
# $b$ grow or shrink?
#
# <details><summary>Answer</summary>
#
# It grows: minus a negative number. Where the cost falls to the right, go right.
# </details><br>
#
# **On paper.** $w = (1, -2)$, $b = 0.5$ and $dw = (0.4, -0.2)$, $db = 0.6$. With
# $\alpha = 0.5$ the new $w$ is $(0.8, -1.9)$ and the new $b$ is $0.2$.
#
# **A common slip** turns this around: "slope negative, so make $w$ smaller". That
# climbs. And what goes to 0 at the bottom is the *slope*, not $w$, and not the cost.
#
# ### Exercise: `gradient_step`
#
# **To mend.** The function below runs, but is wrong. Run it, run the check and the
# steps below it, and read its lines against the formula.
#
# It returns the new $w$ (n_x, 1) and the new $b$. A step makes a new array: the
# caller's `w` stays unchanged.
#
# Typically 1 line to change.


# %% solution="gradient_step"
def gradient_step(w, b, grads, learning_rate):
    """Take one step against the gradient.

    w: (n_x, 1), b: number, grads: {"dw": (n_x, 1), "db": number}.
    Returns the new (w, b).
    """
    ### BEGIN SOLUTION
    new_w = w - learning_rate * grads["dw"]
    new_b = b - learning_rate * grads["db"]
    return new_w, new_b
    ### END SOLUTION


# %% check="gradient_step"

# %% demo
with waits_for(gradients_and_cost, gradient_step) as show:
    w, b, told = np.zeros((n_x, 1)), 0.0, []
    for k in range(41):
        grads, cost = gradients_and_cost(w, b, X, Y)
        if k in (0, 1, 2, 10, 40):
            told.append(f"steps {k:2}: cost {cost:.3f}, w {w.ravel().round(3)}")
        w, b = gradient_step(w, b, grads, learning_rate=0.5)
    print("\n".join(told))

# %% [markdown]
# Downhill, the cost falls with every step, and the two weights go their own ways. As
# long as your cost climbs and the weights stay equal, something is left to mend.
#
# In a picture: eight of your steps, with only $b$ moving. They get shorter by
# themselves, because the slope gets smaller. Let $w$ move as well, and the neuron
# learns.

# %% demo
with waits_for(gradients_and_cost, gradient_step) as show:
    zeros, path = np.zeros((n_x, 1)), [2.5]
    for _ in range(8):
        grads, _ = gradients_and_cost(zeros, path[-1], X, Y)
        path.append(gradient_step(zeros, path[-1], grads, learning_rate=2.0)[1])
    show(
        exhibits.descent_path(
            lambda b: gradients_and_cost(zeros, b, X, Y)[1],
            path,
            -3,
            3,
            names=("b", "cost"),
        )
    )

# %% [markdown]
# ## 7 · Training
#
# Start once with $w = 0$ and $b = 0$. Then repeat: measure (cost and gradient, one pass
# over all examples), note the cost, step. **One pass is one step**: while a pass runs,
# $w$ and $b$ stand still.
#
# **Predict first.** You note the cost *before* each step. Which number comes first,
# whatever the data?

# %% predict="first_cost"
check.predict("first_cost", ...)

# %% [markdown]
# **On paper.** The two examples of section 5, with $\alpha = 2$. The pass at zero costs
# 0.693 and gives $dw = -0.75$, $db = 0$. After the step, $w = 1.5$ and $b = 0$.
#
# ### Exercise: `train`
#
# **To put in order.** All lines stand below as comments, shuffled and not indented,
# with one too many: of two equal lines, one stays. Move them
# (<kbd>Alt</kbd>+<kbd>↑</kbd>, or cut and paste), remove each `#` with its space
# (select the lines, <kbd>Ctrl</kbd>+<kbd>/</kbd>), indent what belongs in the loop
# (<kbd>Tab</kbd>), and delete `raise ...`.
#
# Return the final `w` (n_x, 1) and `b`, and the list of costs, one per
# iteration. With `num_iterations=0` that is the start and an empty list. If every cost
# is the same, consult the table in section 5.
#
# Typically 7 lines.


# %% solution="train"
def train(X, Y, learning_rate, num_iterations):
    """Train a neuron from zero.

    X: (n_x, m), Y: (1, m). Returns (w of shape (n_x, 1), b, list of costs).
    """
    ### BEGIN SOLUTION
    w, b = np.zeros((X.shape[0], 1)), 0.0
    costs = []
    for _ in range(num_iterations):
        grads, cost = gradients_and_cost(w, b, X, Y)
        costs.append(cost)
        w, b = gradient_step(w, b, grads, learning_rate)
    return w, b, costs
    ### END SOLUTION


# %% check="train"

# %% [markdown]
# Now all tumours, with your loops. This takes a moment: Python visits every number in
# every pass.

# %% demo
with waits_for(train) as show:
    w, b, costs = train(X, Y, learning_rate=0.5, num_iterations=200)
    show(cost_curve(costs))

# %% demo
with waits_for(gradients_and_cost, train) as show:
    few, labels = X[:1, ::40], Y[:, ::40]  # radius alone, of every 40th tumour

    def height(w, b):
        """Give the cost of one weight and one bias."""
        return gradients_and_cost(np.array([[w]]), b, few, labels)[1]

    stops = [train(few, labels, 1, k)[:2] for k in range(30)]
    show(
        exhibits.surface(
            height, (-1, -3), (7, 3), path=[(w.item(), b) for w, b in stops]
        )
    )

# %% [markdown]
# And here is what it has learned. On the line your neuron says one half; the farther to
# the right of it, the surer it is of malignant. The line lies where
# $w_1 x_1 + w_2 x_2 + b = 0$.

# %% demo
with waits_for(train) as show:

    def probability(points):
        """Ask the neuron about one point after the other."""
        columns = [points[:, i : i + 1] for i in range(points.shape[1])]
        return np.array([[neuron(w, b, x) for x in columns]])

    show(
        decision_line(
            probability,
            X,
            Y,
            names=("radius (standardised)", "texture (standardised)"),
            labels=("benign", "malignant"),
        )
    )

# %% [markdown] instructor
# **Sections 6 and 7: `gradient_step`, `train` (30 minutes of the 45).** `gradient_step`
# is to be mended: its second line was made by copying, and the weights move by `db`. As
# handed out, the cost climbs from 0.693 to 1.129 in 40 steps of 0.5 and both weights
# stay equal; after 200 steps it is 1.17. Let them say which of the two symptoms named
# the line. Whoever writes it anew: *uphill*, *argument overwritten* (`w -= ...` writes
# into the caller's array).
#
# `train` is to be put in order: nothing to type, everything to decide, the indentation
# too. The line that is there twice is the start of `w` and `b`. Putting it inside the
# loop is *back to zero in every pass*: every cost is 0.693. Ask: which lines run
# once, which once per pass, which once per example? If the long training is slow on old
# machines, 50 iterations show the same curve.

# %% [markdown]
# ## A neuron that turns back
#
# The function below is another doctor's. It does a pass, a step, a pass, a step with
# loops of its own, and keeps two lists: what each pass cost, and where $b$ stood.
#
# **Predict first.** All tumours, a learning rate of 0.5, and no slip in the code: can
# the cost rise again after it has fallen?
#
# <details><summary>Answer</summary>
#
# Not with steps this short: the cost of your `train` has fallen in each of 200 passes.
# A cost that turns back after seven steps is a symptom.
# </details>
#
# ### Exercise: `learn_from_tumours`
#
# **A clinic.** It runs, and its first two costs are right. The cell below the check
# shows what happens next. Find the line that causes it, and mend the function.
#
# Typically 1 line to move.


# %% solution="learn_from_tumours"
def learn_from_tumours(X, Y, learning_rate, num_iterations):
    """Train a neuron from zero, and keep its costs and biases.

    X: (n_x, m), Y: (1, m).
    Returns two lists of numbers, each noted before the step: costs, biases.
    """
    ### BEGIN SOLUTION
    n_x, m = X.shape
    w, b = np.zeros((n_x, 1)), 0.0
    costs, biases = [], []
    for _ in range(num_iterations):
        cost = 0.0
        dw, db = np.zeros((n_x, 1)), 0.0
        for i in range(m):
            x, y = X[:, i : i + 1], Y[0, i]
            a = neuron(w, b, x)
            cost = cost + log_loss(a, y)
            dw = dw + (a - y) * x
            db = db + (a - y)
        costs.append(cost / m)
        biases.append(b)
        w = w - learning_rate * dw / m
        b = b - learning_rate * db / m
    return costs, biases
    ### END SOLUTION


# %% check="learn_from_tumours"

# %% demo
with course_lends(train, check=check) as show:
    passes, options = range(60), {"learning_rate": 0.5, "num_iterations": 60}
    theirs, trained = learn_from_tumours(X, Y, **options)[0], train(X, Y, **options)[2]
    both = {
        "this function": lambda k: np.interp(k, passes, theirs),
        "train": lambda k: np.interp(k, passes, trained),
    }
    ends = f"Pass 59: this function {theirs[-1]:.3f}, train {trained[-1]:.3f}."
    show(curves(both, 0, 59, names=("pass", "cost"), caption=ends))
    for k in (0, 1, 2, 3, 7, 59):
        print(f"pass {k}: cost {theirs[k]:.3f}, of train {trained[k]:.3f}")

# %% [markdown]
# **Predict.** Why did the cost first fall too fast, and then climb again?
#
# 1. The rate is too large.
# 2. A step goes uphill.
# 3. $m$ is counted wrongly.
# 4. Old slopes pile up.

# %% predict="why_it_turned_back"
check.predict("why_it_turned_back", ...)

# %% [markdown]
# ## 8 · From a probability to a decision
#
# The neuron predicts a probability. A decision needs a rule on top: **say 1 if the
# probability is above 0.5, else 0.**
#
# **Predict first.** You know $z$, but not $a$. Can you decide without the sigmoid?
#
# <details><summary>Answer</summary>
#
# Yes: $a > 0.5$ exactly where $z > 0$.
# </details><br>
#
# **On paper.** $z = 0.25$ gives $a \approx 0.56$: say 1. And $z = -0.25$: say 0.
#
# ### Exercise: `predict_one`
#
# One example in, 0 or 1 out. At exactly 0.5 either answer passes.
#
# Typically 1 line.


# %% solution="predict_one"
def predict_one(w, b, x):
    """Decide for one example.

    w: (n_x, 1), b: number, x: (n_x, 1). Returns 0 or 1.
    """
    ### BEGIN SOLUTION
    return 1 if neuron(w, b, x) > 0.5 else 0
    ### END SOLUTION


# %% check="predict_one"

# %% [markdown]
# How good is it? Accuracy alone flatters. Compare it with a rule that never looks, and
# count what matters to a patient: the tumours that were missed. A miss is worse than a
# false alarm, so a clinic might act from a probability of 0.2 upwards.
#
# (These are the tumours it was trained on. Notebook 02 asks about tumours that it has
# never seen.)

# %% demo
with waits_for(train, predict_one) as show:
    P = np.array([[predict_one(w, b, X[:, i : i + 1]) for i in range(m)]])
    show(exhibits.outcomes(P, Y, labels=("benign", "malignant")))

# %% [markdown]
# ## What if nothing had been scaled?
#
# The measurements were scaled before training. What if they had not been? **Predict
# first**, then run. Then change the learning rate until the cost falls again. At what
# price?
#
# <details><summary>Answer</summary>
#
# The features are far from 0 now, and $dw$ grows with them: each step jumps across the
# valley. A rate small enough for the weights (0.01) is far too small for the bias.
# The cell gives both runs one rate: compare the measured run at 0.01 with the scaled
# one at 0.5.
# </details>

# %% demo in view
with waits_for(train) as show:
    as_measured, _ = tumours(features=("mean radius", "mean texture"))
    runs = {
        name: train(data, Y, learning_rate=0.5, num_iterations=40)[2]
        for name, data in {"scaled": X, "as measured": as_measured}.items()
    }
    show(cost_panels(runs))

# %% [markdown] written="two_sentences"
# ## Say it in two sentences
#
# A friend asks: *how can a machine learn from mistakes if it only has numbers?* Double
# click here and answer in two sentences.
#
# *Your two sentences:*
#
# <details><summary>One possible answer</summary>
#
# It says how likely each answer is, and the loss turns every mistake into a number
# whose slope shows which way each weight should move. It moves all weights a little
# that way, and repeats.
#
# </details>

# %% [markdown] instructor
# **Rubric.** One point: a mistake becomes a number (a loss) that can be made smaller.
# One point: its slope says which way each weight moves, a little, again and again.

# %% [markdown]
# ## Summary
#
# | step | formula | shape |
# |---|---|---|
# | score, answer | $z = w^T x + b$, $\;a = \sigma(z)$ | numbers |
# | loss | $-\log$ of what was given to the truth | number |
# | derivatives | $dz = a - y$, $\;dw_j = x_j\,dz$, $\;db = dz$ | dw: (n_x, 1) |
# | cost, gradient | means over all $m$ examples | number, (n_x, 1) |
# | step | $w := w - \alpha\,dw$, $\;b := b - \alpha\,db$ | (n_x, 1), number |
#
# **Words.** *Score*: weighted features plus bias. *Loss*: price of one answer. *Cost*:
# mean loss. *Gradient*: derivatives of the cost; it points uphill. *Iteration*: one
# pass over all examples, one step.
#
# <details><summary>Further reading</summary>
#
# - G. James, D. Witten, T. Hastie, R. Tibshirani, *An Introduction to Statistical
#   Learning*, section 4.2, "Why Not Linear Regression?", and section 4.3.
# - M. Nielsen, *Neural Networks and Deep Learning*, chapter 3, "The cross-entropy cost
#   function".
# - I. Goodfellow, Y. Bengio, A. Courville, *Deep Learning*, section 5.5, "Maximum
#   Likelihood Estimation".
# - W. N. Street, W. H. Wolberg, O. L. Mangasarian, "Nuclear feature extraction for
#   breast tumor diagnosis" (1993): how the tumours were measured.
# </details><br>
#
# **Next.** In 02 the same neuron, without these loops: you write whole arrays, and
# measure how much faster they are.
#
# To hand in: save (<kbd>Ctrl</kbd>+<kbd>S</kbd>), run the cell below, send in the file.

# %% demo
check.before_handing_in()

# %% [markdown] instructor
# **The clinic, section 8 and the end (15 minutes of the 45).** In `learn_from_tumours`
# the sums of the slopes are set to 0 before the loop over the passes. Its costs on the
# page: 0.693, 0.610, then 0.490 for 0.550, lowest at pass 7 (0.275), and up to 0.686
# at pass 52. The table of section 5 says it in one row. "The rate is too large" is the
# usual first guess: the same rate trains well just above. A right answer moves one line
# into the loop, or empties the sums at the end of it. `predict_one`: *score compared
# with 0.5* is the one to look for; it is right for most tumours.
#
# **Eight questions** for a short oral or paper quiz.
#
# 1. Why does a neuron give a probability and not yes or no? *A step is flat: its slope
#    says nothing about which way to improve.*
# 2. $w = (2, -1)$, $b = 0.5$, $x = (1, 2)$: what are $z$ and $a$? *0.5 and about 0.62.*
# 3. You double $w$ and $b$. Does any decision change? Does any probability? *No
#    decision; every probability moves away from one half.*
# 4. $y = 0$ and $a = 0.9$: what is the log loss, roughly? *$-\log 0.1$, about 2.3.*
# 5. Same example: what are $dz$ and, for $x_1 = -2$, $dw_1$? *0.9 and −1.8.*
# 6. Why is the squared error a poor loss behind a sigmoid? *Its slope dies where the
#    answer is sure and wrong, and the cost has several valleys.*
# 7. What goes to zero in every pass, and what only once? *Cost and gradient sums; the
#    parameters.*
# 8. The cost rises from the first step on. Name two causes. *The step goes uphill; the
#    learning rate is too large for the scale of the features.*
