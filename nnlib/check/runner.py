"""How a function is called so that nothing it does can surprise the check.

A runner describes a function and calls it on copies of the arguments. What comes
back is an `Answer`: a value, or a summary of the exception, or the limit that was hit,
and with it the arguments as they are afterwards, the warnings and the printed text.
This file stands alone on numpy, because the grader carries it into the process that
runs student code.
"""

from __future__ import annotations

import ast
import contextlib
import copy
import functools
import inspect
import io
import linecache
import signal
import sys
import textwrap
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import FrameType, TracebackType
from typing import Protocol

import numpy as np

MAX_PRINTED = 2_000
MAX_TEXT = 500
RING_SECONDS = 0.05
COMPREHENSIONS = ("<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>")


@dataclass(frozen=True)
class Raised:
    """An exception of the learner's code, reduced to what a message needs.

    `function` is the learner's function whose line raised; `operands` are names on
    that line with their shapes; `missing` is the module or name that was not found.
    """

    type: str
    text: str
    line: str = ""
    number: int = 0
    function: str = ""
    operands: tuple[tuple[str, str], ...] = ()
    missing: str = ""


@dataclass(frozen=True)
class Answer:
    """What one call gave: `value`, or `raised`, or the name of a `limit`."""

    value: object = None
    raised: Raised | None = None
    limit: str = ""
    arguments: tuple = ()
    warnings: tuple[str, ...] = ()
    printed: str = ""
    instructions: int = 0


@dataclass(frozen=True)
class Description:
    """What can be said of a function without calling it.

    `parameters` holds (name, kind, required) for each, or is None if Python cannot
    tell; `stub` is True while the body has nothing but a docstring and a placeholder.
    """

    name: str
    parameters: tuple[tuple[str, str, bool], ...] | None = None
    source: str = ""
    stub: bool = False


class Runner(Protocol):
    """Whatever describes and calls a learner's function."""

    def describe(self) -> Description:
        """Describe the function without calling it."""

    def call(
        self, args: tuple, options: Mapping | None = None, *, count: bool = False
    ) -> Answer:
        """Call the function on copies of the arguments."""


class TimeIsUp(BaseException):
    """Raised inside a call that takes too long.

    Not an `Exception`: a learner's ``except Exception`` must not swallow it.
    """


class LocalRunner:
    """Calls a function of this process.

    Parameters
    ----------
    function : callable
        The learner's function.
    replacements : mapping of str to callable, optional
        Names in the function's namespace that stand for something else during a call.
    seconds : float, optional
        Longest time of one call, where the system can interrupt it.
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
        )

    def call(
        self, args: tuple, options: Mapping | None = None, *, count: bool = False
    ) -> Answer:
        """Call the function on copies of the arguments and catch whatever it does."""
        args = copy.deepcopy(tuple(args))
        options = copy.deepcopy(dict(options or {}))
        counter = InstructionCounter(self.namespace)
        printed = BoundedText(MAX_PRINTED)
        result: dict = {}
        with warnings.catch_warnings(record=True) as caught, quiet(printed):
            warnings.simplefilter("always")
            with replaced(self.namespace, self.replacements):
                try:
                    with deadline(self.seconds), counting(counter if count else None):
                        result["value"] = called(self.function, args, options)
                except TimeIsUp:
                    result["limit"] = "time"
                except KeyboardInterrupt:
                    result["limit"] = "interrupted"
                except BaseException as error:
                    result["raised"] = summary(error, self.namespace)
        return Answer(
            arguments=(*args, *options.values()),
            warnings=tuple(dict.fromkeys(text_of(entry.message) for entry in caught)),
            printed=printed.getvalue(),
            instructions=counter.count,
            **result,
        )


def called(function: Callable, args: tuple, options: Mapping) -> object:
    """Call a function and keep its value; an `Alarm` rings only inside this frame."""
    return snapshot(function(*args, **options))


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
    if isinstance(function, functools.partial):
        return namespace_of(function.func)
    if isinstance(function, np.vectorize):
        return namespace_of(function.pyfunc)
    with contextlib.suppress(ValueError):  # it wraps itself
        function = inspect.unwrap(function)
    if not hasattr(function, "__globals__"):
        function = inspect.getattr_static(type(function), "__call__", None)
    return getattr(function, "__globals__", {})


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
    frame, number = learner_frame(error.__traceback__, namespace)
    if frame is None:
        return Raised(kind, text, missing=missing)
    line = linecache.getline(frame.f_code.co_filename, number).strip()
    return Raised(
        type=kind,
        text=text,
        line=line[:MAX_TEXT],
        number=number - frame.f_code.co_firstlineno + 1,
        function=frame.f_code.co_name,
        operands=operands(line, frame),
        missing=missing,
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


def learner_frame(
    traceback: TracebackType | None, namespace: Mapping
) -> tuple[FrameType | None, int]:
    """Return the innermost frame of the learner's own code and its line number.

    A comprehension has a frame of its own up to Python 3.11; its function is meant.
    """
    found: tuple[FrameType | None, int] = (None, 0)
    while traceback is not None:
        frame = traceback.tb_frame
        inside = found[0] is not None and frame.f_code.co_name in COMPREHENSIONS
        if frame.f_globals is namespace and not inside:
            found = frame, traceback.tb_lineno
        traceback = traceback.tb_next
    return found


def operands(line: str, frame: FrameType) -> tuple[tuple[str, str], ...]:
    """Return the arrays named on a line with their shapes."""
    try:
        tree = ast.parse(line)
    except SyntaxError:
        return ()
    names = dict.fromkeys(
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    )
    scope = {**frame.f_globals, **frame.f_locals}
    return tuple(
        (name, str(scope[name].shape))
        for name in names
        if isinstance(scope.get(name), np.ndarray)
    )


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


@contextlib.contextmanager
def deadline(seconds: float | None) -> Iterator[None]:
    """Raise `TimeIsUp` after some seconds, where the system has an interval timer."""
    main = threading.current_thread() is threading.main_thread()
    if seconds is None or not main or not hasattr(signal, "setitimer"):
        yield
        return

    alarm, tracer = Alarm(), sys.gettrace()
    before = signal.signal(signal.SIGALRM, alarm.ring) or signal.SIG_DFL
    timer = signal.setitimer(signal.ITIMER_REAL, seconds, RING_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, *timer)
        signal.signal(signal.SIGALRM, before)
        if sys.gettrace() is not tracer:
            sys.settrace(tracer)


class Alarm:
    """Raises `TimeIsUp` inside a call, again and again while the call goes on.

    A bare except swallows it. So from the second ring on it raises once more, some
    instructions later and each time later than before: sooner or later at one that no
    except guards.
    """

    def __init__(self) -> None:
        self.rings = 0
        self.left = 0

    def ring(self, number: int, frame: FrameType | None) -> None:
        """Stop what runs inside `called`; what comes after it is left alone."""
        inside = list(frames_inside(frame))
        if not inside:
            return
        self.rings += 1
        if self.rings > 1 and self.left <= 0:
            self.left = self.rings
            sys.settrace(self.step)
            for one in inside:
                one.f_trace, one.f_trace_opcodes = self.step, True
        raise TimeIsUp

    def step(self, frame: FrameType, event: str, arg: object) -> Callable | None:
        """Let some instructions pass, then stop."""
        if frame.f_globals is globals():
            return None
        self.left -= 1
        if self.left < 0:
            raise TimeIsUp
        return self.step


def frames_inside(frame: FrameType | None) -> Iterator[FrameType]:
    """Yield the frames from one up to that of `called`; none if it is not there."""
    stack = []
    while frame is not None:
        stack.append(frame)
        if frame.f_code is called.__code__:
            yield from stack
            return
        frame = frame.f_back


class InstructionCounter:
    """Counts the instructions that frames of one namespace execute.

    Work inside numpy is one instruction whatever the size of its arrays, so the count
    grows with the data only where Python itself loops: no clock is needed.
    """

    def __init__(self, namespace: Mapping) -> None:
        self.namespace = namespace
        self.count = 0

    def enter(self, frame: FrameType, event: str, arg: object) -> Callable | None:
        """Watch a frame if it is the learner's."""
        if frame.f_globals is not self.namespace:
            return None
        frame.f_trace_opcodes = True
        frame.f_trace_lines = False
        return self.step

    def step(self, frame: FrameType, event: str, arg: object) -> Callable:
        """Count one instruction."""
        self.count += event == "opcode"
        return self.step


@contextlib.contextmanager
def counting(counter: InstructionCounter | None) -> Iterator[None]:
    """Let a counter watch what runs in this block; None watches nothing."""
    if counter is None:
        yield
        return
    before = sys.gettrace()
    sys.settrace(counter.enter)
    try:
        yield
    finally:
        sys.settrace(before)
