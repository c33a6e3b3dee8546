"""Demonstrations with the course's functions: lent, marked, and given back."""

from dataclasses import dataclass

import pytest

from nnlib.check import Check, Exercise, Probe, course_lends


def probes(rng):
    """Draw three numbers."""
    return [Probe((float(x),)) for x in rng.uniform(1, 2, 3)]


def exercise(name, reference, needs=()):
    """Make an exercise of 5 points on one number."""
    needs = tuple(f"99/{needed}" for needed in needs)
    return Exercise(f"99/{name}", {"y": 5}, reference, "y", probes, needs=needs)


ONE = exercise("one", lambda x: x + 1)
TWO = exercise("two", lambda x: x + 2, ["one"])
FOUR = exercise("four", lambda x: x + 4, ["two"])
RIGHT = {
    "one": "def one(x):\n    return x + 1\n",
    "two": "def two(x):\n    return one(one(x))\n",
    "four": "def four(x):\n    return two(two(x))\n",
}


@dataclass(frozen=True)
class Card:
    """Something with a caption."""

    caption: str

    def _repr_mimebundle_(self):
        return {"text/plain": f"card: {self.caption}"}


@pytest.fixture
def notebook(printed):
    """A notebook whose functions can be exchanged; it gives what a cell prints."""

    class Notebook(dict):
        def run(self, source):
            return printed(source, self)

        def lend(self, *names, body):
            lines = "".join(f"    {line}\n" for line in body.splitlines())
            listed = ", ".join(names)
            return self.run(
                f"with course_lends({listed}, check=check) as show:\n{lines}"
            )

    book = Notebook(check=Check([ONE, TWO, FOUR]), course_lends=course_lends, Card=Card)
    for source in RIGHT.values():
        book.run(source)
    return book


def test_right_functions_stay_and_nothing_is_said(notebook):
    said = notebook.lend("four", body="show(Card('fine'))\nprint(four(1))")
    assert said == "card: fine\n5\n"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        pytest.param("one", "def one(x):\n    return x - 1", id="wrong"),
        pytest.param("one", "def one(x):\n    raise NotImplementedError", id="stub"),
        pytest.param("one", "def one(x):\n    return 1 / 0", id="raises"),
        pytest.param("two", "def two(x):\n    return one(x)", id="in-the-middle"),
        pytest.param("four", "def four(x):\n    return x", id="the-function-itself"),
    ],
)
def test_a_function_that_has_not_passed_is_lent_and_given_back(notebook, name, written):
    notebook.run(written)
    own = notebook[name]
    said = notebook.lend("four", body="show(Card('sum.'))\nprint(four(1))")
    assert said == (
        f"With the course's {name}\n"
        "Yours has not passed its check yet. In this cell the course's version stands "
        "in.\n"
        f"card: sum. (With the course's {name}.)\n5\n"
    )
    assert notebook[name] is own


def test_several_that_have_not_passed_are_all_named(notebook):
    notebook.run("def one(x): ...\ndef four(x): ...")
    said = notebook.lend("four", body="print(four(1))")
    assert said.startswith("With the course's one and four\nYours have not passed yet.")


def test_more_than_a_few_lent_functions_are_counted(notebook, monkeypatch):
    monkeypatch.setattr("nnlib.check.lending.FEW", 1)
    notebook.run("def one(x): ...\ndef four(x): ...")
    said = notebook.lend("four", body="show(Card('sum.'))")
    assert said.startswith("With 2 of the course's functions\n")
    assert said.endswith("card: sum. (With 2 of the course's functions.)\n")


def test_lent_functions_are_named_in_teaching_order(notebook):
    notebook.run("def one(x): ...\ndef two(x): ...\ndef four(x): ...")
    said = notebook.lend("four", "one", body="four(1)")
    assert said.startswith("With the course's one, two and four\n")


def test_a_function_that_is_no_exercise_stays(notebook):
    notebook.run("def seven(x):\n    return 7")
    assert notebook.lend("seven", body="print(seven(1))") == "7\n"


def test_after_a_repair_the_learners_function_runs_again(notebook):
    notebook.run("def one(x): ...")
    notebook.lend("four", body="four(1)")
    notebook.run(RIGHT["one"])
    assert notebook.lend("four", body="print(four(1))") == "5\n"


@pytest.mark.parametrize(
    ("written", "title"),
    [
        pytest.param(RIGHT["one"], "Waiting for a repair in one", id="her-own"),
        pytest.param("def one(x): ...", "This part stopped", id="lent"),
    ],
)
def test_an_error_in_the_block_becomes_a_note_and_all_is_given_back(
    notebook, written, title
):
    notebook.run(written)
    own = notebook["one"]
    said = notebook.lend("one", body="one(1)\n1 / 0")
    assert f"{title}\n" in said
    assert said.endswith("ZeroDivisionError: division by zero\n")
    assert notebook["one"] is own


def test_an_interrupt_leaves_the_block_and_all_is_given_back(notebook):
    notebook.run("def one(x): ...")
    own = notebook["one"]
    with pytest.raises(KeyboardInterrupt):
        notebook.lend("one", body="raise KeyboardInterrupt")
    assert notebook["one"] is own
