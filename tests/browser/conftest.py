"""One server of each Jupyter program, and one Chromium, for all tests of this folder.

Their scope is the folder, so that both are gone before other tests run notebooks.
"""

from contextlib import contextmanager

import nbformat
import pytest

from .answers import answered, save
from .chromium import launched, missing
from .lab import running
from .opened import opened


@pytest.fixture(scope="package")
def browser():
    """Chromium, or a visible skip where there is none."""
    if missing():
        pytest.skip(f"browser tests need a browser: {missing()}")
    with launched() as browser:
        yield browser


@pytest.fixture(scope="package")
def lab(browser, tmp_path_factory):
    """JupyterLab with an empty folder."""
    with running(tmp_path_factory.mktemp("lab")) as server:
        yield server


@pytest.fixture(scope="package")
def notebook_7(browser, tmp_path_factory):
    """Notebook, without the panels of JupyterLab, with an empty folder."""
    with running(tmp_path_factory.mktemp("notebook"), "notebook") as server:
        yield server


@pytest.fixture(scope="package")
def nbclassic(browser, tmp_path_factory):
    """The notebook of before JupyterLab, with an empty folder."""
    with running(tmp_path_factory.mktemp("nbclassic"), "nbclassic") as server:
        yield server


@pytest.fixture(scope="package")
def answering(browser, lab, released_course):
    """Open a notebook in one of the states of `answers`: a context manager."""

    @contextmanager
    def answering(stem, state, run=True):
        notebook = answered(released_course, stem, state)
        with opened(browser, lab, save(notebook, lab.folder, state)) as page:
            if run:
                page.run_all()
            yield page

    return answering


@pytest.fixture(scope="package")
def open_notebook(browser, lab):
    """Open a notebook with given code cells, all of them run: a context manager."""

    @contextmanager
    def open_notebook(name, cells):
        notebook = nbformat.v4.new_notebook(
            cells=[
                nbformat.v4.new_code_cell(source, id=id) for id, source in cells.items()
            ],
            metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        )
        with opened(browser, lab, save(notebook, lab.folder, name)) as page:
            page.run_all()
            yield page

    return open_notebook
