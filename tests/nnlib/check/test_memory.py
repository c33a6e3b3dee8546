"""What is remembered changes no verdict, is nobody else's, and stays within bounds."""

import numpy as np
import pytest

from nnlib.check import LocalRunner, Probe, evaluate
from nnlib.check.memory import IN_USE, Memory, once, remembering
from nnlib.exercises import get

SEED = [1, 2, 3, 4]
PROBE = Probe((np.arange(6.0).reshape(2, 3),))


def counted(calls):
    """Return a computation that counts how often it is done."""

    def compute():
        calls.append(1)
        return {"dw": np.ones((2, 3)), "cost": 1.0}

    return compute


@pytest.mark.parametrize("id", ["02/propagate", "01/train", "03/initialize_parameters"])
def test_a_verdict_is_the_same_with_and_without(id):
    exercise, memory = get(id), Memory()
    tried = [exercise.reference, *(one.function for one in exercise.variants[:4])]
    plain = [evaluate(exercise, LocalRunner(one), seed=SEED) for one in tried]
    for _ in range(2):
        with remembering(memory):
            found = [evaluate(exercise, LocalRunner(one), seed=SEED) for one in tried]
        assert found == plain
    assert memory.known


def test_a_known_function_is_asked_once_for_a_probe_and_changed_by_nobody():
    calls = []
    with remembering(Memory()):
        first = once("value", abs, PROBE, counted(calls))
        first["dw"][:] = 7
        again = once("value", abs, Probe((PROBE.args[0].copy(),)), counted(calls))
    assert len(calls) == 1
    assert again["dw"].tolist() == np.ones((2, 3)).tolist()


@pytest.mark.parametrize(
    "other",
    [
        ("answer", abs, PROBE),
        ("value", len, PROBE),
        ("value", abs, Probe((np.arange(6.0).reshape(3, 2),))),
        ("value", abs, Probe(PROBE.args, options={"learning_rate": 0.1})),
    ],
    ids=["purpose", "function", "arguments", "options"],
)
def test_what_differs_is_remembered_apart(other):
    calls = []
    with remembering(Memory()):
        once("value", abs, PROBE, counted(calls))
        once(*other, counted(calls))
    assert len(calls) == 2


def test_elsewhere_nothing_is_remembered():
    calls = []
    for _ in range(2):
        once("value", abs, PROBE, counted(calls))
    assert len(calls) == 2
    with remembering(Memory()):
        assert IN_USE.get() is not None
    assert IN_USE.get() is None


def test_it_forgets_the_oldest_and_never_holds_too_much():
    memory = Memory(most=20_000)
    for number in range(10):
        memory.given(number, lambda: np.zeros(1000))
    assert 1 <= len(memory.known) <= 2 and memory.bytes <= 20_000
    assert 9 in memory.known
    memory.given("large", lambda: np.zeros(100_000))
    assert (len(memory.known), memory.bytes) == (0, 0)


def test_what_cannot_be_kept_is_computed():
    calls = []
    with remembering(Memory()):
        for _ in range(2):
            once("value", abs, Probe((lambda: 1,)), counted(calls))
        assert once("value", abs, PROBE, lambda: iter(())) is not None
    assert len(calls) == 2
