"""Taking back the last collection: what was there is noted before anything changes.

What is noted is only what the collection may touch, so that it can be taken back even
if it was stopped half way.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from grading import atomic
from grading.course import Course
from grading.course_file import times
from grading.course_file.terms import Terms
from grading.errors import CollectError
from grading.handed_in import delivery, forward
from grading.state_file import Content, Form, expect, is_plain

FILE = "collected.json"
FORM = Form("note of the last collection", version=1, remedy="collect writes it anew")
FIELDS = {
    "source": str,
    "when": str,
    "there": dict[str, list[list[str]]],
    "answers": str | None,
}


@dataclass
class Undone:
    """What was taken back.

    Parameters
    ----------
    source : str
        What had been collected.
    when : datetime
        When.
    files : int
        How many files were taken back.
    emptied : list of (str, str)
        Student and assignment of which nothing is left.
    """

    source: str
    when: datetime
    files: int = 0
    emptied: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Journal:
    """Notes what is there before the first change of a collection.

    Parameters
    ----------
    course : Course
        The class.
    source : Path
        What is collected.
    places : iterable of (str, str)
        Students and assignments of which files may be taken in.
    """

    course: Course
    source: Path
    places: Iterable[tuple[str, str]]
    noted: bool = False

    def note(self) -> None:
        """Write the note, once."""
        if self.noted:
            return
        self.noted = True
        answers = self.course.matches_file
        said = answers.read_text(encoding="utf-8") if answers.exists() else None
        content = {
            "source": str(self.source),
            "when": times.stamp(datetime.now(UTC)),
            "there": {"/".join(one): self.there(*one) for one in self.places},
            "answers": said,
        }
        FORM.write(self.course.root / FILE, content)

    def there(self, student: str, assignment: str) -> list[list[str]]:
        """List time and hash of what was handed in before."""
        found = delivery.deliveries(self.course, student, assignment)
        return [[one.path.stem, one.sha256] for one in found]


def undo(course: Course, terms: Terms) -> Undone:
    """Take the last collection back.

    Parameters
    ----------
    course : Course
        The class.
    terms : Terms
        Due times.

    Returns
    -------
    Undone
        What was taken back.

    Raises
    ------
    CollectError
        If nothing was collected, or the last collection was taken back already.
    """
    noted = noted_of(course)
    when = times.parsed(noted["when"]) or datetime.now(UTC)
    done = Undone(noted["source"], when, emptied=emptied(course))
    for place, there in noted["there"].items():
        student, assignment = place.split("/")
        done.files += restored(course, student, assignment, dict(map(tuple, there)))
        if there:
            forward.put_forward(
                course, student, assignment, terms.until(student, assignment)
            )
    answers = course.matches_file
    if noted["answers"] is None:
        answers.unlink(missing_ok=True)
    else:
        atomic.write_text(answers, noted["answers"])
    (course.root / FILE).unlink()
    return done


def noted_of(course: Course) -> Content:
    """Read what was noted before the last collection."""
    note = course.root / FILE
    if not note.is_file():
        raise CollectError("there is no collection that could be taken back")
    return FORM.read(note, checked)


def checked(noted: Content) -> Content:
    """Return a note, if it names nothing but hand-ins of this class."""
    for name, hint in FIELDS.items():
        expect(name, noted[name], hint)
    for place, before in noted["there"].items():
        parts = place.split("/")
        if len(parts) != 2 or not all(map(is_plain, parts)):
            raise ValueError(f"a place is {place!r}, expected student/assignment")
        if not all(len(one) == 2 and is_plain(one[0]) for one in before):
            raise ValueError(f"a hand-in of {place} has another form")
    return noted


def emptied(course: Course) -> list[tuple[str, str]]:
    """List students and assignments of which nothing was there before it."""
    there = noted_of(course)["there"]
    return [tuple(place.split("/")) for place, before in there.items() if not before]


def restored(course: Course, student: str, assignment: str, there: dict) -> int:
    """Put the deliveries of a place back as they were; return how many went."""
    count = 0
    gone = {sha256: stem for stem, sha256 in there.items()}
    for one in delivery.deliveries(course, student, assignment):
        if one.path.stem in there:
            continue
        # A file that was known already had moved to an earlier time.
        stem = gone.get(one.sha256)
        note = one.path.with_suffix(".json")
        if stem and not note.with_name(f"{stem}.json").exists():
            one.path.replace(one.path.with_name(f"{stem}.ipynb"))
            note.replace(note.with_name(f"{stem}.json"))
        else:
            note.unlink()
            one.path.unlink()
        count += 1
    place = delivery.folder(course, student, assignment)
    for folder in (place, place.parent):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    return count
