"""Who may import whom, read from the syntax trees of all modules.

A new package of nnlib must find its place in `ALLOWED`; a new function of the
mathematics must say which notebook builds it.
"""

import ast
import importlib
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.cases import every_case, none_of

ROOT = Path(__file__).parents[1]
NOTEBOOKS = ROOT / "grading" / "authoring"

GROUND = (
    *("nnlib.built_in", "nnlib.shapes", "nnlib.single", "nnlib.values"),
    *("nnlib.wording", "nnlib.saved_notebook", "nnlib.progress"),
)
# Whatever lies beside the packages of nnlib, and is neither ground nor taken further.
MATHEMATICS = tuple(
    f"nnlib.{path.stem}"
    for path in sorted((ROOT / "nnlib").glob("*.py"))
    if path.stem not in ("__init__", "__main__")
    and f"nnlib.{path.stem}" not in (*GROUND, "nnlib.fast")
)
PICTURES = ("nnlib.plotting", "nnlib.explore")
STANDARD = tuple(sys.stdlib_module_names)

# Layer of nnlib -> what it may import.
ALLOWED = {
    **dict.fromkeys(GROUND, ("numpy", *STANDARD, *GROUND)),
    **dict.fromkeys(
        (*MATHEMATICS, "nnlib.fast"),
        ("numpy", "math", "collections", "typing", "__future__", *GROUND, *MATHEMATICS),
    ),
    "nnlib.datasets": ("numpy", "h5py", *STANDARD, *GROUND, "nnlib.datasets"),
    "nnlib.check": (
        *("numpy", *STANDARD),
        *("nnlib.wording", "nnlib.saved_notebook", "nnlib.check"),
    ),
    "nnlib.exercises": (
        *("numpy", *STANDARD, *GROUND, *MATHEMATICS),
        *("nnlib.check", "nnlib.exercises", "nnlib.opening", "nnlib.predictions"),
    ),
    "nnlib.predictions": (
        *("numpy", *STANDARD, *GROUND, *MATHEMATICS),
        *("nnlib.check", "nnlib.predictions"),
    ),
    "nnlib.opening": (
        *(*STANDARD, "jupyter_client"),
        *("nnlib.wording", "nnlib.saved_notebook", "nnlib.check", "nnlib.opening"),
        # Data, with which each answer begins.
        "nnlib.exercises.starting",
    ),
    "nnlib.__main__": (*STANDARD, "nnlib.exercises", "nnlib.opening"),
    **dict.fromkeys(
        PICTURES,
        (
            *("numpy", *STANDARD, *GROUND, *PICTURES),
            *("matplotlib", "PIL", "ipywidgets", "anywidget", "traitlets", "IPython"),
        ),
    ),
}


def within(module, *packages):
    """Tell whether a module is one of the packages or lies in one."""
    return any(module == p or module.startswith(f"{p}.") for p in packages)


def module_name(path):
    """Give the dotted name of a file of this repository."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def read_modules():
    """Read the syntax tree of every module, by dotted name; notebooks apart."""
    paths = [p for top in ("nnlib", "grading") for p in (ROOT / top).rglob("*.py")]
    return {
        module_name(path): (ast.parse(path.read_text(encoding="utf-8")), path)
        for path in sorted(paths)
        if NOTEBOOKS not in path.parents
    }


TREES = read_modules()


def base_of(node, module, is_package):
    """Resolve what stands after ``from``, dots included."""
    if not node.level:
        return node.module
    parts = module.split(".")
    parts = parts[: len(parts) - node.level + is_package]
    return ".".join([*parts, node.module] if node.module else parts)


def imports(tree, module="", is_package=False):
    """Give (module, name or None) for every import, wherever it stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, None) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = base_of(node, module, is_package)
            for alias in node.names:
                whole = f"{base}.{alias.name}"
                yield (whole, None) if whole in TREES else (base, alias.name)


@cache
def imported_modules(module):
    """Give the names of the modules that a module of ours imports."""
    tree, path = TREES[module]
    return sorted({m for m, _ in imports(tree, module, path.stem == "__init__")})


def functions(tree):
    """Give the functions of a module by name."""
    return {n.name: n for n in tree.body if isinstance(n, ast.FunctionDef)}


def notebook_of(function):
    """Read the notebook from the first decorator; None if it does not name one."""
    match function.decorator_list:
        case [
            ast.Call(
                func=ast.Name("built_in"), args=[ast.Constant(str(text))], keywords=[]
            ),
            *_,
        ]:
            return text
    return None


@cache
def built():
    """Give the notebook of each public function, by (module, name)."""
    return {
        (module, name): notebook_of(function)
        for module in MATHEMATICS
        for name, function in functions(TREES[module][0]).items()
        if not name.startswith("_")
    }


def used_functions(tree, name, module):
    """Give (module, name) of the mathematics that a function uses.

    What its private functions use, it uses.
    """
    own = functions(tree)
    bound = {bound_name: base for base, bound_name in imports(tree) if bound_name}
    waiting, seen, found = [name], set(), set()
    while waiting:
        seen.add(current := waiting.pop())
        used = {n.id for n in ast.walk(own[current]) if isinstance(n, ast.Name)}
        found |= {(bound[u], u) for u in used if bound.get(u) in MATHEMATICS}
        found |= {(module, u) for u in used & own.keys() if not u.startswith("_")}
        waiting += [u for u in used & own.keys() if u.startswith("_") and u not in seen]
    return found - {(module, name)}


def refused(modules, allowed):
    """Yield each import of some modules that a rule does not allow."""
    for module in modules:
        for imported in imported_modules(module):
            if not allowed(module, imported):
                yield f"{module} imports {imported}"


def layer(module):
    """Find the layer of a module of nnlib; None if it has no place in `ALLOWED`."""
    return next((one for one in ALLOWED if within(module, one)), None)


NNLIB = [module for module in TREES if within(module, "nnlib") and module != "nnlib"]


def test_every_module_of_nnlib_has_a_layer_and_imports_only_what_it_may():
    assert [module for module in NNLIB if layer(module) is None] == []
    none_of(refused(NNLIB, lambda one, other: within(other, *ALLOWED[layer(one)])))


def test_package_itself_imports_nothing_of_the_course():
    none_of(refused(["nnlib"], lambda _, other: not within(other, "nnlib")))


def test_nothing_imports_what_lies_above_it():
    above = {"nnlib": ("tests", "grading"), "grading": ("tests",)}
    none_of(
        refused(TREES, lambda one, other: not within(other, *above[one.split(".")[0]]))
    )


def test_every_function_of_the_mathematics_names_its_notebook_first():
    none_of(
        f"{module}.{name} names {notebook}"
        for (module, name), notebook in built().items()
        if notebook not in {path.name[:2] for path in NOTEBOOKS.glob("*.py")}
        or getattr(importlib.import_module(module), name).built_in != notebook
    )


def test_a_function_uses_only_functions_of_its_own_or_earlier_notebooks():
    notebooks = built()
    none_of(
        f"{module}.{name} of {own} uses {'.'.join(used)} of {notebooks.get(used)}"
        for (module, name), own in notebooks.items()
        for used in used_functions(TREES[module][0], name, module)
        if not (notebooks.get(used) or "99") <= own
    )


def test_mathematics_holds_a_docstring_imports_and_functions_only():
    """Then a copy without some of its functions still runs."""
    kinds = (ast.Import, ast.ImportFrom, ast.FunctionDef)
    bodies = {module: TREES[module][0].body for module in MATHEMATICS}
    assert [m for m in bodies if not isinstance(bodies[m][0], ast.Expr)] == []
    none_of(
        f"{module} holds {ast.unparse(node)}"
        for module, (_, *body) in bodies.items()
        for node in body
        if not isinstance(node, kinds)
    )


def test_mathematics_is_imported_function_by_function():
    none_of(
        f"{module} imports {imported} as a whole"
        for module in MATHEMATICS
        for imported, name in imports(TREES[module][0], module)
        if name is None and within(imported, "nnlib")
    )


@every_case(
    ("line", "found"),
    [
        ("import a.b as c", [("a.b", None)]),
        ("def f():\n    import late", [("late", None)]),
        ("from nnlib import check", [("nnlib.check", None)]),
        ("from nnlib.losses import compute_cost", [("nnlib.losses", "compute_cost")]),
        ("from . import losses", [("nnlib.losses", None)]),
        ("from .losses import compute_cost", [("nnlib.losses", "compute_cost")]),
        ("from .. import tests", [("", "tests")]),
    ],
)
def test_imports_are_found_wherever_they_stand(line, found):
    assert list(imports(ast.parse(line), "nnlib.logistic")) == found


def test_use_is_seen_through_private_functions():
    source = (
        "from nnlib.activations import sigmoid\n"
        "def first(): return _second()\n"
        "def _second(): return [sigmoid, _third, first]\n"
        "def _third(): return fourth(_second)\n"
        "def fourth(): pass\n"
    )
    used = used_functions(ast.parse(source), "first", "nnlib.deep")
    assert used == {("nnlib.activations", "sigmoid"), ("nnlib.deep", "fourth")}


@every_case(
    ("decorators", "notebook"),
    [
        ('@built_in("02")', "02"),
        ('@built_in("02")\n@other', "02"),
        ('@other\n@built_in("02")', None),
        ("@built_in(NOTEBOOK)", None),
        ("@built_in(notebook='02')", None),
        ('@marks.built_in("02")', None),
        ("", None),
    ],
)
def test_only_a_literal_in_the_first_decorator_names_a_notebook(decorators, notebook):
    tree = ast.parse(f"{decorators}\ndef f(): pass")
    assert notebook_of(functions(tree)["f"]) == notebook


HEAVY = (
    *("matplotlib", "ipywidgets", "anywidget", "IPython"),
    *("h5py", "sklearn", "nbgrader"),
)


@pytest.mark.parametrize(
    "modules",
    [["nnlib"], ["nnlib", *MATHEMATICS, *GROUND, "nnlib.datasets", "nnlib.plotting"]],
    ids=["package", "mathematics, data and plotting"],
)
def test_fresh_import_loads_nothing_heavy(modules):
    lines = [*(f"import {m}" for m in modules), "import sys", "print(*sys.modules)"]
    run = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert sorted(set(run.stdout.split()) & set(HEAVY)) == []
