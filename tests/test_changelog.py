"""The version has an entry, and every entry says what an update means for a class."""

import re
import tomllib
from pathlib import Path

import nnlib

CHECKOUT = Path(__file__).resolve().parents[1]
PAGE = (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8")
ENTRIES = re.findall(
    r"^## (Next|\d+\.\d+\.\d+)\n(.*?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE
)
VERSIONS = [name for name, _ in ENTRIES if name != "Next"]
ASKED = ["### A class that has begun", "### The next class"]


def test_the_version_has_an_entry_and_is_the_same_everywhere():
    told = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    assert told["project"]["version"] == nnlib.__version__ == VERSIONS[0]


def test_entries_stand_from_the_newest_on():
    numbers = [tuple(map(int, one.split("."))) for one in VERSIONS]
    assert numbers == sorted(set(numbers), reverse=True)
    assert [name for name, _ in ENTRIES][1:] == VERSIONS[-len(ENTRIES) + 1 :]


def test_every_entry_speaks_of_a_class_that_has_begun_and_of_the_next():
    for name, text in ENTRIES:
        assert re.findall(r"^### .*", text, re.MULTILINE) == ASKED, name
        assert all(re.split(r"^### .*\n", text, flags=re.MULTILINE)[1:]), name
