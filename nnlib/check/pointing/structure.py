"""Small changes of whole lines: moved, exchanged, left out, added, written otherwise.

A change gives the blocks of a function other lines for a while; the tree stays as it
is.
"""

import ast
import itertools
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from nnlib.check.pointing.allowed import bodies_of
from nnlib.check.pointing.counted import is_ours
from nnlib.check.pointing.families.expressions import exchanged, load
from nnlib.check.pointing.families.family import (
    ABSENT,
    BY_HAND,
    ORDER,
    REPLACED,
    RESULT,
    TAKEN_OUT,
    TURNS,
    VALUE,
)
from nnlib.check.pointing.families.scope import Scope, alike

Block = list[ast.stmt]
NESTED = ast.For | ast.While | ast.If
ENDING = ast.Return | ast.Raise | ast.Break | ast.Continue | ast.FunctionDef
# Kinds of change, and the question that belongs to each.
OF_LINES = {
    "accumulation": TURNS,
    "block": TURNS,
    "line": TURNS,
    "line missing": TURNS,
    "line order": TURNS,
    "name": VALUE,
    "operator": BY_HAND,
    "order": ORDER,
    "result": RESULT,
}
GROWING = (ast.Add, ast.Sub, ast.Mult, ast.Div)


@dataclass(frozen=True)
class Rewritten:
    """A function with other lines.

    Parameters
    ----------
    family : str
        Kind of change.
    cost : float
        How much it changes.
    lines : tuple of int
        Where it changes something; where a line is missing, the two beside the gap.
    blocks : tuple of (list, list)
        A block, and the lines that it gets.
    """

    family: str
    cost: float
    lines: tuple[int, ...]
    blocks: tuple[tuple[Block, Block], ...]

    @property
    def question(self) -> str:
        """Return what is asked where it repairs."""
        return OF_LINES[self.family]

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """Give the blocks their other lines while something is done."""
        before = [(block, [*block]) for block, _ in self.blocks]
        for block, lines in self.blocks:
            block[:] = lines
        try:
            yield
        finally:
            for block, lines in before:
                block[:] = lines


def rewritten(function: ast.FunctionDef, scope: Scope) -> Iterator[Rewritten]:
    """Yield every small change of lines."""
    loops = [one for one in ast.walk(function) if isinstance(one, ast.For | ast.While)]
    again = {id(one) for loop in loops for one in ast.walk(loop)}
    for block in [*blocks_of(function)]:
        for index, statement in enumerate(block):
            if not is_ours(statement):
                yield from otherwise(block, index, scope, id(statement) in again)
        yield from moved(block)
        yield from swapped(block)
        yield from left_out(block)
        yield from twins(block, scope)
        yield from once_more(block)


def blocks_of(function: ast.FunctionDef) -> Iterator[Block]:
    """Yield the blocks of a function, and of those inside it."""
    for node in ast.walk(function):
        if isinstance(node, NESTED | ast.FunctionDef):
            yield from bodies_of(node)


def put(block: Block, index: int, *lines: ast.stmt) -> tuple[Block, Block]:
    """Pair a block with its lines, one of them replaced."""
    return block, [*block[:index], *lines, *block[index + 1 :]]


def otherwise(
    block: Block, index: int, scope: Scope, again: bool
) -> Iterator[Rewritten]:
    """Yield a line that does nearly the same: grows, begins anew, names another."""
    statement = block[index]
    for family, other in [*grown(statement, again), *named(statement, scope)]:
        ast.fix_missing_locations(ast.copy_location(other, statement))
        change = (put(block, index, other),)
        # Where else a value could go is a guess more than another word for it.
        cost = TAKEN_OUT if family == "name" else REPLACED
        yield Rewritten(family, cost, (statement.lineno,), change)


def grown(statement: ast.stmt, again: bool) -> Iterator[tuple[str, ast.stmt]]:
    """Yield a line that adds where it set, or sets where it added.

    What is run once has nothing to add to.
    """
    if isinstance(statement, ast.AugAssign):
        yield "accumulation", ast.Assign([statement.target], statement.value)
        for kind in GROWING:
            if not isinstance(statement.op, kind):
                changed = ast.AugAssign(statement.target, kind(), statement.value)
                yield "operator", changed
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        for target in kept_in(statement.value):
            yield "result", ast.Assign([target], statement.value)
    if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
        target, value = statement.targets[0], statement.value
        if again and isinstance(target, ast.Name | ast.Subscript):
            yield "accumulation", ast.AugAssign(target, ast.Add(), value)
        if isinstance(target, ast.Name) and isinstance(value, ast.List):
            append = ast.Attribute(load(target.id), "append", ast.Load())
            for entry in value.elts:
                yield "accumulation", ast.Expr(ast.Call(append, [entry], []))
        if isinstance(target, ast.Tuple):
            for names in exchanged(target.elts):
                other = ast.Assign([ast.Tuple(names, ast.Store())], value)
                yield "order", other


def kept_in(call: ast.Call) -> Iterator[ast.expr]:
    """Yield names that could keep what a call gives, where nothing keeps it."""
    given = [one.id for one in call.args if isinstance(one, ast.Name)]
    if isinstance(call.func, ast.Name):
        yield from (ast.Name(one, ast.Store()) for one in given)
        for pair in itertools.combinations(given, 2):
            names = [ast.Name(one, ast.Store()) for one in pair]
            yield ast.Tuple(names, ast.Store())


def named(statement: ast.stmt, scope: Scope) -> Iterator[tuple[str, ast.stmt]]:
    """Yield a line whose value gets another name, if nothing reads the one it has."""
    target = statement.targets[0] if isinstance(statement, ast.Assign) else None
    names = target.elts if isinstance(target, ast.Tuple) else [target]
    for index, one in enumerate(names):
        if not isinstance(one, ast.Name) or one.id not in scope.unread:
            continue
        for other, kind in scope.names.items():
            if other != one.id and alike(scope.names.get(one.id), kind, False):
                row = [*names]
                row[index] = ast.Name(other, ast.Store())
                whole = ast.Tuple(row, ast.Store()) if len(row) > 1 else row[0]
                yield "name", ast.Assign([whole], statement.value)


def moved(block: Block) -> Iterator[Rewritten]:
    """Yield lines moved into a block inside this one, and out of it."""
    for index, outer in enumerate(block):
        for inner in bodies_of(outer) if isinstance(outer, NESTED) else ():
            last, first = inner[-1], 1 if is_ours(inner[0]) else 0
            if len(inner) > first + 1:
                rest = [*block[: index + 1], last, *block[index + 1 :]]
                yield line_moved(last, (inner, inner[:-1]), (block, rest))
                start = inner[first]
                rest = [*block[:index], start, *block[index:]]
                kept = inner[:first] + inner[first + 1 :]
                yield line_moved(start, (inner, kept), (block, rest))
            if index + 1 < len(block) and not isinstance(block[index + 1], ENDING):
                after = block[index + 1]
                yield line_moved(after, (inner, [*inner, after]), put(block, index + 1))
            if index and not is_ours(block[index - 1]):
                before = block[index - 1]
                lines = [*inner[:first], before, *inner[first:]]
                yield line_moved(before, (inner, lines), put(block, index - 1))


def line_moved(line: ast.stmt, *blocks: tuple[Block, Block]) -> Rewritten:
    """Return the change that moves a line."""
    return Rewritten("block", REPLACED, (line.lineno,), blocks)


def swapped(block: Block) -> Iterator[Rewritten]:
    """Yield two lines that follow each other in the other order."""
    for index in range(len(block) - 1):
        first, second = block[index : index + 2]
        if is_ours(first) or isinstance(second, ENDING):
            continue
        lines = [*block[:index], second, first, *block[index + 2 :]]
        where = (first.lineno, second.lineno)
        yield Rewritten("line order", REPLACED, where, ((block, lines),))


def left_out(block: Block) -> Iterator[Rewritten]:
    """Yield a block without one of its lines."""
    for index, line in enumerate(block):
        simple = isinstance(line, ast.Assign | ast.AugAssign | ast.Expr)
        if simple and not is_ours(line) and len(block) > 1:
            change = (put(block, index),)
            yield Rewritten("line", TAKEN_OUT, (line.lineno,), change)


def twins(block: Block, scope: Scope) -> Iterator[Rewritten]:
    """Yield a block in which a line has a second one like it, for another name.

    Where ``dw = dw / m`` stands, ``db = db / m`` may be missing.
    """
    for index, line in enumerate(block):
        if not isinstance(line, ast.Assign | ast.AugAssign) or is_ours(line):
            continue
        target = line.targets[0] if isinstance(line, ast.Assign) else line.target
        if isinstance(target, ast.Name):
            for other in scope.names:
                if other != target.id and siblings(target.id, other):
                    text = re.sub(rf"\b{target.id}\b", other, ast.unparse(line))
                    yield added(block, index, ast.parse(text).body[0])


def siblings(one: str, other: str) -> bool:
    """Tell whether two names look as if their values were treated alike.

    Examples
    --------
    >>> siblings("dw", "db"), siblings("dw", "cost"), siblings("dw", "X")
    (True, True, False)
    """
    return one[0] == other[0] or {one, other} & {"cost"} != set()


def once_more(block: Block) -> Iterator[Rewritten]:
    """Yield a block that does once more, after a loop, what the loop did last."""
    for index, outer in enumerate(block):
        if isinstance(outer, ast.For | ast.While):
            for line in outer.body:
                if isinstance(line, ast.Expr) and not is_ours(line):
                    for later in range(index, len(block) - 1):
                        yield added(block, later, line)


def added(block: Block, index: int, line: ast.stmt) -> Rewritten:
    """Return the change that puts a line behind another one."""
    before, behind = block[index], block[index + 1 :]
    where = (before.end_lineno, *(one.lineno for one in behind[:1]))
    lines = [*block[: index + 1], line, *behind]
    return Rewritten("line missing", ABSENT, where, ((block, lines),))
