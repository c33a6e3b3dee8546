"""The filter of system calls, run here as the kernel runs it, for every machine."""

import errno
import os
import re
import sys
from pathlib import Path

import pytest

from grading.sandbox import seccomp, syscalls
from grading.sandbox.seccomp import ALLOW, ARCHITECTURES, ERROR, KILL
from grading.sandbox.syscalls import ALLOWED, MACHINES, REFUSED, WATCHED, numbers
from tests.cases import every_case

PID = 7
REFUSE = ERROR | errno.EPERM
UNKNOWN = ERROR | errno.ENOSYS
TABLES = {"allowed": "\n".join(ALLOWED), "watched": WATCHED, "refused": REFUSED}


def verdict(machine, number, *arguments, architecture=None):
    """Run the filter on one system call."""
    data = {
        seccomp.NUMBER_AT: number,
        seccomp.ARCHITECTURE_AT: architecture or ARCHITECTURES[machine],
    }
    for position in range(6):
        value = arguments[position] if position < len(arguments) else 0
        data[seccomp.ARGUMENTS_AT + 8 * position] = value & 0xFFFFFFFF
    lines, here, held = seccomp.program(machine, PID), 0, 0
    while True:
        code, true, false, operand = lines[here]
        here += 1
        if code == seccomp.RETURN:
            return operand
        if code == seccomp.LOAD:
            held = data[operand]
            continue
        holds = {
            seccomp.EQUAL: held == operand,
            seccomp.AT_LEAST: held >= operand,
            seccomp.ANY_BIT: bool(held & operand),
        }[code]
        here += true if holds else false


@pytest.fixture(params=MACHINES)
def machine(request):
    return request.param


def test_what_is_allowed_is_allowed_and_what_is_refused_refused(machine):
    for table in ALLOWED:
        for name, number in numbers(table, machine).items():
            assert verdict(machine, number) == ALLOW, name
    for name, number in numbers(REFUSED, machine).items():
        assert verdict(machine, number) == REFUSE, name


def test_what_stands_in_no_table_does_not_exist(machine):
    known = {n for table in TABLES.values() for n in numbers(table, machine).values()}
    for number in set(range(600)) - known:
        assert verdict(machine, number) == UNKNOWN


def test_no_number_stands_in_two_tables(machine):
    found = [n for table in TABLES.values() for n in numbers(table, machine).values()]
    assert len(found) == len(set(found))


def test_another_architecture_is_killed(machine):
    other = ARCHITECTURES[MACHINES[1 - MACHINES.index(machine)]]
    assert verdict(machine, 0, architecture=other) == KILL
    assert verdict(machine, seccomp.X32 + 1) == KILL


# Flags of a thread as glibc and musl start it, of fork, and of new namespaces.
CLONES = {
    "thread": (0x3D0F00, ALLOW),
    "thread of musl": (0x7D0F00, ALLOW),
    "fork": (0x1200011, REFUSE),
    "vfork": (0x4111, REFUSE),
    "new users": (0x10000011, REFUSE),
    "thread in a new namespace": (0x10000000 | 0x3D0F00, REFUSE),
}


@pytest.mark.parametrize(("flags", "expected"), CLONES.values(), ids=CLONES)
def test_only_threads_can_be_started(machine, flags, expected):
    assert verdict(machine, numbers(WATCHED, machine)["clone"], flags) == expected


ARGUMENTS = {
    "signal to itself": ("kill", (PID, 9), ALLOW),
    "signal to another": ("kill", (8, 9), REFUSE),
    "signal to all": ("kill", (-1, 9), REFUSE),
    "signal to the group": ("kill", (0, 9), REFUSE),
    "signal to a thread of another": ("tgkill", (8, 8, 9), REFUSE),
    "flags of a descriptor": ("fcntl", (3, 4, 0), ALLOW),
    "signals of a descriptor": ("fcntl", (3, 8, 5), REFUSE),
    "which signal": ("fcntl", (3, 10, 9), REFUSE),
    "is it a terminal": ("ioctl", (1, 0x5401), ALLOW),
    "type into the terminal": ("ioctl", (0, 0x5412), REFUSE),
    "own limits": ("prlimit64", (0, 7), ALLOW),
    "limits of another": ("prlimit64", (8, 7), REFUSE),
}


@every_case("name, arguments, expected", ARGUMENTS.values(), ids=ARGUMENTS)
def test_a_call_that_names_a_process_may_name_this_one(
    machine, name, arguments, expected
):
    number = numbers(WATCHED, machine)[name]
    assert verdict(machine, number, *arguments) == expected


def test_jumps_fit_into_their_byte_and_lines_into_the_kernels_limit(machine):
    lines = seccomp.program(machine, PID)
    assert len(lines) <= 4096
    assert lines[-1][0] == seccomp.RETURN
    for here, (_, true, false, _) in enumerate(lines[:-1]):
        assert max(true, false) < 256
        assert here + 1 + max(true, false) < len(lines)


HEADERS = {
    "x86_64": Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
    "aarch64": Path("/usr/include/asm-generic/unistd.h"),
}
DEFINED = re.compile(r"#define __NR(?:3264)?_(\w+)\s+(\d+)$", re.M)
# The generic header names it by its older name.
OTHERWISE = {"newfstatat": "fstatat"}


def test_numbers_are_those_of_the_kernels_headers(machine):
    if not HEADERS[machine].exists():
        pytest.skip(f"no {HEADERS[machine]} here")
    defined = dict(DEFINED.findall(HEADERS[machine].read_text(encoding="utf-8")))
    for table in TABLES.values():
        for name, number in numbers(table, machine).items():
            known = defined.get(name) or defined[OTHERWISE[name]]
            assert int(known) == number, name


def test_every_name_has_a_number_on_x86():
    for table in TABLES.values():
        names = re.findall(r"[a-z]\w*", table)
        assert sorted(names) == sorted(numbers(table, "x86_64"))


@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")
def test_an_unknown_machine_has_no_filter(monkeypatch):
    known = os.uname()
    other = type(known)((*known[:4], "riscv64"))
    monkeypatch.setattr(os, "uname", lambda: other)
    with pytest.raises(seccomp.SeccompError, match="no table of system calls for ris"):
        seccomp.forbid(PID)


def test_the_tables_are_read_by_column():
    assert syscalls.numbers("a 1 2 | b 3 -\nc 4 5", "x86_64") == {
        "a": 1,
        "b": 3,
        "c": 4,
    }
    assert syscalls.numbers("a 1 2 | b 3 -\nc 4 5", "aarch64") == {"a": 2, "c": 5}
