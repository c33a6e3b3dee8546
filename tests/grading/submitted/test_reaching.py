"""Which code is said to reach for the interpreter, and which is not."""

import pytest

from grading import cli
from grading.report import report
from grading.submitted.reaching import named

REACHES = {
    "import gc": ["gc"],
    "from gc import get_objects as g": ["gc", "get_objects"],
    "import ctypes.util": ["ctypes.util"],
    "import sys\nsys._getframe(1).f_locals": ["_getframe", "f_locals"],
    "getattr(sys, 'settrace')(None)": ["settrace"],
    "half.__globals__['x'] = 1": ["__globals__"],
    "import _student_process.child as c": ["_student_process.child"],
    "%matplotlib inline\nimport inspect": ["inspect"],
    "get_ipython().ast_transformers.append(x)": ["ast_transformers"],
}
HONEST = (
    "import sys\nprint(sys.version, sys.float_info.eps, sys.path)",
    "gc = gradient_check(cost, parameters)\ngc.shape",
    "def f(x):\n    'settrace is a word'\n    return x.__class__, x.__dict__",
    "!pip install gc",
    "def broken(:\n    import gc",
    "(" * 500 + ")" * 500,
    "x = " + "-" * 50_000 + "1",
    "\0",
)


@pytest.mark.parametrize(("source", "names"), REACHES.items())
def test_what_reaches_for_the_interpreter_is_named(source, names):
    assert {name for name, _ in named(source)} == {*names}


@pytest.mark.parametrize("source", HONEST, ids=range(len(HONEST)))
def test_what_does_not_or_cannot_be_read_is_not(source):
    assert named(source) == []


def test_it_is_listed_for_whoever_teaches_and_costs_nothing(room, capsys):
    room.hand_in("eve", half="import gc\ndef half(x):\n    return x / 2")
    room.hand_in("ada", half="def half(x):\n    return x / 2")
    assert cli.main(["grade", "--course", str(room.course.root), "--jobs", "1"]) == 0
    eve, ada = map(room.record, ("eve", "ada"))
    assert eve.points == ada.points == 5
    assert eve.submitted["reaches"] == ["“half”, line 1: gc"]
    assert "reaches" not in ada.submitted
    assert cli.main(["feedback", "--course", str(room.course.root)]) == 0
    for page in room.course.feedback.rglob("*.html"):
        assert "line 1: gc" not in page.read_text(encoding="utf-8")
    page = report(room.course).read_text(encoding="utf-8")
    assert "“half”, line 1: gc" in page
    assert "line 1: gc" not in report(room.course, anonymous=True).read_text("utf-8")
