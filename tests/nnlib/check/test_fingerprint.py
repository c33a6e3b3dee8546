"""A fingerprint changes with all that an exercise is made of, and with nothing else."""

import importlib
from types import SimpleNamespace

import pytest

from nnlib.check.fingerprint import fingerprint
from nnlib.exercises import NOTEBOOKS
from nnlib.exercises import fingerprint as fingerprint_of

FILES = {
    "folder/shared.py": "SHARED = 1\n",
    "folder/middle.py": "from {package}.folder.shared import SHARED\n",
    "folder/other.py": "OTHER = 1\n",
    "folder/exercise.py": (
        "from {package}.folder import middle\n\n\ndef probes(rng):\n    return []\n"
    ),
    "folder/__init__.py": "from {package}.folder import exercise, other\n",
    "__init__.py": "",
}
# Module, and the notebooks of the exercises that are made of it.
SHARED = {
    "siblings": set(NOTEBOOKS),
    "gradient_descent": set(NOTEBOOKS),
    "drawing": {"00", "01", "02", "05"},
    "sizes": {"01", "02", "03"},
    "random_starts": {"03", "04", "05"},
    "logistic_gradients": {"01", "02"},
    "picture_columns": {"00", "02"},
    "backward_pass": {"04", "05"},
    "multiclass.cross_entropy": {"05"},
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The folder of an exercise in a package of its own."""
    for path, text in FILES.items():
        file = tmp_path / tmp_path.name / path
        file.parent.mkdir(exist_ok=True, parents=True)
        file.write_text(text.format(package=tmp_path.name), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path / tmp_path.name / "folder"


@pytest.fixture
def made(folder):
    """The exercise in it."""
    name = f"{folder.parent.name}.folder.exercise"
    probes = importlib.import_module(name).probes
    return SimpleNamespace(id="07/one", parts={"A": 1}, max_points=1.0, probes=probes)


@pytest.mark.parametrize(
    ("file", "differs"),
    [
        ("exercise.py", True),
        ("middle.py", True),
        ("shared.py", True),
        ("other.py", False),
        ("__init__.py", False),
    ],
)
def test_it_changes_with_a_file_that_the_exercise_uses(folder, made, file, differs):
    before = fingerprint([made])
    with (folder / file).open("a", encoding="utf-8") as text:
        text.write("# changed\n")
    assert (fingerprint([made]) != before) == differs


def test_other_line_ends_change_nothing(folder, made):
    before = fingerprint([made])
    for path in folder.glob("*.py"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert fingerprint([made]) == before


@pytest.mark.parametrize(("module", "notebooks"), SHARED.items(), ids=SHARED)
def test_what_exercises_share_is_part_of_them(module, notebooks, monkeypatch):
    before = {number: fingerprint_of(number) for number in NOTEBOOKS}
    read = importlib.import_module("nnlib.check.fingerprint")._text

    def changed(one):
        return read(one) + "# changed\n" * (one.__name__ == f"nnlib.exercises.{module}")

    monkeypatch.setattr("nnlib.check.fingerprint._text", changed)
    after = {number: fingerprint_of(number) for number in NOTEBOOKS}
    assert {one for one in NOTEBOOKS if before[one] != after[one]} == notebooks
