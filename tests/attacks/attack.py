"""What an attack is: a real notebook 02 with something in it that a student would not.

Every attack says what an honest grader gives for it. Where it says nothing else, some
functions are wrong and the others are not attempted, so the honest score is 0 and every
point is stolen.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode, v4

from grading.released.marks import grade_id
from grading.sample.sample_class import solutions
from nnlib.exercises import exercises

NUMBER = "02"
NAME = "02_logistic_regression_arrays"
# What a reading attack raises when it has got something: it must stand in no record.
FOUND = "FOUND-IT"
# What a writing attack calls its files: none must be there afterwards.
LEFT = "left-by-an-attack"
# The parameters of each function, as they are handed out.
PARAMETERS = {
    "sigmoid": "Z",
    "flatten_images": "images",
    "standardize": "X_train, X",
    "compute_cost": "A, Y",
    "gradients_one_loop": "w, b, X, Y",
    "propagate": "w, b, X, Y",
    "optimize": "w, b, X, Y, learning_rate, num_iterations",
    "predict": "w, b, X",
    "accuracy": "P, Y",
    "report_on_tumours": "X, Y, learning_rate, num_iterations",
}
# What is wrong in an attack for points, and right in one that does harm: in another
# function, which earns nothing then.
TRIED_WRONG = ("sigmoid", "compute_cost", "propagate")
TRIED_RIGHT = ("sigmoid", "compute_cost", "accuracy")
POINTS = {one.name: one.max_points for one in exercises(NUMBER)}


@dataclass(frozen=True)
class Attack:
    """One submission.

    Parameters
    ----------
    says : str
        What it tries, in a few words.
    first : str
        A cell of its own, before all others.
    body : str
        What every wrong function does, with its parameters in ``args``; returns 7.5
        if nothing is said.
    writes : mapping of str to str
        Texts of functions that do something else.
    right : bool
        Whether other functions are right, and not wrong.
    whole : bool
        Whether all functions are attempted, and not some.
    honest : float
        What an honest grader gives.
    harms_itself : bool
        Whether it may well lose more than that, by its own doing.
    form : callable, optional
        What is done to the notebook, or to its text, in the end.
    long : bool
        Whether it takes too long, or too much, for every day.
    peer : bool
        Whether it may be run without a sandbox at all.
    """

    says: str
    first: str = ""
    body: str = "return 7.5"
    writes: Mapping[str, str] = field(default_factory=dict)
    right: bool = False
    whole: bool = False
    honest: float = 0.0
    harms_itself: bool = False
    form: Callable[[NotebookNode], NotebookNode | bytes | None] | None = None
    long: bool = False
    peer: bool = True


def wrong(name: str, body: str) -> str:
    """Return the text of a function that has the right parameters and another body."""
    lines = "".join(f"    {line}\n" for line in body.split("\n"))
    names = PARAMETERS[name]
    return f"def {name}({names}):\n    args = [{names}]\n{lines}"


def texts(attack: Attack, solved: NotebookNode) -> dict[str, str]:
    """Return what stands in the solution cells; what is missing was not attempted."""
    base = {name: wrong(name, attack.body) for name in PARAMETERS}
    if attack.right:
        base = solutions(solved)
    tried = TRIED_RIGHT if attack.right else TRIED_WRONG
    some = {name: base[name] for name in base if attack.whole or name in tried}
    return {**some, **attack.writes}


def handed_in(
    attack: Attack, released: NotebookNode, solved: NotebookNode, facts: Mapping
) -> bytes:
    """Return the file that is handed in."""
    notebook = nbformat.from_dict(released)
    told = {**texts(attack, solved), "first": attack.first}
    told = {key: filled(text, facts) for key, text in told.items()}
    for cell in notebook.cells:
        name = grade_id(cell).removesuffix("-solution")
        if grade_id(cell).endswith("-solution") and name in told:
            cell.source = told[name]
    if told["first"]:
        notebook.cells.insert(0, v4.new_code_cell(told["first"], id="first"))
    formed = attack.form(notebook) if attack.form else None
    if isinstance(formed, bytes):
        return formed
    return nbformat.writes(formed or notebook).encode()


def filled(text: str, facts: Mapping) -> str:
    """Put into a text what an attacker may have found out: paths, numbers, names."""
    for name, value in facts.items():
        text = text.replace(f"@{name}@", str(value))
    return text


def traces(*places: Path) -> list[Path]:
    """List the files that an attack has left."""
    found = [one for place in places for one in place.rglob(f"*{LEFT}*")]
    return sorted(found)
