"""What an exercise must have: a function of its name, mistakes, right forms, hints."""

import ast
import functools
import inspect
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import numpy as np

from grading.text.finding import Finding, Rules, line_of
from nnlib.check import Exercise, Probe, all_mistakes
from nnlib.check.exercise import output_names
from nnlib.check.trial import probe_generator
from nnlib.exercises import NOTEBOOKS, exercises

TO_DO = "TODO"
FEWEST_VARIANTS = 6
FEWEST_ACCEPTED = 2
SHORT = 3  # lines of a reference that has two hints
FEWEST_HINTS = 2
FEWEST_PROBES = 3
ON_PAPER = 24  # numbers
ASKED = 8  # letters of a line that is worth hiding

rule = Rules()


def about(exercise: Exercise, text: str, *at: str) -> Finding:
    """Say of an exercise that a rule is not kept.

    Parameters
    ----------
    exercise : Exercise
        Which one.
    text : str
        What is wrong, and how the rule is kept.
    *at : str
        Phrases of its file; the first that is found names the line.

    Returns
    -------
    Finding
        In the file of the exercise.
    """
    path = file_of(exercise)
    return Finding(path, line_of(path, *at), f"{exercise.id}: {text}")


def file_of(exercise: Exercise) -> Path:
    """Return the file of an exercise: that of its probes."""
    return Path(inspect.getfile(exercise.probes))


def drawn(exercise: Exercise, seed: int = 0) -> list[Probe]:
    """Draw the probes of an exercise."""
    return exercise.probes(probe_generator(exercise, seed))


def code_lines(function: object) -> list[str]:
    """Give the lines of a function's body without docstring and without blanks."""
    source = inspect.getsource(inspect.unwrap(function))
    body = ast.parse(inspect.cleandoc(source)).body[0].body
    lines = [line for node in body for line in ast.unparse(node).splitlines()]
    docstring = isinstance(body[0], ast.Expr)
    return [squeezed(line) for line in (lines[1:] if docstring else lines)]


def squeezed(text: str) -> str:
    """Take out all white space."""
    return "".join(text.split())


@rule
def nothing_is_left_to_do(exercise: Exercise) -> Iterator[Finding]:
    """What `new-exercise` has marked is written."""
    begun = [(file_of(exercise), 1, file_of(exercise).read_text(encoding="utf-8"))]
    function = inspect.unwrap(exercise.reference)
    lines, first = inspect.getsourcelines(function)
    begun.append((Path(inspect.getfile(function)), first, "".join(lines)))
    for path, start, text in begun:
        left = [i for i, line in enumerate(text.splitlines(), start) if TO_DO in line]
        if left:
            said = f"{exercise.id}: {TO_DO} is left in {len(left)} lines"
            yield Finding(path, left[0], f"{said}; write what is missing")


@rule
def is_named_as_its_function(exercise: Exercise) -> Iterator[Finding]:
    """Exercise, function and file have one name, and one notebook."""
    name, notebook = exercise.name, exercise.notebook
    called = exercise.reference.__name__
    built_in = getattr(exercise.reference, "built_in", None)
    if called != name:
        yield about(exercise, f"its reference is called {called}; name it {name}")
    if file_of(exercise).stem != name:
        said = f"its file is {file_of(exercise).name}; rename it to {name}.py"
        yield about(exercise, said)
    if built_in != notebook:
        said = f'its reference is not built in {notebook}; mark it @built_in("'
        yield about(exercise, f'{said}{notebook}")')


@rule
def earns_points_once(exercise: Exercise) -> Iterator[Finding]:
    """No output has its name twice."""
    for name, times in Counter(output_names(exercise.returns)).items():
        if times > 1:
            said = f"returns names {name} {times} times; name each output once"
            yield about(exercise, said, "returns=")


@rule
def every_function_is_used(exercise: Exercise) -> Iterator[Finding]:
    """One that is not would be an accepted form, and has lost its decorator."""
    own = file_of(exercise).read_text(encoding="utf-8")
    near = {own, *(text for text in texts() if mentions(text, exercise.name))}
    for one in ast.parse(own).body:
        plain = isinstance(one, ast.FunctionDef) and not one.decorator_list
        if plain and sum(mentions(text, one.name) for text in near) == 1:
            said = f"{one.name} is used nowhere; mark it @exercise.accepted, or what"
            yield about(exercise, f"{said} it is", f"def {one.name}(")


@functools.cache
def texts() -> list[str]:
    """Read the files of all exercises: one may use what stands in another."""
    files = [file_of(one) for one in chain.from_iterable(NOTEBOOKS.values())]
    return [path.read_text(encoding="utf-8") for path in files]


def mentions(text: str, name: str) -> int:
    """Count how often a name stands in a text."""
    return len(re.findall(rf"\b{name}\b", text))


@rule
def needs_what_comes_before(exercise: Exercise) -> Iterator[Finding]:
    """A needed function comes earlier in the same notebook."""
    order = [one.id for one in exercises(exercise.notebook)]
    earlier = order[: order.index(exercise.id)]
    for needed in exercise.needs:
        if needed not in earlier:
            said = f"needs {needed}, which no exercise before it is"
            yield about(exercise, f"{said}; change needs or the order", "needs=")


@rule
def properties_speak_of_its_parts(exercise: Exercise) -> Iterator[Finding]:
    """A property that does not hold costs parts that exist."""
    for claim in exercise.properties:
        for part in set(claim.parts) - set(exercise.parts):
            said = f'the property "{claim.sentence}" speaks of {part}'
            known = ", ".join(exercise.parts)
            yield about(exercise, f"{said}; the parts are {known}", claim.sentence)


@rule
def knows_mistakes_and_right_forms(exercise: Exercise) -> Iterator[Finding]:
    """There are wrong versions that students write, and right ones unlike ours."""
    for what, found, fewest, mark in (
        ("wrong versions", exercise.variants, FEWEST_VARIANTS, "variant(...)"),
        ("accepted forms", exercise.accepted, FEWEST_ACCEPTED, "accepted"),
    ):
        if len(found) < fewest:
            said = f"{what}: {len(found)}, at least {fewest}"
            yield about(exercise, f"{said}; add some with @exercise.{mark}")


@rule
def versions_take_what_the_reference_takes(exercise: Exercise) -> Iterator[Finding]:
    """All of them are called with the same arguments."""
    for name, function in (
        (exercise.name, exercise.reference),
        *((one.id, one.function) for one in all_mistakes(exercise)),
        *((one.__name__, one) for one in exercise.accepted),
    ):
        takes = inspect.signature(function)
        try:
            for probe in drawn(exercise):
                takes.bind(*probe.args, **probe.options)
        except TypeError as error:
            said = f"{name}{takes} cannot be called as the probes call it ({error})"
            yield about(exercise, f"{said}; take the same arguments", f"def {name}(")


@rule
def first_case_is_shown_and_small(exercise: Exercise) -> Iterator[Finding]:
    """One case can be followed on paper."""
    first = drawn(exercise)[0]
    arrays = [one for one in first.args if isinstance(one, np.ndarray)]
    many = sum(array.size for array in arrays)
    if not first.shown or first.extreme or many > ON_PAPER:
        said = f"the first probe must be shown=True, at most {ON_PAPER} numbers"
        rest = "and not extreme; begin with a case for paper"
        yield about(exercise, f"{said} {rest}", "def probes(")


@rule
def cases_prove_a_mistake(exercise: Exercise) -> Iterator[Finding]:
    """There are several cases, and some are drawn."""
    cases, others = drawn(exercise, 1), drawn(exercise, 2)
    # A function without arguments has one case, and that says all.
    fewest = FEWEST_PROBES if cases[0].args or cases[0].options else 1
    if sum(not probe.extreme for probe in cases) < fewest:
        said = f"fewer than {fewest} probes are not extreme; add some"
        yield about(exercise, said, "def probes(")
    same = [
        repr((a.args, a.options)) == repr((b.args, b.options))
        for a, b in zip(cases, others, strict=True)
    ]
    if all(same) and len(same) > 1:
        said = "its probes are the same for every seed; draw some of them with rng"
        yield about(exercise, said, "def probes(")


@rule
def has_as_many_hints_as_it_deserves(exercise: Exercise) -> Iterator[Finding]:
    """Two hints for a function of up to three lines, else two to four."""
    lines, many = len(code_lines(exercise.reference)), len(exercise.hints)
    if many < FEWEST_HINTS or (lines <= SHORT and many != FEWEST_HINTS):
        wanted = "two" if lines <= SHORT else "two to four"
        said = f"{many} hints for {lines} lines of code; write {wanted}"
        yield about(exercise, said, "with_hints(")


@rule
def nothing_tells_a_line_that_is_asked_for(exercise: Exercise) -> Iterator[Finding]:
    """A hint leads to the line, evidence and question to the idea."""
    asked = [line for line in code_lines(exercise.reference) if len(line) >= ASKED]
    told = [*exercise.hints]
    told += [
        text for one in all_mistakes(exercise) for text in (one.evidence, one.question)
    ]
    for text in told:
        for line in asked:
            if line in squeezed(text):
                said = f'"{text}" tells the line {line}; lead to it'
                yield about(exercise, said, text[:30])
