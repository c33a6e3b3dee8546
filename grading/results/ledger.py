"""The gradebook, brought in line with records, course file and extensions.

Records hold what each exercise earned; the course file says what that counts and when
it was due. From both follow maxima, scores, due times and late penalties in nbgrader's
gradebook. What an instructor entered by hand stays, on the scale that holds now.
"""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from nbgrader.api import Grade, Gradebook, GradeCell, SubmittedAssignment

from grading import state_file
from grading.course import Course
from grading.course_file import times
from grading.course_file.terms import Terms
from grading.course_file.weights import Weights, on_average
from grading.errors import CourseError, listed
from grading.found.record import DIGITS, Record, write
from grading.found.shelf import Shelf, records
from grading.released.catalogue import Entry
from grading.released.notebook_file import DamagedNotebookError
from grading.results import (
    gradebook,
    gradebook_rows,
    graded_notebook,
    in_words,
    place,
)
from grading.results.by_hand import Aside
from grading.results.gradebook_rows import score_of
from grading.results.standings import Standings

UNREADABLE = (
    "the graded notebook {path} was damaged: {why}; it is kept as {kept}, and written "
    "anew when that submission is graded again"
)
# So many submissions are read, changed and written in one go.
BATCH = 50
# So long a score may be on disk and not to be seen in formgrader.
SECONDS_WAITING = 5.0


def settle(
    course: Course, book: Gradebook, terms: Terms, standings: Standings | None = None
) -> Shelf:
    """Bring gradebook and records in line for every notebook that was released.

    Parameters
    ----------
    course : Course
        The class, with its records.
    book : Gradebook
        Its gradebook.
    terms : Terms
        Weights, due times, late policy.
    standings : Standings, optional
        Where it is noted what submissions count; nothing is noted if omitted.

    Returns
    -------
    Shelf
        All records, with scores as they count now. To settle twice changes nothing.
    """
    shelf = records(course.results)
    for one in shelf:
        notes = list(rescore(course, one, terms))
        if standings is not None:
            standings.notes += notes
    aside = Aside(course)
    for entry in entered(book, terms):
        # What is given by hand meanwhile is there before this step, or comes after it.
        gradebook.alone(book)
        in_words.enter(book, entry, terms.worth(entry.number))
        set_aside(aside, book, entry, terms)
        # Written before the gradebook is: points are in one of them, whatever happens.
        aside.write()
        rescale(book, entry, terms.worth(entry.number))
        give_back(aside, book, entry, terms)
        settle_one(book, terms, entry, shelf.of_assignment(entry.name), standings)
        aside.write()
    return shelf


def refuse_incomplete(course: Course, book: Gradebook, terms: Terms) -> None:
    """Refuse a gradebook that lacks notebooks of which something was graded.

    Raises
    ------
    CourseError
        If it does: it was lost, or is another one.
    """
    known = {one.name for one in entered(book, terms)}
    released = {one.name for one in terms.notebooks.values()}
    graded = {path.stem for path in records(course.results).paths}
    if lacking := sorted((graded & released) - known):
        about = {"path": place.of(course).shown, "names": listed(lacking)}
        raise CourseError(gradebook.INCOMPLETE, **about)


def entered(book: Gradebook, terms: Terms) -> list[Entry]:
    """List the notebooks that are in the gradebook."""
    known = {one.name for one in book.assignments}
    return [one for one in terms.notebooks.values() if one.name in known]


def prepare(course: Course, book: Gradebook, terms: Terms) -> None:
    """Bring maxima and points by hand in line, as `settle` does; nothing is written.

    Parameters
    ----------
    course : Course
        The class.
    book : Gradebook
        Its gradebook; the caller rolls back.
    terms : Terms
        Weights.
    """
    aside = Aside(course)
    for entry in entered(book, terms):
        in_words.enter(book, entry, terms.worth(entry.number))
        set_aside(aside, book, entry, terms)
        rescale(book, entry, terms.worth(entry.number))
        give_back(aside, book, entry, terms)


def rescore(course: Course, record: Record, terms: Terms) -> Iterator[str]:
    """Write a record again if its points count something else now; say what was odd."""
    if record.notebook not in terms.notebooks:
        return
    now = record.counting(terms.weights(record.student, record.notebook))
    if now == record:
        return
    write(now, course.results)
    try:
        graded_notebook.rescore(course.autograded, now)
    except DamagedNotebookError as error:
        kept = state_file.set_aside(error.path)
        yield UNREADABLE.format(path=error.path, why=error.why, kept=kept.name)


def settle_one(
    book: Gradebook,
    terms: Terms,
    entry: Entry,
    graded: Shelf,
    standings: Standings | None,
) -> None:
    """Bring one notebook in line."""
    due = terms.dues.regular.get(entry.number)
    book.find_assignment(entry.name).duedate = times.naive(due)
    for some in batches(graded):
        enter_all(book, terms, some, standings)
    # One step: maxima and scores must never be seen on two scales.
    book.db.commit()


def batches(graded: Iterable[Record]) -> Iterator[list[Record]]:
    """Yield so many records at once as are entered together."""
    waiting = iter(graded)
    while some := list(islice(waiting, BATCH)):
        yield some


def enter_all(
    book: Gradebook,
    terms: Terms,
    graded: Sequence[Record],
    standings: Standings | None = None,
) -> None:
    """Write the scores of some submissions; the caller commits.

    Parameters
    ----------
    book : Gradebook
        The gradebook of the class.
    terms : Terms
        Due times, late policy.
    graded : sequence of Record
        What they came to.
    standings : Standings, optional
        Where it is noted what they count.
    """
    for name in dict.fromkeys(one.assignment for one in graded):
        mine = {one.student: one for one in graded if one.assignment == name}
        found = gradebook_rows.submissions(book, name, list(mine))
        for student, one in mine.items():
            enter(found[student], one, terms)
            if standings is not None:
                standings.note(one, found[student], terms)


def cells(book: Gradebook, entry: Entry, worth: Mapping[str, float]) -> list[GradeCell]:
    """List the check cells of a notebook that exist on both sides."""
    found = book.find_notebook(entry.name, entry.name).grade_cells
    return [cell for cell in found if cell.name in worth]


def set_aside(aside: Aside, book: Gradebook, entry: Entry, terms: Terms) -> None:
    """Take points by hand out where the course file decides for everybody."""
    worth, full = terms.worth(entry.number), terms.full(entry.number)
    for cell in cells(book, entry, worth):
        off = not worth[cell.name]
        if off or cell.name in full:
            aside.take(cell, entry.usual[cell.name] or cell.max_score, extra=off)


def give_back(aside: Aside, book: Gradebook, entry: Entry, terms: Terms) -> None:
    """Put points by hand back where they count again."""
    worth, full = terms.worth(entry.number), terms.full(entry.number)
    for cell in cells(book, entry, worth):
        if worth[cell.name] and cell.name not in full:
            aside.give_back(cell)


def rescale(book: Gradebook, entry: Entry, worth: Mapping[str, float]) -> None:
    """Set what each check cell counts; points given by hand follow."""
    for cell in cells(book, entry, worth):
        before, now = cell.max_score, worth[cell.name]
        if before == now:
            continue
        cell.max_score = now
        factor = now / before if before else 1.0
        for grade in cell.grades:
            grade.manual_score = scaled(grade.manual_score, factor)
            grade.extra_credit = scaled(grade.extra_credit, factor)


def scaled(points: float | None, factor: float) -> float | None:
    """Rescale points; no points stay none."""
    return None if points is None else round(points * factor, DIGITS)


class Entries:
    """Records that are on disk and not in the gradebook yet: a few, for a while.

    Parameters
    ----------
    book : Gradebook
        The gradebook of the class.
    terms : Terms
        Due times, late policy.
    standings : Standings, optional
        Where it is noted what they count.

    Notes
    -----
    Use it as a context: whatever ends it, what waits is entered. What a kill leaves
    waiting is entered by `settle`, before the next run.
    """

    def __init__(
        self, book: Gradebook, terms: Terms, standings: Standings | None = None
    ) -> None:
        self.book = book
        self.terms = terms
        self.standings = standings
        self.waiting: list[Record] = []
        self.entered = time.monotonic()

    def __enter__(self) -> "Entries":
        return self

    def __exit__(self, *error: object) -> None:
        self.enter()

    def add(self, graded: Record) -> None:
        """Take one record; enter what waits if it is much, or waits for long."""
        self.waiting.append(graded)
        late = time.monotonic() - self.entered > SECONDS_WAITING
        if late or len(self.waiting) >= BATCH:
            self.enter()

    def enter(self) -> None:
        """Enter what waits, in one step."""
        # If this fails, it shall not be tried again on the way out.
        some, self.waiting = self.waiting, []
        if some:
            gradebook.alone(self.book)
            enter_all(self.book, self.terms, some, self.standings)
            self.book.db.commit()
        self.entered = time.monotonic()


def enter(handed_in: SubmittedAssignment, record: Record, terms: Terms) -> None:
    """Write the scores of one submission, and what it loses because it is late.

    Every check cell gets a score, so that none is left over from an earlier submission;
    only one that could not be checked has none, and waits for an instructor.
    """
    came = terms.arrival(record.student, record.notebook, record.submitted["time"])
    handed_in.timestamp, handed_in.extension = came.timestamp, came.extension
    scores = {one.name: one.score for one in record.all}
    for notebook in handed_in.notebooks:
        for grade in notebook.grades:
            grade.auto_score = scores.get(grade.name)
            unchecked = grade.auto_score is None
            grade.needs_manual_grade = unchecked and grade.manual_score is None
        spare(notebook.grades, terms.weights(record.student, record.notebook))
        total = sum(score_of(grade) or 0.0 for grade in notebook.grades)
        notebook.late_submission_penalty = came.penalty(total) or None


def spare(grades: Sequence[Grade], weights: Weights) -> None:
    """Let what a student is spared count as the rest, points by hand included."""
    share = on_average({one.name: score_of(one) for one in grades}, weights)
    for one in grades:
        if one.name in weights.waived and share is not None:
            worth = weights.worth.get(one.name, 0.0)
            one.auto_score = round(share * worth, DIGITS)
            one.needs_manual_grade = False
