"""What is made of points: pages, the report, decisions."""

from argparse import Namespace
from pathlib import Path

from grading.course import Course
from grading.errors import UsageError, by_reason
from grading.results.without_names import FEWEST
from grading.verbs.registered import CLASS, ONE_NOTEBOOK, flag, option, verb
from grading.verbs.said import (
    checkout_of,
    count,
    left_out,
    show,
    tell,
    then,
    warn,
    wrote,
)

PART = (
    ONE_NOTEBOOK,
    option("--section", metavar="NAME", help="only this section of students.csv"),
    option("--week", metavar="DAY", help="only what came in the week of this day"),
)
NOTHING_BY_HAND = "Nothing of this was changed by hand. Points are given in formgrader."


@verb(
    "write a page about the class, a part of it, or one student",
    "Who is missing or at risk, which misconceptions the class has and what to ask "
    "about them, how the scores lie, what is hardest, everybody over the weeks, and "
    "which submissions need a look.",
    CLASS,
    *PART,
    option("--student", metavar="ID", help="a page about this student over the weeks"),
    flag(
        "--anonymous",
        "nobody can be told: no names, no words of students, no small numbers",
    ),
)
def report(arguments: Namespace) -> int:
    """Write the page about the class, or about one student."""
    from grading.report import report
    from grading.student_report import student_report

    course, part = Course.open(arguments.course), of_part(arguments)
    if arguments.student is not None:
        if arguments.anonymous or any(part.values()):
            raise UsageError("--student goes with no other option but --course")
        path = student_report(course, arguments.student)
        print(f"Wrote the report {path}.")
        return left_out(course)
    path = report(course, anonymous=arguments.anonymous, **part)
    print(f"Wrote the class report {path}.")
    then(f"python -m grading feedback --course {arguments.course}")
    return left_out(course)


def of_part(arguments: Namespace) -> dict[str, str | None]:
    """Return which part of the class is meant."""
    return {name: getattr(arguments, name) for name in ("notebook", "section", "week")}


@verb(
    "show what waits for points by hand, by grader",
    "Shares of the work stand in course.toml, below [graders]: students of sections, "
    "exercises, or both.",
    CLASS,
)
def left_to_do(arguments: Namespace) -> int:
    """Show what waits for points by hand, and whose share it is."""
    from grading.left_to_do import left_to_do

    course = Course.open(arguments.course)
    found = left_to_do(course)
    show([found if found.rows else "Nothing waits for points by hand."])
    return left_out(course)


@verb(
    "list who gave points or comments by hand, and what stood there; gives none",
    "A line for each change, made in formgrader or elsewhere: the gradebook's own "
    "database notes it. A server knows the account of whoever comes. Points are given "
    "in formgrader, below Manual Grading.",
    CLASS,
    option("--student", metavar="ID", help="only this student's"),
    ONE_NOTEBOOK,
    option("--grader", metavar="NAME", help="only what this person changed"),
)
def by_hand(arguments: Namespace) -> int:
    """Show who changed what by hand."""
    from grading.by_hand import by_hand

    of = arguments.student, arguments.notebook, arguments.grader
    names = ("student", "notebook", "grader")
    course = Course.open(arguments.course)
    found = by_hand(course, **dict(zip(names, of, strict=True)))
    show([found if found.rows else NOTHING_BY_HAND])
    return left_out(course)


def points(text: str) -> float:
    """Read a number of points."""
    try:
        return float(text)
    except ValueError:
        expected = "a number with a point for decimals, such as +2.5 or -3"
        raise UsageError(f"--points is {text!r}, expected {expected}") from None


@verb(
    "decide what a mistake counts, for all who made it",
    "It is shown first whose points would move; with --yes it holds, for whoever "
    "makes the mistake later too. It stands in adjustments.csv, with the reason "
    "that the pages name; --undo takes it back.",
    CLASS,
    option("--exercise", required=True, help="such as 03/backward_propagation"),
    option("--mistake", required=True, help="as the class report names it"),
    option("--points", type=points, help="how many more, or less: +3, -2"),
    option("--reason", default="", help="what the students are told"),
    flag("--undo", "take the decision back"),
    flag("--yes", "do it, after it was shown"),
)
def adjust(arguments: Namespace) -> int:
    """Decide what a mistake counts, for all who made it."""
    from grading.adjust import adjust

    course = Course.open(arguments.course)
    done = adjust(
        course,
        arguments.exercise,
        arguments.mistake,
        points=None if arguments.undo else arguments.points,
        reason=arguments.reason,
        undo=arguments.undo,
        do=arguments.yes,
    )
    tell(done.told)
    moved, mistake = count(len(done.moved), "student"), arguments.mistake
    print(f"{moved} of {done.made} who made {mistake} in {done.exercise}.")
    if not arguments.yes:
        then("the same with --yes, to do it")
    else:
        then(
            f"python -m grading feedback --course {arguments.course}",
            f"python -m grading export --course {arguments.course} FILE",
        )
    return left_out(course)


@verb(
    "list what students ask to have looked at again, or answer it",
    'Whoever writes a cell that begins with "Look again:" and hands the notebook in '
    "asks for it. An answer stands in requests.csv and on the student's next page.",
    CLASS,
    flag("--all", "also what was answered"),
    option("--student", metavar="ID", help="whom to answer"),
    option("--notebook", metavar="NN", help="about which notebook, such as 02"),
    option("--answer", metavar="TEXT", help="what the student is told"),
)
def look_again(arguments: Namespace) -> int:
    """List what students ask to have looked at again, or answer one of them."""
    from grading import look_again

    course = Course.open(arguments.course)
    if arguments.answer is not None:
        if not (arguments.student and arguments.notebook and arguments.answer.strip()):
            raise UsageError("--answer TEXT needs --student ID and --notebook NN")
        of = arguments.student, arguments.notebook
        done = look_again.answer(course, *of, arguments.answer)
        tell([f"{done.student} {done.notebook}: {done.words}", f"  {done.answer}"])
        words = f"--student {done.student} --notebook {done.notebook}"
        return then(f"python -m grading feedback --course {arguments.course} {words}")
    found = look_again.look_again(course, answered=arguments.all)
    for one in found:
        tell([f"{one.student} {one.notebook}: {one.words}"])
        tell([f"  answered: {one.answer}"] if one.answer else [])
    waiting = sum(not one.answer for one in found)
    print(f"{count(waiting, 'request')} without an answer.")
    return left_out(course)


@verb(
    "write a page for every submission",
    "It says what was found, and what it counts by the gradebook.",
    CLASS,
    option("--student", metavar="ID", help="only this student's pages"),
    option("--notebook", metavar="NN", help="only pages of this notebook"),
    option(
        "--zip",
        type=Path,
        metavar="FILE",
        help="pack them as the platform of the hand-ins takes them back "
        "(Moodle, Canvas, Brightspace, Sakai)",
    ),
    option(
        "--mail",
        type=Path,
        metavar="FOLDER",
        help="write a message for each student there, with the page attached",
    ),
)
def feedback(arguments: Namespace) -> int:
    """Write the feedback pages."""
    from grading.feedback import feedback
    from grading.found.rounds import Rounds

    course = Course.open(arguments.course)
    tell(f"note: {text}" for text in Rounds.of(course).put_right())
    pages = feedback(course, student=arguments.student, notebook=arguments.notebook)
    print(f"Wrote {count(len(pages), 'page')} in {course.feedback}.")
    if arguments.zip is not None:
        feedback_archive(course, arguments)
    if arguments.mail is not None:
        feedback_mail(course, arguments)
    beside = arguments.course.parent / "scores.csv"
    target = "FILE" if checkout_of(beside) else beside
    then(
        f"python -m grading slide --course {arguments.course}",
        f"python -m grading export --course {arguments.course} {target}",
    )
    return left_out(course)


def feedback_archive(course: Course, arguments: Namespace) -> None:
    """Pack the pages of a notebook as its platform takes them back."""
    from grading.feedback_archive import feedback_archive

    if not arguments.notebook:
        raise UsageError("--zip packs one notebook: say which, --notebook 02")
    done = feedback_archive(course, arguments.notebook, arguments.zip)
    print(
        f"Packed {count(len(done.packed), 'page')} for {done.title} in {done.target}."
    )
    wrote(done.target)
    warn(f"not packed: {text}" for text in by_reason(done.left_out))


def feedback_mail(course: Course, arguments: Namespace) -> None:
    """Write the pages of a notebook as messages."""
    from grading.feedback_mail import feedback_mail

    if not arguments.notebook:
        raise UsageError("--mail writes one notebook: say which, --notebook 02")
    done = feedback_mail(course, arguments.notebook, arguments.mail)
    print(f"Wrote {count(len(done.written), 'message')} in {done.folder}.")
    wrote(done.folder)
    warn(f"no message: {text}" for text in by_reason(done.left_out))


@verb(
    "write one page for the lecture, without names",
    "The three mistakes that most students have made, each with what is seen and the "
    "question of the course; by default in the seven days before what came last. It "
    "fills a projector, and prints on one sheet of that form.",
    CLASS,
    *PART,
    option(
        "--fewest",
        type=int,
        default=FEWEST,
        metavar="N",
        help="a mistake of fewer students is not shown; %(default)s if omitted, at "
        "least 3",
    ),
)
def slide(arguments: Namespace) -> int:
    """Write the page for the lecture."""
    from grading.slide import slide

    course = Course.open(arguments.course)
    done = slide(course, fewest=arguments.fewest, **of_part(arguments))
    print(f"Wrote the slide {done.path}; open it in a browser, F11 fills the screen.")
    tell(done.told)
    return left_out(course)


@verb(
    "show when and why a student's points changed",
    "A line for each change: when, points, by which version of the course, and why "
    "(handed in again, another edition, course.toml, by hand, graded again). What "
    "was found before is kept in results/STUDENT/history.",
    CLASS,
    option("student", metavar="STUDENT", help="whose"),
    ONE_NOTEBOOK,
)
def history(arguments: Namespace) -> int:
    """Show what a student's submissions counted, and when that changed."""
    from grading.history import history
    from grading.run import progress

    course = Course.open(arguments.course)
    found = history(course, arguments.student, arguments.notebook)
    progress.console().print(*found)
    return left_out(course)
