"""Another name, or another key, where one stands."""

import ast
import itertools
from collections.abc import Callable, Iterator, Mapping

from nnlib.check.pointing.families.expressions import binary, is_number, load
from nnlib.check.pointing.families.family import (
    REPLACED,
    SIGN_PUT_IN,
    TAKEN_OUT,
    VALUE,
    family,
)
from nnlib.check.pointing.families.scope import Scope, akin, alike, is_name
from nnlib.check.pointing.places import Place, rebuilt

MOST_PAIRS = 12


@family("variable", REPLACED, VALUE)
def variables(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield other names that hold something of the same kind."""
    if isinstance(place.node, ast.Name):
        mine = scope.names.get(place.node.id) or scope.kinds.get(place.number)
        given_back = isinstance(place.statement, ast.Return)
        for other, kind in scope.names.items():
            if other != place.node.id and (
                given_back or alike(mine, kind, place.whole)
            ):
                yield load(other)


@family("name for a number", SIGN_PUT_IN, VALUE)
def names_for_numbers(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield a name in place of a written number."""
    if is_number(place.node):
        mine = ("int",) if place.whole else ("float",)
        for other, kind in scope.names.items():
            if kind and alike(mine, kind, place.whole):
                yield load(other)
    elif isinstance(place.node, ast.Constant) and isinstance(place.node.value, str):
        yield from (load(one) for one, kind in scope.names.items() if kind == ("str",))


@family("key", REPLACED, VALUE)
def keys(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield other texts, in place of a key or of a part of one."""
    node = place.node
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        for other in texts_near(node.value, scope):
            yield ast.Constant(other)
    elif isinstance(node, ast.Name) and scope.kind(place) == "str":
        if isinstance(place.parent, ast.Subscript):
            yield binary(ast.Constant("d"), ast.Add, node)
    elif isinstance(node, ast.JoinedStr):
        for index, part in enumerate(node.values):
            if isinstance(part, ast.Constant):
                for other in texts_near(part.value, scope):
                    values = [*node.values]
                    values[index] = ast.Constant(other)
                    yield ast.JoinedStr(values)


def texts_near(text: str, scope: Scope) -> Iterator[str]:
    """Yield texts that one could have been meant to be."""
    near = [*scope.strings, f"d{text}", text.removeprefix("d")]
    yield from (one for one in dict.fromkeys(near) if one not in (text, ""))


@family("names", TAKEN_OUT, VALUE)
def names_together(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield a line in which two names have changed places, or one is another."""
    read = [node for node in ast.walk(place.node) if is_name(node, scope)]
    names = list(dict.fromkeys(one.id for one in read))
    within = isinstance(place.node, ast.BinOp) and len(names) == 2
    if place.test or not (within or isinstance(place.parent, ast.stmt)):
        return
    for one, other in itertools.combinations(names, 2):
        if alike(scope.names.get(one), scope.names.get(other, ()), False):
            yield renamed(place.node, read, {one: other, other: one})
    for one in names:
        if sum(node.id == one for node in read) > 1:
            for other, kind in scope.names.items():
                if other != one and alike(scope.names.get(one), kind, False):
                    yield renamed(place.node, read, {one: other})


@family("pair of names", TAKEN_OUT, VALUE)
def pairs_of_names(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield an operation on two names as one on two others."""
    node = place.node
    if isinstance(node, ast.BinOp) and is_name(node.left, scope):
        if is_name(node.right, scope):
            rows = [akin(scope, one.id) for one in (node.left, node.right)]
            pairs = [*itertools.product(*rows)]
            for left, right in pairs if len(pairs) <= MOST_PAIRS else ():
                if left != right:
                    yield binary(load(left), type(node.op), load(right))


def renamed(node: ast.expr, read: list[ast.Name], names: Mapping[str, str]) -> ast.expr:
    """Return an expression that reads other names."""
    put = {id(one): replacing(names[one.id]) for one in read if one.id in names}
    return rebuilt(node, put)


def replacing(name: str) -> Callable[[ast.AST], ast.expr]:
    """Return what puts a name in place of a node."""
    return lambda node: load(name)
