"""Which cells are folded away, and what is left of them to be seen."""

import nbformat
import pytest

from grading import build, instructor
from grading.text import assembly, folded, source

SHORT = "a = 1\n# why\n\nb = 2\nc = 3"
LONG = f"{SHORT}\nd = 4"
WAITS = "with waits_for({names}) as show:\n    a = 1\n    b = 2\n    show(a + b)"


@pytest.fixture
def cells(tmp_path):
    """Read texts of cells, each below its marker: ``cells(("demo", "1"))``."""

    def cells(*written):
        path = tmp_path / "07_tiny.py"
        text = "\n\n".join(f"# %% {marker}\n{code}" for marker, code in written)
        path.write_text(text + "\n", encoding="utf-8")
        return source.read(path).cells

    return cells


@pytest.mark.parametrize(
    ("marker", "code", "hides"),
    [
        ("demo", LONG, True),
        ("demo", SHORT, False),
        ("demo in view", LONG, False),
        ("", LONG, False),
        ('readonly="data"', LONG, False),
    ],
)
def test_long_demonstrations_are_folded(cells, marker, code, hides):
    (cell,) = cells((marker, code))
    assert folded.is_folded(cell) is hides
    assert folded.metadata(cell) == (folded.HIDDEN if hides else {})
    assert folded.code(cell).startswith("# To look at") is hides
    assert folded.code(cell).endswith(cell.text)


@pytest.mark.parametrize(
    ("names", "when"),
    [
        ("", "."),
        ("half", ", once half works."),
        ("half, double", ", once half and double work."),
        ("half, double, three", ", once half, double and three work."),
        (", ".join(20 * ["of_long_name"]), ", once of_long_name works."),
        (", ".join(f"f_{i}" for i in range(20)), ", once your functions above work."),
    ],
)
def test_the_line_in_view_says_what_it_waits_for(cells, names, when):
    (cell,) = cells(("demo", WAITS.format(names=names)))
    line = folded.first_line(cell)
    assert line == f"# To look at{when} You may open and change it."


def test_what_shows_a_symptom_is_run_before_the_repair_as_well(cells):
    (cell,) = cells(("demo of a symptom", WAITS.format(names="half")))
    assert folded.is_folded(cell)
    assert ", before your repair and after it. " in folded.first_line(cell)


@pytest.fixture(scope="module")
def books(released_course):
    """All notebooks as they are handed out."""
    paths = sorted(released_course.release.glob("*/*.ipynb"))
    return {path.stem: nbformat.read(path, as_version=4) for path in paths}


def test_in_each_notebook_demonstrations_alone_are_folded(books):
    for book in books.values():
        nbformat.validate(book)
        hidden = [cell for cell in book.cells if "jupyter" in cell.metadata]
        assert len(hidden) > 10
        assert {cell.metadata.nnlib.role for cell in hidden} == {"demo"}
        assert {cell.metadata.jupyter.source_hidden for cell in hidden} == {True}
        lines = [cell.source.split("\n")[0] for cell in hidden]
        assert all(len(line) <= 88 for line in lines)


def test_the_instructor_reads_all_of_it():
    path = source.sources()[0]
    book = nbformat.reads(assembly.notebook(path, None, instructor.cells), 4)
    assert not any("jupyter" in cell.metadata for cell in book.cells)
    student = nbformat.reads(assembly.notebook(path, None, build.cells), 4)
    shown = [c.source for c in student.cells if "jupyter" in c.metadata]
    assert set(shown) <= {cell.source for cell in book.cells}
