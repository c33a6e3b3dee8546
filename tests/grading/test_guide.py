"""The instructor's guide says only what is there: commands, exercises, times."""

import re
import shlex
import tomllib

import pytest

from grading import cli
from grading.course import CHECKOUT
from grading.run.examine import SECONDS_PER_CALL as CALL
from grading.run.examine import SECONDS_PER_CELL as CELL
from grading.run.examine import SECONDS_PER_SUBMISSION as SUBMISSION
from grading.sandbox import warm
from grading.text import source
from nnlib.exercises import NOTEBOOKS
from tests.cases import every_case

GUIDE = (CHECKOUT / "grading" / "GUIDE.md").read_text(encoding="utf-8")
PAGES = {
    "GUIDE": GUIDE,
    "README": (CHECKOUT / "README.md").read_text(encoding="utf-8"),
}
# A command in README may be followed, behind blanks, by what it does.
COMMANDS = [
    (page, re.split(r"\s{3,}(?!--|\s)", line)[0])
    for page, text in PAGES.items()
    for line in re.findall(r"^python -m grading (.+)$", text, re.MULTILINE)
]
SETTINGS = tomllib.loads("\n".join(re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)))
ROW = re.compile(r"^\| (\d\d) [^|]*\| ([\d +]+) \|$", re.MULTILINE)
CLOCK = re.compile(r"\*\*About (\d+) minutes\b")
VERBS = {
    *("build", "instructor", "release", "roster", "collect", "grade", "feedback"),
    *("report", "slide", "export", "solutions", "history", "doctor"),
    *("backup", "restore", "new-term", "adjust", "rehearse"),
    *("look-again", "similar", "by-hand", "left-to-do", "move-gradebook"),
}


@every_case("page, line", COMMANDS)
def test_command_is_understood(page, line):
    assert callable(cli.parser().parse_args(shlex.split(line)).run)


def test_guide_shows_every_verb_of_the_path():
    assert {line.split()[0] for page, line in COMMANDS if page == "GUIDE"} == VERBS


def test_guide_names_only_targets_of_make_that_exist():
    makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    named = re.findall(r"^make ([a-z-]+)$|`make ([a-z-]+)`", GUIDE, re.MULTILINE)
    assert named
    for target in map("".join, named):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_guide_states_the_limits_that_hold():
    said = " ".join(GUIDE.split())
    assert f"a cell after {CELL:g} seconds, a call after {CALL:g}" in said
    assert f"at {warm.MEMORY >> 30} GB" in said
    assert SUBMISSION == 600
    assert "A submission as a whole has ten minutes" in said


@pytest.mark.parametrize("number", NOTEBOOKS)
def test_exercises_that_may_be_switched_off_are_called_by_no_other(number):
    off = set(SETTINGS["notebooks"].get(number, {}).get("off", []))
    assert off <= {exercise.name for exercise in NOTEBOOKS[number]}
    called = {one.split("/")[1] for e in NOTEBOOKS[number] for one in e.needs}
    assert not off & called


@pytest.mark.parametrize("path", source.sources(), ids=lambda path: path.stem)
def test_times_are_those_of_the_notebook(path):
    told = dict(ROW.findall(GUIDE))[path.name[:2]]
    parts = path.read_text(encoding="utf-8").split("**A good place to stop.**")
    minutes = [sum(map(int, CLOCK.findall(part))) for part in parts]
    assert [int(one) for one in told.split(" + ")] == minutes


def test_guide_answers_twenty_questions():
    asked = re.findall(r"^(\d+)\. \*\*", GUIDE, re.MULTILINE)
    assert asked == [str(i) for i in range(1, 21)]


def test_guide_says_what_every_planted_slip_teaches():
    found = re.findall(
        r"^\| (\d\d) \| `(\w+)` \| [^|]{10,} \| [^|]{10,} \|$", GUIDE, re.M
    )
    planted = [
        (number, one.name)
        for number, graded in NOTEBOOKS.items()
        for one in graded
        if one.starting
    ]
    assert found == planted
