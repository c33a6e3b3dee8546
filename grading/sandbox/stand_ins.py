"""What student code finds in place of modules that it must not or need not have.

What draws, checks and explains is silent: a notebook runs through it. What is not
built yet is absent, and says so by its name. This file stands alone, because it is
copied into the directory that student code imports from.
"""

from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Self


class Silent:
    """Accepts every call and has every attribute; gives nothing but itself.

    Examples
    --------
    >>> check = Silent()
    >>> with check.waits_for(print):
    ...     list(check("02").hint(print, level=2))
    []
    """

    def __call__(self, *args: object, **options: object) -> Self:
        """Do nothing."""
        return self

    def __getattr__(self, name: str) -> Self:
        if is_dunder(name):
            raise AttributeError(name)
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> bool:
        # A demonstration that waits for unwritten functions ends quietly, as at home.
        return isinstance(error, Exception)

    def __iter__(self) -> Iterator[Self]:
        return iter(())

    def __bool__(self) -> bool:
        return False


SILENT = Silent()


def is_dunder(name: str) -> bool:
    """Tell whether Python itself asks for this name."""
    return name.startswith("__") and name.endswith("__")


def absent(module: str, names: Iterable[str], notebook: str) -> Callable[[str], object]:
    """Return the `__getattr__` of a module that lacks some of its names.

    Parameters
    ----------
    module : str
        Full name of the module.
    names : iterable of str
        What the real module has and this one lacks.
    notebook : str
        Number of the notebook that is graded.

    Returns
    -------
    callable
        Raises `ImportError` for these names and `AttributeError` for all others.
    """
    lacking = frozenset(names)

    def find(name: str) -> object:
        if name in lacking:
            full = f"{module}.{name}"
            text = f"{full} is not available while notebook {notebook} is graded"
            raise ImportError(text, name=full)
        raise AttributeError(f"module {module!r} has no attribute {name!r}")

    return find


def silent(module: str, names: Iterable[str], notebook: str) -> Callable[[str], object]:
    """Return the `__getattr__` of a module that is silent.

    Parameters
    ----------
    module : str
        Full name of the module.
    names : iterable of str
        What it lacks nevertheless, because it would give away what is graded.
    notebook : str
        Number of the notebook that is graded.

    Returns
    -------
    callable
        Gives `SILENT` for every name but these and Python's own.
    """
    lacking = frozenset(names)
    refuse = absent(module, lacking, notebook)

    def find(name: str) -> object:
        return refuse(name) if name in lacking or is_dunder(name) else SILENT

    return find
