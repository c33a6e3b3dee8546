"""How much of the course a pasted solution of the most taught course earns."""

import warnings

import pytest

from nnlib.exercises import NOTEBOOKS

from .public_solutions import PUBLIC, earned, out_of_reach

A_QUARTER = 25


@pytest.mark.parametrize("notebook", ["03", "04", "05"])
def test_a_quarter_of_the_later_notebooks_is_out_of_their_reach(notebook):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert out_of_reach(notebook) >= A_QUARTER


def test_what_still_is_written_out_elsewhere_earns_what_it_should():
    """Were they wrong by a slip of ours, the share above would say nothing."""
    found = earned("04")
    full = ("linear_activation_forward", "model_forward", "linear_backward")
    assert {found[name][0] == found[name][1] for name in full} == {True}


def test_every_public_solution_is_of_an_exercise():
    assert set(PUBLIC) <= {one.id for some in NOTEBOOKS.values() for one in some}
