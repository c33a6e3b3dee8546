"""One person's data: all that is stored about her in one file, or nothing any more.

Whatever a class folder holds of a student is a folder called after her, lines of
tables, entries of notes, and rows of the gradebook. Afterwards every file that is left
is searched for her id, name, address and keys, so that what nobody thought of is named.
"""

import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry

from grading import atomic
from grading.course import Course
from grading.errors import UsageError, meant
from grading.handed_in import matches
from grading.platforms import kept_table
from grading.platforms.kept_table import KeptTable, Line
from grading.platforms.table import plain
from grading.results import by_whom, gradebook
from grading.results.gradebook_rows import score_of
from grading.roster import students
from grading.roster.students import Person
from grading.run import class_lock
from grading.state_file import Form

# What has entries by student; and what goes as a whole: the last collection cannot be
# taken back any more, the report is written anew, a gradebook that was moved is kept
# for nothing but peace of mind.
FORM = Form("note", version=1)
NOTES = ("exported.json", "by_hand.json")
WHOLE = ("collected.json", "report*.html", "similar*.html", "gradebook.db.moved")
# Each page about similar work may hold what she wrote, also the one without names.
SIMILAR = "similar"
BOOK = "gradebook.json"
CHANGES = "changed by hand"
OUTSIDE = (
    "backups of the class folder, and rehearsals, which copy students.csv",
    "backups and logs of the server on which a gradebook lies",
    "tables that were exported, archives of feedback that were uploaded",
    "pages about similar work of later classes, and answers written for such programs",
    "the platform, with what was downloaded from it",
)
# Above the cells that hold ids; a name may be the same word as somebody's id.
IDS = ("id", "student")
SHORTEST = 3  # letters of what is looked for in files: less is found everywhere


@dataclass
class Stored:
    """What a class folder holds of a student.

    Parameters
    ----------
    person : Person
        As far as the roster knows her.
    folders, files : list of Path
        What is about her alone, and what is made of the class and goes as a whole.
    tables : dict of Path to (list of str)
        Files with lines about her, and these lines.
    notes : dict of Path to dict
        Files with entries of hers, and these entries.
    book : dict
        By assignment, what the gradebook has, and who changed what of it by hand;
        empty if it does not know her.
    left : list of Path
        Files that still hold something of her, once all the rest is gone.
    """

    person: Person
    folders: list[Path] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    tables: dict[Path, list[str]] = field(default_factory=dict)
    notes: dict[Path, dict[str, object]] = field(default_factory=dict)
    book: dict[str, object] = field(default_factory=dict)
    left: list[Path] = field(default_factory=list)

    @property
    def told(self) -> Iterator[str]:
        """Say where something of hers is stored."""
        yield from (f"folder {one}" for one in self.folders)
        yield from (f"{one}: {count(lines)}" for one, lines in self.tables.items())
        yield from (f"{one}: {', '.join(hers)}" for one, hers in self.notes.items())
        if self.book:
            yield f"the gradebook: {', '.join(self.book)}"


def stored(course: Course, student: str) -> Stored:
    """Find what a class folder holds of a student.

    Parameters
    ----------
    course : Course
        The class; it is only read.
    student : str
        Her id.

    Returns
    -------
    Stored
        Where it is.

    Raises
    ------
    UsageError
        If nothing is stored of anybody with this id; it names the nearest.
    """
    roster = students.read(course.students_file)
    found = Stored(roster.by_id.get(student, Person(student)))
    made = (course.source, course.release, course.instructor, course.solutions)
    found.folders = sorted(
        one
        for one in course.root.glob("*/*")
        if named(one, student) and one.parent not in made
    )
    for path in tables(course):
        table = kept_table.read(path)
        if lines := [of(table, o) for o in table.lines if is_about(table, o, student)]:
            found.tables[path] = lines
    for path in (course.root / name for name in NOTES):
        if hers := {name: some[student] for name, some in entries(path, student)[1]}:
            found.notes[path] = hers
    found.book = of_gradebook(course, student)
    if not (found.folders or found.tables or found.notes or found.book):
        known = [*roster.by_id, *(one.name for one in course.received.glob("*"))]
        near = "".join(meant(student, known))
        guess = f"; did you mean {near}?" if near else ""
        raise UsageError(f"nothing is stored of a student {student!r}{guess}")
    there = (path for name in WHOLE for path in sorted(course.root.glob(name)))
    own = f"report-student-{student}"
    found.files = [
        one
        for one in there
        if one.is_file()
        and (one.stem == own or one.stem.startswith(SIMILAR) or mentions(one, found))
    ]
    return found


def named(path: Path, student: str) -> bool:
    """Tell whether a folder is called after a student."""
    return path.is_dir() and not path.is_symlink() and path.name == student


def tables(course: Course) -> list[Path]:
    """List the tables of a class folder."""
    return sorted([*course.root.glob("*.csv"), *course.root.glob("receipts/*.csv")])


def is_about(table: KeptTable, line: Line, student: str) -> bool:
    """Tell whether a line of a table is about a student, alone or in a group."""
    return any(student in some for _, some in ids(table, line))


def ids(table: KeptTable, line: Line) -> Iterator[tuple[int, list[str]]]:
    """Yield each cell of a line that holds ids: its place, and whose they are."""
    headings = [plain(one) for one in table.lines[0].texts]
    for place, text in enumerate(line.texts[: len(headings)]):
        if headings[place] in IDS:
            yield place, text.split() if (*headings,) == matches.COLUMNS else [text]


def entries(path: Path, student: str) -> tuple[dict, list[tuple[str, dict]]]:
    """Read a note; with it come those of its parts that have an entry of a student."""
    content = FORM.read(path) if path.is_file() else {}
    return content, list(parts(content, student))


def parts(content: dict, student: str) -> Iterator[tuple[str, dict]]:
    """Yield each dictionary of a note in which a student has an entry, by name."""
    for name, inner in content.items():
        if isinstance(inner, dict):
            if student in inner:
                yield name, inner
            yield from parts(inner, student)


def of(table: KeptTable, line: Line) -> str:
    """Return a line as text."""
    return table.separator.join(line.cells)


def of_gradebook(course: Course, student: str) -> dict[str, object]:
    """Return what the gradebook has of a student, by assignment."""
    if not gradebook.is_there(course):
        return {}
    with gradebook.opened(course) as book:
        noted = [asdict(one) for one in by_whom.noted(book, student)]
        changes = {CHANGES: noted} if noted else {}
        try:
            book.find_student(student)
        except MissingEntry:
            return changes
        return {**dict(submissions(book, student)), **changes}


def submissions(book: Gradebook, student: str) -> Iterator[tuple[str, object]]:
    """Yield each assignment of a student with points and comments."""
    for one in book.student_submissions(student):
        yield (
            one.assignment.name,
            {
                "late_penalty": one.late_submission_penalty,
                "points": {
                    g.name: score_of(g) for n in one.notebooks for g in n.grades
                },
                "comments": {
                    comment.name: comment.comment
                    for notebook in one.notebooks
                    for comment in notebook.comments
                    if comment.comment
                },
            },
        )


def about(course: Course, student: str, target: Path) -> Stored:
    """Write all that is stored about a student into one file.

    Parameters
    ----------
    course : Course
        The class.
    student : str
        Her id.
    target : Path
        A zip: her folders as they are, her lines of tables, her entries of notes,
        `gradebook.json`.

    Returns
    -------
    Stored
        What is in it.

    Raises
    ------
    UsageError
        If nothing is stored of her.
    """
    found = stored(course, student)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as pack:
        for path in files(found.folders):
            pack.write(path, path.relative_to(course.root))
        for path, lines in found.tables.items():
            table = kept_table.read(path)
            text = "\n".join([of(table, table.lines[0]), *lines, ""])
            pack.writestr(str(path.relative_to(course.root)), text)
        noted = {one.name: hers for one, hers in found.notes.items()}
        for name, hers in (*noted.items(), (BOOK, found.book)):
            if hers:
                pack.writestr(name, json.dumps(hers, indent=1, ensure_ascii=False))
    atomic.write(target, stream.getvalue())
    return found


def files(folders: Iterable[Path]) -> Iterator[Path]:
    """Yield the files of some folders."""
    for folder in folders:
        yield from sorted(one for one in folder.rglob("*") if one.is_file())


def forget(course: Course, student: str, *, dry: bool = False) -> Stored:
    """Remove a student from a class folder.

    Parameters
    ----------
    course : Course
        The class.
    student : str
        Her id.
    dry : bool
        Whether it is only said what would go.

    Returns
    -------
    Stored
        What went, and which files still hold something of her.

    Raises
    ------
    UsageError
        If nothing is stored of her.
    CourseError
        If the class is being graded.
    """
    if dry:
        return stored(course, student)
    with class_lock.held(course):
        found = stored(course, student)
        leave_gradebook(course, student, known=bool({*found.book} - {CHANGES}))
        for path in found.folders:
            shutil.rmtree(path)
        for path in found.files:
            path.unlink()
        for path in found.notes:
            leave_note(path, student)
        for path in found.tables:
            leave_table(path, student)
        found.left = [one for one in files([course.root]) if mentions(one, found)]
    return found


def leave_gradebook(course: Course, student: str, *, known: bool) -> None:
    """Take a student out of the gradebook, and out of the pages that a database keeps.

    She may be out of the one and not of the other, after a kill.
    """
    if not gradebook.is_there(course):
        return
    with gradebook.opened(course) as book:
        if known:
            book.remove_student(student)
        by_whom.forget(book, student)
        gradebook.vacuum(book)


def leave_note(path: Path, student: str) -> None:
    """Take a student out of a note."""
    content, found = entries(path, student)
    for _, inner in found:
        del inner[student]
    FORM.write(path, content, mode=path.stat().st_mode & 0o777)


def leave_table(path: Path, student: str) -> None:
    """Take a student out of a table: her lines, and her id out of a group's."""
    table = kept_table.read(path)
    lines = [kept for one in table.lines if (kept := without(table, one, student))]
    mode = path.stat().st_mode & 0o777
    atomic.write(path, table.written(lines), mode=mode)


def without(table: KeptTable, line: Line, student: str) -> Line | None:
    """Return a line without a student; None if it was hers alone."""
    for place, some in ids(table, line):
        others = [one for one in some if one != student]
        if len(others) < len(some):
            kept = " ".join(others)
            return line.with_cell(place, kept, table.separator) if others else None
    return line


def mentions(path: Path, found: Stored) -> bool:
    """Tell whether a file holds the id, the name, the address or a key of a student."""
    person = found.person
    words = {person.id, person.name, person.email, *person.keys.values()}
    look = searcher(one for one in words if len(one) >= SHORTEST)
    return look(path.read_bytes())


def searcher(words: Iterable[str]) -> Callable[[bytes], bool]:
    """Return what looks for whole words in bytes, in each encoding of a table."""
    patterns = [
        rb"(?<![\w.@-])" + re.escape(word.encode("utf-8")) + rb"(?![\w@-])"
        for word in words
    ]
    whole = re.compile(b"|".join(patterns), re.IGNORECASE) if patterns else None
    return lambda data: bool(whole and whole.search(data.replace(b"\0", b"")))


def count(lines: list[str]) -> str:
    """Say how many lines there are."""
    return "1 line" if len(lines) == 1 else f"{len(lines)} lines"
