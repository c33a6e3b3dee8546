"""Predictions of a text: one that keeps every rule, and a way to break each."""

import pytest

from grading.authored import predictions
from grading.text import source
from nnlib.check.prediction import Choice, Number

KEPT = """\
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

# %% predict="recall"
check.predict("half", ...)
check.predict("rises", ...)
"""
ANSWERS = {
    "falls": Choice(1, "It does.", told={2: "It stays."}),
    "half": Number(1.5, "3 / 2.", "Divide."),
    "rises": Choice(1, "It does.", told={2: "It falls."}),
}


@pytest.fixture
def said(tmp_path, monkeypatch):
    """What is found in a text."""

    def said(text, answers=ANSWERS):
        monkeypatch.setattr(predictions, "predictions", lambda notebook: answers)
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
    ],
)
def test_a_rule_that_is_broken_is_said_with_its_remedy(said, old, new, part):
    assert any(part in one for one in said(KEPT.replace(old, new)))
