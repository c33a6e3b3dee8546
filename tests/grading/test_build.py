"""From text to notebook: everything arrives, nothing else does, twice the same."""

import json

import nbformat
import pytest
from nbgrader.nbgraderformat import MetadataValidator

from grading import build
from grading.course import Course
from grading.errors import SourceError
from grading.text import assembly, rules, source
from nnlib.check.edition import digest
from nnlib.exercises import exercises


@pytest.fixture
def notebook(authoring, tiny_exercises):
    text = assembly.notebook(authoring / "07_tiny.py", tiny_exercises, build.cells)
    return nbformat.reads(text, as_version=4)


def test_notebook_holds_the_cells_of_the_text(notebook, authoring):
    cells = source.read(authoring / "07_tiny.py").cells
    expected = [cell.text or f"check({cell.role.name})" for cell in cells]
    assert [cell.source for cell in notebook.cells] == expected
    assert [cell.cell_type for cell in notebook.cells] == [c.cell_type for c in cells]


def test_cell_ids_come_from_grade_ids_and_positions(notebook):
    assert [cell.id for cell in notebook.cells] == [
        *("cell-01", "cell-02", "data", "rules"),
        *("half-solution", "half", "double-solution", "double", "cell-09"),
    ]


def test_notebook_is_legal_for_nbgrader(notebook):
    nbformat.validate(notebook)
    MetadataValidator().validate_nb(notebook)


def test_points_come_from_the_exercises(notebook):
    graded = [cell.metadata.get("nbgrader", {}) for cell in notebook.cells]
    points = {f["grade_id"]: f["points"] for f in graded if f.get("grade")}
    assert points == {"half": 5.0, "double": 10.0}


def test_demo_is_noted_on_the_cell(notebook):
    told = notebook.cells[-1].metadata.nnlib
    assert told.role == "demo"
    # What it alone makes will be missing when graded, until somebody changes it.
    assert (told.names, told.part) == (["table"], "07 · A tiny notebook")
    assert told.digest == digest(notebook.cells[-1].source)


def test_notebook_says_which_course_it_belongs_to(notebook):
    assert notebook.metadata.nnlib.notebook == "07"
    assert notebook.metadata.nnlib.course_version
    assert set(notebook.metadata.nnlib.editions) == {"half", "double"}
    assert notebook.metadata.kernelspec.name == "python3"
    assert notebook.metadata.language_info == {"name": "python"}


def test_nothing_of_jupytext_is_left(notebook):
    text = nbformat.writes(notebook)
    for leftover in ("jupytext", "lines_to_next_cell", '"title"'):
        assert leftover not in text


def test_notes_for_the_instructor_change_no_byte(authoring, tiny_exercises):
    path = authoring / "07_tiny.py"
    before = assembly.notebook(path, tiny_exercises, build.cells)
    text = path.read_text(encoding="utf-8")
    note = "# %% [markdown] instructor\n# A note.\n\n"
    path.write_text(note + text.replace("# %% demo", f"{note}# %% demo"), "utf-8")
    assert assembly.notebook(path, tiny_exercises, build.cells) == before


def test_a_notebook_carries_the_edition_of_each_exercise(authoring, tiny_exercises):
    first, second = tiny_exercises("07")
    second.edition = 3
    text = assembly.notebook(
        authoring / "07_tiny.py", lambda _: (first, second), build.cells
    )
    built = nbformat.reads(text, as_version=4).metadata["nnlib"]
    assert built["editions"] == {"half": 1, "double": 3}


def test_two_builds_are_equal_to_the_byte(tmp_path, authoring, tiny_exercises):
    courses = [Course.create(tmp_path / name) for name in ("one", "two")]
    paths = [build.build(each, authoring, tiny_exercises)[0] for each in courses]
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_build_writes_one_folder_per_notebook(course, authoring, tiny_exercises):
    (path,) = build.build(course, authoring, tiny_exercises)
    assert path == course.source / "07_tiny" / "07_tiny.ipynb"
    assert json.loads(path.read_text(encoding="utf-8"))["nbformat"] == 4


def test_nothing_is_written_when_one_text_is_broken(course, authoring, tiny_exercises):
    (authoring / "08_broken.py").write_text("# %% play\n")
    with pytest.raises(SourceError, match=r"08_broken\.py, line 1, cell 1"):
        build.build(course, authoring, tiny_exercises)
    assert not course.source.exists()


def test_a_folder_without_sources_is_refused(course, tmp_path):
    with pytest.raises(SourceError, match="no sources"):
        build.build(course, tmp_path)


def test_a_notebook_without_exercises_is_refused_with_its_name(course, authoring):
    with pytest.raises(SourceError, match=r"07_tiny\.py: notebook is '07'"):
        build.build(course, authoring)


@pytest.mark.parametrize("path", source.sources(), ids=lambda path: path.stem)
def test_what_a_loop_costs_stands_where_students_write(path):
    """In every exercise in which it costs something, and in no other."""
    graded = exercises(path.name[:2])
    found = json.loads(assembly.notebook(path, None, build.cells))["cells"]
    texts = {cell["id"]: "".join(cell["source"]) for cell in found}
    for exercise in graded:
        line = f"    # A loop over the {exercise.sized} costs 20 %.\n"
        charged = exercise.vectorised is not None
        assert (line in rules.cut(texts[f"{exercise.name}-solution"])) == charged, (
            exercise.id
        )
