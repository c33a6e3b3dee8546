"""Expressions, built and recognised."""

import ast
import itertools
from collections.abc import Iterator, Mapping

from nnlib.check.pointing.places import Place, called_name

LINEAR = frozenset("dot matmul sum mean float".split())


def load(name: str) -> ast.Name:
    """Return a name that is read."""
    return ast.Name(name, ast.Load())


def call(function: ast.expr, *args: ast.expr, **options: ast.expr) -> ast.Call:
    """Return a call."""
    words = [ast.keyword(name, value) for name, value in options.items()]
    return ast.Call(function, [*args], words)


def member(value: ast.expr, name: str) -> ast.Attribute:
    """Return what stands behind a point."""
    return ast.Attribute(value, name, ast.Load())


def binary(left: ast.expr, kind: type, right: ast.expr) -> ast.BinOp:
    """Return an operation on two sides."""
    return ast.BinOp(left, kind(), right)


def is_number(node: ast.AST) -> bool:
    """Tell whether a node is a number that is written down."""
    value = node.value if isinstance(node, ast.Constant) else None
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_inner(place: Place) -> bool:
    """Tell whether a factor here is one of what stands around it, in the same line."""
    parent = place.parent
    if getattr(parent, "lineno", 0) != place.node.lineno:
        return False
    if isinstance(parent, ast.BinOp):
        return isinstance(parent.op, ast.Mult | ast.Div | ast.MatMult)
    return isinstance(parent, ast.Call) and called_name(parent) in LINEAR


def is_simple_call(node: ast.expr) -> bool:
    """Tell whether a node is a call with arguments."""
    return isinstance(node, ast.Call) and bool(node.args)


def with_words(node: ast.Call, words: Mapping[str, ast.expr]) -> ast.Call:
    """Return a call with other keyword arguments."""
    return ast.Call(node.func, node.args, [ast.keyword(n, v) for n, v in words.items()])


def exchanged(row: list[ast.expr]) -> Iterator[list[ast.expr]]:
    """Yield a row with two entries in each other's place, for each pair."""
    for first, second in itertools.combinations(range(min(len(row), 6)), 2):
        other = [*row]
        other[first], other[second] = row[second], row[first]
        yield other
