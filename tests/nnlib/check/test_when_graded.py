"""The notebook says before the grader does what will be missing when graded."""

import functools
import json
import sys
import types

import numpy as np
import pytest

from grading.build import cells
from grading.sandbox.library import packages
from grading.text import assembly, source
from nnlib.check import edition, when_graded
from nnlib.check.notebook import Check
from nnlib.exercises import NOTEBOOKS, exercises
from tests.cases import every_case

ANNOUNCED = ("in_demo", "in_check", "not_there", "not_allowed", "own_file")
ANNOUNCED += ("stops_cell",)
EXERCISES = [one for notebook in NOTEBOOKS.values() for one in notebook]


def by_name(one):
    return {one.name: one.reference}


def by_get(one):
    return f"from nnlib.exercises import get\n{one.name} = get('{one.id}').reference"


def by_another_name(one):
    home = one.reference.__module__
    return (
        f"from {home} import {one.name} as course\n"
        f"def {one.name}(*args, **options):\n    return course(*args, **options)"
    )


def by_an_import_inside(one):
    return (
        f"def {one.name}(*args, **options):\n"
        f"    from {one.reference.__module__} import {one.name} as course\n"
        "    return course(*args, **options)"
    )


def by_its_module(one):
    return (
        f"import {one.reference.__module__} as home\n"
        f"def {one.name}(*args, **options):\n"
        f"    return home.{one.name}(*args, **options)"
    )


def by_a_helper(one):
    home = one.reference.__module__
    return (
        f"from {home} import {one.name} as course\n"
        "def helper(*args, **options):\n    return course(*args, **options)\n"
        f"def {one.name}(*args, **options):\n    return helper(*args, **options)"
    )


def by_partial(one):
    return {one.name: functools.partial(one.reference)}


def by_lookup_inside(one):
    return (
        "from nnlib.exercises import get\n"
        f"def {one.name}(*args, **options):\n"
        f"    return get('{one.id}').reference(*args, **options)"
    )


def called(one, first, course):
    return (
        f"import {one.reference.__module__} as home\n{first}\n"
        f"def {one.name}(*args, **options):\n"
        f"    return {course}(*args, **options)"
    )


def by_a_static_method(one):
    net = (
        "class Net:\n    @staticmethod\n    def run(*args, **options):\n"
        f"        return home.{one.name}(*args, **options)"
    )
    return called(one, net, "Net.run")


def by_an_object(one):
    net = (
        "class Net:\n    def run(self, *args, **options):\n"
        f"        return home.{one.name}(*args, **options)\nnet = Net()"
    )
    return called(one, net, "net.run")


def by_what_an_object_holds(one):
    net = f"class Net:\n    pass\nnet = Net()\nnet.run = home.{one.name}"
    return called(one, net, "net.run")


def by_a_dictionary(one):
    return called(one, f"table = {{'run': home.{one.name}}}", "table['run']")


def by_a_default(one):
    return (
        f"import {one.reference.__module__} as home\n"
        f"def {one.name}(*args, run=home.{one.name}, **options):\n"
        "    return run(*args, **options)"
    )


def by_a_right_form(one):
    return f"from nnlib.exercises import get\n{one.name} = get('{one.id}').accepted[0]"


def by_a_module_inside(one):
    return (
        f"import numpy as np\ndef {one.name}(*args, **options):\n"
        f"    import {one.reference.__module__} as home\n"
        "    nothing = np.zeros(1)\n"
        f"    return home.{one.name}(*args, **options)"
    )


WAYS = (
    *(by_name, by_get, by_another_name, by_an_import_inside),
    *(by_its_module, by_a_helper, by_partial, by_lookup_inside),
    *(by_a_static_method, by_an_object, by_what_an_object_holds, by_a_dictionary),
    *(by_a_default, by_a_right_form, by_a_module_inside),
)


@every_case("way", WAYS)
def test_the_courses_own_function_is_no_pass_in_any_exercise(cell, way):
    passed = []
    for one in EXERCISES:
        made = way(one)
        names = made if isinstance(made, dict) else cell(made)
        check = Check(exercises(one.notebook))
        verdict = check.verdict(one, names[one.name], names)
        if verdict.status != "delegated" or verdict.points:
            passed.append((one.id, verdict.status))
        assert "is not there when your work is graded" in verdict.lines()[1]
    assert passed == []


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


def test_a_module_beside_the_notebook_is_to_be_handed_in(cell, tmp_path, monkeypatch):
    (tmp_path / "my_helpers.py").write_text("def share(P, Y): return (P == Y).mean()")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    text = "def accuracy(P, Y):\n    import my_helpers\n"
    text += "    return float(my_helpers.share(P, Y))"
    verdict, facts = said(cell, text)
    monkeypatch.delitem(sys.modules, "my_helpers")
    assert (verdict.status, facts) == (
        "passed",
        {"own_file": {"name": "my_helpers.py"}},
    )


# ---- names

DEMO = "with waits_for(accuracy) as show:\n    rate = 0.5"
CHECK = "def share(x):\n    return float(np.mean(x))\n\ncheck(accuracy)"


def file_with(tmp_path, monkeypatch, *found):
    """Save a notebook with some cells, and have Jupyter tell where it is."""
    path = tmp_path / "saved.ipynb"
    path.write_text(json.dumps({"cells": found}), encoding="utf-8")
    monkeypatch.setenv(edition.SESSION, str(path))


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
    linked = {path.name for path in packages(when_graded.PACKAGES)}
    modules = {
        name.removesuffix(".py") for name in linked if not name.endswith(".libs")
    }
    own = {*when_graded.PACKAGES, *when_graded.NEEDED_BY_THEM}
    assert {name for name in modules if name.isidentifier()} <= own


def test_what_goes_to_standard_error_is_not_spoken_of(cell):
    line = "import sys; print('100%', file=sys.stderr)"
    verdict, _ = said(cell, BODY.format(line=line))
    assert verdict.status == "passed"
    assert "printed" not in {fact.kind for fact in verdict.facts}
