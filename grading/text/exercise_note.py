"""What an instructor should know of an exercise, as text below its check.

It is written from the exercise itself: points, what it calls, the mistakes that the
check knows by name, the hints. Nothing here is typed twice: what the check says about
a mistake is what it says when it is run on one.
"""

import re
from collections.abc import Iterator

from nnlib.check import Exercise, LocalRunner, Variant, Verdict, all_mistakes, evaluate
from nnlib.check.begun import CLINIC, HELP, MEND, ORDER
from nnlib.check.kinds import LEAST_TELLING, QUESTIONS
from nnlib.check.notebook import PUBLIC_SEED
from nnlib.wording import listed

# What markdown would read as more than a sign; tables end a cell at a bar.
SIGNS = re.compile(r"([\\`*_<|$])")
ASK = "Ask yourself: "
SEARCH = (
    "The function is handed out with a slip: {planted}. Until the third changed "
    "version, or the last hint, the check says what came and what was expected, and "
    "neither name nor place. As it was handed out it earns nothing."
)
BEGINNING = {
    MEND: SEARCH,
    CLINIC: SEARCH,
    ORDER: (
        "Its lines are handed out as comments, shuffled and not indented, one of them "
        "twice. Whoever puts that one in the wrong place has: {planted}."
    ),
}
NOTEBOOK_LINES = 2  # below the verdict: the replay, and how far the notebook is


def note(exercise: Exercise) -> str:
    r"""Write the note of one exercise.

    Parameters
    ----------
    exercise : Exercise
        Any exercise of the course.

    Returns
    -------
    str
        Markdown.

    Examples
    --------
    >>> from nnlib.exercises import get
    >>> note(get("02/propagate")).splitlines()[0]
    '**`propagate`: 25 points.** cost 5, dw 12, db 8.'
    """
    return "\n\n".join(
        [
            "\n".join([headline(exercise), *particulars(exercise)]),
            *beginning(exercise),
            folded("mistake", "that the check names", mistakes(exercise)),
            folded("hint", "that the check gives, in order", hints(exercise)),
        ]
    )


def headline(exercise: Exercise) -> str:
    """Say what it is worth, and each output of several."""
    unit = "point" if exercise.max_points == 1 else "points"
    worth = f"**`{exercise.name}`: {exercise.max_points:g} {unit}.**"
    if len(exercise.parts) == 1:
        return worth
    parts = ", ".join(f"{plain(n)} {points:g}" for n, points in exercise.parts.items())
    return f"{worth} {parts}."


def particulars(exercise: Exercise) -> Iterator[str]:
    """Say its form, and what else counts: what it calls, loops, what always holds."""
    yield f"Form: {exercise.form}. Beside it: {HELP[exercise.help]}."
    if exercise.needs:
        called = listed(f"`{one.split('/')[1]}`" for one in exercise.needs)
        yield f"It calls {called}; what is not right yet is lent by the course."
    if exercise.vectorised:
        yield f"A loop over the {exercise.sized} costs points."
    for one in exercise.properties:
        yield f"Always true: {plain(one.sentence)}."


def beginning(exercise: Exercise) -> Iterator[str]:
    """Say how an answer begins that is not written from nothing, and what is wrong."""
    if not exercise.starting:
        return
    titles = {one.id: one.title for one in exercise.variants}
    planted = [f"*{plain(titles[id])}*" for id in exercise.planted]
    planted = planted or ["Python stops, and says at which line"]
    yield BEGINNING[exercise.form].format(planted=listed(planted))
    summary = "<details><summary>What students find in the cell</summary>"
    yield f"{summary}\n\n```python\n{exercise.starting}\n```\n\n</details>"


def mistakes(exercise: Exercise) -> list[str]:
    """Check the wrong versions, and list them as rows of a table, one to a line."""
    return [row(one, checked(exercise, one)) for one in all_mistakes(exercise)]


def checked(exercise: Exercise, variant: Variant) -> Verdict:
    """Run the check on a wrong version, as a notebook does."""
    return evaluate(exercise, LocalRunner(variant.function), seed=PUBLIC_SEED)


def row(variant: Variant, verdict: Verdict) -> str:
    """Write one wrong version as a row: mistake, what the check says, what it asks."""
    cells = (variant.title, *map(" ".join, told(verdict)))
    return f"| {' | '.join(plain(cell) for cell in cells)} |"


def told(verdict: Verdict) -> tuple[list[str], list[str]]:
    """Choose what a verdict says and asks of the mistake, without sizes and numbers.

    Examples
    --------
    >>> from nnlib.exercises import get
    >>> exercise = get("02/accuracy")
    >>> told(checked(exercise, exercise.variants[0]))[1]
    ['between which two numbers does a share lie?']
    """
    said, asked = [], []
    for fact, text in verdict.said(values=False, room=NOTEBOOK_LINES):
        if fact.kind in QUESTIONS:
            asked.append(text.removeprefix(ASK))
        elif fact.kind not in LEAST_TELLING:
            said.append(text)
    return said, asked


def hints(exercise: Exercise) -> list[str]:
    """List the hints, numbered."""
    return [f"{i}. {plain(hint)}" for i, hint in enumerate(exercise.hints, start=1)]


def folded(noun: str, what: str, lines: list[str]) -> str:
    """Fold a list away below a line that counts it."""
    count = f"{len(lines)} {noun}" if len(lines) == 1 else f"{len(lines)} {noun}s"
    if not lines:
        return f"No {noun}s {what}."
    if lines[0].startswith("|"):
        lines = ["| mistake | what it says | what it asks |", "|---|---|---|", *lines]
    text = "\n".join(lines)
    summary = f"<details><summary>{count} {what}</summary>"
    return f"{summary}\n\n{text}\n\n</details>"


def plain(text: str) -> str:
    r"""Keep markdown from reading signs of a formula as its own.

    Examples
    --------
    >>> print(plain("a * b | c_1"))
    a \* b \| c\_1
    """
    return SIGNS.sub(r"\\\1", " ".join(text.split()))
