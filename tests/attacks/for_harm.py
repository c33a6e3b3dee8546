"""Attacks that want to stop the grader, or to cost it time, space and patience.

One function does the harm; those before and behind it are right, and keep their points.
"""

from .attack import POINTS, TRIED_RIGHT, Attack, wrong

ALL = sum(POINTS[name] for name in TRIED_RIGHT)


def in_one(says: str, body: str, **options: object) -> Attack:
    """Return an attack in one function of a notebook that is right otherwise."""
    writes = {"flatten_images": wrong("flatten_images", body)}
    return Attack(says, writes=writes, right=True, honest=ALL, **options)


SWALLOW = "while True:\n    try:\n        while True: pass\n    except: pass"
DEAF = """\
import signal
for n in range(1, 65):
    try: signal.signal(n, signal.SIG_IGN)
    except (OSError, ValueError): pass
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
while True: pass"""
FORKS = """\
import os, time
for _ in range(50):
    try:
        if os.fork() == 0:
            time.sleep(20)
            os._exit(0)
    except OSError: pass
return 7.5"""
THREADS = """\
import threading, time
for _ in range(5000):
    threading.Thread(target=time.sleep, args=(30,), daemon=True).start()
return 7.5"""
PARENT = """\
import os
if os.getppid() > 1: os.kill(os.getppid(), 9)
os.kill(os.getpid(), 9)"""
GRADER = "import os\nos.kill(@pid@, 9)\nreturn 7.5"
OWNER = """\
import fcntl, os
fcntl.fcntl(3, fcntl.F_SETOWN, @pid@)
fcntl.fcntl(3, fcntl.F_SETSIG, 9)
fcntl.fcntl(3, fcntl.F_SETFL, fcntl.fcntl(3, fcntl.F_GETFL) | os.O_ASYNC)
return 7.5"""
FLOOD = "for _ in range(50): print('a' * 10**6)\nreturn 7.5"
WARNINGS = """\
import warnings
for n in range(3000): warnings.warn('a' * 1000 + str(n))
return 7.5"""
FILES = """\
for n in range(100000):
    try: open(f'f{n}', 'w').write('x' * 10000)
    except OSError: break
return 7.5"""
TEXT = """\
class Odd(Exception):
    def __str__(self): return '<script>alert(1)</script>' + 'a' * 10**7
raise Odd"""
HTML = "raise ValueError('<script>alert(1)</script><img src=x onerror=alert(2)>')"
UNSPEAKABLE = """\
class Odd(BaseException):
    def __str__(self): raise Odd
    __repr__ = __str__
raise Odd"""
NESTED = "x = []\nfor _ in range(10**5): x = [x]\nreturn x"
BOMB = "x = [0]\nfor _ in range(40): x = [x, x]\nreturn x"
PICKLE = """\
import os
class Run:
    def __reduce__(self): return os.system, ('touch /tmp/left-by-an-attack',)
    def __deepcopy__(self, memo): return self
return Run()"""
LATE = """\
import threading, time
def change():
    time.sleep(0.05)
    import numpy
    while True:
        numpy.mean = numpy.sum = numpy.exp = lambda *a, **k: 7.5
threading.Thread(target=change, daemon=True).start()
return 7.5"""
STDIN = "import sys\ninput()\nreturn sys.stdin.read()"
EXIT = "import atexit, os\natexit.register(os.abort)\nraise SystemExit(0)"
ARGUMENTS = """\
for one in args:
    if isinstance(one, np.ndarray): one.setflags(write=True); one[...] = 0
return 7.5"""

ATTACKS = {
    "loops": in_one("loop for ever", "while True: pass"),
    "loops and swallows": in_one("loop, and swallow interrupts", SWALLOW),
    "loops and is deaf": in_one("loop, and ignore all signals", DEAF),
    "sleeps": in_one("sleep for ever", "import time\nwhile True: time.sleep(100)"),
    "exits": in_one("end the process", "import os\nos._exit(0)"),
    "exits politely": in_one("raise SystemExit", EXIT),
    "crashes": in_one("crash the interpreter", "import ctypes\nctypes.string_at(0)"),
    "recurses": in_one("recurse for ever", "return flatten_images(images)"),
    "overflows the stack": in_one(
        "overflow the machine's stack",
        "import sys\nsys.setrecursionlimit(10**9)\nreturn flatten_images(images)",
    ),
    "closes descriptors": in_one("close all files", "import os\nos.closerange(0, 99)"),
    "kills its parent": in_one("kill its parent", PARENT),
    "kills the grader": in_one("kill the grader by its number", GRADER, peer=False),
    "aims a signal": in_one("let the kernel kill the grader", OWNER, peer=False),
    "kills everybody": in_one(
        "kill whatever it may", "import os\nos.kill(-1, 9)", peer=False
    ),
    "forks": in_one("start many processes", FORKS),
    "starts threads": in_one("start many threads", THREADS, long=True),
    "a thread stays": in_one(
        "change numpy later, in a thread", LATE, harms_itself=True
    ),
    "takes memory": in_one(
        "take all memory", "return len(bytearray(8 << 30))", peer=False
    ),
    "takes memory in bits": in_one(
        "take memory bit by bit",
        "a = []\nwhile True: a.append(np.ones(10**7))",
        peer=False,
        long=True,
    ),
    "fills the disk": in_one("fill the disk", FILES, peer=False, long=True),
    "prints": in_one("print 50 MB", FLOOD),
    "warns": in_one("warn 3000 times", WARNINGS),
    "speaks at length": in_one("raise 10 MB of text", TEXT),
    "raises markup": in_one("raise a script for the page", HTML),
    "raises the unspeakable": in_one("raise what has no text", UNSPEAKABLE),
    "returns a deep list": in_one("return 100 000 lists in lists", NESTED),
    "returns a bomb": in_one("return 2^40 numbers in 40 lists", BOMB, peer=False),
    "returns a huge view": in_one(
        "return 10^12 numbers that take no space",
        "return np.broadcast_to(0.0, (10**6, 10**6))",
        peer=False,
    ),
    "returns a huge number": in_one("return 2^10^6", "return 1 << 10**6"),
    "returns an endless one": in_one(
        "return what never ends", "import itertools\nreturn itertools.count()"
    ),
    "returns a program": in_one("return what runs when it is unpacked", PICKLE),
    "reads input": in_one("wait for input", STDIN),
    "changes inputs": in_one("change its arguments", ARGUMENTS),
    "loops in a cell": Attack(
        "loop before everything", "while True: pass", right=True, honest=ALL
    ),
    "exits in a cell": Attack(
        "end the process before everything",
        "import os\nos._exit(0)",
        right=True,
        honest=ALL,
    ),
    "magics": Attack(
        "run shells by magics",
        "%%bash\ntouch /tmp/left-by-an-attack",
        right=True,
        honest=ALL,
    ),
    "shell line": Attack(
        "run a shell by a line",
        "!touch /tmp/left-by-an-attack\n%system touch /tmp/left-by-an-attack",
        right=True,
        honest=ALL,
    ),
}
