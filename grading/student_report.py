"""Student report: one student over the weeks, for whoever teaches.

What each notebook counts beside the class's median, when which file came, what was
found and what to ask, points by hand, and what has changed; with the signs by which
somebody may be about to be lost.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from grading import atomic
from grading.course import Course
from grading.course_file.terms import Terms
from grading.errors import UNKNOWN_STUDENT, UsageError, one_of
from grading.found.installed import mistake_in
from grading.found.record import Record, Result, number
from grading.found.shelf import existing
from grading.results import at_risk, cases, class_results, over_weeks, pages
from grading.results.at_risk import percent
from grading.results.class_results import Place
from grading.results.counted_file import counted_file
from grading.results.grades import Grade, grades
from grading.results.over_weeks import Missing, Week
from grading.roster import students

NAME = "report-student"


@dataclass(frozen=True)
class Row:
    """One notebook of the student.

    Parameters
    ----------
    number, title : str
        Two digits, and what it is called.
    median : float
        Of the class, as a share of full marks.
    missing : Missing, optional
        That nothing was handed in.
    week : Week, optional
        What it counts.
    record, now : Record and Grade, optional
        What was found, and what it counts in full.
    file : str
        Which file was graded.
    """

    number: str
    title: str
    median: float
    missing: Missing | None = None
    week: Week | None = None
    record: Record | None = None
    now: Grade | None = None
    file: str = ""

    @property
    def asked(self) -> list[tuple[Result, str, str]]:
        """What to ask: the result, what was made or where, and the question."""
        results = class_results.every_result([self.record])
        found = [(one, *made(one)) for _, one in results]
        return [one for one in found if one[1]]

    @property
    def by_hand(self) -> list[str]:
        """Points by hand, beside what the check gives."""
        return [one.text for one in cases.by_hand([(self.record, self.now)])]


def made(result: Result) -> tuple[str, str]:
    """Say which mistake was made, or where one is, and what to ask; nothing if none."""
    if variant := mistake_in(result):
        return variant.title, variant.question
    if result.place:
        return result.place, Place(result.exercise, result.place).question
    return "", ""


def student_report(course: Course, student: str) -> Path:
    """Write the page about one student.

    Parameters
    ----------
    course : Course
        The class.
    student : str
        Her id.

    Returns
    -------
    Path
        report-student-ID.html in the class folder.

    Raises
    ------
    UsageError
        If there is nobody of this id in the class, graded or not.
    GradingError
        If nothing was graded yet.
    """
    graded = {path.parent.name for path in existing(course.results).paths}
    roster = students.read(course.students_file)
    if student not in graded | {*roster.by_id}:
        expected = one_of(student, sorted(graded | {*roster.by_id}))
        raise UsageError(UNKNOWN_STUDENT, student=student, expected=expected)
    terms = Terms.read(course)
    lacking = over_weeks.lacking(course, roster, terms, datetime.now(UTC))
    missing = lacking.get(student, {})
    rows = of_weeks(course, terms, student, missing)
    weeks = {one.number: one.week for one in rows if one.week}
    values = {
        "student": student,
        "name": roster.name(student),
        "rows": rows,
        "signs": at_risk.signs(weeks, missing),
        "points": sum(one.score for one in weeks.values()),
        "most": sum(one.most for one in weeks.values()),
        "percent": percent,
        "bar": pages.bar,
        "state": pages.state,
        "written": number,
    }
    text = pages.render("student.html.j2", values)
    return atomic.write_text(course.root / f"{NAME}-{student}.html", text)


def of_weeks(
    course: Course, terms: Terms, student: str, missing: dict[str, Missing]
) -> list[Row]:
    """Return a row for each notebook that somebody in the class has handed in."""
    shares: dict[str, list[float]] = {}
    titles: dict[str, str] = {}
    own: dict[str, tuple[Record, Grade]] = {}
    for one, now in grades(course, terms):
        shares.setdefault(one.notebook, []).append(now.share)
        titles[one.notebook] = one.title
        if one.student == student:
            own[one.notebook] = one, now

    def row(number: str) -> Row:
        middle = median(shares[number]) if number in shares else 0.0
        about = number, titles.get(number, number), middle
        if number not in own:
            return Row(*about, missing=missing[number])
        file = counted_file(course, own[number][0], terms)
        return Row(*about, None, Week.of(*own[number]), *own[number], file)

    return [row(number) for number in sorted({*own, *missing})]
