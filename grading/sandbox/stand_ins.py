"""What student code finds in place of modules that it must not or need not have.

What draws, checks and explains is silent: a notebook runs through it. A bar of
progress goes through what it is given, and shows nothing. What is not
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


class Bar(Silent):
    """A bar of progress that goes through what it is given, and shows nothing.

    Examples
    --------
    >>> with Bar(range(3), desc="steps") as steps:
    ...     [step for step in steps]
    [0, 1, 2]
    """

    def __init__(
        self, iterable: Iterable = (), *args: object, **options: object
    ) -> None:
        self.iterable, self.n, self.total = iterable, 0, options.get("total")

    def __iter__(self) -> Iterator:
        return iter(self.iterable)

    def __len__(self) -> int:
        return len(self.iterable)

    def __exit__(self, *error: object) -> bool:
        # Unlike a demonstration, it hides no error.
        return False

    def update(self, n: float = 1) -> None:
        """Count steps."""
        self.n += n


class Progress(Silent):
    """Several bars of progress that count what is told of them, and show nothing."""

    def __init__(self, *columns: object, **options: object) -> None:
        self.left: dict[int, float] = {}

    @property
    def finished(self) -> bool:
        """Tell whether all bars have come to their end."""
        return all(left <= 0 for left in self.left.values())

    def __exit__(self, *error: object) -> bool:
        return False

    def add_task(self, about: str = "", total: float = 100, **options: object) -> int:
        """Begin a bar, and return its number."""
        self.left[len(self.left)] = total or 0
        return len(self.left) - 1

    def advance(self, task: int, advance: float = 1) -> None:
        """Count steps of a bar."""
        self.left[task] -= advance

    def update(self, task: int, advance: float = 0, **options: object) -> None:
        """Count steps of a bar; what else there is to be shown is left out."""
        self.advance(task, advance or 0)

    def track(self, sequence: Iterable, *args: object, **options: object) -> Iterator:
        """Go through a sequence."""
        return iter(sequence)


def bar_range(*limits: int, **options: object) -> Bar:
    """Go through whole numbers as `range` does, and show nothing."""
    return Bar(range(*limits))


def track(sequence: Iterable, *args: object, **options: object) -> Iterator:
    """Go through a sequence, and show nothing."""
    return iter(sequence)


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
