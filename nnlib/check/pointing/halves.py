"""Changes that mend a part of what is wrong, and two that mend all of it together.

Where no single change makes everything right, one may still make an output right, or
let a function come to its end that stopped. Of two slips, each shows in something of
its own: an output, a shape, an exception. Two in one number are not looked for.
"""

import ast
import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from nnlib.check.pointing.families.family import SIGN_PUT_IN
from nnlib.check.pointing.places import located, rebuilt
from nnlib.check.pointing.repairs import Change, spoken_of
from nnlib.check.pointing.trying import NUMBERS, RIGHT, Grades, ruined

# Of those that let a function go on: after each, everything is searched once more.
MOST_LIFTS = 3
# What is put in or taken out may let anything go on.
MOST_COST = SIGN_PUT_IN


@dataclass(frozen=True)
class Half:
    """A change that mends a part of what is wrong.

    Parameters
    ----------
    change : Change
        What it changes.
    outputs : frozenset of str
        What comes right that was wrong; none where the function only goes on.
    """

    change: Change
    outputs: frozenset[str]


@dataclass(frozen=True)
class Told:
    """What may be said of some lines.

    Parameters
    ----------
    lines : sequence of int
        One or two.
    change : Change
        The first that is enough, or of a pair the first.
    outputs : frozenset of str
        What comes right.
    right : frozenset of str
        What is right before and after.
    pair : bool
        Whether it takes a change in each line.
    """

    lines: Sequence[int]
    change: Change
    outputs: frozenset[str]
    right: frozenset[str] = frozenset()
    pair: bool = False


def wrong_in(grades: Grades) -> set[str]:
    """Return the outputs that are not right as a whole."""
    return {name[0] for name, one in grades.items() if one != RIGHT}


def half(change: Change, before: Grades, now: Grades) -> Half | None:
    """Return what a change mends on one probe; None where it mends nothing."""
    if ruined(before, now):
        return None
    outputs = wrong_in(before) - wrong_in(now)
    if outputs:
        return Half(change, frozenset(outputs))
    goes_on = is_lifted(before, now) and change.cost <= MOST_COST
    return Half(change, frozenset()) if goes_on and change.place else None


def is_lifted(before: Grades, now: Grades) -> bool:
    """Tell whether everything has at least a shape now, and something had none."""
    stopped = min(before.values()) < NUMBERS
    return stopped and all(one >= NUMBERS for one in now.values())


@contextmanager
def applied(
    tree: ast.FunctionDef, changes: Sequence[Change]
) -> Iterator[ast.FunctionDef]:
    """Give a function with some changes in it, as long as something is done."""
    with ExitStack() as stack:
        for one in changes:
            if one.rewritten is not None:
                stack.enter_context(one.rewritten.in_place())
        put = {id(one.place.node): standing_there(one) for one in changes if one.place}
        yield located(rebuilt(tree, put))


def standing_there(change: Change) -> object:
    """Return what puts the expression of a change in its line."""
    for node in ast.walk(change.node):
        if "lineno" in node._attributes and not hasattr(node, "lineno"):
            node.lineno = node.end_lineno = change.place.line
            node.col_offset = node.end_col_offset = 0
    return lambda _: change.node


def of_outputs(
    halves: Sequence[Half], tree: ast.FunctionDef, right: Collection[str]
) -> Iterator[Told]:
    """Yield for outputs that are wrong in which lines a change makes them right.

    What mends more comes first; `right` are those that are right already.
    """
    for outputs in sorted({one.outputs for one in halves}, key=len, reverse=True):
        same = [one.change for one in halves if one.outputs >= outputs]
        lines, change = spoken_of(same, tree, outputs)
        if lines:
            yield Told(lines, change, outputs, frozenset(right))


def pairs_of(
    told: Sequence[Told], wrong: Collection[str]
) -> Iterator[tuple[Change, Change]]:
    """Yield two changes, each in one line and with an output of its own."""
    single = [one for one in told if len(one.lines) == 1]
    for first, second in itertools.combinations(single, 2):
        apart = first.outputs - second.outputs and second.outputs - first.outputs
        if apart and first.outputs | second.outputs == {*wrong}:
            yield first.change, second.change


def lifts(halves: Sequence[Half]) -> Mapping[int, Change]:
    """Return a change for each line in which one lets the function go on."""
    found: dict[int, Change] = {}
    for one in sorted(halves, key=lambda one: one.change.cost):
        if not one.outputs:
            found.setdefault(one.change.lines[0], one.change)
    return found if len(found) <= MOST_LIFTS else {}
