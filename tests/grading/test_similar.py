"""Pairs whose answers are alike where few others' are: found, shown, and forgotten."""

import json
import re
import shutil
import subprocess
import sys
from types import SimpleNamespace

import pytest

from grading import cli
from grading.course import Course
from grading.persons import forget
from grading.roster import students
from grading.roster.students import Person, Roster
from tests.grading.read_page import Page
from tests.grading.similarity.copied_class import CopiedClass

NAME = "02_logistic_regression_arrays"
EVIL = '</pre></details><script>document.title = "gone"</script>\x1b[2J\u202e'


@pytest.fixture(scope="module")
def small(released_course, tmp_path_factory):
    """A class of 30 with three copies, and what `similar` says of it."""
    root = tmp_path_factory.mktemp("similar") / "class"
    shutil.copytree(released_course.root, root)
    course = Course.open(root)
    made = CopiedClass(course, ["02"], size=30, copies=3, seed=1)
    spoil(made)
    made.hand_in(course)
    broken = course.submitted / "zoe" / NAME / f"{NAME}.ipynb"
    broken.parent.mkdir(parents=True)
    broken.write_bytes(b"\xff\x00 no notebook")
    people = [Person(one, f"Name of {one}") for one in made.works]
    students.write(course.students_file, Roster((*people,)))
    return SimpleNamespace(course=course, made=made)


def spoil(made):
    """Have a pair write what a page must not obey, and one person far too much."""
    for one in (made.copied[0].source, made.copied[0].copy):
        text = made.works[one]["02", "propagate"] or "def propagate():\n    pass"
        made.works[one]["02", "propagate"] = f"{text}\n    # {EVIL}"
    other = next(
        one for one in made.works if not any(one in c.people for c in made.copied)
    )
    made.works[other]["02", "optimize"] = "def optimize():\n    x = " + "1+" * 1_500


def similar(course, *words):
    return cli.main(["similar", "--course", str(course.root), *words])


def test_copies_stand_first_and_the_page_does_nothing(small, capsys):
    assert similar(small.course, "--notebook", "02", "--most", "6") == 0
    said = capsys.readouterr().out
    assert "6 pairs of" in said and "not why" in said
    path = small.course.root / "similar-notebook-02.html"
    assert path.stat().st_mode & 0o777 == 0o600
    text = path.read_text(encoding="utf-8")
    for one in small.made.copied:
        both = "|".join(f"{who} (Name of {who})" for who in sorted(one.people))
        assert both in pairs(text)[:4], one
    assert "<script" not in text and "\x1b" not in text and "\u202e" not in text
    assert EVIL.split("\x1b")[0] in Page(text).words
    assert "zoe, notebook 02:" in text and "at most 2000 are compared" in text
    assert not re.search(r'(src|href)="(?!#)', text)


def pairs(text):
    """Return the names of each pair of a page, in alphabetical order."""
    found = re.findall(r"<bdi>(.*?)</bdi> and <bdi>(.*?)</bdi>", text)
    return ["|".join(sorted(one)) for one in found]


def test_without_names_nobody_is_named_and_no_comment_is_shown(small):
    assert similar(small.course, "--anonymous", "--most", "4") == 0
    text = (small.course.root / "similar-anonymous.html").read_text(encoding="utf-8")
    assert len(pairs(text)) == 4 and "student 1" in text
    assert not any(who in text for who in small.made.works)
    assert "gone" not in Page(text).words


def test_with_an_earlier_class_pairs_across_terms_are_found(small, tmp_path):
    before = tmp_path / "last term"
    shutil.copytree(small.course.root, before)
    now = tmp_path / "now"
    shutil.copytree(small.course.root, now)
    one = small.made.copied[1]
    shutil.rmtree(now / "submitted" / one.source)
    for who in {*small.made.works} - {one.source, one.copy}:
        shutil.rmtree(before / "submitted" / who)
    course = Course.open(now)
    assert similar(course, "--earlier", str(before), "--most", "3") == 0
    text = (now / "similar.html").read_text(encoding="utf-8")
    names = (f"{one.copy} (Name of {one.copy})", f"{one.source} (Name of {one.source})")
    assert "|".join(sorted((names[0], f"{names[1]}, last term"))) in pairs(text)


def test_whoever_is_forgotten_is_on_no_page(small, tmp_path):
    root = tmp_path / "class"
    shutil.copytree(small.course.root, root)
    course = Course.open(root)
    (root / "similar-anonymous.html").write_text("nobody")
    assert similar(course, "--most", "5") == 0
    found = forget(course, small.made.copied[0].copy)
    assert found.left == []
    assert not [*root.glob("similar*.html")]


def test_wrong_use_is_told_in_a_line(small, tmp_path, capsys):
    root = str(small.course.root)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").touch()
    for words, said in (
        (["--earlier", root], "which is this class"),
        (["--most", "0"], "expected 1 or more"),
        (["--notebook", "09"], "there is no notebook '09'"),
        (["--files", str(tmp_path / "full")], "is not empty"),
        (["--files", str(tmp_path / "new"), "--anonymous"], "do not go together"),
    ):
        assert similar(small.course, *words) == 2
        (line,) = capsys.readouterr().err.splitlines()
        assert said in line, words


def test_other_programs_get_a_folder_for_each_student(small, tmp_path, capsys):
    folder = tmp_path / "files"
    assert similar(small.course, "--files", str(folder)) == 0
    assert (
        f"-m compare50 {folder}/class/* -d {folder}/given/*" in capsys.readouterr().out
    )
    written = {one.parent.name for one in folder.glob("class/*/02.py")}
    assert written == {*small.made.works}
    one = small.made.copied[2].source
    text = (folder / "class" / one / "02.py").read_text()
    own = [text for text in small.made.works[one].values() if text]
    assert all(some.strip() in text for some in own)
    given = (folder / "given" / "02.py").read_text()
    assert "raise NotImplementedError" in given and "BEGIN SOLUTION" in given


def test_nothing_of_it_is_loaded_by_what_does_not_ask_for_it():
    text = (
        "import sys, grading.cli\n"
        "grading.cli.parser()\n"
        "print([one for one in sys.modules if 'similarity' in one])"
    )
    words = [sys.executable, "-W", "ignore", "-c", text]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []
