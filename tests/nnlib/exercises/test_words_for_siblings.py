"""What many write is met in words in every exercise that can have it, in tables.

Exceptions by the kind of argument that they need, faults in each extreme case, and
slips of one formula wherever it is asked for.
"""

import inspect
import linecache
import pickle
import re
import warnings

import numpy as np
import pytest

from nnlib.activations import sigmoid
from nnlib.check import LocalRunner, evaluate
from nnlib.check.trial import probes_of, reference_value
from nnlib.exercises import get
from tests.cases import every_case, none_of
from tests.nnlib.exercises.test_where_many_land import changing
from tests.registered import EXERCISES

# ---- exceptions

ANY = ("1 / 0", "nosuch + 1", "raise {x}", '"W" + 1', "{x} + None", "open('no.csv')")
# What is written of an argument, by what it is.
SLIPS = {
    "array": (
        *("max(0, {x})", "np.max(0, {x})", "{x}[99999]", "{x}.shap", "{x}.append(1)"),
        *("{x} ^ 2.5", "{x}(0)", "{x}.sum(axis=7)", "{x}['W']", "{x}[1.5]"),
        *("{x} + np.ones((17, 19))", "np.dot({x}, np.ones((17, 19)))", "{x} @ 2.0"),
        *("{x}.reshape(17, 19, 23)", "range({x})", "'W' + {x}", "np.sigmoid({x})"),
    ),
    "number": (
        *("{x}[0]", "{x}.shape", "len({x})", "{x}()", "a, b = {x}", "sum({x})"),
        *("{x} @ {x}", "np.zeros((3, {x} + 0.5))", "range({x} + 0.5)", "'W' + {x}"),
    ),
    "dictionary": (
        *("{x}['W99']", "{x}.W1", "{x} * 2", "{x}[0]", "{x}.shape", "{x}('W1')"),
        *("np.exp({x})", "{x}[:, 0]", "{x}.values()[0]", "float({x})", "{x} > 0"),
    ),
    "list": (
        *("{x}[99]", "{x} - 1", "{x} + 1", "{x}.shape", "{x}['W']", "{x}(0)"),
        *("{x} * 0.5", "{x} @ {x}", "{x}[0, 1]", "float({x})", "{x} > 1"),
    ),
    "text": (
        *("{x} + 1", "{x} * 0.5", "{x}[77]", "{x}.shape", "{x}(0)", "np.exp({x})"),
        *("{x} - 1", "float({x})", "-{x}", "{x} > 1"),
    ),
    "generator": (
        *("{x}.randn(2, 3)", "{x}.rand(2)", "{x} * 2", "{x}()", "{x}[0]", "float({x})"),
        "{x}.normal(0, -1)",
    ),
    "function": (
        *("{x} * 2", "2 - {x}", "{x}[0]", "{x}.shape", "len({x})", "float({x})"),
        *("np.exp({x})", "{x} > 0", "-{x}", "{x}()", "[one for one in {x}]"),
        *("a, b = {x}", "{x}(1, 2, 3, 4, 5, 6, 7, 8)", "np.sum({x}) + 1", "'W' + {x}"),
        *("return {x}", "return [{x}]", "{x}.T", "round({x}, 2)", "int({x})"),
    ),
}
KINDS = {
    "array": np.ndarray,
    "dictionary": dict,
    "list": list | tuple,
    "text": str,
    "generator": np.random.Generator,
    "number": int | float,
}


def kind_of(value):
    """Name the kind of an argument; what can only be called is a function."""
    return next(
        (k for k, types in KINDS.items() if isinstance(value, types)), "function"
    )


def arguments(exercise):
    """Pair the names of arguments with their kinds, as the first probe has them."""
    probe = probes_of(exercise, 0)[0]
    names = inspect.signature(exercise.reference).parameters
    given = dict(zip(names, probe.args, strict=False)) | dict(probe.options)
    return [(name, kind_of(value)) for name, value in given.items()]


def written(exercise, line):
    """Define a function of one line, whose source can be looked up."""
    head = f"def {exercise.name}{inspect.signature(exercise.reference)}:"
    text = f"{head}\n    {line}\n"
    file = f"<{exercise.id} {line}>"
    linecache.cache[file] = len(text), None, text.splitlines(True), file
    names = {"np": np}
    exec(compile(text, file, "exec"), names)
    del linecache.cache[file]
    return names[exercise.name]


def said(exercise, function):
    """Return a verdict, and its lines in one text."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        verdict = evaluate(exercise, LocalRunner(function), seed=0)
    return verdict, " ".join(verdict.lines())


TYPED = [
    (one, name, kind, slip)
    for one in EXERCISES
    for name, kind in arguments(one)
    for slip in (*ANY, *SLIPS[kind])
]


def without_words(rows):
    """Yield slips whose exception comes in Python's words alone."""
    for exercise, name, _, slip in rows:
        line = slip.format(x=name)
        verdict, text = said(exercise, written(exercise, line))
        if verdict.status == "error" and "In words:" not in text:
            yield f"{exercise.id}: {line}: {text}"


def test_exceptions_of_each_kind_of_argument_come_in_words():
    none_of(without_words({(k, s): (e, n, k, s) for e, n, k, s in TYPED}.values()))


@pytest.mark.long
def test_exceptions_come_in_words_in_every_exercise():
    none_of(without_words(TYPED))


# What tells that an argument is no function of the learner's world.
INNER = re.compile(
    r"__call__|object at|nnlib|[A-Z]\w+\(|'(?!None)[A-Z][a-z]\w+'|type [A-Z]"
)


def test_a_function_that_is_handed_over_is_called_a_function():
    rows = [row for row in TYPED if row[2] == "function"]
    assert len({exercise.id for exercise, *_ in rows}) >= 4
    none_of(
        f"{exercise.id}: {line}: {found}"
        for exercise, name, _, slip in rows
        for line in [slip.format(x=name)]
        for _, text in [said(exercise, written(exercise, line))]
        for found in INNER.findall(text)
    )


# ---- extreme cases


def failing_at(exercise, probe, fault):
    """Make a version that is right everywhere but in one case."""
    there = key_of(probe.args, probe.options)

    def function(*args, **options):
        if key_of(args, options) == there:
            return fault(exercise.reference, args, options)
        return exercise.reference(*args, **options)

    function.__signature__ = inspect.signature(exercise.reference)
    return function


def key_of(args, options):
    """Write down a call; functions by what they are made of."""
    return pickle.dumps((args, sorted(options.items(), key=lambda one: one[0])))


def raises(error):
    """Make a fault of an exception."""

    def fault(right, args, options):
        raise error

    return fault


FAULTS = {
    "math domain error": raises(ValueError("math domain error")),
    "division by 0": raises(ZeroDivisionError("float division by zero")),
    "no such entry": raises(
        IndexError("index 1 is out of bounds for axis 1 with size 1")
    ),
    "nothing": lambda right, args, options: None,
}


def silent_at_extremes(exercise, fault):
    """Yield the extreme cases in which a fault is met without words."""
    probes = probes_of(exercise, 0)
    usual = [key_of(one.args, one.options) for one in probes if not one.extreme]
    for probe in probes:
        is_usual = key_of(probe.args, probe.options) in usual
        if not probe.extreme or is_usual or expects_an_error(exercise, probe):
            continue
        verdict, text = said(exercise, failing_at(exercise, probe, FAULTS[fault]))
        in_words = "In words:" in text or fault == "nothing"
        if verdict.status == "passed" or "Ask yourself" not in text or not in_words:
            yield f"{exercise.id}, {probe.about}: {text}"


def expects_an_error(exercise, probe):
    """Tell whether the course's function refuses a case."""
    try:
        reference_value(exercise.reference, probe)
    except Exception:
        return True
    return False


def test_what_stops_in_an_extreme_case_is_met_in_words():
    some = {one.notebook: one for one in EXERCISES}.values()
    none_of(
        found for one in some for found in silent_at_extremes(one, "math domain error")
    )


@pytest.mark.long
@every_case("fault", FAULTS)
def test_what_goes_wrong_in_any_extreme_case_is_met_in_words(fault):
    none_of(found for one in EXERCISES for found in silent_at_extremes(one, fault))


# ---- slips of one formula


def log(value):
    return np.log(np.maximum(value, 1e-300))


COSTS = {
    "no minus": lambda a, y: y * log(a) + (1 - y) * log(1 - a),
    "no brackets": lambda a, y: -(y * log(a) + 1 - y * log(1 - a)),
    "the same logarithm": lambda a, y: -(y * log(a) + (1 - y) * log(a)),
    "the first term": lambda a, y: -y * log(a),
    "the second term": lambda a, y: -(1 - y) * log(1 - a),
    "minus on the first": lambda a, y: -y * log(a) + (1 - y) * log(1 - a),
    "no label in the first": lambda a, y: -log(a) - (1 - y) * log(1 - a),
    "no label in the second": lambda a, y: -y * log(a) - log(1 - a),
    "labels exchanged": lambda a, y: -(1 - y) * log(a) - y * log(1 - a),
    "base two": lambda a, y: -log(np.abs(1 - y - a)) / np.log(2),
    "base ten": lambda a, y: -log(np.abs(1 - y - a)) / np.log(10),
    "half a square": lambda a, y: (a - y) ** 2 / 2,
    "a square": lambda a, y: (a - y) ** 2,
    "a difference": lambda a, y: a - y,
    "a distance": lambda a, y: np.abs(a - y),
    "half": lambda a, y: -log(np.abs(1 - y - a)) / 2,
    "no logarithm": lambda a, y: -(y * a + (1 - y) * (1 - a)),
    "1 minus a logarithm": lambda a, y: -(y * log(a) + (1 - y) * (1 - log(a))),
}
SUMS = {
    "the sum": lambda losses: np.sum(losses),
    "one for each": lambda losses: losses,
}
WITH_A_COST = (
    *("01/gradients_and_cost", "02/gradients_one_loop"),
    *("02/propagate", "02/compute_cost"),
)
DERIVATIVES = {
    "the other sign": lambda a, y: y - a,
    "the slope again": lambda a, y: (a - y) * a * (1 - a),
    "no label": lambda a, y: a,
    "the label as a factor": lambda a, y: (a - y) * y,
    "from da": lambda a, y: (a - y) / (a * (1 - a)),
    "half": lambda a, y: (a - y) / 2,
    "twice": lambda a, y: 2 * (a - y),
    "nothing": lambda a, y: 0 * a,
}


def answers_and_labels(args):
    """Return A and Y of a call that has them, or weights to make A from."""
    if len(args) == 2:
        return args
    w, b, X, Y = args
    return sigmoid(w.T @ X + b), Y


def with_cost(exercise, cost):
    """Change the cost that an exercise asks for, or is part of what it asks for."""
    part = next(one for one in ("cost", "loss") if one in exercise.parts)
    return changing(exercise, part, lambda _, args: cost(*answers_and_labels(args)))


def with_dz(exercise, dz):
    """Change dw and db as another dz does."""

    def derivative(part):
        def change(_, args):
            D, X = dz(*answers_and_labels(args)), args[2]
            m = X.shape[1]
            return X @ D.T / m if part == "dw" else float(np.sum(D) / m)

        return change

    def both(*args):
        grads, cost = exercise.reference(*args)
        return {part: derivative(part)(None, args) for part in grads}, cost

    both.__signature__ = inspect.signature(exercise.reference)
    return both


def slips_of_siblings():
    """Yield exercise, slip and function for each slip of a formula."""
    for name, loss in COSTS.items():
        yield get("01/log_loss"), name, with_cost(get("01/log_loss"), loss)
        for id in WITH_A_COST:
            mean = lambda a, y, loss=loss: float(np.mean(loss(a, y)))  # noqa: E731
            yield get(id), name, with_cost(get(id), mean)
    for name, gather in SUMS.items():
        for id in WITH_A_COST:
            losses = lambda a, y, g=gather: g(-log(np.abs(1 - y - a)))  # noqa: E731
            yield get(id), name, with_cost(get(id), losses)
    for name, dz in DERIVATIVES.items():
        for id in WITH_A_COST[:3]:
            yield get(id), name, with_dz(get(id), dz)


def test_a_slip_that_one_exercise_names_is_asked_about_in_its_siblings():
    none_of(
        f"{exercise.id}: {name}: {text}"
        for exercise, name, function in slips_of_siblings()
        for verdict, text in [said(exercise, function)]
        if verdict.status == "passed" or "Ask yourself" not in text
    )
