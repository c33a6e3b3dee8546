"""Course folders: where they may lie, what they hold, and what is refused."""

import os
import stat
import sys

import pytest

from grading import course as module
from grading.course import CHECKOUT, Course
from grading.errors import CourseError

INSIDE = ["", "notebooks", "nnlib/data", "grading/class", "tests/x", "class", ".git/x"]


@pytest.mark.parametrize("folder", INSIDE)
def test_a_folder_inside_the_checkout_is_refused(folder):
    with pytest.raises(CourseError, match="inside the checkout"):
        Course.create(CHECKOUT / folder)


def test_a_link_into_the_checkout_is_refused(tmp_path):
    link = tmp_path / "link"
    link.symlink_to(CHECKOUT / "notebooks", target_is_directory=True)
    with pytest.raises(CourseError, match="inside the checkout"):
        Course.create(link)


@pytest.mark.parametrize("name", module.IGNORED_BY_GIT)
def test_only_folders_that_git_ignores_may_lie_in_the_checkout(
    tmp_path, monkeypatch, name
):
    assert f"/{name}/" in (CHECKOUT / ".gitignore").read_text().split()
    monkeypatch.setattr(module, "CHECKOUT", tmp_path)
    assert Course.create(tmp_path / name).root == tmp_path / name


def test_create_makes_settings_and_a_secret(course):
    files = ["class.json", "course.toml", "nbgrader_config.py", "secret"]
    assert sorted(os.listdir(course.root)) == files
    assert len(course.secret) == 32


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_only_the_owner_can_read_the_secret(course):
    assert stat.S_IMODE((course.root / "secret").stat().st_mode) == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_only_the_owner_can_look_into_a_new_class(course):
    assert stat.S_IMODE(course.root.stat().st_mode) == 0o700


def test_a_class_of_a_newer_version_is_refused_and_left_alone(course):
    text = '{"schema": 2, "more": 1}'
    (course.root / module.CLASS).write_text(text)
    for opened in (Course.open, Course.create):
        with pytest.raises(CourseError, match=r"version 2.*newer version"):
            opened(course.root)
    assert (course.root / module.CLASS).read_text() == text


def test_a_class_that_says_no_version_is_of_the_first(course):
    (course.root / module.CLASS).unlink()
    assert Course.open(course.root) == course


def test_create_twice_keeps_the_secret(course):
    assert Course.create(course.root).secret == course.secret


def test_two_courses_have_different_secrets(tmp_path):
    secrets = {Course.create(tmp_path / name).secret for name in "ab"}
    assert len(secrets) == 2


@pytest.mark.parametrize("files", [["secret"], ["secret", "course.toml"]])
def test_create_goes_on_after_a_kill_between_its_files(tmp_path, files):
    for name in files:
        (tmp_path / name).write_text("# mine")
    course = Course.create(tmp_path)
    assert len(course.secret) == 32
    mine = course.settings_file.read_text(encoding="utf-8") == "# mine"
    assert mine == ("course.toml" in files)


def test_course_file_that_was_written_beforehand_is_kept(tmp_path):
    (tmp_path / "course.toml").write_text("# mine")
    Course.create(tmp_path)
    assert Course.create(tmp_path).settings_file.read_text() == "# mine"


def test_open_returns_what_create_made(course):
    assert Course.open(course.root) == course


def test_relative_folders_are_made_absolute(course, monkeypatch):
    monkeypatch.chdir(course.root.parent)
    assert Course.open(module.Path("course")).root == course.root


REFUSED = {
    "other files": (["thesis.txt"], "is not empty and not a course folder"),
    "settings alone": (["nbgrader_config.py"], "it has no course.toml and no secret"),
    "course file gone": (
        ["nbgrader_config.py", "secret"],
        "an empty one leaves all as",
    ),
    "secret and others": (["secret", "gradebook.db"], "it has no nbgrader_config.py"),
}


@pytest.mark.parametrize(("files", "said"), REFUSED.values(), ids=REFUSED)
def test_create_refuses_a_folder_with_other_content_and_leaves_it(
    tmp_path, files, said
):
    for name in files:
        (tmp_path / name).write_text("mine")
    with pytest.raises(CourseError, match=said):
        Course.create(tmp_path)
    assert {p.name: p.read_text() for p in tmp_path.iterdir()} == dict.fromkeys(
        files, "mine"
    )


def test_create_refuses_a_file(tmp_path):
    path = tmp_path / "file"
    path.write_text("mine")
    with pytest.raises(CourseError, match="is a file, expected a folder"):
        Course.create(path)


def test_open_refuses_what_is_not_a_course(tmp_path):
    with pytest.raises(CourseError, match="create one with build"):
        Course.open(tmp_path / "nowhere")


@pytest.mark.parametrize("text", ["", "abc", "g" * 64, "0" * 63, "ä" * 64])
def test_a_damaged_secret_is_named(course, text):
    (course.root / "secret").write_text(text, encoding="utf-8")
    with pytest.raises(CourseError, match="expected 64 hexadecimal digits"):
        _ = course.secret


def test_class_data_have_places_of_their_own(course):
    places = [course.received, course.submitted, course.results, course.solutions]
    assert len({place.parent for place in places}) == 1 and len(set(places)) == 4


def test_damaged_settings_are_named(course):
    (course.root / "nbgrader_config.py").write_text("c = get_config(\n")
    with pytest.raises(CourseError, match=r"nbgrader_config\.py cannot be read"):
        course.config()


def test_coursedir_shows_this_folder_to_nbgrader(course):
    coursedir = course.coursedir("07_tiny")
    assert coursedir.root == str(course.root)
    assert coursedir.course_id == course.root.name == "course"
    assert coursedir.assignment_id == "07_tiny"
    assert coursedir.format_path("source", ".", "x") == f"{course.source}/./x"


def test_folders_have_the_names_that_nbgrader_expects(course):
    coursedir = course.coursedir()
    for step in ("source", "release", "submitted", "autograded", "feedback"):
        assert getattr(course, step).name == getattr(coursedir, f"{step}_directory")
    assert coursedir.db_url == f"sqlite:///{course.gradebook_file}"


def test_settings_of_the_class_reach_nbgrader(course):
    path = course.root / "nbgrader_config.py"
    path.write_text(path.read_text() + "c.CourseDirectory.course_id = 'ours'\n")
    assert course.coursedir().course_id == "ours"


def test_log_goes_to_the_file_and_nowhere_else(course, capfd):
    with course.log() as log:
        log.warning("the disk is round")
    assert "WARNING the disk is round" in course.log_file.read_text()
    assert capfd.readouterr() == ("", "")
