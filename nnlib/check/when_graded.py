"""What a function uses at home and will not find when it is graded.

Graded is the notebook alone: its demonstrations are not run, its check cells are put
back, and only numpy, matplotlib and what earlier notebooks have built can be imported.
All of this is known before, and is said while there is time to change it.
"""

import contextlib
import dis
import linecache
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from types import CodeType, ModuleType

import numpy as np

from nnlib.check.description import code_of, namespace_of, python_function
from nnlib.check.left_out import left_out
from nnlib.check.modules_there import (
    about_data,
    about_modules,
    about_run,
    imported_by_call,
)
from nnlib.check.reached import reached
from nnlib.check.verdict import Fact

# Modules of nnlib that hold nothing a student writes, and those that are tools from a
# notebook on, although they are written in a later one.
WHOLE = ("built_in", "check", "datasets", "explore", "exercises", "opening")
WHOLE += ("plotting", "shapes", "single", "values", "wording")
TOOLS = {"nnlib.gradient_check": "01"}
ANSWERS = ("evaluate", "exercises", "get")  # of nnlib.exercises
PROCESSES = "no further processes can be started"
NETWORK = "there is no network"
NOT_ALLOWED = {
    **dict.fromkeys(("multiprocessing", "subprocess"), PROCESSES),
    **dict.fromkeys(("concurrent.futures.process", "os.fork", "os.system"), PROCESSES),
    **dict.fromkeys(("socket", "urllib.request", "http.client"), NETWORK),
    "builtins.input": "nobody is there to answer",
}
MOST_SAID = 3


def is_answer(value: object, number: str) -> bool:
    """Tell whether a function is one that a notebook, or a later one, asks for."""
    value = python_function(value) if callable(value) else None
    module = str(getattr(value, "__module__", ""))
    if module == "nnlib.exercises":
        return value.__name__ in ANSWERS
    if module.startswith(("nnlib.exercises.", "nnlib.check.slips")):
        return True  # a right form or a wrong version of an exercise
    _, _, inside = module.partition("nnlib.")
    if not module.startswith("nnlib.") or inside.split(".")[0] in WHOLE:
        return False
    built = getattr(value, "built_in", number)
    is_tool = TOOLS.get(module, "99") <= number != built
    return built >= number and not is_tool


def announced(
    function: object, namespace: Mapping, number: str, exercises: Sequence[str]
) -> list[Fact]:
    """Say what a function uses that will not be there, or not be allowed.

    Parameters
    ----------
    function : callable
        What is checked.
    namespace : mapping of str to object
        The notebook's names.
    number : str
        Of the notebook.
    exercises : sequence of str
        The names of its exercises.

    Returns
    -------
    list of Fact
        The first few.
    """
    used = reached(function, namespace)
    hers = [one for one in (function, *used.values()) if namespace_of(one) is namespace]
    codes = [code_of(one) for one in hers]
    imported = [*imported_beside(function), *imported_by_call(codes)]
    mains = [code_of(one) for one in used.values() if module_of(one) == "__main__"]
    used |= {f"import {name}": ModuleType(name) for name in imported}
    facts = [
        *(Fact("stops_cell", {"name": n}) for n in answers_above(function, number)),
        *forbidden(function, used),
        *about_modules(map(module_of, (function, *used.values()))),
        *left_out([*used], namespace, exercises),
        *about_data(codes),
        *about_run(mains),
    ]
    return list({repr(fact): fact for fact in facts}.values())[:MOST_SAID]


# ---- modules


def forbidden(function: object, used: Mapping[str, object]) -> Iterator[Fact]:
    """Yield what is to be said of what is not allowed when graded."""
    for value in (function, *used.values()):
        if what := not_allowed(module_of(value), value):
            yield Fact("not_allowed", {"name": what, "why": NOT_ALLOWED[what]})


def imported_beside(function: object) -> Iterator[str]:
    """Yield the modules that are imported in the cell in which a function stands."""
    cell = code_of_cell(function)
    if cell is not None:
        steps = dis.get_instructions(cell)
        yield from (one.argval for one in steps if one.opname == "IMPORT_NAME")
        yield from imported_by_call([cell])


def answers_above(function: object, number: str) -> Iterator[str]:
    """Yield the course's answers that are imported in a function's cell, above it."""
    name, module = getattr(python_function(function), "__name__", ""), ""
    cell = code_of_cell(function)
    for step in dis.get_instructions(cell) if cell else ():
        if step.opname == "STORE_NAME" and step.argval == name:
            return
        if step.opname == "IMPORT_NAME":
            module = step.argval
        if step.opname == "IMPORT_FROM":
            value = getattr(sys.modules.get(module), step.argval, None)
            if is_answer(value, number):
                yield f"{module}.{step.argval}"


def code_of_cell(function: object) -> CodeType | None:
    """Return the code of the cell in which a function stands; None for a file."""
    code = getattr(python_function(function), "__code__", None)
    file = getattr(code, "co_filename", "")
    if code is None or os.path.exists(file):
        return None
    with contextlib.suppress(Exception):  # no such cell, or it is no Python
        return compile("".join(linecache.getlines(file)), file, "exec")
    return None


def module_of(value: object) -> str:
    """Name the module that something is, or comes from; empty where nobody knows."""
    if isinstance(value, ModuleType):
        return value.__name__
    if isinstance(value, np.ufunc):
        # These do not know their module.
        loaded = [(n, getattr(one, "__dict__", {})) for n, one in sys.modules.items()]
        homes = [n for n, names in loaded if names.get(value.__name__) is value]
        return min(homes, default="numpy", key=lambda one: one != "numpy")
    name = getattr(value, "__module__", None) or type(value).__module__
    return name if isinstance(name, str) else ""


def not_allowed(module: str, value: object) -> str:
    """Return the entry of `NOT_ALLOWED` that a value is, or comes from; or nothing."""
    own = f"{module}.{getattr(value, '__name__', '')}"
    if own == "posix.fork" or own == "posix.system":
        own = own.replace("posix", "os")
    whole = [name for name in NOT_ALLOWED if f"{module}.".startswith(f"{name}.")]
    return own if own in NOT_ALLOWED else next(iter(whole), "")
