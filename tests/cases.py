"""Many cases of one claim as one test, and many violations as one message."""

import inspect
from collections.abc import Callable, Iterable, Iterator
from functools import partial, wraps

import pytest


def every_case(names: str | tuple, cases: Iterable, ids: object = None) -> Callable:
    """Let a test try all its cases as one test, and name each that fails.

    For a claim whose cases take no time and have no story of their own. Fixtures are
    made once for all cases.

    Parameters
    ----------
    names, cases, ids
        As of `pytest.mark.parametrize`, without marks.

    Returns
    -------
    callable
        Decorates the test.
    """
    if isinstance(names, str):
        names = tuple(name.strip() for name in names.split(","))
    table = {
        name: dict(zip(names, values, strict=True))
        for name, values in named(cases, ids, len(names))
    }
    assert table, "a claim without a case says nothing"

    def decorate(test: Callable) -> Callable:
        @wraps(test)
        def tried(*args: object, **fixtures: object) -> None:
            errors = [
                error
                for name, values in table.items()
                if (error := failure(name, partial(test, *args, **fixtures, **values)))
            ]
            if errors:
                said = f"{len(errors)} of {len(table)} cases of {test.__name__}"
                raise ExceptionGroup(said, errors)

        tried.__signature__ = without(inspect.signature(test), names)
        return tried

    return decorate


def named(cases: Iterable, ids: object, wide: int) -> Iterator[tuple[str, tuple]]:
    """Yield a name and the values of each case; the number makes it one of a kind."""
    for number, case in enumerate(cases):
        values, id = unpacked(case, wide)
        if callable(ids):
            id = "-".join(str(ids(value)) for value in values)
        elif ids is not None:
            id = list(ids)[number]
        yield f"{number}: {id or short(values)}", values


def unpacked(case: object, wide: int) -> tuple[tuple, str | None]:
    """Return the values of a case, and the id that a `pytest.param` gives it."""
    if isinstance(case, type(pytest.param())):
        assert not case.marks, "a case has no marks of its own"
        return tuple(case.values), case.id
    return (tuple(case) if wide > 1 else (case,)), None


def short(values: tuple) -> str:
    """Write values as the name of a case."""
    text = ", ".join(getattr(one, "__name__", None) or repr(one) for one in values)
    return text if len(text) <= 100 else f"{text[:99]}…"


def failure(name: str, case: Callable) -> Exception | None:
    """Try one case; return its error with the case's name, or nothing."""
    try:
        case()
    except pytest.fail.Exception as missing:  # no Exception: a group cannot hold it
        error = AssertionError(str(missing))
    except Exception as raised:
        error = raised
    else:
        return None
    error.add_note(f"case {name}")
    return error


def without(signature: inspect.Signature, names: tuple) -> inspect.Signature:
    """Return a signature that asks for no value of a case."""
    known = signature.parameters
    assert set(names) <= set(known), f"{names} are no arguments: {list(known)}"
    left = [one for name, one in known.items() if name not in names]
    return signature.replace(parameters=left)


def none_of(violations: Iterable[str]) -> None:
    """Fail with one line for each violation of a contract, if there are any."""
    found = list(violations)
    assert not found, "\n".join([f"{len(found)} found", *map(str, found)])
