"""What a record was made from: the file, the exercises, and the program that graded.

A submission whose record was made from the same file by the same editions of its
exercises need not be graded again: that is how a run that was killed goes on where it
stopped. The program is kept on record, so that a difference can be explained; another
numpy, another Python or another machine moves nobody's points by itself.
"""

import hashlib
import sys
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

import nnlib
from grading.found.record import Record
from nnlib.check import Exercise

PACKAGES = (Path(__file__).parents[1], Path(nnlib.__file__).parent)
# The texts of the notebooks grade nothing; what is released of them is looked at.
LEFT_OUT = PACKAGES[0] / "authoring"


def program(released: str) -> str:
    """Compute the fingerprint of everything that grades.

    Parameters
    ----------
    released : str
        Hash of the released notebook, from which submissions are mended.

    Returns
    -------
    str
        64 hexadecimal digits: of this, both packages, Python and numpy.
    """
    return hashlib.sha256(f"{installed()} {released}".encode()).hexdigest()


@cache
def installed() -> str:
    """Compute the fingerprint of the installed programs."""
    digest = hashlib.sha256(f"{sys.version} {version('numpy')}".encode())
    for package in PACKAGES:
        for path in sorted(package.rglob("*.py")):
            if LEFT_OUT not in path.parents:
                digest.update(path.relative_to(package).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


def is_current(record: Record, sha256: str, exercises: Iterable[Exercise]) -> bool:
    """Tell whether a record is what grading a file now would have to find.

    Parameters
    ----------
    record : Record
        What was found last.
    sha256 : str
        Hash of the file that would be graded now.
    exercises : iterable of Exercise
        Those that would grade it.

    Returns
    -------
    bool
        False also where the grader failed the last time.
    """
    return (
        bool(record.program)
        and record.submitted["sha256"] == sha256
        and record.editions == {one.id: one.edition for one in exercises}
    )
