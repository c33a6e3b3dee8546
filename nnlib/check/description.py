"""What can be said of a learner's function without calling it.

This file stands alone on numpy, as `runner` does.
"""

import ast
import builtins
import contextlib
import dis
import functools
import inspect
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import CodeType

import numpy as np

MOST_NAMES = 100


@dataclass(frozen=True)
class Description:
    """What can be said of a function without calling it.

    `parameters` holds (name, kind, required) for each, or is None if Python cannot
    tell; `stub` is True while the body has nothing but a docstring and a placeholder.
    """

    name: str
    parameters: tuple[tuple[str, str, bool], ...] | None = None
    source: str = ""
    stub: bool = False


def name_of(function: object) -> str:
    """Return the name of a function, or of its type where it has none."""
    with contextlib.suppress(Exception):  # an object may do anything when asked
        if isinstance(function.__name__, str):
            return function.__name__
    return type(function).__name__


def source_of(function: Callable) -> str:
    """Return the source of a function, or an empty string."""
    try:
        return textwrap.dedent(inspect.getsource(inspect.unwrap(function)))
    except Exception:
        # No file, no such line, no end: inspect raises something else for each.
        return ""


def namespace_of(function: Callable) -> dict:
    """Return the namespace in which a function looks up its names.

    A partial, an instance that can be called and a vectorised function hold a Python
    function; what is not written in Python has no namespace.
    """
    return getattr(python_function(function), "__globals__", {})


def python_function(function: object) -> object:
    """Return the Python function inside something that can be called, or None."""
    if isinstance(function, functools.partial):
        return python_function(function.func)
    if isinstance(function, np.vectorize):
        return python_function(function.pyfunc)
    with contextlib.suppress(ValueError):  # it wraps itself
        function = inspect.unwrap(function)
    if not hasattr(function, "__globals__"):
        function = inspect.getattr_static(type(function), "__call__", None)
    return function


def code_of(function: object) -> CodeType | None:
    """Return the code of a function, or of what is called in an object, or None."""
    code = getattr(python_function(function), "__code__", None)
    return code if isinstance(code, CodeType) else None


def names_used(function: Callable) -> tuple[str, ...] | None:
    """Return the names that a function's code looks up to call, or None if unknown.

    A name that stands for nothing yet is among them.
    """
    names = names_looked_up(function)
    if names is None:
        return None
    known = {**vars(builtins), **namespace_of(function)}
    used = sorted(name for name in names if may_be_hers(name, known))
    return tuple(used) if len(used) <= MOST_NAMES else None


def names_looked_up(function: Callable) -> set[str] | None:
    """Return all names that a function's code looks up outside, or None if unknown."""
    codes = [code_of(function)]
    if codes[0] is None:
        return None
    names: set[str] = set()
    while codes:
        code = codes.pop()
        names |= {one.argval for one in dis.get_instructions(code) if is_global(one)}
        codes += [one for one in code.co_consts if isinstance(one, CodeType)]
    return names


def data_read(function: Callable) -> list[str]:
    """List the arrays, lists and dictionaries that a function reads by their names.

    Examples
    --------
    >>> X_train = [1, 2]
    >>> def mean_of_train(x):
    ...     return x - sum(X_train) / len(X_train)
    >>> mean_of_train.__globals__["X_train"] = X_train
    >>> data_read(mean_of_train)
    ['X_train']
    """
    known = namespace_of(function)
    names = sorted(names_looked_up(function) or ())
    return [n for n in names if isinstance(known.get(n), np.ndarray | list | dict)]


def may_be_hers(name: str, known: Mapping) -> bool:
    """Tell whether a name may stand for a function of the learner's own."""
    value = known.get(name)
    there = callable(value) and value is not vars(builtins).get(name)
    return there or name not in known


def is_global(instruction: dis.Instruction) -> bool:
    """Tell whether an instruction looks up a name of the function's namespace."""
    return instruction.opname in ("LOAD_GLOBAL", "LOAD_NAME")


def parsed(source: str) -> ast.Module | None:
    """Return the tree of a source, or None where Python cannot read it.

    Examples
    --------
    >>> parsed("def f(x:") is None, parsed("-" * 60_000 + "1") is None
    (True, True)
    """
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def is_stub(source: str) -> bool:
    r"""Tell whether a function's source holds nothing but a placeholder.

    Examples
    --------
    >>> is_stub("def f(x):\n    'doc'\n    raise NotImplementedError")
    True
    >>> is_stub("def f(x):\n    return x")
    False
    """
    tree = parsed(source)
    if tree is None or not tree.body or not isinstance(tree.body[0], ast.FunctionDef):
        return False
    return all(is_placeholder(statement) for statement in tree.body[0].body)


def is_placeholder(statement: ast.stmt) -> bool:
    """Tell whether a statement is a docstring, pass, ... or NotImplementedError."""
    if isinstance(statement, ast.Raise) and statement.exc is not None:
        raised = statement.exc
        name = raised.func if isinstance(raised, ast.Call) else raised
        return isinstance(name, ast.Name) and name.id == "NotImplementedError"
    constant = isinstance(statement, ast.Expr) and isinstance(
        statement.value, ast.Constant
    )
    return constant or isinstance(statement, ast.Pass)


def parameters_of(function: Callable) -> tuple[tuple[str, str, bool], ...] | None:
    """Return (name, kind, required) of each parameter, or None if unknown."""
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return None
    return tuple(
        (entry.name, entry.kind.name, entry.default is inspect.Parameter.empty)
        for entry in signature.parameters.values()
    )
