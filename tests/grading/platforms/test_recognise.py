"""Each platform is read as its source has it; an archive is told as a whole."""

import csv
from pathlib import Path

import pytest

from grading.errors import CollectError
from grading.platforms import loaded
from grading.platforms.form import Sender
from grading.platforms.recognise import recognise
from tests.cases import every_case

ROWS = [
    row
    for row in csv.DictReader(
        Path(__file__).with_name("paths.csv").read_text("utf-8").splitlines()
    )
]


def spelled(text):
    """Read escapes, by which marks survive that editors would join."""
    return text.encode("latin-1", "backslashreplace").decode("unicode_escape")


@every_case("row", ROWS, ids=[row["path"][:60] for row in ROWS])
def test_path_says_who_and_which_attempt(row):
    path = spelled(row["path"]) if "\\" in row["path"] else row["path"]
    name = spelled(row["name"]) if "\\" in row["name"] else row["name"]
    found = recognise([path])
    if not row["platform"]:
        assert found is None
        return
    assert found.platform.id == row["platform"]
    read = found.readings[path]
    assert read.sender == Sender(row["key"], name, row["group"])
    assert (read.attempt, read.file) == (row["attempt"], row["file"])
    assert read.late == bool(row["late"])


def test_form_of_every_platform_is_tried_by_a_path():
    tried = {row["platform"] for row in ROWS}
    assert tried == {"", *(one.id for one in loaded.platforms())}


def moodle(*people):
    return [f"{one}_{n}_assignsubmission_file/a.ipynb" for n, one in enumerate(people)]


def test_archive_of_two_platforms_is_refused():
    paths = [*moodle("Ada", "Bo"), "exampleada_20511_884301_a.ipynb"]
    with pytest.raises(CollectError, match="2 of 3 files look like Moodle, and others"):
        recognise(paths)


def test_one_name_that_looks_like_a_platforms_makes_no_platform():
    folders = [f"s{number}/a.ipynb" for number in range(9)]
    assert recognise([*folders, "lab_1_2_final.ipynb"]) is None


def test_receipts_and_side_files_do_not_count():
    paths = [
        "Lab 1_ada_attempt_2026-02-03-14-05-59_a.ipynb",
        "Lab 1_ada_attempt_2026-02-03-14-05-59.txt",
    ]
    found = recognise(paths)
    assert list(found.readings) == paths[:1]
    assert found.sides == {paths[1]}


def test_own_form_is_the_only_one_that_is_tried():
    own = loaded.own("^(?P<key>[a-z]+)--(?P<file>.+)$", "course", ())
    assert recognise(["ada--x.ipynb"], own).readings["ada--x.ipynb"].file == "x.ipynb"
    with pytest.raises(CollectError, match=r"platform\.pattern .* fits none"):
        recognise(moodle("Ada"), own)
