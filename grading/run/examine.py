"""Run one submission and evaluate every exercise of it.

Cells run in document order in a process that is not trusted; an exercise is evaluated
on the names that stand at its check. Where a needed function has not passed, the
exercise is evaluated once more, in a second process, with the course's in its place,
and the better result counts. Expected values never enter either process. Where the
grader itself fails, the exercise could not be checked, and the others are.
"""

import re
import traceback
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from grading.errors import CELL_LIMIT, CELL_STOPPED
from grading.found.examined import Examined
from grading.found.rounds import Draw
from grading.run.foreseen import foreseen
from grading.run.mortal import weighing
from grading.sandbox.measure import Measure, measure
from grading.sandbox.session import Allowance, CellReport, Session
from grading.submitted import whereabouts
from grading.submitted.submission import Cell, Submission
from nnlib.check import Exercise, Fact, Verdict, evaluate
from nnlib.check.messages import limit as limit_text
from nnlib.check.needs import all_needed, unpassed
from nnlib.check.stopping import about_absence, error_facts, nothing
from nnlib.check.trial import (
    COMMON_SEED,
    probes_of,
    reference_value,
    rightly_refused,
)

SECONDS_PER_CELL = 30.0
SECONDS_PER_CALL = 10.0
# An honest submission takes about a second. Whatever one does, the next has its turn.
SECONDS_PER_SUBMISSION = 600.0
# Of the largest answers that are expected, by exercise.
SIZES: dict[tuple[str, Callable], Measure] = {}
# How a function is spoken of that gave values which are not all right.
WEIGHED = ("failed", "partial")
NOT_FOUND = re.compile(r"^name '(\w+)' is not defined")


@dataclass
class Examination:
    """The state while one submission is examined.

    Parameters
    ----------
    exercises : dict of str to Exercise
        The exercises of the notebook by function name.
    drawn : mapping of str to Draw
        What the random probes are drawn from, by the id of the exercise.
    session : Session
        Where the student's cells run.
    cells : sequence of Cell
        All of them, and how many have been `reached`.
    beyond : collection of str
        Exercises that nobody can weigh.
    helper : Session, optional
        Where her cells run for calls with the course's functions, all but those that it
        is `behind`.
    """

    exercises: dict[str, Exercise]
    drawn: Mapping[str, Draw]
    session: Session
    cells: Sequence[Cell] = ()
    beyond: Collection[str] = ()
    reached: int = 0
    found: dict[str, Examined] = field(default_factory=dict)
    stopped: dict[Cell, CellReport] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    helper: Session | None = None
    behind: list[Cell] = field(default_factory=list)


def examine(
    submission: Submission,
    exercises: Sequence[Exercise],
    library: Path,
    drawn: Mapping[str, Draw],
    beyond: Collection[str] = (),
) -> tuple[list[Examined], list[str]]:
    """Run a submission and evaluate its exercises.

    Parameters
    ----------
    submission : Submission
        What was handed in.
    exercises : sequence of Exercise
        The exercises of its notebook.
    library : Path
        The only folder of modules that the student's code can see.
    drawn : mapping of str to Draw
        What the random probes are drawn from, by the id of the exercise.
    beyond : collection of str
        Functions over whose answers a process has died: they are not looked at.

    Returns
    -------
    results : list of Examined
        One per exercise, in teaching order.
    remarks : list of str
        Cells that stopped, in words.
    """
    if submission.problem:
        return [Examined(missing(exercise)) for exercise in exercises], []
    by_name = {exercise.name: exercise for exercise in exercises}
    allowance = Allowance(SECONDS_PER_SUBMISSION)
    with Session(
        library,
        seconds_per_cell=SECONDS_PER_CELL,
        seconds_per_call=SECONDS_PER_CALL,
        allowance=allowance,
        modules=submission.modules,
    ) as session:
        state = Examination(by_name, drawn, session, submission.cells, beyond)
        fault = run(state)
        stop(state)
    if allowance.is_spent:
        state.remarks.append(
            f"The submission ran for {SECONDS_PER_SUBMISSION / 60:g} minutes in all. "
            "What was left then was not run and scores nothing: look for cells that "
            "take long."
        )
    found = [state.found.get(one.name) or unchecked(one, fault) for one in exercises]
    return found, state.remarks


def run(state: Examination) -> str:
    """Run the cells of a submission; return the traceback if the grader fails."""
    try:
        for number, cell in enumerate(state.cells):
            state.reached = number
            step(state, cell)
    # A mistake of ours can be anything; no student shall pay for it.
    except Exception:
        return traceback.format_exc()
    return ""


def unchecked(exercise: Exercise, fault: str) -> Examined:
    """Return the verdict where the grader itself failed."""
    said = Fact("could_not_check", {"text": "your instructor can see what happened."})
    return Examined(nothing(exercise, "could_not_check", said), fault=fault)


def step(state: Examination, cell: Cell) -> None:
    """Run one cell, or evaluate the exercise that it checks."""
    if cell.role == "check":
        if cell.name in state.exercises:
            state.found[cell.name] = guarded(state, state.exercises[cell.name])
    elif cell.role != "demo":
        report = state.session.run(cell.source, cell.label)
        if not report.limit:
            state.behind.append(cell)
        if not report.completed:
            state.stopped[cell] = report
            state.remarks.append(remark(state, cell, report))


def remark(state: Examination, cell: Cell, report: CellReport) -> str:
    """Say how a cell stopped."""
    label = cell.name or cell.title
    if report.limit:
        said = limit_text(report.limit, SECONDS_PER_CELL)
        return CELL_LIMIT.format(label=label, limit=said.rstrip("."))
    raised = report.raised
    said = CELL_STOPPED.format(label=label, type=raised.type, text=raised.text)
    place = lived(state, raised.type, raised.text)
    return f"{said}. {place}" if place else said


def lived(state: Examination, kind: str, text: str) -> str:
    """Say where a name was made that an exception has not found; or nothing."""
    found = NOT_FOUND.search(text) if kind == "NameError" else None
    if found is None:
        return ""
    return whereabouts.lived(found[1], state.cells, state.reached, state.stopped)


def told(state: Examination, verdict: Verdict) -> Verdict:
    """Say where a name was made, in place of a guess that it is misspelt."""
    raised = next((one.about for one in verdict.facts if one.kind == "error_text"), {})
    place = lived(state, raised.get("type", ""), raised.get("text", ""))
    if not place:
        return verdict
    said = Fact("error_means", {"text": place})
    facts = [said if one.kind == "error_means" else one for one in verdict.facts]
    return replace(verdict, facts=tuple(facts))


def guarded(state: Examination, exercise: Exercise) -> Examined:
    """Evaluate an exercise; a failure of the grader costs this exercise alone."""
    if exercise.name in state.beyond:
        return Examined(too_much(exercise))
    try:
        with weighing(exercise.name):
            return better(state, exercise)
    except (MemoryError, RecursionError):
        stop(state)
        return Examined(too_much(exercise))
    except Exception:
        # The process may be in the middle of anything.
        stop(state)
        return unchecked(exercise, traceback.format_exc())


def too_much(exercise: Exercise) -> Verdict:
    """Return the verdict where what came cannot be weighed within the limits."""
    said = Fact("limit", {"limit": limit_text("weighed", None)})
    return nothing(exercise, "limit", said)


def better(state: Examination, exercise: Exercise) -> Examined:
    """Evaluate an exercise by itself and, if need be, with the course's functions."""
    names = unpassed_needs(state, exercise)
    own = Examined(evaluated(state, exercise, state.session, {}, further=not names))
    if own.verdict.points == exercise.max_points or absent(own.verdict) or not names:
        return own
    course = {name: state.exercises[name].reference for name in names}
    helped = evaluated(state, exercise, helping(state), course)
    helped = Examined(helped, tuple(names))
    if own.verdict.points >= helped.verdict.points and own.verdict.status in WEIGHED:
        # It counts after all: what is wrong is looked for by further calls.
        own = Examined(evaluated(state, exercise, state.session, {}))
    return max(own, helped, key=lambda one: one.verdict.points)


def helping(state: Examination) -> Session:
    """Return a second process of the same cells, for calls with the course's functions.

    What such a call did has not happened in the first.
    """
    if state.helper is None:
        state.helper = state.session.fresh()
    else:
        for cell in state.behind:
            state.helper.run(cell.source, cell.label)
    state.behind.clear()
    return state.helper


def stop(state: Examination) -> None:
    """End all processes of a submission; the next use starts afresh."""
    for session in filter(None, (state.session, state.helper)):
        session.stop()


def absent(verdict: Verdict) -> bool:
    """Tell whether there is nothing that another run could change."""
    return verdict.status in ("missing", "not_attempted")


def unpassed_needs(state: Examination, exercise: Exercise) -> list[str]:
    """Name the functions that an exercise uses, directly or not, and that fail."""

    def uses(name: str) -> tuple[str, ...] | None:
        return state.session.runner(name).uses()

    def passed(name: str) -> bool:
        done = state.found.get(name)
        right = done is not None and done.verdict.status == "passed"
        return right and not done.with_course

    if all(map(passed, all_needed(exercise, state.exercises))):
        return []
    return unpassed(exercise, state.exercises, uses, passed)


def evaluated(
    state: Examination,
    exercise: Exercise,
    session: Session,
    course: dict[str, Callable],
    further: bool = True,
) -> Verdict:
    """Evaluate an exercise on the names of a session, by `further` calls as well."""
    known = partial(foreseen, exercise.reference, course)
    runner = session.runner(exercise.name, course, expected_size(exercise), known)
    runner.further = further
    if not runner.defined():
        ended = [
            one for cell, one in state.stopped.items() if cell.name == exercise.name
        ]
        return told(state, without_function(exercise, ended[-1] if ended else None))
    seed = state.drawn[exercise.id].seed
    found = evaluate(exercise, runner, seed=seed, with_course=tuple(course))
    return told(state, found)


def expected_size(exercise: Exercise) -> Measure:
    """Measure the largest answer that an exercise expects, once in a process."""
    key = exercise.id, exercise.reference
    if key not in SIZES:
        sizes = map(measure, expected_values(exercise))
        SIZES[key] = max(sizes, key=lambda one: one.room)
    return SIZES[key]


def expected_values(exercise: Exercise) -> Iterator[object]:
    """Yield what an exercise expects of each probe that is not refused."""
    for probe in probes_of(exercise, COMMON_SEED):
        try:
            yield reference_value(exercise.reference, probe)
        except ValueError as error:
            if not rightly_refused(probe, error):
                raise


def without_function(exercise: Exercise, report: CellReport | None) -> Verdict:
    """Return the verdict where the function was never defined."""
    if report is None:
        return missing(exercise)
    if report.limit:
        said = Fact("limit", {"limit": limit_text(report.limit, SECONDS_PER_CELL)})
        return nothing(exercise, "limit", said)
    if report.raised.missing:
        return nothing(exercise, "delegated", about_absence(report.raised))
    return nothing(exercise, "error", *error_facts(report.raised))


def missing(exercise: Exercise) -> Verdict:
    """Return the verdict where a submission lacks the function."""
    return nothing(exercise, "missing", Fact("missing", {"name": exercise.name}))
