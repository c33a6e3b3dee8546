"""Modules of a student's own, handed in beside a notebook.

What a notebook imports is part of it: a small file of Python text in the same folder.
It is taken along if the notebook names it, or a module that is taken along does.
"""

import functools
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from nnlib.check.modules_there import CALLED, MOST_MODULES, why_left_out

KIND = ".py"
CALLS = re.compile(rf"\b(?:{'|'.join(CALLED)})\b")
LEFT_OUT = "“{name}” was left out: {why}."


def chosen(
    notebook: bytes, beside: Mapping[str, bytes]
) -> tuple[dict[str, str], list[str]]:
    """Choose the modules that belong to a notebook.

    Parameters
    ----------
    notebook : bytes
        The file.
    beside : mapping of str to bytes
        The files of Python in its folder, by name, as far as they were read.

    Returns
    -------
    modules : dict of str to str
        Their texts by file name.
    notes : list of str
        What was left out, and why.
    """
    modules: dict[str, str] = {}
    notes, waiting = [], [notebook.decode("utf-8", "replace")]
    while waiting and len(modules) < MOST_MODULES:
        said = waiting.pop()
        for name, data in beside.items():
            if name in modules or not names(said, Path(name).stem):
                continue
            if why := why_left_out(name, data):
                notes.append(LEFT_OUT.format(name=name, why=why))
            else:
                modules[name] = data.decode("utf-8")
                waiting.append(modules[name])
    return dict(sorted(modules.items())), list(dict.fromkeys(notes))


def names(text: str, module: str) -> bool:
    """Tell whether a text imports a module, as far as can be seen of it."""
    return module.isidentifier() and module in imported(text)


# All files beside a notebook are looked for in it, one after the other.
@functools.lru_cache(maxsize=1)
def imported(text: str) -> frozenset[str]:
    """Return the words of a text that stand in a line with an import, and behind it.

    Where a module is imported by a call, words in quotation marks as well.
    """
    found = re.findall(r"\b(?:import|from)\b([^\n\\]*)", text)
    found += re.findall(r"[\"'](\w+)", text) if CALLS.search(text) else []
    return frozenset(word for line in found for word in re.findall(r"\w+", line))


def is_name(name: str) -> bool:
    """Tell whether a module may be called so: a file of its own folder."""
    return name.endswith(KIND) and name[: -len(KIND)].isidentifier()


def hash_of(notebook: bytes, modules: Mapping[str, str]) -> str:
    """Return the hash of a notebook with its modules; alone, it is that of the file."""
    digest = hashlib.sha256(notebook)
    for name, text in sorted(modules.items()):
        digest.update(f"\0{name}\0{text}".encode())
    return digest.hexdigest()


def beside(notebook: Path) -> dict[str, str]:
    """Read the modules that lie beside a notebook that is to be graded."""
    paths = [one for one in notebook.parent.glob(f"*{KIND}") if not one.is_symlink()]
    data = {path.name: path.read_bytes() for path in sorted(paths) if path.is_file()}
    fine = {name: read for name, read in data.items() if not why_left_out(name, read)}
    return {name: read.decode("utf-8") for name, read in fine.items()}
