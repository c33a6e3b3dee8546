"""What known functions give for a probe, remembered where the same probes come again.

A class meets the same probes, so what is expected, and what each wrong version would
give, is the same for every student. Who grades computes it once. It is kept pickled, so
that nobody can change what the next one gets, and within bounds. Elsewhere nothing is
remembered: in a notebook a function that was changed must be asked anew.
"""

import pickle
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from nnlib.check.exercise import UNKNOWN, Probe

MOST_BYTES = 64 << 20


class Memory:
    """Remembers values, and forgets the oldest where they become too much.

    Parameters
    ----------
    most : int
        Bytes of all values together.
    """

    def __init__(self, most: int = MOST_BYTES) -> None:
        self.most, self.bytes = most, 0
        self.known: OrderedDict[object, bytes] = OrderedDict()

    def given(self, key: object, compute: Callable[[], object]) -> object:
        """Return a value that was computed before, or compute it.

        Parameters
        ----------
        key : hashable
            What it belongs to.
        compute : callable
            Called without arguments if nothing is remembered.

        Returns
        -------
        object
            Nobody else's: it may be changed.
        """
        if key in self.known:
            self.known.move_to_end(key)
            return pickle.loads(self.known[key])
        value = compute()
        try:
            self._keep(key, pickle.dumps(value))
        except UNKNOWN:
            pass
        return value

    def _keep(self, key: object, text: bytes) -> None:
        self.known[key] = text
        self.bytes += len(text)
        while self.bytes > self.most:
            _, oldest = self.known.popitem(last=False)
            self.bytes -= len(oldest)


IN_USE: ContextVar[Memory | None] = ContextVar("memory", default=None)


@contextmanager
def remembering(memory: Memory) -> Iterator[None]:
    """Use a memory for every check within."""
    before = IN_USE.set(memory)
    try:
        yield
    finally:
        IN_USE.reset(before)


def kept(key: object, compute: Callable[[], object]) -> object:
    """Compute what is the same for a whole class, or remember it.

    Parameters
    ----------
    key : hashable
        What it belongs to.
    compute : callable
        Called without arguments if nothing is remembered.

    Returns
    -------
    object
        The value.
    """
    memory = IN_USE.get()
    return compute() if memory is None else memory.given(key, compute)


def once(
    purpose: str, function: Callable, probe: Probe, compute: Callable[[], object]
) -> object:
    """Compute what a known function gives for a probe, or remember it.

    Parameters
    ----------
    purpose : str
        What is computed: two purposes are remembered apart.
    function : callable
        A function of the course; it gives the same for the same probe.
    probe : Probe
        Its arguments and options are looked at, not where it comes from.
    compute : callable
        Called without arguments if nothing is remembered.

    Returns
    -------
    object
        The value.
    """
    if IN_USE.get() is None or probe.fingerprint is None:
        return compute()
    return kept((purpose, function, probe.fingerprint), compute)
