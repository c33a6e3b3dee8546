"""Report: records and gradebook -> COURSE/report.html, one page about the class.

It says how the scores lie, which misconceptions the class has and what to ask about
them, and which submissions somebody should look at. It holds nothing that a student may
not know, but names; without them it can be shown to the class.
"""

from pathlib import Path

from grading import atomic
from grading.course import Course
from grading.course_file.terms import Terms
from grading.found.record import Record, existing
from grading.handed_in import before
from grading.results import class_results, pages, report_pictures
from grading.results.class_results import Case
from grading.results.grades import grades
from grading.roster import students
from grading.roster.students import Roster

FILE, ANONYMOUS = "report.html", "report-anonymous.html"
# A mistake of so many students gets a card of its own, and the first few in any case.
SHARED, FIRST = 2, 4

# Lists of single cases: title, what it is, and what finds them.
CASES = (
    (
        "Records that need a look",
        "Files that cannot be read, exercises that could not be checked, and "
        "notebooks with another edition of an exercise.",
        class_results.to_look_at,
    ),
    (
        "Handed over",
        "Functions that call something which is not there when they are "
        "graded. They earn nothing; talk before you judge.",
        class_results.delegations,
    ),
    (
        "Time-outs and limits",
        "Endless loops, too much memory or output, a process that ended.",
        class_results.limits,
    ),
    (
        "Exceptions",
        "Functions and cells that stopped with an error.",
        class_results.exceptions,
    ),
    (
        "Reaching for the interpreter",
        "Code that names frames, tracing, the garbage collector or the like. "
        "It costs nothing and proves nothing. Whether a loop does the work, "
        "and whether arguments were changed, is measured for other code.",
        class_results.reaching,
    ),
    (
        "Repairs",
        "What was put right in files and cells. Nobody lost points by it.",
        class_results.repairs,
    ),
)
MISSING = "Nothing handed in", "Of notebooks that others have handed in."


def report(course: Course, *, anonymous: bool = False) -> Path:
    """Write the page about a class.

    Parameters
    ----------
    course : Course
        The class.
    anonymous : bool
        Whether names, and words that students wrote, are left out.

    Returns
    -------
    Path
        report.html in the class folder, or report-anonymous.html.

    Raises
    ------
    GradingError
        If nothing was graded yet.
    """
    existing(course.results)
    terms = Terms.read(course)
    found = list(grades(course, terms))
    records = [one for one, _ in found]
    shares = {
        (one.student, one.assignment): share(now.score, one.max_score)
        for one, now in found
    }
    roster = students.read(course.students_file)
    missing = nothing_from(course, roster)
    text = page(records, shares, terms, anonymous, roster, missing)
    if anonymous:
        return atomic.write_text(course.root / ANONYMOUS, text, mode=atomic.PUBLIC)
    return atomic.write_text(course.root / FILE, text)


def nothing_from(course: Course, roster: Roster) -> list[Case]:
    """List who has handed in nothing, with the notebooks."""
    found: dict[str, list[str]] = {}
    for assignment, people in before.nothing_from(course, roster).items():
        for one in people:
            found.setdefault(one.id, []).append(assignment.partition("_")[0])
    said = "Nothing came yet."
    return [Case(student, ", ".join(some), said) for student, some in found.items()]


def share(score: float, most: float) -> float:
    """Return a score as a share of full marks."""
    return min(1.0, max(0.0, score / most)) if most else 0.0


def page(
    records: list[Record],
    shares: dict[tuple[str, str], float],
    terms: Terms,
    anonymous: bool,
    roster: Roster,
    missing: list[Case],
) -> str:
    """Return the page as HTML."""
    notebooks = class_results.by_notebook(records, shares)
    mistakes = class_results.misconceptions(records)
    shared = [one for one in mistakes if len(one.students) >= SHARED]
    cards = max(len(shared), FIRST)
    states = [one.states for each in notebooks for one in each.exercises.values()]
    values = {
        "students": len({one.student for one in records}),
        "submissions": len(records),
        "graded": max(one.graded for one in records)[:10],
        "isolation": sorted({one.isolation for one in records}),
        "notebooks": notebooks,
        "decided": terms.decided,
        "legend": class_results.legend(states),
        "mistakes": mistakes[:cards],
        "rare": mistakes[cards:],
        "places": class_results.places(records),
        "parts": class_results.lost_parts(records),
        "left_out": class_results.not_attempted(records),
        "lists": lists(records, missing, anonymous),
        "anonymous": anonymous,
        "who": roster.shown,
        "histogram": report_pictures.histogram,
        "strip": report_pictures.strip,
        "percent": percent,
    }
    return pages.render("report.html.j2", values)


def lists(
    records: list[Record], missing: list[Case], anonymous: bool
) -> list[tuple[str, str, int, list[Case]]]:
    """Return the lists of single cases: title, what it is, how many, and the cases.

    Without names a case is only counted, unless its words are the course's alone; they
    are then said once.
    """
    found = [(*MISSING, missing)]
    found += [(title, about, find(records)) for title, about, find in CASES]
    return [
        (title, about, len(cases), [] if anonymous else cases)
        for title, about, cases in found
    ]


def percent(share: float) -> str:
    """Say a share in whole percent.

    Examples
    --------
    >>> percent(0.666)
    '67 %'
    """
    return f"{round(100 * share)} %"
