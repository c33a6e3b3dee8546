"""Who grades what: processes like this one, of a released package, or elsewhere."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from itertools import groupby
from typing import Any

from grading.released.made_with import Kept
from grading.run import forked, workers
from grading.run.edition import Edition
from grading.run.grader import Grader, Setup
from grading.run.unit import Unit, without
from grading.run.workers import Pool

TEMPORARY = "tmp"
# Whether one process that grades is a copy of this one, which may die in its place.
COPIES = sys.platform == "linux"
Completed = Callable[[Iterable[Unit]], Iterator[tuple[Unit, Any]]]


@contextmanager
def graders(
    setup: Setup, count: int, others: Mapping[str, Kept]
) -> Iterator[Completed]:
    """Make ready what works units off.

    Parameters
    ----------
    setup : Setup
        What every process of the run is told.
    count : int
        How many processes grade side by side, at most.
    others : mapping of str to Kept
        By assignment, the package that grades it, where that is not the installed one.

    Yields
    ------
    callable
        Takes units, and yields each with what it has come to. Units of one package
        come together.
    """
    with ExitStack() as stack:
        ready: dict[str, Completed] = {}

        def completed(units: Iterable[Unit]) -> Iterator[tuple[Unit, Any]]:
            for content, some in by_content(units, others):
                if content not in ready:
                    made = of_package(setup, count, others.get(some[0].assignment))
                    ready[content] = stack.enter_context(made)
                yield from ready[content](some)

        yield completed


def by_content(
    units: Iterable[Unit], others: Mapping[str, Kept]
) -> Iterator[tuple[str, list[Unit]]]:
    """Yield units by what tells the package that grades them from others."""

    def content(unit: Unit) -> str:
        kept = others.get(unit.assignment)
        return kept.content if kept else ""

    for name, some in groupby(sorted(units, key=content), key=content):
        yield name, list(some)


@contextmanager
def of_package(setup: Setup, count: int, kept: Kept | None) -> Iterator[Completed]:
    """Make ready what one package grades with."""
    if setup.crew is not None:
        yield setup.crew.grading(Grader(setup), kept)
    elif kept is not None:
        with Edition(Grader(setup), kept, count) as edition:
            yield edition.completed
    elif count <= 1 and not COPIES:
        grader = Grader(setup)
        yield lambda units: ((unit, grader.do(unit)) for unit in units)
    else:
        place = setup.libraries / TEMPORARY
        place.mkdir(exist_ok=True)
        start = forked.started if count <= 1 else workers.started
        with Pool(setup, max(count, 1), place, start, without) as pool:
            yield pool.completed
