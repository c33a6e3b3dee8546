"""Whose answers are alike where few others' are: off unless it is asked for."""

from argparse import Namespace
from pathlib import Path

from grading.course import Course
from grading.errors import UsageError
from grading.verbs.registered import CLASS, ONE_NOTEBOOK, flag, option, verb
from grading.verbs.said import count, left_out, then, wrote

MOST = 30


@verb(
    "besides: show pairs whose answers are alike where few others' are",
    "A page for whoever teaches, with both texts side by side. It is a signal and no "
    "verdict, counts nothing, and is written only by this command. Short answers, and "
    "what many write alike, do not count.",
    CLASS,
    ONE_NOTEBOOK,
    option(
        "--earlier",
        type=Path,
        action="append",
        default=[],
        metavar="DIR",
        help="the class folder of another term, to compare with; may be repeated",
    ),
    option(
        "--most",
        type=int,
        default=MOST,
        metavar="N",
        help="how many pairs are shown; %(default)s if omitted",
    ),
    flag("--anonymous", "numbers in place of names, and no comments"),
    option(
        "--files",
        type=Path,
        metavar="FOLDER",
        help="no page, but the answers as other programs take them (compare50, JPlag)",
    ),
)
def similar(arguments: Namespace) -> int:
    """Write the page about similar work, or the answers for another program."""
    course = Course.open(arguments.course)
    earlier = [Course.open(one) for one in arguments.earlier]
    part = {"earlier": earlier, "notebook": arguments.notebook}
    if arguments.files is not None:
        return files(arguments, course, part)
    from grading.similar import similar

    looks = {"most": arguments.most, "anonymous": arguments.anonymous}
    path, ranked = similar(course, **part, **looks)
    pairs = f"{count(len(ranked.pairs), 'pair')} of {ranked.many}"
    print(f"Wrote the page {path}: {pairs}, of {ranked.people} people.")
    print("It shows what is alike, not why: read both texts, and ask.")
    return left_out(course)


def files(arguments: Namespace, course: Course, part: dict) -> int:
    """Write the answers for another program."""
    from grading.similar_files import similar_files

    if arguments.anonymous:
        raise UsageError("--files and --anonymous do not go together")
    folder = arguments.files
    people = similar_files(course, folder, **part)
    print(f"Wrote the answers of {people} people in {folder}.")
    wrote(folder)
    given = f"-d {folder}/given/*"
    before = f" -a {folder}/earlier/*/*" if part["earlier"] else ""
    return then(
        "compare50, say, in an environment of its own:",
        f"python -m compare50 {folder}/class/* {given}{before}",
    )
