"""Submissions are taken in byte for byte; one bad parcel does not stop the others."""

import errno
import json
import os
import zipfile
from datetime import UTC, datetime, timedelta

import pytest

from grading import cli
from grading.collect import collect
from grading.course_file import times
from grading.errors import CollectError, UsageError
from grading.handed_in import delivery
from grading.roster import students
from grading.roster.students import Person, Roster

NAME = "07_tiny"
INSIDE = json.dumps({"cells": [], "metadata": {"nnlib": {"notebook": "07"}}}).encode()


def hand_in(folder, student, data=b"anything", name=f"{NAME}.ipynb"):
    path = folder / student / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return folder


def notes(done):
    """Return what was noted, but that a file is damaged: nearly all are here."""
    return [(who, said) for who, said in done.notes if "ask for it again" not in said]


def submitted(course, student="ada"):
    return (course.submitted / student / NAME / f"{NAME}.ipynb").read_bytes()


def set_due(course, text, extensions=""):
    settings = f'[notebooks.07]\ndue = "{text}"\n'
    course.settings_file.write_text(settings, encoding="utf-8")
    if extensions:
        course.extensions_file.write_text(f"student,notebook,due\n{extensions}\n")


def test_file_is_copied_byte_for_byte_readable_or_not(tiny_course, tmp_path):
    hand_in(tmp_path / "in", "ada", b"\xff\x00 broken")
    (taken,) = collect(tiny_course, tmp_path / "in").new
    assert taken.path.read_bytes() == b"\xff\x00 broken" == submitted(tiny_course)
    assert taken.path.is_relative_to(tiny_course.received / "ada" / NAME)


def test_time_is_the_collectors_and_nbgrader_reads_it(tiny_course, tmp_path):
    from nbgrader.utils import parse_utc

    hand_in(tmp_path / "in", "ada")
    hand_in(tmp_path / "in", "ada", b"1999-01-01 00:00:00 UTC", "timestamp.txt")
    before = datetime.now(UTC)
    collect(tiny_course, tmp_path / "in")
    stamp = (tiny_course.submitted / "ada" / NAME / "timestamp.txt").read_text()
    assert parse_utc(stamp.strip()).replace(tzinfo=UTC) >= before


def test_later_submission_counts_and_the_earlier_is_kept(tiny_course, tmp_path):
    collect(tiny_course, hand_in(tmp_path / "in", "ada", b"first"))
    done = collect(tiny_course, hand_in(tmp_path / "in", "ada", b"second"))
    assert (len(done.new), len(done.known)) == (1, 0)
    assert submitted(tiny_course) == b"second"
    kept = delivery.deliveries(tiny_course, "ada", NAME)
    assert [one.path.read_bytes() for one in kept] == [b"first", b"second"]


def test_collecting_twice_changes_nothing(tiny_course, tmp_path):
    hand_in(tmp_path / "in", "ada")
    collect(tiny_course, tmp_path / "in")
    before = {p: p.stat().st_mtime_ns for p in tiny_course.root.rglob("*.*")}
    done = collect(tiny_course, tmp_path / "in")
    assert (done.new, len(done.known), notes(done)) == ([], 1, [])
    assert {p: p.stat().st_mtime_ns for p in tiny_course.root.rglob("*.*")} == before


def test_late_submission_counts_only_where_none_is_on_time(tiny_course, tmp_path):
    set_due(tiny_course, "2026-01-10 23:59", "bob,07,2026-01-12 23:59")
    for day, data in (("09", b"first"), ("11", b"second")):
        for student in ("ada", "bob"):
            hand_in(tmp_path / "in", student, data)
        done = collect(tiny_course, tmp_path / "in", at=f"2026-01-{day} 12:00")
    assert submitted(tiny_course, "ada") == b"first"
    assert submitted(tiny_course, "bob") == b"second"
    text = "is kept, but what counts is what was handed in on 2026-01-09 12:00 UTC."
    assert [(who, text in said) for who, said in notes(done)] == [("ada", True)]


def test_time_of_an_earlier_collection_is_taken_over(tiny_course, tmp_path):
    hand_in(tmp_path / "in", "ada")
    collect(tiny_course, tmp_path / "in")
    text = '"Europe/Berlin"'
    tiny_course.settings_file.write_text(f"time_zone = {text}\n", encoding="utf-8")
    collect(tiny_course, tmp_path / "in", at="2026-01-09 12:00")
    (kept,) = delivery.deliveries(tiny_course, "ada", NAME)
    assert kept.time == datetime(2026, 1, 9, 11, 0, tzinfo=UTC)
    folder = tiny_course.submitted / "ada" / NAME
    assert times.of_submission(folder) == kept.time


def test_everything_of_the_last_moment_is_on_time(tiny_course, tmp_path):
    set_due(tiny_course, "2026-01-10 23:59")
    for data in (b"first", b"second"):
        hand_in(tmp_path / "in", "ada", data)
        hand_in(tmp_path / "in", "ada", INSIDE + b" " * len(data), "A.ipynb")
        collect(tiny_course, tmp_path / "in", at="2026-01-10 23:59")
    assert submitted(tiny_course) == b"second"
    assert len(delivery.deliveries(tiny_course, "ada", NAME)) == 4


@pytest.mark.parametrize("at", ["yesterday", "2026-01-09", "9999-01-01 00:00"])
def test_time_that_is_none_or_not_yet_is_wrong_use(tiny_course, tmp_path, at):
    hand_in(tmp_path / "in", "ada")
    with pytest.raises(UsageError, match=f"--at is '{at}', expected a"):
        collect(tiny_course, tmp_path / "in", at=at)
    with pytest.raises(UsageError, match="not in the future"):
        collect(tiny_course, tmp_path, at=datetime.now(UTC) + timedelta(hours=1))
    assert not tiny_course.received.exists()


def test_wrong_name_is_put_right_and_told(tiny_course, tmp_path):
    hand_in(tmp_path / "in", "ada", INSIDE, "homework final (2).ipynb")
    done = collect(tiny_course, tmp_path / "in")
    said = "“homework final (2).ipynb” was taken as 07_tiny"
    assert [(who, said in text) for who, text in notes(done)] == [("ada", True)]
    assert done.new[0].notes == (done.notes[0][1],)
    assert submitted(tiny_course) == INSIDE


def test_of_several_files_the_one_with_the_right_name_counts(tiny_course, tmp_path):
    files = {"A.ipynb": b"", "M.ipynb": b" ", f"{NAME}.ipynb": b"", "Z.ipynb": b"  "}
    for name, more in files.items():
        hand_in(tmp_path / "in", "ada", INSIDE + more, name)
    done = collect(tiny_course, tmp_path / "in")
    assert submitted(tiny_course) == INSIDE
    assert len(delivery.deliveries(tiny_course, "ada", NAME)) == 3
    assert "3 files are 07_tiny; all are kept" in done.notes[-1][1]


def test_file_of_another_course_is_left_out_and_told(tiny_course, tmp_path):
    hand_in(tmp_path / "in", "ada")
    hand_in(tmp_path / "in", "ada", b"{}", "thesis.ipynb")
    hand_in(tmp_path / "in", "bob", b"{}", "thesis.ipynb")
    hand_in(tmp_path / "in", "cy", b"", "notes.txt")
    done = collect(tiny_course, tmp_path / "in")
    assert [who for who, _ in notes(done)] == ["ada", "bob"]
    assert done.refused == [
        ("bob", "holds no notebook of this course"),
        ("cy", "holds no notebook of this course"),
    ]
    assert done.students == {"ada"}


def test_one_bad_zip_does_not_stop_the_others(tiny_course, tmp_path):
    hand_in(tmp_path / "in", "ada")
    (tmp_path / "in" / "bob.zip").write_bytes(b"PK damaged")
    with zipfile.ZipFile(tmp_path / "in" / "cy.zip", "w") as archive:
        archive.writestr("deep/x.ipynb", INSIDE)
    done = collect(tiny_course, tmp_path / "in")
    assert done.students == {"ada", "cy"}
    assert [who for who, _ in done.refused] == ["bob"]
    assert submitted(tiny_course, "cy") == INSIDE


def test_missing_source_and_empty_source_say_what_is_expected(tiny_course, tmp_path):
    with pytest.raises(CollectError, match="does not exist"):
        collect(tiny_course, tmp_path / "nowhere")
    (tmp_path / "in" / "ada").mkdir(parents=True)
    with pytest.raises(CollectError, match=r"07_tiny\.ipynb"):
        collect(tiny_course, tmp_path / "in")


def test_course_without_a_release_says_what_to_do(course, tmp_path):
    with pytest.raises(CollectError, match="run release first"):
        collect(course, hand_in(tmp_path / "in", "ada"))


def test_full_disk_stops_the_command_and_what_was_taken_is_kept(
    tiny_course, tmp_path, monkeypatch
):
    for student in ("ada", "bob"):
        hand_in(tmp_path / "in", student)
    real = os.replace

    def full(source, target):
        if "bob" in str(target):
            raise OSError(errno.ENOSPC, "No space left on device")
        real(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        with pytest.raises(OSError, match="No space") as caught:
            collect(tiny_course, tmp_path / "in")
    assert "bob" in caught.value.filename
    assert submitted(tiny_course, "ada") == b"anything"
    done = collect(tiny_course, tmp_path / "in")
    assert (len(done.known), len(done.new)) == (1, 1)


def test_whose_a_plain_file_is_by_the_beginning_of_its_name_is_told(
    tiny_course, tmp_path
):
    (tmp_path / "in").mkdir()
    for name in (f"ada_{NAME}.ipynb", f"bob_{NAME}.ipynb", "cy.ipynb"):
        (tmp_path / "in" / name).write_bytes(INSIDE)
    told = dict(notes(collect(tiny_course, tmp_path / "in")))
    assert sorted(told) == ["ada", "bob"]
    assert told["ada"] == (
        f"“ada_{NAME}.ipynb” was taken as {NAME} of ada: its name begins so."
    )


def test_command_says_what_is_new_and_how_many_have_handed_in(
    tiny_course, tmp_path, capsys
):
    everybody = tuple(map(Person, ("ada", "bob", "cy")))
    students.write(tiny_course.students_file, Roster(everybody))
    for student in ("ada", "bob"):
        source = hand_in(tmp_path / student, student, INSIDE)
        words = ["collect", "--course", str(tiny_course.root), str(source)]
        assert cli.main(words) == 0
    said = capsys.readouterr().out
    assert "Collected 1 submission of 1 student.\nHanded in so far: 2 of 3" in said
