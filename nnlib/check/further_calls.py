"""Evidence that takes another call, where no registered mistake explains the numbers.

The reference is asked what it would give without a bias or for one example alone, and
the learner's function is called again: with the same arguments, or with fewer examples,
as `fewer_examples` does. What is said was seen in three cases or more.
"""

import ast
import builtins
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from nnlib.check import messages
from nnlib.check.compare import comma_separated
from nnlib.check.description import Description, parsed
from nnlib.check.detectors import seen_in_first_layer, seen_in_numbers
from nnlib.check.exercise import Exercise, Probe
from nnlib.check.fewer_examples import examples, one_right, one_size
from nnlib.check.guards import changes_little, decides, large_guard
from nnlib.check.layers import first_wrong_layer
from nnlib.check.runner import LocalRunner, Runner
from nnlib.check.traits import EXAMPLES
from nnlib.check.trial import (
    FEWEST_PROBES,
    OTHER_SEEDS,
    Trial,
    observed,
    probe_generator,
    reference_value,
    same,
    trials,
)
from nnlib.check.verdict import Fact
from nnlib.check.written import decimal_comma


def detected(
    exercise: Exercise,
    runner: Runner,
    done: Sequence[Trial],
    further: Sequence[Trial],
    wrong: Sequence[str],
) -> list[Fact]:
    """Return what is certain of wrong outputs: at most one kind of evidence.

    Parameters
    ----------
    exercise : Exercise
        What is asked for.
    runner : Runner
        Calls the learner's function.
    done : sequence of Trial
        What it gave so far.
    further : sequence of Trial
        What it gave at extremes, where that are numbers.
    wrong : sequence of str
        The outputs that are wrong in at least one trial.

    Returns
    -------
    list of Fact
        Evidence and a question, or nothing.
    """
    if len(done) < FEWEST_PROBES or not runner.further:
        return []
    for find in (
        lambda: comma(exercise, runner.describe()),
        lambda: global_random(runner, done),
        lambda: unsteady(exercise, runner, done),
        lambda: still_seen(
            exercise, runner, seen_in_numbers(exercise, done, wrong, further), wrong
        ),
        lambda: without_bias(exercise, [*done, *further], wrong),
        lambda: one_counted(exercise, done, wrong),
        lambda: [f for part in wrong if (f := first_wrong_layer(part, done))],
        lambda: one_right(exercise, runner, done, wrong),
        lambda: one_size(exercise, runner, done, wrong),
        lambda: outside_name(exercise, runner.describe(), done),
        lambda: guard(runner.describe()),
        lambda: seen_in_first_layer(exercise, done, wrong, further),
    ):
        facts = find()
        if facts:
            question = messages.QUESTION_OF[facts[0].kind].format_map(facts[0].about)
            return [*joined(facts), Fact("question", {"text": question})]
    return []


def joined(facts: Sequence[Fact]) -> list[Fact]:
    """Join what is said alike of several outputs; the first kind of saying counts."""
    first = facts[0].about
    alike = [
        fact.about["part"]
        for fact in facts
        if "part" in fact.about and {**fact.about, "part": first["part"]} == first
    ]
    about = {**first, "part": comma_separated(alike)} if alike else first
    return [Fact(facts[0].kind, about)]


# ---- other draws


def still_seen(
    exercise: Exercise, runner: Runner, facts: list[Fact], wrong: Sequence[str]
) -> list[Fact]:
    """Keep of numbers that never change those that other draws do not change either.

    What decides between a few numbers gives the same one by chance in three cases, and
    in all where what is drawn is alike: nothing is said of a whole number then. Numbers
    that are nearly right may follow from a step taken elsewhere: nothing is
    said of them unless something in the code rounds or adds little.
    """
    if not facts or facts[0].kind not in ("constant", "near"):
        return facts
    source = runner.describe().source
    if facts[0].kind == "near":
        return facts if changes_little(source) else []
    if facts[0].about["number"].lstrip("-").isdigit() and decides(source):
        return []
    for seed in OTHER_SEEDS:
        probes = exercise.probes(probe_generator(exercise, seed))
        done = trials(exercise, runner, [one for one in probes if not one.extreme])
        again = seen_in_numbers(exercise, done, wrong)
        facts = [fact for fact in facts if fact in again]
    return facts


# ---- the same call again


def unsteady(exercise: Exercise, runner: Runner, done: Sequence[Trial]) -> list[Fact]:
    """Find a function that gives another result for the same arguments."""
    probes = [trial.probe for trial in done[:FEWEST_PROBES]]
    pairs = zip(done, trials(exercise, runner, probes), strict=False)
    for before, again in pairs:
        if any(not same(again.probe, again.got[p], before.got[p]) for p in again.got):
            return [Fact("unsteady")]
    return []


def global_random(runner: Runner, done: Sequence[Trial]) -> list[Fact]:
    """Find a function that moves numpy's global generator.

    Nothing is seen of it where the function runs in another process.
    """
    if not isinstance(runner, LocalRunner):
        return []
    before = np.random.get_state()
    try:
        moved = [
            moves(runner, trial, s) for s, trial in enumerate(done[:FEWEST_PROBES])
        ]
    finally:
        np.random.set_state(before)
    return [Fact("global_random")] if all(moved) else []


def moves(runner: Runner, trial: Trial, seed: int) -> bool:
    """Tell whether a call leaves the global generator in another state."""
    np.random.seed(seed)
    keys = np.random.get_state()
    runner.call(trial.probe.args, trial.probe.options)
    pairs = zip(keys, np.random.get_state(), strict=True)
    return not all(np.array_equal(now, then) for now, then in pairs)


# ---- what the reference gives for other arguments


def without_bias(
    exercise: Exercise, done: Sequence[Trial], wrong: Sequence[str]
) -> list[Fact]:
    """Find outputs that are those of a bias of 0, of all biases or of one."""
    names = dict.fromkeys(n for trial in done for n in biases(exercise, trial.probe))
    for chosen in (tuple(names), *((name,) for name in names)):
        if chosen and equals(
            exercise, done, wrong, lambda p, c=chosen: zeroed(exercise, p, c)
        ):
            said = f"{' = '.join(chosen)} = 0"
            return [Fact("no_bias", {"part": part, "bias": said}) for part in wrong]
    return []


def biases(exercise: Exercise, probe: Probe) -> Iterator[str]:
    """Yield the names of the biases among the arguments: b, or b1, b2, ..."""
    for name, value in named_arguments(exercise, probe):
        entries = value if isinstance(value, Mapping) else [name]
        yield from (e for e in entries if isinstance(e, str) and is_bias(e))


def is_bias(name: str) -> bool:
    """Tell whether a name is b, or b and a layer."""
    return name[:1] == "b" and (name[1:].isdigit() or name == "b")


def named_arguments(exercise: Exercise, probe: Probe) -> list[tuple[str, object]]:
    """Pair the positional arguments of a call with their names."""
    code = exercise.reference.__code__
    return list(zip(code.co_varnames, probe.args, strict=False))


def zeroed(exercise: Exercise, probe: Probe, chosen: Sequence[str]) -> Probe | None:
    """Set biases to 0; None where there are none of these names."""
    args, found = [], 0
    for name, value in named_arguments(exercise, probe):
        if isinstance(value, Mapping):
            found += any(entry in chosen for entry in value)
            value = {k: 0 * v if k in chosen else v for k, v in value.items()}
        elif name in chosen:
            found, value = found + 1, 0 * np.asarray(value) if np.ndim(value) else 0.0
        args.append(value)
    return replace(probe, args=tuple(args)) if found else None


def one_counted(
    exercise: Exercise, done: Sequence[Trial], wrong: Sequence[str]
) -> list[Fact]:
    """Find outputs that only the first or the last example has made."""
    for which, place in {"first": slice(0, 1), "last": slice(-1, None)}.items():
        for divided in ("", ", divided by m"):
            if equals(
                exercise,
                done,
                wrong,
                lambda probe, place=place: examples(probe, place),
                by_m=bool(divided),
            ):
                about = {"which": which, "divided": divided}
                return [Fact("one_counted", {"part": p, **about}) for p in wrong]
    return []


def equals(
    exercise: Exercise,
    done: Sequence[Trial],
    wrong: Sequence[str],
    change: Callable[[Probe], Probe | None],
    by_m: bool = False,
) -> bool:
    """Tell whether wrong outputs are always the reference's for other arguments."""
    if exercise.judge is not None or not wrong:
        return False
    shown = 0
    for trial in done:
        other = counterpart(exercise, trial, change(trial.probe))
        if other is None:
            return False
        share = 1 / trial.probe.sizes[EXAMPLES] if by_m else 1.0
        for part in wrong:
            if isinstance(other[part], dict) or not isinstance(other[part], np.ndarray):
                return False
            if not same(trial.probe, trial.got[part], np.asarray(share * other[part])):
                return False
        shown += not all(map(trial.right, wrong))
    return shown >= FEWEST_PROBES


def counterpart(
    exercise: Exercise, trial: Trial, probe: Probe | None
) -> Mapping | None:
    """Return the reference's outputs for another probe; None where it has none."""
    if probe is None:
        return None
    try:
        value = reference_value(exercise.reference, probe)
        return observed(exercise, probe, value, trial.value)
    except Exception:
        # The reference refuses these arguments.
        return None


# ---- the text of the function


def outside_name(
    exercise: Exercise, description: Description, done: Sequence[Trial]
) -> list[Fact]:
    """Find a size or an argument that is read from outside the function."""
    tree = parsed(description.source)
    if tree is None:
        return []
    telling = {name for trial in done for name in trial.probe.sizes}
    telling |= {name for name, _ in named_arguments(exercise, done[0].probe)}
    found = [name for name in read_from_outside(tree) if name in telling]
    return [Fact("outside", {"name": name}) for name in found[:1]]


def comma(exercise: Exercise, description: Description) -> list[Fact]:
    """Find a number that was written with a decimal comma."""
    found = decimal_comma(exercise, description.source)
    return [Fact("comma", found)] if found else []


def guard(description: Description) -> list[Fact]:
    """Find a number that keeps a logarithm or a quotient from 0, and is large."""
    number = large_guard(description.source)
    return [Fact("guard", {"number": number})] if number else []


def read_from_outside(tree: ast.Module) -> list[str]:
    """List the names that a function reads and nothing in it sets; functions apart."""
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    bound = {node.id for node in names if not isinstance(node.ctx, ast.Load)}
    bound |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    defined = ast.FunctionDef | ast.ClassDef | ast.alias
    bound |= {node.name for node in ast.walk(tree) if isinstance(node, defined)}
    called = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    free = dict.fromkeys(node.id for node in names)
    return [n for n in free if n not in bound | called | set(dir(builtins))]
