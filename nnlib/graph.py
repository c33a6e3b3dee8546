"""A computation graph: values from left to right, derivatives from right to left.

The graph of the course is J = 3 (a + bc), in steps: u = bc, v = a + u, J = 3v. Back
through it the chain rule needs the slope of each node towards its own inputs, the local
slopes, and no formula.
"""

from nnlib.built_in import built_in
from nnlib.single import real


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
    {'u': 6, 'v': 11, 'J': 33}
    """
    real(a=a, b=b, c=c)
    u = b * c
    v = a + u
    J = 3 * v
    return {"u": u, "v": v, "J": J}


@built_in("00")
def graph_backward(local) -> dict[str, float]:
    """Compute the derivatives of J from the local slopes, from right to left.

    Parameters
    ----------
    local : dict of str to dict of str to float
        ``local["u"]["b"]`` is the slope of u towards b; so for J towards v, for v
        towards a and u, for u towards b and c.

    Returns
    -------
    dict of str to float
        Derivatives of J: ``"dv"``, ``"du"``, ``"da"``, ``"db"`` and ``"dc"``.

    Raises
    ------
    TypeError
        If a slope is no number.
    ValueError
        If one is nan or infinite.

    Notes
    -----
    Lecture idea: in code, ``dvar`` is the derivative of the final output with respect
    to ``var``.

    Examples
    --------
    For J = 3 (a + bc) with b = 3 and c = 2:

    >>> graph_backward({"J": {"v": 3}, "v": {"a": 1, "u": 1}, "u": {"b": 2, "c": 3}})
    {'dv': 3, 'du': 3, 'da': 3, 'db': 6, 'dc': 9}
    """
    real(
        **{
            f'local["{node}"]["{name}"]': slope
            for node, slopes in local.items()
            for name, slope in slopes.items()
        }
    )
    dv = local["J"]["v"]
    du = dv * local["v"]["u"]
    da = dv * local["v"]["a"]
    db = du * local["u"]["b"]
    dc = du * local["u"]["c"]
    return {"dv": dv, "du": du, "da": da, "db": db, "dc": dc}
