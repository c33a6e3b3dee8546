"""Where training starts: shapes and first values of the parameters.

Biases start at 0. Weights start at random, because units that start equal stay equal;
how large they should be depends on how many numbers each unit adds up.
"""

import numpy as np

from nnlib.built_in import built_in
from nnlib.single import at_least, generator, whole


@built_in("03")
def initialize_parameters(n_x, n_h, n_y, rng, scale=0.01):
    """Start a network with one hidden layer: small random weights, biases 0.

    Parameters
    ----------
    n_x, n_h, n_y : int
        Numbers of features, hidden units and outputs, 1 or more.
    rng : numpy.random.Generator
        Where the randomness comes from; it moves on.
    scale : float
        Standard deviation of the weights, 0 or more.

    Returns
    -------
    dict
        ``"W1"`` (n_h, n_x), ``"b1"`` (n_h, 1), ``"W2"`` (n_y, n_h), ``"b2"`` (n_y, 1),
        ndarrays of float64.

    Raises
    ------
    TypeError
        If a size is not a whole number, or `rng` is not a Generator.
    ValueError
        If a size is below 1, or `scale` is negative.

    Notes
    -----
    Lecture idea: random weights break the symmetry between the hidden units.

    Examples
    --------
    >>> parameters = initialize_parameters(2, 3, 1, rng=np.random.default_rng(0))
    >>> parameters["W1"].shape, parameters["b2"]
    ((3, 2), array([[0.]]))
    """
    whole(1, n_x=n_x, n_h=n_h, n_y=n_y)
    generator(rng=rng)
    at_least(0, scale=scale)
    return {
        "W1": scale * rng.standard_normal((n_h, n_x)),
        "b1": np.zeros((n_h, 1)),
        "W2": scale * rng.standard_normal((n_y, n_h)),
        "b2": np.zeros((n_y, 1)),
    }


@built_in("04")
def parameter_shapes(layer_dims):
    """Give the shape of every weight matrix and bias of a network.

    Layer l takes in n^[l-1] numbers and gives n^[l]: ``W^[l]`` has a row for each unit
    and a column for each input.

    Parameters
    ----------
    layer_dims : sequence of int
        Number of units per layer, n^[0] to n^[L]; the input comes first.

    Returns
    -------
    dict of str to tuple
        ``"W1"``: (n1, n0), ``"b1"``: (n1, 1), ``"W2"``: (n2, n1), ...

    Raises
    ------
    TypeError
        If a number of units is not whole.
    ValueError
        If it is below 1, or there are fewer than two layers to connect.

    Notes
    -----
    Lecture idea: the table of dimensions.

    Examples
    --------
    >>> parameter_shapes([2, 3, 1])
    {'W1': (3, 2), 'b1': (3, 1), 'W2': (1, 3), 'b2': (1, 1)}
    """
    n = _layers(layer_dims)
    shapes = {}
    for layer in range(1, len(n)):
        shapes[f"W{layer}"] = (n[layer], n[layer - 1])
        shapes[f"b{layer}"] = (n[layer], 1)
    return shapes


@built_in("04")
def count_parameters(layer_dims, bias=True) -> int:
    """Count the numbers that a network can learn.

    Parameters
    ----------
    layer_dims : sequence of int
        Number of units per layer, the input first.
    bias : bool
        Whether the units have biases.

    Returns
    -------
    int
        Entries of all weight matrices, and of all biases.

    Raises
    ------
    TypeError, ValueError
        If `layer_dims` is not as described.

    Notes
    -----
    Lecture idea: for 4-4-1 these are 20 weights, and 25 parameters with the biases.

    Examples
    --------
    >>> count_parameters([3, 4, 5, 2, 1]), count_parameters([4, 4, 1], bias=False)
    (56, 20)
    """
    counted = parameter_shapes(layer_dims).items()
    return sum(rows * n for name, (rows, n) in counted if bias or name[0] == "W")


@built_in("04")
def initialize_parameters_deep(layer_dims, rng, method="he"):
    """Start a network of any depth: random weights of the right size, biases 0.

    A unit adds up n^[l-1] products, so the spread of its sum grows with the root of
    that number. Weights that are smaller by the same root keep the size of the
    activations from layer to layer; relu throws one half away, hence the 2.

    Parameters
    ----------
    layer_dims : sequence of int
        Number of units per layer, the input first.
    rng : numpy.random.Generator
        Where the randomness comes from; it moves on.
    method : str
        Standard deviation of ``W^[l]``: ``"he"`` sqrt(2 / n^[l-1]), ``"xavier"``
        sqrt(1 / n^[l-1]), ``"small"`` 0.01, ``"zeros"`` 0.

    Returns
    -------
    dict
        ``"W1"``, ``"b1"``, ``"W2"``, ... with the shapes of `parameter_shapes`,
        ndarrays of float64.

    Raises
    ------
    TypeError
        If a number of units is not whole, or `rng` is not a Generator.
    ValueError
        If `layer_dims` is not as described, or there is no such method.

    Notes
    -----
    Sources: He and others, "Delving deep into rectifiers" (2015); Glorot and Bengio,
    "Understanding the difficulty of training deep feedforward neural networks" (2010),
    here in the form that looks at the inputs only.

    Examples
    --------
    >>> parameters = initialize_parameters_deep([800, 50, 1], np.random.default_rng(0))
    >>> parameters["W1"].shape, round(float(parameters["W1"].std()), 2)
    ((50, 800), 0.05)
    """
    generator(rng=rng)
    n, parameters = _layers(layer_dims), {}
    for layer in range(1, len(n)):
        spread = _spread(method, n[layer - 1])
        W = spread * rng.standard_normal((n[layer], n[layer - 1]))
        parameters[f"W{layer}"] = W
        parameters[f"b{layer}"] = np.zeros((n[layer], 1))
    return parameters


def _spread(method, n_prev):
    """Give the standard deviation of the weights of a layer with n_prev inputs."""
    match method:
        case "he":
            return np.sqrt(2 / n_prev)
        case "xavier":
            return np.sqrt(1 / n_prev)
        case "small":
            return 0.01
        case "zeros":
            return 0.0
    known = "'he', 'xavier', 'small' or 'zeros'"
    raise ValueError(f"method is {method!r}, expected {known}")


def _layers(layer_dims):
    """Insist on at least two numbers of units, and give them as a list."""
    came = f"layer_dims is {layer_dims!r}"
    try:
        n = list(layer_dims)
    except TypeError:
        raise TypeError(f"{came}, expected a list such as [2, 4, 1]") from None
    whole(1, **{f"layer_dims[{layer}]": units for layer, units in enumerate(n)})
    if len(n) < 2:
        raise ValueError(f"{came}, expected the input and at least one layer")
    return n
