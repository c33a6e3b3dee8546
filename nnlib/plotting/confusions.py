"""Which class was said where which one is true, counted for every pair."""

from __future__ import annotations

import numpy as np

from nnlib.plotting.card import FAINT, INK, SHADES, Picture, drawing, render
from nnlib.shapes import shapes
from nnlib.values import labels, whole

WRONG = "#f9d9a4"
MOST, NAMED = 12, 3


def confusions(
    said: np.ndarray, truth: np.ndarray, K: int, *, caption: str | None = None
) -> Picture:
    """Draw a table of counts: rows by what is true, columns by what is said.

    Parameters
    ----------
    said : ndarray of int, shape (m,)
        Class that was said of each example, 0 to K - 1.
    truth : ndarray of int, shape (m,)
        Class that is right.
    K : int
        Number of classes, at most twelve.
    caption : str, optional
        Sentence below the picture; computed if left out.

    Returns
    -------
    Picture
        The table. The sentence says how many are right and which confusion is the most
        frequent.

    Raises
    ------
    ShapeError
        If `said` and `truth` are not flat and of the same length.
    TypeError, ValueError
        If a label is no class, or `K` is not from 1 to 12.

    Examples
    --------
    >>> confusions(np.array([0, 1, 1, 1]), np.array([0, 1, 0, 0]), 2).alt
    'Right: 2 of 4 (50.0%). Confused: 1 said for 0, 2 times.'
    """
    shapes("said (m,), truth (m,)", said, truth)
    whole(1, K=K)
    if K > MOST:
        raise ValueError(f"K is {K}, expected at most {MOST}")
    labels(said=said, truth=truth)
    counts = count(said, truth, K)
    side = 0.34 if K > 4 else 0.5
    with drawing(height=side * K + 0.85) as (figure, axes):
        axes.set(xlim=(-0.5, K - 0.5), ylim=(K - 0.5, -0.5), aspect="equal")
        for (true, answer), number in np.ndenumerate(counts):
            draw_cell(axes, true, answer, int(number))
        axes.set(xticks=range(K), yticks=range(K), xlabel="said", ylabel="true")
        axes.tick_params(length=0)
        axes.spines[["left", "bottom"]].set_visible(False)
        png = render(figure)
    sentence = describe(counts)
    return Picture(png, sentence, caption or sentence)


def count(said: np.ndarray, truth: np.ndarray, K: int) -> np.ndarray:
    """Count every pair of a true and a said class.

    Parameters
    ----------
    said, truth : ndarray of int, shape (m,)
        Classes.
    K : int
        Number of classes.

    Returns
    -------
    ndarray of int, shape (K, K)
        Row: the true class, column: the one that was said.

    Raises
    ------
    ValueError
        If there is a class above K - 1.

    Examples
    --------
    >>> count(np.array([1, 1]), np.array([0, 1]), 2)
    array([[0, 1],
           [0, 1]])
    """
    for name, classes in (("said", said), ("truth", truth)):
        if np.max(classes) >= K:
            raise ValueError(f"{name} holds {np.max(classes)}, expected 0 to {K - 1}")
    counts = np.zeros((K, K), dtype=int)
    np.add.at(counts, (np.asarray(truth, int), np.asarray(said, int)), 1)
    return counts


def draw_cell(axes, true: int, answer: int, number: int) -> None:
    """Draw one count: right ones on blue, wrong ones on orange, none as a dot."""
    from matplotlib.patches import Rectangle

    face = SHADES[0] if true == answer else WRONG
    corner = (answer - 0.47, true - 0.47)
    if number or true == answer:
        axes.add_patch(Rectangle(corner, 0.94, 0.94, facecolor=face))
    centred = {"ha": "center", "va": "center", "fontsize": 10.5}
    text, colour = (str(number), INK) if number else ("·", FAINT)
    axes.text(answer, true, text, color=colour, **centred)


def describe(counts: np.ndarray) -> str:
    """Say how many are right, and what is confused most often."""
    m, right = int(counts.sum()), int(np.trace(counts))
    wrong = counts - np.diag(np.diag(counts))
    order = np.argsort(-wrong, axis=None, kind="stable")[:NAMED]
    pairs = [np.unravel_index(place, counts.shape) for place in order]
    said = [
        f"{answer} said for {true}, {wrong[true, answer]} "
        f"time{'s' if wrong[true, answer] > 1 else ''}"
        for true, answer in pairs
        if wrong[true, answer]
    ]
    named = f" Confused: {'; '.join(said)}." if said else " Nothing is confused."
    return f"Right: {right} of {m} ({right / m:.1%}).{named}"
