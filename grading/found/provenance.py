"""What a record was made from: the file, the exercises, and the program that graded.

A submission whose record was made from the same three need not be graded again. That is
how a run that was killed goes on where it stopped.
"""

import hashlib
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path

import nnlib
from grading.found.record import Record
from nnlib.exercises import fingerprint

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


def is_current(record: Record, sha256: str, released: str, isolation: str) -> bool:
    """Tell whether grading a file again would find what its record says.

    Parameters
    ----------
    record : Record
        What was found last.
    sha256 : str
        Hash of the file that would be graded now.
    released : str
        Hash of the released notebook.
    isolation : str
        How student code would be kept apart.
    """
    return (
        record.submitted["sha256"] == sha256
        and record.exercises == fingerprint(record.notebook)
        and record.program == program(released)
        and record.isolation == isolation
    )
