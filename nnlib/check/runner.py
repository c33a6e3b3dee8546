"""How a function is called so that nothing it does can surprise the check.

A runner describes a function and calls it on copies of the arguments. What comes
back is an `Answer`: a value, or a summary of the exception, or the limit that was hit,
and with it the arguments as they are afterwards, the warnings and the printed text.
This file stands alone on numpy, beside `steps` and `deadline`, because the grader
carries the three into the process that runs student code.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import copy
import dis
import functools
import inspect
import io
import itertools
import linecache
import math
import sys
import textwrap
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import CodeType, FrameType, TracebackType
from typing import Protocol

import numpy as np

from .deadline import clock_rings, deadline
from .steps import TimeIsUp, called, counter, counting, loops_are_counted

MAX_PRINTED = 2_000
MAX_TEXT = 500
MOST_NESTED = 32
MOST_NAMES = 100
MOST_STEPS = 2_000_000
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


@dataclass(frozen=True)
class Answer:
    """What one call gave: `value`, or `raised`, or the name of a `limit`.

    `steps` are those of the learner's frames, where they were counted; None on a Python
    whose steps cannot be.
    """

    value: object = None
    raised: Raised | None = None
    limit: str = ""
    arguments: tuple = ()
    warnings: tuple[str, ...] = ()
    printed: str = ""
    steps: int | None = 0


@dataclass(frozen=True)
class Description:
    """What can be said of a function without calling it.

    `parameters` holds (name, kind, required) for each, or is None if Python cannot
    tell; `stub` is True while the body has nothing but a docstring and a placeholder;
    `uses` holds the names in its code that stand for something to call, or is None if
    Python cannot tell.
    """

    name: str
    parameters: tuple[tuple[str, str, bool], ...] | None = None
    source: str = ""
    stub: bool = False
    uses: tuple[str, ...] | None = None


class Runner(Protocol):
    """Whatever describes and calls a learner's function."""

    def describe(self) -> Description:
        """Describe the function without calling it."""

    def call(
        self, args: tuple, options: Mapping | None = None, *, count: bool = False
    ) -> Answer:
        """Call the function on copies of the arguments."""


class LocalRunner:
    """Calls a function of this process.

    Parameters
    ----------
    function : callable
        The learner's function.
    replacements : mapping of str to callable, optional
        Names in the function's namespace that stand for something else during a call.
    seconds : float, optional
        Longest time of one call; where no clock rings, `MOST_STEPS` take its place.
    """

    def __init__(
        self,
        function: Callable,
        replacements: Mapping[str, Callable] | None = None,
        seconds: float | None = None,
    ) -> None:
        self.function = function
        self.replacements = dict(replacements or {})
        self.seconds = seconds
        self.namespace = namespace_of(function)

    def describe(self) -> Description:
        """Describe the function: its parameters, its source, whether it is a stub."""
        source = source_of(self.function)
        return Description(
            name=name_of(self.function),
            parameters=parameters_of(self.function),
            source=source,
            stub=is_stub(source),
            uses=names_used(self.function),
        )

    def call(
        self, args: tuple, options: Mapping | None = None, *, count: bool = False
    ) -> Answer:
        """Call the function on copies of the arguments and catch whatever it does."""
        args = copy.deepcopy(tuple(args))
        options = copy.deepcopy(dict(options or {}))
        steps, known = counter(self.namespace, self.most_steps()), loops_are_counted()
        printed = BoundedText(MAX_PRINTED)
        result: dict = {}
        with warnings.catch_warnings(record=True) as caught, quiet(printed):
            warnings.simplefilter("always")
            with replaced(self.namespace, self.replacements):
                try:
                    with counting(steps, count), deadline(self.seconds):
                        result["value"] = called(self.value, (args, options), {})
                except TimeIsUp:
                    result["limit"] = "steps" if steps.too_many else "time"
                except KeyboardInterrupt:
                    result["limit"] = "interrupted"
                except BaseException as error:
                    result["raised"] = summary(error, self.namespace)
        if endless(result.get("value")):
            result = {"limit": "malformed"}
        return Answer(
            arguments=(*args, *options.values()),
            warnings=tuple(dict.fromkeys(text_of(entry.message) for entry in caught)),
            printed=printed.getvalue(),
            steps=steps.count if known else None,
            **result,
        )

    def value(self, args: tuple, options: Mapping) -> object:
        """Call the function; keep its value so that a later call cannot change it."""
        return snapshot(self.function(*args, **options))

    def most_steps(self) -> float:
        """Return how many steps may be taken, where no clock ends a call."""
        limited = self.seconds is not None and not clock_rings()
        return MOST_STEPS if limited else math.inf


def endless(value: object) -> bool:
    """Tell whether a value holds itself, or is nested too deeply to be meant.

    Whatever goes through it entry by entry, as numpy does, would never come back.

    Examples
    --------
    >>> costs = [0.5]
    >>> costs.append(costs)
    >>> endless(({"w": 1.0}, costs)), endless(({"w": 1.0}, [0.5]))
    (True, False)
    """
    level = [value]
    for _ in range(MOST_NESTED):
        inside = [
            entry
            for one in level
            if type(one) in (list, tuple, dict)
            for entry in (one.values() if type(one) is dict else one)
        ]
        level = list({id(entry): entry for entry in inside}.values())
    return bool(level)


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


def names_used(function: Callable) -> tuple[str, ...] | None:
    """Return the names that a function's code looks up to call, or None if unknown.

    A name that stands for nothing yet is among them.
    """
    codes = [getattr(python_function(function), "__code__", None)]
    if not isinstance(codes[0], CodeType):
        return None
    names: set[str] = set()
    while codes:
        code = codes.pop()
        names |= {one.argval for one in dis.get_instructions(code) if is_global(one)}
        codes += [one for one in code.co_consts if isinstance(one, CodeType)]
    known = {**vars(builtins), **namespace_of(function)}
    used = sorted(name for name in names if may_be_hers(name, known))
    return tuple(used) if len(used) <= MOST_NAMES else None


def may_be_hers(name: str, known: Mapping) -> bool:
    """Tell whether a name may stand for a function of the learner's own."""
    value = known.get(name)
    there = callable(value) and value is not vars(builtins).get(name)
    return there or name not in known


def is_global(instruction: dis.Instruction) -> bool:
    """Tell whether an instruction looks up a name of the function's namespace."""
    return instruction.opname in ("LOAD_GLOBAL", "LOAD_NAME")


def is_stub(source: str) -> bool:
    r"""Tell whether a function's source holds nothing but a placeholder.

    Examples
    --------
    >>> is_stub("def f(x):\n    'doc'\n    raise NotImplementedError")
    True
    >>> is_stub("def f(x):\n    return x")
    False
    """
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return False
    if not tree.body or not isinstance(tree.body[0], ast.FunctionDef):
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


def snapshot(value: object) -> object:
    """Copy a returned value, so that a later call cannot change it."""
    try:
        return copy.deepcopy(value)
    except Exception:
        return value


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
        if frame.f_globals is namespace and not inside:
            found.append(traceback)
        traceback = traceback.tb_next
    return found


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

    Of the whole line, where the expression is only one side of what went wrong.
    """
    scope = {**frame.f_globals, **frame.f_locals}
    near, all_there = (
        dict(array for tree in parsed(text) for array in arrays_in(tree, scope))
        for text in (part, line)
    )
    return tuple((near if len(near) > 1 else near | all_there).items())


def parsed(text: str) -> Iterator[ast.AST]:
    """Yield the tree of an expression or else of a line, if it is either."""
    for written in (f"({text})", text):  # an expression may go on over several lines
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


class BoundedText(io.StringIO):
    """Keeps the first characters of what is printed and forgets the rest."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.room = limit

    def write(self, text: str) -> int:
        """Keep as much of the text as there is room for."""
        super().write(text[: self.room])
        self.room -= min(len(text), self.room)
        return len(text)

    def close(self) -> None:
        """Stay open: what was printed is still to be read."""


@contextlib.contextmanager
def quiet(printed: io.StringIO) -> Iterator[None]:
    """Collect printed text; give numpy its default way to warn."""
    with (
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(printed),
        np.errstate(all="warn", under="ignore"),
    ):
        yield


@contextlib.contextmanager
def replaced(namespace: dict, replacements: Mapping[str, Callable]) -> Iterator[None]:
    """Let names of a namespace stand for other functions for a while."""
    before = {name: namespace[name] for name in replacements if name in namespace}
    namespace.update(replacements)
    try:
        yield
    finally:
        for name in replacements:
            namespace.pop(name, None)
        namespace.update(before)
