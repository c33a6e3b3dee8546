"""What a network answers, from its weights alone, as the browser computes it too.

The weights come from a training that somebody else has written. Here they only meet
points: of a grid, to colour a panel, or of the examples, to count those that are right.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from nnlib.explore.frame import Panel, heat, image

EDGE = 0.05  # left free around the picture of a unit


def answered(panel: Panel) -> Panel:
    """Ask the networks of a panel, so that shades and pictures stand in their place."""
    marks = (one for mark in panel.marks for one in asked(mark, panel))
    return replace(panel, marks=list(marks))


def asked(mark: dict, panel: Panel) -> Iterator[dict]:
    """Turn a `border` into a `heat`, and `units` into images; leave other marks."""
    if mark["kind"] == "border":
        places = grid(panel.x, panel.y, *mark["shape"])
        P = outputs(X=places, **mark["net"])[-1]
        yield heat(P.reshape(mark["shape"]), mark["contour"])
    elif mark["kind"] == "units":
        side, hidden = mark["side"], mark["net"]["hidden"]
        seen = outputs(X=grid(mark["x"], mark["y"], side, side), **mark["net"])
        for layer, unit, left, top in mark["places"].tolist():
            picture = signed(seen[int(layer)][int(unit)], hidden)
            x, y = (left + EDGE, left + 1 - EDGE), (top - 1 + EDGE, top - EDGE)
            yield image(picture.reshape(side, side)[::-1], x, y, look="signed")
    else:
        yield mark


def signed(unit: np.ndarray, hidden: str) -> np.ndarray:
    """Bring activations into -1 to 1: sigmoid by its middle, relu by its largest."""
    if hidden == "sigmoid":
        return 2 * unit - 1
    if hidden == "relu":
        return unit / max(float(np.max(unit)), 1e-12)
    return unit


def bend(name: str, Z: np.ndarray) -> np.ndarray:
    """Apply an activation to every entry.

    Parameters
    ----------
    name : {"tanh", "relu", "sigmoid", "identity"}
        Which one.
    Z : ndarray
        Weighted sums.

    Returns
    -------
    ndarray, shape of `Z`
        Activations.

    Examples
    --------
    >>> bend("relu", np.array([-1.0, 2.0])), bend("sigmoid", np.array([0.0]))
    (array([0., 2.]), array([0.5]))
    """
    if name == "relu":
        return np.maximum(Z, 0.0)
    if name == "sigmoid":
        return 0.5 * (1.0 + np.tanh(0.5 * Z))
    return np.tanh(Z) if name == "tanh" else Z


def outputs(
    weights: Mapping[str, np.ndarray], X: np.ndarray, hidden: str, last: str = "sigmoid"
) -> list[np.ndarray]:
    """Give what every layer makes of points.

    Parameters
    ----------
    weights : mapping of str to ndarray
        ``"W1"``, ``"b1"``, ..., ``"WL"``, ``"bL"``.
    X : ndarray, shape (n_x, m)
        Points, one per column.
    hidden, last : str
        Activation of the hidden layers, and of the last one.

    Returns
    -------
    list of ndarray
        Activations (n_l, m) of layers 1 to L.

    Examples
    --------
    >>> weights = {"W1": np.array([[1.0, 1.0]]), "b1": np.array([[-1.0]])}
    >>> outputs(weights, np.array([[1.0], [0.0]]), "tanh")
    [array([[0.5]])]
    """
    A, found, L = X, [], len(weights) // 2
    # Weights of a run that diverged may be as large as they like.
    with np.errstate(all="ignore"):
        for k in range(1, L + 1):
            W, b = (np.asarray(weights[f"{one}{k}"], np.float64) for one in "Wb")
            A = bend(last if k == L else hidden, W @ A + b.reshape(-1, 1))
            found.append(A)
    return found


def cost(A: np.ndarray, Y: np.ndarray) -> float:
    """Give the mean log loss of probabilities; never infinite.

    Examples
    --------
    >>> round(cost(np.array([[0.5, 0.5]]), np.array([[0.0, 1.0]])), 4)
    0.6931
    """
    tiny = 1e-300
    losses = Y * np.log(np.maximum(A, tiny)) + (1 - Y) * np.log(np.maximum(1 - A, tiny))
    return -float(np.mean(losses))


def grid(x: Sequence, y: Sequence, columns: int, rows: int) -> np.ndarray:
    """Give points (2, rows * columns) over a panel, the lowest row first.

    Examples
    --------
    >>> grid((0, 1), (0, 1), 2, 2)
    array([[0., 1., 0., 1.],
           [0., 0., 1., 1.]])
    """
    across, up = np.meshgrid(np.linspace(*x, columns), np.linspace(*y, rows))
    return np.stack([across.ravel(), up.ravel()])
