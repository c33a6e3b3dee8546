"""From a value of the closed set to a frame: a tree of JSON and the bytes behind it.

The bytes are those of long texts and of arrays. No class is looked up, nothing is
called and nothing is pickled: what is not in the set arrives as an `Opaque`, and what
is shared arrives as copies. A writer never trusts what it is given: it asks the type of
a value and not the value, takes what a subclass adds for nothing, and counts before it
copies. Beside `closed_set` it stands alone on numpy, as `reader` does, because both
sides of the boundary use them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping

import numpy as np

from .closed_set import (
    BIT_GENERATORS,
    CODES,
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
    is_key,
    is_short_name,
    within,
)

FLOATS, TEXTS = frozenset((float,)), frozenset((str,))
# A tree is made here and holds no circle.
AS_JSON = json.JSONEncoder(separators=(",", ":"), check_circular=False)
# Below it, floats in the tree take less time than an array.
SHORTEST_ROW = 8


def encode(
    value: object,
    *,
    callables: Mapping[str, Callable] | None = None,
    limits: Limits = LIMITS,
    strict: bool = False,
) -> bytes:
    """Write a value as a frame.

    Parameters
    ----------
    value : object
        Anything; what is outside the closed set becomes an `Opaque`.
    callables : mapping of str to callable, optional
        Functions that cross as their name.
    limits : Limits
        How large the value may be.
    strict : bool
        Whether a value outside the closed set is an error instead.

    Returns
    -------
    bytes
        The frame.

    Raises
    ------
    TooLargeError
        If the value exceeds a limit.
    CodecError
        If the value is outside the closed set and `strict` holds.

    Examples
    --------
    >>> import numpy as np
    >>> from grading.sandbox.reader import decode
    >>> decode(encode({"dw": np.ones((2, 1)), "cost": 0.5}))
    {'dw': array([[1.],
           [1.]]), 'cost': 0.5}
    >>> decode(encode([abs]))
    [<builtin_function_or_method that stayed in its process>]
    """
    writer = Writer({} if callables is None else callables, limits, strict)
    tree = AS_JSON.encode(writer.tree(value, 0)).encode("ascii")
    writer.grow(TREE_SIZE.size + len(tree))
    return b"".join([TREE_SIZE.pack(len(tree)), tree, *writer.buffers])


class Writer(Counting):
    """Turns a value into a JSON tree and a list of buffers.

    Parameters
    ----------
    callables : mapping of str to callable
        Functions that cross as their name.
    limits : Limits
        How large the value may be.
    strict : bool
        Whether a value outside the closed set is an error.
    """

    def __init__(
        self, callables: Mapping[str, Callable], limits: Limits, strict: bool
    ) -> None:
        super().__init__(limits)
        self.strict = strict
        self.names = {id(function): name for name, function in callables.items()}
        self.buffers: list[bytes] = []
        self.size = 0

    def tree(self, value: object, depth: int) -> object:
        """Return the tree of a value."""
        self.enter(depth)
        # An instance can lie about its __class__, but not about its type.
        kind = type(value)
        if kind in PLAIN:
            return value
        if self.names and id(value) in self.names:
            return ["f", *self.text(self.names[id(value)])]
        write = WRITERS.get(kind) or writer_of(kind)
        return write(self, value, depth)

    def grow(self, size: int) -> None:
        """Count bytes of the frame, before they are made."""
        self.size += size
        within("size of the frame", self.size, self.limits.size)

    def text(self, value: str) -> list[int]:
        """Write a text to the buffers and return its size."""
        # Half of a surrogate pair is no character and cannot be written.
        data = str.__str__(value).encode("utf-8", "replace")
        within("size of a text", len(data), self.limits.text)
        self.grow(len(data))
        self.buffers.append(data)
        return [len(data)]

    def opaque(self, value: object, depth: int) -> object:
        """Write the name of a type."""
        kind = type(value)
        if self.strict:
            raise CodecError(f"a {kind.__name__}, expected a value of the closed set")
        name = re.sub(r"\W", "_", str(kind.__name__))[:100]
        return ["o", *self.text(name if NAME.fullmatch(name) else "object")]

    def integer(self, value: int, depth: int) -> object:
        """Write an integer without what a subclass may have added."""
        exact = int.__int__(value)
        within("bits of an integer", exact.bit_length(), MAX_INT_BITS)
        return exact

    def floating(self, value: float, depth: int) -> object:
        """Write a float without what a subclass may have added."""
        return float.__float__(value)

    def complex(self, value: complex, depth: int) -> object:
        """Write a complex number."""
        exact = complex.__complex__(value)
        return ["c", exact.real, exact.imag]

    def string(self, value: str, depth: int) -> object:
        """Write a text; a name stands in the tree."""
        if type(value) is str and is_short_name(value):
            return value
        return ["s", *self.text(value)]

    def list(self, value: list, depth: int) -> object:
        """Write a list; a row of floats as the numbers of an array."""
        entries = [*list.__iter__(value)]
        if len(entries) < SHORTEST_ROW or not FLOATS.issuperset(map(type, entries)):
            return ["l", *self.entries(entries, depth)]
        within("depth of the value", depth + 1, self.limits.depth)
        self.count(len(entries))
        self.raw(np.array(entries), "f8")
        return ["r", len(entries)]

    def tuple(self, value: tuple, depth: int) -> object:
        """Write a tuple."""
        return ["t", *self.entries(tuple.__iter__(value), depth)]

    def entries(self, entries: Iterable, depth: int) -> Iterable:
        """Write the entries of a list or a tuple."""
        return [self.tree(entry, depth + 1) for entry in entries]

    def dictionary(self, value: dict, depth: int) -> object:
        """Write a dictionary whose keys are texts or short integers."""
        keys = [*dict.keys(value)]
        if not TEXTS.issuperset(map(type, keys)) and not all(map(is_key, keys)):
            return self.opaque(value, depth)
        node = ["d"]
        for key, entry in dict.items(value):
            node.append(self.tree(key, depth + 1))
            node.append(self.tree(entry, depth + 1))
        return node

    def array(self, value: np.ndarray, depth: int) -> object:
        """Write an array of numbers."""
        plain = np.ndarray.view(value, np.ndarray)
        code = CODES.get(plain.dtype) or dtype_code(plain.dtype)
        if code is None:
            return self.opaque(value, depth)
        self.count(plain.ndim)
        within("dimensions of an array", plain.ndim, MAX_DIMENSIONS)
        self.raw(plain, code)
        return ["a", code, list(plain.shape)]

    def scalar(self, value: np.generic, depth: int) -> object:
        """Write a numpy scalar."""
        code = dtype_code(value.dtype)
        if code is not None:
            self.raw(np.asarray(value), code)
            return ["n", code]
        if isinstance(value, str):
            return self.string(value, depth)
        return self.opaque(value, depth)

    def raw(self, plain: np.ndarray, code: str) -> None:
        """Write the numbers of an array in C order, lowest byte first."""
        wire = DTYPES[code][0]
        # A broadcast view is small in memory and enormous once it is written out.
        self.grow(plain.size * wire.itemsize)
        if plain.dtype != wire:
            with np.errstate(all="ignore"):
                plain = plain.astype(wire)
        self.buffers.append(plain.tobytes())

    def generator(self, value: np.random.Generator, depth: int) -> object:
        """Write the state of a random generator."""
        state = value.bit_generator.state
        if state["bit_generator"] not in BIT_GENERATORS:
            return self.opaque(value.bit_generator, depth)
        inner = state["state"]
        rest = state["has_uint32"], state["uinteger"]
        numbers = [int(n) for n in (inner["state"], inner["inc"], *rest)]
        self.count(len(numbers))
        return ["g", state["bit_generator"], *numbers]


# In this order: a numpy scalar may be a Python number as well.
FAMILIES: tuple[tuple[type, Callable], ...] = (
    (np.generic, Writer.scalar),
    (np.ndarray, Writer.array),
    (int, Writer.integer),
    (float, Writer.floating),
    (complex, Writer.complex),
    (str, Writer.string),
    (list, Writer.list),
    (tuple, Writer.tuple),
    (dict, Writer.dictionary),
    (np.random.Generator, Writer.generator),
)
WRITERS = dict(FAMILIES)


def writer_of(kind: type) -> Callable:
    """Return what writes the values of a type that is not the head of a family."""
    for family, write in FAMILIES:
        if issubclass(kind, family):
            return write
    return Writer.opaque


def dtype_code(dtype: np.dtype) -> str | None:
    """Return kind and size of a numeric dtype, or None.

    Extended precision has no size that every machine shares: it becomes double.
    """
    widest = {"f": 8, "c": 16}.get(dtype.kind, dtype.itemsize)
    code = f"{dtype.kind}{min(dtype.itemsize, widest)}"
    return code if code in DTYPES else None
