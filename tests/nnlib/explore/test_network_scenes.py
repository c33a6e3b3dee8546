"""What the browser draws of a network by itself is what Python draws."""

import pytest

from .networks import EXPLORERS, SCENES, STATES


@pytest.mark.parametrize("name", STATES)
def test_browser_makes_the_frames_that_python_makes(name, assert_same_frames):
    explorer = EXPLORERS[name]()
    assert explorer.scene == SCENES.get(name, "frames")
    assert_same_frames(explorer, [{}, *STATES[name]])
