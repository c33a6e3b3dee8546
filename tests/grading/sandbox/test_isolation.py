"""Levels of isolation: what each stops, which is chosen, and what is said of it."""

import io
import shutil
import sys

import pytest
from rich.console import Console

from grading import cli, doctor, errors
from grading.errors import SandboxError
from grading.grade import grade
from grading.sandbox import bubblewrap, isolation, landlock, proven, selftest, warm
from grading.sandbox.isolation import FULL, LANDLOCK, PROCESS, Choice, Finding
from grading.sandbox.selftest import NEEDED, TRIED
from grading.sandbox.warm import StartError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")
HELD = [Finding("files", "read a file", held=True)]
LOST = [*HELD, Finding("network", "connect", held=False)]
BROKEN = [Finding("what is needed", "compute", held=False, said="no", needed=True)]


def test_every_attempt_is_stopped_and_what_is_needed_works(level):
    if level == PROCESS:
        pytest.skip("stops next to nothing; the next test is about it")
    findings = isolation.tried(level)
    assert [one for one in findings if not one.held] == []
    left_out = selftest.ONLY_FULL if level == LANDLOCK else ()
    assert len(findings) == len(TRIED) + len(NEEDED) - len(left_out)


def test_the_attempts_succeed_where_nothing_stops_them():
    found = {one.tried: one.held for one in isolation.tried(PROCESS)}
    stopped_anyway = {"call_the_kernel", "see_variables", "use_descriptors"}
    limits = {"take_memory", "write_a_large_file"}
    for name, (_, tried) in TRIED.items():
        if name not in {*stopped_anyway, *limits, *selftest.ONLY_FULL}:
            assert not found[tried], name


def test_bubblewrap_alone_leaves_nothing_open(full, monkeypatch):
    """Where the kernel has no Landlock, what it would add is not missed."""
    real = selftest.write_library

    def write_library(place):
        real(place)
        module = place / "_student_process" / "landlock.py"
        text = module.read_text(encoding="utf-8")
        module.write_text(f"{text}\n\ndef version():\n    return 0\n", "utf-8")

    monkeypatch.setattr(selftest, "write_library", write_library)
    assert [one for one in selftest.self_test(full) if not one.held] == []


@pytest.fixture
def remembered(monkeypatch, tmp_path):
    """Nothing was proven before; what is proven now is kept in a folder of the test."""
    monkeypatch.setattr(proven, "place", lambda: tmp_path / "cache" / "isolation")
    return tmp_path / "cache" / "isolation"


@pytest.fixture
def machine(monkeypatch, remembered):
    """Pretend that the trial of each level comes to something; nothing is known yet."""

    def pretend(**outcomes):
        def tried(level):
            found = outcomes.get(level, "it does not start")
            if isinstance(found, str):
                raise StartError(found)
            return found

        monkeypatch.setattr(isolation, "CHOICE", Choice())
        monkeypatch.setattr(selftest, "self_test", tried)
        monkeypatch.setattr(bubblewrap, "program", lambda: sys.executable)

    return pretend


CHOSEN = {
    "both hold": ({FULL: HELD, LANDLOCK: HELD}, FULL),
    "bubblewrap does not start": ({LANDLOCK: HELD}, LANDLOCK),
    "one thing is possible": ({FULL: LOST, LANDLOCK: HELD}, LANDLOCK),
    "nothing works in there": ({FULL: BROKEN, LANDLOCK: HELD}, LANDLOCK),
    "no level holds": ({FULL: LOST, LANDLOCK: LOST}, PROCESS),
    "no level starts": ({}, PROCESS),
}


@pytest.mark.parametrize(("outcomes", "level"), CHOSEN.values(), ids=CHOSEN)
def test_the_strongest_level_that_holds_is_chosen(machine, outcomes, level):
    machine(**outcomes)
    isolation.allow_process()
    assert isolation.level() == level


def test_without_a_sandbox_nothing_runs_and_the_reasons_are_named(machine):
    machine(full=LOST)
    with pytest.raises(SandboxError) as error:
        isolation.level()
    said = str(error.value)
    assert "full: student code could connect" in said
    assert "landlock: it does not start" in said
    assert "--unsafe-no-sandbox" in said
    with pytest.raises(SandboxError):
        isolation.level()
    isolation.allow_process()
    assert isolation.level() == PROCESS


def test_a_level_is_tried_once(machine, monkeypatch):
    machine(full=HELD)
    assert isolation.level() == FULL
    monkeypatch.setattr(selftest, "self_test", None)
    assert isolation.level() == FULL


def again(monkeypatch):
    """Begin another run, in which no level can be tried."""
    monkeypatch.setattr(isolation, "CHOICE", Choice())
    monkeypatch.setattr(selftest, "self_test", None)


def test_what_was_proven_is_not_tried_in_the_next_run(machine, monkeypatch, remembered):
    machine(full=HELD)
    assert isolation.level() == FULL
    assert remembered.stat().st_mode & 0o777 == 0o600
    assert remembered.parent.stat().st_mode & 0o777 == 0o700
    again(monkeypatch)
    assert isolation.level() == FULL


CHANGES = {
    "the program": lambda patch: patch.setattr(
        "grading.found.provenance.installed", lambda: "another"
    ),
    "the kernel": lambda patch: patch.setattr(
        proven.os, "uname", lambda: ("Linux", "host", "7.0", "#1", "x86_64")
    ),
    "bubblewrap": lambda patch: patch.setattr(bubblewrap, "program", lambda: "/bin/ls"),
    "a setting of the kernel": lambda patch: patch.setattr(
        proven, "setting", lambda path: "another"
    ),
    "who may write to it": lambda patch: proven.place().chmod(0o666),
    "the namespaces": lambda patch: patch.setattr(
        proven.os, "readlink", lambda name: f"{name}:[1]"
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_after_a_change_a_level_is_tried_again(machine, monkeypatch, change):
    machine(full=HELD)
    assert isolation.level() == FULL
    machine(full=LOST, landlock=HELD)
    with monkeypatch.context() as patch:
        change(patch)
        assert isolation.level() == LANDLOCK


def test_what_no_longer_holds_when_it_is_tried_is_forgotten(machine, remembered):
    machine(full=HELD)
    assert isolation.level() == FULL
    machine(full=LOST, landlock=HELD)
    assert isolation.strongest() == LANDLOCK
    assert not remembered.exists()


@pytest.fixture
def library(tiny_library, tmp_path):
    """The modules of a notebook, to be changed."""
    place = tmp_path / "07"
    shutil.copytree(tiny_library / "07", place, symlinks=True)
    yield place
    shutil.rmtree(place)
    warm.end_those_without_library()


def test_three_walls_are_tried_in_every_run(level, library):
    if level == PROCESS:
        pytest.skip("it has no walls; the next test is about what is said then")
    found = selftest.short_test(library, level)
    assert [one.held for one in found] == [True] * len(selftest.IN_EVERY_RUN)


def test_a_wall_that_has_gone_stops_the_run_and_is_forgotten(
    machine, remembered, library
):
    if not landlock.version():
        pytest.skip("it takes away what Landlock does, and this kernel has none")
    machine(full=HELD)
    assert isolation.level() == FULL and remembered.exists()
    isolation.use(LANDLOCK)
    module = library / "_student_process" / "confinement.py"
    text = module.read_text(encoding="utf-8")
    gone = "def gone(*_):\n    pass\n\n\nConfinement.enter = gone\n"
    module.write_text(f"{text}\n\n{gone}", "utf-8")
    with pytest.raises(SandboxError) as error:
        isolation.refuse_opened(library)
    for name in selftest.IN_EVERY_RUN:
        assert TRIED[name][1] in str(error.value)
    assert not remembered.exists()


def test_where_nothing_can_be_kept_a_level_is_tried(machine, monkeypatch):
    def homeless():
        raise RuntimeError("Could not determine home directory.")

    machine(full=HELD)
    monkeypatch.setattr(proven, "place", homeless)
    assert isolation.level() == FULL


def test_only_the_strongest_level_is_remembered(machine, remembered):
    machine(landlock=HELD)
    assert isolation.level() == LANDLOCK
    assert not remembered.exists()


@pytest.mark.parametrize("level", isolation.LEVELS)
def test_a_level_can_be_taken_over_without_a_trial(machine, monkeypatch, level):
    machine()
    monkeypatch.setattr(selftest, "self_test", None)
    isolation.use(level)
    assert isolation.level() == level


def test_a_missing_bubblewrap_is_named(machine, monkeypatch):
    machine(full=HELD, landlock=HELD)
    monkeypatch.setattr(bubblewrap, "program", lambda: "")
    assert isolation.level() == LANDLOCK
    assert isolation.failures() == {FULL: errors.NO_BUBBLEWRAP}


def test_other_systems_have_only_processes(machine, monkeypatch):
    machine(full=HELD, landlock=HELD)
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(SandboxError, match="only Linux has it"):
        isolation.level()


def diagnosed():
    """Return what doctor says, and its exit code."""
    shown = Console(record=True, width=100, file=io.StringIO())
    code = doctor.doctor(shown)
    return shown.export_text(), code


DIAGNOSES = {
    "all holds": ({FULL: HELD}, 0, ["Isolation: full", "✓ stopped", "every layer"]),
    "no bubblewrap": (
        {LANDLOCK: HELD},
        1,
        ["Isolation: landlock", "full does not hold: it does not start."],
    ),
    "one thing is possible": (
        {FULL: LOST, LANDLOCK: LOST, PROCESS: LOST},
        1,
        ["Isolation: process", "✗ not stopped", "--unsafe-no-sandbox", "Linux 5.13"],
    ),
    "numpy does not work": (
        {FULL: BROKEN, LANDLOCK: HELD},
        1,
        ["full does not hold: student code could not compute (no)."],
    ),
}


@pytest.mark.parametrize(
    ("outcomes", "code", "said"), DIAGNOSES.values(), ids=DIAGNOSES
)
def test_doctor_says_what_holds_and_what_to_do(machine, outcomes, code, said):
    machine(**outcomes)
    text, returned = diagnosed()
    assert returned == code
    for words in said:
        assert words in text


def test_doctor_names_what_to_install(machine, monkeypatch):
    machine(landlock=HELD)
    monkeypatch.setattr(bubblewrap, "program", lambda: "")
    text, _ = diagnosed()
    assert "no bubblewrap" in text
    assert "apt install bubblewrap" in text


def test_grade_refuses_without_a_sandbox_and_records_what_it_did_without(
    capsys, machine, room
):
    machine()
    room.hand_in("ada", half="def half(x):\n    return x / 2")
    words = ["grade", "--course", str(room.course.root), "--jobs", "1"]
    assert cli.main(words) == 1
    said = capsys.readouterr().err
    assert said.startswith("error: nothing was graded: student code cannot be kept")
    assert said.count("\n") == 1
    assert not list(room.course.results.rglob("*.json"))
    assert cli.main([*words, "--unsafe-no-sandbox"]) == 0
    assert "it runs with your rights" in capsys.readouterr().err
    assert room.record("ada").isolation == PROCESS
    assert room.record("ada").points == 5


def test_every_record_names_the_level_that_held(room):
    room.hand_in("ada", half="def half(x):\n    return x / 2")
    grade(room.course)
    assert room.record("ada").isolation == isolation.level()


def test_demo_and_doctor_are_commands_that_know_of_it(capsys, machine, tmp_path):
    machine()
    assert cli.main(["demo", str(tmp_path / "demo")]) == 1
    assert "--unsafe-no-sandbox" in capsys.readouterr().err
    assert not (tmp_path / "demo").exists()
    assert cli.main(["doctor"]) == 1
    assert "Isolation: process" in capsys.readouterr().out
