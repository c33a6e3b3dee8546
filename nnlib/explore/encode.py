"""How Python's values travel to the browser: as JSON, arrays as bytes in base64.

The bytes keep every digit, and also nan and infinity, which JSON does not know. An
array that occurs often crosses once. Of many frames that are alike, what is equal
crosses once too; `film.js` takes them apart again.
"""

import json
import math
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import fields, is_dataclass

import numpy as np


def text(value: object) -> str:
    """Write a value as JSON that may also stand inside an HTML page.

    Parameters
    ----------
    value : object
        Numbers, texts, arrays, frames, and lists, tuples and dicts of them.

    Returns
    -------
    str
        ``{"value": ..., "arrays": [...]}``; for an array the value says which it is.

    Raises
    ------
    TypeError
        If there is anything else.

    Examples
    --------
    >>> text({"x": np.array([1.0]), "n": np.int64(3)})
    '{"value":{"x":{"array":0},"n":3},"arrays":[{"shape":[1],"f8":"AAAAAAAA8D8="}]}'
    """
    arrays: dict[tuple, int] = {}
    whole = {"value": plain(value, arrays)}
    whole["arrays"] = [{"shape": shape, name: data} for shape, name, data in arrays]
    written = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return written.replace("</", "<\\/").replace("<!--", "<\\u0021--")


def plain(value: object, arrays: dict) -> object:
    """Turn a value into what JSON can hold, and note its arrays, each once."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        value = np.asarray(value)
    if isinstance(value, np.ndarray):
        return {"array": arrays.setdefault(array(value), len(arrays))}
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if is_dataclass(value):
        value = by_field(value)
    if isinstance(value, dict):
        return {str(name): plain(inner, arrays) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner, arrays) for inner in value]
    raise TypeError(f"{value!r} is of type {type(value).__name__}, expected plain data")


def array(values: np.ndarray) -> tuple[tuple, str, str]:
    """Give the shape of an array, its kind, and its bytes, least significant first."""
    name = "f4" if values.dtype == np.float32 else "f8"
    data = np.ascontiguousarray(values, dtype=f"<{name}").tobytes()
    return values.shape, name, b64encode(data).decode("ascii")


def by_field(value: object) -> dict:
    """Give the fields of a dataclass by their names."""
    return {one.name: getattr(value, one.name) for one in fields(value)}


def together(values: Sequence) -> object:
    """Write values that are alike as one, in which only what differs stands often.

    Parameters
    ----------
    values : sequence
        Frames, or anything that they consist of.

    Returns
    -------
    object
        The same as one of them; but in place of what differs stands ``{"$each": all}``,
        of arrays that begin alike ``{"$cut": longest, "ends": lengths}``, of lists
        ``{"$list": beginnings, "rest": ends}``, and of sentences ``{"$words": [...]}``.

    Examples
    --------
    >>> together([{"n": 1, "said": "1 step"}, {"n": 1, "said": "2 steps"}])
    {'n': 1, 'said': {'$words': [{'$each': ['1', '2']}, {'$each': ['step', 'steps']}]}}
    >>> together([np.arange(2), np.arange(3)])
    {'$cut': array([0, 1, 2]), 'ends': array([2, 3])}
    """
    if is_dataclass(values[0]):
        values = [by_field(one) for one in values]
    first = values[0]
    if isinstance(first, np.ndarray):
        return together_arrays(values)
    if isinstance(first, dict) and all(one.keys() == first.keys() for one in values):
        return {name: together([one[name] for one in values]) for name in first}
    if isinstance(first, list | tuple):
        head = [together(column) for column in zip(*values, strict=False)]
        rest = [one[len(head) :] for one in values]
        return {"$list": head, "rest": rest} if any(rest) else head
    if not isinstance(first, dict) and all(one == first for one in values):
        return first
    words = [one.split(" ") for one in values if isinstance(one, str)]
    if len(words) == len(values) and len(set(map(len, words))) == 1 < len(words[0]):
        return {"$words": together(words)}
    return {"$each": list(values)}


def together_arrays(values: Sequence[np.ndarray]) -> object:
    """Write arrays as one: those that are the same, begin alike, or have one shape."""
    longest, same_shape = max(values, key=len), len({one.shape for one in values}) == 1
    whole = longest.tobytes()
    if (same_shape or longest.ndim == 1) and all(
        whole.startswith(one.tobytes()) for one in values
    ):
        ends = np.array([len(one) for one in values])
        return longest if same_shape else {"$cut": longest, "ends": ends}
    return {"$each": np.stack(values) if same_shape else list(values)}
