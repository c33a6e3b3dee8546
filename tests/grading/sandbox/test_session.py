from pathlib import Path

import pytest

from grading.sandbox.session import Allowance, CellReport, Session
from nnlib.check.raised import Raised


def test_cells_share_one_namespace_called_main(session):
    assert session.run("x = 1", "a") == CellReport("a")
    assert session.run("y = x + 1; assert __name__ == '__main__'", "b").completed
    session.run("def f(): return y", "c")
    assert session.runner("f").call(()).value == 2


def test_a_cell_that_raises_is_reported_with_its_line(session):
    report = session.run("x = 1\nx / 0", "a")
    assert report.raised == Raised(
        "ZeroDivisionError", "division by zero", "x / 0", 2, "<module>"
    )
    assert not report.completed


def test_a_cell_that_is_not_python_is_reported_with_its_line(session):
    report = session.run("x = 1\nif x\n  y", "a")
    assert report.raised == Raised("SyntaxError", "expected ':'", "if x", 2)


def test_what_a_cell_bound_before_it_raised_counts(session):
    session.run("def f(): return 3\nf(1)", "a")
    assert session.runner("f").call(()).value == 3
    with session.fresh() as other:
        assert other.runner("f").call(()).value == 3


def test_printed_text_of_a_cell_is_kept_up_to_a_bound(session):
    report = session.run("import sys; print('a'); print('b', file=sys.stderr)", "a")
    assert report.printed == "a\nb\n"
    assert len(session.run("print('a' * 10**6)", "b").printed) == 2000


def test_a_warning_in_a_cell_is_printed_and_nothing_more(session):
    report = session.run("import warnings; warnings.warn('look out')", "a")
    assert report.completed
    assert "look out" in report.printed


CELLS = {
    "magics": ("%matplotlib inline\n%load_ext autoreload\nx = 3", 3),
    "a shell line": ("!pip install something\nx = 3", 3),
    "a question": ("?print\nprint?\nprint??\nx = 3", 3),
    "a timed cell": ("%%time\nx = 3", 3),
    "an indented magic": ("if True:\n    %timeit 1 + 1\nx = 3", 3),
    "a remainder at the start of a line": ("x = (7\n% 4)", 3),
    "a text with a percent sign": ("x = '''\n%d''' % 3\nx = int(x)", 3),
    "the last expression": ("x = 3\nx", 3),
    "display": ("x = 3\ndisplay(x)\nget_ipython().magic('time')", 3),
    "an annotation": ("from __future__ import annotations\nx: unknown = 3", 3),
    "windows line ends": ("x = 3\r\ny = x\r\n", 3),
    "nothing": ("", None),
    "input": ("try:\n    input()\nexcept EOFError:\n    x = 3", 3),
}


@pytest.mark.parametrize("source, x", CELLS.values(), ids=CELLS)
def test_a_cell_of_a_notebook_runs_as_in_a_notebook(session, source, x):
    assert session.run(source, "cell").completed
    session.run("def f(): return globals().get('x')", "last")
    assert session.runner("f").call(()).value == x


def test_a_cell_in_another_language_is_left_out(session):
    assert session.run("%%html\n<b>bold</b>", "cell").completed


def test_magics_leave_the_numbers_of_lines_alone(session):
    report = session.run("%time\n\n!ls\n1 / 0", "cell")
    assert (report.raised.number, report.raised.line) == (4, "1 / 0")


def test_source_and_lines_of_a_function_are_known_after_many_cells(session):
    for number in range(3):
        session.run(f"def f{number}():\n    return {number} / 0", "same label")
    assert session.runner("f1").describe().source == "def f1():\n    return 1 / 0\n"
    assert session.runner("f0").call(()).raised.line == "return 0 / 0"


def test_a_class_in_a_cell_belongs_to_main(session):
    source = (
        "from dataclasses import dataclass\n"
        "@dataclass\nclass Layer:\n    n: int\n"
        "def f(): return Layer.__module__, Layer(3).n"
    )
    assert session.run(source, "cell").completed
    assert session.runner("f").call(()).value == ("__main__", 3)


def test_a_name_that_is_not_defined_is_said_to_be_missing(session):
    assert not session.runner("propagate").defined()
    raised = session.runner("propagate").call((1,)).raised
    assert raised == Raised("NameError", "name 'propagate' is not defined")
    assert session.runner("propagate").describe().name == "propagate"
    session.run("def propagate(): pass", "cell")
    assert session.runner("propagate").defined()


def test_an_over_time_cell_is_reported_and_skipped(hasty):
    hasty.run("x = 1", "a")
    assert hasty.run("y = 1\nwhile True: pass", "b").limit == "time"
    hasty.run("z = x + 1\ndef f(): return z, 'y' in globals()", "c")
    assert hasty.runner("f").call(()).value == (2, False)


def test_a_limit_in_a_call_costs_that_call_only(hasty):
    hasty.run("n = 0\ndef f():\n    while True: pass", "a")
    hasty.run("def g():\n    global n\n    n += 1\n    return n", "b")
    assert hasty.runner("g").call(()).value == 1
    assert hasty.runner("f").call(()).limit == "time"
    # The cells have run again, in a process that knows nothing of the calls before.
    assert hasty.runner("g").call(()).value == 1


def test_sessions_of_one_submission_share_its_time_and_then_run_nothing(library):
    allowance = Allowance(1.5)
    slow = "import time\ntime.sleep(0.4)\ndef f(): return 1"
    with Session(library, allowance=allowance) as session:
        assert session.run(slow, "a").completed
        with session.fresh() as other:
            assert other.runner("f").call(()).value == 1
            assert other.run("while True: pass", "b").limit == "time"
        assert allowance.is_spent
        assert session.runner("f").call(()).limit == "time"
        assert session.run("x = 1", "c").limit == "time"
        assert session.child.stopped
        assert session.runner("f").defined()


def test_a_cell_that_hits_a_limit_when_it_runs_again_is_skipped(library, tmp_path):
    # Only where nothing stops it can it know that it runs again.
    hasty = Session(library, seconds_per_cell=1.0, level="process")
    mark = tmp_path / "mark"
    source = (
        f"import os\nif os.path.islink({str(mark)!r}): os._exit(1)\n"
        f"os.symlink('nowhere', {str(mark)!r})"
    )
    with hasty:
        assert hasty.run(source, "a").completed
        hasty.run("def f(): return 4", "b")
        hasty.stop()
        assert hasty.runner("f").call(()).value == 4
        assert [cell["label"] for cell in hasty.cells] == ["b"]


def test_a_fresh_session_knows_the_cells_but_not_the_calls(session):
    session.run("n = 0\ndef g():\n    global n\n    n += 1\n    return n", "a")
    session.runner("g").call(())
    with session.fresh() as other:
        other.run("m = 5", "b")
        assert other.runner("g").call(()).value == 1
        assert other.runner("m").defined()
    assert not session.runner("m").defined()
    assert session.runner("g").call(()).value == 2


def test_every_process_begins_in_an_empty_directory_of_its_own(library, level):
    look = "import os\nbefore = os.listdir()\ndef g(): return before, os.listdir()"
    keep = "open('a', 'w').close()\ndef f(): return os.getcwd()"
    with Session(library, level=level) as session:
        session.run(look, "a")
        with session.fresh() as other:
            session.run(keep, "b")
            assert session.runner("g").call(()).value == ([], ["a"])
            assert other.runner("g").call(()).value == ([], [])
        place = session.runner("f").call(()).value
    assert not Path(place).exists()


def test_a_process_knows_no_variable_of_the_graders_environment(session, monkeypatch):
    monkeypatch.setenv("COURSE_SECRET", "42")
    session.run("import os\ndef f(): return dict(os.environ)", "a")
    seen = session.runner("f").call(()).value
    assert "COURSE_SECRET" not in seen
    assert seen["OPENBLAS_NUM_THREADS"] == "1"


def test_a_cell_too_large_to_be_sent_is_reported(session):
    assert session.run("x = 1 #" + "a" * 2**21, "a").limit == "malformed"
    assert session.run("x = 1", "b").completed


def test_a_session_starts_nothing_before_it_is_used(library):
    with Session(library) as session:
        assert session.child is None


def test_a_session_can_be_used_after_it_was_stopped(session):
    session.run("def f(): return 1", "a")
    session.stop()
    assert session.runner("f").call(()).value == 1


def test_the_first_thing_a_process_hears_may_be_a_function_as_argument(session):
    session.run("def applies(f, x): return [f(x), f(x + 1)]", "cell")
    answer = session.runner("applies").call((lambda x: x**2, 2.0))
    assert answer.value == [4.0, 9.0]
