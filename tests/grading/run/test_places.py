"""Once the points are final: lines, each different wrong function searched once."""

import shutil
from pathlib import Path

import nbformat
import pytest

from grading.collect import collect
from grading.course import Course
from grading.feedback import feedback
from grading.found import shelf
from grading.found.rounds import Draw
from grading.grade import grade
from grading.report import report
from grading.run import places
from grading.run.named_place import called, statement_at
from grading.run.places import defined_in, function_text, seed_of
from grading.sample.sample_class import solutions
from grading.submitted.submission import Cell
from nnlib.check.description import parsed
from tests.cases import every_case

NAME = "02_logistic_regression_arrays"
DB = """def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(w.T @ X + b)
    dZ = A - Y
    db = {db}
    return {{"dw": X @ dZ.T / m, "db": db}}, compute_cost(A, Y)
"""
WRONG = "np.sum(dZ + 1) / m"
# Whose propagate is wrong how.
CLASS = {"ada": WRONG, "ben": WRONG, "cleo": "np.sum(dZ) / (m + m)", "dan": ""}


@pytest.fixture(scope="module")
def handed_in(released_course, tmp_path_factory):
    """A class in which two have written the same wrong function."""
    folder = tmp_path_factory.mktemp("places")
    shutil.copytree(released_course.root, folder / "course")
    course = Course.open(folder / "course")
    released, solved = (
        nbformat.read(stage / NAME / f"{NAME}.ipynb", as_version=4)
        for stage in (course.release, course.source)
    )
    answers = solutions(solved)
    for student, db in CLASS.items():
        texts = {**answers, "propagate": DB.format(db=db)} if db else answers
        for cell in released.cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
            if name.removesuffix("-solution") in texts and name.endswith("-solution"):
                cell.source = texts[name.removesuffix("-solution")]
        path = folder / "handed-in" / student / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(released, path)
    collect(course, folder / "handed-in")
    return course


@pytest.fixture(scope="module")
def graded(handed_in, tmp_path_factory):
    """The class graded, what was searched, and the points without the search."""
    seen = tmp_path_factory.mktemp("seen") / "searched.txt"
    whole = places.searched

    def noted(library, exercise, *asked):
        with seen.open("a", encoding="utf-8") as file:
            file.write(f"{exercise}\n")
        return whole(library, exercise, *asked)

    bare = {one.student: one for one in grade(handed_in, pointing=False).records}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(places, "searched", noted)
        grade(handed_in, again=True)
    found = {one.student: one for one in shelf.records(handed_in.results)}
    return found, seen.read_text(encoding="utf-8").split(), bare


def propagate(found):
    """Return what propagate came to."""
    return next(one for one in found.results if one.name == "propagate")


def test_a_line_is_told_and_points_are_what_they_were(graded):
    found, _, bare = graded
    said = dict(propagate(found["ada"]).said)["pointed"]
    assert said.startswith("Where? One small change in line 5 makes db come out right")
    assert "“db = np.sum(dZ + 1) / m”" in said
    assert {n: one.points for n, one in found.items()} == {
        n: one.points for n, one in bare.items()
    }
    assert not any("pointed" in dict(propagate(one).said) for one in bare.values())
    assert "pointed" not in dict(propagate(found["dan"]).said)


def test_each_different_wrong_function_is_searched_once(graded):
    assert graded[1] == ["02/propagate"] * 2


def test_pages_and_report_tell_the_place(graded, handed_in):
    (page,) = feedback(handed_in, student="ada")
    assert "One small change in line 5" in page.read_text(encoding="utf-8")
    text = report(handed_in).read_text(encoding="utf-8")
    row = text[text.index('<h2 id="places">') :]
    where = propagate(graded[0]["ada"]).place
    assert where == "the formula in db" and where in row
    # Two different functions, wrong at the same place.
    assert row.index('data-head="Students">3</td>') < row.index("</table>")
    without = report(handed_in, anonymous=True).read_text(encoding="utf-8")
    assert '<h2 id="places">' not in without


def test_a_seed_for_the_search_gives_no_points_and_tells_of_none():
    draw = Draw([1, 2, 3, 4], 1)
    seed = seed_of(draw)
    assert seed == seed_of(draw) and len(seed) == 4 and seed != draw.seed
    assert seed != seed_of(Draw([1, 2, 3, 5], 1))


def cell(source, role="solution", name="half"):
    """Make a cell as it is run."""
    return Cell("one", source, role, name)


def test_the_function_is_the_last_that_stands_above_its_check():
    above = [cell("x = 1"), cell("def half(x):\n    return x", "own")]
    check = cell("", "check")
    below = cell("def half(x):\n    return 2", "own")
    text = function_text([*above, check, below], "half")
    assert text == "def half(x):\n    return x\n"
    assert function_text([cell("def half(x):\n    return x", "demo")], "half") == ""


# What a cell holds in place of a plain function.
NO_TEXT = {
    "a decorator": "@cache\ndef half(x):\n    return x",
    "no Python": "def half(x:\n    return x",
    "inside another": "if True:\n    def half(x):\n        return x",
    "a class": "class half:\n    pass",
    "much": "def half(x):\n    return x\n" + "#" * 30_000,
}


@every_case("source", NO_TEXT.values(), NO_TEXT)
def test_what_is_no_plain_function_is_not_searched(source):
    assert defined_in(source, "half") == ""


STATEMENTS = """def f(x):
    m = len(x)
    total, count = 0, 0
    for one in x:
        total += one
    if m > 3:
        x.append(m)
    long = {
        "a": 1,
    }
    return total
"""
NAMED = {
    1: "its first line",
    2: "m",
    3: "(total, count)",
    4: "the head of a loop",
    5: "total",
    6: "a condition",
    7: "a call",
    9: "long",
    11: "the return line",
}


def test_a_place_has_a_name():
    (tree,) = parsed(STATEMENTS).body
    assert {line: statement_at(tree, line) for line in NAMED} == NAMED
    (odd,) = parsed(f"{'x' * 300} = 1").body
    assert len(called(odd)) < 60


def test_nothing_of_a_search_is_left(graded, handed_in):
    names = {one.name for one in Path(handed_in.root).iterdir()}
    assert not names & {places.LIBRARY, places.KNOWN}
