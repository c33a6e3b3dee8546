"""What a class counts, worked out once more from the files alone.

Records are read as plain JSON and points by hand from the database itself; what the
course file of `made_up_class` says is written out here. Nothing of `grading` is used.
"""

import csv
import json
import math
import sqlite3
from collections import Counter, defaultdict
from contextlib import closing
from datetime import UTC, datetime
from functools import cached_property
from statistics import mean, median
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Berlin")
DUE = {
    number: datetime(2026, month, day, 23, 59, tzinfo=ZONE)
    for number, month, day in (("00", 10, 23), ("01", 10, 30), ("02", 11, 6))
}
OFF, FULL, TOTAL = {"00": "line_threshold"}, {"02": "accuracy"}, {"01": 20.0}
POINTS = {("01", "sigmoid"): 30.0}
SPARED = {("s000", "01"): "predict_one"}
STEP, PER_DAY, FLOOR = 0.5, 0.1, 0.5
GROUP = {
    "passed": "passed",
    "partial": "partly right",
    "failed": "not right yet",
    "error": "stopped",
    "limit": "stopped",
    "delegated": "handed over",
    "could_not_check": "open",
}
LEFT_OUT = "not there"
TRIED = ("passed", "partly right", "not right yet", "stopped")


class Submission:
    """One record, and what it counts.

    Parameters
    ----------
    plain : dict
        The record's file.
    given : dict of str to float
        Points by hand, by function.
    adjusted : dict of (str, str) to float
        What mistakes count more.
    """

    def __init__(self, plain, given, adjusted):
        self.student, self.notebook = plain["student"], plain["notebook"]
        self.title, self.plain = plain["title"], plain
        self.given = given
        self.results = {one["exercise"][3:]: one for one in plain["results"]}
        spared = SPARED.get((self.student, self.notebook))
        self.counting = [n for n in self.results if self.worth[n] and n != spared]
        self.scores = {n: self.score(n, adjusted) for n in self.results}
        if spared and spared not in given:
            rest = [n for n in self.counting if self.scores[n] is not None]
            share = sum(self.scores[n] for n in rest) / sum(self.worth[n] for n in rest)
            self.scores[spared] = share * self.worth[spared]

    @cached_property
    def worth(self):
        """What full marks count, by function."""
        own = {
            name: 0.0
            if OFF.get(self.notebook) == name
            else POINTS.get((self.notebook, name), one["max_points"])
            for name, one in self.results.items()
        }
        whole = sum(own.values())
        total = TOTAL.get(self.notebook, whole)
        return {name: worth * total / whole for name, worth in own.items()}

    def score(self, name, adjusted):
        """What one exercise counts; None where nobody has decided."""
        one, worth = self.results[name], self.worth[name]
        if name in self.given:
            return self.given[name]
        if FULL.get(self.notebook) == name:
            return worth
        if one["status"] == "could_not_check":
            return None
        more = adjusted.get((one["exercise"], one["diagnosis"]), 0.0)
        return min(max(one["points"] * worth / one["max_points"] + more, 0.0), worth)

    @cached_property
    def came(self):
        text = self.plain["submitted"]["time"].removesuffix(" UTC")
        return datetime.fromisoformat(text).replace(tzinfo=UTC).astimezone(ZONE)

    @property
    def hours_before(self):
        """Hours from when it came to when it was due; less than 0 if it was late."""
        return (DUE[self.notebook].astimezone(UTC) - self.came).total_seconds() / 3600

    @cached_property
    def days_late(self):
        """Days begun since it was due, by the clock on the wall."""
        # Of one zone: compared by the clock.
        late = self.came - DUE[self.notebook]
        return max(0, math.ceil(int(late.total_seconds()) / 86400))

    @property
    def whole(self):
        return sum(one or 0.0 for one in self.scores.values())

    @property
    def lost(self):
        """What it loses because it came late."""
        return self.whole * min(PER_DAY * self.days_late, 1 - FLOOR)

    @property
    def exact(self):
        return self.whole - self.lost

    @property
    def points(self):
        """What it counts, all in all, in steps."""
        if abs(self.exact - self.most) < 1e-9:
            return self.most
        return min(self.most, math.floor(self.exact / STEP + 0.5 + 1e-9) * STEP)

    @property
    def most(self):
        return sum(self.worth.values())

    @property
    def share(self):
        return self.points / self.most


class Class:
    """A whole class, worked out."""

    def __init__(self, root):
        self.root = root
        with open(root / "adjustments.csv", encoding="utf-8") as file:
            adjusted = {
                (row["exercise"], row["mistake"]): float(row["points"])
                for row in csv.DictReader(file)
            }
        self.adjusted = adjusted
        given = by_hand(root / "gradebook.db")
        self.all = [
            Submission(plain, given[plain["student"], plain["assignment"]], adjusted)
            for plain in map(read, sorted(root.glob("results/*/*.json")))
        ]
        with open(root / "students.csv", encoding="utf-8-sig") as file:
            self.people = {row["id"]: row for row in csv.DictReader(file)}

    def of(self, notebook):
        return [one for one in self.all if one.notebook == notebook]

    @property
    def notebooks(self):
        return sorted({one.notebook for one in self.all})

    def who(self, student):
        """Id and name, as a person is called."""
        return f"{student} ({self.people[student]['name']})"

    @cached_property
    def weeks(self):
        """Submissions by student and notebook."""
        found = defaultdict(dict)
        for one in self.all:
            found[one.student][one.notebook] = one
        return found

    @cached_property
    def missing(self):
        """Notebooks that somebody handed in, and a student did not."""
        return {
            student: lacking
            for student in self.people
            if (lacking := [n for n in self.notebooks if n not in self.weeks[student]])
        }

    def signs(self, student):
        """By which signs somebody may be about to be lost; how many there are."""
        done = [self.weeks[student][n] for n in sorted(self.weeks[student])]
        shares, last = [one.share for one in done], done[-2:]
        return sum((
            len(self.missing.get(student, ())) >= 2,
            bool(last) and all(one.share < 0.5 for one in last),
            len(done) > 2 and shares[-1] <= mean(shares[:-1]) - 0.25,
            len(last) == 2 and all(one.days_late for one in last),
        ))  # fmt: skip

    def results(self):
        """Yield each submission with each of its results that is in the numbers."""
        for one in self.all:
            yield from ((one, one.results[name]) for name in one.counting)

    def mistakes(self):
        """Who made which mistake, by exercise and mistake."""
        found = defaultdict(list)
        for one, result in self.results():
            if result["diagnosis"]:
                found[result["exercise"], result["diagnosis"]].append(one.student)
        return found

    def places(self):
        found = defaultdict(list)
        for one, result in self.results():
            if result["place"] and not result["diagnosis"]:
                found[result["exercise"], result["place"]].append(one.student)
        return found

    def exercise(self, notebook, name):
        """Groups, and what it counts on average, of one exercise."""
        some = [one for one in self.of(notebook) if name in one.counting]
        groups = Counter(
            GROUP.get(one.results[name]["status"], LEFT_OUT) for one in some
        )
        scores = [one.scores[name] for one in some if one.scores[name] is not None]
        worth = some[0].worth[name] if some else 0
        return groups, mean(scores) / worth if scores else None

    def parts(self):
        """How often each part was lost, of how many who tried."""
        lost, tried = Counter(), Counter()
        for one, result in self.results():
            name = result["exercise"][3:]
            if GROUP.get(result["status"], LEFT_OUT) not in TRIED:
                continue
            full = abs((one.scores[name] or 0.0) - one.worth[name]) < 1e-9
            for part, earned in result["earned"].items():
                tried[result["exercise"], part] += 1
                lost[result["exercise"], part] += not (full or earned)
        return {key: (lost[key], tried[key]) for key in tried if lost[key]}

    def left_out(self):
        return Counter(
            result["exercise"]
            for _, result in self.results()
            if GROUP.get(result["status"], LEFT_OUT) == LEFT_OUT
        )

    def median(self, notebook):
        return median(one.share for one in self.of(notebook))


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def by_hand(path):
    """Return points by hand by student and assignment, from the database itself."""
    question = """
        SELECT sa.student_id, a.name, cell.name, grade.manual_score
        FROM grade
        JOIN submitted_notebook sn ON grade.notebook_id = sn.id
        JOIN submitted_assignment sa ON sn.assignment_id = sa.id
        JOIN assignment a ON sa.assignment_id = a.id
        JOIN base_cell cell ON grade.cell_id = cell.id
        WHERE grade.manual_score IS NOT NULL
    """
    found = defaultdict(dict)
    with closing(sqlite3.connect(path)) as book:
        for student, assignment, name, points in book.execute(question):
            found[student, assignment][name] = points
    return found
