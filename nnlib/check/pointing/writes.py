"""The first line of a function after which an argument is no longer what it was."""

import ast
from collections.abc import Sequence

from nnlib.check.deductions import unchanged
from nnlib.check.pointing.counted import is_ours, ours
from nnlib.check.pointing.places import located
from nnlib.check.pointing.structure import blocks_of
from nnlib.check.pointing.trying import Bench, Case, copied

LINE = "_nnlib_line"


class Watch:
    """Compares arguments with what they were, line by line.

    Parameters
    ----------
    given : tuple
        The arguments that the function has.
    before : tuple
        What they were.
    """

    def __init__(self, given: tuple, before: tuple) -> None:
        self.given, self.before, self.line = given, before, 0

    def after(self, line: int) -> None:
        """Note a line if it is the first after which an argument is another."""
        if not self.line and not unchanged_all(self.before, self.given):
            self.line = line


def unchanged_all(before: tuple, now: tuple) -> bool:
    """Tell whether all arguments are what they were."""
    return all(unchanged(one, other) for one, other in zip(before, now, strict=True))


def first_write(bench: Bench, tree: ast.FunctionDef, cases: Sequence[Case]) -> int:
    """Return the first line that writes into an argument, or 0.

    Parameters
    ----------
    bench : Bench
        Runs the function.
    tree : ast.FunctionDef
        The function; it tells of its lines from now on.
    cases : sequence of Case
        What it is called with, until an argument is changed.
    """
    for block in [*blocks_of(tree)]:
        block[:] = [line for one in block for line in (one, *told(one))]
    located(tree)
    for case in cases:
        given = copied((*case.probe.args, *case.probe.options.values()))
        watch = Watch(given, copied(given))
        bench.space[LINE] = watch.after
        bench.define(tree)
        args, rest = given[: len(case.probe.args)], given[len(case.probe.args) :]
        options = dict(zip(case.probe.options, rest, strict=True))
        bench.run(args, options)
        if watch.line:
            return watch.line
    return 0


def told(line: ast.stmt) -> list[ast.stmt]:
    """Return what tells that a line was run."""
    simple = isinstance(line, ast.Assign | ast.AugAssign | ast.Expr | ast.Delete)
    if not simple or is_ours(line):
        return []
    return [ast.Expr(ours(LINE, ast.Constant(line.lineno)))]
