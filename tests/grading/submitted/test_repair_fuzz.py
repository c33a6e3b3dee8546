"""Whatever a notebook has become, it is read and rebuilt without an exception."""

import json

import nbformat
import numpy as np
import pytest

from grading.released.marks import is_check
from grading.results import graded_notebook
from grading.sample import sample_class, work
from grading.submitted import submission
from grading.submitted.submission import Submission

from .mutations import as_bytes, shaken
from .test_repair import answered, plain

NUMBERS = tuple(work.NOTEBOOKS)
SEED = 20260
BLOCKS = 20


@pytest.fixture(scope="module")
def notebooks(released_course):
    """Solved and released notebooks, as (released, plain value)."""
    found = []
    for number in NUMBERS:
        release = sample_class.read(released_course.release, number)
        texts = sample_class.solutions(
            sample_class.read(released_course.source, number)
        )
        found.append((release, plain(answered(release, texts))))
        found.append((release, plain(release)))
    return found


def survives(notebooks, path, seed):
    """Read one mutated notebook, and return what came of it."""
    rng = np.random.default_rng(seed)
    release, notebook = notebooks[rng.integers(len(notebooks))]
    mine = shaken(notebook, rng) if rng.random() < 0.7 else notebook
    path.write_bytes(as_bytes(mine, rng))
    found = submission.read(path, release, student="s", assignment=path.stem)
    assert_sound(found, release)
    return found


def assert_sound(found: Submission, release):
    """Every check is there once or the file has a problem; the notebook is legal."""
    checks = [c.id for c in release.cells if is_check(c)]
    if found.problem:
        assert (found.cells, found.notebook) == ((), None)
    else:
        names = [cell.name for cell in found.cells if cell.role == "check"]
        assert sorted(names) == sorted(checks)
        nbformat.validate(found.notebook)
    text = json.dumps(graded_notebook.mended(release, found), ensure_ascii=False)
    text.encode("utf-8")
    assert all(isinstance(said, str) and said for said in found.repairs)


def test_three_hundred_mutated_notebooks_are_read_and_rebuilt(notebooks, tmp_path):
    path = tmp_path / "mine.ipynb"
    found = [survives(notebooks, path, [SEED, n]) for n in range(300)]
    read = [one for one in found if not one.problem]
    # Most must come through, or the fuzz would test the doorstep alone.
    assert len(read) > 150
    assert any(one.repairs for one in read) and any(one.problem for one in found)


@pytest.mark.long
@pytest.mark.parametrize("block", range(BLOCKS))
def test_ten_thousand_mutated_notebooks_are_read_and_rebuilt(
    notebooks, tmp_path, block
):
    path = tmp_path / "mine.ipynb"
    for number in range(500):
        survives(notebooks, path, [SEED, 1, block, number])
