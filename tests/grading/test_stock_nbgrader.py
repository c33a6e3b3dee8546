"""nbgrader's own commands, unchanged, in a course folder of ours."""

import os
import shutil
import subprocess
import sysconfig

import pytest

from grading.course import CONFIG, FIRST_SETTINGS, Course
from grading.release import release
from grading.released import catalogue
from grading.results import gradebook
from grading.text import source

pytestmark = pytest.mark.long

STEMS = [path.stem for path in source.sources()]


@pytest.fixture(scope="module")
def course(released_course, tmp_path_factory):
    """A copy of the released course, with one solved and one unsolved submission."""
    root = tmp_path_factory.mktemp("stock") / "course"
    shutil.copytree(released_course.root, root)
    course = Course.open(root)
    without_our_engine(course)
    for stem in STEMS:
        shutil.copytree(course.source / stem, course.submitted / "solved" / stem)
        shutil.copytree(course.release / stem, course.submitted / "empty" / stem)
    return course


def without_our_engine(course):
    """Let nbgrader run notebooks itself, as it does in a folder of its own."""
    path = course.root / CONFIG
    text = path.read_text(encoding="utf-8")
    assert "nbgrader_engine.install()" in text
    path.write_text(text.replace("nbgrader_engine.install()", ""), encoding="utf-8")


def nbgrader(course, *words, check=True):
    scripts = sysconfig.get_path("scripts")
    path = os.pathsep.join([scripts, os.environ["PATH"]])
    return subprocess.run(
        [os.path.join(scripts, "nbgrader"), *words],
        cwd=course.root,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=check,
    )


@pytest.mark.parametrize("stem", STEMS)
def test_autograde_gives_full_marks_to_the_solved_and_none_to_the_empty(course, stem):
    nbgrader(course, "autograde", stem)
    with gradebook.opened(course) as book:
        best = book.find_assignment(stem).max_score
        found = {
            name: book.find_submission(stem, name).score for name in ("solved", "empty")
        }
    assert best > 0
    assert found == {"solved": best, "empty": 0}


@pytest.mark.parametrize("stem", STEMS)
def test_validate_lists_every_unsolved_cell(course, stem):
    said = nbgrader(course, "validate", str(course.release / stem / f"{stem}.ipynb"))
    graded = source.read(source.AUTHORING / f"{stem}.py").named("check")
    assert f"FAILED ON {len(graded)} CELL(S)" in said.stdout
    for cell in graded:
        assert f"check({cell.role.name})" in said.stdout


@pytest.mark.parametrize("stem", STEMS)
def test_validate_accepts_the_solved_notebook(course, stem):
    said = nbgrader(course, "validate", str(course.source / stem / f"{stem}.ipynb"))
    assert "Your notebook passes all the tests" in said.stdout


@pytest.mark.parametrize("factor", [2.0, 0.5], ids=["more", "less"])
def test_autograde_refuses_changed_weights_as_the_course_file_says(
    released_course, tmp_path, factor
):
    stem = STEMS[0]
    root = tmp_path / "course"
    shutil.copytree(released_course.root, root)
    course = Course.open(root)
    without_our_engine(course)
    usual = sum(catalogue.catalogue(course)[stem[:2]].points.values())
    text = f"[notebooks.{stem[:2]}]\ntotal = {factor * usual}\n"
    course.settings_file.write_text(text, encoding="utf-8")
    release(course)
    shutil.copytree(course.source / stem, course.submitted / "solved" / stem)
    done = nbgrader(course, "autograde", stem, check=False)
    assert done.returncode == 1
    assert "Inconsistent checksums for cell" in done.stdout + done.stderr
    assert "Inconsistent checksums" in FIRST_SETTINGS.read_text(encoding="utf-8")
    course.settings_file.write_text("", encoding="utf-8")
    release(course)
    nbgrader(course, "autograde", stem)
    with gradebook.opened(course) as book:
        assert book.find_submission(stem, "solved").score == usual
