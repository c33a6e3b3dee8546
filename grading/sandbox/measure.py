"""How large an answer may be: by what was asked, and by what is expected.

A right answer has about the size of the expected one; a wrong one may have an axis too
many, or give back all that it was given. What is far beyond that is no answer, and is
not read. For whatever is compared, numbers become floats: so all count as such.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from grading.sandbox.closed_set import LIMITS, Limits
from grading.sandbox.reader import WIDTH

# An answer may be so many times as large as question and expected answer together,
TIMES = 8
# and has so much room whatever was asked: a table of 362 by 362, say.
ROOM = 1 << 20
NODES = 20_000
MAX_SOURCE = 1 << 16
# Characters of the tree that one node may take, beside what its numbers take.
PER_NODE = 32
# What is said beside a value: exceptions, warnings, printed text, source.
TEXTS = Limits(size=1 << 20, nodes=2_000, depth=8, text=MAX_SOURCE, room=1 << 20)


@dataclass(frozen=True)
class Measure:
    """How much there is in a value.

    Parameters
    ----------
    nodes : int
        Entries of containers and arrays.
    room : int
        Bytes of its texts, and of its numbers as floats.
    """

    nodes: int = 0
    room: int = 0

    def __add__(self, other: "Measure") -> "Measure":
        return Measure(self.nodes + other.nodes, self.room + other.room)

    def within(self, other: "Measure") -> bool:
        """Tell whether there is no more than in another measure."""
        return self.nodes <= other.nodes and self.room <= other.room

    def limits(self) -> Limits:
        """Return how large an answer may be where this much was asked and expected."""
        nodes = min(NODES + TIMES * self.nodes, LIMITS.nodes)
        room = min(ROOM + TIMES * self.room, LIMITS.room)
        size = min(TEXTS.size + room + PER_NODE * nodes, LIMITS.size)
        return Limits(size=size, nodes=nodes, room=room + TEXTS.room)


def measure(value: object) -> Measure:
    """Measure a value that the grader itself has made.

    Parameters
    ----------
    value : object
        Numbers, texts, arrays and containers; anything else takes no room.

    Returns
    -------
    Measure
        An array counts like a list of its numbers: students may return either.

    Examples
    --------
    >>> measure({"dw": np.ones((3, 1)), "cost": 0.5})
    Measure(nodes=6, room=38)
    """
    nodes, room, waiting = 0, 0, [value]
    while waiting:
        one = waiting.pop()
        nodes += 1
        if isinstance(one, np.ndarray):
            nodes += one.size
            room += one.size * max(one.itemsize, WIDTH)
        elif isinstance(one, Mapping):
            waiting += one.values()
            room += sum(len(str(key)) for key in one)
        elif isinstance(one, list | tuple):
            waiting += one
        else:
            room += len(one) if isinstance(one, str) else WIDTH
    return Measure(nodes, room)
