"""Export: the gradebook -> a table with a row for each submission, student or part.

The points are the gradebook's, so that what an instructor changed by hand is in them;
the state of each exercise is the record's.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from grading import atomic, inert
from grading.course import Course
from grading.course_file.terms import Terms
from grading.found import shelf
from grading.found.installed import parts_of
from grading.found.record import Record
from grading.found.written import Written
from grading.results.grades import Grade, grades
from grading.roster import students
from grading.roster.students import Person, Roster

SUBMISSION = "submission"
# How far an answer in words is.
OPEN, READ, NOTHING_WRITTEN = "open", "by hand", "not_attempted"
Row = dict[str, object]
Pair = tuple[Record, Grade]
# Where there is a roster.
OF_ROSTER = ("name", "email", "section")


def export(course: Course, target: Path, by: str = SUBMISSION) -> Path:
    """Write the scores of a class.

    Parameters
    ----------
    course : Course
        The class.
    target : Path
        The CSV file; an older one is replaced in one step.
    by : str
        What has a row: a word of `ROWS`.

    Returns
    -------
    Path
        `target`.

    Raises
    ------
    GradingError
        If nothing was graded yet.
    """
    shelf.existing(course.results)
    terms = Terms.read(course)
    graded = sorted(
        grades(course, terms), key=lambda pair: (pair[0].assignment, pair[0].student)
    )
    roster = students.read(course.students_file)
    rows = ROWS[by](graded, terms, roster)
    columns = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    for one in rows:
        writer.writerow({name: inert.entry(value) for name, value in one.items()})
    return atomic.write_text(target, text.getvalue())


def by_submission(graded: Sequence[Pair], terms: Terms, roster: Roster) -> list[Row]:
    """Return a row for each submission."""
    return [row(one, now, terms, roster) for one, now in graded]


def by_student(graded: Sequence[Pair], terms: Terms, roster: Roster) -> list[Row]:
    """Return a row for each student, who handed in or not; columns are notebooks."""
    numbers = sorted({one.notebook for one, _ in graded})
    most = sum(sum(terms.worth(number).values()) for number in numbers)
    counted: dict[str, dict[str, float]] = {one.id: {} for one in roster.people}
    for one, now in graded:
        counted.setdefault(one.student, {})[one.notebook] = now.score
    return [
        {
            "student": student,
            **who(student, roster),
            **{number: written(has.get(number)) for number in numbers},
            "points": written(sum(has.values())),
            "max_points": written(most),
            "nothing_for": " ".join(one for one in numbers if one not in has),
        }
        for student, has in counted.items()
    ]


def by_part(graded: Sequence[Pair], terms: Terms, roster: Roster) -> list[Row]:
    """Return a row for each part of each exercise, and for each answer in words."""
    return [
        {
            "assignment": one.assignment,
            "student": one.student,
            **who(one.student, roster),
            **part,
        }
        for one, now in graded
        for part in (*parts(one, now), *in_words(one, now))
    ]


def parts(one: Record, now: Grade) -> Iterator[Row]:
    """Yield what is known of each part of each exercise of a submission."""
    for result in one.results:
        for part, most in parts_of(result).items():
            yield {
                "exercise": result.exercise,
                "part": part,
                "earned": written(result.earned.get(part, 0.0)),
                "of": written(most),
                "exercise_points": written(now.scores.get(result.name)),
                "exercise_max": written(result.max_score),
                "status": result.status,
                "mistake": result.diagnosis or "",
            }


def in_words(one: Record, now: Grade) -> Iterator[Row]:
    """Yield what is known of each answer in words that counts; it is one part."""
    for answer in (each for each in one.written if each.max_score):
        score, most = written(now.scores.get(answer.name)), written(answer.max_score)
        yield {
            "exercise": f"{one.notebook}/{answer.name}",
            "part": answer.name,
            "earned": score,
            "of": most,
            "exercise_points": score,
            "exercise_max": most,
            "status": state(answer, now),
            "mistake": "",
        }


ROWS = {SUBMISSION: by_submission, "student": by_student, "part": by_part}


def row(graded: Record, now: Grade, terms: Terms, roster: Roster) -> Row:
    """Return one submission as a row; a score that is open is an empty cell."""
    came = now.arrival
    values: Row = {
        "assignment": graded.assignment,
        "student": graded.student,
        "points": written(now.score),
        "max_points": written(graded.max_score),
        "late_penalty": written(now.penalty),
        "days_late": came.days_late,
        "handed_in": terms.shown(came.handed_in) if came.handed_in else "",
        "problem": graded.problem,
        **who(graded.student, roster),
    }
    for result in graded.results:
        values[result.exercise] = written(now.scores.get(result.name))
        values[f"{result.exercise} status"] = result.status
    for one in (o for o in graded.written if o.max_score):
        values[f"{graded.notebook}/{one.name}"] = written(now.scores.get(one.name))
        values[f"{graded.notebook}/{one.name} status"] = state(one, now)
    return values


def state(one: Written, now: Grade) -> str:
    """Say of an answer in words whether somebody has read it."""
    if now.scores.get(one.name) is None:
        return OPEN
    return READ if one.name in now.by_hand or one.words else NOTHING_WRITTEN


def who(student: str, roster: Roster) -> dict[str, str]:
    """Return what the roster knows of a student; nothing where there is none."""
    if not roster.people:
        return {}
    one = roster.by_id.get(student, Person(student))
    return {name: getattr(one, name) for name in OF_ROSTER}


def written(score: float | None) -> str:
    """Write a score without needless digits."""
    return "" if score is None else f"{round(score, 4):g}"
