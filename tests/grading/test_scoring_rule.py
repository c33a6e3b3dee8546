"""What a check cell leaves behind is scored rightly by stock nbgrader.

Its rule: an error or anything on stderr scores 0, the first result that is a number is
the score, and silence scores full marks. So every verdict must end as a plain number.
"""

import warnings
from dataclasses import replace

import nbformat
import numpy as np
import pytest
from IPython.core.displayhook import DisplayHook
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from nbformat.v4 import new_code_cell, new_notebook, new_output
from nbgrader.utils import determine_grade
from traitlets.config import Config

from nnlib.check import STATUSES, Check, Points, Verdict
from nnlib.check import notebook as notebook_module
from nnlib.check.shown import Shown
from nnlib.exercises import exercises, get
from tests.cases import every_case

PROPAGATE = get("02/propagate")
MOST = PROPAGATE.max_points
HEAD = "import numpy as np\n\ndef propagate(w, b, X, Y):\n"
BODY = """\
    A = 1 / (1 + np.exp(-(w.T @ X + b)))
    cost = -np.mean(np.log(np.where(Y == 1, A, 1 - A)))
    return {"dw": X @ (A - Y).T / Y.size, "db": np.mean(A - Y)}, cost
"""
HELPER = "\ndef forward(w, b, X):\n    raise NotImplementedError\n"
# Status -> the body of a function that has it, and its points.
WRITTEN = {
    "passed": (BODY, 25.0),
    "partial": (BODY.replace(" / Y.size", ""), 13.0),
    "failed": ("    return 25\n", 0.0),
    "not_attempted": ("    # Your code here\n    raise NotImplementedError\n", 0.0),
    "needs_first": (f"    return forward(w, b, X)\n{HELPER}", 0.0),
    "error": ("    return w @ X\n", 0.0),
    "limit": ("    while True:\n        pass\n", 0.0),
    "delegated": ("    import absent_library\n", 0.0),
}


class ResultKeeper(DisplayHook):
    """Keeps the result of a cell in the form in which a kernel sends it."""

    results = ()

    def write_output_prompt(self):
        self.results = []

    def write_format_data(self, format_dict, md_dict=None):
        self.results.append(
            new_output("execute_result", data=format_dict, execution_count=1)
        )


@pytest.fixture
def shell(tmp_path, monkeypatch):
    """An IPython shell in this process, with the check of notebook 02."""
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    config = Config()
    config.HistoryManager.enabled = False
    InteractiveShell.clear_instance()
    instance = InteractiveShell.instance(config=config, displayhook_class=ResultKeeper)
    instance.user_ns["check"] = Check(exercises("02"))
    yield instance
    instance.restore_sys_module_state()
    InteractiveShell.clear_instance()


def executed(shell, source):
    """Run a cell and return its outputs as a notebook file holds them."""
    shell.displayhook.results = []
    with capture_output() as captured:
        assert shell.run_cell(source).success
    return [
        *streams(stdout=captured.stdout, stderr=captured.stderr),
        *(new_output("display_data", data=one.data) for one in captured.outputs),
        *shell.displayhook.results,
    ]


def streams(**texts):
    """Make the outputs of what was printed, if anything was."""
    return [
        new_output("stream", name=n, text=text) for n, text in texts.items() if text
    ]


def score(outputs, points=MOST):
    """Put outputs under a check cell, save and load the file, and grade the cell."""
    cell = new_code_cell("check(propagate)", outputs=outputs)
    cell.metadata["nbgrader"] = {
        "schema_version": 3,
        "grade_id": "propagate",
        "grade": True,
        "solution": False,
        "locked": True,
        "task": False,
        "cell_type": "code",
        "points": points,
    }
    file = nbformat.writes(new_notebook(cells=[cell]))
    notebook = nbformat.reads(file, as_version=4)
    nbformat.validate(notebook)
    return determine_grade(notebook.cells[0])


def shown(verdict):
    """Return the outputs of a check cell with this verdict."""
    points = Points(verdict.points, verdict.max_points)
    return [
        new_output("display_data", data=Shown(verdict, ())._repr_mimebundle_()),
        new_output("execute_result", data={"text/plain": repr(points)}),
    ]


@pytest.mark.parametrize("status", WRITTEN)
def test_a_function_scores_what_its_verdict_says(shell, status, monkeypatch):
    body, points = WRITTEN[status]
    if status == "limit":
        monkeypatch.setattr(notebook_module, "SECONDS_PER_CALL", 0.2)
    executed(shell, HEAD + body)
    outputs = executed(shell, "check(propagate)")
    verdict = outputs[0].data["application/vnd.nnlib.verdict+json"]
    assert verdict["status"] == status
    assert score(outputs) == (points, MOST)
    assert [one.output_type for one in outputs] == ["display_data", "execute_result"]


def test_a_check_that_fails_itself_scores_nothing(shell):
    def broken(rng):
        raise RuntimeError("no probes")

    shell.user_ns["check"] = Check([replace(PROPAGATE, probes=broken, needs=())])
    executed(shell, HEAD + BODY)
    outputs = executed(shell, "check(propagate)")
    verdict = outputs[0].data["application/vnd.nnlib.verdict+json"]
    assert verdict["status"] == "could_not_check"
    assert score(outputs) == (0.0, MOST)


def test_what_is_no_exercise_scores_nothing(shell):
    assert score(executed(shell, "check(print)")) == (0.0, MOST)


@every_case("status", STATUSES)
@every_case("points", [0.0, 0.25, 4.55, 22.5, 25.0])
def test_every_status_scores_its_points(status, points):
    verdict = Verdict(PROPAGATE.id, status, points, MOST)
    assert score(shown(verdict)) == (points, MOST)


@every_case("points", [0.0, 12.5])
@every_case(
    "before",
    [
        new_output("display_data", data={"text/plain": "25"}),
        new_output("display_data", data={"text/plain": "25.0", "text/html": "25.0"}),
        new_output("stream", name="stdout", text="25\n"),
    ],
    ids=["display", "rich-display", "printed"],
)
def test_a_display_that_looks_like_a_number_is_no_score(before, points):
    verdict = Verdict(PROPAGATE.id, "partial", points, MOST)
    assert score([before, *shown(verdict)]) == (points, MOST)


@pytest.mark.parametrize(
    "noise",
    [
        pytest.param("print(25)", id="prints-a-number"),
        pytest.param("import sys; print('x', file=sys.stderr)", id="writes-to-stderr"),
        pytest.param("import warnings; warnings.warn('x')", id="warns"),
        pytest.param("np.log(np.zeros(1))", id="numpy-warns"),
        pytest.param("import logging; logging.warning('x')", id="logs"),
    ],
)
def test_a_noisy_function_scores_what_it_is_worth(shell, noise):
    executed(shell, f"{HEAD}    {noise}\n{BODY}")
    outputs = executed(shell, "check(propagate)")
    assert all(one.output_type != "stream" for one in outputs)
    assert score(outputs) == (25.0, MOST)


@pytest.mark.parametrize(
    "setting",
    ["np.seterr(all='raise')", "import warnings; warnings.simplefilter('error')"],
    ids=["numpy-raises", "warnings-raise"],
)
def test_a_strict_notebook_scores_what_it_is_worth(shell, setting):
    with np.errstate(), warnings.catch_warnings():
        executed(shell, f"{HEAD}{BODY}\n{setting};")
        assert score(executed(shell, "check(propagate)")) == (25.0, MOST)


def test_numbers_that_overflow_do_not_cost_more_by_a_warning(shell):
    huge = BODY.replace("np.mean(A - Y)}", "np.float64(-1.7e308) * np.sign(b)}")
    executed(shell, HEAD + huge)
    assert score(executed(shell, "check(propagate)")) == (17.0, MOST)


def test_a_rounded_display_does_not_round_the_score(shell):
    executed(shell, "%precision 0")
    executed(
        shell, HEAD + BODY.replace("    A =", "    X = X.copy(); w *= 1.5\n    A =")
    )
    executed(shell, HEAD + BODY.replace("    return", "    w *= 1.5\n    return"))
    outputs = executed(shell, "check(propagate)")
    assert score(outputs) == (22.5, MOST)
