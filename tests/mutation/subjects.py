"""The functions that are changed: each reference, and the course's own answer to it.

References check their arguments first; that is taken out, for a student's function does
not. Private functions of the same module are changed along with the one that calls
them. Answers stand in the texts of the notebooks, among functions written before.
"""

import ast
import functools
import inspect
import sys
from dataclasses import dataclass

from grading.errors import SourceError
from grading.text import source
from nnlib.exercises import exercises

from .mutants import mutants, source_of

GUARDED = ("shapes", "_fit")
VALIDATION = (
    *("shapes", "numbers", "finite", "binary", "probabilities", "one_hot_columns"),
    *("labels", "require_labels", "real", "whole", "at_least", "above", "generator"),
    *("entries", "_fit", "_require_callable", "_require_intensities", "_require_dicts"),
    *("_number_from", "_derivative", "_layers", "_as_float64", "_unknown"),
)


@dataclass(frozen=True)
class Subject:
    """A right function: where it comes from, its trees, and the names that it uses.

    The first tree is the function's own, the others are those of private functions.
    """

    exercise: str
    origin: str
    name: str
    trees: tuple[ast.FunctionDef, ...]
    namespace: dict

    def function(self, changed):
        """Define the function with another tree for it or for one that it calls."""
        namespace = dict(self.namespace)
        for tree in (*self.trees, changed):
            exec(compile(source_of(tree), "<mutant>", "exec"), namespace)
        return namespace[self.name]


def changes(exercise):
    """Yield (label, make the function) for every small change for an exercise."""
    for subject in filter(None, (reference_of(exercise), answer_of(exercise))):
        for tree in subject.trees:
            for mutant in mutants(tree, GUARDED):
                label = f"{subject.origin} {tree.name}: {mutant.label}"
                yield label, functools.partial(subject.function, mutant.tree)


def reference_of(exercise):
    """Give the reference of an exercise."""
    function = inspect.unwrap(exercise.reference)
    namespace = vars(sys.modules[function.__module__])
    tree = plain(tree_of(function))
    trees = tree, *private(tree, namespace)
    return Subject(exercise.id, "reference", exercise.name, trees, namespace)


def tree_of(function):
    """Read the syntax tree of a function."""
    return ast.parse(inspect.getsource(function)).body[0]


def private(tree, namespace):
    """Yield the private functions that a function calls, and those that they call."""
    found, trees = {}, [tree]
    while trees:
        for node in ast.walk(trees.pop()):
            name = getattr(node, "id", "")
            wanted = name.startswith("_") and name not in (*VALIDATION, *found)
            if wanted and inspect.isfunction(namespace.get(name)):
                found[name] = plain(tree_of(namespace[name]))
                trees.append(found[name])
    yield from found.values()


def plain(function, visitor=None):
    """Take out what is no mathematics: docstring, decorators, checks of arguments."""
    function.decorator_list, function.returns = [], None
    if ast.get_docstring(function) is not None:
        del function.body[0]
    return ast.fix_missing_locations((visitor or Plain()).visit(function))


class Plain(ast.NodeTransformer):
    """Leaves out checks of arguments; what stands inside ``with`` stands for it."""

    def visit_Expr(self, node):
        """Leave out a line that only checks."""
        checks = isinstance(node.value, ast.Call)
        name = getattr(node.value.func, "id", "") if checks else ""
        return None if name in VALIDATION else node

    def visit_If(self, node):
        """Leave out what refuses an argument."""
        refuses = isinstance(node.body[-1], ast.Raise)
        return None if refuses else self.generic_visit(node)

    def visit_With(self, node):
        """Give the lines inside."""
        return self.generic_visit(node).body


class Asked(Plain):
    """Keeps what an answer refuses: a text asks for it."""

    def visit_If(self, node):
        """Keep the branch."""
        return self.generic_visit(node)


def answer_of(exercise):
    """Give the course's answer to an exercise, or None while its text has none."""
    namespace, trees = answers(exercise.notebook)
    if exercise.name not in trees:
        return None
    tree = plain(trees[exercise.name], Asked())
    return Subject(exercise.id, "answer", exercise.name, (tree,), namespace)


@functools.cache
def answers(notebook):
    """Define the functions of a notebook's text, without running the rest of it."""
    namespace, trees = {"__name__": "answers"}, {}
    named = {exercise.name for exercise in exercises(notebook)}
    for cell in text_of(notebook):
        for node in ast.parse(cell.text).body if cell.is_code else ():
            defines = isinstance(node, ast.Import | ast.ImportFrom | ast.FunctionDef)
            if defines and cell.role.kind != "demo":
                exec(source_of(node), namespace)
            if getattr(node, "name", "") in named:
                trees[node.name] = node
    return namespace, trees


def text_of(notebook):
    """Read the cells of a notebook's text; none while there is none."""
    for path in source.sources():
        if path.stem.startswith(notebook):
            try:
                return source.read(path).student_cells
            except SourceError:
                return []
    return []
