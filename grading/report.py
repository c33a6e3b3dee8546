"""Report: records and gradebook -> COURSE/report.html, one page about the class.

It says who is missing or may be about to be lost, which misconceptions the class has
and what to ask about them, how the scores lie, and which submissions somebody should
look at; of the whole class, or of one notebook, section or week. It holds nothing that
a student may not know, but names; without them it can be shown to the class.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from grading import atomic
from grading.course import Course
from grading.course_file.terms import Terms
from grading.errors import GradingError
from grading.found.record import existing, number
from grading.results import (
    at_risk,
    cases,
    class_results,
    nameless,
    over_weeks,
    pages,
    report_pictures,
)
from grading.results.at_risk import percent
from grading.results.class_results import Pair
from grading.results.grades import grades
from grading.results.over_weeks import Lacking, Missing, Week
from grading.results.scope import Scope, scope
from grading.roster import students
from grading.roster.students import Roster

NAME, ANONYMOUS = "report", "report-anonymous"
# A mistake of so many students gets a card of its own, and the first few in any case.
SHARED, FIRST = 2, 4
# So many names are in view; more are folded.
MOST_NAMES = 8
Weeks = Mapping[str, Mapping[str, Week]]


def report(
    course: Course,
    *,
    anonymous: bool = False,
    notebook: str | None = None,
    section: str | None = None,
    week: str | None = None,
) -> Path:
    """Write the page about a class, or about a part of it.

    Parameters
    ----------
    course : Course
        The class.
    anonymous : bool
        Whether names are left out, words that students wrote, and whatever few have in
        common.
    notebook, section : str, optional
        Number of the only notebook, name of the only section.
    week : str, optional
        A day of the only week: what came from its Monday to its Sunday.

    Returns
    -------
    Path
        report.html in the class folder, or report-anonymous.html; with the part of the
        class in its name.

    Raises
    ------
    UsageError
        If there is no such notebook, section or day.
    GradingError
        If nothing of it was graded yet.
    """
    existing(course.results)
    terms, roster = Terms.read(course), students.read(course.students_file)
    part = scope(terms, roster, notebook=notebook, section=section, week=week)
    pairs: list[Pair] = []
    weeks: dict[str, dict[str, Week]] = {}
    for one, now in grades(course, terms):
        weeks.setdefault(one.student, {})[one.notebook] = Week.of(one, now)
        if part.has(one):
            pairs.append((one, now))
    if not pairs:
        raise GradingError(f"nothing of {part.title} was graded yet")
    if anonymous:
        filled = {
            **nameless.values(pairs, terms, part.title),
            "strip": report_pictures.rough_strip,
        }
        text = pages.render("report_anonymous.html.j2", filled)
        path = course.root / f"{ANONYMOUS}{part.stem}.html"
        return atomic.write_text(path, text, mode=atomic.PUBLIC)
    lacking = over_weeks.lacking(course, roster, terms, datetime.now(UTC))
    text = page(pairs, weeks, lacking, terms, roster, part)
    return atomic.write_text(course.root / f"{NAME}{part.stem}.html", text)


def page(
    pairs: Sequence[Pair],
    weeks: Weeks,
    lacking: Lacking,
    terms: Terms,
    roster: Roster,
    part: Scope,
) -> str:
    """Return the page as HTML."""
    records = [one for one, _ in pairs]
    values = {
        "scope": part,
        "graded": max(one.graded for one in records)[:10],
        "isolation": sorted({one.isolation for one in records}),
        "step": number(terms.settings.step) if terms.settings.step else "",
        "most_names": MOST_NAMES,
        "who": roster.shown,
        "percent": percent,
        **of_work(pairs, terms),
        **of_people(weeks, lacking, numbers(pairs, terms, part), roster, part),
        "lists": cases.lists(pairs, terms),
    }
    values["dues"] = [
        (one, terms.shown(terms.dues.regular[one]))
        for one in values["numbers"]
        if one in terms.dues.regular
    ]
    values["figures"] = figures(records, values)
    values["contents"] = contents(values)
    return pages.render("report.html.j2", values)


def of_work(pairs: Sequence[Pair], terms: Terms) -> dict[str, object]:
    """Return what the page says of exercises and mistakes."""
    records = [one for one, _ in pairs]
    notebooks = class_results.by_notebook(pairs)
    mistakes = class_results.misconceptions(records)
    cards = max(sum(len(one.students) >= SHARED for one in mistakes), FIRST)
    return {
        "notebooks": notebooks,
        "decided": terms.decided,
        "came": class_results.CAME,
        "legend": class_results.legend(
            one.states for each in notebooks for one in each.exercises.values()
        ),
        "mistakes": mistakes[:cards],
        "rare": mistakes[cards:],
        "places": class_results.places(records),
        "hard": class_results.hardest(notebooks),
        "parts": class_results.lost_parts(pairs)[: class_results.MOST_PARTS],
        "left_out": class_results.not_attempted(records),
        "histogram": report_pictures.histogram,
        "strip": report_pictures.strip,
    }


def of_people(
    weeks: Weeks, lacking: Lacking, wanted: Sequence[str], roster: Roster, part: Scope
) -> dict[str, object]:
    """Return what the page says of everybody in the part of the class."""
    people = [
        one for one in sorted({*weeks, *roster.by_id, *lacking}) if part.holds(one)
    ]
    return {
        "missing": missing(lacking, wanted, people),
        "waiting": waiting(lacking, wanted, people),
        "risk": risk(weeks, lacking, people),
        "signs": at_risk.SIGNS,
        "numbers": wanted,
        "everybody": everybody(weeks, wanted, people),
        "total": total,
    }


def numbers(pairs: Sequence[Pair], terms: Terms, part: Scope) -> list[str]:
    """Return the notebooks of which the page speaks, those that were due included."""
    found = {one.notebook for one, _ in pairs}
    if part.since is not None:
        due = terms.dues.regular
        found |= {one for one in due if part.since <= due[one] < part.until}
    return sorted(one for one in found if part.notebook in ("", one))


def missing(
    lacking: Lacking, wanted: Sequence[str], people: Iterable[str]
) -> list[tuple[str, list[Missing]]]:
    """List who has not handed in what, where the time is over."""
    found = [
        (student, [one for one in lacked(lacking, student, wanted) if one.over])
        for student in people
    ]
    return [(student, some) for student, some in found if some]


def waiting(
    lacking: Lacking, wanted: Sequence[str], people: Iterable[str]
) -> list[tuple[str, int]]:
    """Count those who have handed in nothing and still have time, by notebook."""
    found = Counter(
        one.number
        for student in people
        for one in lacked(lacking, student, wanted)
        if not one.over
    )
    return sorted(found.items())


def lacked(lacking: Lacking, student: str, wanted: Sequence[str]) -> Iterator[Missing]:
    """Yield what a student has not handed in of some notebooks."""
    some = lacking.get(student, {})
    return (some[number] for number in wanted if number in some)


def risk(
    weeks: Weeks, lacking: Lacking, people: Iterable[str]
) -> list[tuple[str, list[str]]]:
    """List who may be about to be lost, those with the most signs first."""
    found = [
        (one, at_risk.signs(weeks.get(one, {}), lacking.get(one, {}))) for one in people
    ]
    some = [pair for pair in found if pair[1]]
    return sorted(some, key=lambda pair: -len(pair[1]))


def everybody(
    weeks: Weeks, wanted: Sequence[str], people: Iterable[str]
) -> list[tuple[str, dict[str, Week]]]:
    """List what everybody has in the notebooks of which the page speaks."""
    return [
        (one, {n: week for n, week in weeks.get(one, {}).items() if n in wanted})
        for one in people
    ]


def total(weeks: Iterable[Week]) -> str:
    """Say how many points some notebooks count together."""
    return number(sum(one.score for one in weeks))


def figures(records: Sequence, values: Mapping) -> list[tuple[str, int]]:
    """Return the numbers at the head of the page."""
    many = {where: len(some) for where, _, _, some in values["lists"]}
    return [
        ("students", len({one.student for one in records})),
        ("submissions", len(records)),
        ("miss something", len(values["missing"])),
        ("at risk", len(values["risk"])),
        ("mistakes named", len(values["mistakes"]) + len(values["rare"])),
        ("late", many["late"]),
        ("need a look", many["look"]),
    ]


def contents(values: Mapping) -> list[tuple[str, str, int | None]]:
    """Return what the page holds: where, what, and how many."""
    return [
        ("missing", "Missing", len(values["missing"])),
        ("at-risk", "At risk", len(values["risk"])),
        (
            "mistakes",
            "Mistakes, and what to ask",
            len(values["mistakes"]) + len(values["rare"]),
        ),
        *([("places", "Places", len(values["places"]))] if values["places"] else []),
        *((f"notebook-{one.number}", one.title, None) for one in values["notebooks"]),
        ("hardest", "Hardest exercises", None),
        ("parts", "Parts lost most often", None),
        ("left-out", "Left out", None),
        *((where, title, len(some)) for where, title, _, some in values["lists"]),
        ("weeks", "Everybody over the weeks", len(values["everybody"])),
    ]
