"""The student's process itself: what it says of its functions is true."""

import doctest
import importlib
import importlib.util
import sys

from grading.sandbox.library import OWN


def test_the_examples_of_the_students_process_are_true(library, monkeypatch):
    # The package exists only in the library, so it is imported from there.
    spec = importlib.util.spec_from_file_location(
        OWN,
        library / OWN / "__init__.py",
        submodule_search_locations=[str(library / OWN)],
    )
    monkeypatch.setitem(sys.modules, OWN, importlib.util.module_from_spec(spec))
    child = importlib.import_module(f"{OWN}.child")
    try:
        result = doctest.testmod(child)
    finally:
        for name in [name for name in sys.modules if name.startswith(f"{OWN}.")]:
            del sys.modules[name]
    assert result.attempted == 1
    assert result.failed == 0
