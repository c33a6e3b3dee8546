"""Predictions: every question of a text has an answer, and the two fit together.

So it is with what is recalled of earlier notebooks.
"""

import ast
import re
from collections.abc import Iterator

from grading.authored.sections import PREDICTION
from grading.text import roles, source
from grading.text.finding import Finding, Rules
from grading.text.prediction_note import PREDICT, RECALL, asked, is_asked
from grading.text.source import Cell, Source
from nnlib.check.prediction import Choice, Place
from nnlib.predictions import predictions

CHOICE = re.compile(r"^ *(\d+)\. ", re.MULTILINE)
RECALLED = 4  # questions, in one cell

rule = Rules()


@rule
def prediction_cells_ask(text: Source) -> Iterator[Finding]:
    """A prediction is a call by name, with dots where the answer goes."""
    for cell in text.named(roles.PREDICT):
        tree = ast.parse(cell.text)
        if not tree.body or not all(map(is_asked, tree.body)):
            said = f'a question is {PREDICT}("name", ...) or {RECALL}("name", ...)'
            rest = "one line for each; write nothing else in its cell"
            yield text.finding(cell, f"{said}, {rest}")


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


@rule
def what_is_recalled_can_be_looked_up(text: Source) -> Iterator[Finding]:
    """One cell asks four questions, each answered by a section of an earlier notebook.

    The section has a number and is the first of its cell, so that a link leads there.
    """
    answers = predictions(text.notebook)
    for cell in text.named(roles.PREDICT):
        names, recalls = asked(cell), RECALL in cell.text
        if recalls and len(names) != RECALLED:
            said = f"{len(names)} questions to recall; ask {RECALLED} in one cell"
            yield text.finding(cell, said)
        for name in names:
            place = answers[name].where if name in answers else None
            if recalls and not (place and is_earlier(text, place)):
                said = f"{name!r} is recalled from {place and place.said!r}; name"
                rest = "file and heading of an earlier notebook, where=Place(...); "
                rest += "the heading has a number, and is the first of its cell"
                yield text.finding(cell, f"{said} {rest}", name)
            if place and not recalls:
                yield text.finding(cell, f"{name!r} has a place; ask by {RECALL}", name)


@rule
def earlier_notebooks_are_recalled(text: Source) -> Iterator[Finding]:
    """Where there is an earlier notebook, one cell asks about it, before all others."""
    files = text.path.parent.glob("[0-9][0-9]_*.py")
    asking = text.named(roles.PREDICT)
    recalls = [place for place, one in enumerate(asking) if RECALL in one.text]
    if any(one.stem[:2] < text.notebook for one in files) and recalls != [0]:
        said = f"{len(recalls)} cells recall earlier notebooks"
        rest = "ask four questions in one, before the first prediction"
        yield text.finding(text.cells[0], f"{said}; {rest}")


def is_earlier(text: Source, place: Place) -> bool:
    """Tell whether a place is a section of an earlier notebook, the first of a cell."""
    path = text.path.with_name(f"{place.file}.py")
    if place.file[:2] >= text.notebook or not path.is_file():
        return False
    id, heading = place.link.split("=")[1], f"## {place.section}"
    cells = [cell for cell in source.read(path).cells if cell.own_id == id]
    return any(heading in cell.text.split("\n") for cell in cells)


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
