"""Where the nodes of a computation graph stand, in columns and rows.

A node stands one column before the first node that uses it. The first computed input
keeps the row of its user, so that a chain of computations is a straight line.
"""

from collections.abc import Mapping, Sequence

Edges = Mapping[str, Sequence[str]]


def layout(edges: Edges) -> dict[str, tuple[int, float]]:
    """Place each node: its column from the left, its row counted upwards.

    Parameters
    ----------
    edges : mapping of str to sequence of str
        From each computed node to the nodes that it is computed from.

    Returns
    -------
    dict of str to (int, float)
        Column and row of each node; the last node comes first and stands in row 0.

    Raises
    ------
    ValueError
        If a node is computed from itself, or several nodes are last.

    Examples
    --------
    >>> layout({"u": ("b", "c"), "v": ("a", "u")})
    {'v': (2, 0.0), 'a': (1, 1.0), 'u': (1, 0.0), 'b': (0, 0.5), 'c': (0, -0.5)}
    """
    last = last_node(edges)
    depth = depths(edges, last)
    rows, waiting = {last: 0.0}, [last]
    while waiting:
        node = waiting.pop(0)
        new = [source for source in edges.get(node, ()) if source not in rows]
        rows |= beside(new, edges, rows[node])
        waiting += new
    deepest = max(depth.values())
    return {node: (deepest - depth[node], y) for node, y in rows.items()}


def last_node(edges: Edges) -> str:
    """Find the node that nobody uses.

    Parameters
    ----------
    edges : mapping of str to sequence of str
        From each computed node to the nodes that it is computed from.

    Returns
    -------
    str
        Its name.

    Raises
    ------
    ValueError
        If there is none, or more than one.

    Examples
    --------
    >>> last_node({"u": ("b", "c"), "v": ("a", "u")})
    'v'
    """
    used = {source for inputs in edges.values() for source in inputs}
    ends = [node for node in edges if node not in used]
    if len(ends) != 1:
        raise ValueError(
            f"edges has {len(ends)} nodes that nobody uses, expected one: {ends}"
        )
    return ends[0]


def depths(edges: Edges, last: str) -> dict[str, int]:
    """Count the steps from each node to the last one, the longest way.

    Parameters
    ----------
    edges : mapping of str to sequence of str
        From each computed node to the nodes that it is computed from.
    last : str
        The last node.

    Returns
    -------
    dict of str to int
        Steps of each node.

    Raises
    ------
    ValueError
        If a node is computed from itself.
    """
    found: dict[str, int] = {}
    waiting = [(last, 0)]
    nodes = {*edges, *(source for inputs in edges.values() for source in inputs)}
    while waiting:
        node, depth = waiting.pop()
        if depth >= len(nodes):
            raise ValueError(f"edges computes {node} from itself, expected no circle")
        if depth > found.get(node, -1):
            found[node] = depth
            waiting += [(source, depth + 1) for source in edges.get(node, ())]
    return found


def beside(new: Sequence[str], edges: Edges, row: float) -> dict[str, float]:
    """Stack the inputs of a node; the first computed one keeps its row.

    Parameters
    ----------
    new : sequence of str
        Inputs that have no row yet, from above to below.
    edges : mapping of str to sequence of str
        From each computed node to the nodes that it is computed from.
    row : float
        Row of the node.

    Returns
    -------
    dict of str to float
        Row of each input.
    """
    computed = [k for k, source in enumerate(new) if source in edges]
    middle = computed[0] if computed else (len(new) - 1) / 2
    return {source: row + middle - k for k, source in enumerate(new)}
