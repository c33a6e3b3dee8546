"""A zip from outside, read with suspicion and never unpacked to the disk.

Whatever is wrong with an entry is said of that entry: an instructor's zip of a whole
class must not fail because of one student.
"""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from grading.errors import A_LINK, NO_FILE, TOO_LARGE
from grading.handed_in.members import MOST_BYTES, Member, RefusedError, printable

MOST_ENTRIES = 100_000
ENCRYPTED = 0x1
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What `zipfile` raises where lengths, places or checksums are not what they should be.
DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError)
DAMAGE += (RuntimeError, OverflowError)


def members(opened: BinaryIO, name: str) -> Iterator[Member]:
    """Yield the files of a zip.

    Parameters
    ----------
    opened : binary file
        The zip; it must stay open while its files are read.
    name : str
        What it is called, for complaints.

    Yields
    ------
    Member
        In the order of the zip; folders are left out.

    Raises
    ------
    RefusedError
        If it is no zip, or a damaged one, or holds too many files.
    """
    try:
        archive = zipfile.ZipFile(opened)
        found = archive.infolist()
    except DAMAGE as error:
        raise RefusedError(f"“{name}” is no zip, or a damaged one: {error}") from error
    if len(found) > MOST_ENTRIES:
        raise RefusedError(f"“{name}” holds more than {MOST_ENTRIES} files")
    for info in found:
        # What has no name but dots is the folder that was packed.
        if parts_of(info) and not info.is_dir():
            yield member(archive, info)


def parts_of(info: zipfile.ZipInfo) -> tuple[str, ...]:
    """Return the path of an entry, folder by folder."""
    # Some programs of Windows separate folders the other way.
    name = info.filename.replace("\\", "/")
    return tuple(part for part in name.split("/") if part not in ("", "."))


def member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member:
    """Return one file of a zip, or what is wrong with it."""
    name, parts = info.filename.replace("\\", "/"), parts_of(info)
    problem = wrong_name(name, parts) or wrong_kind(info)
    if problem:
        aside = problem in (A_LINK, NO_FILE)
        return Member(parts, problem.format(name=printable(name)), aside=aside)
    return Member(parts, read=lambda most: unpacked(archive, info, most))


def wrong_name(name: str, parts: tuple[str, ...]) -> str:
    """Say what is wrong with a path in a zip."""
    if name.startswith("/") or name[1:2] == ":":
        return "“{name}” in the zip is an absolute path; zip the folder again"
    if ".." in parts:
        return "“{name}” in the zip leads out of it; zip the folder again"
    return ""


def wrong_kind(info: zipfile.ZipInfo) -> str:
    """Say why an entry is not read."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        return A_LINK if kind == stat.S_IFLNK else NO_FILE
    if info.flag_bits & ENCRYPTED:
        return "“{name}” in the zip is encrypted; hand it in without a password"
    if info.compress_type not in METHODS:
        return "“{name}” is packed in an unusual way; make an ordinary zip"
    return ""


def unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """Read one file of a zip, up to a size."""
    name = printable(info.filename)
    if info.file_size > most:
        raise RefusedError(TOO_LARGE, name=name, most=MOST_BYTES >> 20)
    try:
        with archive.open(info) as opened:
            # Never more than it says: a size that is a lie must not fill the memory.
            return opened.read(info.file_size + 1)
    except DAMAGE as error:
        raise RefusedError(f"“{name}” in the zip is damaged: {error}") from error
