"""A frame that holds a value of the closed set: encoded here, decoded there.

A frame holds a tree as JSON and, behind it, the bytes of long texts and of arrays. No
class is looked up, nothing is called and nothing is unpickled: what is not in the set
arrives as an `Opaque`, and what is shared arrives as copies. Beside `closed_set`,
`writer` and `reader` it stands alone on numpy, because both sides of the boundary use
it.
"""

import json
import struct
from collections.abc import Callable, Mapping

from .closed_set import (
    LIMITS,
    CodecError,
    Limits,
    Opaque,
    TooLargeError,
    opaque,
    within,
)
from .reader import Reader
from .writer import Writer

__all__ = [
    "LIMITS",
    "CodecError",
    "Limits",
    "Opaque",
    "TooLargeError",
    "decode",
    "encode",
    "opaque",
]

TREE_SIZE = struct.Struct("<I")
# JSON spends at most this many brackets and commas on one node of the tree.
MARKS_PER_NODE = 5
# A tree is made here and holds no circle.
AS_JSON = json.JSONEncoder(separators=(",", ":"), check_circular=False)


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
