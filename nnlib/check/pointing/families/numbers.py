"""Another number where one is written, and a number put in."""

import ast
from collections.abc import Iterator

from nnlib.check.pointing.families.expressions import binary, is_inner, is_number
from nnlib.check.pointing.families.family import NUMBER, PUT_IN, REPLACED, SIGN, family
from nnlib.check.pointing.families.scope import Scope
from nnlib.check.pointing.places import Place

FEW = (0, 1, 2, 3, -1, 0.5, 0.01, 255)
LARGEST = 10**6


@family("constant", REPLACED, NUMBER)
def constants(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield other numbers, and the other truth value."""
    node = place.node
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    if not is_number(node):
        return
    near = scope.numbers if place.test else numbers_near(node.value, scope)
    near = [one for one in near if not place.whole or whole(one)]
    for other in dict.fromkeys(near):
        if abs(other) <= LARGEST and other != node.value:
            yield ast.Constant(other)


def numbers_near(value: float, scope: Scope) -> Iterator[float]:
    """Yield numbers that a written one could have been meant to be."""
    yield from (*FEW, *scope.numbers)
    yield from (value + 1, value - 1, 2 * value, value / 2, 10 * value, value / 10)
    yield from (-value, 1 - value)
    if value:
        yield 1 / value


def whole(value: float) -> bool:
    """Tell whether a number is written as a whole one."""
    return isinstance(value, int)


@family("number for a name", REPLACED, NUMBER)
def numbers_for_names(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield a written number in place of a name, where it is a side of something."""
    node, parent = place.node, place.parent
    if not isinstance(node, ast.Name) or not scope.numeric(place):
        return
    if isinstance(parent, ast.Compare):
        yield from map(ast.Constant, scope.numbers)
    above = isinstance(parent, ast.BinOp) and parent.left is node
    added = isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Add | ast.Sub)
    if added or (above and isinstance(parent.op, ast.Div)):
        yield ast.Constant(1)


@family("factor", PUT_IN, NUMBER)
def factors(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield twice a number, half of it, and its square."""
    if scope.numeric(place) and not place.whole:
        yield binary(place.node, ast.Pow, ast.Constant(2))
        if not is_inner(place):
            yield binary(place.node, ast.Mult, ast.Constant(2))
            yield binary(place.node, ast.Div, ast.Constant(2))
    if scope.kind(place) == "int" and isinstance(place.node, ast.Call):
        yield binary(place.node, ast.FloorDiv, ast.Constant(2))
    if scope.numeric(place) and isinstance(place.parent, ast.stmt):
        for one in scope.numbers:
            if one not in (0, 1, 2):
                yield binary(place.node, ast.Mult, ast.Constant(one))
                yield binary(place.node, ast.Div, ast.Constant(one))


@family("one minus", PUT_IN, SIGN)
def one_minus(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield 1 minus a number."""
    if scope.numeric(place) and not place.whole:
        yield binary(ast.Constant(1), ast.Sub, place.node)
