"""Files of a teacher: read as they are, or refused with the reason."""

import io
import pickle
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest

from nnlib.datasets import DataFileError, load_digit_set, load_image_set
from tests.cases import every_case

WITHOUT_H5PY = "h5py is an optional extra and is not installed"


def digit_arrays(m=7, m_test=3, shape=(28, 28)):
    """Give the arrays of a small file in the layout of MNIST."""
    rng = np.random.default_rng(0)
    return {
        "x_train": rng.integers(0, 256, (m, *shape), np.uint8),
        "y_train": (np.arange(m) % 10).astype(np.uint8),
        "x_test": rng.integers(0, 256, (m_test, *shape), np.uint8),
        "y_test": np.arange(m_test).astype(np.uint8),
    }


def image_arrays(m=6, m_test=3, size=5):
    """Give the arrays of a small file in the layout of the cat pictures."""
    rng = np.random.default_rng(0)
    return {
        "train_set_x": rng.integers(0, 256, (m, size, size, 3), np.uint8),
        "train_set_y": np.arange(m) % 2,
        "test_set_x": rng.integers(0, 256, (m_test, size, size, 3), np.uint8),
        "test_set_y": np.arange(m_test) % 2,
        "list_classes": np.array([b"non-cat", b"cat"]),
    }


def written_npz(folder, arrays):
    path = folder / "digits.npz"
    np.savez(path, **arrays)
    return path


def written_h5(folder, arrays):
    h5py = pytest.importorskip("h5py", reason=WITHOUT_H5PY)
    path = folder / "cats.h5"
    with h5py.File(path, "w") as file:
        for name, array in arrays.items():
            file[name] = array
    return path


@pytest.mark.parametrize("name", [str, Path], ids=["text", "path"])
@pytest.mark.parametrize("shape", [(28, 28), (16, 16), (256,)], ids=repr)
def test_digits_become_columns_and_labels(tmp_path, name, shape):
    arrays = digit_arrays(shape=shape)
    (X, labels), (X_test, labels_test) = load_digit_set(
        name(written_npz(tmp_path, arrays))
    )
    assert (X.shape, X_test.shape) == ((np.prod(shape), 7), (np.prod(shape), 3))
    np.testing.assert_array_equal(X[:, 4].reshape(shape), arrays["x_train"][4])
    np.testing.assert_array_equal(X_test[:, 2].reshape(shape), arrays["x_test"][2])
    np.testing.assert_array_equal(labels, arrays["y_train"])
    np.testing.assert_array_equal(labels_test, arrays["y_test"])
    assert (X.dtype, labels.dtype) == (np.uint8, np.int64)


@pytest.mark.parametrize(
    "changed",
    [
        {"y_train": np.arange(7.0)},
        {"y_train": np.arange(7)[:, np.newaxis]},
        {"y_train": np.arange(7)[np.newaxis]},
        {"x_train": np.zeros((7, 28, 28)) - 1.0, "x_test": np.ones((3, 784))},
        {"more": np.array([None], dtype=object)},
    ],
    ids=["float labels", "column", "row", "float pixels", "something else beside it"],
)
def test_other_spellings_of_digits_are_read(tmp_path, changed):
    path = written_npz(tmp_path, digit_arrays() | changed)
    (X, labels), _ = load_digit_set(path)
    assert (X.shape, labels.tolist()) == ((784, 7), list(range(7)))


def without(arrays, name):
    return {key: array for key, array in arrays.items() if key != name}


@every_case(
    ("changed", "message"),
    [
        ({"x_train": np.zeros((7, 28, 28, 3))}, "x_train has shape (7, 28, 28, 3)"),
        ({"x_train": np.zeros((7, 28, 28), complex)}, "type complex128, expected"),
        ({"x_train": np.full((7, 784), "a")}, "type <U1, expected"),
        ({"x_train": np.full((7, 784), np.nan)}, "x_train holds nan"),
        ({"x_train": np.full((7, 784), np.inf)}, "x_train holds nan or infinite"),
        ({"x_train": np.zeros((0, 784))}, "expected at least one picture"),
        (
            {"x_test": np.zeros((3, 256))},
            "x_train has 784 pixels in a picture, x_test 256",
        ),
        ({"y_train": np.arange(6)}, "y_train has shape (6,)"),
        ({"y_train": np.eye(10)[:7]}, "y_train has shape (7, 10)"),
        ({"y_train": np.arange(1, 8) + 3}, "y_train holds 10, expected whole numbers"),
        ({"y_train": np.arange(7) - 1}, "y_train holds -1, expected whole numbers"),
        ({"y_train": np.arange(7) + 0.5}, "y_train holds 0.5, expected whole numbers"),
        ({"y_test": np.array([0, 1, np.nan])}, "y_test holds nan, expected whole"),
        ({"y_test": np.array(["0", "1", "2"])}, "y_test has shape (3,) and type <U1"),
    ],
)
def test_different_digits_are_refused_by_name(tmp_path, changed, message):
    path = written_npz(tmp_path, digit_arrays() | changed)
    with pytest.raises(DataFileError) as refused:
        load_digit_set(path)
    assert message in str(refused.value)
    assert str(path) in str(refused.value)


def test_missing_array_is_named_beside_what_was_found(tmp_path):
    path = written_npz(tmp_path, without(digit_arrays(), "y_test"))
    with pytest.raises(DataFileError) as refused:
        load_digit_set(path)
    assert "lacks y_test: it holds x_train, y_train, x_test, expected" in str(
        refused.value
    )


class Trap:
    """Unpickling this makes a noise that a test can hear."""

    def __reduce__(self):
        return pytest.fail, ("something was unpickled",)


def with_pickle(path):
    np.savez(path, **digit_arrays() | {"y_test": np.array([Trap()], dtype=object)})


def with_only_a_pickle(path):
    path.write_bytes(pickle.dumps(Trap()))


def with_one_array(path):
    stream = io.BytesIO()
    np.save(stream, np.zeros((7, 784)))
    path.write_bytes(stream.getvalue())


def with_other_zip(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("notes.txt", "hello")


DAMAGES = {
    "missing": (lambda path: path.unlink(), "is missing"),
    "empty": (lambda path: path.write_bytes(b""), "cannot be read as"),
    "cut off": (lambda path: path.write_bytes(path.read_bytes()[:-300]), "cannot be"),
    "half": (
        lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
        "cannot be read as",
    ),
    "text": (lambda path: path.write_text("x_train, y_train\n"), "cannot be read as"),
    "pointer": (
        lambda path: path.write_text("version https://git-lfs.github.com/spec/v1\noid"),
        "not the data but a pointer",
    ),
    "folder": (lambda path: (path.unlink(), path.mkdir()), "is a folder"),
    "other zip": (with_other_zip, ""),
    "pickle": (with_only_a_pickle, "cannot be read as"),
    "one array": (with_one_array, "cannot be read as"),
}


def refusal(load, path, damage):
    """Damage a file, and give the message of the refusal."""
    damage(path)
    with pytest.raises(DataFileError) as refused:
        load(path)
    assert str(path) in str(refused.value)
    return str(refused.value)


@pytest.mark.parametrize(("damage", "message"), DAMAGES.values(), ids=DAMAGES)
def test_damaged_digits_are_refused_by_name(tmp_path, damage, message):
    path = written_npz(tmp_path, digit_arrays())
    assert message in refusal(load_digit_set, path, damage)


@pytest.mark.parametrize(("damage", "message"), DAMAGES.values(), ids=DAMAGES)
def test_damaged_images_are_refused_by_name(tmp_path, damage, message):
    path = written_h5(tmp_path, image_arrays())
    assert message in refusal(load_image_set, path, damage)


def test_pickled_array_is_refused_and_not_run(tmp_path):
    path = tmp_path / "digits.npz"
    assert "cannot be read as npz" in refusal(load_digit_set, path, with_pickle)


def test_file_that_may_not_be_opened_is_refused(tmp_path, monkeypatch):
    path = written_npz(tmp_path, digit_arrays())

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "cannot be opened: Permission denied" in refusal(load_digit_set, path, print)


def test_file_that_does_not_fit_is_not_called_damaged(tmp_path, monkeypatch):
    path = written_npz(tmp_path, digit_arrays())

    def fill(*_, **__):
        raise MemoryError

    monkeypatch.setattr(np, "load", fill)
    assert "does not fit into memory" in refusal(load_digit_set, path, print)


@every_case("load", [load_digit_set, load_image_set])
@every_case("path", [None, 3, b"a.npz", ["a.npz"]], ids=repr)
def test_what_is_no_path_is_refused(load, path):
    with pytest.raises(TypeError, match=r"^path is .*expected the name of a file"):
        load(path)


@pytest.mark.parametrize("load", [load_digit_set, load_image_set])
def test_name_that_no_file_can_have_is_refused(load):
    with pytest.raises(DataFileError, match="cannot be opened"):
        load("a\0b")


def test_images_come_with_rows_of_labels_and_names_of_classes(tmp_path):
    arrays = image_arrays()
    train, test, classes = load_image_set(written_h5(tmp_path, arrays))
    for (images, Y), part, m in ((train, "train", 6), (test, "test", 3)):
        np.testing.assert_array_equal(images, arrays[f"{part}_set_x"])
        np.testing.assert_array_equal(Y[0], arrays[f"{part}_set_y"])
        assert (images.dtype, Y.shape, Y.dtype) == (np.uint8, (1, m), float)
    assert classes == ("non-cat", "cat")


@pytest.mark.parametrize(
    "names",
    [["non-cat", "cat"], np.array(["non-cat", "cat"], dtype=object)],
    ids=["list", "texts of any length"],
)
def test_class_names_may_be_texts(tmp_path, names):
    arrays = without(image_arrays(), "list_classes") | {"list_classes": names}
    assert load_image_set(written_h5(tmp_path, arrays))[2] == ("non-cat", "cat")


@every_case(
    ("changed", "message"),
    [
        ({"train_set_x": np.zeros((6, 5, 5), np.uint8)}, "train_set_x has shape (6, 5"),
        ({"train_set_x": np.zeros((6, 5, 5, 3))}, "and type float64, expected"),
        (
            {"train_set_x": np.zeros((6, 5, 5, 4), np.uint8)},
            "expected (m, height, width",
        ),
        ({"train_set_x": np.zeros((0, 5, 5, 3), np.uint8)}, "at least one picture"),
        (
            {"test_set_x": np.zeros((3, 4, 4, 3), np.uint8)},
            "those of test_set_x (4, 4, 3)",
        ),
        ({"train_set_y": np.arange(5) % 2}, "train_set_y has shape (5,)"),
        ({"train_set_y": np.arange(6)}, "train_set_y holds 2, expected whole numbers"),
        ({"test_set_y": np.array([0, 1, np.nan])}, "test_set_y holds nan"),
        ({"list_classes": np.array([b"a", b"b", b"c"])}, "list_classes has shape (3,)"),
        ({"list_classes": np.array([0, 1])}, "expected the names of two classes"),
        ({"train_set_x/inside": 1, "train_set_x": None}, "train_set_x"),
    ],
)
def test_different_images_are_refused_by_name(tmp_path, changed, message):
    arrays = image_arrays() | changed
    arrays = {name: array for name, array in arrays.items() if array is not None}
    path = written_h5(tmp_path, arrays)
    assert message in refusal(load_image_set, path, lambda _: None)


def test_missing_set_is_named(tmp_path):
    path = written_h5(tmp_path, without(image_arrays(), "test_set_y"))
    message = refusal(load_image_set, path, lambda _: None)
    assert "lacks test_set_y: it holds list_classes, test_set_x, train_set_x" in message


def test_absence_of_h5py_is_said_with_the_way_to_install_it(tmp_path, monkeypatch):
    path = tmp_path / "cats.h5"
    path.write_bytes(b"anything")
    monkeypatch.setitem(sys.modules, "h5py", None)
    with pytest.raises(ImportError, match="pip install h5py"):
        load_image_set(path)
