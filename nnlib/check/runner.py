"""How a function is called so that nothing it does can surprise the check.

A runner describes a function and calls it on copies of the arguments. What comes
back is an `Answer`: a value, or a summary of the exception, or the limit that was hit,
and with it the arguments as they are afterwards, the warnings and the printed text.
This file stands alone on numpy, beside `description`, `raised`, `steps` and `deadline`,
because the grader carries the five into the process that runs student code.
"""

import contextlib
import copy
import io
import math
import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np

from .deadline import clock_rings, deadline
from .description import (
    Description,
    data_read,
    is_stub,
    name_of,
    namespace_of,
    parameters_of,
    source_of,
)
from .raised import Raised, summary, text_of
from .steps import TimeIsUp, called, counter, counting, loops_are_counted

MAX_PRINTED = 2_000
MOST_NESTED = 32
MOST_STEPS = 2_000_000
# Positional arguments and options of a call.
Given = tuple[tuple, Mapping]


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


class Runner(Protocol):
    """Whatever describes and calls a learner's function.

    It may be called for evidence of a mistake as well, and not for points alone, if
    `further` holds.
    """

    further: bool

    def describe(self) -> Description:
        """Describe the function without calling it."""

    def call(
        self, args: tuple, options: Mapping | None = None, *, count: bool = False
    ) -> Answer:
        """Call the function on copies of the arguments."""

    def calls(self, asked: Iterable[Given], *, count: bool = False) -> Iterator[Answer]:
        """Call the function on one set of arguments after the other.

        Whether an answer is asked for may hang on those before it, the arguments not.
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
        Longest time of one call; where no clock rings, `MOST_STEPS` take its place.
    """

    further = True

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
        return self.description

    @cached_property
    def description(self) -> Description:
        """What was found when it was first asked for."""
        source = source_of(self.function)
        return Description(
            name=name_of(self.function),
            parameters=parameters_of(self.function),
            source=source,
            stub=is_stub(source),
        )

    def data_read(self) -> list[str]:
        """List the data of other cells that the function reads by their names."""
        return data_read(self.function)

    def call(
        self, args: tuple, options: Mapping | None = None, *, count: bool = False
    ) -> Answer:
        """Call the function on copies of the arguments and catch whatever it does."""
        args = copy.deepcopy(tuple(args))
        options = copy.deepcopy(dict(options or {}))
        steps, known = counter(self.namespace, self.most_steps()), loops_are_counted()
        # A bar of progress goes to standard error: that is not spoken of.
        printed, errors = BoundedText(MAX_PRINTED), BoundedText(0)
        result: dict = {}
        with warnings.catch_warnings(record=True) as caught, quiet(printed, errors):
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
        own = [entry for entry in caught if not self.is_elsewhere(entry.filename)]
        return Answer(
            arguments=(*args, *options.values()),
            warnings=tuple(dict.fromkeys(text_of(entry.message) for entry in own)),
            printed=printed.getvalue(),
            steps=steps.count if known else None,
            **result,
        )

    def calls(self, asked: Iterable[Given], *, count: bool = False) -> Iterator[Answer]:
        """Call the function each time that an answer is asked for."""
        return (self.call(*one, count=count) for one in asked)

    def is_elsewhere(self, filename: str) -> bool:
        """Tell whether a line stands in another cell, whose own check tells of it."""
        code = getattr(self.function, "__code__", None)
        if code is None or filename == code.co_filename:
            return False
        return not os.path.exists(filename)

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
        if not level:
            break
        inside = [
            entry
            for one in level
            if type(one) in (list, tuple, dict)
            for entry in (one.values() if type(one) is dict else one)
        ]
        level = list({id(entry): entry for entry in inside}.values())
    return bool(level)


def snapshot(value: object) -> object:
    """Copy a returned value, so that a later call cannot change it."""
    try:
        return copy.deepcopy(value)
    except Exception:
        return value


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
def quiet(printed: io.StringIO, errors: io.StringIO) -> Iterator[None]:
    """Collect printed text, and standard error; give numpy its default way to warn."""
    with (
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(errors),
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
