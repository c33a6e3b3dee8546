"""Kinds of small change, and the question that belongs to each.

A family yields what could stand at a place in place of what stands there. It costs
little where something written is replaced, more where something is put in; only the
cheapest repairs of a function are spoken of. A question is true whichever way the
change goes, and holds no part of a mended line.
"""

import ast
import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from nnlib.check.pointing.places import NUMBERS, Place, called_name, is_module, rebuilt

REPLACED, SIGN_PUT_IN, TAKEN_OUT, PUT_IN, ABSENT = 1.0, 1.25, 1.5, 2.0, 2.5
FEW = (0, 1, 2, 3, -1, 0.5, 0.01, 255)
LARGEST = 10**6
MOST_POWER = 3
MOST_PAIRS = 12
ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div)
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
REDUCING = frozenset("sum mean prod max min argmax argmin std var median".split())
LINEAR = frozenset("dot matmul sum mean float".split())
TURNED = {
    ast.Lt: ast.Gt,
    ast.Gt: ast.Lt,
    ast.LtE: ast.GtE,
    ast.GtE: ast.LtE,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}

NUMBER = "Where does the number in this line come from, and what does it stand for?"
VALUE = "Say in words what each name in this line stands for. Is that what you mean?"
SIZE = "What does this line count, or divide by, and how many of these are there?"
BORDER = "Put a value below the border and one above it into this line: what comes?"
WORK = "Give this line three numbers whose answer you know. Does it give that answer?"
AXIS = "Which shape has the result of this line, and what is counted along each axis?"
FACTORS = "Write the shape below each part of this line. Which lengths have to agree?"
BY_HAND = "Put small numbers into this line, and work it out step by step. What comes?"
SIGN = "Should this be above or below 0 for a case that you can picture? What is it?"
INDEX = "Which are the first and the last value that the index in this line takes?"
TURNS = "How many times is this line run, and what do its names hold each time?"
STEP = "What does each step in this line do to its numbers, and is it asked for?"
ORDER = "Which value stands at which place in this line, and who counts on that?"
WRITES = "Which array does this line write into, and who else holds the same one?"


@dataclass(frozen=True)
class Scope:
    """What a change can be made of.

    Parameters
    ----------
    kinds : mapping of int to tuple
        Kind of the value at each place, by its number.
    names : mapping of str to tuple
        Kind of what each name of the function holds; empty where it is not known.
    numbers, strings : tuple
        What stands written in the function, or in the right one.
    functions : tuple of str
        What the function, or the right one, calls by its name.
    members : tuple of str
        What the right one calls of numpy, of one number.
    unused : tuple of str
        Arguments that the function does not read.
    given : tuple of str
        The arguments.
    unread : tuple of str
        Names that are given a value which nothing reads.
    """

    kinds: Mapping[int, tuple]
    names: Mapping[str, tuple] = field(default_factory=dict)
    numbers: tuple = ()
    strings: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    def kind(self, place: Place) -> str:
        """Return the kind of what comes by at a place, or an empty text."""
        return self.kinds.get(place.number, ("",))[0]

    def axes(self, place: Place) -> int:
        """Return how many axes an array at a place has, or -1."""
        kind = self.kinds.get(place.number, ("",))
        return len(kind[1]) if kind[0] == "array" else -1

    def numeric(self, place: Place) -> bool:
        """Tell whether numbers come by at a place, or nobody knows."""
        return self.kind(place) in ("", *NUMBERS)


@dataclass(frozen=True)
class Family:
    """A kind of change.

    Parameters
    ----------
    name : str
        For reports.
    cost : float
        How much it changes.
    question : str
        What is asked where it repairs.
    changes : callable
        ``changes(place, scope)`` yields expressions.
    """

    name: str
    cost: float
    question: str
    changes: Callable[[Place, Scope], Iterator[ast.expr]]


FAMILIES: list[Family] = []


def family(name: str, cost: float, question: str) -> Callable:
    """Register what yields the changes of a family."""

    def register(changes: Callable) -> Callable:
        FAMILIES.append(Family(name, cost, question, changes))
        return changes

    return register


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


def is_inner(place: Place) -> bool:
    """Tell whether a factor here is one of what stands around it, in the same line."""
    parent = place.parent
    if getattr(parent, "lineno", 0) != place.node.lineno:
        return False
    if isinstance(parent, ast.BinOp):
        return isinstance(parent.op, ast.Mult | ast.Div | ast.MatMult)
    return isinstance(parent, ast.Call) and called_name(parent) in LINEAR


def is_number(node: ast.AST) -> bool:
    """Tell whether a node is a number that is written down."""
    value = node.value if isinstance(node, ast.Constant) else None
    return isinstance(value, int | float) and not isinstance(value, bool)


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


def alike(mine: tuple | None, other: tuple, counts: bool) -> bool:
    """Tell whether a value of one kind could stand for one of another."""
    if not mine or not mine[0] or not other:
        return True
    if counts and mine[0] == "int":
        return other[0] == "int"
    if mine[0] in NUMBERS:
        return other[0] in NUMBERS
    return mine[0] == other[0]


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


@family("comparison", REPLACED, BORDER)
def comparisons(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield a comparison that goes the other way."""
    node = place.node
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        other = TURNED.get(type(node.ops[0]))
        if other is not None:
            yield ast.Compare(node.left, [other()], node.comparators)


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


def with_words(node: ast.Call, words: Mapping[str, ast.expr]) -> ast.Call:
    """Return a call with other keyword arguments."""
    return ast.Call(node.func, node.args, [ast.keyword(n, v) for n, v in words.items()])


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


def is_simple_call(node: ast.expr) -> bool:
    """Tell whether a node is a call with arguments."""
    return isinstance(node, ast.Call) and bool(node.args)


@family("side dropped", TAKEN_OUT, BY_HAND)
def sides_dropped(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield one side of an operation alone."""
    if isinstance(place.node, ast.BinOp):
        yield place.node.left
        yield place.node.right


@family("transposed", REPLACED, FACTORS)
def transposes(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield an array that stands up where it lay, or the other way."""
    node = place.node
    if isinstance(node, ast.Attribute) and node.attr == "T":
        yield node.value
    elif scope.axes(place) == 2 and not isinstance(place.parent, ast.Attribute):
        yield member(node, "T")


@family("reshaped", PUT_IN, AXIS)
def reshapes(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield an array as a column, as a row, and laid flat."""
    if scope.axes(place) >= 1 and not isinstance(place.parent, ast.Subscript):
        one, rest = ast.Constant(1), ast.Constant(-1)
        yield call(member(place.node, "reshape"), rest, one)
        yield call(member(place.node, "reshape"), one, rest)
        yield call(member(place.node, "ravel"))


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


@family("sides exchanged", REPLACED, FACTORS)
def sides_exchanged(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield an operation with its sides exchanged."""
    node = place.node
    turning = ast.Sub | ast.Div | ast.FloorDiv | ast.MatMult | ast.Mod
    if isinstance(node, ast.BinOp) and isinstance(node.op, turning):
        yield binary(node.right, type(node.op), node.left)


@family("argument order", REPLACED, ORDER)
def arguments_exchanged(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield a call with two of its arguments exchanged."""
    node = place.node
    if isinstance(node, ast.Call):
        for args in exchanged(node.args):
            yield ast.Call(node.func, args, node.keywords)


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


def exchanged(row: list[ast.expr]) -> Iterator[list[ast.expr]]:
    """Yield a row with two entries in each other's place, for each pair."""
    for first, second in itertools.combinations(range(min(len(row), 6)), 2):
        other = [*row]
        other[first], other[second] = row[second], row[first]
        yield other


@family("key", REPLACED, VALUE)
def keys(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield other texts, in place of a key or of a part of one."""
    node = place.node
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        for other in texts_near(node.value, scope):
            yield ast.Constant(other)
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


def akin(scope: Scope, name: str) -> list[str]:
    """List other names that hold values of one kind and, of arrays, one shape."""
    mine = scope.names.get(name)
    return [one for one, kind in scope.names.items() if kind == mine and one != name]


def is_name(node: ast.AST, scope: Scope) -> bool:
    """Tell whether a node reads a name of the function."""
    read = isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    return read and node.id in scope.names


def renamed(node: ast.expr, read: list[ast.Name], names: Mapping[str, str]) -> ast.expr:
    """Return an expression that reads other names."""
    put = {id(one): replacing(names[one.id]) for one in read if one.id in names}
    return rebuilt(node, put)


def replacing(name: str) -> Callable[[ast.AST], ast.expr]:
    """Return what puts a name in place of a node."""
    return lambda node: load(name)


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


@family("size factor", PUT_IN, SIZE)
def size_factors(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield a number divided by a size, and times a size."""
    if not scope.numeric(place) or place.whole or is_inner(place):
        return
    counts = [load(one) for one, kind in scope.names.items() if kind == ("int",)]
    for one in [*counts, *sizes_of(scope)]:
        yield binary(place.node, ast.Div, one)
        yield binary(place.node, ast.Mult, one)


@family("own function", PUT_IN, WORK)
def around(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield what a function that is called somewhere gives for a value."""
    if scope.numeric(place) and not place.whole:
        for one in scope.functions:
            yield call(load(one), place.node)
        for one in dict.fromkeys([*scope.members, "sqrt"]):
            yield call(member(load("np"), one), place.node)


@family("one minus", PUT_IN, SIGN)
def one_minus(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield 1 minus a number."""
    if scope.numeric(place) and not place.whole:
        yield binary(ast.Constant(1), ast.Sub, place.node)


@family("brackets of a shape", PUT_IN, AXIS)
def shape_brackets(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield a shape of two axes in place of a size."""
    node = place.parent
    making = isinstance(node, ast.Call) and called_name(node) in ("zeros", "ones")
    if making and scope.kind(place) == "int":
        yield ast.Tuple([place.node, ast.Constant(1)], ast.Load())
        yield ast.Tuple([ast.Constant(1), place.node], ast.Load())


@family("word dropped", TAKEN_OUT, STEP)
def words_dropped(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield a call without one of its keyword arguments."""
    node = place.node
    if isinstance(node, ast.Call) and called_name(node) not in REDUCING:
        for index in range(len(node.keywords)):
            rest = node.keywords[:index] + node.keywords[index + 1 :]
            yield ast.Call(node.func, node.args, rest)


@family("entry", PUT_IN, ORDER)
def entries(place: Place, scope: Scope) -> Iterator[ast.expr]:
    """Yield a list with a first entry in place of an empty one."""
    if isinstance(place.node, ast.List) and not place.node.elts:
        for one, kind in scope.names.items():
            if kind and kind[0] in NUMBERS:
                yield ast.List([load(one)], ast.Load())
