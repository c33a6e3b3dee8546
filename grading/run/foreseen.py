"""What the course's function asks of other functions, sent along with a call.

Where an argument is a function, as the cost whose slopes are measured, or where one of
the course's stands in for the student's, each of its values is a question to the grader
and an answer from it. A right function asks what the course's asks, so those answers
go along with the call. They stand beside a hash of the arguments, in the order of these
hashes: who does not ask finds nothing in them. Whatever else is asked is answered as
ever.
"""

import copy
import pickle
from collections.abc import Callable, Iterable, Mapping
from contextlib import redirect_stdout, suppress
from functools import partial
from io import StringIO

import numpy as np

from grading.sandbox.measure import Measure, measure
from grading.sandbox.protocol import sign
from nnlib.check import Probe
from nnlib.check.description import namespace_of
from nnlib.check.memory import once
from nnlib.check.runner import replaced

Known = dict[int, object]
# What is larger is asked for.
MOST = Measure(nodes=10_000, room=1 << 18)


class Noting:
    """A function that notes what it was asked, and what it has answered.

    Parameters
    ----------
    function : callable
        The function.
    """

    def __init__(self, function: Callable) -> None:
        self.function = function
        self.known: Known = {}

    def __call__(self, *args: object, **options: object) -> object:
        """Answer, and note it; not where a generator moves on by it."""
        given = (*args, *options.values())
        if any(isinstance(one, np.random.Generator) for one in given):
            return self.function(*args, **options)
        asked = sign(args, options)
        self.known[asked] = value = self.function(*args, **options)
        return copy.deepcopy(value)

    @property
    def small(self) -> Known:
        """What is known, in the order of the hashes; nothing where it is too much."""
        known = dict(sorted(self.known.items()))
        return known if measure(known).within(MOST) else {}


def foreseen(
    reference: Callable,
    course: Mapping[str, Callable],
    args: tuple,
    options: Mapping[str, object],
) -> dict[int | str, Known]:
    """Return what will be asked of functions in a call.

    Parameters
    ----------
    reference : callable
        The course's function.
    course : mapping of str to callable
        The course's functions that stand in for the student's, by name.
    args : tuple
        Positional arguments.
    options : mapping
        Keyword arguments.

    Returns
    -------
    dict
        By the place of an argument, or by name, values by the hash of what they are
        asked with. Nothing for what is no function, or one whose answers hang on what
        it was asked before.
    """
    probe = Probe(args, options)
    functions = [one for one in (*args, *options.values()) if callable(one)]
    if not (functions or course) or probe.fingerprint is None:
        return {}
    purpose = f"asked of {sorted(course)}"
    return once(purpose, reference, probe, partial(noted, reference, course, probe))


def noted(
    reference: Callable, course: Mapping[str, Callable], probe: Probe
) -> dict[int | str, Known]:
    """Let the course's function ask, and return what it was answered."""
    # Copies that nobody can prevent: one that is watched must not see this.
    values = pickle.loads(pickle.dumps([*probe.args, *probe.options.values()]))
    given = {n: Noting(one) for n, one in enumerate(values) if callable(one)}
    before = written(given.values())
    namespace = namespace_of(reference)
    needed = {n: Noting(one) for n, one in course.items() if namespace.get(n) is one}
    values = [given.get(place, one) for place, one in enumerate(values)]
    count = len(probe.args)
    options = dict(zip(probe.options, values[count:], strict=True))
    with np.errstate(all="ignore"), redirect_stdout(StringIO()), suppress(Exception):
        with replaced(namespace, needed):
            reference(*values[:count], **options)
    if before != written(given.values()):
        return {}
    return {place: one.small for place, one in (given | needed).items()}


def written(functions: Iterable[Noting]) -> list[bytes]:
    """Write down functions as they are now."""
    return [pickle.dumps(one.function) for one in functions]
