"""Feedback: records -> COURSE/feedback, one page for each submission.

What was found is told from the record, which holds no expected number and no seed, in
the words of the check in the notebook. What it counts is told from the gradebook.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from grading import atomic
from grading.course import Course
from grading.course_file.terms import Terms
from grading.errors import UNKNOWN_STUDENT, UsageError, one_of
from grading.found.installed import parts_of
from grading.found.record import Record, Result, last, number
from grading.found.rounds import Rounds
from grading.found.shelf import existing
from grading.handed_in import asked
from grading.handed_in.asked import Request
from grading.results import for_exchange, over_weeks, pages, words_on_page
from grading.results.counted_file import counted_file
from grading.results.grades import Grade, grades
from grading.results.moved import same
from grading.results.over_weeks import Missing, Week
from grading.roster import students
from nnlib.check.counts import points
from nnlib.check.page import EDGES, NEUTRAL_EDGE
from nnlib.wording import counted

# So many changes are told; `history` has all of them.
MOST_CHANGES = 3
# What the check found is told all the same.
IN_FULL = "What counts in full all the same"


@dataclass(frozen=True)
class Row:
    """One notebook among those of a student.

    Parameters
    ----------
    number, title : str
        Two digits, and what it is called.
    done : Week, optional
        What it counts, if it was handed in.
    missing : str
        That it was not, and when it is due.
    """

    number: str
    title: str
    done: Week | None = None
    missing: str = ""


@dataclass(frozen=True)
class About:
    """What a page says of a student besides a submission.

    Parameters
    ----------
    name : str
        Her name; empty if the class does not know it.
    weeks : list of Row
        All her notebooks so far.
    """

    name: str
    weeks: list[Row]


def feedback(
    course: Course, *, student: str | None = None, notebook: str | None = None
) -> list[Path]:
    """Write a page for every record.

    Parameters
    ----------
    course : Course
        The class.
    student : str, optional
        The only student to write to.
    notebook : str, optional
        Number of the only notebook to write about.

    Returns
    -------
    list of Path
        The pages, feedback/<student>/<assignment>/<assignment>.html.

    Raises
    ------
    UsageError
        If nothing of this student or notebook was graded.
    GradingError
        If nothing was graded yet.
    """
    refuse_unknown(existing(course.results), student, notebook)
    terms = Terms.read(course)
    # First: should this be stopped, nobody has read of a round that has not ended.
    Rounds.of(course).end(
        one
        for one in existing(course.results)
        if student in (None, one.student) and notebook in (None, one.notebook)
    )
    roster = students.read(course.students_file)
    now: dict[tuple[str, str], Grade] = {}
    weeks: dict[str, dict[str, Week]] = {}
    titles: dict[str, str] = {}
    for one, found in grades(course, terms, student=student):
        weeks.setdefault(one.student, {})[one.notebook] = Week.of(one, found)
        titles[one.notebook] = one.title
        if notebook in (None, one.notebook):
            now[one.student, one.assignment] = found
    lacking = over_weeks.lacking(course, roster, terms, datetime.now(UTC))
    about = {
        who: About(roster.name(who), rows(some, lacking.get(who, {}), titles))
        for who, some in weeks.items()
    }
    # Records are read once more: all of a class are too large to be kept in memory.
    return [
        write(course, last(course.results, *key), found, terms, about[key[0]])
        for key, found in now.items()
    ]


def rows(
    weeks: Mapping[str, Week],
    missing: Mapping[str, Missing],
    titles: Mapping[str, str],
) -> list[Row]:
    """Return a row for each notebook of a student, handed in or not."""
    return [
        Row(number, weeks[number].title, done=weeks[number])
        if number in weeks
        else Row(number, titles.get(number, number), missing=missing[number].text)
        for number in sorted({*weeks, *missing})
    ]


def refuse_unknown(
    graded: list[Record], student: str | None, notebook: str | None
) -> None:
    """Refuse a student or a notebook of which nothing was graded."""
    numbers = sorted({one.notebook for one in graded})
    if notebook is not None and notebook not in numbers:
        known = ", ".join(numbers)
        raise UsageError(
            f"of notebook {notebook!r} nothing was graded; there are {known}"
        )
    wanted = [one for one in graded if notebook in (None, one.notebook)]
    students = sorted({one.student for one in wanted})
    if student is not None and student not in students:
        expected = one_of(student, students)
        raise UsageError(UNKNOWN_STUDENT, student=student, expected=expected)


def write(
    course: Course, record: Record, now: Grade, terms: Terms, about: About
) -> Path:
    """Write the page of one record."""
    folder = course.feedback / record.student / record.assignment
    key = record.student, record.assignment, record.notebook
    file, mine = counted_file(course, record, terms), asked.of_student(course, *key)
    text = page(record, now, terms, about, file, mine)
    atomic.make_folder(folder, atomic.PRIVATE_FOLDER)
    # nbgrader's release_feedback copies its permissions: students must read the copy.
    path = folder / f"{record.assignment}.html"
    for_exchange.beside(course, record, path)
    return atomic.write_text(path, text, mode=atomic.PUBLIC)


def page(
    record: Record,
    now: Grade,
    terms: Terms,
    about: About,
    file: str = "",
    requests: Sequence[Request] = (),
) -> str:
    """Return the page of one record as HTML.

    What is said of the file that was graded, and what was asked about it, come along.
    """
    weighted = any(one.max_points != one.max_score for one in record.results)
    values = {
        "record": record,
        "name": about.name,
        "weeks": about.weeks,
        "file": file,
        "most_changes": MOST_CHANGES,
        "now": now,
        "sum": points(now.score, now.most),
        "rounded": rounded(now, terms),
        "weighted": weighted,
        "decided": [
            *terms.decided(record.notebook),
            *adjusted(record, terms),
            *terms.spared(record.student, record.notebook),
        ],
        "lateness": lateness(now, terms),
        "sections": sections(record, now),
        "state": pages.state,
        "bar": pages.bar,
        "lines": pages.lines,
        "edge": lambda status: EDGES.get(status, NEUTRAL_EDGE),
        "parts": parts,
        "counts": lambda result: counts(result, now),
        "share": lambda result: share(result, now),
        "differs": lambda result: differs(result, now),
        "words": list(words_on_page.on_page(record, now)),
        "requests": requests,
        "inviting": terms.settings.look_again,
    }
    return pages.render("feedback.html.j2", values)


def rounded(now: Grade, terms: Terms) -> str:
    """Say that the sum is rounded, where that has changed it."""
    if same(now.score, now.exact):
        return ""
    step, exact = number(terms.settings.step or 0), number(now.exact)
    return f"Your course counts in steps of {step}: exactly it is {exact}."


def share(result: Result, now: Grade) -> float:
    """Return what an exercise counts as a share of full marks, for its bar."""
    score = now.scores.get(result.name)
    if not result.max_score or score is None:
        return result.points / result.max_points
    return score / result.max_score


def differs(result: Result, now: Grade) -> bool:
    """Tell whether an exercise counts another share than the check gave."""
    counted = result.max_score and now.scores.get(result.name) is not None
    if not counted or not result.checked:
        return False
    return not same(share(result, now), result.points / result.max_points)


def adjusted(record: Record, terms: Terms) -> list[str]:
    """Say what was decided for all who made a mistake of this submission."""
    made = {(one.exercise, one.diagnosis) for one in record.results}
    return [o.said for o in terms.adjustments if (o.exercise, o.mistake) in made]


def sections(record: Record, now: Grade) -> list[tuple[str, str, list[Result]]]:
    """Put what needs work before what is done: title, class and results of each."""
    done = [one for one in record.results if one.status == "passed"]
    open_ = [one for one in record.results if one.status != "passed"]
    rest = [one for one in open_ if not one.waived]
    return [
        ("What to work on", "work", [one for one in rest if not is_full(one, now)]),
        (IN_FULL, "work", [one for one in rest if is_full(one, now)]),
        ("What is right", "calm", done),
        ("What you are spared", "calm", [one for one in open_ if one.waived]),
    ]


def is_full(result: Result, now: Grade) -> bool:
    """Tell whether an exercise counts in full, by hand or for everybody."""
    score = now.scores.get(result.name)
    return bool(result.max_score) and score is not None and score >= result.max_score


def lateness(now: Grade, terms: Terms) -> str:
    """Say when it came, where that matters."""
    came = now.arrival
    if came.due is None or came.handed_in is None:
        return ""
    handed_in, due = terms.shown(came.handed_in), terms.shown(came.due)
    if not came.days_late:
        return f"Handed in {handed_in}; it was due {due}."
    days = counted(came.days_late, "day")
    lost = f" That costs {pages.points(now.penalty)}." if now.penalty else ""
    if came.free_days:
        lost = f" Of your late days it takes {came.free_days}.{lost}"
    return f"Handed in {handed_in}, {days} late; it was due {due}.{lost}"


def counts(result: Result, now: Grade) -> str:
    """Say what an exercise counts."""
    if not result.max_score:
        return "does not count"
    score = now.scores.get(result.name)
    if score is None:
        return "open"
    said = f"{number(score)} of {number(result.max_score)}"
    if result.waived and result.name not in now.by_hand:
        return f"{said}, spared"
    if result.name in now.earlier:
        return f"{said}, by hand for an earlier file"
    return f"{said}, by hand" if result.name in now.by_hand else said


def parts(result: Result) -> list[str]:
    """Say of each output what it earned, where an exercise has several."""
    if len(result.earned) < 2 or not any(result.earned.values()):
        return []
    most = parts_of(result)
    return [
        f"{part} {'✓' if earned else '✗'} {number(earned)} of "
        f"{number(most.get(part, earned))}"
        for part, earned in result.earned.items()
    ]
