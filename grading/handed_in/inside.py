"""What a notebook says of itself, found without reading the whole of it.

A file may be anything, and large. So what it says is looked for by its mark, and only a
little of what follows is read. In a text of the student's, the quotes of such a mark
would have backslashes.
"""

import json
import re
from collections.abc import Iterator
from itertools import islice

MARK = re.compile(r'"nnlib"\s*:\s*(?=\{)')
BYTES_MARK = re.compile(MARK.pattern.encode())
# Cells have such marks as well; none takes so many letters.
MOST_MARKS = 1_000
MOST_LETTERS = 20_000
DECODER = json.JSONDecoder(strict=False)


def number_inside(data: bytes) -> str:
    """Return the number that a notebook carries, or an empty text.

    Parameters
    ----------
    data : bytes
        The file; it may be damaged.

    Returns
    -------
    str
        Never raises for what is in the file.

    Examples
    --------
    >>> number_inside(b'{"cells": [], "metadata": {"nnlib": {"notebook": "02"}}}')
    '02'
    >>> number_inside(b'{"cells": [')
    ''
    """
    for begun in islice(marked(data), MOST_MARKS):
        try:
            found, _ = DECODER.raw_decode(begun)
        except (ValueError, RecursionError):
            continue
        number = found.get("notebook")
        if isinstance(number, str):
            return number
    return ""


def marked(data: bytes) -> Iterator[str]:
    """Yield what stands behind each mark."""
    encoding = json.detect_encoding(data)
    if encoding.startswith("utf-8"):
        for mark in BYTES_MARK.finditer(data):
            yield data[mark.end() : mark.end() + MOST_LETTERS].decode(
                "utf-8", "replace"
            )
        return
    text = data.decode(encoding, "replace")
    for mark in MARK.finditer(text):
        yield text[mark.end() : mark.end() + MOST_LETTERS]
