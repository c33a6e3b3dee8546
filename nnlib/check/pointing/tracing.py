"""Where a function first does what is seen of it: line by line, in one call.

Nothing is changed and nothing is searched here: the first line after which an argument
is no longer what it was, or a name holds nan, is a fact.
"""

import ast
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from nnlib.check.deductions import unchanged
from nnlib.check.pointing.counted import is_ours, ours
from nnlib.check.pointing.places import located
from nnlib.check.pointing.structure import blocks_of
from nnlib.check.pointing.trying import Bench, Case, copied

LINE, GIVEN_BACK = "_nnlib_line", "_nnlib_result"
SIMPLE = ast.Assign | ast.AugAssign | ast.Expr | ast.Delete


class Watch:
    """Remembers the first line after which something holds.

    Parameters
    ----------
    seen : callable
        ``seen(names) -> bool``, where names are those of the function and their values.
    """

    def __init__(self, seen: Callable[[Mapping], bool]) -> None:
        self.seen, self.line = seen, 0

    def after(self, line: int, names: Mapping[str, object]) -> None:
        """Look at what a line has left."""
        if not self.line and self.seen(names):
            self.line = line

    def result(self, line: int, value: object) -> object:
        """Look at what is given back, and give it back."""
        self.after(line, {"": value})
        return value


def with_lines(tree: ast.FunctionDef) -> ast.FunctionDef:
    """Let a function tell of its lines; the tree itself is changed."""
    for block in [*blocks_of(tree)]:
        block[:] = [line for one in block for line in (one, *told(one))]
    for node in ast.walk(tree):
        if isinstance(node, ast.Return) and node.value is not None:
            number = ast.Constant(node.lineno)
            node.value = ours(GIVEN_BACK, number, node.value)
    return located(tree)


def told(line: ast.stmt) -> list[ast.stmt]:
    """Return what tells that a line was run."""
    if not isinstance(line, SIMPLE) or is_ours(line):
        return []
    names = ours("locals")
    return [ast.Expr(ours(LINE, ast.Constant(line.lineno), names))]


def watched(bench: Bench, case: Case, given: tuple, watch: Watch) -> int:
    """Call a function that tells of its lines, and return the first one or 0."""
    bench.space |= {LINE: watch.after, GIVEN_BACK: watch.result}
    args, rest = given[: len(case.probe.args)], given[len(case.probe.args) :]
    bench.run(args, dict(zip(case.probe.options, rest, strict=True)))
    return watch.line


def arguments(case: Case) -> tuple:
    """Return a copy of what a case hands in."""
    return copied((*case.probe.args, *case.probe.options.values()))


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
    bench.define(with_lines(tree))
    for case in cases:
        given = arguments(case)
        watch = Watch(is_changed(given))
        if line := watched(bench, case, given, watch):
            return line
    return 0


def is_changed(given: tuple) -> Callable[[Mapping], bool]:
    """Return what tells whether arguments are no longer what they are now."""
    before = copied(given)

    def changed(_: Mapping) -> bool:
        pairs = zip(before, given, strict=True)
        return not all(unchanged(one, other) for one, other in pairs)

    return changed


def first_nan(bench: Bench, tree: ast.FunctionDef, case: Case) -> int:
    """Return the first line after which something holds nan, or 0.

    Parameters
    ----------
    bench : Bench
        Runs the function.
    tree : ast.FunctionDef
        The function; it tells of its lines from now on.
    case : Case
        What it is called with.
    """
    bench.define(with_lines(tree))
    given = arguments(case)
    if holds_nan(given):
        return 0
    watch = Watch(lambda names: any(map(holds_nan, names.values())))
    return watched(bench, case, given, watch)


def holds_nan(value: object) -> bool:
    """Tell whether a value is nan, or holds one.

    Examples
    --------
    >>> holds_nan({"A": np.array([0.5, np.nan])}), holds_nan([1, "nan"])
    (True, False)
    """
    if isinstance(value, dict):
        return any(map(holds_nan, value.values()))
    if isinstance(value, list | tuple):
        return any(map(holds_nan, value))
    if isinstance(value, float | np.floating):
        return bool(value != value)
    floats = isinstance(value, np.ndarray) and value.dtype.kind == "f"
    return floats and bool(np.isnan(value).any())
