"""What was measured: equal to the peer's copies, well named, and never half read."""

import numpy as np
import pytest

from nnlib.datasets import (
    DataFileError,
    data_files,
    digits,
    tumour_features,
    tumours,
)
from tests.cases import every_case


@pytest.fixture(scope="module")
def peer():
    """The same data as scikit-learn distributes it."""
    from sklearn.datasets import load_breast_cancer

    return load_breast_cancer()


def test_all_features_equal_the_peer_exactly(peer):
    X, _ = tumours(tumour_features())
    np.testing.assert_array_equal(X, peer.data.T)


def test_labels_are_1_where_the_peer_says_malignant(peer):
    _, Y = tumours()
    malignant = peer.target_names[peer.target] == "malignant"
    np.testing.assert_array_equal(Y, malignant[np.newaxis])


def test_feature_names_equal_the_peer(peer):
    assert tumour_features() == tuple(peer.feature_names)


def test_digits_equal_the_peer_exactly():
    from sklearn.datasets import load_digits

    peer = load_digits()
    X, labels = digits()
    np.testing.assert_array_equal(X, peer.data.T)
    np.testing.assert_array_equal(labels, peer.target)
    assert (X.dtype, labels.dtype) == (float, np.int64)


def test_changing_digits_does_not_reach_the_next_call():
    X, labels = digits()
    X *= 0
    labels += 5
    again, untouched = digits()
    assert again.max() == 16
    assert untouched[0] == 0


def test_default_is_radius_and_texture_as_columns():
    X, Y = tumours()
    everything, _ = tumours(tumour_features())
    assert (X.shape, Y.shape, X.dtype, Y.dtype) == ((2, 569), (1, 569), float, float)
    np.testing.assert_array_equal(X, everything[:2])


def test_features_come_in_the_order_asked_for():
    X, _ = tumours(["worst area", "mean radius"])
    names = tumour_features()
    everything, _ = tumours(names)
    rows = [names.index("worst area"), names.index("mean radius")]
    np.testing.assert_array_equal(X, everything[rows])


def test_changing_what_was_given_does_not_reach_the_next_call():
    X, Y = tumours()
    X *= 0
    Y += 5
    again, labels = tumours()
    assert again.min() > 0
    assert set(np.unique(labels)) == {0.0, 1.0}


@every_case(
    ("features", "message"),
    [
        (["mean radus"], "did you mean 'mean radius'?"),
        (["radius"], "'radius error'"),
        (["Mean Texture"], "did you mean 'mean texture'"),
        (["mean radius", "colour"], "there is no feature 'colour'."),
        (["nonsense"], "tumour_features() lists all 30."),
        ([3], "there is no feature 3."),
        ("mean radius", "expected a list of names"),
        ([], "expected a list of names"),
        (7, "features is 7, expected a list of names"),
    ],
)
def test_unknown_feature_is_refused_with_advice(features, message):
    with pytest.raises(ValueError) as refused:
        tumours(features)
    assert message in str(refused.value)


def without_last_bytes(path):
    path.write_bytes(path.read_bytes()[:-400])


def with_changed_bytes(path):
    content = bytearray(path.read_bytes())
    content[5000:5100] = bytes(100)
    path.write_bytes(content)


def with_other_shapes(path):
    np.savez(path, X=np.zeros((3, 4)), Y=np.zeros((1, 4)), names=np.array(["a"]))


def with_pickled_names(path):
    np.savez(path, X=np.zeros((30, 569)), names=np.array([None], dtype=object))


DAMAGES = {
    "cut off": without_last_bytes,
    "bytes changed": with_changed_bytes,
    "other shapes": with_other_shapes,
    "pickled": with_pickled_names,
    "empty": lambda path: path.write_bytes(b""),
    "pointer": lambda path: path.write_text(
        "version https://git-lfs.github.com/spec/v1"
    ),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
    "missing": lambda path: path.unlink(),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
@pytest.mark.parametrize("read", [tumours, digits])
def test_damaged_file_is_named_with_a_way_out(read, damage, tmp_path, monkeypatch):
    path = tmp_path / f"{read.__name__}.npz"
    path.write_bytes((data_files.DATA / path.name).read_bytes())
    damage(path)
    monkeypatch.setattr(data_files, "DATA", tmp_path)
    with pytest.raises(DataFileError) as refused:
        read()
    assert str(path) in str(refused.value)
    assert str(refused.value).endswith(data_files.REPAIR)


def test_file_is_read_once(monkeypatch):
    tumours()
    monkeypatch.setattr(np, "load", None)
    tumours(["mean area"])


def test_data_have_a_notice_with_origin_and_licence():
    files = sorted(data_files.DATA.glob("*.npz"))
    notice = (data_files.DATA / "NOTICE.md").read_text(encoding="utf-8")
    assert files
    assert all(f"## {file.name}" in notice for file in files)
    assert "CC BY 4.0" in notice


def test_data_are_small_and_hold_no_objects():
    for file in data_files.DATA.glob("*.npz"):
        assert file.stat().st_size < 1_000_000
        with np.load(file, allow_pickle=False) as arrays:
            assert all(arrays[name].dtype.kind in "fiuU" for name in arrays.files)


def test_repaired_file_is_read_after_a_failure(tmp_path, monkeypatch):
    monkeypatch.setattr(data_files, "DATA", tmp_path)
    with pytest.raises(DataFileError, match="missing"):
        data_files.read_own("small.npz", {"X": (2,)})
    np.savez(tmp_path / "small.npz", X=np.zeros(2))
    assert data_files.read_own("small.npz", {"X": (2,)})["X"].shape == (2,)
