"""A closed set of values that may cross between the grader and student code.

A frame holds a tree as JSON and, behind it, the bytes of texts and arrays. No class is
looked up, nothing is called and nothing is unpickled: what is not in the set arrives
as an `Opaque` that knows only its type's name, and what is shared arrives as copies.
This file stands alone on numpy, because both sides of the boundary use it.
"""

from __future__ import annotations

import functools
import json
import math
import re
import struct
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

TREE_SIZE = struct.Struct("<I")
DTYPE = re.compile(r"b1|[iu][1248]|f[248]|c(8|16)")
NAME = re.compile(r"[^\W\d]\w{0,99}")
MAX_DIMENSIONS = 16
MAX_INT_BITS = 1024
MAX_KEY_BITS = 60
# JSON spends at most this many brackets and commas on one node of the tree.
MARKS_PER_NODE = 5
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
    """

    size: int = 64 << 20
    nodes: int = 100_000
    depth: int = 32
    text: int = 1 << 20


LIMITS = Limits()


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
    >>> decode(encode({"dw": np.ones((2, 1)), "cost": 0.5}))
    {'dw': array([[1.],
           [1.]]), 'cost': 0.5}
    >>> decode(encode([abs]))
    [<builtin_function_or_method that stayed in its process>]
    """
    writer = Writer({} if callables is None else callables, limits, strict)
    tree = json.dumps(writer.tree(value, 0), separators=(",", ":")).encode("ascii")
    writer.grow(TREE_SIZE.size + len(tree))
    return b"".join([TREE_SIZE.pack(len(tree)), tree, *writer.buffers])


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
    tree = parsed(bytes(frame[TREE_SIZE.size : split]), limits)
    # An empty mapping may make its entries when they are asked for.
    known = {} if callables is None else callables
    reader = Reader(memoryview(frame)[split:], known, limits)
    value = reader.value(tree, 0)
    if reader.rest:
        raise CodecError(f"{len(reader.rest)} bytes are left over")
    return value


def parsed(text: bytes, limits: Limits) -> object:
    """Parse the JSON of a frame, unless it is larger than any tree within limits."""
    marks = text.count(b",") + text.count(b"[") + text.count(b"{")
    within("structure of the tree", marks, MARKS_PER_NODE * limits.nodes)
    try:
        return json.loads(text.decode("ascii"), parse_int=whole_number)
    except CodecError:
        raise
    except (ValueError, RecursionError) as error:
        raise CodecError(f"the tree is not JSON: {type(error).__name__}") from None


def whole_number(digits: str) -> int:
    """Read an integer of bounded length."""
    within("digits of an integer", len(digits), MAX_INT_BITS // 3)
    return int(digits)


def within(what: str, came: int, limit: int) -> None:
    """Refuse what exceeds a limit."""
    if came > limit:
        raise TooLargeError(f"{what}: {came}, at most {limit}")


class Writer:
    """Turns a value into a JSON tree and a list of buffers."""

    def __init__(
        self, callables: Mapping[str, Callable], limits: Limits, strict: bool
    ) -> None:
        self.strict = strict
        self.names = {id(function): name for name, function in callables.items()}
        self.limits = limits
        self.buffers: list[bytes] = []
        self.size = self.nodes = 0

    def tree(self, value: object, depth: int) -> object:
        """Return the tree of a value."""
        self.count(1)
        within("depth of the value", depth, self.limits.depth)
        # An instance can lie about its __class__, but not about its type.
        kind = type(value)
        if value is None or kind is bool or kind is float:
            return value
        if id(value) in self.names:
            return ["f", *self.text(self.names[id(value)])]
        for known, write in WRITERS:
            if issubclass(kind, known):
                return write(self, value, depth)
        return self.opaque(kind)

    def count(self, nodes: int) -> None:
        """Count nodes of the tree."""
        self.nodes += nodes
        within("values in the tree", self.nodes, self.limits.nodes)

    def grow(self, size: int) -> None:
        """Count bytes of the frame, before they are made."""
        self.size += size
        within("size of the frame", self.size, self.limits.size)

    def append(self, data: bytes) -> None:
        """Add a buffer that has been counted."""
        self.buffers.append(data)

    def text(self, value: str) -> list[int]:
        """Write a text to the buffers and return its size."""
        # Half of a surrogate pair is no character and cannot be written.
        data = str.__str__(value).encode("utf-8", "replace")
        within("size of a text", len(data), self.limits.text)
        self.grow(len(data))
        self.append(data)
        return [len(data)]

    def opaque(self, kind: type) -> object:
        """Write the name of a type."""
        if self.strict:
            raise CodecError(f"a {kind.__name__}, expected a value of the closed set")
        name = re.sub(r"\W", "_", str(kind.__name__))[:100]
        return ["o", *self.text(name if NAME.fullmatch(name) else "object")]

    def number(self, value: object, depth: int) -> object:
        """Write a Python number without what a subclass may have added."""
        if isinstance(value, float):
            return float.__float__(value)
        if isinstance(value, complex):
            exact = complex.__complex__(value)
            return ["c", exact.real, exact.imag]
        exact = int.__int__(value)
        within("bits of an integer", exact.bit_length(), MAX_INT_BITS)
        return exact

    def string(self, value: str, depth: int) -> object:
        """Write a text."""
        return ["s", *self.text(value)]

    def sequence(self, value: list | tuple, depth: int) -> object:
        """Write a list or a tuple."""
        base, tag = (list, "l") if isinstance(value, list) else (tuple, "t")
        return [tag, *(self.tree(entry, depth + 1) for entry in base.__iter__(value))]

    def dictionary(self, value: dict, depth: int) -> object:
        """Write a dictionary whose keys are texts or short integers."""
        entries = list(dict.items(value))
        if not all(is_key(key) for key, _ in entries):
            return self.opaque(type(value))
        pairs = (self.tree(node, depth + 1) for entry in entries for node in entry)
        return ["d", *pairs]

    def array(self, value: np.ndarray, depth: int) -> object:
        """Write an array of numbers."""
        plain = np.ndarray.view(value, np.ndarray)
        code = dtype_code(plain.dtype)
        if code is None:
            return self.opaque(type(value))
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
        return self.opaque(type(value))

    def raw(self, plain: np.ndarray, code: str) -> None:
        """Write the numbers of an array in C order, lowest byte first."""
        dtype = np.dtype("<" + code)
        # A broadcast view is small in memory and enormous once it is written out.
        self.grow(plain.size * dtype.itemsize)
        with np.errstate(all="ignore"):
            self.append(plain.astype(dtype, order="C").tobytes())

    def generator(self, value: np.random.Generator, depth: int) -> object:
        """Write the state of a random generator."""
        state = value.bit_generator.state
        if state["bit_generator"] not in BIT_GENERATORS:
            return self.opaque(type(value.bit_generator))
        inner = state["state"]
        rest = state["has_uint32"], state["uinteger"]
        numbers = [int(n) for n in (inner["state"], inner["inc"], *rest)]
        self.count(len(numbers))
        return ["g", state["bit_generator"], *numbers]


# In this order: a numpy scalar may be a Python number as well.
WRITERS: tuple[tuple[type | tuple[type, ...], Callable], ...] = (
    (np.generic, Writer.scalar),
    (np.ndarray, Writer.array),
    ((int, float, complex), Writer.number),
    (str, Writer.string),
    ((list, tuple), Writer.sequence),
    (dict, Writer.dictionary),
    (np.random.Generator, Writer.generator),
)


def is_key(key: object) -> bool:
    """Tell whether a value can be a key of a dictionary."""
    # Longer integers can be chosen so that they all have one hash.
    return type(key) is str or (type(key) is int and key.bit_length() <= MAX_KEY_BITS)


def dtype_code(dtype: np.dtype) -> str | None:
    """Return kind and size of a numeric dtype, or None.

    Extended precision has no size that every machine shares: it becomes double.
    """
    if dtype.kind not in "biufc":
        return None
    widest = {"f": 8, "c": 16}.get(dtype.kind, dtype.itemsize)
    code = f"{dtype.kind}{min(dtype.itemsize, widest)}"
    return code if DTYPE.fullmatch(code) else None


class Reader:
    """Turns a JSON tree and the bytes behind it into a value."""

    def __init__(
        self, rest: memoryview, callables: Mapping[str, Callable], limits: Limits
    ) -> None:
        self.rest = rest
        self.callables = callables
        self.limits = limits
        self.nodes = 0

    def value(self, tree: object, depth: int) -> object:
        """Return the value of a tree."""
        self.count(1)
        within("depth of the value", depth, self.limits.depth)
        if tree is None or isinstance(tree, bool | int | float):
            return tree
        if not isinstance(tree, list) or not tree or not isinstance(tree[0], str):
            raise CodecError("a node is neither a number nor a tagged list")
        read = READERS.get(tree[0])
        if read is None:
            raise CodecError(f"unknown tag {tree[0][:10]!r}")
        return read(self, tree[1:], depth)

    def count(self, nodes: int) -> None:
        """Count nodes of the tree."""
        self.nodes += nodes
        within("values in the tree", self.nodes, self.limits.nodes)

    def take(self, size: int) -> memoryview:
        """Take bytes from the front of the buffers."""
        if size > len(self.rest):
            raise CodecError(f"{size} bytes are announced, {len(self.rest)} are left")
        taken, self.rest = self.rest[:size], self.rest[size:]
        return taken

    def text(self, fields: list, depth: int) -> str:
        """Read a text."""
        (size,) = whole(fields, 1)
        within("size of a text", size, self.limits.text)
        try:
            return str(self.take(size), "utf-8")
        except UnicodeDecodeError:
            raise CodecError("a text is not UTF-8") from None

    def name(self, fields: list, depth: int) -> str:
        """Read an identifier."""
        name = self.text(fields, depth)
        if not NAME.fullmatch(name):
            raise CodecError(f"{name[:20]!r} is not a name")
        return name

    def opaque(self, fields: list, depth: int) -> Opaque:
        """Read the name of a type."""
        return opaque(self.name(fields, depth))

    def function(self, fields: list, depth: int) -> Callable:
        """Look up a function by its name."""
        name = self.name(fields, depth)
        try:
            return self.callables[name]
        except KeyError:
            raise CodecError(f"no function is called {name!r}") from None

    def as_complex(self, fields: list, depth: int) -> complex:
        """Read a complex number."""
        if len(fields) != 2 or not all(type(field) is float for field in fields):
            raise CodecError("a complex number needs two floats")
        return complex(*fields)

    def entries(self, fields: list, depth: int) -> Iterable[object]:
        """Yield the values of a container."""
        return (self.value(field, depth + 1) for field in fields)

    def as_list(self, fields: list, depth: int) -> list:
        """Read a list."""
        return list(self.entries(fields, depth))

    def as_tuple(self, fields: list, depth: int) -> tuple:
        """Read a tuple."""
        return tuple(self.entries(fields, depth))

    def as_dictionary(self, fields: list, depth: int) -> dict:
        """Read a dictionary."""
        entries = list(self.entries(fields, depth))
        keys, values = entries[::2], entries[1::2]
        if len(keys) != len(values):
            raise CodecError("a dictionary has a key without a value")
        if not all(is_key(key) for key in keys):
            raise CodecError("a key is neither a text nor an integer of 60 bits")
        if len(set(keys)) != len(keys):
            raise CodecError("a dictionary has a key twice")
        return dict(zip(keys, values, strict=True))

    def array(self, fields: list, depth: int) -> np.ndarray:
        """Read an array of numbers."""
        if len(fields) != 2 or not isinstance(fields[1], list):
            raise CodecError("an array needs a dtype and a shape")
        shape = whole(fields[1], len(fields[1]))
        self.count(len(shape))
        within("dimensions of an array", len(shape), MAX_DIMENSIONS)
        within("length of a dimension", max(shape, default=0), self.limits.size)
        try:
            return self.numbers(fields[0], math.prod(shape)).reshape(shape)
        except CodecError:
            raise
        except (ValueError, OverflowError):
            raise CodecError(f"there can be no array of shape {shape}") from None

    def scalar(self, fields: list, depth: int) -> np.generic:
        """Read a numpy scalar."""
        if len(fields) != 1:
            raise CodecError("a numpy scalar needs a dtype")
        return self.numbers(fields[0], 1)[0]

    def numbers(self, code: object, size: int) -> np.ndarray:
        """Read numbers of one dtype; every bool is 0 or 1."""
        if not isinstance(code, str) or not DTYPE.fullmatch(code):
            raise CodecError(f"dtype {str(code)[:10]!r} is not in the closed set")
        dtype = np.dtype("<" + code)
        raw = self.take(size * dtype.itemsize)
        if code == "b1" and np.frombuffer(raw, np.uint8).max(initial=0) > 1:
            raise CodecError("a bool is neither 0 nor 1")
        return np.frombuffer(raw, dtype).astype(dtype.newbyteorder("="))

    def generator(self, fields: list, depth: int) -> np.random.Generator:
        """Read the state of a random generator."""
        if not fields or fields[0] not in [*BIT_GENERATORS]:
            raise CodecError("a generator needs a known bit generator")
        state, inc, has_uint32, uinteger = whole(fields[1:], 4)
        self.count(4)
        within("state of a generator", max(state, inc), 2**128 - 1)
        within("flag of a generator", has_uint32, 1)
        within("kept half of a generator", uinteger, 2**32 - 1)
        bits = BIT_GENERATORS[fields[0]](0)
        bits.state = {
            "bit_generator": fields[0],
            "state": {"state": state, "inc": inc},
            "has_uint32": has_uint32,
            "uinteger": uinteger,
        }
        return np.random.Generator(bits)


READERS: Mapping[str, Callable] = {
    "s": Reader.text,
    "o": Reader.opaque,
    "f": Reader.function,
    "c": Reader.as_complex,
    "l": Reader.as_list,
    "t": Reader.as_tuple,
    "d": Reader.as_dictionary,
    "a": Reader.array,
    "n": Reader.scalar,
    "g": Reader.generator,
}


def whole(fields: list, length: int) -> list[int]:
    """Return fields that are integers from zero up, as many as expected."""
    if len(fields) != length or not all(type(n) is int and n >= 0 for n in fields):
        raise CodecError(f"expected {length} integers from zero up")
    return fields
