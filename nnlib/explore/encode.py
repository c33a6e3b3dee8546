"""How Python's values travel to the browser: as JSON, arrays as bytes in base64.

The bytes keep every digit, and also nan and infinity, which JSON does not know.
"""

from __future__ import annotations

import json
import math
from base64 import b64encode
from dataclasses import fields, is_dataclass

import numpy as np


def plain(value: object) -> object:
    """Turn a value into what JSON can hold.

    Parameters
    ----------
    value : object
        Numbers, texts, arrays, frames, and lists, tuples and dicts of them.

    Returns
    -------
    object
        The same, of dicts, lists, texts and finite numbers. An array becomes a dict
        with its shape and its bytes, least significant first.

    Raises
    ------
    TypeError
        If there is anything else.

    Examples
    --------
    >>> plain({"x": np.array([1.0]), "n": np.int64(3)})
    {'x': {'shape': [1], 'f8': 'AAAAAAAA8D8='}, 'n': 3}
    """
    if isinstance(value, np.ndarray):
        return array(value)
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return array(np.asarray(value))
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if is_dataclass(value):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, dict):
        return {str(name): plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    raise TypeError(f"{value!r} is of type {type(value).__name__}, expected plain data")


def array(values: np.ndarray) -> dict:
    """Turn an array into its shape and its bytes."""
    name = "f4" if values.dtype == np.float32 else "f8"
    data = np.ascontiguousarray(values, dtype=f"<{name}").tobytes()
    return {"shape": list(values.shape), name: b64encode(data).decode("ascii")}


def text(value: object) -> str:
    """Write a value as JSON that may also stand inside an HTML page."""
    written = json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"))
    return written.replace("</", "<\\/")
