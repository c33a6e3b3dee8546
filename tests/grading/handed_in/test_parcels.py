"""What students hand in, in every form; what is refused, and for whom."""

import io
import os
import stat
import sys
import zipfile

import pytest

from grading.errors import CollectError
from grading.handed_in import members, parcels, zipped

NAMES = ("01_loops", "02_arrays")
NOTEBOOK = b'{"cells": []}'


def zip_of(files):
    """Return a zip with these files, from name to bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def write(folder, files):
    """Write files from path to bytes."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def seen(source, students=()):
    """Return the names of the files of each student, or why there are none."""
    with parcels.opened(source) as everything:
        found = parcels.arrived(everything, NAMES, students).by_sender
        return {sender.key: of_one(sent) for sender, sent in found.items()}


def files_of(source):
    """Return what is read of each student, by name: notebooks, and what was not."""
    with parcels.opened(source) as everything:
        found = parcels.arrived(everything, NAMES).by_sender
        return [parcels.read(found[one]) for one in sorted(found, key=lambda s: s.key)]


def of_one(sent):
    """Return the names of one sender's files, or why there are none."""
    try:
        return sorted(file.name for _, file in parcels.read(sent)[0])
    except members.RefusedError as error:
        return str(error)


ADA = {"ada/02_arrays.ipynb": NOTEBOOK}
CLASS = {**ADA, "bob/01_loops.ipynb": NOTEBOOK}
FORMS = {
    "a folder per student": (CLASS, {"ada": ["ada/02_arrays.ipynb"]}),
    "folders in a folder": (
        {f"week 3/{name}": data for name, data in CLASS.items()},
        {"ada": ["ada/02_arrays.ipynb"]},
    ),
    "a zip per student": (
        {"ada.zip": zip_of({"02_arrays.ipynb": NOTEBOOK}), "bob.zip": zip_of({})},
        {"ada": ["02_arrays.ipynb"]},
    ),
    "zips in a folder": (
        {"x/ada.zip": zip_of({"02_arrays.ipynb": NOTEBOOK}), "x/bob.zip": zip_of({})},
        {},
    ),
    "a zip in a student's folder": (
        {"ada/all.zip": zip_of({"deep/02_arrays.ipynb": NOTEBOOK})},
        {"ada": ["deep/02_arrays.ipynb"]},
    ),
    "files called after students": (
        {"ada.ipynb": NOTEBOOK, "bob_1_2.ipynb": NOTEBOOK},
        {"ada": ["ada.ipynb"], "bob": ["bob_1_2.ipynb"]},
    ),
    "files with the notebook's name behind": (
        {"ada_lo_02_arrays.ipynb": NOTEBOOK, "ada_lo_01_loops.ipynb": NOTEBOOK},
        {"ada_lo": ["ada_lo_01_loops.ipynb", "ada_lo_02_arrays.ipynb"]},
    ),
    "a whole course folder": (
        {"ada/nnlib-course/notebooks/02_arrays.ipynb": NOTEBOOK, "ada/x/y.py": b""},
        {"ada": ["ada/nnlib-course/notebooks/02_arrays.ipynb"]},
    ),
    "what programs leave beside it": (
        {
            **ADA,
            "ada/.ipynb_checkpoints/02_arrays-checkpoint.ipynb": b"older",
            "__MACOSX/ada/._02_arrays.ipynb": b"mac",
            "ada/.venv/lib/x.ipynb": b"other",
            ".DS_Store": b"mac",
        },
        {"ada": ["ada/02_arrays.ipynb"]},
    ),
}


@pytest.mark.parametrize("packed", [False, True], ids=["folder", "zip"])
@pytest.mark.parametrize(("files", "expected"), FORMS.values(), ids=FORMS)
def test_students_and_their_files_are_found(tmp_path, files, expected, packed):
    source = write(tmp_path / "in", files)
    if packed:
        source = tmp_path / "in.zip"
        source.write_bytes(zip_of(files))
    assert expected.items() <= seen(source).items()


def test_single_notebook_is_a_source_as_well(tmp_path):
    source = write(tmp_path, {"ada_02_arrays.ipynb": NOTEBOOK})
    path = source / "ada_02_arrays.ipynb"
    assert seen(path) == {"ada": ["ada_02_arrays.ipynb"]}


LINK_IN_IT = {
    "a folder": lambda path: path.symlink_to("/etc"),
    "a file": lambda path: path.symlink_to("/etc/hostname"),
    "nothing": lambda path: path.symlink_to("gone"),
    "a pipe": os.mkfifo if sys.platform != "win32" else None,
}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows makes links for few")
@pytest.mark.parametrize("make", LINK_IN_IT.values(), ids=LINK_IN_IT)
def test_a_link_beside_the_notebooks_is_left_out_and_the_rest_is_taken(tmp_path, make):
    source = write(tmp_path / "in", {**CLASS, "ada/venv/lib.py": b""})
    make(source / "ada" / "venv" / "python")
    (ada, bob) = files_of(source)
    assert [one.name for _, one in ada[0]] == ["ada/02_arrays.ipynb"]
    said = "Left out, as links and special files are never followed: “ada/venv/python”."
    assert (ada[1], bob[1]) == ([said], [])


def test_a_link_in_a_zip_is_left_out_and_the_rest_is_taken(tmp_path):
    path = tmp_path / "ada.zip"
    path.write_bytes(with_entry("venv/python", b"/usr/bin/python3", external_attr=LINK))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("02_arrays.ipynb", NOTEBOOK)
    (one,) = files_of(write(tmp_path / "in", {"ada.zip": path.read_bytes()}))
    assert [file.data for _, file in one[0]] == [NOTEBOOK]
    assert "“venv/python”" in one[1][0]


def test_known_students_decide_how_much_of_a_name_is_theirs(tmp_path):
    source = write(tmp_path, {"ada_lovelace_final.ipynb": NOTEBOOK})
    assert list(seen(source)) == ["ada"]
    assert list(seen(source, ["ada_lovelace", "ada"])) == ["ada_lovelace"]


def with_entry(name="02_arrays.ipynb", data=NOTEBOOK, **fields):
    """Return a zip with one entry whose fields are set."""
    stream = io.BytesIO()
    info = zipfile.ZipInfo(name)
    for field, value in fields.items():
        setattr(info, field, value)
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(info, data)
    return stream.getvalue()


def encrypted():
    """Return a zip that says that its entry is encrypted."""
    data = bytearray(with_entry())
    for place in (data.find(b"PK\x03\x04") + 6, data.find(b"PK\x01\x02") + 8):
        data[place] |= 1
    return bytes(data)


def damaged():
    """Return a zip whose entry has other bytes than its checksum says."""
    return with_entry().replace(NOTEBOOK, NOTEBOOK[::-1])


def lying():
    """Return a zip whose entry unpacks to more than it says."""
    data = bytearray(zip_of({"02_arrays.ipynb": bytes(1 << 20)}))
    for place in (data.find(b"PK\x03\x04") + 22, data.find(b"PK\x01\x02") + 24):
        data[place : place + 4] = (10).to_bytes(4, "little")
    return bytes(data)


LINK = (stat.S_IFLNK | 0o777) << 16
FIFO = (stat.S_IFIFO | 0o777) << 16
BOMB = bytes(members.MOST_BYTES + 1)
REFUSED = {
    "absolute": (with_entry("/etc/02_arrays.ipynb"), "is an absolute path"),
    "a drive": (with_entry("C:\\02_arrays.ipynb"), "is an absolute path"),
    "out of the zip": (with_entry("../bob/02_arrays.ipynb"), "leads out of it"),
    "out by backslash": (with_entry("..\\..\\02_arrays.ipynb"), "leads out of it"),
    "in and out": (with_entry("a/../../02_arrays.ipynb"), "leads out of it"),
    "other files too": (with_entry("../../notes.txt"), "leads out of it"),
    "a link": (with_entry(external_attr=LINK), "is a link"),
    "a pipe": (with_entry(external_attr=FIFO), "is not an ordinary file"),
    "encrypted": (encrypted(), "is encrypted; hand it in without a password"),
    "packed with lzma": (
        with_entry(compress_type=zipfile.ZIP_LZMA),
        "is packed in an unusual way",
    ),
    "damaged entry": (damaged(), "in the zip is damaged: Bad CRC"),
    "size that is a lie": (lying(), "in the zip is damaged"),
    "cut off": (with_entry()[:60], "is no zip, or a damaged one"),
    "no zip at all": (b"hello", "is no zip, or a damaged one: File is not a zip file"),
    "empty file": (b"", "is no zip, or a damaged one"),
    "bomb": (zip_of({"02_arrays.ipynb": BOMB}), "a notebook may have 20 MB"),
    "zips in zips": (
        zip_of({"a.zip": zip_of({"b.zip": zip_of(ADA)})}),
        "“a.zip” lies in a zip in a zip",
    ),
}


@pytest.mark.parametrize(("data", "said"), REFUSED.values(), ids=REFUSED)
def test_zip_that_is_not_in_order_is_refused_and_the_others_are_taken(
    tmp_path, data, said
):
    source = write(tmp_path, {**CLASS, "eve.zip": data})
    found = seen(source)
    assert said in found.pop("eve")
    assert found == {"ada": ["ada/02_arrays.ipynb"], "bob": ["bob/01_loops.ipynb"]}
    assert sorted(os.listdir(tmp_path)) == ["ada", "bob", "eve.zip"]


INSIDE = {
    "out of her folder": ("eve/../ada/02_arrays.ipynb", {}, "leads out of it"),
    "out of the class": ("../eve/02_arrays.ipynb", {}, "leads out of it"),
    "a link": ("eve/02_arrays.ipynb", {"external_attr": LINK}, "is a link"),
    "lzma": ("eve/02.ipynb", {"compress_type": zipfile.ZIP_LZMA}, "unusual way"),
}


@pytest.mark.parametrize(("name", "fields", "said"), INSIDE.values(), ids=INSIDE)
def test_bad_entry_in_the_zip_of_a_class_concerns_one_student(
    tmp_path, name, fields, said
):
    path = tmp_path / "class.zip"
    path.write_bytes(with_entry(name, **fields))
    with zipfile.ZipFile(path, "a") as archive:
        for other, data in CLASS.items():
            archive.writestr(other, data)
    found = seen(path)
    assert found.pop("ada") == ["ada/02_arrays.ipynb"]
    assert found.pop("bob") == ["bob/01_loops.ipynb"]
    assert said in found.popitem()[1]


def test_many_large_files_of_one_student_are_refused_together(tmp_path, monkeypatch):
    monkeypatch.setattr(parcels, "MOST_TOGETHER", 30)
    files = {f"{name}.ipynb": NOTEBOOK for name in "abc"}
    source = write(tmp_path, {**ADA, "eve.zip": zip_of(files)})
    assert "all of one student together" in seen(source)["eve"]
    assert seen(source)["ada"] == ["ada/02_arrays.ipynb"]


def test_zip_with_too_many_files_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(zipped, "MOST_ENTRIES", 3)
    source = write(tmp_path, {"eve.zip": zip_of(dict.fromkeys("abcd", b""))})
    assert seen(source)["eve"] == "“eve.zip” holds more than 3 files"


def test_zip_of_a_class_that_cannot_be_opened_is_an_error(tmp_path):
    path = tmp_path / "class.zip"
    path.write_bytes(b"hello")
    with pytest.raises(CollectError, match=r"“class\.zip” is no zip"):
        seen(path)


def test_source_that_does_not_exist_is_an_error(tmp_path):
    with pytest.raises(CollectError, match="expected a folder or a zip"):
        seen(tmp_path / "nowhere")


links = pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")


@links
@pytest.mark.parametrize("place", ["eve", "eve/02_arrays.ipynb", "eve.zip", "eve/sub"])
def test_link_is_never_followed(tmp_path, place):
    secret = write(tmp_path / "elsewhere", {"02_arrays.ipynb": b"secret"})
    source = write(tmp_path / "in", ADA)
    path = source / place
    path.parent.mkdir(exist_ok=True)
    path.symlink_to(secret)
    found = seen(source)
    assert "is a link; hand in the file itself" in found["eve"]
    assert found["ada"] == ["ada/02_arrays.ipynb"]


@links
def test_file_that_becomes_a_link_while_it_is_read_is_refused(tmp_path):
    (tmp_path / "secret").write_bytes(b"secret")
    path = tmp_path / "a.ipynb"
    path.write_bytes(NOTEBOOK)
    member = members.of_file(path, ("a.ipynb",))
    path.unlink()
    path.symlink_to(tmp_path / "secret")
    with pytest.raises(members.RefusedError, match="cannot be read"):
        member.read(100)


@links
def test_pipe_is_not_waited_for(tmp_path):
    source = write(tmp_path, ADA)
    (source / "eve").mkdir()
    os.mkfifo(source / "eve" / "02_arrays.ipynb")
    assert "is not an ordinary file" in seen(source)["eve"]


def test_unreadable_file_and_folder_concern_one_student(tmp_path, monkeypatch):
    source = write(tmp_path, {**CLASS, "eve/02_arrays.ipynb": NOTEBOOK})
    real = os.open

    def closed(path, *args):
        if "eve" in str(path):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *args)

    monkeypatch.setattr(os, "open", closed)
    found = seen(source)
    assert found["eve"] == "“eve/02_arrays.ipynb” cannot be read: Permission denied"
    assert found["ada"] == ["ada/02_arrays.ipynb"]


def test_folder_that_cannot_be_listed_is_told(tmp_path, monkeypatch):
    source = write(tmp_path, {**CLASS, "eve/02_arrays.ipynb": NOTEBOOK})
    real = os.scandir

    def closed(path):
        if str(path).endswith("eve"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", closed)
    assert "“eve” cannot be read: Permission denied" in seen(source)["eve"]


def test_names_are_made_safe_before_they_are_shown(tmp_path):
    data = with_entry("\x1b[2J/../02.ipynb")
    source = write(tmp_path, {"eve.zip": data})
    assert "\x1b" not in seen(source)["eve"]
