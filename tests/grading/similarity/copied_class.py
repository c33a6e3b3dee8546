"""A class of any size that writes for itself, but for a few who copy.

A copy is made of the finished work of somebody else, in one of three ways: every name
of hers changed; statements, keys and the sides of sums and products put in another
order; or four answers of ten written anew, and half of the others renamed. Copies have
no comments of the other's.
"""

import ast
import inspect
import json
import random
import textwrap
from dataclasses import dataclass

import nbformat

from grading.released import made_with
from grading.sample.sample_class import solutions
from nnlib.exercises import NOTEBOOKS

from .styles import (
    Style,
    functions,
    names_in,
    own_names,
    renamed,
    slipped,
    unused,
)

# Of a hundred answers: not begun, with a slip, in the form to which the text leads.
MISSING, SLIP, AS_TAUGHT = 6, 15, 70
KINDS = ("renamed", "reordered", "rewritten")


@dataclass(frozen=True)
class Copied:
    """Who copied from whom, and how."""

    source: str
    copy: str
    kind: str

    @property
    def people(self):
        """Both, in no order."""
        return frozenset((self.source, self.copy))


def forms(course, number):
    """Return the right forms of each answer to a notebook, the course's own first."""
    (path,) = course.source.glob(f"{number}_*/*.ipynb")
    texts = solutions(nbformat.read(made_with.solved(course, path.stem), as_version=4))
    return {
        one.name: [texts[one.name], *(form(one, other) for other in one.accepted)]
        for one in NOTEBOOKS[number]
    }


def form(exercise, accepted):
    """Return an accepted form under the name that is asked for."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(accepted)))
    for function in functions(tree):
        function.decorator_list, function.name = [], exercise.name
    return ast.unparse(tree)


class CopiedClass:
    """What everybody of a class writes, and who has copied.

    Parameters
    ----------
    course : Course
        Built and released.
    numbers : sequence of str
        The notebooks.
    size, copies : int
        How many there are, and how many of them copy.
    seed : int
        Of all dice.
    """

    def __init__(self, course, numbers, *, size, copies, seed):
        self.rng, self.pool = random.Random(seed), {}
        for number in numbers:
            self.pool |= {(number, k): v for k, v in forms(course, number).items()}
        people = [f"s{number:03}" for number in range(size)]
        self.rng.shuffle(people)
        honest, copying = people[copies:], people[:copies]
        self.works = {person: self.own_work() for person in honest}
        sources = self.rng.sample(honest, copies)
        self.copied = [
            Copied(source, person, KINDS[number % len(KINDS)])
            for number, (source, person) in enumerate(
                zip(sources, copying, strict=True)
            )
        ]
        for one in self.copied:
            self.works[one.copy] = self.copy_of(self.works[one.source], one.kind)

    def own_work(self):
        """Return what somebody writes for herself; None where she has not begun."""
        style = Style(self.rng)
        return {id: self.answer(style, texts) for id, texts in self.pool.items()}

    def answer(self, style, texts):
        """Return an answer that somebody writes for herself."""
        if self.rng.random() < MISSING / 100:
            return None
        taught = self.rng.random() < AS_TAUGHT / 100
        text = style.written(texts[0] if taught else self.rng.choice(texts))
        return slipped(text, self.rng) if self.rng.random() < SLIP / 100 else text

    def copy_of(self, work, kind):
        """Return what somebody makes of another's work."""
        own = self.own_work()
        return {
            id: own[id] if text is None else self.copied_answer(text, own[id], kind)
            for id, text in work.items()
        }

    def copied_answer(self, text, own, kind):
        """Return what somebody makes of another's answer."""
        if kind == "reordered":
            return reordered(text, self.rng)
        if kind == "rewritten" and self.rng.random() < 0.4:
            return own
        if kind == "rewritten" and self.rng.random() < 0.5:
            return ast.unparse(ast.parse(text))
        return with_other_names(text, self.rng)

    def hand_in(self, course):
        """Put everybody's notebooks where those lie that count."""
        for number in dict.fromkeys(number for number, _ in self.pool):
            (path,) = course.release.glob(f"{number}_*/*.ipynb")
            released = path.read_text(encoding="utf-8")
            for person, work in self.works.items():
                texts = {
                    name: text for (at, name), text in work.items() if at == number
                }
                target = course.submitted / person / path.stem / path.name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(filled(released, texts), encoding="utf-8")


def filled(released, texts):
    """Return a released notebook with answers in it."""
    notebook = json.loads(released)
    for cell in notebook["cells"]:
        marks = cell["metadata"].get("nbgrader", {})
        name = marks.get("grade_id", "").removesuffix("-solution")
        if marks.get("solution") and texts.get(name):
            cell["source"] = texts[name]
    return json.dumps(notebook)


def with_other_names(text, rng):
    """Change every name that an answer binds."""
    tree = ast.parse(text)
    for function in functions(tree):
        taken = names_in(tree)
        renamed(function, {one: unused(taken, rng) for one in own_names(function)})
    return ast.unparse(tree)


def reordered(text, rng):
    """Put what may stand in any order into another one."""
    tree = Order(rng).visit(ast.parse(text))
    for function in functions(tree):
        function.body = other_order(function.body, rng)
    return ast.unparse(tree)


class Order(ast.NodeTransformer):
    """Turns round keys of dictionaries, and sides of sums and products."""

    def __init__(self, rng):
        self.rng = rng

    def visit_Dict(self, node):
        self.generic_visit(node)
        pairs = list(zip(node.keys, node.values, strict=True))
        self.rng.shuffle(pairs)
        node.keys, node.values = [key for key, _ in pairs], [one for _, one in pairs]
        return node

    def visit_BinOp(self, node):
        self.generic_visit(node)
        if isinstance(node.op, ast.Mult | ast.Add) and self.rng.random() < 0.3:
            node.left, node.right = node.right, node.left
        return node


def other_order(body, rng):
    """Swap neighbours that do not need each other, in blocks too."""
    body = list(body)
    for one in body:
        if isinstance(one, ast.For | ast.While):
            one.body = other_order(one.body, rng)
    for place in [*range(len(body) - 1)] * 3:
        first, second = body[place : place + 2]
        if are_apart(first, second) and rng.random() < 0.6:
            body[place : place + 2] = second, first
    return body


def are_apart(first, second):
    """Tell whether two assignments may change places."""
    if not all(isinstance(one, ast.Assign | ast.AugAssign) for one in (first, second)):
        return False
    return not stored(first) & names_in(second) and not stored(second) & names_in(first)


def stored(statement):
    """Return the names that an assignment may change."""
    targets = getattr(statement, "targets", None) or [statement.target]
    return {name for target in targets for name in names_in(target)}
