"""Pages go back under the names by which a platform finds whose they are."""

import io
import re
import zipfile

import nbformat
import pytest

from grading.collect import collect
from grading.errors import GradingError
from grading.feedback import feedback
from grading.feedback_archive import feedback_archive
from grading.grade import grade

HALF = "def half(x):\n    return x / 2"
ROSTER = """\
id,name,email,group,canvas,moodle 07
ada,Ada Lovelace,ada@x.edu,Red,20511,1044
bob,Bob Byron,bob@x.edu,,20999,1045
cy,Cy Other,cy@x.edu,Red,20700,1046
"""
FILE = "07_tiny.ipynb"
CANVAS = ("lovelaceada_20511_7041_{}", "byronbob_LATE_20999_7042_{}")
MOODLE = (
    "Ada Lovelace_1044_assignsubmission_file/{}",
    "Bob Byron_1045_assignsubmission_file/{}",
)
BRIGHTSPACE = (
    "81-37 - Ada Lovelace - Sep 24, 2026 926 PM/{}",
    "82-37 - Bob Byron - Sep 24, 2026 927 PM/{}",
)
SAKAI = (
    "Tiny 07/Lovelace, Ada(ada)/Submission attachment(s)/{}",
    "Tiny 07/Byron, Bob(bob)/Submission attachment(s)/{}",
)


def canvas(path):
    """Return whose comment a file becomes: the first two tokens that are numbers."""
    tokens = [one for one in path.split("_") if one != "LATE"]
    user, attachment = [one for one in tokens if one.isdigit()][:2]
    assert path.endswith(".html") and "_link" not in path
    return {"20511": "7041", "20999": "7042"}[user] == attachment and user


def moodle(path):
    """Return the participant, as Moodle's feedback upload splits the first part."""
    first, _, rest = path.partition("/")
    name, number, kind, plugin = first.split("_")
    assert (kind, plugin) == ("assignfeedback", "file") and rest and name
    return number


def brightspace(path):
    """Return the folder, which must be one of the download."""
    folder, _, rest = path.partition("/")
    assert f"{folder}/{{}}" in BRIGHTSPACE and rest
    return folder[:2]


def sakai(path):
    """Return the id in the brackets of a folder below the assignment."""
    root, person, kind, _ = path.split("/")
    assert (root, kind) == ("Tiny 07", "Feedback Attachment(s)")
    return re.search(r"\((\w+)\)$", person)[1]


PLATFORMS = {
    "canvas": (CANVAS, canvas, {"ada": "20511", "bob": "20999"}),
    "moodle": (MOODLE, moodle, {"ada": "1044", "bob": "1045"}),
    "brightspace": (BRIGHTSPACE, brightspace, {"ada": "81", "bob": "82"}),
    "sakai": (SAKAI, sakai, {"ada": "ada", "bob": "bob"}),
}


def handed_in(room, paths):
    """Collect what a platform's download holds, grade it, and write the pages."""
    room.course.students_file.write_text(ROSTER, encoding="utf-8")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as pack:
        for path in paths:
            pack.writestr(path.format(FILE), nbformat.writes(room.notebook(half=HALF)))
    source = room.folder / "download.zip"
    source.write_bytes(stream.getvalue())
    collect(room.course, source)
    grade(room.course)
    feedback(room.course)


@pytest.mark.parametrize("platform", PLATFORMS)
def test_each_page_is_found_to_be_its_owners(room, platform):
    paths, owner, keys = PLATFORMS[platform]
    handed_in(room, paths)
    done = feedback_archive(room.course, "07", room.folder / "pages.zip")
    assert done.left_out == []
    with zipfile.ZipFile(done.target) as pack:
        found = {owner(name): pack.read(name).decode() for name in pack.namelist()}
    assert {s: f"({s})" in found[key] for s, key in keys.items()} == {
        "ada": True,
        "bob": True,
    }


def test_a_team_of_moodle_gets_a_page_for_each_member(room):
    handed_in(room, ["Red_9912_assignsubmission_file/{}", MOODLE[1]])
    done = feedback_archive(room.course, "07", room.folder / "pages.zip")
    numbers = {student: moodle(path) for student, path in done.packed.items()}
    assert numbers == {"ada": "1044", "bob": "1045", "cy": "1046"}
    assert [room.book(one)["all"][0] for one in ("ada", "bob", "cy")] == [5.0] * 3


def test_where_nobody_knows_the_name_nothing_is_written(room):
    for student in ("ada", "bob", "cy"):
        room.hand_in(student, half=HALF)
    grade(room.course)
    feedback(room.course)
    target = room.folder / "pages.zip"
    said = "^no page was packed: ada, bob and cy: no platform knows the name [^:]*$"
    with pytest.raises(GradingError, match=said):
        feedback_archive(room.course, "07", target)
    assert not target.exists()
