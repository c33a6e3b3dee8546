"""A class of any size whose submissions were found by a die, not by grading.

It has everything that moves a number: late work, points by hand, exercises that are
off, worth more or given to everybody, a sum that is rescaled and rounded to steps, a
mistake that counts otherwise, something that somebody is spared, and people of whom
nothing came.
"""

import random
from datetime import UTC, datetime, timedelta

from grading.course_file import adjusted
from grading.course_file.adjusted import Adjustment
from grading.course_file.terms import Terms
from grading.found import record
from grading.found.record import Record, Result
from grading.handed_in import delivery
from grading.handed_in.delivery import Given
from grading.results import gradebook
from grading.results.grades import grades
from grading.roster import students
from grading.roster.students import Person, Roster
from nnlib.check import messages
from nnlib.exercises import NOTEBOOKS, get

SETTINGS = """\
time_zone = "Europe/Berlin"
step = 0.5
[late]
policy = "percent"
percent = 10
floor = 50
[notebooks.00]
due = 2026-10-23 23:59:00
off = ["line_threshold"]
[notebooks.01]
due = 2026-10-30 23:59:00
total = 20
[notebooks.01.points]
sigmoid = 30
[notebooks.02]
due = 2026-11-06 23:59:00
full = ["accuracy"]
"""
DUE = {
    "00": datetime(2026, 10, 23, 21, 59, tzinfo=UTC),
    "01": datetime(2026, 10, 30, 22, 59, tzinfo=UTC),
    "02": datetime(2026, 11, 6, 22, 59, tzinfo=UTC),
}
# A status, and how many of 100 answers have it.
STATUSES = {
    "passed": 50,
    "partial": 18,
    "failed": 16,
    "not_attempted": 6,
    "error": 4,
    "limit": 2,
    "delegated": 2,
    "missing": 1,
    "could_not_check": 1,
}
PLACES = ("a size or a mean in db", "a sign in the return line", "an index in mine")
FIRST = ("Ada", "Božena", "Chidi", "Dalia", "Élodie", "Fatima", "Günter", "Hana")
MISTAKE = get("02/propagate").variants[0].id
ADJUSTED = Adjustment("02/propagate", MISTAKE, 3.0, "The text was not clear.")
SPARED = "01/predict_one"


def fill(course, count, numbers=("00", "01", "02"), seed=0, hand=True):
    """Put a class into a released course; return the ids of its students."""
    rng = random.Random(seed)
    course.settings_file.write_text(SETTINGS, encoding="utf-8")
    people = tuple(person(number) for number in range(count + max(1, count // 20)))
    students.write(course.students_file, Roster(people))
    adjusted.write(course.adjustments_file, [ADJUSTED])
    ids = [one.id for one in people]
    spared = f"student,time,waived\n{ids[0]},1,{SPARED}\n"
    (course.root / "accommodations.csv").write_text(spared, encoding="utf-8")
    names = {number: one.name for number, one in Terms.read(course).notebooks.items()}
    # Of the last people nothing ever comes; of the first, all.
    for place, student in enumerate(ids[:count]):
        for number in numbers:
            if place < 2 or rng.random() < 0.9:
                hand_in(course, student, number, names[number], rng)
    if hand:
        by_hand(course, rng)
    return ids


def person(number):
    """Return somebody whose name is shared by many."""
    name = f"{FIRST[number % len(FIRST)]} {'ABCDEFG'[number % 7]}{number}"
    section = "AB"[number % 2]
    return Person(f"s{number:03}", name, f"s{number:03}@example.edu", section)


def hand_in(course, student, number, name, rng):
    """Let one submission have come, in one or two files, and be graded."""
    days = rng.choice((-3.0, -1.0, -0.1, 0.5, 1.5))
    when = DUE[number] + timedelta(days=days, minutes=rng.randrange(60))
    for attempt in range(1 + (rng.random() < 0.2)):
        data = f"{student} {number} {attempt}".encode()
        at = when - timedelta(hours=5) if attempt == 0 else when
        given = Given(data, f"{name}.ipynb")
        came, _ = delivery.receive(course, student, name, given, time=at)
    results = [result(one, rng) for one in NOTEBOOKS[number]]
    made = Record(
        student=student,
        assignment=name,
        notebook=number,
        title=f"{number} · A title",
        course_version="0.1.0",
        program="p",
        submitted={
            "sha256": came.sha256,
            "time": came.time.strftime("%Y-%m-%d %H:%M:%S.%f UTC"),
        },
        graded="2026-11-21T10:00:00+00:00",
        isolation="bubblewrap",
        problem="",
        repairs=["Put back."] if rng.random() < 0.05 else [],
        remarks=[],
        results=results,
    )
    record.write(made, course.results)


def result(exercise, rng):
    """Throw what one answer came to."""
    status = rng.choices([*STATUSES], [*STATUSES.values()])[0]
    parts = {name: most for name, most in exercise.parts.items()}
    kept = {"passed": 1.0, "partial": 0.5}.get(status, 0.0)
    earned = {
        name: most if rng.random() < kept else 0.0 for name, most in parts.items()
    }
    if status == "passed":
        earned = parts
    wrong = status in ("partial", "failed")
    named = wrong and rng.random() < 0.6 and exercise.variants
    mistake = rng.choice(exercise.variants[:3]) if named else None
    place = rng.choice(PLACES) if wrong and not mistake and rng.random() < 0.5 else ""
    symbol, word = messages.STATES[status]
    said = [["evidence", mistake.evidence]] if named else []
    said += [["question", f"Ask yourself: {mistake.question}"]] if named else []
    return Result(
        exercise=exercise.id,
        status=status,
        points=float(sum(earned.values())),
        max_points=exercise.max_points,
        earned=earned,
        diagnosis=mistake.id if mistake else None,
        title=f"{symbol} {exercise.name}: {word}",
        said=said,
        place=place,
    )


def by_hand(course, rng):
    """Give points by hand to some answers, as formgrader does."""
    for _ in grades(course, Terms.read(course)):
        pass  # the gradebook knows everybody then
    with gradebook.opened(course) as book:
        for assignment in book.assignments:
            for one in book.assignment_submissions(assignment.name):
                for each in one.notebooks[0].grades:
                    if rng.random() < 0.02:
                        each.manual_score = round(rng.random() * each.max_score, 1)
        book.db.commit()
