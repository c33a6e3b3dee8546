"""What a text asks to be predicted or recalled, and what an instructor should know."""

import ast
from collections.abc import Iterator

from grading.text import roles
from grading.text.source import Cell
from nnlib.check.prediction import Prediction

PREDICT, RECALL = "check.predict", "check.recall"
KINDS = {PREDICT: "Prediction", RECALL: "Recall"}


def note(name: str, one: Prediction) -> str:
    """Write the note of one prediction, or of one question to recall.

    Parameters
    ----------
    name : str
        Its name in the notebook.
    one : Prediction
        What is right, and what is said.

    Returns
    -------
    str
        Markdown.

    Examples
    --------
    >>> from nnlib.predictions import predictions
    >>> note("equal_shares", predictions("02")["equal_shares"])[:37]
    '**Prediction `equal_shares`: 0.693.**'
    """
    kind = KINDS[RECALL if one.where else PREDICT]
    return "\n".join([f"**{kind} `{name}`: {one.shown()}.** {one.why}", *wrong(one)])


def wrong(one: Prediction) -> Iterator[str]:
    """Yield what is said of wrong answers."""
    said = {str(answer): text for answer, text in one.told.items()}
    if one.look:
        said["otherwise" if said else "if it is wrong"] = one.look
    if said:
        yield ""
    for answer, text in said.items():
        yield f"- {answer}: {text}"


def is_asked(node: ast.stmt) -> bool:
    """Tell whether a line is a question that waits for its answer."""
    call = getattr(node, "value", None)
    if not isinstance(call, ast.Call) or ast.unparse(call.func) not in KINDS:
        return False
    given = [getattr(one, "value", None) for one in call.args]
    return len(given) == 2 and isinstance(given[0], str) and given[1] is ...


def asked(cell: Cell) -> list[str]:
    """List the questions that a cell asks, by name; other cells ask none."""
    if cell.role.kind != roles.PREDICT:
        return []
    lines = ast.parse(cell.text).body
    return [line.value.args[0].value for line in lines if is_asked(line)]
