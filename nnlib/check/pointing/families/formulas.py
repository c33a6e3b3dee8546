"""The same parts, put together otherwise: operators, brackets, signs, sides, terms."""

import ast
from collections.abc import Iterator

from nnlib.check.pointing.families.expressions import (
    binary,
    is_inner,
    is_number,
    is_simple_call,
    load,
)
from nnlib.check.pointing.families.family import (
    BORDER,
    BY_HAND,
    FACTORS,
    PUT_IN,
    REPLACED,
    SIGN,
    SIGN_PUT_IN,
    TAKEN_OUT,
    family,
)
from nnlib.check.pointing.families.scope import Scope, akin, alike, is_name
from nnlib.check.pointing.places import NUMBERS, Place

MOST_POWER = 3
PRODUCT = ast.Mult | ast.MatMult
ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div)
TURNED = {
    ast.Lt: ast.Gt,
    ast.Gt: ast.Lt,
    ast.LtE: ast.GtE,
    ast.GtE: ast.LtE,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}


@family("comparison", REPLACED, BORDER)
def comparisons(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield a comparison that goes the other way."""
    node = place.node
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        other = TURNED.get(type(node.ops[0]))
        if other is not None:
            yield ast.Compare(node.left, [other()], node.comparators)


@family("operator", REPLACED, BY_HAND)
def operators(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield the same two sides with another operator between them."""
    node = place.node
    if not isinstance(node, ast.BinOp) or scope.kind(place) not in ("", *NUMBERS):
        return
    kinds = [*ARITHMETIC]
    if scope.kind(place) != "int":
        kinds += [ast.MatMult]
    if isinstance(node.op, ast.Div | ast.FloorDiv):
        kinds += [ast.FloorDiv]
    if is_number(node.right) and 0 < node.right.value <= MOST_POWER:
        kinds += [ast.Pow]
    yield from (
        binary(node.left, k, node.right) for k in kinds if k is not type(node.op)
    )


@family("bracket", REPLACED, BY_HAND)
def brackets(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield the same parts, taken together in another order."""
    node = place.node
    if isinstance(node, ast.BinOp):
        yield from regrouped(node)
        yield from out_of_calls(node)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.operand, ast.BinOp):
        inner = node.operand
        yield binary(ast.UnaryOp(node.op, inner.left), type(inner.op), inner.right)
    elif isinstance(node, ast.Call) and node.args:
        yield from into_call(node)


def regrouped(node: ast.BinOp) -> Iterator[ast.expr]:
    """Yield three parts in their order, the other two taken together first."""
    left, op, right = node.left, type(node.op), node.right
    if isinstance(left, ast.BinOp) and isinstance(left.right, ast.BinOp):
        inner = left.right
        last = binary(inner.right, op, right)
        yield binary(left.left, type(left.op), binary(inner.left, type(inner.op), last))
    if isinstance(left, ast.BinOp):
        yield binary(left.left, type(left.op), binary(left.right, op, right))
    if isinstance(right, ast.BinOp):
        yield binary(binary(left, op, right.left), type(right.op), right.right)
    for sign, whole_node in signed(node):
        yield ast.UnaryOp(sign, whole_node)


def signed(node: ast.BinOp) -> Iterator[tuple[ast.unaryop, ast.expr]]:
    """Take a sign off the first part of an expression."""
    left = node.left
    if isinstance(left, ast.UnaryOp) and isinstance(left.op, ast.USub):
        yield left.op, binary(left.operand, type(node.op), node.right)
    elif isinstance(left, ast.BinOp):
        for sign, inner in signed(left):
            yield sign, binary(inner, type(node.op), node.right)


def out_of_calls(node: ast.BinOp) -> Iterator[ast.expr]:
    """Yield a call of the whole where one side alone is inside it."""
    left, op, right = node.left, type(node.op), node.right
    if is_simple_call(left):
        inside = [*left.args[:-1], binary(left.args[-1], op, right)]
        yield ast.Call(left.func, inside, left.keywords)
    if is_simple_call(right):
        inside = [binary(left, op, right.args[0]), *right.args[1:]]
        yield ast.Call(right.func, inside, right.keywords)


def into_call(node: ast.Call) -> Iterator[ast.expr]:
    """Yield one side outside a call where both are inside it."""
    *before, inner = node.args
    if isinstance(inner, ast.BinOp):
        left = ast.Call(node.func, [*before, inner.left], node.keywords)
        right = ast.Call(node.func, [*before, inner.right], node.keywords)
        yield binary(left, type(inner.op), inner.right)
        yield binary(inner.left, type(inner.op), right)


@family("side dropped", TAKEN_OUT, BY_HAND)
def sides_dropped(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield one side of an operation alone."""
    if isinstance(place.node, ast.BinOp):
        yield place.node.left
        yield place.node.right


@family("sign", REPLACED, SIGN)
def signs_lost(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield a number without its sign."""
    node = place.node
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.Not):
        yield node.operand


@family("sign added", SIGN_PUT_IN, SIGN)
def signs(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield the opposite of a number."""
    node = place.node
    if isinstance(node, ast.UnaryOp) or is_inner(place):
        return
    if scope.kind(place) in ("", "float", "array") and not is_number(node):
        yield ast.UnaryOp(ast.USub(), node)
    elif scope.kind(place) == "bool" and not isinstance(
        node, ast.Compare | ast.Constant
    ):
        yield ast.UnaryOp(ast.Not(), node)


@family("sides exchanged", REPLACED, FACTORS)
def sides_exchanged(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield an operation with its sides exchanged."""
    node = place.node
    turning = ast.Sub | ast.Div | ast.FloorDiv | ast.MatMult | ast.Mod
    if isinstance(node, ast.BinOp) and isinstance(node.op, turning):
        yield binary(node.right, type(node.op), node.left)


@family("missing term", PUT_IN, BY_HAND)
def terms(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield a number with a term or a factor that the function does not use."""
    if not scope.numeric(place) or place.whole:
        return
    biases = [one for one in scope.names if one.rstrip("0123456789") in ("b", "bias")]
    rates = [one for one in scope.given if scope.names.get(one) == ("float",)]
    for one in dict.fromkeys([*scope.unused, *biases, *rates]):
        if alike(("float",), scope.names.get(one, ()), False):
            yield binary(place.node, ast.Add, load(one))
            yield binary(place.node, ast.Mult, load(one))


@family("missing difference", PUT_IN, BY_HAND)
def differences(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield a factor that is a name, less another of its kind and shape, or more."""
    node, parent = place.node, place.parent
    product = isinstance(parent, ast.BinOp) and isinstance(parent.op, PRODUCT)
    if product and is_name(node, scope) and scope.numeric(place):
        for one in akin(scope, node.id):
            yield binary(node, ast.Sub, load(one))
            yield binary(node, ast.Add, load(one))


@family("missing part", PUT_IN, BY_HAND)
def parts(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield the value of a whole line with any other number as a term or a factor."""
    argument = isinstance(place.parent, ast.Call) and isinstance(place.node, ast.Name)
    if not scope.numeric(place) or not (isinstance(place.parent, ast.stmt) or argument):
        return
    for one, kind in scope.names.items():
        if kind and kind[0] in ("float", "array"):
            for operator in ARITHMETIC[:2] if argument else ARITHMETIC:
                yield binary(place.node, operator, load(one))
            rest = binary(ast.Constant(1), ast.Sub, load(one))
            yield binary(place.node, ast.Mult, rest)
