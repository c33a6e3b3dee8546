"""A short number that changes when the exercises of a notebook change.

A notebook carries the fingerprint of the exercises it was built with, so that checks
and grading can tell a notebook that belongs to another version of the course. What an
exercise shares with its siblings is part of it.
"""

import ast
import functools
import hashlib
import inspect
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any


def fingerprint(exercises: Sequence[Any]) -> str:
    """Compute the fingerprint of exercises.

    Parameters
    ----------
    exercises : Sequence of Exercise
        In teaching order; `id`, `parts`, `max_points` and the file in which `probes` is
        written are read, and what this file imports of the exercises' package.

    Returns
    -------
    str
        64 hexadecimal digits of SHA-256, the same on every system.
    """
    rows = [
        [exercise.id, dict(exercise.parts), exercise.max_points, *_texts(exercise)]
        for exercise in exercises
    ]
    return hashlib.sha256(json.dumps(rows).encode("utf-8")).hexdigest()


def _texts(exercise: Any) -> list[str]:
    own = inspect.getmodule(inspect.unwrap(exercise.probes))
    # Package, folder of a notebook, file of an exercise.
    package = ".".join(own.__name__.split(".")[:-2]) if own else ""
    found, waiting = {}, [own]
    while waiting:
        module = waiting.pop()
        if module and module.__name__ not in found:
            found[module.__name__] = text = _text(module)
            waiting += _imported(text, package) if package else ()
    return [found[name] for name in sorted(found)]


def _text(module: ModuleType) -> str:
    # Read as text: a checkout with other line ends has the same fingerprint.
    path = inspect.getsourcefile(module)
    return Path(path).read_text(encoding="utf-8") if path else ""


def _imported(text: str, package: str) -> Iterator[ModuleType | None]:
    for source, name in _imports(text):
        if f"{source}.".startswith(f"{package}."):
            yield sys.modules.get(f"{source}.{name}") or sys.modules.get(source)


@functools.cache  # a class report asks for every student
def _imports(text: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (node.module, name.name)
        for node in ast.parse(text).body
        if isinstance(node, ast.ImportFrom) and node.module
        for name in node.names
    )
