"""What may stand in an argument: accepted values pass, others are named with place."""

import numpy as np
import pytest

from nnlib.single import above, at_least, is_number, real, whole
from nnlib.values import already_checked, binary, finite, labels, numbers, probabilities
from tests.cases import every_case


@every_case(
    "argument",
    [2, 2.5, True, np.float32(2), np.arange(3), np.zeros((0, 2)), [[1, 2.5]], np.nan],
    ids=repr,
)
def test_numbers_of_every_kind_and_shape_are_numbers(argument):
    numbers(Z=argument)


NO_NUMBERS = {
    "none": (
        None,
        "Z is None, expected numbers.\nDoes the function that makes Z return",
    ),
    "text": ("0.5", "Z is '0.5' of type str, expected numbers"),
    "texts": (np.array(["a", "b", "c"]), "Z holds 'a', 'b' (of type <U1), expected"),
    "objects": (np.array([[1, None, 2]]), "Z holds 1, None and the like as objects"),
    "complex": (np.array([1j]), "Z holds 1j (of type complex128), expected numbers"),
    "ragged": ([[1, 2], [3]], "Z holds rows of different lengths, expected numbers"),
    "dict": ({"w": 1}, "Z is {'w': 1} of type dict, expected numbers"),
    "long text": ("x" * 5000, "x... of type str, expected numbers"),
    "dates": (np.array(["2020-01-01"], dtype="M8[D]"), "datetime64[D]), expected"),
}


@every_case("case", NO_NUMBERS.values(), ids=NO_NUMBERS)
def test_what_is_no_number_is_described(case):
    argument, message = case
    with pytest.raises(TypeError) as refused:
        numbers(Z=argument)
    assert message in str(refused.value)
    assert len(str(refused.value)) < 200


def test_objects_that_are_numbers_come_with_a_way_out():
    Z = np.array([1, 2.5], dtype=object)
    with pytest.raises(TypeError, match=r"Z.astype\(float\) makes floats of them"):
        numbers(Z=Z)
    numbers(Z=Z.astype(float))


ARRAYS = {
    "0 and 1": (binary, [[0, 1, 1]]),
    "0.0 and 1.0": (binary, [[0.0, 1.0]]),
    "truth": (binary, [[True, False]]),
    "one label": (binary, 1),
    "no labels": (binary, np.zeros((1, 0))),
    "classes": (labels, [[0, 9, 3.0]]),
    "truth as classes": (labels, [[True, False]]),
    "inner": (probabilities, [[0.0, 0.3, 1.0]]),
    "unknown": (probabilities, [[np.nan]]),
    "finite": (finite, [[1e308, -1e308, 0]]),
    "truth is finite": (finite, [[True]]),
}


@every_case("case", ARRAYS.values(), ids=ARRAYS)
def test_right_entries_pass(case):
    check, entries = case
    check(Y=np.array(entries))


WRONG = {
    "2": (binary, [[0, 2, 1]], "Y holds 2 at [0, 1], expected the labels 0 and 1."),
    "many": (binary, [[5, 2, 1]], "Y holds 5 at [0, 0] (and 1 more), expected"),
    "-1": (binary, [[-1, 1]], "Labels -1 and 1? (Y + 1) / 2 makes 0 and 1 of them."),
    "0.3": (binary, [[0.3, 1]], "Are these probabilities? Y > 0.5 decides."),
    "nan label": (binary, [[0, np.nan]], "Y holds nan at [0, 1]"),
    "text label": (binary, [["benign"]], "Y holds 'benign' at [0, 0]"),
    "object label": (binary, [[None, 1]], "Y holds None at [0, 0]"),
    "single": (binary, 3, "Y is 3, expected the labels 0 and 1."),
    "-2": (labels, [[0, -2]], "Y holds -2 at [0, 1], expected labels 0, 1, ..."),
    "2.5": (labels, [[2.5]], "Y holds 2.5 at [0, 0], expected labels 0, 1, ..."),
    "inf": (labels, [[np.inf]], "Y holds inf at [0, 0]"),
    "nan class": (labels, [[np.nan]], "Y holds nan at [0, 0]"),
    "above 1": (probabilities, [[0.5], [1.5]], "Y holds 1.5 at [1, 0], expected prob"),
    "below 0": (probabilities, [[-0.1]], "Y holds -0.1 at [0, 0]"),
    "nan": (finite, [[1, 2], [3, np.nan]], "Y holds nan at [1, 1], expected finite"),
    "infinite": (finite, -np.inf, "Y is -inf, expected finite numbers."),
}


@every_case("case", WRONG.values(), ids=WRONG)
def test_wrong_entries_are_named_with_their_place(case):
    check, entries, message = case
    with pytest.raises(ValueError) as refused:
        check(Y=np.array(entries))
    assert message in str(refused.value)


@every_case("check", [finite, labels])
def test_entries_that_are_no_numbers_are_of_the_wrong_type(check):
    with pytest.raises(TypeError, match="Y holds None, 1 and the like"):
        check(Y=np.array([[None, 1]]))


def test_second_argument_is_named_if_it_is_the_wrong_one():
    with pytest.raises(ValueError, match=r"^X holds nan"):
        finite(w=np.ones((2, 1)), X=np.array([[np.nan]]))


@every_case("check", [finite, binary, labels, probabilities])
def test_entries_are_not_looked_at_again_inside_a_training_loop(check):
    wrong = np.array([[np.inf, 7.5]])
    with already_checked():
        check(Y=wrong)
    with pytest.raises(ValueError, match="Y holds"):
        check(Y=wrong)


def test_checks_are_back_after_an_error_inside():
    with pytest.raises(ZeroDivisionError), already_checked():
        raise ZeroDivisionError
    with pytest.raises(ValueError, match="Y holds 2"):
        binary(Y=np.array([2]))


def test_checks_stay_away_until_the_outer_block_ends():
    with already_checked():
        with already_checked():
            pass
        binary(Y=np.array([2]))


@every_case(
    ("argument", "single"),
    [
        *(
            (number, True)
            for number in (1, 0.5, np.int8(1), np.float64(1), np.array(1))
        ),
        *((other, False) for other in (True, np.bool_(1), "1", None, [1], 1j, {})),
        *((np.array(other), False) for other in ([1.0], [], "1", None, True)),
    ],
    ids=repr,
)
def test_a_number_is_single_real_and_no_truth_value(argument, single):
    assert is_number(argument) is single


ACCEPTED = {
    "real": lambda: real(a=-2.5, b=np.float32(1), c=np.array(3), d=10**400),
    "zero": lambda: at_least(0, learning_rate=0),
    "small": lambda: above(0, eps=1e-300),
    "count": lambda: whole(1, n_x=1, m=np.int64(7), K=np.array(3), L=np.uint8(2)),
}


@every_case("call", ACCEPTED.values(), ids=ACCEPTED)
def test_right_single_numbers_pass(call):
    call()


SINGLE = {
    "nan rate": (
        at_least,
        (0,),
        np.nan,
        ValueError,
        "is nan, expected a finite number",
    ),
    "infinite": (
        at_least,
        (0,),
        np.inf,
        ValueError,
        "is inf, expected a finite number",
    ),
    "negative": (at_least, (0,), -0.1, ValueError, "is -0.1, expected 0 or more"),
    "text": (at_least, (0,), "0.1", TypeError, "is '0.1' of type str, expected a num"),
    "none": (real, (), None, TypeError, "is None, expected a number"),
    "truth": (real, (), True, TypeError, "is True of type bool, expected a number"),
    "several": (real, (), np.ones(3), TypeError, "has shape (3,), expected a number"),
    "list": (real, (), [0.1], TypeError, "is [0.1] of type list, expected a number"),
    "complex": (real, (), 1j, TypeError, "is 1j of type complex, expected a number"),
    "zero": (above, (0,), 0, ValueError, "is 0, expected a number above 0"),
    "half": (whole, (0,), 2.5, TypeError, "is 2.5 of type float, expected a whole"),
    "float": (
        whole,
        (0,),
        100.0,
        TypeError,
        "is 100.0 of type float, expected a whole",
    ),
    "numpy float": (whole, (0,), np.float64(3), TypeError, "expected a whole number"),
    "truth count": (whole, (0,), True, TypeError, "is True of type bool, expected a w"),
    "text count": (whole, (0,), "10", TypeError, "is '10' of type str, expected a w"),
    "negative count": (whole, (0,), -3, ValueError, "is -3, expected 0 or more"),
    "none at all": (whole, (1,), 0, ValueError, "is 0, expected 1 or more"),
}


@every_case("case", SINGLE.values(), ids=SINGLE)
def test_wrong_single_numbers_are_named(case):
    check, bound, argument, error, message = case
    with pytest.raises(error) as refused:
        check(*bound, setting=argument)
    assert str(refused.value).startswith("setting ")
    assert message in str(refused.value)
