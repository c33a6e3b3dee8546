"""What the check must make of an exercise's own versions, found by running it.

This takes half a minute for the whole course; the other rules take a second or two.
"""

from collections.abc import Iterator

from grading.authored import editions
from grading.authored.exercise import about, drawn
from grading.authored.separation import separation
from grading.authored.words import evidence_of, of_variant
from grading.text.exercise_note import NOTEBOOK_LINES, checked
from grading.text.finding import Finding, Rules
from nnlib.check import Exercise, LocalRunner, Variant, Verdict, all_mistakes, evaluate
from nnlib.check.kinds import QUESTIONS
from nnlib.check.notebook import PUBLIC_SEED
from nnlib.check.trial import expected_of
from nnlib.check.verdict import MOST_LINES

rule = Rules()
CHANGED = (
    "{how} within edition {edition}; take the change back, or write edition={next} and "
    "run python -m grading editions"
)


def unanswered(exercise: Exercise) -> Iterator[Finding]:
    """Find what keeps the rules below from being asked: nothing may be expected."""
    try:
        for probe in drawn(exercise):
            expected_of(exercise, probe)
    except Exception as error:
        said = f"its own function stops on a probe with {type(error).__name__}: {error}"
        yield about(exercise, f"{said}; mend it, or the probe", "def probes(")


@rule
def wrong_versions_are_named(exercise: Exercise) -> Iterator[Finding]:
    """Each is caught, and named as itself."""
    for variant in all_mistakes(exercise):
        yield from named(exercise, variant, checked(exercise, variant))


def named(exercise: Exercise, variant: Variant, verdict: Verdict) -> Iterator[Finding]:
    """Find what the verdict on a wrong version lacks.

    Parameters
    ----------
    exercise : Exercise
        What is asked.
    variant : Variant
        One of its mistakes.
    verdict : Verdict
        That on the variant's function.

    Yields
    ------
    Finding
        If it passes, is taken for another, or is not told as it is written; or if it
        is another verdict than this edition had before.
    """
    if how := editions.changed(exercise, f"{editions.WRONG}{variant.id}", verdict):
        yield of_variant(exercise, variant, another(exercise, how))
    if verdict.status not in ("failed", "partial"):
        said = f"the check says {verdict.status}; change it, or add a probe"
        yield of_variant(exercise, variant, said)
        return
    if verdict.diagnosis != variant.id:
        said = f"the check names {verdict.diagnosis or 'nothing'}; add a probe that "
        rest = "tells it from the others, or join two of them"
        yield of_variant(exercise, variant, f"{said}{rest}")
        return
    lines = verdict.lines(room=NOTEBOOK_LINES)
    asked = [
        fact for fact, _ in verdict.said(room=NOTEBOOK_LINES) if fact.kind in QUESTIONS
    ]
    if evidence_of(exercise, variant) not in lines or len(asked) != 1:
        said = "its evidence, or one question, does not reach the card"
        yield of_variant(exercise, variant, f"{said}; the card says: {' '.join(lines)}")
    if len(lines) > MOST_LINES - NOTEBOOK_LINES:
        said = f"the card has {len(lines)} lines; let fewer outputs be wrong"
        yield of_variant(exercise, variant, said)


def another(exercise: Exercise, how: str) -> str:
    """Say that a verdict has changed, and what is to be done."""
    number = exercise.edition
    return CHANGED.format(how=how, edition=number, next=number + 1)


@rule
def verdicts_are_kept(exercise: Exercise) -> Iterator[Finding]:
    """What the check says of each version stands beside the edition."""
    if what := editions.lacking(exercise):
        said = f"{what}; run python -m grading editions"
        yield about(exercise, said, "edition=", "exercise = Draft(")


@rule
def what_is_handed_out_earns_nothing(exercise: Exercise) -> Iterator[Finding]:
    """A slip that is planted, or a wrong twin, changes every output with points."""
    for variant in exercise.variants:
        verdict = checked(exercise, variant) if variant.id in exercise.planted else None
        if verdict is not None and verdict.points:
            said = f"it is handed out, and earns {verdict.points:g} points"
            rest = "give points only to outputs that it gets wrong"
            yield of_variant(exercise, variant, f"{said}; {rest}")


@rule
def wrong_versions_are_told_apart(exercise: Exercise) -> Iterator[Finding]:
    """No two look the same on all probes."""
    for one, other in separation(exercise).confused:
        said = f"{one} and {other} look the same on all probes; add a probe, or join"
        yield about(exercise, f"{said} them", f"def {other}(", "def probes(")


@rule
def right_forms_pass(exercise: Exercise) -> Iterator[Finding]:
    """The reference and what is accepted get all points."""
    for form in (exercise.reference, *exercise.accepted):
        yield from accepted(exercise, form.__name__, form_verdict(exercise, form))


def form_verdict(exercise: Exercise, form: object) -> Verdict:
    """Check a right form."""
    return evaluate(exercise, LocalRunner(form), seed=PUBLIC_SEED)


def accepted(exercise: Exercise, name: str, verdict: Verdict) -> Iterator[Finding]:
    """Find what a right form is charged with."""
    if how := editions.changed(exercise, f"{editions.RIGHT}{name}", verdict):
        yield about(exercise, f"{name}: {another(exercise, how)}", f"def {name}(")
    if verdict.status != "passed" or verdict.diagnosis is not None:
        said = f"{name} is right and does not pass; mend it, or the probes' tolerance"
        lines = " ".join(verdict.lines())
        yield about(exercise, f"{said}; the card says: {lines}", f"def {name}(")
