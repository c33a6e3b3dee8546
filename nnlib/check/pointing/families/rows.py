"""Another index, another bound, another order of what stands in a row."""

import ast
from collections.abc import Iterator

from nnlib.check.pointing.families.expressions import (
    binary,
    call,
    exchanged,
    is_number,
    load,
)
from nnlib.check.pointing.families.family import (
    INDEX,
    ORDER,
    PUT_IN,
    REPLACED,
    TAKEN_OUT,
    family,
)
from nnlib.check.pointing.families.scope import Scope
from nnlib.check.pointing.places import NUMBERS, Place, called_name


@family("order", REPLACED, ORDER)
def entries_exchanged(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield a row of values with two of them exchanged."""
    node = place.node
    if isinstance(node, ast.Tuple | ast.List):
        for entries in exchanged(node.elts):
            yield type(node)(entries, ast.Load())
    elif isinstance(node, ast.Dict):
        for values in exchanged(node.values):
            yield ast.Dict(node.keys, values)
    elif isinstance(node, ast.IfExp):
        yield ast.IfExp(node.test, node.orelse, node.body)


@family("index dropped", TAKEN_OUT, INDEX)
def indices_dropped(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield the whole in place of a part of it."""
    if isinstance(place.node, ast.Subscript):
        yield place.node.value


@family("off by one", PUT_IN, INDEX)
def off_by_one(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield a whole number, one more and one less."""
    if scope.kind(place) == "int" and not isinstance(place.node, ast.Constant):
        yield binary(place.node, ast.Add, ast.Constant(1))
        yield binary(place.node, ast.Sub, ast.Constant(1))


@family("bound", PUT_IN, INDEX)
def bounds(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield a range that begins one later, or runs the other way."""
    node = place.node
    if isinstance(node, ast.Call) and called_name(node) == "range":
        if len(node.args) == 1:
            yield call(node.func, ast.Constant(1), node.args[0])
        if len(node.args) == 2 and is_number(node.args[0]):
            yield call(node.func, node.args[1])
        yield call(load("reversed"), node)


@family("entry", PUT_IN, ORDER)
def entries(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield a list with a first entry in place of an empty one."""
    if isinstance(place.node, ast.List) and not place.node.elts:
        for one, kind in scope.names.items():
            if kind and kind[0] in NUMBERS:
                yield ast.List([load(one)], ast.Load())
