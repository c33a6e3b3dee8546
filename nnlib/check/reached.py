"""What the code of a function looks up outside of it, and what that stands for."""

import builtins
import dis
import sys
from collections.abc import Iterator, Mapping
from types import CodeType, ModuleType

from nnlib.check.description import namespace_of, python_function

TAKEN_FROM_A_MODULE = ("LOAD_ATTR", "LOAD_METHOD", "IMPORT_FROM")
MOST_PARTS = 100


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
        for name, value in (*looked_up(code, own.__globals__), *inner, *given(own)):
            found.setdefault(name, value)
            for label, one in parts_of(name, value, namespace):
                found.setdefault(label, one)
                if namespace_of(one) is namespace:
                    waiting.append(python_function(one))
    return found


def given(function: object) -> Iterator[tuple[str, object]]:
    """Yield what stands behind a function's arguments where nothing is passed."""
    by_name = function.__kwdefaults__ or {}
    for value in (*(function.__defaults__ or ()), *by_name.values()):
        if callable(value):
            yield f"default {value!r}", value


def parts_of(
    name: str, value: object, namespace: Mapping
) -> Iterator[tuple[str, object]]:
    """Yield something that code looks up, and what can be called inside of it.

    That are the values of a dictionary or a list, the methods of a class of hers, and
    what an object of such a class holds.
    """
    yield name, value
    inside: Mapping | enumerate = {}
    if type(value) is dict:
        inside = value
    elif type(value) in (list, tuple):
        inside = dict(enumerate(value))
    own = value if isinstance(value, type) else type(value)
    if namespace.get(own.__name__) is own:
        held = {} if value is own else getattr(value, "__dict__", {})
        inside = {**vars(own), **held}
    for label, one in [*inside.items()][:MOST_PARTS]:
        plain = getattr(one, "__func__", one)  # a static or a class method
        if callable(plain):
            yield f"{name}.{label}", plain


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
    modules: dict[str, object] = {}  # by the names inside the function
    for step in dis.get_instructions(code):
        # From Python 3.13 on one step may store one name and load another.
        fast = step.argval if isinstance(step.argval, tuple) else (step.argval,)
        if step.opname.startswith("STORE_FAST") and isinstance(last, ModuleType):
            modules[fast[0]] = last
        if "LOAD_FAST" in step.opname and fast[-1] in modules:
            last = modules[fast[-1]]
        elif step.opname in ("LOAD_GLOBAL", "LOAD_NAME"):
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
