"""Predictions: every question of a text has an answer, and the two fit together."""

import ast
import re
from collections.abc import Iterator

from grading.authored.sections import PREDICTION
from grading.text import roles
from grading.text.finding import Finding, Rules
from grading.text.prediction_note import CALLED, asked, is_asked
from grading.text.source import Cell, Source
from nnlib.check.prediction import Choice
from nnlib.predictions import predictions

CHOICE = re.compile(r"^ *(\d+)\. ", re.MULTILINE)

rule = Rules()


@rule
def prediction_cells_ask(text: Source) -> Iterator[Finding]:
    """A prediction is a call by name, with dots where the answer goes."""
    for cell in text.named(roles.PREDICT):
        tree = ast.parse(cell.text)
        if not tree.body or not all(map(is_asked, tree.body)):
            said = f'a prediction is {CALLED}("name", ...), one line for each question'
            yield text.finding(cell, f"{said}; write nothing else in its cell")


@rule
def questions_have_answers(text: Source) -> Iterator[Finding]:
    """What is asked has an answer, and every answer is asked for, once."""
    answers = predictions(text.notebook)
    places = [
        (name, cell) for cell in text.named(roles.PREDICT) for name in asked(cell)
    ]
    names = [name for name, _ in places]
    file = f"nnlib/predictions/of_{text.path.stem[:2]}_….py"
    for name, cell in places:
        if name not in answers:
            said = f"no answer to {name!r} in {file}"
            yield text.finding(cell, f"{said}; write it there", name)
        if names.count(name) > 1:
            yield text.finding(cell, f"{name!r} is asked twice; ask it once", name)
    for name in answers:
        if name not in names:
            said = f'{file} answers {name!r}; ask it in a cell # %% predict="…"'
            yield text.finding(text.cells[0], said)


@rule
def choices_stand_above(text: Source) -> Iterator[Finding]:
    """A student chooses by number, so as many choices as answers stand above."""
    answers = predictions(text.notebook)
    for cell in text.named(roles.PREDICT):
        for name, question in questions(text, cell).items():
            one = answers.get(name)
            found = [int(number) for number in CHOICE.findall(question)]
            if isinstance(one, Choice) and found != [*range(1, one.choices + 1)]:
                said = f"{name!r} has {one.choices} choices, and above stand {found}"
                yield text.finding(cell, f"{said}; number them 1. to {one.choices}.")


def questions(text: Source, cell: Cell) -> dict[str, str]:
    """Return the text of each question of a cell, from the text above it.

    A question alone begins with "Predict"; of several, each begins with its name in
    bold.
    """
    cells = text.student_cells
    above = cells[cells.index(cell) - 1].text
    names = asked(cell)
    if len(names) == 1:
        return {names[0]: PREDICTION.split(above)[-1]}
    _, *pieces = re.split(r"\*\*`(\w+)`\*\*", above)
    found = dict(zip(pieces[::2], pieces[1::2], strict=True))
    return {name: found.get(name, "") for name in names}
