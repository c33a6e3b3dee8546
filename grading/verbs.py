"""What each command does and says: one call, what was done, and what comes next.

What needs a look goes to stderr, and makes the exit code 1. Modules of the stages are
imported when their verb is called: help must be quick.
"""

import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from grading import inert
from grading.course import Course
from grading.errors import UsageError, listed

if TYPE_CHECKING:
    from grading.grade import Run


def build(arguments: Namespace) -> int:
    """Build the notebooks of the course."""
    from grading.build import build

    course = Course.create(arguments.course)
    made = build(course)
    print(f"Built {count(len(made), 'notebook')} in {course.source}.")
    print(f"Due times and weights of this class stand in {course.settings_file}.")
    return then(f"python -m grading release --course {arguments.course}")


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


def collect(arguments: Namespace) -> int:
    """Take in what was handed in."""
    from grading.collect import AskedError, collect
    from grading.handed_in import shown

    if arguments.undo:
        return undo(arguments)
    if arguments.source is None:
        raise UsageError(
            "collect needs a SOURCE or --undo; see python -m grading collect --help"
        )
    course = Course.open(arguments.course)
    try:
        done = collect(
            course,
            arguments.source,
            arguments.at,
            accept=arguments.accept,
            answers=answers(arguments.match),
            dry=arguments.dry_run,
        )
    except AskedError as error:
        show(shown.plan(error.plan))
        raise
    if arguments.dry_run:
        show(shown.plan(done.plan))
        print("Nothing was written.")
        return 1 if done.plan.asked or done.plan.left_out else 0
    tell(f"note: {student}: {text}" for student, text in done.notes)
    new, students = count(len(done.new), "submission"), len(done.students)
    known = f" Already there: {len(done.known)}." if done.known else ""
    print(f"Collected {new} in {course.received}.{known}")
    print(f"{count(students, 'student')} in all. What counts is in {course.submitted}.")
    if done.receipt:
        print(f"Receipts are in {done.receipt}.")
    if done.plan.missing:
        print(f"Nothing yet from {listed(done.plan.missing)}.")
    then(f"python -m grading grade --course {arguments.course}")
    warn(f"refused: {student}: {reason}" for student, reason in done.refused)
    return 1 if done.refused else 0


def roster(arguments: Namespace) -> int:
    """Take in who is in the class."""
    from grading.enrol import enrol

    course = Course.open(arguments.course)
    done = enrol(
        course,
        arguments.source,
        notebook=arguments.notebook,
        columns=arguments.columns,
        accept=arguments.accept,
        dry=arguments.dry_run,
    )
    tell(f"new: {one.shown}" for one in done.new)
    tell(f"note: {text}" for text in done.notes)
    read, in_all = f"Read {done.what}", len(done.roster.people)
    print(f"{read}: {len(done.new)} new, {len(done.known)} known, {in_all} in all.")
    if arguments.dry_run:
        print("Nothing was written.")
        return 0
    print(f"Wrote {course.students_file}.")
    return then(f"python -m grading collect --course {arguments.course} SOURCE")


def show(parts: Iterable) -> None:
    """Print what rich lays out, one below the other."""
    from grading.run import progress

    console = progress.console()
    for part in parts:
        console.print(part)


def answers(given: list[str]) -> dict[str, str]:
    """Read who is whom."""
    pairs = [one.rpartition("=") for one in given]
    wrong = next((one for one in given if "=" not in one.strip("= ")), None)
    if wrong is not None:
        raise UsageError(f"--match is {wrong!r}, expected such as 1044=ada")
    return {called.strip(): student.strip() for called, _, student in pairs}


def undo(arguments: Namespace) -> int:
    """Take the last collection back."""
    from grading.collect import undo

    done = undo(Course.open(arguments.course))
    print(f"Took back {count(done.files, 'file')} collected from {done.source}.")
    return then(f"python -m grading collect --course {arguments.course} SOURCE")


def grade(arguments: Namespace) -> int:
    """Grade, with a bar and a table."""
    from grading.grade import grade
    from grading.results.moved import told
    from grading.run import progress
    from grading.run.packages import INSTALLED

    course = Course.open(arguments.course)
    kept_apart(arguments)
    shown = progress.console()
    with progress.bar(shown) as advance:
        done = grade(
            course,
            student=arguments.student,
            notebook=arguments.notebook,
            exercise=arguments.exercise,
            again=arguments.again or None,
            edition=arguments.edition,
            from_now_on=arguments.from_now_on,
            dry=arguments.dry_run,
            pointing=not arguments.no_pointing,
            workers=arguments.jobs,
            progress=advance,
        )
    if arguments.dry_run:
        return tried_out(done, course)
    shown.print(*progress.tables(done.records, done.counting))
    tell(f"note: {text}" for text in done.notes)
    if arguments.edition == INSTALLED:
        tell(f"moved: {one}" for one in done.moved)
    before = len(done.records) - done.graded
    rest = f" Graded before and unchanged: {before}." if before else ""
    graded = count(done.graded, "submission")
    print(f"Graded {graded}; records are in {course.results}.{rest}")
    tell([*told(done.moved), *done.told])
    then(f"python -m grading feedback --course {arguments.course}")
    warn(needs_look := list(not_graded(done, course)))
    return 1 if needs_look else 0


def not_graded(done: "Run", course: Course) -> Iterator[str]:
    """Say what was not graded, and why: students, exercises, whole notebooks."""
    for student, why in done.skipped:
        yield f"not graded: {student}: {why}"
    for student, notebook, names in done.faults:
        yield (
            f"the grader failed: {student}, notebook {notebook}: {', '.join(names)} "
            "could not be checked and has no new score; details in "
            f"{course.fault_log}"
        )
    for name, why in done.unfit:
        plain = why.removeprefix("nothing was graded: ")
        yield f"not graded: {name}, nothing of it: {plain}"


def tried_out(done: "Run", course: Course) -> int:
    """Say what grading would have come to."""
    tell(f"note: {text}" for text in done.notes)
    tell(f"would move: {one}" for one in done.differences)
    students = count(len({one.student for one in done.differences}), "student")
    tried = f"Tried on {count(done.graded, 'submission')}, and wrote nothing"
    print(f"{tried}: points would move for {students}.")
    warn(needs_look := list(not_graded(done, course)))
    return 1 if needs_look else 0


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
    then(f"python -m grading report --course {arguments.course}")
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
    warn(f"not packed: {text}" for text in done.left_out)


def left_out(course: Course) -> int:
    """Name the records that could not be read; everything else is done."""
    from grading.found import record

    found = [f"left out: {one}" for one in record.damaged(course.results)]
    warn(found)
    return 1 if found else 0


def history(arguments: Namespace) -> int:
    """Show what a student's submissions counted, and when that changed."""
    from grading.history import history
    from grading.run import progress

    course = Course.open(arguments.course)
    found = history(course, arguments.student, arguments.notebook)
    progress.console().print(*found)
    return 0


def report(arguments: Namespace) -> int:
    """Write the page about the class."""
    from grading.report import report

    course = Course.open(arguments.course)
    path = report(course, anonymous=arguments.anonymous)
    print(f"Wrote the class report {path}.")
    beside = arguments.course.parent / "scores.csv"
    then(f"python -m grading export --course {arguments.course} {beside}")
    return left_out(course)


def adjust(arguments: Namespace) -> int:
    """Decide what a mistake counts, for all who made it."""
    from grading.adjust import adjust

    done = adjust(
        Course.open(arguments.course),
        arguments.exercise,
        arguments.mistake,
        points=None if arguments.undo else arguments.points,
        reason=arguments.reason,
        undo=arguments.undo,
        do=arguments.yes,
    )
    tell(done.told)
    print(f"{count(len(done.moved), 'student')} of {done.made} who made the mistake.")
    if not arguments.yes:
        return then("the same with --yes, to do it")
    return then(
        f"python -m grading feedback --course {arguments.course}",
        f"python -m grading export --course {arguments.course} FILE",
    )


def about(arguments: Namespace) -> int:
    """Write all that is stored about a student into one file."""
    from grading.persons import about

    course = Course.open(arguments.course)
    found = about(course, arguments.student, arguments.target)
    tell(found.told)
    print(f"Wrote it to {arguments.target}.")
    return 0


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


def export(arguments: Namespace) -> int:
    """Write the scores of the class."""
    from grading.export import export

    course = Course.open(arguments.course)
    if arguments.into is not None:
        return export_into(course, arguments)
    if arguments.column or arguments.changed or arguments.scale is not None:
        raise UsageError("--column, --scale and --changed go with --into LIST")
    print(f"Wrote the scores to {export(course, arguments.target)}.")
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
    if done.same:
        print(f"As they were exported last, rows left out: {done.same}.")
    warn(f"left out: {text}" for text in done.left_out)
    if done.target is None:
        why = "nothing has changed" if done.same else "nobody in it is graded"
        return then(f"{why}, so nothing was written")
    return then(f"give {done.target} back to the platform, and look at its preview")


def solutions(arguments: Namespace) -> int:
    """Write the solved notebooks."""
    from grading.solutions import solutions

    course = Course.open(arguments.course)
    done = solutions(course, notebook=arguments.notebook, now=arguments.now)
    print(f"Wrote {count(len(done.written), 'solved notebook')} to {course.solutions}.")
    tell(f"not written: {reason}" for reason in done.withheld)
    return then("hand them out.")


def instructor(arguments: Namespace) -> int:
    """Write the notebooks for whoever teaches."""
    from grading.instructor import instructor

    course = Course.open(arguments.course)
    written = instructor(course)
    print(f"Wrote {count(len(written), 'notebook')} to {course.instructor}.")
    return then(f"jupyter lab {course.instructor}", "They hold solutions.")


def backup(arguments: Namespace) -> int:
    """Write a class into one file."""
    from grading.backup import backup, elsewhere

    course = Course.open(arguments.course)
    made = backup(course, arguments.target)
    print(f"Wrote {made.path}: {made.said}.")
    if url := elsewhere(course):
        tell([f"note: the gradebook {url} is not in it; back it up by its own means."])
    return then("copy it to another disk; only you should be able to read it.")


def restore(arguments: Namespace) -> int:
    """Put a class back from its backup."""
    from grading.restore import restore

    made = restore(arguments.source, arguments.course, replace=arguments.replace)
    print(f"Restored {arguments.course} as of {made.made}: {made.said}.")
    return then(f"python -m grading grade --course {arguments.course}")


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


def gallery(arguments: Namespace) -> int:
    """Write the explorers as pages."""
    from grading.gallery import gallery

    for page in gallery(arguments.out):
        print(f"Wrote {page}.")
    return then(f"open {arguments.out / 'index.html'} in a browser.")


def kept_apart(arguments: Namespace) -> None:
    """Find out how student code is kept apart, and warn where it is not."""
    from grading.run.workplace import workplace
    from grading.sandbox import isolation

    if arguments.unsafe_no_sandbox:
        isolation.allow_process()
    with workplace():
        level = isolation.level()
    if level == isolation.PROCESS:
        rights = "it runs with your rights, and every record says so"
        warn([f"note: student code is not kept apart: {rights}"])


def notebooks(arguments: Namespace) -> int:
    """Renew the committed notebooks, or compare them."""
    from grading import notebooks

    if arguments.check:
        found = notebooks.check()
        notebooks.check_starting_texts()
        print(f"All notebooks follow from their sources ({len(found)} compared).")
        return 0
    written = notebooks.write()
    notebooks.write_starting_texts()
    notebooks.write_sheets()
    print(f"Wrote {count(len(written), 'notebook')} to {notebooks.NOTEBOOKS}.")
    return then("look at the difference, then commit text and notebooks together.")


def demo(arguments: Namespace) -> int:
    """Run the whole path on a sample class."""
    from grading.demo import demo

    kept_apart(arguments)
    return demo(arguments.folder)


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


def check_course(arguments: Namespace) -> int:
    """Say which rules for authors are not kept."""
    from grading.authored.importing import not_importable
    from grading.text.finding import grouped

    found = list(not_importable())
    if not found:
        from grading.authored.findings import findings

        found = findings(chosen(arguments.tried))
    tell(grouped(found))
    if found:
        print(f"To be mended: {count(len(found), 'place')}.")
        return 1
    print("Every rule for authors is kept.")
    return then("python -m grading notebooks")


def tasks(arguments: Namespace) -> int:
    """Show what each notebook asks, by form of task and by help."""
    from grading.tasks import tasks
    from grading.text import source

    tell(tasks(map(source.read, source.sources())))
    return 0


def editions(arguments: Namespace) -> int:
    """Keep what the check says of every version, and say what has changed."""
    from grading.authored.editions import renew

    said, refused = renew(chosen(arguments.tried))
    tell(said)
    if refused:
        print("Not all was renewed: a verdict has changed and the edition has not.")
        return 1
    print(f"Verdicts and editions are kept; {count(len(said), 'change')}.")
    return then("python -m grading notebooks")


def new_exercise(arguments: Namespace) -> int:
    """Begin the files of a new exercise."""
    from grading.new_exercise import new_exercise
    from grading.text.finding import near

    begun = new_exercise(
        arguments.id,
        arguments.arguments,
        module=arguments.module,
        after=arguments.after,
        points=arguments.points,
    )
    print(f"Began {arguments.id}:")
    tell(f"  {near(one.path)}, line {one.line}" for one in begun)
    return then(
        "write what is marked TODO there. A notebook has 100 points, so take",
        f"{arguments.points} from another exercise. Then",
        "python -m grading check-course",
    )


def probes(arguments: Namespace) -> int:
    """Say for every exercise which probes tell its wrong versions apart."""
    from grading.authored.separation import in_words, separation

    found = [separation(one) for one in chosen(arguments.notebook)]
    for one in found:
        print(in_words(one))
    return int(any(one.confused for one in found))


def chosen(what: str | None) -> list:
    """Return the exercises of a notebook, or one by its id, or all."""
    from nnlib.exercises import NOTEBOOKS, exercises, get

    if what is None:
        return [one for graded in NOTEBOOKS.values() for one in graded]
    try:
        return [get(what)] if "/" in what else list(exercises(what))
    except ValueError as error:
        raise UsageError(str(error)) from error


def count(number: int, noun: str) -> str:
    """Say how many there are.

    Examples
    --------
    >>> count(1, "page"), count(2, "page")
    ('1 page', '2 pages')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def then(*lines: str) -> int:
    """Say what comes next; return the exit code of work that is done."""
    print("Next: " + "\n      ".join(lines))
    return 0


def tell(lines: Iterable[str]) -> None:
    """Print what is good to know."""
    for one in lines:
        print(inert.line(one))


def warn(lines: Iterable[str]) -> None:
    """Print what needs a look, behind all that was said before."""
    sys.stdout.flush()
    for one in lines:
        print(inert.line(one), file=sys.stderr)
