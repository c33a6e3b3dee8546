"""Pairs are people of this class, with each other and with those of earlier ones."""

import pytest

from grading.errors import GradingError
from grading.similarity.collected import Author, Collected, Exercise
from grading.similarity.ranking import ranking

COMMON = "def f(x):\n    z = x * 2 + 1\n    return z / (1 + z)"
RARE = (
    "def f(x):\n    half = x - x / 2\n    whole = half + half ** 1\n    return [whole]"
)


def of(texts, notebook="02"):
    """Return what is compared where everybody has answered one exercise."""
    exercise = Exercise(f"{notebook}/f", dict(texts), known={"f"})
    return Collected([*texts], {exercise.id: exercise}, [notebook])


def honest(count=14):
    """Return so many people who write the same."""
    return {Author(f"s{number:02}"): COMMON for number in range(count)}


def names(found):
    return [(one.first.shown, one.second.shown) for one in found.pairs]


def test_only_pairs_with_strength_are_ranked():
    found = ranking(
        of(honest() | dict.fromkeys([Author("bo"), Author("ada")], RARE)), 9
    )
    assert names(found) == [("bo", "ada")]
    assert (found.people, found.many) == (16, 16 * 15 // 2)
    assert found.middle <= 0 < found.pairs[0].strength
    (answer,) = found.pairs[0].answers
    assert answer.alike == pytest.approx(1, abs=1e-5)
    assert (answer.as_close, answer.answers) == (1, 16)
    assert found.pairs[0].compared == 1


def test_members_of_a_team_and_one_person_in_two_terms_are_no_pair():
    team = [Author("bo", group="red"), Author("ada", group="red")]
    twice = [Author("cy"), Author("cy", "last"), Author("di", "last")]
    texts = honest() | dict.fromkeys(team, RARE) | dict.fromkeys(twice, RARE)
    found = ranking(of(texts), 50)
    assert ("bo", "ada") not in names(found)
    assert ("cy", "cy, last") not in names(found)
    assert ("cy, last", "di, last") not in names(found)
    assert {("bo", "cy"), ("bo", "di, last"), ("cy", "di, last")} <= {*names(found)}


def test_a_class_in_which_too_few_have_answered_is_refused():
    with pytest.raises(GradingError, match="10 people or more"):
        ranking(of(honest(4)), 9)


def test_what_was_handed_out_is_nobody_s_own():
    exercise = Exercise("02/f", given={("def", "f", "(", "x", ")", ":")})
    assert [one.written[0] for one in exercise.own(COMMON)] == ["z", "return"]
