"""Which tests run where and when, if several processes share the work.

A file is one unit: what its fixtures build is built once, in one process. Folders that
share one server are one unit, and a file whose tests share less is cut into several.
Long units come first and small ones last, so that all processes end together.
"""

from pathlib import PurePosixPath

# One JupyterLab and one browser; one class of attackers.
TOGETHER = ("tests/browser", "tests/attacks")
# What is built for one exercise is used by all tests of it.
BY_EXERCISE = ("tests/nnlib/exercises/test_matrix.py", "tests/mutation/test_mutants.py")
# Nothing is shared.
APART = ("tests/test_notebooks.py",)

# What takes more than some seconds, longest first.
LONG = (
    *("tests/browser", "tests/grading/test_archive.py", "tests/test_notebooks.py"),
    *("tests/nnlib/plotting", "tests/nnlib/explore", "tests/attacks", "tests/grading"),
)


def unit(nodeid: str) -> str:
    """Name the unit to which a test belongs.

    Examples
    --------
    >>> unit("tests/browser/test_pages.py::test_page[a/b]")
    'tests/browser'
    >>> unit("tests/nnlib/exercises/test_matrix.py::test_a_form[02/predict-by_sign]")
    'tests/nnlib/exercises/test_matrix.py[02/predict'
    >>> unit("tests/test_notebooks.py::test_it_runs[00]")
    'tests/test_notebooks.py::test_it_runs[00]'
    >>> unit("tests/test_leaks.py::test_release_holds_no_solution")
    'tests/test_leaks.py'
    """
    file, _, test = nodeid.partition("::")
    if file in APART:
        return nodeid
    if file in BY_EXERCISE:
        return file + test[len(test.split("[")[0]) :].split("-")[0].rstrip("]")
    return next((one for one in TOGETHER if lies_in(file, one)), file)


def lies_in(file: str, folder: str) -> bool:
    """Tell whether a file is the folder's, or the file itself.

    Examples
    --------
    >>> lies_in("tests/grading/run/test_seeds.py", "tests/grading")
    True
    """
    return PurePosixPath(file).is_relative_to(folder)


def rank(nodeid: str) -> int:
    """Return how late a test comes.

    Examples
    --------
    >>> rank("tests/browser/test_pages.py::test_page") < rank("tests/test_leaks.py::t")
    True
    """
    file = nodeid.partition("::")[0]
    if file in BY_EXERCISE:
        return len(LONG) + 1
    where = [k for k, one in enumerate(LONG) if lies_in(file, one)]
    return where[0] if where else len(LONG)


def scheduler(config: object, log: object) -> object:
    """Return what hands the units to the processes, in the order of the tests."""
    # Marks of groups would not do: a newer pytest keeps the name of a test that xdist
    # 3.8 extends by its group, so that the groups have no effect.
    from xdist.scheduler import LoadScopeScheduling

    class ByUnit(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return unit(nodeid)

    config.option.loadscopereorder = False
    return ByUnit(config, log)
