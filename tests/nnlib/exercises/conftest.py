"""What the tests of the exercises share, and the line of numbers at their end."""

import linecache
from itertools import count

import pytest

from tests.registered import EXERCISES, FORMS, MISTAKES

NUMBERS = (
    *("registered", "caught", "named"),
    *("accepted", "independent", "false alarms", "pairs"),
)
FILES = (f"<exercise {number}>" for number in count(1))


def pytest_generate_tests(metafunc):
    """Run a test for every exercise, wrong version or accepted form."""
    if "mistake" in metafunc.fixturenames:
        ids = [f"{e.id}-{one.id}" for e, one in MISTAKES]
        metafunc.parametrize(("exercise", "mistake"), MISTAKES, ids=ids)
    elif "form" in metafunc.fixturenames:
        ids = [f"{e.id}-{form.__name__}" for e, form in FORMS]
        metafunc.parametrize(("exercise", "form"), FORMS, ids=ids)
    elif "exercise" in metafunc.fixturenames:
        ids = [e.id for e in EXERCISES]
        metafunc.parametrize("exercise", EXERCISES, ids=ids)


def pytest_terminal_summary(terminalreporter):
    """Add up what the tests of the matrix have recorded, and say it on one line."""
    sums = dict.fromkeys(NUMBERS, 0)
    reports = [one for some in terminalreporter.stats.values() for one in some]
    for report in reports:
        # Set-up and tear-down carry the same properties once more.
        if getattr(report, "when", "") == "call" and "test_matrix" in report.nodeid:
            for name, number in report.user_properties:
                sums[name] += number
    if sums["registered"]:
        said = ", ".join(f"{sums[name]} {name}" for name in NUMBERS)
        terminalreporter.write_line(f"wrong versions: {said}")


@pytest.fixture
def written():
    """Define a function from source text, whose lines can be looked up."""
    files = []

    def define(source, name):
        files.append(next(FILES))
        lines = source.splitlines(keepends=True)
        linecache.cache[files[-1]] = len(source), None, lines, files[-1]
        namespace = {}
        exec(compile(source, files[-1], "exec"), namespace)
        return namespace[name]

    yield define
    for file in files:
        linecache.cache.pop(file, None)
