"""Answers between right and wrong, and those whose verdict would hang on chance.

A tool for authors. Right versions are changed a little: a number of 10^-k guards each
logarithm, and each quotient that may be one by 0; or what comes out is rounded. A usual
guard must pass, a large one must fail and be named, and none hangs on the seed: nor do
answers whose numbers are a little off.
"""

import ast
import copy
import inspect
import linecache
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from nnlib.check import Exercise, LocalRunner, evaluate
from nnlib.check.trial import COMMON_SEED, Trial, probes_of, trials, try_probe

# Exponents of usual guards, and of those that are too large; between them all is open.
USUAL, LARGE = 7, 5
EXPONENTS = range(1, 17)
# Digits that pass, and that do not.
MANY, FEW = 10, 5
DIGITS = range(3, 13)
# Where a quotient may be one by 0.
QUOTIENTS = ("02/standardize", "04/gradient_check", "05/softmax")
LOGARITHMS = ("np.log", "math.log")
COUNTS = ("m", "m_train", "n_x", "2 * eps", "eps")
PASSED, NAMED, OPEN = "passed", "named", "open"


@dataclass(frozen=True)
class Answer:
    """A version on the border: what was changed, and what must come of it.

    `must` is `PASSED`, `NAMED` (not passed, and something is asked) or `OPEN`.
    """

    exercise: Exercise
    change: str
    must: str
    function: Callable

    def __str__(self) -> str:
        return f"{self.exercise.id} {self.change}"


@dataclass(frozen=True)
class Judged:
    """What came of an answer over several seeds: how often each status and points."""

    answer: Answer
    outcomes: Counter
    asked: bool

    @property
    def flips(self) -> bool:
        """Tell whether the verdict hangs on the seed."""
        return len(self.outcomes) > 1

    @property
    def kept(self) -> bool:
        """Tell whether what was promised came."""
        passed = [status == "passed" for status, _ in self.outcomes]
        if self.answer.must == NAMED:
            return self.asked and not any(passed)
        return self.answer.must == OPEN or all(passed)


def judged(answer: Answer, seeds: Iterable[object]) -> Judged:
    """Judge an answer with several seeds.

    Parameters
    ----------
    answer : Answer
        Any version of an exercise's function.
    seeds : iterable
        As `nnlib.check.evaluate` takes them.

    Returns
    -------
    Judged
        Statuses and points.
    """
    runner = LocalRunner(answer.function)
    found = [evaluate(answer.exercise, runner, seed=seed) for seed in seeds]
    outcomes = Counter((one.status, one.points) for one in found)
    asked = all(any(f.kind == "question" for f in one.facts) for one in found)
    return Judged(answer, outcomes, asked)


def wrong_outputs(answer: Answer, seeds: Iterable[object]) -> Counter:
    """Count which outputs are wrong with each seed; nothing else hangs on it.

    Parameters
    ----------
    answer : Answer
        Any version of an exercise's function.
    seeds : iterable
        As `nnlib.check.evaluate` takes them.

    Returns
    -------
    Counter of tuple of str
        A single entry where no seed makes a difference. Other than `judged`, it tries
        what hangs on the seed alone, so that hundreds of seeds take a moment.
    """
    exercise, runner = answer.exercise, LocalRunner(answer.function)
    known: tuple[str, ...] = ()
    counted: Counter = Counter()
    for seed in seeds:
        probes = [one for one in probes_of(exercise, seed) if not one.extreme]
        if not counted:
            common = [one for one in probes if not one.drawn]
            known = wrong_in(exercise, trials(exercise, runner, common))
        drawn = trials(exercise, runner, [one for one in probes if one.drawn])
        wrong = {*known, *wrong_in(exercise, drawn)}
        counted[tuple(sorted(wrong))] += 1
    return counted


def wrong_in(exercise: Exercise, done: Iterable[Trial]) -> tuple[str, ...]:
    """Name the outputs that are wrong in a trial at least."""
    return tuple(p for p in exercise.parts if not all(one.right(p) for one in done))


def borderline(exercise: Exercise) -> Iterator[Answer]:
    """Yield guarded forms of all right versions, and others of the reference."""
    for right in (exercise.reference, *exercise.accepted):
        yield from guarded(exercise, inspect.unwrap(right))
    for name, change in DISTURBED.items():
        function = changing(exercise.reference, change)
        yield Answer(exercise, name, OPEN, function)
    for digits in DIGITS:
        function = changing(exercise.reference, partial(np.round, decimals=digits))
        few = digits <= FEW and is_seen(exercise, function)
        must = PASSED if digits >= MANY else NAMED if few else OPEN
        yield Answer(exercise, f"rounded to {digits} digits", must, function)


# ---- guards


def guarded(exercise: Exercise, right: Callable) -> Iterator[Answer]:
    """Yield versions with a guard of each size at each place that may need one."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(right)))
    tree.body[0].decorator_list = []
    quotients = exercise.id in QUOTIENTS
    for place, node in enumerate(places(tree, quotients)):
        for name, guard in (ADDED if isinstance(node, ast.BinOp) else GUARDS).items():
            for k in EXPONENTS:
                changed = copy.deepcopy(tree)
                put(list(places(changed, quotients))[place], guard, k)
                must = PASSED if k >= USUAL else NAMED if k <= LARGE else OPEN
                said = f"{right.__name__}: 1e-{k} {name} at {ast.unparse(node)}"
                yield Answer(exercise, said, must, compiled(changed, right))


def places(tree: ast.AST, quotients: bool) -> Iterator[ast.Call | ast.BinOp]:
    """Yield logarithms, and quotients if they may be guarded; no sum is near 0."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in LOGARITHMS:
            if not ast.unparse(node.args[0]).startswith("np.sum("):
                yield node
        if quotients and isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            if ast.unparse(node.right) not in COUNTS:
                yield node


def put(node: ast.Call | ast.BinOp, guard: str, k: int) -> None:
    """Put a guard around what a logarithm or a quotient must not find 0."""
    inside = node.args[0] if isinstance(node, ast.Call) else node.right
    text = guard.format(inside=ast.unparse(inside), eps=10.0**-k)
    made = ast.parse(text, mode="eval").body
    if isinstance(node, ast.Call):
        node.args[0] = made
    else:
        node.right = made


ADDED = {"added": "({inside}) + {eps}"}
GUARDS = ADDED | {"clipped": "np.clip({inside}, {eps}, 1 - {eps})"}


def compiled(tree: ast.AST, right: Callable) -> Callable:
    """Make a function of a changed tree, in the namespace of the right one."""
    scope = {**right.__globals__, "np": np}
    source = ast.unparse(tree)
    file = f"<{right.__name__}, {len(linecache.cache)}>"
    linecache.cache[file] = len(source), None, source.splitlines(True), file
    exec(compile(source, file, "exec"), scope)
    return scope[right.__name__]


# ---- what comes out


def changing(right: Callable, change: Callable) -> Callable:
    """Make a version that changes each number that it returns."""

    def function(*args: object, **options: object) -> object:
        value = right(*args, **options)
        # A drawn start is hers: what is expected later follows from it.
        drawn = "rng" in options and options.get("num_iterations") == 0
        return value if drawn else changed(value, change)

    function.__signature__ = inspect.signature(right)
    return function


def is_seen(exercise: Exercise, function: Callable) -> bool:
    """Tell whether a version gives visibly other numbers on probes that all share."""
    if exercise.judge is not None:
        return False
    common = [one for one in probes_of(exercise, COMMON_SEED) if not one.extreme]
    tried = [try_probe(exercise, LocalRunner(function), one) for one in common]
    return not all(one.right(part) for one in tried for part in exercise.parts)


def changed(value: object, change: Callable) -> object:
    """Change every number in a value that is not whole."""
    if isinstance(value, dict):
        return {key: changed(one, change) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(changed(one, change) for one in value)
    is_real = (
        isinstance(value, float | np.ndarray) and np.asarray(value).dtype.kind == "f"
    )
    return change(value) if is_real else value


# What a slip in a constant, or numbers of half the length, make of a right answer.
DISTURBED = {"float32": lambda value: np.asarray(value, np.float32)[()]}
for k in range(2, 10):
    DISTURBED[f"times 1 + 1e-{k}"] = lambda value, k=k: value * (1 + 10.0**-k)
    DISTURBED[f"plus 1e-{k}"] = lambda value, k=k: value + 10.0**-k
