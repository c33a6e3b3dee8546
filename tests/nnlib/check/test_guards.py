"""A number that keeps something from 0, as it is written in many ways."""

from nnlib.check.guards import decides, large_guard
from tests.cases import every_case

WRITTEN = {
    "np.log(A + 1e-5)": "1e-05",
    "np.log(np.clip(A, 0.01, 0.99))": "0.01",
    "math.log(max(a, 1e-4))": "0.0001",
    "X / (std + 1e-3)": "0.001",
    "np.log(np.minimum(A, 1 - 0.01))": "0.01",
    "np.log(A + 1e-8)": "",
    "np.clip(A, -0.1, 0.1)": "",
    "np.minimum(A, 0.1)": "",
    "0.01 * np.log(A)": "",
    "np.mean(A) / 0.1": "",
    "A - 1e-5": "",
}


@every_case(("code", "number"), WRITTEN.items())
def test_a_large_guard_is_found_where_it_stands(code, number):
    assert large_guard(f"def f(A):\n    return {code}") == number


def test_a_guard_with_a_name_is_found():
    source = "def f(A):\n    eps = 1e-4\n    return np.log(A + eps)"
    assert large_guard(source) == "0.0001"


def test_code_that_is_no_code_has_no_guard():
    assert large_guard("def f(") == ""


DECIDING = {
    "np.round(np.mean(A))": True,
    "(A > 0.5).astype(int)": True,
    "1 if A[0] > 0.5 else 0": True,
    "A // 2": True,
    "np.mean(A) / 2": False,
    "0 * A": False,
}


@every_case(("code", "found"), DECIDING.items())
def test_what_makes_few_numbers_of_many_is_found(code, found):
    assert decides(f"def f(A):\n    return {code}") == found


def test_code_that_is_no_code_decides_nothing():
    assert not decides("def f(")
