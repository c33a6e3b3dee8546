"""Looks where a mistake stands, in a process that is thrown away afterwards.

It is copied beside a whole `nnlib`, references included: what is expected lies beside
the student's code there, for a seed that gives no points. So this process tells nothing
but what `nnlib.check.pointing.claimed` lets through.
"""

import ast
import builtins
import contextlib
import linecache
from collections.abc import Collection

from nnlib.check import LocalRunner, evaluate, pointed
from nnlib.check.pointing.allowed import names_outside
from nnlib.exercises import exercises, get

FILE = "<function>"


def place_of(
    exercise: str, opening: str, source: str, seed: list
) -> dict[str, object] | None:
    """Search in a function that is wrong.

    Parameters
    ----------
    exercise : str
        Id of the exercise.
    opening : str
        The cells with which the notebook begins; of these, imports are run.
    source : str
        The function alone.
    seed : list of int
        Draws the probes.

    Returns
    -------
    dict or None
        A claim; None where nothing is certain.
    """
    asked = get(exercise)
    names = imported(opening)
    others = [one for one in exercises(exercise.split("/")[0]) if one is not asked]
    lent = {one.name: one.reference for one in others}
    lines = source.splitlines(keepends=True)
    linecache.cache[FILE] = (len(source), None, lines, FILE)
    exec(compile(source, FILE, "exec"), names)
    function = names[asked.name]
    if unknown(source, {*names, *lent}):
        return None
    found = evaluate(asked, LocalRunner(function, lent), seed=seed)
    told = pointed(asked, function, found, seed=seed, lent=lent)
    claims = [one.about["claim"] for one in told.facts if one.kind == "pointed"]
    return claims[0] if claims else None


def unknown(source: str, known: Collection[str]) -> set[str]:
    """Name what a function reads that its notebook has made elsewhere."""
    (tree,) = ast.parse(source).body
    return names_outside(tree) - {*known, *vars(builtins)}


def imported(opening: str) -> dict[str, object]:
    """Return what the imports of some cells bind; one that fails binds nothing."""
    names: dict[str, object] = {"__name__": "__main__"}
    for node in ast.walk(ast.parse(opening)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            with contextlib.suppress(Exception):
                exec(compile(ast.Module([node], []), FILE, "exec"), names)
    return names
