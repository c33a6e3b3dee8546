"""The table of what each notebook asks."""

import re

import pytest

from grading.authored.form import MOST_IN_VIEW, lines_in_view
from grading.tasks import tasks
from nnlib.exercises import NOTEBOOKS
from tests.texts import TEXTS

ROW = re.compile(r"^  (\w+) +(H\d) +([\d.]+)  (.+)$", re.MULTILINE)
MOST_WRITTEN_OFF = 30  # points of 04 whose formula stands beside the answer


@pytest.fixture(scope="module")
def table():
    return {number: "\n".join(tasks([text])) for number, text in TEXTS.items()}


def test_every_notebook_has_its_rows_and_they_make_a_hundred(table):
    for number, told in table.items():
        rows = ROW.findall(told)
        assert sum(float(points) for _, _, points, _ in rows) == 100
        named = re.findall(r"(\w+) [\d.]+(?:, |$)", "\n".join(r[3] for r in rows), re.M)
        assert sorted(named) == sorted(one.name for one in NOTEBOOKS[number])


def test_the_head_counts_what_is_read_and_asked(table):
    for number, told in table.items():
        first, second = told.split("\n")[:2]
        assert first.startswith(f"{number}_")
        assert f", {lines_in_view(TEXTS[number])} lines of the course's code" in first
        answered = int(re.search(r"predictions: (\d+) answered at once", second)[1])
        assert answered == "".join(
            cell.text for cell in TEXTS[number].named("predict")
        ).count("check.predict(")
        assert lines_in_view(TEXTS[number]) <= MOST_IN_VIEW


def test_in_the_deep_notebook_little_is_written_from_a_formula_beside_it(table):
    beside = [
        float(points)
        for form, level, points, _ in ROW.findall(table["04"])
        if form == "write" and level in ("H3", "H4")
    ]
    assert sum(beside) <= MOST_WRITTEN_OFF
