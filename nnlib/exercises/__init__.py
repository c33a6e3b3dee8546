"""What is graded: a folder per notebook, a file per exercise, in teaching order."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence

from nnlib import check, saved_notebook
from nnlib.check import course_lends, edition, messages, tried, waits_for
from nnlib.check.shown import Note, in_ipython, show
from nnlib.exercises.starting import starting_text
from nnlib.exercises.teaching_order import taught
from nnlib.opening import lacking, listening, ready
from nnlib.predictions import predictions
from nnlib.wording import listed

__all__ = [
    "checks",
    "course_lends",
    "editions",
    "evaluate",
    "exercises",
    "get",
    "starting_text",
    "waits_for",
]

FOLDERS = {
    "00": "slopes_and_graphs",
    "01": "logistic_loops",
    "02": "logistic",
    "03": "two_layer",
    "04": "deep",
    "05": "multiclass",
}
NOTEBOOKS = {number: taught(f"{__name__}.{name}") for number, name in FOLDERS.items()}


def exercises(notebook: str) -> tuple[check.Exercise, ...]:
    """Return the exercises of a notebook in teaching order.

    Parameters
    ----------
    notebook : str
        Number of the notebook, for example ``"02"``.

    Returns
    -------
    tuple of nnlib.check.Exercise
        What the notebook grades.

    Raises
    ------
    ValueError
        If no notebook has this number.

    Examples
    --------
    >>> [exercise.name for exercise in exercises("02")][:3]
    ['sigmoid', 'flatten_images', 'standardize']
    """
    if notebook not in NOTEBOOKS:
        known = ", ".join(NOTEBOOKS)
        raise ValueError(f"notebook is {notebook!r}, expected one of {known}")
    return NOTEBOOKS[notebook]


def get(id: str) -> check.Exercise:
    """Return one exercise.

    Parameters
    ----------
    id : str
        Notebook and function, for example ``"02/propagate"``.

    Returns
    -------
    nnlib.check.Exercise
        The exercise of this id.

    Raises
    ------
    ValueError
        If there is no such exercise.

    Examples
    --------
    >>> get("02/propagate").max_points
    25.0
    """
    found = {exercise.id: exercise for exercise in exercises(id.split("/")[0])}
    if id not in found:
        raise ValueError(f"id is {id!r}, expected one of {', '.join(found)}")
    return found[id]


def checks(notebook: str) -> check.Check:
    """Return the check of a notebook, to be called below each function.

    Parameters
    ----------
    notebook : str
        Number of the notebook, for example ``"02"``.

    Returns
    -------
    nnlib.check.Check
        Called with a function, it shows what is right and returns the points. A
        notebook is told where it runs; that it belongs to other exercises, if that is
        known; and that its Python is newer than any the course was tried on.
    """
    namespace = sys._getframe(1).f_globals
    made = check.Check(exercises(notebook), starting_text, predictions(notebook))
    listening.begin()
    if in_ipython():
        show(Note(*ready.said(notebook, namespace)))
    for title, text in of_another_edition(notebook, namespace):
        show(Note(title, text))
    if version := tried.untried():
        newest = ".".join(map(str, tried.NEWEST))
        title = messages.UNTRIED_TITLE.format(version=version)
        show(Note(title, messages.UNTRIED.format(newest=newest)))
    return made


def of_another_edition(
    notebook: str, namespace: Mapping[str, object]
) -> Iterator[tuple[str, str]]:
    """Say which exercises of the running notebook are of another edition.

    Parameters
    ----------
    notebook : str
        Number of the notebook whose exercises are checked.
    namespace : mapping of str to object
        The notebook's names.

    Yields
    ------
    (str, str)
        A title and a text, once; nothing where there is none, or it cannot be told.
    """
    built = saved_notebook.built_with(saved_notebook.own_file(namespace))
    if built.get("notebook") != notebook:
        return
    if others := edition.others(built, exercises(notebook)):
        names = listed(one.name for one in others)
        _, what_to_do = lacking.two_versions(built) or ("", messages.SAME_RELEASE)
        text = f"{messages.TWO_EDITIONS.format(names=names)}\n{what_to_do}"
        yield messages.OTHER_EDITION.format(names=names), text


def evaluate(
    id: str,
    function: Callable,
    seed: int | Sequence[int] = 0,
    *,
    pointing: bool = True,
) -> check.Verdict:
    """Evaluate a function against one exercise.

    Parameters
    ----------
    id : str
        Notebook and function, for example ``"02/propagate"``.
    function : callable
        The version to evaluate.
    seed : int or sequence of int
        Draws the random probes.
    pointing : bool
        Whether the line of a mistake is looked for; not in the course's own functions.

    Returns
    -------
    nnlib.check.Verdict
        Status, points and facts.

    Examples
    --------
    >>> import numpy as np
    >>> evaluate("02/sigmoid", lambda Z: 1 / (1 + np.exp(Z))).diagnosis
    'plus_sign'
    """
    exercise = get(id)
    found = check.evaluate(exercise, check.LocalRunner(function), seed=seed)
    return check.pointed(exercise, function, found, seed=seed) if pointing else found


def editions(notebook: str) -> dict[str, int]:
    """Return the edition of each exercise of a notebook as it is installed.

    Parameters
    ----------
    notebook : str
        Number of the notebook, for example ``"02"``.

    Returns
    -------
    dict of str to int
        By function, in teaching order.

    Examples
    --------
    >>> list(editions("02"))[:2]
    ['sigmoid', 'flatten_images']
    """
    return {one.name: one.edition for one in exercises(notebook)}
