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
    if file is None:
        yield messages.FILE_UNKNOWN
    elif not file.is_file():
        yield messages.FILE_GONE.format(name=file.name)
    elif others := unsaved(check, namespace, file):
        yield messages.UNSAVED.format(names=listed(others))
    else:
        yield messages.SAVED.format(name=file.name, folder=file.parent)


def unsaved(check: Any, namespace: Mapping[str, object], file: Path) -> list[str]:
    """Name the functions whose text, as it runs here, is not in the saved file."""
    held = "\n\n".join(saved_notebook.code_of(file))
    texts = {n: source_of(namespace[n]) for n in check.exercises if n in namespace}
    return [name for name, text in texts.items() if text.strip() not in held]
