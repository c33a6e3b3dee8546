"""One student over the weeks: what each notebook counts, when it came, what is missing.

The weeks of a student are the notebooks that somebody in the class has handed in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from grading.course import Course
from grading.course_file.terms import Terms
from grading.found.record import Record, number
from grading.found.shelf import records
from grading.handed_in import before, delivery
from grading.results.grades import Grade
from grading.roster.students import Roster
from nnlib.wording import counted

# By student, then by number of the notebook.
Lacking = Mapping[str, Mapping[str, "Missing"]]


@dataclass(frozen=True)
class Week:
    """What a student has in one notebook.

    Parameters
    ----------
    number, title : str
        Two digits, and its title.
    score, most : float
        What it counts, and full marks.
    days_late : int
        Days begun since it was due.
    by_hand : bool
        Whether points by hand are in it.
    """

    number: str
    title: str
    score: float
    most: float
    days_late: int = 0
    by_hand: bool = False

    @classmethod
    def of(cls, record: Record, now: Grade) -> "Week":
        """Take of a graded submission what is told of a week."""
        late, hand = now.arrival.days_late, bool(now.by_hand)
        return cls(record.notebook, record.title, now.score, now.most, late, hand)

    @property
    def share(self) -> float:
        """What it counts as a share of full marks, from 0 to 1."""
        return min(1.0, max(0.0, self.score / self.most)) if self.most else 0.0

    @property
    def points(self) -> str:
        """What it counts, and full marks, as text."""
        return f"{number(self.score)} of {number(self.most)}"

    @property
    def late(self) -> str:
        """How late it came; empty if it was on time."""
        return f"{counted(self.days_late, 'day')} late" if self.days_late else ""


@dataclass(frozen=True)
class Missing:
    """A notebook that a student has not handed in.

    Parameters
    ----------
    number : str
        Two digits.
    due : str
        When it was or is due for this student; empty if it never is.
    over : bool
        Whether that time is over; without one, whether most have handed it in.
    own : bool
        Whether it is another time than everybody's.
    """

    number: str
    due: str
    over: bool
    own: bool = False

    @property
    def text(self) -> str:
        """Say it in a few words."""
        if not self.due:
            return "nothing handed in"
        return f"nothing handed in; it {'was' if self.over else 'is'} due {self.due}"


def lacking(
    course: Course,
    roster: Roster,
    terms: Terms,
    now: datetime,
) -> Lacking:
    """Find what students have not handed in, of what others have.

    Parameters
    ----------
    course : Course
        The class.
    roster : Roster
        Who is in it.
    terms : Terms
        Due times.
    now : datetime
        What is over is over before this.

    Returns
    -------
    dict of str to (dict of str to Missing)
        By student and number of the notebook; without those who lack nothing. Of what
        was graded nothing is missing, however it came.
    """
    found: dict[str, dict[str, Missing]] = {}
    there = {(path.parent.name, path.stem) for path in records(course.results).paths}
    everybody = len(roster.people) or len({who for who, _ in delivery.everyone(course)})
    for assignment, people in before.nothing_from(course, roster).items():
        number = assignment.partition("_")[0]
        usual = 2 * len(people) < everybody
        for one in people:
            if (one.id, assignment) not in there:
                due = terms.dues.of(one.id, number)
                said = terms.shown(due) if due else ""
                own = due != terms.dues.regular.get(number)
                over = due < now if due else usual
                missed = Missing(number, said, over, own)
                found.setdefault(one.id, {})[number] = missed
    return found
