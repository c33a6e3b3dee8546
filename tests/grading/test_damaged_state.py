"""A damaged state file costs one item: it is named, and all the rest is done."""

import json
from functools import partial

import numpy as np
import pytest

from grading import cli, export_into
from grading.course import Course
from grading.errors import GradingError
from grading.found import record
from grading.found.rounds import Rounds
from grading.grade import grade
from grading.handed_in import delivery, undoing
from grading.released import made_with
from grading.results import standing
from grading.results.by_hand import Aside

HALF = "def half(x):\n    return x / 2"
SEED = 2027
# What stands where something else should.
OTHERS = (None, True, -1, 10**400, float("nan"), "x", "", "02/half")
OTHERS += ([], [1], {}, {"a": 1})


@pytest.fixture
def graded(room):
    """A class of two in which every kind of state file lies."""
    for student in ("ada", "bob"):
        room.hand_in(student, half=HALF)
    grade(room.course)
    assert cli.main(["feedback", "--course", str(room.course.root)]) == 0
    room.by_hand("ada", "double", 7.5)
    room.decide("[notebooks.07]\nfull = ['double']\n")
    grade(room.course)
    exported = {"07 · Total": {"ada": "12.5", "bob": "5"}}
    export_into.FORM.write(room.course.root / export_into.NOTE, exported)
    return room


PLACES = {
    "record": ("results/ada/07_tiny.json", record.read),
    "note": ("received/ada/07_tiny/*.json", delivery.read),
    "history": (
        "results/ada/history/07_tiny.json",
        lambda path: standing.FORM.read(path, standing.entries),
    ),
    "rounds": ("rounds.json", lambda path: Rounds.of(Course(path.parent))),
    "by hand": ("by_hand.json", lambda path: Aside(Course(path.parent))),
    "class": ("class.json", lambda path: Course(path.parent).read_class()),
    "packages": (
        "editions/*.json",
        lambda path: made_with.notes(Course(path.parents[1])),
    ),
    "collection": (
        "collected.json",
        lambda path: undoing.noted_of(Course(path.parent)),
    ),
    "exports": (
        "exported.json",
        lambda path: export_into.noted(Course(path.parent)),
    ),
}


def places(value, at=()):
    """Yield the way to every value in a tree."""
    yield at
    if isinstance(value, list):
        value = dict(enumerate(value))
    for key, one in value.items() if isinstance(value, dict) else ():
        yield from places(one, (*at, key))


def exchanged(value, way, other):
    """Put another value into a tree; None at the end of a way takes a value out."""
    if not way:
        return other
    (key, *rest), copy = way, value.copy()
    if not rest and other is KeyError:
        del copy[key]
    else:
        copy[key] = exchanged(copy[key], rest, other)
    return copy


def mutated(data, rng):
    """Change a state file: a value of it, or some of its bytes."""
    plain = json.loads(data)
    if rng.random() < 0.6:
        ways = [way for way in places(plain) if way]
        way = ways[rng.integers(len(ways))]
        other = (*OTHERS, KeyError)[rng.integers(len(OTHERS) + 1)]
        return json.dumps(exchanged(plain, way, other)).encode()
    data, place = bytearray(data), rng.integers(len(data))
    change = rng.integers(3)
    if change == 0:
        del data[place:]
    elif change == 1:
        data[place] = rng.integers(256)
    else:
        data[place : place + 5] = data[: rng.integers(9)]
    return bytes(data)


def survives(path, data, read, seed):
    """Read a mutated file: its content has its form, or the file is named."""
    path.write_bytes(mutated(data, np.random.default_rng(seed)))
    try:
        read(path)
    except GradingError as error:
        assert str(path) in str(error)
        return False
    return True


@pytest.mark.parametrize(
    "count", [100, pytest.param(1_000, marks=pytest.mark.long)], ids=str
)
def test_mutated_files_are_read_or_named(graded, count):
    for place, read in PLACES.values():
        (path,) = graded.course.root.glob(place)
        data = path.read_bytes()
        known = [survives(path, data, read, [SEED, count, n]) for n in range(count)]
        assert not all(known)
        print(f"{count} mutated files {place}: {sum(known)} read, the others named")
        path.write_bytes(data)


def test_commands_do_the_rest_and_end_with_a_list(
    graded, capsys, monkeypatch, tmp_path
):
    monkeypatch.chdir(tmp_path)
    path = record.place(graded.course.results, "ada", "07_tiny")
    plain = json.loads(path.read_text(encoding="utf-8"))
    plain["results"][0]["points"] = "many"
    path.write_text(json.dumps(plain), encoding="utf-8")
    capsys.readouterr()
    for words in (["feedback"], ["report"], ["export", "scores.csv"]):
        assert cli.main([*words, "--course", str(graded.course.root)]) == 1
        told = capsys.readouterr()
        assert told.err.count("\n") == 1
        assert f"record {path} is damaged: its points is 'many'" in told.err
        assert "Wrote" in told.out
    assert path.is_file()


def test_history_names_what_it_cannot_read(graded, capsys):
    words = ["history", "ada", "--course", str(graded.course.root)]
    path = record.place(graded.course.results, "ada", "07_tiny")
    data = path.read_bytes()
    for place, said in ((path, "is damaged"), (graded.course.gradebook_file, "backup")):
        capsys.readouterr()
        place.write_bytes(b"")
        assert cli.main(words) == 1
        told = capsys.readouterr().err
        assert told.count("\n") == 1 and str(place) in told and said in told
        path.write_bytes(data)


def test_damaged_graded_notebook_is_set_aside_when_its_points_move(graded, capsys):
    path = graded.course.autograded / "ada" / "07_tiny" / "07_tiny.ipynb"
    words = ["grade", "--course", str(graded.course.root)]
    for points, data in enumerate((b"", b"[]", b"\xff", b'{"cells": 3}'), start=20):
        path.write_bytes(data)
        graded.decide(f"[notebooks.07]\npoints = {{half = {points}}}\n")
        assert cli.main(words) == 1
        told = capsys.readouterr()
        assert f"the graded notebook {path} was damaged: " in told.out
        assert told.err.startswith(f"set aside: {path}.damaged")
        assert told.err.count("\n") == 1 and not path.exists()
        assert graded.book("ada")["half"] == (points, points)
    assert grade(graded.course, student="ada", again=True).graded == 1
    assert path.stat().st_size > 1000


@pytest.mark.long
def test_whatever_a_file_holds_grading_goes_on_with_the_others(graded, capsys):
    course = graded.course
    before = graded.book("bob")
    damage = partial(mutated, rng=np.random.default_rng(SEED))
    for round in range(20):
        for place in ("results/ada/07_tiny.json", "received/ada/07_tiny/*.json"):
            (path,) = course.root.glob(place)
            path.write_bytes(damage(path.read_bytes()))
            code = cli.main(["grade", "--course", str(course.root)])
            told = capsys.readouterr()
            assert code in (0, 1) and "Traceback" not in told.out + told.err, round
            assert graded.book("bob") == before
            # What can still be read may say something else: hand it in again.
            grade(course, student="ada", again=True)
