"""The student archive: what is in it, what is not, and that it works alone."""

import subprocess
import sys
import zipfile
from datetime import date

import nbformat
import pytest

from grading import archive
from grading.course import CHECKOUT
from grading.errors import ReleaseError, UsageError
from grading.text import source
from tests.executed import executed, failures, scores

STEMS = [path.stem for path in source.sources()]
ALLOWED = {
    *("README.md", "LICENSE", "environment.yml", "pyproject.toml"),
    *("requirements.lock", "notebooks", "nnlib", "nnlib-0.1.0-py3-none-any.whl"),
}
MOMENT = 1_800_000_000  # 15 January 2027, at eight


@pytest.fixture(scope="module")
def student_zip(released_course, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(archive.MOMENT, str(MOMENT))
        target = tmp_path_factory.mktemp("a") / "student.zip"
        return archive.write(released_course, target)


@pytest.fixture(scope="module")
def names(student_zip):
    with zipfile.ZipFile(student_zip) as opened:
        return opened.namelist()


@pytest.fixture(scope="module")
def unpacked(student_zip, tmp_path_factory):
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(student_zip) as opened:
        opened.extractall(folder)
    return folder / archive.FOLDER


def test_archive_holds_exactly_the_allowed_things(names, released_course):
    inside = {name.removeprefix(f"{archive.FOLDER}/") for name in names}
    assert {name.split("/")[0] for name in inside} == ALLOWED
    stems = [path.stem for path in released_course.release.glob("*/*.ipynb")]
    assert {name for name in inside if name.startswith("notebooks/")} == {
        *(f"notebooks/{stem}.ipynb" for stem in stems),
        *(f"notebooks/sheets/{stem}.html" for stem in stems),
        "notebooks/sheets/words_elsewhere.html",
    }


def test_archive_of_one_notebook_holds_no_other_and_lies_beside(
    released_course, tmp_path, monkeypatch
):
    """The package in it is the one that this notebook was released with."""
    monkeypatch.setattr(archive, "wheel", lambda files: {"it.whl": b""})
    path = archive.write(released_course, tmp_path / "05.zip", notebook="05")
    with zipfile.ZipFile(path) as opened:
        names = opened.namelist()
    assert {name.split("/")[0] for name in names} == {f"{archive.FOLDER}-05"}
    beside = f"{archive.FOLDER}-05/notebooks/"
    held = [name for name in names if name.startswith(beside)]
    assert held == [
        f"{beside}05_ten_outputs.ipynb",
        f"{beside}sheets/05_ten_outputs.html",
        f"{beside}sheets/words_elsewhere.html",
    ]
    with pytest.raises(UsageError, match="there is no notebook '09'"):
        archive.write(released_course, tmp_path / "09.zip", notebook="09")


def test_notebooks_of_the_archive_are_those_of_the_release(unpacked, released_course):
    for path in released_course.release.glob("*/*.ipynb"):
        inside = unpacked / "notebooks" / path.name
        assert inside.read_bytes() == path.read_bytes(), path.name


def test_archive_holds_the_whole_package_that_git_would_hold(names):
    package = CHECKOUT / "nnlib"
    kinds = {".py", ".npz", ".md", ".js", ".css", ".json"}
    files = {
        path.relative_to(CHECKOUT).as_posix()
        for path in package.rglob("*.*")
        if path.suffix in kinds and "/." not in path.as_posix()
    }
    prefix = f"{archive.FOLDER}/"
    assert {n.removeprefix(prefix) for n in names if "/nnlib/" in n} == files


@pytest.mark.parametrize("word", ["grading", "tests", "authoring", "pycache", "secret"])
def test_archive_holds_no_file_of_the_instructor(names, word):
    assert not [name for name in names if word in name]


def test_archive_opens_with_the_page_for_students(unpacked):
    page = (unpacked / "README.md").read_text(encoding="utf-8")
    assert page == (CHECKOUT / "notebooks" / "README.md").read_text(encoding="utf-8")


def test_two_archives_are_equal_to_the_byte(
    released_course, student_zip, tmp_path, monkeypatch
):
    monkeypatch.setenv(archive.MOMENT, str(MOMENT))
    again = archive.write(released_course, tmp_path / "again.zip")
    assert again.read_bytes() == student_zip.read_bytes()
    with zipfile.ZipFile(student_zip) as opened:
        moments = {entry.date_time for entry in opened.infolist()}
    assert moments == {(2027, 1, 15, 8, 0, 0)}


def test_files_are_of_today(monkeypatch):
    monkeypatch.delenv(archive.MOMENT, raising=False)
    assert date(*archive.moment()[:3]) == date.today()


@pytest.mark.parametrize("told", ["soon", "1e400", "99999999999999999999"])
def test_a_moment_that_is_none_is_refused(monkeypatch, told):
    monkeypatch.setenv(archive.MOMENT, told)
    with pytest.raises(ReleaseError, match="expected whole seconds since 1970"):
        archive.moment()


def test_zip_knows_no_moment_before_its_first(monkeypatch):
    monkeypatch.setenv(archive.MOMENT, "1")
    assert archive.moment() == archive.FIRST


def test_a_package_that_cannot_be_built_is_said():
    files = {"pyproject.toml": b"[project\n", "nnlib/__init__.py": b""}
    with pytest.raises(ReleaseError, match="the package for students cannot be built"):
        archive.wheel(files)


def test_a_file_that_nobody_thought_of_stays_out(tiny_course, checkout):
    (checkout / "nnlib" / "answers.txt").write_text("42")
    (checkout / "nnlib" / "data" / "class.csv").write_text("ada")
    (checkout / "solutions.py").write_text("42")
    checkpoints = checkout / "nnlib" / ".ipynb_checkpoints"
    checkpoints.mkdir()
    (checkpoints / "draft.py").write_text("42")
    found = archive.contents(tiny_course, checkout)
    stray = {"answers.txt", "class.csv", "solutions.py", "draft.py"}
    assert not stray & {name.split("/")[-1] for name in found}


def test_archive_needs_a_release(course, tmp_path):
    with pytest.raises(ReleaseError, match="run release first"):
        archive.write(course, tmp_path / "student.zip")
    assert not (tmp_path / "student.zip").exists()


def test_a_missing_file_of_the_list_is_named(tiny_course, checkout, tmp_path):
    (checkout / "LICENSE").unlink()
    with pytest.raises(ReleaseError, match="needs LICENSE, which does not exist"):
        archive.write(tiny_course, tmp_path / "student.zip", checkout)
    assert not (tmp_path / "student.zip").exists()


@pytest.fixture
def checkout(tmp_path):
    """The smallest checkout from which an archive can be written."""
    folder = tmp_path / "checkout"
    for name in [*archive.FILES.values(), "nnlib/__init__.py", "nnlib/data/NOTICE.md"]:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return folder


@pytest.fixture(scope="module")
def installed(unpacked, tmp_path_factory):
    """The wheel of the archive, installed into an empty folder."""
    target = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(target)]
    (wheel,) = unpacked.glob("*.whl")
    words = [*pip, "--no-deps", "--no-index", str(wheel)]
    subprocess.run(words, check=True, capture_output=True)
    return target


def test_wheel_holds_the_package_as_it_is_and_what_a_kernel_starts_with(
    unpacked, installed
):
    for path in (unpacked / "nnlib").rglob("*.*"):
        if path.is_file():
            inside = installed / path.relative_to(unpacked)
            assert inside.read_bytes() == path.read_bytes(), path.name
    started = installed / "etc" / "ipython" / "startup" / "nnlib_names.py"
    assert started.is_file()


def test_archive_installs_without_the_instructors_package(installed):
    packages = {path.name for path in installed.iterdir() if path.is_dir()}
    assert "nnlib" in packages
    assert "grading" not in packages
    assert list((installed / "nnlib" / "data").glob("*.npz"))


@pytest.mark.parametrize("stem", STEMS)
def test_notebook_runs_unsolved_on_the_installed_package_and_earns_nothing(
    unpacked, installed, tmp_path, stem
):
    notebook = nbformat.read(unpacked / "notebooks" / f"{stem}.ipynb", as_version=4)
    where = "import nnlib; print(nnlib.__file__)"
    notebook.cells.append(nbformat.v4.new_code_cell(where))
    ran = executed(notebook, tmp_path, PYTHONPATH=str(installed))
    assert failures(ran) == []
    assert {score for score, _ in scores(ran).values()} == {0}
    assert str(installed) in ran.cells[-1].outputs[0].text
