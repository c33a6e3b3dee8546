"""What is said about a rule that is not kept: where it is, what is wrong, what to do.

A rule is a small function that yields findings. Rules of one kind stand together in a
`Rules`, which is also the decorator that enters them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
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

    @property
    def where(self) -> str:
        """The place in words, without the file.

        Examples
        --------
        >>> Finding(Path("07_tiny.py"), 9, "not Python", 2, "half").where
        'line 9, cell 2 ("half")'
        """
        cell = f", cell {self.cell}" if self.cell else ""
        name = f' ("{self.name}")' if self.name else ""
        return f"line {self.line}{cell}{name}"

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


def line_of(path: Path, *phrases: str) -> int:
    """Find the line of the first phrase that a file holds; 1 if it holds none."""
    text = path.read_text(encoding="utf-8")
    places = [text.find(phrase) for phrase in phrases if phrase in text]
    return text.count("\n", 0, places[0]) + 1 if places else 1


def grouped(found: Iterable[Finding]) -> Iterator[str]:
    r"""Write findings file by file, in the order of their lines.

    Examples
    --------
    >>> print(*grouped([Finding(Path("a.py"), 3, "too long; cut it", 2)]), sep="\n")
    a.py
      line 3, cell 2: too long; cut it
    """
    for path, some in groupby(sorted(found, key=place), lambda one: one.path):
        yield near(path)
        for one in some:
            yield f"  {one.where}: {one.text}"


def place(finding: Finding) -> tuple[Path, int]:
    """Return what findings are sorted by."""
    return finding.path, finding.line


def near(path: Path) -> str:
    """Write a path as it is seen from the working directory."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
