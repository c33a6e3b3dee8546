"""The notebooks that students open: in step with their sources, and they run.

That they run unsolved is tried with those of the archive, in `grading/test_archive`.
"""

import nbformat
import pytest

from grading import notebooks
from grading.errors import OutOfStepError
from grading.text import source
from nnlib.exercises import NOTEBOOKS, starting
from tests.executed import executed, failures, scores, stopped_parts

LARGEST = 2_000_000  # bytes of a notebook that is solved, run and saved
STEMS = [path.stem for path in source.sources()]


def read(folder, stem):
    return nbformat.read(folder / stem / f"{stem}.ipynb", as_version=4)


@pytest.fixture(scope="module")
def fresh(released_course):
    return {p.name: p.read_bytes() for p in released_course.release.glob("*/*.ipynb")}


def test_committed_notebooks_equal_a_fresh_build(fresh):
    committed = {p.name: p.read_bytes() for p in notebooks.NOTEBOOKS.glob("*.ipynb")}
    assert committed.keys() == fresh.keys()
    for name, data in fresh.items():
        assert committed[name] == data, f"{name}: run python -m grading notebooks"


@pytest.mark.parametrize(
    "stem",
    # One of them everywhere: the network of two layers, where loops cost most.
    [
        pytest.param(one, marks=[pytest.mark.every_python] * one.startswith("03"))
        for one in STEMS
    ],
)
def test_solved_notebook_runs_and_earns_every_point(released_course, tmp_path, stem):
    ran = executed(read(released_course.source, stem), tmp_path)
    assert failures(ran) == stopped_parts(ran) == []
    # JupyterLab saves no states of widgets.
    ran.metadata.pop("widgets", None)
    assert len(nbformat.writes(ran).encode("utf-8")) < LARGEST
    assert {name: score for name, (score, _) in scores(ran).items()} == {
        name: maximum for name, (_, maximum) in scores(ran).items()
    }


def test_starting_texts_of_the_package_are_those_of_the_notebooks():
    notebooks.check_starting_texts()
    assert set(starting.starting_texts()) == {
        one.id for graded in NOTEBOOKS.values() for one in graded
    }


def test_starting_texts_that_differ_are_told(tmp_path):
    place = tmp_path / "texts.json"
    with pytest.raises(OutOfStepError, match=r"texts\.json differs"):
        notebooks.check_starting_texts(place=place)
    notebooks.write_starting_texts(place=place)
    assert notebooks.check_starting_texts(place=place) == place


@pytest.mark.long
def test_a_notebook_prints_a_cell_as_it_was_handed_out(released_course, tmp_path):
    """In a real kernel, and nothing of the notebook is changed by it."""
    book = read(released_course.release, "02_logistic_regression_arrays")
    (asked,) = [cell for cell in book.cells if cell.id == "propagate-solution"]
    first = next(cell for cell in book.cells if cell.cell_type == "code")
    new = nbformat.v4.new_code_cell('check.restart("propagate")')
    book.cells = [first, new]
    ran = executed(book, tmp_path)
    assert failures(ran) == []
    shown, printed = ran.cells[1].outputs
    assert shown.data["text/plain"].startswith("propagate: the cell as it was handed")
    assert (printed.name, printed.text) == ("stdout", f"{asked.source}\n")


class TestRenewing:
    """`python -m grading notebooks` on a folder of its own."""

    @pytest.fixture(autouse=True)
    def two_notebooks(self, monkeypatch):
        wanted = {"02_a.ipynb": b"a", "03_b.ipynb": b"b"}
        monkeypatch.setattr(notebooks, "fresh", lambda: wanted)

    def test_write_renews_all_and_removes_those_without_a_source(self, tmp_path):
        (tmp_path / "02_a.ipynb").write_bytes(b"older")
        (tmp_path / "02_old_name.ipynb").write_bytes(b"older")
        (tmp_path / "README.md").write_bytes(b"stays")
        notebooks.write(tmp_path)
        found = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
        assert found == {
            "02_a.ipynb": b"a",
            "03_b.ipynb": b"b",
            "README.md": b"stays",
        }

    def test_check_accepts_what_write_wrote(self, tmp_path):
        notebooks.write(tmp_path)
        assert len(notebooks.check(tmp_path)) == 2

    @pytest.mark.parametrize("name", ["02_a.ipynb", "03_b.ipynb", "04_c.ipynb"])
    def test_check_names_what_is_out_of_step_and_changes_nothing(self, tmp_path, name):
        notebooks.write(tmp_path)
        (tmp_path / name).write_bytes(b"edited by hand")
        with pytest.raises(OutOfStepError, match=f"{name} differ from a fresh build"):
            notebooks.check(tmp_path)
        assert (tmp_path / name).read_bytes() == b"edited by hand"

    def test_check_names_what_is_missing(self, tmp_path):
        notebooks.write(tmp_path)
        (tmp_path / "03_b.ipynb").unlink()
        with pytest.raises(OutOfStepError, match=r"03_b\.ipynb differ"):
            notebooks.check(tmp_path)
