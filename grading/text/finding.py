"""What is said about a rule that is not kept: where it is, what is wrong, what to do.

A rule is a small function that yields findings. Rules of one kind stand together in a
`Rules`, which is also the decorator that enters them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grading.errors import SourceError


@dataclass(frozen=True)
class Finding:
    """One place where a rule is not kept.

    Parameters
    ----------
    path : Path
        The file.
    line : int
        Counted from 1.
    text : str
        What is wrong, and how the rule is kept.
    cell : int, optional
        Number of the cell, in a source.
    name : str, optional
        Name on the marker line of the cell.
    """

    path: Path
    line: int
    text: str
    cell: int | None = None
    name: str | None = None

    def error(self) -> SourceError:
        """Return the finding as an error that stops a build."""
        return SourceError(self.path, self.text, self.cell, self.name, self.line)


class Rules(list):
    """Rules of one kind, in the order in which they are tried.

    Examples
    --------
    >>> rule = Rules()
    >>> @rule
    ... def positive(number):
    ...     if number < 0:
    ...         yield Finding(Path("n.txt"), 1, f"{number} is below 0; take another")
    >>> [finding.text for finding in rule.broken(-1)]
    ['-1 is below 0; take another']
    """

    def __call__(self, rule: Callable) -> Callable:
        """Enter a rule; to be used as a decorator."""
        self.append(rule)
        return rule

    def broken(self, *subject: Any) -> Iterator[Finding]:
        """Yield what every rule finds."""
        for rule in self:
            yield from rule(*subject)

    def first_broken(self, *subject: Any) -> list[Finding]:
        """List what the first broken rule finds; later ones rely on those before."""
        found = (list(rule(*subject)) for rule in self)
        return next(filter(None, found), [])


def line_of(path: Path, phrase: str) -> int:
    """Find the first line of a file that holds a phrase; 1 if none does."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((n for n, line in enumerate(lines, 1) if phrase in line), 1)
