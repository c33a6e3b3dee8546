"""How exercises begin, and which forms of task a notebook has."""

from collections import Counter
from collections.abc import Iterator, Sequence

from grading.authored.exercise import about
from grading.authored.sections import EXERCISE, prose_cells
from grading.text import roles
from grading.text.bound import bound_names, used_names
from grading.text.finding import Finding, Rules
from grading.text.rules import cut, solved_lines
from grading.text.source import Cell, Source
from nnlib.check import Exercise
from nnlib.check.begun import CLINIC, MEND, OPEN, ORDER, lines_in
from nnlib.exercises import exercises

# Stands below the heading of every exercise of the form; the first time, with a
# sentence or two on what is asked.
LABELS = {
    MEND: "**To mend.**",
    CLINIC: "**A clinic.**",
    ORDER: "**To put in order.**",
    OPEN: "**Yours to choose.**",
}
# A clinic is mended as well, so both may be new in one notebook.
NEW = {MEND: MEND, CLINIC: MEND, ORDER: ORDER, OPEN: OPEN}
FEWEST_WORDS = 15
MOST_MENDED = 4  # lines of the right function that are not handed out
MOST_ORDERS = 2  # in the whole course
MOST_OPEN = 20  # points in a notebook

rule = Rules()


def answers(texts: Sequence[Source]) -> Iterator[tuple[Source, Cell, Exercise]]:
    """Yield each exercise with the cell of its answer, in the order of the course."""
    for text in texts:
        known = {one.name: one for one in exercises(text.notebook)}
        for cell in text.named(roles.SOLUTION):
            yield text, cell, known[cell.role.name]


def asked(text: Source, name: str) -> tuple[Cell, str]:
    """Return the cell with the heading of an exercise, and what stands below it."""
    for cell in prose_cells(text):
        pieces = EXERCISE.split(cell.text)
        for headed, below in zip(pieces[1::2], pieces[2::2], strict=True):
            if headed == name:
                return cell, below
    return text.cells[0], ""


@rule
def a_form_says_what_it_asks(texts: Sequence[Source]) -> Iterator[Finding]:
    """Each time by its label, and the first time in words."""
    met: set[str] = set()
    for text, _, exercise in answers(texts):
        label = LABELS.get(exercise.form)
        if label is None:
            continue
        cell, below = asked(text, exercise.name)
        words = below.partition(label)[2].split("\n\n")[0].split()
        heading = f"### Exercise: `{exercise.name}`"
        if label not in below:
            said = f'{exercise.name} is of the form {exercise.form}; write "{label}"'
            yield text.finding(cell, f"{said} below its heading", heading)
        elif exercise.form not in met and len(words) < FEWEST_WORDS:
            said = f'"{label}" is met first here, and has {len(words)} words'
            rest = f"say in {FEWEST_WORDS} or more what is to be done"
            yield text.finding(cell, f"{said}; {rest}", label)
        met.add(exercise.form)


@rule
def a_notebook_has_one_new_form(texts: Sequence[Source]) -> Iterator[Finding]:
    """Students get used to one at a time."""
    met: set[str] = set()
    for text in texts:
        forms = [NEW.get(one.form) for one in exercises(text.notebook)]
        new = sorted({*filter(None, forms)} - met)
        if len(new) > 1:
            said = f"{' and '.join(new)} are both new in {text.notebook}"
            yield text.finding(text.cells[0], f"{said}; leave one for a later notebook")
        met |= {*new}


@rule
def some_forms_are_rare(texts: Sequence[Source]) -> Iterator[Finding]:
    """What is refreshing once is a riddle when it comes often."""
    orders = [one for _, _, one in answers(texts) if one.form == ORDER]
    for one in orders[MOST_ORDERS:]:
        said = f"exercises of the form order: {len(orders)}, at most {MOST_ORDERS}"
        yield about(one, f"{said}; give it another form", "form=")
    for text in texts:
        found = [one for one in exercises(text.notebook) if one.form == OPEN]
        points = sum(one.max_points for one in found)
        if points > MOST_OPEN:
            said = f"{points:g} points of {text.notebook} are open, at most {MOST_OPEN}"
            yield about(found[-1], f"{said}; give some other `parts`", "parts=")


@rule
def lines_to_order_are_those_of_the_answer(
    texts: Sequence[Source],
) -> Iterator[Finding]:
    """All of them, none further in than another, and one that is there twice."""
    for _, cell, exercise in answers(texts):
        if exercise.form != ORDER:
            continue
        given = Counter(lines_in(exercise.starting))
        right = Counter(map(str.strip, solved_lines(cell.text)))
        lacks, more = [*(right - given)], [*(given - right).elements()]
        if lacks or len(more) != 1 or more[0] not in right:
            said = f"its lines lack {lacks} of the answer in the text and add {more}"
            rest = "have all of them, none indented, and one of them twice"
            yield about(exercise, f"{said}; {rest}", "exercise.shuffled(")


@rule
def little_is_to_be_mended(texts: Sequence[Source]) -> Iterator[Finding]:
    """Who finds the slip can mend it in a minute."""
    for _, cell, exercise in answers(texts):
        if exercise.searched:
            right = Counter(map(str.strip, solved_lines(cell.text)))
            given = Counter(map(str.strip, exercise.starting.splitlines()))
            new = [*(right - given).elements()]
            if len(new) > MOST_MENDED:
                said = f"{len(new)} lines of the answer in the text are not handed out"
                rest = f"at most {MOST_MENDED}; write the two more alike"
                yield about(exercise, f"{said}, {rest}", "@exercise.starts(")


@rule
def what_is_handed_out_can_run(texts: Sequence[Source]) -> Iterator[Finding]:
    """It uses names that the notebook has by then."""
    for text, cell, exercise in answers(texts):
        begun = cut(cell.text, exercise.starting)
        above = [one for one in text.cells if one.is_code and one.number < cell.number]
        there = set().union(*(bound_names(one.text) for one in above))
        there |= bound_names(begun)
        for name in sorted(used_names(begun) - there):
            said = f"its starting text uses {name}, which no cell above binds"
            yield about(exercise, f"{said}; write it otherwise", name)
