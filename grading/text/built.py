"""What a notebook may import of nnlib: what earlier notebooks have built, and tools."""

import ast
import importlib
from collections.abc import Iterator

# They hold nothing that a student writes.
TOOLS = tuple(
    f"nnlib.{name}"
    for name in "datasets exercises plotting explore progress shapes".split()
)
# Built in 04, and a tool from 01 on; the trainings, once they have all been read.
SINCE = {"nnlib.gradient_check": "01", "nnlib.fast": "04"}
NO_NOTEBOOK = "99"


def not_built(text: str, notebook: str) -> Iterator[tuple[str, str]]:
    """Name what a cell imports of nnlib before it is built.

    Parameters
    ----------
    text : str
        Python.
    notebook : str
        Number of the notebook.

    Yields
    ------
    module, name : str
        Empty name where a module is imported as a whole.

    Examples
    --------
    >>> list(not_built("from nnlib.activations import sigmoid", "02"))
    [('nnlib.activations', 'sigmoid')]
    >>> list(not_built("from nnlib.activations import sigmoid", "03"))
    []
    """
    for module, name in imported(ast.parse(text)):
        tool = any(f"{module}.".startswith(f"{one}.") for one in TOOLS)
        if not module.startswith("nnlib.") or tool:
            continue
        as_tool = SINCE.get(module, NO_NOTEBOOK) <= notebook
        if not as_tool and home(module, name) >= notebook:
            yield module, "" if name == "*" else name


def home(module: str, name: str) -> str:
    """Name the notebook that builds a function; one after all others if none does."""
    try:
        function = getattr(importlib.import_module(module), name, None)
    except ModuleNotFoundError:
        return NO_NOTEBOOK
    return getattr(function, "built_in", NO_NOTEBOOK)


def imported(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield module and name of every import, wherever it stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                # A module of a package, or a name of a module.
                inner = f"{node.module}.{alias.name}"
                whole = node.module == "nnlib"
                yield (inner, "") if whole else (node.module, alias.name)
