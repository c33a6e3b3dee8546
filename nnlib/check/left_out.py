"""Names that no cell makes that is run when a notebook is graded.

Demonstrations are left out as long as they are as handed out, and check cells are put
back. What has been run here, and what the saved file holds, tells which cells make a
name; where neither is known, nothing is said.
"""

import dis
import re
from collections.abc import Iterator, Mapping, Sequence
from types import ModuleType

from nnlib import saved_notebook
from nnlib.check import edition
from nnlib.check.description import namespace_of
from nnlib.check.verdict import Fact
from nnlib.saved_notebook import marks_of

CALL = re.compile(r"^check\(", re.MULTILINE)


def left_out(
    names: Sequence[str], namespace: Mapping, exercises: Sequence[str]
) -> Iterator[Fact]:
    """Yield what is to be said of names that will be missing.

    Parameters
    ----------
    names : sequence of str
        What a function looks up.
    namespace : mapping of str to object
        The notebook's names.
    exercises : sequence of str
        The names of its exercises, which are checked by themselves.
    """
    mine = [n for n in names if n not in exercises and is_made(n, namespace)]
    if not mine:
        return
    file = saved_notebook.cells_of(saved_notebook.own_file(namespace))
    shown, kept, checks = sorted_out(file, namespace.get("In", ()), exercises)
    for name in mine:
        if any(binds(text, name) for text in kept):
            continue
        if name in shown:
            yield Fact("in_demo", {"name": name, "part": shown[name]})
        elif any(binds(text, name) for text in checks):
            yield Fact("in_check", {"name": name})


def is_made(name: str, namespace: Mapping) -> bool:
    """Tell whether a cell has made what a name stands for; imports are left out."""
    value = namespace.get(name)
    if name not in namespace or name == "check" or isinstance(value, ModuleType | type):
        return False
    return not callable(value) or namespace_of(value) is namespace


def sorted_out(
    file: Sequence[Mapping], ran: Sequence[object], exercises: Sequence[str]
) -> tuple[dict[str, str], list[str], list[str]]:
    """Sort cells by what becomes of them when graded.

    Returns
    -------
    shown : dict of str to str
        What only untouched demonstrations make, and the heading above.
    kept, checks : list of str
        The texts of cells that are run, and of those that are put back.
    """
    shown, digests = {}, set()
    kept, checks = [], []
    for cell in file:
        text, demo = saved_notebook.text_of(cell), marks_of(cell, "nnlib")
        if marks_of(cell, "nbgrader").get("grade"):
            checks.append(text)
        elif demo.get("digest") == edition.digest(text):
            shown |= dict.fromkeys(demo["names"], demo["part"])
            digests.add(demo["digest"])
        elif cell.get("cell_type") == "code":
            kept.append(text)
    for text in filter(lambda one: isinstance(one, str), ran):
        if is_check(text, exercises) and text not in kept:
            checks.append(text)
        elif edition.digest(text) not in digests:
            kept.append(text)
    return shown, kept, checks


def is_check(text: str, exercises: Sequence[str]) -> bool:
    """Tell whether a text is that of a check cell, whatever else stands in it."""
    return bool(CALL.search(text)) and not any(
        re.search(rf"^def {name}\b", text, re.MULTILINE) for name in exercises
    )


def binds(text: str, name: str) -> bool:
    """Tell whether a cell gives a name to something; of what is no Python, perhaps."""
    if name not in text:
        return False
    try:
        steps = dis.get_instructions(compile(text, "cell", "exec"))
    except (SyntaxError, ValueError):
        return True
    return any(one.opname == "STORE_NAME" and one.argval == name for one in steps)
