"""The text with which each answer begins, as the notebooks hand it out.

`starting_texts.json` beside this file is generated: `python -m grading notebooks` reads
it from the notebooks that it has just written, and a test compares the two.
"""

import json
from functools import cache
from pathlib import Path

PLACE = Path(__file__).with_name("starting_texts.json")


@cache
def starting_texts() -> dict[str, str]:
    """Read the texts of all exercises, by the id of the exercise."""
    return json.loads(PLACE.read_text(encoding="utf-8"))


def starting_text(id: str) -> str:
    """Return the text with which the answer to an exercise begins.

    Parameters
    ----------
    id : str
        Notebook and function, for example ``"02/propagate"``.

    Returns
    -------
    str
        The cell as it was handed out.

    Raises
    ------
    KeyError
        If there is no such exercise.

    Examples
    --------
    >>> starting_text("02/propagate").splitlines()[0]
    'def propagate(w, b, X, Y):'
    """
    return starting_texts()[id]
