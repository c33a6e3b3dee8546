"""A demonstration names who stopped it, and never a function that has passed."""

import pytest

from nnlib.check import Check, waits_for
from tests.nnlib.check.test_lending import FOUR, ONE, RIGHT, TWO

WRONG = {
    "one": "def one(x):\n    return x - 1\n",
    "two": "def two(x):\n    return [x][2]\n",
}


@pytest.fixture
def notebook(printed):
    """A notebook with three functions; it gives what a cell prints."""

    class Notebook(dict):
        def run(self, source):
            return printed(source, self)

        def show(self, body):
            return self.run(f"with waits_for(one, two) as show:\n    {body}")

    book = Notebook(check=Check([ONE, TWO, FOUR]), waits_for=waits_for)
    for source in RIGHT.values():
        book.run(source)
    return book


def test_only_those_that_have_not_passed_here_are_waited_for(notebook):
    notebook.run(WRONG["two"])
    assert notebook.show("two(1)").startswith("Waiting for a repair in one and two\n")
    notebook.run("check(one)")
    assert notebook.show("two(1)").startswith("Waiting for a repair in two\n")


def test_where_all_have_passed_nobody_is_blamed(notebook):
    notebook.run("check(one)\ncheck(two)")
    assert notebook.show("one('a')") == (
        'This part stopped\nTypeError: can only concatenate str (not "int") to str '
        "(in one)\n"
    )


def test_what_wrong_functions_have_made_is_called_that(notebook):
    notebook.run(WRONG["one"])
    assert notebook.show("print(one(1))") == "0\n"
    notebook.run("check(one)")
    assert notebook.show("print(one(1))") == (
        "0\nMade with one\nWhat stands above may be wrong: one has not passed.\n"
    )


def test_of_right_functions_nothing_is_said(notebook):
    notebook.run("check(one)\ncheck(two)")
    assert notebook.show("print(two(1))") == "3\n"
