"""The gallery: pages that open from disk, and one that leads to them."""

import re

import pytest

from grading import cli, gallery
from grading.exhibits import EXHIBITS, folds, logits
from nnlib import explore

MAKERS = [make for makers in EXHIBITS.values() for make in makers]
TWO = {"04 · Deep & wide": (folds,), "05 · Ten outputs": (logits,)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("out") / "gallery"
    pages = list(gallery.gallery(folder, TWO))
    assert [page.name for page in pages] == ["folds.html", "logits.html", "index.html"]
    return folder


def test_index_leads_to_every_page_and_shows_its_picture(folder):
    index = (folder / "index.html").read_text(encoding="utf-8")
    named = re.findall(r'(?:href|src)="([^":]+)"', index)
    assert named == ["folds.html", "folds.png", "logits.html", "logits.png"]
    assert all((folder / name).stat().st_size > 1000 for name in named)
    assert "04 · Deep &amp; wide" in index
    assert folds().question in index


def test_nothing_asks_the_network(folder):
    for page in folder.glob("*.html"):
        assert "http" not in page.read_text(encoding="utf-8"), page.name


def test_exhibits_are_all_explorers_of_the_course():
    kinds = {name for name in explore.__all__ if name != "Explorer"}
    shown = {one.split("(")[0] for one in (repr(make()) for make in MAKERS)}
    assert shown == kinds


def test_command_writes_where_it_is_told(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(gallery, "EXHIBITS", TWO)
    assert cli.main(["gallery", "--out", str(tmp_path / "a" / "b")]) == 0
    assert (tmp_path / "a" / "b" / "index.html").exists()
    assert "index.html in a browser" in capsys.readouterr().out
