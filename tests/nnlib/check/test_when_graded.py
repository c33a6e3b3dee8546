"""The notebook says before the grader does what will be missing when graded."""

import json
import subprocess
import sys
import types

import numpy as np
import pytest

from grading.build import cells
from grading.handed_in.modules import chosen
from grading.sandbox.library import packages
from grading.text import assembly, source
from nnlib import saved_notebook
from nnlib.check import edition, modules_there
from nnlib.check.modules_there import A_FOLDER, NO_TEXT, RUN, TAKEN_NAME, TOO_LARGE
from nnlib.check.notebook import Check
from nnlib.exercises import NOTEBOOKS, exercises
from tests.cases import every_case
from tests.handed_over import WAYS

ANNOUNCED = ("in_demo", "in_check", "not_there", "not_allowed", "own_file")
ANNOUNCED += ("stops_cell", "left_out", "no_data")
EXERCISES = [one for notebook in NOTEBOOKS.values() for one in notebook]


ONE_OF_EACH = [notebook[0] for notebook in NOTEBOOKS.values()]


@every_case("way", WAYS)
def test_the_courses_own_function_is_no_pass(cell, way):
    assert passed(cell, way, ONE_OF_EACH) == []


@pytest.mark.long
@every_case("way", WAYS)
def test_the_courses_own_function_is_no_pass_in_any_exercise(cell, way):
    assert passed(cell, way, EXERCISES) == []


def passed(cell, way, handed_over):
    """List the exercises that are not told of the function that will be missing."""
    found = []
    for one in handed_over:
        made = way(one)
        names = made if isinstance(made, dict) else cell(made)
        names["check"] = check = Check(exercises(one.notebook))
        verdict = check.verdict(one, names[one.name], names)
        said = "is not there when your work is graded" in " ".join(verdict.lines())
        if verdict.status != "delegated" or verdict.points or not said:
            found.append((one.id, verdict.status))
    return found


def solved(number, cell):
    """Run the author's notebook without its demonstrations; return its names."""
    path = next(one for one in source.sources() if one.name.startswith(number))
    names = {"__name__": "__main__", "In": []}
    for one in json.loads(assembly.notebook(path, None, cells))["cells"]:
        text = "".join(one["source"])
        demo = one["metadata"].get("nnlib", {}).get("role") == "demo"
        if one["cell_type"] == "code" and not demo and "before_handing_in" not in text:
            names["In"].append(text)
            cell(text, names)
    return names


@pytest.mark.parametrize(
    "number",
    [
        pytest.param(one, marks=[] if one == "02" else [pytest.mark.long])
        for one in NOTEBOOKS
    ],
)
def test_nothing_is_announced_of_the_authors_own_solutions(number, cell, capsys):
    latest = solved(number, cell)["check"].latest
    assert [one.status for one in latest.values()] == ["passed"] * len(latest)
    kinds = {fact.kind for one in latest.values() for fact in one.facts}
    assert kinds & {*ANNOUNCED} == set()


def said(cell, text, number="02", name="accuracy", **more):
    """Check a function as a notebook does; return the facts that were announced."""
    names = {"np": np, "In": [text], **more}
    cell(text, names)
    check = Check(exercises(number))
    verdict = check.verdict(check.exercises[name], names[name], names)
    return verdict, {
        f.kind: dict(f.about) for f in verdict.facts if f.kind in ANNOUNCED
    }


BODY = "def accuracy(P, Y):\n    {line}\n    return float(np.mean(P == Y))"
NOT_ALLOWED = {
    "a pool": ("from multiprocessing import Pool", "Pool", "processes"),
    "a program": ("import subprocess", "subprocess.run", "processes"),
    "a fork": ("import os", "os.fork", "processes"),
    "a page": ("from urllib.request import urlopen", "urlopen", "network"),
    "a question": ("", "input", "nobody"),
}


@every_case(("first", "used", "why"), NOT_ALLOWED.values(), ids=NOT_ALLOWED)
def test_what_is_not_allowed_is_announced(cell, first, used, why):
    text = f"{first}\n{BODY.format(line=f'if len(P) > 99: {used}()')}"
    verdict, facts = said(cell, text)
    assert verdict.status == "passed"
    assert why in facts["not_allowed"]["why"]
    # Threads, and what else a module has, are no matter.
    assert said(cell, BODY.format(line="import threading"))[1] == {}


@every_case(
    "line",
    ["import scipy.special", "from scipy.special import expit", "import joblib as j"],
)
def test_a_module_that_is_absent_is_announced(cell, line):
    root = line.split()[1].split(".")[0]
    inside = said(cell, BODY.format(line=line))[1]
    beside = said(cell, f"{line}\n{BODY.format(line='pass')}")[1]
    assert inside == beside == {"not_there": {"name": root}}


def test_an_import_above_that_will_not_be_there_is_announced(cell):
    line = "from nnlib.metrics import accuracy as course"
    above = said(cell, f"{line}\n{BODY.format(line='pass')}")[1]
    assert above == {"stops_cell": {"name": "nnlib.metrics.accuracy"}}
    assert said(cell, f"{BODY.format(line='pass')}\n{line}")[1] == {}
    earlier = "from nnlib.logistic_loops import neuron"
    assert said(cell, f"{earlier}\n{BODY.format(line='pass')}")[1] == {}


def test_a_function_without_a_module_is_traced_to_the_one_that_has_it(cell):
    special = pytest.importorskip("scipy.special")
    text = BODY.format(line="half = expit(0.0)")
    assert said(cell, text, expit=special.expit)[1] == {"not_there": {"name": "scipy"}}
    assert said(cell, BODY.format(line="one = exp(0.0)"), exp=np.exp)[1] == {}


def test_a_bar_of_progress_is_no_matter(cell, monkeypatch):
    tqdm = types.ModuleType("tqdm")
    tqdm.tqdm, tqdm.__file__ = list, "/venv/site-packages/tqdm/__init__.py"
    monkeypatch.setitem(sys.modules, "tqdm", tqdm)
    text = "from tqdm import tqdm\n" + BODY.format(line="tqdm(range(3))")
    assert said(cell, text)[1] == {}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The folder of a notebook, from which modules are imported."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    yield tmp_path
    for name, module in [*sys.modules.items()]:
        if str(tmp_path) in str(getattr(module, "__spec__", "")):
            del sys.modules[name]


SHARE = "def share(P, Y): return (P == Y).mean()"
BY_MODULE = BODY.replace("np.mean(P == Y)", "{module}.share(P, Y)")


def by_module(module):
    return f"import {module}\n" + BY_MODULE.format(line="pass", module=module)


def test_a_module_beside_the_notebook_is_to_be_handed_in(cell, folder):
    (folder / "my_helpers.py").write_text(SHARE)
    verdict, facts = said(cell, by_module("my_helpers"))
    assert (verdict.status, facts) == (
        "passed",
        {"own_file": {"name": "my_helpers.py"}},
    )


# Ways to import a module without a line that begins with import.
BY_CALL = {
    "in the function": (
        "import importlib",
        "tools = importlib.import_module('{module}')",
    ),
    "above it": ("import importlib\ntools = importlib.import_module('{module}')", ""),
    "by a name for a text": (
        "from importlib import import_module",
        "name = '{module}'; tools = import_module(name)",
    ),
    "by what the statement calls": ("", "tools = __import__('{module}')"),
}


@every_case(("first", "line"), BY_CALL.values(), ids=BY_CALL)
def test_a_module_that_is_imported_by_a_call_is_announced(cell, folder, first, line):
    (folder / "my_helpers.py").write_text(SHARE)
    body = BY_MODULE.replace("{module}", "tools").replace("{line}", line or "pass")
    text = f"{first}\n{body}"
    mine = text.replace("{module}", "my_helpers")
    verdict, facts = said(cell, mine)
    assert verdict.status == "passed"
    assert facts == {"own_file": {"name": "my_helpers.py"}}
    # The other side takes the file along.
    taken, _ = chosen(json.dumps([mine]).encode(), {"my_helpers.py": SHARE.encode()})
    assert [*taken] == ["my_helpers.py"]
    other = text.replace("{module}", "scipy.special")
    assert said(cell, other)[1] == {"not_there": {"name": "scipy"}}


def test_what_a_module_of_hers_imports_by_a_call_is_announced(cell, folder):
    parts = f"tools = __import__('scipy.special')\n{SHARE}"
    (folder / "my_parts.py").write_text(parts)
    helpers = "share = __import__('my_parts').share"
    (folder / "my_helpers.py").write_text(helpers)
    facts = said(cell, by_module("my_helpers"))[1]
    assert facts["not_there"] == {"name": "scipy"}
    near = {"my_helpers.py": helpers.encode(), "my_parts.py": parts.encode()}
    assert [*chosen(b'"import my_helpers"', near)[0]] == [
        "my_helpers.py",
        "my_parts.py",
    ]


BY_RUN = """\
%run helpers.py
from nnlib.exercises import checks
check = checks("00")
def squared_loss(a, y):
    return half((a - y) ** 2)
check(squared_loss)
"""


def test_what_run_makes_in_ipython_is_announced(tmp_path):
    (tmp_path / "helpers.py").write_text("def half(x):\n    return x / 2\n")
    (tmp_path / "cells.ipy").write_text(BY_RUN)
    told = [sys.executable, "-m", "IPython", "--no-banner", "cells.ipy"]
    done = subprocess.run(told, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert f"When graded, helpers.py is not there: {RUN}." in done.stdout


LEFT_OUT = {
    "larger than what is taken": ("large.py", b"#" * 100_001, TOO_LARGE),
    "in another coding": ("coded.py", "# -*- coding: latin-1 -*- é".encode("latin-1")),
    "with the name of another": ("pylab.py", b"", TAKEN_NAME),
    "in a folder": ("mine/__init__.py", b"", A_FOLDER),
    "in a folder without a beginning": ("plain/share.py", b"", A_FOLDER),
}


@every_case(("name", "data", "why"), [(*one, NO_TEXT)[:3] for one in LEFT_OUT.values()])
def test_a_module_that_is_not_taken_along_is_announced(cell, folder, name, data, why):
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(data + b"\n" + SHARE.encode())
    root = name.split("/")[0].removesuffix(".py")
    text = by_module("plain.share" if root == "plain" else root)
    verdict, facts = said(cell, text)
    named = name if why != A_FOLDER else f"the folder {root}"
    assert verdict.status == "passed"
    assert facts == {"left_out": {"name": named, "why": why}}
    # The other side takes it for the same.
    if why != A_FOLDER:
        assert chosen(text.encode(), {name: file.read_bytes()}) == (
            {},
            [f"“{name}” was left out: {why}."],
        )


def test_what_a_module_of_hers_imports_is_announced_as_well(cell, folder):
    (folder / "my_parts.py").write_text("import scipy.special\nimport math\n" + SHARE)
    (folder / "my_helpers.py").write_text("from my_parts import share")
    _, facts = said(cell, by_module("my_helpers"))
    assert facts["not_there"] == {"name": "scipy"}


def test_a_module_of_another_folder_is_announced(cell, folder, monkeypatch):
    (folder / "lib").mkdir()
    (folder / "lib" / "far_away.py").write_text(SHARE)
    monkeypatch.syspath_prepend(folder / "lib")
    assert said(cell, by_module("far_away"))[1] == {"not_there": {"name": "far_away"}}


def test_a_file_of_data_is_announced(cell, folder):
    np.save(folder / "half.npy", 0.5)
    text = BODY.format(line="P = P + 0 * np.load('half.npy')")
    assert said(cell, text)[1] == {"no_data": {"name": "half.npy"}}
    assert said(cell, text.replace("half.npy", "W1"))[1] == {}


# ---- names

DEMO = "with waits_for(accuracy) as show:\n    rate = 0.5"
CHECK = "def share(x):\n    return float(np.mean(x))\n\ncheck(accuracy)"


def file_with(tmp_path, monkeypatch, *found):
    """Save a notebook with some cells, and have Jupyter tell where it is."""
    path = tmp_path / "saved.ipynb"
    path.write_text(json.dumps({"cells": found}), encoding="utf-8")
    monkeypatch.setenv(saved_notebook.SESSION, str(path))


def saved(text, **metadata):
    return {"cell_type": "code", "source": text, "metadata": metadata}


def demo(text, *names):
    about = {"role": "demo", "names": names, "part": "3 · Rates"}
    return saved(text, nnlib={**about, "digest": edition.digest(DEMO)})


READS_RATE = BODY.format(line="P = P + 0 * rate")


def test_a_name_of_a_demonstration_is_announced(cell, tmp_path, monkeypatch):
    file_with(tmp_path, monkeypatch, demo(DEMO, "rate"), saved(READS_RATE))
    facts = said(cell, READS_RATE, rate=0.5, In=[DEMO, READS_RATE])[1]
    assert facts == {"in_demo": {"name": "rate", "part": "3 · Rates"}}


def test_it_is_announced_where_the_function_stops_as_well(cell, tmp_path, monkeypatch):
    file_with(tmp_path, monkeypatch, demo(DEMO, "rate"))
    text = BODY.format(line="P = P @ rate")
    verdict, facts = said(cell, text, rate=0.5, In=[DEMO, text])
    assert verdict.status == "error" and list(facts) == ["in_demo"]


def test_a_demonstration_that_was_changed_is_run(cell, tmp_path, monkeypatch):
    mine = DEMO.replace("0.5", "0.7")
    file_with(tmp_path, monkeypatch, demo(mine, "rate"), saved(READS_RATE))
    assert said(cell, READS_RATE, rate=0.7, In=[mine, READS_RATE])[1] == {}


def test_a_name_that_another_cell_makes_as_well_is_there(cell, tmp_path, monkeypatch):
    file_with(tmp_path, monkeypatch, demo(DEMO, "rate"))
    found = said(cell, READS_RATE, rate=0.5, In=[DEMO, "rate = 0.1", READS_RATE])
    assert found[1] == {}


def test_a_helper_in_a_check_cell_is_announced(cell, tmp_path, monkeypatch):
    text = "def accuracy(P, Y):\n    return share(P == Y)"
    names = {"np": np, "check": lambda function: None}
    cell(text, names)
    cell(CHECK, names)
    names["In"] = [text, CHECK]
    check = Check(exercises("02"))
    verdict = check.verdict(check.exercises["accuracy"], names["accuracy"], names)
    assert {"in_check": {"name": "share"}} == {
        fact.kind: fact.about for fact in verdict.facts if fact.kind in ANNOUNCED
    }
    names["In"] = [CHECK.replace("check(accuracy)", text), text]
    verdict = check.verdict(check.exercises["accuracy"], names["accuracy"], names)
    assert not {fact.kind for fact in verdict.facts} & {*ANNOUNCED}


def test_what_the_notebook_calls_there_is_what_the_sandbox_links():
    linked = {path.name for path in packages(modules_there.PACKAGES)}
    modules = {
        name.removesuffix(".py") for name in linked if not name.endswith(".libs")
    }
    own = {*modules_there.PACKAGES, *modules_there.NEEDED_BY_THEM}
    assert {name for name in modules if name.isidentifier()} <= own


def test_what_goes_to_standard_error_is_not_spoken_of(cell):
    line = "import sys; print('100%', file=sys.stderr)"
    verdict, _ = said(cell, BODY.format(line=line))
    assert verdict.status == "passed"
    assert "printed" not in {fact.kind for fact in verdict.facts}
