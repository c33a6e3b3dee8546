"""What changes numbers, found in the learner's code: guards, roundings, decisions."""

import ast
from collections.abc import Iterator

from nnlib.check.description import parsed

# Smaller ones cannot be seen in a result; larger ones are there for another reason.
SMALLEST, LARGEST = 1e-6, 0.2
KEEPING = ("log", "clip", "maximum", "minimum", "max", "min")
ROUNDING = ("round", "around", "float32", "float16", "single", "half", "astype")
CUTTING = ("int", "rint", "floor", "ceil", "trunc", "fix", "sign", "step")


def large_guard(source: str) -> str:
    r"""Return a number in the code that keeps something from 0 and can be seen.

    Parameters
    ----------
    source : str
        A function as the learner wrote it.

    Returns
    -------
    str
        As she wrote it; empty if there is none.

    Examples
    --------
    >>> large_guard("def f(A):\n    return np.log(A + 1e-5)")
    '1e-05'
    >>> large_guard("def f(A):\n    return np.log(A + 1e-15)")
    ''
    """
    tree = parsed(source)
    if tree is None:
        return ""
    named = {
        target.id: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for place in guarded_places(tree):
        for node in ast.walk(place):
            node = named.get(node.id, node) if isinstance(node, ast.Name) else node
            if isinstance(node, ast.Constant) and is_seen(node.value):
                return f"{node.value:g}"
    return ""


def changes_little(source: str) -> bool:
    r"""Tell whether something in the code rounds, or adds a small number.

    Examples
    --------
    >>> changes_little("def f(A):\n    return np.mean(A) + 1e-4")
    True
    >>> changes_little("def f(w, dw):\n    return w - 0.1 * dw")
    False
    """
    tree = parsed(source)
    if tree is None:
        return False
    return bool(large_guard(source)) or any(map(is_little, ast.walk(tree)))


def is_little(node: ast.AST) -> bool:
    """Tell whether a node rounds, chooses a coarse type, or adds a small number."""
    if isinstance(node, ast.Name | ast.Attribute):
        return (node.id if isinstance(node, ast.Name) else node.attr) in ROUNDING
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        sides = node.left, node.right
        return any(
            isinstance(one, ast.Constant) and is_seen(one.value) for one in sides
        )
    return False


def decides(source: str) -> bool:
    r"""Tell whether something in the code makes one of a few numbers of any other.

    Examples
    --------
    >>> decides("def f(w, b, x):\n    return int(w * x + b > 3)")
    True
    >>> decides("def f(w, b, x):\n    return w * x + b")
    False
    """
    tree = parsed(source)
    return tree is not None and any(map(is_decision, ast.walk(tree)))


def is_decision(node: ast.AST) -> bool:
    """Tell whether a node compares, rounds or cuts."""
    if isinstance(node, ast.Name | ast.Attribute):
        name = node.id if isinstance(node, ast.Name) else node.attr
        return name in (*ROUNDING, *CUTTING)
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.FloorDiv)
    return isinstance(node, ast.Compare)


def guarded_places(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield what stands in a logarithm, a limit, or a sum below a fraction line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func).split(".")[-1]
            if name in KEEPING and not any(map(below_zero, node.args)):
                # What keeps something below 0.1 does not keep it from 0; 1 - 0.1 does.
                upper = name in ("min", "minimum")
                yield from (one for one in node.args if not upper or not is_number(one))
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            if isinstance(node.right, ast.BinOp) and isinstance(node.right.op, ast.Add):
                yield node.right


def is_seen(value: object) -> bool:
    """Tell whether a number is as large as a guard that can be seen in a result."""
    return isinstance(value, float) and SMALLEST < value <= LARGEST


def below_zero(node: ast.AST) -> bool:
    """Tell whether a limit is written with a minus: what it keeps may be 0."""
    return isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub)


def is_number(node: ast.AST) -> bool:
    """Tell whether a plain number is written."""
    return isinstance(node, ast.Constant)
