"""Which names the text of a cell binds, and which it takes from others."""

import ast
import builtins
import symtable
from collections.abc import Iterator


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
