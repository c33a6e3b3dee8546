"""Values on their way to the browser."""

import json
from base64 import b64decode

import numpy as np
import pytest

from nnlib.explore import encode


def test_arrays_keep_every_digit_and_what_json_does_not_know():
    values = np.array([0.1, -0.0, np.nan, np.inf, -np.inf, 1e-310])
    back = np.frombuffer(b64decode(encode.plain(values)["f8"]), dtype="<f8")
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
    assert encode.plain(value) == plain


def test_what_cannot_cross_is_refused():
    with pytest.raises(TypeError, match="of type complex, expected plain data"):
        encode.plain({"z": 1j})


def test_text_can_stand_inside_a_page():
    assert "</script" not in encode.text({"a": "</script>"})
    assert json.loads(encode.text({"a": "</script>"})) == {"a": "</script>"}
