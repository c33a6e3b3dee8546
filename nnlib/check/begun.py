"""How an answer begins, and whether anything has been done to it.

An exercise to *write* begins with a placeholder. One to *mend*, and a *clinic*, begin
with a function that runs and is wrong; one to put in *order* with its lines as
comments. Compared is the code as Python reads it: white space, comments and a docstring
are no attempt, one changed name is one.
"""

import ast
import inspect
import textwrap
from collections.abc import Callable
from functools import cache

from nnlib.check.description import is_stub, source_of

WRITE, SPECIFIED, OPEN = "write", "specified", "open"
MEND, ORDER, CLINIC = "mend", "order", "clinic"
FORMS = (WRITE, SPECIFIED, MEND, ORDER, CLINIC, OPEN)
# An answer of these begins with a text of the exercise's own.
BEGUN = (MEND, ORDER, CLINIC)
# What is wrong is for the learner to find.
SEARCHED = (MEND, CLINIC)
# What stands beside the answer.
HELP = {
    "H0": "what it must do, and nothing else",
    "H1": "shapes, and one property that a right answer has",
    "H2": "no formula here; an earlier notebook has it",
    "H3": "the formula, in the same section",
    "H4": "the formula, an example in numbers, and the calls by name",
}
PLACEHOLDER = "raise NotImplementedError"
# What is longer is not read: nobody adds that much and changes nothing.
MOST_LETTERS = 20_000
# Of a text that is no single function as well: it has another body, or none.
UNREADABLE = (
    *(SyntaxError, ValueError, TypeError, AttributeError),
    *(RecursionError, MemoryError),
)


def body_of(function: Callable) -> str:
    r"""Return the lines of a function below its docstring, moved to the left.

    Parameters
    ----------
    function : callable
        Written in Python, with its file at hand.

    Returns
    -------
    str
        With its comments; empty where there is no source.
    """
    source = source_of(function)
    if not source:
        return ""
    lines = source.splitlines()
    first = statements(ast.parse(source).body[0])[0]
    return textwrap.dedent("\n".join(lines[first.lineno - 1 :]))


def as_comments(lines: str) -> str:
    r"""Write lines as comments above a placeholder.

    Examples
    --------
    >>> print(as_comments("total += x\nreturn total"))
    # total += x
    # return total
    raise NotImplementedError
    """
    shown = [f"# {line}" for line in lines.splitlines()]
    return "\n".join([*shown, PLACEHOLDER])


def lines_in(starting: str) -> list[str]:
    r"""Return the lines that are to be put in order, without the signs of a comment.

    Examples
    --------
    >>> lines_in("# total += x\n# return total\nraise NotImplementedError")
    ['total += x', 'return total']
    """
    comments = [line for line in starting.splitlines() if line.startswith("# ")]
    return [line.removeprefix("# ") for line in comments]


def statements(function: ast.FunctionDef) -> list[ast.stmt]:
    """Return what a function does, without its docstring."""
    body = function.body
    return body[1:] if ast.get_docstring(function) is not None and body[1:] else body


def as_begun(source: str, starting: str) -> bool:
    r"""Tell whether a function is still the one with which the answer began.

    Parameters
    ----------
    source : str
        The function.
    starting : str
        The body that was handed out, without a docstring; empty for a placeholder.

    Returns
    -------
    bool
        True as well for a placeholder in its place.

    Examples
    --------
    >>> as_begun("def f(x):\n    'Half.'\n    return (x\n        * 2)", "return x * 2")
    True
    >>> as_begun("def f(x):\n    y = x * 2\n    return y", "return x * 2")
    False
    """
    if is_stub(source):
        return True
    return bool(starting and source) and code_of(source) == code_begun(starting)


@cache
def code_begun(starting: str) -> str:
    """Write down what a body does that was handed out."""
    return code_of(f"def begun():\n{textwrap.indent(starting, '    ')}")


def code_of(source: str) -> str:
    r"""Write down what a function does, however it is laid out and called.

    Examples
    --------
    >>> code_of("def f(x):\n    return x") == code_of("def g(x):\n  # same\n  return x")
    True
    """
    if len(source) > MOST_LETTERS:
        return source
    try:
        (function,) = ast.parse(source).body
        return "\n".join(map(ast.dump, statements(function)))
    except UNREADABLE:
        return source


def passed_on(function: Callable) -> Callable:
    """Make a function that does the same, and whose own text is another one."""

    def version(*args: object, **options: object) -> object:
        return function(*args, **options)

    version.__signature__ = inspect.signature(function)
    return version
