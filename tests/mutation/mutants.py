"""Small changes of a function, one at a time, made on its syntax tree.

Each is what a slip of the hand or of the mind does: another operator, a constant, an
axis, a slice, a name of the same kind, a missing line, two lines exchanged. A change is
labelled by the code around it, before and after, so that it can be found again in the
text.
"""

import ast
import copy
import itertools
from collections import Counter
from dataclasses import dataclass, field

OPERATORS = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.MatMult, ast.Add),
    ast.Div: (ast.Mult, ast.FloorDiv),
    ast.FloorDiv: (ast.Div, ast.Mult),
    ast.MatMult: (ast.Mult,),
    ast.Pow: (ast.Mult,),
    ast.BitOr: (),
}
COMPARISONS = {
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
COMMUTES = (ast.Add, ast.Mult, ast.BitOr)
ORDERLESS = ("max", "min", "maximum", "minimum")
# A number stays what it is without its wrapping: Python's and numpy's are both right.
WRAPPING = ("float", "float64")
ARRAY = "array"
LONGEST_NAME = 12
ACTIVATIONS = ("sigmoid", "tanh", "relu", "leaky_relu", "step")
METHODS = ("he", "xavier", "small", "zeros")
# Functions that a hand confuses: each stands for those behind it.
SIBLINGS = {
    "sum": ("mean",),
    "mean": ("sum", "median"),
    "std": ("var",),
    "max": ("min",),
    "min": ("max",),
    "maximum": ("minimum",),
    "minimum": ("maximum",),
    "argmax": ("argmin",),
    "log": ("log2", "log10", "log1p"),
    "exp": ("exp2", "expm1"),
    "sqrt": ("square",),
    "tanh": ("sin",),
    "zeros": ("ones",),
    "ones": ("zeros",),
    "zeros_like": ("ones_like",),
    "abs": ("sign",),
    "normal": ("uniform",),
    "standard_normal": ("random",),
    "append": ("remove",),
}


@dataclass(frozen=True)
class Mutant:
    """A changed function, labelled by what was changed."""

    label: str
    tree: ast.FunctionDef


@dataclass(frozen=True)
class Scope:
    """The names and texts of a function that may take each other's place."""

    names: tuple[str, ...]
    texts: tuple[str, ...]
    guarded: frozenset[str] = field(default_factory=frozenset)


def mutants(function, guarded=()):
    """Yield every change of a function, each once.

    What stands in a call of a guarded function stays as it is: a description of shapes,
    for example, is no mathematics.
    """
    scope = scope_of(function, guarded)
    seen, labels = {source_of(function)}, Counter()
    for context, changed in every_change(function, scope):
        text = source_of(changed)
        if text not in seen:
            seen.add(text)
            label = " -> ".join(excerpts(at(function, context), at(changed, context)))
            labels[label] += 1
            again = f" ({labels[label]})" if labels[label] > 1 else ""
            yield Mutant(label + again, changed)


def source_of(tree):
    """Write a tree as text."""
    return ast.unparse(ast.fix_missing_locations(tree))


def scope_of(function, guarded):
    """Collect the names that a function binds, and the texts in it."""
    bound = [a.arg for a in [*function.args.args, *function.args.kwonlyargs]]
    bound += [
        node.id
        for node in ast.walk(function)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    ]
    texts = [
        node.value
        for node in ast.walk(function)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if len(node.value) <= LONGEST_NAME
    ]
    names, texts = dict.fromkeys(bound), dict.fromkeys(texts)
    return Scope(tuple(names), tuple(texts), frozenset(guarded))


# ---- where: every node of the tree, by the path that leads to it


def every_change(function, scope):
    """Yield (path of what to show, changed function) for every change."""
    for path, node in nodes(function, scope):
        if isinstance(node, ast.expr | ast.keyword | ast.operator | ast.cmpop):
            for new in changed_node(node, scope):
                yield around(function, path), with_node(function, path, new)
        for name, block in blocks(node):
            for new in changed_block(block):
                place = (*path, (name, None))
                yield place, with_node(function, place, new)


def nodes(node, scope, path=()):
    """Yield (path, node) in reading order, without guarded calls and refusals."""
    guarded = isinstance(node, ast.Call) and called_name(node) in scope.guarded
    if guarded or isinstance(node, ast.Raise):
        return
    yield path, node
    for name, value in ast.iter_fields(node):
        if name in ("decorator_list", "args") and isinstance(node, ast.FunctionDef):
            continue
        if isinstance(value, ast.AST):
            yield from nodes(value, scope, (*path, (name, None)))
        elif isinstance(value, list):
            for index, one in enumerate(value):
                if isinstance(one, ast.AST):
                    yield from nodes(one, scope, (*path, (name, index)))


def called_name(call):
    """Give the last name of what is called."""
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def at(tree, path):
    """Follow a path."""
    for name, index in path:
        tree = getattr(tree, name)
        tree = tree if index is None else tree[index]
    return tree


def with_node(tree, path, new):
    """Give a tree with another node at a place; None takes the node out of a list.

    Only the nodes on the path are copied: a tree is changed thousands of times.
    """
    if not path:
        return new
    (name, index), *further = path
    changed, there = copy.copy(tree), getattr(tree, name)
    if index is None:
        there = with_node(there, further, new)
    else:
        one = with_node(there[index], further, new)
        there = [*there[:index], *([] if one is None else [one]), *there[index + 1 :]]
    setattr(changed, name, there)
    return changed


def around(function, path):
    """Give the path of the smallest code around a node that can be read alone."""
    path = path[:-1]
    plain = (ast.BinOp, ast.Compare, ast.Call, ast.Subscript, ast.IfExp, ast.Dict)
    while not isinstance(at(function, path), (*plain, ast.stmt)):
        path = path[:-1]
    return path


def excerpts(before, after):
    """Write what differs, of a block only the lines that do."""
    if not isinstance(before, list):
        return [source_of(one).splitlines()[0] for one in (before, after)]
    old, new = (
        source_of(ast.Module(block, [])).splitlines() for block in (before, after)
    )
    start = common(old, new)
    end = common(old[start:][::-1], new[start:][::-1])
    parts = (lines[start : len(lines) - end] for lines in (old, new))
    return ["; ".join(line.strip() for line in part) or "nothing" for part in parts]


def common(one, other):
    """Count the lines with which two blocks begin alike."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))


# ---- what: expressions


def changed_node(node, scope):
    """Yield what may stand in the place of an expression; None for nothing."""
    match node:
        case ast.BinOp():
            yield from changed_operation(node)
        case ast.UnaryOp(operand=operand):
            yield operand
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            for other in COMPARISONS.get(type(op), ()):
                yield ast.Compare(left, [other()], [right])
        case ast.Constant(value=value):
            yield from (ast.Constant(v) for v in other_values(value, scope))
        case ast.Name(id=name, ctx=ast.Load()):
            yield from changed_name(name, scope)
        case ast.Attribute(value=value, attr=attr):
            yield from changed_attribute(value, attr)
        case ast.Call():
            yield from changed_call(node)
        case ast.keyword(arg="axis", value=value):
            yield ast.keyword("axis", ast.Constant(None))
            yield None
        case ast.keyword(arg=str()):
            yield None
        case ast.Subscript(value=value, slice=index):
            yield from changed_index(value, index)
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield from (ast.IfExp(test, orelse, body), body, orelse)
        case ast.Tuple(elts=members) | ast.List(elts=members):
            rest = {"ctx": node.ctx}
            yield from (type(node)(m, **rest) for m in rearranged(members))
        case ast.Dict(keys=keys, values=values):
            yield from (ast.Dict(keys, v) for v in exchanged(values))
            yield from (
                ast.Dict(k, v)
                for k, v in zip(shorter(keys), shorter(values), strict=True)
            )
        case ast.BoolOp(values=values):
            yield from values


def changed_operation(node):
    """Change an operator, exchange its sides, leave one out, or turn one."""
    left, op, right = node.left, node.op, node.right
    for other in OPERATORS.get(type(op), ()):
        yield ast.BinOp(left, other(), right)
    if not isinstance(op, COMMUTES):
        yield ast.BinOp(right, op, left)
    yield from (left, right)
    if may_be_turned(left, op):
        yield ast.BinOp(turned(left), op, right)
    if may_be_turned(right, op):
        yield ast.BinOp(left, op, turned(right))
    yield ast.UnaryOp(ast.USub(), node)


def may_be_turned(node, op):
    """Tell whether a transpose could matter: in a product, or of a table."""
    named = isinstance(node, ast.Name) and kind(node.id) == ARRAY
    return isinstance(op, ast.MatMult) or (named and not isinstance(op, ast.Pow))


def turned(node):
    """Transpose, or take a transpose back."""
    if isinstance(node, ast.Attribute) and node.attr == "T":
        return node.value
    return ast.Attribute(node, "T", ast.Load())


def other_values(value, scope):
    """Give other constants of the same kind."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, str):
        for known in (ACTIVATIONS, METHODS, scope.texts):
            if value in known:
                return [other for other in known if other != value]
    if isinstance(value, int):
        near = [0, 1, 2, -value, value + 1, value - 1]
    elif isinstance(value, float):
        tiny_or_huge = not 1e-3 <= abs(value) <= 100
        near = [0.0, 0.1, -value] if tiny_or_huge else [0.0, 1.0, 2.0, -value]
    else:
        near = []
    return [other for other in dict.fromkeys(near) if other != value]


def changed_name(name, scope):
    """Put every name of the same kind in the place of a name."""
    if name in scope.names:
        for other in scope.names:
            if other != name and other != "_" and kind(other) == kind(name):
                yield ast.Name(other, ast.Load())
    for sibling in SIBLINGS.get(name, ()):
        yield ast.Name(sibling, ast.Load())


def kind(name):
    """Tell arrays, which are written large, from numbers and columns."""
    return ARRAY if name.lstrip("d_")[:1].isupper() else "small"


def changed_attribute(value, attr):
    """Leave out a transpose; call a sibling of a function."""
    if attr == "T":
        yield value
    for sibling in SIBLINGS.get(attr, ()):
        yield ast.Attribute(value, sibling, ast.Load())


def changed_call(node):
    """Exchange arguments, leave one out, or leave out the call."""
    func, args, keywords = node.func, node.args, node.keywords
    if called_name(node) in WRAPPING:
        return
    for other in exchanged(args) if called_name(node) not in ORDERLESS else ():
        yield ast.Call(func, other, keywords)
    for fewer in shorter(args):
        yield ast.Call(func, fewer, keywords)
    if args and not isinstance(args[0], ast.Starred):
        yield args[0]
    if isinstance(func, ast.Attribute):
        yield func.value
    if getattr(func, "id", "") == "range":
        last, one = args[-1], ast.Constant(1)
        yield ast.Call(func, [*args[:-1], ast.BinOp(last, ast.Sub(), one)], keywords)
        yield ast.Call(func, [*args[:-1], ast.BinOp(last, ast.Add(), one)], keywords)


def changed_index(value, index):
    """Leave out an index, or a bound of a slice."""
    yield value
    places = index.elts if isinstance(index, ast.Tuple) else [index]
    for at_axis, place in enumerate(places):
        if not isinstance(place, ast.Slice):
            continue
        for bound in ("lower", "upper", "step"):
            if getattr(place, bound) is not None:
                freed = copy.copy(place)
                setattr(freed, bound, None)
                new = [*places[:at_axis], freed, *places[at_axis + 1 :]]
                whole = ast.Tuple(new, ast.Load()) if len(new) > 1 else freed
                yield ast.Subscript(value, whole, ast.Load())


def rearranged(members):
    """Exchange neighbours, or leave one out."""
    yield from exchanged(members)
    if len(members) > 1:
        yield from shorter(members)


def exchanged(members):
    """Exchange each two neighbours."""
    for index in range(len(members) - 1):
        new = list(members)
        new[index], new[index + 1] = new[index + 1], new[index]
        yield new


def shorter(members):
    """Leave out each member in turn."""
    for index in range(len(members)):
        yield [*members[:index], *members[index + 1 :]]


# ---- what: lines


def blocks(node):
    """Yield (name, lines) of every block of a statement."""
    for name in ("body", "orelse", "cases"):
        block = getattr(node, name, None)
        if isinstance(block, list) and block:
            yield name, block


def changed_block(block):
    """Yield the block with a line left out, moved or changed."""
    for index, line in enumerate(block):
        rest = [*block[:index], *block[index + 1 :]]
        yield rest or [ast.Pass()]
        for new in changed_line(line):
            yield [*block[:index], new, *block[index + 1 :]]
        if index and isinstance(line, ast.For):
            # What was set before the loop is set again in each round.
            inside = copy.deepcopy(line)
            inside.body = [block[index - 1], *inside.body]
            yield [*block[:index], inside, *block[index + 1 :]]
    for index, (first, second) in enumerate(itertools.pairwise(block)):
        if depend(first, second):
            yield [*block[:index], second, first, *block[index + 2 :]]


def depend(first, second):
    """Tell whether two lines in the other order may do something else."""
    if isinstance(first, ast.match_case) or isinstance(second, ast.Return):
        return False
    names = [
        {n.id: isinstance(n.ctx, ast.Store) for n in ast.walk(one) if hasattr(n, "id")}
        for one in (first, second)
    ]
    shared = names[0].keys() & names[1].keys()
    written = [{n for n, stored in one.items() if stored} for one in names]
    appended = {"append", "extend"} & {getattr(n, "attr", "") for n in ast.walk(second)}
    return bool(shared & (written[0] | written[1])) or bool(appended and shared)


def changed_line(line):
    """Change a line as a whole."""
    match line:
        case ast.AugAssign(target=target, op=ast.Add(), value=value):
            yield ast.Assign([target], value)
            yield ast.AugAssign(target, ast.Sub(), value)
        case ast.For():
            # One round only, and the end of the function in its first round.
            once = copy.deepcopy(line)
            once.body.append(ast.Break())
            yield once
        case ast.If():
            for new in (ast.Constant(True), ast.Constant(False)):
                changed = copy.copy(line)
                changed.test = new
                yield changed
