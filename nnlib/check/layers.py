"""The first wrong layer of an output that has several."""

from collections.abc import Sequence

import numpy as np

from nnlib.check.trial import FEWEST_PROBES, Trial, same
from nnlib.check.verdict import Fact


def first_wrong_layer(part: str, done: Sequence[Trial]) -> Fact | None:
    """Find the first wrong layer of an output that has several, if it has a name.

    Layers come in the order in which they are computed: forward from 1, backward from
    L. Those before the first wrong one are right.
    """
    found = [progress(trial, part) for trial in done if not trial.right(part)]
    if len(found) < FEWEST_PROBES or None in found:
        return None
    starts, layers, depths = zip(*found, strict=True)
    from_end = {depth - layer for layer, depth in zip(layers, depths, strict=True)}
    if len(set(layers)) == 1:
        name = str(layers[0])
    elif len(from_end) == 1:
        back = from_end.pop()
        name = f"L - {back}" if back else "L"
    else:
        return None
    start = "1" if set(starts) == {1} else "L"
    return Fact("layer", {"part": part, "start": start, "layer": name})


def progress(trial: Trial, part: str) -> tuple[int, int, int] | None:
    """Return the first layer, the first wrong layer, and how many there are.

    None where the very first is wrong, or where layers are missing.
    """
    got, expected = trial.got[part], trial.expected[part]
    if not (isinstance(got, dict) and isinstance(expected, dict)):
        return None
    if not all(isinstance(got.get(place), np.ndarray) for place in expected):
        return None
    layers = {place: layer_of(place) for place in expected}
    order = list(dict.fromkeys(layers.values()))
    bad = {
        layers[place]
        for place in expected
        if not same(trial.probe, got.get(place), expected[place])
    }
    first = next((layer for layer in order if layer in bad), None)
    if None in order or first in (None, order[0]) or order[0] not in (1, len(order)):
        return None
    if half_right(trial, part, [place for place in layers if layers[place] == first]):
        return None
    return order[0], first, len(order)


def half_right(trial: Trial, part: str, places: Sequence[tuple]) -> bool:
    """Tell whether a layer's dW is right and its db not, or the other way round.

    Then what it gets from the layer before is right, too.
    """
    got, expected = trial.got[part], trial.expected[part]
    right = {same(trial.probe, got[place], expected[place]) for place in places}
    return len(right) > 1 and all(isinstance(place[0], str) for place in places)


def layer_of(place: tuple) -> int | None:
    """Read the layer from the first key that leads to an array.

    Examples
    --------
    >>> layer_of(("dW3",)), layer_of((0, 1)), layer_of(("A",))
    (3, 1, None)
    """
    key = place[0]
    if isinstance(key, int):
        return key + 1
    digits = key[len(key.rstrip("0123456789")) :]
    return int(digits) if digits else None
