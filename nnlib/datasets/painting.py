"""Painting simple shapes on many pictures at once.

A shape is known by its signed distance: how far each pixel's centre lies outside its
outline, negative inside. A pixel within half a pixel of the outline is partly covered,
which is why edges look smooth. ``u`` and ``v`` are the coordinates of the pixels, to
the right and down, (k, size, size). Pictures are (k, 3, size, size) here: numpy is slow
where the last axis is as short as three colours.
"""

import numpy as np


def ellipse(u, v, x, y, rx, ry):
    """Give the signed distance to an ellipse; exact for a circle.

    Parameters
    ----------
    u, v : ndarray, shape (k, size, size)
        Coordinates of the pixels.
    x, y : float
        Its centre.
    rx, ry : float
        Its half axes.

    Returns
    -------
    ndarray, shape (k, size, size), float64
        In the unit of the coordinates.

    Examples
    --------
    >>> float(ellipse(np.array(5.0), np.array(0.0), 0, 0, 3, 3))
    2.0
    """
    radius = np.sqrt(((u - x) / rx) ** 2 + ((v - y) / ry) ** 2)
    return (radius - 1) * min(rx, ry)


def triangle(u, v, *corners):
    """Give the signed distance to the nearest of the three lines of a triangle.

    Parameters
    ----------
    u, v : ndarray, shape (k, size, size)
        Coordinates of the pixels.
    *corners : (float, float)
        Three points, in either sense of rotation.

    Returns
    -------
    ndarray, shape (k, size, size), float64
        In the unit of the coordinates; outside, beyond a corner, it is too small.

    Examples
    --------
    >>> float(triangle(np.array(1.0), np.array(-2.0), (0, 0), (4, 0), (0, 4)))
    2.0
    """
    (ax, ay), (bx, by), (cx, cy) = corners
    # outward normals change sign with the sense of rotation
    sense = np.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax))
    ends = (*corners[1:], corners[0])
    sides = [
        (dy * (u - x) - dx * (v - y)) * (sense / np.hypot(dx, dy))
        for (x, y), (dx, dy) in zip(corners, _differences(ends, corners), strict=True)
    ]
    return np.maximum(np.maximum(sides[0], sides[1]), sides[2])


def box(u, v, x, y, w, h):
    """Give the signed distance to the nearest of the four lines of a box.

    Parameters
    ----------
    u, v : ndarray, shape (k, size, size)
        Coordinates of the pixels.
    x, y : float
        Its centre.
    w, h : float
        Half of its width and of its height.

    Returns
    -------
    ndarray, shape (k, size, size), float64
        In the unit of the coordinates; outside, beyond a corner, it is too small.

    Examples
    --------
    >>> float(box(np.array(6.0), np.array(1.0), 0, 0, 4, 2))
    2.0
    """
    return np.maximum(np.abs(u - x) - w, np.abs(v - y) - h)


def segment(u, v, start, end, half_width):
    """Give the signed distance to a straight stroke with round ends.

    Parameters
    ----------
    u, v : ndarray, shape (k, size, size)
        Coordinates of the pixels.
    start, end : (float, float)
        Where it begins and ends.
    half_width : float
        From its middle line to its edge.

    Returns
    -------
    ndarray, shape (k, size, size), float64
        In the unit of the coordinates.

    Examples
    --------
    >>> float(segment(np.array(8.0), np.array(0.0), (0, 0), (5, 0), 1))
    2.0
    """
    ((dx, dy),) = _differences([end], [start])
    u, v = u - start[0], v - start[1]
    along = np.clip((u * dx + v * dy) / (dx * dx + dy * dy), 0, 1)
    u, v = u - along * dx, v - along * dy
    return np.sqrt(u * u + v * v) - half_width


def cover(pictures, distance, colour, opacity=1.0):
    """Blend a colour over the pixels that a shape covers, in place.

    Parameters
    ----------
    pictures : ndarray, shape (k, 3, size, size), float64
        Changed.
    distance : ndarray, shape (k, size, size)
        Signed distance to the outline, in pixels.
    colour : ndarray or float, broadcasts with (k, 3, 1, 1)
        What the shape is painted with.
    opacity : float
        1 hides what lies below, 0 leaves it.
    """
    covered = np.clip(0.5 - distance, 0, 1)[:, np.newaxis] * opacity
    pictures += covered * (colour - pictures)


def _differences(ends, starts):
    """Give the differences of points, pair by pair."""
    pairs = zip(starts, ends, strict=True)
    return [(end[0] - start[0], end[1] - start[1]) for start, end in pairs]
