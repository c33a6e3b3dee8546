"""The pictures that there are, each registered where it is defined.

Those of the library stand in modules of `nnlib.plotting`, those of a single notebook in
modules of `nnlib.plotting.exhibits`.
"""

from collections.abc import Callable, Iterable
from importlib import import_module
from pkgutil import iter_modules

# From the package in which it stands to the pictures by name.
PICTURES: dict[str, dict[str, Callable]] = {}


def picture(function: Callable) -> Callable:
    """Register a function that draws a picture.

    Its docstring ends with an example: notebooks' authors read it, tests draw it.

    Parameters
    ----------
    function : callable
        Returns a `Picture`.

    Returns
    -------
    callable
        The same function.
    """
    package = function.__module__.rpartition(".")[0]
    PICTURES.setdefault(package, {})[function.__name__] = function
    return function


def pictures_of(package: str, path: Iterable[str]) -> dict[str, Callable]:
    """Import all modules of a package and give the pictures that they define.

    Parameters
    ----------
    package : str
        Its name.
    path : iterable of str
        Its folders.

    Returns
    -------
    dict of str to callable
        The functions by name.
    """
    for module in iter_modules(path):
        import_module(f"{package}.{module.name}")
    return PICTURES[package]
