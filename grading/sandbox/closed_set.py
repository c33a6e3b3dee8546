"""What may cross between the grader and student code, how large, and what else becomes.

Numbers, texts, containers, arrays of numbers and random generators are the closed set.
Anything else crosses as an `Opaque` that knows only its type's name.
"""

import functools
import re
import struct
from dataclasses import dataclass

import numpy as np

KINDS = ("b1", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8")
KINDS += ("f2", "f4", "f8", "c8", "c16")
# Code of a dtype -> how its numbers cross, lowest byte first, and what they become.
DTYPES = {code: (np.dtype(f"<{code}"), np.dtype(f"={code}")) for code in KINDS}
# Dtypes whose memory is what crosses.
CODES = {wire: code for code, (wire, _) in DTYPES.items()}
MAX_DIMENSIONS = 16
MAX_INT_BITS = 1024
MAX_KEY_BITS = 60
# Names of at most so many characters stand in the tree itself.
LONGEST_NAME = 100
# A name of a type or of a function.
NAME = re.compile(r"[^\W\d]\w{0,99}")
# At the front of a frame: how long its tree is.
TREE_SIZE = struct.Struct("<I")
# Values that JSON holds as they are; an integer may be too long.
PLAIN = frozenset((float, bool, type(None)))
# Further bit generators keep a position in their state that numpy trusts as an index.
BIT_GENERATORS = {"PCG64": np.random.PCG64, "PCG64DXSM": np.random.PCG64DXSM}


class CodecError(ValueError):
    """A value or a frame that does not fit into the closed set or its limits."""


class TooLargeError(CodecError):
    """A value or a frame that exceeds a limit."""


@dataclass(frozen=True)
class Limits:
    """How large a value may be.

    Parameters
    ----------
    size : int
        Bytes of a whole frame.
    nodes : int
        Values in the tree; each dimension of an array counts as well.
    depth : int
        Containers within containers.
    text : int
        Bytes of one text in UTF-8.
    room : int
        Bytes of all texts, and of all numbers once they are floats.
    """

    size: int = 64 << 20
    nodes: int = 100_000
    depth: int = 32
    text: int = 1 << 20
    room: int = 512 << 20


LIMITS = Limits()


class Counting:
    """Counts the nodes of a tree while it is written or read.

    Parameters
    ----------
    limits : Limits
        How large the value may be.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.nodes = 0
        self.room = 0

    def count(self, nodes: int) -> None:
        """Count nodes of the tree."""
        self.nodes += nodes
        within("values in the tree", self.nodes, self.limits.nodes)

    def fill(self, size: int) -> None:
        """Count room that a value will take."""
        self.room += size
        within("room of the value", self.room, self.limits.room)

    def enter(self, depth: int) -> None:
        """Count one node, so many containers down."""
        self.nodes += 1
        if self.nodes > self.limits.nodes or depth > self.limits.depth:
            within("depth of the value", depth, self.limits.depth)
            within("values in the tree", self.nodes, self.limits.nodes)


class Opaque:
    """Something that cannot cross; its class bears the name of what it was."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Opaque) and type(self).__name__ == type(other).__name__

    def __hash__(self) -> int:
        return hash(type(self).__name__)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} that stayed in its process>"


def opaque(name: str) -> Opaque:
    """Return the stand-in for a value of a type with this name.

    Parameters
    ----------
    name : str
        Name of the type; an identifier.

    Returns
    -------
    Opaque
        Instance of a subclass of this name, so that messages about types need not
        know of it.

    Examples
    --------
    >>> type(opaque("function")).__name__
    'function'
    """
    return opaque_type(name)()


@functools.lru_cache(maxsize=256)
def opaque_type(name: str) -> type[Opaque]:
    """Return the subclass of `Opaque` with this name."""
    return type(name, (Opaque,), {})


def within(what: str, came: int, limit: int) -> None:
    """Refuse what exceeds a limit.

    Parameters
    ----------
    what : str
        What is counted.
    came : int
        How many or how much.
    limit : int
        How many there may be.

    Raises
    ------
    TooLargeError
        If there are more.
    """
    if came > limit:
        raise TooLargeError(f"{what}: {came}, at most {limit}")


# The same names come again and again; nobody can make a process keep them all.
@functools.lru_cache(maxsize=1024)
def is_short_name(text: str) -> bool:
    """Tell whether a text is a name in ASCII that stands in the tree itself.

    Parameters
    ----------
    text : str
        No instance of a subclass.

    Returns
    -------
    bool
        A name has none of the marks by which the size of a tree is told.

    Examples
    --------
    >>> is_short_name("dW1"), is_short_name("a, b")
    (True, False)
    """
    return len(text) <= LONGEST_NAME and text.isascii() and text.isidentifier()


def is_key(key: object) -> bool:
    """Tell whether a value can be a key of a dictionary.

    Parameters
    ----------
    key : object
        Anything.

    Returns
    -------
    bool
        True for texts and for integers of at most 60 bits.

    Examples
    --------
    >>> is_key("W1"), is_key(True)
    (True, False)
    """
    # Longer integers can be chosen so that they all have one hash.
    return type(key) is str or (type(key) is int and key.bit_length() <= MAX_KEY_BITS)
