"""The package as one file: the same from a checkout and from an installer."""

import shutil
import subprocess
import sys
import tomllib
import zipfile

import pytest
from packaging.utils import parse_wheel_filename

from grading import archive
from grading.course import CHECKOUT
from grading.released import wheel
from tests import other_package

CONTENT = "from grading.released import wheel; print(wheel.content())"


@pytest.fixture
def written(tmp_path):
    path = tmp_path / wheel.file_name()
    path.write_bytes(wheel.data())
    return path


def test_wheel_has_a_name_that_installers_read(written):
    name, version, (number, rest), _ = parse_wheel_filename(written.name)
    assert (name, str(version), number) == ("nnlib", "0.1.0", 0)
    assert rest == f"_{wheel.content()[: wheel.SHORT]}"


def test_wheel_holds_both_packages_and_lists_every_file(written):
    with zipfile.ZipFile(written) as archive:
        names = archive.namelist()
        (record,) = (name for name in names if name.endswith("/RECORD"))
        listed = archive.read(record).decode().splitlines()
    assert sorted(line.split(",")[0] for line in listed) == sorted(names)
    for name in ("nnlib/data/digits.npz", "grading/templates/course.toml"):
        assert name in names
    assert not [name for name in names if "__pycache__" in name or "tests/" in name]


def test_wheel_holds_what_the_settings_of_the_package_name():
    told = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = told["tool"]["setuptools"]["package-data"]
    expected = {
        path.relative_to(CHECKOUT).as_posix()
        for package in ("nnlib", "grading")
        for pattern in ("**/*.py", *patterns[package])
        for path in (CHECKOUT / package).glob(pattern)
        if not any(part.startswith(".") for part in path.parts[len(CHECKOUT.parts) :])
    }
    assert {name for name, _ in wheel.files()} == expected


def test_unpacked_wheel_has_the_content_that_was_installed(tmp_path):
    package = other_package.made(tmp_path / "package")
    assert other_package.python(package, "-c", CONTENT).strip() == wheel.content()


def test_package_with_one_other_line_has_another_content(tmp_path):
    package = other_package.made(tmp_path / "package", other_package.LENIENT)
    assert other_package.python(package, "-c", CONTENT).strip() != wheel.content()


@pytest.mark.long
def test_what_installers_make_of_wheel_and_checkout_has_the_same_content(
    written, tmp_path
):
    checkout, built = tmp_path / "checkout", tmp_path / "built"
    ignored = shutil.ignore_patterns("__pycache__")
    for name in ("nnlib", "grading"):
        shutil.copytree(CHECKOUT / name, checkout / name, ignore=ignored)
    for name in archive.WHEEL:
        shutil.copy(CHECKOUT / name, checkout)
    built.mkdir()
    words = [sys.executable, "-c", archive.BUILD, str(built)]
    subprocess.run(words, cwd=checkout, check=True, capture_output=True)
    for number, path in enumerate([written, *built.glob("*.whl")]):
        target = tmp_path / f"installed{number}"
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target"]
        words = [*pip, str(target), "--no-deps", "--no-index", str(path)]
        subprocess.run(words, check=True, capture_output=True)
        found = other_package.python(target, "-c", CONTENT)
        assert found.strip() == wheel.content()
