"""What a class finds, and does not find, when its work is graded, in words."""

import shutil

import nbformat
import pytest

from grading.collect import collect
from grading.feedback import feedback
from grading.grade import grade
from grading.handed_in import modules
from nnlib.check import modules_there
from tests.cases import every_case

from .conftest import TINY_NAME

HALF = "def half(x):\n    return x / 2"
WITH_MODULE = "import my_tools\n\ndef half(x):\n    return my_tools.halved(x)"
HALVED = "def halved(x):\n    return x / 2\n"


@pytest.fixture
def graded(room):
    """Hand in a notebook with files beside it, grade, and give record and page."""

    def graded(notebook=None, files=(), packed=False, **texts):
        folder = room.folder / "in" / "ada"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        text = nbformat.writes(notebook or room.notebook(**texts))
        (folder / f"{TINY_NAME}.ipynb").write_text(text, encoding="utf-8")
        for name, data in dict(files).items():
            (folder / name).write_bytes(data)
        given = folder.parent
        if packed:
            given = shutil.make_archive(str(room.folder / "all"), "zip", folder.parent)
        collect(room.course, room.folder / "all.zip" if packed else given)
        grade(room.course)
        record = room.record("ada")
        (page,) = feedback(room.course)
        return record, page.read_text(encoding="utf-8")

    return graded


def said(record, name="half"):
    result = next(one for one in record.results if one.name == name)
    return "\n".join(text for _, text in result.said)


def with_cell(room, text, place, **texts):
    """Return the notebook with a cell of her own before a place."""
    notebook = room.notebook(**texts)
    notebook.cells.insert(place, nbformat.v4.new_code_cell(text))
    return notebook


def place(notebook, id):
    return [cell.id for cell in notebook.cells].index(id)


# ---- names


def test_a_helper_in_a_check_cell_is_missed_in_words(room, graded):
    notebook = room.notebook(half="def half(x):\n    return halved(x)")
    notebook.cells[place(notebook, "half")].source = f"{HALVED}\ncheck(half)"
    record, page = graded(notebook)
    assert "In the check cell of half stood more than its check" in record.repairs[0]
    assert "halved was made in the check cell of half." in said(record)
    assert "spelling" not in page


def test_a_name_of_a_demonstration_is_missed_in_words(graded):
    record, page = graded(half="def half(x):\n    return x / len(table)")
    assert (
        "table is made by a demonstration below the heading “07 · A tiny notebook”."
    ) in said(record)
    assert "spelling" not in page


def test_a_name_from_further_down_or_from_a_cell_that_stopped_is_missed(room, graded):
    uses = "def half(x):\n    return x / two"
    below = with_cell(room, "two = 2", 9, half=uses)
    assert "The cell “two = 2”, which makes two, stands further down." in said(
        graded(below)[0]
    )
    broken = with_cell(room, "1 / 0\ntwo = 2", 2, half=uses)
    record, page = graded(broken)
    assert "The cell “1 / 0”, which makes two, did not run to its end." in said(record)
    assert broken.cells[2].id not in page


def test_a_misspelt_name_is_still_called_that(graded):
    record, _ = graded(half="def half(x):\n    return y / 2")
    assert "Compare its spelling" in said(record)


# ---- what is not there, and what is not allowed


def test_a_bar_of_progress_costs_nothing(graded):
    text = "from tqdm.auto import tqdm\n\ndef half(x):\n"
    text += "    for _ in tqdm(range(3)):\n        y = x / 2\n    return y"
    assert graded(half=text)[0].results[0].points == 5.0


def test_a_module_that_is_absent_is_named(graded):
    record, _ = graded(half=f"from scipy.special import expit\n\n{HALF}")
    assert record.results[0].status == "delegated"
    assert "It uses scipy" in said(record)


def test_a_pool_is_forbidden_in_words(graded):
    text = "from multiprocessing import Pool\n\ndef half(x):\n    return Pool(2)"
    record, page = graded(half=text)
    assert "no further processes can be started" in said(record)
    assert "No such file or directory" not in page


# ---- modules of her own


@pytest.mark.parametrize("packed", [False, True])
def test_a_module_beside_the_notebook_is_used(room, graded, packed):
    files = {"my_tools.py": HALVED.encode(), "unused.py": b"1 / 0"}
    record, page = graded(files=files, packed=packed, half=WITH_MODULE)
    assert record.results[0].points == 5.0
    assert "Used beside the notebook: my_tools.py." in page
    assert list(record.submitted["modules"]) == ["my_tools.py"]


@every_case("name", ["importlib.import_module", "__import__"])
def test_a_module_that_is_imported_by_a_call_is_used(graded, name):
    text = WITH_MODULE.replace(
        "import my_tools", f"import importlib\nt = {name}('my_tools')"
    )
    files = {"my_tools.py": HALVED.encode()}
    record, _ = graded(files=files, half=text.replace("return my_tools", "return t"))
    assert record.results[0].points == 5.0
    assert list(record.submitted["modules"]) == ["my_tools.py"]


def test_a_changed_module_is_a_new_submission(graded):
    files = {"my_tools.py": b"def halved(x):\n    return x / 3\n"}
    first, _ = graded(files=files, half=WITH_MODULE)
    second, _ = graded(files={"my_tools.py": HALVED.encode()}, half=WITH_MODULE)
    third, _ = graded(half=WITH_MODULE)
    points = [one.results[0].points for one in (first, second, third)]
    assert points == [0.0, 5.0, 0.0]
    assert len({one.submitted["sha256"] for one in (first, second, third)}) == 3


def test_a_line_of_a_module_is_shown(graded):
    text = b"def halved(x):\n    y = x / 2\n    return y + unknown\n"
    record, _ = graded(files={"my_tools.py": text}, half=WITH_MODULE)
    assert "Line 3 of halved: return y + unknown" in said(record)


def test_a_module_that_is_no_python_costs_what_needs_it(graded):
    double = "def double(x):\n    return 2 * x"
    files = {"my_tools.py": b"def halved(x) return"}
    record, _ = graded(files=files, half=WITH_MODULE, double=double)
    assert [one.points for one in record.results] == [0.0, 10.0]
    assert "SyntaxError" in said(record)


def test_a_cell_that_is_no_python_is_named_as_its_cell(graded):
    record, page = graded(half="def half(x):\n\u00a0\u00a0return x / 2")
    assert "Line 2 of its cell: " in said(record)
    assert "Line 2 of :" not in page


LEFT_OUT = {
    "too large": (
        "my_tools.py",
        b"#" * (modules_there.MOST_BYTES + 1),
        "more than 100 kB",
    ),
    "no text": ("my_tools.py", b"\xff\xfe\x00", "is no text"),
    "zeros": ("my_tools.py", b"x = '\0'", "is no text"),
    "there already": ("numpy.py", HALVED.encode(), "is there already"),
    "the course": ("nnlib.py", HALVED.encode(), "is there already"),
    "of Python's": ("random.py", HALVED.encode(), "is there already"),
}


@every_case(("name", "data", "why"), LEFT_OUT.values(), ids=LEFT_OUT)
def test_what_is_no_module_is_left_out_in_words(name, data, why):
    notebook = f'"import {name[:-3]}"'.encode()
    taken, notes = modules.chosen(notebook, {name: data})
    assert taken == {}
    assert len(notes) == 1 and why in notes[0]


def test_modules_of_modules_are_taken_along_and_no_others():
    near = {"a.py": b"from b import c", "b.py": b"c = 1", "c.py": b"", "my-d.py": b""}
    taken, notes = modules.chosen(b'"import a\\n", "my-d"', near)
    assert (list(taken), notes) == (["a.py", "b.py", "c.py"], [])
    assert modules.hash_of(b"x", {}) != modules.hash_of(b"x", taken)
