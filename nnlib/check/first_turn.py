"""A loop that is left in its first turn: `return` or `break` stands a step too far in.

What the numbers are then hangs on the loop; what the code says does not. So the code is
looked at, and its lines are quoted.
"""

import ast
import inspect
from collections.abc import Callable, Iterator

from nnlib.check.description import parsed
from nnlib.check.exercise import Exercise, Variant
from nnlib.check.messages import QUESTION_OF, SENTENCES, TITLES, on_one_line

FIRST_TURN = "first_turn"
LOOPS = ast.For | ast.While
LEAVING = ast.Return | ast.Break
# What may never run says nothing of the numbers.
BRANCHES = ast.If | ast.Try | ast.Match
SCOPES = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef


def left_early(exercise: Exercise, source: str) -> Variant | None:
    """Return the mistake, with the lines of a learner's code, if it stands there."""
    found = left_in_first_turn(source)
    if found is None:
        return None
    text = SENTENCES[FIRST_TURN].format_map(found)
    return Variant(
        FIRST_TURN,
        TITLES[FIRST_TURN],
        # What is evidence is filled in with sizes, and code has braces of its own.
        text.replace("{", "{{").replace("}", "}}"),
        QUESTION_OF[FIRST_TURN],
        leaving(exercise.reference),
    )


def left_in_first_turn(source: str) -> dict[str, str] | None:
    r"""Find a loop of a function that never reaches its second turn.

    Parameters
    ----------
    source : str
        The function's code.

    Returns
    -------
    dict of str to str or None
        The line that leaves the loop, and the line that begins it.

    Examples
    --------
    >>> left_in_first_turn("def f(x):\n for a in x:\n  s = a\n  return s")
    {'line': 'return s', 'loop': 'for a in x:'}
    >>> left_in_first_turn("def f(x):\n for a in x:\n  if a:\n   return a\n return 0")
    """
    tree = parsed(source)
    if tree is None:
        return None
    lines = source.splitlines()
    for loop in nodes_in(tree.body, LOOPS, without=BRANCHES):
        ends = [one.lineno for one in loop.body if isinstance(one, LEAVING)]
        if ends and has_turns(loop) and not goes_on(loop):
            quoted = {"line": lines[ends[0] - 1], "loop": lines[loop.lineno - 1]}
            return {name: on_one_line(line) for name, line in quoted.items()}
    return None


def has_turns(loop: ast.For | ast.While) -> bool:
    """Tell whether a loop is meant to go round: not over one thing, not for ever."""
    over = loop.test if isinstance(loop, ast.While) else loop.iter
    written = isinstance(over, ast.Constant | ast.List | ast.Tuple | ast.Set)
    return not written or len(getattr(over, "elts", ())) > 1


def goes_on(loop: ast.For | ast.While) -> bool:
    """Tell whether a loop, and not one inside it, has a line for its next turn."""
    body = list(loop.body)
    # What stands in the else of a loop inside belongs to this one.
    body += [one for inner in nodes_in(body, LOOPS, LOOPS) for one in inner.orelse]
    return any(nodes_in(body, ast.Continue, without=LOOPS))


def nodes_in(
    body: list[ast.AST], kind: object, without: object = ()
) -> Iterator[ast.AST]:
    """Yield the nodes of a kind, the outermost first; functions inside are left out."""
    for node in body:
        if isinstance(node, kind):
            yield node
        if not isinstance(node, without):
            inner = ast.iter_child_nodes(node)
            further = [one for one in inner if not isinstance(one, SCOPES)]
            yield from nodes_in(further, kind, without)


def leaving(right: Callable) -> Callable:
    """Make a version that returns in the first of two turns, and so nothing."""

    def version(*args: object, **options: object) -> object:
        values = [None, right(*args, **options)]
        for value in values:
            return value

    version.__signature__ = inspect.signature(right)
    return version
