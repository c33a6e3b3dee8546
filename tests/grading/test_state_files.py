"""Every state file of a class has a version, and a damaged one stops nobody else."""

import json

import pytest

from grading import cli
from grading.course import CHECKOUT
from grading.grade import grade
from grading.results import gradebook

HALF = "def half(x):\n    return x / 2"
# What says its version in another way than our own files do.
OF_OTHERS = {"gradebook.db", "nbgrader_config.py", "nbgrader.log", "timestamp.txt"}
# Notebooks and packages have a form of their own; tables say theirs in their headings.
FORMS = {".ipynb", ".whl", ".csv"}
# Their form is that of the folder, which class.json tells.
OF_THE_FOLDER = {"secret", "course.toml", ".grading", "grading.log"}


@pytest.fixture
def graded(room):
    """A class of two in which every kind of state file lies."""
    room.hand_in("ada", half=HALF)
    room.hand_in("bob", half=HALF)
    grade(room.course)
    room.by_hand("ada", "double", 7.5)
    room.decide("[notebooks.07]\nfull = ['double']\n")
    grade(room.course)
    return room


def kind(path, root):
    """Return where a file lies, whoever it is of."""
    parts = path.relative_to(root).parts
    return "/".join([parts[0], *("*" for _ in parts[1:-1]), path.suffix])


def test_every_file_of_state_says_its_version(graded):
    found = set()
    for path in graded.course.root.rglob("*"):
        known = path.suffix in FORMS or path.name in OF_OTHERS | OF_THE_FOLDER
        if path.is_file() and not known:
            content = json.loads(path.read_text(encoding="utf-8"))
            assert type(content["schema"]) is int, path
            found.add(kind(path, graded.course.root))
    assert found >= {
        "class.json/.json",
        "by_hand.json/.json",
        "received/*/*/.json",
        "results/*/.json",
        "results/*/*/.json",
        "editions/.json",
    }


def test_the_guide_names_every_file_of_state():
    guide = (CHECKOUT / "grading" / "GUIDE.md").read_text(encoding="utf-8")
    names = {"class.json", "by_hand.json", "rounds.json", "released.json"}
    names |= {"secret", "course.toml", "extensions.csv"}
    assert [name for name in sorted(names) if f"`{name}`" not in guide] == []


PLACES = {
    "note": "received/ada/07_tiny/*.json",
    "history": "results/ada/history/07_tiny.json",
    "class": "class.json",
}
DAMAGED = ["", "[]", '{"schema": "x"}', '{"schema": 1}', "\udcff"]


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_a_damaged_file_is_set_aside_and_grading_goes_on(graded, capsys, place):
    course = graded.course
    (path,) = course.root.glob(place)
    before = graded.book("ada"), graded.book("bob")
    for text in DAMAGED:
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
        assert cli.main(["grade", "--course", str(course.root)]) == 1
        assert (graded.book("ada"), graded.book("bob")) == before
        told = capsys.readouterr()
        assert told.err.startswith(f"set aside: {path}.damaged")
        assert told.err.count("\n") == 1
        (line,) = (one for one in told.out.splitlines() if str(path) in one)
        assert line.startswith("note: ") and ".damaged" in line
        if "received" in place:
            assert "written anew from the file beside it" in line
    assert len(list(path.parent.glob("*.damaged*"))) == len(DAMAGED)
    assert json.loads(path.read_text(encoding="utf-8"))["schema"] == 1


ELSEWHERE = {
    "a module's name": (
        "received/ada/*/*.json",
        '"notes"',
        '"modules": {"../x.py": ""}, ',
    ),
    "a student": ("results/ada/*.json", '"student": "ada"', '"student": "../../../x"'),
    "an assignment": ("results/ada/*.json", '"assignment": "', '"assignment": "../../'),
    "a column": ("by_hand.json", '"manual_score"', '"__class__"'),
}


@pytest.mark.parametrize(("where", "old", "new"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_a_name_that_leads_elsewhere_makes_a_file_damaged(graded, where, old, new):
    root = graded.course.root
    path = next(root.glob(where))
    text = path.read_text("utf-8")
    path.write_text(text.replace(old, new + old * (old == '"notes"')), "utf-8")
    beside = sorted(root.parent.iterdir())
    code = cli.main(["grade", "--course", str(root)])
    refused = path.name == "by_hand.json"
    assert code == 1 and refused != bool(list(path.parent.glob("*.damaged")))
    assert sorted(root.parent.iterdir()) == beside
    assert graded.book("ada")["half"] == (5, 5)


def test_points_kept_aside_that_cannot_be_read_are_told_and_nothing_is_lost(
    graded, capsys
):
    path = graded.course.root / "by_hand.json"
    kept = path.read_bytes()
    path.write_bytes(kept[:40])
    assert cli.main(["grade", "--course", str(graded.course.root)]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert f"the file of points by hand {path} is damaged" in said
    assert "restore it from a backup" in said
    path.write_bytes(kept)
    graded.decide("")
    grade(graded.course)
    assert graded.book("ada")["double"] == (7.5, 10)


def test_a_file_that_is_gone_costs_its_student_only(graded, capsys):
    (file,) = graded.course.received.glob("ada/07_tiny/*.ipynb")
    file.unlink()
    assert cli.main(["grade", "--course", str(graded.course.root)]) == 1
    assert f"{file.name} is missing" in capsys.readouterr().out
    with gradebook.opened(graded.course) as book:
        assert {one.id for one in book.students} == {"ada", "bob"}


def test_no_message_says_to_delete_a_file():
    for path in (CHECKOUT / "grading").rglob("*.py"):
        text = path.read_text(encoding="utf-8").lower()
        assert "delete it" not in text and "remove it and" not in text, path
