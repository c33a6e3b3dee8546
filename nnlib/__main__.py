"""What a student types in a terminal: ``python -m nnlib doctor`` or ``update``."""

import argparse
import importlib.util
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

MISSING = (
    "{package} is missing in {python}. Type the line with the Python in which the "
    "course is installed, as README.md does."
)


def main(argv: Sequence[str] | None = None) -> int:
    """Read the command line and do what it says.

    Parameters
    ----------
    argv : sequence of str, optional
        What was typed behind ``python -m nnlib``.

    Returns
    -------
    int
        0, or 1 if nothing could be done; a wrong use ends in `SystemExit`, with what is
        right.
    """
    parser = argparse.ArgumentParser(prog="python -m nnlib", description=__doc__)
    verbs = parser.add_subparsers(required=True, metavar="doctor | update")
    doctor = verbs.add_parser("doctor", help="print what to send to your instructor")
    doctor.set_defaults(do=examined)
    update = verbs.add_parser("update", help="carry answers into newer notebooks")
    update.add_argument("old", type=Path, help="folder with your older notebooks")
    help_new = "folder with the newer ones (default: notebooks)"
    update.add_argument(
        "new", type=Path, nargs="?", default=Path("notebooks"), help=help_new
    )
    update.set_defaults(do=updated)
    asked = parser.parse_args(argv)
    return asked.do(asked)


def updated(asked: argparse.Namespace) -> int:
    """Carry answers, and print what became of each."""
    try:
        from nnlib.opening import update
    except ModuleNotFoundError as error:
        missing = MISSING.format(package=error.name, python=sys.executable)
        print(f"error: {missing}", file=sys.stderr)
        return 1
    try:
        print(update.carry(asked.old, asked.new))
    except update.UpdateError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def examined(_: argparse.Namespace) -> int:
    """Print what an instructor asks first."""
    from nnlib.opening.doctor import lines

    try:
        from nnlib.exercises import NOTEBOOKS
    except ModuleNotFoundError:
        NOTEBOOKS = {}
    print("\n".join(lines(Path.cwd(), NOTEBOOKS)))
    return 0


def as_kernels_import_it() -> Callable[[], int]:
    """Return `main` of the course that is installed, in place of a copy beside it.

    In the folder of the course, Python finds the copy that lies there first; a kernel
    runs in another folder, and finds the one that is installed.
    """
    first = sys.path[0]
    if Path(first) != Path.cwd():
        return main
    mine = {name: sys.modules.pop(name) for name in [*sys.modules] if is_ours(name)}
    sys.path.remove(first)
    if importlib.util.find_spec("nnlib") is None:
        sys.path.insert(0, first)
        sys.modules.update(mine)
        return main
    return importlib.import_module("nnlib.__main__").main


def is_ours(module: str) -> bool:
    """Tell whether a module is of the course."""
    return module.partition(".")[0] == "nnlib"


if __name__ == "__main__":
    raise SystemExit(as_kernels_import_it()())
