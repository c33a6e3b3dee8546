"""Values on their way to the browser."""

import json
from base64 import b64decode

import numpy as np
import pytest

from nnlib.explore import encode
from nnlib.explore.frame import Frame, Panel, dots, line, text

from .conftest import same


def test_arrays_keep_every_digit_and_what_json_does_not_know():
    values = np.array([0.1, -0.0, np.nan, np.inf, -np.inf, 1e-310])
    (found,) = json.loads(encode.text(values))["arrays"]
    back = np.frombuffer(b64decode(found["f8"]), dtype="<f8")
    np.testing.assert_array_equal(back, values)


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (np.float64(0.5), 0.5),
        (np.int64(3), 3),
        (np.bool_(True), True),
        ((1, (2, "x")), [1, [2, "x"]]),
        (None, None),
    ],
)
def test_plain_values_stay(value, plain):
    assert encode.plain(value, {}) == plain


def test_what_cannot_cross_is_refused():
    with pytest.raises(TypeError, match="of type complex, expected plain data"):
        encode.text({"z": 1j})


def test_text_can_stand_inside_a_page():
    words = {"a": "</script>", "b": "<!-- <script>"}
    written = encode.text(words)
    assert "</script" not in written and "<!--" not in written
    assert json.loads(written)["value"] == words


def test_array_that_occurs_often_crosses_once():
    found = json.loads(encode.text([np.zeros(3), {"y": np.zeros(3)}, np.ones(3)]))
    assert found["value"] == [{"array": 0}, {"y": {"array": 0}}, {"array": 1}]
    assert len(found["arrays"]) == 2


def test_frames_that_are_alike_are_told_apart_again(in_node):
    frames = [
        Frame(f"Step {k}: {'rising' if k else 'not begun'}.", [panel(k)])
        for k in range(4)
    ]
    run = encode.together(frames)
    found = in_node("at", *((run, k) for k in range(4)))
    for frame, theirs in zip(frames, found, strict=True):
        same(vars(frame) | {"panels": [vars(one) for one in frame.panels]}, theirs)


def panel(k):
    """Make a panel in which everything differs that can differ from step to step."""
    x = np.arange(5.0)
    marks = [line(x, x, "faint"), line(x[:k], x[:k] ** 2), dots([k], [np.nan])]
    marks += [text(k, 0.5, "now")] * (k > 1)
    return Panel((0, 4), (-0.5, 16.0), marks, title="empty" if k < 1 else f"up to {k}")
