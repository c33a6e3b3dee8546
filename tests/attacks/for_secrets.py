"""Attacks that want to read what they should not, or to tell somebody."""

from .attack import FOUND, LEFT, Attack

TELL = f"def tell(what): raise RuntimeError('{FOUND} ' + str(what)[:100])\n"


def reads(*lines: str) -> str:
    """Return a cell that tries something and tells what it got."""
    inside = "\n".join(f"    {line}" for line in "\n".join(lines).split("\n"))
    return f"{TELL}try:\n{inside}\nexcept OSError: pass"


READ_PATHS = reads(
    "got = []",
    "for path in ('@canary@', '@secret@', '@gradebook@', '@solution@', '@other@'):",
    "    try: got.append(open(path, 'rb').read()[:20])",
    "    except OSError: pass",
    "if got: tell(got)",
)
WALK = reads(
    "import os",
    "got = []",
    "roots = ['/', '/tmp', '/home', '/root', '/work', '@course@', '..', '../../..']",
    "for root in roots:",
    "    for folder, folders, files in os.walk(root):",
    "        if folder.count('/') > 8: folders.clear()",
    "        mine = [f for f in files if f.endswith(('.ipynb', '.db', 'secret'))]",
    "        got += [os.path.join(folder, f) for f in mine]",
    "        if len(got) > 3 or folder.startswith(('/proc', '/sys')): break",
    "if got: tell(got)",
)
RUN_SOLUTION = """\
import json
try:
    cells = json.load(open('@solution@'))["cells"]
except OSError:
    cells = []
for one in cells:
    if one["cell_type"] == "code" and "def " in "".join(one["source"]):
        try: exec("".join(one["source"]))
        except Exception: pass
"""
# Its own functions are defined before these: take them back in the last moment.
TAKE_BACK = "from builtins import *\n"

LINK = reads(
    "import os",
    "os.symlink('@secret@', 'innocent')",
    "tell(open('innocent').read())",
)
HARD_LINK = reads(
    "import os",
    "os.link('@canary@', 'innocent')",
    "tell(open('innocent').read())",
)
PROC = reads(
    "import os",
    "for pid in ['@pid@', str(os.getppid()), '1', 'self']:",
    "    for name in ('environ', 'maps', 'cmdline', 'mem'):",
    "        try:",
    "            with open(f'/proc/{pid}/{name}', 'rb') as f: got = f.read(64)",
    "        except (OSError, ValueError): continue",
    "        if got: tell((pid, name, got))",
)
MEMORY = reads(
    "import ctypes",
    "libc = ctypes.CDLL(None, use_errno=True)",
    "buffer = ctypes.create_string_buffer(16)",
    "if libc.ptrace(16, @pid@, 0, 0) == 0:",
    "    libc.ptrace(17, @pid@, 0, 0)",
    "    tell('attached')",
)
ENVIRONMENT = reads(
    "import os",
    "known = ('NUM_THREADS', 'HOME', 'TMPDIR', 'MPL', 'LANG', 'LC_', 'PWD', 'LD_LIB')",
    "got = [k for k in os.environ if not any(one in k for one in known)]",
    "if got: tell(got)",
)
DESCRIPTORS = reads(
    "import os",
    "for n in range(4, 200):",
    "    try:",
    "        os.lseek(n, 0, 0)",
    "        got = os.read(n, 50)",
    "    except OSError: continue",
    "    if got: tell((n, got))",
)
NETWORK = reads(
    "import socket",
    "with socket.create_connection(('127.0.0.1', @port@), timeout=2) as s:",
    "    s.sendall(b'hello')",
    "tell('connected')",
)
DATAGRAM = reads(
    "import socket",
    "s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
    "s.sendto(b'hello', ('127.0.0.1', @port@))",
    "tell('sent')",
)
ABSTRACT = reads(
    "import socket",
    "s = socket.socket(socket.AF_UNIX)",
    "s.connect('\\0@abstract@')",
    "tell('connected')",
)
PROGRAM = reads(
    "import subprocess",
    "got = subprocess.run(['/bin/cat', '@canary@'], capture_output=True).stdout",
    "if got: tell(got)",
)
SPAWN = reads(
    "import os",
    "got = os.popen('cat @canary@').read()",
    "if got: tell(got)",
)
HANDLES = reads(
    "import ctypes, os",
    "libc = ctypes.CDLL(None)",
    "fd = libc.syscall(304, -100, b'@canary@', 0)",
    "if fd >= 0: tell(os.read(fd, 50))",
)
NEIGHBOUR = reads(
    "import os, glob",
    "got = glob.glob('/tmp/**/*.ipynb', recursive=True)",
    f"got += glob.glob('/tmp/**/*{LEFT}*', recursive=True)",
    "got += glob.glob('@course@/submitted/*')",
    "if got: tell(got)",
)
LEAVE = f"""\
import os, sys, tempfile
places = ['/tmp', '.', '..', '../..', os.path.expanduser('~'), '@course@', '/dev/shm',
          '@submitted@', tempfile.gettempdir(), '/var/tmp', *sys.path]
for place in places:
    try:
        with open(os.path.join(place, '{LEFT}'), 'w') as file: file.write('right')
    except OSError: pass
try:
    with open(np.__file__, 'a') as file: file.write('\\n')
except (OSError, NameError): pass
"""
GRADEBOOK = """\
import sqlite3
try:
    book = sqlite3.connect('@gradebook@')
    book.execute("update grade set manual_score = 99")
    book.commit()
except (sqlite3.Error, ImportError): pass
"""
RECORDS = """\
import glob
for path in glob.glob('@course@/results/*/*.json') + ['@gradebook@', '@solution@']:
    try:
        text = open(path).read().replace('"points": 0.0', '"points": 25.0')
        open(path, 'w').write(text)
    except (OSError, UnicodeDecodeError): pass
"""

ATTACKS = {
    "reads by path": Attack("read files whose paths it knows", READ_PATHS),
    "walks the disk": Attack("look for notebooks and secrets", WALK),
    "runs the solution": Attack(
        "run the cells of the author's notebook",
        RUN_SOLUTION,
        writes=dict.fromkeys(
            ("sigmoid", "compute_cost", "propagate", "accuracy"), "pass"
        ),
    ),
    "makes a link": Attack("read through a link", LINK),
    "makes a hard link": Attack("read through a hard link", HARD_LINK),
    "reads processes": Attack("read memory and variables of processes", PROC),
    # Without a sandbox it succeeds, and stops the program that it is aimed at.
    "traces the grader": Attack("attach to the grader", MEMORY, peer=False),
    "reads variables": Attack("find a secret in the environment", ENVIRONMENT),
    "inherits files": Attack("read descriptors that were left open", DESCRIPTORS),
    "connects": Attack("connect to a program", NETWORK),
    "sends": Attack("send a datagram", DATAGRAM),
    "connects by name": Attack("connect to an abstract socket", ABSTRACT),
    "runs a program": Attack("let a program read", PROGRAM),
    "runs a shell": Attack("let a shell read", SPAWN),
    "opens by handle": Attack("open a file past its path", HANDLES),
    "looks next door": Attack("read other submissions", NEIGHBOUR),
    # Without a sandbox it leaves them all over the machine.
    "leaves files": Attack("leave files for the next student", LEAVE, peer=False),
    "writes the gradebook": Attack("write points into the gradebook", GRADEBOOK),
    "writes the records": Attack("write points into the records", RECORDS),
}
