"""A small exercise that uses everything, and functions written as in a notebook."""

import contextlib
import io
import linecache
from itertools import count

import numpy as np
import pytest

from nnlib.check import Exercise, LocalRunner, Probe, Property, evaluate, variant

FILES = (f"<cell {number}>" for number in count(1))


def summarize(X, factor):
    """Mean of each row, length of the whole, and its sum times a factor."""
    largest = np.max(np.abs(X))
    norm = largest * np.sqrt(np.sum((X / largest) ** 2))
    mean = X.mean(axis=1, keepdims=True)
    return {"mean": mean, "norm": norm}, factor * np.sum(X)


def probes(rng):
    """One case by hand, three random ones, and numbers whose squares overflow."""
    return [
        case(np.array([[1.0, 2.0, 6.0], [-3.0, 0.0, 4.0]]), 2.0, shown=True),
        *(case(rng.normal(1, 1, size), 0.5) for size in ((3, 5), (4, 2), (2, 7))),
        case(np.array([[3e200, 4e200]]), 1.0, extreme=True, about="very large X"),
    ]


def case(X, factor, **kinds):
    """Make a probe with its sizes."""
    return Probe(
        (X,), {"factor": factor}, dict(zip("nm", X.shape, strict=True)), **kinds
    )


def any_size(rng, m):
    """Draw a case of any number of columns."""
    return case(rng.normal(1, 1, (2, m)), 0.5)


def grows_with_factor(call, rng):
    """Tell whether twice the factor gives twice the total."""
    X = rng.normal(1, 1, (2, 3))
    return np.allclose(call(X, factor=2.0)[1], 2 * call(X, factor=1.0)[1])


@variant(
    "sum in place of the mean",
    evidence="Your mean is m times the expected one (m = {m} tried).",
    question="by what is a sum divided to make a mean?",
)
def no_mean(X, factor):
    grads, total = summarize(X, factor)
    return {**grads, "mean": X.shape[1] * grads["mean"]}, total


@variant(
    "root forgotten",
    evidence="Your norm is the square of the expected one.",
    question="which unit has a length, if the entries are metres?",
)
def squared(X, factor):
    both, total = summarize(X, factor)
    return {**both, "norm": both["norm"] ** 2}, total


@variant(
    "factor left out",
    evidence="Your total is that of factor = 1, whatever is passed.",
    question="does your code use every argument that it is given?",
)
def no_factor(X, factor):
    return summarize(X, 1.0)


@variant(
    "squares overflow",
    evidence="A square there is larger than any float.",
    question="what could be divided out before the square is taken?",
)
def overflow(X, factor):
    both, total = summarize(X, factor)
    return {**both, "norm": np.sqrt(np.sum(X**2))}, total


EXERCISE = Exercise(
    id="99/summarize",
    parts={"mean": 5, "norm": 3, "total": 2},
    reference=summarize,
    returns=({"mean", "norm"}, "total"),
    probes=probes,
    properties=(
        Property("twice the factor doubles the total", grows_with_factor, ("total",)),
    ),
    vectorised=any_size,
    variants=(no_mean, squared, no_factor, overflow),
    hints=("What is a mean?", "Where do the columns go?"),
)


@pytest.fixture
def exercise():
    """The exercise: 5, 3 and 2 points."""
    return EXERCISE


@pytest.fixture
def cell():
    """Run source text as a notebook does, so that its lines can be looked up."""

    def run(source, namespace=None):
        file, namespace = next(FILES), {} if namespace is None else namespace
        lines = source.splitlines(keepends=True)
        linecache.cache[file] = len(source), None, lines, file
        exec(compile(source, file, "exec"), namespace)
        return namespace

    yield run
    for file in [name for name in linecache.cache if name.startswith("<cell ")]:
        del linecache.cache[file]


@pytest.fixture
def printed(cell):
    """Run a cell in a namespace, and give what it prints."""

    def run(source, namespace):
        with contextlib.redirect_stdout(io.StringIO()) as out:
            cell(source, namespace)
        return out.getvalue()

    return run


@pytest.fixture
def verdict_on():
    """Evaluate a function on an exercise with the public seed."""

    def run(exercise, function, **options):
        return evaluate(
            exercise, LocalRunner(function, seconds=60.0), seed=0, **options
        )

    return run
