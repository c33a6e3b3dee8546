"""Seeds are secret, repeatable and different for everybody."""

import numpy as np
import pytest

from grading.run.examine import seed_of

SECRET = bytes(range(32))


def test_seed_is_repeatable():
    assert seed_of(SECRET, "s", "02/sigmoid") == seed_of(SECRET, "s", "02/sigmoid")


@pytest.mark.parametrize(
    "other",
    [
        pytest.param((SECRET, "t", "02/sigmoid"), id="another student"),
        pytest.param((SECRET, "s", "02/propagate"), id="another exercise"),
        pytest.param((b"x" * 32, "s", "02/sigmoid"), id="another secret"),
        pytest.param((SECRET, "s\n02/sigmoid", ""), id="shifted border"),
    ],
)
def test_seed_depends_on_everything(other):
    assert seed_of(*other) != seed_of(SECRET, "s", "02/sigmoid")


def test_seed_feeds_a_generator():
    words = seed_of(SECRET, "s", "02/sigmoid")
    assert len(words) == 4 and all(0 <= word < 2**32 for word in words)
    np.random.default_rng(words)
