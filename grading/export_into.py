"""Export into a platform's own list: points into its columns, all else as it came.

A platform reads back what it wrote. So its own export is filled: headings, order,
encoding and ids stay, the points of one notebook are written into one column, and rows
without points are left out, because a blank may clear what stands there. Of lists that
hold every column of a course, only the one that is filled goes back.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from grading import atomic
from grading.course import Course
from grading.course_file.terms import Terms
from grading.errors import CourseError, UsageError, listed
from grading.found import shelf
from grading.platforms import kept_table
from grading.platforms.decimals import as_number, decimal_sign, number
from grading.platforms.form import Export, Marks
from grading.platforms.kept_table import KeptTable, Line
from grading.platforms.table import Sheet
from grading.released import catalogue
from grading.results.grades import grades
from grading.roster import importing, students
from grading.roster.students import Person, Roster
from grading.run import class_lock
from grading.state_file import Form, expect

FORM = Form("note of exports", version=1, remedy="remove --changed to write all points")
NOTE = "exported.json"
EXPORTED = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Column:
    """A column that takes points.

    Parameters
    ----------
    place : int
        Where it stands.
    heading, title : str
        What stands above it, and the part of it that names it.
    worth : float or None
        The most that it takes; None if the list does not say.
    """

    place: int
    heading: str
    title: str
    worth: float | None


@dataclass
class Filled:
    """What was filled in.

    Parameters
    ----------
    what, column : str
        Which list, and what stands above the column.
    points : dict of str to str
        As they were written, by student.
    left_out : list of str
        Who is in the list or was graded, and has no points in the file, and why.
    without, waiting : list of str
        Students in the list of whom nothing is graded, and those of whom something
        waits for points by hand or a file cannot be read; their rows are left out.
    same : int
        How many were left out because they are what was exported last.
    target : Path, optional
        The file; None if there was nothing to write.
    """

    what: str
    column: str
    points: dict[str, str] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    same: int = 0
    target: Path | None = None


def export_into(
    course: Course,
    template: Path,
    target: Path,
    notebook: str,
    *,
    column: str = "",
    scale: bool | None = None,
    changed: bool = False,
) -> Filled:
    """Fill the points of a notebook into a list that a platform has exported.

    Parameters
    ----------
    course : Course
        The class.
    template : Path
        What the platform exported; it is only read.
    target : Path
        Where the filled list is written.
    notebook : str
        The number of the notebook.
    column : str
        Which column, by its heading or a part of it; needed where several may be meant.
    scale : bool, optional
        Whether points are turned into shares of what the column takes; needed where
        the notebook counts something else.
    changed : bool
        Whether only points are written that are not as they were exported last.

    Returns
    -------
    Filled
        What was written, and who was left out.

    Raises
    ------
    CourseError
        If the list is none that is known, takes no points, has one person twice or an
        open quotation mark, or nobody of the class is in it; nothing is written.
    UsageError
        If it must be said which column is meant, or how points are to be counted, or
        the target is the template.
    """
    catalogue.chosen(Terms.read(course).notebooks, notebook)
    table, sheet, export = read(template)
    refuse_same(template, target)
    chosen = column_for(columns(table, sheet, export), course, notebook, column)
    scores, waiting, worth = counted(course, notebook)
    factor = share(chosen, worth, scale)
    sign = decimal_sign(table, sheet, {chosen.place, sheet.place(export.marks.worth)})
    written = {
        student: number(score * factor, sign) for student, score in scores.items()
    }
    done = Filled(export.title, chosen.heading)
    roster = students.read(course.students_file) or Roster()
    if not roster.people:
        roster = Roster(tuple(Person(one) for one in scores))
    rows = whose(sheet, export, notebook, roster, done)
    done.left_out += absent(scores, rows.values(), roster)
    there = set(rows.values())
    done.waiting = [one for one in waiting if one in there]
    known = {*scores, *waiting}
    done.without = [one for one in rows.values() if one not in known]
    points = {student: text for student, text in written.items() if student in there}
    with class_lock.held(course):
        last = sent(course, done, notebook)
        done.points = {
            student: text
            for student, text in points.items()
            if not (changed and last.get(student) == text)
        }
        done.same = len(points) - len(done.points)
        if done.points:
            lines = filled(table, sheet, export.marks, chosen, rows, done.points)
            done.target = atomic.write(target, table.written(lines))
            note(course, done, notebook, last)
    return done


def refuse_same(template: Path, target: Path) -> None:
    """Refuse to write over the platform's list; rows of it would be lost."""
    if target.exists() and target.samefile(template):
        raise UsageError(
            f"{target} is the list that the platform exported, and is only read: give "
            "the filled one another name"
        )


def read(template: Path) -> tuple[KeptTable, Sheet, Export]:
    """Read a list that takes points."""
    found = importing.recognised(template)
    if found is None:
        raise CourseError(
            "{path} is no list of a platform that is known: export it there, as CSV, "
            "and leave its line of headings as it is",
            path=template.name,
        )
    sheet, export = found
    if export.marks is None:
        raise CourseError(
            "{path} ({what}) takes no points back",
            path=template.name,
            what=export.title,
        )
    if sheet.place(export.marks.words) is not None:
        raise CourseError(
            "{path} ({what}) takes words of a scale, not points: choose points in the "
            "settings of the assignment, and export it again",
            path=template.name,
            what=export.title,
        )
    return kept_table.read(template, sheet.above), sheet, export


def columns(table: KeptTable, sheet: Sheet, export: Export) -> list[Column]:
    """List the columns that take points."""
    marks = export.marks
    sign = "," if table.separator == ";" else "."
    return [
        Column(
            place,
            heading,
            found["title"],
            as_number(most(sheet, marks, place, found.groupdict()), sign),
        )
        for place, heading in enumerate(sheet.headings)
        if (found := marks.column.match(heading))
    ]


def most(sheet: Sheet, marks: Marks, place: int, said: Mapping[str, str | None]) -> str:
    """Return what a list says of the most that a column takes; empty if nothing."""
    beside = sheet.place(marks.worth)
    if beside is not None:
        return next((row[beside] for _, row in sheet.rows if row[beside]), "")
    named = (row for _, row in sheet.rows if marks.worth_row in (row[0], row[1]))
    row = next(named, None) if marks.worth_row else None
    return row[place] if row else said.get("worth") or ""


def column_for(
    found: Sequence[Column], course: Course, notebook: str, wanted: str
) -> Column:
    """Choose the column that is meant, or say which ones there are."""
    if wanted:
        exact = [one for one in found if wanted in (one.heading, one.title)]
        fit = exact or [one for one in found if wanted in one.heading]
    else:
        fit = found if len(found) == 1 else named(found, course, notebook)
    if len(fit) == 1:
        return fit[0]
    said = listed([f"“{one.heading}”" for one in fit or found]) or "none"
    raise UsageError(
        f"columns that take points: {said}; say which is notebook {notebook} with "
        "--column, by its heading or a part of it"
    )


def named(found: Iterable[Column], course: Course, notebook: str) -> list[Column]:
    """List the columns that are called after a notebook."""
    entry = Terms.read(course).notebooks[notebook]
    return [
        one
        for one in found
        if re.search(rf"(?<!\d){notebook}(?!\d)", one.title) or entry.name in one.title
    ]


def counted(course: Course, notebook: str) -> tuple[dict[str, float], list[str], float]:
    """Return what submissions count, of whom that is open, and the most they can."""
    shelf.existing(course.results)
    terms = Terms.read(course)
    found: dict[str, float] = {}
    waiting = []
    for one, now in grades(course, terms, notebook=notebook):
        if one.problem or None in now.scores.values():
            waiting.append(one.student)
        else:
            found[one.student] = now.score
    return found, waiting, sum(terms.worth(notebook).values())


def share(column: Column, worth: float, scale: bool | None) -> float:
    """Return by how much points are multiplied."""
    if column.worth in (None, worth) or scale is False:
        return 1.0
    if scale is None:
        raise UsageError(
            f"“{column.heading}” takes at most {column.worth:g}, and the notebook "
            f"counts {worth:g} here: --scale writes shares of {column.worth:g}, "
            "--no-scale the points as they are"
        )
    return column.worth / worth


def whose(
    sheet: Sheet, export: Export, notebook: str, roster: Roster, done: Filled
) -> dict[int, str]:
    """Return which row is about whom; say of whom nobody knows."""
    rows: dict[int, str] = {}
    met: set[str] = set()
    for place, one in enumerate(importing.in_rows(sheet, export, notebook)):
        if not importing.is_somebody(one, export):
            continue
        person = importing.known(roster, one)
        if person is None:
            done.left_out.append(f"{importing.described(one)}: not in the class")
        elif person.id in met:
            raise CourseError(
                "{path} has two rows that would both be {student}; give each person "
                "a line of her own in students.csv",
                path=sheet.path.name,
                student=person.shown,
            )
        else:
            rows[place] = person.id
            met.add(person.id)
    if not rows:
        raise CourseError(
            "nobody of the class is in {path} ({what}): is it another course's, or "
            "does students.csv not know its keys yet? roster import takes them in",
            path=sheet.path.name,
            what=export.title,
        )
    return rows


def absent(
    scores: Iterable[str], there: Iterable[str], roster: Roster
) -> Iterator[str]:
    """Say who was graded and is not in the list."""
    there = set(there)
    for student in scores:
        if student not in there:
            person = roster.by_id.get(student, Person(student))
            yield f"{person.shown}: graded, and not in the list"


def filled(
    table: KeptTable,
    sheet: Sheet,
    marks: Marks,
    column: Column,
    rows: Mapping[int, str],
    points: Mapping[str, str],
) -> list[Line]:
    """Return the lines that go back."""
    kept = [*range(len(sheet.headings))]
    if marks.keeps:
        heads = [sheet.place([one]) for one in marks.keeps]
        kept = sorted({column.place, *(one for one in heads if one is not None)})
    full = [line for line in table.lines[sheet.above + 1 :] if any(line.texts)]
    if len(full) != len(sheet.rows):
        raise CourseError(
            "{path} has a quotation mark that is not closed: export it again",
            path=sheet.path.name,
        )
    body = []
    for place, line in enumerate(full):
        student = rows.get(place)
        if student in points:
            text = points[student]
            body.append(line.with_cell(column.place, text, table.separator))
        elif any(text in marks.keeps_rows for text in line.texts):
            body.append(line)
    head = table.lines[: sheet.above]
    headings = table.lines[sheet.above]
    return [*head, *(line.only(kept) for line in (headings, *body))]


def key(done: Filled, notebook: str) -> str:
    """Name what was exported, in the note of exports."""
    return f"{notebook} · {done.what} · {done.column}"


def sent(course: Course, done: Filled, notebook: str) -> dict[str, str]:
    """Return what was exported last, by student."""
    return noted(course).get(key(done, notebook), {})


def note(course: Course, done: Filled, notebook: str, last: Mapping[str, str]) -> None:
    """Note what was exported."""
    found = noted(course)
    found[key(done, notebook)] = {**last, **done.points}
    FORM.write(course.root / NOTE, found)


def noted(course: Course) -> dict[str, dict[str, str]]:
    """Read what was exported: points as they were written, by table and student."""
    path = course.root / NOTE
    if not path.is_file():
        return {}
    return FORM.read(path, lambda plain: expect("content", plain, EXPORTED))
