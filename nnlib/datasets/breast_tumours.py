"""The breast tumours of Wisconsin: real measurements, and what they turned out to be.

Thirty features describe the cell nuclei of a tumour under the microscope. A line in the
plane of two of them is right for nine tumours of ten.
"""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

import numpy as np

from nnlib.datasets.data_files import read_own

SHAPES = {"X": (30, 569), "Y": (1, 569), "names": (30,)}


def tumours(features: Sequence[str] = ("mean radius", "mean texture")):
    """Give the breast tumours of Wisconsin: what was measured, and the diagnosis.

    Parameters
    ----------
    features : sequence of str
        Names of the features to give, in this order; `tumour_features` lists all.

    Returns
    -------
    X : ndarray, shape (n_x, 569), float64
        One tumour per column, one feature per row; values as published, not scaled.
    Y : ndarray, shape (1, 569), float64
        1 for malignant (212 of them), 0 for benign.

    Raises
    ------
    ValueError
        If a feature is unknown or none is asked for.
    DataFileError
        If the data file is missing or damaged.

    Notes
    -----
    Breast Cancer Wisconsin (Diagnostic), UCI Machine Learning Repository, CC BY 4.0;
    see ``nnlib/data/NOTICE.md``.

    Examples
    --------
    >>> X, Y = tumours()
    >>> X.shape, Y.shape, int(Y.sum())
    ((2, 569), (1, 569), 212)
    >>> tumours(["mean radus"])
    Traceback (most recent call last):
    ValueError: there is no feature 'mean radus'; did you mean 'mean radius'?
    tumour_features() lists all 30.
    """
    arrays = read_own("tumours.npz", SHAPES)
    rows = rows_of(features, [str(name) for name in arrays["names"]])
    return arrays["X"][rows], arrays["Y"].astype(np.float64)


def tumour_features() -> tuple[str, ...]:
    """Give the names of all features of the tumours.

    Returns
    -------
    tuple of str
        Thirty names.

    Raises
    ------
    DataFileError
        If the data file is missing or damaged.

    Examples
    --------
    >>> tumour_features()[:3]
    ('mean radius', 'mean texture', 'mean perimeter')
    """
    arrays = read_own("tumours.npz", SHAPES)
    return tuple(str(name) for name in arrays["names"])


def rows_of(features, names):
    """Find the rows of the features that are asked for.

    Parameters
    ----------
    features : sequence of str
        Names to look up.
    names : list of str
        All names, in the order of the rows.

    Returns
    -------
    list of int
        Index of each feature.

    Raises
    ------
    ValueError
        If `features` is a single text, is empty or holds an unknown name.
    """
    listed = isinstance(features, Iterable) and not isinstance(features, str)
    asked = list(features) if listed else []
    if not asked:
        raise ValueError(
            f"features is {features!r}, expected a list of names such as [{names[0]!r}]"
        )
    for feature in asked:
        if feature not in names:
            raise ValueError(unknown_feature(feature, names))
    return [names.index(feature) for feature in asked]


def unknown_feature(feature, names):
    """Say that there is no such feature, and which ones are spelled alike.

    Parameters
    ----------
    feature : object
        What was asked for.
    names : list of str
        All names.

    Returns
    -------
    str
        The message.
    """
    close = get_close_matches(str(feature), names, n=3, cutoff=0.65)
    meant = f"; did you mean {' or '.join(map(repr, close))}?" if close else "."
    return (
        f"there is no feature {feature!r}{meant}\n"
        f"tumour_features() lists all {len(names)}."
    )
