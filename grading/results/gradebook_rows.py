"""The gradebook's rows of submissions, found or made for many students at once.

nbgrader asks the database for every row by itself and commits after each. For a class
that is most of the work; here it is a handful of questions, and the caller commits.
"""

from collections.abc import Collection, Iterator, Mapping

from nbgrader.api import (
    Assignment,
    Comment,
    Grade,
    Gradebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    new_uuid,
)
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload, undefer

from grading.platforms.names import parted


def submissions(
    book: Gradebook, assignment: str, students: Collection[str]
) -> dict[str, SubmittedAssignment]:
    """Find submissions of an assignment, and make those that are missing.

    Parameters
    ----------
    book : Gradebook
        Of nbgrader; it is not committed.
    assignment : str
        The assignment's id, which must be there.
    students : collection of str
        Whose submissions; students who are not there yet are entered.

    Returns
    -------
    dict of str to SubmittedAssignment
        By student, with notebooks and grades read.

    Raises
    ------
    MissingEntry
        Of nbgrader, if there is no such assignment.
    """
    known = book.find_assignment(assignment)
    found = dict(existing(book, known, students))
    missing = [student for student in students if student not in found]
    if missing:
        make(book, known, missing)
        found |= existing(book, known, missing)
    return found


def existing(
    book: Gradebook, assignment: Assignment, students: Collection[str]
) -> Iterator[tuple[str, SubmittedAssignment]]:
    """Yield student and submission of those that there are."""
    notebooks = selectinload(SubmittedAssignment.notebooks)
    grades = notebooks.selectinload(SubmittedNotebook.grades)
    comments = notebooks.selectinload(SubmittedNotebook.comments)
    query = (
        select(SubmittedAssignment)
        .where(SubmittedAssignment.assignment_id == assignment.id)
        .where(SubmittedAssignment.student_id.in_(students))
        .options(
            grades.options(joinedload(Grade.cell), undefer(Grade.max_score)),
            comments.joinedload(Comment.cell),
            joinedload(SubmittedAssignment.student),
        )
    )
    for one in book.db.execute(query).scalars():
        yield one.student_id, one


def make(book: Gradebook, assignment: Assignment, students: Collection[str]) -> None:
    """Make submissions as nbgrader makes them: a grade for each graded cell."""
    make_students(book, students)
    for student in students:
        handed_in = {"id": new_uuid(), "assignment_id": assignment.id}
        insert(book, SubmittedAssignment, [{**handed_in, "student_id": student}])
        for notebook in assignment.notebooks:
            own = {"id": new_uuid(), "assignment_id": handed_in["id"]}
            insert(book, SubmittedNotebook, [{**own, "notebook_id": notebook.id}])
            make_grades(book, notebook, own["id"])


def make_students(book: Gradebook, students: Collection[str]) -> None:
    """Enter students who are not there yet."""
    query = select(Student.id).where(Student.id.in_(students))
    known = set(book.db.execute(query).scalars())
    insert(book, Student, [{"id": one} for one in students if one not in known])


def name_students(book: Gradebook, names: Mapping[str, str]) -> None:
    """Enter names by id where there are none, for formgrader's lists; commit them."""
    query = select(Student).where(Student.first_name.is_(None))
    for one in book.db.execute(query.where(Student.last_name.is_(None))).scalars():
        if name := names.get(one.id):
            one.first_name, one.last_name = parted(name)
    book.db.commit()


def make_grades(book: Gradebook, notebook: object, submitted: str) -> None:
    """Make grades and comments of a submitted notebook, all of them empty."""

    def rows(cells: list) -> list[dict]:
        owner = {"notebook_id": submitted}
        return [{"id": new_uuid(), "cell_id": cell.id, **owner} for cell in cells]

    tasks = notebook.task_cells
    insert(book, Grade, rows([*notebook.grade_cells, *tasks]))
    insert(book, Comment, rows([*notebook.solution_cells, *tasks]))


def insert(book: Gradebook, table: type, rows: list[dict]) -> None:
    """Insert rows of one table."""
    if rows:
        book.db.execute(table.__table__.insert(), rows)


def score_of(grade: Grade) -> float | None:
    """Return what a grade counts, by nbgrader's own rule; None if it is open."""
    automatic, by_hand = grade.auto_score, grade.manual_score
    score = automatic if by_hand is None else by_hand
    return None if score is None else score + (grade.extra_credit or 0.0)


def is_by_hand(grade: Grade) -> bool:
    """Tell whether an instructor gave points."""
    return grade.manual_score is not None or bool(grade.extra_credit)
