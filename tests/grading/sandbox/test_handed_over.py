"""What is handed over to the course's function earns nothing when graded either."""

import pytest

from grading.sandbox.session import Session
from nnlib.check import evaluate
from nnlib.exercises import get
from tests.cases import every_case
from tests.handed_over import WAYS

EXERCISE = get("02/accuracy")
# The others give no text of a cell.
IN_TEXT = [one for one in WAYS if isinstance(one(EXERCISE), str)]
FIRST = "import numpy as np\nfrom nnlib.exercises import checks\ncheck = checks('02')"


@pytest.fixture(scope="module")
def in_sandbox(library):
    """Run a way in a process of its own; return what is said of it."""

    def judged(text):
        with Session(library) as session:
            session.run(FIRST, "first")
            defined = session.run(text, "mine").completed
            runner = session.runner(EXERCISE.name)
            return evaluate(EXERCISE, runner, seed=0) if defined else None

    return judged


@every_case("way", IN_TEXT)
def test_a_function_that_hands_its_work_over_earns_nothing(in_sandbox, way):
    verdict = in_sandbox(way(EXERCISE))
    if verdict is not None:
        assert verdict.points == 0
        said = " ".join(verdict.lines())
        assert "Silent" not in said or "stands for nothing" in said
