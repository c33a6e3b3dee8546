"""All that authors have not kept: what `python -m grading check-course` prints."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from grading.authored import (
    behaviour,
    closing,
    course,
    exercise,
    form,
    forms,
    predictions,
    topics,
    words,
)
from grading.errors import SourceError
from grading.text import rules, source
from grading.text.finding import Finding
from grading.text.source import Source
from nnlib.check import Exercise
from nnlib.exercises import NOTEBOOKS, exercises


def findings(
    tried: Iterable[Exercise], authoring: Path = source.AUTHORING
) -> list[Finding]:
    """Ask every rule; those that must be run when the others are kept.

    Parameters
    ----------
    tried : iterable of Exercise
        The exercises that are run.
    authoring : Path
        Where the texts lie.

    Returns
    -------
    list of Finding
        Empty if everything is kept.
    """
    return [*written(authoring)] or [*run(tried), *drawn()]


def written(authoring: Path = source.AUTHORING) -> Iterator[Finding]:
    """Yield what can be seen in texts and exercises without running any check.

    Parameters
    ----------
    authoring : Path
        Where the texts lie.

    Yields
    ------
    Finding
        Of texts that cannot be built, these findings alone.
    """
    texts, broken = readable(authoring)
    yield from broken
    for text in texts:
        for one in (form, closing, predictions):
            yield from one.rule.broken(text)
    for one in chain.from_iterable(NOTEBOOKS.values()):
        yield from chain(exercise.rule.broken(one), words.rule.broken(one))
    if not broken:
        for one in (course, forms, topics):
            yield from one.rule.broken(texts)


def readable(authoring: Path) -> tuple[list[Source], list[Finding]]:
    """Read the texts that can be built, and say what keeps the others from it."""
    texts, broken = [], []
    for path in source.sources(authoring):
        try:
            text = source.read(path)
            found = rules.rule.first_broken(text, exercises(text.notebook))
        except SourceError as error:
            line, name = error.line or 1, error.name
            found = [Finding(path, line, error.problem, error.cell, name)]
        except ValueError as error:
            said = f"{error}; name its folder in FOLDERS of nnlib/exercises/__init__.py"
            found = [Finding(path, 1, said)]
        texts += [] if found else [text]
        broken += found
    return texts, broken


def run(tried: Iterable[Exercise]) -> Iterator[Finding]:
    """Yield what the check makes of wrong versions and right forms."""
    for one in tried:
        yield from list(behaviour.unanswered(one)) or behaviour.rule.broken(one)


def drawn() -> Iterator[Finding]:
    """Yield what pictures lack, found by drawing the examples of their docstrings."""
    from grading.authored import pictures  # matplotlib takes its time

    for function in pictures.registered():
        yield from pictures.rule.broken(function)
