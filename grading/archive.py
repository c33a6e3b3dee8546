"""The student archive: one zip with everything a student needs, and nothing else.

It is written from an allow-list, so that a file which nobody thought of stays out. The
package is in it twice: as files to read, and as a wheel to install, so that nothing is
built in a student's folder. Its files are of today; `SOURCE_DATE_EPOCH` sets another
moment, and then equal content gives equal bytes.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from grading import atomic
from grading.course import CHECKOUT, Course
from grading.errors import NOT_RELEASED, ReleaseError
from grading.released import catalogue
from grading.released.wheel import FIRST, packed
from grading.text.closing import FOLDER as FOLDER_OF_SHEETS
from grading.text.closing import WORDS_ELSEWHERE, sheet_of

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
PACKAGE = (
    *("**/*.py", "**/*.js", "**/*.css", "data/*.npz", "data/*.md"),
    "exercises/starting_texts.json",
)
WHEEL = "pyproject.toml", "LICENSE", "README.md"
BUILD = "import sys; from setuptools.build_meta import build_wheel as b; b(sys.argv[1])"
MOMENT = "SOURCE_DATE_EPOCH"
NO_WHEEL = "the package for students cannot be built: {said}"
NO_MOMENT = "{name} is {told!r}, expected whole seconds since 1970"


def write(
    course: Course,
    target: Path,
    checkout: Path = CHECKOUT,
    *,
    notebook: str | None = None,
) -> Path:
    """Write the student archive.

    Parameters
    ----------
    course : Course
        With released notebooks.
    target : Path
        The zip; an older one is replaced in one step.
    checkout : Path
        Where the package and the texts for students lie.
    notebook : str, optional
        Number of the only notebook in it, released now. The others may have been
        released with another package than the one in the archive.

    Returns
    -------
    Path
        `target`.

    Raises
    ------
    ReleaseError
        If nothing is released, a file of the allow-list is missing, the package cannot
        be built or `SOURCE_DATE_EPOCH` is no number.
    """
    found = contents(course, checkout, notebook)
    files = {name: path.read_bytes() for name, path in found.items()}
    files |= wheel(files)
    # Beside the folder of the older notebooks, and never over it.
    folder = f"{FOLDER}-{notebook}" if notebook else FOLDER
    inside = {f"{folder}/{name}": data for name, data in files.items()}
    return atomic.write(target, packed(inside, moment()), mode=atomic.PUBLIC)


def moment() -> tuple[int, ...]:
    """Return year to second of now, or of the moment that the environment sets."""
    told = os.environ.get(MOMENT)
    try:
        when = datetime.fromtimestamp(int(told), UTC) if told else datetime.now()
    except (ValueError, OverflowError, OSError) as error:
        raise ReleaseError(NO_MOMENT, name=MOMENT, told=told) from error
    return max(FIRST, tuple(when.timetuple()[:6]))


def wheel(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Build the package of some files, apart from where they lie.

    Parameters
    ----------
    files : mapping of str to bytes
        What the archive holds, by name.

    Returns
    -------
    dict of str to bytes
        The wheel, by its name.

    Raises
    ------
    ReleaseError
        With the last line of what was said, if it cannot be built.
    """
    with tempfile.TemporaryDirectory(prefix="nnlib-") as scratch:
        place, built = Path(scratch, "package"), Path(scratch, "built")
        for name, data in files.items():
            if name in WHEEL or name.startswith("nnlib/"):
                atomic.write(place / name, data, mode=atomic.PUBLIC)
        built.mkdir()
        run = subprocess.run(
            [sys.executable, "-c", BUILD, str(built)],
            cwd=place,
            capture_output=True,
            text=True,
        )
        if run.returncode:
            said = (run.stderr.strip().splitlines() or [""])[-1]
            raise ReleaseError(NO_WHEEL, said=said)
        return {path.name: path.read_bytes() for path in built.glob("*.whl")}


def contents(
    course: Course, checkout: Path = CHECKOUT, notebook: str | None = None
) -> dict[str, Path]:
    """List what the student archive holds.

    Parameters
    ----------
    course : Course
        With released notebooks.
    checkout : Path
        Where the package and the texts for students lie.
    notebook : str, optional
        Number of the only notebook.

    Returns
    -------
    dict of str to Path
        From the name in the archive to the file.

    Raises
    ------
    ReleaseError
        If nothing is released or a file of the allow-list is missing.
    """
    known = catalogue.entries(course.release)
    if not known:
        raise ReleaseError(NOT_RELEASED, release=course.release)
    package = checkout / "nnlib"
    files = [f"{one.name}.ipynb" for one in catalogue.chosen(known, notebook).values()]
    found = {
        f"notebooks/{name}": course.release / Path(name).stem / name for name in files
    }
    found |= {name: checkout / place for name, place in FILES.items()}
    printed = [*(sheet_of(Path(name).stem) for name in files), WORDS_ELSEWHERE]
    sheets = checkout / "notebooks" / FOLDER_OF_SHEETS
    there = [name for name in printed if (sheets / name).is_file()]
    found |= {f"notebooks/{sheets.name}/{name}": sheets / name for name in there}
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
