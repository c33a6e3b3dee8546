"""Another size where something is counted, and a mean in place of a sum."""

import ast
from collections.abc import Iterator

from nnlib.check.pointing.families.expressions import binary, is_inner, load, member
from nnlib.check.pointing.families.family import PUT_IN, REPLACED, SIZE, family
from nnlib.check.pointing.families.scope import Scope
from nnlib.check.pointing.places import Place


@family("size", REPLACED, SIZE)
def sizes(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield other sizes of the arguments."""
    node = place.node
    counts = isinstance(node, ast.Subscript | ast.Call | ast.Name)
    if not counts or scope.kind(place) != "int":
        return
    if isinstance(node, ast.Name) and node.id not in scope.names:
        return
    yield from sizes_of(scope)


def sizes_of(scope: Scope) -> Iterator[ast.expr]:
    """Yield the lengths of the axes of each argument that is an array."""
    for name in scope.given:
        kind = scope.names.get(name, ())
        for axis in range(len(kind[1]) if len(kind) > 1 else 0):
            shape = member(load(name), "shape")
            yield ast.Subscript(shape, ast.Constant(axis), ast.Load())


@family("size factor", PUT_IN, SIZE)
def size_factors(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield a number divided by a size, and times a size."""
    if not scope.numeric(place) or place.whole or is_inner(place):
        return
    counts = [load(one) for one, kind in scope.names.items() if kind == ("int",)]
    for one in [*counts, *sizes_of(scope)]:
        yield binary(place.node, ast.Div, one)
        yield binary(place.node, ast.Mult, one)
