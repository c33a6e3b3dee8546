"""What can be read in the learner's code itself, where a sentence speaks of it."""

import ast
from collections.abc import Iterator

from nnlib.check.exercise import Exercise


def gives_back(source: str) -> bool:
    r"""Tell whether there is a line in a function that returns a value.

    Examples
    --------
    >>> gives_back("def f(x):\n    if x:\n        return 1")
    True
    >>> gives_back("def f(x):\n    y = x + 1")
    False
    """
    lines = (one for one in nodes(source) if isinstance(one, ast.Return))
    return any(one.value is not None for one in lines)


def ends_in_value(source: str) -> bool:
    r"""Tell whether a function cannot end but in a return line with a value.

    Examples
    --------
    >>> ends_in_value("def f(x):\n    best = None\n    return best")
    True
    >>> ends_in_value("def f(x):\n    if x:\n        return 1")
    False
    """
    lines = [one for one in nodes(source) if isinstance(one, ast.Return)]
    functions = (one for one in nodes(source) if isinstance(one, ast.FunctionDef))
    last = next((one.body[-1] for one in functions), None)
    return isinstance(last, ast.Return) and all(gives_a_value(one) for one in lines)


def gives_a_value(line: ast.Return) -> bool:
    """Tell a return line with something in it from an empty one, and from None."""
    nothing = isinstance(line.value, ast.Constant) and line.value.value is None
    return line.value is not None and not nothing


def decimal_comma(exercise: Exercise, source: str) -> dict[str, str] | None:
    """Find two whole numbers with nothing but a comma between them, as in 0,5.

    Parameters
    ----------
    exercise : Exercise
        One that returns several values may return such a pair.
    source : str
        A function as the learner wrote it.

    Returns
    -------
    dict or None
        Its `line`, and the `pair`.
    """
    several = isinstance(exercise.returns, tuple)
    for node in nodes(source):
        value = node.value if isinstance(node, ast.Return | ast.Assign) else None
        wanted = several and isinstance(node, ast.Return)
        named = [isinstance(one, ast.Name) for one in getattr(node, "targets", ())]
        if isinstance(value, ast.Tuple) and not wanted and all(named):
            if pair := written_as_one(value):
                line = source.splitlines()[node.lineno - 1].strip()
                return {"line": line, "pair": pair}
    return None


def written_as_one(pair: ast.Tuple) -> str:
    """Return two numbers as they are written, if no bracket and no blank is there."""
    first, last = pair.elts[0], pair.elts[-1]
    while isinstance(last, ast.BinOp):
        last = last.left
    numbers = [one.value for one in (first, last) if isinstance(one, ast.Constant)]
    touching = first.end_col_offset + 1 == last.col_offset
    bare = pair.col_offset == first.col_offset and len(pair.elts) == 2
    whole = len(numbers) == 2 and all(type(one) is int for one in numbers)
    return f"{numbers[0]},{numbers[1]}" if whole and touching and bare else ""


def nodes(source: str) -> Iterator[ast.AST]:
    """Yield the nodes of a text's syntax tree; nothing of what is no Python."""
    try:
        yield from ast.walk(ast.parse(source))
    except SyntaxError:
        return
