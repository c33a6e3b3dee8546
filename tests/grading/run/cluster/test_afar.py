"""What leaves for a worker: what one unit needs, and nothing of the class besides."""

import pickle
from dataclasses import replace

import pytest

from grading.errors import CanaryError, GradingError
from grading.released.made_with import Kept
from grading.run.cluster import afar
from grading.run.cluster.afar import Afar
from grading.run.grader import Grader, Setup
from grading.run.unit import Unit

NAME = "07_tiny"
KEPT = Kept("older.whl", "5" * 64, "5" * 64, "0.0.9", "3.11.7")


@pytest.fixture
def words(room, tiny_library):
    """What puts units of the tiny class into parcels."""
    for student in ("ada", "bob"):
        room.hand_in(student)
    return Afar(Grader(Setup(room.course.root, tiny_library, "full")), None, None)


def test_a_submission_travels_with_its_own_bytes_and_what_others_need_by_hash(words):
    parcel, shared = words.parcel(Unit(NAME, "ada"))
    course = words.grader.course
    path = course.submitted / "ada" / NAME / f"{NAME}.ipynb"
    assert parcel.own == {f"{NAME}.ipynb": path.read_bytes()}
    released = course.release / NAME / f"{NAME}.ipynb"
    assert shared == {parcel.asked["released"]: released.read_bytes()}
    assert {*parcel.asked["draws"]} == {"07/half", "07/double"}


def test_a_proof_travels_with_the_solution(words):
    parcel, shared = words.parcel(Unit(NAME))
    assert {parcel.asked["released"], parcel.asked["solved"]} == {*shared}
    assert b"secret_quotient" in shared[parcel.asked["solved"]]
    assert parcel.own == {}


def test_neither_the_secret_nor_another_student_leaves(words):
    sent = pickle.dumps([words.parcel(Unit(NAME, *who)) for who in ([], ["ada"])])
    secret = words.grader.secret
    assert secret not in sent and secret.hex().encode() not in sent
    assert b"ada" in sent and b"bob" not in sent


def test_modules_of_her_own_travel_with_the_notebook(words):
    folder = words.grader.course.submitted / "ada" / NAME
    (folder / "helpers.py").write_text("def twice(x):\n    return 2 * x\n")
    parcel, _ = words.parcel(Unit(NAME, "ada"))
    assert [*parcel.own] == [f"{NAME}.ipynb", "helpers.py"]


def test_of_a_file_that_nobody_reads_only_the_size_travels(words, monkeypatch):
    path = words.grader.path(Unit(NAME, "ada"))
    monkeypatch.setattr(afar, "MOST_BYTES", 10)
    assert afar.handed_in(path) == ({f"{NAME}.ipynb": b""}, path.stat().st_size)


def test_a_file_that_is_gone_is_told_apart_from_one_that_is_damaged(words):
    words.grader.path(Unit(NAME, "ada")).unlink()
    with pytest.raises(OSError):
        words.parcel(Unit(NAME, "ada"))


def test_a_released_package_travels_with_its_hash_and_names_itself(words, monkeypatch):
    released = Afar(words.grader, KEPT, None)
    monkeypatch.setattr(afar.made_with, "data", lambda *_: b"a wheel")
    monkeypatch.setattr(released, "drawn", lambda unit: {})
    parcel, shared = released.parcel(Unit(NAME, "ada"))
    assert (parcel.package, shared[KEPT.sha256]) == (KEPT.sha256, b"a wheel")
    refused = released.refused("no", "tls://one")
    assert str(refused) == "no (worker tls://one, with version 0.0.9 (555555555555))"
    assert not isinstance(refused, CanaryError)
    own = words.refused("no", "tls://one")
    assert isinstance(own, CanaryError) and isinstance(own, GradingError)


def test_a_worker_goes_on_without_a_sandbox_only_if_that_was_said(words, monkeypatch):
    for unsafe in (False, True):
        choice = replace(afar.isolation.CHOICE, unsafe=unsafe)
        monkeypatch.setattr(afar.isolation, "CHOICE", choice)
        assert words.parcel(Unit(NAME, "ada"))[0].unsafe is unsafe
