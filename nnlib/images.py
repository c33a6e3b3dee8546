"""From a picture to a column of numbers.

A colour picture is three tables of intensities: red, green, blue. A neuron wants one
column, so the tables are read row by row and stacked: all of red, all of green, all of
blue. Intensities from 0 to 255 become numbers from 0 to 1.
"""

from nnlib.built_in import built_in
from nnlib.shapes import shapes


@built_in("00")
def image_to_vector(image):
    """Turn one picture into a column of features.

    Parameters
    ----------
    image : ndarray, shape (h, w, 3), whole numbers from 0 to 255
        Intensities of red, green and blue, as in a picture file; not changed.

    Returns
    -------
    ndarray, shape (3hw, 1), float64
        All of red, then all of green, then all of blue, each row by row, in [0, 1].

    Raises
    ------
    ShapeError
        If `image` does not have three colours.
    TypeError
        If `image` does not hold whole numbers.
    ValueError
        If a number is below 0 or above 255.

    Notes
    -----
    Lecture idea: a picture of 64 x 64 points has n_x = 3 * 64 * 64 = 12288 features.

    Examples
    --------
    >>> import numpy as np
    >>> image = np.array([[[255, 0, 51], [0, 102, 51]]], dtype=np.uint8)  # 1 x 2 points
    >>> image_to_vector(image).ravel()
    array([1. , 0. , 0. , 0.4, 0.2, 0.2])
    """
    shapes("image (h, w, 3)", image)
    _require_intensities("image", image)
    return image.transpose(2, 0, 1).reshape(-1, 1) / 255  # (3hw, 1)


@built_in("02")
def flatten_images(images):
    """Turn pictures into the columns of a data set.

    Parameters
    ----------
    images : ndarray, shape (m, h, w, 3), whole numbers from 0 to 255
        One picture after the other; not changed.

    Returns
    -------
    ndarray, shape (3hw, m), float64
        Column i is the vector of picture i: all of red, all of green, all of blue, in
        [0, 1].

    Raises
    ------
    ShapeError
        If `images` are not pictures with three colours.
    TypeError
        If `images` does not hold whole numbers.
    ValueError
        If a number is below 0 or above 255.

    Notes
    -----
    Lecture idea: the training set as a matrix X with one example per column. The axis
    of the examples goes last *before* the reshape; ``reshape(-1, m)`` alone gives the
    right shape and mixes the pictures.

    Examples
    --------
    >>> import numpy as np
    >>> images = np.zeros((2, 1, 2, 3), dtype=np.uint8)
    >>> images[0, :, :, 0] = 255  # the first picture is red
    >>> images[1, :, :, 2] = 51  # the second is dark blue
    >>> flatten_images(images)
    array([[1. , 0. ],
           [1. , 0. ],
           [0. , 0. ],
           [0. , 0. ],
           [0. , 0.2],
           [0. , 0.2]])
    """
    m = shapes("images (m, h, w, 3)", images)["m"]
    _require_intensities("images", images)
    rows = images.transpose(0, 3, 1, 2).reshape(m, -1)  # each picture in one piece
    return rows.T / 255  # (3hw, m)


def _require_intensities(name, image):
    """Insist on whole numbers from 0 to 255."""
    if image.dtype.kind not in "iu":
        raise TypeError(
            f"{name} is of type {image.dtype}, expected whole numbers from 0 to 255.\n"
            f"If it is scaled to [0, 1] already, np.uint8(np.rint(255 * {name})) "
            "goes back."
        )
    low, high = image.min(), image.max()
    if low < 0 or high > 255:
        raise ValueError(
            f"{name} holds numbers from {low} to {high}, expected 0 to 255"
        )
