"""Reading npz files: whole, without pickled objects, or with a clear refusal.

A file may be missing, cut off, a pointer left by a version control system, or something
else under the right name. Whatever is wrong, the error names the file.
"""

from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import numpy as np

DATA = Path(__file__).parents[1] / "data"
LFS_POINTER = b"version https://git-lfs.github.com/spec/"
REPAIR = "Install the course again, or put back the file it came with."


class DataFileError(OSError):
    """A data file is missing, damaged, or holds something other than it should."""


def read_own(name, expected):
    """Read a data file of the course, and make sure that it is whole.

    Parameters
    ----------
    name : str
        Its name in ``nnlib/data``.
    expected : dict of str to tuple
        Shape of each array that must be in it.

    Returns
    -------
    dict of str to ndarray
        The arrays by name; shared, so not to be changed.

    Raises
    ------
    DataFileError
        If the file is missing or damaged.
    """
    path = DATA / name
    try:
        arrays = read_npz_once(path)
    except DataFileError as error:
        raise DataFileError(f"{error}\n{REPAIR}") from error.__cause__
    found = {name: array.shape for name, array in arrays.items()}
    if found != expected:
        raise DataFileError(
            f"the data file {path} holds {found}, expected {expected}.\n{REPAIR}"
        )
    return arrays


@lru_cache(maxsize=8)
def read_npz_once(path):
    """Read all arrays of a file of the course, and remember them.

    Parameters
    ----------
    path : Path
        An npz file.

    Returns
    -------
    dict of str to ndarray
        The arrays by name; shared, so not to be changed.

    Raises
    ------
    DataFileError
        If the file cannot be read; this is not remembered.
    """
    return read_npz(path)


def read_npz(path, names=None):
    """Read arrays from an npz file; pickled objects are refused, not run.

    Parameters
    ----------
    path : Path
        The file.
    names : sequence of str, optional
        Which arrays; by default all.

    Returns
    -------
    dict of str to ndarray
        The arrays by name.

    Raises
    ------
    DataFileError
        If the file is missing, cannot be read, or lacks one of the arrays.
    """
    # opened here, because numpy leaves a damaged file open
    with (
        reading(path, "npz"),
        path.open("rb") as stream,
        np.load(stream, allow_pickle=False) as file,
    ):
        refuse_incomplete(path, file.files, names or ())
        return {name: file[name] for name in names or file.files}


@contextmanager
def reading(path, kind):
    """Name the file in whatever goes wrong inside a ``with`` block that reads it.

    Parameters
    ----------
    path : Path
        The file.
    kind : str
        What it should be, such as "npz".

    Raises
    ------
    DataFileError
        If there is no such file, or reading it fails.
    """
    refuse_unreadable(path)
    try:
        yield
    except DataFileError:
        raise
    except MemoryError:
        raise DataFileError(f"the data file {path} does not fit into memory.") from None
    except Exception as error:  # zip, zlib, npy and h5 each have their own kinds
        raise DataFileError(
            f"the data file {path} cannot be read as {kind}: it is damaged, or of "
            f"another kind."
        ) from error


def refuse_unreadable(path):
    """Refuse what is no file, and what only stands for one.

    Parameters
    ----------
    path : Path
        Where the file should be.

    Raises
    ------
    DataFileError
        If there is no file, it may not be opened, or it is the pointer that a version
        control system leaves in place of a large file.
    """
    if path.is_dir():
        raise DataFileError(f"{path} is a folder, expected a file.")
    try:
        with path.open("rb") as stream:
            start = stream.read(len(LFS_POINTER))
    except FileNotFoundError:
        raise DataFileError(f"the data file {path} is missing.") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise DataFileError(f"the data file {path} cannot be opened: {why}.") from error
    if start == LFS_POINTER:
        raise DataFileError(
            f"the data file {path} is not the data but a pointer to them, left by git "
            f"LFS: fetch the file itself."
        )


def refuse_incomplete(path, found, wanted):
    """Refuse a file that lacks an array.

    Parameters
    ----------
    path : Path
        The file.
    found, wanted : sequence of str
        Names of the arrays that are in it, and of those that must be.

    Raises
    ------
    DataFileError
        If one is missing.
    """
    missing = [name for name in wanted if name not in found]
    if missing:
        raise DataFileError(
            f"the data file {path} lacks {', '.join(missing)}: it holds "
            f"{', '.join(found) or 'nothing'}, expected {', '.join(wanted)}."
        )
