"""What students get: stubs, no solutions, points and locks right, and the gradebook."""

import nbformat
import pytest

from grading import release as stage
from grading.build import build
from grading.errors import ReleaseError
from grading.release import release
from grading.results import gradebook

TINY = "07_tiny/07_tiny.ipynb"
STUB = "    # Your code here\n    raise NotImplementedError"


@pytest.fixture
def notebook(tiny_course):
    return nbformat.read(tiny_course.release / TINY, as_version=4)


def test_solutions_are_replaced_by_stubs(notebook):
    stubs = [cell.source for cell in notebook.cells if cell.id.endswith("-solution")]
    assert len(stubs) == 2
    for stub in stubs:
        assert stub.endswith(STUB)
        assert stub.startswith("def ")


def test_no_solution_mark_or_line_is_left(tiny_course):
    for path in tiny_course.release.rglob("*.*"):
        text = path.read_text(encoding="utf-8")
        assert "SOLUTION" not in text
        assert "secret_quotient" not in text


def test_notebook_has_no_outputs(notebook):
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(not cell.outputs and cell.execution_count is None for cell in code)


def test_checks_and_data_cannot_be_edited_and_solutions_can(notebook):
    editable = {cell.id: cell.metadata.get("editable", True) for cell in notebook.cells}
    locked = {name for name, free in editable.items() if not free}
    assert locked == {"data", "rules", "half", "double"}


def test_gradebook_knows_the_points(tiny_course):
    with gradebook.opened(tiny_course) as book:
        cells = book.find_notebook("07_tiny", "07_tiny").grade_cells
        assert {cell.name: cell.max_score for cell in cells} == {
            "half": 5,
            "double": 10,
        }


def test_two_releases_are_equal_to_the_byte(
    entered, authoring, tiny_exercises, tiny_course
):
    build(entered, authoring, tiny_exercises)
    (path,) = release(entered)
    assert path.read_bytes() == (tiny_course.release / TINY).read_bytes()


def test_release_twice_in_one_course_changes_nothing(tiny_course):
    before = (tiny_course.release / TINY).read_bytes()
    release(tiny_course)
    assert (tiny_course.release / TINY).read_bytes() == before


def test_release_is_quiet_and_keeps_a_log(tiny_course, capfd):
    release(tiny_course)
    assert capfd.readouterr() == ("", "")
    assert "Converting notebook" in tiny_course.log_file.read_text(encoding="utf-8")


def test_release_without_a_build_says_what_to_do(course):
    with pytest.raises(ReleaseError, match="holds no notebooks; run build first"):
        release(course)


def test_refused_release_keeps_the_older_one_and_gives_the_reason(tiny_course):
    before = (tiny_course.release / TINY).read_bytes()
    with gradebook.opened(tiny_course) as book:
        book.add_student("ada")
        book.add_submission("07_tiny", "ada")
    without_a_graded_cell(tiny_course.source / TINY)
    with pytest.raises(ReleaseError) as caught:
        release(tiny_course)
    assert "there are submissions associated with it" in str(caught.value)
    assert str(tiny_course.log_file) in str(caught.value)
    assert (tiny_course.release / TINY).read_bytes() == before


def without_a_graded_cell(path):
    notebook = nbformat.read(path, as_version=4)
    notebook.cells = [cell for cell in notebook.cells if not cell.id.startswith("half")]
    nbformat.write(notebook, path)


def test_a_solution_file_beside_the_notebook_is_never_released(tiny_course):
    (tiny_course.source / "07_tiny" / "answers.py").write_text("### BEGIN SOLUTION\n")
    with pytest.raises(
        ReleaseError, match=r"07_tiny/answers\.py still holds a solution"
    ):
        release(tiny_course)
    assert not (tiny_course.release / "07_tiny" / "answers.py").exists()
    assert not (tiny_course.root / stage.STAGING).exists()
