"""From a function to a verdict, in a fixed order.

Attempted, signature, runs, type, shape and numbers of each output, properties,
extreme inputs, arguments untouched, no Python loop. Each output earns its part; what
comes after the numbers takes off a share, and right numbers keep at least 60 %.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from nnlib.check import kinds, messages
from nnlib.check.begun import as_begun
from nnlib.check.compare import Unusable, comma_separated, lists_in
from nnlib.check.deductions import Deduction, extremes, loops, untouched
from nnlib.check.diagnosis import partial_credit
from nnlib.check.exercise import Exercise, Property, Variant
from nnlib.check.further_calls import detected, outside_name
from nnlib.check.ignored import ignored
from nnlib.check.runner import Runner
from nnlib.check.searching import symptoms
from nnlib.check.stopping import (
    about_stub,
    nothing,
    refusal,
    signature_facts,
    stopped,
)
from nnlib.check.trial import (
    COMMON_SEED,
    NoValueError,
    Trial,
    answers_to,
    caller,
    probe_generator,
    probes_of,
    refuses,
    trials,
)
from nnlib.check.verdict import Fact, Verdict
from nnlib.check.wrong_parts import part_facts
from nnlib.wording import counted, listed

# What is said of a function that passed.
VERIFIED = ("passed", "holds", "passed_too", "remark")


def evaluate(
    exercise: Exercise,
    runner: Runner,
    *,
    seed: int | Sequence[int],
    with_course: Sequence[str] = (),
) -> Verdict:
    """Check a learner's function.

    Parameters
    ----------
    exercise : Exercise
        What is asked for.
    runner : Runner
        Calls the learner's function.
    seed : int or sequence of int
        Draws the random probes.
    with_course : sequence of str
        Names of needed functions for which the runner uses the course's.

    Returns
    -------
    Verdict
        Status, points and facts. Exceptions of the learner's code become facts.
    """
    kind = "with_course" if len(with_course) == 1 else "with_course_all"
    needed = listed(with_course) if with_course else ""
    preface = [Fact(kind, {"needed": needed})] if needed else []
    # Whatever the notebook has set: the check's own arithmetic neither warns nor stops.
    with np.errstate(all="ignore"):
        return judged(exercise, runner, seed, preface)


def judged(
    exercise: Exercise, runner: Runner, seed: int | Sequence[int], preface: list[Fact]
) -> Verdict:
    """Look at a function: whether anything was done to it, and what it gives."""
    description = runner.describe()
    if description.stub:
        return nothing(exercise, "not_attempted", about_stub(exercise))
    found = tried(exercise, runner, seed, preface)
    if as_begun(description.source, exercise.starting):
        said = Fact("not_mended", {"name": exercise.name})
        seen = symptoms(found.facts)
        return nothing(exercise, "not_attempted", said, *seen)
    return found


def tried(
    exercise: Exercise, runner: Runner, seed: int | Sequence[int], preface: list[Fact]
) -> Verdict:
    """Try a function, and weigh what it gives."""
    description = runner.describe()
    probes = probes_of(exercise, seed)
    rng = probe_generator(exercise, COMMON_SEED)
    signature = list(signature_facts(exercise, description, probes[0]))
    if signature:
        return nothing(exercise, "failed", *preface, *signature)
    ordinary = [probe for probe in probes if not probe.extreme]
    beyond = [probe for probe in probes if probe.extreme]
    answers = answers_to(exercise, runner, [*ordinary, *beyond])
    done = trials(exercise, runner, ordinary, answers)
    handled = [one for one in done if not refuses(one.answer)]
    if not handled or handled[-1].stopped:
        found = stopped(exercise, (handled or done)[-1], runner, preface)
        return found.with_facts(read_from_another_cell(exercise, runner, found, done))
    extreme = trials(exercise, runner, beyond, answers)
    found = weigh(exercise, runner, rng, handled, extreme, preface)
    return found if len(handled) == len(done) else less_refused(found, done)


def read_from_another_cell(
    exercise: Exercise, runner: Runner, found: Verdict, done: list[Trial]
) -> list[Fact]:
    """Say of a call that stopped which size or argument it takes from another cell.

    A name that was not found is in no cell, and is spoken of by itself.
    """
    if found.status != "error" or done[-1].answer.raised.type == "NameError":
        return []
    facts = outside_name(exercise, runner.describe(), done)
    return [*facts, *(Fact("question", {"text": asked(fact)}) for fact in facts)]


def asked(fact: Fact) -> str:
    """Return what is asked beside a fact."""
    return messages.QUESTION_OF[fact.kind].format_map(fact.about)


def less_refused(found: Verdict, done: list[Trial]) -> Verdict:
    """Leave the points of the cases that a function handles, and name one it refuses.

    Only cases that hang on the seed count: the others are known before.
    """
    drawn = [one for one in done if one.probe.drawn]
    handled = [one for one in drawn if not refuses(one.answer)]
    share = len(handled) / max(1, len(drawn))
    first = next(one for one in done if refuses(one.answer))
    points = round(found.points * share, 2)
    about = {"handled": len(handled), "all": counted(len(drawn), "drawn case")}
    said = [*refusal(first.answer.raised, first.probe), Fact("refused", about)]
    kept = [one for one in found.facts if one.kind not in VERIFIED]
    return replace(
        found,
        status=status_of(points, found.max_points),
        points=points,
        earned={part: round(one * share, 2) for part, one in found.earned.items()},
        facts=(*said, *kept),
    )


def weigh(
    exercise: Exercise,
    runner: Runner,
    rng: np.random.Generator,
    done: list[Trial],
    extreme: list[Trial],
    preface: list[Fact],
) -> Verdict:
    """Turn trials into points and facts."""
    wrong = [part for part in exercise.parts if not all(t.right(part) for t in done)]
    further = [one for one in extreme if one.finite and not one.probe.open_ended]
    about_parts, named = about_wrong(exercise, runner, done, further, wrong)
    found = [(one, property_state(one, runner, rng)) for one in exercise.properties]
    broken = [(one, how) for one, how in found if how != "holds"]
    lost = {*wrong, *(part for one, _ in broken for part in one.parts)}
    earned = {part: 0.0 if part in lost else p for part, p in exercise.parts.items()}
    earned |= partial_credit(exercise, named, done)
    if not all(earned[part] for part in exercise.parts if part not in exercise.given):
        # It was handed out right: that alone is no work.
        earned |= dict.fromkeys(exercise.given, 0.0)
    taken = deductions(exercise, runner, rng, done, extreme, earned)
    points = round(sum(earned.values()) * (1 - sum(one.share for one in taken)), 2)
    status = status_of(points, exercise.max_points)
    findings = [
        *about_parts,
        *property_facts(broken, done, wrong if named else []),
        *(fact for one in taken for fact in one.facts),
        *(verified(exercise, done, extreme, taken) if status == "passed" else []),
    ]
    # A named mistake is enough to think about: no warning beside it.
    aside = [] if named or wrong else in_lists(exercise, done[0])
    aside += [] if named else advice(runner, done, extreme)
    facts = [*preface, *one_question([*findings, *aside])]
    proved = [*(one.id for one in named), *(one.diagnosis for one in taken)]
    return Verdict(
        exercise.id,
        status,
        points,
        exercise.max_points,
        earned,
        next(filter(None, proved), None),
        tuple(facts),
    )


def about_wrong(
    exercise: Exercise,
    runner: Runner,
    done: list[Trial],
    further: list[Trial],
    wrong: list[str],
) -> tuple[list[Fact], list[Variant]]:
    """Say what is wrong, and why: a named mistake, or else what can be seen.

    `further` are trials at extremes that could refute what is said.
    """
    facts, named = part_facts(exercise, done, further, wrong, runner.describe().source)
    if wrong and not named:
        seen = detected(exercise, runner, done, further, wrong)
        facts += seen or ignored(exercise, runner, done)
    return facts, named


def deductions(
    exercise: Exercise,
    runner: Runner,
    rng: np.random.Generator,
    done: list[Trial],
    extreme: list[Trial],
    earned: dict[str, float],
) -> list[Deduction]:
    """Find what is taken off, where there is something to take it from."""
    if not any(earned.values()):
        return []
    return [
        extremes(exercise, done, extreme, earned),
        untouched(runner.describe(), [*done, *extreme]),
        loops(exercise, runner, rng),
    ]


def status_of(points: float, most: float) -> str:
    """Name what points amount to."""
    if points == most:
        return "passed"
    return "partial" if points else "failed"


def property_state(claim: Property, runner: Runner, rng: np.random.Generator) -> str:
    """Tell whether a property holds, is broken, or finds no value to ask about."""
    try:
        return "holds" if claim.holds(caller(runner), rng) else "broken"
    except NoValueError as stop:
        # What is refused is counted by its cases.
        return "holds" if refuses(stop.answer) else "no value"
    except Exception:
        # The learner's value has another form than the property asks about.
        return "no value"


def property_facts(
    broken: list[tuple[Property, str]], done: list[Trial], explained: list[str]
) -> Iterator[Fact]:
    """Say what does not hold, of outputs that are numbers and not explained yet."""
    for claim, how in broken:
        got = [trial.got[part] for trial in done for part in claim.parts]
        said_already = explained and set(claim.parts) <= set(explained)
        if said_already or any(isinstance(one, Unusable) for one in got):
            continue
        if how == "broken" and claim.broken:
            yield Fact("broken", {"text": claim.broken})
            yield Fact("question", {"text": claim.question})
        else:
            yield Fact("property", {"text": claim.sentence})


def one_question(findings: list[Fact]) -> list[Fact]:
    """Keep the first question only, and put it last."""
    questions = [fact for fact in findings if fact.kind in kinds.QUESTIONS]
    rest = [fact for fact in findings if fact.kind not in kinds.QUESTIONS]
    return [*rest, *questions[:1]]


def verified(
    exercise: Exercise,
    done: list[Trial],
    extreme: list[Trial],
    taken: list[Deduction],
) -> Iterator[Fact]:
    """List what a function passed, and leave out what could not be looked at."""
    cases = counted(len(done), "case")
    yield Fact("passed", {"parts": comma_separated(exercise.parts), "cases": cases})
    for claim in exercise.properties:
        yield Fact("holds", {"text": claim.sentence})
    aspects = ["extreme inputs"] if extreme else []
    aspects += ["arguments untouched"] if any(one.probe.args for one in done) else []
    looked = exercise.vectorised and not any(one.facts for one in taken)
    aspects += [f"no loop over the {exercise.sized}"] if looked else []
    if aspects:
        yield Fact("passed_too", {"list": comma_separated(aspects)})
    said = exercise.remark(done[0].answer.value) if exercise.remark else ""
    if said:
        yield Fact("remark", {"text": said})


def in_lists(exercise: Exercise, trial: Trial) -> list[Fact]:
    """Mention a list where the course's function gives an array."""
    found = lists_in(exercise.returns, trial.answer.value, trial.value)
    return [Fact("listed", {"part": part}) for part in found][:1]


def advice(runner: Runner, done: list[Trial], extreme: list[Trial]) -> Iterator[Fact]:
    """Mention what costs nothing: a warning, printed text, data of another cell.

    A runner that grades knows no other cells.
    """
    outside = runner.data_read() if hasattr(runner, "data_read") else []
    if outside:
        yield Fact("from_outside", {"name": outside[0]})
    warned = [text for one in [*done, *extreme] for text in one.answer.warnings]
    if warned:
        yield Fact("advice", {"text": messages.on_one_line(warned[0])})
    printed = max(len(trial.answer.printed) for trial in done)
    if printed:
        yield Fact("printed", {"count": printed})
