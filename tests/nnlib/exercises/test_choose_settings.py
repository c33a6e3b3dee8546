"""What is sensible passes whatever is drawn, and each bound of the search is told."""

import pytest

from nnlib.exercises import evaluate
from nnlib.exercises.multiclass.choose_settings import share_right
from nnlib.multiclass import predict_class
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
