"""What the notebooks state, and the proof of each statement: computed, or cited.

A claim with a number in it, or with "always", "never" or "only", is easily stronger
than the truth. Here such a sentence, or as much of it as matters, stands beside a
function that works it out once more, or beside the place where it is proved. Each
notebook has its file, `of_NN.py`; `python -m tests.grading.authoring.unproved` lists
sentences that look like claims and have no proof yet.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np

from grading.authored.topics import normal
from grading.text.source import Source
from nnlib.check import LocalRunner, evaluate
from nnlib.check.prediction import Prediction
from nnlib.exercises import get
from nnlib.predictions import predictions

FOLDS = re.compile(r"</?(?:details|summary|br|code|kbd)>")


@dataclass(frozen=True)
class Statement:
    """Sentences of a notebook, or parts of them, and what proves them."""

    said: tuple[str, ...]
    holds: Callable[[], bool] | None = None
    source: str = ""
    long: bool = False

    @property
    def name(self) -> str:
        """What a test is called after."""
        return self.holds.__name__ if self.holds else "cited"


@dataclass(frozen=True)
class Statements:
    """Those of one notebook; a decorator enters what proves a sentence."""

    notebook: str
    found: list[Statement] = field(default_factory=list)

    def says(self, *sentences: str, long: bool = False) -> Callable:
        """Enter the function below as the proof of one or more sentences."""

        def enter(holds: Callable[[], bool]) -> Callable[[], bool]:
            self.found.append(Statement(sentences, holds, long=long))
            return holds

        return enter

    def cited(self, sentence: str, source: str) -> None:
        """Enter where a sentence is proved, that cannot be computed."""
        self.found.append(Statement((sentence,), source=source))


def read(text: Source) -> str:
    """Return all that a notebook says, without marks: cells, notes, predictions."""
    pieces = [cell.text for cell in text.cells]
    pieces += [
        said for one in predictions(text.notebook).values() for said in told(one)
    ]
    return normal(FOLDS.sub(" ", "\n\n".join(pieces)))


def told(one: Prediction) -> Iterator[str]:
    """Yield what is said of answers to a prediction."""
    yield from filter(None, (one.why, one.look, *one.told.values()))


def passes(exercise: str, *functions: Callable) -> bool:
    """Tell whether functions pass an exercise, whatever a class draws."""
    return all(
        evaluate(get(exercise), LocalRunner(one), seed=seed).status == "passed"
        for one in functions
        for seed in range(3)
    )


def near(found: object, *expected: float, digits: int = 3) -> bool:
    """Tell whether numbers are those of a text, which has so many digits after 0."""
    pieces = found if isinstance(found, list | tuple) else [found]
    numbers = np.concatenate([np.ravel(one) for one in pieces])
    apart = np.abs(numbers - np.array(expected))
    return bool(np.all(apart <= 0.501 * 10.0**-digits))
