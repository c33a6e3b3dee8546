"""Who is given what, and what becomes of it when workers come, go and die.

Here Dask only notes what it is told; `test_on_dask` and `test_two_hosts` have it run.
"""

from types import SimpleNamespace

import pytest

from grading.errors import GradingError
from grading.run.cluster import crew
from grading.run.cluster.crew import Crew
from grading.run.unit import Unit
from grading.run.workers import Lost

NAME = "00_slopes_and_graphs"
UNITS = [Unit(NAME, f"student{i}") for i in range(8)]
PROOF = Unit(NAME)
ONE, TWO = "tls://10.0.0.1:1", "tls://10.0.0.2:1"


class Notes:
    """Notes what is submitted; says who is there."""

    def __init__(self):
        self.scheduler = SimpleNamespace(address="tls://10.0.0.9:8786")
        self.there = {}

    def join(self, address, threads=1):
        folder = f"/scratch/{len(self.there)}"
        self.there[address] = {
            "local_directory": folder,
            "nthreads": threads,
            "status": "running",
        }

    def scheduler_info(self, n_workers):
        return {"workers": self.there}

    def submit(self, function, *arguments, key, workers=None):
        return SimpleNamespace(key=key, add_done_callback=lambda call: None)


class Words:
    """Puts units into parcels that hold nothing."""

    def parcel(self, unit):
        return SimpleNamespace(unit=unit), {}

    def refused(self, said, worker):
        return GradingError(f"{said} ({worker})")

    def noted(self, unit, answer):
        pass


@pytest.fixture
def client():
    return Notes()


@pytest.fixture
def found(client):
    return Crew(client)


def given(found, address=ONE):
    return [unit.student for unit in found.hands[address].given()]


def test_each_worker_has_one_to_do_and_one_that_waits(client, found):
    client.join(ONE)
    client.join(TWO, threads=2)
    found.muster()
    found.left.extend(UNITS)
    found.hand_out(Words())
    assert [given(found, one) for one in (ONE, TWO)] == [
        ["student0", "student3"],
        ["student1", "student2", "student4", "student5"],
    ]
    assert len(found.left) == 2


def test_towards_the_end_nobody_waits_behind_a_slow_one(client, found):
    for address in (ONE, TWO):
        client.join(address)
    found.muster()
    found.left.extend(UNITS[:3])
    found.hand_out(Words())
    assert [given(found, one) for one in (ONE, TWO)] == [["student0"], ["student1"]]


def test_who_has_not_proven_itself_grades_nothing(client, found):
    client.join(ONE)
    found.muster()
    found.proofs[PROOF] = Words()
    found.left.extend(UNITS)
    found.hand_out(Words())
    assert given(found) == []
    found.judge(found.hands[ONE], PROOF, {"isolation": "landlock"})
    found.hand_out(Words())
    assert given(found) == ["student0", "student1"]
    (said,) = found.notes
    assert said == f"worker {ONE} keeps student code apart at level 'landlock'"


def test_a_worker_that_is_lost_costs_time_only(client, found):
    client.join(ONE)
    found.muster()
    found.left.extend(UNITS)
    found.hand_out(Words())
    del client.there[ONE]
    client.join(TWO)
    found.muster()
    assert [*found.left] == UNITS and not found.done
    assert found.deaths == {UNITS[0]: 1}


def test_one_that_comes_back_at_the_same_address_is_another_one(client, found):
    client.join(ONE)
    found.muster()
    before = found.hands[ONE]
    client.there[ONE] = {**client.there[ONE], "local_directory": "/scratch/other"}
    found.muster()
    assert found.hands[ONE] is not before


def test_over_what_a_worker_was_lost_the_next_one_is_alone(client, found):
    client.join(ONE, threads=2)
    found.muster()
    found.deaths[UNITS[0]] = 1
    found.left.extend(UNITS)
    found.hand_out(Words())
    assert given(found) == ["student0"]
    client.join(TWO, threads=2)
    found.muster()
    found.hand_out(Words())
    assert given(found, TWO)[0] == "student1" and given(found) == ["student0"]


def test_what_two_workers_were_lost_over_is_given_up_by_name(client, found):
    for address in (ONE, TWO):
        client.join(address)
        found.muster()
        found.left.extend(UNITS[:1] if address == ONE else [])
        found.hand_out(Words())
        del client.there[address]
        found.muster()
    ((unit, lost),) = found.done
    assert unit == UNITS[0] and not found.left
    assert lost == Lost(0, said=crew.LOST.format(why=TWO))


def test_one_that_retires_has_died_of_nothing(client, found):
    client.join(ONE)
    found.muster()
    found.left.extend(UNITS)
    found.hand_out(Words())
    client.there[ONE]["status"] = "closing_gracefully"
    client.join(TWO)
    found.muster()
    found.hand_out(Words())
    assert len(given(found)) == 2 == len(given(found, TWO))
    del client.there[ONE]
    found.muster()
    assert not found.deaths


def test_a_worker_with_another_version_is_left_out_by_name(client, found):
    for address in (ONE, TWO):
        client.join(address)
    found.muster()
    found.proofs[PROOF] = Words()
    for address in (ONE, TWO):
        hand = found.hands[address]
        found.came_to_nothing(hand, PROOF, GradingError("it has numpy 1.0"))
    assert found.refused == dict.fromkeys((ONE, TWO), "it has numpy 1.0")
    assert next(iter(found.notes)) == f"worker {ONE} grades nothing: it has numpy 1.0"
    found.muster()
    assert not found.hands


def test_where_everybody_is_left_out_the_run_ends_and_says_why(
    client, found, monkeypatch
):
    client.join(ONE)
    found.muster()
    found.leave_out(ONE, "it has numpy 1.0")
    monkeypatch.setattr(crew, "REFUSED_PATIENCE", 0)
    with pytest.raises(
        GradingError, match=rf"grades \({ONE}: it has numpy 1.0\); what"
    ):
        found.muster()


def test_where_nobody_comes_the_run_ends_and_can_go_on(found, monkeypatch):
    monkeypatch.setattr(crew, "PATIENCE", 0)
    said = "no worker of tls://10.0.0.9:8786 grades; what was graded is kept, and the"
    with pytest.raises(GradingError, match=said):
        found.muster()


def test_a_worker_without_tls_has_no_part_in_what_is_encrypted(client, found):
    client.join("tcp://10.0.0.1:1")
    found.muster()
    assert not found.hands
    assert found.refused == {"tcp://10.0.0.1:1": crew.OPEN}


def test_a_proof_that_nobody_gives_ends_the_run(client, found):
    client.join(ONE)
    found.muster()
    hand = found.hands[ONE]
    found.proofs[PROOF] = Words()
    hand.tried.add(PROOF)
    found.judge(hand, PROOF, {"refused": "nothing was graded"})
    with pytest.raises(GradingError, match=rf"^nothing was graded \({ONE}\)$"):
        found.refuse_unproven([PROOF])


def test_a_file_that_cannot_be_read_is_a_fault_of_one_submission(client, found):
    class Unreadable(Words):
        def parcel(self, unit):
            raise PermissionError(13, "Permission denied")

    client.join(ONE)
    found.muster()
    found.left.append(UNITS[0])
    found.hand_out(Unreadable())
    ((unit, lost),) = found.done
    assert unit == UNITS[0] and lost.said.startswith("the file cannot be read ([Errno")
