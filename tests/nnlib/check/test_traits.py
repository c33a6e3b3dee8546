"""Every trait of arguments is tried in every exercise, or a reason stands there."""

from collections import Counter

from nnlib.check.traits import TRAITS
from nnlib.check.trial import probes_of, reference_value
from nnlib.exercises import NOTEBOOKS, exercises
from tests.cases import every_case

ALL = [one for number in NOTEBOOKS for one in exercises(number)]
# In how many exercises each trait is tried: less would be one that went lost.
COUNTS = {
    "whole numbers": 27,
    "numpy's numbers": 36,
    "any order of entries": 10,
    "cost that stalls": 8,
    "one example": 31,
    "one feature": 19,
    "one unit": 12,
}


def tried(exercise):
    """List the probes with traits that the check of an exercise asks."""
    probes = probes_of(exercise, 1)
    questions = {trait.question: trait.name for trait in TRAITS}
    return [(questions[p.question], p) for p in probes if p.question in questions]


def test_each_trait_is_tried_in_many_exercises():
    found = Counter(name for exercise in ALL for name, _ in tried(exercise))
    assert found == COUNTS


@every_case("exercise", ALL, ids=lambda one: one.id)
def test_the_reference_takes_every_trait(exercise):
    for _, probe in tried(exercise):
        reference_value(exercise.reference, probe)


def test_reasons_name_traits():
    known = {trait.name for trait in TRAITS}
    for exercise in ALL:
        assert exercise.without.keys() <= known
        assert all(len(why) > 10 for why in exercise.without.values())
