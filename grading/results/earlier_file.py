"""Points by hand that were given for an earlier file than the one that counts now.

What an instructor gave stays, and counts: no program takes it back. But it may be less
than what a later file earns, so it is told: to the instructor, and on the page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grading.course_file.weights import Weights
from grading.found.record import Record, number
from grading.results.moved import MOST_TOLD, same
from grading.results.standing import Standing
from nnlib.wording import counted, listed

LESS = (
    "By hand, for an earlier file, and less than the file of now earns: {names}. What "
    "you gave counts; empty the field in formgrader, and the file counts."
)


@dataclass(frozen=True)
class Surpassed:
    """Points by hand for an earlier file that are less than what the new one earns.

    Parameters
    ----------
    student, notebook, name : str
        Whose, the number of the notebook, and the function.
    given, earned : float
        What counts, and what would count without points by hand.
    """

    student: str
    notebook: str
    name: str
    given: float
    earned: float

    def __str__(self) -> str:
        """Name it in a list."""
        given, earned = number(self.given), number(self.earned)
        return f"{self.student} {self.notebook} {self.name} {given} (earns {earned})"


def earlier(noted: Sequence[Standing]) -> list[str]:
    """Name the exercises whose points by hand were given for an earlier file.

    Parameters
    ----------
    noted : sequence of Standing
        What a submission counted, oldest first; the last is what it counts now.

    Returns
    -------
    list of str
        Functions.
    """
    now = noted[-1]
    return [name for name in now.by_hand if given_for(noted, name) != now.sha256]


def given_for(noted: Sequence[Standing], name: str) -> str:
    """Return the hash of the file that counted when points by hand were given."""
    now = found = noted[-1]
    for one in reversed(noted[:-1]):
        if one.decided(name):
            continue  # they were set aside meanwhile
        if name not in one.by_hand or not same(one.share(name), now.share(name)):
            break
        found = one
    return found.sha256


def surpassed(record: Record, noted: Sequence[Standing]) -> Iterator[Surpassed]:
    """Yield the points by hand that are less than what the file of now earns.

    Parameters
    ----------
    record : Record
        What was found in the file of now.
    noted : sequence of Standing
        As for `earlier`.
    """
    now, old = noted[-1], earlier(noted)
    weights = Weights(now.worth, now.full, waived=now.waived)
    for one in record.counting(weights).results if old else ():
        given = now.scores.get(one.name)
        if one.name in old and one.score is not None and given is not None:
            if given < one.score and not same(given, one.score):
                yield Surpassed(
                    record.student, record.notebook, one.name, given, one.score
                )


def told(found: Sequence[Surpassed]) -> Iterator[str]:
    """Say in one line where points by hand are less than what a new file earns."""
    more = len(found) - MOST_TOLD
    rest = [f"{counted(more, 'exercise')} more (see history)"] if more > 0 else []
    if found:
        yield LESS.format(names=listed([*map(str, found[:MOST_TOLD]), *rest]))
