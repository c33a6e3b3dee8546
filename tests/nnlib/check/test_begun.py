"""An answer that begins with a function to mend or lines to order, and what is told."""

import linecache

import numpy as np
import pytest

from nnlib.check import Check, Draft, Exercise, LocalRunner, Probe, evaluate, messages
from nnlib.check.begun import MOST_LETTERS, as_begun, code_of
from nnlib.check.handing_in import state
from nnlib.check.searching import VERSIONS
from nnlib.exercises import checks

RIGHT = (
    "def total(x):\n    s = 0.0\n    for one in x:\n        s += one\n    return s\n"
)
BEGUN = RIGHT.replace("s += one", "s = one")
# As it was handed out, however it is laid out.
SAME = {
    "another docstring": BEGUN.replace(":\n", ":\n    '''The sum.'''\n", 1),
    "comments and blanks": BEGUN.replace("    for", "\n    # all of them\n    for"),
    "brackets and a split line": BEGUN.replace("return s", "return (\n        s)"),
    "two statements in one line": BEGUN.replace("s = one", "s = one; "),
    "a placeholder": "def total(x):\n    raise NotImplementedError\n",
}
CHANGED = {
    "another name": BEGUN.replace("one", "entry"),
    "a line split in two": BEGUN.replace("return s", "r = s\n    return r"),
    "another constant": BEGUN.replace("0.0", "0"),
    "twice": f"{BEGUN}\n{BEGUN}",
    "no Python": "def total(x:\n",
}
HINTS = ("What stands in s after two turns?", "Which sign of Python adds to a number?")


def total(x):
    """The sum."""
    return float(np.sum(x))


def draft(form="mend"):
    made = Draft("07/total", {"sum": 4}, reference=total, returns="sum", form=form)

    @made.probes
    def probes(rng):
        drawn = [Probe((rng.uniform(1, 2, m),), sizes={"m": m}) for m in (3, 4, 5)]
        return [Probe((np.array([1.0, 2.0]),), sizes={"m": 2}, shown=True), *drawn]

    return made


def mended(form="mend"):
    made = draft(form)

    @made.starts("last one kept", evidence="It is the last entry.", question="why?")
    def last_only(x):
        """What the file says of it is not handed out."""
        s = 0.0
        for one in x:
            s = one
        return s

    return made.with_hints(*HINTS)


@pytest.fixture
def exercise():
    return mended()


@pytest.fixture
def written():
    """Define a function from source text, whose lines can be looked up."""
    files = []

    def define(source):
        files.append(f"<answer {len(files)}>")
        lines = source.splitlines(keepends=True)
        linecache.cache[files[-1]] = len(source), None, lines, files[-1]
        namespace = {}
        exec(compile(source, files[-1], "exec"), namespace)
        return namespace["total"]

    yield define
    for file in files:
        linecache.cache.pop(file, None)


def given(exercise, function):
    return evaluate(exercise, LocalRunner(function), seed=0)


# ---- what an exercise begins with


def test_the_text_below_the_docstring_is_handed_out_and_is_a_variant(exercise):
    assert exercise.starting.splitlines()[:2] == ["s = 0.0", "for one in x:"]
    assert exercise.planted == ("last_only",)
    assert [one.id for one in exercise.variants] == ["last_only"]
    assert exercise.variants[0].function(np.array([1.0, 2.0])) == 2.0


def test_a_function_that_stops_is_handed_out_and_is_no_variant():
    made = draft("mend")

    @made.stops
    def of_one_number(x):
        return 1 if x > 0 else 0

    found = made.with_hints(*HINTS)
    assert found.starting == "return 1 if x > 0 else 0"
    assert (found.planted, found.variants) == ((), ())


def test_lines_to_order_are_comments_above_a_placeholder():
    made = draft("order")

    @made.variant("first kept", evidence="It is the first.", question="why?")
    def first_only(x):
        return x[0]

    made.shuffled(
        """
        return s
        s = 0.0
        s += one
        for one in x:
        s = 0.0
        """,
        twin="first_only",
    )
    found = made.with_hints(*HINTS)
    assert found.starting.splitlines() == [
        *("# return s", "# s = 0.0", "# s += one", "# for one in x:"),
        *("# s = 0.0", "raise NotImplementedError"),
    ]
    assert found.planted == ("first_only",)


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({"form": "riddle"}, "form is 'riddle', expected one of write, specified"),
        ({"help": "H9"}, "help is 'H9', expected one of H0, H1, H2, H3, H4"),
        ({"form": "mend"}, "form 'mend' lacks a text to begin with"),
        ({"starting": "return 1"}, "form 'write' has a text to begin with"),
        ({"planted": ("slip",)}, "planted 'slip' is no variant of it"),
    ],
)
def test_an_exercise_refuses_a_form_that_does_not_fit(about, said):
    with pytest.raises(ValueError, match=said):
        Exercise("07/total", {"sum": 4}, total, "sum", probes=list, **about)


def test_an_answer_begins_in_one_way():
    made = draft("order")
    made.shuffled("return s", twin="first")
    with pytest.raises(ValueError, match="an answer begins in one way"):
        made.shuffled("return s", twin="second")


# ---- whether anything was done to it


@pytest.mark.parametrize("text", SAME.values(), ids=SAME)
def test_another_layout_is_no_attempt(exercise, text):
    assert as_begun(text, exercise.starting)


@pytest.mark.parametrize("text", CHANGED.values(), ids=CHANGED)
def test_one_change_is_an_attempt(exercise, text):
    assert not as_begun(text, exercise.starting)


def test_what_cannot_be_read_is_no_starting_text(exercise):
    deep = f"def total(x):\n    return {'(' * 3000}x{')' * 3000}\n"
    long = f"{BEGUN}{'#' * MOST_LETTERS}\n"
    for text in (deep, long, "", "return 1", "x = 1\n"):
        assert not as_begun(text, exercise.starting)
    assert code_of(long) == long


# ---- what it earns, and what the check tells


def test_the_starting_text_is_not_attempted_and_shows_what_comes(exercise, written):
    verdict = given(exercise, written(BEGUN))
    assert (verdict.status, verdict.points) == ("not_attempted", 0.0)
    assert verdict.diagnosis is None
    assert verdict.lines()[1:] == [
        "total is as it was handed out. Something in it is wrong.",
        "Tested with m = 2.",
        "sum: expected 3, got 2.",
    ]


def test_a_placeholder_in_its_place_is_not_attempted(exercise, written):
    lines = given(exercise, written(SAME["a placeholder"])).lines()
    assert lines[1].startswith("Write the body of total")


def test_an_attempt_that_leaves_the_slip_earns_nothing_and_is_named(exercise, written):
    for name in ("another name", "a line split in two"):
        verdict = given(exercise, written(CHANGED[name]))
        assert (verdict.status, verdict.points) == ("failed", 0.0)
        assert verdict.diagnosis == "last_only"


def told(check, function, capsys):
    """Check a function in a notebook; return what is shown."""
    capsys.readouterr()
    check(function)
    return capsys.readouterr().out


@pytest.mark.parametrize("form", ["mend", "clinic"])
def test_name_and_question_come_with_the_third_version(form, written, capsys):
    check = Check([mended(form)])
    versions = [BEGUN.replace("s", name) for name in ("a", "b", "c")]
    shown = [told(check, written(text), capsys) for text in (BEGUN, BEGUN, *versions)]
    assert VERSIONS == 3
    for text in shown[:-1]:
        assert "sum: expected 3, got 2." in text
        assert messages.SENTENCES["search"] in text
        assert "It is the last entry." not in text
        assert "Ask yourself" not in text
    assert "It is the last entry." in shown[-1]
    assert "Ask yourself: why?" in shown[-1]
    assert messages.SENTENCES["search"] not in shown[-1]


def test_where_nothing_is_known_the_third_version_says_so(exercise, written, capsys):
    check = Check([exercise])
    text = "def total(x):\n    s = x[0] ** 3 + x[1] ** 5 / {}\n    return s * x[0]\n"
    shown = [told(check, written(text.format(n)), capsys) for n in (3, 7, 9)]
    for one in shown:
        assert "sum: expected 3, got" in one
        over = one is shown[-1]
        assert (messages.SENTENCES["no_more"] in one) is over
        assert (messages.SENTENCES["search"] in one) is not over


def test_what_is_known_is_all_that_is_said(exercise, written, capsys):
    check = Check([exercise])
    for name in ("a", "b", "c"):
        text = told(check, written(BEGUN.replace("s", name)), capsys)
    assert messages.SENTENCES["no_more"] not in text
    assert messages.SENTENCES["no_more"] not in told(check, written(RIGHT), capsys)


def test_what_says_itself_what_is_wrong_is_not_called_hidden(capsys, written):
    check = checks("01")
    writes = """def gradient_step(w, b, grads, learning_rate):
    w -= learning_rate * grads["dw"]
    return w, b - learning_rate * grads["{}"]
total = gradient_step
"""
    text = told(check, written(writes.format("db")), capsys)
    assert "It changes its argument w" in text
    assert "Ask yourself: which line changes w?" in text
    assert messages.SENTENCES["search"] not in text
    # Where a number is wrong as well, that is still to be found.
    text = told(check, written(writes.format("dw")), capsys)
    assert messages.SENTENCES["search"] in text


def test_layout_opens_nothing(exercise, written, capsys):
    check = Check([exercise])
    first = CHANGED["another name"]
    for number in range(VERSIONS + 1):
        text = told(check, written(f"{first}# {number}\n"), capsys)
    assert messages.SENTENCES["search"] in text


def test_the_last_hint_ends_the_search(exercise, written, capsys):
    check = Check([exercise])
    one, other = (written(BEGUN.replace("s", name)) for name in ("a", "b"))
    told(check, one, capsys)
    check.hint(one)
    assert messages.SEARCH_OVER not in capsys.readouterr().out
    told(check, other, capsys)
    check.hint(other)
    assert messages.SEARCH_OVER in capsys.readouterr().out
    assert "It is the last entry." in told(check, other, capsys)


def test_where_nothing_is_searched_everything_is_told_at_once(written, capsys):
    made = draft("write")

    @made.variant("last one kept", evidence="It is the last entry.", question="why?")
    def last_only(x):
        return x[-1]

    text = told(Check([made.with_hints(*HINTS)]), written(BEGUN), capsys)
    assert "It is the last entry." in text


def test_a_right_answer_is_told_in_full(exercise, written, capsys):
    text = told(Check([exercise]), written(RIGHT), capsys)
    assert "passed, 4 of 4 points" in text
    assert messages.SENTENCES["search"] not in text


def test_before_handing_in_it_counts_as_not_attempted(exercise, written):
    check = Check([exercise])
    assert state(check, "total", written(BEGUN)) == "not_attempted"
    assert state(check, "total", written(RIGHT)) == "not_checked"
