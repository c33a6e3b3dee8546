"""The tests' own tools: no case is left out, and each that fails is named."""

import pytest

from tests.cases import every_case, none_of


def test_all_cases_are_tried_and_those_that_fail_are_named():
    tried = []

    @every_case(
        ("x", "wanted"), [(1, 1), (2, 3), pytest.param(4, 4, id="four"), (5, 6)]
    )
    def equal(x, wanted):
        tried.append(x)
        assert x == wanted

    with pytest.raises(ExceptionGroup, match="2 of 4 cases of equal") as caught:
        equal()
    assert tried == [1, 2, 4, 5]
    notes = [one.__notes__ for one in caught.value.exceptions]
    assert notes == [["case 1: 2, 3"], ["case 3: 5, 6"]]


def test_what_should_be_raised_and_is_not_is_a_failure():
    @every_case("text", ["1", "one"], ids=["number", "word"])
    def refused(text):
        with pytest.raises(ValueError):
            int(text)

    with pytest.raises(ExceptionGroup) as caught:
        refused()
    assert [one.__notes__ for one in caught.value.exceptions] == [["case 0: number"]]


def test_two_tables_are_multiplied():
    seen = []

    @every_case("x", [1, 2])
    @every_case("y", "ab")
    def pairs(x, y):
        seen.append((x, y))

    pairs()
    assert seen == [(1, "a"), (1, "b"), (2, "a"), (2, "b")]


@every_case("x", [1, 2])
def test_fixtures_come_as_usual(x, rng):
    assert rng.normal() != x


def test_a_table_without_cases_or_with_another_name_is_refused():
    with pytest.raises(AssertionError, match="a claim without a case"):
        every_case("x", [])
    with pytest.raises(AssertionError, match="are no arguments"):
        every_case("y", [1])(test_fixtures_come_as_usual)


def test_violations_are_listed_one_a_line():
    none_of([])
    with pytest.raises(AssertionError, match="2 found\nfirst\nsecond"):
        none_of(["first", "second"])
