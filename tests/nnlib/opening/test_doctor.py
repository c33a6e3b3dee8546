"""What a terminal prints for an instructor, and what a notebook says of where it is."""

import json
import os
import platform
import subprocess
import sys
import tomllib

import pytest

from nnlib.__main__ import main
from nnlib.exercises import NOTEBOOKS, editions
from nnlib.opening import doctor, lacking, messages, place, ready
from nnlib.saved_notebook import VSCODE
from tests.matrix import ROOT


def write(file, number="00", built=None, version="0.0.9"):
    """Write a notebook that says of which edition it is."""
    built = {"notebook": number, "editions": built, "course_version": version}
    file.parent.mkdir(exist_ok=True)
    text = json.dumps({"cells": [], "metadata": {"nnlib": built}})
    file.write_text(text, encoding="utf-8")
    return file


def test_packages_are_those_of_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["student"]]
    names = {line.split(">=")[0].strip() for line in wanted} - {"jupyterlab"}
    assert set(lacking.PACKAGES.values()) == names


def test_doctor_prints_versions_kernels_and_notebooks(tmp_path, monkeypatch, capsys):
    write(tmp_path / "notebooks" / "00_mine.ipynb", built=editions("00"))
    write(tmp_path / "notebooks" / "01_old.ipynb", "01", {"neuron": 2, "train": 9})
    (tmp_path / "other.ipynb").write_text("{}")
    monkeypatch.chdir(tmp_path)
    assert main(["doctor"]) == 0
    said = capsys.readouterr().out
    assert f"{platform.python_version()}, {sys.executable}" in said
    assert "00_mine.ipynb: notebook 00, of the editions that are installed" in said
    found = "notebook 01, of version 0.0.9: another edition of neuron and train"
    assert f"01_old.ipynb: ! {found}" in said
    assert "other.ipynb: none of the course" in said
    assert str(tmp_path) in said and "kernel       python3: " in said
    assert said.rstrip().endswith(doctor.SEND)


def test_doctor_runs_as_it_is_typed(tmp_path):
    words = [sys.executable, "-m", "nnlib", "doctor"]
    said = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True)
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.startswith("course       ")


def test_doctor_and_update_say_what_is_missing_in_a_python_without_packages():
    """Without ``site`` a Python has its standard library, and no package."""
    doctor, update = (
        subprocess.run(
            [sys.executable, "-S", "-m", "nnlib", *words],
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        for words in (["doctor"], ["update", "old"])
    )
    assert (doctor.returncode, doctor.stderr) == (0, "")
    assert "numpy        ! missing" in doctor.stdout
    assert "notebook 02; its exercises are not installed" in doctor.stdout
    assert (update.returncode, update.stdout) == (1, "")
    assert update.stderr.startswith(f"error: numpy is missing in {sys.executable}. ")


def test_doctor_describes_the_course_of_the_kernels_not_a_copy_beside_it(tmp_path):
    unpacked = tmp_path / "nnlib"
    unpacked.mkdir()
    main = (ROOT / "nnlib" / "__main__.py").read_text(encoding="utf-8")
    (unpacked / "__main__.py").write_text(main, encoding="utf-8")
    (unpacked / "__init__.py").write_text("", encoding="utf-8")
    words = [sys.executable, "-m", "nnlib", "doctor"]
    said = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True)
    assert said.stderr == ""
    (course,) = [line for line in said.stdout.splitlines() if "course" in line[:6]]
    assert str(tmp_path) not in course


def test_a_damaged_notebook_and_one_of_windows_are_told_apart(tmp_path):
    (tmp_path / "00_cut.ipynb").write_text('{"cells": [', encoding="utf-8")
    whole = write(tmp_path / "02_mine.ipynb", "02", editions("02"))
    text = whole.read_text(encoding="utf-8").replace("\n", "\r\n")
    whole.write_text(text, encoding="utf-8-sig")
    _, *said = doctor.notebooks(tmp_path, NOTEBOOKS)
    assert [text for _, text in said] == [
        "00_cut.ipynb: ! cannot be read",
        "02_mine.ipynb: notebook 02, of the editions that are installed",
    ]


def test_a_kernel_of_another_python_is_marked():
    assert doctor.is_this_python("python") and doctor.is_this_python(sys.executable)
    assert not doctor.is_this_python("/elsewhere/bin/python3")


def test_a_wrong_verb_names_the_right_ones(capsys):
    with pytest.raises(SystemExit):
        main(["heal"])
    assert "doctor" in capsys.readouterr().err


def test_ready_says_in_one_line_where_the_notebook_runs(tmp_path):
    file = write(tmp_path / "page.ipynb")
    title, text = ready.said("00", {VSCODE: str(file)})
    assert title.startswith(f"✓ Ready: Python {platform.python_version()} · numpy ")
    assert title.endswith(f" · page.ipynb in {tmp_path.name}")
    assert text == ""


def test_ready_names_no_file_that_is_gone(tmp_path):
    title, text = ready.said("00", {VSCODE: str(tmp_path / "page.ipynb")})
    assert title.endswith(f" · {messages.RENAMED}")
    assert text == ""


def test_ready_names_what_is_missing(monkeypatch, tmp_path):
    found = place.importlib.util.find_spec
    monkeypatch.setattr(
        place.importlib.util,
        "find_spec",
        lambda name: None if name in ("anywidget", "pip") else found(name),
    )
    title, text = ready.said("00", {})
    assert title.startswith("! Nearly ready: ")
    assert "Sliders are shown as pictures, because anywidget is missing." in text
    assert f"uv pip install --python {sys.executable} anywidget" in text


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    file = write(tmp_path / "page.ipynb")
    tmp_path.chmod(0o500)
    assert "cannot be written to" in ready.said("00", {VSCODE: str(file)})[1]
    tmp_path.chmod(0o700)
