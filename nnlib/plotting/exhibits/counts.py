"""Decisions against truths, counted for every pair.

An accuracy alone hides which mistakes were made, and says little without the accuracy
of a guess that looks at nothing.
"""

from collections.abc import Sequence

import numpy as np

from nnlib.plotting.card import (
    CENTRED,
    FAINT,
    INK,
    SHADES,
    Picture,
    drawing,
    finished,
    picture,
    rectangle,
)
from nnlib.shapes import shapes
from nnlib.values import binary
from nnlib.values import labels as classes
from nnlib.wording import counted

WRONG = "#f9d9a4"  # the colour of a mistake
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
    classes(said=said)
    counts = count(said, truth, K)
    side = 0.34 if K > 4 else 0.5
    with drawing(height=side * K + 0.85) as (figure, axes):
        axes.set(xlim=(-0.5, K - 0.5), ylim=(K - 0.5, -0.5), aspect="equal")
        for (true, answer), number in np.ndenumerate(counts):
            draw_cell(axes, true, answer, int(number))
        name_sides(axes, "said", range(K))
        return finished(figure, describe(counts), caption)


def name_sides(axes, across: str, labels: Sequence) -> None:
    """Name rows and columns of a table of counts, without lines at its sides."""
    axes.set_xticks(range(len(labels)), labels)
    axes.set_yticks(range(len(labels)), labels)
    axes.set(xlabel=across, ylabel="true")
    axes.tick_params(length=0)
    axes.spines[["left", "bottom"]].set_visible(False)


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


@picture
def outcomes(
    P: np.ndarray,
    Y: np.ndarray,
    *,
    labels: Sequence[str] = ("label 0", "label 1"),
    caption: str | None = None,
) -> Picture:
    """Draw a table of decisions against truths.

    Parameters
    ----------
    P : ndarray, shape (1, m)
        Predicted labels, 0 or 1.
    Y : ndarray, shape (1, m)
        True labels, 0 or 1.
    labels : sequence of two str
        What the labels mean.
    caption : str, optional
        Sentence below the picture; computed if left out.

    Returns
    -------
    Picture
        Four counts. The sentence compares the accuracy with that of the majority guess
        and says how many of label 1 were missed.

    Raises
    ------
    ShapeError
        If `P` and `Y` are not rows of the same length.
    ValueError
        If a decision is not 0 or 1.

    Examples
    --------
    >>> P, Y = np.array([[1, 0, 0, 0]]), np.array([[1, 1, 0, 0]])
    >>> print(outcomes(P, Y, labels=("benign", "malignant")).alt)
    Right: 3 of 4 (75.0%). Always saying benign is right 2 times (50.0%). Of 2
    malignant, 1 is missed; of 2 benign, 0 raise a false alarm.
    """
    shapes("P (1, m), Y (1, m)", P, Y)
    binary(P=P)
    counts = [[int(np.sum((Y == k) & (P == j))) for j in (0, 1)] for k in (0, 1)]
    with drawing(height=2.9) as (figure, axes):
        axes.set(xlim=(-0.5, 1.5), ylim=(1.5, -0.5))
        for truth, row in enumerate(counts):
            for decided, count in enumerate(row):
                draw_tile(axes, truth, decided, count)
        name_sides(axes, "decided", labels)
        right, mistakes = told(counts, labels)
        return finished(figure, f"{right} {mistakes}", caption or right)


def draw_tile(axes, truth: int, decided: int, count: int) -> None:
    """Draw one count; those that are right are blue, the others orange and named.

    Parameters
    ----------
    axes : Axes
        Where to draw.
    truth, decided : int
        Row and column, 0 or 1.
    count : int
        How many examples.
    """
    word = "false alarms" if decided else "missed"
    face, word = (SHADES[0], "right") if truth == decided else (WRONG, word)
    rectangle(axes, (decided - 0.47, truth - 0.45), 0.94, 0.9, color=face)
    axes.text(decided, truth - 0.07, str(count), fontsize=19, **CENTRED)
    axes.text(decided, truth + 0.26, word, **CENTRED)


def told(counts: Sequence[Sequence[int]], labels: Sequence[str]) -> tuple[str, str]:
    """Say how good the decisions are, and which mistakes they make.

    Parameters
    ----------
    counts : two rows of two int
        Rows by truth, columns by decision.
    labels : sequence of two str
        What the labels mean.

    Returns
    -------
    tuple of two str
        How good they are, and what their mistakes are.
    """
    (quiet, alarms), (missed, found) = counts
    of = (quiet + alarms, missed + found)
    m, right = sum(of), quiet + found
    most = int(of[1] > of[0])
    return (
        f"Right: {right} of {m} ({right / m:.1%}). Always saying {labels[most]} is "
        f"right {of[most]} times ({of[most] / m:.1%}).",
        f"Of {of[1]} {labels[1]}, {missed} {'is' if missed == 1 else 'are'} missed; "
        f"of {of[0]} {labels[0]}, {alarms} {'raises' if alarms == 1 else 'raise'} a "
        "false alarm.",
    )
