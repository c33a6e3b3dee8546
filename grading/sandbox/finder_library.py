"""The directory of the process that looks where a mistake stands.

Unlike that of student code it holds the whole of `nnlib`, but for what draws: the
search is the notebook's own. So the process is thrown away after one search, and tells
a line and a family.
"""

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import nnlib
from grading.sandbox import session
from grading.sandbox.library import (
    OWN,
    SANDBOX,
    link_packages,
    stand_in,
    write_own,
)
from nnlib.check.modules_there import PACKAGES

FINDER = "place_finder"
FIRST = f"from {OWN}.{FINDER} import place_of"
DRAWING = ("explore", "plotting")


def finder_library(target: Path) -> Path:
    """Write the directory, unless another process has done so.

    Parameters
    ----------
    target : Path
        The directory.

    Returns
    -------
    Path
        `target`, complete.
    """
    if target.exists():
        return target
    unfinished = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        write(unfinished)
        # Where another one was faster, its directory is as good.
        with suppress(OSError):
            os.replace(unfinished, target)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return target


def write(folder: Path) -> None:
    """Write all parts of the directory."""
    source = Path(nnlib.__file__).parent
    link_packages(folder, PACKAGES)
    write_own(folder)
    shutil.copyfile(SANDBOX / f"{FINDER}.py", folder / OWN / f"{FINDER}.py")
    # With what Python has compiled: nothing can be kept there later.
    ignored = shutil.ignore_patterns("data", *DRAWING)
    shutil.copytree(source, folder / "nnlib", ignore=ignored)
    for name in DRAWING:
        text = stand_in("silent", (), "00")
        (folder / "nnlib" / f"{name}.py").write_text(text, encoding="utf-8")
    session.write_first(folder, [(FINDER, FIRST)])
