"""What is sensible passes whatever is drawn, and each bound of the search is told."""

import numpy as np
import pytest

from nnlib.exercises import evaluate
from nnlib.exercises.multiclass.choose_settings import share_right
from nnlib.losses import cross_entropy
from nnlib.multiclass import predict_class, softmax_forward
from tests.cases import every_case

ID = "05/choose_settings"
GATE = (0, 1, 2)


def searching(tries, *, width=16, best=max):
    """Return a search over pairs of rate and steps."""

    def choose(train, X_train, Y_train, X_val, Y_val, rng):
        found = []
        for rate, steps in tries:
            setting = {
                "layer_dims": [len(X_train), width, len(Y_train)],
                "learning_rate": rate,
                "num_iterations": steps,
            }
            parameters, _ = train(X_train, Y_train, **setting, rng=rng)
            share = share_right(parameters, X_val, predict_class(Y_val))
            found.append((share, setting))
        return best(found, key=lambda one: one[0])[1]

    return choose


SENSIBLE = searching([(0.05, 200), (0.5, 100), (0.5, 200)])


@pytest.mark.parametrize(
    "seed",
    [pytest.param(s, marks=[pytest.mark.long] * (s not in GATE)) for s in range(200)],
)
def test_a_sensible_choice_passes_whatever_is_drawn(seed):
    assert evaluate(ID, SENSIBLE, seed).points == 15


def so_far(start, *, by_cost=False):
    """Return a search that keeps the best so far, and begins with a number."""

    def choose(train, X_train, Y_train, X_val, Y_val, rng):
        best = start, None
        for rate in (0.003, 0.03, 0.3, 1.0):
            setting = {
                "layer_dims": [len(X_train), 16, len(Y_train)],
                "learning_rate": rate,
                "num_iterations": 150,
            }
            parameters, _ = train(X_train, Y_train, **setting, rng=rng)
            share = share_right(parameters, X_val, predict_class(Y_val))
            A, _ = softmax_forward(X_val, parameters)
            cost = cross_entropy(A, Y_val)
            if cost < best[0] if by_cost else share > best[0]:
                best = (cost if by_cost else share), setting
        return best[1]

    return choose


STARTS = {
    "share from 0": so_far(0),
    "share from 0.0": so_far(0.0),
    "share from -1": so_far(-1),
    "cost from infinity": so_far(np.inf, by_cost=True),
    "cost from 100": so_far(100, by_cost=True),
}


@pytest.mark.long
@pytest.mark.parametrize("seed", range(50))
def test_the_best_so_far_may_begin_at_any_usual_number(seed):
    found = {name: evaluate(ID, how, seed).points for name, how in STARTS.items()}
    assert found == dict.fromkeys(STARTS, 15)


def said_of(choose):
    """Return what the card says of a search."""
    return " ".join(evaluate(ID, choose, 0).lines())


def by_training_cost(rates):
    """Return a search that never looks at the validation examples."""

    def choose(train, X_train, Y_train, X_val, Y_val, rng):
        found = []
        for rate in rates:
            setting = {
                "layer_dims": [len(X_train), 16, len(Y_train)],
                "learning_rate": rate,
                "num_iterations": 150,
            }
            _, costs = train(X_train, Y_train, **setting, rng=rng)
            found.append((costs[-1], setting))
        return min(found, key=lambda one: one[0])[1]

    return choose


@every_case("rates", [(0.01, 0.1, 1.0), (0.3, 0.5, 0.7), (1.0, 0.5, 0.1)])
def test_where_every_try_learns_validation_still_decides(rates):
    for seed in range(5):
        assert evaluate(ID, by_training_cost(rates), seed).points == 10
        assert evaluate(ID, searching([(one, 150) for one in rates]), seed).points == 15


def test_a_choice_by_the_training_examples_is_called_that():
    said = said_of(by_training_cost((0.001, 1.0, 0.1)))
    assert "got the best on the training examples (layer_dims [2, 16, 2]," in said
    assert "the best on validation (layer_dims [2, 16, 2], learning_rate 0.001" in said


def test_a_search_that_keeps_nothing_is_not_told_of_a_missing_return_line():
    said = said_of(so_far(2))
    assert "got None. Your code ends in a return line." in said


BOUNDS = {
    "nine tries": (searching([(0.5, 50)] * 9), "train was called 8 times before"),
    "too many steps": (searching([(0.5, 301)]), "num_iterations is 301, at most 300"),
    "too wide": (
        searching([(0.5, 5)] * 3, width=900),
        "numbers to learn, at most 3,000",
    ),
    "one setting": (searching([(0.5, 100)] * 3), "expected 3 settings tried or more"),
}


@every_case(("choose", "said"), BOUNDS.values(), ids=BOUNDS)
def test_each_bound_of_the_search_is_told(choose, said):
    assert said in "\n".join(evaluate(ID, choose, 0).lines(values=True))
