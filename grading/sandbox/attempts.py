"""What student code must not be able to do, tried: it runs as a cell in a sandbox.

Every function returns True if it got what it wanted, and is given facts about what
there is to be had. It stands alone, because it is sent to where student code runs.
"""

import contextlib
import ctypes
import os
import socket
import struct
import subprocess
import sys
import threading

import numpy as np


def read_a_file(facts: dict) -> bool:
    """Read a file that belongs to the grader."""
    with open(facts["file"]) as file:
        return bool(file.read())


def write_a_file(facts: dict) -> bool:
    """Write a file where the grader could find it."""
    with open(os.path.join(facts["folder"], "written"), "w") as file:
        file.write("x")
    return True


def read_the_course(facts: dict) -> bool:
    """Read the program that grades."""
    with open(facts["course"]) as file:
        return bool(file.read())


def write_the_library(facts: dict) -> bool:
    """Change what other submissions import."""
    with open(os.path.join(sys.path[0], "written.py"), "w") as file:
        file.write("x = 1")
    return True


def read_settings(facts: dict) -> bool:
    """Read a file that every Linux machine has."""
    with open("/etc/passwd") as file:
        return bool(file.read())


def connect(facts: dict) -> bool:
    """Connect to a program that listens on this machine, without asking Python."""
    libc = ctypes.CDLL(None, use_errno=True)
    end = libc.socket(socket.AF_INET, socket.SOCK_STREAM, 0)
    family = struct.pack("=H", socket.AF_INET)
    address = struct.pack("!H4s8x", facts["port"], socket.inet_aton("127.0.0.1"))
    return libc.connect(end, family + address, 16) == 0


def see_the_grader(facts: dict) -> bool:
    """Read what the kernel tells of the grader."""
    with open(f"/proc/{facts['pid']}/maps") as file:
        return bool(file.read())


def signal_the_grader(facts: dict) -> bool:
    """Ask whether a signal would be delivered; none is sent."""
    os.kill(facts["pid"], 0)
    return True


def start_a_process(facts: dict) -> bool:
    """Fork."""
    if os.fork() == 0:
        os._exit(0)
    return True


def start_a_program(facts: dict) -> bool:
    """Run the interpreter once more."""
    subprocess.run([sys.executable, "-c", ""], check=True)
    return True


def call_the_kernel(facts: dict) -> bool:
    """Make each system call that is refused, with arguments that do no harm."""
    call = ctypes.CDLL(None, use_errno=True).syscall
    for name, number in facts["calls"].items():
        ctypes.set_errno(0)
        if call(ctypes.c_long(number), *[ctypes.c_long(-1)] * 6) != -1:
            return True
        # EPERM: nobody has looked at the arguments.
        if ctypes.get_errno() != 1:
            raise OSError(ctypes.get_errno(), name)
    return not facts["calls"]


def see_variables(facts: dict) -> bool:
    """Find a variable of the grader that student code does not need."""
    needed = ("HOME", "LANG", "LC_CTYPE", "PWD", "TMPDIR", "LD_LIBRARY_PATH")
    seen = {name for name in os.environ if not name.endswith("_NUM_THREADS")}
    return bool(seen - {*needed, "MPLBACKEND", "MPLCONFIGDIR"} & {*facts["names"]})


def use_descriptors(facts: dict) -> bool:
    """Find an open descriptor beyond those of Python and the own socket."""
    for descriptor in range(4, 256):
        try:
            os.fstat(descriptor)
        except OSError:
            continue
        return True
    return False


def take_memory(facts: dict) -> bool:
    """Take as much memory as the limit, on top of what is there."""
    return bytearray(facts["memory"]) is not None


def write_a_large_file(facts: dict) -> bool:
    """Make a file larger than the limit."""
    with open("large", "wb") as file:
        os.truncate(file.fileno(), facts["size"] + 1)
    return True


def fill_the_space(facts: dict) -> bool:
    """Fill a little more than the private space with several files."""
    for number in range(3):
        with open(f"part{number}", "wb") as file:
            os.posix_fallocate(file.fileno(), 0, facts["space"] // 3 + 4096)
    return True


def leave_a_file(facts: dict) -> bool:
    """Write where the next submission could read it: in a folder that was emptied."""
    left = []
    for place in facts["emptied"]:
        with contextlib.suppress(OSError), open(os.path.join(place, "left"), "x"):
            left.append(place)
    return bool(left)


def compute(facts: dict) -> bool:
    """Solve a system of equations, and draw random numbers."""
    A = np.random.default_rng(1).normal(size=(20, 20))
    return bool(np.allclose(np.linalg.solve(A, A @ np.ones(20)), 1))


def use_threads(facts: dict) -> bool:
    """Let a thread do something."""
    done = []
    thread = threading.Thread(target=done.append, args=(1,))
    thread.start()
    thread.join()
    return done == [1]


def keep_a_file(facts: dict) -> bool:
    """Write a file in the current folder, and read it again."""
    with open("kept", "w") as file:
        file.write("kept")
    with open("kept") as file:
        return file.read() == "kept"
