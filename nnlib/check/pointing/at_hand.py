"""What a change can be made of: what the function holds, and the right one as well."""

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from nnlib.check.exercise import Exercise
from nnlib.check.pointing.allowed import names_outside
from nnlib.check.pointing.families import Scope
from nnlib.check.pointing.places import Seen
from nnlib.check.pointing.repairs import is_read

MOST_TEXT = 12


def scope_of(
    tree: ast.FunctionDef,
    space: Mapping[str, object],
    exercise: Exercise,
    seen: Seen,
    seen_arguments: Sequence[object],
) -> Scope:
    """Collect what a change can be made of."""
    nodes = [*ast.walk(tree)]
    read = [one.id for one in nodes if is_read(one)]
    given = [one.arg for one in tree.args.args + tree.args.kwonlyargs]
    stored = [one.id for one in nodes if isinstance(one, ast.Name) and not is_read(one)]
    written = [one.value for one in nodes if isinstance(one, ast.Constant)]
    written += right_constants(exercise.reference)
    written += [*keys_in(seen_arguments)]
    by = [*seen.kinds.values(), *seen.names.values()]
    written += [key for kind in by if kind and kind[0] == "dict" for key in kind[1:]]
    bound = dict.fromkeys([*given, *stored])
    names = {name: seen.names.get(name, ()) for name in bound}
    return Scope(
        kinds=seen.kinds,
        names=names,
        numbers=tuple(dict.fromkeys(one for one in written if is_plain_number(one))),
        strings=tuple(dict.fromkeys(one for one in written if is_short(one))),
        functions=tuple(called_names(tree, space, exercise.reference)),
        members=tuple(of_numpy(exercise.reference)),
        unused=tuple(name for name in given if name not in read),
        given=tuple(given),
        unread=tuple(name for name in dict.fromkeys(stored) if name not in read),
        outputs=exercise.returns if isinstance(exercise.returns, tuple) else (),
    )


def keys_in(value: object) -> Iterator[str]:
    """Yield the keys of dictionaries, and the texts, in what a function is given."""
    if isinstance(value, str):
        yield value
    if isinstance(value, dict):
        yield from (key for key in value if isinstance(key, str))
    for one in value if isinstance(value, list | tuple) else ():
        yield from keys_in(one)


def right_constants(function: Callable) -> list[object]:
    """Return the constants of the right function."""
    code = getattr(function, "__code__", None)
    doc = function.__doc__
    return [one for one in code.co_consts if one != doc] if code else []


def is_plain_number(value: object) -> bool:
    """Tell whether a constant is a number."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_short(value: object) -> bool:
    """Tell whether a constant is a text that could be a key."""
    return isinstance(value, str) and 0 < len(value) <= MOST_TEXT


def called_names(
    tree: ast.FunctionDef, space: Mapping[str, object], reference: Callable
) -> Iterator[str]:
    """Yield the names that the function, or the right one, calls."""
    code = getattr(reference, "__code__", None)
    names = [*sorted(names_outside(tree)), *(code.co_names if code else ())]
    theirs = getattr(reference, "__globals__", {})
    right = [theirs[name] for name in names if callable(theirs.get(name))]
    names += [name for name, one in space.items() if any(one is x for x in right)]
    for name in dict.fromkeys(names):
        value = space.get(name)
        if callable(value) and not isinstance(value, type) and name != tree.name:
            if not name.startswith("_nnlib"):
                yield name


def of_numpy(function: Callable) -> Iterator[str]:
    """Yield what a function calls of numpy that takes a single number."""
    code = getattr(function, "__code__", None)
    for name in code.co_names if code else ():
        one = getattr(np, name, None)
        if isinstance(one, np.ufunc) and one.nin == 1:
            yield name
