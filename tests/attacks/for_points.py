"""Attacks that want points for wrong functions."""

from .attack import NUMBER, PARAMETERS, Attack, wrong

FRAMES = """\
import sys
frame, seen = sys._getframe(), []
while frame is not None:
    seen += [frame.f_locals, frame.f_globals]
    frame = frame.f_back
for scope in seen:
    for name in ("expected", "reference", "want", "wanted", "probe", "exercise"):
        if name in scope:
            other = scope[name]
            if callable(other): return other(*args)
            if callable(getattr(other, "reference", None)):
                return other.reference(*args)
            if name != "probe": return other
return 7.5"""

COLLECTOR = """\
import gc
for one in gc.get_objects():
    if type(one).__name__ == "Exercise":
        known = object.__getattribute__(one, "__dict__")
        if known.get("id") == f"02/{sys._getframe().f_code.co_name}":
            return known["reference"](*args)
return 7.5"""

PROTOCOL = """\
import gc, sys
from _student_process.protocol import Channel
channel = [one for one in gc.get_objects() if type(one) is Channel][0]
frame = sys._getframe()
while "request" not in frame.f_locals: frame = frame.f_back
number = frame.f_locals["request"]["number"]
for value in (True, 1.0, {"passed": True, "points": 25.0}):
    channel.send({"number": number, "value": value, "raised": None, "limit": "",
                  "arguments": tuple(args), "warnings": (), "printed": "",
                  "steps": 0})
return 7.5"""

LATER = """\
import threading, time
def forge():
    import os, struct
    frame = b'{"passed": true}'
    for _ in range(20):
        os.write(3, struct.pack("<Q", len(frame)) + frame)
        time.sleep(0.01)
threading.Thread(target=forge, daemon=True).start()
return 7.5"""

EVERYWHERE = """\
import os
for n in range(3, 30):
    try: os.write(n, b'{"points": 25, "status": "passed"}' * 3)
    except OSError: pass
return 7.5"""

ALWAYS_EQUAL = """\
class Equal(np.ndarray):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __array_function__(self, *a, **k): return True
    def __array_ufunc__(self, *a, **k): return True
    def __sub__(self, other): return np.zeros(1)
    __rsub__ = __sub__
    def __bool__(self): return True
return np.full((1, 3), 7.5).view(Equal)"""

CHAMELEON = """\
class Chameleon(float):
    looks = 0
    def __eq__(self, other): return True
    def __hash__(self): return 1
    def __float__(self):
        Chameleon.looks += 1
        return float(Chameleon.looks % 2)
    def __sub__(self, other): return 0.0
    __rsub__ = __radd__ = __add__ = __abs__ = lambda self, *a: 0.0
    def __le__(self, other): return True
    __lt__ = __ge__ = __gt__ = __le__
    def __array__(self, *a, **k): return np.zeros((1, 1))
return Chameleon(7.5)"""

LYING_SHAPE = """\
class Liar(np.ndarray):
    @property
    def shape(self): return args[-1].shape
    @property
    def size(self): return 0
    @property
    def dtype(self): return np.dtype(float)
return np.empty((0, 0)).view(Liar)"""

EMPTY = "return np.zeros((0,))"
NAN = """\
bits = np.array([0x7FF8DEADBEEF0001], dtype=np.uint64).view(float)
return np.full(np.shape(args[-1]), bits[0])"""

PATCH_CHECK = """\
import nnlib.exercises, nnlib.check
import builtins
class Full(float):
    def __repr__(self): return "5.0"
def check(function): return Full(5)
class Checks:
    def __call__(self, *a): return check
nnlib.exercises.checks = Checks()
builtins.check = check
"""

PATCH_ENGINE = """\
import nnlib.check.evaluate as engine
def status_of(points, most): return "passed"
engine.status_of = status_of
engine.part_facts = lambda *a: ([], None)
from nnlib.check.trial import Trial
Trial.right = lambda *a: True
"""

PATCH_NUMPY = """\
import numpy as np
np.allclose = np.array_equal = np.isclose = lambda *a, **k: True
np.testing.assert_allclose = lambda *a, **k: None
np.testing.assert_array_equal = np.testing.assert_equal = lambda *a, **k: None
np.all = lambda *a, **k: np.True_
"""

TRANSFORMER = """\
import ast
class Empty(ast.NodeTransformer):
    def visit_Module(self, node):
        return ast.parse("5.0") if "check(" in ast.unparse(node) else node
get_ipython().ast_transformers.append(Empty())
"""

REWRITER = """\
get_ipython().input_transformers_cleanup.append(
    lambda lines: ["5.0"] if any(l.startswith("check(") for l in lines) else lines)
"""

HANDLER = """\
get_ipython().set_custom_exc((Exception,), lambda *a, **k: None)
get_ipython().showtraceback = lambda *a, **k: None
"""

FORGED_RESULT = """\
shell = get_ipython()
shell.kernel.session.send(shell.kernel.iopub_socket, "execute_result",
    {"data": {"text/plain": "5.0"}, "metadata": {}, "execution_count": 1},
    parent=shell.parent_header)
return 7.5"""

PRINTED_RESULT = """\
print("5.0")
print('{"status": "passed", "points": 25.0}')
return 7.5"""

HOOK = """\
import sys
from importlib.abc import MetaPathFinder
class Finder(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        return None
sys.meta_path.insert(0, Finder())
class Anything:
    def __getattr__(self, name): return lambda *a, **k: True
for name in list(sys.modules):
    if name.startswith(("nnlib.check", "_student_process.claims", "unittest")):
        sys.modules[name] = Anything()
"""

RUNNER = """\
try:
    import _student_process.child as c
    class Right:
        def __init__(self, *a): pass
        def call(self, *a, **k): return c.Answer(value=True, arguments=a[0])
        def describe(self): return c.LocalRunner(print).describe()
    c.LocalRunner = Right
except ImportError:
    pass
"""

CODEC = """\
try:
    import _student_process.writer as c
    c.encode = lambda *a, **k: b"passed"
except ImportError:
    pass
"""

SILENT_TIME = """\
import time
time.time = time.monotonic = time.perf_counter = lambda: 0.0
time.sleep = lambda s: None
"""

SOURCE_LIES = """\
import inspect, linecache
inspect.getsource = lambda f: "def f(x):\\n    return x"
inspect.signature = lambda f: None
linecache.getline = lambda *a: ""
linecache.cache.clear()
"""

# What the check asks at home, with its public seed, is known: answers by heart.
BY_HEART = """\
import copy
from nnlib.exercises import get
exercise = get("02/sigmoid")
def sigmoid(Z):
    return exercise.reference(Z)
"""


def all_by(lines: str) -> dict[str, str]:
    """Return a text for every function, made from a line with its name."""
    return {name: lines.replace("NAME", name) for name in PARAMETERS}


ATTACKS = {
    "patches numpy": Attack("replace numpy's comparisons", PATCH_NUMPY),
    "patches the check": Attack("replace check()", PATCH_CHECK),
    "patches the engine": Attack("replace parts of the engine", PATCH_ENGINE),
    "rewrites the syntax tree": Attack("rewrite cells as syntax trees", TRANSFORMER),
    "rewrites the text": Attack("rewrite cells as text", REWRITER),
    "swallows errors": Attack("swallow all exceptions", HANDLER),
    "forges a result": Attack("publish a result", body=FORGED_RESULT),
    "prints a result": Attack("print what looks like a result", body=PRINTED_RESULT),
    "always equal": Attack("return an array equal to all", body=ALWAYS_EQUAL),
    "chameleon": Attack("return what changes between looks", body=CHAMELEON),
    "lying shape": Attack("return an array with a false shape", body=LYING_SHAPE),
    "empty": Attack("return nothing, so that all of it is right", body=EMPTY),
    "not a number": Attack("return nan with a payload", body=NAN),
    "walks frames": Attack("find expected values in callers", body=FRAMES),
    "asks the collector": Attack("find the reference in memory", body=COLLECTOR),
    "speaks the protocol": Attack("answer in the grader's words", body=PROTOCOL),
    "answers later": Attack("let a thread forge answers", body=LATER),
    "writes everywhere": Attack("write to every descriptor", body=EVERYWHERE),
    "import hook": Attack("replace modules that check", HOOK),
    "patches the runner": Attack("replace what calls functions", RUNNER),
    "patches the codec": Attack("replace what writes answers", CODEC),
    "stops the clock": Attack("stop the clock", SILENT_TIME),
    "hides its source": Attack("lie about source and parameters", SOURCE_LIES),
    "takes the reference": Attack(
        "return the exercise's own reference",
        writes=all_by(
            "from nnlib.exercises import get\n"
            f"def NAME(*args): return get('{NUMBER}/NAME').reference(*args)"
        ),
    ),
    "imports the solution": Attack(
        "import the function that it should write",
        writes={
            **all_by("from nnlib.logistic import NAME"),
            "sigmoid": "from nnlib.activations import sigmoid",
            "compute_cost": "from nnlib.losses import compute_cost",
            "accuracy": "from nnlib.metrics import accuracy",
            "standardize": "from nnlib.scaling import standardize",
            "flatten_images": "from nnlib.images import flatten_images",
        },
    ),
    "asks another library": Attack(
        "let scikit-learn and scipy answer",
        writes={
            "sigmoid": "from scipy.special import expit as sigmoid",
            "accuracy": "from sklearn.metrics import accuracy_score as accuracy",
            "compute_cost": "from sklearn.metrics import log_loss\n"
            "def compute_cost(A, Y): return log_loss(Y.ravel(), A.ravel())",
        },
    ),
    "loads the solution by path": Attack(
        "load the reference from a file",
        writes=all_by(
            "import importlib.util, sys\n"
            "sys.path.insert(0, '@checkout@')\n"
            "for one in [m for m in sys.modules if m.startswith('nnlib')]:\n"
            "    del sys.modules[one]\n"
            "from nnlib.exercises import get\n"
            f"NAME = get('{NUMBER}/NAME').reference"
        ),
    ),
    "right once": Attack(
        "be right at the first call only",
        writes={
            "sigmoid": "calls = []\n"
            "def sigmoid(Z):\n"
            "    calls.append(1)\n"
            "    return 1 / (1 + np.exp(-Z)) if len(calls) < 2 else Z",
        },
    ),
    "knows the public answers": Attack(
        "know the answers to the check at home by heart",
        writes={
            "sigmoid": "known = @answers@\n"
            "def sigmoid(Z):\n"
            "    return np.array(known.get(np.asarray(Z).tobytes().hex(), 7.5))",
        },
    ),
    "returns its arguments": Attack("return the inputs", body="return args[-1]"),
    "a decorated stub": Attack(
        "look like another function",
        writes={
            "propagate": wrong("propagate", "return 7.5")
            + "propagate.__wrapped__ = np.mean\n"
            "propagate.__signature__ = None\n"
            "propagate.__code__ = (lambda *a: 7.5).__code__",
        },
    ),
}
