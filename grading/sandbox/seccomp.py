"""The system calls that student code may make: those of a table, and no others.

The filter is a program that the kernel runs at each call, and that nothing takes away
again. A call that only starts a thread is let through, one that starts a process is
not; what names a process may name this one alone. This file stands alone, because it is
copied beside the library.
"""

import ctypes
import errno
import os
import struct
from collections.abc import Iterator, Sequence

from .landlock import libc
from .syscalls import ALLOWED, MACHINES, REFUSED, WATCHED, numbers

PR_SET_NO_NEW_PRIVS = 38
PR_SET_SECCOMP = 22
SECCOMP_MODE_FILTER = 2

# Of linux/audit.h, in the order of MACHINES.
ARCHITECTURES = dict(zip(MACHINES, (0xC000003E, 0xC00000B7), strict=True))
# On x86-64, numbers from here on call the same kernel in another way.
X32 = 0x40000000

# Of linux/bpf_common.h and linux/seccomp.h.
LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
ALLOW, KILL, ERROR = 0x7FFF0000, 0x80000000, 0x00050000
NUMBER_AT, ARCHITECTURE_AT, ARGUMENTS_AT = 0, 4, 16

CLONE_THREAD = 0x00010000
# The flags of clone that make namespaces.
CLONE_NEW = 0x7E020000

# F_DUPFD to F_SETLKW, F_DUPFD_CLOEXEC: not the owner or the signal of a descriptor.
FCNTL = (*range(8), 1030)
# TCGETS, TIOCGWINSZ, FIONREAD, FIONBIO, FIONCLEX, FIOCLEX.
IOCTL = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)

Instruction = tuple[int, int, int, int]


class SeccompError(OSError):
    """The filter could not be put in place."""


def forbid(pid: int) -> None:
    """Let this process make no other system calls from now on.

    Parameters
    ----------
    pid : int
        The number of this process, as it sees it itself.

    Raises
    ------
    SeccompError
        If the kernel or the machine has no such filter.
    """
    machine = os.uname().machine
    if machine not in MACHINES:
        raise SeccompError(errno.ENOSYS, f"no table of system calls for {machine}")
    code = b"".join(struct.pack("=HBBI", *one) for one in program(machine, pid))
    buffer = ctypes.create_string_buffer(code)
    # struct sock_fprog: a length, and a pointer behind the padding.
    head = struct.pack("@HP", len(code) // 8, ctypes.addressof(buffer))
    control(PR_SET_NO_NEW_PRIVS, 1)
    control(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.create_string_buffer(head))


def control(option: int, first: int, second: object = 0) -> None:
    """Call prctl."""
    second = ctypes.c_ulong(second) if isinstance(second, int) else second
    zero = ctypes.c_ulong(0)
    if libc().prctl(option, ctypes.c_ulong(first), second, zero, zero) != 0:
        number = ctypes.get_errno()
        raise SeccompError(number, f"prctl {option}: {os.strerror(number)}")


def program(machine: str, pid: int) -> list[Instruction]:
    """Return the filter.

    Parameters
    ----------
    machine : str
        One of `MACHINES`.
    pid : int
        The only process that may be named.

    Returns
    -------
    list of (int, int, int, int)
        Operation, how far to jump if true and if false, and the operand.
    """
    lines = [
        (LOAD, 0, 0, ARCHITECTURE_AT),
        (EQUAL, 1, 0, ARCHITECTURES[machine]),
        (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, NUMBER_AT),
        (AT_LEAST, 0, 1, X32),
        (RETURN, 0, 0, KILL),
    ]
    for table in ALLOWED:
        for number in numbers(table, machine).values():
            lines += on(number, [(RETURN, 0, 0, ALLOW)])
    watched = numbers(WATCHED, machine)
    for name, check in checks(pid).items():
        lines += on(watched[name], check)
    for number in numbers(REFUSED, machine).values():
        lines += on(number, [(RETURN, 0, 0, ERROR | errno.EPERM)])
    return [*lines, (RETURN, 0, 0, ERROR | errno.ENOSYS)]


def on(number: int, then: Sequence[Instruction]) -> Iterator[Instruction]:
    """Yield what is done at one system call, and skipped at all others."""
    yield EQUAL, 0, len(then), number
    yield from then


def checks(pid: int) -> dict[str, list[Instruction]]:
    """Return what is asked of the arguments of calls that are allowed in part."""
    return {
        "clone": only_threads(),
        "fcntl": one_of(1, FCNTL),
        "ioctl": one_of(1, IOCTL),
        "kill": one_of(0, (pid,)),
        "prlimit64": one_of(0, (0, pid)),
        "sched_setaffinity": one_of(0, (0, pid)),
        "setrlimit": [(RETURN, 0, 0, ALLOW)],
        "tgkill": one_of(0, (pid,)),
    }


def one_of(argument: int, values: Sequence[int]) -> list[Instruction]:
    """Allow a call for some values of one of its arguments.

    The kernel takes these arguments as 32 bits: there are no others to look at.
    """
    lines = [(LOAD, 0, 0, ARGUMENTS_AT + 8 * argument)]
    for value in values:
        lines += on(value, [(RETURN, 0, 0, ALLOW)])
    return [*lines, (RETURN, 0, 0, ERROR | errno.EPERM)]


def only_threads() -> list[Instruction]:
    """Allow clone where it starts a thread and nothing else."""
    return [
        (LOAD, 0, 0, ARGUMENTS_AT),
        (ANY_BIT, 1, 0, CLONE_NEW),
        (ANY_BIT, 1, 0, CLONE_THREAD),
        (RETURN, 0, 0, ERROR | errno.EPERM),
        (RETURN, 0, 0, ALLOW),
    ]
