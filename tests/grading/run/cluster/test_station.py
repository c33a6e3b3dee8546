"""What a worker keeps: files by what they hold, and nothing beyond the run."""

import gc
import hashlib
import pickle
from dataclasses import replace

import pytest

from grading.errors import GradingError
from grading.run.cluster import station
from grading.run.cluster.station import Parcel, Station
from grading.run.unit import Unit
from grading.run.workers import Lost

NAME = "00_slopes_and_graphs"
UNIT = Unit(NAME, "ada")


def sha256(data):
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def place(tmp_path):
    """A station, whose folder lies here."""
    return Station(str(tmp_path))


def test_a_file_is_known_by_what_it_holds_and_called_after_its_notebook(place):
    key = place.keep(b"released", NAME)
    path = station.held(place.place, key, NAME)
    assert (key, path.name) == (sha256(b"released"), f"{NAME}.ipynb")
    assert path.read_bytes() == b"released"


def test_what_has_not_arrived_as_it_was_sent_is_not_graded_with(place):
    asked = {"released": sha256(b"as it was sent")}
    with pytest.raises(GradingError, match=f"released of {NAME} has not arrived as"):
        place.answer(Parcel(UNIT, asked, {}), (b"as it arrived",))
    parcel = Parcel(UNIT, {}, {}, package=sha256(b"a wheel"))
    with pytest.raises(GradingError, match=r"the package of .* has not arrived"):
        place.answer(parcel, (b"another wheel",))


def test_what_was_handed_in_lies_there_while_it_is_graded_and_no_longer(place):
    own = {f"{NAME}.ipynb": b"work", "helpers.py": b"x = 1"}
    with station.laid_out(place.place, Parcel(UNIT, {}, own, size=4)) as one:
        path = place.place.glob(f"*/{NAME}.ipynb")
        (notebook,) = path
        assert one.asked["file"] == str(notebook)
        assert notebook.read_bytes() == b"work"
        assert notebook.with_name("helpers.py").read_bytes() == b"x = 1"
    assert not notebook.parent.exists()


def test_a_file_that_nobody_reads_is_as_large_as_it_was_handed_in(place):
    own = {f"{NAME}.ipynb": b""}
    with station.laid_out(place.place, Parcel(UNIT, {}, own, size=50 << 20)) as one:
        (notebook,) = place.place.glob(f"*/{NAME}.ipynb")
        assert notebook.stat().st_size == 50 << 20
        assert one.asked["file"] == str(notebook)


def test_a_request_names_places_of_the_worker_and_what_a_process_died_of(place):
    parcel = Parcel(replace(UNIT, beyond=("half",)), {"released": "5" * 64}, {})
    found = station.request(place.place, parcel)
    assert found["released"] == str(station.held(place.place, "5" * 64, NAME))
    assert found["beyond"] == ["half"]


def test_what_a_process_died_of_is_left_out_of_the_parcel():
    parcel = Parcel(UNIT, {"do": "grade"}, {})
    assert station.otherwise(parcel, Lost(-24, "half")).unit.beyond == ("half",)
    assert station.otherwise(parcel, Lost(-9, "half")) is None


def test_files_that_were_written_come_back_as_bytes_and_are_removed(tmp_path):
    for name in ("record", "notebook", "log"):
        (tmp_path / name).write_text(name)
    written = {name: str(tmp_path / name) for name in ("record", "notebook")}
    found = station.carried({**written, "faults": {}}, str(tmp_path / "log"))
    assert (found["record"], found["notebook"]) == (b"record", b"notebook")
    assert found["log"] == "log"
    assert [path.name for path in tmp_path.iterdir()] == ["log"]
    none = station.carried({**written, "record": None, "notebook": None}, "/nowhere")
    assert (none["record"], none["notebook"], none["log"]) == (None, None, "")


def test_it_ends_with_whoever_needs_it_and_a_copy_is_a_new_one(tmp_path):
    found = Station(str(tmp_path))
    folder = found.place
    assert oct(folder.stat().st_mode)[-3:] == "700"
    copy = pickle.loads(pickle.dumps(found))
    assert copy.place != folder and not [*copy.place.iterdir()]
    del found, copy
    gc.collect()
    assert not [*tmp_path.iterdir()]


def test_another_version_is_refused_by_name():
    own = station.identity()
    assert set(own) == {"nnlib", "Python", "numpy", "distributed"}
    other = {**own, "numpy": "1.0", "nnlib": "0.0.9 (555555555555)"}
    said = rf"it has nnlib .*, numpy {own['numpy']}, and this run is of nnlib 0\.0\.9"
    with pytest.raises(GradingError, match=said):
        station.opened(other)
