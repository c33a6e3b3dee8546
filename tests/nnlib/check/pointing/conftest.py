"""Functions as a learner writes them, each in a cell of its own."""

import linecache
from itertools import count

import pytest

from benchmarks.pointing import names_in

CELLS = count(1)


@pytest.fixture
def written():
    """Define a function from its text: ``written(text, "02", {name: value})``."""

    def written(text, notebook, further=()):
        place = f"<cell of a learner {next(CELLS)}>"
        text = text.strip("\n") + "\n"
        linecache.cache[place] = (len(text), None, text.splitlines(True), place)
        names = {**names_in(notebook), **dict(further)}
        exec(compile(text, place, "exec"), names)
        name = text.split("def ")[1].split("(")[0]
        return names[name]

    return written
