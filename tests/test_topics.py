r"""Everything that the course promises to teach stands in a cell that one can name.

`topics/NN.toml` names, for each topic and each worked example of the curriculum, a
phrase that stands in exactly one cell of notebook NN.

Topics: T01-T14 setting and data, T11-T25 one neuron and its cost, T26-T35 descent and
graphs, T36-T50 examples one by one and in arrays, T51-T73 one hidden layer, T74-T83
deep networks, T84-T89 several outputs. Oracles: O1-O17 stand in the lectures, D1-D9 are
our own; their numbers can be checked by hand.
"""

import re
import tomllib
from pathlib import Path

import pytest

from tests.cases import every_case
from tests.texts import TEXTS

FOLDER = Path(__file__).parent / "topics"
TOPICS = [f"T{i:02}" for i in range(1, 90)]
ORACLES = [*(f"O{i}" for i in range(1, 18)), *(f"D{i}" for i in range(1, 10))]
NUMBERS = ("00", "01", "02", "03", "04", "05")
COMMENT = re.compile(r"^\s*#(?!#) ?", re.MULTILINE)

MAPS = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted(FOLDER.glob("*.toml"))
}
# (notebook, key, phrase) of every line of every map.
LINES = [
    (number, key, phrase)
    for number, tables in MAPS.items()
    for table in tables.values()
    for key, phrase in table.items()
]
all_written = pytest.mark.skipif(
    set(TEXTS) != set(NUMBERS), reason="not all six notebooks are written"
)


def normal(text):
    """Take comment marks away, and count every run of blanks as one."""
    return " ".join(COMMENT.sub("", text).split())


CELLS = {
    number: [normal(cell.text) for cell in text.student_cells]
    for number, text in TEXTS.items()
}


@every_case("number", TEXTS)
def test_every_notebook_has_a_map(number):
    assert number in MAPS
    assert set(MAPS[number]) <= {"topics", "oracles"}


@every_case(
    ("number", "key", "phrase"), LINES, ids=[f"{n}-{key}" for n, key, _ in LINES]
)
def test_phrase_stands_in_exactly_one_cell(number, key, phrase):
    wanted = normal(phrase)
    found = [i for i, text in enumerate(CELLS.get(number, []), 1) if wanted in text]
    assert len(found) == 1, f"{key} in {number}: {phrase!r} stands in cells {found}"


@every_case("number", MAPS)
def test_map_knows_only_topics_and_oracles_of_the_curriculum(number):
    assert set(MAPS[number].get("topics", ())) <= set(TOPICS)
    assert set(MAPS[number].get("oracles", ())) <= set(ORACLES)


def missing(table, wanted):
    """Name what no map places."""
    placed = {key for tables in MAPS.values() for key in tables.get(table, ())}
    return [key for key in wanted if key not in placed]


@all_written
def test_every_topic_is_taught():
    assert missing("topics", TOPICS) == []


@all_written
def test_every_worked_example_stands_in_a_notebook():
    assert missing("oracles", ORACLES) == []


@every_case(
    ("text", "expected"),
    [
        ("one\n# two\n    # three", "one two three"),
        ("## Heading\n| a |  b |", "## Heading | a | b |"),
        ("x = 1  # why", "x = 1 # why"),
    ],
)
def test_normal_text_has_no_comment_marks_and_single_blanks(text, expected):
    assert normal(text) == expected
