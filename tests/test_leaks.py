"""No solution reaches a student: not in `notebooks/`, the release or the archive.

`nnlib` in the archive is left out on purpose: it holds the course's own version of each
function, from which checks compute what they expect and which later notebooks import.
"""

import ast
import io
import json
import re
import textwrap
import zipfile
from functools import cache
from itertools import chain

import pytest

from grading import archive, notebooks
from grading.text import rules
from nnlib.exercises import NOTEBOOKS
from tests.texts import TEXTS

REGION = re.compile(
    rf"^ *{rules.BEGIN}\n(.*?)^ *{rules.END}\n", re.DOTALL | re.MULTILINE
)
WRITTEN = [text.path.read_text(encoding="utf-8") for text in TEXTS.values()]
# With what answers begin: a function to mend is right but for a line or two.
SOLUTIONS = [
    textwrap.dedent(found) for text in WRITTEN for found in REGION.findall(text)
]


def dump(statements):
    return [ast.dump(statement) for statement in statements]


def blocks(tree):
    """Every block of statements of a syntax tree."""
    for node in ast.walk(tree):
        for name in ("body", "orelse", "finalbody"):
            found = getattr(node, name, None)
            if isinstance(found, list):
                yield dump(found)


WANTED = {solution: dump(ast.parse(solution).body) for solution in SOLUTIONS}


def code_leaks(code):
    """The solutions that stand in a piece of Python, in whatever layout."""
    found = list(blocks(ast.parse(code)))
    for solution, wanted in WANTED.items():
        size = len(wanted)
        if any(
            block[start : start + size] == wanted
            for block in found
            for start in range(len(block))
        ):
            yield solution


@cache
def lines_of_solutions():
    """Lines that stand in solutions, and nowhere in what students are to read.

    What is to be mended or put in order has right lines too.
    """
    begun = [one.starting for one in chain.from_iterable(NOTEBOOKS.values())]
    read = [*(REGION.sub("", text) for text in WRITTEN), *begun]
    shown = {line.strip() for text in read for line in text.split("\n")}
    lines = {line.strip() for text in SOLUTIONS for line in text.split("\n")}
    return lines - shown


def line_leaks(text):
    return lines_of_solutions() & {line.strip() for line in text.split("\n")}


def cells(data):
    for cell in json.loads(data)["cells"]:
        yield cell["cell_type"], "".join(cell["source"])


def notes():
    """What is written for the instructor alone."""
    return [cell.text for text in TEXTS.values() for cell in text.named("instructor")]


NOTES = notes()


def assert_clean(data):
    for cell_type, text in cells(data):
        assert not [note for note in NOTES if note in text]
        assert not line_leaks(text)
        assert cell_type != "code" or not list(code_leaks(text))


@pytest.fixture(scope="module")
def archived(released_course, tmp_path_factory):
    """From name to bytes, of all in the archive and its wheel but the package."""
    path = tmp_path_factory.mktemp("zip") / "student.zip"
    files = members(archive.write(released_course, path))
    (wheel,) = (name for name in files if name.endswith(".whl"))
    files |= members(io.BytesIO(files.pop(wheel)))
    package = (f"{archive.FOLDER}/nnlib/", "nnlib/")
    return {name: data for name, data in files.items() if not name.startswith(package)}


def members(packed):
    """Return the files of a zip, by name."""
    with zipfile.ZipFile(packed) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def test_the_search_finds_every_solution_in_a_solved_notebook(released_course):
    code = []
    for path in released_course.source.glob("*/*.ipynb"):
        code += [text for kind, text in cells(path.read_bytes()) if kind == "code"]
    found = {leak for text in code for leak in code_leaks(text)}
    assert found == set(SOLUTIONS)
    assert line_leaks("\n".join(code)) == lines_of_solutions()


def test_the_search_does_not_depend_on_layout():
    solution = SOLUTIONS[0]
    layout = ast.unparse(ast.parse(solution))
    wrapped = "def other():\n" + textwrap.indent(layout, "\t")
    assert solution in list(code_leaks(wrapped))


def test_release_holds_no_solution(released_course):
    paths = list(released_course.release.rglob("*.*"))
    assert paths
    for path in paths:
        assert_clean(path.read_bytes())


@pytest.mark.parametrize(
    "path", sorted(notebooks.NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem
)
def test_committed_notebook_holds_no_solution_and_no_output(path):
    assert_clean(path.read_bytes())
    for cell in json.loads(path.read_bytes())["cells"]:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


def test_archive_holds_no_solution(archived):
    for name, data in archived.items():
        if name.endswith(".ipynb"):
            assert_clean(data)
        else:
            assert not line_leaks(data.decode("utf-8")), name
