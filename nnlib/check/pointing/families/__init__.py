"""Kinds of small change, by what they change; each with its cost and its question.

A family yields what could stand at a place in place of what stands there.
"""

from nnlib.check.pointing.families import (
    calls,
    formulas,
    names,
    numbers,
    rows,
    shapes,
    sizes,
)
from nnlib.check.pointing.families.family import FAMILIES, Family
from nnlib.check.pointing.families.scope import Scope

__all__ = [
    "FAMILIES",
    "Family",
    "Scope",
    "calls",
    "formulas",
    "names",
    "numbers",
    "rows",
    "shapes",
    "sizes",
]
