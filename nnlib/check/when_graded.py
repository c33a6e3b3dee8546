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
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import numpy as np

from nnlib.check.description import python_function
from nnlib.check.left_out import left_out
from nnlib.check.reached import reached
from nnlib.check.verdict import Fact

# What student code can import when graded, beside Python's own modules: packages, and
# what they need; bars of progress that show nothing.
PACKAGES = ("numpy", "matplotlib")
NEEDED_BY_THEM = (
    *("PIL", "contourpy", "cycler", "dateutil", "fontTools", "kiwisolver"),
    *("mpl_toolkits", "packaging", "pylab", "pyparsing", "six", "tzdata"),
)
SILENT = ("IPython", "tqdm", "rich")
THERE = {"__main__", *sys.stdlib_module_names, *PACKAGES, *NEEDED_BY_THEM, *SILENT}
# Modules of nnlib that hold nothing a student writes, and those that are tools from a
# notebook on, although they are written in a later one.
WHOLE = ("built_in", "check", "datasets", "explore", "exercises", "opening")
WHOLE += ("plotting", "shapes", "values", "wording")
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


def courses_own(
    function: object, namespace: Mapping, number: str, exercises: Sequence[str]
) -> str:
    """Name the course's own function to which a function hands its work.

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
    str
        With its module; empty if there is none. One that an exercise's name stands for
        is no matter of the function that calls it: it has a check of its own.
    """
    used = {"": function, **reached(function, namespace)}
    others = [value for name, value in used.items() if name not in exercises]
    found = [value for value in others if is_answer(value, number)]
    return full_name(found[0]) if found else ""


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


def full_name(value: object) -> str:
    """Name a function with its module."""
    value = python_function(value)
    return f"{value.__module__}.{value.__name__}"


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
    names = left_out([*used], namespace, exercises)
    stops = [Fact("stops_cell", {"name": n}) for n in answers_above(function, number)]
    facts = [*stops, *about_modules(function, used), *names]
    return list({repr(fact): fact for fact in facts}.values())[:MOST_SAID]


# ---- modules


def about_modules(function: object, used: Mapping[str, object]) -> Iterator[Fact]:
    """Yield what is to be said of modules that a function or its cell uses."""
    values = {**{name: ModuleType(name) for name in imported_beside(function)}, **used}
    for value in (function, *values.values()):
        module = module_of(value)
        root = module.split(".")[0]
        if what := not_allowed(module, value):
            yield Fact("not_allowed", {"name": what, "why": NOT_ALLOWED[what]})
        elif is_beside(root):
            yield Fact("own_file", {"name": f"{root}.py"})
        elif root and root not in THERE and root != "nnlib" and is_a_package(root):
            yield Fact("not_there", {"name": root})


def imported_beside(function: object) -> Iterator[str]:
    """Yield the modules that are imported in the cell in which a function stands."""
    steps = steps_of_cell(function)
    yield from (one.argval for one in steps if one.opname == "IMPORT_NAME")


def answers_above(function: object, number: str) -> Iterator[str]:
    """Yield the course's answers that are imported in a function's cell, above it."""
    name, module = getattr(python_function(function), "__name__", ""), ""
    for step in steps_of_cell(function):
        if step.opname == "STORE_NAME" and step.argval == name:
            return
        if step.opname == "IMPORT_NAME":
            module = step.argval
        if step.opname == "IMPORT_FROM":
            value = getattr(sys.modules.get(module), step.argval, None)
            if is_answer(value, number):
                yield f"{module}.{step.argval}"


def steps_of_cell(function: object) -> list[dis.Instruction]:
    """Return what the cell does in which a function stands; nothing for a file."""
    code = getattr(python_function(function), "__code__", None)
    file = getattr(code, "co_filename", "")
    if code is None or os.path.exists(file):
        return []
    with contextlib.suppress(Exception):  # no such cell, or it is no Python
        whole = compile("".join(linecache.getlines(file)), file, "exec")
        return [*dis.get_instructions(whole)]
    return []


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


def is_a_package(root: str) -> bool:
    """Tell whether a module is something that is installed."""
    return bool({"site-packages", "dist-packages"} & {*Path(file_of(root)).parts})


def is_beside(root: str) -> bool:
    """Tell whether a module is a file of her own in the folder of the notebook."""
    file = file_of(root)
    return bool(file) and Path(file).resolve().parent == Path.cwd()


def file_of(root: str) -> str:
    """Return the file of a module, whether it is imported by now or not."""
    with contextlib.suppress(ImportError, ValueError):
        loaded = sys.modules.get(root) or find_spec(root)
        return getattr(loaded, "__file__", getattr(loaded, "origin", "")) or ""
    return ""
