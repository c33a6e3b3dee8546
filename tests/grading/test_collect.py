"""Submissions are taken in byte for byte, all or none."""

import pytest

from grading.collect import collect
from grading.errors import CollectError

NAME = "07_tiny"


def hand_in(folder, student, data=b"anything", name=f"{NAME}.ipynb"):
    path = folder / student / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def test_file_is_copied_byte_for_byte_readable_or_not(tiny_course, tmp_path):
    hand_in(tmp_path / "in", "ada", b"\xff\x00 broken")
    (taken,) = collect(tiny_course, tmp_path / "in")
    assert taken.path == tiny_course.submitted / "ada" / NAME / f"{NAME}.ipynb"
    assert taken.path.read_bytes() == b"\xff\x00 broken"


def test_time_is_the_collectors_and_nbgrader_reads_it(tiny_course, tmp_path):
    from nbgrader.utils import parse_utc

    hand_in(tmp_path / "in", "ada")
    hand_in(tmp_path / "in", "ada", b"1999-01-01 00:00:00 UTC", "timestamp.txt")
    (taken,) = collect(tiny_course, tmp_path / "in")
    stamp = taken.path.with_name("timestamp.txt").read_text(encoding="ascii").strip()
    assert parse_utc(stamp).year > 2000


def test_later_submission_replaces_the_earlier(tiny_course, tmp_path):
    hand_in(tmp_path / "in", "ada", b"first")
    collect(tiny_course, tmp_path / "in")
    hand_in(tmp_path / "in", "ada", b"second")
    (taken,) = collect(tiny_course, tmp_path / "in")
    assert taken.path.read_bytes() == b"second"


def test_other_files_are_left_where_they_are(tiny_course, tmp_path):
    hand_in(tmp_path / "in", "ada")
    hand_in(tmp_path / "in", "ada", name="notes.txt")
    collect(tiny_course, tmp_path / "in")
    found = sorted(p.name for p in (tiny_course.submitted / "ada" / NAME).iterdir())
    assert found == [f"{NAME}.ipynb", "timestamp.txt"]


@pytest.mark.parametrize("name", ["a b", "ü", "+x", ".hidden", "a;b"])
def test_folder_that_cannot_be_a_student_stops_before_anything_is_taken(
    tiny_course, tmp_path, name
):
    hand_in(tmp_path / "in", "ada")
    hand_in(tmp_path / "in", name)
    with pytest.raises(CollectError, match="cannot be a student id"):
        collect(tiny_course, tmp_path / "in")
    assert not tiny_course.submitted.exists()


def test_missing_source_and_empty_source_say_what_is_expected(tiny_course, tmp_path):
    with pytest.raises(CollectError, match="does not exist"):
        collect(tiny_course, tmp_path / "nowhere")
    (tmp_path / "in" / "ada").mkdir(parents=True)
    with pytest.raises(CollectError, match=r"07_tiny\.ipynb"):
        collect(tiny_course, tmp_path / "in")
