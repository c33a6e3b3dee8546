"""Which functions may be run many times, changed, without anybody noticing.

A changed function still does only what its parts can do. So each part is looked at
before anything runs: arithmetic, loops, numpy without its files and its global
generator, functions of the course, and her own that have passed.
"""

import ast
import builtins
import math
from collections.abc import Callable, Collection, Iterator, Mapping
from types import CodeType, ModuleType

import numpy as np

from nnlib.check.description import code_of, parsed, source_of

BUILT_INS = frozenset(
    "abs all any bool dict divmod enumerate float int isinstance len list map max min "
    "pow range reversed round set sorted str sum tuple zip AssertionError IndexError "
    "KeyError NotImplementedError TypeError ValueError".split()
)
# Of numpy, not these: they open files, print, or change what everybody shares.
NOT_OF_NUMPY = frozenset(
    "core ctypeslib distutils errstate f2py fromfile genfromtxt info lib load loadtxt "
    "memmap printoptions random save savetxt savez savez_compressed setbufsize seterr "
    "seterrcall set_printoptions show_config test testing".split()
)
MEMBERS = frozenset(
    "T all any append argmax argmin argsort astype choice clip copy count cumsum "
    "diagonal dot dtype endswith extend fill flat flatten format get index insert "
    "integers item items join keys lower max mean min ndim nonzero normal permutation "
    "pop prod random ravel remove repeat replace reshape reverse round setdefault "
    "shape shuffle size sort split squeeze standard_normal startswith std strip sum "
    "swapaxes take tolist trace transpose uniform update upper values var".split()
)
STATEMENTS = (
    *(ast.Assert, ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Break, ast.Continue),
    *(ast.Expr, ast.For, ast.FunctionDef, ast.If, ast.Pass, ast.Raise, ast.Return),
    ast.While,
)
NEVER = ast.Yield | ast.YieldFrom | ast.Await
PLAIN = int | float | str | bool | None
MOST_LETTERS = 20_000


def readable(function: Callable) -> ast.FunctionDef | None:
    """Return the tree of a function, if its source is at hand and is what runs.

    What it prints is left out, and so are its docstring and what is said of types.
    """
    source = source_of(function)
    tree = parsed(source) if len(source) <= MOST_LETTERS else None
    if tree is None or len(tree.body) != 1 or not is_plain(tree.body[0]):
        return None
    module = compile(tree, "<source>", "exec")
    compiled = next(one for one in module.co_consts if isinstance(one, CodeType))
    own = code_of(function)
    if own is None or own.co_code != compiled.co_code or own.co_freevars:
        return None
    if own.co_names != compiled.co_names or own.co_varnames != compiled.co_varnames:
        return None
    return bare(tree.body[0])


def is_plain(node: ast.stmt) -> bool:
    """Tell whether a statement defines a function without decorators."""
    if not isinstance(node, ast.FunctionDef) or node.decorator_list:
        return False
    defaults = [*node.args.defaults, *filter(None, node.args.kw_defaults)]
    return all(isinstance(one, ast.Constant | ast.UnaryOp) for one in defaults)


def bare(function: ast.FunctionDef) -> ast.FunctionDef:
    """Take out a docstring, annotations and whatever only prints."""
    if ast.get_docstring(function) is not None:
        function.body = function.body[1:] or [ast.Pass()]
    for node in ast.walk(function):
        if isinstance(node, ast.FunctionDef):
            node.returns = None
        if isinstance(node, ast.arg):
            node.annotation = None
        for body in bodies_of(node):
            body[:] = [one for one in body if not prints(one)] or [ast.Pass()]
    return ast.fix_missing_locations(function)


def bodies_of(node: ast.AST) -> Iterator[list[ast.stmt]]:
    """Yield the blocks of a statement that are not empty."""
    for name in ("body", "orelse"):
        block = getattr(node, name, None)
        if isinstance(block, list) and block:
            yield block


def prints(statement: ast.stmt) -> bool:
    """Tell whether a statement only prints."""
    call = statement.value if isinstance(statement, ast.Expr) else None
    named = isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
    return named and call.func.id == "print"


def allowed(
    tree: ast.FunctionDef, known: Mapping[str, object], passed: Collection[str]
) -> dict[str, ast.FunctionDef] | None:
    """Return her own functions that a function uses, or None if it may not be run.

    Parameters
    ----------
    tree : ast.FunctionDef
        The function.
    known : mapping of str to object
        What its names stand for outside.
    passed : collection of str
        Names of her functions that have passed.

    Returns
    -------
    dict of str to ast.FunctionDef or None
        The trees of her own functions, by name.
    """
    hers: dict[str, ast.FunctionDef] = {}
    waiting = [tree]
    while waiting:
        one = waiting.pop()
        if not all(may_stand(node) for node in ast.walk(one)):
            return None
        for name in names_outside(one) - {tree.name, *hers}:
            value = known.get(name, vars(builtins).get(name))
            if is_harmless(name, value, known):
                continue
            other = readable(value) if name in passed and callable(value) else None
            if other is None or other.name != name:
                return None
            hers[name] = other
            waiting.append(other)
    return hers


def may_stand(node: ast.AST) -> bool:
    """Tell whether a part of a function is one of those that do no harm."""
    if isinstance(node, ast.FunctionDef):
        return is_plain(node)
    if isinstance(node, ast.stmt):
        return isinstance(node, STATEMENTS)
    if isinstance(node, ast.Attribute):
        return isinstance(node.ctx, ast.Load) and member_may_stand(node)
    return not isinstance(node, NEVER)


def member_may_stand(node: ast.Attribute) -> bool:
    """Tell whether what stands behind a point does no harm."""
    inner = node.value
    if isinstance(inner, ast.Name) and inner.id in ("np", "numpy"):
        return not node.attr.startswith("_") and node.attr not in NOT_OF_NUMPY
    if isinstance(inner, ast.Name) and inner.id == "math":
        return not node.attr.startswith("_")
    linear = isinstance(inner, ast.Attribute) and inner.attr == "linalg"
    return node.attr in MEMBERS or (linear and not node.attr.startswith("_"))


def names_outside(tree: ast.FunctionDef) -> set[str]:
    """Return the names that a function reads and nothing in it binds."""
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    bound = {one.id for one in names if not isinstance(one.ctx, ast.Load)}
    bound |= {one.arg for one in ast.walk(tree) if isinstance(one, ast.arg)}
    inner = [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)]
    bound |= {one.name for one in inner if one is not tree}
    return {one.id for one in names} - bound


def is_harmless(name: str, value: object, known: Mapping[str, object]) -> bool:
    """Tell whether a name outside stands for something that may be used at will."""
    if isinstance(value, ModuleType):
        return {np: name in ("np", "numpy"), math: name == "math"}.get(value, False)
    if name not in known:
        return name in BUILT_INS or not hasattr(builtins, name)
    if isinstance(value, PLAIN):
        return True
    if isinstance(value, type) and issubclass(value, np.generic):
        return True
    return callable(value) and is_known(value)


def is_known(function: object) -> bool:
    """Tell whether a function is the course's, or one of numpy or math."""
    if isinstance(function, np.ufunc):
        return True
    module = str(getattr(function, "__module__", None) or "")
    name = str(getattr(function, "__name__", ""))
    if module == "math" or module.split(".")[0] == "numpy":
        return name not in NOT_OF_NUMPY and not module.startswith("numpy.random")
    inside = module.partition("nnlib.")[2].split(".")[0]
    tools = ("check", "datasets", "explore", "opening", "plotting", "saved_notebook")
    return module.startswith("nnlib.") and inside not in tools
