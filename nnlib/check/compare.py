"""How a returned value is taken apart and compared with the expected one.

A value is split into named outputs, so that each can be right or wrong by itself.
An output that is not there, or is no array of numbers, becomes an `Unusable`; a tree
becomes a dictionary from the keys that lead to an array, as a tuple, to the array.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from nnlib.check.exercise import Tree, output_names

NUMBER_KINDS = "biuf"
UNEVEN = "rows of different lengths"
MOST_ENTRIES = 6
DIGITS = (4, 8, 17)
MOST_KEYS = 8
MOST_LETTERS = 20
MOST_BITS = 64


@dataclass(frozen=True)
class Unusable:
    """Why an output cannot be compared: what was expected and what came."""

    expected: str
    got: str


@dataclass(frozen=True)
class Unfulfilled(Unusable):
    """What a judge asks of an output whose numbers cannot be foreseen, and what came.

    No output equals it.
    """


Leaf = np.ndarray | Unusable
Output = Leaf | dict[tuple, Leaf]


def outputs(returns: object, value: object, like: object = None) -> dict[str, Output]:
    """Split a returned value into its named outputs.

    Parameters
    ----------
    returns : str, set, tuple, Tree or None
        Form of the value, as in `Exercise.returns`.
    value : object
        What the function returned.
    like : object, optional
        A value that has this form: it tells which arrays there are in a tree. By
        default those that came.

    Returns
    -------
    dict of str to numpy.ndarray, dict or Unusable
        Every name of the form.

    Examples
    --------
    >>> outputs(({"dw"}, "cost"), ({"dw": [1.0, 2.0]}, 0.5))
    {'dw': array([1., 2.]), 'cost': array(0.5)}
    """
    try:
        return taken_apart(returns, value, value if like is None else like)
    except Exception:
        # A value of the learner's own class, whose methods may raise anything.
        wrong = Unusable("numbers", of_type(value))
        return dict.fromkeys(output_names(returns), wrong)


def taken_apart(returns: object, value: object, like: object) -> dict[str, Output]:
    """Split a value by the form that it should have."""
    if returns is None:
        return {}
    if isinstance(returns, str):
        return {returns: as_numbers(value)}
    if isinstance(returns, Tree):
        return {returns.name: of_tree(returns, value, like)}
    if isinstance(returns, set | frozenset):
        return from_dictionary(returns, value)
    return from_tuple(returns, value, like)


def from_dictionary(keys: set, value: object) -> dict[str, Output]:
    """Take the named entries of a dictionary; further entries are welcome."""
    if not isinstance(value, Mapping):
        wrong = Unusable(
            f"a dictionary with {comma_separated(sorted(keys))}", kind(value)
        )
        return dict.fromkeys(sorted(keys), wrong)
    absent = absent_from(value)
    return {
        key: as_numbers(value[key]) if key in value else absent for key in sorted(keys)
    }


def absent_from(value: Mapping) -> Unusable:
    """Say that an entry is not in a dictionary."""
    return Unusable("an entry of this name", f"the keys {named(value) or 'none'}")


def from_tuple(forms: tuple, value: object, like: object) -> dict[str, Output]:
    """Take the members of a tuple; whatever unpacks to as many values will do."""
    if isinstance(value, np.ndarray) and value.ndim:
        value = list(value)
    if not isinstance(value, tuple | list) or len(value) != len(forms):
        wrong = Unusable(f"{len(forms)} values: {in_words(forms)}", kind(value))
        return dict.fromkeys(output_names(forms), wrong)
    found: dict[str, Output] = {}
    for form, member, other in zip(forms, value, like, strict=True):
        found |= taken_apart(form, member, other)
    return found


def of_tree(form: Tree, value: object, like: object) -> Output:
    """Return the arrays of a tree, or what is wrong; further keys may be."""
    found = leaves(value, like)
    if not form.exact or any(isinstance(one, Unusable) for _, one in leaves_of(found)):
        return found
    more = sorted(value.keys() - like.keys(), key=str)
    asked = f"a dictionary with {named(like)} alone"
    return Unusable(asked, f"{named(more)} besides") if more else found


def leaves(value: object, like: object) -> Output:
    """Return the arrays of a tree by the keys that lead to them, or what is wrong.

    Examples
    --------
    >>> leaves({"W1": [2.0], "more": 1}, like={"W1": np.array([3.0])})
    {('W1',): array([2.])}
    """
    if isinstance(like, Mapping):
        if not isinstance(value, Mapping):
            return Unusable(f"a dictionary with {named(like)}", kind(value))
        absent = absent_from(value)
        return flat(
            (key, leaves(value[key], like[key]) if key in value else absent)
            for key in like
        )
    if not isinstance(like, tuple | list):
        return as_numbers(value)
    if all(map(is_real, like)):
        return as_row(value, len(like))
    if not isinstance(value, tuple | list) or len(value) != len(like):
        return Unusable(f"{len(like)} values", kind(value))
    return flat(enumerate(map(leaves, value, like)))


def as_row(value: object, size: int) -> Leaf:
    """Return so many numbers, such as a shape, or say what came in their place."""
    row = as_numbers(value)
    if isinstance(row, np.ndarray) and row.shape != (size,):
        return Unusable(f"{size} numbers", kind(value))
    return row


def lists_in(returns: object, value: object, like: object) -> Iterator[str]:
    """Yield the outputs that hold a list where the course's hold an array.

    Examples
    --------
    >>> list(lists_in(("A", "cost"), ([0.5], 1.0), (np.ones(1), 1.0)))
    ['A']
    """
    if isinstance(returns, tuple) and isinstance(value, tuple | list):
        for form, mine, other in zip(returns, value, like, strict=False):
            yield from lists_in(form, mine, other)
    elif isinstance(returns, set | frozenset):
        for name in sorted(returns):
            yield from lists_in(name, value[name], like[name])
    elif returns is not None and holds_list(value, like):
        yield getattr(returns, "name", returns)


def holds_list(value: object, like: object) -> bool:
    """Tell whether there is a list where an array is, anywhere in a tree."""
    if isinstance(like, np.ndarray):
        return bool(like.ndim) and isinstance(value, list | tuple)
    if isinstance(like, Mapping) and isinstance(value, Mapping):
        return any(holds_list(value.get(key), like[key]) for key in like)
    if isinstance(like, tuple | list) and isinstance(value, tuple | list):
        return any(map(holds_list, value, like))
    return False


def flat(branches: Iterable[tuple[object, Output]]) -> dict[tuple, Leaf]:
    """Join the arrays of branches, each under its key."""
    found: dict[tuple, Leaf] = {}
    for key, branch in branches:
        inside = branch if isinstance(branch, dict) else {(): branch}
        found |= {(key, *place): leaf for place, leaf in inside.items()}
    return found


def leaves_of(output: Output) -> Iterator[tuple[str, Leaf]]:
    """Yield every array of an output with its place, as Python writes it.

    Examples
    --------
    >>> dict(leaves_of({("dW1",): np.ones(1), ("caches", 0): np.ones(1)}))
    {'["dW1"]': array([1.]), '["caches"][0]': array([1.])}
    """
    branches = output if isinstance(output, dict) else {(): output}
    for place, leaf in branches.items():
        keys = (f'"{key}"' if isinstance(key, str) else f"{key}" for key in place)
        yield "".join(f"[{key}]" for key in keys), leaf


def is_finite(output: Output) -> bool:
    """Tell whether an output holds numbers, and no nan or infinity."""
    arrays = [leaf for _, leaf in leaves_of(output)]
    return all(isinstance(one, np.ndarray) and np.isfinite(one).all() for one in arrays)


def as_numbers(value: object) -> np.ndarray | Unusable:
    """Return a value as an array of numbers, or say why it is none."""
    if value is None or isinstance(value, str | bytes | Mapping):
        return Unusable("numbers", kind(value))
    try:
        array = np.array(value)
    except Exception as error:
        nested = isinstance(error, ValueError) and isinstance(value, list | tuple)
        return Unusable("numbers", UNEVEN if nested else kind(value))
    if array.dtype.kind not in NUMBER_KINDS:
        return Unusable("numbers", entries(value, array))
    return array.astype(float)


def entries(value: object, array: np.ndarray) -> str:
    """Say what an array holds that is not made of numbers."""
    if array.dtype.kind == "c":
        return f"complex numbers, {shape_text(array.shape)}"
    if not array.ndim and not isinstance(value, np.ndarray):
        return kind(value)
    for entry in array.flat:
        if not is_real(entry):
            return f"{kind(value)}, among them {kind(entry)}"
    return f"{kind(value)} of type {array.dtype}"


def is_real(value: object) -> bool:
    """Tell whether an entry of an array is a real number that fits into one."""
    if isinstance(value, int):
        return value.bit_length() <= MOST_BITS
    return isinstance(value, float | np.bool | np.integer | np.floating)


def agree(got: Output, expected: Output, *, rtol: float, atol: float) -> bool:
    """Tell whether two outputs have the same shape and, within tolerance, numbers.

    Two nan agree, and so do two unusable outputs that say the same: this also serves
    to recognise a wrong version by its outputs.
    """
    if isinstance(got, dict) and isinstance(expected, dict):
        return got.keys() == expected.keys() and all(
            agree(got[place], expected[place], rtol=rtol, atol=atol) for place in got
        )
    if not (isinstance(got, np.ndarray) and isinstance(expected, np.ndarray)):
        return type(got) is type(expected) and got == expected
    return got.shape == expected.shape and close(got, expected, rtol, atol)


def close(
    got: np.ndarray, expected: np.ndarray, rtol: float, atol: float
) -> bool | np.bool:
    """Compare numbers as `np.allclose` does, which asks much more before it does."""
    # What is wrong is mostly wrong from its first entry on.
    if expected.size and far(got.item(0), expected.item(0), rtol, atol):
        return False
    tolerance = atol + rtol * np.abs(expected)
    if not np.isfinite(tolerance).all():
        return np.allclose(got, expected, rtol=rtol, atol=atol, equal_nan=True)
    with np.errstate(over="ignore"):
        return (np.abs(got - expected) <= tolerance).all()


def far(got: float, expected: float, rtol: float, atol: float) -> bool:
    """Tell whether two numbers are farther apart than allowed; nan is never far."""
    return abs(got - expected) > atol + rtol * abs(expected)


def shape_text(shape: tuple[int, ...]) -> str:
    """Say a shape in words where it has a name.

    Examples
    --------
    >>> shape_text(()), shape_text((1, 3))
    ('a number', 'shape (1, 3)')
    """
    return f"shape {shape}" if shape else "a number"


def difference(got: np.ndarray, expected: np.ndarray, agrees: np.ndarray) -> tuple:
    """Return where, what was expected and what came, for two arrays of one shape.

    Small arrays are shown whole; of large ones the first wrong entry. There are as many
    digits as it takes to see the difference.
    """
    place = ""
    if expected.size > MOST_ENTRIES:
        first = tuple(int(axis[0]) for axis in np.nonzero(~agrees))
        place = f"[{', '.join(map(str, first))}]"
        expected, got = expected[first], got[first]
    for digits in DIGITS:
        texts = numbers(expected, digits), numbers(got, digits)
        if texts[0] != texts[1]:
            break
    return place, *texts


def numbers(array: np.ndarray, digits: int) -> str:
    """Write numbers on one line, with at most so many digits after the point."""
    text = np.array2string(
        np.asarray(array), precision=digits, separator=", ", floatmode="maxprec"
    )
    # numpy aligns columns with blanks and leaves a point behind whole numbers.
    text = re.sub(r"\.(?!\d)", "", " ".join(text.split()))
    return re.sub(r"(?<=\[) +| +(?=[],])", "", text)


def kind(value: object) -> str:
    """Say in words what came.

    Examples
    --------
    >>> kind(None), kind((1, 2)), kind(np.ones((2, 3)))
    ('None', '2 values', 'an array of shape (2, 3)')
    """
    if value is None:
        return "None"
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    if isinstance(value, tuple | list):
        return f"{len(value)} values" if len(value) != 1 else "1 value"
    if isinstance(value, Mapping):
        return f"a dictionary with {named(value) or 'no entries'}"
    if isinstance(value, int) and value.bit_length() > MOST_BITS:
        return f"a whole number of {value.bit_length()} bits"
    return of_type(value)


def of_type(value: object) -> str:
    """Name the type of a value."""
    return f"a value of type {type(value).__name__}"


def named(keys: Iterable) -> str:
    """Name the first keys of a dictionary, each on a few characters."""
    texts = [str(key) for key in itertools.islice(keys, MOST_KEYS + 1)]
    short = [text if len(text) <= MOST_LETTERS else "…" for text in texts[:MOST_KEYS]]
    return comma_separated([*short, "…"] if len(texts) > MOST_KEYS else short)


def comma_separated(names: object) -> str:
    """Join names with commas."""
    return ", ".join(str(name) for name in names)


def in_words(forms: tuple) -> str:
    """Name the members of a tuple.

    Examples
    --------
    >>> in_words(({"dw", "db"}, "cost"))
    'a dictionary with db, dw, then cost'
    """
    return ", then ".join(
        f"a dictionary with {comma_separated(sorted(form))}"
        if isinstance(form, set | frozenset)
        else str(getattr(form, "name", form) or "anything")
        for form in forms
    )
