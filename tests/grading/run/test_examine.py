"""How large an answer may be is measured on what an exercise expects."""

from dataclasses import replace

import pytest

from grading.run.examine import expected_size, expected_values
from grading.sandbox.measure import measure
from nnlib.check.trial import COMMON_SEED, probes_of
from nnlib.exercises import NOTEBOOKS, exercises, get

REFUSES = "04/initialize_parameters_deep"


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_size_of_every_answer_is_known(notebook):
    for exercise in exercises(notebook):
        values = list(expected_values(exercise))
        assert expected_size(exercise).room == max(measure(v).room for v in values)


def test_only_what_is_refused_on_purpose_has_no_size():
    exercise = get(REFUSES)
    asked = probes_of(exercise, COMMON_SEED)
    refused = [one for one in asked if one.options.get("method") == "glorot"]
    assert len(refused) == 1
    assert len(list(expected_values(exercise))) == len(asked) - 1


def test_reference_that_fails_at_an_ordinary_probe_is_told():
    def broken(*args, **options):
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        expected_size(replace(get(REFUSES), reference=broken))
