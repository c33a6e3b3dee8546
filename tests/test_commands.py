"""The commands of the Makefile: pages name those that exist, errors are clear."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
TARGETS = {
    *("lab", "demo", "notebooks", "pictures", "lint", "lock", "clean"),
    *("test", "test-all", "test-pythons", "test-debian"),
}
OLD_PYTHON = """#!/bin/sh
[ "$1" = --version ] && echo "Python 3.9.1" && exit 0
exit 1
"""

needs_make = pytest.mark.skipif(not shutil.which("make"), reason="there is no make")


def make(folder, *words):
    # Where make runs the tests, its variables would make this a part of that run.
    outside = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFL"))}
    command = ["make", *words]
    return subprocess.run(
        command, cwd=folder, env=outside, capture_output=True, text=True
    )


@needs_make
def test_make_alone_lists_every_target():
    listed = {line.split()[0] for line in make(CHECKOUT).stdout.splitlines()}
    assert listed == TARGETS


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_pages_name_only_targets_that_exist(page):
    text = (CHECKOUT / page).read_text(encoding="utf-8")
    named = set(re.findall(r"^make ([a-z-]+)|`make ([a-z-]+)`", text, re.MULTILINE))
    words = {first or second for first, second in named}
    assert words
    assert words <= TARGETS


@needs_make
def test_an_older_python_is_refused_before_anything_is_made(tmp_path):
    shutil.copy(CHECKOUT / "Makefile", tmp_path)
    for name in ("pyproject.toml", "requirements.lock"):
        (tmp_path / name).touch()
    old = tmp_path / "oldpython"
    old.write_text(OLD_PYTHON)
    old.chmod(0o755)
    done = make(tmp_path, "lab", "PYTHON=./oldpython")
    assert done.returncode != 0
    assert "3.11 or newer is needed, but ./oldpython is Python 3.9.1" in done.stderr
    assert not (tmp_path / ".venv").exists()
