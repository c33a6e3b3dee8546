"""Before an update a class is told what it would change, and nothing is changed."""

import sys
from dataclasses import replace

import pytest

from grading import cli
from grading.backup import backup
from grading.checkup import NEXT, UP_TO_DATE, checkup
from grading.errors import CourseError, GradingError
from grading.grade import grade
from grading.released import made_with, wheel
from nnlib.exercises import NOTEBOOKS

HALF = "def half(x):\n    return x / 2"


@pytest.fixture
def graded(room):
    """A class of which two have handed in."""
    room.hand_in("ada", half=HALF)
    room.hand_in("bob")
    grade(room.course)
    room.course.root.chmod(0o700)
    return room


def installed(**changes):
    """Return exercises of notebook 07 of which one was changed."""
    half, double = NOTEBOOKS["07"]
    return {"07": (replace(half, **changes), double)}


def test_the_edition_of_the_class_changes_nothing(graded):
    found = checkup(graded.course)
    assert found.lines == [
        "Notebook 07: every exercise is of the edition that is installed.",
        UP_TO_DATE,
    ]
    assert found.damaged == []


def test_another_package_with_the_same_editions_is_named(graded):
    kept = made_with.notes(graded.course)["07_tiny"]
    other = replace(kept, content="0" * 64)
    made_with.note(graded.course, ["07_tiny"], other)
    assert checkup(graded.course).lines == [
        "Notebook 07: every exercise is of the edition that is installed; it goes on "
        "being graded by the package that it was released with, 0.1.0 (000000000000).",
        UP_TO_DATE,
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_a_folder_that_others_can_read_is_told(graded):
    graded.course.root.chmod(0o750)
    assert checkup(graded.course).lines[-1].endswith(f"chmod 700 {graded.course.root}")


CHANGES = {
    "edition": ({"edition": 2}, "half is of edition 2 in place of 1", 2),
    "points": ({"parts": {"value": 7}}, "half has 7 points in place of 5", 0),
    "another name": ({"id": "07/halves"}, "halves is new and half is gone", 2),
}


@pytest.mark.parametrize(("change", "said", "concerned"), CHANGES.values(), ids=CHANGES)
def test_what_would_change_is_named_with_how_many_it_concerns(
    graded, change, said, concerned
):
    found = checkup(graded.course, installed(**change))
    assert found.lines == [
        f"Notebook 07, released with version 0.1.0: {said}. "
        f"Graded submissions concerned: {concerned} of 2.",
        NEXT,
    ]


def test_a_package_that_was_taken_over_is_what_an_update_is_compared_with(graded):
    course, half = graded.course, {"edition": 2}
    made_with.note(course, ["07_tiny"], made_with.keep(course, adopted=True))
    lines = checkup(course, installed(**half)).lines
    package = made_with.called()
    assert lines == [
        "Notebook 07, released with version 0.1.0, is graded by the installed one, "
        f"{package}: that was chosen later. Graded submissions that met another "
        "edition of an exercise before that, and stay as they are: 2 of 2.",
        UP_TO_DATE,
    ]
    (line, end) = checkup(course).lines
    assert (line, end) == (lines[0].partition(" Graded sub")[0], UP_TO_DATE)
    other = replace(made_with.notes(course)["07_tiny"], content="0" * 64)
    made_with.note(course, ["07_tiny"], replace(other, wheel="other.whl"))
    line, end, unused = checkup(course).lines
    assert "is graded by 0.1.0 (000000000000): that was chosen later." in line
    assert end == NEXT
    assert unused.startswith("No notebook is graded by the package ")
    assert wheel.file_name() in unused and "You may remove it." in unused


def test_a_notebook_that_is_not_installed_any_more_is_named(graded):
    found = checkup(graded.course, {})
    assert found.lines[0].startswith("Notebook 07: the installed version ")


def test_damaged_records_are_named_and_nothing_is_changed(graded, capsys):
    path = graded.course.results / "ada" / "07_tiny.json"
    path.write_text("{")
    words = ["doctor", "--course", str(graded.course.root)]
    assert cli.main(words) == 1
    out, err = capsys.readouterr()
    assert UP_TO_DATE in out
    assert str(path) in err and err.count("\n") == 1
    assert path.read_text() == "{"
    assert cli.main(["grade", "--course", str(graded.course.root)]) == 1
    capsys.readouterr()
    assert cli.main(words) == 0
    assert "Set aside, and not used any more: " in capsys.readouterr().out


DAMAGED = {
    "points by hand": "by_hand.json",
    "rounds": "rounds.json",
    "secret": "secret",
    "settings": "course.toml",
    "extensions": "extensions.csv",
    "list of packages": "editions/released.json",
    "class file": "class.json",
    "gradebook": "gradebook.db",
    "package": "editions/*.whl",
    "note": "received/ada/*/*.json",
    "record": "results/ada/*.json",
    "history": "results/ada/history/*.json",
}


@pytest.mark.parametrize("where", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_named_and_no_backup_is_replaced(graded, tmp_path, where):
    root, safe = graded.course.root, tmp_path / "class.zip"
    backup(graded.course, safe)
    before = safe.read_bytes()
    path = next(iter(root.glob(where)), root / where)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"{")
    (told,) = checkup(graded.course).damaged
    assert path.name in told
    with pytest.raises(CourseError, match="stays as it is, for the class has damaged"):
        backup(graded.course, safe)
    assert safe.read_bytes() == before and path.read_bytes() == b"{"


def test_a_class_that_was_handed_nothing_is_told_to_release(course):
    with pytest.raises(GradingError, match="run release first"):
        checkup(course)
