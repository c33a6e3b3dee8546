import pytest

from grading.sandbox.stand_ins import SILENT, Silent, absent, silent


def test_a_silent_thing_can_be_called_iterated_and_entered():
    assert SILENT.hint(1, level=2).again() is SILENT
    assert list(SILENT.frames()) == []
    assert not SILENT
    with SILENT.waits_for(print) as show:
        assert show(3) is SILENT


def test_a_silent_block_runs_and_ends_quietly_where_a_function_is_missing():
    ran = []
    with SILENT.waits_for(print):
        ran.append(1)
        raise NotImplementedError
    assert ran == [1]


def test_a_silent_block_does_not_swallow_the_end_of_the_process():
    with pytest.raises(SystemExit), SILENT:
        raise SystemExit


def test_a_silent_thing_has_none_of_pythons_own_names():
    assert not hasattr(Silent(), "__array__")
    assert not hasattr(Silent(), "__wrapped__")


def test_an_absent_name_is_called_by_its_full_name():
    find = absent("nnlib.logistic", ("propagate",), "02")
    with pytest.raises(ImportError) as error:
        find("propagate")
    assert error.value.name == "nnlib.logistic.propagate"
    assert str(error.value) == (
        "nnlib.logistic.propagate is not available while notebook 02 is graded"
    )


@pytest.mark.parametrize("name", ["propagat", "__path__", "__all__"])
def test_a_name_that_never_was_there_is_an_attribute_error(name):
    with pytest.raises(AttributeError, match=name):
        absent("nnlib.logistic", ("propagate",), "02")(name)


def test_a_silent_module_lacks_what_would_give_answers_away():
    find = silent("nnlib.exercises", ("get",), "02")
    assert find("checks") is SILENT
    with pytest.raises(ImportError, match=r"nnlib\.exercises\.get is not available"):
        find("get")
    with pytest.raises(AttributeError):
        find("__path__")
