"""Which class was said where which one is true, counted for every pair."""

import numpy as np

from nnlib.plotting.card import (
    CENTRED,
    FAINT,
    INK,
    SHADES,
    Picture,
    drawing,
    finished,
    rectangle,
)
from nnlib.plotting.registered import picture
from nnlib.plotting.sentences import counted
from nnlib.shapes import shapes
from nnlib.values import labels

WRONG = "#f9d9a4"
NAMED = 3


@picture
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
        Number of classes.
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
        If what was said is no class.

    Examples
    --------
    >>> confusions(np.array([0, 1, 1, 1]), np.array([0, 1, 0, 0]), 2).alt
    'Right: 2 of 4 (50.0%). Confused: 1 said for 0, 2 times.'
    """
    shapes("said (m,), truth (m,)", said, truth)
    labels(said=said)
    counts = count(said, truth, K)
    side = 0.34 if K > 4 else 0.5
    with drawing(height=side * K + 0.85) as (figure, axes):
        axes.set(xlim=(-0.5, K - 0.5), ylim=(K - 0.5, -0.5), aspect="equal")
        for (true, answer), number in np.ndenumerate(counts):
            draw_cell(axes, true, answer, int(number))
        axes.set(xticks=range(K), yticks=range(K), xlabel="said", ylabel="true")
        axes.tick_params(length=0)
        axes.spines[["left", "bottom"]].set_visible(False)
        return finished(figure, describe(counts), caption)


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
        If a class above K - 1 was said.

    Examples
    --------
    >>> count(np.array([1, 1]), np.array([0, 1]), 2)
    array([[0, 1],
           [0, 1]])
    """
    if np.max(said) >= K:
        raise ValueError(f"said holds {np.max(said)}, expected 0 to {K - 1}")
    counts = np.zeros((K, K), dtype=int)
    np.add.at(counts, (np.asarray(truth, int), np.asarray(said, int)), 1)
    return counts


def draw_cell(axes, true: int, answer: int, number: int) -> None:
    """Draw one count: right ones on blue, wrong ones on orange, none as a dot."""
    face = SHADES[0] if true == answer else WRONG
    if number or true == answer:
        rectangle(axes, (answer - 0.47, true - 0.47), 0.94, 0.94, facecolor=face)
    text, colour = (str(number), INK) if number else ("·", FAINT)
    axes.text(answer, true, text, color=colour, fontsize=10.5, **CENTRED)


def describe(counts: np.ndarray) -> str:
    """Say how many are right, and what is confused most often."""
    m, right = int(counts.sum()), int(np.trace(counts))
    wrong = counts - np.diag(np.diag(counts))
    order = np.argsort(-wrong, axis=None, kind="stable")[:NAMED]
    pairs = [np.unravel_index(place, counts.shape) for place in order]
    said = "; ".join(
        f"{answer} said for {true}, {counted(int(wrong[true, answer]), 'time')}"
        for true, answer in pairs
        if wrong[true, answer]
    )
    named = f"Confused: {said}." if said else "Nothing is confused."
    return f"Right: {right} of {m} ({right / m:.1%}). {named}"
