"""The exercises of a folder in teaching order: a name for each file, once."""

import importlib
import pkgutil

from nnlib.check import Exercise


def taught(package: str) -> tuple[Exercise, ...]:
    """Collect the exercises of a folder, in its ``TEACHING_ORDER``.

    Parameters
    ----------
    package : str
        Dotted name of the folder.

    Returns
    -------
    tuple of nnlib.check.Exercise
        What each file calls ``EXERCISE``.

    Raises
    ------
    ValueError
        If a file is not named, named twice, or completes no exercise.
    """
    folder = importlib.import_module(package)
    names = folder.TEACHING_ORDER
    files = [one.name for one in pkgutil.iter_modules(folder.__path__)]
    if sorted(files) != sorted(names):
        differing = sorted({*files} ^ {*names}) or sorted(names)
        raise ValueError(
            f"{package}: {', '.join(differing)} must be a file and stand in the "
            "teaching order, both once"
        )
    return tuple(exercise_in(f"{package}.{name}") for name in names)


def exercise_in(module: str) -> Exercise:
    """Import one file, and return the exercise that it completes."""
    found = getattr(importlib.import_module(module), "EXERCISE", None)
    if not isinstance(found, Exercise):
        raise ValueError(
            f"{module} completes no exercise: it has to end with "
            "EXERCISE = exercise.with_hints(...)"
        )
    return found
