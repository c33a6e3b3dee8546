"""Lending follows the names in the code, and stops at what is lent."""

from types import SimpleNamespace

import pytest

from nnlib.check.needs import all_needed, unpassed

NEEDS = {"a": (), "b": ("9/a",), "c": ("9/b",), "d": ("9/c", "9/a")}
EXERCISES = {
    name: SimpleNamespace(name=name, needs=needs) for name, needs in NEEDS.items()
}

# What each function uses, what has passed, and what is lent to d.
CASES = {
    "nothing used": ({"d": ()}, "", []),
    "all right": ({"d": ("c",), "c": ("b",), "b": ("a",)}, "abc", []),
    "used directly": ({"d": ("c", "a")}, "", ["c", "a"]),
    "used through a function that passed": ({"d": ("c",), "c": ("b",)}, "c", ["b"]),
    "not through one that is lent": ({"d": ("c",), "c": ("b",)}, "", ["c"]),
    "through her own helper": ({"d": ("help",), "help": ("b",)}, "", ["b"]),
    "itself": ({"d": ("d", "a")}, "", ["a"]),
    "in a circle": ({"d": ("one",), "one": ("two",), "two": ("one", "b")}, "", ["b"]),
    "nobody can tell": ({"d": None}, "a", ["c", "b"]),
    "not needed": ({"d": ("print",)}, "", []),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_is_used_and_has_not_passed_is_lent(case):
    uses, passed, names = case
    found = unpassed(
        EXERCISES["d"],
        EXERCISES,
        lambda name: uses.get(name, ()),
        lambda name: name in passed,
    )
    assert found == names


def test_all_needed_are_named_once_in_the_order_of_need():
    assert all_needed(EXERCISES["d"], EXERCISES) == ["c", "b", "a"]
