"""Forms of task: a text that keeps every rule, and a way to break each."""

import dataclasses

import pytest

from grading.authored import behaviour, forms
from grading.text import exercise_note, source
from nnlib.check import Draft, Probe
from nnlib.check.begun import as_comments
from nnlib.exercises import NOTEBOOKS

TEXT = """\
# %% [markdown]
# # 07 · Sums

# %%
import numpy as np

# %% [markdown]
# ### Exercise: `total`
#
# **To mend.** The function below runs, and is wrong. Read it against the formula, find
# the slip, and mend it.

# %% solution="total"
def total(x):
    ### BEGIN SOLUTION
    s = 0.0
    for one in x:
        s += one
    return s
    ### END SOLUTION


# %% check="total"
"""
LABEL = "**To mend.** The function below runs, and is wrong."
LINES = "return s\ns += one\ns = 0.0\nfor one in x:\ns = 0.0"


def total(x):
    return sum(x)


def probes(rng):
    return [Probe((rng.uniform(1, 2, m),)) for m in (2, 3, 4)]


def exercise():
    draft = Draft("07/total", {"sum": 100}, reference=total, returns="sum", form="mend")
    draft.probes(probes)

    @draft.starts("last one kept", evidence="It is the last.", question="why?")
    def last_only(x):
        s = 0.0
        for one in x:
            s = one
        return s

    return draft.with_hints("Which?", "Where?")


def broken(tmp_path, monkeypatch, text, **about):
    """Return what is said of a text, with something else in its exercise."""
    changed = dataclasses.replace(exercise(), **about)
    monkeypatch.setitem(NOTEBOOKS, "07", (changed,))
    path = tmp_path / "07_sums.py"
    path.write_text(text, encoding="utf-8")
    return [one.text for one in forms.rule.broken([source.read(path)])]


ORDER = {"form": "order", "starting": as_comments(LINES)}
ORDERED = TEXT.replace("To mend", "To put in order")
FOUND = {
    "kept": (TEXT, {}, []),
    "order kept": (ORDERED, ORDER, []),
    "no label": (
        TEXT.replace("**To mend.**", ""),
        {},
        ['total is of the form mend; write "**To mend.**" below its heading'],
    ),
    "too few words": (
        TEXT.replace("Read it against the formula, find\n# the slip, and mend it.", ""),
        {},
        [
            '"**To mend.**" is met first here, and has 7 words; say in 15 or more '
            "what is to be done"
        ],
    ),
    "too much open": (
        TEXT.replace("To mend", "Yours to choose"),
        {"form": "open", "starting": ""},
        [
            "07/total: 100 points of 07 are open, at most 20; give some other `parts`",
        ],
    ),
    "another line": (
        ORDERED,
        {**ORDER, "starting": as_comments(LINES.replace("s += one", "s -= one"))},
        [
            "07/total: its lines lack ['s += one'] of the answer in the text and "
            "add ['s -= one', 's = 0.0']; have all of them, none indented, and one of "
            "them twice"
        ],
    ),
    "told by its place": (
        ORDERED,
        {**ORDER, "starting": as_comments(LINES.replace("s += one", "    s += one"))},
        [
            "07/total: its lines lack ['s += one'] of the answer in the text and "
            "add ['    s += one', 's = 0.0']; have all of them, none indented, and one "
            "of them twice"
        ],
    ),
    "no twin": (
        ORDERED,
        {**ORDER, "starting": as_comments(f"{LINES.removesuffix('0.0')}1")},
        [
            "07/total: its lines lack [] of the answer in the text and add "
            "['s = 1']; have all of them, none indented, and one of them twice"
        ],
    ),
    "a name that is not there": (
        TEXT,
        {"starting": "s = 0.0\nfor one in x:\n    s += half(one)\nreturn s"},
        [
            "07/total: its starting text uses half, which no cell above binds; write "
            "it otherwise"
        ],
    ),
}


@pytest.mark.parametrize(("text", "about", "said"), FOUND.values(), ids=FOUND)
def test_what_is_not_kept_is_said_with_its_remedy(
    tmp_path, monkeypatch, text, about, said
):
    assert broken(tmp_path, monkeypatch, text, **about) == said


def test_much_to_mend_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(forms, "MOST_MENDED", 3)
    (said,) = broken(tmp_path, monkeypatch, TEXT, starting="return sum(x[1:])")
    assert said.startswith("07/total: 4 lines of the answer in the text are not")


def test_forms_come_one_by_one(tmp_path, monkeypatch):
    first = exercise()
    second = dataclasses.replace(first, id="07/other", **ORDER)
    monkeypatch.setitem(NOTEBOOKS, "07", (first, second))
    path = tmp_path / "07_sums.py"
    path.write_text(TEXT, encoding="utf-8")
    (found,) = forms.a_notebook_has_one_new_form([source.read(path)])
    assert found.text == (
        "mend and order are both new in 07; leave one for a later notebook"
    )


def test_a_third_order_is_one_too_many(tmp_path, monkeypatch):
    monkeypatch.setattr(forms, "MOST_ORDERS", 0)
    said = broken(tmp_path, monkeypatch, ORDERED, **ORDER)
    assert said == [
        "07/total: exercises of the form order: 1, at most 0; give it another form"
    ]


def test_a_slip_that_leaves_points_is_named(monkeypatch):
    right = dataclasses.replace(exercise().variants[0], worth=0.5)
    kept = dataclasses.replace(exercise(), variants=(right,))
    (found,) = behaviour.what_is_handed_out_earns_nothing(kept)
    assert found.text == (
        "07/total: last_only: it is handed out, and earns 50 points; give points only "
        "to outputs that it gets wrong"
    )
    assert not list(behaviour.what_is_handed_out_earns_nothing(exercise()))


def test_the_instructor_sees_form_help_and_what_is_planted():
    said = exercise_note.note(exercise())
    assert "Form: mend. Beside it: the formula, in the same section." in said
    assert "The function is handed out with a slip: *last one kept*." in said
    assert "```python\ns = 0.0\nfor one in x:\n    s = one\nreturn s\n```" in said
    ordered = dataclasses.replace(exercise(), **ORDER)
    noted = exercise_note.note(ordered)
    assert "puts that one in the wrong place has: *last one kept*." in noted
