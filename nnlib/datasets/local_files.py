"""Sets of pictures that are not part of the course, read from files of one's own.

Two layouts are wide-spread: an h5 file of colour pictures in two classes, and an npz
file of digits. What such a file holds is checked before anything is learned from it.
"""

from pathlib import Path

import numpy as np

from nnlib.datasets.arguments import came
from nnlib.datasets.data_files import (
    DataFileError,
    read_npz,
    reading,
    refuse_incomplete,
    refuse_unreadable,
)

IMAGE_NAMES = (
    *("train_set_x", "train_set_y", "test_set_x", "test_set_y"),
    "list_classes",
)
DIGIT_NAMES = ("x_train", "y_train", "x_test", "y_test")


def load_image_set(path):
    """Read pictures in two classes, such as cats and others, from an h5 file.

    The file must hold ``train_set_x`` and ``test_set_x`` (m, height, width, 3), uint8;
    ``train_set_y`` and ``test_set_y``, 0 or 1; and ``list_classes``, two names.
    Reading it needs the package h5py.

    Parameters
    ----------
    path : str or Path
        The file.

    Returns
    -------
    train : (ndarray, ndarray)
        Pictures (m, height, width, 3), uint8, and labels (1, m), float64.
    test : (ndarray, ndarray)
        The same for the test set; m may differ.
    classes : tuple of str
        What label 0 stands for, and what label 1.

    Raises
    ------
    TypeError
        If `path` is not a path.
    DataFileError
        If the file is missing, damaged, or holds something else.
    ImportError
        If h5py is not installed.

    Examples
    --------
    >>> load_image_set("absent.h5")
    Traceback (most recent call last):
    nnlib.datasets.data_files.DataFileError: the data file absent.h5 is missing.
    """
    path = _path(path)
    arrays = _read_h5(path)
    classes = _class_names(path, arrays["list_classes"])
    train = _image_pair(path, arrays, "train_set_x", "train_set_y")
    test = _image_pair(path, arrays, "test_set_x", "test_set_y")
    if train[0].shape[1:] != test[0].shape[1:]:
        raise DataFileError(
            f"in {path}, pictures of train_set_x have shape {train[0].shape[1:]}, "
            f"those of test_set_x {test[0].shape[1:]}: expected the same."
        )
    return train, test, classes


def load_digit_set(path):
    """Read digits, such as MNIST or USPS, from an npz file.

    The file must hold ``x_train`` and ``x_test`` (m, height, width) or (m, n_x), and
    ``y_train`` and ``y_test``, whole numbers from 0 to 9.

    Parameters
    ----------
    path : str or Path
        The file.

    Returns
    -------
    train : (ndarray, ndarray)
        X (n_x, m), of the type and range that is in the file (for MNIST: uint8, 0 to
        255), because so many pictures as float64 would fill the memory of a small
        computer; and labels (m,), int64.
    test : (ndarray, ndarray)
        The same for the test set; m may differ.

    Raises
    ------
    TypeError
        If `path` is not a path.
    DataFileError
        If the file is missing, damaged, or holds something else.

    Examples
    --------
    >>> load_digit_set("absent.npz")
    Traceback (most recent call last):
    nnlib.datasets.data_files.DataFileError: the data file absent.npz is missing.
    """
    path = _path(path)
    arrays = read_npz(path, DIGIT_NAMES)
    train = _digit_pair(path, arrays, "x_train", "y_train")
    test = _digit_pair(path, arrays, "x_test", "y_test")
    if len(train[0]) != len(test[0]):
        raise DataFileError(
            f"in {path}, x_train has {len(train[0])} pixels in a picture, x_test "
            f"{len(test[0])}: expected the same."
        )
    return train, test


def _path(path):
    """Take a path, given as one or as text."""
    if not isinstance(path, (str, Path)):
        raise TypeError(f"path is {came(path)}, expected the name of a file")
    return Path(path)


def _read_h5(path):
    """Read the arrays of an image set."""
    refuse_unreadable(path)
    try:
        import h5py
    except ImportError:
        raise ImportError(
            f"reading {path} needs h5py, which is not installed: pip install h5py"
        ) from None
    with reading(path, "h5"), h5py.File(path, "r") as file:
        refuse_incomplete(path, tuple(file), IMAGE_NAMES)
        return {name: np.asarray(file[name]) for name in IMAGE_NAMES}


def _class_names(path, names):
    """Give the names of two classes as text."""
    if names.shape != (2,) or names.dtype.kind not in "SUO":
        raise _unlike(path, "list_classes", names, "the names of two classes")
    return tuple(
        name.decode("utf-8", "replace") if isinstance(name, bytes) else str(name)
        for name in names
    )


def _image_pair(path, arrays, x, y):
    """Give pictures and their labels, as a row."""
    images = arrays[x]
    if images.ndim != 4 or images.shape[3] != 3 or images.dtype != np.uint8:
        raise _unlike(path, x, images, "(m, height, width, 3), uint8")
    if images.size == 0:
        raise _unlike(path, x, images, "at least one picture")
    labels = _labels(path, y, arrays[y], len(images), highest=1)
    return images, labels[np.newaxis].astype(np.float64)


def _digit_pair(path, arrays, x, y):
    """Give pictures as columns and their labels."""
    images = arrays[x]
    if images.ndim not in (2, 3) or images.dtype.kind not in "uif":
        raise _unlike(path, x, images, "(m, height, width) or (m, n_x), numbers")
    if images.size == 0:
        raise _unlike(path, x, images, "at least one picture")
    if not np.all(np.isfinite(images)):
        raise DataFileError(f"in {path}, {x} holds nan or infinite numbers.")
    labels = _labels(path, y, arrays[y], len(images), highest=9)
    return np.ascontiguousarray(images.reshape(len(images), -1).T), labels


def _labels(path, name, labels, m, highest):
    """Give whole-number labels as (m,), int64."""
    if labels.dtype.kind not in "buif" or labels.shape not in ((m,), (1, m), (m, 1)):
        raise _unlike(path, name, labels, f"({m},), one number for each picture")
    labels = labels.reshape(-1)
    right = np.isin(labels, np.arange(highest + 1))
    if not np.all(right):
        raise DataFileError(
            f"in {path}, {name} holds {labels[~right][0]}, expected whole numbers from "
            f"0 to {highest}."
        )
    return labels.astype(np.int64)


def _unlike(path, name, array, expected):
    """Give the error for an array that is not as it should be."""
    return DataFileError(
        f"in {path}, {name} has shape {array.shape} and type {array.dtype}, expected "
        f"{expected}."
    )
