"""Reading a source: nothing is lost, nothing is guessed."""

import jupytext
import pytest

from grading.errors import SourceError
from grading.text import source

WORD_FIRST = ("# %% instructor [markdown]", "# %% [markdown] instructor")
PLAIN = {**source.FORM, "notebook_metadata_filter": "-all"}


def written(folder, text, name="07_tiny.py"):
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def test_reading_and_writing_back_gives_the_same_text(tiny_text):
    cells = jupytext.reads(tiny_text, fmt=source.FORM)
    assert jupytext.writes(cells, fmt=PLAIN) == tiny_text


@pytest.mark.parametrize("path", source.sources(), ids=lambda path: path.stem)
def test_the_course_reads_and_writes_back_to_the_same_text(path):
    text = path.read_text(encoding="utf-8")
    back = jupytext.writes(jupytext.reads(text, fmt=source.FORM), fmt=PLAIN)
    # jupytext writes a word before the type of the cell, we write it behind.
    assert back.replace(*WORD_FIRST) == text


def test_cells_keep_order_type_and_role(tmp_path, tiny_text):
    cells = source.read(written(tmp_path, tiny_text)).cells
    assert [cell.number for cell in cells] == list(range(1, 10))
    assert [cell.role.kind for cell in cells] == [
        *("free", "free", "readonly", "readonly"),
        *("solution", "check", "solution", "check", "demo"),
    ]
    assert [cell.number for cell in cells if not cell.is_code] == [1, 4]


def test_notes_for_the_instructor_are_no_cells_of_students(tmp_path, tiny_text):
    note = "# %% [markdown] instructor\n# Most forget the half.\n\n"
    read = source.read(written(tmp_path, note + tiny_text))
    assert [cell.text for cell in read.named("instructor")] == ["Most forget the half."]
    plain = source.read(written(tmp_path, tiny_text, "07_plain.py"))
    assert [c.text for c in read.student_cells] == [c.text for c in plain.cells]


def test_a_comment_that_looks_like_a_command_stays_a_comment(tmp_path):
    path = written(tmp_path, "# %%\n# cp is a copy of c\ncp = 1\n")
    assert source.read(path).cells[0].text == "# cp is a copy of c\ncp = 1"


def test_notebook_is_the_number_in_the_name(tmp_path, tiny_text):
    assert source.read(written(tmp_path, tiny_text)).notebook == "07"


REFUSED = {
    "no number": ("tiny.py", "# %%\n", "expected a file name like"),
    "capital letters": ("07_Tiny.py", "# %%\n", "expected a file name like"),
    "header": ("07_tiny.py", "# ---\n# jupyter: x\n# ---\n\n# %%\n", "no header"),
    "docstring": ("07_tiny.py", '"""Hello."""\n\n# %%\n', "no header"),
    "empty": ("07_tiny.py", "", "no header"),
    "not UTF-8": (
        "07_tiny.py",
        b"# %%\n# caf\xe9\n",
        "cannot be read as text in UTF-8",
    ),
    "unknown role": (
        "07_tiny.py",
        "# %%\n1\n\n# %% play\n",
        "cell 2: unknown role play",
    ),
    "raw": ("07_tiny.py", "# %% [raw]\n# x\n", "cell 1: a cell is code or [markdown]"),
    "two roles": ("07_tiny.py", '# %% check="f" demo="g"\n', 'cell 1 ("f"): two roles'),
}


@pytest.mark.parametrize(("name", "text", "said"), REFUSED.values(), ids=REFUSED)
def test_source_is_refused_with_file_and_cell(tmp_path, name, text, said):
    with pytest.raises(SourceError) as caught:
        source.read(written(tmp_path, text, name))
    assert str(caught.value).startswith(name)
    assert said in str(caught.value)


def test_sources_come_in_the_order_of_the_course(tmp_path):
    for name in ("02_b.py", "00_c.py", "01_a.py", "notes.txt"):
        (tmp_path / name).write_text("")
    found = [path.name for path in source.sources(tmp_path)]
    assert found == ["00_c.py", "01_a.py", "02_b.py"]
