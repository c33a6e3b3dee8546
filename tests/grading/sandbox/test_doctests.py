"""The examples in the documentation of the sandbox are true."""

import doctest
import importlib.util
import sys

import pytest

from grading.sandbox import claims, codec, earlier, library, remote, served, stand_ins

MODULES = [claims, codec, earlier, library, remote, served, stand_ins]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_examples_are_true(module):
    assert doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE).failed == 0


def test_examples_of_the_students_process_are_true(library, monkeypatch):
    monkeypatch.syspath_prepend(str(library))
    names = ("_student_process", "nnlib", "numpy")
    before = {name: module for name, module in sys.modules.items()}
    spec = importlib.util.spec_from_file_location(
        "_student_process",
        library / "_student_process" / "__init__.py",
        submodule_search_locations=[str(library / "_student_process")],
    )
    package = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "_student_process", package)
    child = importlib.import_module("_student_process.child")
    result = doctest.testmod(child)
    for name in set(sys.modules) - set(before):
        if name.startswith(names[0]):
            del sys.modules[name]
    assert (result.attempted, result.failed) == (1, 0)
