"""What student code can and cannot import, tried in its own process."""

import ast
import importlib.metadata
from pathlib import Path

import numpy as np
import pytest

import nnlib
from grading.sandbox import library as library_module
from grading.sandbox.earlier import TOOLS, LibraryError
from grading.sandbox.library import student_library
from grading.sandbox.session import Session


@pytest.fixture(scope="module")
def session(library):
    """One process for all imports: what one of them binds harms no other."""
    with Session(library) as one:
        yield one


def outcome(session, source):
    """Return None if a cell ran, or the type of its exception and what is missing."""
    report = session.run(source, "cell")
    assert not report.limit
    return report.raised and (report.raised.type, report.raised.missing)


ABSENT = [
    *("scipy", "sklearn", "pandas", "torch", "nbgrader", "nbformat", "jupytext"),
    *("grading", "grading.sandbox", "tests", "pytest", "hypothesis", "pip"),
    *("nnlib.exercises.logistic", "nnlib.check.runner", "nnlib.check.evaluate"),
]


@pytest.mark.parametrize("name", ABSENT)
def test_a_module_that_is_not_needed_cannot_be_imported(session, name):
    assert outcome(session, f"import {name}")[0] == "ModuleNotFoundError"


THERE = [
    "import numpy as np; np.linalg.inv(np.eye(2)); np.random.default_rng(0).normal()",
    "import matplotlib.pyplot as plt; plt.plot([1, 2]); plt.savefig('a.png')",
    "import IPython, matplotlib.pyplot as plt; plt.plot([1, 2]); plt.show()",
    "from nnlib import datasets; X, Y = datasets.tumours(); assert X.shape == (2, 569)",
    "from nnlib.shapes import shapes",
    "from nnlib.built_in import built_in",
    "import math, json, itertools, functools, collections, dataclasses, typing",
]


@pytest.mark.parametrize("source", THERE)
def test_what_a_notebook_needs_can_be_imported(session, source):
    assert outcome(session, source) is None


SILENT = [
    "from nnlib.exercises import checks, waits_for; check = checks('02'); check(print)",
    "from nnlib.exercises import waits_for\nwith waits_for(print) as show: show(1)",
    "from nnlib.plotting import cost_curve, decision_line; decision_line(1, X=2)",
    "from nnlib import plotting, explore; explore.descent(train=print)",
    "from nnlib.check import LocalRunner; LocalRunner(print).describe()",
    "from IPython.display import display; display(1)",
    "display(get_ipython().run_line_magic('matplotlib', 'inline'))",
    "%matplotlib inline\nx = 1",
]


@pytest.mark.parametrize("source", SILENT)
def test_what_draws_and_checks_is_silent(session, source):
    assert outcome(session, source) is None


DELEGATED = {
    "by its module": (
        "import nnlib.logistic; nnlib.logistic.propagate(1)",
        "propagate",
    ),
    "by its name": ("from nnlib.logistic import optimize", "optimize"),
    "from its package": ("from nnlib import logistic; logistic.predict", "predict"),
}


@pytest.mark.parametrize("source, name", DELEGATED.values(), ids=DELEGATED)
def test_a_function_that_is_not_built_yet_is_named(session, source, name):
    assert outcome(session, source) == ("ImportError", f"nnlib.logistic.{name}")


@pytest.mark.parametrize("name", ["get", "evaluate", "exercises"])
def test_the_reference_cannot_be_had_from_the_exercises(session, name):
    source = f"import nnlib.exercises; nnlib.exercises.{name}('02/propagate')"
    assert outcome(session, source) == ("ImportError", f"nnlib.exercises.{name}")


def test_a_function_of_an_earlier_notebook_works(library_of_03):
    w, X, Y = np.zeros((2, 1)), np.eye(2), np.array([[0.0, 1.0]])
    with Session(library_of_03) as session:
        assert outcome(session, "from nnlib.logistic import propagate") is None
        grads, cost = session.runner("propagate").call((w, 0.0, X, Y)).value
    assert grads["dw"].tolist() == [[0.25], [-0.25]]
    assert cost == pytest.approx(np.log(2))


@pytest.mark.parametrize("notebook", ["00", "01", "02", "03", "04", "05"])
def test_no_copy_holds_a_function_that_is_not_built(tmp_path, notebook):
    folder = student_library(tmp_path / "library", notebook) / "nnlib"
    for path in folder.glob("*.py"):
        tool_from = TOOLS.get(f"nnlib.{path.stem}", "99")
        for node in ast.walk(ast.parse(path.read_text())):
            for mark in getattr(node, "decorator_list", []):
                if ast.unparse(mark).startswith("built_in("):
                    built = ast.literal_eval(mark.args[0])
                    assert built < notebook or tool_from <= notebook != built


def test_every_module_of_nnlib_has_its_place(library):
    source = Path(nnlib.__file__).parent
    names = {path.stem for path in source.iterdir() if path.name != "__pycache__"}
    assert names - {"fast", "__main__"} <= {
        path.stem for path in (library / "nnlib").iterdir()
    }


def test_no_link_leads_to_the_course(library):
    course = Path(nnlib.__file__).parent
    for path in library.rglob("*"):
        assert not path.resolve().is_relative_to(course)


def test_nothing_is_linked_that_numpy_and_matplotlib_do_not_need(library):
    links = {path.name for path in library.iterdir() if path.is_symlink()}
    assert {"numpy", "matplotlib", "PIL", "dateutil"} <= links
    assert links.isdisjoint({"scipy", "sklearn", "nbgrader", "IPython", "nnlib"})
    assert not {name for name in links if name.endswith((".pth", ".dist-info"))}


def test_the_standard_library_and_one_directory_are_all_there_is(session, library):
    source = "import sys\ndef path(): return sys.path, sys.flags.isolated"
    session.run(source, "cell")
    path, isolated = session.runner("path").call(()).value
    assert path[0] == str(library.resolve())
    assert isolated == 1
    assert not [entry for entry in path if "site-packages" in entry]


WAY_OUT = (
    "import os, sys, numpy\n"
    "real = os.path.dirname(os.path.dirname(os.path.realpath(numpy.__file__)))\n"
    "sys.path.append(real)\n"
    "import nbformat"
)


def test_a_link_leads_to_installed_packages_only_where_nothing_stops_it(library, level):
    with Session(library, level=level) as session:
        found = outcome(session, WAY_OUT)
    assert (found is None) == (level == "process")


def test_no_package_of_the_interpreter_can_be_imported(library, level):
    if level == "process":
        pytest.skip("nothing stops it at this level")
    source = (
        "import os, sys\n"
        "own = os.path.dirname(os.__file__)\n"
        "sys.path += [own + '/site-packages', own + '/../python3/dist-packages']\n"
        "import pip"
    )
    with Session(library, level=level) as session:
        assert outcome(session, source)[0] in ("ModuleNotFoundError", "PermissionError")


def test_a_library_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    def fails(*_):
        raise LibraryError("no")

    monkeypatch.setattr(library_module, "write_nnlib", fails)
    with pytest.raises(LibraryError):
        student_library(tmp_path / "library", "02")
    assert list(tmp_path.iterdir()) == []


def test_a_library_is_never_mixed_with_something_else(tmp_path):
    (tmp_path / "a").touch()
    with pytest.raises(LibraryError, match="is not empty"):
        student_library(tmp_path, "02")


@pytest.mark.parametrize("notebook", ["2", "02_logistic", "ab", ""])
def test_a_notebook_is_two_digits(tmp_path, notebook):
    with pytest.raises(LibraryError, match="expected two digits"):
        student_library(tmp_path / "library", notebook)


def test_a_package_without_a_place_is_refused(tmp_path):
    odd = tmp_path / "nnlib" / "odd"
    odd.mkdir(parents=True)
    (odd / "__init__.py").touch()
    with pytest.raises(LibraryError, match="nnlib/odd is neither"):
        library_module.write_nnlib(tmp_path / "copy", "02", odd.parent)


def test_a_package_that_is_not_installed_is_named():
    with pytest.raises(LibraryError, match="no_such_package is not installed"):
        list(library_module.packages(["no_such_package"]))


def test_a_package_without_a_list_of_files_is_named(monkeypatch):
    distribution = importlib.metadata.distribution("numpy")
    monkeypatch.setattr(type(distribution), "files", None)
    with pytest.raises(LibraryError, match="numpy has no list of its files"):
        library_module.top_level(distribution)
