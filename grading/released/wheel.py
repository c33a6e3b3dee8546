"""The installed package as one file: what a class is released with, to be kept.

The file is a wheel, which every installer takes. It is written here, file by file, from
what is imported: a checkout that is installed in place gives what an installed copy
gives. Nothing is built, and nothing is fetched.

Whether two packages are the same is told by their content: a hash of the names and
bytes of what would be imported. What an installer has noted beside it is no part of it.
"""

import base64
import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import metadata
from pathlib import Path

import nnlib
from nnlib import __version__

PACKAGES = (Path(__file__).parents[1], Path(nnlib.__file__).parent)
# What a built package holds as well: these kinds of files, wherever they lie.
KINDS = frozenset({".py", ".js", ".css", ".npz", ".json", ".j2"})
# And these, which lie beside others that it does not hold.
FURTHER = ("templates/*", "data/*.md", "platforms/forms/*")
NAME = "nnlib"
# zip knows no earlier moment.
FIRST = (1980, 1, 1, 0, 0, 0)
TAGS = (
    "Wheel-Version: 1.0\nGenerator: nnlib\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
)
PLAIN_METADATA = f"Metadata-Version: 2.1\nName: {NAME}\nVersion: {__version__}\n"
SHORT = 12


def files() -> Iterator[tuple[str, Path]]:
    """Yield the name in the wheel and the place of every file, by package and name."""
    for package in PACKAGES:
        further = {path for pattern in FURTHER for path in package.glob(pattern)}
        for path in sorted(package.rglob("*.*")):
            name = path.relative_to(package.parent)
            hidden = any(part.startswith((".", "__pycache__")) for part in name.parts)
            if not hidden and (path.suffix in KINDS or path in further):
                yield name.as_posix(), path


@cache
def content() -> str:
    """Compute what tells the installed package from every other one.

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    digest = hashlib.sha256()
    for name, path in files():
        held = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{name}\n{held}\n".encode())
    return digest.hexdigest()


def file_name() -> str:
    """Return the name under which the installed package is kept.

    Its content stands where a wheel has the number of its build, which begins with a
    digit.
    """
    return f"{NAME}-{__version__}-0_{content()[:SHORT]}-py3-none-any.whl"


@cache
def data() -> bytes:
    """Write the installed package as a wheel.

    Returns
    -------
    bytes
        Of the same package the same.
    """
    found = {name: path.read_bytes() for name, path in files()}
    info = f"{NAME}-{__version__}.dist-info"
    found |= {f"{info}/METADATA": described().encode(), f"{info}/WHEEL": TAGS.encode()}
    record = f"{info}/RECORD"
    lines = [
        f"{name},sha256={hashed(held)},{len(held)}" for name, held in found.items()
    ]
    found[record] = "\n".join([*lines, f"{record},,", ""]).encode()
    return packed(found)


def described() -> str:
    """Return what an installer has noted of the package, or name and version."""
    try:
        noted = metadata.distribution(NAME)
    except metadata.PackageNotFoundError:
        return PLAIN_METADATA
    told = noted.read_text("METADATA") if noted.version == __version__ else None
    return told or PLAIN_METADATA


def hashed(held: bytes) -> str:
    """Hash a file in the way in which a wheel lists it."""
    digest = hashlib.sha256(held).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def packed(
    found: Mapping[str, bytes], moment: tuple[int, int, int, int, int, int] = FIRST
) -> bytes:
    """Pack files into a zip.

    Parameters
    ----------
    found : mapping of str to bytes
        The files, by name.
    moment : tuple of int
        Year to second at which all of them were written.

    Returns
    -------
    bytes
        Of equal files and moments the same on every system.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in sorted(found):
            entry = zipfile.ZipInfo(name, moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, on every system: the bytes must not differ
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, found[name], compresslevel=9)
    return stream.getvalue()
