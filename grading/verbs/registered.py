"""How a verb is described: its line in the list, its own page, what it can be told.

The description stands on the function that does the work, so that a verb is whole in
one place. `grading.verbs` puts them in the order of a notebook's path.
"""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Verb:
    """One command.

    Parameters
    ----------
    run : callable
        Does it, and returns the exit code.
    short, more : str
        Its line in the list, and what its own page says besides.
    options : tuple
        What it can be told, each as `option` gives it.
    """

    run: Callable[[argparse.Namespace], int]
    short: str
    more: str
    options: tuple

    @property
    def name(self) -> str:
        """As it is called: the name of the function."""
        return self.run.__name__.replace("_", "-")

    @property
    def description(self) -> str:
        """What its own page says."""
        plain = self.short.removeprefix("besides: ")
        return f"{plain[0].upper()}{plain[1:]}. {self.more}"


REGISTERED: list[Verb] = []


def verb(short: str, more: str, *options: tuple) -> Callable:
    """Register the function below as the verb of its name.

    Parameters
    ----------
    short, more, *options
        As `Verb` has them.

    Returns
    -------
    callable
        A decorator; the function stays as it is.
    """

    def register(run: Callable) -> Callable:
        REGISTERED.append(Verb(run, short, more, options))
        return run

    return register


def option(*names: str, **look: Any) -> tuple[tuple[str, ...], dict[str, Any]]:
    """Describe an option or an argument, as argparse takes it."""
    return names, look


def flag(name: str, help: str) -> tuple[tuple[str, ...], dict[str, Any]]:
    """Describe an option that is said or left out."""
    return option(name, action="store_true", help=help)


CLASS = option(
    "--course", type=Path, required=True, metavar="DIR", help="the class folder"
)
ONE_NOTEBOOK = option("--notebook", metavar="NN", help="only this one, such as 02")
DRY_RUN = flag("--dry-run", "write nothing; say what would be done")
UNSAFE = flag(
    "--unsafe-no-sandbox",
    "go on where student code cannot be kept apart; every record says so",
)
