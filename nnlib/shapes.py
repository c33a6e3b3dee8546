"""Named dimensions: one line that documents and enforces the shapes of arrays.

A name such as ``m`` stands for one size everywhere in the line: the first array that
uses it fixes it, the others must agree. What broadcasting would have turned into a
wrong result without a word becomes an error that says which argument is to blame.
"""

import re
from functools import lru_cache

from nnlib.values import NUMBERS, numbers

ARGUMENT = re.compile(r"\s*([A-Za-z_]\w*)\s*\(([^()]*)\)\s*(?:,|$)")


class ShapeError(ValueError):
    """An argument has a shape that does not fit the others."""


def shapes(spec, *arguments):
    """Check arguments against their shapes and return the sizes of the dimensions.

    Parameters
    ----------
    spec : str
        Name and shape of every argument, such as ``"w (n_x, 1), b (), X (n_x, m)"``.
        A name is bound where it first stands; a whole number is exact; ``()`` is a
        number (float, int, numpy scalar or array without dimensions).
    *arguments : ndarray or number
        The arguments, in the order of `spec`.

    Returns
    -------
    dict of str to int
        Size of each named dimension.

    Raises
    ------
    ShapeError
        If an argument does not fit; the first one that does not is named.
    ValueError
        If `spec` cannot be read.
    TypeError
        If there are more or fewer arguments than `spec` names, or an array holds
        something other than numbers.

    Examples
    --------
    >>> import numpy as np
    >>> w, X = np.zeros((3, 1)), np.ones((3, 5))
    >>> shapes("w (n_x, 1), b (), X (n_x, m)", w, 0.5, X)
    {'n_x': 3, 'm': 5}
    >>> shapes("X (n_x, m), Y (1, m)", X, np.zeros(4))
    Traceback (most recent call last):
    nnlib.shapes.ShapeError: Y has shape (4,), expected (1, m) with m = 5 (from X).
    A 1-D array is neither a row nor a column: Y.reshape(1, -1) makes it a row.
    """
    expected = parse(spec)
    if len(expected) != len(arguments):
        raise TypeError(f"{spec!r} names {len(expected)}, got {len(arguments)}")
    sizes, culprit, fits = _sizes(spec, tuple([_form(one) for one in arguments]))
    if culprit is not None:
        if fits:
            named = dict(zip(dict(expected), arguments, strict=True))
            numbers(**{culprit: named[culprit]})
        raise ShapeError(_explain(expected, arguments, culprit))
    return dict(sizes)


# A training asks thousands of times about the same shapes.
@lru_cache(maxsize=4096)
def _sizes(spec, came):
    """Give the sizes, the first argument that is wrong, and whether its shape fits."""
    sizes = {}
    for (name, dimensions), (shape, kind) in zip(parse(spec), came, strict=True):
        fits = shape is not None and _fits(shape, dimensions, sizes)
        if not fits or kind not in NUMBERS:
            return sizes, name, fits
    return sizes, None, True


@lru_cache(maxsize=512)
def parse(spec):
    """Read a line of named shapes.

    Parameters
    ----------
    spec : str
        As in `shapes`.

    Returns
    -------
    tuple of (str, tuple of str or int)
        Name and dimensions of each argument.

    Raises
    ------
    ValueError
        If `spec` cannot be read, or names an argument twice.

    Examples
    --------
    >>> parse("w (n_x, 1), b ()")
    (('w', ('n_x', 1)), ('b', ()))
    """
    if not isinstance(spec, str):
        raise ValueError(f"spec is {spec!r}, expected text such as 'X (n_x, m)'")
    parsed, position = [], 0
    while position < len(spec):
        match = ARGUMENT.match(spec, position)
        if match is None:
            raise ValueError(f"cannot read {spec[position:]!r} in the shapes {spec!r}")
        parsed.append((match[1], _parse_dimensions(match[2], spec)))
        position = match.end()
    names = [name for name, _ in parsed]
    if len(set(names)) < len(names):
        raise ValueError(f"an argument is named twice in the shapes {spec!r}")
    return tuple(parsed)


def _parse_dimensions(text, spec):
    """Read what stands between the brackets."""
    parts = [part.strip() for part in text.split(",")]
    if parts[-1] == "":
        parts.pop()
    for part in parts:
        if not (part.isidentifier() or part.isdecimal()):
            raise ValueError(f"cannot read dimension {part!r} in the shapes {spec!r}")
    return tuple(int(part) if part.isdecimal() else part for part in parts)


def _form(argument):
    """Give the shape of an array or of a number, or None, and the kind of entries."""
    shape = getattr(argument, "shape", None)
    if shape is None:
        return () if isinstance(argument, (int, float)) else None, "f"
    return tuple(shape), getattr(getattr(argument, "dtype", None), "kind", "f")


def _fits(shape, dimensions, sizes):
    """Compare a shape with its dimensions, and bind the names that are new."""
    if len(shape) != len(dimensions):
        return False
    for size, dimension in zip(shape, dimensions, strict=True):
        if isinstance(dimension, str):
            if size == 0 or sizes.setdefault(dimension, size) != size:
                return False
        elif size != dimension:
            return False
    return True


def _explain(expected, arguments, culprit):
    """Say what came, what was expected, and which argument fixed the known sizes."""
    sizes, fixed_by = {}, {}
    for (name, dimensions), argument in zip(expected, arguments, strict=True):
        if name == culprit:
            break
        _fits(getattr(argument, "shape", ()), dimensions, sizes)
        for size_name in sizes:
            fixed_by.setdefault(size_name, name)
    known = [
        f"{d} = {sizes[d]} (from {fixed_by[d]})"
        for d in dict.fromkeys(dimensions)
        if d in sizes
    ]
    wanted = _written(dimensions) + (" with " + ", ".join(known) if known else "")
    sentence = f"{culprit} {_came(argument)}, expected {wanted}."
    return "\n".join(
        filter(None, (sentence, _advice(name, argument, dimensions, sizes)))
    )


def _came(argument):
    """Describe what was passed, as the first half of a message."""
    if argument is None:
        return "is None"
    if hasattr(argument, "shape"):
        return f"has shape {argument.shape}" if argument.shape else "is a number"
    number = isinstance(argument, (int, float))
    return "is a number" if number else f"is of type {type(argument).__name__}"


def _written(dimensions):
    """Write dimensions as a reader expects them."""
    if not dimensions:
        return "a number"
    comma = "," if len(dimensions) == 1 else ""
    return f"({', '.join(map(str, dimensions))}{comma})"


def _advice(name, argument, dimensions, sizes):
    """Recognise the usual slips."""
    shape = getattr(argument, "shape", None)
    if argument is None:
        return f"Does the function that makes {name} return it?"
    if shape is None:
        listed = isinstance(argument, (list, tuple)) and dimensions
        return f"np.array({name}) makes an array of it." if listed else ""
    if 0 in shape:
        return "There is nothing in it: one of its dimensions is 0."
    if len(shape) == 1 and len(dimensions) == 2:
        return _advice_for_flat(name, dimensions)
    if not dimensions:
        single = all(size == 1 for size in shape)
        return f"It holds one number: {name}.item() takes it out." if single else ""
    if len(shape) == 2 and _fits(shape[::-1], dimensions, dict(sizes)):
        return f"It looks transposed: {name}.T fits."
    return ""


def _advice_for_flat(name, dimensions):
    """Say how a 1-D array becomes the row or column that is wanted."""
    row, column = f"{name}.reshape(1, -1)", f"{name}.reshape(-1, 1)"
    made = f"{row} makes it a row, {column} a column."
    if dimensions[0] == 1:
        made = f"{row} makes it a row."
    elif dimensions[1] == 1:
        made = f"{column} makes it a column."
    return f"A 1-D array is neither a row nor a column: {made}"
