"""A mistake is named only if it is proved; otherwise the check says what it sees."""

from dataclasses import replace

import numpy as np
import pytest

from nnlib.check import Exercise, Probe, Variant
from nnlib.check.diagnosis import diagnose
from nnlib.check.runner import LocalRunner
from nnlib.check.trial import trials

M = (3, 5, 7)


def pair(x):
    """Give the sum and the largest entry."""
    return x.sum(), x.max()


def wrong(name, function):
    """Make a wrong version; {m} in its evidence stands for the sizes tried."""
    return Variant(
        name, name, f"Seen for {name}, m = {{m}}.", f"what is {name}?", function
    )


def twice(x):
    return 2 * x.sum(), x.max()


def smallest(x):
    return x.sum(), x.min()


def both(x):
    return 2 * x.sum(), x.min()


def by_size(x):
    return x.size * x.sum(), x.max()


def raising(x):
    raise ValueError("never a value")


def printing(x):
    print("noise")
    return np.log(x * 0).sum(), x.max()


def exercise(*variants, sizes=M):
    """Make an exercise with some of the wrong versions."""
    return Exercise(
        id="99/pair",
        parts={"sum": 3, "most": 2},
        reference=pair,
        returns=("sum", "most"),
        probes=lambda rng: [
            Probe((rng.uniform(1, 2, m),), sizes={"m": m}) for m in sizes
        ],
        variants=tuple(wrong(function.__name__, function) for function in variants),
    )


def named(asked, function):
    """List the ids of the wrong versions that are proved."""
    probes = asked.probes(np.random.default_rng(1))
    done = trials(asked, LocalRunner(function), probes)
    lost = frozenset(p for p in asked.parts if not all(t.right(p) for t in done))
    return [variant.id for variant in diagnose(asked, done, lost)]


def largest(x):
    return x.max(), x.max()


def turned_round(x):
    return x.max(), x.sum()


ALL = (twice, smallest, by_size)


@pytest.mark.parametrize(
    ("function", "names"),
    [
        pytest.param(twice, ["twice"], id="one-output"),
        pytest.param(lambda x: (2 * x.sum(), x.max()), ["twice"], id="other-words"),
        pytest.param(both, ["twice", "smallest"], id="two-mistakes-at-once"),
        pytest.param(by_size, ["by_size"], id="depends-on-the-size"),
        pytest.param(lambda x: (3 * x.sum(), x.max()), [], id="of-one-size-only"),
        pytest.param(lambda x: (3 * x.sum(), x.min()), ["smallest"], id="one-of-two"),
        pytest.param(lambda x: (None, None), [], id="no-value"),
        pytest.param(pair, [], id="right"),
    ],
)
def test_a_mistake_is_named_if_it_explains_every_case(function, names):
    assert named(exercise(*ALL), function) == names


def test_a_mistake_that_explains_more_is_preferred():
    assert named(exercise(*ALL, both), both) == ["both"]


def test_outputs_in_each_others_place_are_explained_together_or_not_at_all():
    assert named(exercise(largest), largest) == ["largest"]
    assert named(exercise(largest), turned_round) == []
    assert named(exercise(largest, turned_round), turned_round) == ["turned_round"]


def test_a_mistake_that_spoils_a_right_output_is_not_named():
    assert named(exercise(both), twice) == []


def test_two_mistakes_that_explain_the_same_are_both_kept_silent():
    same = wrong("double", twice)
    asked = exercise(*ALL)
    assert named(replace(asked, variants=(*asked.variants, same)), twice) == []


@pytest.mark.parametrize(("sizes", "names"), [((3, 5), []), (M, ["twice"])])
def test_two_cases_prove_nothing(sizes, names):
    assert named(exercise(*ALL, sizes=sizes), twice) == names


def test_one_case_of_a_function_without_arguments_proves_a_mistake():
    asked = Exercise(
        id="99/answer",
        parts={"answer": 1},
        reference=lambda: 42,
        returns="answer",
        probes=lambda rng: [Probe(())],
        variants=(wrong("other", lambda: 24),),
    )
    assert named(asked, lambda: 24.0) == ["other"]
    assert named(asked, lambda: 23) == []


def test_no_more_than_two_mistakes_are_named():
    asked = Exercise(
        id="99/three",
        parts={"a": 1, "b": 1, "c": 1},
        reference=lambda x: (x, x, x),
        returns=("a", "b", "c"),
        probes=lambda rng: [Probe((float(m),)) for m in M],
        variants=(
            wrong("a", lambda x: (-x, x, x)),
            wrong("b", lambda x: (x, -x, x)),
            wrong("c", lambda x: (x, x, -x)),
        ),
    )
    assert named(asked, lambda x: (-x, -x, -x)) == ["a", "b"]


def test_a_version_that_stops_is_not_taken_for_a_missing_return():
    assert named(exercise(raising), lambda x: None) == []


def test_versions_may_print_and_warn(capsys):
    assert named(exercise(printing, *ALL), twice) == ["twice"]
    assert capsys.readouterr() == ("", "")


def test_evidence_quotes_the_sizes_tried(verdict_on):
    verdict = verdict_on(exercise(*ALL), twice)
    assert verdict.diagnosis == "twice"
    assert "Seen for twice, m = 3, 5, 7." in verdict.lines()
    assert verdict.lines()[-1] == "Ask yourself: what is twice?"


def test_two_mistakes_have_two_pieces_of_evidence_and_one_question(verdict_on):
    verdict = verdict_on(exercise(*ALL), both)
    said = " ".join(verdict.lines())
    assert said.count("Seen for") == 2
    assert said.count("Ask yourself") == 1


def test_an_extreme_is_diagnosed_on_all_cases_together(verdict_on):
    large = Probe((np.array([1e200, 1e200]),), sizes={"m": 2}, extreme=True)

    def probes(rng):
        return [Probe((rng.uniform(1, 2, m),), sizes={"m": m}) for m in M] + [large]

    def squares(x):
        return np.sqrt(x.sum() ** 2), x.max()

    asked = replace(exercise(twice, squares), probes=probes)
    verdict = verdict_on(asked, lambda x: ((x.sum() * x.sum()) ** 0.5, x.max()))
    assert (verdict.status, verdict.diagnosis) == ("partial", "squares")
    assert verdict.lines()[1] == (
        "sum: the numbers are wrong for extreme inputs. This costs 10 %."
    )
