"""A teacher's own pictures go through the finale of notebook 04, cell by cell.

Only the name of the file is put in; whatever else is run is the text of the notebook.
"""

import numpy as np
import pytest

from tests.texts import TEXTS

TEXT = TEXTS["04"]
NO_FILE = "PICTURES = None"
KINDS = ("tram", "bus")
SIZE, SEEN, UNSEEN = 8, 12, 10


def finale():
    """Give the cells from the name of the file to the last that uses the pictures."""
    cells = [cell for cell in TEXT.student_cells if cell.is_code]
    first = next(i for i, cell in enumerate(cells) if NO_FILE in cell.text)
    last = max(i for i, cell in enumerate(cells) if "unseen" in cell.text)
    return [cell.text for cell in cells[first : last + 1]]


def before():
    """Give what the finale needs: the first cell, what is given, every solution."""
    first = next(cell.text for cell in TEXT.student_cells if cell.is_code)
    needed = [*TEXT.named("readonly"), *TEXT.named("solution")]
    return [first, *(cell.text for cell in needed)]


@pytest.fixture
def picture_file(tmp_path):
    """Write random pictures in the layout of the classical cat set."""
    h5py = pytest.importorskip("h5py")
    rng, path = np.random.default_rng(0), tmp_path / "own.h5"
    with h5py.File(path, "w") as file:
        for part, m in (("train", SEEN), ("test", UNSEEN)):
            images = rng.integers(0, 256, (m, SIZE, SIZE, 3), dtype=np.uint8)
            file[f"{part}_set_x"] = images
            file[f"{part}_set_y"] = np.arange(m) % 2
        file["list_classes"] = np.array([kind.encode() for kind in KINDS])
    return path


@pytest.fixture
def ran(picture_file, capsys):
    """Run the finale on the file; give its names and what it printed."""
    names = {}
    for text in before():
        exec(text, names)
    for text in finale():
        exec(text.replace(NO_FILE, f"PICTURES = {str(picture_file)!r}"), names)
    return names, capsys.readouterr().out


def test_finale_names_the_file_in_one_place():
    assert [text.count(NO_FILE) for text in finale()].count(1) == 1


def test_own_pictures_train_through_the_same_cells(ran):
    names, said = ran
    n_x = 3 * SIZE * SIZE
    assert names["kinds"] == KINDS
    assert names["X_seen"].shape == (n_x, SEEN)
    assert names["X_unseen"].shape == (n_x, UNSEEN)
    assert "stopped" not in said
    assert "Waiting" not in said
    for name, hidden in names["designs"].items():
        sizes = [n_x, *hidden, 1]
        W = [names["trained"][name][f"W{k}"].shape for k in range(1, len(sizes))]
        assert W == list(zip(sizes[1:], sizes[:-1], strict=True))
        assert names["runs"][name][-1] < names["runs"][name][0]


def test_shares_are_counted_on_the_pictures_of_the_file(ran):
    names, said = ran
    assert said.count("learned ") == 2 * len(names["designs"])
    assert "majority guess on the new pictures: 50.0%" in said
    votes = {f"for {kind}" for kind in KINDS}
    assert set(names["votes"]) <= votes
