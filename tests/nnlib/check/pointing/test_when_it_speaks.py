"""When a place is said: at once, folded, or once the search is over."""

import pytest

from nnlib.check import Check, Fact, Verdict, messages
from nnlib.check.page import card
from nnlib.check.searching import VERSIONS, silent
from nnlib.exercises import NOTEBOOKS, get
from tests.cases import every_case

EVERY = [one for exercises in NOTEBOOKS.values() for one in exercises]
ABOUT = {
    "lines": [3],
    "quoted": ['db = dv * x["u"] < 1'],
    "family": "variable",
    "text": messages.PLACES["one"].format(
        first=3, one='db = dv * x["u"] < 1', aim="every case come out right"
    ),
    "question": "What does each name hold?",
}
FOUND = Verdict(
    "00/graph_backward", "partial", 16.0, 20.0, {}, None, (Fact("pointed", ABOUT),)
)


@every_case("exercise", EVERY, [one.id for one in EVERY])
def test_the_form_decides_when_a_place_is_said(exercise):
    check = Check([exercise])
    searched = exercise.form in ("mend", "order", "clinic")
    assert check.may_point(exercise) is not searched
    check.versions[exercise.name] |= {str(one) for one in range(VERSIONS)}
    assert check.may_point(exercise)


@every_case("exercise", EVERY, [one.id for one in EVERY])
def test_the_last_hint_ends_the_search_for_a_place_as_well(exercise):
    check = Check([exercise])
    check.hinted[exercise.name] = ["a version"] * len(exercise.hints)
    assert check.may_point(exercise) is (exercise.form != "order")


def test_while_she_searches_no_place_is_told():
    assert [one.kind for one in silent(FOUND).facts] == ["search"]


def test_a_card_folds_the_place_and_a_graded_page_opens_it():
    told, graded = card(FOUND), card(FOUND, values=False)
    assert told.count("<details") == graded.count("<details") == 1
    assert "<summary" in told and messages.WHERE in told
    assert " open>" not in told and " open>" in graded
    assert "db = dv * x[&quot;u&quot;] &lt; 1</code>" in told


def test_in_plain_text_it_is_one_line():
    (line,) = FOUND.lines()[1:]
    assert line == f"{messages.WHERE} {ABOUT['text']} {ABOUT['question']}"


WRONG = {
    "00": "def squared_loss(a, y):\n    d = a - y\n    return 0.5 * y ** 2",
    "02": "def compute_cost(A, Y):\n    B = np.clip(A, 1e-15, 1 - 1e-15)\n"
    "    L = Y * np.log(B) + (1 - A) * np.log(1 - B)\n    return -np.mean(L)",
}


@pytest.mark.parametrize(
    ("id", "after"), [("00/squared_loss", 1), ("02/compute_cost", VERSIONS)]
)
def test_a_notebook_says_the_place_in_time(id, after, written, capsys):
    notebook = id.split("/")[0]
    check = Check([get(id)])
    for number in range(1, VERSIONS + 1):
        # Each is another version, and wrong in the same way.
        text = f"{WRONG[notebook]} + {number} * 0.0"
        check(written(text, notebook))
        assert (messages.WHERE in capsys.readouterr().out) is (number >= after)
