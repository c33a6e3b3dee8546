"""What is seen in wrong numbers is said if it is certain, and nothing otherwise."""

from dataclasses import replace
from itertools import count

import numpy as np
import pytest

from nnlib.check import Exercise, LocalRunner, Probe, Tree, evaluate
from nnlib.check.messages import QUESTION_OF, SENTENCES
from tests.cases import every_case

SIZES = ((2, 4, 3), (3, 2, 5), (4, 5, 7), (2, 4, 6))
CALLS = count()


def fit(W, b, X, Y):
    """Mean squared error of a linear layer, its slopes, and the largest miss."""
    D, m = W @ X + b - Y, X.shape[1]
    dW, db = D @ X.T / m, np.mean(D, axis=1, keepdims=True)
    return {"dW": dW, "db": db}, np.mean(D**2), np.max(np.abs(D))


def probes(rng, sizes=SIZES):
    """Draw cases in which no two sizes are alike for long."""
    return [
        Probe(
            tuple(
                rng.normal(1, 1, shape) for shape in ((n, k), (n, 1), (k, m), (n, m))
            ),
            sizes={"n": n, "n_x": k, "m": m},
        )
        for n, k, m in sizes
    ]


EXERCISE = Exercise(
    id="99/fit",
    parts={"dW": 1, "db": 1, "cost": 1, "most": 1},
    reference=fit,
    returns=({"dW", "db"}, "cost", "most"),
    probes=probes,
)


def climb(x):
    """Three steps, each from the one before."""
    A = [x + 1]
    for _ in range(x.size - 1):
        A.append(2 * A[-1])
    return {f"A{layer}": one for layer, one in enumerate(A, 1)}


LADDER = Exercise(
    id="99/climb",
    parts={"steps": 1},
    reference=climb,
    returns=Tree("steps"),
    probes=lambda rng: [
        Probe((rng.uniform(1, 2, L),), {}, {"L": L}) for L in (3, 5, 4)
    ],
)


def with_dW(change):
    """Change dW alone."""

    def wrong(W, b, X, Y):
        grads, cost, most = fit(W, b, X, Y)
        return {**grads, "dW": change(grads["dW"], W, X)}, cost, most

    return wrong


def little_added(W, b, X, Y):
    """Add a small part of dW to it."""
    grads, cost, most = fit(W, b, X, Y)
    return {**grads, "dW": grads["dW"] * (1 + 1e-5)}, cost, most


def with_cost(change):
    """Change the cost alone."""

    def wrong(W, b, X, Y):
        grads, cost, most = fit(W, b, X, Y)
        return grads, change(cost, X.shape[1]), most

    return wrong


def on(change):
    """Change the arguments."""
    return lambda *args: fit(*change(*args))


def per_example(W, b, X, Y):
    """Leave db as it is for each example."""
    grads, cost, most = fit(W, b, X, Y)
    return {**grads, "db": (W @ X + b - Y) / X.shape[1]}, cost, most


def last_over_m(W, b, X, Y):
    """Divide by m what only the last example has made."""
    grads, cost, most = fit(W, b, X, Y)
    last = fit(W, b, X[:, -1:], Y[:, -1:])[0]
    return {**grads, "dW": last["dW"] / X.shape[1]}, cost, most


def exchanged(W, b, X, Y):
    """Return two numbers in each other's place."""
    grads, cost, most = fit(W, b, X, Y)
    return grads, most, cost


def counting(W, b, X, Y):
    """Give another cost in each call."""
    grads, cost, most = fit(W, b, X, Y)
    return grads, cost + 1 + next(CALLS), most


def noisy(W, b, X, Y):
    """Add noise of the global generator."""
    grads, cost, most = fit(W, b, X, Y)
    return grads, cost + np.random.normal(1, 0.1), most


def three_examples(W, b, X, Y):
    """Divide by 3, however many examples there are."""
    grads, cost, most = fit(W, b, X, Y)
    return grads, cost * X.shape[1] / 3, most


PLANTED = [
    (with_dW(lambda dW, W, X: X.shape[1] * dW), "factor", {"factor": "m"}),
    (with_dW(lambda dW, W, X: dW / X.shape[1]), "factor", {"factor": "1/m"}),
    (with_dW(lambda dW, W, X: X.shape[0] * dW), "factor", {"factor": "n_x"}),
    (with_dW(lambda dW, W, X: -dW), "factor", {"factor": "-1"}),
    (with_dW(lambda dW, W, X: 2 * dW), "factor", {"factor": "2"}),
    (with_dW(lambda dW, W, X: dW / 2), "factor", {"factor": "1/2"}),
    (with_cost(lambda cost, m: m * cost), "factor", {"part": "cost", "factor": "m"}),
    (with_dW(lambda dW, W, X: dW.T), "transposed", {"part": "dW"}),
    (with_dW(lambda dW, W, X: W), "echo", {"argument": "W"}),
    (with_dW(lambda dW, W, X: np.trunc(dW)), "whole", {"how": "cut"}),
    (with_dW(lambda dW, W, X: np.floor(dW)), "whole", {"how": "rounded down"}),
    (with_dW(lambda dW, W, X: np.rint(dW)), "whole", {"how": "rounded"}),
    (on(lambda *args: [1e3 * a.astype("f4") / 1e3 for a in args]), "coarse", {}),
    (with_cost(lambda cost, m: 0.7), "constant", {"number": "0.7"}),
    (
        per_example,
        "table",
        {"part": "db", "rows": "n", "columns": "m", "wanted": "a single column"},
    ),
    (exchanged, "exchanged", {"part": "cost, most"}),
    (on(lambda W, b, X, Y: (W, 0 * b, X, Y)), "no_bias", {"bias": "b = 0"}),
    (
        on(lambda W, b, X, Y: (W, b, X[:, :1], Y[:, :1])),
        "one_counted",
        {"part": "dW, db, cost, most", "which": "first", "divided": ""},
    ),
    (last_over_m, "one_counted", {"which": "last", "divided": ", divided by m"}),
    (with_cost(lambda cost, m: cost * np.sqrt(m)), "one_right", {"part": "cost"}),
    (three_examples, "fixed_divisor", {"part": "cost", "divisor": 3}),
    (
        with_cost(lambda cost, m: cost if m == 3 else cost + m),
        "one_size",
        {"part": "cost", "m": "3"},
    ),
    (
        with_dW(lambda dW, W, X: dW * X.shape[1] / X.shape[0]),
        "factor",
        {"factor": "m/n_x"},
    ),
    (with_cost(lambda cost, m: np.full((1,), cost)), "reshaped", {"part": "cost"}),
    (with_dW(lambda dW, W, X: dW.ravel()), "reshaped", {"how": "in another shape"}),
    (with_dW(lambda dW, W, X: np.round(dW, 3)), "rounded", {"digits": 3}),
    (little_added, "near", {"digits": 4}),
    (counting, "unsteady", {}),
    (noisy, "global_random", {}),
]
IDS = [f"{kind}-{'-'.join(map(str, about.values()))}" for _, kind, about in PLANTED]
NOTHING = [
    pytest.param(fit, id="right"),
    pytest.param(with_dW(lambda dW, W, X: dW + 0.1), id="shifted"),
    pytest.param(with_dW(lambda dW, W, X: dW * np.exp(1e-5)), id="nearly-right"),
    pytest.param(with_dW(lambda dW, W, X: dW * W), id="weighted"),
    pytest.param(with_dW(lambda dW, W, X: np.nan * dW), id="nan"),
    pytest.param(with_dW(lambda dW, W, X: None), id="none"),
    pytest.param(lambda *args: None, id="no-value"),
]


def seen(verdict):
    """List what was seen in numbers."""
    return [fact for fact in verdict.facts if fact.kind in QUESTION_OF]


@every_case(("function", "kind", "about"), PLANTED, ids=IDS)
def test_what_is_certain_is_said_once(verdict_on, function, kind, about):
    verdict = verdict_on(EXERCISE, function)
    (fact,) = seen(verdict)
    assert fact.kind == kind
    assert fact.about == {**fact.about, **about}
    assert SENTENCES[kind].format_map(fact.about) in verdict.lines()
    assert verdict.lines()[-1].startswith("Ask yourself: ")
    assert verdict.diagnosis is None


@every_case("function", NOTHING)
def test_nothing_is_said_of_numbers_that_tell_nothing(verdict_on, function):
    assert seen(verdict_on(EXERCISE, function)) == []


@every_case(("function", "kind", "about"), PLANTED, ids=IDS)
def test_two_cases_are_not_enough(verdict_on, function, kind, about):
    few = replace(EXERCISE, probes=lambda rng: probes(rng, SIZES[:1]))
    assert seen(verdict_on(few, function)) == []


def test_a_size_that_never_changes_names_no_factor(verdict_on):
    alone = {"one example": "only one size is to be seen here"}
    one_size = [(2, 3, 4)] * 3
    same = replace(EXERCISE, probes=lambda rng: probes(rng, one_size), without=alone)
    facts = seen(verdict_on(same, with_dW(lambda dW, W, X: X.shape[1] * dW)))
    assert [fact.kind for fact in facts] != ["factor"]


def test_a_registered_mistake_is_named_and_nothing_is_added(verdict_on):
    from nnlib.check import Variant

    double = with_dW(lambda dW, W, X: 2 * dW)
    known = Variant("double", "twice", "Your dW is twice as long.", "why?", double)
    verdict = verdict_on(replace(EXERCISE, variants=(known,)), double)
    assert verdict.diagnosis == "double"
    assert seen(verdict) == []


def up_to(layer):
    """Give a function that is wrong from a layer on."""

    def wrong(x):
        A = climb(x)
        return {n: a + 0.1 if int(n[1:]) >= layer(x.size) else a for n, a in A.items()}

    return wrong


@every_case(
    ("first", "name"),
    [
        pytest.param(lambda L: 2, "2", id="always-the-second"),
        pytest.param(lambda L: L, "L", id="always-the-last"),
        pytest.param(lambda L: L - 1, "L - 1", id="always-the-last-but-one"),
        pytest.param(lambda L: 1, None, id="the-very-first"),
        pytest.param(lambda L: {3: 2, 5: 3, 4: 3}[L], None, id="no-rule"),
    ],
)
def test_the_first_wrong_layer_is_named(verdict_on, first, name):
    facts = seen(verdict_on(LADDER, up_to(first)))
    expected = [{"part": "steps", "start": "1", "layer": name}] if name else []
    assert [fact.about for fact in facts if fact.kind == "layer"] == expected


def test_a_layer_that_is_not_there_is_no_wrong_layer(verdict_on):
    def pairs(x):
        return [(a, a + 1) for a in climb(x).values()]

    def half_of_the_last(x):
        return [*pairs(x)[:-1], (pairs(x)[-1][0],)]

    asked = replace(LADDER, reference=pairs)
    facts = seen(verdict_on(asked, half_of_the_last))
    assert [fact for fact in facts if fact.kind == "layer"] == []


def test_arrays_of_one_kind_are_looked_at_together(verdict_on):
    def grads(*args):
        return {
            f"d{n}{layer}": (layer + len(n)) * args[0] for n in "Wb" for layer in (1, 2)
        }

    asked = Exercise(
        id="99/grads",
        parts={"grads": 1},
        reference=grads,
        returns=Tree("grads"),
        probes=lambda rng: [
            Probe((rng.normal(1, 1, m),), {}, {"m": m}) for m in (3, 5, 4)
        ],
    )

    def wrong(x):
        return {n: len(x) * g if n[1] == "W" else g for n, g in grads(x).items()}

    (fact,) = seen(verdict_on(asked, wrong))
    assert (fact.kind, fact.about["part"], fact.about["factor"]) == (
        "factor",
        "dW",
        "m",
    )


@pytest.mark.parametrize(
    ("depths", "part"), [((2, 2, 2), "dW2 and db2"), ((2, 3, 4), "dWL and dbL")]
)
def test_the_layer_computed_first_is_looked_at_alone(verdict_on, depths, part):
    def grads(x):
        return {
            f"d{n}{layer}": (layer + len(n)) * x
            for layer in range(len(x), 0, -1)
            for n in ("W", "b")
        }

    def wrong(x):
        """Turn the sign of the last layer, and spoil those below in another way."""
        last = str(len(x))
        return {n: -g if n[2:] == last else g + 1 for n, g in grads(x).items()}

    asked = Exercise(
        id="99/grads",
        parts={"grads": 1},
        reference=grads,
        returns=Tree("grads"),
        probes=lambda rng: [
            Probe((rng.normal(1, 1, L),), {}, {"L": L}) for L in depths
        ],
    )
    (fact,) = seen(verdict_on(asked, wrong))
    assert (fact.kind, fact.about["part"], fact.about["factor"]) == (
        "factor",
        part,
        "-1",
    )


@pytest.mark.parametrize(
    ("line", "names"),
    [
        pytest.param("cost = np.sum(D**2) / m", ["m"], id="a-size"),
        pytest.param("cost = np.sum(D**2) / scale", [], id="another-name"),
        pytest.param(
            "m = 2 * X.shape[1]; cost = np.sum(D**2) / m", [], id="set-inside"
        ),
    ],
)
def test_a_size_read_from_another_cell_is_named(verdict_on, cell, line, names):
    source = (
        "def fit(W, b, X, Y):\n"
        "    D = W @ X + b - Y\n"
        "    db = np.mean(D, axis=1, keepdims=True)\n"
        f"    {line}\n"
        '    return {"dW": D @ X.T / X.shape[1], "db": db}, cost, np.max(np.abs(D))\n'
    )
    function = cell(source, {"np": np, "m": 5, "scale": 5})["fit"]
    facts = seen(verdict_on(EXERCISE, function))
    assert [f.about["name"] for f in facts if f.kind == "outside"] == names


def test_the_global_generator_is_left_as_it_was(verdict_on):
    np.random.seed(7)
    before = np.random.get_state()[1].copy()
    verdict_on(EXERCISE, with_dW(lambda dW, W, X: dW + 0.1))
    assert np.array_equal(np.random.get_state()[1], before)


def test_every_kind_of_evidence_has_a_question():
    planted = {kind for _, kind, _ in PLANTED}
    assert set(QUESTION_OF) == planted | {
        *("layer", "outside", "guard", "first_turn", "comma")
    }
    assert set(QUESTION_OF) <= set(SENTENCES)


def test_what_is_called_for_points_alone_is_not_looked_into_further():
    function = with_cost(lambda cost, m: cost * np.sqrt(m))
    runners = [LocalRunner(function), LocalRunner(function)]
    runners[1].further = False
    told, brief = (evaluate(EXERCISE, one, seed=0) for one in runners)
    assert seen(told) and not seen(brief)
    assert (told.points, told.earned) == (brief.points, brief.earned)
