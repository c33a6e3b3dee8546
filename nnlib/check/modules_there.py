"""Which modules and files are there when work is graded.

Python's own modules, two packages with what they need, and small files of Python that
lie beside the notebook. Folders, data and whatever else is installed stay at home.
"""

import ast
import contextlib
import dis
import sys
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from types import CodeType

from nnlib.check.verdict import Fact

# What student code can import, beside Python's own modules: packages, and what they
# need; bars of progress that show nothing.
PACKAGES = ("numpy", "matplotlib")
NEEDED_BY_THEM = (
    *("PIL", "contourpy", "cycler", "dateutil", "fontTools", "kiwisolver"),
    *("mpl_toolkits", "packaging", "pylab", "pyparsing", "six", "tzdata"),
)
SILENT = ("IPython", "tqdm", "rich")
THERE = {"__main__", *sys.stdlib_module_names, *PACKAGES, *NEEDED_BY_THEM, *SILENT}
OURS = "nnlib"
TAKEN = {*THERE, OURS, *sys.builtin_module_names}

MOST_BYTES = 100_000
MOST_MODULES = 20
TOO_LARGE = f"it has more than {MOST_BYTES // 1000} kB"
NO_TEXT = "it is no text in UTF-8"
TAKEN_NAME = "a module of this name is there already, so yours needs another one"
FIRST = "__init__.py"
CALLED = ("import_module", "__import__")  # what imports a module by its name in a text
A_FOLDER = "only single files beside the notebook are taken along"
RUN = "what %run makes is left out; import from it in the cell where you use it"


def why_left_out(name: str, data: bytes) -> str:
    r"""Say why a file of Python beside a notebook is not taken along.

    Parameters
    ----------
    name : str
        Of the file.
    data : bytes
        What it holds.

    Returns
    -------
    str
        Half a sentence; empty if it is taken along.

    Examples
    --------
    >>> why_left_out("random.py", b"")
    'a module of this name is there already, so yours needs another one'
    >>> why_left_out("mine.py", b"x = 1")
    ''
    """
    if Path(name).stem in TAKEN:
        return TAKEN_NAME
    if len(data) > MOST_BYTES:
        return TOO_LARGE
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return NO_TEXT
    return NO_TEXT if "\0" in text else ""


def about_modules(names: Iterable[str]) -> Iterator[Fact]:
    """Yield what is to be said of modules, and of those that they import.

    Parameters
    ----------
    names : iterable of str
        As they are imported, ``a.b`` for a module inside a package.
    """
    waiting, seen = [name.split(".")[0] for name in names], {"", OURS}
    while waiting and len(seen) < MOST_MODULES:
        root = waiting.pop(0)
        if root in seen:
            continue
        seen.add(root)
        file = file_of(root)
        if is_beside(file):
            data = file.read_bytes()
            why = why_left_out(file.name, data)
            if why:
                yield Fact("left_out", {"name": file.name, "why": why})
                continue
            yield Fact("own_file", {"name": file.name})
            waiting += imported_by(data)
        elif root not in THERE and file.name == FIRST and is_beside(file.parent):
            yield Fact("left_out", {"name": f"the folder {root}", "why": A_FOLDER})
        elif root not in THERE and file.name:
            yield Fact("not_there", {"name": root})


def imported_by(data: bytes) -> list[str]:
    """List the modules that a text of Python imports."""
    try:
        tree = ast.parse(data)
        found = [*imported_by_call([compile(tree, "module", "exec")])]
    except (SyntaxError, ValueError):
        return []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.append(node.module)
    return [name.split(".")[0] for name in found]


def imported_by_call(codes: Iterable[CodeType]) -> Iterator[str]:
    """Yield what code may import by a call that takes a text.

    Which of its texts that is may be known only when it runs, so each counts that could
    be the name of a module.

    Parameters
    ----------
    codes : iterable of code
        Of functions, cells or whole modules.
    """
    for code in codes:
        inside = code.co_consts
        if any(step.argval in CALLED for step in dis.get_instructions(code)):
            texts = [one for one in inside if isinstance(one, str)]
            yield from (one for one in texts if one.split(".")[0].isidentifier())
        yield from imported_by_call(one for one in inside if type(one) is CodeType)


def about_run(codes: Iterable[CodeType | None]) -> Iterator[Fact]:
    """Yield the files beside the notebook from which functions came by ``%run``.

    Parameters
    ----------
    codes : iterable of code or None
        Of functions that say that they were made in the notebook itself.
    """
    for file in {Path(one.co_filename) for one in codes if one is not None}:
        if file.suffix == ".py" and is_beside(file) and file.is_file():
            yield Fact("left_out", {"name": file.name, "why": RUN})


def file_of(root: str) -> Path:
    """Return the file of a module, imported or not; of a folder, one in it."""
    with contextlib.suppress(ImportError, ValueError):
        loaded = sys.modules.get(root) or find_spec(root)
        file = getattr(loaded, "__file__", None) or getattr(loaded, "origin", None)
        folders = [*getattr(loaded, "__path__", ())]
        folders += getattr(loaded, "submodule_search_locations", None) or ()
        if folders and not file:
            return Path(folders[0], FIRST)
        return Path(file or "")
    return Path()


def is_beside(file: Path) -> bool:
    """Tell whether a file or a folder lies in the folder of the notebook."""
    return bool(file.name) and file.resolve().parent == Path.cwd()


def about_data(codes: Iterable[CodeType]) -> Iterator[Fact]:
    """Yield the files of data that code names, and that lie here.

    Parameters
    ----------
    codes : iterable of code
        Of her functions and cells.
    """
    for code in codes:
        texts = [one for one in code.co_consts if isinstance(one, str)]
        for text in texts:
            if is_data(text):
                yield Fact("no_data", {"name": text})
        yield from about_data(one for one in code.co_consts if type(one) is CodeType)


def is_data(text: str) -> bool:
    """Tell whether a text names a file that is no module."""
    with contextlib.suppress(OSError, ValueError):
        path = Path(text)
        return path.suffix not in ("", ".py") and path.is_file()
    return False
