"""What a student's process says, mutated: a limit or an answer, and never more points.

A conversation about an exercise is recorded where it really takes place. Then it is
said again to the same grader, with a frame, a size or the order changed.
"""

import socket
from dataclasses import dataclass

import numpy as np
import pytest

from grading.sandbox import protocol
from grading.sandbox.protocol import SIZE, Channel
from grading.sandbox.remote import Child
from grading.sandbox.remote_calls import RemoteRunner
from grading.sandbox.session import Session
from nnlib.check import evaluate
from nnlib.check.memory import Memory, remembering
from nnlib.exercises import get

SEED = 2028
ROOM = 1 << 20
ANSWERS = {
    "right": (
        "02/propagate",
        "import numpy as np\n"
        "def propagate(w, b, X, Y):\n"
        "    Z = w.T @ X + b\n"
        "    A, cost = 1 / (1 + np.exp(-Z)), np.mean(np.logaddexp(0, Z) - Y * Z)\n"
        "    return {'dw': X @ (A - Y).T / X.shape[1], 'db': np.mean(A - Y)}, cost\n",
    ),
    "all wrong": (
        "02/propagate",
        "import numpy as np\n"
        "def propagate(w, b, X, Y):\n"
        "    A, m = np.tanh(w.T @ X + b), X.shape[1]\n"
        "    return {'dw': X @ A.T, 'db': np.sum(A) * m}, np.sum(A - Y) + 7\n",
    ),
    "raises": ("02/sigmoid", "def sigmoid(Z):\n    raise ValueError('ä' * 500)\n"),
    "no function": ("02/sigmoid", "sigmoid = [1, 2]\n"),
    "many keys": (
        "04/parameter_shapes",
        "def parameter_shapes(layer_dims):\n"
        "    return {f'W{n}': (n, [n, {n: 'x' * n}]) for n in range(40)}\n",
    ),
}


@dataclass(frozen=True)
class Talk:
    """What a process has said about an exercise, and the points that it is worth."""

    exercise: str
    first: int
    frames: tuple[bytes, ...]
    points: float


class Player(Child):
    """Says what was recorded, to whom asks."""

    def __init__(self, number, data):
        ours, theirs = socket.socketpair()
        theirs.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, ROOM)
        self.channel, self.number, self.stopped = Channel(ours), number, False
        self.finish, self.theirs = ours.close, theirs
        theirs.sendall(data)
        theirs.shutdown(socket.SHUT_WR)


def judged(talk, data):
    """Return the points of a conversation."""
    player = Player(talk.first, data)
    try:
        name = talk.exercise.split("/")[1]
        runner = RemoteRunner(player, name)
        return evaluate(get(talk.exercise), runner, seed=[SEED]).points
    finally:
        player.theirs.close()
        player.channel.close()


@pytest.fixture(scope="module")
def memory():
    """What is expected, computed once for all conversations."""
    return Memory()


@pytest.fixture(scope="module")
def talks(library, memory):
    """Conversations with a real process."""
    return {kind: recorded(library, *one, memory) for kind, one in ANSWERS.items()}


def recorded(library, exercise, source, memory):
    frames, decode = [], protocol.decode

    def noting(frame, **options):
        frames.append(frame)
        return decode(frame, **options)

    with Session(library) as session, remembering(memory):
        session.run(source, "answer")
        first = session.living().number
        protocol.decode = noting
        try:
            runner = session.runner(exercise.split("/")[1])
            points = evaluate(get(exercise), runner, seed=[SEED]).points
        finally:
            protocol.decode = decode
    return Talk(exercise, first, tuple(frames), points)


def said(frames):
    return b"".join(SIZE.pack(len(one)) + one for one in frames)


def mutated(frames, rng):
    """Change what is said in one place, or in a few."""
    frames, at = [*frames], int(rng.integers(len(frames)))
    kind = rng.integers(7)
    if kind == 0:
        other = int(rng.integers(len(frames)))
        frames[at], frames[other] = frames[other], frames[at]
    elif kind == 1:
        frames.insert(at, frames[int(rng.integers(len(frames)))])
    elif kind == 2:
        del frames[at]
    elif kind == 3:
        sizes = (0, 1, len(frames[at]) - 1, 1 << 20, 1 << 40, 2**64 - 1)
        size = int(rng.choice(np.array(sizes, dtype=np.uint64)))
        rest = frames[at] + said(frames[at + 1 :])
        return said(frames[:at]) + SIZE.pack(size) + rest
    else:
        frames[at] = changed(frames[at], rng)
    return said(frames)


def changed(frame, rng):
    """Change some bytes of a frame, most often in its tree."""
    data = bytearray(frame)
    for _ in range(int(rng.integers(1, 4))):
        place = int(rng.integers(len(data)))
        change = rng.integers(4)
        if change == 0:
            data[place] = int(rng.integers(256))
        elif change == 1:
            digits = [n for n, byte in enumerate(data) if 48 <= byte < 58]
            if digits:
                data[digits[int(rng.integers(len(digits)))]] = int(rng.integers(48, 58))
        elif change == 2:
            del data[place : place + int(rng.integers(1, 9))]
        else:
            data[place:place] = data[: int(rng.integers(1, 30))]
        data = data or bytearray(b"0")
    return bytes(data)


def test_a_conversation_said_again_is_worth_the_same(talks, memory):
    with remembering(memory):
        found = {kind: judged(one, said(one.frames)) for kind, one in talks.items()}
    assert found == {kind: one.points for kind, one in talks.items()}
    assert found["right"] == 25 and sum(found.values()) == 25


@pytest.mark.parametrize(
    "count", [100, pytest.param(20_000, marks=pytest.mark.long)], ids=str
)
def test_mutated_frames_are_no_fault_and_worth_no_more(talks, memory, count):
    kinds, points, wrong = [*talks], [], []
    with remembering(memory):
        for number in range(count):
            rng = np.random.default_rng([SEED, count, number])
            talk = talks[kinds[number % len(kinds)]]
            points.append(judged(talk, mutated(talk.frames, rng)))
            if points[-1] > talk.points:
                wrong.append((number, points[-1]))
    lost = sum(one < 25 for one in points[:: len(kinds)])
    print(f"{count} mutated frames: no fault, {lost} right answers lost points")
    assert wrong == [] and 0 < lost < len(points[:: len(kinds)])
