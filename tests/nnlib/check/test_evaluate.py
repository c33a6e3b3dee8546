"""From a function to a verdict: order of the groups, points, and strange values."""

import warnings
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from nnlib.check import (
    Exercise,
    LocalRunner,
    Probe,
    Property,
    Unfulfilled,
    Unusable,
    evaluate,
    variant,
)
from nnlib.exercises import get
from tests.cases import every_case


def right(X, factor):
    """Do what is asked, in a form of its own."""
    norm = np.linalg.norm(X / np.abs(X).max()) * np.abs(X).max()
    return [
        {"mean": np.mean(X, 1, keepdims=True), "norm": norm, "n": 1},
        X.sum() * factor,
    ]


def overflowing(X, factor):
    """Lose the norm of numbers whose squares are too large."""
    both, total = right(X, factor)
    return {**both, "norm": np.sqrt(np.sum(X**2))}, total


def changing(X, factor):
    """Write into the argument at the end."""
    result = right(X.copy(), factor)
    X *= 2
    return result


def looping(X, factor):
    """Add the columns one after the other."""
    total = 0.0
    for column in X.T:
        for entry in column:
            total = total + entry
    return right(X, factor)[0], factor * total


def all_three(X, factor):
    """Overflow, write into the argument and loop."""
    result = looping(X, factor)
    both = {**result[0], "norm": np.sqrt(np.sum(X**2))}
    X[0, 0] += 1
    return both, result[1]


def kinds(verdict):
    """List the kinds of the facts in their order."""
    return [fact.kind for fact in verdict.facts]


def about(verdict, kind):
    """Return what the first fact of a kind is about."""
    return next(fact.about for fact in verdict.facts if fact.kind == kind)


# ---- points


def test_a_right_function_passes_in_full(verdict_on, exercise):
    verdict = verdict_on(exercise, right)
    assert (verdict.status, verdict.points, verdict.max_points) == ("passed", 10, 10)
    assert verdict.earned == {"mean": 5, "norm": 3, "total": 2}
    assert verdict.diagnosis is None
    assert verdict.lines() == [
        "✓ summarize: passed, 10 of 10 points",
        "Verified: shapes and numbers of mean, norm, total in 5 cases.",
        "Verified: twice the factor doubles the total.",
        "Verified: extreme inputs, arguments untouched, no loop over the examples.",
    ]


@pytest.mark.parametrize(
    ("wrong", "points"),
    [
        pytest.param({"mean"}, 5, id="mean"),
        pytest.param({"norm"}, 7, id="norm"),
        pytest.param({"total"}, 8, id="total"),
        pytest.param({"mean", "total"}, 3, id="mean-and-total"),
        pytest.param({"mean", "norm", "total"}, 0, id="all"),
    ],
)
def test_each_output_earns_its_part(verdict_on, exercise, wrong, points):
    def function(X, factor):
        both, total = right(X, factor)
        both = {key: -one if key in wrong else one for key, one in both.items()}
        return both, -total if "total" in wrong else total

    verdict = verdict_on(exercise, function)
    assert verdict.points == points
    assert verdict.status == ("partial" if points else "failed")
    assert {part for part, earned in verdict.earned.items() if not earned} == wrong


@pytest.mark.parametrize(
    ("function", "points", "said"),
    [
        pytest.param(overflowing, 9.0, ["extreme"], id="extremes-cost-10"),
        pytest.param(changing, 9.0, ["changed"], id="changed-arguments-cost-10"),
        pytest.param(looping, 8.0, ["loop"], id="a-loop-costs-20"),
        pytest.param(all_three, 6.0, ["extreme", "changed", "loop"], id="60-are-left"),
    ],
)
def test_what_is_taken_off_right_numbers(verdict_on, exercise, function, points, said):
    verdict = verdict_on(exercise, function)
    assert verdict.points == points
    assert verdict.status == "partial"
    assert sum(verdict.earned.values()) == 10
    assert [
        kind for kind in kinds(verdict) if kind in ("extreme", "changed", "loop")
    ] == said


def test_a_share_is_taken_off_what_was_earned(verdict_on, exercise):
    def function(X, factor):
        both, total = looping(X, factor)
        return {**both, "mean": None}, total

    verdict = verdict_on(exercise, function)
    assert verdict.points == 4.0
    assert verdict.earned == {"mean": 0.0, "norm": 3, "total": 2}


def test_nothing_is_taken_off_nothing(verdict_on, exercise):
    def function(X, factor):
        X *= 0
        return [entry for entry in X.T]

    verdict = verdict_on(exercise, function)
    assert (verdict.status, verdict.points) == ("failed", 0.0)
    assert not {"extreme", "changed", "loop"} & {*kinds(verdict)}


def test_an_extreme_that_stops_costs_no_more_than_a_wrong_one(verdict_on, exercise):
    def careful(X, factor):
        if np.max(X) > 1e100:
            raise OverflowError("too large")
        return right(X, factor)

    verdict = verdict_on(exercise, careful)
    assert verdict.points == 9.0
    assert about(verdict, "extreme")["problem"] == "OverflowError is raised"


def test_a_broken_property_costs_its_parts(verdict_on, exercise):
    never = Property("it holds", lambda call, rng: False, ("norm", "total"))
    verdict = verdict_on(replace(exercise, properties=(never,)), right)
    assert verdict.points == 5.0
    assert about(verdict, "property") == {"text": "it holds"}


@pytest.mark.parametrize(
    "holds",
    [
        lambda call, rng: 1 / 0,
        lambda call, rng: call(None, factor=1.0),
        lambda call, rng: call(),
        lambda call, rng: {}["no key"],
    ],
    ids=["arithmetic", "stopped", "wrong-call", "no-key"],
)
def test_a_property_that_gives_no_answer_does_not_hold(verdict_on, exercise, holds):
    strange = Property("it holds", holds, ("total",))
    assert verdict_on(replace(exercise, properties=(strange,)), right).points == 8.0


# ---- order of the groups


def stub(X, factor):
    """Say nothing yet."""
    raise NotImplementedError


def without_factor(X):
    return right(X, 1.0)


def stopping(X, factor):
    return X @ X + factor


def wrong_type(X, factor):
    return "mean"


def wrong_shape(X, factor):
    both, total = right(X, factor)
    return {**both, "mean": both["mean"].T}, total


def wrong_small_numbers(X, factor):
    both, total = right(X, factor)
    return both, total + 1


def wrong_other_numbers(X, factor):
    both, total = right(X, factor)
    return both, total if X.shape == (2, 3) else total + 1


@every_case(
    ("function", "status", "kind"),
    [
        pytest.param(stub, "not_attempted", "not_attempted", id="attempted"),
        pytest.param(without_factor, "failed", "signature", id="signature"),
        pytest.param(stopping, "error", "error_text", id="runs"),
        pytest.param(wrong_type, "failed", "type", id="type"),
        pytest.param(wrong_shape, "partial", "shape", id="shape"),
        pytest.param(wrong_small_numbers, "partial", "value", id="hand-sized"),
        pytest.param(wrong_other_numbers, "partial", "other_values", id="random"),
        pytest.param(overflowing, "partial", "extreme", id="extremes"),
        pytest.param(changing, "partial", "changed", id="untouched"),
        pytest.param(looping, "partial", "loop", id="vectorised"),
    ],
)
def test_each_group_has_its_status_and_sentence(
    verdict_on, exercise, function, status, kind
):
    verdict = verdict_on(exercise, function)
    assert verdict.status == status
    assert kind in kinds(verdict)


@pytest.mark.parametrize(
    ("function", "kind"),
    [(stub, "not_attempted"), (without_factor, "signature")],
    ids=["stub", "signature"],
)
def test_what_is_found_before_a_call_is_all_that_is_said(
    verdict_on, exercise, function, kind
):
    verdict = verdict_on(exercise, function)
    assert kinds(verdict) == [kind]
    assert verdict.points == 0


def test_the_value_of_the_hand_sized_case_is_shown(verdict_on, exercise):
    verdict = verdict_on(exercise, wrong_small_numbers)
    assert verdict.lines()[1:4] == [
        "Tested with n = 2, m = 3.",
        "total: expected 20, got 21.",
        "Right already: mean, norm.",
    ]


def test_values_of_random_cases_are_not_shown(verdict_on, exercise):
    said = verdict_on(exercise, wrong_other_numbers).lines()
    # The sizes are said once.
    assert said[1:3] == [
        "total: right on the small example, wrong on others (n = 3, m = 5).",
        "Right already: mean, norm.",
    ]


def test_the_small_example_is_not_praised_where_there_is_none(verdict_on, exercise):
    def without_shown(rng):
        return exercise.probes(rng)[1:]

    verdict = verdict_on(replace(exercise, probes=without_shown), wrong_other_numbers)
    assert verdict.lines()[1] == (
        "total: the shape is right, the numbers are not (n = 3, m = 5)."
    )


def test_only_one_question_is_asked_and_it_comes_last(verdict_on, exercise):
    def function(X, factor):
        both, total = all_three(X, factor)
        return both, total / factor

    verdict = verdict_on(exercise, function)
    assert verdict.diagnosis == "no_factor"
    asked = [line for line in verdict.lines() if line.startswith("Ask yourself")]
    assert asked == [verdict.lines()[-1]]
    assert "every argument" in asked[0]
    assert len(verdict.lines()) <= 8


def test_the_first_line_says_for_whom_the_course_stands_in(verdict_on, exercise):
    one = verdict_on(exercise, right, with_course=("mean",)).lines()
    two = verdict_on(exercise, right, with_course=("mean", "norm")).lines()
    assert one[1] == "Your mean has not passed yet, so this check uses the course's."
    assert (
        two[1]
        == "Your mean and norm have not passed yet, so this check uses the course's."
    )


# ---- values that are welcome, and values that are not


def test_bool_predictions_are_accepted(verdict_on):
    exercise = prediction()
    assert verdict_on(exercise, lambda X: X > 0).status == "passed"
    assert verdict_on(exercise, lambda X: (X > 0).tolist()).status == "passed"


def prediction():
    """An exercise whose answer is 0 or 1 for each entry."""
    return Exercise(
        id="99/predict",
        parts={"P": 5},
        reference=lambda X: (X > 0).astype(float),
        returns="P",
        probes=lambda rng: [Probe((rng.normal(0, 1, (1, 5)),)) for _ in range(3)],
    )


class UnspeakableError(Exception):
    """Fails even when it is shown."""

    def __str__(self):
        raise self

    __repr__ = __str__


class Trap:
    """Raises whatever is done with it."""

    def __getattribute__(self, name):
        raise UnspeakableError


@every_case(
    ("value", "said"),
    [
        pytest.param(
            None,
            "P: expected numbers, got None. Is the return line missing?",
            id="none",
        ),
        pytest.param("1", "P: expected numbers, got a value of type str.", id="text"),
        pytest.param(
            1j, "P: expected numbers, got complex numbers, a number.", id="complex"
        ),
        pytest.param(
            [[1], [2, 3]],
            "P: expected numbers, got rows of different lengths.",
            id="ragged",
        ),
        pytest.param(
            10**400,
            "P: expected numbers, got a whole number of 1329 bits.",
            id="huge-int",
        ),
        pytest.param(
            Trap(), "P: expected numbers, got a value of type Trap.", id="trap"
        ),
        pytest.param([Trap()], "P: expected numbers, got 1 value.", id="trap-in-list"),
        pytest.param(
            {"P": 1}, "P: expected numbers, got a dictionary with P.", id="dictionary"
        ),
        pytest.param(np.nan, "P: expected shape (1, 5), got a number.", id="nan"),
        pytest.param(
            np.zeros((5,)), "P: expected shape (1, 5), got shape (5,).", id="flat"
        ),
        pytest.param(
            np.zeros((5, 5)),
            "P: expected shape (1, 5), got shape (5, 5).",
            id="blown-up",
        ),
    ],
)
def test_a_strange_value_is_named(verdict_on, value, said):
    verdict = verdict_on(prediction(), lambda X: value)
    assert verdict.status == "failed"
    assert verdict.lines()[1] == said


def test_nan_costs_its_part_and_a_numpy_warning_costs_nothing(verdict_on, exercise):
    def with_nan(X, factor):
        both, total = right(X, factor)
        return both, total * np.nan

    def with_warning(X, factor):
        np.log(X * 0)
        print("here")
        return right(X, factor)

    assert verdict_on(exercise, with_nan).points == 8.0
    verdict = verdict_on(exercise, with_warning)
    assert verdict.status == "passed"
    assert verdict.lines()[-2:] == [
        "Advice, costs nothing: a warning came, “divide by zero encountered in log”.",
        "It prints 5 characters each time. That costs nothing.",
    ]


def test_wrong_keys_are_named(verdict_on, exercise):
    def other_keys(X, factor):
        both, total = right(X, factor)
        return {"Mean": both["mean"], "norm": both["norm"]}, total

    verdict = verdict_on(exercise, other_keys)
    assert verdict.points == 5.0
    assert verdict.lines()[2] == (
        "mean: expected an entry of this name, got the keys Mean, norm."
    )


def test_what_is_wrong_with_several_outputs_is_said_once(verdict_on, exercise):
    verdict = verdict_on(exercise, lambda X, factor: None)
    assert verdict.lines()[2].startswith("mean, norm, total: expected 2 values")
    assert len(verdict.lines()) == 3


# ---- functions that stop


@every_case(
    ("source", "status", "said"),
    [
        pytest.param(
            "    return helper(X)\n\ndef helper(X):\n    raise NotImplementedError\n",
            "needs_first",
            "summarize calls helper, which is not written yet. Write it first.",
            id="needed-function-not-written",
        ),
        pytest.param(
            "    import no_such_library\n    return no_such_library.go(X)\n",
            "delegated",
            "It uses no_such_library, which is not there when your work is graded.",
            id="handed-over",
        ),
        pytest.param(
            "    from numpy import expp\n",
            "error",
            "Line 2 of summarize: from numpy import expp",
            id="misspelt-import",
        ),
        pytest.param(
            "    return X @ X\n",
            "error",
            "There: X has shape (2, 3).",
            id="shapes-do-not-fit",
        ),
        pytest.param(
            "    mean = X.mean()\n    raise NotImplementedError\n",
            "error",
            "The placeholder of summarize is still there: take out its raise line.",
            id="placeholder-left",
        ),
        pytest.param(
            "    raise ValueError\n",
            "error",
            "ValueError: it says nothing more",
            id="exception-without-text",
        ),
        pytest.param(
            "    raise ValueError('one\\ntwo')\n",
            "error",
            "ValueError: one two",
            id="text-of-two-lines",
        ),
        pytest.param(
            "    raise SystemExit\n",
            "error",
            "SystemExit: it says nothing more",
            id="exit",
        ),
        pytest.param(
            "    raise KeyboardInterrupt\n",
            "limit",
            "Stopped by you before it gave an answer.",
            id="interrupt",
        ),
    ],
)
def test_a_function_that_stops_is_explained(
    cell, verdict_on, exercise, source, status, said
):
    names = cell(f"def summarize(X, factor):\n{source}")
    verdict = verdict_on(exercise, names["summarize"])
    assert verdict.status == status
    assert verdict.points == 0
    assert said in verdict.lines()


def test_an_error_says_on_which_sizes_it_happens(verdict_on, exercise):
    def wide_only(X, factor):
        if X.shape[0] > X.shape[1]:
            raise ValueError
        return right(X, factor)

    assert (
        verdict_on(exercise, wide_only).lines()[-1] == "It happens with n = 4, m = 2."
    )


def test_an_endless_loop_is_a_limit(exercise):
    def endless(X, factor):
        while True:
            pass

    verdict = evaluate(exercise, LocalRunner(endless, seconds=0.1), seed=0)
    assert verdict.status == "limit"
    assert verdict.lines()[1].startswith("Stopped: no answer after 0.1 seconds.")


def test_an_exception_that_cannot_be_shown_is_an_error(verdict_on, exercise):
    def careless(X, factor):
        raise UnspeakableError

    verdict = verdict_on(exercise, careless)
    assert verdict.status == "error"
    assert "UnspeakableError: (its text cannot be shown)" in verdict.lines()


def test_a_stub_without_source_is_not_attempted(verdict_on, exercise):
    namespace = {}
    exec("def summarize(X, factor):\n    raise NotImplementedError", namespace)
    assert verdict_on(exercise, namespace["summarize"]).status == "not_attempted"


@every_case(
    ("parameters", "fits"),
    [
        ("X, factor", True),
        ("data, factor", True),
        ("X, factor=1.0", True),
        ("X, factor, extra=None", True),
        ("*args, **options", True),
        ("X, **options", True),
        ("X", False),
        ("X, rate", False),
        ("X, factor, extra", False),
        ("X, factor, /", False),
        ("*, X, factor", False),
        ("", False),
    ],
)
def test_a_signature_fits_if_the_call_does(
    cell, verdict_on, exercise, parameters, fits
):
    names = cell(f"def summarize({parameters}):\n    return None\n")
    verdict = verdict_on(exercise, names["summarize"])
    assert ("signature" in kinds(verdict)) != fits
    if not fits:
        call = "summarize(X, factor=...)"
        yours = parameters.replace("*, ", "").replace(", /", "")
        assert verdict.lines()[1] == (
            f"summarize is called as {call}. Yours takes ({yours})."
        )


@pytest.mark.parametrize(
    ("changing_source", "argument"),
    [
        ("X[0] = 0", "X"),
        ("table['W'][0] = 0", "table"),
        ("table['b'] = 1", "table"),
        ("sizes.append(3)", "sizes"),
        ("start *= 2", "start"),
    ],
)
def test_the_argument_that_is_changed_is_named(
    cell, verdict_on, changing_source, argument
):
    given = np.ones(2), {"W": np.ones(2)}, [1, 2]
    exercise = Exercise(
        id="99/touch",
        parts={"A": 1},
        reference=lambda X, table, sizes, *, start: 1.0,
        returns="A",
        probes=lambda rng: [Probe(given, {"start": np.ones(2)})],
    )
    source = f"def touch(X, table, sizes, *, rest=0, start):\n    {changing_source}\n"
    names = cell(f"{source}    return 1.0\n")
    verdict = verdict_on(exercise, names["touch"])
    assert about(verdict, "changed")["argument"] == argument


# ---- judges


def walk(start, rng, steps):
    """Draw a start where none is given, and take some steps up."""
    begin = rng.normal() if start is None else start
    return {"end": begin + steps}


def continued(probe, got, call):
    """Expect the learner's own start, and the steps from there."""
    begin = call(*probe.args, **{**probe.options, "steps": 0})["end"]
    return {"end": begin + probe.options["steps"]}


def walking():
    """An exercise with a random start of the learner's own."""
    return Exercise(
        id="99/walk",
        parts={"end": 5},
        reference=walk,
        returns={"end"},
        probes=lambda rng: [
            Probe((None, np.random.default_rng(seed)), {"steps": seed + 1})
            for seed in range(3)
        ],
        judge=continued,
    )


def test_a_judge_accepts_another_start(verdict_on):
    def other_draw(start, rng, steps):
        return {"end": 100 * rng.uniform() + steps}

    assert verdict_on(walking(), walk).status == "passed"
    assert verdict_on(walking(), other_draw).status == "passed"


def test_a_judge_refuses_wrong_steps(verdict_on):
    def backwards(start, rng, steps):
        return {"end": rng.normal() - steps}

    assert verdict_on(walking(), backwards).status == "failed"


def test_what_stops_under_a_judge_is_an_error_of_the_function(verdict_on):
    def not_without_steps(start, rng, steps):
        return {"end": rng.normal() + steps / min(steps, 1)}

    verdict = verdict_on(walking(), not_without_steps)
    assert verdict.status == "error"
    assert "return" in verdict.lines()[1]
    assert verdict.lines()[2] == "ZeroDivisionError: division by zero"


@pytest.mark.parametrize("value", [None, {}, {"end": "far"}, 3])
def test_a_judge_that_cannot_continue_leaves_the_ordinary_sentence(verdict_on, value):
    verdict = verdict_on(walking(), lambda start, rng, steps: value)
    assert verdict.status == "failed"
    assert {"type", "none", "shape"} & {*kinds(verdict)}


def noise(n, rng):
    """Draw some numbers."""
    return {"noise": rng.normal(size=n)}


def drawing():
    """An exercise of which no numbers can be foreseen."""

    def small(probe, got, call):
        again = call(*probe.args, rng=np.random.default_rng(9))["noise"]
        if np.array_equal(got["noise"], again):
            return {"noise": Unfulfilled("other numbers from another rng", "the same")}
        return {"noise": got["noise"]}

    return Exercise(
        id="99/noise",
        parts={"noise": 5},
        reference=noise,
        returns={"noise"},
        probes=lambda rng: [
            Probe((n,), {"rng": np.random.default_rng(n)}, shown=n == 3)
            for n in (3, 4, 5)
        ],
        judge=small,
    )


def test_a_generator_may_move_on(verdict_on):
    verdict = verdict_on(drawing(), noise)
    assert (verdict.status, verdict.points) == ("passed", 5)


def test_what_a_judge_misses_is_said_in_its_words_and_not_in_numbers(verdict_on):
    verdict = verdict_on(drawing(), lambda n, rng: {"noise": np.ones(n)})
    assert (verdict.status, verdict.points) == ("failed", 0)
    assert verdict.lines()[1:] == [
        "noise: expected other numbers from another rng, got the same."
    ]


# ---- outputs that are seen, not returned


def line(points):
    """Give the slope and the height of a line."""
    return {"slope": 2, "height": 1}


def heights(probe, outputs):
    """Look at the places that were asked for, not at the line."""
    slope, height = outputs["slope"], outputs["height"]
    if isinstance(slope, Unusable):
        return {"at 0 and 1": slope}
    return {"at 0 and 1": height + slope * np.array([0, 1])}


def seen_line(**changes):
    """An exercise that compares what a line does, and not its numbers."""
    return Exercise(
        id="99/line",
        parts={"at 0 and 1": 5},
        reference=line,
        returns={"slope", "height"},
        observe=heights,
        probes=lambda rng: [Probe((n,), shown=n == 1) for n in (1, 2, 3)],
        **changes,
    )


@pytest.mark.parametrize(
    ("value", "status", "said"),
    [
        ({"slope": 2.0, "height": [1], "more": 0}, "passed", "Verified"),
        (
            {"slope": 1, "height": 1},
            "failed",
            "at 0 and 1: expected [1, 3], got [1, 2]",
        ),
        ({"height": 1}, "failed", "at 0 and 1: expected an entry of this name"),
        (None, "failed", "at 0 and 1: expected a dictionary with height, slope"),
    ],
    ids=["right", "wrong", "entry missing", "nothing"],
)
def test_what_is_seen_earns_the_points(verdict_on, value, status, said):
    verdict = verdict_on(seen_line(), lambda points: value)
    assert verdict.status == status
    assert said in " ".join(verdict.lines())


def test_a_mistake_is_named_by_what_is_seen_of_it(verdict_on):
    @variant("flat", evidence="Your line is flat.", question="does it rise?")
    def flat(points):
        return {"slope": 0, "height": 1}

    asked = seen_line(variants=(flat,))
    verdict = verdict_on(asked, lambda points: {"slope": -0.0, "height": 1.0})
    assert verdict.diagnosis == "flat"


def test_a_part_that_is_neither_returned_nor_seen_is_refused():
    with pytest.raises(ValueError, match="part 'at 0 and 1' is not in returns"):
        replace(seen_line(), observe=None)


# ---- a broken exercise, and a hostile notebook


def test_a_broken_exercise_is_not_blamed_on_the_learner(exercise):
    def broken(rng):
        raise RuntimeError("no probes")

    with pytest.raises(RuntimeError, match="no probes"):
        evaluate(replace(exercise, probes=broken), LocalRunner(right), seed=0)


def test_other_seeds_give_other_numbers_and_the_same_verdict(exercise):
    drawn = [exercise.probes(np.random.default_rng(seed))[1].args[0] for seed in (0, 1)]
    assert not np.array_equal(*drawn)
    for seed in (0, 1, [3, 4], (5, 6, 7)):
        assert evaluate(exercise, LocalRunner(right), seed=seed).status == "passed"


def test_settings_of_the_notebook_do_not_reach_the_check(exercise):
    def exploding(X, factor):
        both, total = right(X, factor)
        return both, total + 1e308 * np.sign(factor)

    with np.errstate(all="raise"), warnings.catch_warnings():
        warnings.simplefilter("error")
        assert evaluate(exercise, LocalRunner(right), seed=0).status == "passed"
        assert evaluate(exercise, LocalRunner(exploding), seed=0).points == 8.0


# ---- whatever comes back

numbers = st.one_of(
    st.booleans(),
    st.integers(),
    st.integers(min_value=2**64, max_value=2**2000),
    st.floats(),
    st.complex_numbers(),
)
leaves = st.one_of(
    st.none(),
    numbers,
    st.text(max_size=5),
    st.binary(max_size=5),
    st.builds(object),
    st.builds(Trap),
    arrays.arrays(
        dtype=arrays.scalar_dtypes(), shape=arrays.array_shapes(max_side=3, min_dims=0)
    ),
)
keys = st.one_of(st.sampled_from(["mean", "norm"]), st.text(max_size=3), st.integers())
values = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.tuples(inner, inner),
        st.dictionaries(keys, inner, max_size=3),
        st.tuples(st.fixed_dictionaries({"mean": inner, "norm": inner}), inner),
    ),
    max_leaves=8,
)


@given(value=values)
@settings(max_examples=200, deadline=None, derandomize=True)
def test_no_value_makes_a_check_raise(value):
    verdict = evaluate(STRANGE, LocalRunner(lambda X, factor: value), seed=0)
    assert verdict.status in ("failed", "partial")
    assert verdict.points < verdict.max_points
    assert len(verdict.lines()) <= 8
    assert all("\n" not in line for line in verdict.lines())


STRANGE = Exercise(
    id="99/strange",
    parts={"mean": 5, "norm": 3, "total": 2},
    reference=lambda X, factor: ({"mean": X.mean(), "norm": X}, X.sum()),
    returns=({"mean", "norm"}, "total"),
    probes=lambda rng: [
        Probe((rng.normal(0, 1, (2, 3)),), {"factor": 1.0}, shown=True)
        for _ in range(3)
    ],
    properties=(
        Property(
            "it is finite", lambda call, rng: call(1, factor=2)[1] < 3, ("total",)
        ),
    ),
)


def test_a_size_from_another_cell_is_named_where_the_call_stops(cell):
    text = "m = 3\ndef compute_cost(A, Y):\n    return A @ Y / m"
    verdict = evaluate(
        get("02/compute_cost"), LocalRunner(cell(text)["compute_cost"]), seed=0
    )
    lines = verdict.lines()
    assert verdict.status == "error"
    assert "It reads m from another cell: nothing in the function sets it." in lines
    assert lines[-1].startswith("Ask yourself: what happens to m")
    text = "def compute_cost(A, Y):\n    return A / m"
    verdict = evaluate(
        get("02/compute_cost"), LocalRunner(cell(text)["compute_cost"]), seed=0
    )
    assert not [one for one in verdict.lines() if "another cell" in one]
