"""A change that makes every output right, and which of them may be spoken of."""

import ast
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from nnlib.check.pointing.places import Place, called_name
from nnlib.check.pointing.structure import Rewritten

MOST_LINES = 2
SIZE_FACTOR = "size factor"


@dataclass(frozen=True)
class Change:
    """A small change of a function.

    Parameters
    ----------
    family : str
        Kind of change.
    cost : float
        How much it changes.
    question : str
        What is asked where it repairs.
    lines : tuple of int
        Where it stands.
    place : Place, optional
        Where another expression is put.
    node : ast.expr, optional
        What is put there.
    able : bool
        Whether it makes extreme cases right as well.
    rewritten : Rewritten, optional
        Where whole lines are changed.
    """

    family: str
    cost: float
    question: str
    lines: tuple[int, ...]
    place: Place | None = None
    node: ast.expr | None = None
    able: bool = True
    rewritten: Rewritten | None = None


def is_accident(change: Change) -> bool:
    """Tell whether a change only switches something off: ``x - x``, ``x / x``."""
    if change.place is None:
        return False
    parent, old = change.place.parent, change.place.node
    if isinstance(change.node, ast.BinOp) and not isinstance(old, ast.BinOp):
        return is_void(change.node.left, change.node.op, change.node.right)
    if not isinstance(parent, ast.BinOp):
        return False
    other = parent.left if parent.right is old else parent.right
    return is_void(other, parent.op, change.node)


def is_fed_with_itself(change: Change) -> bool:
    """Tell whether a list would be put into itself: what reads it then has no end."""
    statement = change.place.statement
    call = getattr(statement, "value", None)
    fed = getattr(statement, "targets", [getattr(statement, "target", None)])
    if isinstance(statement, ast.Expr) and isinstance(call, ast.Call):
        fed = [getattr(call.func, "value", None)]
    elif isinstance(statement, ast.Assign):
        fed = [one.value for one in fed if isinstance(one, ast.Subscript)]
    names = {name for one in fed if one is not None for name in names_within(one)}
    return bool(names & {*held_in(change.node)})


def held_in(node: ast.AST) -> Iterator[str]:
    """Yield the names of what an expression holds itself, and no part or copy of it."""
    if isinstance(node, ast.Name):
        yield node.id
    if not isinstance(node, ast.Subscript | ast.Attribute | ast.Call):
        for child in ast.iter_child_nodes(node):
            yield from held_in(child)


def takes_away(change: Change, outputs: Sequence[str]) -> bool:
    """Tell whether a value that is given back is moved from where its own name stands.

    What is wrong then is the line in which it got its value. `outputs` are the names
    of what is asked for in a row.
    """
    old, new = change.place.node, change.node
    if type(old) is not type(new) or not isinstance(change.place.parent, ast.Return):
        return False
    names, rows = outputs, [getattr(one, "elts", ()) for one in (old, new)]
    if isinstance(old, ast.Dict):
        names = [getattr(key, "value", None) for key in old.keys]
        rows = [old.values, new.values]
    return any(
        isinstance(before, ast.Name) and before.id == name and now is not before
        for name, before, now in zip(names, *rows, strict=False)
    )


def is_void(left: ast.expr, operator: ast.operator, right: ast.expr) -> bool:
    """Tell whether an operation gives nothing new of two equal sides."""
    void = isinstance(operator, ast.Sub | ast.Div)
    return void and ast.dump(left) == ast.dump(right)


def spoken_of(
    repairs: Sequence[Change],
    function: ast.FunctionDef,
    outputs: Collection[str],
    raised_in: int = 0,
) -> tuple[Sequence[int], Change | None]:
    """Return the lines of which one may say that a change there is enough.

    Parameters
    ----------
    repairs : sequence of Change
        All that make everything right.
    function : ast.FunctionDef
        In which they stand.
    outputs : collection of str
        What comes right.
    raised_in : int
        Line at which the function stops; 0 if it does not.

    Returns
    -------
    (sequence of int, Change or None)
        One line or two, and the first repair there; nothing where there are more.
    """
    if not repairs:
        return (), None
    least = min(one.cost for one in repairs)
    cheapest = [one for one in repairs if one.cost == least]
    if any(asks_further(one) for one in cheapest):
        # A sum in place of a mean, and a division that is missing, are one thought.
        cheapest += [one for one in repairs if one.family == SIZE_FACTOR]
    if len(outputs) > 1 and any(is_handed_on(one, function) for one in cheapest):
        return (), None
    if all(one.family == "line missing" for one in cheapest):
        cheapest = cheapest[:1]  # the same line may do at several places
    lines = {line for one in cheapest for line in one.lines}
    for one in cheapest:
        lines |= {*rivals(one, function)}
    if raised_in and cheapest[0].family != "line missing":
        lines |= {raised_in}
    if len(lines) > MOST_LINES:
        return (), None
    return sorted(lines), cheapest[0]


def asks_further(change: Change) -> bool:
    """Tell whether a repair may be another one's that costs more."""
    return change.family == "function" and gives_mean(change.node)


def is_handed_on(change: Change, function: ast.FunctionDef) -> bool:
    """Tell whether a division by a size is put where several lines read the result.

    It may as well belong to each of those lines, as the mean does in dw and in db.
    """
    if change.family != SIZE_FACTOR:
        return False
    names = {
        node.id
        for node in ast.walk(change.place.statement)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    read = [one.id for one in ast.walk(function) if is_read(one)]
    return any(read.count(name) > 1 for name in names)


def gives_mean(node: ast.expr | None) -> bool:
    """Tell whether a call is one of a mean."""
    return isinstance(node, ast.Call) and called_name(node) == "mean"


def rivals(change: Change, function: ast.FunctionDef) -> list[int]:
    """Return the lines that may be wrong in place of the one that was changed.

    A name that only this place reads may hold the wrong value, and so may one that
    nothing reads but the change; a text in a condition may only switch a branch off. A
    number of turns may be right, and the turns of its loop wrongly counted.
    """
    if change.place is None:
        return []
    found = []
    old = names_in(change.place.node)
    new = names_in(change.node) if change.node is not None else set()
    read = [one.id for one in ast.walk(function) if is_read(one)]
    for name in sorted(old - new):
        if read.count(name) == 1 and change.family == "variable":
            found += assigned(function, name)
    for name in sorted(new - old):
        if read.count(name) == 0:
            found += assigned(function, name)
    if change.place.test and isinstance(change.node, ast.Constant):
        if isinstance(change.node.value, str):
            found.append(change.place.statement.body[-1].lineno)
    return found + ranges_alone_with(names_within(change.place.statement), function)


def ranges_alone_with(names: Collection[str], function: ast.FunctionDef) -> list[int]:
    """Return the lines of each `range` that is all that reads one of some names."""
    read = [one.id for one in ast.walk(function) if is_read(one)]
    alone = {name for name in names if read.count(name) == 1}
    calls = [one for one in ast.walk(function) if isinstance(one, ast.Call)]
    ranges = [one for one in calls if called_name(one) == "range"]
    return [one.lineno for one in ranges if alone & names_in(one)]


def names_within(node: ast.AST) -> set[str]:
    """Return the names in a node, read or given a value."""
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


def names_in(node: ast.AST) -> set[str]:
    """Return the names that a node reads."""
    return {one.id for one in ast.walk(node) if is_read(one)}


def is_read(node: ast.AST) -> bool:
    """Tell whether a node reads a name."""
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)


def assigned(function: ast.FunctionDef, name: str) -> list[int]:
    """Return the line in which a name last gets its value; none for an argument."""
    lines = [
        node.lineno
        for node in ast.walk(function)
        if isinstance(node, ast.Name) and node.id == name
        if isinstance(node.ctx, ast.Store)
    ]
    return sorted(lines)[-1:]
