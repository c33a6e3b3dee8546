"""A name that the kernel does not know: which cell of the page makes it."""

from collections.abc import Mapping

from nnlib.opening import messages
from nnlib.opening.page import Cell, cells
from nnlib.wording import nearest

# What every notebook of the course begins with, also where its file is not known.
ALWAYS = ("check", "checks", "waits_for")


def explained(name: str, namespace: Mapping[str, object]) -> tuple[str, str] | None:
    """Say which cell makes a name.

    Parameters
    ----------
    name : str
        What Python did not find.
    namespace : mapping of str to object
        The notebook's names.

    Returns
    -------
    (str, str) or None
        A title and a text; None for a name that is not the course's.
    """
    if not name or name in namespace:
        return None
    page = cells(namespace)
    maker = next((cell for cell in page if cell.makes(name)), None)
    if maker is None and name in exercises(page, namespace):
        maker = next((cell for cell in page if cell.answers == name), None)
        if page:
            return without_maker(name, maker)
        maker = Cell(f"def {name}(")
    if maker is None and name in ALWAYS and not page:
        maker = Cell("", opens=True)
    if maker is None:
        return mistyped(name, {*exercises(page, namespace), *ALWAYS})
    return messages.UNKNOWN.format(name=name), remedy(maker, namespace)


def mistyped(name: str, known: set[str]) -> tuple[str, str] | None:
    """Say which name of the course is meant, if one is nearly the same.

    Examples
    --------
    >>> mistyped("squared_los", {"check", "squared_loss"})[0]
    'Did you mean squared_loss?'
    """
    if not (near := nearest(name, known)):
        return None
    below = messages.MISTYPED_BELOW.format(name=name)
    return messages.MISTYPED.format(near=near), below


def exercises(page: list[Cell], namespace: Mapping[str, object]) -> set[str]:
    """Name the functions that are to be written in this notebook."""
    known = getattr(namespace.get("check"), "exercises", {})
    return {cell.answers for cell in page if cell.answers} | set(known)


def without_maker(name: str, cell: Cell | None) -> tuple[str, str]:
    """Say of an exercise that no cell defines it: it has another name, or is gone."""
    title = messages.NOT_DEFINED.format(name=name)
    if cell is None:
        return title, messages.CELL_GONE
    return title, messages.OTHER_NAME.format(line=cell.first_line, name=name)


def in_terminal(namespace: Mapping[str, object]) -> bool:
    """Tell whether lines are typed into IPython, where there are no cells to run."""
    shell = namespace.get("get_ipython")
    return shell is not None and not hasattr(shell(), "kernel")


def remedy(maker: Cell, namespace: Mapping[str, object]) -> str:
    """Say which cell to run, and what to do when none has run yet."""
    if in_terminal(namespace):
        return messages.TYPE_OPENING if maker.opens else messages.TYPE_FIRST
    lines = [
        messages.RUN_OPENING
        if maker.opens
        else messages.RUN_CELL.format(line=maker.first_line)
    ]
    if "check" not in namespace:
        lines.append(messages.NOTHING_RAN)
    return "\n".join(lines)
