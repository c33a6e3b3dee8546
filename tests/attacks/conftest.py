"""A class of attackers, handed in, collected and graded as any other class."""

import os
import secrets
import shutil
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import nbformat
import numpy as np
import pytest

from grading.collect import collect
from grading.course import CHECKOUT, Course
from grading.feedback import feedback
from grading.found import record, shelf
from grading.grade import grade
from grading.run import examine
from grading.run import places as places_said
from grading.run.done import Run
from grading.sandbox import isolation, warm
from grading.submitted.submission import hash_of
from nnlib.exercises import evaluate, get

from . import (
    by_form,
    for_bounds,
    for_harm,
    for_places,
    for_points,
    for_probes,
    for_secrets,
)
from .attack import NAME, Attack, handed_in

SECONDS = 1.0
ATTACKS = {
    **for_points.ATTACKS,
    **for_secrets.ATTACKS,
    **for_probes.ATTACKS,
    **for_harm.ATTACKS,
    **for_bounds.ATTACKS,
    **for_places.ATTACKS,
    **by_form.ATTACKS,
}
# Of a kind with others, or slow: only in the long run, as those that are marked so.
LATER = {
    *("patches the runner", "patches the codec", "hides its source", "prints a result"),
    *("rewrites the text", "returns its arguments", "stops the clock", "empty"),
    *("makes a hard link", "sends", "connects by name", "runs a shell"),
    *("walks the disk", "opens by handle", "looks next door", "inherits files"),
    *("loops", "loops and swallows", "sleeps", "exits politely", "a thread stays"),
    *("overflows the stack", "kills everybody", "aims a signal", "speaks at length"),
    *("returns a huge view", "returns a huge number", "reads input", "shell line"),
    *[name for name in for_probes.ATTACKS if name not in ("tells in an exception",)],
    *[name for name in for_bounds.ATTACKS if name not in for_bounds.EVERY_DAY],
    *for_places.ATTACKS,
    *("exits in a cell", "raises the unspeakable", "crashes", "returns an endless one"),
}
QUICK = {n: one for n, one in ATTACKS.items() if not one.long and n not in LATER}
RIGHT = Attack("control: all right", right=True, whole=True, honest=100.0)
WRONG = Attack("control: all wrong", whole=True)
EVERY = 60


@dataclass
class Room:
    """What there is to be stolen, and how it looked before."""

    course: Course
    clean: Course
    folder: Path
    facts: dict
    listeners: list[socket.socket]

    def visitors(self) -> int:
        """Count those who have connected or sent something."""
        return sum(was_visited(one) for one in self.listeners)


@dataclass
class Outcome:
    """What came of grading the attackers."""

    room: Room
    attacks: dict[str, Attack]
    run: Run
    refused: dict[str, str]
    pages: list[Path]

    @property
    def records(self) -> dict[str, record.Record]:
        """Every record by student."""
        return {one.student: one for one in shelf.records(self.room.course.results)}

    def score(self, student: str) -> float | None:
        """Return what somebody got; None if the file was refused."""
        if student in self.refused:
            return None
        return self.records[student].points


def was_visited(listener: socket.socket) -> bool:
    try:
        if listener.type == socket.SOCK_DGRAM:
            return bool(listener.recv(1))
        listener.accept()[0].close()
    except BlockingIOError:
        return False
    return True


@contextmanager
def furnished(released: Course, folder: Path) -> Iterator[Room]:
    """Put up a course with everything that somebody may want to have."""
    shutil.copytree(released.root, folder / "course")
    course = Course.open(folder / "course")
    canary, token, name = folder / "canary", secrets.token_hex(16), secrets.token_hex(8)
    canary.write_text(f"canary {token}", encoding="utf-8")
    tcp = socket.create_server(("127.0.0.1", 0))
    udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    udp.bind(tcp.getsockname())
    abstract = socket.socket(socket.AF_UNIX)
    abstract.bind(f"\0{name}")
    abstract.listen()
    facts = {
        "canary": canary,
        "token": token,
        **places(course),
        "checkout": CHECKOUT,
        "pid": os.getpid(),
        "port": tcp.getsockname()[1],
        "abstract": name,
        "answers": by_heart(),
    }
    with tcp, udp, abstract:
        for one in (tcp, udp, abstract):
            one.setblocking(False)
        yield Room(course, released, folder, facts, [tcp, udp, abstract])


def places(course: Course) -> dict[str, Path]:
    """Return the paths of a course that an attacker may know."""
    return {
        "secret": course.root / "secret",
        "gradebook": course.root / "gradebook.db",
        "solution": course.source / NAME / f"{NAME}.ipynb",
        "other": course.submitted / student_id(0, "control") / NAME / f"{NAME}.ipynb",
        "course": course.root,
        "submitted": course.submitted,
    }


def by_heart() -> dict:
    """Return the right answers to what the check at home asks of sigmoid."""
    known = {}

    def sigmoid(Z):
        found = get("02/sigmoid").reference(Z)
        known[np.asarray(Z).tobytes().hex()] = np.asarray(found).tolist()
        return found

    assert evaluate("02/sigmoid", sigmoid).status == "passed"
    return known


def student_id(number: int, name: str) -> str:
    return f"{number:02}-{name.replace(' ', '-')}"


def seated(attacks: dict[str, Attack]) -> dict[str, Attack]:
    """Give everybody a place: controls stand between the attackers, and at the end."""
    row = []
    for number, (name, attack) in enumerate(attacks.items()):
        if number % EVERY == 0:
            row += [("control", RIGHT), ("control-wrong", WRONG)]
        row.append((name, attack))
    row.append(("control", RIGHT))
    return {student_id(place, name): one for place, (name, one) in enumerate(row)}


def grade_all(room: Room, attacks: dict[str, Attack], pointing: bool) -> Outcome:
    """Hand in, collect, grade, and write the pages."""
    course, source = room.course, room.folder / "handed-in"
    released, solved = (
        nbformat.read(stage / NAME / f"{NAME}.ipynb", as_version=4)
        for stage in (course.release, course.source)
    )
    for student, attack in attacks.items():
        path = source / student / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(handed_in(attack, released, solved, room.facts))
    refused = dict(collect(course, source).refused)
    run = grade(course, pointing=pointing)
    return Outcome(room, attacks, run, refused, feedback(course))


@contextmanager
def prepared(monkeypatch: pytest.MonkeyPatch, room: Room, level: str) -> Iterator[None]:
    """Grade at a level, in little time, and with temporary files where we can look."""
    place = room.folder / "temporary"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    monkeypatch.setattr(examine, "SECONDS_PER_CALL", SECONDS)
    monkeypatch.setattr(examine, "SECONDS_PER_CELL", SECONDS)
    monkeypatch.setattr(places_said, "SECONDS", SECONDS)
    monkeypatch.setattr(isolation, "CHOICE", isolation.Choice(level))
    monkeypatch.setenv("COURSE_TOKEN", room.facts["token"])
    yield
    warm.end_those_without_library()


def graded(
    released: Course, folder: Path, level: str, attacks: dict, pointing: bool = True
) -> Iterator:
    """Grade attacks at a level that this machine has."""
    if sys.platform != "linux":
        pytest.skip("needs Linux")
    if not isolation.tried(level) or level in isolation.failures():
        pytest.skip(f"{level}: {isolation.failures()[level]}")
    with furnished(released, folder) as room:
        before = hash_of(room.facts["solution"]), room.facts["secret"].read_bytes()
        # Other tests of this process come between: what is changed ends here.
        with pytest.MonkeyPatch.context() as patch, prepared(patch, room, level):
            outcome = grade_all(room, seated(attacks), pointing)
        after = hash_of(room.facts["solution"]), room.facts["secret"].read_bytes()
        assert before == after
        yield outcome


@pytest.fixture(scope="session")
def quick(released_course, tmp_path_factory):
    """The attacks that are over soon, graded at the strongest level."""
    level = isolation.strongest()
    if level == isolation.PROCESS:
        pytest.skip(str(isolation.failures()))
    folder = tmp_path_factory.mktemp("attacks")
    # What is searched takes its time: those that attack the search are a run apart.
    yield from graded(released_course, folder, level, QUICK, pointing=False)


@pytest.fixture(scope="session")
def searched(released_course, tmp_path_factory):
    """Attacks on the search that are over soon, graded at the strongest level."""
    level = isolation.strongest()
    if level == isolation.PROCESS:
        pytest.skip(str(isolation.failures()))
    some = {name: ATTACKS[name] for name in for_places.EVERY_DAY}
    folder = tmp_path_factory.mktemp("attacks-on-the-search")
    yield from graded(released_course, folder, level, some)


@pytest.fixture(scope="session")
def everything(released_course, tmp_path_factory):
    """All attacks, graded at the strongest level there is."""
    folder = tmp_path_factory.mktemp("all-attacks")
    yield from graded(released_course, folder, isolation.FULL, ATTACKS)


@pytest.fixture(scope="session")
def by_landlock(released_course, tmp_path_factory):
    """All attacks, graded where no namespaces can be had."""
    folder = tmp_path_factory.mktemp("attacks-by-landlock")
    yield from graded(released_course, folder, isolation.LANDLOCK, ATTACKS)
