"""The places of a function where an expression stands, and what came by there.

Every place has a number. To learn what a place is for, its value is nudged in one call:
what changes then hangs on it, and what does not come by cannot help.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from nnlib.check.pointing.counted import is_ours, mark

PLACE, NUDGED, PASSED, LEAVING = "_nnlib_at", "_nnlib_nudged", "_nnlib_by", "_nnlib_end"
# Their arguments are counts or places, and so whole numbers.
WHOLE = ("range", "arange", "zeros", "ones", "eye", "reshape")
# What is written in C may print, or grow without end, for other arguments than these.
CLOSED = ("linalg", "polyfit", "polyval", "lstsq", "solve", "svd", "inv", "pinv")
NUMBERS = ("int", "float", "array")
FACTOR, SHIFT = 1.001, 0.0137


@dataclass(frozen=True)
class Place:
    """Where an expression stands.

    Parameters
    ----------
    number : int
        Among the places of its function.
    node : ast.expr
        What stands there.
    line : int
        Counted from the function's first.
    statement : ast.stmt
        Of which it is a part.
    parent : ast.AST
        What it is a part of directly.
    whole : bool
        Whether only a whole number makes sense.
    closed : bool
        Whether it must stay as it is.
    test : bool
        Whether it stands in the condition of a branch.
    """

    number: int
    node: ast.expr
    line: int
    statement: ast.stmt
    parent: ast.AST
    whole: bool = False
    closed: bool = False
    test: bool = False


@dataclass
class Seen:
    """What came by in one call: kinds of values at places and of names at the end."""

    kinds: dict[int, tuple] = field(default_factory=dict)
    names: dict[str, tuple] = field(default_factory=dict)
    passed: set[int] = field(default_factory=set)
    moved: set[int] = field(default_factory=set)

    def by(self, number: int) -> int:
        """Note that a place is about to be computed."""
        self.passed.add(number)
        return number

    def nudged(self, number: int, value: object) -> object:
        """Note the kind of a value, and return another that differs a little."""
        self.kinds[number] = kind_of(value)
        other = nudge(value)
        if other is not value:
            self.moved.add(number)
        return other

    def leaving(self, names: Mapping[str, object], value: object) -> object:
        """Note the kinds of names where the function returns."""
        self.names |= {name: kind_of(one) for name, one in names.items()}
        return value


def kind_of(value: object) -> tuple:
    """Return the kind of a value: of an array with its shape, of a dictionary its keys.

    Examples
    --------
    >>> kind_of(3), kind_of(np.float64(0.5)), kind_of(np.ones((2, 1)))
    (('int',), ('float',), ('array', (2, 1)))
    """
    if isinstance(value, bool | np.bool_):
        return ("bool",)
    if isinstance(value, int | np.integer):
        return ("int",)
    if isinstance(value, float | np.floating):
        return ("float",)
    if isinstance(value, np.ndarray):
        return ("array", value.shape)
    if isinstance(value, dict):
        return ("dict", *(key for key in value if isinstance(key, str)))
    if callable(value):
        return ("function",)
    return (type(value).__name__,)


def nudge(value: object) -> object:
    """Return another value of the same kind, or the same where there is none near."""
    if isinstance(value, bool | np.bool_):
        return not value
    if isinstance(value, int | np.integer):
        return value + 1
    if isinstance(value, float | np.floating):
        return value * FACTOR + SHIFT
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return value * FACTOR + SHIFT
    if isinstance(value, np.ndarray) and value.dtype.kind in "iu":
        return value + 1
    if isinstance(value, np.ndarray) and value.dtype.kind == "b":
        return ~value
    return value


def places_of(function: ast.FunctionDef) -> list[Place]:
    """List the places of a function, in the order of its lines."""
    found: list[Place] = []
    for statement in function.body:
        look(statement, statement, function, found, {})
    return found


def look(
    node: ast.AST,
    statement: ast.stmt,
    parent: ast.AST,
    found: list[Place],
    about: Mapping[str, bool],
) -> None:
    """Collect the places in a node; `about` says what holds of all inside."""
    statement = node if isinstance(node, ast.stmt) else statement
    if is_place(node):
        at = len(found)
        found.append(Place(at, node, line_of(node), statement, parent, **about))
    for name, child in children(node):
        inner = {**about, **told_of(node, name, child)}
        look(child, statement, node, found, inner)


def children(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Yield what may hold places inside a node, with the name of its field."""
    for name, value in ast.iter_fields(node):
        if isinstance(node, ast.Call) and name == "func":
            inner = value.value if isinstance(value, ast.Attribute) else None
            if inner is not None and not is_module(inner):
                yield name, inner
            continue
        if isinstance(node, ast.FormattedValue) and name != "value":
            continue
        for child in value if isinstance(value, list) else [value]:
            literal = isinstance(node, ast.JoinedStr) and isinstance(
                child, ast.Constant
            )
            if isinstance(child, ast.AST) and not isinstance(child, ast.arguments):
                yield from () if literal else [(name, child)]


def is_module(node: ast.expr) -> bool:
    """Tell whether an expression stands for numpy or a part of it."""
    if isinstance(node, ast.Attribute):
        return is_module(node.value)
    return isinstance(node, ast.Name) and node.id in ("np", "numpy", "math")


def is_place(node: ast.AST) -> bool:
    """Tell whether another expression could stand where a node stands."""
    if not isinstance(node, ast.expr) or is_ours(node) or is_module(node):
        return False
    if isinstance(node, ast.Slice | ast.Starred | ast.FormattedValue):
        return False
    return isinstance(getattr(node, "ctx", None), ast.Load | None)


def told_of(node: ast.AST, name: str, child: ast.AST) -> dict[str, bool]:
    """Say what holds of all places in a field of a node."""
    told = {}
    if isinstance(node, ast.Subscript) and name == "slice":
        told["whole"] = True
    if isinstance(node, ast.keyword) and node.arg == "axis":
        told["whole"] = True
    if isinstance(node, ast.Call) and name == "args":
        called = called_name(node)
        told |= {"whole": True} if called in WHOLE else {}
        told |= {"closed": True} if closed(node) else {}
    if isinstance(node, ast.If | ast.IfExp | ast.While) and name == "test":
        told["test"] = True
    return told


def called_name(call: ast.Call) -> str:
    """Return the last name of what is called."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return getattr(call.func, "id", "")


def closed(call: ast.Call) -> bool:
    """Tell whether the arguments of a call must stay as they are."""
    part = call.func.value if isinstance(call.func, ast.Attribute) else None
    inside = isinstance(part, ast.Attribute) and part.attr in CLOSED
    return (inside and call.func.attr != "norm") or called_name(call) in CLOSED


def line_of(node: ast.expr) -> int:
    """Return the line in which stands what makes a node this node: its operator."""
    if isinstance(node, ast.BinOp):
        return node.right.lineno
    if isinstance(node, ast.Call):
        return node.func.end_lineno or node.lineno
    return node.lineno


def rebuilt(node: ast.AST, put: Mapping[int, ast.expr]) -> ast.AST:
    """Copy a tree with other expressions in it; what is unchanged is shared.

    `put` leads from the id of a node to a function that takes the rebuilt node.
    """
    fields, changed = {}, False
    for name, value in ast.iter_fields(node):
        if isinstance(value, list):
            new = [rebuilt(x, put) if isinstance(x, ast.AST) else x for x in value]
            same = all(a is b for a, b in zip(new, value, strict=True))
        else:
            new = rebuilt(value, put) if isinstance(value, ast.AST) else value
            same = new is value
        fields[name], changed = (value, changed) if same else (new, True)
    if changed:
        node_now = ast.copy_location(type(node)(**fields), node)
    else:
        node_now = node
    return put[id(node)](node_now) if id(node) in put else node_now


def with_nudges(function: ast.FunctionDef, places: list[Place]) -> ast.FunctionDef:
    """Return a function in which the value of one place at a time is nudged."""
    put = {id(one.node): nudging(one) for one in places}
    for node in ast.walk(function):
        if isinstance(node, ast.Return) and node.value is not None:
            put[id(node)] = telling
    return located(rebuilt(function, put))


def located(tree: ast.AST) -> ast.AST:
    """Give a line to every node that has none, as the compiler wants it."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if "lineno" in node._attributes and not hasattr(node, "lineno"):
            node.lineno = node.end_lineno = 1
            node.col_offset = node.end_col_offset = 0
        # Its fields alone: IPython hangs a parent on it, which leads in circles.
        for name_of_field in node._fields:
            value = getattr(node, name_of_field, None)
            if isinstance(value, ast.AST):
                waiting.append(value)
            elif isinstance(value, list):
                waiting += [one for one in value if isinstance(one, ast.AST)]
    return tree


def nudging(place: Place) -> object:
    """Return what wraps a place so that it can be nudged."""

    def wrap(node: ast.expr) -> ast.expr:
        number = ast.Constant(place.number)
        by = ast.Call(name(PASSED), [number], [])
        nudged = ast.Call(name(NUDGED), [by, place.node], [])
        return ast.IfExp(at(place.number, place.number), nudged, node)

    return wrap


def telling(node: ast.Return) -> ast.Return:
    """Let a return line tell the kinds of all names."""
    told = ast.Call(name("locals"), [], [])
    return ast.Return(ast.Call(name(LEAVING), [told, node.value], []))


def at(first: int, last: int) -> ast.Compare:
    """Return the condition that a number between two is asked for."""
    if first == last:
        return ast.Compare(name(PLACE), [ast.Eq()], [ast.Constant(first)])
    return ast.Compare(
        ast.Constant(first), [ast.LtE(), ast.LtE()], [name(PLACE), ast.Constant(last)]
    )


def name(text: str) -> ast.Name:
    """Return a name that the learner did not write."""
    return mark(ast.Name(text, ast.Load()))
