"""What a source must hold: one source that is legal, and every way to break it."""

import nbformat
import pytest

from grading.errors import SourceError
from grading.text import rules, source
from grading.text.bound import bound_names, used_names
from tests.cases import every_case

SOLVED = """
# %% solution="half"
def half(x):
    ### BEGIN SOLUTION
    return x / 2
    ### END SOLUTION


# %% check="half"

# %% solution="double"
def double(x):
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION


# %% check="double"
"""


def change(old, new):
    assert old in SOLVED
    return SOLVED.replace(old, new)


BROKEN = {
    "solution named twice": (
        SOLVED + '\n# %% solution="half"\ndef half(x):\n    pass\n',
        'cell 5 ("half"): the name is used twice, first in cell 1',
    ),
    "check named twice": (
        SOLVED + '\n# %% check="half"\n',
        'cell 5 ("half"): the name is used twice, first in cell 2',
    ),
    "locked cell named like a check": (
        SOLVED + '\n# %% readonly="half"\n1\n',
        'cell 5 ("half"): the name is used twice, first in cell 2',
    ),
    "check with a body": (
        change('# %% check="half"\n', '# %% check="half"\nassert half(2) == 1\n'),
        'cell 2 ("half"): a check cell must be empty: the builder writes check(half)',
    ),
    "check without solution": (
        '\n# %% check="half"\n' + SOLVED.replace('# %% check="half"\n', ""),
        'cell 1 ("half"): no cell # %% solution="half" stands before this check',
    ),
    "solution never checked": (
        SOLVED.replace('# %% check="half"\n', ""),
        'cell 1 ("half"): no cell # %% check="half" stands after this solution',
    ),
    "solution without region": (
        change(
            "    ### BEGIN SOLUTION\n    return x / 2\n    ### END SOLUTION", "    1"
        ),
        'cell 1 ("half"): no region from ### BEGIN SOLUTION to ### END SOLUTION',
    ),
    "region without end": (
        change("    return x / 2\n    ### END SOLUTION", "    return x / 2"),
        'cell 1 ("half"): every ### BEGIN SOLUTION needs one ### END SOLUTION',
    ),
    "region without begin": (
        change("    ### BEGIN SOLUTION\n    return x / 2", "    return x / 2"),
        'cell 1 ("half"): every ### BEGIN SOLUTION needs one ### END SOLUTION',
    ),
    "nested regions": (
        change("    return x / 2", "    ### BEGIN SOLUTION\n    return x / 2"),
        'cell 1 ("half"): every ### BEGIN SOLUTION needs one ### END SOLUTION',
    ),
    "misspelled mark": (
        change(
            "    ### BEGIN SOLUTION\n    return x",
            "    ## BEGIN SOLUTION\n    return x",
        ),
        'cell 1 ("half"): every ### BEGIN SOLUTION needs one ### END SOLUTION',
    ),
    "region in a free cell": (
        SOLVED + "\n# %%\n### BEGIN SOLUTION\n1\n### END SOLUTION\n",
        "cell 5: a solution region in a cell that is not marked as a solution",
    ),
    "region in text": (
        SOLVED + "\n# %% [markdown]\n# ### BEGIN SOLUTION\n",
        "cell 5: a solution region in a cell that is not marked as a solution",
    ),
    "hidden tests": (
        SOLVED + "\n# %%\n### BEGIN HIDDEN TESTS\n1\n### END HIDDEN TESTS\n",
        "cell 5: hidden tests are not used here",
    ),
    "function of another name": (
        SOLVED.replace("def half", "def halve"),
        'cell 1 ("half"): the cell does not define half',
    ),
    "def line inside the region": (
        change(
            "def half(x):\n    ### BEGIN SOLUTION\n    return x / 2\n    ### END",
            "### BEGIN SOLUTION\ndef half(x):\n    return x / 2\n### END",
        ),
        'cell 1 ("half"): half is gone when the solution is cut',
    ),
    "no Python once cut": (
        change(
            "    return x / 2\n    ### END SOLUTION", "    ### END SOLUTION\n        1"
        ),
        'cell 1 ("half"): not Python',
    ),
    "not Python": (
        SOLVED + "\n# %%\nx = 1\nx +\n",
        "cell 5: not Python, line 2 of the cell",
    ),
    "return outside a function": (
        SOLVED + "\n# %%\nreturn 1\n",
        "cell 5: not Python, line 1 of the cell: 'return' outside function",
    ),
    "line magic": (
        SOLVED + "\n# %%\nx = 1\n%timeit x\n",
        "cell 5: magics and shell lines are not allowed in a source: %timeit x",
    ),
    "magic as a comment": (
        SOLVED + "\n# %%\n# %matplotlib inline\n",
        "cell 5: magics and shell lines are not allowed",
    ),
    "cell magic": (
        SOLVED + "\n# %%\n# %%time\nx = 1\n",
        "cell 5: magics and shell lines are not allowed",
    ),
    "shell line": (
        SOLVED + "\n# %%\n!ls\n",
        "cell 5: magics and shell lines are not allowed in a source: !ls",
    ),
    "help line": (
        SOLVED + "\n# %%\n?half\n",
        "cell 5: magics and shell lines are not allowed",
    ),
    "unknown exercise": (
        SOLVED.replace("double", "triple"),
        'cell 4 ("triple"): there is no exercise 07/triple; notebook 07 has 07/half, '
        "07/double",
    ),
    "exercise never checked": (
        SOLVED[: SOLVED.index('# %% solution="double"')],
        "07_tiny.py, line 1: the exercise 07/double is never checked; give it the "
        'cells # %% solution="double" and # %% check="double"',
    ),
    "import of what is not built yet": (
        SOLVED + "\n# %%\n\nfrom nnlib.depth import nothing\n",
        "cell 5: imports nothing of nnlib.depth, which no notebook before 07 has built",
    ),
    "import of a whole module": (
        SOLVED + "\n# %%\nimport nnlib.activations\n",
        "line 20, cell 5: imports nnlib.activations as a whole; import the functions",
    ),
    "setup needs a demo": (
        SOLVED + "\n# %% demo\nrate = 1\n\n# %%\nhalf(rate)\n",
        "cell 6: uses rate, which only the demo in cell 5 binds",
    ),
    "solution needs a demo": (
        "\n# %% demo\nfrom math import pi as rate\n" + change("x / 2", "x / rate"),
        'cell 2 ("half"): uses rate, which only the demo in cell 1 binds',
    ),
    "locked cell needs a demo": (
        SOLVED + '\n# %% demo\ndef f():\n    1\n\n# %% readonly="data"\nf()\n',
        'cell 6 ("data"): uses f, which only the demo in cell 5 binds',
    ),
}

LEGAL = {
    "solved": SOLVED,
    "name bound in a demo and elsewhere": (
        SOLVED + "\n# %% demo\nrate = 1\n\n# %%\nrate = 2\nhalf(rate)\n"
    ),
    "local variable named like a demo's": (
        SOLVED + "\n# %% demo\nx = 1\n\n# %%\n[x for x in (1, 2)]\n"
    ),
    "demo that uses a demo": (
        SOLVED + "\n# %% demo\nrate = 1\n\n# %% demo\nhalf(rate)\n"
    ),
    "two regions": change(
        "    return x / 2\n",
        "    y = x\n    ### END SOLUTION\n    ### BEGIN SOLUTION\n    return y / 2\n",
    ),
    "percent sign in a comment": SOLVED + "\n# %%\nx = 5  # % of all\n",
}


@pytest.fixture
def read(tmp_path):
    def read(text):
        path = tmp_path / "07_tiny.py"
        path.write_text(text.lstrip("\n"), encoding="utf-8")
        return source.read(path)

    return read


@pytest.mark.parametrize("text", LEGAL.values(), ids=LEGAL)
def test_legal_source_is_accepted(read, tiny_exercises, text):
    rules.check(read(text), tiny_exercises("07"))


@every_case("text, said", BROKEN.values(), ids=BROKEN)
def test_broken_source_is_refused_with_file_cell_and_name(
    read, tiny_exercises, text, said
):
    with pytest.raises(SourceError) as caught:
        rules.check(read(text), tiny_exercises("07"))
    assert str(caught.value).startswith("07_tiny.py")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


NAMES = {
    "assignment": ("a = b", {"a"}, {"b"}),
    "import": ("import x.y as z", {"z"}, set()),
    "function": ("def f(x, y=c):\n    return x + d", {"f"}, {"c", "d"}),
    "class": ("class A(B):\n    n = m", {"A"}, {"B", "m"}),
    "lambda": ("f = lambda x: x + y", {"f"}, {"y"}),
    "list comprehension": ("s = [i * k for i in t]", {"s"}, {"t", "k"}),
    "set comprehension": ("s = {i * k for i in t}", {"s"}, {"t", "k"}),
    "dict comprehension": ("s = {i: k for i in t}", {"s"}, {"t", "k"}),
    "nested comprehension": ("s = [[j for j in i] for i in t]", {"s"}, {"t"}),
    "walrus in a comprehension": ("s = [n := i for i in t]", {"s", "n"}, {"t"}),
    "loop and with": (
        "with a as b:\n    for c in d:\n        c",
        {"b", "c"},
        set("acd"),
    ),
    "global in a function": ("def f():\n    global g\n    g = 1", {"f", "g"}, set()),
    "walrus": ("(n := len(v))", {"n"}, {"v"}),
    "closure": ("def f():\n    x = 1\n    return lambda: x + y", {"f"}, {"y"}),
}


@pytest.mark.parametrize(("text", "bound", "used"), NAMES.values(), ids=NAMES)
def test_names_are_read_from_the_text(text, bound, used):
    assert bound_names(text) == bound
    assert used_names(text) == used


def test_cut_gives_what_nbgrader_writes(tiny_course):
    folder = "07_tiny/07_tiny.ipynb"
    built = nbformat.read(tiny_course.source / folder, as_version=4)
    released = nbformat.read(tiny_course.release / folder, as_version=4)
    for before, after in zip(built.cells, released.cells, strict=True):
        assert rules.cut(before.source) == after.source
