"""The student archive: one zip with everything a student needs, and nothing else.

It is written from an allow-list, so that a file which nobody thought of stays out.
Equal content gives equal bytes: names are sorted and times are fixed.
"""

import io
import zipfile
from pathlib import Path

from grading import atomic
from grading.course import CHECKOUT, Course
from grading.errors import NOT_RELEASED, ReleaseError

FOLDER = "nnlib-course"
# The files of the checkout: name in the archive -> name in the checkout.
FILES = {
    "README.md": "notebooks/README.md",
    "LICENSE": "LICENSE",
    "environment.yml": "environment.yml",
    "pyproject.toml": "pyproject.toml",
    "requirements.lock": "requirements.lock",
}
# The package: kinds of files below `nnlib/`. Another kind is named here or stays out.
PACKAGE = ("**/*.py", "**/*.js", "**/*.css", "data/*.npz", "data/*.md")
# zip knows no earlier moment.
TIME = (1980, 1, 1, 0, 0, 0)


def write(course: Course, target: Path, checkout: Path = CHECKOUT) -> Path:
    """Write the student archive.

    Parameters
    ----------
    course : Course
        With released notebooks.
    target : Path
        The zip; an older one is replaced in one step.
    checkout : Path
        Where the package and the texts for students lie.

    Returns
    -------
    Path
        `target`.

    Raises
    ------
    ReleaseError
        If nothing is released or a file of the allow-list is missing.
    """
    files = contents(course, checkout)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{FOLDER}/{name}", TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, on every system: the bytes must not differ
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name].read_bytes())
    return atomic.write(target, stream.getvalue())


def contents(course: Course, checkout: Path = CHECKOUT) -> dict[str, Path]:
    """List what the student archive holds.

    Parameters
    ----------
    course : Course
        With released notebooks.
    checkout : Path
        Where the package and the texts for students lie.

    Returns
    -------
    dict of str to Path
        From the name in the archive to the file.

    Raises
    ------
    ReleaseError
        If nothing is released or a file of the allow-list is missing.
    """
    notebooks = sorted(course.release.glob("*/*.ipynb"))
    if not notebooks:
        raise ReleaseError(NOT_RELEASED, release=course.release)
    package = checkout / "nnlib"
    found = {f"notebooks/{path.name}": path for path in notebooks}
    found |= {name: checkout / place for name, place in FILES.items()}
    for pattern in PACKAGE:
        for path in package.glob(pattern):
            name = path.relative_to(package)
            if not any(part.startswith(".") for part in name.parts):
                found[f"nnlib/{name.as_posix()}"] = path
    for path in found.values():
        if not path.is_file():
            name = path.relative_to(checkout).as_posix()
            raise ReleaseError(
                f"the student archive needs {name}, which does not exist"
            )
    return found
