"""Bars with their numbers, such as ten scores beside ten probabilities."""

from collections.abc import Sequence

import numpy as np

from nnlib.plotting.card import (
    BLUE,
    FAINT,
    INK,
    ORANGE,
    Picture,
    finished,
    panels,
    picture,
)
from nnlib.plotting.sentences import brief
from nnlib.shapes import ShapeError
from nnlib.values import finite

ROOM = 0.3  # of the widest bar, for a number at each end


@picture
def bars(
    values: np.ndarray,
    labels: Sequence[str],
    *,
    second: np.ndarray | None = None,
    titles: Sequence[str] = ("", ""),
    marked: int | None = None,
    caption: str | None = None,
) -> Picture:
    """Draw a bar for each of some numbers, and perhaps for a second row of them.

    Parameters
    ----------
    values : ndarray, shape (K,) or (K, 1)
        The numbers.
    labels : sequence of K str
        What each belongs to.
    second : ndarray, shape (K,) or (K, 1), optional
        Another number for each label, on its own scale beside the first.
    titles : sequence of two str
        What the numbers are, and what the second ones are.
    marked : int, optional
        Place of the label whose bars are orange; of each row's largest if left out.
    caption : str, optional
        Sentence below the picture; computed if left out.

    Returns
    -------
    Picture
        The bars, one of each row orange.

    Raises
    ------
    ShapeError
        If `values` or `second` are not one row or column of numbers.
    ValueError
        If one is not finite, or there are more or fewer than labels.

    Examples
    --------
    >>> bars(np.array([3.0, 1.0, -3.0]), ["0", "1", "2"]).alt
    'Bars: 0 is 3, 1 is 1, 2 is −3. The largest belongs to 0.'
    """
    labels = [str(label) for label in labels]
    groups = [flat("values", values, len(labels))]
    if second is not None:
        groups.append(flat("second", second, len(labels)))
    best = int(np.argmax(groups[-1]))
    row_height = 0.34 if len(labels) <= 12 else 0.27
    height = row_height * len(labels) + 0.55
    with panels(len(groups), len(groups), height) as (figure, row):
        for panel, numbers, title in zip(row, groups, titles, strict=False):
            draw_bars(panel, numbers, np.argmax(numbers) if marked is None else marked)
            panel.set_title(title, fontsize=11.5)
            panel.set_yticklabels(labels if panel is row[0] else [])
        alt = (
            f"{describe(groups, labels, titles)} The largest belongs to {labels[best]}."
        )
        said = f"The largest belongs to {labels[best]}: {brief(groups[-1][best])}."
        return finished(figure, alt, caption or said)


def flat(name: str, values: np.ndarray, K: int) -> np.ndarray:
    """Take a row, a column or a flat array of K finite numbers."""
    finite(**{name: values})
    row = np.asarray(values, dtype=np.float64)
    if row.ndim not in (1, 2) or row.size != max(row.shape):
        raise ShapeError(f"{name} has shape {row.shape}, expected (K,) or (K, 1)")
    if row.size != K:
        raise ValueError(f"{name} holds {row.size} numbers, expected {K}")
    return row.ravel()


def draw_bars(panel, row: np.ndarray, marked: int) -> None:
    """Draw horizontal bars from above to below, each with its number at its end."""
    places = np.arange(row.size)
    colours = [ORANGE if k == marked else BLUE for k in places]
    panel.barh(places, row, height=0.66, color=colours, edgecolor=INK, linewidth=0.6)
    panel.axvline(0, color=FAINT, linewidth=1)
    for place, value in zip(places, row, strict=True):
        shift, side = (4, "left") if value >= 0 else (-4, "right")
        panel.annotate(
            brief(value),
            (value, place),
            xytext=(shift, 0),
            textcoords="offset points",
            ha=side,
            va="center",
        )
    low, high = min(row.min(), 0), max(row.max(), 0)
    room = ROOM * ((high - low) or 1.0)
    panel.set_xlim(low - room * (low < 0), high + room * (row.max() >= 0))
    panel.set(yticks=places, ylim=(row.size - 0.5, -0.5), xticks=[])
    panel.tick_params(length=0)
    panel.spines[["left", "bottom"]].set_visible(False)


def describe(groups: list, labels: list[str], titles: Sequence[str]) -> str:
    """Say all numbers."""
    said = []
    for row, title in zip(groups, titles, strict=False):
        pairs = zip(labels, row, strict=True)
        listed = ", ".join(f"{label} is {brief(value)}" for label, value in pairs)
        said.append(f"{title or 'Bars'}: {listed}.")
    return " ".join(said)
