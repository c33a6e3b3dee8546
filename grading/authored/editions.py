"""What the check says of every version of an exercise, kept beside its edition.

An edition is a number that grows when an answer may get another verdict than before: a
class that has begun is graded by the edition it was given. So that no verdict changes
unnoticed, those on every wrong version, every right form and the stub are kept in a
file: status, points, parts and the mistake that is named, and no wording. None of
these may depend on a seed, a Python or a numpy, so one seed is enough; other tests ask
the other seeds. A change is renewed together with a new edition, or not at all.
"""

import functools
import json
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from grading import atomic
from nnlib.check import Exercise, LocalRunner, Verdict, all_mistakes, evaluate
from nnlib.check.notebook import PUBLIC_SEED
from nnlib.exercises import NOTEBOOKS

FILE = Path(__file__).with_name("verdicts.toml")
EDITION, STUB = "edition", "stub"
WRONG, RIGHT = "wrong.", "right."
HEAD = """\
# What the check says of each version of each exercise: status, points, the mistake that
# is named, and the parts that earn something. Renewed by python -m grading editions.
"""
DECIMALS = 2
# Status, points, the name of the mistake or nothing, and what each part earns.
Facts = list
# Of one exercise, by the name of the version; and its edition.
Kept = Mapping[str, Facts | int]


def stub(*args: object, **options: object) -> None:
    """Answer nothing, as a function that nobody has begun."""
    raise NotImplementedError


def versions(exercise: Exercise) -> dict[str, Callable]:
    """List everything that is judged of an exercise, by its name in the file."""
    forms = (exercise.reference, *exercise.accepted)
    return {
        STUB: stub,
        **{f"{RIGHT}{one.__name__}": one for one in forms},
        **{f"{WRONG}{one.id}": one.function for one in all_mistakes(exercise)},
    }


def facts(verdict: Verdict) -> Facts:
    """Keep of a verdict what must not change within an edition.

    Examples
    --------
    >>> facts(Verdict("07/one", "partial", 1.0, 2.0, {"dw": 1.0, "db": 0.0}, "slip"))
    ['partial', 1.0, 'slip', 'dw 1']
    """
    earned = {
        part: round(float(much), DECIMALS) for part, much in verdict.earned.items()
    }
    above = [f"{part} {much:g}" for part, much in sorted(earned.items()) if much]
    points = round(float(verdict.points), DECIMALS)
    return [verdict.status, points, verdict.diagnosis or "", ", ".join(above)]


def judged(exercise: Exercise) -> Kept:
    """Judge every version of an exercise; takes up to some seconds."""
    found = {
        name: facts(evaluate(exercise, LocalRunner(function), seed=PUBLIC_SEED))
        for name, function in versions(exercise).items()
    }
    return {EDITION: exercise.edition, **found}


def kept(path: Path = FILE) -> dict[str, Kept]:
    """Read what is kept, by the id of the exercise."""
    return parsed(path.read_text(encoding="utf-8"))


@functools.lru_cache(maxsize=2)  # asked for every version of every exercise
def parsed(text: str) -> dict[str, Kept]:
    """Read the text of the file."""
    return {
        id: {name: value for name, value in flat(table)}
        for id, table in tomllib.loads(text).items()
    }


def flat(table: Mapping, prefix: str = "") -> Iterator[tuple[str, object]]:
    """Yield the entries of nested tables by their dotted names."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def change(before: Facts, after: Facts) -> str:
    """Say in a few words how a verdict has changed; empty if it has not.

    Examples
    --------
    >>> change(["failed", 0.0, "slip", ""], ["partial", 12.0, "slip", "dw 12"])
    '0 -> 12 points'
    >>> change(["failed", 0.0, "slip", ""], ["failed", 0.0, "", ""])
    'named slip -> nothing'
    """
    if before == after:
        return ""
    (old, was, meant, parts), (new, points, named, others) = before, after
    if was != points:
        return f"{was:g} -> {points:g} points"
    if old != new:
        return f"{old} -> {new}"
    if meant != named:
        return f"named {meant or 'nothing'} -> {named or 'nothing'}"
    return f"{parts or 'nothing'} -> {others or 'nothing'}"


def changes(exercise: Exercise, before: Kept, after: Kept) -> Iterator[str]:
    """Yield, in words, what differs between two editions of an exercise."""
    titles = {f"{WRONG}{one.id}": one.title for one in all_mistakes(exercise)}
    for name in [name for name in after if name in before and name != EDITION]:
        if how := change(before[name], after[name]):
            yield f"'{titles.get(name, name)}' {how}"


def changed(exercise: Exercise, name: str, verdict: Verdict) -> str:
    """Say how a verdict differs from the one that is kept for this edition.

    Parameters
    ----------
    exercise : Exercise
        What is asked.
    name : str
        Of the version, as in `versions`.
    verdict : Verdict
        On this version, now.

    Returns
    -------
    str
        Empty where nothing differs, and where nothing is kept that it could differ
        from: `lacking` says that.
    """
    before = kept().get(exercise.id, {})
    if name not in before or before[EDITION] != exercise.edition:
        return ""
    return change(before[name], facts(verdict))


def lacking(exercise: Exercise) -> str:
    """Say what is not kept of an exercise: its edition, or versions; runs nothing."""
    before = kept().get(exercise.id, {})
    after = {EDITION: exercise.edition, **versions(exercise)}
    if before.get(EDITION, exercise.edition) != exercise.edition:
        return (
            f"edition {before[EDITION]} is kept, and it has edition {exercise.edition}"
        )
    return "; ".join(entered(before, after)) if before else "nothing is kept of it"


def entered(before: Kept, after: Kept) -> Iterator[str]:
    """Yield, in words, which versions have come and gone."""
    for verb, names in (
        ("new", [name for name in after if name not in before]),
        ("gone", [name for name in before if name not in after]),
    ):
        if names:
            yield f"{verb}: {', '.join(names)}"


def renew(exercises: Iterable[Exercise], path: Path = FILE) -> tuple[list[str], bool]:
    """Bring the file in line, and say what has changed.

    Parameters
    ----------
    exercises : iterable of Exercise
        Those that are judged; the others stay as they are kept, but for those that
        the course no longer has.
    path : Path
        The file.

    Returns
    -------
    said : list of str
        A line for every change.
    refused : bool
        Whether a verdict has changed and the edition has not: then what is kept of
        this exercise stays.
    """
    found = dict(kept(path)) if path.exists() else {}
    said, refused = [], False
    for exercise in exercises:
        before, after = found.get(exercise.id, {}), judged(exercise)
        changed = list(changes(exercise, before, after))
        old = before.get(EDITION, exercise.edition)
        lines = [*changed, *entered(before, after)]
        if old != exercise.edition:
            lines.append(f"edition {old} -> {exercise.edition}")
        if exercise.edition < old or (changed and exercise.edition == old):
            refused = True
            lines.append(f"not renewed: write edition={old + 1} into its file first")
        else:
            found[exercise.id] = after
        said += [f"{exercise.id}: {line}" for line in lines]
    known = {one.id for each in NOTEBOOKS.values() for one in each}
    for gone in [id for id in found if path == FILE and id not in known]:
        del found[gone]
        said.append(f"{gone}: gone")
    atomic.write_text(path, as_text(found), mode=atomic.PUBLIC)
    return said, refused


def as_text(found: Mapping[str, Kept]) -> str:
    """Write the file: a table for each exercise, a line for each version."""
    tables = [
        "\n".join([f"[{json.dumps(id)}]", *(line(*entry) for entry in one.items())])
        for id, one in sorted(found.items())
    ]
    return "\n\n".join([HEAD.rstrip(), *tables]) + "\n"


def line(name: str, value: Facts | int) -> str:
    """Write one entry.

    Examples
    --------
    >>> line("wrong.slip", ["partial", 1.0, "slip", "dw 1"])
    'wrong.slip = ["partial", 1.0, "slip", "dw 1"]'
    """
    return f"{name} = {json.dumps(value, ensure_ascii=False)}"
