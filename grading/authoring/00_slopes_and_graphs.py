# %% [markdown]
# # 00 · Slopes and graphs
#
# A network learns by asking one small question, millions of times: *if I change this
# number a little, does the result get better?* Here you learn to ask it yourself.
#
# - **You will** write seven short functions: fit a line, measure slopes, walk
#   downhill, send numbers through a graph and derivatives back. Two more already run,
#   but are wrong: you find out why.
# - **You need** Python (functions, loops, lists, dictionaries) and the derivative from
#   school; no numpy yet.
# - **Time:** about three hours, in three parts.

# %% opening
import numpy as np

# Data
from nnlib.datasets import cats, house_prices, tumour_sizes

# Pictures
from nnlib.plotting import computation_graph, contact_sheet, curves, exhibits
from nnlib.plotting import network, network_families, tangent

# Sliders
from nnlib.explore import Descent, Nudge, Outlier

# What looks at your functions
from nnlib.exercises import checks, waits_for

check = checks("00")

# %% [markdown]
# # Part A · From examples to a line
#
# **About 65 minutes.**
#
# ## How this page works
#
# *Ten minutes.* A page is made of cells. Click into the one below and press
# <kbd>Shift</kbd>+<kbd>Enter</kbd>: it runs, and the next cell is selected.

# %%
answer, truth = 5.0, 2.0
answer - truth

# %% [markdown]
# The number in brackets counts the runs. Python remembers what ran, not what is on the
# page. If the two get out of step, choose *Restart Kernel and Run All Cells* in the
# menu *Kernel*: this empties the memory; your text stays.
#
# Run the first code cell of the page too.
#
# ### Exercise: `squared_loss`
#
# An answer $a$ meets the truth $y$. How bad is it? We want one number, the **loss**: 0
# for an exact answer, large for one that is far off.
#
# $$\underset{\text{number}}{L} = \tfrac12 \,
# (\underset{\text{number}}{a} - \underset{\text{number}}{y})^2$$
#
# **On paper.** $a = 5$, $y = 2$: the difference is 3, its square 9, and $L = 4.5$.
# Typically 1 line.
#
# **Predict first.** An answer is off by 2. Another is off by 4. How many times as much
# does the second one cost? Put your number in place of the dots and run the cell; a
# prediction is never graded. Where there is no cell, predict on paper.

# %% predict="twice_as_far"
check.predict("twice_as_far", ...)

# %% [markdown]
# Write your line where it says *Your code here*, in place of `raise ...`. Run the cell.
# Then run the check below it.


# %% solution="squared_loss"
def squared_loss(a, y):
    """Give the loss of one answer.

    a: the answer, y: the truth, both numbers. Returns a number, 0 or more.
    """
    ### BEGIN SOLUTION
    return 0.5 * (a - y) ** 2
    ### END SOLUTION


# %% check="squared_loss"

# %% [markdown]
# Now make a mistake on purpose: leave out the half, run both cells, and read what the
# check says. Then repair it. If you are stuck, make a new cell (<kbd>Esc</kbd>, then
# <kbd>B</kbd>), type `check.hint(squared_loss)` into it and run it.
#
# Next comes a folded cell. It runs like the others; a click opens it.

# %% demo
with waits_for(squared_loss) as show:
    losses = {
        "y = 1": lambda a: squared_loss(a, 1),
        "y = 3": lambda a: squared_loss(a, 3),
    }
    valleys = "Each loss is 0 where the answer is the truth, and grows to both sides."
    show(curves(losses, -1, 5, names=("answer a", "loss"), caption=valleys))

# %% [markdown]
# Twice as far off costs four times as much. And each curve is a **valley** with its
# lowest point at the truth. Learning means walking to the bottom of a valley.
#
# Save with <kbd>Ctrl</kbd>+<kbd>S</kbd>, now and often: you hand in what is saved.
#
# ## 1 · What is learned from what
#
# *Fifteen minutes.* This course is about **supervised learning**: from pairs
# of a question $x$ and a known answer $y$, find a function from one to the other that
# also works for new questions.
#
# | $x$ | $y$ | used for |
# |---|---|---|
# | size and rooms of a home | its price | selling homes |
# | advertisement and reader | click: 1 or 0 | choosing what to show |
# | picture | one of 1000 things | sorting photos |
# | sound | the words spoken | dictation |
# | English sentence | Chinese sentence | translation |
# | camera and radar | positions of other cars | driving |
#
# **Predict first.** In one row $y$ is one of two things: **binary classification**.
# Which row is it, counted from 1?

# %% predict="one_of_two"
check.predict("one_of_two", ...)

# %%
exhibits.data_kinds()

# %% [markdown]
# **Structured** data form a table whose columns have names. **Unstructured** data are
# raw: sound, picture, text. People read the second kind with ease. Machines find it
# harder; this is where networks changed most.
#
# <details><summary>Two such tables, each with <i>y</i> as its last column</summary>
#
# | size | bedrooms | price (1000 dollars) |
# |---|---|---|
# | 2104 | 3 | 400 |
# | 1600 | 3 | 330 |
# | 2400 | 3 | 369 |
# | 3000 | 4 | 540 |
#
# | age | ad number | click |
# |---|---|---|
# | 41 | 93242 | 1 |
# | 80 | 93287 | 0 |
# | 18 | 87312 | 1 |
# | 27 | 71244 | 1 |
#
# **A common slip:** looking in such a table for what the picture below calls hidden
# units. It holds inputs and outputs, and nothing in between.
# </details>

# %%
network(
    [3, 4, 1],
    names=["features", "hidden units", "answer"],
    caption="Every unit looks at all units of the column before it.",
)

# %% [markdown]
# **What a neural network is.** A stack of simple units. Each weighs the numbers that it
# gets, adds them up and passes one number on. On the left stand the **features** of one
# example (not parameters: those are learned and sit on the lines), on the right the
# answer. The units in between are called hidden, because no table says what they should
# be.
#
# **Like a brain?** The idea is borrowed from nerve cells, which also collect signals
# and fire when there are enough. How a nerve cell learns is largely unknown; our unit
# learns by slopes.

# %%
network_families()

# %% [markdown]
# Three families: **dense** networks as above, **convolutional** ones for pictures,
# **recurrent** ones for sequences, such as sound and text. You will build dense ones;
# slopes and steps serve all three.

# %%
exhibits.scale_sketch()

# %% [markdown]
# **Why now?** More data, more computing, better algorithms. Given much data, a larger
# network often goes on improving where older methods level off. Given little, care
# counts for more than size. And size has limits: data run out, training gets slow.
#
# Work goes in circles: **idea, code, experiment, next idea**. So speed matters too.
#
# ## 2 · A line as a judge
#
# *Forty minutes.* Eight invented tumours, each with its size $x$ and its kind: $y = 1$
# for malignant (cancer), $y = 0$ for benign (harmless). These are $m = 8$ **examples**,
# pairs $(x^{(1)}, y^{(1)}), \dots, (x^{(m)}, y^{(m)})$. The round brackets count
# examples.
#
# The simplest judge is a straight line, the **hypothesis** $h$:
#
# $$\underset{\text{number}}{h(x)} = \underset{\text{number}}{\theta_0} +
# \underset{\text{number}}{\theta_1} \; \underset{\text{number}}{x}$$
#
# With three features it is $\theta_0 + \theta_1 x_1 + \theta_2 x_2 + \theta_3 x_3$, in
# short $\theta^T x$ ("theta transposed x": multiply pair by pair, add up) with an
# added feature $x_0 = 1$ that never changes.
#
# The decision rule: say *malignant* if $h(x) > 0.5$. At exactly 0.5 it says benign.

# %% readonly="data"
X, Y = tumour_sizes()
sizes, kinds = X[0], Y[0]
print("sizes", sizes)
print("kinds", kinds)
look = {"level": 0.5, "names": ("size", "malignant")}  # for the pictures below

# %% [markdown]
# ### Exercise: `line_threshold`
#
# Where is the border? At which $x$ does the line reach 0.5, or any other `level`?
#
# **Predict first.** The line is $-1 + 0.25\,x$. Raise the level from 0.5 to 1. By how
# much does the border move?
#
# **On paper.** $-1 + 0.25\,x = 0.5$. Subtract $-1$: $0.25\,x = 1.5$. So $x = 6$.
#
# Typically 1 line.


# %% solution="line_threshold"
def line_threshold(theta0, theta1, level=0.5):
    """Give the x where the line theta0 + theta1 * x has the height level.

    theta0, theta1, level: numbers, theta1 not 0. Returns a number.
    """
    ### BEGIN SOLUTION
    return (level - theta0) / theta1
    ### END SOLUTION


# %% check="line_threshold"

# %% demo
with waits_for(line_threshold) as show:
    guess = (-0.6, 0.2)
    border = line_threshold(*guess)
    words = f"A line guessed by eye. It calls every size above {border:.3g} malignant."
    show(exhibits.fitted_line("guess", guess, sizes, kinds, **look, caption=words))

# %% [markdown]
# <details><summary>Answer to the prediction</summary>
#
# By $0.5 / 0.25 = 2$, to $x = 8$: one half more height, at a quarter per step.
# </details><br>
#
# The guess misses one tumour. Which line is best? The one with the smallest **cost**,
# the mean of your losses (the dashed pieces squared, and halved). Finding it is called
# **linear regression**, and its formula **least squares**:
#
# $$\theta_1 = \frac{\sum_i (x^{(i)} - \bar x)(y^{(i)} - \bar y)}
# {\sum_i (x^{(i)} - \bar x)^2} \qquad \theta_0 = \bar y - \theta_1 \bar x$$
#
# $\bar x$ and $\bar y$ are the means; $\sum_i$ adds up over all examples. Numerator:
# how $x$ and $y$ vary together. Denominator: how $x$ varies alone. $\theta_1$ is the
# **slope** of the line, $\theta_0$ its **intercept**, the height at $x = 0$. The line
# passes through the point of the means.
#
# <details><summary>Where the formula comes from</summary>
#
# Write $d_x = x^{(i)} - \bar x$ and $d_y = y^{(i)} - \bar y$. At the bottom of the cost
# both slopes are 0. The one with respect to $\theta_0$:
# $\sum_i (\theta_0 + \theta_1 x^{(i)} - y^{(i)}) = 0$. Divided by $m$, this is the
# second formula. With it, each bracket becomes $\theta_1 d_x - d_y$.
#
# The one with respect to $\theta_1$: $\sum_i (\theta_1 d_x - d_y)\, x^{(i)} = 0$. The
# brackets add up to 0, so $x^{(i)}$ may be replaced by $d_x$. Solve for $\theta_1$.
# </details>

# %% [markdown]
# ### Exercise: `fit_line`
#
# **Predict first.** Prices of homes are given in cents, not dollars. Which of the two
# numbers of their line change?
#
# **On paper.** $x = (0, 2, 4)$ and $y = (1, 2, 6)$. The means are 2 and 3. The
# differences from them are $(-2, 0, 2)$ and $(-2, -1, 3)$. Numerator: $4 + 0 + 6 = 10$.
# Denominator: $4 + 0 + 4 = 8$. So $\theta_1 = 1.25$, and $\theta_0$ is
# $3 - 1.25 \cdot 2 = 0.5$.
#
# `x` and `y` are numpy arrays. Arithmetic works on every entry: `x - 2` takes 2 from
# each, `x * y` multiplies pair by pair. `np.mean(x)` is the mean, `np.sum(x)` the sum.
#
# Typically 4 lines.


# %% solution="fit_line"
def fit_line(x, y):
    """Give (theta0, theta1) of the line with the smallest cost.

    x, y: arrays of shape (m,). Returns two numbers: height at x = 0, and slope.
    """
    ### BEGIN SOLUTION
    dx, dy = x - np.mean(x), y - np.mean(y)
    theta1 = np.sum(dx * dy) / np.sum(dx * dx)
    theta0 = np.mean(y) - theta1 * np.mean(x)
    return theta0, theta1
    ### END SOLUTION


# %% check="fit_line"

# %% demo
with waits_for(fit_line) as show:
    houses, prices = house_prices()
    areas, paid = houses[0], prices[0]
    theta0, theta1 = line = fit_line(areas, paid)
    words = f"Your line: price = {theta0:.6f} + {theta1:.6f} size."
    axes = ("size", "price")
    show(exhibits.fitted_line("line", line, areas, paid, names=axes, caption=words))

# %% [markdown]
# <details><summary>Answer to the prediction</summary>
#
# Both, by the factor 100.
# </details><br>
#
# With two features, size and bedrooms, numpy solves the same problem; $x_0 = 1$ is the
# first row. Only the fourth home has a different number of bedrooms. Without it,
# nothing would settle $\theta_2$; so the fit meets it exactly.

# %% demo
houses, prices = house_prices()
with_ones = np.vstack([np.ones(4), houses])
theta = np.linalg.lstsq(with_ones.T, prices[0], rcond=None)[0]
print("price = " + " + ".join(f"{t:.6f} x_{j}" for j, t in enumerate(theta)))
for told, price in zip(theta @ with_ones, prices[0], strict=True):
    print(f"predicted {told:.2f}, paid {price:.0f}")
print(f"sum of squared misses: {np.sum((theta @ with_ones - prices[0]) ** 2):.3f}")

# %% [markdown]
# Back to the tumours. **Predict first.** Where will the best line reach 0.5? And can it
# serve as a *probability* of being malignant, at size 1 and at size 8?

# %% demo
with waits_for(line_threshold, fit_line) as show:
    line = fit_line(sizes, kinds)
    h_1, h_8 = (line[0] + line[1] * x for x in (1, 8))
    border = line_threshold(*line)
    words = f"The border: {border:.4g}. At size 1: {h_1:.4f}, at size 8: {h_8:.4f}."
    show(exhibits.fitted_line("best line", line, sizes, kinds, **look, caption=words))

# %% [markdown]
# All eight are judged correctly. Still, a line runs on above 1 and below 0, so it
# cannot be a probability. It has a second weakness. **Predict first:** one very large
# malignant tumour is added. The old line gets it right with ease. What does the
# border do?
#
# 1. It stays.
# 2. It moves to smaller sizes.
# 3. It moves to larger sizes.

# %% predict="one_far_right"
check.predict("one_far_right", ...)

# %% demo
with waits_for(line_threshold, fit_line) as show:
    for outlier in (20, 30, 40):
        X_9, Y_9 = tumour_sizes(outlier=outlier)
        line = fit_line(X_9[0], Y_9[0])
        print(f"with one of size {outlier}: border at {line_threshold(*line):.6f}")
    show(Outlier(fit_line, line_threshold, sizes, kinds))

# %% [markdown]
# Now the tumour of size 5 is missed. The squared loss punishes a line for being *too*
# right: at size 40 the old line stood far above 1. We want a curve that levels off near
# 0 and near 1. It is the **sigmoid**, and 01 begins with it. Here, only look:

# %%
curves(
    {"line": lambda z: 0.5 + 0.2 * z, "sigmoid": lambda z: 0.5 + 0.5 * np.tanh(z / 2)},
    -6,
    6,
    names=("score z", "answer"),
    caption="The sigmoid stays between 0 and 1. It is one half at z = 0.",
)

# %% [markdown] instructor
# **Part A: `squared_loss`, `line_threshold`, `fit_line` (65 minutes: 10 for the page,
# 15 to read, 40 for the line).** Let everybody break `squared_loss` once on purpose and
# read the check aloud: it takes the fear out of all later ones. Whoever sees "name
# 'check' is not defined" has not run the first code cell.
#
# *Usual mistakes.* In `squared_loss`: *half left out*, *whole-number division*. `^` for
# `**` gives an error or nonsense; it is another operation in Python. In
# `line_threshold`: *level fixed at one half* (what is the argument for?), *bracket
# missing*, *theta0 added*; all of them end once the result is put back into the line.
# In `fit_line`: *height of the mean for theta0*, *means not subtracted*, *slope before
# height* (numpy's `polyfit` gives the slope first), *means of different kinds*
# (`np.cov` divides by m - 1, `np.var` by m).
#
# *Answers.* Four times as much. Raising the level by one half moves the border by 2.
# Prices in cents: both numbers grow by 100. The best line reaches 0.5 at 4.5; it says
# -0.167 at size 1 and 1.167 at size 8. The border should not move for the large tumour,
# and it does: 5.27, 5.55, 5.73. Most expect that "one more right example cannot hurt".

# %% [markdown]
# **A good place to stop.** Save. You have a loss, a line and a border, all by formula.
# Part B is for when there is none. When you come back, run all cells above it.
#
# # Part B · Slopes and steps
#
# **About 60 minutes.**
#
# ## 3 · A slope is a nudge
#
# Nudge a number a little. How many times as much does the result change? That ratio is
# the **slope**: rise over run. Its limit for tiny nudges is the derivative.
#
# **Predict first.** What does the next cell print for $3a$, at 2 and at 5? And for
# $a^2$?

# %%
nudge = 0.001
for name, f in (("3a", lambda a: 3 * a), ("a squared", lambda a: a**2)):
    for a in (2, 5):
        rise = f(a + nudge) - f(a)
        print(f"{name:9} from {f(a)} to {f(a + nudge):.6f}: slope {rise / nudge:.3f}")

# %% [markdown]
# The slope of $3a$ is 3 everywhere. The slope of $a^2$ depends on where you stand: the
# derivative is $2a$, so 4 at $a = 2$ and 10 at $a = 5$. Measured, it is 0.001 more.
#
# **A common slip:** "$f$ grows by slope times nudge." That is exact for straight lines
# only. For a curve it holds *to first order*: $2.001^2$ is not $4 + 0.004$ but
# 4.004001. Nudge to **both** sides, and most of the rest cancels:
#
# $$\text{slope of } f \text{ at } a \;\approx\;
# \frac{f(a + \varepsilon) - f(a - \varepsilon)}{2\,\varepsilon}$$
#
# All are numbers, except the function $f$.
#
# ### Exercise: `numerical_slope`
#
# **On paper.** $f(a) = a^3$ at $a = 2$ with $\varepsilon = 0.1$: $2.1^3 = 9.261$ and
# $1.9^3 = 6.859$. The rise is 2.402, the run 0.2, the slope 12.01. School says
# $3a^2 = 12$.
#
# **Predict first.** To the right only, $(9.261 - 8)/0.1$: how far off is that?
#
# `f` is a function that you are given. Call it as usual: `f(2.1)`. `eps` stands for
# $\varepsilon$.
#
# Typically 1 to 3 lines.


# %% solution="numerical_slope"
def numerical_slope(f, a, eps=1e-4):
    """Measure the slope of f at a by a nudge of eps to both sides.

    f: function of a number, a: number, eps: number above 0. Returns a number.
    """
    ### BEGIN SOLUTION
    return (f(a + eps) - f(a - eps)) / (2 * eps)
    ### END SOLUTION


# %% check="numerical_slope"

# %% demo
with waits_for(numerical_slope) as show:

    def cube(a):
        """Give a to the power 3."""
        return a**3

    measured = numerical_slope(cube, 1.0)
    show(tangent(cube, measured, at=1.0, low=-2, high=2, names=("a", "a cubed")))
    for eps in (0.1, 0.01, 0.001):
        one_side = (cube(2 + eps) - cube(2)) / eps - 12
        both = numerical_slope(cube, 2, eps) - 12
        print(f"eps = {eps}: off by {one_side:.6f} to one side, {both:.6f} to both")

# %% [markdown]
# Here a nudge ten times smaller makes the one-sided error about ten times smaller, and
# yours a hundred times. In later notebooks this tool watches over your derivatives.
#
# One slope is worth knowing by heart. For $L = \tfrac12 (a - y)^2$ it is $a - y$: the
# square brings a 2 down, and **the half is there to cancel it**. Nudge:

# %% demo
with waits_for(squared_loss, numerical_slope) as show:
    for a in (-0.5, 0.2, 1.7):
        slope = numerical_slope(lambda a: squared_loss(a, 1), a)
        print(f"a = {a:4}, y = 1: measured {slope:9.6f}, a - y = {a - 1:.1f}")

# %% [markdown]
# ## 4 · Downhill
#
# Somewhere in a valley of costs lies the best weight. Why not try them all? Say 1000
# values of each weight, and 0.04 s for a thousand tries. Two weights have
# $1000 \cdot 1000$ combinations, and so on.
#
# **Predict first.** A tiny network with 2 inputs, 3 hidden units and 1 output has
# $2 \cdot 3 + 3 \cdot 1 = 9$ weights, one on each line. How long does the search take:
# days, years, centuries?


# %% demo
def search_cost(n_weights, values_per_weight=1000, seconds_per_value=4e-5):
    """Give the number of combinations, and the seconds to try them all."""
    points = values_per_weight**n_weights
    return points, points * seconds_per_value


for n in (1, 2, 3, 9):
    points, seconds = search_cost(n)
    print(f"{n} weight{'s' * (n > 1)}: {points:.0e} points, {seconds:,.3g} seconds")
print(f"3 weights take {search_cost(3)[1] / 3600:.1f} hours,")
print(f"9 weights {search_cost(9)[1] / 3600 / 24 / 365:.1e} years")

# %% [markdown]
# Brute force is hopeless: each further weight multiplies the time by 1000. (Donald
# Knuth warned programmers against premature optimisation. He meant small gains.)
#
# The slope is better: it says which way is down from where you stand. **Predict
# first.** You stand on the left side of a valley. Is the slope positive or negative
# there? Answer 1 or -1.

# %% predict="left_of_the_bottom"
check.predict("left_of_the_bottom", ...)

# %% demo
with waits_for(numerical_slope) as show:

    def valley(w):
        """Give a cost with its lowest point at w = 1."""
        return (w - 1) ** 2 + 1

    def slope_there(w):
        """Measure the slope of the valley."""
        return numerical_slope(valley, w)

    show(exhibits.valley_sides(valley, slope_there, (-1.0, 2.5), -2, 4))

# %% [markdown]
# Negative slope: $w$ must grow. Positive slope: $w$ must shrink. One rule serves both
# (read $:=$ as *becomes*):
#
# $$w := w - \alpha \, \frac{dJ}{dw}$$
#
# $J$ is the cost, and $\alpha$, the **learning rate**, scales every step. Repeat
# until hardly anything moves. This is **gradient descent**.
#
# **Common slips.** "Slope negative, so make $w$ smaller": that climbs. "It ends at the
# *maximum*, close to zero": it ends at a **minimum**, whose height need not be 0. "$w$
# comes closer to zero": the *slope* does; $w$ goes to the lowest point, here 1.

# %% [markdown]
# ### Exercise: `descend`
#
# **On paper.** The slope is $2w$, the start 4, $\alpha = 0.25$. First step:
# $4 - 0.25 \cdot 8 = 2$. Then $2 - 0.25 \cdot 4 = 1$, then 0.5. The path is
# `[4, 2, 1, 0.5]`: the start and three steps.
#
# Return the path as a list. `slope` is a function: `slope(w)` is the slope at `w`. With
# `num_iterations=0` the path is the start alone. Typically 5 lines.
#
# **Predict first.** In this path the steps are 2, 1 and 0.5. What makes them shorter?
#
# 1. The learning rate
# 2. The slope
# 3. The number of steps that are left

# %% predict="shorter_steps"
check.predict("shorter_steps", ...)


# %% solution="descend"
def descend(slope, w0, learning_rate, num_iterations):
    """Walk downhill from w0.

    slope: function of a number, w0 and learning_rate: numbers.
    Returns a list of num_iterations + 1 numbers: w0, and where each step ends.
    """
    ### BEGIN SOLUTION
    path = [w0]
    for _ in range(num_iterations):
        w = path[-1]
        path.append(w - learning_rate * slope(w))
    return path
    ### END SOLUTION


# %% check="descend"

# %% demo
with waits_for(descend) as show:

    def bowl(w):
        """Give a cost with its lowest point at w = 1."""
        return (w - 1) ** 2

    def slope_of_bowl(w):
        """Give its slope, by the rules of school."""
        return 2 * (w - 1)

    paths = {}
    for rate in (0.05, 0.3, 1.1):
        path = descend(slope_of_bowl, -1.5, learning_rate=rate, num_iterations=6)
        paths[f"learning rate {rate}"] = path
    show(exhibits.walks(bowl, paths, -3, 5))

# %% [markdown]
# With too small a rate you hardly get anywhere. With too large a rate each step jumps
# over the valley and lands higher on the other side.
#
# Now all your functions together. Pin a line to the point of the means of the tumours,
# where the best one passes: now its cost depends on $\theta_1$ alone. Measure the
# slope of that cost, walk, and compare with the formula.

# %% demo
with waits_for(squared_loss, fit_line, numerical_slope, descend) as show:

    def cost_of_line(theta1):
        """Give the mean loss of a line through the point of the means."""
        answers = np.mean(kinds) + theta1 * (sizes - np.mean(sizes))
        pairs = zip(answers, kinds, strict=True)
        return sum(squared_loss(a, y) for a, y in pairs) / len(kinds)

    def slope_of_cost(theta1):
        """Measure how the cost changes with theta1."""
        return numerical_slope(cost_of_line, theta1)

    path = descend(slope_of_cost, -0.2, learning_rate=0.1, num_iterations=20)
    best = fit_line(sizes, kinds)[1]
    print(f"by steps {path[-1]:.6f}, by formula {best:.6f}")
    show(Descent(descend, cost_of_line, slope_of_cost, best, sizes, kinds))

# %% [markdown]
# Twenty steps, two measurements each, and no equation solved. Nine weights need nine
# slopes per step, not $10^{27}$ points.
#
# **Is the lowest point always found?** No. With short steps, a walk ends in the valley
# that it starts in. Below: four examples, one weight, the squared loss of a sigmoid,
# two starts.

# %% demo
with waits_for(squared_loss, numerical_slope, descend) as show:
    four_x, four_y = (-2, -0.5, 2, 50), (1, 0, 0, 1)

    def wavy(w):
        """Give the mean loss of four answers."""
        answers = [0.5 + 0.5 * np.tanh(w * x / 2) for x in four_x]
        return sum(map(squared_loss, answers, four_y)) / 4

    def slope_of_wavy(w):
        """Measure its slope."""
        return numerical_slope(wavy, w)

    paths = {
        f"from {w0}": descend(slope_of_wavy, w0, learning_rate=0.2, num_iterations=1000)
        for w0 in (-1.5, 1.0)
    }
    ends = [f"w = {w:.3f}, cost {wavy(w):.3f}" for *_, w in paths.values()]
    words = f"Where the two walks end: {ends[0]} and {ends[1]}."
    show(exhibits.walks(wavy, paths, -1.6, 1.2, caption=words))

# %% [markdown]
# Each is a **local minimum**: the lowest point of its own valley. Only one is the
# **global minimum**, the lowest of all. In 01, another loss has a
# single valley, for such data too.
#
# ## A walk that does not arrive
#
# In part A a formula gave the best line. Both numbers of a line can also walk, from 0,
# each against its own slope of the cost $J$, the mean loss. In each step both are
# measured anew, before either number moves:
#
# $$\theta_0 := \theta_0 - \alpha \, \frac{dJ}{d\theta_0} \qquad
# \theta_1 := \theta_1 - \alpha \, \frac{dJ}{d\theta_1}$$
#
# **Predict first.** In such a walk, is the fourth step as long as the first?
#
# <details><summary>Answer</summary>
#
# No, it is much shorter if the walk goes well: the slope gets smaller near the bottom.
# </details>
#
# ### Exercise: `fit_by_walking`
#
# **A clinic.** The function below runs without an error, but something in it is wrong.
# Look at what the cell below the check prints, read the lines against the formula, and
# mend what causes it. The check tells you what came and what was expected; finding the
# place is up to you. (`lambda t: cost(t, theta1)` is a function of $t$ without a name.)
#
# Typically 2 lines to move.


# %% solution="fit_by_walking"
def fit_by_walking(x, y, learning_rate, num_iterations):
    """Fit a line to points by walking down the cost.

    x, y: arrays of shape (m,). Returns theta0, theta1, and the list of
    num_iterations + 1 costs: that of the start, and that after each step.
    """

    ### BEGIN SOLUTION
    def cost(theta0, theta1):
        losses = [squared_loss(theta0 + theta1 * x[i], y[i]) for i in range(len(x))]
        return sum(losses) / len(losses)

    theta0, theta1 = 0.0, 0.0
    costs = [cost(theta0, theta1)]
    for _ in range(num_iterations):
        slope0 = numerical_slope(lambda t: cost(t, theta1), theta0)
        slope1 = numerical_slope(lambda t: cost(theta0, t), theta1)
        theta0 = theta0 - learning_rate * slope0
        theta1 = theta1 - learning_rate * slope1
        costs.append(cost(theta0, theta1))
    return theta0, theta1, costs
    ### END SOLUTION


# %% check="fit_by_walking"

# %% demo of a symptom
with waits_for(squared_loss, numerical_slope, fit_by_walking) as show:
    steps = {"learning_rate": 0.02, "num_iterations": 7}
    *_, costs = fit_by_walking(sizes, kinds, **steps)
    print("costs: ", " ".join(f"{cost:.3f}" for cost in costs))
    places = []
    for k in range(8):
        theta0, theta1, _ = fit_by_walking(sizes, kinds, 0.02, num_iterations=k)
        places.append(theta1)
    print("theta1:", " ".join(f"{place:.4f}" for place in places))

# %% [markdown]
# (Mended, the walk is at $\theta_1 = 0.0650$ after one step, at 0.1243 after seven, and
# on its way: some 2000 such steps lead to the 0.190 of the formula.)
#
# **Predict.** As it was handed out, the function went past the bottom. Why?
#
# 1. The learning rate is too large.
# 2. A sign is wrong.
# 3. The slope is that of an old place.
# 4. The loss is not halved.

# %% predict="why_it_did_not_arrive"
check.predict("why_it_did_not_arrive", ...)

# %% [markdown] instructor
# **Part B: `numerical_slope`, `descend` (60 minutes: 25 and 35).** If time is short,
# leave out the demonstration with the wavy curve; 01 has it again.
#
# *Usual mistakes.* `numerical_slope`: *divided by one nudge* (how far apart are the two
# places?), *bracket missing below* (`/ 2 * eps`), *nudge to the right only*, which is
# right for 3a and so feels right. Some call `f` with three arguments, or write `f * a`:
# say that `f` is a machine with one slot. `descend`: *start missing*, *start twice*,
# *slope of the start in every step*, *uphill*. A drawn valley with a finger on it
# settles all four.
#
# *Answers.* To the right only: 12.61, off by 0.61. Nine weights: about 1.3 million
# times a billion years. The slope is negative on the left, and w must grow there. Steps
# get shorter because the slope does.
#
# *The clinic.* `fit_by_walking` measures both slopes before the loop. On the tumours:
# costs 0.250, 0.091, 0.045, then up again, 0.113, 0.295, 0.590, 0.999, 1.522; theta1
# moves by 0.065 in every step. That no step is shorter than the one before names the
# cause; "the learning rate is too large" would also throw the walk out, with steps that
# grow. Mended, the costs end at 0.044. Some measure the second slope after theta0 has
# moved: the check says so. To go on: which rates get this walk down? 0.075 does, 0.08
# does not.

# %% [markdown]
# **A good place to stop.** Save. You can measure slopes and walk along them. Part C
# computes slopes exactly, for many numbers at once.
#
# # Part C · Graphs and pictures
#
# **About 60 minutes.**
#
# ## 5 · Values to the right, derivatives to the left
#
# Nudging each of a million weights takes too long. All slopes can be had at once. Take
# a tiny formula, $J = 3\,(a + bc)$, and compute it in steps:
#
# $$u = bc \qquad v = a + u \qquad J = 3v$$
#
# Its drawing is called a **computation graph**.

# %%
toy = {"u": ("b", "c"), "v": ("a", "u"), "J": ("v",)}
formulas = {"u": "u = bc", "v": "v = a + u", "J": "J = 3v"}
computation_graph(toy, words=formulas, caption="Values run from left to right.")

# %% [markdown]
# ### Exercise: `graph_forward`
#
# **Predict first.** With $a = 5$, $b = 3$, $c = 2$: what are $u$, $v$ and $J$?
#
# <details><summary>Answer</summary>
#
# $u = 3 \cdot 2 = 6$, $v = 5 + 6 = 11$, $J = 3 \cdot 11 = 33$.
# </details><br>
#
# **A common slip** is to mix up the nodes: "$u = a + bc$" is already $v$, and
# "$J = 3u$" leaves $a$ out.
#
# Return a dictionary, `{"u": ..., "v": ..., "J": ...}`. Typically 4 lines.


# %% solution="graph_forward"
def graph_forward(a, b, c):
    """Compute J = 3(a + bc) node by node.

    a, b, c: numbers. Returns {"u", "v", "J": numbers}.
    """
    ### BEGIN SOLUTION
    u = b * c
    v = a + u
    J = 3 * v
    return {"u": u, "v": v, "J": J}
    ### END SOLUTION


# %% check="graph_forward"

# %% demo
with waits_for(graph_forward) as show:
    leaves = {"a": 5.0, "b": 3.0, "c": 2.0}
    values = {**leaves, **graph_forward(**leaves)}
    show(computation_graph(toy, values, words=formulas))

# %% [markdown]
# Now the other direction. **Predict first:** nudge $b$ by 0.001. Follow it to $u$, to
# $v$ and to $J$. By how much does $J$ grow?

# %% predict="nudge_at_the_end"
check.predict("nudge_at_the_end", ...)

# %% [markdown]
# Along a path, ratios are **multiplied**. This is the chain rule:
#
# $$\frac{\partial J}{\partial b} = \frac{\partial J}{\partial v} \cdot
# \frac{\partial v}{\partial u} \cdot \frac{\partial u}{\partial b}
# = 3 \cdot 1 \cdot 2 = 6$$
#
# In code, the name `db` means $\partial J / \partial b$: the derivative **of the last
# node** with respect to $b$, or *towards* $b$. The round $\partial$ makes it a
# **partial derivative**: only $b$ moves, the other numbers stand still.
#
# Start at the right, and reuse what you have found:
#
# | node | local slope | derivative of $J$ |
# |---|---|---|
# | $J = 3v$ | 3 towards $v$ | $dv = 3$ |
# | $v = a + u$ | 1 towards $a$, 1 towards $u$ | $da = dv \cdot 1$, $du = dv \cdot 1$ |
# | $u = bc$ | $c$ towards $b$, $b$ towards $c$ | $db$, $dc$: from $du$ |
#
# A **local slope** says how a node follows one of its own inputs. In a product it is
# the *other* factor.
#
# **Common slips.** $v$ is a *sum*: towards $u$ its slope is 1, not $a$. And $dv$ is 3,
# not $3(a + u)$; that is $J$ itself.
#
# With $b = 3$, $c = 2$, in Python:

# %%
slopes_here = {"J": {"v": 3}, "v": {"a": 1, "u": 1}, "u": {"b": 2, "c": 3}}
slopes_here["u"]["b"]

# %% [markdown]
# ### Exercise: `graph_backward`
#
# The chain rule needs no formulas. Your function gets the local slopes alone:
# `local["u"]["b"]` is the slope of $u$ towards $b$.
#
# **On paper.** The same drawing, its formulas hidden. $J$ towards $v$: 2. $v$ towards
# $a$: 5, towards $u$: 10. $u$ towards $b$: -1, towards $c$: 0.3. Then $dv = 2$, $du = 2
# \cdot 10 = 20$ and $db = 20 \cdot (-1) = -20$. And $da$, $dc$?
#
# <details><summary>Answer</summary>
#
# $da = 2 \cdot 5 = 10$ and $dc = 20 \cdot 0.3 = 6$.
# </details><br>
#
# Return a dictionary with `"dv"`, `"du"`, `"da"`, `"db"`, `"dc"`. Typically 6 lines.


# %% solution="graph_backward"
def graph_backward(local):
    """Give the derivatives of J, by the chain rule.

    local: local["u"]["b"] is the slope of u towards b, and so on.
    Returns {"dv", "du", "da", "db", "dc": numbers}.
    """
    ### BEGIN SOLUTION
    dv = local["J"]["v"]
    du = dv * local["v"]["u"]
    da = dv * local["v"]["a"]
    db = du * local["u"]["b"]
    dc = du * local["u"]["c"]
    return {"dv": dv, "du": du, "da": da, "db": db, "dc": dc}
    ### END SOLUTION


# %% check="graph_backward"

# %% demo
with waits_for(graph_forward, graph_backward) as show:
    slopes = {name[1:]: d for name, d in graph_backward(slopes_here).items()}
    told = "Values above, your derivatives of J below."
    show(computation_graph(toy, values, slopes, words=formulas, caption=told))

# %% [markdown]
# **Trust, but nudge.** Move each quantity by 0.001, compute what lies to its right, and
# divide the change of $J$ by the nudge.

# %% demo
with waits_for(graph_forward, graph_backward) as show:
    a, b, c, u, v = 5.0, 3.0, 2.0, 6.0, 11.0
    nudged = {
        "v": 3 * (v + 0.001),
        "u": 3 * (a + (u + 0.001)),
        "a": graph_forward(a + 0.001, b, c)["J"],
        "b": graph_forward(a, b + 0.001, c)["J"],
        "c": graph_forward(a, b, c + 0.001)["J"],
    }
    before, yours = graph_forward(a, b, c)["J"], graph_backward(slopes_here)
    for name, J in nudged.items():
        change, mine = (J - before) / 0.001, yours[f"d{name}"]
        print(f"nudge {name}: J = {J:.3f}, change {change:.3f}, yours {mine:.3f}")
    show(Nudge(graph_forward, graph_backward))

# %% [markdown]
# This is why training has two halves. **Forward propagation** computes the values,
# once. **Back propagation** visits every node once more, and all derivatives are known,
# for three inputs or for a million. Nudging needs a forward pass for each of them. It
# remains the judge: slow, and hard to fool.
#
# **A fork.** A number may be used twice: $u = 2a$, $v = a + 1$, $J = uv$. At $a = 3$ a
# nudge reaches $J$ through $u$, times $4 \cdot 2 = 8$, and through $v$, times
# $6 \cdot 1 = 6$. **Predict first.** What is the derivative of $J$ with respect to $a$?
#
# 1. $8 \cdot 6 = 48$
# 2. $8 + 6 = 14$
# 3. 8, the larger of the two

# %% predict="two_ways"
check.predict("two_ways", ...)

# %% demo
fork = {"u": ("a",), "v": ("a",), "J": ("u", "v")}
formulas = {"u": "u = 2a", "v": "v = a + 1", "J": "J = uv"}
nudged = 2 * (3 + 0.001) * ((3 + 0.001) + 1)
words = f"Nudge a from 3 to 3.001: J goes from 24 to {nudged:.3f}, 14 times the nudge."
at = {"a": 3, "u": 6, "v": 4, "J": 24}
computation_graph(fork, at, {"u": 4, "v": 6, "a": 14}, words=formulas, caption=words)

# %% [markdown]
# ## 6 · A picture is a column
#
# *Twenty minutes.* Where do the numbers come from if an example is a picture?

# %% demo
pictures, is_cat = cats(6, rng=np.random.default_rng(8), size=64)
titles = ["cat: 1" if y == 1 else "no cat: 0" for y in is_cat[0]]
words = "Six examples, drawn by a program: what each of them is, and its y."
contact_sheet(pictures, titles, caption=words)

# %% [markdown]
# A colour picture is three tables of numbers from 0 to 255: how much red, green and
# blue each point has. The array has shape (height, width, 3).

# %%
tiny = np.array(
    [[[255, 0, 51], [0, 102, 51]], [[204, 153, 0], [51, 51, 255]]], dtype=np.uint8
)
exhibits.colour_tables(tiny)

# %% [markdown]
# A unit wants one column, the **feature vector**. So lay the tables one below the
# other: all of red, row by row, then all of green, then all of blue. Divide by 255, so
# that all numbers lie between 0 and 1. This is called flattening, or vectorising:
#
# $$\underset{(h,\,w,\,3)}{\text{image}} \;\longrightarrow\; \underset{(n_x,\,1)}{x}
# \qquad n_x = 3 \cdot h \cdot w$$
#
# **Predict first.** How many features does a picture of 4 × 4 points have? Of 64 × 64?
#
# <details><summary>Answer</summary>
#
# $3 \cdot 16 = 48$, and $3 \cdot 4096 = 12288$.
#
# **Common slips.** The second is not $64 \cdot 64 \cdot 64$: there are three colours,
# not 64. And number the entries of red in their order, $R_1, R_2, R_3$ and so on: red
# ends at $R_{4096}$, not at $R_{64}$, where its first row ends.
# </details>

# %% [markdown]
# ### Exercise: `image_to_vector`
#
# **On paper.** A picture of one row with the two points (255, 0, 51) and (0, 102, 51).
# Red is 255, 0; green 0, 102; blue 51, 51. The column: 1, 0, 0, 0.4, 0.2, 0.2.
#
# **To mend.** What the function below returns has the right shape and the right range,
# but is wrong. See below the check what it makes of a picture, and mend it.
#
# `image[:, :, 0]` is the table of red. `.ravel()` lays the rows of a table end to end;
# `np.concatenate([p, q, r])` joins flat arrays; `.reshape(-1, 1)` stands a flat array
# up as a column.
#
# Typically 2 to 4 lines.


# %% solution="image_to_vector"
def image_to_vector(image):
    """Turn a picture into a column: all red, then all green, then all blue.

    image: (h, w, 3), whole numbers from 0 to 255.
    Returns (3 * h * w, 1), numbers from 0 to 1.
    """
    ### BEGIN SOLUTION
    tables = [image[:, :, k].ravel() for k in range(3)]
    return np.concatenate(tables).reshape(-1, 1) / 255
    ### END SOLUTION


# %% check="image_to_vector"

# %% demo
with waits_for(image_to_vector) as show:
    show(exhibits.colour_tables(tiny, image_to_vector(tiny)))
    six = np.concatenate([image_to_vector(picture) for picture in pictures], axis=1)
    print("the six pictures above, one column each: shape", six.shape)

# %% [markdown] written="two_sentences"
# Side by side, such columns make the matrix of the whole course:
#
# $$\begin{gathered}X = [\,x^{(1)}\; x^{(2)} \cdots x^{(m)}\,] \quad (n_x, m) \\[.6em]
# Y = [\,y^{(1)}\; y^{(2)} \cdots y^{(m)}\,] \quad (1, m)\end{gathered}$$
#
# In 02 a neuron looks for the cats.
#
# ## Say it in two sentences
#
# A friend asks: *how can a computer find good weights if it cannot try them all?*
# Double click, and answer in two sentences.
#
# *Your two sentences:*
#
# <details><summary>One possible answer</summary>
#
# The slope of the cost tells, for each weight, which way is down, and one backward pass
# through the graph gives all these slopes at once. So the computer takes a small step
# against every slope, and repeats.
# </details>

# %% [markdown] instructor
# **Part C: `graph_forward`, `graph_backward`, `image_to_vector` (60 minutes: 40 and
# 20).** Draw the graph on the board and let one person be one node: each says her
# value, then, from the right, her derivative.
#
# *Usual mistakes.* `graph_forward`: *a added in u already*, *J from u*.
# `graph_backward`: *b and c exchanged*, *only the last link at b and c*, *link from u
# to v left out* (in the drawing this slope is 1 and never missed), *only local slopes*
# (the d in `du` is a derivative of J). Each output has 4 points of its own. The slopes
# arrive as numbers, so neither 3c written down nor a nudge can answer: only multiplying
# along the way does. `image_to_vector`:
# *colour order: pixel by pixel* is a fair convention elsewhere; here it must agree with
# 02. It is planted: `reshape` alone takes the numbers as they lie, and they lie pixel
# by pixel. *Row for column*, *not scaled*, *whole-number division*.
#
# *Answers.* J grows by 0.006; `da` is 10 and `dc` is 6; at the fork the two ways add up
# to 14; 48 and 12288 features.
#
# **Rubric** for *Say it in two sentences*, 2 points: one for "the slope says, for each
# weight, which way is down"; one for "all slopes come from one backward pass" or "small
# steps, again and again". Take nothing off for wording, half a point for "it tries".
#
# **Eight questions** for an oral or a paper quiz.
#
# 1. Why is the squared loss halved? *The 2 of the derivative cancels: the slope is a -
# y.*
# 2. A line with slope 0.2 reaches 0.5 at size 5. Where does it reach 0.7? *At size 6.*
# 3. What does one huge, rightly judged example do to a fitted line, and why? *It turns
# it: its squared loss was large, although the judgement was right.*
# 4. f(3) = 9 and f(3.001) = 9.006. About how large is the slope? *6.*
# 5. The slope at w = 2 is -4, the rate 0.5. Where does the step end? *2 + 2 = 4.*
# 6. The cost rises with every step, and the sign is right. What is wrong? *The learning
# rate is too large.*
# 7. K = 5p and p = xy with x = 2, y = 7. Give dp, dx, dy. *5, 35, 10.*
# 8. How many features does a colour picture of 10 by 20 points have, and which number
#    comes first? *600; the red of the upper left point, divided by 255.*

# %% [markdown]
# ## Summary
#
# | you wrote | what it is for |
# |---|---|
# | `squared_loss` | the price of one answer |
# | `line_threshold`, `fit_line` | a line as a judge, and its two weaknesses |
# | `numerical_slope` | any slope, measured; the judge of all derivatives |
# | `descend`, `fit_by_walking` | steps against the slope |
# | `graph_forward`, `graph_backward` | values, then all derivatives at once |
# | `image_to_vector` | a picture as an example |
#
# **Words.** *Feature:* one number of $x$. *Loss:* the
# price of one answer. *Cost:* the mean loss of all. *Linear regression:* the line with
# the smallest cost. *Slope, derivative:* change of the result per tiny change of a
# number. *Learning rate:* what the slope is multiplied by in a step. *Forward, back
# propagation:* values to the right, derivatives to the left.
#
# <details><summary>Further reading</summary>
#
# - M. Nielsen, *Neural Networks and Deep Learning*, chapter 1, "Learning with gradient
#   descent".
# - G. James, D. Witten, T. Hastie, R. Tibshirani, *An Introduction to Statistical
#   Learning*, section 3.1, "Simple Linear Regression".
# - I. Goodfellow, Y. Bengio, A. Courville, *Deep Learning*, section 4.3,
#   "Gradient-Based Optimization", and section 6.5 on back-propagation.
# - D. Knuth, "Structured Programming with go to Statements", *Computing Surveys* 6
#   (1974): the source of the warning against premature optimisation.
# </details><br>
#
# **Next.** In 01, line and sigmoid together become a neuron.
#
# To hand in: save (<kbd>Ctrl</kbd>+<kbd>S</kbd>), run the cell below, send in the file.

# %% demo
check.before_handing_in()
