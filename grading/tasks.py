"""What a notebook asks, and how: points by form of task and by help, words, time.

For authors. Help should fade from notebook to notebook, and transcribing a formula
that stands in the same section should become rare.
"""

from collections.abc import Iterable, Iterator

from grading.authored.form import lines_in_view
from grading.authored.sections import PREDICTION, parts, whole, words
from grading.text import roles
from grading.text.source import Source
from nnlib.check import Exercise
from nnlib.check.begun import FORMS, HELP
from nnlib.exercises import exercises

HEAD = (
    "{notebook}: {cells} cells, {words} words, {lines} lines of the course's code in "
    "view, {minutes}"
)
ASKED = "  predictions: {answered} answered at once, {open} open; to recall: {recalled}"
ROW = "  {form:10} {help}  {points:>4g}  {names}"


def tasks(texts: Iterable[Source]) -> Iterator[str]:
    """Say of every notebook what it asks.

    Parameters
    ----------
    texts : iterable of Source
        The notebooks.

    Yields
    ------
    str
        Two lines about the notebook, then one for each form and level of help.
    """
    for text in texts:
        read = whole(text)
        minutes = [sum(part.minutes) for part in parts(text)]
        yield HEAD.format(
            notebook=text.path.stem,
            cells=len(text.student_cells),
            words=words(read),
            lines=lines_in_view(text),
            minutes=f"{' + '.join(map(str, minutes))} minutes",
        )
        cells = "\n".join(cell.text for cell in text.named(roles.PREDICT))
        answered, recalled = map(cells.count, ("check.predict(", "check.recall("))
        others = len(PREDICTION.findall(read)) - answered
        yield ASKED.format(answered=answered, recalled=recalled, open=others)
        yield from rows(exercises(text.notebook))


def rows(graded: Iterable[Exercise]) -> Iterator[str]:
    """Write a row for each form and level of help, the most help first."""
    found = [*graded]
    for form in FORMS:
        for level in reversed(HELP):
            some = [one for one in found if (one.form, one.help) == (form, level)]
            if some:
                names = ", ".join(f"{one.name} {one.max_points:g}" for one in some)
                points = sum(one.max_points for one in some)
                yield ROW.format(form=form, help=level, points=points, names=names)
