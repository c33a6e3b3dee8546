"""The cells that every submission of a notebook begins with, run once for all.

A notebook opens with imports and data that students leave as they are. The warm process
runs these before it forks, so that no submission waits for them; one that begins in
another way has its cells run as they stand.
"""

import json
from collections.abc import Sequence
from pathlib import Path

from grading import atomic

# Beside `child`, which reads it.
PLACE = Path("_student_process", "first_cells.json")


def write(library: Path, cells: Sequence[tuple[str, str]]) -> Path:
    """Put the first cells of a release into a library.

    Parameters
    ----------
    library : Path
        The directory made by `student_library`; no process of it runs yet.
    cells : sequence of (str, str)
        Label and source of each, in order.

    Returns
    -------
    Path
        The file.
    """
    plain = [{"label": label, "source": source} for label, source in cells]
    return atomic.write_text(library / PLACE, json.dumps(plain))


def sources(library: Path) -> tuple[str, ...]:
    """Return the texts of the first cells that were put into a library.

    Parameters
    ----------
    library : Path
        The directory made by `student_library`.

    Returns
    -------
    tuple of str
        None of them where nothing was put there.
    """
    try:
        plain = json.loads((library / PLACE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    return tuple(cell["source"] for cell in plain)
