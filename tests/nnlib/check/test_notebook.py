"""The check of a notebook: it finds, stands in, shows and hints, and never raises."""

import builtins
import contextlib
import io
import re
import sys
import warnings
from dataclasses import replace

import numpy as np
import pytest

from nnlib.check import Check, Exercise, Points, Probe, Property
from nnlib.check.messages import NEXT_HINT
from nnlib.check.notebook import PUBLIC_SEED
from nnlib.check.replay import short
from nnlib.check.shown import show
from nnlib.check.trial import probes_of as asked
from tests.cases import every_case


def probes(rng):
    """Draw three numbers."""
    return [Probe((float(x),), shown=True) for x in rng.uniform(1, 2, 3)]


def exercise(name, reference, needs=(), **fields):
    """Make an exercise of 5 points on one number."""
    needs = tuple(f"99/{needed}" for needed in needs)
    return Exercise(
        f"99/{name}", {"y": 5}, reference, "y", probes, needs=needs, **fields
    )


ONE = exercise("one", lambda x: x + 1, hints=("What is 1?", "Which sign?", "x + ..."))
TWO = exercise("two", lambda x: x + 2, ["one"], hints=("Call it twice?",))
FOUR = exercise("four", lambda x: x + 4, ["two"])
RIGHT = """
def one(x):
    return x + 1

def two(x):
    return one(one(x))

def four(x):
    return two(two(x))
"""


@pytest.fixture
def notebook(printed):
    """A notebook with three functions, a check, and what it shows."""

    class Notebook(dict):
        def run(self, source):
            return printed(source, self)

        def check(self, name):
            said = self.run(f"points = check({name})")
            return self["points"], said

    book = Notebook(check=Check([ONE, TWO, FOUR], lambda id: f"def {id}: ..."))
    book.run(RIGHT)
    return book


@pytest.mark.parametrize("asked", ["one", '"one"'])
def test_a_cell_can_be_begun_anew(notebook, asked):
    said = notebook.run(f"answer = check.restart({asked})")
    title, text, code = said.splitlines()
    assert title == "one: the cell as it was handed out"
    assert text.startswith("Copy the lines below")
    assert code == "def 99/one: ..."
    assert notebook["answer"] is None


def test_a_restart_of_what_is_no_exercise_says_what_can_be_named(notebook):
    said = notebook.run('check.restart("three")')
    assert "one, two, four" in said


# ---- finding


def test_a_check_shows_the_verdict_and_returns_the_points(notebook):
    points, said = notebook.check("four")
    assert isinstance(points, Points)
    assert (points, points.max_points) == (5.0, 5.0)
    assert said.startswith("✓ four: passed, 5 of 5 points\n")


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("one = lambda x: x + 1", id="lambda"),
        pytest.param("def add(x): return x + 1\none = add", id="another-name"),
        pytest.param(
            "import functools\none = functools.partial(lambda y, x: x + y, 1)",
            id="partial",
        ),
        pytest.param(
            "class Adder:\n    def __call__(self, x): return x + 1\none = Adder()",
            id="instance",
        ),
        pytest.param(
            "class Odd:\n"
            "    def __call__(self, x): return x + 1\n"
            "    def __eq__(self, other): return NotImplemented\n"
            "    __hash__ = None\n"
            "one = Odd()",
            id="unhashable",
        ),
        pytest.param(
            "import numpy as np\none = np.vectorize(lambda x: x + 1)", id="vectorize"
        ),
    ],
)
def test_a_function_is_found_by_its_name_in_the_notebook(notebook, source):
    notebook.run(source)
    assert notebook.check("one")[0] == 5.0
    assert notebook.check("two")[1].startswith("✓ two: passed")


def test_a_function_is_found_by_its_own_name(notebook):
    notebook.run("mine = one\ndel one")
    assert notebook.check("mine")[1].startswith("✓ one: passed")


@pytest.mark.parametrize("what", ["print", "5", "None", "[one]", "object"])
def test_what_is_no_exercise_is_said_to_be_none(notebook, what):
    points, said = notebook.check(what)
    assert points == 0.0
    assert "is no exercise here\nYou can check: one, two, four." in said


def test_a_name_that_is_nearly_one_gets_the_nearest(notebook):
    points, said = notebook.check("'one '")
    assert points == 0.0
    assert "is no exercise here\nDid you mean check(one)?" in said


def test_a_name_in_quotes_is_shown_without_them(notebook):
    points, said = notebook.check("'one'")
    assert points == 0.0
    assert "Leave the quotation marks out: check(one)." in said


def test_a_name_that_is_no_longer_a_function_is_an_error_of_its_own(notebook):
    notebook.run("one = 5")
    points, said = notebook.check("one")
    assert points == 0.0
    assert "TypeError: 'int' object is not callable" in said


# ---- needed functions


def test_the_course_stands_in_for_a_needed_function_that_is_wrong(notebook):
    notebook.run("def one(x): return x - 1")
    points, said = notebook.check("two")
    assert points == 5.0
    assert said.splitlines()[1] == (
        "Your one has not passed yet, so this check uses the course's."
    )


def test_stand_ins_reach_through_needed_functions(notebook):
    notebook.run("def one(x): raise NotImplementedError")
    points, said = notebook.check("four")
    assert points == 5.0
    assert "Your one has not passed yet" in said
    assert "Your two" not in said


def test_all_needed_functions_that_are_missing_are_named_on_one_line(notebook):
    notebook.run("def four(x): return two(x) + one(x) + 1 - x")
    notebook.run("del one, two")
    points, said = notebook.check("four")
    assert points == 5.0
    assert said.splitlines()[1] == (
        "Your two and one have not passed yet, so this check uses the course's."
    )


@pytest.mark.parametrize(
    ("four", "lent"),
    [
        ("def four(x): return x + 4", None),
        ("four = lambda x: two(two(x))", "two"),
        ("def helper(x): return one(x)\ndef four(x): return helper(x) + 3", "one"),
        ("def four(x): return [two(y) for y in [x]][0] + 2", "two"),
        (
            "import functools\nfour = functools.partial(lambda a, x: one(x) + a, 3)",
            "one",
        ),
    ],
    ids=["not-named", "lambda", "through-a-helper", "comprehension", "partial"],
)
def test_only_what_a_function_uses_is_lent_and_spoken_of(notebook, four, lent):
    notebook.run("def one(x): return x - 1\ndef two(x): return x - 2")
    notebook.run(four)
    points, said = notebook.check("four")
    assert points == 5.0
    about = [line for line in said.splitlines() if "not passed yet" in line]
    assert about == (
        [f"Your {lent} has not passed yet, so this check uses the course's."]
        if lent
        else []
    )


def test_what_a_lent_function_would_use_is_not_lent(notebook):
    notebook.run("def one(x): return x - 1\ndef two(x): return one(x) - 2")
    said = notebook.check("four")[1]
    assert "Your two has not passed yet" in said


def test_the_notebook_is_as_before_after_a_check_with_stand_ins(notebook):
    notebook.run("def one(x): return x - 1\ndel two")
    before = dict(notebook)
    notebook.check("four")
    after = {name: one for name, one in notebook.items() if name != "points"}
    assert after == before


def test_a_needed_function_that_is_repaired_is_used_again(notebook):
    notebook.run("def one(x): return x - 1")
    assert "has not passed yet" in notebook.check("two")[1]
    notebook.run("def one(x): return 1 + x")
    assert "has not passed yet" not in notebook.check("two")[1]
    notebook.run("def one(x): return x")
    assert "has not passed yet" in notebook.check("two")[1]


def test_a_needed_function_is_tried_again_when_its_helper_changes(notebook):
    notebook.run("def step(x): return x + 1\ndef one(x): return step(x)")
    assert "has not passed yet" not in notebook.check("two")[1]
    notebook.run("def step(x): return x - 1")
    assert "has not passed yet" in notebook.check("two")[1]


def test_a_needed_function_that_has_not_changed_is_not_tried_again(notebook):
    notebook.run("calls = []\ndef one(x):\n    calls.append(x)\n    return x + 1")
    notebook.check("two")
    tried = len(notebook["calls"])
    notebook.check("two")
    assert len(notebook["calls"]) - tried < tried


def test_the_check_of_a_function_does_not_use_the_course_for_itself(notebook):
    notebook.run("def one(x): return x - 1")
    points, said = notebook.check("one")
    assert points == 0.0
    assert "has not passed yet" not in said


# ---- what never happens


def test_a_check_that_fails_itself_is_not_the_learners_mistake(cell):
    def broken(rng):
        raise RuntimeError("no\nprobes")

    book = cell(RIGHT, {"check": Check([replace(ONE, probes=broken)])})
    with contextlib.redirect_stdout(io.StringIO()) as out:
        cell("points = check(one)", book)
    assert book["points"] == 0.0
    assert out.getvalue() == (
        "? one: could not be checked, 0 of 5 points\n"
        "The check itself failed; this is not your mistake. "
        "Please report it: RuntimeError: no probes\n"
    )


BROKEN_VALUES = {
    "array": "def __array__(self, *args, **options): raise {error}",
    "copy": "def __deepcopy__(self, memory): raise {error}",
    "equality": "def __eq__(self, other): raise {error}",
    "text": "def __str__(self): raise {error}\n    __repr__ = __str__",
    "attributes": "def __getattribute__(self, name): raise {error}",
    "length": "def __len__(self): raise {error}\n    __getitem__ = __len__",
}


@pytest.mark.parametrize("error", ["RuntimeError", "SystemExit", "KeyboardInterrupt"])
@pytest.mark.parametrize("body", BROKEN_VALUES.values(), ids=BROKEN_VALUES)
def test_no_value_makes_a_check_raise(notebook, body, error):
    notebook.run(f"class Broken:\n    {body.format(error=error)}\n")
    notebook.run("def one(x): return Broken()")
    points, said = notebook.check("one")
    assert points == 0.0
    assert said.startswith(("✗", "!", "?"))


def test_no_exception_makes_a_check_raise(notebook):
    notebook.run("class Broken(Exception):\n    def __str__(self): raise self")
    notebook.run("def one(x): raise Broken")
    assert "Broken: (its text cannot be shown)" in notebook.check("one")[1]


def test_an_interrupted_check_is_no_broken_check(notebook):
    notebook.run(
        "class Slow:\n    def __array__(self, *args, **options):\n"
        "        raise KeyboardInterrupt"
    )
    notebook.run("def one(x): return Slow()")
    assert "Stopped by you before it gave an answer." in notebook.check("one")[1]


def test_an_interrupted_needed_function_is_tried_again(notebook):
    notebook.run("stop = True")
    notebook.run(
        "def one(x):\n    if stop:\n        raise KeyboardInterrupt\n    return x + 1"
    )
    assert "has not passed yet" in notebook.check("two")[1]
    notebook.run("stop = False")
    assert "has not passed yet" not in notebook.check("two")[1]


def test_a_check_warns_nowhere_but_in_its_verdict(cell, capsys):
    def holds(call, rng):
        warnings.warn("of the check itself", stacklevel=1)
        return np.mean([]) != call(1.0)

    noisy = Property("it is noisy", holds, ("y",))
    cases = [*probes(np.random.default_rng(1)), Probe((1e308,))]
    asked = replace(ONE, probes=lambda rng: cases, properties=(noisy,))
    book = cell(RIGHT, {"check": Check([asked])})
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        cell("def one(x): return -x * 1e308\npoints = check(one)", book)
    assert caught == []
    assert capsys.readouterr().err == ""


# ---- hints


def hint(notebook, name="one"):
    """Ask for a hint and return its two lines."""
    return notebook.run(f"check.hint({name})").strip().split("\n", 1)


def test_the_first_hint_is_open_and_the_next_one_waits(notebook):
    title, text = hint(notebook)
    assert title == "Hint 1 of 3 for one"
    assert text == "What is 1?"
    assert hint(notebook) == ["Hint 1 of 3 for one", f"What is 1?\n{NEXT_HINT}"]


@pytest.mark.parametrize(
    ("cells", "level"),
    [
        pytest.param([], 1, id="nothing-done"),
        pytest.param(["check(one)"], 1, id="checked-unchanged"),
        pytest.param(["def one(x): return 7"], 1, id="changed-unchecked"),
        pytest.param(
            ["check(one)", "def one(x): return 7"], 1, id="checked-then-changed"
        ),
        pytest.param(
            ["def one(x): return 7", "check(one)"], 2, id="changed-and-checked"
        ),
        pytest.param(
            ["def one(x): return 7", "check(one)", "def one(x):\n    return x + 1\n"],
            1,
            id="changed-back",
        ),
    ],
)
def test_the_next_hint_opens_after_a_change_and_a_check(notebook, cells, level):
    notebook.run("def one(x):\n    return x + 1\n")
    hint(notebook)
    for source in cells:
        notebook.run(source)
    assert hint(notebook)[0] == f"Hint {level} of 3 for one"


def test_the_last_hint_stays(notebook):
    for number in range(5):
        notebook.run(f"def one(x): return {number}\ncheck(one)")
        title, text = hint(notebook)
    assert title == "Hint 3 of 3 for one"
    assert text == "x + ..."


def test_hints_of_one_function_do_not_open_those_of_another(notebook):
    hint(notebook)
    notebook.run("def one(x): return 7\ncheck(one)")
    hint(notebook)
    assert hint(notebook, "two")[0] == "Hint 1 of 1 for two"


def test_an_exercise_without_hints_says_so(notebook):
    assert hint(notebook, "four") == ["No hint for four", "There is none."]


def test_a_hint_for_something_else_names_the_exercises(notebook):
    assert hint(notebook, "print")[1] == "You can check: one, two, four."


# ---- how far it is


def test_progress_counts_what_was_checked_and_keeps_the_latest(notebook):
    def last(name):
        return notebook.check(name)[1].splitlines()[-1]

    assert last("one") == (
        "This notebook so far: 1 of 3 functions passed, 5 of 15 points."
    )
    assert "2 of 3 functions passed, 10 of 15" in last("two")
    notebook.run("def one(x): return x - 1")
    assert "1 of 3 functions passed, 5 of 15" in last("one")


def test_nothing_is_said_of_progress_before_there_is_some(notebook):
    notebook.run("def one(x):\n    raise NotImplementedError")
    assert "so far" not in notebook.check("one")[1]


def test_a_failing_function_is_told_how_to_see_it(notebook):
    notebook.run("def one(x): return x - 1")
    assert notebook.check("one")[1].splitlines()[-1] == (
        "See it happen: check.replay(one)"
    )


# ---- replay


def test_a_failing_case_is_called_once_more_with_nothing_caught(notebook):
    notebook.run("def one(x): return {}['x']")
    with pytest.raises(KeyError, match="x"):
        notebook.run("check.replay(one)")


@pytest.mark.parametrize("named", ["one", "'one'"], ids=["function", "its-name"])
def test_a_replay_shows_the_call_and_returns_the_value(notebook, named):
    notebook.run("def one(x): return -x")
    said = notebook.run(f"value = check.replay({named})")
    first = probes_of(ONE)[0].args[0]
    assert notebook["value"] == -first
    assert said == (
        f"The call of one that goes wrong\none(x)\nx: {first!r}\n"
        "They are in check.arguments, to try things on.\n"
    )
    assert notebook["check"].arguments == {"x": first}


def test_a_replay_uses_what_the_check_lent(notebook):
    notebook.run("def one(x): return x - 1\ndef two(x): return -one(x)")
    notebook.run("value = check.replay(two)")
    first = probes_of(TWO)[0].args[0]
    assert notebook["value"] == -(first + 1)
    assert notebook["one"](first) == first - 1


def test_a_traceback_of_a_replay_shows_the_call_and_no_frame_of_the_course(shell):
    shell.run_cell("from nnlib.exercises import checks\ncheck = checks('02')")
    shell.run_cell("def sigmoid(Z):\n    return 1 / Y")
    with contextlib.redirect_stdout(io.StringIO()) as out:
        shell.run_cell("check.replay(sigmoid)")
    said = re.sub(r"\x1b\[[0-9;]*m", "", out.getvalue())
    assert "sigmoid(Z)" in said and "return 1 / Y" in said
    assert "__tracebackhide__" not in said and "nnlib/check" not in said


def probes_of(one):
    """Return the public cases of an exercise."""
    return asked(one, PUBLIC_SEED)


def test_a_right_function_has_nothing_to_replay(notebook):
    assert notebook.run("check.replay(one)") == (
        "one: nothing to replay\nEvery call gives the right numbers.\n"
    )


@every_case(
    ("value", "text"),
    [
        (0.5, "0.5"),
        (3, "3"),
        ("relu", "'relu'"),
        (np.ones((2, 4)), "shape (2, 4)"),
        (np.ones((2, 1)), "[[1], [1]], shape (2, 1)"),
        (np.float64(2.5), "np.float64(2.5)"),
        ({"W1": np.ones(2), "b1": 0}, "a dictionary with W1, b1"),
        ([4, 3, 1], "3 values"),
        (None, "None"),
        (len, "a value of type builtin_function_or_method"),
    ],
)
def test_arguments_are_written_short(value, text):
    assert short(value) == text


# ---- where it is shown


class Thing:
    """Something to show."""

    def _repr_mimebundle_(self, **options):
        return {"text/plain": "✓ shown", "text/html": "<b>✓ shown</b>"}


def test_without_ipython_a_thing_is_printed(capsys):
    show(Thing())
    assert capsys.readouterr().out == "✓ shown\n"


def test_printing_survives_an_output_that_lacks_a_sign(monkeypatch):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    show(Thing())
    sys.stdout.flush()
    assert raw.getvalue() == b"? shown\n"


def test_ipython_is_not_imported_by_a_check(monkeypatch, capsys):
    monkeypatch.delitem(sys.modules, "IPython", raising=False)
    load = builtins.__import__

    def refuse(name, *args, **options):
        assert not name.startswith("IPython")
        return load(name, *args, **options)

    monkeypatch.setattr(builtins, "__import__", refuse)
    Check([ONE])(ONE.reference)
    assert capsys.readouterr().out.startswith("<lambda> is no exercise here")


@pytest.fixture
def shell(tmp_path, monkeypatch):
    """An IPython shell in this process, without a history."""
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    config = Config()
    config.HistoryManager.enabled = False
    InteractiveShell.clear_instance()
    instance = InteractiveShell.instance(config=config)
    yield instance
    instance.restore_sys_module_state()
    InteractiveShell.clear_instance()


def outputs_of(shell, source):
    """Run a cell as a notebook does and return what it displays and its result."""
    from IPython.utils.capture import capture_output

    with capture_output() as captured:
        result = shell.run_cell(source)
    assert result.success
    assert captured.stderr == ""
    return captured.outputs, result.result


def test_with_ipython_a_verdict_is_displayed_and_the_points_are_the_result(shell):
    shell.user_ns["check"] = Check([ONE])
    outputs_of(shell, "def one(x):\n    return -x")
    displayed, points = outputs_of(shell, "check(one)")
    assert points == 0.0
    assert isinstance(points, Points)
    first = displayed[0].data
    assert first["text/plain"].startswith("✗ one: not right yet, 0 of 5 points")
    assert 'role="status"' in first["text/html"]
    assert first["application/vnd.nnlib.verdict+json"]["status"] == "failed"


def test_with_ipython_the_line_of_an_exception_is_found(shell):
    shell.user_ns["check"] = Check([ONE])
    outputs_of(shell, "def one(x):\n    y = x\n    return y.missing")
    displayed, _ = outputs_of(shell, "check(one)")
    assert "Line 3 of one: return y.missing" in displayed[0].data["text/plain"]


@pytest.mark.parametrize("setting", ["%precision 0", "%precision 3", "%pprint"])
def test_no_setting_of_ipython_rounds_the_points(shell, setting):
    outputs_of(shell, setting)
    formatted, _ = shell.display_formatter.format(Points(22.25, 25))
    assert float(formatted["text/plain"]) == 22.25
