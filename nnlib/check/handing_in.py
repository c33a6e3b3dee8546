"""What can be said before a notebook is handed in: of its functions, and of its file.

Only what this kernel has seen and what the saved file holds is said. What the grader
will find is not known here.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from nnlib import saved_notebook
from nnlib.check import messages
from nnlib.check.begun import as_begun
from nnlib.check.description import source_of
from nnlib.check.left_out import binds
from nnlib.wording import listed


def handing_in(check: Any, namespace: Mapping[str, object]) -> tuple[str, str]:
    """Say which checks passed in this kernel, and which file to send.

    Parameters
    ----------
    check : Check
        With its `exercises`, and the `latest` verdict on each function that was
        `checked`.
    namespace : mapping of str to object
        The notebook's names.

    Returns
    -------
    (str, str)
        A title and a text.
    """
    found: dict[str, list[str]] = {}
    for name in check.exercises:
        found.setdefault(state(check, name, namespace.get(name)), []).append(name)
    lines = [
        text.format(names=listed(found[one]))
        for one, text in messages.BEFORE_HANDING_IN.items()
        if one in found
    ]
    return messages.HANDING_IN, "\n".join([*lines, *about_file(check, namespace)])


def state(check: Any, name: str, function: object) -> str:
    """Return what is known of a function, as a key of `messages.BEFORE_HANDING_IN`."""
    source = source_of(function) if callable(function) else ""
    if not callable(function):
        return "not_run"
    if as_begun(source, check.exercises[name].starting):
        return "not_attempted"
    if name not in check.latest:
        return "not_checked"
    if check.checked[name] != source:
        return "changed"
    return "passed" if check.latest[name].status == "passed" else "not_passed"


def about_file(check: Any, namespace: Mapping[str, object]) -> Iterator[str]:
    """Yield whether the saved file holds what is defined here, and where it lies."""
    file = saved_notebook.own_file(namespace)
    here = [n for n in check.exercises if callable(namespace.get(n))]
    if file is not None and not file.is_file():
        yield messages.FILE_GONE.format(name=file.name)
    elif not here:
        yield messages.NOTHING_RUN
    elif file is None:
        yield messages.FILE_UNKNOWN
    else:
        texts = {name: in_lines(source_of(namespace[name])) for name in here}
        yield from about_texts(check, texts, file)


def about_texts(check: Any, texts: Mapping[str, str], file: Path) -> Iterator[str]:
    """Yield where the saved file holds functions, or that something else counts."""
    held = in_lines("\n\n".join(saved_notebook.code_of(file)))
    unsaved = [name for name, text in texts.items() if text not in held]
    counts = counting(check, file)
    others = [
        name
        for name, text in texts.items()
        if name not in unsaved and text not in counts.get(name, text)
    ]
    if unsaved:
        yield messages.UNSAVED.format(names=listed(unsaved))
    if others:
        yield messages.ANOTHER_COUNTS.format(names=listed(others))
    if not unsaved and not others:
        yield messages.SAVED.format(name=file.name, folder=file.parent)


def counting(check: Any, file: Path) -> dict[str, str]:
    """Return the answers that count when graded: the last cell made for each."""
    found = {}
    for cell in saved_notebook.cells_of(file):
        name, text = saved_notebook.answer_in(cell), saved_notebook.text_of(cell)
        exercise = check.exercises.get(name)
        if exercise and binds(text, name) and not as_begun(text, exercise.starting):
            found[name] = in_lines(text)
    return found


def in_lines(text: str) -> str:
    """Return a text with ends of lines as Python writes them, and no blanks around."""
    return "\n".join(text.splitlines()).strip()
