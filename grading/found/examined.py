"""What one exercise of one submission came to, before it is put on record."""

from dataclasses import dataclass

from nnlib.check import Verdict


@dataclass(frozen=True)
class Examined:
    """A verdict, and how it came about.

    Parameters
    ----------
    verdict : Verdict
        What was found.
    with_course : tuple of str
        Needed functions for which the course's stood in.
    fault : str
        The traceback where the grader itself failed, otherwise empty.
    place : str
        Where the mistake stands, in a few words for whoever teaches; empty where
        nobody knows.
    """

    verdict: Verdict
    with_course: tuple[str, ...] = ()
    fault: str = ""
    place: str = ""
