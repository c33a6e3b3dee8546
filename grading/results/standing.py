"""What a submission counted, each time that this changed, and why it did.

One small file for each submission, `results/<student>/history/<assignment>.json`. It
grows only where something moved: grading a class again that comes to the same adds
nothing. What was found before, in full, lies beside it (`found.former`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nbgrader.api import SubmittedAssignment

from grading.course_file.steps import in_steps
from grading.course_file.terms import Terms
from grading.found.record import DIGITS, Record, number, past
from grading.results.gradebook_rows import is_by_hand, score_of
from grading.results.moved import Move, same
from grading.state_file import Form, fit

FIRST, HANDED_IN, EDITION = "first graded", "handed in again", "another edition"
NOTED = "graded before, noted from here on"
ANEW = "noted anew, for what was noted before was damaged"
SETTING, BY_HAND, ASKED = "course.toml", "by hand", "graded again"
ADJUSTED = "adjusted for all with the same mistake"
WAIVED = "accommodations.csv"
LATE = "due time or late policy"
FORM = Form(
    "history",
    version=1,
    remedy="run grade: it is set aside, and a new one begins; points are not in it",
)
# So many exercises are named in one line.
MOST_NAMED = 4
# What must differ for a new entry to be written.
COUNTED = (
    *("sha256", "scores", "worth", "full", "by_hand", "penalty", "adjusted"),
    "step",
)


@dataclass(frozen=True)
class Standing:
    """What one submission counts.

    Parameters
    ----------
    when : str
        Since when, ISO 8601 with zone; when it was noticed, for a change of course.toml
        or of points by hand.
    why : list of str
        What has changed since the standing before.
    scores : dict of str to (float or None)
        What each exercise counts, by function; None if nobody has decided yet.
    worth : dict of str to float
        What full marks of each count.
    by_hand, full : list of str
        Functions with points by hand, and those that give full marks to everybody.
    penalty : float
        What is lost because it came late.
    sha256, graded : str
        Hash of the file, and when it was graded.
    course_version : str
        Version of the course that graded.
    editions : dict of str to int
        Edition of each exercise that graded, by function.
    adjusted : dict of str to float
        What its mistake counts more, by function.
    waived : list of str
        Functions that the student is spared.
    step : float, optional
        Of what the points are a multiple, all in all.
    """

    when: str
    why: list[str]
    scores: dict[str, float | None]
    worth: dict[str, float]
    by_hand: list[str]
    full: list[str]
    penalty: float
    sha256: str
    graded: str
    course_version: str
    editions: dict[str, int] = field(default_factory=dict)
    adjusted: dict[str, float] = field(default_factory=dict)
    waived: list[str] = field(default_factory=list)
    step: float | None = None

    @property
    def points(self) -> float:
        """What the submission counts, all in all."""
        return in_steps(self.exact, self.step, self.max_points)

    @property
    def exact(self) -> float:
        """What it counts before that is rounded to steps."""
        whole = sum(score or 0.0 for score in self.scores.values())
        return round(whole - self.penalty, DIGITS)

    @property
    def max_points(self) -> float:
        """What full marks count."""
        return round(sum(self.worth.values()), DIGITS)

    def share(self, name: str) -> float | None:
        """Return the score of an exercise as a share of its full marks."""
        worth, score = self.worth.get(name), self.scores.get(name)
        if score is None:
            return None
        return round(score / worth, DIGITS) if worth else 0.0

    def terms(self, name: str) -> tuple[float, bool]:
        """Return what the course file says of an exercise."""
        return round(self.worth.get(name, 0.0), DIGITS), name in self.full

    def decided(self, name: str) -> bool:
        """Tell whether the course file decides what an exercise counts for all."""
        return not self.worth.get(name) or name in self.full

    def counts_like(self, other: "Standing") -> bool:
        """Tell whether nothing has moved: file, scores, terms, points by hand."""
        ours, theirs = asdict(self), asdict(other)
        return all(same(ours[name], theirs[name]) for name in COUNTED)


def standing(record: Record, found: SubmittedAssignment, terms: Terms) -> Standing:
    """Read what a submission counts now.

    Parameters
    ----------
    record : Record
        What was found in it.
    found : SubmittedAssignment
        Its row in the gradebook, with scores entered.
    terms : Terms
        What holds in the class.

    Returns
    -------
    Standing
        Without reasons yet.
    """
    grades = [grade for one in found.notebooks for grade in one.grades]
    penalties = [one.late_submission_penalty or 0.0 for one in found.notebooks]
    return Standing(
        when=now_text(),
        why=[],
        scores={grade.name: score_of(grade) for grade in grades},
        worth={grade.name: grade.max_score for grade in grades},
        by_hand=sorted(grade.name for grade in grades if is_by_hand(grade)),
        full=sorted(terms.full(record.notebook)),
        penalty=sum(penalties),
        sha256=record.submitted["sha256"],
        graded=record.graded,
        course_version=record.course_version,
        editions={one.name: one.edition for one in record.results},
        adjusted=concerned(record, terms),
        waived=sorted(terms.waived(record.student, record.notebook)),
        step=terms.settings.step,
    )


def concerned(record: Record, terms: Terms) -> dict[str, float]:
    """Return what the mistakes of a submission count more, by function."""
    more = terms.weights(record.student, record.notebook).adjusted
    found = {one.name: more.get((one.name, one.diagnosis)) for one in record.results}
    return {name: points for name, points in found.items() if points is not None}


def now_text() -> str:
    """Return the time as records hold it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def reasons(before: Standing, now: Standing, seen: Mapping[str, Any]) -> list[str]:
    """Say what has changed between two standings.

    Parameters
    ----------
    before, now : Standing
        Of one submission.
    seen : mapping
        ``graded`` and ``editions`` of the last grading, which may have moved nothing.

    Returns
    -------
    list of str
        At least one, if they do not count alike.
    """
    found = {why for name in now.scores if (why := reason(name, before, now, seen))}
    if now.sha256 != before.sha256:
        found.add(HANDED_IN)
    if now.step != before.step:
        found.add(SETTING)
    if any(given(name, before, now) for name in {*before.by_hand, *now.by_hand}):
        found.add(BY_HAND)
    return sorted(found) or [LATE]


def given(name: str, before: Standing, now: Standing) -> bool:
    """Tell whether points by hand were given, changed or taken back.

    Those that the course file has only set aside, or let come back, are none of it.
    """
    if before.decided(name) != now.decided(name):
        return False
    one_alone = (name in before.by_hand) != (name in now.by_hand)
    return one_alone or not same(before.share(name), now.share(name))


def reason(
    name: str, before: Standing, now: Standing, seen: Mapping[str, Any]
) -> str | None:
    """Say why one exercise counts something else; None if it does not."""
    if now.terms(name) != before.terms(name):
        return SETTING
    if same(now.share(name), before.share(name)):
        return None
    if name in now.by_hand or name in before.by_hand:
        return None  # whether they were given now is seen by `given`
    if now.sha256 != before.sha256:
        return HANDED_IN
    if now.adjusted.get(name) != before.adjusted.get(name):
        return ADJUSTED
    if (name in now.waived) != (name in before.waived):
        return WAIVED
    if now.editions.get(name) != seen["editions"].get(name):
        return EDITION
    return SETTING if now.graded == seen["graded"] else ASKED


def place(results: Path, student: str, assignment: str) -> Path:
    """Return where it is noted what a submission counted."""
    return past(results, student) / f"{assignment}.json"


def history(results: Path, student: str, assignment: str) -> list[Standing]:
    """Read what a submission counted, oldest first; empty if nothing was noted.

    Raises
    ------
    DamagedFileError
        If the file cannot be read.
    """
    path = place(results, student, assignment)
    return FORM.read(path, entries) if path.is_file() else []


def entries(content: Mapping[str, Any]) -> list[Standing]:
    """Return the standings that a file holds."""
    return [fit(Standing(**one)) for one in content["entries"]]


def move(record: Record, before: Standing, now: Standing, why: Sequence[str]) -> Move:
    """Return how the points of a submission moved.

    Parameters
    ----------
    record : Record
        Of which submission.
    before, now : Standing
        What it counted, and what it counts.
    why : sequence of str
        What moved it.
    """
    points, of = (before.points, now.points), (before.max_points, now.max_points)
    about = record.student, record.notebook, *points, tuple(why), of
    return Move(*about, what_moved(before, now))


def what_moved(before: Standing, now: Standing) -> str:
    """Name the exercises whose scores differ, with the scores."""
    said = [
        f"{name} {score(before, name)} to {score(now, name)}"
        for name in now.scores
        if not same(before.scores.get(name), now.scores.get(name))
    ]
    more = len(said) - MOST_NAMED
    rest = [f"{more} more"] if more > 0 else []
    late = not same(before.penalty, now.penalty)
    lost = [f"late {number(before.penalty)} to {number(now.penalty)}"] if late else []
    return ", ".join([*said[:MOST_NAMED], *rest, *lost])


def score(one: Standing, name: str) -> str:
    """Write one score; a dash where nobody has decided."""
    found = one.scores.get(name)
    return "–" if found is None else number(found)
