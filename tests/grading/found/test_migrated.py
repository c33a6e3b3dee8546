"""Records of older versions are read as the newest, and kept as they were."""

import json
from copy import deepcopy

import pytest

from grading.found import record, shelf
from grading.found.migrated import from_hashes_to_editions, from_no_place_to_places
from grading.grade import grade
from grading.state_file import DamagedFileError

HASH = "0" * 64
SECOND = {
    "schema": 2,
    "student": "ada",
    "assignment": "07_tiny",
    "notebook": "07",
    "title": "07 · A tiny notebook",
    "course_version": "0.1.0",
    "exercises": HASH,
    "program": HASH,
    "submitted": {
        "sha256": "1" * 64,
        "time": "2026-01-09 12:00:00.000000 UTC",
        "course_version": "0.1.0",
        "exercises": HASH,
    },
    "graded": "2026-01-10T08:00:00+00:00",
    "isolation": "full",
    "problem": "",
    "repairs": [],
    "remarks": [],
    "results": [
        {
            "exercise": "07/half",
            "status": "passed",
            "points": 5.0,
            "max_points": 5.0,
            "earned": {"value": 5.0},
            "diagnosis": None,
            "title": "✓ half: passed, 5 of 5 points",
            "said": [],
            "with_course": [],
            "seed": [1, 2, 3, 4],
            "graded": "2026-01-10T08:00:00+00:00",
            "exercises": HASH,
            "score": 5.0,
            "max_score": 5.0,
        }
    ],
    "points": 5.0,
    "max_points": 5.0,
    "score": 5.0,
    "max_score": 5.0,
}


def test_a_step_is_a_pure_function():
    before = deepcopy(SECOND)
    from_hashes_to_editions(SECOND)
    assert before == SECOND


def test_a_record_of_version_2_has_first_editions_and_its_own_seeds(tmp_path):
    path = tmp_path / "07_tiny.json"
    path.write_text(json.dumps(SECOND), encoding="utf-8")
    found = record.read(path)
    (half,) = found.results
    assert (half.edition, half.round, half.seed) == (1, 0, [1, 2, 3, 4])
    assert found.submitted["editions"] == {"half": 1}
    assert (found.points, found.score, found.program) == (5.0, 5.0, HASH)
    assert HASH not in str(half) + str(found.submitted)


def test_a_record_of_version_3_knows_of_no_place(tmp_path):
    path = tmp_path / "07_tiny.json"
    third = {**from_hashes_to_editions(SECOND), "schema": 3}
    before = deepcopy(third)
    path.write_text(json.dumps(third), encoding="utf-8")
    (half,) = record.read(path).results
    assert half.place == "" and half.seed == [1, 2, 3, 4]
    from_no_place_to_places(third)
    assert third == before


def test_a_notebook_without_a_hash_carried_no_editions():
    old = deepcopy(SECOND)
    old["submitted"]["exercises"] = ""
    assert from_hashes_to_editions(old)["submitted"]["editions"] == {}


def test_a_record_that_is_written_again_leaves_the_older_beside_it(room):
    room.hand_in("ada", half="def half(x):\n    return x / 2")
    path = record.place(room.course.results, "ada", "07_tiny")
    path.parent.mkdir(parents=True)
    old = json.dumps(SECOND)
    path.write_text(old, encoding="utf-8")
    assert grade(room.course).graded == 1
    assert path.with_name(f"{path.name}.version-2").read_text("utf-8") == old
    assert len(shelf.records(room.course.results)) == 1
    assert room.record("ada").editions == {"07/half": 1, "07/double": 1}


@pytest.mark.parametrize("lost", ["results", "submitted"])
def test_a_record_of_version_2_that_lacks_something_is_damaged(tmp_path, lost):
    path = tmp_path / "07_tiny.json"
    plain = {key: value for key, value in SECOND.items() if key != lost}
    path.write_text(json.dumps(plain), encoding="utf-8")
    with pytest.raises(DamagedFileError, match=f"'{lost}' is missing"):
        record.read(path)
