"""Verdicts on functions that gave no value: nothing to weigh, something to say."""

import inspect
from collections.abc import Iterator
from dataclasses import replace

from nnlib.check import counts, messages
from nnlib.check.begun import ORDER
from nnlib.check.compare import comma_separated
from nnlib.check.description import Description
from nnlib.check.diagnosis import evidence
from nnlib.check.exercise import Exercise, Probe
from nnlib.check.first_turn import left_early
from nnlib.check.plain_words import in_plain_words, without_asides
from nnlib.check.raised import Raised
from nnlib.check.runner import Runner
from nnlib.check.trial import Trial
from nnlib.check.verdict import Fact, Verdict
from nnlib.check.written import decimal_comma


def nothing(exercise: Exercise, status: str, *facts: Fact) -> Verdict:
    """Return a verdict without points."""
    earned = dict.fromkeys(exercise.parts, 0.0)
    return Verdict(
        exercise.id, status, 0.0, exercise.max_points, earned, facts=tuple(facts)
    )


def about_stub(exercise: Exercise) -> Fact:
    """Return what is said of an untouched exercise."""
    kind = "not_ordered" if exercise.form == ORDER else "not_attempted"
    return Fact(kind, {"name": exercise.name})


def stopped(
    exercise: Exercise, last: Trial, runner: Runner, preface: list[Fact]
) -> Verdict:
    """Return the verdict on a function that gave no value."""
    answer = last.answer
    if answer.limit:
        said = messages.limit(answer.limit, getattr(runner, "seconds", None))
        return nothing(exercise, "limit", *preface, Fact("limit", {"limit": said}))
    raised = answer.raised
    if raised.type == "NotImplementedError" and raised.function:
        description = runner.describe()
        if raised.function not in (exercise.name, description.name):
            about = {"name": exercise.name, "needed": raised.function}
            said = Fact("needs_first", about)
            return nothing(exercise, "needs_first", *preface, said)
        if not description.source:
            return nothing(exercise, "not_attempted", about_stub(exercise))
        left = Fact("placeholder", {"name": exercise.name})
        return nothing(exercise, "error", *preface, *error_facts(raised), left)
    if raised.missing:
        return nothing(exercise, "delegated", *preface, about_absence(raised))
    facts = [*preface, *error_facts(raised)]
    if last.probe.sizes:
        facts.append(Fact("error_on", {"sizes": counts.sizes(last.probe.sizes)}))
    source = runner.describe().source
    if found := decimal_comma(exercise, source):
        asked = Fact("question", {"text": messages.QUESTION_OF["comma"]})
        return nothing(exercise, "error", *facts, Fact("comma", found), asked)
    left = left_early(exercise, source)
    if left is None:
        return nothing(exercise, "error", *facts)
    facts += [*evidence(left, [last]), Fact("question", {"text": left.question})]
    return replace(nothing(exercise, "error", *facts), diagnosis=left.id)


def line_of(raised: Raised) -> Fact:
    """Return the line that raised: of a function, or of a cell that is no Python."""
    about = {"number": raised.number, "line": messages.on_one_line(raised.line)}
    if not raised.function:
        return Fact("error_in_cell", about)
    return Fact("error_line", {**about, "function": raised.function})


def refusal(raised: Raised, probe: Probe) -> Iterator[Fact]:
    """Yield which line refuses a case that is asked for, and which case it is."""
    yield line_of(raised)
    if probe.sizes:
        yield Fact("error_on", {"sizes": counts.sizes(probe.sizes)})
    yield from shapes_there(raised)


def about_absence(raised: Raised) -> Fact:
    """Return what is said of a call to something that is not there."""
    return Fact("delegated", {"missing": raised.missing})


def error_facts(raised: Raised) -> Iterator[Fact]:
    """Yield the learner's line, the exception, what it means, and the shapes there."""
    if raised.line:
        yield line_of(raised)
    if raised.caller:
        about = {"caller": raised.caller, "number": raised.called_at}
        yield Fact("error_called", about)
    text = messages.on_one_line(without_asides(raised.text))
    yield Fact(
        "error_text", {"type": raised.type, "text": text or "it says nothing more"}
    )
    if meaning := in_plain_words(raised):
        yield Fact("error_means", {"text": messages.on_one_line(meaning)})
    yield from shapes_there(raised)


def shapes_there(raised: Raised) -> Iterator[Fact]:
    """Yield the shapes of the arrays in the line that raised."""
    if raised.operands:
        shapes = [f"{name} has shape {shape}" for name, shape in raised.operands]
        yield Fact("error_shapes", {"operands": comma_separated(shapes)})


def signature_facts(
    exercise: Exercise, description: Description, probe: Probe
) -> Iterator[Fact]:
    """Yield a fact if the function cannot be called as the exercise calls it."""
    if description.parameters is None:
        return
    empty, given = inspect.Parameter.empty, None
    try:
        signature = inspect.Signature(
            [
                inspect.Parameter(
                    name,
                    getattr(inspect.Parameter, kind),
                    default=empty if required else given,
                )
                for name, kind, required in description.parameters
            ]
        )
        signature.bind(*probe.args, **probe.options)
    except (TypeError, ValueError):
        names = [name for name, _, _ in description.parameters]
        yield Fact(
            "signature",
            {
                "name": exercise.name,
                "call": call_text(exercise, probe),
                "parameters": comma_separated(names),
            },
        )


def call_text(exercise: Exercise, probe: Probe) -> str:
    """Write the call as the exercise makes it, with the reference's names."""
    names = list(inspect.signature(exercise.reference).parameters)
    positional = names[: len(probe.args)]
    options = [f"{name}=..." for name in probe.options]
    return f"{exercise.name}({comma_separated([*positional, *options])})"
