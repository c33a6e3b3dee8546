"""Feedback by mail: a message for each student, to be sent by a program of your own.

Each is a file as mail programs write it (RFC 5322, `.eml`), with the page attached. It
has no sender, so most programs open it as a draft. What somebody got stands on the page
alone, never in the text or the subject, which a locked telephone may show.
"""

import re
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from grading import atomic, inert
from grading.course import Course
from grading.errors import GradingError, by_reason
from grading.found.record import Record
from grading.found.shelf import existing
from grading.roster import students
from grading.roster.students import Person

# What any program for mail takes; a name, a list or a second line is none.
LOCAL, WORD = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+", "[A-Za-z0-9-]+"
ADDRESS = re.compile(rf"{LOCAL}@{WORD}(\.{WORD})+")
SUBJECT = "Feedback: {title}"
TEXT = """\
{hello}

your page of feedback is attached. Save it, and open it in a browser: it says what was
found in your notebook, what it counts, and what to ask yourself.
"""
NO_ADDRESS = "no e-mail in students.csv"
NO_PAGE = "no page; run feedback first"
ODD = "its e-mail in students.csv is no address"


@dataclass
class Mailed:
    """What was written.

    Parameters
    ----------
    folder : Path
        Where the messages are.
    written : dict of str to Path
        By student.
    left_out : list of (str, str)
        For whom there is none, and why.
    """

    folder: Path
    written: dict[str, Path] = field(default_factory=dict)
    left_out: list[tuple[str, str]] = field(default_factory=list)


def feedback_mail(course: Course, notebook: str, folder: Path) -> Mailed:
    """Write a message with each page of a notebook.

    Parameters
    ----------
    course : Course
        The class, with pages written.
    notebook : str
        The number of the notebook.
    folder : Path
        Where the messages go; one that is there is replaced.

    Returns
    -------
    Mailed
        For whom there is a message, and for whom not.

    Raises
    ------
    GradingError
        If there is none at all.
    """
    roster = students.read(course.students_file)
    done = Mailed(folder)
    for one in (o for o in existing(course.results) if o.notebook == notebook):
        person = roster.by_id.get(one.student, Person(one.student))
        page = course.feedback / one.student / one.assignment
        page /= f"{one.assignment}.html"
        if why := hindrance(person, page):
            done.left_out.append((one.student, why))
            continue
        path = folder / f"{one.student}-{notebook}.eml"
        done.written[one.student] = atomic.write(path, message(one, person, page))
    if not done.written:
        why = "; ".join(by_reason(done.left_out)) or "nothing was graded"
        raise GradingError(f"no message was written: {why}")
    return done


def hindrance(person: Person, page: Path) -> str:
    """Say why a page cannot be sent; empty if it can."""
    if not person.email:
        return NO_ADDRESS
    if not ADDRESS.fullmatch(person.email):
        return ODD
    return "" if page.is_file() else NO_PAGE


def message(record: Record, person: Person, page: Path) -> bytes:
    """Return a message with one page as the bytes of its file."""
    found = EmailMessage(policy=SMTP)
    found["To"] = person.email
    found["Subject"] = SUBJECT.format(title=record.title)
    # Outlook opens a message with this line as a draft.
    found["X-Unsent"] = "1"
    name = inert.line(person.name)
    found.set_content(TEXT.format(hello=f"Hello {name}," if name else "Hello,"))
    # As bytes, or every end of a line would become that of a message.
    kind = {"maintype": "text", "subtype": "html", "params": {"charset": "utf-8"}}
    found.add_attachment(page.read_bytes(), filename=page.name, **kind)
    return bytes(found)
