"""Feedback as the platform takes it back: an archive of pages under its own names.

A name is made of the path under which the file came, never of the roster: that is how
the platform knows whose it is. Where a team handed one file in, its path is nobody's
alone; Moodle numbers the members, other platforms would show one member's page to all.
"""

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from grading import atomic
from grading.course import Course
from grading.course_file.terms import Terms
from grading.errors import GradingError, by_reason
from grading.found import record, shelf
from grading.handed_in import delivery
from grading.handed_in.delivery import Delivery
from grading.platforms import loaded
from grading.platforms.form import Platform
from grading.released import catalogue
from grading.roster import students

PAGE = "feedback.html"
NO_PLATFORM = (
    "no platform knows the name under which the file came, as of a plain folder; hand "
    "the pages out from the folder feedback, or by mail (--mail)"
)
NOT_BACK = "{title} takes no pages back, or not under this name"
OF_A_TEAM = "handed in by a team, whose members would all see this page"
SAME = "the page of somebody else would have the same name"


@dataclass
class Packed:
    """What was packed.

    Parameters
    ----------
    target : Path
        The zip.
    packed : dict of str to str
        Under which path a page lies in it, by student.
    left_out : list of (str, str)
        Whose page is not in it, and why.
    title : str
        The platform.
    """

    target: Path
    packed: dict[str, str] = field(default_factory=dict)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    title: str = ""


def feedback_archive(course: Course, notebook: str, target: Path) -> Packed:
    """Pack the pages of a notebook.

    Parameters
    ----------
    course : Course
        The class, with pages written.
    notebook : str
        The number of the notebook.
    target : Path
        The zip; an older one is replaced in one step.

    Returns
    -------
    Packed
        What is in it.

    Raises
    ------
    GradingError
        If nothing could be packed; nothing is written then.
    """
    entry = catalogue.chosen(Terms.read(course).notebooks, notebook)[notebook]
    graded = [o for o in shelf.existing(course.results) if o.notebook == notebook]
    sent = {one.student: counting(course, one) for one in graded}
    shared = Counter(one.came.path for one in sent.values() if one is not None)
    done = Packed(target)
    platforms = {one.id: one for one in loaded.platforms()}
    for student, one in sent.items():
        platform = platforms.get(one.came.platform) if one else None
        if platform is None:
            done.left_out.append((student, NO_PLATFORM))
            continue
        done.title = platform.title
        place, why = place_of(course, platform, one, notebook, shared)
        if why or place in done.packed.values():
            done.left_out.append((student, why or SAME))
        else:
            done.packed[student] = place
    if not done.packed:
        why = "; ".join(by_reason(done.left_out)) or "nothing was graded"
        raise GradingError(f"no page was packed: {why}")
    write(course, entry.name, done)
    return done


def counting(course: Course, graded: record.Record) -> Delivery | None:
    """Return the file that was graded; None if nobody knows which it was."""
    sha256 = graded.submitted["sha256"]
    found = delivery.deliveries(course, graded.student, graded.assignment)
    known = [one for one in found if sha256 == one.sha256 and one.came.path]
    return known[-1] if known else None


def place_of(
    course: Course, platform: Platform, one: Delivery, notebook: str, shared: Counter
) -> tuple[str, str]:
    """Return under which path a page goes back, or why it cannot."""
    title = platform.title
    if shared[one.came.path] == 1:
        place = platform.place_of(one.came.path, PAGE)
        return place, "" if place else NOT_BACK.format(title=title)
    roster = students.read(course.students_file)
    person = roster.by_id.get(one.student)
    number = person.keys.get(f"{platform.column} {notebook}", "") if person else ""
    if platform.id != "moodle" or not number:
        return "", OF_A_TEAM
    # Of a folder's name Moodle reads the number alone.
    return platform.place_of(f"member_{number}_assignsubmission_file/x", PAGE), ""


def pages(course: Course, name: str, done: Packed) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of each page."""
    for student, place in done.packed.items():
        page = course.feedback / student / name / f"{name}.html"
        yield place, page.read_bytes()


def write(course: Course, name: str, done: Packed) -> None:
    """Write the zip."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as pack:
        for place, page in pages(course, name, done):
            pack.writestr(place, page)
    atomic.write(done.target, stream.getvalue())
