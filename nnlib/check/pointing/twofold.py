"""What is said where no single change makes everything right.

An output that one change makes right, with everything that was right before; two lines
that together mend all of it; or nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nnlib.check.pointing.halves import (
    Half,
    Told,
    applied,
    lifts,
    of_outputs,
    pairs_of,
)
from nnlib.check.pointing.repairs import MOST_LINES, Change, spoken_of
from nnlib.check.pointing.search import STAGES, Search


def in_parts(found: Search, raised_in: int = 0) -> Told | None:
    """Say which lines mend a part of what is wrong, or all of it together.

    Parameters
    ----------
    found : Search
        It has come to its end, and no single change makes everything right.
    raised_in : int
        Line at which the function stops; 0 if it does not.

    Returns
    -------
    Told or None
        None where nothing is certain.
    """
    told = [*of_outputs([*proved(found)], found.tree, found.right)]
    for first, second in pairs_of(told, found.wrong):
        both = together(found, first, second)
        if both is not None:
            return both
    if not told:
        return once_more(found, [*lifts(found.halves).values()], raised_in)
    first = [told[0].change] if len(told[0].lines) == 1 else []
    return once_more(found, first, raised_in) or told[0]


def proved(found: Search) -> Iterator[Half]:
    """Yield the changes that make an output right in every case, cheap ones first."""
    best: dict[frozenset[str], float] = {}
    for one in sorted(found.halves, key=lambda one: one.change.cost):
        cost = one.change.cost
        if any(least < cost and one.outputs <= have for have, least in best.items()):
            continue
        found.count()
        with applied(found.tree, [one.change]) as tree:
            found.bench.define(tree)
        outputs = found.mended(one.outputs)
        if outputs:
            best.setdefault(outputs, cost)
            able = found.mended(outputs, found.extreme) == outputs
            yield Half(replace(one.change, able=able), outputs)


def together(found: Search, first: Change, second: Change) -> Told | None:
    """Return two changes as one thing to be said, if together they mend everything."""
    with applied(found.tree, [first, second]) as tree:
        found.bench.define(tree)
    if not found.right_on([*found.ordinary, *found.drawn()]):
        return None
    return pair(found, first, second, able=found.right_on(found.extreme))


def pair(found: Search, first: Change, second: Change, able: bool) -> Told:
    """Say two changes, the upper line first."""
    lines = sorted({*first.lines, *second.lines})
    outputs = frozenset(found.wrong), frozenset(found.right)
    return Told(lines, replace(first, able=able), *outputs, pair=True)


def once_more(found: Search, firsts: Sequence[Change], raised_in: int) -> Told | None:
    """Search once more in the function with a first change in it.

    Of several that may come first nothing is said, unless they lead to the same lines.
    """
    told = []
    for change in firsts:
        with applied(found.tree, [change]) as tree:
            second = found.of(tree)
            repairs = second.repairs(STAGES[:1]) if second.begin() else []
            lines, last = spoken_of(repairs, tree, second.wrong)
        found.tried = second.tried
        if len(lines) == 1:
            told.append(pair(found, change, last, last.able))
    every = {line for one in told for line in one.lines}
    fits = told and len(every) <= MOST_LINES and (not raised_in or raised_in in every)
    return told[0] if fits else None
