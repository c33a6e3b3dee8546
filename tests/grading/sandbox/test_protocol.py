import socket
import time

import pytest

from grading.sandbox.closed_set import CodecError, Limits, TooLargeError
from grading.sandbox.protocol import SIZE, Channel
from grading.sandbox.writer import encode


@pytest.fixture
def ends():
    one, other = map(Channel, socket.socketpair())
    yield one, other
    one.close()
    other.close()


def test_messages_arrive_in_order(ends):
    one, other = ends
    one.send({"do": "run"})
    one.send([1, 2.0])
    assert other.receive() == {"do": "run"}
    assert other.receive() == [1, 2.0]


def test_the_end_of_the_conversation_is_an_eof_error(ends):
    one, other = ends
    one.close()
    with pytest.raises(EOFError):
        other.receive()


def test_a_message_that_stops_half_way_is_an_eof_error(ends):
    one, other = ends
    one.stream.sendall(SIZE.pack(10) + b"half")
    one.close()
    with pytest.raises(EOFError):
        other.receive()


def test_a_message_that_does_not_come_is_a_timeout(ends):
    with pytest.raises(TimeoutError):
        ends[0].receive(until=time.monotonic() + 0.05)


def test_a_message_that_drips_is_a_timeout(ends):
    one, other = ends
    one.stream.sendall(SIZE.pack(10) + b"half")
    with pytest.raises(TimeoutError):
        other.receive(until=time.monotonic() + 0.05)


def test_a_message_that_nobody_reads_is_a_timeout(ends):
    with pytest.raises(TimeoutError):
        ends[0].send("a" * 2**20, until=time.monotonic() + 0.2)


def test_a_message_above_the_limit_is_refused_on_both_sides(ends):
    one, other = ends
    small = Limits(size=50)
    with pytest.raises(TooLargeError):
        Channel(one.stream, small).send("a" * 60)
    one.send("a" * 60)
    with pytest.raises(TooLargeError):
        Channel(other.stream, small).receive()


def test_a_message_that_is_no_frame_is_a_codec_error(ends):
    one, other = ends
    one.write(encode(1)[:-1])
    with pytest.raises(CodecError):
        other.receive()
