"""Every delivery is kept once; the latest on time counts, otherwise the latest."""

from datetime import UTC, datetime, timedelta

import pytest

from grading import atomic
from grading.course import Course
from grading.handed_in import delivery, forward

DUE = datetime(2026, 11, 30, 23, 59, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def receive(tmp_path):
    """Take in bytes at some hours after the due time."""
    course = Course(tmp_path)

    def receive(hours, data, **more):
        time = DUE + hours * HOUR
        given = delivery.Given(data, "x.ipynb", **more)
        return delivery.receive(course, "ada", "02", given, time=time)

    receive.course = course
    return receive


def kept(receive):
    """Return hours and bytes of what is kept."""
    found = delivery.deliveries(receive.course, "ada", "02")
    return [((one.time - DUE) / HOUR, one.path.read_bytes()) for one in found]


def test_delivery_lies_under_its_time_with_its_hash(receive, tmp_path):
    one, new = receive(1.5, b"bytes")
    assert new
    assert one.path == tmp_path / "received/ada/02/2026-12-01T01-29-00.000000Z.ipynb"
    assert one.path.read_bytes() == b"bytes"
    assert one.sha256.startswith("277089d91c0bdf4f")


ORDERS = {
    "one after the other": ([(1, b"a"), (2, b"b")], [(1, b"a"), (2, b"b")]),
    "in any order": ([(2, b"b"), (1, b"a")], [(1, b"a"), (2, b"b")]),
    "the same again": ([(1, b"a"), (2, b"a")], [(1, b"a")]),
    "the same, earlier": ([(2, b"a"), (1, b"a")], [(1, b"a")]),
    "back to the first": (
        [(1, b"a"), (2, b"b"), (3, b"a")],
        [(1, b"a"), (2, b"b"), (3, b"a")],
    ),
    "back and again": (
        [(1, b"a"), (2, b"b"), (3, b"a"), (4, b"a")],
        [(1, b"a"), (2, b"b"), (3, b"a")],
    ),
    "in between": (
        [(1, b"a"), (3, b"b"), (2, b"b")],
        [(1, b"a"), (2, b"b")],
    ),
}


@pytest.mark.parametrize(("came", "expected"), ORDERS.values(), ids=ORDERS)
def test_what_did_not_change_is_kept_once_at_its_earliest(receive, came, expected):
    for hours, data in came:
        receive(hours, data)
    assert kept(receive) == expected


def test_file_that_should_not_count_was_there_whenever_it_came(receive):
    for hours, data in ((1, b"a"), (2, b"b")):
        receive(hours, data)
    _, new = receive(3, b"a", last=False)
    assert not new


def test_sign_of_the_platform_tells_an_old_file(receive):
    for hours, data in ((1, b"a"), (2, b"b")):
        receive(hours, data, ref=str(hours))
    assert not receive(3, b"a", ref="1")[1]
    assert receive(3, b"a", ref="3")[1]


def test_two_files_of_the_same_moment_are_both_kept(receive):
    receive(0, b"a")
    receive(0, b"b")
    assert [data for _, data in kept(receive)] == [b"a", b"b"]


CHOICES = {
    "latest on time": ([-3, -1, -2], DUE, -1),
    "on time before late": ([-3, 2, 5], DUE, -3),
    "at the very moment": ([-3, 0, 1], DUE, 0),
    "latest of the late": ([3, 1, 2], DUE, 3),
    "never due": ([-3, 2, 5], None, 5),
}


@pytest.mark.parametrize(("hours", "due", "expected"), CHOICES.values(), ids=CHOICES)
def test_delivery_that_counts_is_chosen(receive, hours, due, expected):
    for number in hours:
        receive(number, str(number).encode())
    found = delivery.deliveries(receive.course, "ada", "02")
    assert forward.counting(found, due).time == DUE + expected * HOUR


def test_kill_between_file_and_note_leaves_nothing_that_counts(receive, monkeypatch):
    receive(0, b"first")

    def killed(*args, **options):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(atomic, "write_text", killed)
        receive(1, b"second")
    assert kept(receive) == [(0, b"first")]
    receive(1, b"second")
    assert kept(receive) == [(0, b"first"), (1, b"second")]


def test_kill_while_a_delivery_moves_to_an_earlier_time_loses_nothing(
    receive, monkeypatch
):
    receive(2, b"a")

    def killed(*args, **options):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("pathlib.Path.unlink", killed)
        receive(1, b"a")
    assert kept(receive)[0] == (1, b"a")
    receive(1, b"a")
    assert kept(receive)[0] == (1, b"a")


def test_submission_is_written_only_when_it_changes(receive, monkeypatch):
    one, _ = receive(0, b"a")
    path = forward.submit(receive.course, one)
    assert path.read_bytes() == b"a"
    monkeypatch.setattr(atomic, "write", None)
    assert forward.submit(receive.course, one) == path
