"""A check cannot tell whether a function runs here or in the student's process."""

import linecache

import numpy as np
import pytest

from grading.sandbox.closed_set import Opaque
from nnlib.check.runner import MAX_PRINTED, LocalRunner

pytestmark = pytest.mark.every_python

SOURCE = '''
import warnings
import numpy as np

calls = 0

def identity(x):
    return x

def kinds(x):
    a = np.arange(6, dtype=np.float32).reshape(2, 3)
    return {"a": a, "n": None, 3: (True, 1.5, "text", 1j), "s": np.int8(4)}, [x, []]

def strange_numbers(x):
    return np.array([np.nan, np.inf, -0.0]), float("nan"), 10**30

def other_arrays(x):
    return np.asfortranarray(x), x[::-1], np.array(2.0), np.zeros((0, 3)), x > 0

def shapes_that_do_not_fit(w, X):
    Z = np.ones(5)
    return w.T @ X + Z

def inner(x):
    raise KeyError("W1")

def outer(x):
    value = 1
    return inner(x) + value

def stub(x):
    """Say what it does."""
    raise NotImplementedError

def endless(x):
    return endless(x)

def leaves(x):
    raise SystemExit(3)

def interrupts(x):
    raise KeyboardInterrupt

def imports(x):
    import there_is_no_such_module

def long_text(x):
    raise ValueError("a" * 2000)

def prints(x):
    import sys
    print("one", x)
    print("two", file=sys.stderr)
    return x

def prints_much(x):
    for _ in range(100):
        print("a" * 1000)

def warns(x):
    warnings.warn("look out")
    warnings.warn("look out")
    return np.log(x - x), np.exp(1000 * x)

def changes(X, list_, dict_):
    X += 1
    list_.append(X)
    dict_["new"] = 2
    return X

def remembers(x):
    global calls
    calls += 1
    return calls

def draws(n, rng):
    return rng.normal(size=n), rng.integers(9)

def named(x, *, learning_rate, num_iterations=3):
    return x * learning_rate ** num_iterations

def loops(X):
    total = 0.0
    for i in range(X.shape[1]):
        total += X[0, i]
    return total

def uses(x):
    return 10 * inner(x)

def twice(rng):
    return np.concatenate([inner(rng), inner(rng)])

def applies(f, x):
    return [f(x), f(2 * x)]

def of_text(x):
    return "größer" + x

class Caller:
    def __call__(self, x, y=1):
        return x + y

callable_object = Caller()
no_function = 5
lambda_ = lambda x, /, *rest, key=1: x
builtin = len
'''

X = np.array([[1.0, 2.0], [3.0, 4.0]])
CALLS = [
    ("identity", (X,), {}),
    ("identity", (None,), {}),
    ("identity", (), {"x": {"a": [1, 2.0]}}),
    ("kinds", (X,), {}),
    ("strange_numbers", (X,), {}),
    ("other_arrays", (X,), {}),
    ("shapes_that_do_not_fit", (np.ones((2, 1)), X), {}),
    ("outer", (1,), {}),
    ("stub", (1,), {}),
    ("endless", (1,), {}),
    ("leaves", (1,), {}),
    ("interrupts", (1,), {}),
    ("imports", (1,), {}),
    ("long_text", (1,), {}),
    ("prints", (X,), {}),
    ("prints_much", (1,), {}),
    ("warns", (X,), {}),
    ("changes", (X, [1], {"a": X.copy()}), {}),
    ("remembers", (1,), {}),
    ("draws", (3,), {"rng": np.random.default_rng(4)}),
    ("named", (2.0,), {"learning_rate": 0.5}),
    ("named", (2.0,), {}),
    ("identity", (1, 2, 3), {}),
    ("loops", (X,), {}),
    ("of_text", ("ß",), {}),
    ("callable_object", (1,), {"y": 2}),
    ("no_function", (1,), {}),
    ("lambda_", (1, 2), {"key": 3}),
    ("builtin", ([1, 2],), {}),
]
IDS = [f"{name} {number}" for number, (name, _, _) in enumerate(CALLS)]
FIELDS = "value raised limit arguments warnings printed steps".split()


@pytest.fixture(scope="module")
def namespace():
    file = "<functions under test>"
    linecache.cache[file] = (len(SOURCE), None, SOURCE.splitlines(True), file)
    found = {"__name__": "__main__"}
    exec(compile(SOURCE, file, "exec"), found)
    return found


@pytest.fixture(scope="module")
def remote(library):
    from grading.sandbox.session import Session

    with Session(library) as session:
        assert session.run(SOURCE, "cell").completed
        yield session


@pytest.fixture
def agree(namespace, remote, same):
    """Call a function on both sides and return the answer that both gave."""

    def both(name, args, options, replacements=None, **how):
        local = LocalRunner(namespace[name], replacements)
        here = local.call(args, options, **how)
        there = remote.runner(name, replacements).call(args, options, **how)
        for field in FIELDS:
            assert same(getattr(here, field), getattr(there, field)), field
        return there

    return both


@pytest.mark.parametrize("name, args, options", CALLS, ids=IDS)
def test_both_runners_describe_answer_and_count_alike(
    agree, namespace, remote, name, args, options
):
    here = LocalRunner(namespace[name]).describe()
    assert remote.runner(name).describe() == here
    agree(name, args, options)
    if name not in ("remembers", "endless"):
        agree(name, args, options, count=True)


def test_an_error_names_the_line_and_its_operands(agree):
    raised = agree("shapes_that_do_not_fit", (np.ones((2, 1)), X), {}).raised
    assert raised.line == "return w.T @ X + Z"
    assert raised.number == 3
    shapes = {"w.T": "(1, 2)", "X": "(2, 2)", "Z": "(5,)"}
    assert dict(raised.operands) == shapes


def test_an_error_of_a_function_below_names_that_function(agree):
    raised = agree("outer", (1,), {}).raised
    assert (raised.type, raised.function) == ("KeyError", "inner")


def test_the_callers_arguments_are_never_changed(agree):
    rng, array = np.random.default_rng(4), X.copy()
    before = rng.bit_generator.state
    agree("draws", (3,), {"rng": rng})
    agree("changes", (array, [], {}), {})
    assert rng.bit_generator.state == before
    assert np.array_equal(array, X)


def test_the_arguments_come_back_as_they_are_afterwards(agree):
    array, list_, dict_ = agree("changes", (X, [], {}), {}).arguments
    assert np.array_equal(array, X + 1)
    assert (len(list_), dict_) == (1, {"new": 2})


def test_printed_text_is_bounded(agree):
    assert len(agree("prints_much", (1,), {}).printed) == MAX_PRINTED


def test_steps_grow_with_a_loop(agree):
    few = agree("loops", (np.ones((1, 10)),), {}, count=True).steps
    many = agree("loops", (np.ones((1, 100)),), {}, count=True).steps
    assert many > 5 * few > 0


def test_a_replaced_function_is_asked_for(agree):
    asked = []

    def inner(x):
        asked.append(x)
        return x + 1

    assert agree("uses", (4,), {}, {"inner": inner}).value == 50
    assert asked == [4, 4]  # once by each runner


def test_a_function_as_argument_is_asked_for(agree):
    assert agree("applies", (lambda x: x**2, 3.0), {}).value == [9.0, 36.0]


def test_a_replacement_that_raises_raises_on_the_learners_line(agree):
    def inner(x):
        raise ValueError(f"x is {x}")

    raised = agree("uses", (4,), {}, {"inner": inner}).raised
    assert (raised.type, raised.text) == ("ValueError", "x is 4")
    assert raised.line == "return 10 * inner(x)"


def test_a_replacement_lasts_for_one_call_only(agree):
    agree("uses", (4,), {}, {"inner": abs})
    assert agree("uses", (4,), {}).raised.type == "KeyError"


def test_a_replacement_draws_from_the_callers_generator(agree):
    def inner(rng):
        return rng.normal(size=3)

    rng = np.random.default_rng(7)
    answer = agree("twice", (), {"rng": rng}, {"inner": inner})
    assert answer.value.tolist() == rng.normal(size=6).tolist()


STAY = {
    "a function": ("lambda: 0", "function"),
    "a generator": ("(n for n in ())", "generator"),
    "a class": ("int", "type"),
    "an object": ("object()", "object"),
    "a set": ("{1}", "set"),
    "a figure": ("type('Figure', (), {})()", "Figure"),
}


@pytest.mark.parametrize("expression, name", STAY.values(), ids=STAY)
def test_what_cannot_cross_is_known_by_its_type(session, expression, name):
    session.run(f"def f(): return {expression}", "cell")
    answer = session.runner("f").call(())
    assert isinstance(answer.value, Opaque)
    assert type(answer.value).__name__ == name
    assert not answer.limit
