"""A changed function takes only so many steps, on every system and in every thread.

Each loop, each comprehension and each function inside tells of its turns. That is part
of the code that runs, so no clock, no signal and no trace is needed, and the same
change ends at the same step everywhere.
"""

import ast
from collections.abc import Iterable, Iterator

from nnlib.check.steps import TimeIsUp

STEP, EACH = "_nnlib_step", "_nnlib_each"
COMPREHENSIONS = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


class Steps:
    """Counts turns, and ends a call that takes too many.

    Parameters
    ----------
    left : int
        How many turns may still be taken.
    """

    def __init__(self, left: int) -> None:
        self.left = left

    def step(self) -> None:
        """Take one step."""
        self.left -= 1
        if self.left < 0:
            raise TimeIsUp

    def each(self, things: Iterable) -> Iterator:
        """Yield things, a step for each."""
        for thing in things:
            self.step()
            yield thing

    def names(self) -> dict[str, object]:
        """Return what the code that runs calls."""
        return {STEP: self.step, EACH: self.each}


def counted(function: ast.FunctionDef) -> ast.FunctionDef:
    """Let every loop of a function tell of its turns; the tree itself is changed."""
    for node in [*ast.walk(function)]:
        if isinstance(node, ast.For):
            node.iter = ours(EACH, node.iter)
        elif isinstance(node, ast.While | ast.FunctionDef):
            node.body.insert(0, mark(ast.Expr(ours(STEP))))
        elif isinstance(node, ast.Lambda):
            node.body = mark(ast.BoolOp(ast.Or(), [ours(STEP), node.body]))
        elif isinstance(node, COMPREHENSIONS):
            for one in node.generators:
                one.iter = ours(EACH, one.iter)
    return ast.fix_missing_locations(function)


def ours(name: str, *args: ast.expr) -> ast.Call:
    """Return a call that is no part of what the learner wrote."""
    return mark(ast.Call(mark(ast.Name(name, ast.Load())), [*args], []))


def mark(node: ast.AST) -> ast.AST:
    """Mark a node as none that the learner wrote."""
    node.ours = True
    return node


def is_ours(node: ast.AST) -> bool:
    """Tell whether a node is none that the learner wrote."""
    return getattr(node, "ours", False)
