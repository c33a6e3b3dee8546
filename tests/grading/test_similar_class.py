"""A class of 200 with 12 who copy, and one of 600 with some who mean harm.

The class is made by a program (`tests.grading.similarity`): what stands here of copies
that are found holds for it, and for no class of real students.
"""

import json
import math
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from grading import cli
from grading.course import Course
from grading.similarity.collected import collected
from grading.similarity.ranking import ranking
from nnlib.exercises import NOTEBOOKS, evaluate
from tests.grading.similarity.copied_class import CopiedClass, forms
from tests.grading.similarity.styles import Style

pytestmark = pytest.mark.long

SIZE, COPIES, FIRST = 200, 12, 20
NAME = "02_logistic_regression_arrays"
# What a class of 600 may take, and hostile files beside honest ones.
MOST_MEGABYTES = 1_000
HARMFUL = ("(" * 19_999, "x = 1 + " * 9_000, "'''" * 6_000, "\\" * 90_000, "a b " * 499)
MEASURED = """
import resource, sys
from grading import cli
code = cli.main(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10)
sys.exit(code)
"""
COMPARE50 = "compare50==1.2.15"


@pytest.fixture(scope="module")
def whole(released_course, tmp_path_factory):
    """A class that has handed in the whole course."""
    root = tmp_path_factory.mktemp("copied") / "class"
    shutil.copytree(released_course.root, root)
    course = Course.open(root)
    made = CopiedClass(course, [*NOTEBOOKS], size=SIZE, copies=COPIES, seed=11)
    made.hand_in(course)
    return course, made


def found_among(people, made):
    """Return those copies whose two people are among some pairs."""
    return [one for one in made.copied if one.people in people]


def test_the_twelve_who_copied_are_among_the_first_twenty_pairs(whole):
    course, made = whole
    assert cli.main(["similar", "--course", str(course.root), "--most", "20"]) == 0
    text = (course.root / "similar.html").read_text(encoding="utf-8")
    pairs = re.findall(r"<bdi>(s\d+)</bdi> and <bdi>(s\d+)</bdi>", text)
    assert len(pairs) == FIRST
    assert found_among({*map(frozenset, pairs)}, made) == made.copied


def test_in_one_notebook_alone_most_of_them_are(whole):
    course, made = whole
    pairs = ranking(collected(course, notebook="02"), FIRST).pairs
    people = {frozenset((one.first.id, one.second.id)) for one in pairs}
    assert len(found_among(people, made)) >= COPIES // 2


def test_a_program_of_others_finds_them_in_what_we_write_for_it(whole, tmp_path):
    course, made = whole
    folder, env, out = (tmp_path / name for name in ("files", "env", "out"))
    uv = [sys.executable, "-m", "uv"]
    pip = [*uv, "pip", "install", "-q", "--python", str(env / "bin" / "python")]
    for words in ([*uv, "venv", "-q", str(env)], [*pip, COMPARE50]):
        if subprocess.run(words, capture_output=True).returncode:
            pytest.skip("compare50 cannot be installed here")
    words = ["similar", "--course", str(course.root), "--files", str(folder)]
    assert cli.main(words) == 0
    people = sorted(map(str, folder.glob("class/*")))
    given = sorted(map(str, folder.glob("given/*")))
    words = [str(env / "bin" / "python"), "-m", "compare50", *people, "-d", *given]
    words += ["-p", "structure", "-n", "25", "-o", str(out)]
    # It draws from the hash of texts which of them it compares.
    done = subprocess.run(words, capture_output=True, env={"PYTHONHASHSEED": "0"})
    assert done.returncode == 0, done.stderr
    page = (out / "index.html").read_text(encoding="utf-8")
    links = json.loads(re.search(r"var GRAPH = (\{.*?\});\n", page)[1])["links"]
    pairs = {
        frozenset(Path(one[end]).name for end in ("source", "target")) for one in links
    }
    assert len(found_among(pairs, made)) >= COPIES - 3


def test_a_class_of_600_with_harmful_files_stays_within_its_memory(
    released_course, tmp_path
):
    root = tmp_path / "class"
    shutil.copytree(released_course.root, root)
    course = Course.open(root)
    made = CopiedClass(course, ["02"], size=150, copies=0, seed=3)
    rng, honest = random.Random(4), list(made.works.values())
    # Each takes every answer from somebody else: as alike, and nobody's copy.
    made.works = {
        f"s{number:03}": {id: rng.choice(honest)[id] for id in made.pool}
        for number in range(600)
    }
    for number, text in enumerate(HARMFUL * 4):
        made.works[f"s{number:03}"]["02", "propagate"] = f"def propagate():\n    {text}"
    made.hand_in(course)
    for number, data in enumerate((b"", b"{" * 9_000_000, b"\xff" * 99)):
        (course.submitted / f"s{100 + number}" / NAME / f"{NAME}.ipynb").write_bytes(
            data
        )
    words = ["similar", "--course", str(root), "--notebook", "02"]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", MEASURED, *words],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout.split()[-1]) < MOST_MEGABYTES
    text = (root / "similar-notebook-02.html").read_text(encoding="utf-8")
    assert len(text) < 1_000_000
    assert text.count("notebook 02, propagate: it has") >= 12
    assert text.count("<li>") >= 15


def test_what_a_made_class_writes_is_right_but_for_slips(released_course):
    rng = random.Random(5)
    verdicts = [
        verdict(number, name, Style(rng).written(text))
        for number in ("01", "02", "03")
        for name, texts in forms(released_course, number).items()
        for text in texts
    ]
    wrong = [text for text, passed in verdicts if not passed]
    assert len(verdicts) > 100
    assert len(wrong) < 0.05 * len(verdicts), "\n\n".join(wrong)


def verdict(number, name, text):
    """Return an answer, and whether it passes its check."""
    (exercise,) = (one for one in NOTEBOOKS[number] if one.name == name)
    forms = (exercise.reference, *exercise.accepted)
    names = {"np": np, "math": math}
    for form in forms:
        names |= form.__globals__
    exec(text, names)
    return text, evaluate(f"{number}/{name}", names[name]).status == "passed"
