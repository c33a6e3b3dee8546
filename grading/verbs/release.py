"""What goes out to students: notebooks, and the archive that they get."""

from argparse import Namespace
from pathlib import Path

from grading.course import Course
from grading.verbs.registered import CLASS, ONE_NOTEBOOK, option, verb
from grading.verbs.said import count, tell, then


@verb(
    "turn the texts into solved notebooks",
    "Makes the class folder if there is none, with an explained course.toml in it.",
    CLASS,
)
def build(arguments: Namespace) -> int:
    """Build the notebooks of the course."""
    from grading.build import build

    course = Course.create(arguments.course)
    made = build(course)
    print(f"Built {count(len(made), 'notebook')} in {course.source}.")
    print(f"Due times and weights of this class stand in {course.settings_file}.")
    return then(f"python -m grading release --course {arguments.course}")


@verb(
    "take the solutions out, for students",
    "Enters the notebooks, what they count and when they are due in the gradebook, "
    "and keeps the package in the class folder: these notebooks are graded by it, "
    "whatever is installed later.",
    CLASS,
    ONE_NOTEBOOK,
    option(
        "--zip",
        type=Path,
        metavar="FILE",
        help="also write the student archive; with --notebook of this one "
        "alone, in a folder of its own",
    ),
)
def release(arguments: Namespace) -> int:
    """Release the notebooks, and write the student archive."""
    from grading import archive
    from grading.release import release
    from grading.released import made_with

    course = Course.open(arguments.course)
    before = made_with.notes(course)
    made = release(course, arguments.notebook)
    print(f"Released {count(len(made), 'notebook')} in {course.release}.")
    tell(made_with.replaced(course, before))
    if arguments.zip:
        path = archive.write(course, arguments.zip, notebook=arguments.notebook)
        print(f"Wrote the student archive {path}.")
    return then(
        f"hand out {arguments.zip or 'the notebooks'}, then",
        f"python -m grading collect --course {arguments.course} SOURCE",
    )
