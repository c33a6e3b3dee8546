"""From a frame, a tree of JSON and the bytes behind it, to a value, whoever wrote it.

A reader takes nothing for granted: every node is counted, every field has the form
that a writer gives it, and what is announced must be there before room is made for it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping

import numpy as np

from .closed_set import (
    BIT_GENERATORS,
    DTYPES,
    LIMITS,
    MAX_DIMENSIONS,
    MAX_INT_BITS,
    NAME,
    PLAIN,
    TREE_SIZE,
    CodecError,
    Counting,
    Limits,
    Opaque,
    is_key,
    is_short_name,
    opaque,
    within,
)

# Bytes of a float.
WIDTH = 8
# JSON spends at most this many brackets and commas on one node of the tree.
MARKS_PER_NODE = 5


def decode(
    frame: bytes,
    *,
    callables: Mapping[str, Callable] | None = None,
    limits: Limits = LIMITS,
) -> object:
    """Read a value from a frame, whoever wrote it.

    Parameters
    ----------
    frame : bytes
        What `encode` gives, or anything else.
    callables : mapping of str to callable, optional
        What the names of functions stand for.
    limits : Limits
        How large the value may be.

    Returns
    -------
    object
        The value.

    Raises
    ------
    CodecError
        If the frame is not one that `encode` gives.
    """
    within("size of the frame", len(frame), limits.size)
    if len(frame) < TREE_SIZE.size:
        raise CodecError(f"the frame has {len(frame)} bytes, too few for its header")
    split = TREE_SIZE.size + TREE_SIZE.unpack_from(frame)[0]
    if split > len(frame):
        raise CodecError(f"the tree ends at byte {split} of {len(frame)}")
    tree = parsed(frame[TREE_SIZE.size : split], limits)
    # An empty mapping may make its entries when they are asked for.
    known = {} if callables is None else callables
    reader = Reader(frame, split, known, limits)
    value = reader.value(tree, 0)
    if reader.left:
        raise CodecError(f"{reader.left} bytes are left over")
    return value


def parsed(text: bytes, limits: Limits) -> object:
    """Parse the JSON of a frame, unless it is larger than any tree within limits."""
    marks = text.count(b",") + text.count(b"[") + text.count(b"{")
    within("structure of the tree", marks, MARKS_PER_NODE * limits.nodes)
    try:
        return json.loads(text.decode("ascii"))
    except (ValueError, RecursionError) as error:
        raise CodecError(f"the tree is not JSON: {type(error).__name__}") from None


class Reader(Counting):
    """Turns a JSON tree and the bytes behind it into a value.

    Parameters
    ----------
    frame : bytes
        What holds the bytes.
    start : int
        Where they begin.
    callables : mapping of str to callable
        What the names of functions stand for.
    limits : Limits
        How large the value may be.
    """

    def __init__(
        self,
        frame: bytes,
        start: int,
        callables: Mapping[str, Callable],
        limits: Limits,
    ) -> None:
        super().__init__(limits)
        self.frame = frame
        self.place = start
        self.callables = callables

    @property
    def left(self) -> int:
        """How many bytes have not been taken."""
        return len(self.frame) - self.place

    def value(self, tree: object, depth: int) -> object:
        """Return the value of a tree."""
        self.enter(depth)
        kind = type(tree)
        if kind in PLAIN:
            return tree
        if kind is str:
            return short_name(tree)
        if kind is int:
            within("bits of an integer", tree.bit_length(), MAX_INT_BITS)
            return tree
        if kind is not list or not tree or type(tree[0]) is not str:
            raise CodecError("a node is neither a number nor a name nor a tagged list")
        read = READERS.get(tree[0])
        if read is None:
            raise CodecError(f"unknown tag {tree[0][:10]!r}")
        return read(self, tree, depth)

    def take(self, size: int) -> int:
        """Take bytes from the front of the buffers; return where they begin."""
        if size > self.left:
            raise CodecError(f"{size} bytes are announced, {self.left} are left")
        start = self.place
        self.place += size
        return start

    def text(self, tree: list, depth: int) -> str:
        """Read a text."""
        (size,) = whole(tree[1:], 1)
        within("size of a text", size, self.limits.text)
        self.fill(size)
        start = self.take(size)
        try:
            return str(self.frame[start : start + size], "utf-8")
        except UnicodeDecodeError:
            raise CodecError("a text is not UTF-8") from None

    def name(self, tree: list, depth: int) -> str:
        """Read an identifier."""
        name = self.text(tree, depth)
        if not NAME.fullmatch(name):
            raise CodecError(f"{name[:20]!r} is not a name")
        return name

    def opaque(self, tree: list, depth: int) -> Opaque:
        """Read the name of a type."""
        return opaque(self.name(tree, depth))

    def function(self, tree: list, depth: int) -> Callable:
        """Look up a function by its name."""
        name = self.name(tree, depth)
        try:
            return self.callables[name]
        except KeyError:
            raise CodecError(f"no function is called {name!r}") from None

    def complex(self, tree: list, depth: int) -> complex:
        """Read a complex number."""
        if len(tree) != 3 or not all(type(part) is float for part in tree[1:]):
            raise CodecError("a complex number needs two floats")
        return complex(*tree[1:])

    def list(self, tree: list, depth: int) -> list:
        """Read a list."""
        return [self.value(entry, depth + 1) for entry in tree[1:]]

    def tuple(self, tree: list, depth: int) -> tuple:
        """Read a tuple."""
        return tuple(self.list(tree, depth))

    def row(self, tree: list, depth: int) -> list[float]:
        """Read a list of floats."""
        (size,) = whole(tree[1:], 1)
        self.count(size)
        within("depth of the value", depth + 1, self.limits.depth)
        return self.numbers("f8", [size]).tolist()

    def dictionary(self, tree: list, depth: int) -> dict:
        """Read a dictionary."""
        if not len(tree) % 2:
            raise CodecError("a dictionary has a key without a value")
        found = {}
        for place in range(1, len(tree), 2):
            key = self.value(tree[place], depth + 1)
            if type(key) is not str and not is_key(key):
                raise CodecError("a key is neither a text nor an integer of 60 bits")
            found[key] = self.value(tree[place + 1], depth + 1)
        if 2 * len(found) != len(tree) - 1:
            raise CodecError("a dictionary has a key twice")
        return found

    def array(self, tree: list, depth: int) -> np.ndarray:
        """Read an array of numbers."""
        if len(tree) != 3 or type(tree[2]) is not list:
            raise CodecError("an array needs a dtype and a shape")
        shape = whole(tree[2], len(tree[2]))
        self.count(len(shape))
        within("dimensions of an array", len(shape), MAX_DIMENSIONS)
        within("length of a dimension", max(shape, default=0), self.limits.size)
        return self.numbers(tree[1], shape)

    def scalar(self, tree: list, depth: int) -> np.generic:
        """Read a numpy scalar."""
        if len(tree) != 2:
            raise CodecError("a numpy scalar needs a dtype")
        return self.numbers(tree[1], [1])[0]

    def numbers(self, code: object, shape: list[int]) -> np.ndarray:
        """Read numbers of one dtype; every bool is 0 or 1."""
        if type(code) is not str or code not in DTYPES:
            raise CodecError(f"dtype {str(code)[:10]!r} is not in the closed set")
        wire, native = DTYPES[code]
        count = math.prod(shape)
        # A comparison makes floats of them: a bool takes eight times its byte.
        self.fill(count * max(wire.itemsize, WIDTH))
        start = self.take(count * wire.itemsize)
        try:
            raw = np.ndarray(shape, wire, self.frame, start)
        except (ValueError, OverflowError):
            raise CodecError(f"there can be no array of shape {shape}") from None
        if code == "b1" and raw.view(np.uint8).max(initial=0) > 1:
            raise CodecError("a bool is neither 0 nor 1")
        return raw.astype(native)

    def generator(self, tree: list, depth: int) -> np.random.Generator:
        """Read the state of a random generator."""
        if len(tree) != 6 or tree[1] not in [*BIT_GENERATORS]:
            raise CodecError("a generator needs a known bit generator and its state")
        state, inc, has_uint32, uinteger = whole(tree[2:], 4)
        self.count(4)
        within("state of a generator", max(state, inc), 2**128 - 1)
        within("flag of a generator", has_uint32, 1)
        within("kept half of a generator", uinteger, 2**32 - 1)
        bits = BIT_GENERATORS[tree[1]](0)
        bits.state = {
            "bit_generator": tree[1],
            "state": {"state": state, "inc": inc},
            "has_uint32": has_uint32,
            "uinteger": uinteger,
        }
        return np.random.Generator(bits)


READERS: Mapping[str, Callable] = {
    "s": Reader.text,
    "o": Reader.opaque,
    "f": Reader.function,
    "c": Reader.complex,
    "l": Reader.list,
    "t": Reader.tuple,
    "d": Reader.dictionary,
    "a": Reader.array,
    "n": Reader.scalar,
    "r": Reader.row,
    "g": Reader.generator,
}


def short_name(text: str) -> str:
    """Return a text that stands in the tree, if it may stand there."""
    if not is_short_name(text):
        raise CodecError(f"{text[:20]!r} is no name that stands in the tree")
    return text


def whole(fields: list, length: int) -> list[int]:
    """Return fields that are integers from zero up, as many as expected."""
    if len(fields) != length or not all(type(n) is int and n >= 0 for n in fields):
        raise CodecError(f"expected {length} integers from zero up")
    return fields
