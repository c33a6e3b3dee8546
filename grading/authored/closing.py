"""How a notebook ends, and what the instructor finds in it."""

import re
from collections.abc import Iterator

from grading.authored.sections import Section, parts, prose_cells, sections
from grading.text import roles
from grading.text.finding import Finding, Rules
from grading.text.source import Source
from nnlib.check.begun import CLINIC
from nnlib.exercises import exercises

ENDS = ("## Summary", "**Words.** ", "**Next.** ", "To hand in: ")
BREAK, SAY = "Break it", "Say it in two sentences"
MARKED = 'written="two_sentences"'
RUBRIC, QUIZ = "**Rubric", "**Eight questions"
NUMBER = re.compile(r"^(\d+)\. ", re.MULTILINE)
EIGHT = [str(number) for number in range(1, 9)]

rule = Rules()


@rule
def end_looks_back_and_ahead(text: Source) -> Iterator[Finding]:
    """The last cell has a summary, words, what is next and how to hand in."""
    last = (prose_cells(text) or text.cells)[-1]
    for part in ENDS:
        if last.text.count(part) != 1:
            said = f'the last text lacks "{part}...", or has it twice; have it once'
            yield text.finding(last, said)


@rule
def there_is_one_cell_to_break_and_one_thing_to_say(text: Source) -> Iterator[Finding]:
    """Students break something, or find what is broken, and say it in their words."""
    clinic = any(one.form == CLINIC for one in exercises(text.notebook))
    broken = [] if clinic else [(BREAK, "a cell that runs")]
    for title, lacks in (*broken, (SAY, "a folded answer")):
        found = [section for section in sections(text) if section.title == title]
        if len(found) != 1:
            said = f'{len(found)} sections "## {title}"; have one'
            yield text.finding(text.cells[-1], said)
        elif not is_complete(found[0]):
            said = f'"{title}" lacks {lacks}; add it below'
            yield text.finding(found[0].cell, said, f"## {title}")


def is_complete(section: Section) -> bool:
    """Tell whether there is something to break, or a folded answer."""
    runs = any(not piece.is_prose for piece in section.pieces)
    return runs if section.title == BREAK else "<details>" in section.prose


@rule
def thing_to_say_is_an_answer_in_words(text: Source) -> Iterator[Finding]:
    """What students say in two sentences can be found again, and be given points."""
    for section in sections(text):
        if section.title == SAY and section.cell.role.kind != roles.WRITTEN:
            said = f'"{SAY}" is no answer in words; write # %% [markdown] {MARKED}'
            yield text.finding(section.cell, said, f"## {SAY}")


@rule
def instructor_has_notes(text: Source) -> Iterator[Finding]:
    """Whoever teaches finds a note on every part, a rubric and a quiz."""
    notes = text.named(roles.INSTRUCTOR)
    last, parted = text.cells[-1], len(parts(text))
    if len(notes) < parted:
        said = f"{len(notes)} notes for the instructor on {parted} parts"
        yield text.finding(last, f"{said}; add # %% [markdown] instructor to each")
    rubrics = sum(note.text.count(RUBRIC) for note in notes)
    if rubrics != 1:
        said = f'{rubrics} notes begin "{RUBRIC} ...'
        yield text.finding(last, f'{said}"; add one on "{SAY}"')
    quiz = "".join(part for note in notes for part in note.text.split(QUIZ)[1:])
    if NUMBER.findall(quiz) != EIGHT:
        said = f'no note "{QUIZ} ..." with the numbers 1 to 8; write one at the end'
        yield text.finding(last, said)
