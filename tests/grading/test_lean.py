"""One part of a package alone; the rest is there as soon as somebody asks for it."""

import subprocess
import sys

import pytest

from grading import cli

GRADE = """
import sys, grading.grade, grading.course
from pathlib import Path
found = grading.course.Course.create(Path(sys.argv[1]))
assert found.coursedir().course_id == "class"
loaded = {"nbgrader.exchange", "nbgrader.apps", "nbconvert.exporters", "jupyter_server"}
loaded |= {"psycopg", "dask", "distributed"}
assert not loaded & {*sys.modules}, loaded & {*sys.modules}
"""
AFTERWARDS = """
import grading, nbgrader, nbconvert, importlib.metadata
import nbgrader.api
from nbgrader.apps import NbGraderApp, autogradeapp, api
from nbgrader.preprocessors import ClearSolutions
from nbconvert import HTMLExporter
from nbconvert.filters import strip_ansi, markdown2html
assert nbgrader.__version__ == importlib.metadata.version("nbgrader")
assert nbgrader._jupyter_server_extension_points() == [{"module": "nbgrader"}]
assert nbgrader.api.Gradebook is api.Gradebook and not hasattr(nbgrader, "nothing")
from grading import nbgrader_engine
nbgrader_engine.install()
assert autogradeapp.Autograde.__module__ == "grading.nbgrader_converters"
"""
UNKNOWN = """
from grading.lean import lean
lean("there_is_no_such_package")
try:
    import there_is_no_such_package
except ModuleNotFoundError:
    pass
"""


@pytest.mark.parametrize(
    "text", [GRADE, AFTERWARDS, UNKNOWN], ids=["grading", "afterwards", "not there"]
)
def test_in_a_new_process(text, tmp_path):
    words = [sys.executable, "-W", "ignore", "-c", text, str(tmp_path / "class")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_class_of_one_machine_needs_no_extra(room, monkeypatch):
    for name in ("psycopg", "dask", "distributed", "jupyterhub"):
        # Whoever imports it now fails, as where it is not installed.
        monkeypatch.setitem(sys.modules, name, None)
    room.hand_in("ann", half="def half(x):\n    return x / 2")
    out = str(room.folder / "class.zip")
    verbs = ["grade"], ["feedback"], ["by-hand"], ["left-to-do"], ["backup", out]
    for words in verbs:
        assert cli.main([*words, "--course", str(room.course.root)]) == 0
    assert room.book("ann")["half"] == (5.0, 5.0)
