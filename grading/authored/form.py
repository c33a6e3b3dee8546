"""The form of a notebook: it opens, paces and explains alike, in bites for one screen.

Notes for the instructor are no part of what is measured.
"""

import re
from collections.abc import Iterator

from grading.authored.sections import (
    EXERCISE,
    PREDICTION,
    STOP,
    parts,
    prose_cells,
    sections,
    whole,
    words,
)
from grading.text import folded, roles
from grading.text.finding import Finding, Rules
from grading.text.source import Source
from nnlib.exercises import exercises

MOST_CELLS = 100
# Folded text is not counted, in the whole, in one cell or between two that run.
MOST_WORDS = 3500
MOST_IN_A_CELL = 220
MOST_IN_A_ROW = 310
MOST_IN_VIEW = 60  # lines of code that students do not write
LONGEST_SITTING = 120
TO_DO = "TODO"
CLOSING = "check.before_handing_in()"
PROMISES = ("**You will** ", "**You need** ")
HOW_LONG = re.compile(r"\b(?:minutes|hours?)\b")

rule = Rules()


@rule
def nothing_is_left_to_do(text: Source) -> Iterator[Finding]:
    """What `new-exercise` has marked is written."""
    for cell in text.cells:
        if TO_DO in cell.text:
            yield text.finding(cell, f"{TO_DO} is left; write what is missing", TO_DO)


@rule
def has_few_cells(text: Source) -> Iterator[Finding]:
    """A notebook can be scrolled through."""
    cells = text.student_cells
    if len(cells) > MOST_CELLS:
        said = f"{len(cells)} cells, at most {MOST_CELLS}; join cells from here on"
        yield text.finding(cells[MOST_CELLS], said)


@rule
def has_few_words(text: Source) -> Iterator[Finding]:
    """A notebook can be read."""
    many = words(whole(text))
    if many > MOST_WORDS:
        said = f"{many} words to read, at most {MOST_WORDS}; shorten the longest cells"
        yield text.finding(text.cells[0], said)


@rule
def no_cell_is_a_wall_of_text(text: Source) -> Iterator[Finding]:
    """A cell of text fits on a screen."""
    for cell in prose_cells(text):
        many = words(cell.text)
        if many > MOST_IN_A_CELL:
            said = f"{many} words in one cell, at most {MOST_IN_A_CELL}"
            yield text.finding(cell, f"{said}; split it, or fold a part away")


@rule
def little_code_is_in_view(text: Source) -> Iterator[Finding]:
    """Students see their own code; what only shows something is folded away."""
    many = lines_in_view(text)
    if many > MOST_IN_VIEW:
        said = f"{many} lines of code in view are not the students' own"
        rest = f"at most {MOST_IN_VIEW}; show some of them in a cell # %% demo"
        yield text.finding(text.cells[0], f"{said}, {rest}")


def lines_in_view(text: Source) -> int:
    """Count the lines of the course's own code that are not folded."""
    theirs = (roles.SOLUTION, roles.CHECK, roles.PREDICT)
    code = [cell for cell in text.student_cells if cell.is_code]
    others = [cell for cell in code if cell.role.kind not in theirs]
    return sum(len(folded.lines(one)) for one in others if not folded.is_folded(one))


@rule
def something_runs_before_a_screen_is_full(text: Source) -> Iterator[Finding]:
    """Cells of code stand between cells of text."""
    read = 0
    for cell in text.student_cells:
        before, read = read, 0 if cell.is_code else read + words(cell.text)
        if read > MOST_IN_A_ROW >= before:
            said = f"{read} words without a cell that runs, at most {MOST_IN_A_ROW}"
            yield text.finding(cell, f"{said}; put a demonstration between them")


@rule
def opening_says_what_it_takes(text: Source) -> Iterator[Finding]:
    """The first cell says what you will do, what you need and how long it takes."""
    first = (prose_cells(text) or text.cells)[0]
    title = f"# {text.notebook} · "
    if not first.text.startswith(title):
        said = f'the first text does not begin with its title; begin with "{title}..."'
        yield text.finding(first, said)
    for promise in PROMISES:
        if promise not in first.text:
            yield text.finding(first, f'the opening lacks "{promise}..."; add it there')
    if not HOW_LONG.search(first.text):
        yield text.finding(first, "the opening names no minutes or hours; say how long")


@rule
def first_and_last_code_open_and_close(text: Source) -> Iterator[Finding]:
    """The first cell of code makes the check, the last one asks it what to hand in."""
    code = [cell for cell in text.cells if cell.is_code] or text.cells
    if code[0].role.kind != roles.OPENING:
        said = "the first code is no # %% opening; mark it, so that it can speak"
        yield text.finding(code[0], f"{said} where the course is missing")
    if CLOSING not in code[-1].text:
        said = f"the last code does not call {CLOSING}; add a cell # %% demo"
        yield text.finding(code[-1], f"{said} below the summary")


@rule
def every_part_has_a_clock(text: Source) -> Iterator[Finding]:
    """One sees how long a part takes, and where it ends."""
    found = parts(text)
    if len(found) < 2:
        said = f'there is no place to stop; end a part with "{STOP} ..."'
        yield text.finding(text.cells[0], said)
    for part in found:
        many = sum(part.minutes)
        if not part.minutes:
            said = 'the part from here on has no clock; add "**About 50 minutes.** ..."'
            yield text.finding(part.cell, said)
        if many > LONGEST_SITTING:
            said = f"the part from here on takes {many} minutes"
            rest = f"at most {LONGEST_SITTING}; divide it by a place to stop"
            yield text.finding(part.cell, f"{said}, {rest}")


@rule
def headings_are_the_exercises(text: Source) -> Iterator[Finding]:
    """Exercises stand in the text in teaching order, each with a heading."""
    expected = [exercise.name for exercise in exercises(text.notebook)]
    headed = EXERCISE.findall(whole(text))
    checked = [cell.role.name for cell in text.named(roles.CHECK)]
    for what, found in (("headings", headed), ("checks", checked)):
        if found != expected:
            said = f"the {what} are of {', '.join(found)}"
            rest = f"expected the teaching order: {', '.join(expected)}"
            yield text.finding(text.cells[0], f"{said}; {rest}")


@rule
def every_exercise_says_how_long_it_is(text: Source) -> Iterator[Finding]:
    """One sees how much is asked."""
    for cell in prose_cells(text):
        pieces = EXERCISE.split(cell.text)[1:]
        for name, below in zip(pieces[::2], pieces[1::2], strict=True):
            if "Typically " not in below:
                said = f'{name}: its length is not named; add "Typically 3 lines."'
                yield text.finding(cell, said, f"### Exercise: `{name}`")


@rule
def every_function_is_shown_at_work(text: Source) -> Iterator[Finding]:
    """A demonstration follows each check, before the next exercise."""
    unseen, waiting = [], None
    for cell in text.student_cells:
        if cell.role.kind == roles.CHECK:
            waiting = cell
        elif cell.role.kind == roles.DEMO:
            waiting = None
        elif waiting and EXERCISE.search(cell.text):
            unseen.append(waiting)
    for check in [*unseen, *filter(None, [waiting])]:
        said = f"{check.role.name} is not shown at work"
        yield text.finding(check, f"{said}; add a cell # %% demo below its check")


@rule
def every_section_with_an_exercise_has_a_prediction(text: Source) -> Iterator[Finding]:
    """Students think before they type."""
    for section in sections(text):
        if EXERCISE.search(section.prose) and not PREDICTION.search(section.prose):
            said = f'no prediction in "{section.title}"; add "**Predict first.** ..."'
            yield text.finding(section.cell, said, f"## {section.title}")


@rule
def every_prediction_is_answered(text: Source) -> Iterator[Finding]:
    """The answer is folded in the same section, or given by what runs there."""
    for section in sections(text):
        for i, piece in enumerate(section.pieces):
            asked = piece.is_prose and PREDICTION.search(piece.text)
            runs = any(not later.is_prose for later in section.pieces[i + 1 :])
            if asked and not runs and "<details>" not in after_last(piece.text):
                said = "nothing answers this prediction; fold an answer below it"
                yield text.finding(piece.cell, f"{said} (<details>)", "**Predict")


def after_last(prose: str) -> str:
    """Return what stands below the last prediction."""
    return PREDICTION.split(prose)[-1]


@rule
def folded_text_is_closed(text: Source) -> Iterator[Finding]:
    """What is folded has a line to click, and an end."""
    for cell in prose_cells(text):
        opened = cell.text.count("<details>")
        if not opened == cell.text.count("</details>") == cell.text.count("<summary>"):
            said = "folded text is <details><summary>Answer</summary> ... </details>"
            yield text.finding(
                cell, f"{said}; one of the three is missing here", "details>"
            )
