"""What is defined below a draft is registered once, in its order, or refused."""

import sys
from types import ModuleType

import pytest

from nnlib.check import Draft, Probe, Property, Variant
from nnlib.check.slips import reworded
from nnlib.check.slips import wrong as wrong_by

HEAD = """
from nnlib.check import Draft, variant
from nnlib.check.slips import wrong

exercise = Draft("07/half", {"value": 1}, reference=abs, returns="value")


@exercise.probes
def probes(rng):
    return []


WORDS = {"evidence": "It is seen.", "question": "what is seen?"}
"""
VARIANT = """
@variant("stray", **WORDS)
def stray(x):
    return x
"""
MAKER = """
stray = wrong("stray", "stray", **WORDS)
"""
END = """
EXERCISE = exercise.with_hints("how?")
"""


@pytest.fixture
def draft():
    made = Draft("07/half", {"value": 1}, reference=abs, returns="value")
    made.probes(probes)
    return made


@pytest.fixture
def file(monkeypatch):
    """Run a text as the file of an exercise."""

    def run(text):
        module = ModuleType("half")
        monkeypatch.setitem(sys.modules, "half", module)
        exec(text, vars(module))
        return module

    return run


def probes(rng):
    return [Probe((1.0,))]


def halved(x):
    return x / 2


def doubled(x):
    return 2 * x


def wrong(draft, function):
    words = {"evidence": "It is seen.", "question": "what is seen?"}
    return draft.variant("a mistake", **words)(function)


def test_the_order_of_definition_is_the_order(draft):
    found = [wrong(draft, one) for one in (doubled, halved)]
    forms = [draft.accepted(one) for one in (halved, doubled)]
    made = draft.with_hints("how?", "where?")
    assert made.variants == tuple(found)
    assert made.accepted == tuple(forms)
    assert made.hints == ("how?", "where?")


@pytest.mark.parametrize("kind", ["probes", "judge", "observe", "vectorised", "remark"])
def test_what_there_is_one_of_is_registered_and_returned(kind):
    draft = Draft("07/half", {"value": 1}, reference=abs, returns="value")
    assert getattr(draft, kind)(halved) is halved
    if kind != "probes":
        draft.probes(probes)
    assert getattr(draft.with_hints(), kind) is halved


def test_what_there_is_one_of_is_refused_twice(draft):
    message = "07/half: probes is probes already, and halved comes as well"
    with pytest.raises(ValueError, match=message):
        draft.probes(halved)


def test_a_property_is_registered_where_it_is_defined(draft):
    words = {"parts": ("value",), "broken": "It is not.", "question": "is it?"}
    claim = draft.always("it is so", **words)(halved)
    assert claim == Property("it is so", halved, ("value",), "It is not.", "is it?")
    assert draft.with_hints().properties == (claim,)


def test_shared_variants_come_as_they_are_in_other_words_or_of_the_reference(draft):
    whole = Variant("whole", "a title", "It is seen.", "is it?", halved)

    made = wrong_by("made", "made of it", evidence="It is seen.", question="is it?")
    other = Variant("other", "a", "b", "c", halved)
    draft.variants(whole, made, reworded(other, question="why?"))
    first, of_it, other = draft.with_hints().variants
    assert first == whole
    assert of_it.function is abs
    assert (other.evidence, other.question) == ("b", "why?")


def test_a_second_variant_of_an_id_is_refused(draft):
    for _ in range(2):
        wrong(draft, halved)
    with pytest.raises(ValueError, match="07/half: variants share the id 'halved'"):
        draft.with_hints()


@pytest.mark.parametrize("kind", ["probes", "judge", "accepted"])
def test_what_comes_after_the_hints_is_refused(draft, kind):
    draft.with_hints()
    with pytest.raises(ValueError, match="07/half: halved comes after the hints"):
        getattr(draft, kind)(halved)
    with pytest.raises(ValueError, match="07/half: halved comes after the hints"):
        wrong(draft, halved)


def test_an_exercise_without_probes_is_refused():
    draft = Draft("07/half", {"value": 1}, reference=abs, returns="value")
    with pytest.raises(ValueError, match="no function is marked"):
        draft.with_hints()


@pytest.mark.parametrize("stray", [VARIANT, MAKER], ids=["variant", "maker"])
def test_a_variant_of_the_file_that_is_not_registered_is_refused(file, stray):
    with pytest.raises(ValueError, match="stray is a variant that is not registered"):
        file(HEAD + stray + END)


@pytest.mark.parametrize("stray", [VARIANT, MAKER], ids=["variant", "maker"])
def test_it_is_registered_explicitly_where_it_is_shared(file, stray):
    made = file(HEAD + stray + "exercise.variants(stray)\n" + END).EXERCISE
    assert [one.id for one in made.variants] == ["stray"]
