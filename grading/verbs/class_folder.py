"""A class as a whole: kept, put back, begun anew, looked at."""

from argparse import Namespace
from pathlib import Path

from grading.course import Course
from grading.verbs.registered import CLASS, flag, option, verb
from grading.verbs.said import tell, then, warn


@verb(
    "besides: write the whole class into one file",
    "A zip with a list of sizes and hashes, read back before it takes its place. "
    "Formgrader may be open meanwhile. It holds personal data and the secret.",
    CLASS,
    option("target", type=Path, metavar="FILE", help="the zip to write"),
)
def backup(arguments: Namespace) -> int:
    """Write a class into one file."""
    from grading.backup import backup, elsewhere

    course = Course.open(arguments.course)
    made = backup(course, arguments.target)
    print(f"Wrote {made.path}: {made.said}.")
    if said := elsewhere(course):
        tell([f"note: {said}."])
    return then("copy it to another disk; only you should be able to read it.")


@verb(
    "besides: put a class back from its backup",
    "Every file is compared with the list before anything takes its place.",
    CLASS,
    option("source", type=Path, metavar="FILE", help="what backup wrote"),
    flag("--replace", "rename a class folder that is there, and keep it beside"),
)
def restore(arguments: Namespace) -> int:
    """Put a class back from its backup."""
    from grading.restore import at_server, restore

    made = restore(arguments.source, arguments.course, replace=arguments.replace)
    print(f"Restored {arguments.course} as of {made.made}: {made.said}.")
    if server := at_server(arguments.course):
        tell([f"note: {server}."])
    return then(f"python -m grading grade --course {arguments.course}")


@verb(
    "besides: move the gradebook to a PostgreSQL server, or back",
    "Everything is copied and compared, row by row; then course.toml names the new "
    "place. Nothing is removed from the old one, but nobody can write there any more.",
    CLASS,
    option(
        "target",
        metavar="ADDRESS",
        help="postgresql://HOST/DATABASE, a database that is there and empty; or the "
        "word file, for a file in the class folder",
    ),
)
def move_gradebook(arguments: Namespace) -> int:
    """Move the gradebook of a class."""
    from grading.move_gradebook import move_gradebook

    done = move_gradebook(Course.open(arguments.course), arguments.target)
    rows = [f"{name} {number}" for name, number in done.rows.items() if number]
    print(f"Copied and compared, rows: {', '.join(rows)}.")
    print(f"The gradebook of this class is now {done.target}.")
    if done.kept:
        print(f"The old file is {done.kept}; remove it when you no longer need it.")
    else:
        print(f"What is at {done.source} stays there, and is closed.")
    return then("start JupyterLab anew where formgrader is open.")


@verb(
    "besides: make a class with the settings of an old one",
    "Without students, records, extensions, errata and the old secret. Due times "
    'are put behind a "#", or moved.',
    option("old", type=Path, metavar="OLD", help="the old class folder"),
    option("new", type=Path, metavar="NEW", help="the new one"),
    option(
        "--shift",
        type=int,
        metavar="DAYS",
        help="move due times by so many days, such as 364",
    ),
)
def new_term(arguments: Namespace) -> int:
    """Make a class with the settings of another one."""
    from grading.new_term import new_term

    made = new_term(Course.open(arguments.old), arguments.new, shift=arguments.shift)
    print(f"Made {made.course.root}, with the settings of {arguments.old}.")
    tell(f"note: {text}" for text in made.notes)
    return then(
        f"look at {made.course.settings_file}, then",
        f"python -m grading build --course {arguments.new}",
    )


@verb(
    "besides: try how student code is kept apart here",
    "Student code tries what it must not be able to do. Exit code 0 means that "
    "every layer holds; otherwise it is said what to install. With --course it is "
    "only said what the installed version of the course would change for a class.",
    option(
        "--course",
        type=Path,
        metavar="DIR",
        help="before an update: what it would change for this class",
    ),
)
def doctor(arguments: Namespace) -> int:
    """Try out how student code is kept apart, or look at a class."""
    if arguments.course is not None:
        return look_at_class(Course.open(arguments.course))
    from grading.doctor import doctor
    from grading.run import progress
    from grading.run.workplace import workplace

    with workplace():
        return doctor(progress.console())


def look_at_class(course: Course) -> int:
    """Say what the installed version of the course would change for a class."""
    from grading.checkup import checkup

    found = checkup(course)
    tell(found.lines)
    warn(found.damaged)
    return 1 if found.damaged else 0
