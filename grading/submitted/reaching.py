"""Code that reaches for the interpreter: named for whoever teaches, free of charge.

Two deductions rest on what is measured inside the student's process. Who knows the
interpreter can make them say nothing; hardly anybody does by chance what that takes. So
it is named, and somebody may look. What hides its names from a reader is not found.
"""

import ast
import re
import warnings
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grading.submitted.submission import Cell

MODULES = {
    "gc",
    "ctypes",
    "_ctypes",
    "inspect",
    "dis",
    "bdb",
    "builtins",
    "faulthandler",
}
MODULES |= {"_student_process"}
NAMES = set(
    "settrace setprofile _getframe _current_frames monitoring addaudithook meta_path "
    "path_hooks currentframe get_referrers get_referents get_objects __builtins__ "
    "__globals__ __code__ __closure__ __subclasses__ f_back f_locals f_globals "
    "f_builtins f_trace tb_frame gi_frame cr_frame ast_transformers "
    "input_transformers_cleanup input_transformers_post".split()
)
# Of IPython: no Python.
MAGIC = re.compile(r"^[ \t]*[%!].*", re.MULTILINE)
MOST = 5
BY_STUDENT = ("solution", "own")
UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)


def reaching(cells: Iterable["Cell"]) -> list[str]:
    """List what in a submission reaches for the interpreter.

    Parameters
    ----------
    cells : iterable of Cell
        What will run; texts of the course are not looked at.

    Returns
    -------
    list of str
        The first few, with cell and line. The parser of Python may need much for a
        text that nobody wrote by hand: call it within limits.
    """
    found = [
        f"“{cell.name or cell.title}”, line {line}: {name}"
        for cell in cells
        if cell.role in BY_STUDENT
        for name, line in named(cell.source)
    ]
    more = len(found) - MOST
    return [*found[:MOST], *([f"and {more} more"] if more > 0 else [])]


def named(source: str) -> list[tuple[str, int]]:
    r"""Return each such name of a text once, with its first line.

    Examples
    --------
    >>> named("import sys, gc\nsys.settrace(None)\nsys.float_info.eps")
    [('gc', 1), ('settrace', 2)]
    """
    try:
        with warnings.catch_warnings():
            # What a text warns of when it is parsed concerns only its author.
            warnings.simplefilter("ignore")
            tree = ast.parse(MAGIC.sub("pass", source))
            nodes = [node for node in ast.walk(tree) if hasattr(node, "lineno")]
            nodes.sort(key=lambda node: node.lineno)
            first: dict[str, int] = {}
            for node in nodes:
                for name in said(node):
                    first.setdefault(name, node.lineno)
    except UNREADABLE:
        return []
    return [*first.items()]


def said(node: ast.AST) -> Iterator[str]:
    """Yield what one node names of the interpreter."""
    match node:
        case ast.Import(names=imported):
            modules = [one.name for one in imported]
        case ast.ImportFrom(module=module, names=imported):
            modules = [module or "", *(one.name for one in imported)]
        case ast.Attribute(attr=name) | ast.Name(id=name) | ast.Constant(value=name):
            # As a text as well: `getattr` takes one.
            yield from [name] if isinstance(name, str) and name in NAMES else []
            return
        case _:
            return
    for name in modules:
        if name.partition(".")[0] in MODULES or name in NAMES:
            yield name
