"""Wrong versions of notebook 00, written from its text alone."""

import numpy as np


def squared_loss_1(a, y):
    """Only an answer that is too large costs something."""
    if a < y:
        return 0
    return 0.5 * (a - y) ** 2


def squared_loss_2(a, y):
    """A small difference costs its size, not half its square."""
    d = abs(a - y)
    return d if d < 1 else d * d / 2


def squared_loss_3(a, y):
    """The last sign is wrong where the bracket is multiplied out."""
    return (a * a - 2 * a * y - y * y) / 2


def squared_loss_4(a, y):
    """The difference is taken relative to the truth."""
    relative = (a - y) / y if y else a
    return relative**2 / 2


def squared_loss_5(a, y):
    """It rounds the loss to a whole number."""
    return round((a - y) ** 2 / 2)


def squared_loss_6(a, y):
    """The root of half the square: the power of one half reaches everything."""
    return ((a - y) ** 2 / 2) ** 0.5


def line_threshold_1(theta0, theta1, level=0.5):
    """It walks to the right from 0 and sees no border to the left or downhill."""
    x = 0.0
    while theta0 + theta1 * x < level and x < 100:
        x += 0.01
    return x


def line_threshold_2(theta0, theta1, level=0.5):
    """It multiplies by the slope where it should divide."""
    rest = level - theta0
    return rest * theta1


def line_threshold_3(theta0, theta1, level=0.5):
    """The slope loses its sign."""
    return (level - theta0) / abs(theta1)


def line_threshold_4(theta0, theta1, level=0.5):
    """A level of 0 is taken for a level that was not given."""
    level = level or 0.5
    return (level - theta0) / theta1


def line_threshold_5(theta0, theta1, level=0.5):
    """It gives the height of the line at x = level."""
    return theta0 + theta1 * level


def line_threshold_6(theta0, theta1, level=0.5):
    """It cuts the result to whole numbers."""
    x = (level - theta0) // theta1
    return float(x)


def fit_line_1(x, y):
    """The line goes through the first and the last point."""
    theta1 = (y[-1] - y[0]) / (x[-1] - x[0])
    theta0 = y[0] - theta1 * x[0]
    return theta0, theta1


def fit_line_2(x, y):
    """The slope is that of a line through the origin."""
    theta1 = np.sum(x * y) / np.sum(x * x)
    theta0 = np.mean(y) - theta1 * np.mean(x)
    return theta0, theta1


def fit_line_3(x, y):
    """It mixes the covariance over m - 1 with the variance over m."""
    theta1 = np.cov(x, y)[0, 1] / np.var(x)
    return np.mean(y) - theta1 * np.mean(x), theta1


def fit_line_4(x, y):
    """It takes the mean of the slopes between neighbours."""
    slopes = [(y[i + 1] - y[i]) / (x[i + 1] - x[i]) for i in range(len(x) - 1)]
    theta1 = sum(slopes) / len(slopes)
    return np.mean(y) - theta1 * np.mean(x), theta1


def fit_line_5(x, y):
    """It divides by the spread of y, so it fits x from y."""
    dx, dy = x - np.mean(x), y - np.mean(y)
    theta1 = np.sum(dx * dy) / np.sum(dy * dy)
    theta0 = np.mean(y) - theta1 * np.mean(x)
    return theta0, theta1


def fit_line_6(x, y):
    """The loop over the points leaves the last one out of both sums."""
    mx, my = np.mean(x), np.mean(y)
    above = below = 0
    for i in range(len(x) - 1):
        above += (x[i] - mx) * (y[i] - my)
        below += (x[i] - mx) ** 2
    theta1 = above / below
    return my - theta1 * mx, theta1


def numerical_slope_1(f, a, eps=1e-4):
    """The fraction is divided by 2 and multiplied by eps: a bracket is missing."""
    return (f(a + eps) - f(a - eps)) / 2 * eps


def numerical_slope_2(f, a, eps=1e-4):
    """The nudge is a share of a, and the run is 2 eps all the same."""
    h = a * eps
    return (f(a + h) - f(a - h)) / (2 * eps)


def numerical_slope_3(f, a, eps=1e-4):
    """It measures the bend, the slope of the slope."""
    return (f(a + eps) - 2 * f(a) + f(a - eps)) / eps**2


def numerical_slope_4(f, a, eps=1e-4):
    """It goes one eps to the left only."""
    here = f(a)
    there = f(a - eps)
    return (here - there) / eps


def numerical_slope_5(f, a, eps=1e-4):
    """A negative slope is returned as a positive one."""
    rise = abs(f(a + eps) - f(a - eps))
    return rise / (2 * eps)


def numerical_slope_6(f, a, eps=1e-4):
    """It takes its own small eps, whatever is passed."""
    eps = 0.0001
    return (f(a + eps) - f(a - eps)) / (2 * eps)


def descend_1(slope, w0, learning_rate, num_iterations):
    """The slope is asked once, at the start."""
    s = slope(w0)
    return [w0 - k * learning_rate * s for k in range(num_iterations + 1)]


def descend_2(slope, w0, learning_rate, num_iterations):
    """Every step has the length of the learning rate: only the sign is used."""
    path = [w0]
    for _ in range(num_iterations):
        s = slope(path[-1])
        if s > 0:
            path.append(path[-1] - learning_rate)
        else:
            path.append(path[-1] + learning_rate)
    return path


def descend_3(slope, w0, learning_rate, num_iterations):
    """The recursion stops one step early."""
    if num_iterations <= 1:
        return [w0]
    nxt = w0 - learning_rate * slope(w0)
    return [w0, *descend_3(slope, nxt, learning_rate, num_iterations - 1)]


def descend_4(slope, w0, learning_rate, num_iterations):
    """It stops as soon as the slope is small."""
    path = [w0]
    w = w0
    for _ in range(num_iterations):
        if abs(slope(w)) < 0.5:
            break
        w = w - learning_rate * slope(w)
        path.append(w)
    return path


WALKED = []


def descend_5(slope, w0, learning_rate, num_iterations):
    """The path is kept in a global list that is never emptied."""
    w = w0
    WALKED.append(w)
    for _ in range(num_iterations):
        w = w - learning_rate * slope(w)
        WALKED.append(w)
    return list(WALKED)


def descend_6(slope, w0, learning_rate, num_iterations):
    """The learning rate is halved after every step."""
    path = [w0]
    for _ in range(num_iterations):
        path.append(path[-1] - learning_rate * slope(path[-1]))
        learning_rate = learning_rate / 2
    return path


def graph_forward_1(a, b, c):
    """Only a is tripled, as if there were no bracket."""
    u = b * c
    v = a + u
    J = 3 * a + u
    return {"u": u, "v": v, "J": J}


def graph_forward_2(a, b, c):
    """It overwrites b before u is computed."""
    b = b + a
    u = b * c
    v = a + u
    return {"u": u, "v": v, "J": 3 * v}


def graph_forward_3(a, b, c):
    """It takes the third power in place of three times."""
    out = {"u": b * c}
    out["v"] = a + out["u"]
    out["J"] = out["v"] ** 3
    return out


def graph_forward_4(a, b, c):
    """All numbers are cut to whole ones first."""
    a, b, c = int(a), int(b), int(c)
    u = b * c
    return {"u": u, "v": a + u, "J": 3 * (a + u)}


def graph_forward_5(a, b, c):
    """It multiplies a and u where it should add, and adds b and c."""
    u = b + c
    v = a * u
    return {"u": u, "v": v, "J": 3 * v}


def graph_forward_6(a, b, c):
    """v and J change their names."""
    u = b * c
    v = a + u
    J = 3 * v
    return dict(zip(("u", "J", "v"), (u, v, J), strict=True))


def graph_backward_1(local):
    """Along a path it adds the slopes."""
    dv = local["J"]["v"]
    da = dv + local["v"]["a"]
    du = dv + local["v"]["u"]
    db = du + local["u"]["b"]
    dc = du + local["u"]["c"]
    return {"dv": dv, "du": du, "da": da, "db": db, "dc": dc}


def graph_backward_2(local):
    """It takes da for du: right only where v goes alike towards both."""
    dv = local["J"]["v"]
    da = dv * local["v"]["a"]
    return {
        "dv": dv,
        "da": da,
        "du": da,
        "db": da * local["u"]["b"],
        "dc": da * local["u"]["c"],
    }


def graph_backward_3(local):
    """The way to b and c jumps over v towards u."""
    dv = local["J"]["v"]
    out = {"dv": dv}
    for name in "au":
        out["d" + name] = dv * local["v"][name]
    for name in "bc":
        out["d" + name] = dv * local["u"][name]
    return out


def graph_backward_4(local):
    """It uses the other factor, though local slopes come ready made."""
    dv = local["J"]["v"]
    du = dv * local["v"]["u"]
    db = du * local["u"]["c"]
    dc = du * local["u"]["b"]
    return {"dv": dv, "du": du, "da": dv * local["v"]["a"], "db": db, "dc": dc}


def graph_backward_5(local):
    """The numbers of the drawing are written into the code."""
    dv = 3
    du = da = dv * 1
    return {"dv": dv, "du": du, "da": da, "db": du * 2, "dc": du * 3}


def graph_backward_6(local):
    """It returns the local slopes themselves."""
    return {"d" + k: s for node in local.values() for k, s in node.items()}


def image_to_vector_1(image):
    """Each table is laid out column by column."""
    parts = [image[:, :, k].T.ravel() for k in range(3)]
    return np.concatenate(parts).reshape(-1, 1) / 255


def image_to_vector_2(image):
    """Blue comes first and red last."""
    column = []
    for k in (2, 1, 0):
        column.extend(image[:, :, k].ravel())
    return np.array(column).reshape(-1, 1) / 255


def image_to_vector_3(image):
    """It divides by the largest number of this picture."""
    flat = np.concatenate(
        [image[:, :, 0].ravel(), image[:, :, 1].ravel(), image[:, :, 2].ravel()]
    )
    return flat.reshape(-1, 1) / image.max()


def image_to_vector_4(image):
    """Only the first row of every table is taken."""
    red, green, blue = image[0, :, 0], image[0, :, 1], image[0, :, 2]
    return np.concatenate([red, green, blue]).reshape(-1, 1) / 255


def image_to_vector_5(image):
    """The three tables stand side by side, not one below the other."""
    wide = np.hstack([image[:, :, k] for k in range(3)])
    return wide.reshape(-1, 1) / 255


def image_to_vector_6(image):
    """Whole-number division leaves only 0 and 1."""
    v = image.transpose(2, 0, 1).reshape(-1, 1)
    return v // 255
