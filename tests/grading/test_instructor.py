"""The instructor's edition: solved, with notes, and out of every student's reach."""

import nbformat
import pytest
from nbclient import NotebookClient

from grading import archive, build, instructor
from grading.course import Course
from grading.instructor import edition, quoted
from grading.text import source
from grading.text.exercise_note import note, plain
from grading.text.rules import without_marks
from nnlib.check import Exercise, Probe, all_mistakes
from nnlib.exercises import NOTEBOOKS, get

PATHS = source.sources()
NOTE = "# %% [markdown] instructor\n# Most forget the half of $x$.\n\n"
NOTED = "> **For the instructor.** Most forget the half of $x$."


@pytest.fixture
def noted(gradable, authoring):
    """The text of a notebook whose last cell is a note."""
    path = authoring / "07_tiny.py"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{NOTE}", encoding="utf-8")
    return path


def read(text):
    return nbformat.reads(text, as_version=4)


@pytest.fixture(scope="module", params=PATHS, ids=lambda path: path.stem)
def course_edition(request):
    """Each text of the course, and its edition."""
    return request.param, read(edition(request.param))


def test_edition_shows_solutions_without_marks_and_the_notes(noted):
    found = read(edition(noted)).cells
    whole = "\n".join(cell.source for cell in found)
    assert "secret_quotient = x / 2" in whole and "SOLUTION" not in whole
    assert found[-1].source == NOTED


def test_below_each_check_stands_what_the_exercise_is_worth(noted):
    found = read(edition(noted)).cells
    checks = [i for i, cell in enumerate(found) if cell.source.startswith("check(")]
    below = [found[i + 1].source.splitlines()[0] for i in checks]
    assert below == [
        "> **For the instructor.** **`half`: 5 points.**",
        "> **For the instructor.** **`double`: 10 points.**",
    ]


def test_edition_is_no_assignment_of_nbgrader(noted):
    cells = read(edition(noted)).cells
    assert not [cell for cell in cells if "nbgrader" in cell.metadata]


def test_two_editions_are_equal_to_the_byte(tmp_path, noted):
    folder = noted.parent
    courses = [Course.create(tmp_path / name) for name in ("one", "two")]
    paths = [instructor.instructor(course, folder)[0] for course in courses]
    assert paths[0] == courses[0].root / "instructor" / "07_tiny.ipynb"
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_edition_reaches_neither_the_release_nor_the_archive(gradable, noted, tmp_path):
    instructor.instructor(gradable, noted.parent)
    build.build(gradable, noted.parent)
    packed = archive.contents(gradable)
    assert not [path for path in packed.values() if gradable.instructor in path.parents]
    for folder in (gradable.source, gradable.release):
        texts = [path.read_text("utf-8") for path in folder.rglob("*.ipynb")]
        assert texts and not [text for text in texts if "Most forget" in text]


@pytest.mark.parametrize("number", NOTEBOOKS)
def test_note_tells_every_registered_mistake_and_hint(number):
    for exercise in NOTEBOOKS[number]:
        text = note(exercise)
        for variant in all_mistakes(exercise):
            assert f"| {plain(variant.title)} |" in text
            assert plain(variant.question) in text
        for hint in exercise.hints:
            assert plain(hint) in text


def test_note_fills_sizes_into_what_is_seen():
    assert "times the expected one (m = 3, 5 and more tried)" in note(
        get("02/propagate")
    )
    assert "{" not in note(get("02/propagate"))


def test_note_of_a_plain_exercise_says_that_it_knows_no_mistake():
    def probes(rng):
        return [Probe((1.0,))]

    bare = Exercise("07/one", {"value": 1}, float, returns="value", probes=probes)
    assert note(bare) == (
        "**`one`: 1 point.**\n\nNo mistakes that the check names.\n\n"
        "No hints that the check gives, in order."
    )


QUOTED = {
    "two paragraphs": ("a\n\nb", "> a\n>\n> b"),
    "list": ("- a\n- b", "> - a\n> - b"),
    "formula over two lines": ("see $a =\n  b$, then\nc", "> see $a = b$, then\n> c"),
    "display formula": ("$$a\n= b$$\nc", "> $$a = b$$\n> c"),
    "dollar sign": (r"5 \$ and $x$" + "\nb", r"> 5 \$ and $x$" + "\n> b"),
}


@pytest.mark.parametrize(("text", "expected"), QUOTED.values(), ids=QUOTED)
def test_note_is_set_apart_line_by_line_and_keeps_formulas_whole(text, expected):
    assert quoted(text) == expected


def test_edition_runs_the_code_of_the_solved_notebook(course_edition):
    path, found = course_edition
    solved = read(build.notebook_text(path)).cells
    code = [without_marks(cell.source) for cell in solved if cell.cell_type == "code"]
    assert [cell.source for cell in found.cells if cell.cell_type == "code"] == code


@pytest.mark.long
def test_edition_runs_without_error(course_edition, tmp_path):
    _, found = course_edition
    folder = {"metadata": {"path": str(tmp_path)}}
    NotebookClient(found, timeout=120, resources=folder).execute()
