"""What the cells of a source must hold, so that the notebook can be taught and graded.

Each rule looks at a whole source and yields what breaks it. Names are read from the
syntax trees; no cell is run.
"""

import re
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from grading.text import roles
from grading.text.bound import bound_names, used_names
from grading.text.built import not_built
from grading.text.finding import Finding, Rules
from grading.text.source import Cell, Source
from nnlib.check.begun import PLACEHOLDER

BEGIN = "### BEGIN SOLUTION"
END = "### END SOLUTION"
STUB = ("# Your code here", PLACEHOLDER)
MARKS = re.compile(r"(BEGIN|END) SOLUTION")
# Also as a comment: elsewhere jupytext turns "# %time" into a magic.
MAGIC = re.compile(r"^\s*(?:#\s*)?(?:%%?|!)[A-Za-z].*|^\s*\?.*", re.MULTILINE)


# Each relies on those before it.
rule = Rules()


def check(source: Source, exercises: Sequence[Any]) -> None:
    """Refuse a source that cannot be built.

    Parameters
    ----------
    source : Source
        The cells with their roles.
    exercises : Sequence of Exercise
        What is graded in this notebook; only `id` is read.

    Raises
    ------
    SourceError
        For the first rule that is broken; names file, line, cell and name.
    """
    for finding in rule.first_broken(source, exercises):
        raise finding.error()


def cut(text: str, starting: str = "") -> str:
    """Cut the solution regions out of a cell, and put there how an answer begins.

    Parameters
    ----------
    text : str
        A solution cell with balanced regions.
    starting : str
        Lines of an exercise's own; the stub if empty.

    Returns
    -------
    str
        What the student gets.

    Examples
    --------
    >>> print(cut('''def one():
    ...     ### BEGIN SOLUTION
    ...     return 1
    ...     ### END SOLUTION'''))
    def one():
        # Your code here
        raise NotImplementedError
    """
    lines, inside = [], False
    begun = starting.split("\n") if starting else STUB
    for line in text.split("\n"):
        if BEGIN in line:
            inside = True
            indent = line[: len(line) - len(line.lstrip())]
            lines += [(indent + one).rstrip() for one in begun]
        elif END in line:
            inside = False
        elif not inside:
            lines.append(line)
    return "\n".join(lines)


def solved_lines(text: str) -> list[str]:
    r"""Return the lines inside the solution regions of a cell, moved to the left.

    Examples
    --------
    >>> solved_lines("def one():\n    ### BEGIN SOLUTION\n    return 1")
    ['return 1']
    """
    found, inside = [], False
    for line in text.split("\n"):
        if BEGIN in line or END in line:
            inside = BEGIN in line
        elif inside:
            found.append(line)
    return textwrap.dedent("\n".join(found)).split("\n")


def without_marks(text: str) -> str:
    r"""Drop the lines that mark a solution.

    Parameters
    ----------
    text : str
        A cell.

    Returns
    -------
    str
        The same with BEGIN and END lines gone.

    Examples
    --------
    >>> without_marks("def one():\n    ### BEGIN SOLUTION\n    return 1")
    'def one():\n    return 1'
    """
    lines = text.split("\n")
    return "\n".join(line for line in lines if line.strip() not in (BEGIN, END))


@rule
def names_used_once(source: Source, _: Any) -> Iterator[Finding]:
    """A name stands on one solution and one check, or on one locked cell."""
    first: dict[str, int] = {}
    for cell in source.cells:
        own_id = cell.role.own_id
        if own_id in first:
            text = (
                f"the name is used twice, first in cell {first[own_id]}; name "
                "one of them otherwise"
            )
            yield source.finding(cell, text)
        elif own_id:
            first[own_id] = cell.number


@rule
def checks_are_empty(source: Source, _: Any) -> Iterator[Finding]:
    """The builder writes what a check cell holds."""
    for cell in source.named(roles.CHECK):
        if cell.text.strip():
            text = (
                "a check cell must be empty: the builder writes "
                f"check({cell.role.name})"
            )
            yield source.finding(cell, text)


@rule
def marks_stand_in_solutions(source: Source, _: Any) -> Iterator[Finding]:
    """Nothing is cut from other cells."""
    for cell in source.cells:
        if "BEGIN HIDDEN TESTS" in cell.text:
            yield source.finding(
                cell, "hidden tests are not used here: seeds are secret, probes are not"
            )
        mark = MARKS.search(cell.text)
        if mark and cell.role.kind != roles.SOLUTION:
            yield source.finding(
                cell,
                (
                    "a solution region in a cell that is not marked as a solution; "
                    'mark the cell # %% solution="name"'
                ),
                mark[0],
            )


@rule
def code_is_python(source: Source, _: Any) -> Iterator[Finding]:
    """A cell runs wherever Python does, without magics."""
    for cell in filter(lambda cell: cell.is_code, source.cells):
        magic = MAGIC.search(cell.text)
        if magic:
            line = magic[0].strip()
            yield source.finding(
                cell,
                (
                    f"magics and shell lines are not allowed in a source: {line}; "
                    "write Python"
                ),
                line,
            )
            continue
        try:
            compile(cell.text, "cell", "exec")
        except SyntaxError as error:
            text = f"not Python, line {error.lineno} of the cell: {error.msg}"
            yield source.finding(cell, text, (error.text or "").rstrip())


@rule
def regions_are_balanced(source: Source, _: Any) -> Iterator[Finding]:
    """A solution has regions that are cut, one after another."""
    for cell in source.named(roles.SOLUTION):
        lines = [line.strip() for line in cell.text.split("\n") if MARKS.search(line)]
        if not lines:
            yield source.finding(
                cell,
                (
                    "no region from ### BEGIN SOLUTION to ### END SOLUTION; put one "
                    "in its body"
                ),
            )
        elif lines != [BEGIN, END] * (len(lines) // 2):
            yield source.finding(
                cell,
                "every ### BEGIN SOLUTION needs one ### END SOLUTION after it",
                lines[0],
            )


@rule
def solutions_define_their_function(source: Source, _: Any) -> Iterator[Finding]:
    """What the solution defines is still defined when the solution is cut."""
    for cell in source.named(roles.SOLUTION):
        text = _undefined(cell.role.name, cell)
        if text:
            yield source.finding(cell, text)


def _undefined(name: str, cell: Cell) -> str:
    if name not in bound_names(cell.text):
        return f"the cell does not define {name}; a solution is named as its function"
    try:
        left = bound_names(cut(cell.text))
    except SyntaxError as error:
        return f"not Python once the solution is cut: {error.msg}"
    gone = f"{name} is gone when the solution is cut: keep its def line outside"
    return "" if name in left else gone


@rule
def solutions_and_checks_come_in_pairs(source: Source, _: Any) -> Iterator[Finding]:
    """A check stands below its solution."""
    solved = {cell.role.name: cell.number for cell in source.named(roles.SOLUTION)}
    checked = {cell.role.name for cell in source.named(roles.CHECK)}
    for cell in source.named(roles.CHECK):
        if solved.get(cell.role.name, cell.number) >= cell.number:
            text = f'no cell # %% solution="{cell.role.name}" stands before this check'
            yield source.finding(cell, text)
    for cell in source.named(roles.SOLUTION):
        if cell.role.name not in checked:
            text = f'no cell # %% check="{cell.role.name}" stands after this solution'
            yield source.finding(cell, text)


def shown_only(source: Source) -> dict[str, int]:
    """Name what only demonstrations bind, with the number of the last that does."""
    code = [cell for cell in source.cells if cell.is_code]
    kept = [cell for cell in code if cell.role.kind != roles.DEMO]
    safe = set().union(*(bound_names(cell.text) for cell in kept))
    return {
        name: cell.number
        for cell in source.named(roles.DEMO)
        for name in bound_names(cell.text) - safe
    }


@rule
def no_name_is_bound_in_demos_only(source: Source, _: Any) -> Iterator[Finding]:
    """Demonstrations are skipped when grading, so nothing else may need them."""
    demos = shown_only(source)
    for cell in source.cells:
        if not cell.is_code or cell.role.kind == roles.DEMO:
            continue
        for name in sorted(used_names(cell.text) & set(demos)):
            text = (
                f"uses {name}, which only the demo in cell {demos[name]} binds; "
                "demos are skipped when grading, so bind it in a cell that is "
                "none"
            )
            yield source.finding(cell, text, name)


@rule
def exercises_are_those_that_exist(
    source: Source, exercises: Sequence[Any]
) -> Iterator[Finding]:
    """Every check has an exercise, and every exercise a check."""
    known = [exercise.id for exercise in exercises]
    found = {f"{source.notebook}/{c.role.name}": c for c in source.named(roles.CHECK)}
    for identity, cell in found.items():
        if identity not in known:
            there = f"notebook {source.notebook} has {', '.join(known) or 'none'}"
            yield source.finding(cell, f"there is no exercise {identity}; {there}")
    for identity in known:
        if identity not in found:
            name = identity.split("/")[1]
            text = (
                f"the exercise {identity} is never checked; give it the cells # %% "
                f'solution="{name}" and # %% check="{name}"'
            )
            yield Finding(source.path, 1, text)


@rule
def imports_are_built(source: Source, _: Any) -> Iterator[Finding]:
    """A function is first written, then imported."""
    for cell in source.cells:
        if cell.is_code:
            for module, name in not_built(cell.text, source.notebook):
                text = f"imports {module} as a whole; import the functions by name"
                if name:
                    text = (
                        f"imports {name} of {module}, which no notebook before "
                        f"{source.notebook} has built; write it here first, or import "
                        "it in a later notebook"
                    )
                yield source.finding(cell, text, module)
