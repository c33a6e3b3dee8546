"""What an interpreter needs of the machine: itself, its library, and shared libraries.

Student code runs under the interpreter below the virtual environment, so that nothing
leads from it to the latter. What is installed beside its standard library stays out.
"""

import os
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

SITES = ("site-packages", "dist-packages")
# Where a program looks for the loader that it names.
LOADERS = ("/lib64", "/lib")
DEVICES = ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom")


def executable() -> Path:
    """Return the interpreter below the virtual environment."""
    return Path(getattr(sys, "_base_executable", None) or sys.executable)


def standard_library() -> list[Path]:
    """List the folders of the standard library."""
    found = [sysconfig.get_path(name) for name in ("stdlib", "platstdlib")]
    return list(dict.fromkeys(map(Path, found)))


def shared_libraries() -> list[Path]:
    """List the folders from which this process has loaded shared libraries.

    Returns
    -------
    list of Path
        Those of installed packages left out; none where the system does not tell.
    """
    try:
        lines = Path("/proc/self/maps").read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
    loaded = {Path(path) for line in lines if ".so" in (path := mapped(line))}
    folders = {one.parent for one in loaded if not set(one.parts) & set(SITES)}
    own = standard_library()
    return sorted(
        one for one in folders if not any(one.is_relative_to(each) for each in own)
    )


def mapped(line: str) -> str:
    """Return the file that a line of /proc/self/maps names, or an empty text.

    Examples
    --------
    >>> mapped("7f-80 r-xp 0000 08:01 12 /usr/lib/libz.so.1")
    '/usr/lib/libz.so.1'
    """
    return line[line.index("/") :] if "/" in line else ""


def read_by_python() -> list[Path]:
    """List the folders and files that the interpreter reads, packages apart.

    Returns
    -------
    list of Path
        Every one exists and is no link.
    """
    loaders = [Path(one).resolve() for one in LOADERS if Path(one).is_symlink()]
    wanted = [
        *(executable().resolve(), *standard_library(), *shared_libraries()),
        *(one for one in loaders if one.name == "lib64"),
    ]
    found = dict.fromkeys(one.resolve() for one in wanted if one.exists())
    return list(found)


def sites(folders: list[Path]) -> list[Path]:
    """List what is installed beside a standard library: it is to stay out.

    Parameters
    ----------
    folders : list of Path
        Where to look.

    Returns
    -------
    list of Path
        Folders that lie in one of these, or one level deeper.
    """
    return sorted({one.resolve() for folder in folders for one in inside(folder)})


def inside(folder: Path) -> Iterator[Path]:
    """Yield the sites in a folder."""
    for name in SITES:
        for pattern in (name, f"*/{name}"):
            yield from (one for one in folder.glob(pattern) if one.is_dir())


def search_path(places: list[Path]) -> str:
    """Return the loader's search path where the machine's own list is not to be had.

    Parameters
    ----------
    places : list of Path
        What the interpreter reads.

    Returns
    -------
    str
        Folders of shared libraries, after those that are set already.
    """
    kept = os.environ.get("LD_LIBRARY_PATH", "").split(os.pathsep)
    known = set(standard_library())
    found = [str(one) for one in places if one.is_dir() and one not in known]
    return os.pathsep.join(dict.fromkeys(filter(None, [*kept, *found])))
