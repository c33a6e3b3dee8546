"""A release keeps the package in the class folder, once, and notes whose it is."""

import json
import shutil
from dataclasses import replace

import pytest

from grading import cli
from grading.course import Course
from grading.errors import CourseError, UsageError
from grading.release import release
from grading.released import made_with, wheel

TINY = "07_tiny"


def wheels(course):
    return [path.name for path in made_with.folder(course).glob("*.whl")]


def test_release_keeps_the_package_once_for_all_notebooks(tiny_course):
    assert wheels(tiny_course) == [wheel.file_name()]
    release(tiny_course)
    assert wheels(tiny_course) == [wheel.file_name()]
    kept = made_with.notes(tiny_course)
    assert list(kept) == [TINY]
    assert kept[TINY].installed and not kept[TINY].adopted


def test_damaged_wheel_is_mended_by_the_next_release(tiny_course, tmp_path):
    path = made_with.folder(tiny_course) / wheel.file_name()
    path.write_bytes(b"")
    kept = made_with.notes(tiny_course)[TINY]
    with pytest.raises(CourseError, match="is damaged, and 07_tiny was released with"):
        made_with.unpacked(tiny_course, kept, TINY, tmp_path / "package")
    release(tiny_course)
    target = made_with.unpacked(tiny_course, kept, TINY, tmp_path / "package")
    assert (target / "grading" / "release.py").is_file()


def test_one_notebook_can_be_released_and_the_others_keep_theirs(tiny_course):
    older = replace(made_with.keep(tiny_course), content="0" * 64, wheel="older.whl")
    made_with.note(tiny_course, [TINY, "05_other"], older)
    (path,) = release(tiny_course, "07")
    assert path.stem == TINY
    kept = made_with.notes(tiny_course)
    assert (kept[TINY].installed, kept["05_other"]) == (True, older)
    with pytest.raises(UsageError, match="there is no notebook '08'; there are 07"):
        release(tiny_course, "08")


def test_solution_of_what_was_released_outlives_a_later_build(tiny_course):
    built = tiny_course.source / TINY / f"{TINY}.ipynb"
    before = built.read_bytes()
    built.write_bytes(before.replace(b"x + x", b"3 * x"))
    assert made_with.solved(tiny_course, TINY).read_bytes() == before
    release(tiny_course)
    assert made_with.solved(tiny_course, TINY).read_bytes() == built.read_bytes()
    shutil.rmtree(made_with.folder(tiny_course))
    assert made_with.solved(tiny_course, TINY) == built


def test_another_package_for_handed_in_work_is_said(tiny_course):
    before = made_with.notes(tiny_course)
    older = {TINY: replace(before[TINY], content="0" * 64)}
    assert list(made_with.replaced(tiny_course, older)) == []
    (tiny_course.submitted / "ada" / TINY).mkdir(parents=True)
    assert list(made_with.replaced(tiny_course, before)) == []
    (said,) = made_with.replaced(tiny_course, older)
    assert "was graded by version 0.1.0 (000000000000); what comes in now" in said


def test_notes_go_with_the_folder(tiny_course, tmp_path):
    shutil.move(tiny_course.root, tmp_path / "elsewhere")
    moved = Course.open(tmp_path / "elsewhere")
    kept = made_with.notes(moved)[TINY]
    assert made_with.unpacked(moved, kept, TINY, tmp_path / "package").is_dir()
    text = (made_with.folder(moved) / made_with.NOTES).read_text(encoding="utf-8")
    assert str(tmp_path) not in text


@pytest.mark.parametrize("text", ["", "{}", '{"schema": 1, "notebooks": {"a": {}}}'])
def test_damaged_notes_are_named_with_what_to_do(tiny_course, text):
    path = made_with.folder(tiny_course) / made_with.NOTES
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CourseError, match=r"released\.json is damaged.*restore it"):
        made_with.notes(tiny_course)


WRONG = {
    "content": ("../../x", "of 07_tiny, its content is '../../x', expected "),
    "wheel": ("../x.whl", r"of 07_tiny, its wheel is '\.\./x\.whl', expected "),
    "sha256": (None, "of 07_tiny, its sha256 is None, expected str"),
    "version": (["0.1"], "of 07_tiny, its version is .*, expected str"),
    "adopted": (1, "of 07_tiny, its adopted is 1, expected bool"),
    "colour": ("red", "of 07_tiny, .*unexpected keyword argument 'colour'"),
}


@pytest.mark.parametrize("field", WRONG)
def test_notes_with_a_wrong_field_are_damaged_and_lead_nowhere(tiny_course, field):
    value, why = WRONG[field]
    path = made_with.folder(tiny_course) / made_with.NOTES
    content = json.loads(path.read_text("utf-8"))
    content["notebooks"][TINY][field] = value
    path.write_text(json.dumps(content), "utf-8")
    with pytest.raises(CourseError, match=rf"released\.json is damaged: {why}"):
        made_with.notes(tiny_course)
    content["notebooks"] = [TINY]
    path.write_text(json.dumps(content), "utf-8")
    with pytest.raises(CourseError, match=r"its notebooks is \['07_tiny'\], expected"):
        made_with.notes(tiny_course)


def test_lost_notes_let_no_other_package_grade(tiny_course, capsys):
    (made_with.folder(tiny_course) / made_with.NOTES).unlink()
    assert made_with.notes(tiny_course) == {}  # a release was interrupted
    (made_with.folder(tiny_course) / "older.whl").write_bytes(b"")
    for verb in ("grade", "release"):
        assert cli.main([verb, "--course", str(tiny_course.root)]) == 1
        said = capsys.readouterr().err
        assert "released.json is damaged: it is missing, though packages" in said
        assert "restore it from a backup" in said


def test_notes_of_a_newer_version_are_refused_and_left_alone(tiny_course):
    path = made_with.folder(tiny_course) / made_with.NOTES
    newer = json.dumps({"schema": 2, "notebooks": []})
    path.write_text(newer, encoding="utf-8")
    with pytest.raises(CourseError, match="written by a newer version"):
        made_with.notes(tiny_course)
    assert path.read_text(encoding="utf-8") == newer
