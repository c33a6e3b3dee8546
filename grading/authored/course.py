"""What holds of all notebooks together: points, times in the guide, shared versions."""

import importlib
import pkgutil
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

import nnlib.exercises
from grading.authored.exercise import file_of
from grading.authored.sections import parts
from grading.text.finding import Finding, Rules, line_of
from grading.text.source import Source
from nnlib.check import Variant
from nnlib.check.slips import Maker
from nnlib.exercises import NOTEBOOKS, exercises

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


@rule
def what_siblings_share_is_used(_: Sequence[Source]) -> Iterator[Finding]:
    """In the file of an exercise, a lost version is refused when the file is read."""
    used = {one.id for some in NOTEBOOKS.values() for e in some for one in e.variants}
    for module in shared_modules():
        for name, one in vars(module).items():
            if isinstance(one, Variant | Maker) and one.id not in used:
                path = Path(module.__file__)
                said = f"no exercise has {name}; name it in exercise.variants(...)"
                yield Finding(path, line_of(path, name), said)


def shared_modules() -> list[ModuleType]:
    """Import the files beside the folders of the exercises."""
    found = pkgutil.iter_modules(nnlib.exercises.__path__, "nnlib.exercises.")
    return [importlib.import_module(one.name) for one in found if not one.ispkg]
