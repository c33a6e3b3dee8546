"""The form of a notebook: one text that keeps every rule, and a way to break each."""

import pytest

from grading.authored import closing, form
from grading.text import source
from nnlib.exercises import NOTEBOOKS

KEPT = """\
# %% [markdown]
# # 07 · A tiny notebook
#
# **You will** halve.
# **You need** a number.
# **Time:** about an hour.

# %% opening
import math

# %% [markdown]
# ## 1 · Halves
#
# **About 20 minutes.** One function.
#
# **Predict first.** What is half of 3?
#
# <details><summary>Answer</summary>
#
# 1.5.
# </details>
#
# ### Exercise: `half`
#
# Typically 1 line.

# %% solution="half"
def half(x):
    ### BEGIN SOLUTION
    return x / 2
    ### END SOLUTION


# %% check="half"

# %% demo
half(3)

# %% [markdown]
# **A good place to stop.** Save.

# %% [markdown] instructor
# One note.

# %% [markdown]
# ## Break it
#
# **About 10 minutes.** Change a line.

# %% demo
half("three")

# %% [markdown] written="two_sentences"
# ## Say it in two sentences
#
# What is a half?
#
# <details><summary>One answer</summary>A part of two.</details>
#
# That was all.

# %% [markdown]
# ## Summary
#
# **Words.** Half. **Next.** Thirds. To hand in: this file.

# %% demo
check.before_handing_in()

# %% [markdown] instructor
# **Rubric.** Both sentences. **Eight questions**
#
# 1. a
# 2. b
# 3. c
# 4. d
# 5. e
# 6. f
# 7. g
# 8. h
"""
SHORT = "What is a half?"

# Rule -> what is replaced, by what, and what is said of it.
BROKEN = {
    "nothing_is_left_to_do": (
        SHORT,
        "TODO",
        'line 56, cell 11 ("two_sentences"): TODO is left; write what is missing',
    ),
    "has_few_cells": (
        "# **A good place to stop.** Save.\n",
        "# **A good place to stop.** Save.\n" + 100 * "\n# %%\n1\n",
        "line 321, cell 101: 112 cells, at most 100; join cells from here on",
    ),
    "has_few_words": (
        "**Words.** Half.",
        "**Words.** <details><summary>a</summary>"
        + 9 * "a "
        + "</details>"
        + 3500 * "a ",
        "line 1, cell 1: 3577 words to read, at most 3500; shorten the longest cells",
    ),
    "no_cell_is_a_wall_of_text": (
        SHORT,
        220 * "a ",
        'line 53, cell 11 ("two_sentences"): 229 words in one cell, at most 220; split',
    ),
    "little_code_is_in_view": (
        'half("three")',
        "half(3)\n\n# %%\n# This is not counted.\n" + 60 * "half(3)\n",
        "line 1, cell 1: 64 lines of code in view are not the students' own, at most",
    ),
    "something_runs_before_a_screen_is_full": (
        SHORT,
        "\n# %% [markdown]\n# ".join(2 * [190 * "a "]),
        "line 57, cell 12: 389 words without a cell that runs, at most 310; put a demo",
    ),
    "opening_says_what_it_takes": (
        "**You need** a number.",
        "A number.",
        'line 1, cell 1: the opening lacks "**You need** ..."; add it there',
    ),
    "first_and_last_code_open_and_close": (
        "# %% opening\n",
        "# %%\n",
        "line 8, cell 2: the first code is no # %% opening; mark it, so that it can",
    ),
    "every_part_has_a_clock": (
        "**About 10 minutes.** ",
        "",
        'line 39, cell 7: the part from here on has no clock; add "**About 50 minutes.',
    ),
    "headings_are_the_exercises": (
        "### Exercise: `half`",
        "### Exercise: `halve`",
        "line 1, cell 1: the headings are of halve; expected the teaching order: half",
    ),
    "every_exercise_says_how_long_it_is": (
        "Typically 1 line.",
        "One line.",
        'line 23, cell 3: half: its length is not named; add "Typically 3 lines."',
    ),
    "every_function_is_shown_at_work": (
        "# %% demo\nhalf(3)\n",
        "# %% [markdown]\n# ### Exercise: `double`\n",
        'line 34, cell 5 ("half"): half is not shown at work; add a cell # %% demo',
    ),
    "every_section_with_an_exercise_has_a_prediction": (
        "**Predict first.** ",
        "",
        'line 12, cell 3: no prediction in "1 · Halves"; add "**Predict first.** ..."',
    ),
    "every_prediction_is_answered": (
        "That was all.",
        "**Predict** a third.",
        'line 60, cell 11 ("two_sentences"): nothing answers this prediction; fold an',
    ),
    "folded_text_is_closed": (
        "A part of two.</details>",
        "A part of two.",
        'line 58, cell 11 ("two_sentences"): folded text is <details><summary>Answer</',
    ),
    "end_looks_back_and_ahead": (
        "**Next.** Thirds. ",
        "",
        'line 62, cell 12: the last text lacks "**Next.** ...", or has it twice',
    ),
    "there_is_one_cell_to_break_and_one_thing_to_say": (
        '# %% demo\nhalf("three")\n',
        "",
        'line 46, cell 9: "Break it" lacks a cell that runs; add it below',
    ),
    "thing_to_say_is_an_answer_in_words": (
        ' written="two_sentences"',
        "",
        'line 54, cell 11: "Say it in two sentences" is no answer in words; write',
    ),
    "instructor_has_notes": (
        "# 8. h\n",
        "",
        'line 70, cell 14: no note "**Eight questions ..." with the numbers 1 to 8',
    ),
}


class Half:
    """All that rules about texts read of an exercise."""

    name = "half"
    form = "write"


@pytest.fixture
def read(tmp_path, monkeypatch):
    monkeypatch.setitem(NOTEBOOKS, "07", (Half,))

    def read(text):
        path = tmp_path / "07_tiny.py"
        path.write_text(text, encoding="utf-8")
        return source.read(path)

    return read


def said(text):
    """Say what every rule about texts finds."""
    rules = [*form.rule, *closing.rule]
    found = [finding for rule in rules for finding in rule(text)]
    return [f"{finding.where}: {finding.text}" for finding in found]


def test_a_text_that_keeps_every_rule_is_left_alone(read):
    assert said(read(KEPT)) == []


def test_every_rule_is_broken_here():
    assert set(BROKEN) == {rule.__name__ for rule in [*form.rule, *closing.rule]}


@pytest.mark.parametrize(("old", "new", "words"), BROKEN.values(), ids=BROKEN)
def test_a_broken_rule_is_said_with_line_and_remedy(read, old, new, words):
    assert KEPT.count(old) == 1
    found = said(read(KEPT.replace(old, new)))
    assert [one for one in found if one.startswith(words)], found
