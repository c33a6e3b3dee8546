"""Everything that the course promises to teach stands in a cell that one can name.

`authoring/topics/NN.toml` names, for each topic and each worked example of the
curriculum, a phrase that stands in exactly one cell of notebook NN. A sentence alone
teaches nothing: each topic is practised as well, by an exercise, by a prediction that
is answered at once, or by code that shows it.

Topics: T01-T14 setting and data, T11-T25 one neuron and its cost, T26-T35 descent and
graphs, T36-T50 examples one by one and in arrays, T51-T73 one hidden layer, T74-T83
deep networks, T84-T89 several outputs. Oracles: O1-O17 stand in the lectures, D1-D9 are
our own; their numbers can be checked by hand.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from grading.text import roles
from grading.text.finding import Finding, Rules, line_of
from grading.text.prediction_note import asked
from grading.text.source import Cell, Source

CURRICULUM = {
    "topics": [f"T{i:02}" for i in range(1, 90)],
    "oracles": [*(f"O{i}" for i in range(1, 18)), *(f"D{i}" for i in range(1, 10))],
}
PRACTISED = "practised"
TABLES = {**CURRICULUM, PRACTISED: CURRICULUM["topics"]}
COMMENT = re.compile(r"^\s*#(?!#) ?", re.MULTILINE)
BACK = "change the phrase with the text"

rule = Rules()


def normal(text: str) -> str:
    r"""Take comment marks away, and count every run of blanks as one.

    Examples
    --------
    >>> normal("## Heading\n| a |  b |\n    # three"), normal("x = 1  # why")
    ('## Heading | a | b | three', 'x = 1 # why')
    """
    return " ".join(COMMENT.sub("", text).split())


def map_of(text: Source) -> Path:
    """Return the file with the topics of a notebook."""
    return text.path.parent / "topics" / f"{text.notebook}.toml"


def placed(text: Source) -> dict[str, dict[str, str]]:
    """Read from table, and topic or oracle, to a phrase; empty without a file."""
    path = map_of(text)
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


@rule
def every_notebook_has_a_map(texts: Sequence[Source]) -> Iterator[Finding]:
    """It may be empty."""
    for text in texts:
        path = map_of(text)
        if not path.exists():
            said = f"there is no {path.parent.name}/{path.name}; write one, with"
            yield Finding(
                text.path, 1, f"{said} [topics] for what this notebook teaches"
            )


@rule
def phrases_stand_in_one_cell(texts: Sequence[Source]) -> Iterator[Finding]:
    """A topic is taught in one place."""
    for text in texts:
        cells = {cell.number: normal(cell.text) for cell in text.student_cells}
        for key, phrase in entries(text):
            found = [n for n, prose in cells.items() if normal(phrase) in prose]
            if len(found) != 1:
                where = f"cells {found}" if found else "no cell"
                said = f"{key}: {phrase!r} stands in {where} of {text.path.name}"
                yield at(text, key, f"{said}, expected one; {BACK}")


@rule
def maps_know_the_curriculum_only(texts: Sequence[Source]) -> Iterator[Finding]:
    """What is placed was promised."""
    for text in texts:
        for table, phrases in placed(text).items():
            for key in phrases:
                if key not in TABLES.get(table, ()):
                    known = " or ".join(TABLES)
                    said = f"{key} of [{table}] is none of the curriculum"
                    yield at(text, key, f"{said}; the tables are {known}")


@rule
def everything_is_taught(texts: Sequence[Source]) -> Iterator[Finding]:
    """Every topic and every worked example has a place."""
    for table, wanted in CURRICULUM.items():
        there = {key for text in texts for key in placed(text).get(table, ())}
        for key in wanted:
            if key not in there:
                said = (
                    f"{key} of [{table}] is in no file; name the phrase that teaches it"
                )
                yield Finding(map_of(texts[-1]), 1, said)


@rule
def every_topic_is_practised(texts: Sequence[Source]) -> Iterator[Finding]:
    """Something is done, predicted or seen about it."""
    there = {key for text in texts for key in practised(text)}
    for key in CURRICULUM["topics"]:
        if key not in there:
            said = f"{key} is practised nowhere; name below [{PRACTISED}] of a notebook"
            rest = "an exercise, a prediction, or a phrase of the code that shows it"
            yield Finding(map_of(texts[-1]), 1, f"{said} {rest}")


@rule
def what_is_practised_is_there(texts: Sequence[Source]) -> Iterator[Finding]:
    """An exercise or a prediction by its name, or one cell of code by a phrase."""
    for text in texts:
        for key, what in practised(text).items():
            cells = [cell for cell in text.student_cells if practises(cell, what)]
            if len(cells) != 1:
                said = f"{key}: {what!r} is no exercise and no prediction of"
                rest = f"{text.path.name}, and stands in {len(cells)} cells of code"
                line = line_of(map_of(text), f"[{PRACTISED}]")
                yield Finding(map_of(text), line, f"{said} {rest}; name one")


def practised(text: Source) -> dict[str, str]:
    """Return what a notebook has about topics, from topic to name or phrase."""
    return placed(text).get(PRACTISED, {})


def practises(cell: Cell, what: str) -> bool:
    """Tell whether a cell is what is named: an exercise, a prediction, or code."""
    if what.isidentifier():
        is_answer = cell.role.kind == roles.SOLUTION and cell.role.name == what
        return is_answer or what in asked(cell)
    shows = cell.is_code and cell.role.kind in (roles.DEMO, roles.FREE)
    return shows and normal(what) in normal(cell.text)


def entries(text: Source) -> Iterator[tuple[str, str]]:
    """Yield every topic and oracle of a notebook, with its phrase."""
    for table in CURRICULUM:
        yield from placed(text).get(table, {}).items()


def at(text: Source, key: str, said: str) -> Finding:
    """Say of a line of a map that a rule is not kept."""
    path = map_of(text)
    return Finding(path, line_of(path, f"{key} = "), said)
