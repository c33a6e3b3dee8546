"""A class that has begun, made by one edition of the course and kept for later ones.

``python tests/grading/begun/make.py NAME.tar.xz``, with the packages of that edition on
the path, makes a course folder with the commands that an instructor types: notebook 01
is graded, with points given by hand, a late hand-in and feedback to one student, and of
02 there is a hand-in that waits. What lies here is never made again: an archive is what
an edition left behind. Each was made from a checkout of its commit, whose packages
stand first on the path:

    PYTHONPATH=CHECKOUT python tests/grading/begun/make.py NAME.tar.xz

first.tar.xz     765946c, records of version 2: seeds for each student, no editions
second.tar.xz    the commit before it came; records of version 3, rounds, a wheel
"""

import hashlib
import json
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

from grading import cli
from grading.course import Course
from grading.results import gradebook

FIRST, SECOND = "01_logistic_regression_loops", "02_logistic_regression_arrays"
SETTINGS = """\
time_zone = "UTC"

[late]
policy = "percent"
percent = 10

[notebooks.01]
due = 2026-01-10 12:00:00
"""
ON_TIME, LATE, LATER = "2026-01-09 12:00", "2026-01-11 11:00", "2026-01-16 12:00"
GROWS = {"sigmoid": "def sigmoid(z):\n    return 1 / (1 + np.exp(z))\n"}
IN_BITS = {"log_loss": "def log_loss(a, y):\n    return -np.log2(a if y else 1 - a)\n"}
BY_HAND = ("bob", "sigmoid", 2.5)
# Of the folder, what tells of the machine on which it was made.
LEFT_OUT = {"nbgrader.log", "grading.log"}


def main(archive: Path) -> None:
    """Make the class, and pack it."""
    with tempfile.TemporaryDirectory() as folder:
        course = begun(Path(folder))
        for wheel in course.root.glob("editions/*.whl"):
            loosen(wheel)
        pack(course.root, archive)


def pack(root: Path, archive: Path) -> None:
    """Write the files of a folder into one archive, without their owners."""
    with tarfile.open(archive, "w:xz", preset=9) as out:
        for path in sorted(root.rglob("*")):
            if path.is_file() and path.name not in LEFT_OUT:
                about = tarfile.TarInfo(path.relative_to(root).as_posix())
                about.size, about.mode = path.stat().st_size, path.stat().st_mode
                with path.open("rb") as file:
                    out.addfile(about, file)


def loosen(wheel: Path) -> None:
    """Store the files of a wheel as they are: the archive makes them smaller by far."""
    before = hashlib.sha256(wheel.read_bytes()).hexdigest()
    loose = wheel.with_suffix(".loose")
    with zipfile.ZipFile(wheel) as old, zipfile.ZipFile(loose, "w") as new:
        for one in old.infolist():
            new.writestr(zipfile.ZipInfo(one.filename, one.date_time), old.read(one))
    loose.replace(wheel)
    note = wheel.with_name("released.json")
    after = hashlib.sha256(wheel.read_bytes()).hexdigest()
    text = note.read_text(encoding="utf-8").replace(before, after)
    note.write_text(text, encoding="utf-8")


def begun(folder: Path) -> Course:
    """Make the class."""
    course = Course.create(folder / "course")
    course.settings_file.write_text(SETTINGS, encoding="utf-8")
    said(course, "build")
    said(course, "release")
    hand_in(course, folder / "on-time", FIRST, {"ada": {}, "bob": GROWS, "dan": {}})
    hand_in(course, folder / "late", FIRST, {"cy": IN_BITS})
    said(course, "collect", str(folder / "on-time"), "--at", ON_TIME)
    said(course, "collect", str(folder / "late"), "--at", LATE)
    said(course, "grade", "--jobs", "1")
    with gradebook.opened(course) as book:
        student, name, points = BY_HAND
        book.find_grade(name, FIRST, FIRST, student).manual_score = points
        book.db.commit()
    said(course, "feedback", "--student", "ada", "--notebook", "01")
    hand_in(course, folder / "second", SECOND, {"ada": {}})
    said(course, "collect", str(folder / "second"), "--at", LATER)
    return course


def said(course: Course, verb: str, *words: str) -> None:
    """Run a command, which must be done."""
    if cli.main([verb, "--course", str(course.root), *words]):
        raise SystemExit(f"{verb} failed")


def hand_in(course: Course, folder: Path, name: str, students: dict) -> None:
    """Write what students hand in: the author's answers, and some of their own."""
    source, released = (
        json.loads((stage / name / f"{name}.ipynb").read_text(encoding="utf-8"))
        for stage in (course.source, course.release)
    )
    solved = {answers(cell): cell["source"] for cell in source["cells"]}
    for student, own in students.items():
        for cell in released["cells"]:
            if answered := answers(cell):
                lines = own.get(answered, "").splitlines(True) or solved[answered]
                cell["source"] = [one for one in lines if "### " not in one]
        path = folder / student / f"{name}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(released), encoding="utf-8")


def answers(cell: dict) -> str:
    """Return the function that a cell answers; empty for any other cell."""
    marks = cell["metadata"].get("nbgrader", {})
    return marks["grade_id"].removesuffix("-solution") if marks.get("solution") else ""


if __name__ == "__main__":
    main(Path(sys.argv[1]))
