"""CONTRIBUTING works: what it says about a new exercise is done here, to the letter."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
PAGE = (CHECKOUT / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
FILE = re.compile(r"`((?:nnlib|grading)/[\w/]+\.py)`")
MOST_FILES = 5
LEFT_BEHIND = shutil.ignore_patterns("__pycache__", "*.egg-info")


def section(title):
    """Return what stands below a second heading."""
    (found,) = re.findall(
        rf"^## {title}\n(.*?)(?=^## )", PAGE, re.DOTALL | re.MULTILINE
    )
    return found


def steps(text):
    """Cut a section into its numbered steps."""
    return re.split(r"^\*\*\d\. ", text, flags=re.MULTILINE)[1:]


class Clone:
    """A copy of the repository in which an author works."""

    def __init__(self, root):
        self.root = root
        for name in ("nnlib", "grading", "tests", "notebooks"):
            shutil.copytree(CHECKOUT / name, root / name, ignore=LEFT_BEHIND)
        for path in CHECKOUT.glob("*.*"):
            if path.is_file():
                shutil.copy(path, root)
        self.before = self.files()

    def files(self):
        """Return the text of every file that an author may write."""
        paths = [
            p for top in ("nnlib", "grading") for p in (self.root / top).rglob("*")
        ]
        return {
            path.relative_to(self.root).as_posix(): path.read_text(encoding="utf-8")
            for path in paths
            if path.suffix in (".py", ".toml", ".md")
        }

    def touched(self):
        """Name the files that differ from the repository's."""
        return {
            name for name, text in self.files().items() if self.before.get(name) != text
        }

    def make_room(self, text):
        """Let the sections go that the page names."""
        (path,) = (self.root / "grading" / "authoring").glob("05_*.py")
        cells = re.split(r"(?m)^(?=# %%)", path.read_text(encoding="utf-8"))
        named = text.partition("goes\nfirst: ")[2].partition(".\n")[0]
        (import_of,) = re.findall(r"import of `(\w+)`", named)
        for heading in re.findall(r"\*([^*]+)\*", named):
            line = f"# ## {' '.join(heading.split())}\n"
            (first,) = [n for n, one in enumerate(cells) if line in one]
            places = range(first + 1, len(cells))
            after = next(n for n in places if "\n# ## " in cells[n])
            del cells[first:after]
        text = "".join(cells).replace(f"{import_of}, ", "")
        path.write_text(text, encoding="utf-8")
        self.before = self.files()

    def run(self, *words):
        """Run a module of Python in the copy: exit code, and what was printed."""
        outside = {**os.environ, "PYTHONPATH": str(self.root)}
        command = [sys.executable, "-W", "ignore", "-m", *words]
        done = subprocess.run(
            command, cwd=self.root, env=outside, capture_output=True, text=True
        )
        return done.returncode, done.stdout + done.stderr

    def replace(self, name, line, text):
        """Put a text where the command has begun one, from a line on."""
        path = self.root / name
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        added = len(lines) - len(self.before.get(name, "").splitlines())
        after = lines[line - 1 + added :]
        between = ["\n"] if after else []
        lines = [*lines[: line - 1], text, *between, *after]
        path.write_text("".join(lines), encoding="utf-8")

    def set_points(self, name, text):
        """Write other points in a file of an exercise."""
        path = self.root / name
        before = path.read_text(encoding="utf-8")
        text = re.sub(r"^    parts=.*\n", text, before, count=1, flags=re.MULTILINE)
        path.write_text(text, encoding="utf-8")


def texts_of_the_code():
    """Yield every text that stands in the code of both packages."""
    for top in ("nnlib", "grading"):
        for path in (CHECKOUT / top).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value


def test_every_error_that_is_quoted_is_really_said():
    quoted = re.findall(r"^\| `(.+?)` \|", section("Add an exercise"), re.MULTILINE)
    assert len(quoted) >= 10
    code = list(texts_of_the_code())
    pieces = [piece for one in quoted for piece in one.split("…") if piece]
    assert [one for one in pieces if not any(one in text for text in code)] == []


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """A copy in which the section has been followed, and what was said on the way."""
    clone = Clone(tmp_path_factory.mktemp("clone"))
    clone.make_room(section("Add an exercise"))
    begin, *writing, _ = steps(section("Add an exercise"))  # the last is to look
    (_, commands), (_, clone.expected) = BLOCK.findall(begin)
    new, check = [line.split()[1:] for line in commands.splitlines()]
    code, said = clone.run(*new[1:])
    assert code == 0, said
    begun = dict(re.findall(r"^  (\S+), line (\d+)$", said, re.MULTILINE))
    clone.said = clone.run(*check[1:])
    for step in writing:
        name, ((_, text),) = FILE.search(step)[1], BLOCK.findall(step)
        if name in begun:
            clone.replace(name, int(begun[name]), text)
        else:
            clone.set_points(name, text)
    return clone


def test_what_is_begun_is_found_unfinished_as_the_page_shows(clone):
    code, said = clone.said
    assert (code, unnumbered(said)) == (1, unnumbered(clone.expected))


def unnumbered(text):
    """Leave out where things stand, which changes with every other change."""
    return re.sub(r"\b(line|cell) \d+", r"\1", text)


def test_a_new_exercise_touches_few_files(clone):
    assert len(clone.touched()) <= MOST_FILES


def test_every_rule_is_kept_then_and_all_versions_behave(clone):
    code, said = clone.run("grading", "check-course", "05/confidence")
    assert code == 1 and "nothing is kept of it; run python -m grading editions" in said
    code, said = clone.run("grading", "editions", "05/confidence")
    assert code == 0 and "05/confidence: new: edition, stub, right.confidence" in said
    code, said = clone.run("grading", "check-course", "05/confidence")
    assert (code, said.splitlines()[0]) == (0, "Every rule for authors is kept.")


@pytest.mark.long
def test_notebooks_are_renewed(clone):
    code, said = clone.run("grading", "notebooks")
    assert code == 0, said
    text = (clone.root / "notebooks" / "05_ten_outputs.ipynb").read_text("utf-8")
    assert '"check(confidence)"' in text


def test_its_tests_pass(clone):
    # By its name, and in the two tests that go through all exercises.
    chosen = "05/confidence or a_stub_is_not_attempted or learnt_by_heart"
    tests = ("tests/nnlib/exercises", "-k", chosen, "-q")
    code, said = clone.run("pytest", "-p", "no:cacheprovider", *tests)
    assert code == 0, said
    assert re.search(r"\b[7-9] passed", said)
    assert re.search(r"wrong versions: [1-9]", said)


def test_its_style_is_that_of_the_course(clone):
    names = sorted(clone.touched())
    for words in (("check",), ("format", "--check")):
        code, said = clone.run("ruff", *words, *names)
        assert code == 0, said
