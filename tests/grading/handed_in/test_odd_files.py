"""Files that nobody would make by hand: odd zips, mutated ones, and large JSON."""

import io
import json
import zipfile

import numpy as np
import pytest

from grading.errors import CollectError
from grading.handed_in import members, parcels
from grading.handed_in.inside import number_inside
from grading.handed_in.modules import chosen

from .test_parcels import ADA, CLASS, NAMES, NOTEBOOK, seen, write, zip_of

SEED = 2026


def found_in(source):
    """Return of each sender the files that are read, or why none is."""
    with parcels.opened(source) as everything:
        sent = parcels.arrived(everything, NAMES).by_sender
        return {sender.key: read(one) for sender, one in sent.items()}


def read(sent):
    """Return the files of one sender and no reason, or no file and the reason."""
    try:
        return [file for _, file in parcels.read(sent)[0]], ""
    except members.RefusedError as error:
        return [], str(error)


def with_entries(*names):
    """Return a zip of a class whose first entries have odd names."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            info = zipfile.ZipInfo()
            info.filename = name
            archive.writestr(info, NOTEBOOK)
        for name, data in CLASS.items():
            archive.writestr(name, data)
    return stream.getvalue()


@pytest.mark.parametrize("name", [".", "./", "./.", "\\", "", "/", "._", ".\\."])
def test_entry_without_a_name_is_left_out_and_the_class_is_taken(tmp_path, name):
    path = tmp_path / "class.zip"
    path.write_bytes(with_entries(name))
    found = seen(path)
    assert found == {"ada": ["ada/02_arrays.ipynb"], "bob": ["bob/01_loops.ipynb"]}


@pytest.mark.parametrize(
    "name", ["../x", "..", "C:", "a" * 60_000, "\x1b[2J", "eve/..", "e\ud7ffe/02.ipynb"]
)
def test_odd_name_costs_nobody_else_anything_and_is_shown_short(tmp_path, name):
    path = tmp_path / "class.zip"
    path.write_bytes(with_entries(name, f"{name}/02_arrays.ipynb"))
    found = found_in(path)
    for student in ("ada", "bob"):
        files, problem = found[student]
        assert files and not problem
    for sender, (files, problem) in found.items():
        shown = members.printable(sender)
        assert len(shown) <= 120 and shown.isprintable()
        assert len(problem) < 400 and problem.isprintable()
        assert all(one.name.isprintable() for one in files)


def mutated(data, rng):
    """Change, leave out, repeat or exchange some bytes."""
    data = bytearray(data)
    for _ in range(rng.integers(1, 6)):
        place, size = rng.integers(len(data)), int(rng.integers(1, 9))
        other = rng.integers(len(data))
        change = rng.integers(5)
        if change == 0:
            data[place] = rng.integers(256)
        elif change == 1 and len(data) > 30:
            del data[place : place + size]
        elif change == 2:
            data[place:place] = data[other : other + size]
        elif change == 3:
            data[place : place + 4] = rng.choice([b"\xff" * 4, bytes(4), b"PK\1\2"])
        else:
            data[place], data[other] = data[other], data[place]
    return bytes(data)


ZIPS = (
    zip_of(CLASS),
    zip_of({"ada.zip": zip_of(ADA), "bob.zip": zip_of({"02_arrays.ipynb": NOTEBOOK})}),
    with_entries("ä/02_arrays.ipynb", "x\\y\\02_arrays.ipynb"),
)


def survives(tmp_path, seed):
    """Read a mutated zip: it is a parcel, or refused in words."""
    rng = np.random.default_rng(seed)
    path = tmp_path / "class.zip"
    path.write_bytes(mutated(ZIPS[rng.integers(len(ZIPS))], rng))
    try:
        return list(found_in(path).values())
    except CollectError as error:
        assert "class.zip" in str(error)
        return []


def test_three_hundred_mutated_zips_are_read_or_refused_in_words(tmp_path):
    found = [survives(tmp_path, [SEED, n]) for n in range(300)]
    assert any(problem for each in found for _, problem in each) and [] in found
    assert any(files for each in found for files, _ in each)


@pytest.mark.long
def test_five_thousand_mutated_zips_are_read_or_refused_in_words(tmp_path):
    found = [survives(tmp_path, [SEED, 1, n]) for n in range(5_000)]
    print(f"5000 mutated zips: {sum(map(bool, found))} with something in them")


def test_zip_that_says_less_than_it_holds_does_not_grow(tmp_path):
    data = bytearray(zip_of({"02_arrays.ipynb": bytes(5 << 20)}))
    place = data.rindex(b"PK\1\2")
    # The size in the list of the zip, as it would be unpacked.
    data[place + 24 : place + 28] = (10).to_bytes(4, "little")
    source = write(tmp_path, {**ADA, "eve.zip": bytes(data)})
    found = found_in(source)
    assert found["ada"][0]
    assert sum(len(file.data) for file in found["eve"][0]) <= 11


# ---- what a file says of itself

SAYS = json.dumps({"metadata": {"nnlib": {"editions": {"a": 1}, "notebook": "02"}}})
INSIDE = {
    "as it was written": (SAYS.encode(), "02"),
    "with lines": (json.dumps(json.loads(SAYS), indent=1).encode(), "02"),
    "in UTF-16": (SAYS.encode("utf-16"), "02"),
    "in UTF-32": (SAYS.encode("utf-32-le"), "02"),
    "broken off": (SAYS.encode()[:-2], "02"),
    "with a damaged byte": (b'{"x": "\xff", ' + SAYS.encode()[1:], "02"),
    "behind a million values": (b'{"x": [' + b"{}," * 10**6 + SAYS.encode(), "02"),
    "in the text of a cell": (json.dumps({"source": SAYS}).encode(), ""),
    "behind other marks": (b'{"nnlib": {"part": "x"}}' * 90 + SAYS.encode(), "02"),
    "not closed": (b'"nnlib": {"notebook": "02"' + b" " * 10**6, ""),
    "deep": (b'"nnlib": {"a":' + b'{"a":' * 10**5, ""),
    "many marks": (b'"nnlib": {' * 10**5, ""),
}


@pytest.mark.parametrize(("data", "number"), INSIDE.values(), ids=INSIDE)
def test_number_is_found_without_reading_the_whole(data, number):
    assert number_inside(data) == number


def test_modules_are_looked_for_once_in_a_large_notebook():
    notebook = b"import import from " * 200_000 + b"\nfrom mine import best"
    beside = {f"m{n}.py": b"x = 1" for n in range(200)} | {"mine.py": b"best = 1"}
    assert [*chosen(notebook, beside)[0]] == ["mine.py"]
