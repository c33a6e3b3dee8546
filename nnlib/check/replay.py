"""The call that a check found wrong, made once more for the learner to look at.

It is written out as a call of hers, with its arguments by name and nothing caught: a
traceback shows this call and her own lines, and a debugger can be opened there.
"""

import copy
import inspect
import linecache
from collections.abc import Callable, Mapping
from types import CodeType

import numpy as np

from nnlib.check.compare import MOST_ENTRIES, kind, numbers, shape_text
from nnlib.check.exercise import Exercise, Probe
from nnlib.check.runner import Runner
from nnlib.check.trial import probes_of, try_probe

DIGITS = 4


def failing(exercise: Exercise, runner: Runner, seed: int) -> Probe | None:
    """Return the first probe on which an output is not right.

    Parameters
    ----------
    exercise : Exercise
        What is asked for.
    runner : Runner
        Calls the learner's function.
    seed : int
        Draws the probes.
    """
    with np.errstate(all="ignore"):
        for probe in probes_of(exercise, seed):
            one = try_probe(exercise, runner, probe)
            if one.stopped or not all(one.right(part) for part in exercise.parts):
                return probe
    return None


def arguments_of(exercise: Exercise, probe: Probe) -> dict[str, object]:
    """Return copies of a probe's arguments by their names."""
    names = inspect.signature(exercise.reference).parameters
    given = zip(names, probe.args, strict=False)
    return copy.deepcopy({**dict(given), **probe.options})


def written(exercise: Exercise, probe: Probe) -> str:
    """Write a probe as a call, options by their names."""
    positions = list(inspect.signature(exercise.reference).parameters)
    options = [f"{name}={name}" for name in probe.options]
    names = [*positions[: len(probe.args)], *options]
    return f"{exercise.name}({', '.join(names)})"


def code_of(call: str) -> CodeType:
    """Compile a call so that a traceback can show its text."""
    file = f"<replay of {call}>"
    linecache.cache[file] = len(call), None, [f"{call}\n"], file
    return compile(call, file, "eval")


def described(call: str, arguments: Mapping[str, object]) -> str:
    """Say a call and what each argument is, one on a line."""
    lines = [f"{name}: {short(value)}" for name, value in arguments.items()]
    stay = "They are in check.arguments, to try things on."
    return "\n".join([call, *lines, *([stay] if lines else [])])


def short(value: object) -> str:
    """Write a number, a text or a small array, and of anything larger its shape.

    Examples
    --------
    >>> short(0.5), short("relu"), short(np.ones((2, 3))), short(np.ones((9, 9)))
    ('0.5', "'relu'", '[[1, 1, 1], [1, 1, 1]], shape (2, 3)', 'shape (9, 9)')
    """
    if isinstance(value, np.ndarray):
        shape = shape_text(value.shape)
        small = value.size <= MOST_ENTRIES and value.dtype.kind in "biuf"
        return f"{numbers(value, DIGITS)}, {shape}" if small else shape
    if isinstance(value, bool | int | float | str):
        return repr(value)
    return kind(value)


def called_once_more(
    function: Callable, call: str, arguments: Mapping[str, object]
) -> object:
    """Make a call as it is written; whatever it raises goes to the learner."""
    __tracebackhide__ = True  # IPython leaves this frame out
    scope = {**copy.deepcopy(dict(arguments)), call.split("(")[0]: function}
    return eval(code_of(call), scope)
