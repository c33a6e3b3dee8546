"""Solutions are written when nobody can hand in any more."""

from datetime import UTC, datetime, timedelta

import nbformat
import pytest

from grading.errors import CourseError, GradingError, UsageError
from grading.solutions import solutions

NAME = "07_tiny"


def decide(course, hours, extension=None):
    """Set the due time some hours from now, and perhaps a longer one for ada."""
    now = datetime.now(UTC)
    due = (now + timedelta(hours=hours)).isoformat(timespec="seconds")
    course.settings_file.write_text(f'[notebooks.07]\ndue = "{due}"\n')
    if extension is not None:
        own = (now + timedelta(hours=extension)).isoformat(timespec="seconds")
        course.extensions_file.write_text(f"student,notebook,due\nada,07,{own}\n")


def test_solved_notebook_has_no_marks_and_no_outputs(tiny_course):
    decide(tiny_course, -1)
    (path,) = solutions(tiny_course).written
    assert path == tiny_course.solutions / f"{NAME}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    text = path.read_text(encoding="utf-8")
    assert "SOLUTION" not in text and "secret_quotient" in text
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(not cell.outputs and cell.execution_count is None for cell in code)
    names: dict = {}
    for cell in code[:3]:
        exec(cell.source, names)
    assert names["half"](8) == 4


TOO_EARLY = {
    "not due yet": ((1, None), "notebook 07 is due for the last student on 20"),
    "somebody has more time": ((-1, 1), "notebook 07 is due for the last student on"),
}


@pytest.mark.parametrize(("hours", "said"), TOO_EARLY.values(), ids=TOO_EARLY)
def test_solutions_are_refused_before_the_last_due_time(tiny_course, hours, said):
    decide(tiny_course, *hours)
    with pytest.raises(GradingError, match=f"no solutions were written: {said}"):
        solutions(tiny_course)
    assert not tiny_course.solutions.exists()
    assert len(solutions(tiny_course, now=True).written) == 1


def test_notebook_that_is_never_due_needs_the_instructors_word(tiny_course):
    with pytest.raises(GradingError, match=r"has no due time in course\.toml; --now"):
        solutions(tiny_course)
    assert solutions(tiny_course, now=True).withheld == []


def test_notebooks_that_are_due_are_written_and_the_others_named(tiny_course):
    decide(tiny_course, -1)
    other = tiny_course.source / "08_other" / "08_other.ipynb"
    other.parent.mkdir()
    text = (tiny_course.source / NAME / f"{NAME}.ipynb").read_text(encoding="utf-8")
    other.write_text(text.replace('"notebook": "07"', '"notebook": "08"'))
    done = solutions(tiny_course)
    assert [path.name for path in done.written] == [f"{NAME}.ipynb"]
    assert done.withheld == ["notebook 08 has no due time in course.toml"]
    with pytest.raises(GradingError, match="notebook 08"):
        solutions(tiny_course, notebook="08")


def test_unknown_notebook_and_missing_build_say_what_to_do(tiny_course, course):
    with pytest.raises(UsageError, match="there is no notebook '09'; there are 07"):
        solutions(tiny_course, notebook="09", now=True)
    with pytest.raises(GradingError, match="run build first"):
        solutions(course)
    tiny_course.settings_file.write_text("due = 1")
    with pytest.raises(CourseError, match="nothing is called due"):
        solutions(tiny_course, now=True)
