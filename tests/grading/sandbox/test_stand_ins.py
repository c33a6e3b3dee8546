import io

import pytest
import rich.progress
from rich.console import Console

from grading.sandbox.stand_ins import (
    SILENT,
    Bar,
    Progress,
    Silent,
    absent,
    bar_range,
    silent,
    track,
)


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


def test_a_bar_goes_through_what_it_is_given():
    assert list(Bar(range(3), desc="steps", leave=False)) == [0, 1, 2]
    assert list(bar_range(1, 7, 2)) == [1, 3, 5]
    assert len(Bar([4, 5])) == 2
    with Bar(total=4) as bar:
        bar.update(3)
        bar.set_postfix(cost=0.5)
        bar.update()
    assert bar.n == bar.total == 4


def test_a_bar_hides_no_error():
    for bar in (Bar([1]), Progress()):
        with pytest.raises(ZeroDivisionError), bar:
            raise ZeroDivisionError


@pytest.mark.parametrize("kind", [rich.progress.Progress, Progress])
def test_bars_of_rich_end_where_its_own_end(kind):
    turns = []
    with kind(console=Console(file=io.StringIO())) as progress:
        task = progress.add_task("steps", total=3)
        while not progress.finished:
            progress.update(task, advance=1, description=f"turn {len(turns)}")
            turns.append(list(progress.track([1, 2])))
            assert len(turns) < 10
        progress.advance(task)
    assert len(turns) == 3 and turns[0] == [1, 2]


@pytest.mark.parametrize("go", [rich.progress.track, track])
def test_a_track_of_rich_gives_what_its_own_gives(go):
    options = {"console": Console(file=io.StringIO())}
    assert list(go(range(3), description="steps", **options)) == [0, 1, 2]
