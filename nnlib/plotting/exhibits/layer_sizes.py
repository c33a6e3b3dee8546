"""How large the numbers are in each layer, for several ways to begin.

The scale is logarithmic: what shrinks by the same factor in every layer is a straight
line downwards, and soon too small to learn from.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from nnlib.plotting.card import (
    BLUE,
    BROWN,
    FAINT,
    INK,
    Picture,
    drawing,
    finished,
    picture,
)
from nnlib.plotting.ends import write_names
from nnlib.plotting.sentences import brief
from nnlib.wording import listed

LOOKS = (
    (BLUE, "o", "-"),
    (BROWN, "s", (0, (6, 2))),
    (INK, "^", "-"),
    ("#6d6c67", "D", (0, (2, 1.5))),
    (FAINT, "v", "-"),
    ("#9a5b13", "P", (0, (8, 2, 2, 2))),
)
LITTLE, MUCH = 5.0, 50.0  # factors from the first to the last size


@picture
def layer_sizes(
    sizes: Mapping[str, Sequence[float]],
    *,
    quantity: str = "activations",
    back: bool = False,
    caption: str | None = None,
) -> Picture:
    """Draw a size for each layer, a line for each way to begin.

    Parameters
    ----------
    sizes : mapping of str to sequence of float
        From a name to one size for each layer, layer 1 first; up to six names.
    quantity : str
        What is measured, such as ``"activations"`` or ``"gradients"``.
    back : bool
        Whether it runs from the last layer to the first, as gradients do: then the
        last layer stands on the left, and the words follow that way.
    caption : str, optional
        Sentence below the picture; computed if left out.

    Returns
    -------
    Picture
        The lines; the sentence says of each whether it vanishes, stays or grows.

    Raises
    ------
    ValueError
        If there are fewer than two layers, or a size is nan or below 0.

    Examples
    --------
    >>> layer_sizes({"0.01": [0.05, 0.002, 0.0001], "He": [0.8, 0.9, 0.85]}).alt
    'From layer 1 to 3: 0.01 vanishes (0.05 to 0.0001), He stays (0.8 to 0.85).'
    """
    rows = {name: np.asarray(row, dtype=np.float64) for name, row in sizes.items()}
    refuse_bad_sizes(rows)
    L = len(next(iter(rows.values())))
    ends = (L, 1) if back else (1, L)
    ways = {name: row[::-1] if back else row for name, row in rows.items()}
    with drawing(height=3.7) as (figure, axes):
        axes.set(xlabel="layer", ylabel=f"size of the {quantity}")
        draw_rows(axes, ways, np.linspace(*ends, L).round().astype(int))
        said = caption or finding(ways, quantity)
        return finished(figure, describe(ways, ends), said)


def refuse_bad_sizes(rows: Mapping[str, np.ndarray]) -> None:
    """Insist on two or more numbers that are not below 0."""
    for name, row in rows.items():
        if row.size < 2 or np.any(row < 0) or np.isnan(row).any():
            raise ValueError(
                f"sizes[{name!r}] is {row.tolist()}, expected two or more sizes of 0 "
                "or above"
            )


def draw_rows(axes, rows: Mapping[str, np.ndarray], layers: np.ndarray) -> None:
    """Draw a line for each row, with its name at its end."""
    places, ends = np.arange(layers.size), {}
    low, high = limits(rows)
    for (name, row), (colour, marker, dashes) in zip(rows.items(), LOOKS, strict=False):
        # 0 and infinity have no place on a logarithmic axis; they stand at its ends
        seen = np.clip(row, low, high)
        axes.semilogy(places, seen, color=colour, marker=marker, linestyle=dashes)
        word = {0.0: ": 0", np.inf: ": overflow"}.get(float(row[-1]), "")
        ends[f"{name}{word}"] = (places[-1], float(seen[-1]))
    axes.set(xlim=(-0.3, places[-1] * 1.3 + 0.3), ylim=(low / 2, high * 2))
    step = max(1, layers.size // 10)
    axes.set_xticks(places[::step], layers[::step])
    axes.minorticks_off()
    write_names(axes, ends)


def limits(rows: Mapping[str, np.ndarray]) -> tuple[float, float]:
    """Give the smallest and the largest size that is drawn.

    Parameters
    ----------
    rows : mapping of str to ndarray
        Sizes, perhaps 0 or infinite.

    Returns
    -------
    tuple of two float
        A factor of ten beyond the others where a size is 0 or infinite; never beyond
        30 powers of ten.

    Examples
    --------
    >>> limits({"a": np.array([1.0, 0.01, 0.0])})
    (0.001, 1.0)
    """
    sizes = np.concatenate(list(rows.values()))
    shown = sizes[(sizes > 0) & np.isfinite(sizes)]
    low, high = (float(shown.min()), float(shown.max())) if shown.size else (1.0, 1.0)
    low = low / 10 if np.any(sizes == 0) else low
    high = high * 10 if np.isinf(sizes).any() else high
    return max(low, 1e-30), min(high, 1e30)


def course(row: np.ndarray) -> str:
    """Say in one word what happens to a size on its way through the layers.

    Parameters
    ----------
    row : ndarray, shape (L,)
        One size per layer, in the order of the way.

    Returns
    -------
    str
        ``"vanishes"`` if it loses a factor of fifty, ``"explodes"`` if it gains one,
        ``"stays"`` within a factor of five, else ``"shrinks"`` or ``"grows"``.

    Examples
    --------
    >>> course(np.array([1.0, 1e-3])), course(np.array([1.0, 0.4]))
    ('vanishes', 'stays')
    """
    first, last = float(row[0]), float(row[-1])
    if last == 0 or last * MUCH < first:
        return "vanishes"
    if last == np.inf or last > MUCH * first:
        return "explodes"
    if last > LITTLE * first:
        return "grows"
    return "shrinks" if last * LITTLE < first else "stays"


def describe(ways: Mapping[str, np.ndarray], ends: tuple[int, int]) -> str:
    """Say of each way to begin what happens, with its first and last size."""
    said = ", ".join(
        f"{name} {course(row)} ({in_two_digits(row[0])} to {in_two_digits(row[-1])})"
        for name, row in ways.items()
    )
    return f"From layer {ends[0]} to {ends[1]}: {said}."


def in_two_digits(size: float) -> str:
    """Write a size as it can be read off a logarithmic axis.

    Examples
    --------
    >>> in_two_digits(142876.854), in_two_digits(0.0001234)
    ('140000', '0.00012')
    """
    return brief(float(f"{size:.2g}"))


def finding(ways: Mapping[str, np.ndarray], quantity: str) -> str:
    """Say with which ways to begin the sizes vanish, stay and explode."""
    groups: dict[str, list[str]] = {}
    for name, row in ways.items():
        verb = course(row).removesuffix("s").replace("vanishe", "vanish")
        groups.setdefault(verb, []).append(name)
    said = [f"{verb} with {listed(names)}" for verb, names in groups.items()]
    return f"The {quantity} {'; they '.join(said)}."
