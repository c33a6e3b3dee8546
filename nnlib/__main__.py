"""What a student types in a terminal: ``python -m nnlib doctor`` or ``update``."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path


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
    from nnlib.opening import update

    try:
        print(update.carry(asked.old, asked.new))
    except update.UpdateError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def examined(_: argparse.Namespace) -> int:
    """Print what an instructor asks first."""
    from nnlib.exercises import NOTEBOOKS
    from nnlib.opening.doctor import lines

    print("\n".join(lines(Path.cwd(), NOTEBOOKS)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
