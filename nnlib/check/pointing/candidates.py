"""What could stand at each place, and a function that holds all of it at once."""

import ast
from collections.abc import Callable, Sequence

from nnlib.check.pointing.families import Family, Scope
from nnlib.check.pointing.places import Place, at, located, rebuilt
from nnlib.check.pointing.repairs import (
    Change,
    is_accident,
    is_fed_with_itself,
    takes_away,
)


def candidates(
    places: Sequence[Place],
    scope: Scope,
    families: Sequence[Family],
    texts: dict[int, set[str]],
) -> list[Change]:
    """List what could stand at each place, each expression once; `texts` are known."""
    found = []
    for place in places:
        known = texts.setdefault(place.number, {ast.dump(place.node)})
        for one in families:
            for node in one.changes(place, scope):
                text = ast.dump(node)
                if text in known:
                    continue
                known.add(text)
                name, cost, asked = one.name, one.cost, one.question
                change = Change(name, cost, asked, (place.line,), place, node)
                if not is_senseless(change, scope):
                    found.append(change)
    return found


def is_senseless(change: Change, scope: Scope) -> bool:
    """Tell whether a change is one that nobody would mean."""
    return (
        is_accident(change)
        or takes_away(change, scope.outputs)
        or is_fed_with_itself(change)
    )


def with_changes(
    function: ast.FunctionDef, changes: Sequence[Change]
) -> ast.FunctionDef:
    """Return a function that holds all changes, of which one at a time is chosen."""
    rows: dict[int, list[tuple[int, ast.expr]]] = {}
    for number, change in enumerate(changes):
        rows.setdefault(id(change.place.node), []).append((number, change.node))
    put = {node: choosing(row) for node, row in rows.items()}
    return located(rebuilt(function, put))


def choosing(row: list[tuple[int, ast.expr]]) -> Callable[[ast.expr], ast.expr]:
    """Return what wraps a place so that one of several expressions stands there."""

    def wrap(node: ast.expr) -> ast.expr:
        return ast.IfExp(at(row[0][0], row[-1][0]), halved(row), node)

    return wrap


def halved(row: list[tuple[int, ast.expr]]) -> ast.expr:
    """Return the choice between expressions, by halves."""
    if len(row) == 1:
        return row[0][1]
    middle = len(row) // 2
    first = at(row[0][0], row[middle - 1][0])
    return ast.IfExp(first, halved(row[:middle]), halved(row[middle:]))
