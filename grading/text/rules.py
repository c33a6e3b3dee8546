"""What the cells of a source must hold, so that the notebook can be taught and graded.

Each rule looks at a whole source and stops at the first cell that breaks it. Names are
read from the syntax trees; no cell is run.
"""

import ast
import builtins
import re
import symtable
from collections.abc import Iterator, Sequence
from typing import Any

from grading import errors
from grading.errors import SourceError
from grading.text import roles
from grading.text.source import Cell, Source

BEGIN = "### BEGIN SOLUTION"
END = "### END SOLUTION"
STUB = ("# Your code here", "raise NotImplementedError")
MARKS = re.compile(r"(BEGIN|END) SOLUTION")
# Also as a comment: elsewhere jupytext turns "# %time" into a magic.
MAGIC = re.compile(r"^\s*(?:#\s*)?(?:%%?|!)[A-Za-z].*|^\s*\?.*", re.MULTILINE)


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
        For the first rule that is broken; names file, cell and name.
    """
    for rule in (
        _refuse_duplicate_names,
        _refuse_check_with_body,
        _refuse_stray_marks,
        _refuse_other_than_python,
        _refuse_bad_solutions,
        _refuse_lone_cells,
        _refuse_demo_names,
    ):
        rule(source)
    _refuse_unknown_exercises(source, exercises)


def cut(text: str) -> str:
    """Cut the solution regions out of a cell and put the stub in their place.

    Parameters
    ----------
    text : str
        A solution cell with balanced regions.

    Returns
    -------
    str
        What the student gets, as nbgrader will write it.

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
    for line in text.split("\n"):
        if BEGIN in line:
            inside = True
            indent = line[: len(line) - len(line.lstrip())]
            lines += [indent + stub for stub in STUB]
        elif END in line:
            inside = False
        elif not inside:
            lines.append(line)
    return "\n".join(lines)


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


def bound_names(text: str) -> set[str]:
    r"""Name everything that a cell binds at its top level.

    Parameters
    ----------
    text : str
        Python.

    Returns
    -------
    set of str
        Assigned, imported and defined names, and those that a function declares global.

    Examples
    --------
    >>> sorted(bound_names("import numpy as np\nfor i in (1, 2): x = i"))
    ['i', 'np', 'x']
    """
    top, *inner = _tables(text)
    found = {s.get_name() for s in top.get_symbols() if _binds(s)}
    for table in inner:
        symbols = table.get_symbols()
        found |= {s.get_name() for s in symbols if s.is_declared_global() and _binds(s)}
    return found


def used_names(text: str) -> set[str]:
    r"""Name everything that a cell takes from the notebook's namespace.

    Parameters
    ----------
    text : str
        Python.

    Returns
    -------
    set of str
        Names read at the top level, and names that functions of the cell look up there.

    Examples
    --------
    >>> sorted(used_names("def f(x):\n    y = x + z\n    return g(y)"))
    ['g', 'z']
    """
    top, *inner = _tables(text)
    found = {s.get_name() for s in top.get_symbols() if s.is_referenced()}
    for table in inner:
        symbols = table.get_symbols()
        found |= {s.get_name() for s in symbols if s.is_global() and s.is_referenced()}
    return found - set(dir(builtins))


def _tables(text: str) -> Iterator[symtable.SymbolTable]:
    plain = ast.unparse(_Scoped().visit(ast.parse(text)))
    waiting = [symtable.symtable(plain, "cell", "exec")]
    while waiting:
        table = waiting.pop(0)
        yield table
        waiting += table.get_children()


class _Scoped(ast.NodeTransformer):
    """Turns comprehensions into generators, which keep their variables to themselves.

    From Python 3.12 on, a cell's table also lists the variables of its comprehensions.
    """

    def visit_ListComp(self, node: ast.ListComp | ast.SetComp) -> ast.AST:
        self.generic_visit(node)
        return ast.GeneratorExp(node.elt, node.generators)

    def visit_SetComp(self, node: ast.SetComp) -> ast.AST:
        return self.visit_ListComp(node)

    def visit_DictComp(self, node: ast.DictComp) -> ast.AST:
        self.generic_visit(node)
        pair = ast.Tuple([node.key, node.value], ast.Load())
        return ast.GeneratorExp(pair, node.generators)


def _binds(symbol: symtable.Symbol) -> bool:
    return symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace()


def _refuse_duplicate_names(source: Source) -> None:
    first: dict[str, int] = {}
    for cell in source.cells:
        grade_id = cell.role.grade_id
        if grade_id in first:
            text = errors.DUPLICATE_NAME.format(first=first[grade_id])
            raise source.error(cell, text)
        if grade_id:
            first[grade_id] = cell.number


def _refuse_check_with_body(source: Source) -> None:
    for cell in source.named(roles.CHECK):
        if cell.text.strip():
            text = errors.CHECK_HAS_BODY.format(name=cell.role.name)
            raise source.error(cell, text)


def _refuse_stray_marks(source: Source) -> None:
    for cell in source.cells:
        if "BEGIN HIDDEN TESTS" in cell.text:
            raise source.error(cell, errors.HIDDEN_TESTS)
        if cell.role.kind != roles.SOLUTION and MARKS.search(cell.text):
            raise source.error(cell, errors.REGION_ELSEWHERE)


def _refuse_other_than_python(source: Source) -> None:
    for cell in filter(lambda cell: cell.is_code, source.cells):
        magic = MAGIC.search(cell.text)
        if magic:
            raise source.error(cell, errors.MAGIC.format(line=magic[0].strip()))
        try:
            compile(cell.text, "cell", "exec")
        except SyntaxError as error:
            text = errors.SYNTAX.format(line=error.lineno, reason=error.msg)
            raise source.error(cell, text) from error


def _refuse_bad_solutions(source: Source) -> None:
    for cell in source.named(roles.SOLUTION):
        _refuse_bad_regions(source, cell)
        name, stub = cell.role.name, cut(cell.text)
        if name not in bound_names(cell.text):
            raise source.error(cell, errors.NOT_DEFINED.format(name=name))
        try:
            left = bound_names(stub)
        except SyntaxError as error:
            text = errors.STUB_SYNTAX.format(reason=error.msg)
            raise source.error(cell, text) from error
        if name not in left:
            raise source.error(cell, errors.STUB_NOT_DEFINED.format(name=name))


def _refuse_bad_regions(source: Source, cell: Cell) -> None:
    lines = [line.strip() for line in cell.text.split("\n") if MARKS.search(line)]
    if not lines:
        raise source.error(cell, errors.NO_REGION)
    if lines != [BEGIN, END] * (len(lines) // 2):
        raise source.error(cell, errors.REGION_UNBALANCED)


def _refuse_lone_cells(source: Source) -> None:
    solved = {cell.role.name: cell.number for cell in source.named(roles.SOLUTION)}
    checked = {cell.role.name: cell.number for cell in source.named(roles.CHECK)}
    for cell in source.named(roles.CHECK):
        if solved.get(cell.role.name, cell.number) >= cell.number:
            text = errors.NO_SOLUTION_BEFORE.format(name=cell.role.name)
            raise source.error(cell, text)
    for cell in source.named(roles.SOLUTION):
        if cell.role.name not in checked:
            text = errors.NEVER_CHECKED.format(name=cell.role.name)
            raise source.error(cell, text)


def _refuse_demo_names(source: Source) -> None:
    code = [cell for cell in source.cells if cell.is_code]
    kept = [cell for cell in code if cell.role.kind != roles.DEMO]
    safe = set().union(*(bound_names(cell.text) for cell in kept))
    demos = {
        name: cell.number
        for cell in source.named(roles.DEMO)
        for name in bound_names(cell.text) - safe
    }
    for cell in kept:
        lost = sorted(used_names(cell.text) & set(demos))
        if lost:
            text = errors.ONLY_IN_DEMO.format(name=lost[0], demo=demos[lost[0]])
            raise source.error(cell, text)


def _refuse_unknown_exercises(source: Source, exercises: Sequence[Any]) -> None:
    known = [exercise.id for exercise in exercises]
    found = {f"{source.notebook}/{c.role.name}": c for c in source.named(roles.CHECK)}
    for identity, cell in found.items():
        if identity not in known:
            text = errors.UNKNOWN_EXERCISE.format(
                id=identity,
                notebook=source.notebook,
                known=", ".join(known) or "none",
            )
            raise source.error(cell, text)
    for identity in known:
        if identity not in found:
            text = errors.EXERCISE_WITHOUT_CHECK.format(id=identity)
            raise SourceError(source.path, text)
