"""What the code of a function looks up outside of it, and what that stands for."""

import builtins
import dis
import sys
from collections.abc import Iterator, Mapping
from types import CodeType, ModuleType

from nnlib.check.description import namespace_of, python_function

TAKEN_FROM_A_MODULE = ("LOAD_ATTR", "LOAD_METHOD", "IMPORT_FROM")


def reached(function: object, namespace: Mapping) -> dict[str, object]:
    """Collect what a function's code looks up, directly or through others of hers.

    Parameters
    ----------
    function : callable
        Where to begin.
    namespace : mapping of str to object
        The notebook's names.

    Returns
    -------
    dict of str to object
        By the names in the code, ``module.name`` for what is taken from a module.
    """
    found: dict[str, object] = {}
    waiting, seen = [python_function(function)], set()
    while waiting:
        own = waiting.pop()
        code = getattr(own, "__code__", None)
        if not isinstance(code, CodeType) or code in seen:
            continue
        seen.add(code)
        cells = [cell for cell in own.__closure__ or () if has_content(cell)]
        inner = zip(
            code.co_freevars, (one.cell_contents for one in cells), strict=False
        )
        for name, value in (*looked_up(code, own.__globals__), *inner):
            found.setdefault(name, value)
            if namespace_of(value) is namespace:
                waiting.append(python_function(value))
    return found


def has_content(cell: object) -> bool:
    """Tell whether a variable of an outer function has been set."""
    try:
        cell.cell_contents  # noqa: B018 (reading it is the question)
    except ValueError:
        return False
    return True


def looked_up(code: CodeType, known: Mapping) -> Iterator[tuple[str, object]]:
    """Yield the names and modules that code looks up outside, with their values."""
    last: object = None
    for step in dis.get_instructions(code):
        if step.opname in ("LOAD_GLOBAL", "LOAD_NAME"):
            last = known.get(step.argval, vars(builtins).get(step.argval))
            yield step.argval, last
        elif step.opname == "IMPORT_NAME":
            last = sys.modules.get(step.argval, ModuleType(step.argval))
            yield step.argval, last
        elif isinstance(last, ModuleType) and step.opname in TAKEN_FROM_A_MODULE:
            value = vars(last).get(step.argval)
            yield f"{last.__name__}.{step.argval}", value
            last = last if step.opname == "IMPORT_FROM" else value
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from looked_up(inner, known)
