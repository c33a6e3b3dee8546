"""The short roles on a cell's marker line, and what nbgrader is told about each.

An author writes `# %% solution="sigmoid"`; nbgrader wants five fields that must agree.
Only combinations that nbgrader accepts can be written here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FREE = "free"
SOLUTION = "solution"
CHECK = "check"
READONLY = "readonly"
DEMO = "demo"
PREDICT = "predict"
WRITTEN = "written"
OPENING = "opening"
IN_VIEW = "demo in view"
OF_A_SYMPTOM = "demo of a symptom"
INSTRUCTOR = "instructor"

NAMED = (SOLUTION, CHECK, READONLY, PREDICT, WRITTEN)
CODE_ONLY = (SOLUTION, CHECK, DEMO, PREDICT, OPENING)
MARKDOWN_ONLY = (INSTRUCTOR, WRITTEN)
# What nbgrader need not know. Of an answer in words it would wait for points by hand.
OURS = (DEMO, PREDICT, WRITTEN, OPENING, INSTRUCTOR)
# Roles that are a word alone.
ALONE = (DEMO, IN_VIEW, OF_A_SYMPTOM, OPENING, INSTRUCTOR)
LEGAL = (
    '# %% [markdown], # %%, # %% solution="name", # %% check="name", '
    '# %% readonly="name", # %% predict="name", # %% [markdown] written="name", '
    "# %% demo, # %% demo in view, # %% demo of a symptom, # %% opening, "
    "# %% [markdown] instructor"
)
# Where jupytext puts words of a marker line that have no form of their own.
PLAIN_WORDS = ("title", "region_name", "incorrectly_encoded_metadata")
# jupytext's own notes about a cell; they say nothing about its role.
NOTES = ("lines_to_next_cell", "lines_to_end_of_cell_marker", "cell_marker")


class RoleError(ValueError):
    """A marker line says something that is not legal."""


@dataclass(frozen=True)
class Role:
    """What a cell is for.

    Parameters
    ----------
    kind : str
        free, solution, check, readonly, demo, predict, written, opening or instructor.
    name : str
        Name of the exercise, locked cell, prediction or answer in words; empty for the
        others.
    in_view : bool
        Whether a demonstration is to be read, however long it is.
    symptom : bool
        Whether a demonstration shows what is wrong with a function to be mended, so
        that it is run before the repair as well.
    """

    kind: str = FREE
    name: str = ""
    in_view: bool = False
    symptom: bool = False

    @property
    def grade_id(self) -> str:
        """Name of the cell for nbgrader, unique in a notebook; empty for free cells.

        Examples
        --------
        >>> Role("check", "sigmoid").grade_id, Role("solution", "sigmoid").grade_id
        ('sigmoid', 'sigmoid-solution')
        """
        if self.kind in OURS:
            return ""
        return f"{self.name}-solution" if self.kind == SOLUTION else self.name

    @property
    def own_id(self) -> str:
        """Id of the cell, where its role gives it one.

        Examples
        --------
        >>> Role("predict", "axis").own_id, Role("check", "sigmoid").own_id
        ('prediction-axis', 'sigmoid')
        """
        if self.kind == WRITTEN:
            return self.name
        return f"prediction-{self.name}" if self.kind == PREDICT else self.grade_id


def read(metadata: Mapping[str, Any], cell_type: str) -> Role:
    """Read the role of a cell from what stands on its marker line.

    Parameters
    ----------
    metadata : Mapping
        Cell metadata as jupytext reads it; words without a value are its `title`.
    cell_type : str
        `code` or `markdown`.

    Returns
    -------
    Role
        The role, legal for this type of cell.

    Raises
    ------
    RoleError
        If the words are unknown, in conflict, or not legal for this type of cell.

    Examples
    --------
    >>> read({"solution": "sigmoid"}, "code")
    Role(kind='solution', name='sigmoid', in_view=False, symptom=False)
    >>> read({}, "markdown")
    Role(kind='free', name='', in_view=False, symptom=False)
    """
    words = {key: value for key, value in metadata.items() if key not in NOTES}
    if cell_type not in ("code", "markdown"):
        raise RoleError(f"a cell is code or [markdown], this one is {cell_type}")
    if len(words) > 1:
        both = " and ".join(sorted(words))
        raise RoleError(f"two roles on one marker line, {both}; a cell has one")
    role = Role() if not words else _read_word(*words.popitem())
    _refuse_type(role.kind, cell_type)
    return role


def metadata(role: Role, points: float | None = None) -> dict[str, Any]:
    """Write the cell metadata of a role.

    Parameters
    ----------
    role : Role
        What the cell is for.
    points : float, optional
        What a check cell is worth; needed there and nowhere else.

    Returns
    -------
    dict
        `nbgrader` fields of schema 3 for solution, check and readonly cells, an
        `nnlib` note for demo, predict, written, opening and instructor cells, nothing
        for free cells.

    Examples
    --------
    >>> metadata(Role("demo"))
    {'nnlib': {'role': 'demo'}}
    >>> metadata(Role("check", "sigmoid"), 5)["nbgrader"]["points"]
    5
    """
    if role.kind == FREE:
        return {}
    if role.kind in OURS:
        return {"nnlib": {"role": role.kind}}
    fields = {
        "grade": role.kind == CHECK,
        "grade_id": role.grade_id,
        "locked": role.kind != SOLUTION,
        "schema_version": 3,
        "solution": role.kind == SOLUTION,
        "task": False,
    }
    if role.kind == CHECK:
        fields["points"] = points
    return {"nbgrader": fields}


def _refuse_type(kind: str, cell_type: str) -> None:
    if kind in CODE_ONLY and cell_type != "code":
        text = f"the role {kind} is only for code cells, this one is {cell_type}"
        raise RoleError(text)
    if kind in MARKDOWN_ONLY and cell_type != "markdown":
        raise RoleError(
            f"the role {kind} is only for [markdown] cells, this one is code"
        )


def _read_word(key: str, value: Any) -> Role:
    if key == "title" and value == IN_VIEW:
        return Role(DEMO, in_view=True)
    if key == "title" and value == OF_A_SYMPTOM:
        return Role(DEMO, symptom=True)
    if key == "title" and value in ALONE:
        return Role(value)
    if key == "title" and value in NAMED:
        raise RoleError(f'the role {value} needs a name, as in # %% {value}="sigmoid"')
    if key in ALONE:
        raise RoleError(f"the role {key} takes no name")
    if key not in NAMED:
        said = value if key in PLAIN_WORDS else key
        raise RoleError(f"unknown role {said}; legal are {LEGAL}")
    if not re.fullmatch("[a-z][a-z0-9_]*", str(value)):
        raise RoleError("a name must be lower-case letters, digits and underscores")
    return Role(key, value)
