"""All records of a class, in their files."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from grading.errors import GradingError
from grading.found.record import Record, read
from grading.state_file import DamagedFileError


class Shelf(Sequence[Record]):
    """Records in their files, read one by one when they are looked at.

    Parameters
    ----------
    paths : iterable of Path
        The files.
    """

    def __init__(self, paths: Iterable[Path]) -> None:
        self.paths = tuple(paths)

    def of_assignment(self, name: str) -> "Shelf":
        """Return the records of one assignment."""
        return Shelf(path for path in self.paths if path.stem == name)

    def __len__(self) -> int:
        return len(self.paths)

    def __getitem__(self, index: int) -> Record:
        return read(self.paths[index])

    def __iter__(self) -> Iterator[Record]:
        """Yield what can be read; `damaged` names what can not."""
        for path in self.paths:
            try:
                found = read(path)
            except DamagedFileError:
                continue
            yield found


def damaged(results: Path) -> Iterator[DamagedFileError]:
    """Yield what is wrong with each record that cannot be read."""
    for path in records(results).paths:
        try:
            read(path)
        except DamagedFileError as error:
            yield error


def records(results: Path) -> Shelf:
    """Return all records, by student and assignment."""
    return Shelf(sorted(results.glob("*/*.json")))


def existing(results: Path) -> Sequence[Record]:
    """Read all records, and refuse if there is none.

    Raises
    ------
    GradingError
        If nothing was graded yet.
    """
    found = records(results)
    if not found:
        raise GradingError(f"{results} holds no records; run grade first")
    return found
