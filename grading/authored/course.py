"""What holds of all notebooks together: points, and the times in the guide."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from grading.authored.exercise import file_of
from grading.authored.sections import parts
from grading.text.finding import Finding, Rules, line_of
from grading.text.source import Source
from nnlib.exercises import exercises

GUIDE = Path(__file__).parents[1] / "GUIDE.md"
ROW = re.compile(r"^\| (\d\d) [^|]*\| ([\d +]+) \|$", re.MULTILINE)
POINTS = 100

rule = Rules()


@rule
def every_notebook_has_a_hundred_points(texts: Sequence[Source]) -> Iterator[Finding]:
    """They can be compared."""
    for text in texts:
        graded = exercises(text.notebook)
        points = sum(exercise.max_points for exercise in graded)
        if graded and points != POINTS:
            path = file_of(graded[0]).parent / "__init__.py"
            said = f"the exercises of {text.notebook} have {points:g} points"
            rest = f"expected {POINTS}; give some other `parts`"
            yield Finding(path, line_of(path, "TEACHING_ORDER"), f"{said}, {rest}")


@rule
def the_guide_has_the_times(texts: Sequence[Source]) -> Iterator[Finding]:
    """The guide adds up the clocks of each part."""
    told = dict(ROW.findall(GUIDE.read_text(encoding="utf-8")))
    for text in texts:
        minutes = " + ".join(str(sum(part.minutes)) for part in parts(text))
        if told.get(text.notebook) != minutes:
            said = (
                f"the clocks of {text.notebook} say {minutes} minutes, the table here"
            )
            rest = f"{told.get(text.notebook, 'nothing')}; write {minutes}"
            line = line_of(GUIDE, f"| {text.notebook} ", "| 00 ")
            yield Finding(GUIDE, line, f"{said} {rest}")
