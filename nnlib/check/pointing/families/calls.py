"""Another function, none, or one more; its arguments otherwise."""

import ast
from collections.abc import Iterator

from nnlib.check.pointing.families.expressions import call, exchanged, load, member
from nnlib.check.pointing.families.family import (
    ORDER,
    PUT_IN,
    REPLACED,
    STEP,
    TAKEN_OUT,
    WORK,
    family,
)
from nnlib.check.pointing.families.scope import Scope
from nnlib.check.pointing.families.shapes import REDUCING
from nnlib.check.pointing.places import Place, called_name, is_module

GROUPS = (
    "sum mean prod cumsum median",
    "max min argmax argmin mean sum",
    "maximum minimum",
    "std var",
    "exp log log1p expm1 sqrt square abs tanh log2 log10",
    "zeros ones",
    "dot multiply matmul",
    "floor ceil round",
    "vstack hstack",
)


@family("function", REPLACED, WORK)
def functions(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield calls of other functions with the same arguments."""
    node = place.node
    if not isinstance(node, ast.Call):
        return
    for other in other_functions(node.func, scope):
        yield ast.Call(other, node.args, node.keywords)


def other_functions(function: ast.expr, scope: Scope) -> Iterator[ast.expr]:
    """Yield what could be called in place of a function."""
    name = getattr(function, "attr", getattr(function, "id", ""))
    group = dict.fromkeys(
        x for line in GROUPS if name in line.split() for x in line.split()
    )
    others = [one for one in group if one != name]
    if isinstance(function, ast.Attribute):
        yield from (member(function.value, other) for other in others)
        if getattr(function.value, "id", "") == "math":
            yield member(load("np"), name)
        if not is_module(function.value):
            return
    yield from (load(one) for one in scope.functions if one not in (name, ""))
    others = dict.fromkeys([*scope.members, "tanh"])
    yield from (member(load("np"), one) for one in others if one != name)


@family("call removed", TAKEN_OUT, STEP)
def calls_removed(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield what a function is called with, in place of what it gives."""
    node = place.node
    if not isinstance(node, ast.Call):
        return
    if node.args:
        yield node.args[0]
    inner = node.func.value if isinstance(node.func, ast.Attribute) else None
    if inner is not None and not is_module(inner):
        yield inner


@family("argument order", REPLACED, ORDER)
def arguments_exchanged(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield a call with two of its arguments exchanged."""
    node = place.node
    if isinstance(node, ast.Call):
        for args in exchanged(node.args):
            yield ast.Call(node.func, args, node.keywords)


@family("own function", PUT_IN, WORK)
def around(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield what a function that is called somewhere gives for a value."""
    if scope.numeric(place) and not place.whole:
        for one in scope.functions:
            yield call(load(one), place.node)
        for one in dict.fromkeys([*scope.members, "sqrt"]):
            yield call(member(load("np"), one), place.node)


@family("word dropped", TAKEN_OUT, STEP)
def words_dropped(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield a call without one of its keyword arguments."""
    node = place.node
    if isinstance(node, ast.Call) and called_name(node) not in REDUCING:
        for index in range(len(node.keywords)):
            rest = node.keywords[:index] + node.keywords[index + 1 :]
            yield ast.Call(node.func, node.args, rest)
