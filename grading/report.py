"""Report: records and gradebook -> COURSE/report.html, one page about the class.

It says who is missing or may be about to be lost, which misconceptions the class has
and what to ask about them, how the scores lie, and which submissions somebody should
look at; of the whole class, or of one notebook, section or week. It holds nothing that
a student may not know, but names; without them it can be shown to the class.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from grading import atomic
from grading.course import Course
from grading.course_file.terms import Terms
from grading.errors import GradingError
from grading.found.record import number
from grading.found.shelf import existing
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
from grading.results.over_weeks import Lacking, Week
from grading.results.scope import Scope, scope
from grading.roster import students
from grading.roster.students import Roster

NAME, ANONYMOUS = "report", "report-anonymous"
# A mistake of so many students gets a card of its own, and the first few in any case.
SHARED, FIRST, MOST_CARDS = 2, 4, 12
# So many names, and rows of a table, are in view; more are folded.
MOST_NAMES, MOST_ROWS = 8, 12
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
        "most_rows": MOST_ROWS,
        "who": roster.shown,
        "percent": percent,
        **of_work(pairs, terms),
        **of_people(weeks, lacking, terms, roster, numbers(pairs, terms, part), part),
        "lists": cases.lists(pairs, terms),
    }
    values["figures"] = figures(records, values)
    values["contents"] = contents(values)
    return pages.render("report.html.j2", values)


def of_work(pairs: Sequence[Pair], terms: Terms) -> dict[str, object]:
    """Return what the page says of exercises and mistakes."""
    records = [one for one, _ in pairs]
    notebooks = class_results.by_notebook(pairs)
    mistakes = class_results.misconceptions(records)
    shared = sum(len(one.students) >= SHARED for one in mistakes)
    cards = min(max(shared, FIRST), MOST_CARDS)
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
    weeks: Weeks,
    lacking: Lacking,
    terms: Terms,
    roster: Roster,
    wanted: Sequence[str],
    part: Scope,
) -> dict[str, object]:
    """Return what the page says of everybody in the part of the class."""
    people = [
        one for one in sorted({*weeks, *roster.by_id, *lacking}) if part.holds(one)
    ]
    concerned = risk(weeks, lacking, people)
    notebooks = {number for some in weeks.values() for number in some}
    return {
        "missing": missing(lacking, wanted, people, terms),
        "waiting": waiting(lacking, wanted, people),
        "risk": concerned,
        "signs": at_risk.rules(len(notebooks), len(concerned), len(people)),
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
    lacking: Lacking, wanted: Sequence[str], people: Sequence[str], terms: Terms
) -> list[dict[str, object]]:
    """List by notebook who has not handed it in, where the time is over."""
    regular, found = terms.dues.regular, []
    for one in wanted:
        some = {who: lacking.get(who, {}).get(one) for who in people}
        late = [
            (who, missed.due if missed.own else "")
            for who, missed in some.items()
            if missed is not None and missed.over
        ]
        due = terms.shown(regular[one]) if one in regular else ""
        found += [{"number": one, "due": due, "people": late}] if late else []
    return found


def waiting(
    lacking: Lacking, wanted: Sequence[str], people: Iterable[str]
) -> list[tuple[str, int]]:
    """Count those who have handed in nothing and still have time, by notebook."""
    found = Counter(
        one.number
        for student in people
        for one in lacking.get(student, {}).values()
        if one.number in wanted and not one.over
    )
    return sorted(found.items())


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


def figures(records: Sequence, values: Mapping) -> list[tuple[str, int | str]]:
    """Return the numbers at the head of the page."""
    many = {where: len(some) for where, _, _, some in values["lists"]}
    handed_in = len({one.student for one in records})
    return [
        ("students handed in", f"{handed_in} of {len(values['everybody'])}"),
        ("submissions", len(records)),
        ("miss a notebook", who_misses(values)),
        ("at risk", len(values["risk"])),
        ("mistakes named", len(values["mistakes"]) + len(values["rare"])),
        ("late", many["late"]),
        ("need a look", many["look"]),
    ]


def who_misses(values: Mapping) -> int:
    """Count those who have not handed in some notebook."""
    return len({who for one in values["missing"] for who, _ in one["people"]})


def contents(values: Mapping) -> list[tuple[str, str, int | None]]:
    """Return what the page holds: where, what, and how many."""
    return [
        ("missing", "Missing", who_misses(values)),
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
