"""What is stored about one student: all of it, or nothing any more."""

from argparse import Namespace
from pathlib import Path

from grading.course import Course
from grading.verbs.registered import CLASS, DRY_RUN, option, verb
from grading.verbs.said import tell, warn, wrote


@verb(
    "write all that is stored about a student into one file",
    "A zip with her folders as they are, her lines of tables, and what the "
    "gradebook has of her.",
    CLASS,
    option("student", metavar="STUDENT", help="whose"),
    option("target", type=Path, metavar="FILE", help="the zip to write"),
)
def about(arguments: Namespace) -> int:
    """Write all that is stored about a student into one file."""
    from grading.persons import about

    course = Course.open(arguments.course)
    found = about(course, arguments.student, arguments.target)
    tell(found.told)
    print(f"Wrote it to {arguments.target}.")
    wrote(arguments.target)
    return 0


@verb(
    "remove a student from the class folder",
    "Files, records, pages, lines of tables, gradebook. It says what it cannot "
    "reach, such as backups.",
    CLASS,
    option("student", metavar="STUDENT", help="whom"),
    DRY_RUN,
)
def forget(arguments: Namespace) -> int:
    """Remove a student from the class folder."""
    from grading.persons import OUTSIDE, forget

    course = Course.open(arguments.course)
    found = forget(course, arguments.student, dry=arguments.dry_run)
    tell(found.told)
    tell(f"{one}, as a whole" for one in found.files)
    print("Would be removed." if arguments.dry_run else "Removed.")
    print(f"Out of reach, if there is something: {'; '.join(OUTSIDE)}.")
    warn(f"still holds something of {arguments.student}: {one}" for one in found.left)
    return 1 if found.left else 0
