"""The first page of the archive, followed line by line by somebody new to all of it."""

import json
import os
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

from grading import archive
from grading.course import CHECKOUT
from tests import matrix

PAGE = CHECKOUT / "notebooks" / "README.md"
BLOCKS = re.compile(r"^```\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MINUTES = 15
PYTHONS = {
    ".".join(map(str, version)): path for version, path in matrix.pythons().values()
}
# What she types next: a check, before any other cell, in a kernel of her environment.
ASK = """
import json, sys
from jupyter_client.manager import start_new_kernel
manager, client = start_new_kernel(kernel_name="python3")
seen = []
client.execute_interactive("check(squared_loss)", output_hook=seen.append, timeout=120)
client.execute_interactive("import nnlib; print(nnlib.__file__)",
                           output_hook=seen.append, timeout=120)
client.stop_channels(); manager.shutdown_kernel(now=True)
print(json.dumps([m["content"] for m in seen], default=str))
"""


def lines(way):
    """Return the lines of the page that install the course, by pip or by uv."""
    blocks = [block.splitlines() for block in BLOCKS.findall(PAGE.read_text("utf-8"))]
    first = {"pip": "python3 -m venv", "uv": "uv venv"}[way]
    return next(block for block in blocks if block[0].startswith(first))


def test_page_names_the_wheel_that_the_archive_holds():
    version = matrix.project()["version"]
    for way in ("pip", "uv"):
        assert f'"nnlib-{version}-py3-none-any.whl[student]"' in lines(way)[1]


def test_page_says_for_windows_what_it_says_for_others():
    text = PAGE.read_text(encoding="utf-8")
    linux = lines("pip")
    windows = [one.replace("/bin/", "\\Scripts\\") for one in linux]
    windows = [one.replace("python3 -m", "py -m").replace("/", "\\") for one in windows]
    assert "\n".join(windows) in text


@pytest.fixture
def unpacked(released_course, tmp_path):
    """The archive, unpacked as she does it."""
    packed = archive.write(released_course, tmp_path / "student.zip")
    with zipfile.ZipFile(packed) as opened:
        opened.extractall(tmp_path)
    return tmp_path / archive.FOLDER


def listing(folder):
    """Return what lies in the folder of the course."""
    return {path.name for path in folder.iterdir()}


@pytest.mark.long
@pytest.mark.parametrize("way", ["pip", "uv"])
@pytest.mark.parametrize("version", PYTHONS)
def test_lines_of_the_page_install_what_the_notebooks_need(unpacked, version, way):
    before = listing(unpacked)
    named = unpacked.parent / "bin"
    named.mkdir()
    (named / "python3").symlink_to(PYTHONS[version])
    (named / "uv").symlink_to(Path(matrix.sys.executable).with_name("uv"))
    places = {"PATH": f"{named}{os.pathsep}{os.environ['PATH']}"}
    places["IPYTHONDIR"] = str(unpacked.parent / "ipython")
    asked = {k: v for k, v in os.environ.items() if k != "VIRTUAL_ENV"} | places

    def typed(line):
        return subprocess.run(
            line, shell=True, cwd=unpacked, env=asked, check=True, text=True,
            capture_output=True, timeout=60 * MINUTES,
        ).stdout  # fmt: skip

    for line in lines(way):
        typed(line.replace("uv venv", "uv venv --python python3"))
    assert listing(unpacked) == before | {".venv"}
    assert typed(".venv/bin/jupyter lab --version").startswith("4.")
    assert f"python       {version}, " in typed(".venv/bin/python -m nnlib doctor")
    (unpacked.parent / "ask.py").write_text(ASK, encoding="utf-8")
    said = typed("cd notebooks && ../.venv/bin/python ../../ask.py")
    contents = json.loads(said.splitlines()[-1])
    shown = [c["data"]["text/plain"] for c in contents if "data" in c]
    assert shown[0].startswith("This kernel does not know check yet\n")
    place = next(c["text"] for c in contents if c.get("name") == "stdout")
    assert place.startswith(str(unpacked / ".venv"))
