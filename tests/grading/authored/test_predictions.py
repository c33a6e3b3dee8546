"""Predictions and recall: a text that keeps every rule, and a way to break each."""

import pytest

from grading.authored import predictions
from grading.text import source
from nnlib.check.prediction import Choice, Number, Place

KEPT = """\
# %% [markdown]
# **`one`** **`two`** **`three`** **`four`**

# %% predict="recall"
check.recall("one", ...)
check.recall("two", ...)
check.recall("three", ...)
check.recall("four", ...)

# %% [markdown]
# **Predict first.** Which falls?
#
# 1. The cost.
# 2. The rate.

# %% predict="falls"
check.predict("falls", ...)

# %% [markdown]
# **`half`** What is half of 3?
#
# **`rises`** What rises?
#
# 1. The rate.
# 2. The cost.

# %% predict="both"
check.predict("half", ...)
check.predict("rises", ...)
"""
EARLIER = (
    "# %% [markdown]\n# ## 2 · Halves\n#\n# ## 3 · Whole\n# %% [markdown]\n# ## End\n"
)
HALVES = Place("06_halves", "2 · Halves")
RECALLED = {
    name: Number(2, "It is.", "Look.", where=HALVES)
    for name in ("one", "two", "three", "four")
}
ANSWERS = {
    "falls": Choice(1, "It does.", told={2: "It stays."}),
    "half": Number(1.5, "3 / 2.", "Divide."),
    "rises": Choice(1, "It does.", told={2: "It falls."}),
    **RECALLED,
}


@pytest.fixture
def said(tmp_path, monkeypatch):
    """What is found in a text."""

    def said(text, answers=ANSWERS):
        monkeypatch.setattr(predictions, "predictions", lambda notebook: answers)
        (tmp_path / "06_halves.py").write_text(EARLIER, encoding="utf-8")
        path = tmp_path / "07_tiny.py"
        path.write_text(text, encoding="utf-8")
        return [one.text for one in predictions.rule.broken(source.read(path))]

    return said


def test_a_text_that_keeps_every_rule(said):
    assert said(KEPT) == []


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ('check.predict("falls", ...)', "x = 3", "write nothing else in its cell"),
        (
            'check.predict("falls", ...)',
            'check.predict("falls", 1)',
            "one line for each",
        ),
        ('predict("falls"', 'predict("fall"', "no answer to 'fall'"),
        ('predict("rises"', 'predict("half"', "'half' is asked twice"),
        ('check.predict("half", ...)\n', "", "answers 'half'; ask it in a cell"),
        ("# 2. The rate.\n", "", "'falls' has 2 choices, and above stand [1]"),
        ("# 2. The cost.", "# 2. The cost.\n# 3. Both.", "'rises' has 2 choices"),
        ('check.recall("four", ...)\n', "", "3 questions to recall; ask 4 in one cell"),
        ("recall(", "predict(", "'one' has a place; ask by check.recall"),
        ("recall(", "predict(", "0 cells recall earlier notebooks; ask four"),
    ],
)
def test_a_rule_that_is_broken_is_said_with_its_remedy(said, old, new, part):
    assert any(part in one for one in said(KEPT.replace(old, new)))


@pytest.mark.parametrize(
    "place",
    [
        None,
        Place("06_halves", "3 · Halves"),
        Place("06_halves", "3 · Whole"),
        Place("06_halves", "End"),
        Place("05_halves", "2 · Halves"),
        Place("07_tiny", "2 · Halves"),
    ],
)
def test_what_is_recalled_stands_in_an_earlier_notebook(said, place):
    answers = {**ANSWERS, "two": Number(2, "It is.", "Look.", where=place)}
    (found,) = said(KEPT, answers)
    assert found.startswith("'two' is recalled from ")
