"""Files that are either there in full or not there at all.

A file is written under a temporary name beside its place and then moved there in one
step, so that a kill, a full disk or a power cut never leaves half of it. Most hold
something of persons: unless it is said that a file is for others too, it and the
folders that are made for it are its owner's alone.
"""

import os
import tempfile
from pathlib import Path

PRIVATE, PUBLIC = 0o600, 0o644
PRIVATE_FOLDER = 0o700


def write(path: Path, data: bytes, *, mode: int = PRIVATE) -> Path:
    """Write `data` to `path` in one step; an older file stays until then.

    Parameters
    ----------
    path : Path
        Where the file shall lie. Missing folders are created.
    data : bytes
        The whole content.
    mode : int
        Permissions of the file. The temporary file is private until it is complete.

    Returns
    -------
    Path
        `path`, for convenience.

    Raises
    ------
    OSError
        If the place cannot be written; the older file is unchanged then.
    """
    make_folder(path.parent, PRIVATE_FOLDER if mode == PRIVATE else 0o777)
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, mode)
        os.replace(temporary, path)
    except BaseException as error:
        Path(temporary).unlink(missing_ok=True)
        if isinstance(error, OSError):
            # A full disk does not say itself where it was met.
            error.filename, error.filename2 = str(path), None
        raise
    return path


def make_folder(path: Path, mode: int) -> None:
    """Make a folder, and what is missing above it, with the same permissions."""
    if not path.is_dir():
        make_folder(path.parent, mode)
        path.mkdir(mode=mode, exist_ok=True)


def write_text(path: Path, text: str, *, mode: int = PRIVATE) -> Path:
    """Write `text` to `path` in one step, as UTF-8 with newlines as they are.

    Parameters
    ----------
    path : Path
        Where the file shall lie.
    text : str
        The whole content.
    mode : int
        Permissions of the file.

    Returns
    -------
    Path
        `path`, for convenience.
    """
    return write(path, text.encode("utf-8"), mode=mode)
