"""Slips of many are asked about in every exercise that can have them."""

import inspect
import linecache
import warnings

import numpy as np
import pytest

from nnlib.check import LocalRunner, evaluate
from nnlib.check.trial import probes_of, try_probe
from nnlib.exercises import NOTEBOOKS, get

EXERCISES = [one for notebook in NOTEBOOKS.values() for one in notebook]
DIVIDED = "dw", "db", "cost", "dW", "dW1", "db1", "dW2", "db2", "theta1", "accuracy"


def changing(exercise, part, change):
    """Change one output of the course's function."""

    def inside(form, value, args):
        if isinstance(form, str):
            return change(value, args) if form == part else value
        if isinstance(form, tuple):
            pairs = zip(form, value, strict=True)
            return tuple(inside(one, other, args) for one, other in pairs)
        if isinstance(form, set | frozenset):
            return {k: inside(k, one, args) for k, one in value.items()}
        return value

    def function(*args, **options):
        value = exercise.reference(*args, **options)
        return inside(exercise.returns, value, args)

    function.__signature__ = inspect.signature(exercise.reference)
    return function


def expected(exercise):
    """Give what is expected on the first probe, and the sizes that it names."""
    first = probes_of(exercise, 0)[0]
    trial = try_probe(exercise, LocalRunner(exercise.reference), first)
    return trial.expected, first.sizes


def columns(args):
    """Give the last table among some arguments: its columns are the examples."""
    inside = [one for a in args for one in (a if isinstance(a, tuple) else [a])]
    tables = [one for one in inside if isinstance(one, np.ndarray) and one.ndim == 2]
    return tables[-1] if isinstance(args[-1], np.ndarray) else tables[0]


def one_entry(value, args):
    return np.array([value])


def rows_for_m(value, args):
    table = columns(args)
    return value * table.shape[1] / table.shape[0]


def m_of_the_course(value, args):
    return value * columns(args).shape[1] / 209


def slips(exercise):
    """Yield the outputs of an exercise with the slips that they can have."""
    if exercise.judge is not None:
        return  # no numbers are expected of it
    found, sizes = expected(exercise)
    for part, value in found.items():
        if isinstance(value, np.ndarray) and not value.ndim:
            yield part, one_entry
        if part in DIVIDED and "m" in sizes and exercise.notebook != "00":
            yield part, m_of_the_course
            # Of one row, or of answers that are not among the arguments.
            if exercise.name not in ("accuracy", "compute_cost", "untrained_cost"):
                yield part, rows_for_m


CASES = [(one.id, *slip) for one in EXERCISES for slip in slips(one)]


def silent(id, part, change):
    """Tell whether nothing is asked about a slip."""
    exercise = get(id)
    runner = LocalRunner(changing(exercise, part, change))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        verdict = evaluate(exercise, runner, seed=0)
    asked = any(fact.kind.endswith("question") for fact in verdict.facts)
    return verdict.status != "passed" and not asked


def test_a_slip_in_one_output_is_asked_about_in_every_notebook():
    by_kind = {(id[:2], change): (id, part) for id, part, change in CASES}
    tried = [(*of, change) for (_, change), of in by_kind.items()]
    assert len(tried) >= 12
    assert [
        (id, part, how.__name__) for id, part, how in tried if silent(id, part, how)
    ] == []


@pytest.mark.long
def test_a_slip_in_one_output_is_asked_about_in_every_exercise():
    found = [
        (id, part, how.__name__) for id, part, how in CASES if silent(id, part, how)
    ]
    assert found == []


# ---- what can be read in the code

WRITTEN = {
    "a decimal comma in what is returned": (
        "00/squared_loss",
        "def squared_loss(a, y):\n    return 0,5 * (a - y) ** 2",
        "the comma in 0,5 makes two values of it",
    ),
    "a decimal comma in a name": (
        "00/line_threshold",
        "def line_threshold(theta0, theta1, level=0.5):\n    level = 0,5\n"
        "    return (level - theta0) / theta1",
        "the comma in 0,5 makes two values of it",
    ),
    "a way without a return line": (
        "01/log_loss",
        "def log_loss(a, y):\n    if y == 1:\n        return -np.log(a)",
        "Does every path through your code end in a return line with a value?",
    ),
    "no return line": (
        "01/log_loss",
        "def log_loss(a, y):\n    loss = a - y",
        "Is the return line missing?",
    ),
    "nothing in a return line that is there": (
        "01/log_loss",
        "def log_loss(a, y):\n    loss = None\n    if y == 2:\n        loss = a\n"
        "    return loss",
        "Your code ends in a return line.",
    ),
    "an option of another name": (
        "00/line_threshold",
        "def line_threshold(theta0, theta1, threshold=0.5):\n"
        "    return (threshold - theta0) / theta1",
        "line_threshold has no argument called level",
    ),
    "another name of an argument": (
        "01/train",
        "def train(X, Y, alpha, steps):\n    return X, 0.0, []",
        "Yours takes (X, Y, alpha, steps).",
    ),
    "a pair of numbers that is meant": (
        "00/fit_line",
        "def fit_line(x, y):\n    return 0,5",
        "theta0",
    ),
}


@pytest.mark.parametrize(("id", "text", "words"), WRITTEN.values(), ids=WRITTEN)
def test_what_is_written_is_spoken_of(id, text, words):
    file = f"<written {abs(hash(text))}>"
    linecache.cache[file] = len(text), None, text.splitlines(True), file
    names = {"np": np}
    exec(compile(text, file, "exec"), names)
    said = " ".join(evaluate(get(id), LocalRunner(names[get(id).name]), seed=0).lines())
    assert words in said
    assert ("comma" in said) == ("comma" in words)
