"""Where mistakes stand, looked for once the points are final.

Each function that is wrong is searched in a process that is thrown away afterwards, as
the notebook would search it, for a seed that is drawn for this and gives no points.
What comes back is a claim, a line and a family; all words are made here. A class writes
the same wrong function many times: it is searched once.
"""

import ast
import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from grading import atomic
from grading.found.examined import Examined
from grading.found.rounds import Draw
from grading.released.assignment import Assignment
from grading.run.named_place import where
from grading.sandbox.finder_library import FINDER, FIRST, finder_library
from grading.sandbox.magics import python_of
from grading.sandbox.session import Session
from grading.submitted.slots import CHECK, SOLUTION
from grading.submitted.submission import Cell, Submission
from nnlib.check import Exercise, Verdict
from nnlib.check.description import parsed
from nnlib.check.kinds import QUESTIONS
from nnlib.check.pointing import POINTED, Claim, claimed, fact_of, inputs_of_nan

SECONDS = 8.0
LIBRARY, KNOWN = "finder", "places"
OWN = "own"
MOST_LETTERS = 20_000
# A search knows nothing of the numbers that give points, nor can they be computed back.
PURPOSE = b"where a mistake stands"
WORDS = 4
# What JSON keeps as lists.
ROWS = ("lines", "outputs", "right")


def with_places(
    found: Sequence[Examined],
    handed_in: Submission,
    assignment: Assignment,
    drawn: Mapping[str, Draw],
    folder: Path,
) -> list[Examined]:
    """Add to what was found where the mistakes stand, as far as that can be said.

    Parameters
    ----------
    found : sequence of Examined
        What each exercise came to; points stay as they are.
    handed_in : Submission
        The submission.
    assignment : Assignment
        What it was graded against.
    drawn : mapping of str to Draw
        What the probes that gave points were drawn from, by the id of the exercise.
    folder : Path
        Of this run, where student code can write nothing.

    Returns
    -------
    list of Examined
        The same, some of them with a place.
    """
    exercises = {one.name: one for one in assignment.exercises}
    passed = {one.verdict.name for one in found if one.verdict.status == "passed"}
    unpassed = {*exercises} - passed
    opening = "\n".join(source for _, source in assignment.first_cells)

    def with_place(one: Examined) -> Examined:
        if one.verdict.status not in POINTED:
            return one
        text = function_text(handed_in.cells, one.verdict.name)
        exercise = exercises[one.verdict.name]
        if not may_be_searched(one, text, unpassed - {exercise.name}):
            return one
        asked = exercise, opening, text, seed_of(drawn[exercise.id])
        verdict = said(one.verdict, found_once(folder, *asked), text, exercise)
        return replace(one, verdict=verdict, place=where(verdict, text))

    told = list(found)
    for number, one in enumerate(found):
        # A place is an extra: without it, all is as it was.
        with suppress(Exception):
            told[number] = with_place(one)
    return told


def may_be_searched(one: Examined, text: str, unpassed: set[str]) -> bool:
    """Tell whether there is a text, and what it calls is right or the course's."""
    if not text:
        return False
    names = {x.id for x in ast.walk(ast.parse(text)) if isinstance(x, ast.Name)}
    return bool(one.with_course) or not names & unpassed


def function_text(cells: Sequence[Cell], name: str) -> str:
    """Return the text of a function as it stands at its check; empty if nowhere."""
    text = ""
    for cell in cells:
        if cell.role == CHECK and cell.name == name:
            break
        if cell.role in (SOLUTION, OWN):
            text = defined_in(python_of(cell.source), name) or text
    return text


def defined_in(source: str, name: str) -> str:
    """Return the text of a function that a cell defines; empty if it does not."""
    tree = parsed(source) if len(source) <= MOST_LETTERS else None
    for node in reversed(tree.body if tree else []):
        if isinstance(node, ast.FunctionDef) and node.name == name:
            if not node.decorator_list:
                rows = source.split("\n")[node.lineno - 1 : node.end_lineno]
                return "\n".join(rows) + "\n"
    return ""


def seed_of(draw: Draw) -> list[int]:
    """Draw a seed that belongs to a round, and tells nothing of its own."""
    words = b"".join(word.to_bytes(8, "big") for word in draw.seed)
    digest = hashlib.sha256(PURPOSE + words).digest()
    return [int.from_bytes(digest[4 * i : 4 * i + 4], "big") for i in range(WORDS)]


def found_once(
    folder: Path, exercise: Exercise, opening: str, text: str, seed: list[int]
) -> object:
    """Search, or take what was found in the same text before; it is still a claim."""
    asked = exercise.id, opening, text, seed
    key = hashlib.sha256(repr((exercise.edition, *asked)).encode()).hexdigest()
    path = folder / KNOWN / f"{key}.json"
    if path.exists():
        plain = json.loads(path.read_text(encoding="utf-8"))
        if type(plain) is dict:
            plain |= {
                name: tuple(plain[name]) for name in ("lines", "outputs", "right")
            }
        return plain
    found = searched(finder_library(folder / LIBRARY), *asked)
    claim = claimed(found, text.splitlines(), [*exercise.parts])
    plain = claim.as_plain() if claim else None
    path.parent.mkdir(exist_ok=True)
    atomic.write_text(path, json.dumps(plain))
    return plain


def searched(
    library: Path, exercise: str, opening: str, text: str, seed: list[int]
) -> object:
    """Search in a process of its own; return whatever comes back."""
    with Session(library, seconds_per_call=SECONDS) as session:
        session.run(FIRST, FINDER)
        runner = session.runner("place_of")
        return runner.call((exercise, opening, text, seed)).value


def said(verdict: Verdict, plain: object, text: str, exercise: Exercise) -> Verdict:
    """Add a place to a verdict, if it can be one and says nothing that is not so."""
    rows, parts = text.splitlines(), [*exercise.parts]
    claim = claimed(plain, rows, parts)
    if claim is None or not fits(claim, verdict, exercise):
        return verdict
    kinds = {one.kind: one.about for one in verdict.facts}
    inputs = inputs_of_nan(kinds.get("extreme", {}))
    asked = any(kind in QUESTIONS for kind in kinds)
    return verdict.with_facts([fact_of(claim, rows, parts, asked=asked, inputs=inputs)])


def fits(claim: Claim, verdict: Verdict, exercise: Exercise) -> bool:
    """Tell whether a claim speaks of what was found to be wrong here."""
    if claim.kind in ("writes", "nan"):
        kinds = {one.kind: one.about for one in verdict.facts}
        nan = bool(inputs_of_nan(kinds.get("extreme", {})))
        return nan if claim.kind == "nan" else "changed" in kinds
    if verdict.diagnosis and claim.kind != "one":
        return False
    lost = {
        part
        for part, most in exercise.parts.items()
        if verdict.earned.get(part) != most
    }
    wrong = not claim.outputs or lost & {*claim.outputs}
    return bool(wrong) and not lost & {*claim.right}
