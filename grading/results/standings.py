"""The histories of a class, kept up to date while it is graded.

What a submission counts is noted where it has changed. What an instructor should be
told of it is remembered: whose points moved, and where points by hand are of an earlier
file.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from nbgrader.api import SubmittedAssignment

from grading.course_file.terms import Terms
from grading.found.record import Record
from grading.results import earlier_file
from grading.results.earlier_file import Surpassed
from grading.results.moved import Move, same
from grading.results.standing import (
    ANEW,
    FIRST,
    FORM,
    NOTED,
    Standing,
    entries,
    move,
    now_text,
    place,
    reasons,
    standing,
)
from grading.state_file import Content, DamagedFileError, set_aside

SET_ASIDE = (
    "the history {path} was damaged: {why}; it is kept as {kept}, and a new one begins "
    "with what counts today"
)


class Standings:
    """Notes what submissions count, and remembers what is to be told of it.

    Parameters
    ----------
    results : Path
        The folder of all records.
    """

    def __init__(self, results: Path) -> None:
        self.results = results
        self.began = now_text()
        self.moved: list[Move] = []
        self.notes: list[str] = []
        self.now: dict[tuple[str, str], Standing] = {}
        self.surpassed: dict[tuple[str, str], list[Surpassed]] = {}

    def note(self, record: Record, found: SubmittedAssignment, terms: Terms) -> None:
        """Note what one submission counts now, if that is something else.

        Parameters
        ----------
        record : Record
            What was found in it.
        found : SubmittedAssignment
            Its row in the gradebook, with scores entered.
        terms : Terms
            What holds in the class.
        """
        path = place(self.results, record.student, record.assignment)
        now = standing(record, found, terms)
        before = self.read(path)
        known, seen = before if before else ([], {})
        last = {"graded": now.graded, "editions": now.editions}
        if not known:
            known = [self.first(now, anew=before is None)]
        elif not now.counts_like(known[-1]):
            known = [*known, self.moving(record, known[-1], now, seen)]
        key = record.student, record.assignment
        self.now[key] = now
        self.surpassed[key] = list(earlier_file.surpassed(record, known))
        if before is None or (known, last) != before:
            FORM.write(path, {"entries": [asdict(one) for one in known], "seen": last})

    def read(self, path: Path) -> tuple[list[Standing], Mapping[str, Any]] | None:
        """Read what was noted; a file that cannot be read is set aside, and told."""
        try:
            return FORM.read(path, noted) if path.is_file() else ([], {})
        except DamagedFileError as error:
            about = {"path": path, "why": error.why, "kept": set_aside(path).name}
            self.notes.append(SET_ASIDE.format(**about))
            return None

    def first(self, now: Standing, *, anew: bool) -> Standing:
        """Return the first line of a history: of today, unless it was graded now."""
        if anew:
            return replace(now, why=[ANEW])
        if now.graded >= self.began:
            return replace(now, when=now.graded, why=[FIRST])
        return replace(now, why=[NOTED])

    def moving(
        self, record: Record, before: Standing, now: Standing, seen: Mapping[str, Any]
    ) -> Standing:
        """Return a standing with its reasons, and remember it if points moved."""
        why = reasons(before, now, seen)
        if not same(before.points, now.points):
            self.moved.append(move(record, before, now, why))
        graded = now.graded != seen["graded"]
        return replace(now, when=now.graded if graded else now.when, why=why)

    def told(self) -> Iterator[str]:
        """Say where points by hand are less than what the file of now earns."""
        yield from earlier_file.told(
            [one for some in self.surpassed.values() for one in some]
        )


def noted(content: Content) -> tuple[list[Standing], Mapping[str, Any]]:
    """Return the standings that a file holds, and what was seen last."""
    seen = content["seen"]
    return entries(content), {name: seen[name] for name in ("graded", "editions")}
