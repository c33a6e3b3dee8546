"""How one person writes what another writes otherwise, without changing what it does.

There is no class of real students here whose work we could use. So a made one writes:
each takes a right form of the course's, most of them the one that the text leads to,
and has habits (`np.dot` for `@`, `1 / m *` for `/ m`, `x.sum()` for `np.sum(x)`, a name
for the result, a dictionary filled step by step, names and comments of her own) that
she keeps in most places and through all notebooks.
"""

import ast
import copy
import random
import re
from dataclasses import dataclass, field

# What people call it who do not call it as the text does.
OTHER_NAMES = {
    "m": "n num_examples N",
    "A": "a activations Y_hat",
    "Z": "z scores",
    "dZ": "dz delta diff",
    "costs": "history losses cost_list",
    "cost": "J c total",
    "grads": "gradients g",
    "i": "k it step",
    "j": "k l idx",
    "dw": "grad_w dW",
    "db": "grad_b dB",
    "parameters": "params p",
}
ANY_NAME = "tmp res val x1 t part q r u v aux value number total current".split()
REMARKS = ["compute", "forward", "gradient", "loop", "return it", "shape (1, m)"]
REMARKS += ["average over the examples", "see above", "like in the lecture", "todo"]
# Each person makes one slip of these in a few of her answers.
SLIPS = [(" / m", ""), ("axis=1", "axis=0"), (" - ", " + "), (".T", ""), (" + b", "")]
SLIPS += [("np.log", "np.exp"), ("range(", "range(1, "), ("=True", "=False")]
COUNTED = ("sum", "mean", "max")


@dataclass
class Style:
    """The habits of one person.

    Parameters
    ----------
    rng : random.Random
        Her die.
    """

    rng: random.Random
    habits: dict[str, float] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self):
        """Throw the die for each habit: whether she has it, and how strongly."""
        usual = {"dot": 0.35, "inverse": 0.3, "method": 0.3, "result": 0.3}
        usual |= {"augmented": 0.3, "steps": 0.2, "swapped": 0.1, "square": 0.4}
        self.habits = {
            name: 0.85 if self.rng.random() < share else 0.0
            for name, share in usual.items()
        }
        self.habits["renamed"] = self.rng.choice([0, 0, 0.1, 0.3, 0.7])
        self.habits["remark"] = self.rng.choice([0, 0, 0.1, 0.3])
        self.habits["apart"] = self.rng.choice([0, 0.1, 0.3])

    def does(self, habit):
        """Throw the die whether she follows a habit here."""
        return self.rng.random() < self.habits[habit]

    def written(self, text):
        """Write a text as she would."""
        tree = ast.fix_missing_locations(Rewriting(self).visit(ast.parse(text)))
        tree = ast.parse(ast.unparse(tree))
        for function in functions(tree):
            without_docstring(function)
            function.body = self.block(function.body, names_in(tree))
        tree = ast.parse(ast.unparse(ast.fix_missing_locations(tree)))
        for function in functions(tree):
            self.rename(function)
        return self.remarked(ast.unparse(tree))

    def block(self, body, used):
        """Write the statements of a block: sums in steps, results with a name."""
        written = []
        for one in body:
            for inner in ("body", "orelse"):
                if getattr(one, inner, None):
                    setattr(one, inner, self.block(getattr(one, inner), used))
            written += [*self.apart(one, used), *self.returned(one, used)]
        return written

    def apart(self, one, used):
        """Give a part of a sum a name of its own, before the statement."""
        value = getattr(one, "value", None)
        if not isinstance(value, ast.BinOp) or not self.does("apart"):
            return []
        compound = isinstance(value.left, ast.BinOp | ast.Call)
        side = "left" if compound else "right"
        part = getattr(value, side)
        if not isinstance(part, ast.BinOp | ast.Call):
            return []
        name = unused(used, self.rng)
        setattr(value, side, ast.Name(name))
        return [assigned(ast.Name(name), part)]

    def returned(self, one, used):
        """Return a result by name, or a dictionary filled step by step."""
        if not isinstance(one, ast.Return) or one.value is None:
            return [one]
        if is_written_out(one.value) and self.does("steps"):
            name = ast.Name(unused(used, self.rng, "grads"))
            pairs = zip(one.value.keys, one.value.values, strict=True)
            filled = [assigned(ast.Subscript(name, key), value) for key, value in pairs]
            return [assigned(name, ast.Dict([], [])), *filled, ast.Return(name)]
        if not isinstance(one.value, ast.Name | ast.Tuple) and self.does("result"):
            name = ast.Name(unused(used, self.rng, "result"))
            return [assigned(name, one.value), ast.Return(name)]
        return [one]

    def rename(self, function):
        """Call things as she calls them, everywhere alike."""
        taken, chosen = names_in(function), {}
        for name in own_names(function):
            if name not in self.names:
                others = OTHER_NAMES.get(name, " ".join(ANY_NAME)).split()
                other = self.rng.choice(others)
                self.names[name] = other if self.does("renamed") else name
            if self.names[name] not in taken:
                chosen[name] = self.names[name]
                taken.add(chosen[name])
        renamed(function, chosen)

    def remarked(self, text):
        """Put remarks above some lines."""
        lines = []
        for line in text.split("\n"):
            if line.startswith("    ") and self.does("remark"):
                indent = re.match(" *", line)[0]
                lines.append(f"{indent}# {self.rng.choice(REMARKS)}")
            lines.append(line)
        return "\n".join(lines)


class Rewriting(ast.NodeTransformer):
    """Writes an expression as somebody would who has other habits."""

    def __init__(self, style):
        self.does = style.does

    def visit_BinOp(self, node):
        self.generic_visit(node)
        left, right = node.left, node.right
        match node.op:
            case ast.MatMult() if self.does("dot"):
                return ast.Call(ast.Attribute(ast.Name("np"), "dot"), [left, right], [])
            case ast.Div() if isinstance(right, ast.Name) and self.does("inverse"):
                share = ast.BinOp(ast.Constant(1), ast.Div(), right)
                return ast.BinOp(share, ast.Mult(), left)
            case ast.Pow() if is_squared(node) and self.does("square"):
                return ast.BinOp(left, ast.Mult(), copy.deepcopy(left))
            case ast.Mult() if self.does("swapped"):
                return ast.BinOp(right, node.op, left)
        return node

    def visit_Call(self, node):
        self.generic_visit(node)
        match node:
            case ast.Call(
                ast.Attribute(ast.Name("np"), name), [ast.Name() as of, *rest]
            ) if name in COUNTED and self.does("method"):
                return ast.Call(ast.Attribute(of, name), rest, node.keywords)
        return node

    def visit_AugAssign(self, node):
        self.generic_visit(node)
        if isinstance(node.target, ast.Name) and self.does("augmented"):
            value = ast.BinOp(ast.Name(node.target.id), node.op, node.value)
            return assigned(ast.Name(node.target.id), value)
        return node


def is_squared(node):
    """Tell whether a power is the square of a name."""
    return ast.unparse(node.right) == "2" and isinstance(node.left, ast.Name)


def is_written_out(value):
    """Tell whether something is a dictionary that takes in no other."""
    return isinstance(value, ast.Dict) and None not in value.keys


def assigned(target, value):
    """Return an assignment."""
    return ast.Assign([target], value, lineno=1)


def functions(tree):
    """List the functions that a text defines."""
    return [one for one in tree.body if isinstance(one, ast.FunctionDef)]


def without_docstring(function):
    """Take the docstring out of a function."""
    if ast.get_docstring(function) is not None:
        function.body = function.body[1:]


def names_in(tree):
    """Return all names of a text, arguments included."""
    nodes = [*ast.walk(tree)]
    arguments = {one.arg for one in nodes if isinstance(one, ast.arg)}
    return arguments | {one.id for one in nodes if isinstance(one, ast.Name)}


def own_names(function):
    """List the names that a function binds and that are no arguments."""
    arguments = {one.arg for one in function.args.args}
    stored = (
        one.id
        for one in ast.walk(function)
        if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)
    )
    return [name for name in dict.fromkeys(stored) if name not in arguments]


def renamed(tree, names):
    """Call names otherwise, in place."""
    for one in ast.walk(tree):
        if isinstance(one, ast.Name):
            one.id = names.get(one.id, one.id)


def unused(used, rng, wanted=""):
    """Return a name that is not used yet, and use it."""
    numbered = [f"{name}{number}" for number in (2, 3) for name in ANY_NAME]
    free = [name for name in ANY_NAME if name not in used] or numbered
    name = wanted if wanted and wanted not in used else rng.choice(free)
    used.add(name)
    return name


def slipped(text, rng):
    """Make a slip, with which the text still is Python."""
    known = [(old, new) for old, new in SLIPS if old in text]
    changed = text.replace(*rng.choice(known), 1) if known else text
    try:
        ast.parse(changed)
    except SyntaxError:
        return text
    return changed
