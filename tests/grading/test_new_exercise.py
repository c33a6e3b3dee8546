"""A new exercise is begun where nothing is in the way, and otherwise nowhere."""

import ast
import shutil

import pytest

from grading import cli
from grading.errors import UsageError
from grading.new_exercise import PACKAGE, new_exercise
from grading.text import source

TEXT = "05_ten_outputs.py"
FILES = (
    "multiclass.py",
    "exercises/multiclass/confidence.py",
    "exercises/multiclass/__init__.py",
)


@pytest.fixture
def where(tmp_path):
    """A copy of what is written into."""
    for name in (FILES[0], FILES[2]):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PACKAGE / name, tmp_path / name)
    shutil.copy(source.AUTHORING / TEXT, tmp_path)
    return {"package": tmp_path, "authoring": tmp_path}


def contents(folder):
    return {p: p.read_text("utf-8") for p in folder.rglob("*.py")}


def test_four_files_are_begun_and_each_is_python_and_a_text(where, tmp_path):
    begun = new_exercise("05/confidence", ["A", "b"], after="softmax", **where)
    paths = [*(tmp_path / name for name in FILES), tmp_path / TEXT]
    assert [one.path for one in begun] == paths
    for one in begun:
        ast.parse(one.text)
        line = one.text.splitlines()[one.line - 1]
        assert line.startswith(('@built_in("05")', '"""`conf', '    "conf', "# %% [m"))
    names = [cell.role.name for cell in source.read(tmp_path / TEXT).named("check")]
    assert names[:3] == ["one_hot", "softmax", "confidence"]
    assert '    "softmax",\n    "confidence",\n' in begun[2].text
    assert "def confidence(A, b):\n" in begun[0].text


def test_it_is_the_last_and_takes_x_if_nothing_is_said(where):
    *_, order, _ = new_exercise("05/confidence", **where)
    assert order.text.endswith('    "choose_settings",\n    "confidence",\n)\n')


def test_a_function_that_is_there_stays_as_it_is(where, tmp_path):
    path = tmp_path / "multiclass.py"
    before = path.read_text("utf-8") + "\n\ndef confidence(A):\n    return A\n"
    path.write_text(before, "utf-8")
    new_exercise("05/confidence", **where)
    assert path.read_text("utf-8") == before


def test_a_module_that_is_not_there_is_begun(where, tmp_path):
    new_exercise("05/confidence", module="certainty", **where)
    text = (tmp_path / "certainty.py").read_text("utf-8")
    assert ast.get_docstring(ast.parse(text)).startswith("TODO")
    exercise = (tmp_path / FILES[1]).read_text("utf-8")
    assert "from nnlib.certainty import confidence\nfrom nnlib.check" in exercise


REFUSED = {
    "no notebook": (["confidence"], "'confidence' is no id of an exercise, expected"),
    "capital": (["05/Confidence"], "'05/Confidence' is no id of an exercise, expected"),
    "keyword": (
        ["05/lambda"],
        "'05/lambda' is no id of an exercise, expected one like",
    ),
    "other notebook": (["09/confidence"], "no notebook '09'; there are 00, 01, 02"),
    "taken": (
        ["05/softmax"],
        "there is an exercise 05/softmax already; choose another",
    ),
    "argument": (["05/confidence", "2A"], "'2A' cannot be a name in Python, expected"),
    "module": (
        ["05/confidence", "--module", "a.b"],
        "'a.b' cannot be a name in Python",
    ),
    "place": (
        ["05/confidence", "--after", "softmacks"],
        "--after is 'softmacks', expected one of one_hot, softmax, cross_entropy, ",
    ),
}


@pytest.mark.parametrize(("words", "said"), REFUSED.values(), ids=REFUSED)
def test_a_wrong_name_is_refused_in_one_line(words, said, capsys):
    assert cli.main(["new-exercise", *words]) == 2
    err = capsys.readouterr().err
    assert (err.startswith("error: "), err.count("\n")) == (True, 1)
    assert said in err


IN_THE_WAY = {
    "exercise": (FILES[1], "", "confidence.py exists already; nothing was written"),
    "cells": (
        TEXT,
        '\n# %% readonly="confidence"\n1\n',
        f"{TEXT} has cells of confidence already; nothing was written",
    ),
    "another form of order": (
        FILES[2],
        None,
        '__init__.py has no line "choose_settings",; nothing was written',
    ),
}


@pytest.mark.parametrize(("name", "more", "said"), IN_THE_WAY.values(), ids=IN_THE_WAY)
def test_nothing_is_written_where_something_is_in_the_way(
    where, tmp_path, name, more, said
):
    path = tmp_path / name
    text = path.read_text("utf-8") if path.exists() else ""
    text = text.replace('    "choose_settings",', "") if more is None else text + more
    path.write_text(text, "utf-8")
    before = contents(tmp_path)
    with pytest.raises(UsageError, match=said):
        new_exercise("05/confidence", **where)
    assert contents(tmp_path) == before
