"""Words, sentences and lines, as tests of what is said to a learner count them."""

import ast
import inspect
import re
from collections.abc import Callable

WORD = re.compile(r"[^\W\d_]")
# An end of a sentence: the mark, a space, and the beginning of another.
END = re.compile(r"(?<=[.?!])\s+(?=[A-Z])")
ABOUT_US = re.compile(r"\b(we|us|our|I|let's)\b")
WORTH_HIDING = 8  # characters; a shorter line holds no operation


def words(text: str) -> int:
    """Count the words of a text; numbers and signs are none."""
    return sum(bool(WORD.search(token)) for token in text.split())


def squeezed(text: str) -> str:
    """Take out all white space."""
    return "".join(text.split())


def code_lines(function: Callable) -> list[str]:
    """Return the lines of a function's body without docstring and white space."""
    body = ast.parse(inspect.getsource(inspect.unwrap(function))).body[0].body
    lines = [line for node in body for line in ast.unparse(node).splitlines()]
    docstring = isinstance(body[0], ast.Expr)
    return [squeezed(line) for line in (lines[1:] if docstring else lines)]


def lines_asked_for(exercise: object) -> list[str]:
    """Return the lines of a reference that are worth hiding: those that compute."""
    return [x for x in code_lines(exercise.reference) if len(x) >= WORTH_HIDING]
