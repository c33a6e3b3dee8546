"""What counts is how alike two answers are, and how few others are as alike."""

import numpy as np

from grading.similarity.lexed import rows
from grading.similarity.likeness import (
    FEWEST_ANSWERS,
    FEWEST_WORDS,
    NONE,
    both,
    compared,
    parts,
)

COMMON = "z = w * x + b\na = 1 / (1 + exp(-z))\nreturn a"
RARE = "half = x - x / 2\nwhole = half + half ** 1\nreturn max(whole, 0) * 1.0"
RENAMED = "p = x - x / 2\nq = p + p ** 1\nreturn max(q, 0) * 1.0"


def answers(*texts):
    return [both(rows(one)) for one in texts]


def test_what_few_have_in_common_counts_and_what_most_have_does_not():
    found = compared(answers(*[COMMON] * 12, RARE, RENAMED))
    assert np.isclose(found.alike[12, 13], 1) and found.as_close[12, 13] == 1
    assert np.isclose(found.strength[12, 13], np.log(14))
    assert np.isclose(found.alike[0, 1], 1) and found.as_close[0, 1] == 11
    assert found.strength[0, 1] == 0
    assert found.strength[0, 12] < 0
    assert (found.strength == found.strength.T).all()


def test_the_course_s_own_answer_counts_nothing():
    some = answers(*[COMMON] * 12, RARE, RENAMED)
    found = compared(some, parts(rows(RARE)))
    assert np.isclose(found.alike[12, 13], 1)
    assert found.strength[12, 13] == 0


def test_short_answers_and_small_classes_say_nothing():
    assert both(rows("return a * b")) == NONE
    assert sum(len(one.written) for one in rows(COMMON)) >= FEWEST_WORDS
    found = compared(answers(*[COMMON] * (FEWEST_ANSWERS - 3), RARE, RENAMED))
    assert not found.strength.any()


def test_whoever_has_no_answer_is_like_nobody():
    found = compared([NONE, *answers(*[COMMON] * 12, RARE, RENAMED)])
    assert not found.strength[0].any()
    assert found.answers == 14


def test_another_order_of_statements_is_nearly_the_same():
    first = "a = x + 1\nb = y * 2\nc = a - b\nd = len(x)\nreturn {'c': c, 'd': d}"
    lines = first.split("\n")
    other = "\n".join(lines[place] for place in (3, 1, 0, 2, 4))
    found = compared(answers(*[COMMON] * 12, first, other))
    assert 0.5 < found.alike[12, 13] < 1
    assert found.as_close[12, 13] == 1
    assert found.strength[12, 13] == found.strength.max()
