"""An exception of the learner's code, reduced to what a message needs.

This file stands alone on numpy, as `runner` does.
"""

import ast
import contextlib
import itertools
import linecache
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import FrameType, TracebackType

import numpy as np

MAX_TEXT = 500
COMPREHENSIONS = ("<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>")


@dataclass(frozen=True)
class Raised:
    """An exception of the learner's code, reduced to what a message needs.

    `function` is the learner's function whose line raised, and `caller` the outermost
    one, where that is another; `operands` are the arrays in what could not be computed,
    as they are written, with their shapes; `missing` is the module or name that was not
    found.
    """

    type: str
    text: str
    line: str = ""
    number: int = 0
    function: str = ""
    operands: tuple[tuple[str, str], ...] = ()
    missing: str = ""
    caller: str = ""
    called_at: int = 0


def summary(error: BaseException, namespace: Mapping) -> Raised:
    """Reduce an exception to its text and the learner's line that raised it."""
    kind, text, missing = type(error).__name__, text_of(error), absent_name(error)
    stack = learner_frames(error.__traceback__, namespace)
    if not stack:
        return Raised(kind, text, missing=missing)
    (outer, called_at), (frame, number) = place_of(stack[0]), place_of(stack[-1])
    line = linecache.getline(frame.f_code.co_filename, number).strip()
    calls = outer.f_code is not frame.f_code
    return Raised(
        type=kind,
        text=text,
        line=line[:MAX_TEXT],
        number=number - frame.f_code.co_firstlineno + 1,
        function=frame.f_code.co_name,
        operands=operands(failing_part(stack[-1]), line, frame),
        missing=missing,
        caller=outer.f_code.co_name if calls else "",
        called_at=called_at - outer.f_code.co_firstlineno + 1 if calls else 0,
    )


def text_of(error: BaseException) -> str:
    """Return the text of an exception or a warning, whatever its class does.

    Examples
    --------
    >>> text_of(ValueError("b is missing"))
    'b is missing'
    """
    try:
        text = str(error)
    except Exception:
        return "(its text cannot be shown)"
    # Half of a surrogate pair is no character: no notebook could be saved with it.
    return text[:MAX_TEXT].encode("utf-8", "replace").decode("utf-8")


def absent_name(error: BaseException) -> str:
    """Return the module or name that an import did not find, or an empty string.

    A misspelt name in a module that was found is an ordinary mistake.
    """
    name = error.name if isinstance(error, ImportError) else None
    return name if isinstance(name, str) and name not in sys.modules else ""


def learner_frames(
    traceback: TracebackType | None, namespace: Mapping
) -> list[TracebackType]:
    """Return where the learner's own code was, from the outermost call inwards.

    A comprehension has a frame of its own up to Python 3.11; its function is meant.
    """
    found: list[TracebackType] = []
    while traceback is not None:
        frame = traceback.tb_frame
        inside = bool(found) and frame.f_code.co_name in COMPREHENSIONS
        if is_hers(frame, namespace) and not inside:
            found.append(traceback)
        traceback = traceback.tb_next
    return found


def is_hers(frame: FrameType, namespace: Mapping) -> bool:
    """Tell whether a frame is the learner's: of the notebook, or a module beside it."""
    if frame.f_globals is namespace:
        return True
    file = frame.f_globals.get("__file__")
    return isinstance(file, str) and os.path.dirname(file) == os.getcwd()


def place_of(traceback: TracebackType) -> tuple[FrameType, int]:
    """Return a frame and the number of its line."""
    return traceback.tb_frame, traceback.tb_lineno


def failing_part(traceback: TracebackType) -> str:
    """Return the expression that could not be computed, or an empty string."""
    code = traceback.tb_frame.f_code
    places = itertools.islice(code.co_positions(), traceback.tb_lasti // 2, None)
    first, last, begin, end = next(places, (None,) * 4)
    if None in (first, last, begin, end):
        return ""
    lines = [
        linecache.getline(code.co_filename, number).encode()
        for number in range(first, last + 1)
    ]
    lines[-1] = lines[-1][:end]
    lines[0] = lines[0][begin:]
    return b"".join(lines).decode(errors="replace").strip()


def operands(part: str, line: str, frame: FrameType) -> tuple[tuple[str, str], ...]:
    """Return the arrays of an expression, as written, with their shapes.

    Of the whole line, where the expression is only one side of what went wrong. What
    could not be unpacked is named by what waits for it, which holds nothing yet.
    """
    scope = names_in(frame)
    part = "" if is_target(part, line) else part
    near, all_there = (
        dict(array for tree in parsed(text) for array in arrays_in(tree, scope))
        for text in (part, line)
    )
    return tuple((near if len(near) > 1 else near | all_there).items())


def is_target(part: str, line: str) -> bool:
    """Tell whether an expression stands in its line to be bound, and not to be read."""
    nodes = [node for tree in parsed(line) for node in ast.walk(tree)]
    bound = [n for n in nodes if isinstance(getattr(n, "ctx", None), ast.Store)]
    written = [ast.unparse(tree) for tree in parsed(part)]
    return any(ast.unparse(node) in written for node in bound)


def names_in(frame: FrameType) -> dict[str, object]:
    """Return what the names in a frame's code stand for.

    A name that its code binds is never that of the notebook, not even before it is
    bound; a name that it does not read, such as a lambda's own, stands for nothing.
    """
    read = {name: frame.f_globals.get(name) for name in frame.f_code.co_names}
    own = dict.fromkeys(frame.f_code.co_varnames + frame.f_code.co_cellvars)
    return {**read, **own, **frame.f_locals}


def parsed(text: str) -> Iterator[ast.AST]:
    """Yield the tree of an expression or else of a line, if it is either."""
    # An expression may go on over several lines, and a loop has a body.
    for written in (f"({text})", text, f"{text} pass"):
        with contextlib.suppress(SyntaxError, ValueError, RecursionError, MemoryError):
            yield ast.parse(written)
            return


def arrays_in(node: ast.AST, scope: Mapping) -> Iterator[tuple[str, str]]:
    """Yield every array that is written out in a syntax tree, in its order."""
    if isinstance(node, ast.AugAssign):
        node.target.ctx = ast.Load()  # it is read as well
    value = looked_up(node, scope)
    if isinstance(value, np.ndarray):
        yield ast.unparse(node).replace("'", '"'), str(value.shape)
    elif not isinstance(getattr(node, "ctx", None), ast.Store):
        for child in ast.iter_child_nodes(node):
            yield from arrays_in(child, scope)


def looked_up(node: ast.AST, scope: Mapping) -> object:
    """Look up ``X``, ``X.T``, ``X[:, i]`` or ``parameters["W1"]``; else None.

    Nothing of the learner's runs: arrays, dictionaries, lists and tuples only.
    """
    if isinstance(node, ast.Name):
        return scope.get(node.id) if isinstance(node.ctx, ast.Load) else None
    if isinstance(node, ast.Attribute) and node.attr == "T":
        value = looked_up(node.value, scope)
        return value.T if type(value) is np.ndarray else None
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
        value = looked_up(node.value, scope)
        if type(value) in (np.ndarray, dict, list, tuple):
            # A key may be of any kind, and need not be there.
            with contextlib.suppress(Exception):
                return value[key_of(node.slice, scope)]
    return None


def key_of(node: ast.AST, scope: Mapping) -> object:
    """Compute a key made of numbers, texts and names of numbers."""
    if isinstance(node, ast.Tuple):
        return tuple(key_of(part, scope) for part in node.elts)
    if isinstance(node, ast.Slice):
        parts = node.lower, node.upper, node.step
        return slice(*(part and key_of(part, scope) for part in parts))
    if isinstance(node, ast.JoinedStr):
        return "".join(str(key_of(part, scope)) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        return key_of(node.value, scope)
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "str":
        return str(key_of(node.args[0], scope))
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        left, right = key_of(node.left, scope), key_of(node.right, scope)
        return left + right if isinstance(node.op, ast.Add) else left - right
    if isinstance(node, ast.Name) and type(scope.get(node.id)) in (int, str):
        return scope[node.id]
    return ast.literal_eval(node)
