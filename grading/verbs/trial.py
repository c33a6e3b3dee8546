"""The whole path at once, on invented work."""

from argparse import Namespace
from pathlib import Path

from grading.course import Course
from grading.verbs.registered import CLASS, ONE_NOTEBOOK, UNSAFE, option, verb
from grading.verbs.said import kept_apart


@verb(
    "play the whole path with your own settings, beside the class",
    "Three invented hand-ins of one notebook, under the first names of your "
    "roster: all right, one answer wrong and a day late, nothing written. Your "
    "weights, late policy and errata hold; the class is only read.",
    CLASS,
    option("folder", type=Path, help="where everything is put; renewed"),
    ONE_NOTEBOOK,
    UNSAFE,
)
def rehearse(arguments: Namespace) -> int:
    """Play the whole path beside a class."""
    from grading.rehearsal import rehearse

    kept_apart(arguments)
    course = Course.open(arguments.course)
    done = rehearse(course, arguments.folder, arguments.notebook)
    for one, now in done.counted:
        late = f", {now.arrival.days_late} day late" if now.arrival.days_late else ""
        print(f"{one.student}: {now.score:g} of {one.max_score:g}{late}")
    print(
        f"Pages: {done.course.feedback}. Report: {done.report}. Table: {done.scores}."
    )
    print("Nothing in your class was changed.")
    return 0


@verb(
    "besides: run all verbs on a sample class",
    "The folder is renewed each time.",
    option(
        "folder",
        type=Path,
        nargs="?",
        default=Path("demo"),
        help="where everything is put; demo if omitted",
    ),
    UNSAFE,
)
def demo(arguments: Namespace) -> int:
    """Run the whole path on a sample class."""
    from grading.demo import demo

    kept_apart(arguments)
    return demo(arguments.folder)
