"""The instructor's notebooks: solved, with notes, and out of every student's reach."""

from itertools import chain

import nbformat
import pytest
from nbclient import NotebookClient

from grading import archive, build, instructor
from grading.course import Course
from grading.instructor import cells, quoted
from grading.text import assembly, source
from grading.text.exercise_note import checked, hints, note, plain, row
from grading.text.rules import without_marks
from nnlib.check import Exercise, Probe, all_mistakes
from nnlib.exercises import NOTEBOOKS, get

# Every wrong version is checked for an edition: all six take half a minute.
LONG = pytest.mark.long
FIRST, *OTHERS = source.sources()
PATHS = [FIRST, *(pytest.param(path, marks=LONG) for path in OTHERS)]
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


def edition(path):
    return read(assembly.notebook(path, None, cells))


@pytest.fixture(scope="module", params=PATHS, ids=lambda path: path.stem[:2])
def course_edition(request):
    """Each text of the course, and its edition."""
    return request.param, edition(request.param)


def test_edition_shows_solutions_without_marks_and_the_notes(noted):
    found = edition(noted).cells
    whole = "\n".join(cell.source for cell in found)
    assert "secret_quotient = x / 2" in whole and "SOLUTION" not in whole
    assert found[-1].source == NOTED


def test_below_each_check_stands_what_the_exercise_is_worth(noted):
    found = edition(noted).cells
    checks = [i for i, cell in enumerate(found) if cell.source.startswith("check(")]
    below = [found[i + 1].source.splitlines()[0] for i in checks]
    assert below == [
        "> **For the instructor.** **`half`: 5 points.**",
        "> **For the instructor.** **`double`: 10 points.**",
    ]


def test_edition_is_no_assignment_of_nbgrader(noted):
    found = edition(noted).cells
    assert not [cell for cell in found if "nbgrader" in cell.metadata]


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


@pytest.mark.parametrize(
    "exercise",
    [
        pytest.param(one, id=one.id, marks=() if one.notebook == "00" else LONG)
        for one in chain.from_iterable(NOTEBOOKS.values())
    ],
)
def test_note_quotes_only_what_the_check_says_and_asks(exercise):
    rows = [line for line in note(exercise).splitlines() if line.startswith("| ")]
    for mistake, line in zip(all_mistakes(exercise), rows[1:], strict=True):
        verdict = checked(exercise, mistake)
        spoken = [plain(text) for text in verdict.lines(values=False, room=2)]
        title, said, asked = line.strip("| ").split(" | ")
        assert title == plain(mistake.title)
        assert said and set(sentences(said, spoken)) <= set(spoken)
        assert f"Ask yourself: {asked}" in spoken


def sentences(said, spoken):
    """Cut what is said into the lines of a card; what is left belongs to none."""
    for line in sorted(spoken, key=len, reverse=True):
        if line in said:
            yield line
            said = said.replace(line, "")
    yield from filter(None, [said.strip()])


def test_note_gives_every_hint():
    for exercise in chain.from_iterable(NOTEBOOKS.values()):
        assert [line.split(". ", 1)[1] for line in hints(exercise)] == [
            plain(hint) for hint in exercise.hints
        ]


def test_what_is_said_leaves_out_sizes_and_numbers():
    accuracy = get("02/accuracy")
    *_, changed, loop = [
        row(one, checked(accuracy, one)) for one in all_mistakes(accuracy)
    ]
    assert changed == (
        "| argument overwritten | It changes its argument P, which the caller still "
        "needs. This costs 10 %. | which line changes P? |"
    )
    assert loop == (
        "| loop over the examples | A Python loop does the work: its steps grow with "
        "the examples. This costs 20 %. | which array operation does all examples at "
        "once? |"
    )


def test_note_of_a_plain_exercise_says_that_it_knows_no_mistake():
    def probes(rng):
        return [Probe((1.0,))]

    bare = Exercise("07/one", {"value": 1}, float, returns="value", probes=probes)
    assert note(bare) == (
        "**`one`: 1 point.**\n"
        "Form: write. Beside it: the formula, in the same section.\n\n"
        "No mistakes that the check names.\n\n"
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
    solved = read(assembly.notebook(path, None, build.cells)).cells
    code = [without_marks(cell.source) for cell in solved if cell.cell_type == "code"]
    assert [cell.source for cell in found.cells if cell.cell_type == "code"] == code


@pytest.mark.long
def test_edition_runs_without_error(course_edition, tmp_path):
    _, found = course_edition
    folder = {"metadata": {"path": str(tmp_path)}}
    NotebookClient(found, timeout=120, resources=folder).execute()
