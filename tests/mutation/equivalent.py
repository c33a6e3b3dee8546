"""The changes that change nothing, each with the reason why.

They stand in ``equivalent.toml``, sorted by reason: what is listed there must be right
by every seed, and what is not listed must be caught.
"""

import functools
import tomllib
from pathlib import Path

TABLE = Path(__file__).with_name("equivalent.toml")


@functools.cache
def listed():
    """Give {exercise: {label: reason}}."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    found = {}
    for group in table["group"]:
        for exercise, labels in group["changes"].items():
            for label in labels:
                found.setdefault(exercise, {})[label] = group["reason"]
    return found
