"""Pages by mail: each goes to whom it is about, whole, and tells nothing outside."""

import mailbox
from email import message_from_bytes
from email.policy import default

import pytest

from grading import cli
from grading.errors import GradingError
from grading.feedback import feedback
from grading.feedback_mail import feedback_mail
from grading.grade import grade
from grading.roster import students
from grading.roster.students import Person, Roster

NAME = "07_tiny"
HALF = "def half(x):\n    return x / 2"
PEOPLE = (
    Person("ada", "Åda Lovelace\u202e", "ada.lovelace+nn@example.edu"),
    Person("bob", "Bob", "bob@x.edu\nBcc: all@x.edu"),
    Person("cy", "Cy", ""),
    Person("dan", "Dan", "Dan <dan@x.edu>, eve@x.edu"),
)


@pytest.fixture
def graded(room):
    for one in PEOPLE:
        room.hand_in(one.id, half=HALF)
    grade(room.course)
    students.write(room.course.students_file, Roster(PEOPLE))
    return room


def test_message_holds_the_page_and_only_whom_it_is_for(graded, tmp_path):
    course, folder = graded.course, tmp_path / "mail"
    with pytest.raises(GradingError, match="ada: no page; run feedback first"):
        feedback_mail(course, "07", folder)
    feedback(course)
    done = feedback_mail(course, "07", folder)
    assert [*done.written] == ["ada"]
    assert done.left_out == [
        ("bob", "its e-mail in students.csv is no address"),
        ("cy", "no e-mail in students.csv"),
        ("dan", "its e-mail in students.csv is no address"),
    ]
    found = message_from_bytes(done.written["ada"].read_bytes(), policy=default)
    assert found.defects == [] and found["To"] == "ada.lovelace+nn@example.edu"
    assert {*found.keys()} >= {"To", "Subject", "X-Unsent"} and "From" not in found
    page = course.feedback / "ada" / NAME / f"{NAME}.html"
    (attached,) = found.iter_attachments()
    assert attached.get_content() == page.read_text(encoding="utf-8")
    assert (attached.get_content_type(), attached.get_filename()) == (
        "text/html",
        page.name,
    )
    said = found.get_body().get_content() + found["Subject"]
    assert "Hello Åda Lovelace\\u202e," in said and "5" not in said
    assert done.written["ada"].stat().st_mode & 0o077 == 0


def test_a_program_for_mail_takes_it(graded, tmp_path, capsys):
    feedback(graded.course)
    words = ["feedback", "--course", str(graded.course.root), "--notebook", "07"]
    assert cli.main([*words, "--mail", str(tmp_path / "mail")]) == 0
    assert capsys.readouterr().err.splitlines() == [
        "no message: bob and dan: its e-mail in students.csv is no address",
        "no message: cy: no e-mail in students.csv",
    ]
    box = mailbox.Maildir(tmp_path / "box", create=True)
    for path in (tmp_path / "mail").glob("*.eml"):
        box.add(path.read_bytes())
    (key,) = box.keys()
    assert max(map(len, box.get_bytes(key).splitlines())) <= 998
