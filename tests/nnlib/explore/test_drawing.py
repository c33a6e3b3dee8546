"""The line of one half over a surface, as the browser draws it."""

import numpy as np
import pytest

ROWS, COLUMNS = 21, 31
COLUMN, ROW = np.meshgrid(np.arange(COLUMNS), np.arange(ROWS))


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def lines_of(in_node, z):
    """Give the lines where a surface is 0.5, each as an array (k, 2) of [c, r]."""
    P = sigmoid(np.asarray(z, dtype=float))
    (found,) = in_node("halfway", (P.ravel(), *P.shape))
    return [np.array(line) for line in found]


def test_plane_has_one_line_from_side_to_side(in_node):
    (line,) = lines_of(in_node, COLUMN - 0.5 * ROW - 7.25)
    np.testing.assert_allclose(line[:, 0] - 0.5 * line[:, 1], 7.25, atol=0.01)
    assert sorted(line[[0, -1], 1]) == [0, ROWS - 1]


def test_hill_has_one_closed_line(in_node):
    (line,) = lines_of(in_node, np.hypot(COLUMN - 15, ROW - 10) - 6.3)
    np.testing.assert_array_equal(line[0], line[-1])
    away = np.hypot(line[:, 0] - 15, line[:, 1] - 10)
    np.testing.assert_allclose(away, 6.3, atol=0.05)


def test_saddle_has_two_lines(in_node):
    lines = lines_of(in_node, (COLUMN - 15.2) * (ROW - 9.7) - 0.4)
    assert len(lines) == 2


def test_neighbours_on_a_line_lie_in_one_cell(in_node):
    for line in lines_of(in_node, np.sin(COLUMN / 3) + np.cos(ROW / 2)):
        assert np.abs(np.diff(line, axis=0)).max() <= 1


@pytest.mark.parametrize("height", [-3.0, 3.0])
def test_level_surface_has_no_line(in_node, height):
    assert lines_of(in_node, np.full((ROWS, COLUMNS), height)) == []
