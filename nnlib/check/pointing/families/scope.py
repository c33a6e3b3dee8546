"""What a change can be made of: the names, numbers and functions that are at hand."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field

from nnlib.check.pointing.places import NUMBERS, Place

SCALARS = ("int",), ("float",)


@dataclass(frozen=True)
class Scope:
    """What a change can be made of.

    Parameters
    ----------
    kinds : mapping of int to tuple
        Kind of the value at each place, by its number.
    names : mapping of str to tuple
        Kind of what each name of the function holds; empty where it is not known.
    numbers, strings : tuple
        What stands written in the function, or in the right one.
    functions : tuple of str
        What the function, or the right one, calls by its name.
    members : tuple of str
        What the right one calls of numpy, of one number.
    unused : tuple of str
        Arguments that the function does not read.
    given : tuple of str
        The arguments.
    unread : tuple of str
        Names that are given a value which nothing reads.
    outputs : tuple of str
        What is asked for in a row, each by its name; empty where it is no row.
    """

    kinds: Mapping[int, tuple]
    names: Mapping[str, tuple] = field(default_factory=dict)
    numbers: tuple = ()
    strings: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()

    def kind(self, place: Place) -> str:
        """Return the kind of what comes by at a place, or an empty text."""
        return self.kinds.get(place.number, ("",))[0]

    def axes(self, place: Place) -> int:
        """Return how many axes an array at a place has, or -1."""
        kind = self.kinds.get(place.number, ("",))
        return len(kind[1]) if kind[0] == "array" else -1

    def numeric(self, place: Place) -> bool:
        """Tell whether numbers come by at a place, or nobody knows."""
        return self.kind(place) in ("", *NUMBERS)


def alike(mine: tuple | None, other: tuple, counts: bool) -> bool:
    """Tell whether a value of one kind could stand for one of another."""
    if not mine or not mine[0] or not other:
        return True
    if counts and mine[0] == "int":
        return other[0] == "int"
    if mine[0] in NUMBERS:
        return other[0] in NUMBERS
    return mine[0] == other[0]


def akin(scope: Scope, name: str) -> list[str]:
    """List other names that hold values of one kind and, of arrays, one shape."""
    mine = scope.names.get(name)
    same = {mine, *SCALARS} if mine in SCALARS else {mine}
    return [one for one, kind in scope.names.items() if kind in same and one != name]


def is_name(node: ast.AST, scope: Scope) -> bool:
    """Tell whether a node reads a name of the function."""
    read = isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    return read and node.id in scope.names
