"""What a notebook's first cell says: where it runs, and what will be in the way."""

from collections.abc import Iterator, Mapping

from nnlib.opening import messages, place
from nnlib.saved_notebook import own_file


def said(notebook: str, namespace: Mapping[str, object]) -> tuple[str, str]:
    """Say on one line where a notebook runs, and below it what is in the way.

    Parameters
    ----------
    notebook : str
        Its number.
    namespace : mapping of str to object
        Its names.

    Returns
    -------
    (str, str)
        A title and a text; no text where nothing is in the way.
    """
    file = own_file(namespace)
    found = [*place.troubles(file), *shared(notebook, namespace)]
    title = messages.NOT_QUITE if found else messages.READY
    return title.format(where=place.where(file)), "\n".join(found)


def shared(notebook: str, namespace: Mapping[str, object]) -> Iterator[str]:
    """Say that the kernel already runs another notebook of the course."""
    other = getattr(namespace.get("check"), "number", notebook)
    if other != notebook:
        yield messages.SHARED.format(other=other)
