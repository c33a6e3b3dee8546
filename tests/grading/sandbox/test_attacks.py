"""Code that tries to harm the grader or to gain more than its values are worth."""

import os
import sys

import numpy as np
import pytest

from grading.sandbox.session import Session

pytestmark = pytest.mark.skipif(
    not hasattr(os, "killpg"), reason="needs process groups"
)
linux = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")

# Each defines f(x); a right f doubles. The limit that calling it must hit:
LIMITS = {
    "endless loop": ("def f(x):\n    while True: pass", "time"),
    "loop that swallows everything": (
        "def f(x):\n    while True:\n        try:\n            while True: pass\n"
        "        except: pass",
        "time",
    ),
    "loop that ignores signals": (
        "import signal\nfor n in range(1, 65):\n"
        "    try: signal.signal(n, signal.SIG_IGN)\n    except Exception: pass\n"
        "def f(x):\n    while True: pass",
        "time",
    ),
    "sleep": ("import time\ndef f(x): time.sleep(100)", "time"),
    "wait for input of the socket": (
        "import os\ndef f(x):\n    while os.read(3, 1): pass",
        "time",
    ),
    "exit": ("import os\ndef f(x): os._exit(0)", "crash"),
    "segmentation fault": ("import ctypes\ndef f(x): ctypes.string_at(0)", "crash"),
    "close all descriptors": ("import os\ndef f(x): os.closerange(0, 100)", "crash"),
    "much memory in one array": (
        "import numpy as np\ndef f(x): return np.ones(2**40).sum()",
        "memory",
    ),
    "much memory bit by bit": (
        "import numpy as np\ndef f(x):\n    a = []\n"
        "    while True: a.append(np.ones(10**7))",
        "memory",
    ),
    "huge array": ("import numpy as np\ndef f(x): return np.zeros(10**7)", "output"),
    "huge view": (
        "import numpy as np\ndef f(x): return np.broadcast_to(0.0, (10**6,) * 2)",
        "output",
    ),
    "huge list": ("def f(x): return [0] * 10**6", "output"),
    "huge text": ("def f(x): return 'a' * 10**7", "output"),
    "deep list": (
        "def f(x):\n    for _ in range(10**5): x = [x]\n    return x",
        "malformed",
    ),
    "list of itself": (
        "def f(x):\n    a = []\n    a.append(a)\n    return a",
        "malformed",
    ),
    "announce a huge frame": (
        "import os\ndef f(x): os.write(3, b'\\xff' * 8)",
        "output",
    ),
    "write garbage to the socket": (
        "import os, struct\ndef f(x): os.write(3, struct.pack('<Q', 9) + b'garbage!!')",
        "malformed",
    ),
    "answer with something else": (
        "import sys, gc\n"
        "def f(x):\n"
        "    from _student_process.protocol import Channel\n"
        "    channel, = [o for o in gc.get_objects() if type(o) is Channel]\n"
        "    channel.send([1, 2])",
        "malformed",
    ),
    "answer with another number": (
        "import sys, gc\n"
        "def f(x):\n"
        "    from _student_process.protocol import Channel\n"
        "    channel, = [o for o in gc.get_objects() if type(o) is Channel]\n"
        "    channel.send({'number': 10**6, 'value': 2 * x})",
        "malformed",
    ),
    "ask for a function that is not offered": (
        "import sys, gc\n"
        "def f(x):\n"
        "    from _student_process.protocol import Channel\n"
        "    channel, = [o for o in gc.get_objects() if type(o) is Channel]\n"
        "    channel.send({'course': 'eval', 'args': ('1',), 'options': {}})",
        "malformed",
    ),
    "break the codec": (
        "import _student_process.writer as codec\n"
        "def f(x):\n    codec.Writer.tree = None",
        "crash",
    ),
}


@linux
@pytest.mark.parametrize("source, limit", LIMITS.values(), ids=LIMITS)
def test_an_attack_ends_as_a_limit_and_costs_one_call(library, alive, source, limit):
    seconds = 1.0 if limit == "time" else 60.0
    with Session(library, seconds_per_call=seconds, memory=1 << 30) as session:
        session.run("def g(x): return 2 * x", "right")
        assert session.run(source, "attack").completed
        pid = session.child.pid
        assert session.runner("f").call((2,)).limit == limit
        assert not alive(pid)
        assert session.runner("g").call((2,)).value == 4


IN_CELLS = [
    *("loop that swallows everything", "exit", "much memory bit by bit"),
    *("announce a huge frame", "write garbage to the socket", "close all descriptors"),
]


@linux
@pytest.mark.parametrize("name", IN_CELLS)
def test_an_attack_in_a_cell_costs_this_cell(library, name):
    source, limit = LIMITS[name]
    seconds = 1.0 if limit == "time" else 60.0
    with Session(library, seconds_per_cell=seconds, memory=1 << 30) as session:
        session.run("def g(x): return 2 * x", "right")
        assert session.run(f"{source}\nf(2)", "attack").limit == limit
        assert session.run("def h(x): return 3 * x", "next").completed
        assert session.runner("g").call((2,)).value == 4
        assert session.runner("h").call((2,)).value == 6


def test_an_exception_that_cannot_be_told_is_an_exception(session):
    source = (
        "class Odd(Exception):\n    def __str__(self): raise Odd\ndef f(x): raise Odd"
    )
    session.run(source, "attack")
    assert session.runner("f").call((2,)).raised.type == "Odd"
    assert session.run("f(2)", "cell").raised.type == "Odd"


CHANNEL = (
    "import gc, sys\n"
    "from _student_process.protocol import Channel\n"
    "channel, = [o for o in gc.get_objects() if type(o) is Channel]\n"
    "def request():\n"
    "    frame = sys._getframe()\n"
    "    while 'request' not in frame.f_locals: frame = frame.f_back\n"
    "    return frame.f_locals['request']\n"
)
FORGED = (
    "{'number': request()['number'], 'value': 5, 'raised': None, 'limit': '',"
    " 'arguments': (x,), 'warnings': (), 'printed': '', 'steps': 0}"
)


def test_a_forged_answer_is_worth_what_its_value_is_worth(session):
    session.run("def g(x): return 2 * x", "right")
    session.run(f"{CHANNEL}def f(x): channel.send({FORGED})", "attack")
    assert session.runner("f").call((2,)).value == 5
    # The true answer is still on its way, and belongs to no question.
    assert session.runner("g").call((2,)).limit == "malformed"
    assert session.runner("g").call((2,)).value == 4


FORGED_FIELDS = {
    "a field is missing": "del a['value']",
    "long text": "a['printed'] = 'a' * 2001",
    "no text": "a['printed'] = 5",
    "a warning that is a number": "a['warnings'] = (5,)",
    "many warnings": "a['warnings'] = ('a',) * 21",
    "an unknown limit": "a['limit'] = 'full marks'",
    "negative steps": "a['steps'] = -1",
    "steps of another type": "a['steps'] = True",
    "more arguments than given": "a['arguments'] = (1, 2)",
    "an exception that is a text": "a['raised'] = 'ValueError'",
    "an exception without a line": "a['raised'] = {'type': 'ValueError'}",
    "no dictionary": "a = 5",
}


@pytest.mark.parametrize("change", FORGED_FIELDS.values(), ids=FORGED_FIELDS)
def test_an_answer_with_a_wrong_field_is_malformed(session, change):
    source = f"{CHANNEL}def f(x):\n    a = {FORGED}\n    {change}\n    channel.send(a)"
    session.run(source, "attack")
    assert session.runner("f").call((2,)).limit == "malformed"


def test_a_forged_description_is_not_believed(session):
    patch = (
        "import _student_process.child as child\n"
        "child.Student.describe = lambda *_: {'description': {'name': 'f',"
        " 'parameters': (('x', '__class__', True),), 'source': '', 'stub': False}}\n"
        "def f(x): return 2 * x"
    )
    session.run(patch, "attack")
    assert session.runner("f").describe().parameters is None


PATCHES = {
    "the comparison": "import numpy; numpy.allclose = lambda *a, **k: True",
    "the runner": (
        "import _student_process.child as c\n"
        "class All:\n    def __init__(self, *a): pass\n"
        "    def call(self, *a, **k): return c.Answer(value=True, arguments=a[0])\n"
        "    def describe(self): return c.LocalRunner(print).describe()\n"
        "c.LocalRunner = All"
    ),
    "the codec": (
        "import _student_process.writer as c\n"
        "c.Writer.number = lambda self, value, depth: 7"
    ),
    "the subclass": (
        "import numpy as np\n"
        "class Equal(np.ndarray):\n"
        "    def __eq__(self, other): return True\n"
        "    def __array_function__(self, *a): return True\n"
        "def f(x): return np.zeros(2).view(Equal)"
    ),
}


@pytest.mark.parametrize("patch", PATCHES.values(), ids=PATCHES)
def test_patching_its_own_process_gains_a_wrong_value_only(session, patch):
    session.run("def f(x): return 3 * x", "wrong")
    session.run(patch, "attack")
    answer = session.runner("f").call((2,))
    assert answer.limit or not np.array_equal(answer.value, 4)
    assert type(answer.value) in (int, bool, np.ndarray, type(None))


KILLS = ["os.kill(os.getpid(), 9)", "os.kill(0, 9)", "os.abort()", "os.kill(-1, 9)"]


@linux
@pytest.mark.parametrize("kill", KILLS)
def test_a_process_that_kills_itself_gains_nothing(library, level, kill):
    if level == "process" and "-1" in kill:
        pytest.skip("at this level it would kill the grader")
    with Session(library, level=level) as session:
        session.run("def g(x): return 2 * x", "right")
        session.run(f"import os\ndef f(x): {kill}", "attack")
        answer = session.runner("f").call((2,))
        # The first process of a namespace does not even hear itself.
        assert answer.limit == "crash" or answer.value is None
        assert session.runner("g").call((2,)).value == 4


@linux
def test_what_it_forked_is_gone_with_it(library, alive, ends):
    source = (
        "import ctypes, time\n"
        "def f(x):\n"
        "    pid = ctypes.CDLL(None).fork()\n"
        "    if pid: return pid\n"
        "    while True: time.sleep(1)"
    )
    with Session(library, level="process") as session:
        session.run(source, "attack")
        pid = session.runner("f").call((2,)).value
        assert alive(pid)
    assert ends(pid)


def test_a_thread_that_outlives_its_call_is_no_obstacle(session):
    source = (
        "import threading\n"
        "def loop():\n    while True: pass\n"
        "def f(x):\n    threading.Thread(target=loop, daemon=True).start()\n"
        "    return 2 * x"
    )
    session.run(source, "attack")
    assert session.runner("f").call((2,)).value == 4
    assert session.runner("f").call((3,)).value == 6


def test_a_flood_of_text_is_cut(session):
    source = "import os, sys\ndef f(x):\n    for _ in range(10**4): print('a' * 10**4)"
    session.run(source, "attack")
    assert len(session.runner("f").call((2,)).printed) == 2000


def test_a_flood_of_warnings_is_cut(session):
    source = (
        "import warnings\n"
        "def f(x):\n    for n in range(1000): warnings.warn(f'{n} ' + 'a' * 1000)"
    )
    session.run(source, "attack")
    warned = session.runner("f").call((2,)).warnings
    assert (len(warned), len(warned[0])) == (20, 500)


@linux
def test_a_large_file_cannot_be_written(session):
    source = (
        "import os\n"
        "def f(x):\n"
        "    with open('a', 'wb') as file:\n"
        "        for _ in range(100): file.write(bytes(2**20))"
    )
    session.run(source, "attack")
    answer = session.runner("f").call((2,))
    assert answer.limit == "crash" or answer.raised.type == "OSError"


def test_the_process_has_no_descriptor_but_its_own(library, level):
    source = (
        "import os\n"
        "def is_open(n):\n"
        "    try: os.fstat(n)\n"
        "    except OSError: return False\n"
        "    return True\n"
        "def f(x): return [n for n in range(1000) if is_open(n)]"
    )
    with Session(library, level=level) as session:
        session.run(source, "attack")
        # Three that lead nowhere, and the socket.
        assert session.runner("f").call((2,)).value == [0, 1, 2, 3]


def test_standard_input_and_output_lead_nowhere(session):
    source = (
        "import os\n"
        "def f(x):\n    os.write(1, b'a'); os.write(2, b'b')\n"
        "    return os.read(0, 1) == b''"
    )
    session.run(source, "attack")
    assert session.runner("f").call((2,)).value is True
