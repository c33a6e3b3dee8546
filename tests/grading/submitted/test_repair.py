"""A damaged notebook is rebuilt, every repair is told, and nothing is made up."""

import copy
import json

import nbformat
import pytest
from nbformat import v4

from grading.found import rounds
from grading.handed_in import members
from grading.released.marks import grade_id
from grading.run.examine import examine
from grading.sample import sample_class
from grading.submitted import submission
from grading.submitted.salvage import MOST_CELLS, MOST_LETTERS, MOST_LETTERS_TOGETHER
from nnlib.exercises import exercises

from .mutations import ACCIDENTS, LOSSES, by_accident, deleted, moved, split, to_raw

NUMBER, STEM = "02", "02_logistic_regression_arrays"


@pytest.fixture(scope="module")
def release(released_course):
    """The notebook that was handed out."""
    return sample_class.read(released_course.release, NUMBER)


@pytest.fixture(scope="module")
def texts(released_course):
    """The author's answers by function."""
    return sample_class.solutions(sample_class.read(released_course.source, NUMBER))


@pytest.fixture(scope="module")
def solved(release, texts):
    """A notebook in which everything is answered, as the value of its JSON."""
    return plain(answered(release, texts))


def answered(release, texts):
    """Write answers into a copy of a released notebook."""
    notebook = nbformat.from_dict(release)
    for cell in notebook.cells:
        name = grade_id(cell).removesuffix("-solution")
        if grade_id(cell).endswith("-solution"):
            cell.source = texts[name]
    return notebook


def plain(notebook):
    """Return a notebook as plain values, each text in one piece."""
    found = json.loads(nbformat.writes(notebook))
    for cell in found["cells"]:
        cell["source"] = "".join(cell["source"])
    return found


@pytest.fixture
def read(tmp_path, release):
    """Read a file as a submission."""

    def read(data):
        path = tmp_path / f"{STEM}.ipynb"
        if not isinstance(data, bytes):
            data = json.dumps(data).encode("utf-8")
        path.write_bytes(data)
        return submission.read(path, release, student="s", assignment=STEM)

    return read


def place(notebook, id):
    """Return where a cell stands."""
    return [cell["id"] for cell in notebook["cells"]].index(id)


def at(id, change):
    """Return what changes one cell."""
    return lambda notebook: change(notebook, place(notebook, id))


def unanswered(found, texts):
    """Name the functions of which no answer runs before their check."""
    missing = dict(texts)
    lost = []
    for number, cell in enumerate(found.cells):
        if cell.role == "check":
            ran = "\n".join(one.source for one in found.cells[:number])
            if squeezed(missing.pop(cell.name)) not in squeezed(ran):
                lost.append(cell.name)
    return [*lost, *missing]


def squeezed(text):
    """Leave out spaces and line breaks."""
    return "".join(text.split())


# --- Cells --------------------------------------------------------------------------


def edit(text):
    def change(notebook, place):
        notebook["cells"][place]["source"] = text

    return change


def add(text, kind="code"):
    """Return what puts an own cell behind another."""
    make = {"code": v4.new_code_cell, "markdown": v4.new_markdown_cell}[kind]
    return lambda notebook, place: notebook["cells"].insert(place + 1, make(text))


def answer_in(target, kind="code", keep=""):
    """Return what moves the answer to neuron's place in another cell, or a new one."""

    def change(notebook, place):
        cell = notebook["cells"][place]
        text, cell["source"] = cell["source"], STUB
        add(f"{keep}{text}", kind)(notebook, globals()["place"](notebook, target))

    return change


STUB = """\
def predict(w, b, X):
    raise NotImplementedError"""


def pasted_into(target):
    """Return what moves an answer into a cell that has another purpose."""

    def change(notebook, where):
        cell = notebook["cells"].pop(where)
        other = notebook["cells"][place(notebook, target)]
        other["source"] += "\n\n" + cell["source"]

    return change


def second(text):
    """Return what puts another answer behind an answer, with its marks."""

    def change(notebook, place):
        again = copy.deepcopy(notebook["cells"][place])
        again |= {"id": "again", "source": text}
        notebook["cells"].insert(place + 1, again)

    return change


# What is seen of some cells.
DATA = "“measured, diagnosis = tumours(features=…”"
FIRST = "“Run this cell first, and again after ev…”"
PROPAGATE = "“def propagate(w, b, X, Y):”"
CELLS = {
    "check deleted": (
        at("propagate", deleted),
        "The check of propagate was missing; it was put back.",
    ),
    "locked cell deleted": (
        at("data", deleted),
        f"Missing from the notebook, and put back: {DATA}.",
    ),
    "first imports deleted": (
        at("cell-02", deleted),
        f"Missing from the notebook, and put back: {FIRST}.",
    ),
    "first imports emptied": (
        at("cell-02", edit("\n")),
        f"Missing from the notebook, and put back: {FIRST}.",
    ),
    "locked cell edited": (
        at("data", edit("X = 1")),
        f"The locked cell {DATA} had been changed; the released one was used.",
    ),
    "check edited": (at("sigmoid", edit("check = lambda f: 99")), None),
    "check doubled": (
        at("sigmoid", ACCIDENTS["doubled at the end"]),
        "More than once in the notebook, and used once: “check(sigmoid)”.",
    ),
    "answer doubled": (
        at("sigmoid-solution", ACCIDENTS["doubled"]),
        "More than once in the notebook, and used once: “def sigmoid(Z):”.",
    ),
    "answer with an empty copy below it": (
        at("predict-solution", second(STUB)),
        "More than once in the notebook, and used once: “def predict(w, b, X):”.",
    ),
    "answer moved below its check": (
        at("predict-solution", moved(1)),
        "The answer to predict stood below its check; it was found all the same.",
    ),
    "answer moved to the end": (
        at("sigmoid-solution", moved(1000)),
        "The answer to sigmoid stood below its check; it was found all the same.",
    ),
    "answer moved above the imports": (
        at("sigmoid-solution", moved(-1000)),
        "The cell “def sigmoid(Z):” had been moved; it was run where it belongs.",
    ),
    "imports moved to the end": (
        at("cell-02", moved(1000)),
        f"The cell {FIRST} had been moved; it was run where it belongs.",
    ),
    "answer turned into text": (
        at("propagate-solution", ACCIDENTS["to markdown"]),
        f"The cell {PROPAGATE} had been turned into text; it was run as code.",
    ),
    "answer turned into raw text": (
        at("propagate-solution", to_raw),
        f"The cell {PROPAGATE} had been turned into text; it was run as code.",
    ),
    "imports turned into raw text": (
        at("cell-02", to_raw),
        f"The cell {FIRST} had been turned into text; it was run as code.",
    ),
    "check turned into text": (at("sigmoid", ACCIDENTS["to markdown"]), None),
    "text turned into code": (at("cell-21", ACCIDENTS["to code"]), None),
    "answer split": (
        at("propagate-solution", split(0.7, marked=True)),
        f"The cell {PROPAGATE} had been split in two; the halves were joined.",
    ),
    "answer split by an editor that gives no marks": (
        at("propagate-solution", split(0.2, marked=False)),
        f"The cell {PROPAGATE} had been split in two; the halves were joined.",
    ),
    "answer in a new cell": (
        at("predict-solution", answer_in("predict")),
        "Not in the cell for it, but found by the function's name: predict.",
    ),
    "answer in a new text cell": (
        at("predict-solution", answer_in("predict", "markdown", "My answer:\n\n")),
        "Answered in a text cell, and run as code: predict.",
    ),
    "answer in the check": (
        at("predict-solution", pasted_into("predict")),
        "Not in the cell for it, but found by the function's name: predict.",
    ),
    "answer in the locked cell": (
        at("predict-solution", pasted_into("data")),
        "Not in the cell for it, but found by the function's name: predict.",
    ),
    "answer in another answer's cell": (
        at("predict-solution", pasted_into("sigmoid-solution")),
        "Not in the cell for it, but found by the function's name: predict.",
    ),
    "answer merged into the text above": (
        at("sigmoid-solution", lambda notebook, place: (
            ACCIDENTS["merged"](notebook, place - 1)
        )),
        "Answered in a text cell, and run as code: sigmoid.",
    ),
    "text merged into the answer above": (
        at("propagate-solution", lambda notebook, place: (
            deleted(notebook, place + 1), ACCIDENTS["merged"](notebook, place)
        )),
        "Text of the course had got into the cell “def propagate(w, b, X, Y):”; "
        "it was left out.",
    ),
    "marks of an answer gone": (
        at("sigmoid-solution", ACCIDENTS["without marks"]),
        "Without the marks of the course, and known by what they hold: 1 cell.",
    ),
    "marks and id of an answer gone": (
        at("sigmoid-solution", ACCIDENTS["without names"]),
        "Not in the cell for it, but found by the function's name: sigmoid.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("change", "said"), CELLS.values(), ids=CELLS)
def test_cell_is_repaired_and_told(read, solved, texts, change, said):
    mine = copy.deepcopy(solved)
    change(mine)
    found = read(mine)
    assert found.problem == ""
    assert unanswered(found, texts) == []
    assert said is None or said in found.repairs
    nbformat.validate(found.notebook)


@pytest.mark.parametrize("change", [one for one, _ in CELLS.values()], ids=CELLS)
def test_setup_and_locked_cells_run_once_and_before_the_first_answer(
    read, solved, release, change
):
    mine = copy.deepcopy(solved)
    change(mine)
    found = read(mine)
    sources = [cell.source for cell in found.cells]
    first = [cell.role for cell in found.cells].index("solution")
    for cell in release.cells[:20]:
        if cell.cell_type == "code" and cell.id in ("cell-02", "data"):
            assert sources.count(cell.source) == 1
            assert sources.index(cell.source) < first


def test_solved_and_released_notebook_need_no_repair(read, solved, release):
    for notebook in (solved, plain(release)):
        found = read(notebook)
        assert (found.problem, found.repairs) == ("", ())
        assert [one.source for one in found.notebook.cells] == [
            one["source"] for one in notebook["cells"]
        ]


def test_a_cell_that_is_folded_or_opened_is_not_damaged(read, solved, texts):
    for folded in (True, False):
        mine = copy.deepcopy(solved)
        for cell in mine["cells"]:
            cell["metadata"]["jupyter"] = {"source_hidden": folded}
        found = read(mine)
        assert (found.problem, found.repairs) == ("", ())
        assert unanswered(found, texts) == []


@pytest.mark.parametrize("loss", LOSSES)
def test_answer_that_was_not_handed_in_stays_missing(read, solved, texts, loss):
    found = read(by_accident(solved, place(solved, "predict-solution"), loss))
    assert unanswered(found, texts) == ["predict"]
    assert not any("def predict" in cell.source for cell in found.cells)


def test_answer_that_is_still_empty_stays_as_it_was_handed_out(read, solved, release):
    mine = copy.deepcopy(solved)
    where = place(mine, "predict-solution")
    mine["cells"][where]["source"] = release.cells[where].source + "\n# later"
    found = read(mine)
    (cell,) = [one for one in found.cells if one.name == "predict" and one.source]
    assert cell.source == mine["cells"][where]["source"]
    assert found.repairs == ()


def test_last_of_several_answers_counts_and_the_first_still_runs(read, solved):
    mine = copy.deepcopy(solved)
    where = place(mine, "predict-solution")
    second("def predict(w, b, X):\n    return helper(X)")(mine, where)
    mine["cells"][where]["source"] += "\n\ndef helper(X):\n    return X"
    found = read(mine)
    assert "Answered more than once, and the last answer counts: predict." in (
        found.repairs
    )
    sources = [cell.source for cell in found.cells]
    roles = [cell.role for cell in found.cells]
    first = next(i for i, text in enumerate(sources) if "def helper" in text)
    assert roles[first : first + 3] == ["own", "solution", "check"]


def test_student_who_redefines_a_function_further_down_keeps_the_one_at_the_check(
    read, solved, texts
):
    mine = copy.deepcopy(solved)
    add("def predict(w, b, X):\n    return 0")(mine, place(mine, "predict"))
    found = read(mine)
    assert found.repairs == ()
    assert unanswered(found, texts) == []
    check = next(i for i, c in enumerate(found.cells) if c.role == "check" and
                 c.name == "predict")  # fmt: skip
    assert all("return 0" not in cell.source for cell in found.cells[:check])


def test_variable_of_the_same_name_is_no_answer(read, solved, release):
    mine = plain(release)
    add("accuracy = 0.9")(mine, place(mine, "accuracy"))
    assert read(mine).repairs == ()


def test_notebook_of_another_course_is_named(read):
    other = v4.new_notebook(cells=[v4.new_code_cell("print('something else')")])
    (said,) = read(plain(other)).repairs
    assert said.startswith("No cell of this notebook is in the file.")


# --- Formats and other programs -----------------------------------------------------


def without_ids(notebook):
    for cell in notebook["cells"]:
        del cell["id"]


def older(minor):
    def change(notebook):
        without_ids(notebook)
        notebook["nbformat_minor"] = minor

    return change


def format_three(notebook):
    """Cells in worksheets, code as input, headings with a level."""
    without_ids(notebook)
    cells = notebook.pop("cells")
    for cell in cells:
        if cell["cell_type"] == "code":
            cell["input"] = cell.pop("source").splitlines(keepends=True)
            cell["prompt_number"] = cell.pop("execution_count")
            cell |= {"language": "python", "collapsed": False}
    cells.insert(0, {"cell_type": "heading", "level": 1, "source": "Mine"})
    notebook |= {"nbformat": 3, "nbformat_minor": 0}
    notebook["worksheets"] = [{"cells": cells[:9]}, {"cells": cells[9:]}]


def colab(notebook):
    """The id among the metadata, texts as lists of lines, its own marks."""
    notebook["metadata"] |= {"colab": {"provenance": []}, "accelerator": "GPU"}
    notebook |= {"nbformat_minor": 0}
    for cell in notebook["cells"]:
        cell["source"] = cell["source"].splitlines(keepends=True)
        cell["metadata"] |= {"id": cell.pop("id"), "outputId": "0f3"}


def colab_without_marks(notebook):
    colab(notebook)
    for number, cell in enumerate(notebook["cells"]):
        cell["metadata"] = {"id": f"x{number:011}"}


def visual_studio_code(notebook):
    notebook["metadata"] = {"language_info": {"name": "python"}, "orig_nbformat": 4}
    for cell in notebook["cells"]:
        cell["metadata"] |= {"vscode": {"languageId": "python"}, "tags": []}


def jupyterlite(notebook):
    notebook["metadata"]["kernelspec"] = {"name": "python", "display_name": "Pyodide"}
    for cell in notebook["cells"]:
        cell["metadata"] |= {"trusted": True, "editable": True}


def all_marks_gone(notebook):
    without_ids(notebook)
    for cell in notebook["cells"]:
        cell["metadata"] = {}


def nulls(notebook):
    notebook["metadata"] = None
    for cell in notebook["cells"]:
        cell |= {"outputs": None, "execution_count": None, "attachments": None}


PROGRAMS = {
    **{f"format 4.{minor}": older(minor) for minor in range(5)},
    "format 3": format_three,
    "a format of the future": lambda notebook: notebook.update(nbformat=9),
    "Colab": colab,
    "Colab without marks": colab_without_marks,
    "Visual Studio Code": visual_studio_code,
    "JupyterLite": jupyterlite,
    "all marks and ids gone": all_marks_gone,
    "nulls": nulls,
}


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["Windows", "an old Mac"])
def test_other_line_ends_are_no_change(read, solved, texts, end):
    mine = copy.deepcopy(solved)
    for cell in mine["cells"]:
        cell["source"] = "".join(cell["source"]).replace("\n", end)
    found = read(mine)
    assert (found.problem, found.repairs) == ("", ())
    assert unanswered(found, texts) == []


@pytest.mark.parametrize("change", PROGRAMS.values(), ids=PROGRAMS)
def test_every_answer_is_found_whatever_program_saved_it(read, solved, texts, change):
    mine = copy.deepcopy(solved)
    change(mine)
    found = read(mine)
    assert found.problem == ""
    assert unanswered(found, texts) == []


# --- Files --------------------------------------------------------------------------


def text_of(notebook):
    return json.dumps(notebook, indent=1, ensure_ascii=False)


FILES = {
    "mark of UTF-8": (lambda t: t.encode("utf-8-sig"), None),
    "UTF-16": (lambda t: t.encode("utf-16"), "it was read as utf-16."),
    "UTF-16 without a mark": (
        lambda t: t.encode("utf-16-le"),
        "it was read as utf-16-le.",
    ),
    "UTF-16 the other way round": (
        lambda t: t.encode("utf-16-be"),
        "it was read as utf-16-be.",
    ),
    "UTF-32": (lambda t: t.encode("utf-32"), "it was read as utf-32."),
    "Latin-1": (
        lambda t: t.encode("latin-1", "replace") + b'\n"\xe4\xf6\xfc\xdf"',
        "it was read as latin-1.",
    ),
    "zeros behind the end": (
        lambda t: t.encode() + bytes(4096),
        "The file held 4096 zero bytes, as after a crash; they were left out.",
    ),
    "handed in twice in one file": (
        lambda t: (t + t).encode(),
        "Behind the end of the notebook the file held more; it was left out.",
    ),
    "one letter damaged": (
        lambda t: t.encode().replace("·".encode(), b"\xc2", 1),
        "Damaged in the file, and shown as “\ufffd”: 1 letter.",
    ),
    "line breaks as they are": (lambda t: t.replace("\\n", "\n").encode(), None),
    "last bracket lost": (lambda t: t.rstrip()[:-1].encode(), "complete cells"),
    "mark of a merge in it": (
        lambda t: t.replace("\n", "\n<<<<<<< HEAD\n", 1).encode(),
        "complete cells could be taken out of it",
    ),
}


@pytest.mark.parametrize(("write", "said"), FILES.values(), ids=FILES)
def test_file_is_read_and_told(read, solved, texts, write, said):
    found = read(write(text_of(solved)))
    assert found.problem == ""
    assert unanswered(found, texts) == []
    assert said is None or any(said in one for one in found.repairs)


@pytest.mark.parametrize("name", ["sigmoid", "compute_cost", "predict"])
def test_of_a_file_that_was_cut_off_the_complete_cells_are_kept(
    read, solved, texts, name
):
    text = text_of(solved)
    start = text.index(f'"id": "{name}-solution"')
    found = read(text[: text.index("return", start)].encode())
    names = list(texts)
    assert unanswered(found, texts) == names[names.index(name) :]
    assert found.repairs[0].startswith("The file is damaged (the text breaks off or")
    assert "hand it in again" in found.repairs[0]


def test_damage_in_the_middle_costs_one_cell(read, solved, texts):
    text = text_of(solved)
    start = text.index('"id": "predict-solution"')
    found = read((text[:start] + "!" + text[start:]).encode())
    assert unanswered(found, texts) == ["predict"]


def deep(notebook, brackets=200_000):
    text = text_of(notebook)
    start = text.index('"id": "predict-solution"')
    return f'{text[:start]}"deep": {"[" * brackets}{"]" * brackets}, {text[start:]}'


def test_brackets_too_deep_cost_one_cell(read, solved, texts):
    found = read(deep(solved).encode())
    assert unanswered(found, texts) in ([], ["predict"])


HOPELESS = {
    "empty": (b"", "it is empty"),
    "spaces": (b" \n\t ", "it is empty"),
    "zeros": (bytes(5000), "it is empty"),
    "null": (b"null", "it holds something else"),
    "a number": (b"1" * 10_000, "its text is damaged"),
    "a list": (b"[1, 2]", "it holds something else"),
    "an object": (b'{"a": 1}', "it holds no cells"),
    "no cells": (b'{"cells": []}', "it holds no cells"),
    "cells without text": (b'{"cells": [{"cell_type": "code"}]}', "it holds no cells"),
    "cells of another type": (b'{"cells": {"a": []}}', "it holds no cells"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0", "line 1"),
    "a page": (b"<!DOCTYPE html><html><body>404</body></html>", "line 1"),
    "brackets alone": (b"[" * 500_000, "too deeply"),
    "more brackets than values": (b"[" * 1_000_000, "more than 500000 values"),
    "objects alone": (b'{"cells":' * 500_000, "too deeply"),
}


@pytest.mark.parametrize(("data", "said"), HOPELESS.values(), ids=HOPELESS)
def test_file_without_a_notebook_is_a_problem_in_words(read, data, said):
    found = read(data)
    assert found.problem.startswith("The file could not be read as a notebook: ")
    assert said in found.problem
    assert found.cells == () and found.notebook is None


def test_file_that_is_too_large_is_not_read(read, monkeypatch, solved):
    monkeypatch.setattr(submission, "MOST_BYTES", 1 << 20)
    assert members.MOST_BYTES > 1 << 20
    found = read(text_of(solved).encode() + b" " * (2 << 20))
    assert found.problem.endswith("it has 2 MB, at most 1 MB are read.")


def test_values_without_end_are_not_read(read, solved):
    many = b'{"cells": [' + b"{}," * 10**6 + b"{}]}"
    assert "more than 500000 values" in read(many).problem
    # Whatever stands in the texts of a notebook is no value.
    mine = copy.deepcopy(solved)
    mine["metadata"]["said"] = "[{,}]" * 200_000
    assert read(mine).problem == ""
    # Where it is damaged, nobody knows what a text is.
    damaged = b'{"cells": ["' + text_of(mine).encode()
    assert "more than 500000 values" in read(damaged).problem


def test_long_ids_are_none(read, solved, texts):
    mine = copy.deepcopy(solved)
    for number, cell in enumerate(mine["cells"]):
        cell["id"] = f"{number}-" + "x" * 100_000
    own = {"cell_type": "code", "source": "1 / 0", "id": "y" * 10**6, "metadata": {}}
    mine["cells"].append(own)
    found = read(mine)
    assert unanswered(found, texts) == []
    assert max(len(cell.label) for cell in found.cells) < 100
    assert max(map(len, found.repairs), default=0) < 1_000


DAMAGED = ["é", "θ₁", "…", "😀"]


@pytest.mark.parametrize("letters", DAMAGED)
def test_damaged_byte_costs_one_letter(read, solved, letters):
    mine = copy.deepcopy(solved)
    mine["cells"][-1] |= {
        "cell_type": "code",
        "source": f"# {letters} é ü ö",
        "id": "a",
    }
    text = json.dumps(mine, ensure_ascii=False).encode()
    start = text.index(f"# {letters} é".encode()) + 2
    for place in range(start, start + len(letters.encode())):
        data = text[:place] + b"\xff" + text[place + 1 :]
        (last,) = [one.source for one in read(data).cells if " é ü ö" in one.source]
        assert last.endswith(" é ü ö") and "\ufffd" in last
        kept = [letter for letter in letters if letter in last[: -len(" é ü ö")]]
        assert len(kept) == len(letters) - 1


def test_cell_that_is_too_long_costs_itself(read, solved, texts):
    mine = copy.deepcopy(solved)
    mine["cells"][place(mine, "predict-solution")]["source"] += "#" * MOST_LETTERS
    found = read(mine)
    assert unanswered(found, texts) == ["predict"]
    assert any("letters, at most 100000 are read" in one for one in found.repairs)


def test_texts_that_are_too_long_together_end_somewhere(read, solved):
    mine = copy.deepcopy(solved)
    long = {"cell_type": "code", "metadata": {}, "source": "#" * (MOST_LETTERS - 1)}
    mine["cells"] = [dict(long) for _ in range(40)]
    letters = sum(len(cell.source) for cell in read(mine).cells)
    assert letters < MOST_LETTERS_TOGETHER + 50_000


def test_of_too_many_cells_the_first_are_read(read, solved, texts):
    mine = copy.deepcopy(solved)
    more = {"cell_type": "code", "metadata": {}, "source": "1"}
    mine["cells"] += [more] * (MOST_CELLS * 2)
    found = read(mine)
    assert unanswered(found, texts) == []
    assert len(found.cells) <= MOST_CELLS
    assert any("cells; only the first 2000 were read" in one for one in found.repairs)


def test_edition_that_is_no_text_is_left_out(read, solved):
    mine = copy.deepcopy(solved)
    nested = []
    for _ in range(500):
        nested = [nested]
    mine["metadata"]["nnlib"] = {"exercises": nested, "notebook": NUMBER}
    assert read(mine).notebook.metadata["nnlib"] == {"notebook": NUMBER}


def test_of_editions_only_those_are_kept_that_can_be_some(read, solved):
    mine = copy.deepcopy(solved)
    claimed = {"sigmoid": 2, "predict": True, "optimize": "3", "no name": 1, "a": 0}
    claimed |= {"a" * 200: 1, "b": 10**30, **{f"name{n}": 1 for n in range(500)}}
    mine["metadata"]["nnlib"] = {"editions": claimed}
    kept = read(mine).notebook.metadata["nnlib"]["editions"]
    assert kept["sigmoid"] == 2 and len(kept) < 100
    assert all(name == "sigmoid" or name.startswith("name") for name in kept)


# --- The score ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """The modules that the code of the notebook may see."""
    from grading.sandbox.library import student_library

    return student_library(tmp_path_factory.mktemp("library") / NUMBER, NUMBER)


def run_of(found):
    """Return what runs, without the names of own cells."""
    return tuple((c.role, c.name, c.source) for c in found.cells if c.role != "demo")


def honest(solved, step=1):
    """Yield every accident that takes no answer away."""
    for number in range(0, len(solved["cells"]), step):
        cell = solved["cells"][number]
        is_answer = cell["id"].endswith("-solution")
        for name in ACCIDENTS:
            if not (is_answer and name in LOSSES):
                yield cell["id"], name, by_accident(solved, number, name)


@pytest.mark.parametrize("step", [4, pytest.param(1, marks=pytest.mark.long)])
def test_no_accident_to_one_cell_loses_an_answer_or_what_it_needs(
    read, solved, texts, step
):
    """Every fourth cell, or all: what runs is what ran before."""
    before = run_of(read(solved))
    needed = [text for role, _, text in before if role != "check"]
    for id, name, mine in honest(solved, step):
        found = read(mine)
        if run_of(found) != before:
            ran = squeezed("".join(cell.source for cell in found.cells))
            lost = [text for text in needed if squeezed(text) not in ran]
            assert (id, name, lost, unanswered(found, texts)) == (id, name, [], [])


def points(found, library):
    """Grade a submission."""
    drawn = rounds.draws(b"secret", rounds.FIRST, exercises(NUMBER))
    results, _ = examine(found, exercises(NUMBER), library, drawn)
    return sum(one.verdict.points for one in results)


TELLING = ("answer split", "answer in the check", "imports moved to the end",
           "answer moved to the end", "answer merged into the text above",
           "marks and id of an answer gone")  # fmt: skip


@pytest.mark.parametrize("case", TELLING)
def test_repaired_notebook_keeps_its_full_score(read, solved, library, case):
    mine = copy.deepcopy(solved)
    CELLS[case][0](mine)
    assert points(read(mine), library) == 100


@pytest.mark.long
def test_honest_notebook_keeps_its_full_score_through_every_accident(
    read, solved, library
):
    """Whatever runs in another way than before is graded."""
    done = {run_of(read(solved)): 100.0}
    for id, name, mine in honest(solved):
        found = read(mine)
        if run_of(found) not in done:
            done[run_of(found)] = points(found, library)
        assert (id, name, done[run_of(found)]) == (id, name, 100.0)
