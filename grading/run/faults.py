"""Failures of the grader itself: kept with all details, for whoever mends it."""

from datetime import UTC, datetime
from pathlib import Path


def note(log: Path, about: str, details: str) -> None:
    """Put one failure behind the others.

    Parameters
    ----------
    log : Path
        `grading.log` of the class.
    about : str
        What was being graded.
    details : str
        The traceback.
    """
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with log.open("a", encoding="utf-8") as file:
        file.write(f"{now} {about}\n{details.rstrip()}\n\n")
