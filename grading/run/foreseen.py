"""What the course's function asks of the functions that it is given, sent along.

Where an argument is a function, as the cost whose slopes are measured, each of its
values is a question to the grader and an answer from it. A right function asks what the
course's asks, so those answers go along with the call. They stand beside a hash of the
arguments, in the order of these hashes: who does not ask finds nothing in them, and
whatever else is asked is answered as ever.
"""

import copy
import pickle
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout, suppress
from io import StringIO

import numpy as np

from grading.sandbox.measure import Measure, measure
from grading.sandbox.protocol import sign
from nnlib.check import Probe
from nnlib.check.memory import once

Known = dict[int, object]
# What is larger is asked for.
MOST = Measure(nodes=2_000, room=1 << 16)


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
        """Answer, and note it."""
        given = sign(args, options)
        self.known[given] = value = self.function(*args, **options)
        return copy.deepcopy(value)


def foreseen(
    reference: Callable, args: tuple, options: Mapping[str, object]
) -> list[Known]:
    """Return what will be asked of each function among the arguments of a call.

    Parameters
    ----------
    reference : callable
        The course's function.
    args : tuple
        Positional arguments.
    options : mapping
        Keyword arguments.

    Returns
    -------
    list of dict
        For each argument, values by the hash of what they are asked with. Nothing for
        what is no function, or one whose answers hang on what it was asked before.
    """
    probe = Probe(args, options)
    values = (*args, *options.values())
    if not any(map(callable, values)) or probe.fingerprint is None:
        return [{} for _ in values]
    return once("asked", reference, probe, lambda: noted(reference, probe))


def noted(reference: Callable, probe: Probe) -> list[Known]:
    """Let the course's function ask; return what it was answered, by argument."""
    # Copies that nobody can prevent: one that is watched must not see this.
    values = pickle.loads(pickle.dumps([*probe.args, *probe.options.values()]))
    before = [pickle.dumps(one) for one in values if callable(one)]
    given = [Noting(one) if callable(one) else one for one in values]
    count = len(probe.args)
    options = dict(zip(probe.options, given[count:], strict=True))
    with np.errstate(all="ignore"), redirect_stdout(StringIO()), suppress(Exception):
        reference(*given[:count], **options)
    if before != [pickle.dumps(one) for one in values if callable(one)]:
        return [{} for _ in values]
    return [small(one.known) if isinstance(one, Noting) else {} for one in given]


def small(known: Known) -> Known:
    """Return answers in the order of their hashes; none where they are too many."""
    return dict(sorted(known.items())) if measure(known).within(MOST) else {}
