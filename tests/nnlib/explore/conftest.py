"""Explorers on the course's functions, and their frames as the browser makes them."""

import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from nnlib.explore import encode, view
from nnlib.explore.layers import answered

NODE = shutil.which("node")
FRAMES = Path(__file__).with_name("frames.mjs")


@pytest.fixture(scope="session")
def in_node(tmp_path_factory):
    """Call a function of the view's script in node, once for each arguments.

    A visible skip where there is no node.
    """
    if NODE is None:
        pytest.skip("the browser's side needs node to be tested outside a browser")
    script = tmp_path_factory.mktemp("view") / "view.mjs"
    script.write_text(view.script(), encoding="utf-8")

    def in_node(name, *arguments):
        run = subprocess.run(
            [NODE, str(FRAMES), script.as_uri(), name],
            input=encode.text(list(arguments)),
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, run.stderr
        return json.loads(run.stdout)

    return in_node


@pytest.fixture
def frames_in_browser(in_node):
    """Make the frames of an explorer as the browser does, for a list of states."""

    def frames_in_browser(explorer, states):
        asked = []
        for state in states:
            now = {**explorer.settings, "kept": None, **state}
            kept = explorer.beside(now)
            asked.append([now, explorer.numbers(now)])
            asked[-1].append(kept and {"now": kept, "numbers": explorer.numbers(kept)})
        return in_node("frames", view.setup(explorer), asked)

    return frames_in_browser


def same(mine, theirs, where="frame"):
    """Insist that a frame of the browser holds what Python's frame holds."""
    if isinstance(mine, np.ndarray):
        np.testing.assert_allclose(
            np.asarray(theirs, dtype=float).ravel(),
            mine.ravel(),
            rtol=1e-6,
            atol=1e-6,
            err_msg=where,
        )
    elif isinstance(mine, dict):
        assert mine.keys() == theirs.keys(), where
        for name, value in mine.items():
            same(value, theirs[name], f"{where}.{name}")
    elif isinstance(mine, list | tuple):
        assert len(mine) == len(theirs), where
        for k, value in enumerate(mine):
            same(value, theirs[k], f"{where}[{k}]")
    elif isinstance(mine, float):
        assert theirs == pytest.approx(mine, rel=1e-6, abs=1e-9), where
    else:
        assert theirs == mine, where


@pytest.fixture
def assert_same_frames(frames_in_browser):
    """Compare Python's frames of an explorer with the browser's, state by state."""

    def assert_same_frames(explorer, states):
        found = frames_in_browser(explorer, states)
        for state, theirs in zip(states, found, strict=True):
            frame = explorer.frame({**explorer.settings, "kept": None, **state})
            assert theirs["sentence"] == frame.sentence
            panels = [vars(answered(panel)) for panel in frame.panels]
            same(panels, theirs["panels"], f"{state}")

    return assert_same_frames
