"""How values are taken apart: what counts as numbers, and what is said of the rest."""

import decimal
import fractions

import numpy as np
import pytest

from nnlib.check.compare import Unusable, agree, difference, numbers, outputs
from nnlib.check.exercise import output_names
from tests.cases import every_case

FORM = ({"dw", "db"}, "cost")


class Broken:
    """Raises whatever is done with it."""

    def __array__(self, *args, **options):
        raise RuntimeError("no array")

    def __deepcopy__(self, memory):
        raise RuntimeError("no copy")

    def __eq__(self, other):
        raise RuntimeError("no comparison")

    __hash__ = None

    def __str__(self):
        raise RuntimeError("no text")

    __repr__ = __len__ = __str__


class Lying:
    """Raises for every attribute, its class included."""

    def __getattribute__(self, name):
        raise RuntimeError("no attribute")


class BrokenDictionary(dict):
    """A dictionary that cannot be asked."""

    def __contains__(self, key):
        raise RuntimeError("no keys")


@every_case(
    ("value", "expected"),
    [
        pytest.param(3, 3.0, id="int"),
        pytest.param(np.float32(0.5), 0.5, id="numpy-scalar"),
        pytest.param([1, 2], [1.0, 2.0], id="list-for-array"),
        pytest.param(((1, 2), (3, 4)), [[1.0, 2.0], [3.0, 4.0]], id="nested-tuples"),
        pytest.param(np.array([[True, False]]), [[1.0, 0.0]], id="bools"),
        pytest.param(np.ma.array([1, 2]), [1.0, 2.0], id="masked-array"),
        pytest.param(float("nan"), np.nan, id="nan"),
        pytest.param(2**63, float(2**63), id="unsigned"),
        pytest.param([], np.zeros(0), id="empty-list"),
    ],
)
def test_numbers_of_any_kind_become_floats(value, expected):
    array = outputs("A", value)["A"]
    assert array.dtype == np.float64
    np.testing.assert_array_equal(array, expected)


@every_case(
    ("value", "got"),
    [
        pytest.param(None, "None", id="none"),
        pytest.param("0.5", "a value of type str", id="text"),
        pytest.param(b"0.5", "a value of type bytes", id="bytes"),
        pytest.param({"A": 1}, "a dictionary with A", id="dictionary"),
        pytest.param({1.0}, "a value of type set", id="set"),
        pytest.param(1 + 2j, "complex numbers, a number", id="complex"),
        pytest.param(
            np.array([[1j, 2]]), "complex numbers, shape (1, 2)", id="complex-array"
        ),
        pytest.param(
            [[1.0], [2.0, 3.0]], "rows of different lengths", id="ragged-list"
        ),
        pytest.param([1.0, None], "2 values, among them None", id="none-inside"),
        pytest.param(
            np.array(["a", "b"]),
            "an array of shape (2,), among them a value of type str_",
            id="array-of-texts",
        ),
        pytest.param(
            np.array([1.0, 2.0], dtype=object),
            "an array of shape (2,) of type object",
            id="numbers-as-objects",
        ),
        pytest.param(10**400, "a whole number of 1329 bits", id="huge-int"),
        pytest.param(
            [2**70], "1 value, among them a whole number of 71 bits", id="huge-in-list"
        ),
        pytest.param(decimal.Decimal(1), "a value of type Decimal", id="decimal"),
        pytest.param(
            [fractions.Fraction(1, 2)],
            "1 value, among them a value of type Fraction",
            id="fraction",
        ),
        pytest.param((x for x in ""), "a value of type generator", id="generator"),
        pytest.param(Broken(), "a value of type Broken", id="broken"),
        pytest.param(Lying(), "a value of type Lying", id="lying"),
    ],
)
def test_what_is_no_number_is_said_to_be_what_it_is(value, got):
    assert outputs("A", value) == {"A": Unusable("numbers", got)}


@every_case(
    "value",
    [
        pytest.param(({"dw": [1.0], "db": 2.0}, 0.5), id="as-asked"),
        pytest.param([{"dw": [1.0], "db": 2.0}, 0.5], id="list-for-tuple"),
        pytest.param(({"dw": [1.0], "db": 2.0, "dZ": 7, 3: 4}, 0.5), id="extra-keys"),
        pytest.param(({"db": np.float64(2), "dw": (1,)}, True / 2), id="other-types"),
    ],
)
def test_outputs_are_found_in_every_welcome_form(value):
    found = outputs(FORM, value)
    assert {name: array.tolist() for name, array in found.items()} == {
        "db": 2.0,
        "dw": [1.0],
        "cost": 0.5,
    }


@every_case(
    ("value", "part", "wrong"),
    [
        pytest.param(
            ({"dW": 1, "db": 2}, 0.5),
            "dw",
            Unusable("an entry of this name", "the keys dW, db"),
            id="wrong-key",
        ),
        pytest.param(
            ({}, 0.5),
            "dw",
            Unusable("an entry of this name", "the keys none"),
            id="no-key",
        ),
        pytest.param(
            ((1, 2), 0.5),
            "db",
            Unusable("a dictionary with db, dw", "2 values"),
            id="tuple-for-dictionary",
        ),
        pytest.param(
            {"dw": 1, "db": 2},
            "cost",
            Unusable(
                "2 values: a dictionary with db, dw, then cost",
                "a dictionary with dw, db",
            ),
            id="cost-not-returned",
        ),
        pytest.param(
            None,
            "cost",
            Unusable("2 values: a dictionary with db, dw, then cost", "None"),
            id="nothing-returned",
        ),
        pytest.param(
            (0.5, {"dw": 1, "db": 2}),
            "cost",
            Unusable("numbers", "a dictionary with dw, db"),
            id="wrong-order",
        ),
        pytest.param(
            (BrokenDictionary(), 0.5),
            "cost",
            Unusable("numbers", "a value of type tuple"),
            id="broken-dictionary",
        ),
    ],
)
def test_what_is_missing_is_named_with_what_came(value, part, wrong):
    assert outputs(FORM, value)[part] == wrong


def test_a_dictionary_with_many_long_keys_is_named_in_few_words():
    crowd = {f"{key}" * 30: 0 for key in range(1000)} | {"W1": 1}
    said = outputs("A", crowd)["A"].got
    assert len(said) < 80
    assert said.endswith("…")


@every_case("form", ["A", {"a", "b"}, ("a", None), ({"a"}, ("b", "c"))])
def test_every_name_of_a_form_has_an_output_whatever_came(form):
    for value in (None, 1.0, {"a": 1}, (1, (2, 3)), [Lying()], Broken()):
        assert set(outputs(form, value)) == set(output_names(form))


def test_a_form_that_is_not_compared_has_no_outputs():
    assert outputs(None, object()) == {}


@every_case(
    ("got", "expected", "same"),
    [
        pytest.param([1.0], [1.0 + 1e-9], True, id="within-tolerance"),
        pytest.param([1.0], [1.0 + 1e-5], False, id="beyond-tolerance"),
        pytest.param([np.nan], [np.nan], True, id="both-nan"),
        pytest.param([np.nan], [1.0], False, id="nan-for-number"),
        pytest.param([np.inf], [np.inf], True, id="both-infinite"),
        pytest.param([np.inf], [-np.inf], False, id="opposite-infinities"),
        pytest.param([1.0], 1.0, False, id="array-for-number"),
        pytest.param([[1.0, 1.0]], [1.0, 1.0], False, id="one-axis-more"),
        pytest.param([1.0, 1.0], [1.0], False, id="broadcast-is-not-equality"),
        pytest.param([], [], True, id="both-empty"),
    ],
)
def test_outputs_agree_in_shape_and_numbers(got, expected, same):
    one, other = np.array(got, dtype=float), np.array(expected, dtype=float)
    assert agree(one, other, rtol=1e-7, atol=0) == same


def test_an_unusable_output_agrees_only_with_its_like():
    none, text = Unusable("numbers", "None"), Unusable("numbers", "a value of type str")
    tolerance = {"rtol": 1.0, "atol": 1.0}
    assert agree(none, Unusable("numbers", "None"), **tolerance)
    assert not agree(none, text, **tolerance)
    assert not agree(none, np.array(0.0), **tolerance)
    assert not agree(np.array(0.0), none, **tolerance)


def test_small_arrays_are_shown_whole():
    expected, got = np.array([1.0, 0.123456]), np.array([1.0, 2.0])
    shown = difference(got, expected, expected == got)
    assert shown == ("", "[1, 0.1235]", "[1, 2]")


def test_of_a_large_array_the_first_wrong_entry_is_shown():
    expected = np.arange(12.0).reshape(3, 4)
    got = expected.copy()
    got[1, 2], got[2, 0] = -1, -2
    assert difference(got, expected, expected == got) == ("[1, 2]", "6", "-1")


@every_case(
    ("got", "shown"),
    [(0.26, "0.26"), (0.250001, "0.250001"), (0.2500000001, "0.2500000001")],
)
def test_a_small_difference_gets_the_digits_that_show_it(got, shown):
    place, wanted, came = difference(np.array(got), np.array(0.25), np.array(False))
    assert (place, wanted, came) == ("", "0.25", shown)


def test_numbers_are_written_on_one_line():
    assert "\n" not in numbers(np.arange(6.0).reshape(3, 2), 4)
