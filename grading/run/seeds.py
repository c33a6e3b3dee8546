"""Which random probes a submission gets: a keyed hash of who and what.

The probes are no secret, their seeds are: an answer that was written down for the
public seed fails here. The same student gets the same seed again, so that grading can
be repeated.
"""

import hashlib
import hmac
from collections.abc import Iterable

from nnlib.check import Exercise

WORDS = 4
WORD_BYTES = 4


def seed(secret: bytes, student: str, exercise: str) -> list[int]:
    """Draw the seed of one student's exercise.

    Parameters
    ----------
    secret : bytes
        The secret of the class.
    student : str
        Student id.
    exercise : str
        Id of the exercise.

    Returns
    -------
    list of int
        Four words of 32 bits, for `numpy.random.default_rng`.

    Examples
    --------
    >>> seed(b"key", "ada", "02/sigmoid") == seed(b"key", "ada", "02/propagate")
    False
    """
    message = f"{student}\n{exercise}".encode()
    digest = hmac.new(secret, message, hashlib.sha256).digest()
    return [
        int.from_bytes(digest[WORD_BYTES * i : WORD_BYTES * (i + 1)], "big")
        for i in range(WORDS)
    ]


def of_all(
    secret: bytes, student: str, exercises: Iterable[Exercise]
) -> dict[str, list[int]]:
    """Draw the seeds of one student by the id of the exercise."""
    return {one.id: seed(secret, student, one.id) for one in exercises}
