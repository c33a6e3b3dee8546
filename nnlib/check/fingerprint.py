"""A short number that changes when the exercises of a notebook change.

A notebook carries the fingerprint of the exercises it was built with, so that checks
and grading can tell a notebook that belongs to another version of the course.
"""

import hashlib
import inspect
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any


def fingerprint(exercises: Sequence[Any]) -> str:
    """Compute the fingerprint of exercises.

    Parameters
    ----------
    exercises : Sequence of Exercise
        In teaching order; `id`, `parts`, `max_points` and the file in which `probes` is
        written are read.

    Returns
    -------
    str
        64 hexadecimal digits of SHA-256, the same on every system.
    """
    rows = [
        [exercise.id, dict(exercise.parts), exercise.max_points, _text(exercise.probes)]
        for exercise in exercises
    ]
    return hashlib.sha256(json.dumps(rows).encode("utf-8")).hexdigest()


def _text(function: Any) -> str:
    # Read as text: a checkout with other line ends has the same fingerprint.
    path = inspect.getsourcefile(inspect.unwrap(function))
    return Path(path).read_text(encoding="utf-8") if path else ""
