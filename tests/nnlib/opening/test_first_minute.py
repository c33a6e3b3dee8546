"""Mistakes of a first minute: what she did, and what she saw.

Each is tried in a real kernel that IPython starts as it starts hers. The kernel is
one for a notebook; before each mistake its memory is emptied, as by a restart.
"""

import json
import os
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from jupyter_client import KernelManager

from nnlib.check.messages import HANDING_IN
from nnlib.opening import messages, startup
from nnlib.saved_notebook import SESSION

STARTUP = Path(next(iter(startup.__path__))) / "nnlib_names.py"
SECONDS = 60
COLOUR = re.compile(r"\x1b\[[0-9;]*m")

FIRST = "Run the first code cell of this page, then this cell again."
RESTARTED = messages.NOTHING_RAN
SLOPES, LOOPS = "00_slopes_and_graphs", "01_logistic_regression_loops"


def run_cell(line):
    """Give the sentence that names a cell by its line."""
    return messages.RUN_CELL.format(line=line)


@dataclass(frozen=True)
class Mistake:
    """What she did, and what she saw.

    `did` holds the cells that ran, where "opening" stands for the first of the page and
    a function's name for the cell in which it is written. `title` and `text` stand on
    the card; there is none where both are empty. `last` is Python's own last line.
    """

    did: tuple[str, ...]
    title: str = ""
    text: str = ""
    last: str = ""
    page: str = SLOPES
    saved: dict = field(default_factory=dict)


def unknown(name, text=FIRST, *, last="", opened=False):
    """Give title, text and last line of a name that is not known yet."""
    return {
        "title": f"This kernel does not know {name} yet",
        "text": text if opened else f"{text}\n{RESTARTED}",
        "last": last or f"NameError: name '{name}' is not defined",
    }


def before_her_cell(name, line, *did):
    """Give a mistake: a function is used before the cell that defines it has run."""
    return Mistake(("opening", *did), **unknown(name, run_cell(line), opened=True))


NAMES = (
    "squared_loss, line_threshold, fit_line, numerical_slope, descend, fit_by_walking"
)
ONE_LOSS = "def squared_loss(a, y):\n    return 0.5 * (a - y) ** 2"

MISTAKES = {
    # Nothing has run: she starts in the middle, or has restarted the kernel.
    "checks-first": Mistake(("check(squared_loss)",), **unknown("check")),
    "asks-for-a-hint-first": Mistake(("check.hint(descend)",), **unknown("check")),
    "replays-first": Mistake(("check.replay(descend)",), **unknown("check")),
    "hands-in-first": Mistake(("check.before_handing_in()",), **unknown("check")),
    "runs-a-demonstration-first": Mistake(
        ("with waits_for(descend) as show:\n    show(1)",), **unknown("waits_for")
    ),
    "makes-the-check-herself": Mistake(("checks('00')",), **unknown("checks")),
    "moves-a-slider-first": Mistake(("Descent()",), **unknown("Descent")),
    "opens-another-explorer-first": Mistake(("Nudge(1, 2)",), **unknown("Nudge")),
    "draws-first": Mistake(("curves({}, 0, 1)",), **unknown("curves")),
    "shows-an-exhibit-first": Mistake(
        ("exhibits.data_kinds()",), **unknown("exhibits")
    ),
    "reads-data-first": Mistake(("x, y = house_prices()",), **unknown("house_prices")),
    "uses-numpy-first": Mistake(("np.zeros(3)",), **unknown("np")),
    "calls-her-function-first": Mistake(
        ("squared_loss", "line_threshold", "np.abs(line_threshold(0, 1))"),
        **unknown("np"),
    ),
    "her-function-uses-numpy": Mistake(
        ("def half(x):\n    return np.divide(x, 2)", "half(3)"), **unknown("np")
    ),
    "uses-her-function-first": Mistake(
        ("squared_loss(5, 2)",),
        **unknown("squared_loss", run_cell("def squared_loss(a, y):")),
    ),
    "deletes-the-check": Mistake(
        ("opening", "del check", "check(descend)"), **unknown("check")
    ),
    # The first cell has run, her own has not.
    "checks-before-her-cell": before_her_cell(
        "squared_loss", "def squared_loss(a, y):", "check(squared_loss)"
    ),
    "hint-before-her-cell": before_her_cell(
        "fit_line", "def fit_line(x, y):", "check.hint(fit_line)"
    ),
    "demonstration-before-her-cell": before_her_cell(
        "descend",
        "def descend(slope, w0, learning_rate, num_iterations):",
        "with waits_for(descend) as show:\n    show(1)",
    ),
    "explorer-before-her-cell": before_her_cell(
        "graph_forward", "def graph_forward(a, b, c):", "Nudge(graph_forward)"
    ),
    "her-function-needs-another": before_her_cell(
        "squared_loss",
        "def squared_loss(a, y):",
        "def mean(a, b):\n    return (squared_loss(a, 1) + squared_loss(b, 1)) / 2",
        "mean(2, 3)",
    ),
    "function-has-another-name": Mistake(
        ("opening", "check(squared_loss)"),
        "No cell of this page defines squared_loss",
        "As last saved, its cell begins “def squaredLoss(a, y):”. Give the function "
        "the name squared_loss there, run that cell, then this one again.",
        "NameError: name 'squared_loss' is not defined",
        saved={"squared_loss": ONE_LOSS.replace("squared_loss", "squaredLoss")},
    ),
    "cell-is-deleted": Mistake(
        ("opening", "check(squared_loss)"),
        "No cell of this page defines squared_loss",
        messages.CELL_GONE,
        "NameError: name 'squared_loss' is not defined",
        saved={"squared_loss": None},
    ),
    "cell-did-not-parse": Mistake(
        ("opening", "check(squared_loss)"),
        **unknown("squared_loss", run_cell("def squared_loss(a, y)"), opened=True),
        saved={"squared_loss": "def squared_loss(a, y)\n    return 1"},
    ),
    # The check is called in another way.
    "name-in-quotes": Mistake(
        ("opening", "squared_loss", 'check("squared_loss")'),
        "squared_loss in quotation marks is only a text",
        "Leave the quotation marks out: check(squared_loss).",
    ),
    "quotes-before-her-cell": Mistake(
        ("opening", "check('fit_line')"),
        "fit_line in quotation marks is only a text",
        "Leave the quotation marks out: check(fit_line).",
    ),
    "hint-in-quotes": Mistake(
        ("opening", "check.hint('descend')"),
        "descend in quotation marks is only a text",
        "Leave the quotation marks out: check(descend).",
    ),
    "some-text": Mistake(
        ("opening", "check('my function')"),
        "“my function” is no exercise here",
        f"You can check: {NAMES}, graph_forward, graph_backward, image_to_vector.",
    ),
    "mistyped-in-quotes": Mistake(
        ("opening", "check('line_treshold')"),
        "“line_treshold” is no exercise here",
        "Did you mean check(line_threshold)? It is written without quotation marks.",
    ),
    "mistyped-function": Mistake(
        ("opening", "check(squared_los)"),
        "Did you mean squared_loss?",
        "This kernel knows no squared_los.",
        "NameError: name 'squared_los' is not defined",
    ),
    "capital-letter": Mistake(
        ("opening", "Squared_loss(1, 2)"),
        "Did you mean squared_loss?",
        "Python reads names letter by letter, capitals too.",
        "NameError: name 'Squared_loss' is not defined",
    ),
    "mistyped-check": Mistake(
        ("opening", "chek(1)"),
        "Did you mean check?",
        "This kernel knows no chek.",
        "NameError: name 'chek' is not defined",
    ),
    "a-result": Mistake(
        ("opening", ONE_LOSS, "check(squared_loss(3, 1))"),
        "check wants the function, and got a result of type float",
        "Leave out what comes after its name: check(squared_loss), without further "
        "brackets.",
    ),
    "a-result-that-is-none": Mistake(
        ("opening", "def descend(*all): pass", "check(descend(1, 2))"),
        "check wants the function, and got a result of type NoneType",
        "Leave out what comes after its name: check(descend), without further "
        "brackets.",
    ),
    "nothing": Mistake(
        ("opening", "check()"),
        "check looks at one function at a time",
        "Write its name between the brackets: check(squared_loss).",
    ),
    "hint-for-nothing": Mistake(
        ("opening", "check.hint()"),
        "check looks at one function at a time",
        "Write its name between the brackets: check(squared_loss).",
    ),
    "two-functions": Mistake(
        ("opening", "descend", "fit_line", "check(descend, fit_line)"),
        "check looks at one function at a time",
        "Write its name between the brackets: check(descend).",
    ),
    "a-function-of-python": Mistake(
        ("opening", "check(print)"),
        "print is no exercise here",
        f"You can check: {NAMES}, graph_forward, graph_backward, image_to_vector.",
    ),
    # Another environment, another version, another file.
    "sliders-are-not-installed": Mistake(
        ("import sys; sys.modules['anywidget'] = None", "import anywidget"),
        "anywidget is missing where this notebook runs",
        "Write %pip install anywidget into a cell of its own, and run it.",
        "ModuleNotFoundError: import of anywidget halted; None in sys.modules",
    ),
    "a-part-is-not-installed": Mistake(
        ("import sys; sys.modules['sklearn'] = None", "import sklearn"),
        "scikit-learn is missing where this notebook runs",
        "Write %pip install scikit-learn into a cell of its own, and run it.",
        "ModuleNotFoundError: import of sklearn halted; None in sys.modules",
    ),
    "notebook-of-a-newer-version": Mistake(
        ("from nnlib.explore import Hologram",),
        messages.OTHER_VERSION,
        "The notebook was made for version 9.9; version",
        "ImportError: cannot import name 'Hologram' from 'nnlib.explore'",
        saved={"version": "9.9"},
    ),
    "module-of-a-newer-version": Mistake(
        ("from nnlib.holograms import draw",),
        messages.OTHER_VERSION,
        "Take both from the same release. README.md says how to install it.",
        "ModuleNotFoundError: No module named 'nnlib.holograms'",
        saved={"version": "9.9"},
    ),
    "opening-of-a-newer-version": Mistake(
        ("opening",),
        "Of another edition: squared_loss",
        "The notebook was made for version 9.9; version",
        saved={"version": "9.9"},
    ),
    "a-copy-lies-beside": Mistake(
        ("opening",),
        "! Nearly ready: Python",
        "Beside this page lies another copy of the same notebook: copy.ipynb.",
        saved={"beside": "copy.ipynb"},
    ),
    "two-pages-on-one-kernel": Mistake(
        ("opening", "from nnlib.exercises import checks\ncheck = checks('01')"),
        "! Nearly ready: Python",
        messages.SHARED.format(other="00"),
    ),
    "checks-first-in-a-renamed-page": Mistake(
        ("check(squared_loss)",), **unknown("check"), saved={"gone": True}
    ),
    "checks-her-function-in-a-renamed-page": Mistake(
        ("opening", "check(descend)"),
        **unknown("descend", run_cell("def descend("), opened=True),
        saved={"gone": True},
    ),
    "hands-in-a-renamed-page": Mistake(
        ("opening", "check.before_handing_in()"),
        HANDING_IN,
        "is no longer there: the page was renamed or moved after its kernel started.",
        saved={"gone": True},
    ),
    # Another notebook, where numpy is not the only import.
    "uses-math-first": Mistake(("math.exp(1)",), **unknown("math"), page=LOOPS),
    "uses-an-earlier-function-first": Mistake(
        ("descend(1, 2, 3, 4)",), **unknown("descend"), page=LOOPS
    ),
    "sigmoid-before-its-cell": Mistake(
        ("opening", "check(sigmoid)"),
        **unknown("sigmoid", run_cell("def sigmoid(z):"), opened=True),
        page=LOOPS,
    ),
}

# What is not about the course stays as IPython shows it.
OTHERS = {
    "like-no-name": Mistake(
        ("opening", "tumour(1)"), last="NameError: name 'tumour' is not defined"
    ),
    "her-own-name": Mistake(("x + 1",), last="NameError: name 'x' is not defined"),
    "her-own-error": Mistake(("1 / 0",), last="ZeroDivisionError: division by zero"),
    "raised-by-her": Mistake(
        ("raise NameError('name \\'check\\' is not defined')",),
        last="NameError: name 'check' is not defined",
    ),
    "name-set-too-late": Mistake(
        ("def f():\n    check += 1\nf()",),
        last="UnboundLocalError: cannot access local variable 'check' where it is not "
        "associated with a value",
    ),
    "name-of-another-module": Mistake(
        (
            "import types\nother = types.ModuleType('other')\n"
            "exec('def f(): return np.ones(2)', vars(other))\nother.f()",
        ),
        last="NameError: name 'np' is not defined",
    ),
    "same-version": Mistake(
        ("from nnlib.explore import Hologram",),
        last="ImportError: cannot import name 'Hologram' from 'nnlib.explore'",
    ),
    "other-package": Mistake(
        ("import holograms",),
        last="ModuleNotFoundError: No module named 'holograms'",
    ),
    "sentence-of-english": Mistake(
        ("check squared_loss",), last="SyntaxError: invalid syntax"
    ),
}


class Kernel:
    """A kernel of one notebook, whose saved file each mistake finds as it says."""

    def __init__(self, page, folder):
        self.page, self.file = page, folder / "page" / f"{page['name']}.ipynb"
        self.file.parent.mkdir()
        profile = folder / "ipython" / "profile_default" / "startup"
        profile.mkdir(parents=True)
        shutil.copy(STARTUP, profile)
        places = {"IPYTHONDIR": str(folder / "ipython"), SESSION: str(self.file)}
        self.manager = KernelManager()
        self.manager.start_kernel(env={**os.environ, **places}, cwd=str(folder))
        self.client = self.manager.blocking_client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=SECONDS)

    def stop(self):
        """End the kernel."""
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def run(self, source, **options):
        """Run a cell and return its outputs, what is printed in one piece."""
        outputs = []

        def keep(message):
            kind, content = message["header"]["msg_type"], message["content"]
            if kind not in ("display_data", "execute_result", "error", "stream"):
                return
            # A busy kernel may send one line in two messages; pages join them, too.
            last = outputs[-1] if outputs else {}
            if kind == "stream" and last.get("name") == content["name"]:
                last["text"] += content["text"]
            else:
                outputs.append({"kind": kind, **content})

        self.client.execute_interactive(
            source, timeout=SECONDS, output_hook=keep, **options
        )
        return outputs

    def cell(self, name):
        """Return the text of a cell of the page as it was released."""
        if name == "opening":
            return self.page["opening"]
        return self.page["solutions"].get(name, name)

    def save(self, version=None, beside=None, gone=False, **texts):
        """Write the file as it was last saved, with other texts in some answers."""
        for path in self.file.parent.glob("*"):
            path.unlink()
        notebook = json.loads(self.page["text"])
        for name, text in texts.items():
            for cell in list(notebook["cells"]):
                if cell["metadata"].get("nbgrader", {}).get("grade_id", "") == (
                    f"{name}-solution"
                ):
                    cell["source"] = text
                    if text is None:
                        notebook["cells"].remove(cell)
        if version:
            notebook["metadata"]["nnlib"]["course_version"] = version
            notebook["metadata"]["nnlib"]["editions"]["squared_loss"] = 9
        for name in filter(None, [None if gone else self.file.name, beside]):
            (self.file.parent / name).write_text(json.dumps(notebook), encoding="utf-8")

    def outputs(self, mistake):
        """Return what the last cell of a mistake shows, in an empty memory."""
        self.save(**mistake.saved)
        self.run("%reset -f")
        self.run("import sys\nfor n in ('anywidget', 'sklearn'): sys.modules.pop(n, 0)")
        outputs = [self.run(self.cell(source)) for source in mistake.did]
        return outputs[-1]


def page_of(course, name):
    """Read a released notebook: its text, its first cell, and where answers stand."""
    text = (course.release / name / f"{name}.ipynb").read_text(encoding="utf-8")
    code = [c for c in json.loads(text)["cells"] if c["cell_type"] == "code"]
    marks = {c["metadata"].get("nbgrader", {}).get("grade_id", ""): c for c in code}
    return {
        "name": name,
        "text": text,
        "opening": "".join(code[0]["source"]),
        "solutions": {
            id.removesuffix("-solution"): "".join(cell["source"])
            for id, cell in marks.items()
            if id.endswith("-solution")
        },
    }


@pytest.fixture(scope="module")
def kernel(released_course, tmp_path_factory):
    """Give the kernel of a notebook, which is started once."""
    running = {}

    def kernel(name):
        if name not in running:
            folder = tmp_path_factory.mktemp(name)
            running[name] = Kernel(page_of(released_course, name), folder)
        return running[name]

    yield kernel
    for one in running.values():
        one.stop()


def cards(outputs):
    """Return the plain text of what is displayed."""
    return [o["data"]["text/plain"] for o in outputs if o["kind"] == "display_data"]


def errors(outputs):
    """Return the lines of each error, without colours."""
    return [
        COLOUR.sub("", "\n".join(o["traceback"])).strip()
        for o in outputs
        if o["kind"] == "error"
    ]


def test_there_are_forty():
    assert len(MISTAKES) >= 40


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_of_the_first_minute_is_answered_by_a_card(kernel, mistake):
    outputs = kernel(mistake.page).outputs(mistake)
    assert [o for o in outputs if o["kind"] == "stream"] == []
    said = next(one for one in cards(outputs) if one.startswith(mistake.title))
    assert mistake.text in said
    if mistake.last:
        (error,) = errors(outputs)
        assert error.splitlines()[-1].startswith(mistake.last)
        assert len(error.splitlines()) <= 3  # the whole of it is behind %tb
    else:
        assert errors(outputs) == []


@pytest.mark.parametrize("mistake", OTHERS.values(), ids=OTHERS)
def test_what_is_not_about_the_course_stays_as_ipython_shows_it(kernel, mistake):
    running = kernel(mistake.page)
    outputs = running.outputs(mistake)
    with_course = errors(outputs)
    assert cards(outputs) == []
    assert with_course[0].splitlines()[-1].startswith(mistake.last)
    running.run("heard = get_ipython().custom_exceptions")
    running.run("get_ipython().set_custom_exc((), None)")
    plain = errors(running.outputs(mistake))
    running.run("from nnlib.opening import listening; listening.begin()")
    numbered = re.compile(r"(Cell )?In\[\d+\]")
    assert [numbered.sub("", one) for one in with_course] == [
        numbered.sub("", one) for one in plain
    ]


class TestAfterACard:
    """Everything that IPython offers after an error is there."""

    @pytest.fixture
    def stopped(self, kernel):
        running = kernel(SLOPES)
        running.outputs(Mistake(("def f(x):\n    return np.exp(x)",)))
        assert cards(running.run("f(7)")) != []
        return running

    def test_python_keeps_the_error(self, stopped):
        (said,) = stopped.run(
            "import sys\nprint(sys.last_type.__name__, sys.last_value.name,"
            " sys.last_traceback is not None)"
        )
        assert said["text"] == "NameError np True\n"

    def test_the_whole_traceback_is_behind_a_magic(self, stopped):
        (said,) = errors(stopped.run("%tb"))
        assert "return np.exp(x)" in said
        assert said.endswith("NameError: name 'np' is not defined")

    def test_the_debugger_opens_where_it_happened(self, stopped):
        words = iter(["p x", "q"])
        said = stopped.run(
            "%debug",
            allow_stdin=True,
            stdin_hook=lambda _: stopped.client.input(next(words)),
        )
        assert "7\n" in "".join(o.get("text", "") for o in said)

    def test_the_kernel_replies_with_an_error(self, stopped):
        reply = stopped.client.execute_interactive("f(7)", timeout=SECONDS)["content"]
        assert (reply["status"], reply["ename"]) == ("error", "NameError")


def test_starting_leaves_no_name_behind(kernel):
    running = kernel(SLOPES)
    running.save()
    (said,) = running.run("print([n for n in dir() if 'nnlib' in n or n == '_begin'])")
    assert said["text"] == "[]\n"


def test_whoever_listens_already_goes_on_listening(kernel):
    running = kernel(SLOPES)
    running.run(
        "shell = get_ipython()\n"
        "shell.set_custom_exc((ValueError,), lambda *a, **k: print('heard'))\n"
        "from nnlib.opening import listening\nlistening.begin()"
    )
    (said,) = running.run("raise ValueError")
    running.run("shell.set_custom_exc((), None)\nlistening.begin()")
    assert said["text"] == "heard\n"
