"""How many of each there are, read from the array `X` that a slip names.

Given to a slip, as in ``scaled(m, "dw")``: it multiplies by the number of examples.
"""


def m(X):
    """Count the examples: the columns of `X`."""
    return X.shape[1]


def n_x(X):
    """Count the features: the rows of `X`."""
    return X.shape[0]
