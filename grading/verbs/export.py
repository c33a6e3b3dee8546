"""What is given away at the end: scores, solutions, notes for teaching."""

import argparse
from argparse import Namespace
from pathlib import Path

from grading.course import Course
from grading.errors import UsageError, listed
from grading.verbs.registered import CLASS, ONE_NOTEBOOK, flag, option, verb
from grading.verbs.said import count, left_out, tell, then, warn, wrote


@verb(
    "write the scores of the class as CSV, or into a platform's own list",
    "The points are the gradebook's, late penalties and points by hand included. "
    "With --into, the list that a platform has exported is filled: gradebooks of "
    "Canvas, Moodle, Blackboard and Brightspace, Moodle's grading worksheet, "
    "Sakai's grades.csv. Headings, order, encoding and ids stay as they are; rows "
    "without points are left out, since a blank may clear what stands there.",
    CLASS,
    option("target", type=Path, metavar="FILE", help="the CSV to write"),
    option("--into", type=Path, metavar="LIST", help="what a platform wrote"),
    ONE_NOTEBOOK,
    option(
        "--by",
        choices=("submission", "student", "part"),
        default="submission",
        help="what has a row in the CSV: %(default)s if omitted; student has the sums, "
        "and whoever handed in nothing; part has what each exercise is made of",
    ),
    option("--column", default="", help="which column of the list is meant"),
    option(
        "--scale",
        action=argparse.BooleanOptionalAction,
        help="write shares of what the column takes, or the points as they are",
    ),
    flag("--changed", "only points that are not as they were exported last"),
)
def export(arguments: Namespace) -> int:
    """Write the scores of the class."""
    from grading.export import export

    course = Course.open(arguments.course)
    if arguments.into is not None:
        if arguments.by != "submission":
            raise UsageError("--by is for a CSV of our own, and goes without --into")
        return export_into(course, arguments)
    if arguments.column or arguments.changed or arguments.scale is not None:
        raise UsageError("--column, --scale and --changed go with --into LIST")
    target = export(course, arguments.target, arguments.by)
    print(f"Wrote the scores to {target}.")
    wrote(target)
    then(
        "when all have handed in,",
        f"python -m grading solutions --course {arguments.course}",
    )
    return left_out(course)


def export_into(course: Course, arguments: Namespace) -> int:
    """Fill the points of a notebook into a platform's list."""
    from grading.export_into import export_into

    if not arguments.notebook:
        raise UsageError(
            "--into fills one column: say of which notebook, --notebook 02"
        )
    done = export_into(
        course,
        arguments.into,
        arguments.target,
        arguments.notebook,
        column=arguments.column,
        scale=arguments.scale,
        changed=arguments.changed,
    )
    whose = count(len(done.points), "student")
    print(f"{done.what}, column “{done.column}”: points of {whose}.")
    if done.without:
        print(f"Nothing graded, row left out: {listed(done.without)}.")
    if done.waiting:
        why = "Waits for points by hand, or a file that can be read; row left out"
        print(f"{why}: {listed(done.waiting)}.")
    if done.same:
        print(f"As they were exported last, rows left out: {done.same}.")
    warn(f"left out: {text}" for text in done.left_out)
    if done.target is None:
        why = "nothing has changed" if done.same else "nobody in it has points"
        then(f"{why}, so nothing was written")
    else:
        wrote(done.target)
        then(f"give {done.target} back to the platform, and look at its preview")
    return left_out(course)


@verb(
    "write the solved notebooks, once all are due",
    "A notebook is due when it is due for the last student, extensions included.",
    CLASS,
    ONE_NOTEBOOK,
    flag("--now", "also those that are not due yet"),
)
def solutions(arguments: Namespace) -> int:
    """Write the solved notebooks."""
    from grading.solutions import solutions

    course = Course.open(arguments.course)
    done = solutions(course, notebook=arguments.notebook, now=arguments.now)
    print(f"Wrote {count(len(done.written), 'solved notebook')} to {course.solutions}.")
    tell(f"not written: {reason}" for reason in done.withheld)
    return then("hand them out.")


@verb(
    "besides: write the notebooks for whoever teaches",
    "Solved, with usual mistakes, hints, timing and quiz questions between the "
    "cells. Keep them to yourself: no other command reads them.",
    CLASS,
)
def instructor(arguments: Namespace) -> int:
    """Write the notebooks for whoever teaches."""
    from grading.instructor import instructor

    course = Course.open(arguments.course)
    written = instructor(course)
    print(f"Wrote {count(len(written), 'notebook')} to {course.instructor}.")
    return then(f"jupyter lab {course.instructor}", "They hold solutions.")
