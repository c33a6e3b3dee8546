"""Feedback: records -> COURSE/feedback, one page for each submission.

A page is made from the record alone, which holds no expected number and no seed. It
says the same words as the check in the notebook.
"""

from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from grading import atomic
from grading.course import Course
from grading.record import Record, Result, existing
from nnlib.check import messages
from nnlib.check.page import frame
from nnlib.check.verdict import Fact


def feedback(course: Course) -> list[Path]:
    """Write a page for every record.

    Parameters
    ----------
    course : Course
        The class.

    Returns
    -------
    list of Path
        The pages, feedback/<student>/<assignment>/<assignment>.html.

    Raises
    ------
    GradingError
        If nothing was graded yet.
    """
    return [write(course, one) for one in existing(course.results)]


def write(course: Course, record: Record) -> Path:
    """Write the page of one record."""
    folder = course.feedback / record.student / record.assignment
    return atomic.write_text(folder / f"{record.assignment}.html", page(record))


def page(record: Record) -> str:
    """Return the page of one record as HTML."""
    environment = Environment(
        loader=PackageLoader("grading"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    return environment.get_template("feedback.html.j2").render(
        record=record,
        sum=messages.points(record.points, record.max_points),
        states={key: " ".join(state) for key, state in messages.STATES.items()},
        parts=parts,
        card=card,
    )


def card(result: Result) -> Markup:
    """Return the card of one exercise."""
    said = [(Fact(kind), text) for kind, text in result.said]
    # The card escapes every text that it is given.
    return Markup(frame(result.status, result.title, said))


def parts(result: Result) -> str:
    """List which outputs are right, where an exercise has several."""
    if len(result.earned) < 2 or not any(result.earned.values()):
        return ""
    marks = [
        f"{part} {'right' if points else 'wrong'}"
        for part, points in result.earned.items()
    ]
    return ", ".join(marks)
