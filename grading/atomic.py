"""Files that are either there in full or not there at all.

A file is written under a temporary name beside its place and then moved there in one
step, so that a kill, a full disk or a power cut never leaves half of it.
"""

import os
import tempfile
from pathlib import Path


def write(path: Path, data: bytes, *, mode: int = 0o644) -> Path:
    """Write `data` to `path` in one step; an older file stays until then.

    Parameters
    ----------
    path : Path
        Where the file shall lie. Missing folders are created.
    data : bytes
        The whole content.
    mode : int
        Permissions of the file. The temporary file has 0o600 until it is complete.

    Returns
    -------
    Path
        `path`, for convenience.

    Raises
    ------
    OSError
        If the place cannot be written; the older file is unchanged then.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
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


def write_text(path: Path, text: str, *, mode: int = 0o644) -> Path:
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
