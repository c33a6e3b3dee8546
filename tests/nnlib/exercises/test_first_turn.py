"""The commonest slip of a loop: what comes after it stands a step too far in."""

import ast
import copy
import inspect
import linecache
import sys
import textwrap

import pytest

from nnlib.check import LocalRunner, evaluate
from nnlib.check.first_turn import LOOPS, left_in_first_turn
from tests.cases import every_case, none_of
from tests.mutation.subjects import answer_of
from tests.registered import EXERCISES


def answers(exercise):
    """Yield the course's own answer, and the right forms, with their namespaces."""
    subject = answer_of(exercise)
    yield "answer", subject.trees[0], subject.namespace
    for form in map(inspect.unwrap, exercise.accepted):
        tree = ast.parse(textwrap.dedent(inspect.getsource(form))).body[0]
        if isinstance(tree, ast.FunctionDef):
            tree.decorator_list = []
            yield form.__name__, tree, vars(sys.modules[form.__module__])


def too_far_in(tree):
    """Yield the function with all that follows a loop moved into the loop."""
    for place, loop in enumerate(tree.body):
        if isinstance(loop, LOOPS):
            other = copy.deepcopy(tree)
            other.body[place].body += other.body[place + 1 :]
            del other.body[place + 1 :]
            yield ast.unparse(ast.fix_missing_locations(other)), other.name


def written(source, name, namespace):
    """Define a function whose source Python can find."""
    file = f"<{name} {hash(source)}>"
    linecache.cache[file] = len(source), None, source.splitlines(keepends=True), file
    known = dict(namespace)
    exec(compile(source, file, "exec"), known)
    return known[name]


# Stops with an error in its first turn, before it could be left.
STOPS = {"04/gradient_of_four": "the way back reads a cache that is not there yet"}
SLIPS = [
    (origin, one, (source, name, namespace))
    for one in EXERCISES
    if one.id not in STOPS
    for origin, tree, namespace in answers(one)
    for source, name in too_far_in(tree)
]


def not_named(slips):
    """Yield the slips of which something else is said, or nothing."""
    for origin, asked, slip in slips:
        verdict = evaluate(asked, LocalRunner(written(*slip)), seed=0)
        said = verdict.lines()[-1].startswith("Ask yourself: after how many turns")
        if verdict.diagnosis != "first_turn" or not said:
            yield f"{asked.id}, {origin}: {verdict.lines()}"


def test_a_loop_that_is_left_in_its_first_turn_is_named():
    none_of(not_named(one for one in SLIPS if one[0] == "answer"))


@pytest.mark.long
def test_a_loop_of_any_right_form_that_is_left_in_its_first_turn_is_named():
    none_of(not_named(one for one in SLIPS if one[0] != "answer"))


GOES_ON = {
    "only sometimes": "for a in x:\n  if a > 0:\n   return a\n return 0",
    "next turn": "for a in x:\n  if a > 0: continue\n  return a\n return 0",
    "a function inside": "for a in x:\n  def g():\n   return a\n  s = g()\n return s",
    "after the loop": "for a in x:\n  s = a\n return s",
    "no loop": "return [a for a in x]",
    "out of two loops": (
        "for a in x:\n  for b in a:\n   if b: break\n  else:\n   continue\n"
        "  break\n return a"
    ),
    "never run": "if False:\n  for a in x: return 0\n return 1",
    "over one thing": "for a in [x]:\n  return a",
    "no turns meant": "while True:\n  x = x + 1\n  break\n return x",
    "no Python": "for a in:",
}


@every_case("body", GOES_ON.values(), ids=GOES_ON)
def test_a_loop_that_may_go_on_is_not_accused(body):
    assert left_in_first_turn(f"def f(x):\n {body}") is None


LEFT = {
    "break": ("while x:\n  x -= 1\n  break\n return x", "break"),
    "inner loop": ("for a in x:\n  for b in a:\n   s = b\n   return s", "return s"),
    "continue of another": (
        "for a in x:\n  for b in a:\n   continue\n  return b",
        "return b",
    ),
}


@every_case(("body", "line"), LEFT.values(), ids=LEFT)
def test_the_line_that_leaves_is_quoted(body, line):
    assert left_in_first_turn(f"def f(x):\n {body}")["line"] == line


def test_braces_in_the_code_are_quoted_as_they_are():
    source = 'def neuron(w, b, x):\n for n in x:\n  a = {"a": n}\n  return f"{n}"\n'
    (neuron,) = (one for one in EXERCISES if one.id == "01/neuron")
    verdict = evaluate(neuron, LocalRunner(written(source, "neuron", {})), seed=0)
    assert '“return f"{n}"” stands inside “for n in x:”' in " ".join(verdict.lines())
