"""Every exercise in turn, a bound on memory, and the line of numbers at the end."""

import contextlib

import pytest

from tests.registered import EXERCISES

NUMBERS = ("generated", "caught", "equivalent", "named", "seen in numbers")
# A changed loop may ask for all there is; the process must survive it.
MEMORY = 6 << 30


def pytest_generate_tests(metafunc):
    """Run a test for every exercise."""
    if "exercise" in metafunc.fixturenames:
        ids = [one.id for one in EXERCISES]
        metafunc.parametrize("exercise", EXERCISES, ids=ids)


@pytest.fixture
def bounded():
    """Bound the memory of this process, where the system can."""
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(ImportError):
            import resource

            before = resource.getrlimit(resource.RLIMIT_AS)
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, before[1]))
            stack.callback(resource.setrlimit, resource.RLIMIT_AS, before)
        yield


def pytest_terminal_summary(terminalreporter):
    """Say for each exercise, and for all, how many changes were made and caught."""
    rows = {}
    for reports in terminalreporter.stats.values():
        for report in reports:
            ours = "mutation/test_mutants" in getattr(report, "nodeid", "")
            if ours and getattr(report, "when", "") == "call":
                name = report.nodeid.split("[")[-1].rstrip("]")
                found = dict(report.user_properties)
                if "generated" in found:
                    rows[name] = found
    for name, found in rows.items():
        terminalreporter.write_line(f"{name}: {in_words(found)}")
    if rows:
        total = {n: sum(found[n] for found in rows.values()) for n in NUMBERS}
        terminalreporter.write_line(f"changed functions: {in_words(total)}")


def in_words(found):
    """Write the numbers of one exercise, or of all."""
    said = f"{found['caught']} of {found['generated']} caught"
    rest = ", ".join(f"{found[name]} {name}" for name in NUMBERS[2:])
    return f"{said}, {rest}"
