"""Whatever file of a class is damaged: it is named, and nothing ends in a fault."""

import io
import shutil
from contextlib import redirect_stderr, redirect_stdout

import pytest

from grading import cli
from grading.grade import grade

HALF = "def half(x):\n    return x / 2"
DAMAGES = {
    "empty": lambda data: b"",
    "cut": lambda data: data[: len(data) // 2],
    "a list": lambda data: b"[]",
    "no text": lambda data: b"\xff\xfe\x00" + data,
}
# Those that read come first: they leave a damaged file where it is.
VERBS = (
    ("report",),
    ("export", "scores.csv"),
    ("history", "ada"),
    ("about", "ada", "ada.zip"),
    ("feedback",),
    ("solutions", "--now"),
    ("collect", "in"),
    ("grade",),
)
# What holds state, by its first folder and its ending; and who says that it cannot be
# read, though all else is done.
STATE = {("results", ".json"), ("received", ".json"), ("editions", ".whl")}
STATE_FILES = {"class.json", "by_hand.json", "rounds.json", "released.json", "secret"}
READS = ("report", "export", "history", "feedback")


@pytest.fixture
def whole(room, monkeypatch, tmp_path):
    """A class of two in which every kind of file lies."""
    monkeypatch.chdir(tmp_path)
    for student in ("ada", "bob"):
        room.hand_in(student, half=HALF)
    root = room.course.root
    grade(room.course)
    room.by_hand("ada", "double", 7.5)
    room.decide("[notebooks.07]\nfull = ['double']\n")
    (root / "students.csv").write_text("id,name\nada,Ada\nbob,Bob\n", encoding="utf-8")
    grade(room.course)
    for words in (("feedback",), ("export", "scores.csv", "--changed")):
        said(words, root)
    return room


def said(words, root):
    """Run a command; return its exit code and all that it says."""
    stream = io.StringIO()
    with redirect_stdout(stream), redirect_stderr(stream):
        code = cli.main([*words, "--course", str(root)])
    return code, stream.getvalue()


def kinds(root):
    """Return one file of each kind, by where it lies."""
    found = {}
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.name != ".grading":
            *folders, name = path.relative_to(root).parts
            known = name if len(folders) < 1 else path.suffix
            found.setdefault(
                "/".join([*folders[:1], *("*" for _ in folders[1:]), known]), path
            )
    return found


@pytest.mark.long
def test_what_is_damaged_is_named_and_nothing_ends_in_a_fault(whole, tmp_path):
    root, kept = whole.course.root, tmp_path / "kept"
    shutil.copytree(root, kept)
    wrong = []
    for kind, path in kinds(root).items():
        for damage, change in DAMAGES.items():
            path.write_bytes(change(path.read_bytes()))
            for words in VERBS:
                (tmp_path / "ada.zip").unlink(missing_ok=True)
                found = faults(words, root, path)
                wrong += [(kind, damage, words[0], *one) for one in found]
            shutil.rmtree(root)
            shutil.copytree(kept, root)
    print(f"{len(kinds(root))} kinds of files, {len(DAMAGES)} damages each")
    assert not wrong


def faults(words, root, path):
    """Run a command; return what is wrong with how it ended: at most one thing."""
    try:
        code, text = said(words, root)
    except Exception as error:
        return [("raised", repr(error))]
    if "Traceback" in text or code not in (0, 1):
        return [(code, text)]
    named = path.name in text or str(path) in text
    if is_state(path.relative_to(root)) and words[0] in READS and not (code and named):
        return [("says nothing", text)]
    return [] if named or not code else [("names no file", text)]


def is_state(path):
    """Tell whether a file holds what no command makes anew."""
    return (path.parts[0], path.suffix) in STATE or path.name in STATE_FILES
