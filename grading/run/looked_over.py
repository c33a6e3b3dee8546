"""A class looked over before it is graded: what is put right, and what is told."""

from collections.abc import Iterator, Sequence

from grading import errors
from grading.course import Course
from grading.course_file.terms import Terms
from grading.found import shelf
from grading.found.rounds import Rounds
from grading.handed_in import delivery
from grading.released.assignment import Assignment
from grading.roster import students as roster
from grading.state_file import DamagedFileError, set_aside

WITHOUT_CHECK = (
    "notebook {number}: {name} counts nothing, as its check cell is missing in the "
    "released notebook. To take an exercise out, write off = ['{name}'] in "
    "course.toml; to have it back: release"
)

OTHER_NAME = (
    "course.toml calls the class {named!r}, and nbgrader_config.py {found!r}: in an "
    "exchange of files, the latter holds"
)


def strangers(course: Course, terms: Terms) -> list[str]:
    """Remark on extensions and the like that are probably meant for somebody else.

    Where there is a roster, one for nobody in it is an error.
    """
    students = {student for student, _ in delivery.everyone(course)}
    known = roster.read(course.students_file)
    roster.refuse_strangers(known, terms.named, students)
    return [
        f"{file} names {stranger}, who has handed in nothing; did you mean {meant}?"
        for file, ids in terms.named.items()
        for stranger in sorted(ids - students)
        for meant in errors.meant(stranger, students)
    ]


def damaged_set_aside(course: Course) -> Iterator[str]:
    """Make room for state that cannot be read; say where it lies now, and why."""
    for one in list(shelf.damaged(course.results)):
        kept, student = set_aside(one.path), one.path.parent.name
        yield (
            f"the record {one.path} was damaged: {one.why}; it is kept as {kept.name}, "
            f"and {one.path.stem} of {student} is graded as if it had not been"
        )
    try:
        yield from Rounds.of(course).put_right()
    except DamagedFileError as error:
        kept = set_aside(error.path)
        Rounds.after_all(course)
        yield (
            f"{error.path} was damaged: {error.why}; it is kept as {kept.name}, and "
            "what was not graded yet meets numbers of which nobody has read"
        )


def mended(course: Course, terms: Terms) -> Iterator[str]:
    """Put right what can be put right in the class folder; say what was done."""
    yield from course.mended()
    for student, text in delivery.mended(course):
        yield f"{student}: {text}"
    yield from strangers(course, terms)
    yield from other_name(course, terms)
    yield from damaged_set_aside(course)


def other_name(course: Course, terms: Terms) -> Iterator[str]:
    """Say where nbgrader calls the class otherwise than the course file does."""
    named, found = terms.settings.course_id, course.coursedir().course_id
    if named != found:
        yield OTHER_NAME.format(named=named, found=found)


def decided(terms: Terms, chosen: Sequence[Assignment]) -> Iterator[str]:
    """Say where the course file, or a cell that is gone, decides what counts."""
    for one in chosen:
        for text in terms.decided(one.number):
            yield f"notebook {one.number}: {text}"
        for name in one.without_check:
            yield WITHOUT_CHECK.format(number=one.number, name=name)
