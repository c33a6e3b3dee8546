"""Records as they were before: nothing that was found is overwritten.

Before a record that found something else takes its place, a record is copied, byte for
byte, to `results/<student>/history/<assignment>/`, under the time at which it was
graded. One that found the same is not kept twice.
"""

from pathlib import Path

from grading import atomic
from grading.found import record
from grading.found.record import Record
from grading.state_file import DamagedFileError

HISTORY = "history"
# Of a record and of a result: what was found, not when, where and by what.
FOUND = ("problem", "repairs", "remarks")
FOUND_OF_RESULT = ("exercise", "status", "points", "max_points", "earned", "diagnosis")


def keep(results: Path, new: Record) -> Path | None:
    """Keep the record that a new one will replace, if it found something else.

    Parameters
    ----------
    results : Path
        The folder of all records.
    new : Record
        What will be written in its place.

    Returns
    -------
    Path, optional
        The copy; None if there is nothing to keep.
    """
    path = record.place(results, new.student, new.assignment)
    try:
        before = record.last(results, new.student, new.assignment)
    except DamagedFileError:
        return None  # whoever writes the new one sets it aside
    if before is None or found(before) == found(new):
        return None
    moment = before.graded.replace(":", "-")
    copy = results / new.student / HISTORY / new.assignment / f"{moment}.json"
    return atomic.write(copy, path.read_bytes())


def found(one: Record) -> tuple:
    """Return what was found in a submission, and in which file."""
    results = [
        tuple(getattr(result, name) for name in FOUND_OF_RESULT)
        for result in one.results
    ]
    about = [getattr(one, name) for name in FOUND]
    return one.submitted["sha256"], about, results
