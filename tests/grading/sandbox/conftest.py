"""A library for student code of notebook 02, and a process that uses it."""

import os
import time

import numpy as np
import pytest

from grading.sandbox import isolation
from grading.sandbox.library import student_library
from grading.sandbox.session import Session


@pytest.fixture(scope="session")
def library(tmp_path_factory):
    """What student code of notebook 02 can import. Do not change it."""
    if os.name == "nt":
        pytest.skip("the student's process needs links, descriptors and signals")
    return student_library(tmp_path_factory.mktemp("library") / "02", "02")


@pytest.fixture(scope="session")
def library_of_03(tmp_path_factory):
    """What student code of notebook 03 can import. Do not change it."""
    return student_library(tmp_path_factory.mktemp("library") / "03", "03")


@pytest.fixture(params=isolation.LEVELS)
def level(request):
    """Each level of isolation that this machine has; the others are skipped."""
    found = isolation.tried(request.param)
    if not found:
        pytest.skip(f"{request.param}: {isolation.failures()[request.param]}")
    if request.param != isolation.PROCESS and request.param in isolation.failures():
        pytest.skip(f"{request.param}: {isolation.failures()[request.param]}")
    return request.param


@pytest.fixture
def full():
    """Skip a test of what only the strongest level can do, where it is not there."""
    if isolation.strongest() != isolation.FULL:
        pytest.skip(f"full: {isolation.failures()[isolation.FULL]}")
    return isolation.FULL


@pytest.fixture
def session(library):
    """A session without cells, and with limits that a test can wait for."""
    with Session(library, seconds_per_cell=20.0, seconds_per_call=20.0) as one:
        yield one


@pytest.fixture
def hasty(library):
    """A session whose calls and cells may take one second."""
    with Session(library, seconds_per_cell=1.0, seconds_per_call=1.0) as one:
        yield one


@pytest.fixture(scope="session")
def same():
    """Tell whether two values are equal in type, numbers and structure."""
    return equal


def equal(one, other):
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray):
        kinds = one.dtype == other.dtype and one.shape == other.shape
        return kinds and np.array_equal(one, other, equal_nan=one.dtype.kind in "fc")
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(equal, one, other))
    if isinstance(one, dict):
        return list(one) == list(other) and equal([*one.values()], [*other.values()])
    if isinstance(one, np.random.Generator):
        return one.bit_generator.state == other.bit_generator.state
    if isinstance(one, float | complex | np.number):
        return repr(one) == repr(other)
    return one == other


@pytest.fixture
def alive():
    """Tell whether a process runs; one that has ended and waits for no one does not."""
    return process_runs


@pytest.fixture
def ends():
    """Tell whether a process ends; a signal takes a moment to arrive."""
    return process_ends


def process_ends(pid):
    for _ in range(1000):
        if not process_runs(pid):
            return True
        time.sleep(0.01)
    return False


def process_runs(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False
