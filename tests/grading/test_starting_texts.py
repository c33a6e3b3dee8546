"""What is handed out earns nothing: as it is, with a name changed, a line split."""

import ast
import copy
import json
import linecache
import shutil

import nbformat
import numpy as np
import pytest

from grading.course import Course
from grading.found import rounds
from grading.released import starting
from grading.run.examine import examine
from grading.sample import sample_class
from grading.sandbox.library import student_library
from grading.submitted import submission
from grading.submitted.slots import SOLUTION, Slot, is_written
from nnlib.check import LocalRunner, evaluate
from nnlib.check.begun import BEGUN
from nnlib.exercises import NOTEBOOKS, exercises, get, starting_text
from nnlib.opening import update
from tests.grading.test_stock_nbgrader import nbgrader
from tests.registered import EXERCISES, PUBLIC, SECRET

WITH_TEXT = [one for one in EXERCISES if one.form in BEGUN]
SEARCHED = [one for one in WITH_TEXT if one.searched]
IN_NOTEBOOKS = sorted({one.notebook for one in WITH_TEXT})
FIRST, *LATER = IN_NOTEBOOKS
# What is handed out stops with an error, which is the lesson: there is nothing to name.
STOPPING = ("02/sigmoid",)


def renamed(text):
    """Change one name: that of the first argument or of what is assigned first."""
    tree = ast.parse(text)
    function = tree.body[0]
    old = function.args.args[0].arg
    for node in ast.walk(function):
        if isinstance(node, ast.arg) and node.arg == old:
            node.arg = f"{old}_mine"
        if isinstance(node, ast.Name) and node.id == old:
            node.id = f"{old}_mine"
    return ast.unparse(tree)


def split(text):
    """Make two lines of the last one."""
    tree = ast.parse(text)
    body = tree.body[0].body
    value = ast.unparse(body[-1].value)
    body[-1:] = ast.parse(f"answer = {value}").body
    return f"{ast.unparse(tree)}\n    return answer\n"


def commented(text):
    """Do what is no attempt: a blank line, a comment, another docstring."""
    tree = ast.parse(text)
    tree.body[0].body[0] = ast.parse("'''Mine.'''").body[0]
    return f"# mine\n\n{ast.unparse(tree)}  # not touched\n"


def in_the_notebook(exercise, text):
    """Define a function among those that the notebook has by then."""
    file = f"<{exercise.id}, {hash(text)}>"
    linecache.cache[file] = len(text), None, text.splitlines(keepends=True), file
    namespace = {one.name: one.reference for one in exercises(exercise.notebook)}
    namespace["np"] = np
    exec(compile(text, file, "exec"), namespace)
    return namespace[exercise.name]


def test_there_are_some():
    assert WITH_TEXT
    assert SEARCHED


@pytest.mark.parametrize("exercise", SEARCHED, ids=lambda one: one.id)
def test_a_slip_that_is_left_earns_nothing(exercise):
    given = starting_text(exercise.id)
    for seed in (PUBLIC, *SECRET[:3]):
        for change, status in (
            (str, "not_attempted"),
            (commented, "not_attempted"),
            (renamed, None),
            (split, None),
        ):
            runner = LocalRunner(in_the_notebook(exercise, change(given)))
            verdict = evaluate(exercise, runner, seed=seed)
            assert verdict.points == 0, (change, verdict.lines())
            found = verdict.status == "not_attempted"
            assert found == (status is not None), change


@pytest.mark.parametrize("exercise", WITH_TEXT, ids=lambda one: one.id)
def test_what_is_planted_is_named_when_the_search_is_over(exercise):
    planted = [one for one in exercise.variants if one.id in exercise.planted]
    assert planted or exercise.id in STOPPING
    for one in planted:
        verdict = evaluate(exercise, LocalRunner(one.function), seed=PUBLIC)
        assert (verdict.points, verdict.diagnosis) == (0, one.id)


@pytest.mark.parametrize("id", STOPPING)
def test_what_stops_says_so_in_pythons_words(id):
    exercise = get(id)
    runner = LocalRunner(in_the_notebook(exercise, renamed(starting_text(id))))
    verdict = evaluate(exercise, runner, seed=PUBLIC)
    assert (verdict.status, exercise.planted) == ("error", ())
    assert "truth value of an array" in " ".join(verdict.lines())


@pytest.mark.parametrize("exercise", WITH_TEXT, ids=lambda one: one.id)
def test_a_cell_as_it_was_handed_out_is_not_written(exercise):
    given = starting_text(exercise.id)
    assert not update.written(given, given)
    assert not update.written(f"# mine\n{given}", given)
    cell = nbformat.v4.new_code_cell(given)
    slot = Slot(0, SOLUTION, f"{exercise.name}-solution", cell)
    assert not is_written(f"{given}\n# mine\n", slot)
    if exercise.searched:
        assert update.written(renamed(given), given)
        assert is_written(renamed(given), slot)


def test_a_function_is_mended_by_moving_a_line_as_well():
    given = "def f(x):\n    a = 1\n    b = 2\n    return a"
    slot = Slot(0, SOLUTION, "f-solution", nbformat.v4.new_code_cell(given))
    moved = "def f(x):\n    b = 2\n    a = 1\n    return a"
    less = "def f(x):\n    a = 1\n    return a"
    assert is_written(moved, slot)
    assert is_written(less, slot)
    assert not is_written("", slot)
    assert not is_written("    a = 1\n    return a", slot)


# ---- released, and handed in to the real grader


@pytest.mark.parametrize("number", IN_NOTEBOOKS)
def test_a_released_cell_holds_it_and_no_note_of_the_build(released_course, number):
    for exercise in (one for one in WITH_TEXT if one.notebook == number):
        built, given = (
            next(
                cell
                for cell in sample_class.read(stage, number).cells
                if cell.id == f"{exercise.name}-solution"
            )
            for stage in (released_course.source, released_course.release)
        )
        assert given.source == built.metadata.nnlib[starting.STARTING]
        assert given.source == starting_text(exercise.id)
        assert "nnlib" not in given.metadata
        for line in exercise.starting.splitlines():
            assert line in given.source


def handed_in(course, number, change):
    """Return the released notebook, solved but for what is to be mended."""
    notebook = copy.deepcopy(sample_class.read(course.release, number))
    solved = sample_class.solutions(sample_class.read(course.source, number))
    for cell in notebook.cells:
        name = cell.id.removesuffix("-solution")
        if cell.id.endswith("-solution"):
            searched = name in [e.name for e in SEARCHED if e.notebook == number]
            order = name in [e.name for e in WITH_TEXT if not e.searched]
            if searched:
                cell.source = change(cell.source)
            elif not order:
                cell.source = solved[name]
    return notebook


@pytest.mark.parametrize(
    "number", [FIRST, *(pytest.param(one, marks=pytest.mark.long) for one in LATER)]
)
@pytest.mark.parametrize("change", [str, renamed, split])
def test_the_grader_gives_nothing_for_it(released_course, tmp_path, number, change):
    path = tmp_path / "notebook.ipynb"
    notebook = handed_in(released_course, number, change)
    path.write_text(json.dumps(notebook), encoding="utf-8")
    given = sample_class.read(released_course.release, number)
    mine = submission.read(path, given, student="s", assignment="a")
    library = student_library(tmp_path / "library" / number, number)
    drawn = rounds.draws(b"secret", rounds.FIRST, NOTEBOOKS[number])
    found, _ = examine(mine, NOTEBOOKS[number], library, drawn)
    for exercise, one in zip(NOTEBOOKS[number], found, strict=True):
        verdict = one.verdict
        if exercise not in WITH_TEXT:
            assert verdict.points == exercise.max_points, verdict.lines()
            continue
        assert verdict.points == 0, verdict.lines()
        untouched = change is str or not exercise.searched
        assert (verdict.status == "not_attempted") == untouched, verdict.lines()


@pytest.mark.long
def test_nbgraders_own_release_begins_the_answers_alike(released_course, tmp_path):
    shutil.copytree(released_course.root, tmp_path / "course")
    course = Course.open(tmp_path / "course")
    stems = [path.name for path in sorted(course.release.iterdir())]
    stem = next(one for one in stems if one.startswith(FIRST))
    shutil.rmtree(course.release / stem)
    nbgrader(course, "generate_assignment", stem, "--force")
    ours = sample_class.read(released_course.release, FIRST)
    theirs = sample_class.read(course.release, FIRST)
    assert [cell.source for cell in theirs.cells] == [c.source for c in ours.cells]
