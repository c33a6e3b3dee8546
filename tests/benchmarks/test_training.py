"""What the training benchmark compares computes the same; no time is asserted."""

import importlib.util

import pytest

from benchmarks import training, training_page
from benchmarks.trainers import Problem, trainer
from tests.cases import every_case

SMALL = {
    "one neuron": Problem((30, 1), 12),
    "tanh": Problem((2, 4, 1), 40, hidden="tanh"),
    "deep": Problem((30, 6, 4, 1), 12),
    "classes": Problem((8, 6, 5, 4), 60, output="softmax"),
    "batches": Problem((8, 6, 5, 4), 64, output="softmax", batch=16),
}
PEERS = {"PyTorch": "torch", "JAX": "jax", "scikit-learn": "sklearn"}


def installed(name):
    return name not in PEERS or importlib.util.find_spec(PEERS[name])


@pytest.mark.long
@every_case("problem", SMALL.values(), ids=SMALL)
def test_all_trainers_that_are_installed_take_the_same_steps(problem):
    wanted = trainer("nnlib")(problem)(20)
    assert len(wanted) == 20
    for name in ("nnlib.fast", *PEERS):
        costs = trainer(name)(problem)(20) if installed(name) else []
        # scikit-learn notes the mean of a pass, and then none is given.
        assert costs == [] or costs[-1] == pytest.approx(wanted[-1], rel=1e-9), name


def test_a_race_gives_seconds_and_a_page_and_names_who_is_absent(tmp_path):
    names = ["products", "nnlib", "PyTorch"]
    with training.workers(names, 1) as found:
        there = {name: one.library["library"] for name, one in found.items()}
        training.same_costs(found, SMALL["deep"])
        times = {"deep": training.raced(found, SMALL["deep"], 2, 0)}
    assert [*there] == [name for name in names if installed(name)]
    assert "numpy" in there["nnlib"]
    result = {"times": times, "libraries": there}
    (row,) = [row for row in training_page.rows(result) if row[0] == "nnlib"]
    assert float(row[1].split(" · ")[0]) > 0
    assert training_page.table(result, 1).row_count == len(there)


def test_a_trainer_that_computes_something_else_is_named(monkeypatch):
    class Other:
        def __init__(self, cost):
            self.cost = cost

        def ask(self, problem, steps):
            return {"cost": self.cost}

    found = {"nnlib": Other(0.5), "nnlib.fast": Other(0.5), "another": Other(0.6)}
    with pytest.raises(AssertionError, match=r"others \{'another': 0\.6\}"):
        training.same_costs(found, SMALL["deep"])
