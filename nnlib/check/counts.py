"""Points, progress and sizes, in words."""

from collections.abc import Iterable, Mapping

MOST_SIZES = 3  # that a sentence quotes


def points(earned: float, most: float) -> str:
    """Say points without needless digits.

    Examples
    --------
    >>> points(12.0, 25.0), points(4.5, 5.0), points(1.0, 1.0)
    ('12 of 25 points', '4.5 of 5 points', '1 of 1 point')
    """
    unit = "point" if most == 1 else "points"
    return f"{round(earned, 2):g} of {most:g} {unit}"


def progress(passed: int, functions: int, earned: float, most: float) -> str:
    """Say how far a notebook has come.

    Examples
    --------
    >>> progress(4, 9, 45.0, 100.0)
    'This notebook so far: 4 of 9 functions passed, 45 of 100 points.'
    """
    so_far = f"{passed} of {functions} functions passed, {points(earned, most)}"
    return f"This notebook so far: {so_far}."


def sizes(named: Mapping[str, int]) -> str:
    """Say the sizes of a probe.

    Examples
    --------
    >>> sizes({"n_x": 3, "m": 5})
    'n_x = 3, m = 5'
    """
    return ", ".join(f"{name} = {size}" for name, size in named.items())


def sizes_tried(tried: Iterable[Mapping[str, int]]) -> dict[str, str]:
    """Collect the values that each size took, for a sentence that quotes them.

    Examples
    --------
    >>> sizes_tried([{"m": 5}, {"m": 7}, {"m": 5}])
    {'m': '5, 7'}
    >>> sizes_tried([{"m": 5}, {"m": 7}, {"m": 6}, {"m": 4}])
    {'m': '5, 7 and more'}
    """
    values: dict[str, dict[str, None]] = {}
    for named in tried:
        for name, size in named.items():
            values.setdefault(name, {})[str(size)] = None
    return {name: quoted(list(found)) for name, found in values.items()}


def quoted(values: list[str]) -> str:
    """List a few values, and of more the first ones."""
    if len(values) <= MOST_SIZES:
        return ", ".join(values)
    return f"{', '.join(values[: MOST_SIZES - 1])} and more"
