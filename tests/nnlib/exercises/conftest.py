"""What the tests of the exercises share, and the line of numbers at their end."""

import linecache
import pickle
from itertools import count

import pytest

from nnlib.check import diagnosis
from nnlib.check.trial import outputs_of
from tests.registered import EXERCISES

NUMBERS = (
    *("registered", "caught", "named"),
    *("accepted", "independent", "false alarms", "pairs"),
)
FILES = (f"<exercise {number}>" for number in count(1))


def pytest_generate_tests(metafunc):
    """Run a test for every exercise."""
    if "exercise" in metafunc.fixturenames:
        ids = [one.id for one in EXERCISES]
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


class Remembered:
    """Gives what the wrong versions of an exercise return, asked once for each probe.

    Of n wrong versions each is compared with all n, on the same probes.
    """

    def __init__(self):
        self.exercise, self.known = None, {}

    def outputs_of(self, exercise, function, done):
        if exercise is not self.exercise:
            self.exercise, self.known = exercise, {}
        for one in done:
            asked = pickled(one.probe)
            if asked is None:
                yield from outputs_of(exercise, function, [one])
                continue
            if (function, asked) not in self.known:
                (self.known[function, asked],) = outputs_of(exercise, function, [one])
            yield self.known[function, asked]

    def __call__(self, violations):
        """Look for violations of a contract with this memory."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(diagnosis, "outputs_of", self.outputs_of)
            return list(violations)


def pickled(probe):
    """Write down a call; None if it holds a function that cannot be."""
    try:
        return pickle.dumps((probe.args, dict(probe.options)))
    except (pickle.PicklingError, AttributeError, TypeError):
        return None


@pytest.fixture(scope="session")
def remembered():
    """What wrong versions return on the probes of secret seeds."""
    return Remembered()


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
