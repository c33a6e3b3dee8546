"""Another axis, another shape, an array that stands up where it lay."""

import ast
import itertools
from collections.abc import Iterator

from nnlib.check.pointing.families.expressions import binary, call, member, with_words
from nnlib.check.pointing.families.family import (
    AXIS,
    FACTORS,
    PUT_IN,
    REPLACED,
    TAKEN_OUT,
    family,
)
from nnlib.check.pointing.families.scope import Scope
from nnlib.check.pointing.places import Place, called_name

PRODUCTS = ("dot", "matmul")
REDUCING = frozenset("sum mean prod max min argmax argmin std var median".split())


@family("axis", REPLACED, AXIS)
def axes(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield a call along another axis, along none, or along one that it lacked."""
    node = place.node
    if not isinstance(node, ast.Call) or called_name(node) not in REDUCING:
        return
    words = {one.arg: one.value for one in node.keywords}
    if "axis" in words:
        for axis in (0, 1, 2, None):
            if ast.dump(words["axis"]) != ast.dump(ast.Constant(axis)):
                yield with_words(node, {**words, "axis": ast.Constant(axis)})
    keep = "keepdims" in words
    bare = {name: one for name, one in words.items() if name != "keepdims"}
    yield with_words(node, bare if keep else {**words, "keepdims": ast.Constant(True)})


@family("axis missing", TAKEN_OUT, AXIS)
def axes_missing(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield a call along an axis where it goes over everything, or the other way."""
    node = place.node
    if not isinstance(node, ast.Call) or called_name(node) not in REDUCING:
        return
    words = {one.arg: one.value for one in node.keywords}
    if "axis" in words:
        yield with_words(node, {})
        return
    for axis, keeps in itertools.product((0, 1), (False, True)):
        further = {"keepdims": ast.Constant(True)} if keeps else {}
        yield with_words(node, {**words, "axis": ast.Constant(axis), **further})


@family("transposed", REPLACED, FACTORS)
def transposes(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield an array that stands up where it lay, or the other way; of two, both."""
    node = place.node
    if is_turned(node):
        yield node.value
    elif scope.axes(place) == 2 and not isinstance(place.parent, ast.Attribute):
        yield member(node, "T")
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
        if is_turned(node.left) != is_turned(node.right):
            yield binary(turned(node.left), ast.MatMult, turned(node.right))
    elif isinstance(node, ast.Call) and called_name(node) in PRODUCTS:
        if len({*map(is_turned, node.args)}) == 2:
            yield ast.Call(node.func, [*map(turned, node.args)], node.keywords)


def is_turned(node: ast.expr) -> bool:
    """Tell whether an expression is an array with its axes exchanged."""
    return isinstance(node, ast.Attribute) and node.attr == "T"


def turned(node: ast.expr) -> ast.expr:
    """Return an array with its axes exchanged, or as it was before."""
    return node.value if is_turned(node) else member(node, "T")


@family("reshaped", PUT_IN, AXIS)
def reshapes(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield an array as a column, as a row, and laid flat."""
    if scope.axes(place) >= 1 and not isinstance(place.parent, ast.Subscript):
        one, rest = ast.Constant(1), ast.Constant(-1)
        yield call(member(place.node, "reshape"), rest, one)
        yield call(member(place.node, "reshape"), one, rest)
        yield call(member(place.node, "ravel"))


@family("brackets of a shape", PUT_IN, AXIS)
def shape_brackets(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield a shape of two axes in place of a size."""
    node = place.parent
    making = isinstance(node, ast.Call) and called_name(node) in ("zeros", "ones")
    if making and scope.kind(place) == "int":
        yield ast.Tuple([place.node, ast.Constant(1)], ast.Load())
        yield ast.Tuple([ast.Constant(1), place.node], ast.Load())
