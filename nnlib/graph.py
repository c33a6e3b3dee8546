"""A computation graph: values from left to right, derivatives from right to left.

A graph lists its nodes in the order in which they are computed. A line such as
``"u": ("*", "b", "c")`` says u = b * c; an input is a node before it, a leaf or a
number. An operation is one of ``+ - * / log exp``, or a function that gives two things:
the value, and its slope towards each input. A node need not know more; the chain rule
does the rest.
"""

import math

from nnlib.built_in import built_in
from nnlib.values import real


@built_in("00")
def forward(graph, leaves) -> dict[str, float]:
    """Compute all values of a graph, from the leaves to the last node.

    Parameters
    ----------
    graph : dict of str to tuple
        From each node to its operation and inputs, in the order of computation.
    leaves : dict of str to float
        Values of the leaves.

    Returns
    -------
    dict of str to float
        Values of the leaves and of all nodes.

    Raises
    ------
    TypeError
        If a leaf is no number.
    ValueError
        If a node is named like a leaf, an input or an operation is unknown, or a value
        does not exist, such as the log of 0.

    Examples
    --------
    >>> forward({"s": ("+", "x", 1), "J": ("*", "s", "s")}, {"x": 2})
    {'x': 2.0, 's': 3.0, 'J': 9.0}
    """
    real(**leaves)
    values = {name: float(leaf) for name, leaf in leaves.items()}
    for node, (operation, *inputs) in graph.items():
        if node in values:
            raise ValueError(f"{node} is a leaf and a node, expected one of the two")
        values[node], _ = _apply(operation, _look_up(values, node, inputs), node)
    return values


@built_in("00")
def backward(graph, values) -> dict[str, float]:
    """Compute the derivative of the last node with respect to everything before it.

    One starts at the end, where dJ/dJ = 1, and visits every node once. It passes its
    own derivative on to each of its inputs, times its slope towards that input. What is
    used by several nodes adds up what they pass on.

    Parameters
    ----------
    graph : dict of str to tuple
        As in `forward`.
    values : dict of str to float
        What `forward` gave.

    Returns
    -------
    dict of str to float
        ``"d" + name`` for the leaves and all nodes: the derivative of the last node.

    Raises
    ------
    ValueError
        If the graph is empty, or `values` lacks one of its inputs.

    Examples
    --------
    >>> graph = {"s": ("+", "x", 1), "J": ("*", "s", "s")}
    >>> backward(graph, forward(graph, {"x": 2}))
    {'dx': 6.0, 'ds': 6.0, 'dJ': 1.0}
    """
    if not graph:
        raise ValueError("the graph is empty, expected one node at least")
    slopes = {**dict.fromkeys(values, 0.0), list(graph)[-1]: 1.0}
    for node, (operation, *inputs) in reversed(graph.items()):
        _, local = _apply(operation, _look_up(values, node, inputs), node)
        for source, slope in zip(inputs, local, strict=True):
            if source in slopes:  # a constant has no derivative
                slopes[source] += slopes[node] * slope
    return {f"d{name}": slope for name, slope in slopes.items()}


@built_in("00")
def graph_forward(a, b, c) -> dict[str, float]:
    """Compute J = 3 (a + bc) in steps: u = bc, v = a + u, J = 3v.

    Parameters
    ----------
    a, b, c : float
        Values of the leaves.

    Returns
    -------
    dict of str to float
        Values of ``"u"``, ``"v"`` and ``"J"``.

    Raises
    ------
    TypeError
        If an argument is no number.
    ValueError
        If one is nan or infinite.

    Notes
    -----
    Lecture idea: the computation graph with a = 5, b = 3, c = 2.

    Examples
    --------
    >>> graph_forward(5, 3, 2)
    {'u': 6.0, 'v': 11.0, 'J': 33.0}
    """
    values = forward(_toy_graph(), {"a": a, "b": b, "c": c})
    return {name: values[name] for name in ("u", "v", "J")}


@built_in("00")
def graph_backward(a, b, c) -> dict[str, float]:
    """Compute the derivatives of J = 3 (a + bc), from the last node to the leaves.

    Parameters
    ----------
    a, b, c : float
        Values of the leaves.

    Returns
    -------
    dict of str to float
        Derivatives of J: ``"dv"``, ``"du"``, ``"da"``, ``"db"`` and ``"dc"``.

    Raises
    ------
    TypeError
        If an argument is no number.
    ValueError
        If one is nan or infinite.

    Notes
    -----
    Lecture idea: in code, ``dvar`` is the derivative of the final output with respect
    to ``var``.

    Examples
    --------
    >>> graph_backward(5, 3, 2)
    {'dv': 3.0, 'du': 3.0, 'da': 3.0, 'db': 6.0, 'dc': 9.0}
    """
    values = forward(_toy_graph(), {"a": a, "b": b, "c": c})
    slopes = backward(_toy_graph(), values)
    return {name: slopes[name] for name in ("dv", "du", "da", "db", "dc")}


def _toy_graph():
    """Describe J = 3 (a + bc)."""
    return {"u": ("*", "b", "c"), "v": ("+", "a", "u"), "J": ("*", 3, "v")}


def _apply(operation, inputs, node):
    """Give the value of an operation, and its slope towards each input."""
    try:
        return operation(*inputs) if callable(operation) else _rule(operation, *inputs)
    except (ZeroDivisionError, OverflowError, ValueError) as error:
        listed = ", ".join(map(str, inputs))
        message = f"{node} cannot be computed from {listed}: {error}"
        raise ValueError(message) from error


def _rule(operation, *inputs):
    """Give value and slopes of an operation: the rules of differentiation."""
    match operation, *inputs:
        case "+", p, q:
            return p + q, (1.0, 1.0)
        case "-", p, q:
            return p - q, (1.0, -1.0)
        case "*", p, q:
            return p * q, (q, p)
        case "/", p, q:
            return p / q, (1 / q, -p / q / q)
        case "log", p:
            return math.log(p), (1 / p,)
        case "exp", p:
            return math.exp(p), (math.exp(p),)
    raise ValueError("there is no such operation with so many inputs")


def _look_up(values, node, inputs):
    """Give the values of a node's inputs."""
    for name in inputs:
        if isinstance(name, str) and name not in values:
            raise ValueError(
                f"{node} needs {name}, which is no leaf and no node before"
            )
    return [values[name] if isinstance(name, str) else name for name in inputs]
