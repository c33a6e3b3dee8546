"""The pictures of README.md show what is so today, are described, and are light."""

import json
import re
import struct

import pytest

from nnlib.exercises import evaluate

from . import readme

README = (readme.FOLDER.parent / "README.md").read_text(encoding="utf-8")
PICTURES = dict(
    (name, alt)
    for alt, name in re.findall(r"!\[([^\]]+)\]\(pictures/(\w+)\.png\)", README)
)
LIGHT = 600_000  # bytes, together
FIRST_SCREEN = 25  # lines
RENEW = "run `make pictures`, look at them, and commit them"


@pytest.fixture(scope="module")
def noted():
    return json.loads(readme.NOTED.read_text(encoding="utf-8"))


def test_three_pictures_stand_in_the_first_screen(noted):
    assert set(PICTURES) == set(noted) == {"check", "slider", "report"}
    first = "\n".join(README.splitlines()[:FIRST_SCREEN])
    assert all(f"pictures/{name}.png" in first for name in PICTURES)


def test_pictures_of_cells_show_what_is_so(noted):
    assert readme.cells_shown().items() <= noted.items(), RENEW


@pytest.mark.long
def test_picture_of_the_class_shows_what_is_so(noted, tmp_path):
    told = readme.class_report(tmp_path / "class")
    assert readme.page_shown(told) == noted["report"], RENEW


def test_pictures_are_light():
    sizes = [(readme.FOLDER / f"{name}.png").stat().st_size for name in PICTURES]
    assert sum(sizes) < LIGHT


def test_pictures_are_sharp():
    for name in PICTURES:
        head = (readme.FOLDER / f"{name}.png").read_bytes()[:24]
        assert head.startswith(b"\x89PNG")
        assert struct.unpack(">II", head[16:])[0] > 900


def test_what_is_read_in_place_of_the_check_is_what_it_says():
    names: dict = {}
    exec(f"{readme.SETUP}\n{readme.MINE}", names)
    verdict = evaluate("02/propagate", names["propagate"])
    assert verdict.diagnosis is not None
    (evidence,) = [line for line in verdict.lines() if line in PICTURES["check"]][:1]
    assert evidence


def test_what_is_read_in_place_of_the_slider_is_what_it_says():
    names: dict = {}
    exec(readme.SETUP, names)
    explorer = eval(readme.SLIDER, names)
    assert explorer.question in PICTURES["slider"]
    assert explorer.first.sentence in PICTURES["slider"]
