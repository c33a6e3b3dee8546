"""Do something as an ordinary user, who has no account and no rights but her own.

Tests may run as anybody. Where they run as root, processes of other users are started;
where not, they run as whoever runs the tests, and there is one user only.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from grading.course import CHECKOUT

# Numbers that no account has.
FIRST = 54_321


@dataclass(frozen=True)
class User:
    """An ordinary user, with a home.

    Parameters
    ----------
    number : int
        Her number, of user and group.
    home : Path
        Her folder.
    place : Path
        Where everybody's temporary files lie.
    """

    number: int
    home: Path
    place: Path

    def start(self, *words):
        """Start Python with these words, in her home."""
        packages = Path(np.__file__).parents[1]
        variables = {
            "PATH": os.pathsep.join([str(self.home / "bin"), os.defpath]),
            "HOME": str(self.home),
            "TMPDIR": str(self.place),
            "PYTHONPATH": os.pathsep.join(map(str, (CHECKOUT, packages))),
            "OPENBLAS_NUM_THREADS": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        who = {"user": self.number, "group": self.number, "extra_groups": []}
        return subprocess.Popen(
            [interpreter(), *words],
            cwd=self.home,
            env=variables,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            **(who if os.getuid() == 0 else {}),
        )

    def run(self, *words):
        """Run Python with these words; return what it said, all must be well."""
        process = self.start(*words)
        said, _ = process.communicate()
        assert process.returncode == 0, said
        return said


def interpreter():
    """Return a Python of this version that everybody may run; skip where none is."""
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for one in (sys.executable, f"/usr/bin/{name}", f"/usr/local/bin/{name}"):
        path = Path(one).resolve()
        folders = [path, *path.parents]
        if path.exists() and all(
            each.stat().st_mode & 0o005 == 0o005 for each in folders
        ):
            return str(path)
    pytest.skip(f"no {name} that other users may run")


@contextmanager
def users(count):
    """Yield ordinary users; temporary files of all lie in one folder."""
    # The folders of pytest are closed to others.
    folder = Path(tempfile.mkdtemp(prefix="ordinary-users-"))
    folder.chmod(0o711)
    place = folder / "tmp"
    place.mkdir()
    place.chmod(0o1777)
    yield [user(folder, place, FIRST + n) for n in range(count)]
    shutil.rmtree(folder)


def user(folder, place, number):
    """Return one of them."""
    home = folder / f"home-{number}"
    programs = home / "bin"
    programs.mkdir(parents=True)
    # nbgrader calls it by its name; that of an environment may be closed to others.
    program = programs / "alembic"
    program.write_text(f'#!/bin/sh\nexec {interpreter()} -m alembic "$@"\n')
    program.chmod(0o755)
    given(home, number)
    return User(number, home, place)


def given(path, number):
    """Give a folder with all that is in it to a user."""
    for one in (path, *path.rglob("*")):
        if os.getuid() == 0:
            os.chown(one, number, number)
