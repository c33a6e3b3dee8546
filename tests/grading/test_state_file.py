"""State files are read in every version, copied before they change, never deleted."""

import json

import pytest

from grading.errors import CourseError
from grading.state_file import DamagedFileError, Form, set_aside

FORM = Form(
    "note",
    version=3,
    steps={
        1: lambda old: {"words": old["text"].split()},
        2: lambda old: {**old, "count": len(old["words"])},
    },
    unmarked=1,
    remedy="write it again",
)
NEWEST = {"words": ["to", "be"], "count": 2}


@pytest.fixture
def file(tmp_path):
    """Write a text into a state file: ``file(text)``."""

    def write(text):
        path = tmp_path / "note.json"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize(
    "old",
    [
        {"text": "to be"},
        {"schema": 1, "text": "to be"},
        {"schema": 2, "words": ["to", "be"]},
        {"schema": 3, **NEWEST},
    ],
    ids=["unmarked", "1", "2", "3"],
)
def test_every_version_is_read_as_the_newest(file, old):
    path = file(json.dumps(old))
    assert FORM.read(path) == NEWEST
    assert json.loads(path.read_text(encoding="utf-8")) == old


def test_an_older_file_is_kept_as_it_was_when_a_new_one_takes_its_place(file):
    path = file('{"text": "to be"}\n')
    for _ in range(2):
        FORM.write(path, FORM.read(path))
    kept = path.with_name("note.json.version-1")
    assert kept.read_text(encoding="utf-8") == '{"text": "to be"}\n'
    assert json.loads(path.read_text(encoding="utf-8")) == {"schema": 3, **NEWEST}
    assert sorted(one.name for one in path.parent.iterdir()) == [path.name, kept.name]


DAMAGED = {
    "": "it is empty",
    "[1]": "it holds a list, expected an object",
    '{"schema": 3,\n"words"': "line 2 is not JSON",
    '{"schema": "3"}': "its schema is '3', expected 3",
    '{"schema": 0}': "its schema is 0, expected 3",
    '{"schema": 2}': "'words' is missing in it",
}


@pytest.mark.parametrize(("text", "why"), DAMAGED.items(), ids=DAMAGED.values())
def test_a_damaged_file_is_named_with_what_is_wrong_in_it(file, text, why):
    path = file(text)
    with pytest.raises(DamagedFileError) as told:
        FORM.read(path)
    said = str(told.value)
    assert str(path) in said and f"is damaged: {why}" in said
    assert said.endswith("; write it again")


def test_a_file_that_is_no_text_is_damaged(file):
    path = file("")
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(DamagedFileError, match="not a text in UTF-8"):
        FORM.read(path)


def test_a_newer_file_is_refused_and_left_alone(file):
    path = file('{"schema": 4}')
    with pytest.raises(CourseError, match=r"version 4.*up to 3.*newer version") as told:
        FORM.read(path)
    assert not isinstance(told.value, DamagedFileError)
    assert path.read_text(encoding="utf-8") == '{"schema": 4}'


def test_what_is_set_aside_keeps_its_content_and_makes_room(file):
    first, second = (set_aside(file(text)) for text in ("one", "two"))
    assert (first.name, second.name) == ("note.json.damaged", "note.json.damaged-2")
    assert (first.read_text(), second.read_text()) == ("one", "two")
