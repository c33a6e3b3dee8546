"""The floors of `grading`: one list, and no import that runs upwards or sideways.

Data lies at the bottom, machinery above it. A name is a module or a package of
`grading`; what stands on one line is one floor. A module imports of its own package
and of lower floors, so no two packages can ever import each other, and no verb knows
another one: files and the gradebook between them are the interface.
"""

import ast
from importlib.util import resolve_name
from pathlib import Path

GRADING = Path(__file__).parents[1] / "grading"
FLOORS = (
    "setting_line",
    "errors atomic inert lean class_name",
    "state_file",
    "course",
    "text",
    "authored",
    "released",
    "platforms",
    "course_file",
    "roster",
    "handed_in",
    "found",
    "submitted",
    "similarity",
    "sandbox",
    "results",
    "run",
    "exhibits packed formulas",
    "sheets",
    "build release collect grade feedback report slide export export_into solutions "
    "instructor history enrol archive backup restore new_term doctor checkup gallery "
    "new_exercise tasks persons adjust feedback_archive feedback_mail student_report "
    "look_again similar move_gradebook by_hand",
    "similar_files left_to_do",
    "sample notebooks nbgrader_converters",
    "nbgrader_engine",
    "demo",
    "rehearsal",
    "verbs",
    "cli",
    "__main__",
)
FLOOR_OF = {name: height for height, line in enumerate(FLOORS) for name in line.split()}


def modules():
    """Yield name, package and syntax tree of every module; texts of notebooks apart."""
    for path in sorted(GRADING.rglob("*.py")):
        name = ".".join(path.relative_to(GRADING.parent).with_suffix("").parts)
        if "authoring" not in path.parts and path != GRADING / "__init__.py":
            package = name.rpartition(".")[0]
            yield name, package, ast.parse(path.read_text(encoding="utf-8"))


def imported(tree, package):
    """Yield the dotted names that a module imports, wherever that stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = resolve_name("." * node.level + (node.module or ""), package)
            yield from (f"{base}.{alias.name}" for alias in node.names)


def test_every_module_has_a_floor_and_every_name_is_a_module():
    assert {name.split(".")[1] for name, _, _ in modules()} == set(FLOOR_OF)


def test_no_import_runs_upwards_or_sideways():
    arrows = [
        (name, other)
        for name, package, tree in modules()
        for other in imported(tree, package)
        if other.startswith("grading.")
    ]
    assert len(arrows) > len(FLOOR_OF)
    own = [(one.split(".")[1], other.split(".")[1]) for one, other in arrows]
    wrong = [
        arrow
        for arrow, (here, there) in zip(arrows, own, strict=True)
        if here != there and FLOOR_OF[here] <= FLOOR_OF[there]
    ]
    assert wrong == []


def test_imports_are_found_in_every_form():
    text = "import a.b\ndef f():\n    from . import c\n    from ..d import e"
    found = list(imported(ast.parse(text), "grading.run"))
    assert found == ["a.b", "grading.run.c", "grading.d.e"]
