"""A cell with magics makes when graded what IPython makes of it."""

import contextlib
import io

import pytest
from IPython.core.interactiveshell import InteractiveShell

from grading.sandbox.magics import python_of
from tests.cases import every_case

# What a cell makes of x, here and when graded.
CELLS = {
    "a statement is timed": ("%time x = 1", 1),
    "what an expression gives is kept": ("x = %time 3 + 4", 7),
    "the timed statement goes on": ("%time x = (1, \\\n2)", (1, 2)),
    "a statement is profiled": ("%prun -q -l 3 x = 5", 5),
    "a timed statement in a function": (
        "def f():\n    %time print(1)\n    return 2\nx = f()",
        2,
    ),
    "a timed cell below empty lines": ("\n\n%%time\nx = 3", 3),
    "a cell whose output is caught": ("%%capture said\nprint(1)\nx = 4", 4),
    "a cell whose output is caught nowhere": ("%%capture --no-stderr\nx = 4", 4),
    "one magic inside another": ("%%time\n%%capture\nx = 6", 6),
    "what is measured often keeps nothing": ("x = 1\n%timeit -n1 -r1 x = 2", 1),
    "a question": ("x = 8\nprint?", 8),
    "a shell line that goes on": ("!echo one \\\n  two\nx = 9", 9),
    "a magic in an indented line": ("if True:\n    %time x = 10", 10),
    "a comparison is no magic": ("x = 7\\\n  % 4\n%time y = x", 3),
}


@pytest.fixture(scope="module")
def shell():
    """IPython, whose cells leave nothing in other tests."""
    one = InteractiveShell()
    one.history_manager.enabled = False
    yield one
    one.reset(new_session=False)


@every_case(("text", "x"), CELLS.values(), ids=CELLS)
def test_a_cell_makes_what_ipython_makes(shell, text, x):
    names = {"get_ipython": lambda: None}
    exec(python_of(text), names)
    with contextlib.redirect_stdout(io.StringIO()):
        shell.reset(new_session=False)
        assert shell.run_cell(text).success
    assert names["x"] == shell.user_ns["x"] == x
    assert python_of(text).count("\n") == text.count("\n")


NOT_THERE = {
    "the files of a folder": "files = !ls",
    "what a magic gives": "files = %pwd",
    "a caught output": "%%capture files\nprint(1)",
}


@every_case("text", NOT_THERE.values(), ids=NOT_THERE)
def test_what_a_shell_gives_is_nothing_that_stops_a_cell(text):
    names = {"get_ipython": lambda: "silent"}
    exec(python_of(text), names)
    assert names["files"] == "silent"


@every_case("text", ["pip install tqdm", "%%bash\nls", "%%html\n<b>bold</b>", "cd .."])
def test_what_is_no_python_is_left_out(text):
    exec(python_of(text), {})
