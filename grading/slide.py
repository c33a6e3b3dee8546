"""Slide: records -> COURSE/slide.html, one page for the lecture, without any name.

The three mistakes that most students made in a week, each with what is seen in their
numbers and the course's question; never the repair. It fills a projector's 16 to 9, and
prints on one sheet of that form.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from grading import atomic
from grading.course import Course
from grading.course_file.terms import Terms
from grading.errors import GradingError, UsageError
from grading.found.record import Record
from grading.found.shelf import existing
from grading.results import class_results, pages
from grading.results.class_results import Misconception
from grading.results.scope import last_days, scope
from grading.results.without_names import FEWEST, told
from grading.roster import students

NAME = "slide"
MOST = 3
# Of fewer each could tell whom the others are.
LEAST = 3
WORDS = ("", "One mistake", "Two mistakes", "Three mistakes")
# What is said in place of a share that would tell too much.
FEW = "a few"
NONE = (
    "no mistake that is known by name was made by {fewest} students or more in "
    "{part}; nothing was written"
)
LOWER = "; --fewest {least} shows what {least} have made"
MORE = (
    "Left out, as fewer than {fewest} students made it: {fewer} more. --fewest {least} "
    "shows what {least} have made."
)
NO_MORE = "No other mistake that is known by name was made by {least} students."


@dataclass(frozen=True)
class Slide:
    """What was written.

    Parameters
    ----------
    path : Path
        The page.
    shown, fewer : int
        How many mistakes stand on it, and how many more were made by fewer students.
    fewest : int
        A mistake of fewer students is not shown.
    """

    path: Path
    shown: int
    fewer: int
    fewest: int

    @property
    def told(self) -> Iterator[str]:
        """Say why there are not as many as fit."""
        about = {"least": LEAST, "fewest": self.fewest, "fewer": self.fewer}
        if self.fewer:
            yield MORE.format(**about)
        elif self.shown < MOST:
            yield NO_MORE.format(**about)


def slide(
    course: Course,
    *,
    notebook: str | None = None,
    section: str | None = None,
    week: str | None = None,
    fewest: int = FEWEST,
) -> Slide:
    """Write the page.

    Parameters
    ----------
    course : Course
        The class.
    notebook, section : str, optional
        Number of the only notebook, name of the only section.
    week : str, optional
        A day of the week; if omitted, the seven days before what came last.
    fewest : int
        A mistake of fewer students is not shown; at least 3.

    Returns
    -------
    Slide
        slide.html in the class folder, with the part of the class in its name; and
        what was left out.

    Raises
    ------
    UsageError
        If there is no such notebook, section or day, or `fewest` is too small.
    GradingError
        If nothing was graded yet, or no mistake was made by enough students.
    """
    if fewest < LEAST:
        raise UsageError(f"--fewest is {fewest}, expected {LEAST} or more")
    graded = existing(course.results)
    terms, roster = Terms.read(course), students.read(course.students_file)
    asked = scope(terms, roster, notebook=notebook, section=section, week=week)
    part = last_days(asked, filter(asked.has, graded))
    records = [settled(one, terms) for one in graded if part.has(one)]
    every = class_results.misconceptions(records)
    chosen, possible = (most_frequent(every, least) for least in (fewest, LEAST))
    if not chosen:
        said = asked.title or "the last seven days"
        lower = LOWER.format(least=LEAST) if possible else ""
        raise GradingError(NONE.format(fewest=fewest, part=said) + lower)
    text = pages.render("slide.html.j2", values(chosen, records, notebook))
    path = course.root / f"{NAME}{asked.stem}.html"
    atomic.write_text(path, text, mode=atomic.PUBLIC)
    return Slide(path, len(chosen), len(possible) - len(chosen), fewest)


def settled(one: Record, terms: Terms) -> Record:
    """Return a record with what its results count now."""
    if one.notebook not in terms.notebooks:
        return one
    return one.counting(terms.weights(one.student, one.notebook))


def most_frequent(found: Sequence[Misconception], fewest: int) -> list[Misconception]:
    """Choose what is shown: what most have made, if it is no fewer than `fewest`."""
    return [one for one in found if len(one.students) >= fewest][:MOST]


def values(
    chosen: Sequence[Misconception], records: Sequence[Record], notebook: str | None
) -> dict[str, object]:
    """Return what fills the page: words of the course, and rough shares."""
    handed_in = Counter(one.notebook for one in records)
    where = f"in notebook {notebook}" if notebook else "of the week"
    cards = [
        {
            "title": one.variant.title,
            "notebook": one.notebook,
            "name": one.name,
            "seen": one.in_general,
            "question": one.variant.question,
            "told": told(len(one.students), handed_in[one.notebook]) or FEW,
        }
        for one in chosen
    ]
    return {"heading": f"{WORDS[len(cards)]} {where}", "cards": cards}
