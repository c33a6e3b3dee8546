"""Every file of a folder is taught once, in the order that its folder says."""

import importlib

import pytest

from nnlib.exercises.teaching_order import taught

EXERCISE = """
from nnlib.check import Draft, Probe

exercise = Draft("07/{name}", {{"value": 1}}, reference=abs, returns="value")


@exercise.probes
def probes(rng):
    return [Probe((1.0,))]


EXERCISE = exercise.with_hints()
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Write a folder of two exercises with some order."""
    monkeypatch.syspath_prepend(tmp_path)

    def write(order, **texts):
        package = tmp_path / tmp_path.name
        package.mkdir()
        (package / "__init__.py").write_text(f"TEACHING_ORDER = {order!r}\n")
        for name in ("one", "two"):
            text = texts.get(name, EXERCISE.format(name=name))
            (package / f"{name}.py").write_text(text)
        importlib.invalidate_caches()
        return package.name

    return write


def test_exercises_come_in_teaching_order(folder):
    assert [one.id for one in taught(folder(("two", "one")))] == ["07/two", "07/one"]


@pytest.mark.parametrize(
    ("order", "named"),
    [
        (("one",), "two"),
        (("one", "two", "three"), "three"),
        (("one", "two", "two"), "one, two, two"),
    ],
    ids=["not-named", "no-file", "twice"],
)
def test_a_file_is_named_exactly_once(folder, order, named):
    with pytest.raises(ValueError, match=f": {named} must be a file and stand in the"):
        taught(folder(order))


def test_a_file_that_completes_no_exercise_is_refused(folder):
    package = folder(("one", "two"), two="from nnlib.check import Draft\n")
    with pytest.raises(ValueError, match=f"{package}.two completes no exercise"):
        taught(package)
