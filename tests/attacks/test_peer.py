"""The table: every attack, nbgrader's score, ours, and the honest one."""

from pathlib import Path

import nbformat
import pytest

from . import peer
from .attack import LEFT, NAME, Attack, handed_in, traces
from .conftest import Outcome, places

pytestmark = pytest.mark.long
HEAD = ("attack", "nbgrader", "ours", "honest")


def test_the_table_of_all_attacks(everything, capsys, tmp_path):
    rows = [
        (student, theirs(everything, student, attack, tmp_path), *ours_and_honest)
        for student, attack in everything.attacks.items()
        if (ours_and_honest := (everything.score(student), attack.honest))
    ]
    with capsys.disabled():
        print("", shown([HEAD, *rows]), sep="\n")
    stolen = [row for row in rows if is_number(row[1]) and float(row[1]) > row[3]]
    # Otherwise these were no attacks.
    assert len(stolen) >= 5
    for path in [*traces(everything.room.folder), *Path("/tmp").glob(f"*{LEFT}*")]:
        path.unlink()


def theirs(outcome: Outcome, student: str, attack: Attack, folder) -> str:
    """Return what nbgrader makes of an attack."""
    if not attack.peer or attack.long:
        return "not run"
    course = peer.copied(outcome.room.clean, folder / student)
    released, solved = (
        nbformat.read(stage / NAME / f"{NAME}.ipynb", as_version=4)
        for stage in (course.release, course.source)
    )
    facts = outcome.room.facts | places(course)
    return peer.score(course, student, handed_in(attack, released, solved, facts))


def is_number(text: str) -> bool:
    """Tell whether nbgrader gave a score."""
    return text.replace(".", "", 1).isdigit()


def shown(rows: list[tuple]) -> str:
    """Return a table as text."""
    texts = [
        [f"{one:g}" if type(one) is float else str(one) for one in r] for r in rows
    ]
    widths = [max(len(row[i]) for row in texts) for i in range(len(HEAD))]
    return "\n".join(
        "  ".join(one.ljust(width) for one, width in zip(row, widths, strict=True))
        for row in texts
    )
