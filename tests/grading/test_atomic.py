"""Files are there in full or not at all."""

import os
import stat
import sys

import pytest

from grading import atomic


def test_write_makes_folders_and_returns_the_path(tmp_path):
    path = tmp_path / "a" / "b" / "c.txt"
    assert atomic.write_text(path, "é\n") == path
    assert path.read_bytes() == b"\xc3\xa9\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
@pytest.mark.parametrize("mode", [0o600, 0o644])
def test_write_sets_the_permissions(tmp_path, mode):
    path = atomic.write(tmp_path / "file", b"", mode=mode)
    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_keeps_the_older_file_and_leaves_nothing_else(
    tmp_path, monkeypatch, step
):
    path = atomic.write(tmp_path / "file", b"old")

    def fail(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(OSError, match="No space left"):
        atomic.write(path, b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["file"]
