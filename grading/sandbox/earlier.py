"""A module of the mathematics as it was before a notebook.

The source is read, never run. Functions marked as built in an earlier notebook stay,
with the imports, constants and helpers that they use; everything else goes, because an
unmarked helper may hold the very line that is graded.
"""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from grading.errors import GradingError
from nnlib.check.when_graded import TOOLS

NOT_SIMPLE = (
    "{module}, line {line}: the student's copy can be made only of imports, functions, "
    "classes and constants at the top of a module"
)
NOT_BUILT = "{module}: {user} needs {name}, which is not built before notebook {nb}"

Definition = ast.FunctionDef | ast.ClassDef


class LibraryError(GradingError):
    """The library for student code could not be made."""


@dataclass(frozen=True)
class Reduced:
    """What is left of a module.

    `source` is its text, and `lacking` names what the whole module has beyond it.
    """

    source: str
    lacking: tuple[str, ...]


def reduced(source: str, module: str, notebook: str) -> Reduced:
    """Keep what was built before a notebook.

    Parameters
    ----------
    source : str
        Text of the module.
    module : str
        Its full name.
    notebook : str
        Number of the notebook that is graded, such as ``"03"``.

    Returns
    -------
    Reduced
        The text that is left, without comments, and the names that are gone.

    Raises
    ------
    LibraryError
        If the module has other statements at its top than imports, functions, classes
        and constants, or if what is kept uses what is not.

    Examples
    --------
    >>> text = '''
    ... @built_in("02")
    ... def sigmoid(Z): return half(Z)
    ... def half(Z): return Z / 2
    ... @built_in("03")
    ... def relu(Z): return Z
    ... '''
    >>> reduced(text, "nnlib.activations", "03").lacking
    ('relu',)
    """
    bindings = dict(bound(ast.parse(source), module))
    hidden = {
        name
        for name, statement in bindings.items()
        if (built := built_in(statement)) and not available(built, module, notebook)
    }
    marked = [name for name, one in bindings.items() if built_in(one)]
    wanted = [name for name in marked if name not in hidden]
    kept = reachable(wanted, bindings, hidden, module, notebook)
    # One statement may bind several names.
    body = {id(one): one for name, one in bindings.items() if name in kept}
    text = ast.unparse(ast.Module(body=list(body.values()), type_ignores=[]))
    lacking = tuple(name for name, one in bindings.items() if id(one) not in body)
    return Reduced(text, lacking)


def bound(tree: ast.Module, module: str) -> Iterator[tuple[str, ast.stmt]]:
    """Yield each name that a module binds, with the statement that binds it."""
    for statement in tree.body:
        if isinstance(statement, ast.Import | ast.ImportFrom):
            yield from imported(statement)
        elif isinstance(statement, Definition):
            yield statement.name, statement
        elif isinstance(statement, ast.Assign | ast.AnnAssign):
            yield from ((name, statement) for name in assigned(statement, module))
        elif not is_docstring(statement):
            raise not_simple(statement, module)


def imported(statement: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, ast.stmt]]:
    """Yield each name that an import binds, with an import of this name alone."""
    for alias in statement.names:
        name = alias.asname or alias.name.split(".")[0]
        if isinstance(statement, ast.ImportFrom):
            yield name, ast.ImportFrom(statement.module, [alias], statement.level)
        else:
            yield name, ast.Import([alias])


def assigned(statement: ast.Assign | ast.AnnAssign, module: str) -> list[str]:
    """List the names that an assignment binds."""
    targets = getattr(statement, "targets", None) or [statement.target]
    found = [name for one in targets for name in getattr(one, "elts", [one])]
    if not all(isinstance(one, ast.Name) for one in found):
        raise not_simple(statement, module)
    return [one.id for one in found]


def not_simple(statement: ast.stmt, module: str) -> LibraryError:
    """Return the error for a statement that cannot be kept or dropped by its name."""
    return LibraryError(NOT_SIMPLE.format(module=module, line=statement.lineno))


def is_docstring(statement: ast.stmt) -> bool:
    """Tell whether a statement is a constant that does nothing."""
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def built_in(statement: ast.stmt) -> str:
    """Return the notebook that builds a function, or an empty string."""
    for mark in getattr(statement, "decorator_list", []):
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "built_in":
            return str(ast.literal_eval(mark.args[0]))
    return ""


def available(built: str, module: str, notebook: str) -> bool:
    """Tell whether something built in one notebook may be used in another."""
    tool_from = TOOLS.get(module)
    is_tool = tool_from is not None and tool_from <= notebook != built
    return built < notebook or is_tool


def reachable(
    wanted: Iterable[str],
    bindings: dict[str, ast.stmt],
    hidden: set[str],
    module: str,
    notebook: str,
) -> set[str]:
    """Return the wanted names and all that they use, directly or not."""
    kept: set[str] = set()
    waiting = list(wanted)
    while waiting:
        user = waiting.pop()
        kept.add(user)
        for name in sorted(used(bindings[user]) & bindings.keys() - kept):
            if name in hidden:
                facts = {"module": module, "user": user, "name": name, "nb": notebook}
                raise LibraryError(NOT_BUILT.format(**facts))
            waiting.append(name)
    # Imported for what it does to the whole file, and used by no name.
    return kept | ({"annotations"} & bindings.keys())


def used(statement: ast.stmt) -> set[str]:
    """Return the names that a statement takes from its module."""
    names = [node for node in ast.walk(statement) if isinstance(node, ast.Name)]
    loaded = {node.id for node in names if isinstance(node.ctx, ast.Load)}
    if not isinstance(statement, ast.FunctionDef):
        return loaded
    own = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    own |= {node.arg for node in ast.walk(statement) if isinstance(node, ast.arg)}
    return loaded - own | outside(statement)


def outside(function: ast.FunctionDef) -> set[str]:
    """Return the names that a function's decorators, defaults and annotations use."""
    shell = ast.FunctionDef(
        function.name, function.args, [], function.decorator_list, function.returns
    )
    return {node.id for node in ast.walk(shell) if isinstance(node, ast.Name)}
