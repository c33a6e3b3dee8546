"""Two packages talk over a border: what crosses it, and what is refused there."""

import json
import socket
from types import SimpleNamespace

import pytest

from grading.errors import CanaryError, GradingError
from grading.released.made_with import Kept
from grading.run.border import Answers, Border, Host, draws
from grading.run.edition import Edition
from grading.run.hosts import Questions
from grading.run.unit import Unit
from grading.run.workers import At

UNIT = Unit("00_slopes_and_graphs", "ada")
KEPT = Kept("older.whl", "5" * 64, "5" * 64, "0.0.9", "3.11.7")


@pytest.fixture
def ends():
    """Both ends: that of the questions, and that of the answers."""
    ours, theirs = socket.socketpair()
    asking = Questions(ours.detach(), lambda unit: {"student": unit.student})
    answering = Answers(theirs.detach())
    yield asking, answering
    asking.close()
    answering.close()


def test_what_crosses_is_one_plain_object_for_each_message(ends):
    asking, answering = ends
    asking.send(UNIT)
    assert json.loads(answering.recv_bytes()) == {"student": "ada"}
    answering.send(({"isolation": "full", "later": 1}, None))
    assert asking.recv() == ({"isolation": "full", "later": 1}, None)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (CanaryError("nothing was graded"), "nothing was graded"),
        (KeyError("file"), "KeyError('file')"),
    ],
)
def test_what_goes_wrong_on_the_other_side_is_told_in_words(ends, error, said):
    asking, answering = ends
    answering.send((None, error))
    assert asking.recv() == ({"refused": said}, None)


def test_what_is_turned_to_is_told_to_whoever_understands_it(ends):
    asking, answering = ends
    answering.send((At("half"), None))  # and nothing crosses
    answering.between = True
    answering.send((At("double"), None))
    assert asking.recv() == (At("double"), None)


def test_a_text_of_any_letters_crosses(ends):
    asking, answering = ends
    Border.send(asking, {"notes": ["“Ä”", "\u2028", "\ud83d"]})
    assert answering.recv() == {"notes": ["“Ä”", "\u2028", "\ud83d"]}


def test_another_protocol_is_refused_before_anything_is_done():
    with pytest.raises(
        GradingError, match="to protocol 1, and was asked in protocol 2"
    ):
        Host({"protocol": 2})


def test_seeds_come_from_the_side_that_asks():
    told = {"00/descend": {"seed": [1, 2, 3, 4], "round": 2, "later": "a key"}}
    found = draws({"draws": told})["00/descend"]
    assert (found.seed, found.round) == ([1, 2, 3, 4], 2)


@pytest.fixture
def edition(tmp_path):
    setup = SimpleNamespace(isolation="landlock", libraries=tmp_path)
    return Edition(SimpleNamespace(setup=setup), KEPT, 1)


@pytest.mark.parametrize("level", ["full", "landlock"])
def test_a_level_as_strong_as_ours_is_kept_for_the_next_process(edition, level):
    edition.judge(UNIT, {"isolation": level})
    assert edition.hosts.first()["isolation"] == level


@pytest.mark.parametrize("level", ["process", "a level of another year"])
def test_a_weaker_or_unknown_level_grades_nobody(edition, level):
    with pytest.raises(
        GradingError, match=f"at level '{level}', and the installed one"
    ):
        edition.judge(UNIT, {"isolation": level, "record": "never read"})


def test_what_is_refused_names_the_package(edition):
    said = r"^no \(version 0\.0\.9 \(5{12}\), which 00_slopes_and_graphs was released"
    with pytest.raises(GradingError, match=said):
        edition.judge(UNIT, {"refused": "no"})
