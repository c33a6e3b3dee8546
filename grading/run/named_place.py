"""A place in a function, in a few words for whoever teaches."""

import ast

from grading import inert
from nnlib.check import Verdict
from nnlib.check.pointing import claimed

MOST_LETTERS = 40
WORDS = {
    ast.Return: "the return line",
    ast.For: "the head of a loop",
    ast.While: "the head of a loop",
    ast.If: "a condition",
    ast.Expr: "a call",
}


def where(verdict: Verdict, text: str) -> str:
    """Say in a few words where a mistake stands, for whoever teaches."""
    told = [one.about for one in verdict.facts if one.kind == "pointed"]
    if not told or not text:
        return ""
    claim = claimed(told[0]["claim"], text.splitlines(), [*verdict.earned])
    if claim is None:
        return ""
    (tree,) = ast.parse(text).body
    places = [statement_at(tree, line) for line in claim.lines]
    named = " or ".join(dict.fromkeys(map(inert.line, places)))
    return f"{claim.about} in {named}" if claim.about else named


def statement_at(tree: ast.FunctionDef, line: int) -> str:
    """Name the smallest statement that holds a line."""
    holding = [
        one
        for one in ast.walk(tree)
        if isinstance(one, ast.stmt) and one.lineno <= line <= (one.end_lineno or 0)
    ]
    smallest = min(holding, key=lambda one: (one.end_lineno or 0) - one.lineno)
    return called(smallest)


def called(statement: ast.stmt) -> str:
    """Say in a few words what a statement is."""
    target = getattr(statement, "target", None)
    if isinstance(statement, ast.Assign):
        target = statement.targets[0]
    if target is None or isinstance(statement, ast.For):
        return WORDS.get(type(statement), "its first line")
    text = ast.unparse(target)
    return text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS]}…"
