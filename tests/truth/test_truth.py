"""What a check says of a wrong function is true for other draws as well.

The functions were written from the notebooks alone, so that what is said of them was
not made to fit. Every fact is asked again, for other seeds than the one it was said of.
"""

import warnings

import pytest

from nnlib.check.diagnosis import evidence
from nnlib.check.first_turn import FIRST_TURN
from nnlib.check.kinds import QUESTIONS
from nnlib.check.messages import QUESTION_OF, SENTENCES
from nnlib.exercises import evaluate, get
from tests.truth import ACCEPTED, WRONG
from tests.truth.claims import (
    BY_MISTAKE,
    NOT_ASKED_AGAIN,
    PREDICATES,
    Draw,
    first_turn,
    one_named,
    refuted,
)

SEED = 0
MANY, FEW = 50, 2
OF_ONE_CASE = ("value", "other_values", "extreme")  # the same for every seed
SAMPLE = 30  # every thirtieth in the quick tests
# What was once said of a function and is not so, and what is said in its place.
NOT_SAID = {
    ("00/numerical_slope", "numerical_slope_3"): "stays the same, whatever eps is",
    ("00/descend", "descend_3"): "range(",
    ("01/predict_one", "predict_one_6"): "You always say 0",
    ("00/graph_forward", "graph_forward_6"): "Your J equals v",
    ("01/neuron", "neuron_5"): "range(",
    ("02/flatten_images", "flatten_images_6"): "//",
    ("02/accuracy", "accuracy_6"): "as if they were one",
    ("02/report_on_tumours", "report_on_tumours_5"): "how often the answer is 1",
    ("02/report_on_tumours", "report_on_tumours_6"): "whatever the arguments are",
    ("03/activation_slope", "activation_slope_5"): "whatever the arguments are",
    ("03/own_activation", "own_activation_5"): "Your curve gives Z back",
    ("03/update_parameters", "update_parameters_5"): "keeps something from 0",
    ("04/model_backward", "model_backward_4"): "coming from layer L",
    ("04/gradient_check", "gradient_check_1"): "looks as good as a right one",
    ("05/softmax_backward", "softmax_backward_4"): "coming from layer L",
}
SAID = {
    ("00/descend", "descend_3"): "how many turns should there be",
    ("00/graph_forward", "graph_forward_6"): "v, J: each holds what is expected",
    ("00/graph_backward", "graph_backward_4"): "Your db is the expected dc",
    ("00/graph_backward", "graph_backward_5"): "dv, du, da: every number is 3",
    ("01/predict_one", "predict_one_6"): "wherever the probability is below 1",
    ("03/own_activation", "own_activation_5"): "From -3 to 3 your curve gives Z back",
    ("01/log_loss", "log_loss_6"): "keeps something from 0 by 0.05",
    ("02/flatten_images", "flatten_images_6"): "which line makes whole numbers?",
}
EVERY = [(id, one) for id, found in WRONG.items() for one in found]


def claims(exercise, function, verdict):
    """List what a verdict says: a sentence, its predicate, and what it speaks of."""
    done = Draw(exercise, function, SEED).done
    found = [
        (fact.kind, PREDICATES[fact.kind], (fact.about,))
        for fact in verdict.facts
        if fact.kind in PREDICATES
    ]
    if any(kind == "unsteady" for kind, *_ in found):
        # What else is said was true of calls that nothing can repeat.
        found = [claim for claim in found if claim[0] == "unsteady"]
    told = {repr(f): [] for f in verdict.facts if f.kind == "evidence"}
    for mistake in exercise.variants:
        for fact in evidence(mistake, done):
            told.get(repr(fact), []).append(mistake)
    # Several versions may be said in the same words: then they hold of one of them.
    for some in filter(None, told.values()):
        found.append((" or ".join(one.id for one in some), one_named, some))
    if verdict.diagnosis == FIRST_TURN:
        found.append((FIRST_TURN, first_turn, ()))
    return found


def examined(functions, draws):
    """Count the facts that are said of functions, and list those that are not so."""
    asked, untrue = 0, []
    for id, function in functions:
        exercise = get(id)
        verdict = evaluate(id, function, seed=SEED, pointing=False)
        said = claims(exercise, function, verdict)
        asked += len(said)
        further = [Draw(exercise, function, SEED + 1 + k) for k in range(draws)]
        for name, predicate, about in said:
            asked_on = further[:1] if name in OF_ONE_CASE else further
            against = [d.seed for d in asked_on if refuted(predicate, d, *about)]
            if against:
                untrue.append((id, function.__name__, name, len(against), against[0]))
    return asked, untrue


@pytest.fixture(autouse=True)
def without_warnings():
    """Keep quiet what wrong functions do to numbers."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def test_what_is_said_of_some_wrong_functions_is_true(record_property):
    asked, untrue = examined(EVERY[::SAMPLE], FEW)
    record_property("facts", asked)
    record_property("untrue", len(untrue))
    assert untrue == []
    assert asked > len(EVERY[::SAMPLE])


@pytest.mark.long
@pytest.mark.parametrize("id", WRONG)
def test_what_is_said_of_wrong_functions_is_true_on_fifty_draws(id, record_property):
    asked, untrue = examined([(id, one) for one in WRONG[id]], MANY)
    record_property("facts", asked)
    record_property("untrue", len(untrue))
    assert untrue == []


@pytest.mark.long
@pytest.mark.parametrize("id", WRONG)
def test_a_wrong_function_passes_only_where_that_is_known(id):
    passed = {
        function.__name__
        for function in WRONG[id]
        for seed in range(5)
        if evaluate(id, function, seed=seed, pointing=False).status == "passed"
    }
    assert passed == {name for exercise, name in ACCEPTED if exercise == id}


@pytest.mark.parametrize(("of", "words"), NOT_SAID.items())
def test_what_was_not_so_is_no_longer_said(of, words):
    assert words not in " ".join(lines(*of))


@pytest.mark.parametrize(("of", "words"), SAID.items())
def test_what_is_so_is_said(of, words):
    assert words in " ".join(lines(*of))


def lines(id, name):
    """Give what is said of one of the functions."""
    (function,) = (one for one in WRONG[id] if one.__name__ == name)
    return evaluate(id, function, seed=SEED, pointing=False).lines()


def test_each_kind_of_sentence_has_one_predicate_or_a_reason_why_not():
    kinds = [*PREDICATES, *NOT_ASKED_AGAIN, *BY_MISTAKE, *QUESTIONS]
    assert sorted(kinds) == sorted(SENTENCES)
    assert set(QUESTION_OF) <= {*PREDICATES, *BY_MISTAKE}


def test_there_are_several_wrong_functions_of_every_exercise():
    assert min(map(len, WRONG.values())) >= 5
    assert len(EVERY) >= 300
    assert all(one.__doc__ for _, one in EVERY)
