"""Wrong versions that are plain changes of the right function, each in one line.

A slip changes what the right function is given (`called_with`, `entries`) or what it
gives (`outputs`, `scaled`, `negated` and their kind). Several slips of one variant
follow one another. New values are numbers, or functions that name what they are made
of: outputs and arguments of the call.
"""

import functools
import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from inspect import BoundArguments
from typing import Any

import numpy as np

from nnlib.check.exercise import Tree, Variant, output_names

Slip = Callable[[Callable, object], Callable]


@dataclass(frozen=True)
class Maker:
    """Makes a variant, once the right function and the form of its value are known.

    Parameters
    ----------
    id : str
        Name of the mistake.
    make : callable
        ``make(right, returns) -> Variant``.
    """

    id: str
    make: Callable[[Callable, object], Variant]


def wrong(
    id: str,
    title: str,
    *slips: Slip,
    evidence: str,
    question: str,
    worth: float = 0.0,
    written: Callable[[str], bool] | None = None,
) -> Maker:
    """Make a variant of slips, once the right function is known.

    Parameters
    ----------
    id, title, evidence, question, worth, written
        As of `nnlib.check.Variant`.
    *slips : callable
        What goes wrong.

    Returns
    -------
    Maker
        To be registered with an exercise, which knows the right function.

    Examples
    --------
    >>> words = {"evidence": "It is twice as large.", "question": "why?"}
    >>> twice = wrong("twice", "doubled", scaled(2), **words)
    >>> twice.make(abs, "value").function(-3)
    6
    """

    def make(right: Callable, returns: object) -> Variant:
        for slip in slips:
            right = slip(right, returns)
        return Variant(id, title, evidence, question, right, worth, written)

    return Maker(id, make)


def reworded(sibling: Variant | Maker, **words: str) -> Maker:
    """Say a slip that siblings share in the words of one exercise.

    Parameters
    ----------
    sibling : Variant or Maker
        What stands in a file that siblings share.
    **words : str
        `title`, `evidence` or `question`, and `id`, where they differ.

    Returns
    -------
    Maker
        To be registered with that exercise.

    Examples
    --------
    >>> half = wrong("half", "halved", divided(2), evidence="It is half.", question="?")
    >>> reworded(half, question="of what?").make(abs, "value").question
    'of what?'
    """

    def make(right: Callable, returns: object) -> Variant:
        shared = isinstance(sibling, Variant)
        variant = sibling if shared else sibling.make(right, returns)
        return replace(variant, **words)

    return Maker(words.get("id", sibling.id), make)


def instead(function: Callable) -> Slip:
    """Put another function in place of the right one."""
    return lambda right, returns: function


def around(function: Callable) -> Slip:
    """Put a function around the right one, which it is given first.

    Examples
    --------
    >>> around(lambda right, x: right(right(x)))(lambda x: 3 * x, "y")(2)
    18
    """
    return lambda right, returns: functools.partial(function, right)


def called_with(**others: Any) -> Slip:
    """Call the right function with other arguments.

    Examples
    --------
    >>> def line(w, b, x):
    ...     return w * x + b
    >>> called_with(b=0.0)(line, "z")(2, 3, 10)
    20.0
    >>> called_with(b=lambda b: -b)(line, "z")(2, 3, 10)
    17
    """

    def call(right: Callable, returns: object, given: BoundArguments) -> object:
        _refuse_unknown(others, given.arguments)
        given.arguments |= _made(others, dict(given.arguments))
        return right(*given.args, **given.kwargs)

    return _slip(call)


def entries(argument: str, how: Callable, *names: str) -> Slip:
    """Call the right function with other entries, or all, of a dictionary.

    Examples
    --------
    >>> def step(w, grads):
    ...     return w - grads["dw"]
    >>> entries("grads", lambda slope: -slope, "dw")(step, "w")(5, {"dw": 2})
    7
    """

    def call(right: Callable, returns: object, given: BoundArguments) -> object:
        before = given.arguments[argument]
        _refuse_unknown(names, before)
        after = {name: how(before[name]) for name in names or before}
        given.arguments[argument] = {**before, **after}
        return right(*given.args, **given.kwargs)

    return _slip(call)


def outputs(**others: Any) -> Slip:
    """Give other outputs in place of some; the rest stays right.

    Examples
    --------
    >>> def step(w, b):
    ...     return w - 1, b - 2
    >>> outputs(new_b=lambda b: b)(step, ("new_w", "new_b"))(5, 7)
    (4, 7)
    """

    def call(right: Callable, returns: object, given: BoundArguments) -> object:
        value = right(*given.args, **given.kwargs)
        found = _by_name(value, returns)
        _refuse_unknown(others, found)
        return _put(value, returns, _made(others, {**given.arguments, **found}))

    return _slip(call)


def changed(how: Callable, *names: str) -> Slip:
    """Change the named outputs, or all of them, array by array.

    Examples
    --------
    >>> def both(x):
    ...     return {"p": x, "q": x + 1}
    >>> changed(abs, "q")(both, {"p", "q"})(-3)
    {'p': -3, 'q': 2}
    """
    return _array_by_array(lambda one, known: how(one), names)


def scaled(factor: Any, *names: str) -> Slip:
    """Multiply outputs by a number, or by what is made of outputs and arguments."""
    return _array_by_array(lambda one, known: _filled(factor, known) * one, names)


def divided(by: Any, *names: str) -> Slip:
    """Divide outputs by a number, or by what is made of outputs and arguments."""
    return _array_by_array(lambda one, known: one / _filled(by, known), names)


def negated(*names: str) -> Slip:
    """Turn the sign of outputs."""
    return changed(np.negative, *names)


def transposed(*names: str) -> Slip:
    """Exchange the axes of outputs."""
    return changed(np.transpose, *names)


def flattened(*names: str) -> Slip:
    """Leave outputs with one axis."""
    return changed(np.ravel, *names)


def wrapped(*names: str, shape: tuple[int, ...] = (1, 1)) -> Slip:
    """Wrap numbers in arrays of one entry."""
    return changed(lambda one: np.full(shape, one), *names)


def reordered(*order: int) -> Slip:
    """Return several outputs in another order.

    Examples
    --------
    >>> reordered(1, 0)(lambda x: (x, 2 * x), ("once", "twice"))(4)
    (8, 4)
    """

    def call(right: Callable, returns: object, given: BoundArguments) -> object:
        value = right(*given.args, **given.kwargs)
        return tuple(value[place] for place in order)

    return _slip(call)


# ---- outputs and arguments by their names


def _slip(call: Callable[[Callable, object, BoundArguments], object]) -> Slip:
    def slip(right: Callable, returns: object) -> Callable:
        signature = inspect.signature(right)

        def wrong_version(*args: object, **options: object) -> object:
            given = signature.bind(*args, **options)
            given.apply_defaults()
            return call(right, returns, given)

        wrong_version.__signature__ = signature
        return wrong_version

    return slip


def _array_by_array(how: Callable, names: tuple[str, ...]) -> Slip:
    def call(right: Callable, returns: object, given: BoundArguments) -> object:
        value = right(*given.args, **given.kwargs)
        found = _by_name(value, returns)
        known = {**given.arguments, **found}
        chosen = names or output_names(returns)
        _refuse_unknown(chosen, found)
        made = {name: _each(how, found[name], known) for name in chosen}
        return _put(value, returns, made)

    return _slip(call)


def _refuse_unknown(names: Iterable[str], known: Iterable[str]) -> None:
    unknown = sorted({*names} - {*known})
    if unknown:
        raise ValueError(f"{unknown[0]!r} is not among {', '.join(known)}")


def _made(others: Mapping[str, object], known: Mapping[str, object]) -> dict:
    return {name: _filled(other, known) for name, other in others.items()}


def _filled(other: Any, known: Mapping[str, object]) -> object:
    """Give a value as it is, or what a function makes of the values that it names."""
    if not callable(other):
        return other
    return other(*(known[name] for name in inspect.signature(other).parameters))


def _by_name(value: Any, returns: object) -> dict[str, Any]:
    """Name the outputs of a value; the entries of a dictionary have names as well."""
    if isinstance(returns, str):
        return {returns: value}
    if isinstance(returns, Tree):
        return {**(value if isinstance(value, dict) else {}), returns.name: value}
    if isinstance(returns, set | frozenset):
        return dict(value)
    pairs = [] if returns is None else zip(value, returns, strict=True)
    return {k: v for one, form in pairs for k, v in _by_name(one, form).items()}


def _put(value: Any, returns: object, made: Mapping[str, object]) -> object:
    """Put new outputs into a value."""
    if isinstance(returns, str):
        return made.get(returns, value)
    if isinstance(returns, Tree) and returns.name in made:
        return made[returns.name]
    if isinstance(value, dict):
        return {key: made.get(key, one) for key, one in value.items()}
    if isinstance(returns, tuple):
        pairs = zip(value, returns, strict=True)
        return tuple(_put(one, form, made) for one, form in pairs)
    return value


def _each(how: Callable, value: Any, known: Mapping[str, object]) -> object:
    """Change every array of a value."""
    if isinstance(value, dict):
        return {key: _each(how, one, known) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_each(how, one, known) for one in value)
    return how(value, known)
