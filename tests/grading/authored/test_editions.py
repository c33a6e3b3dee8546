"""A verdict that changes within an edition is found, told in words, and not renewed."""

import shutil
from dataclasses import replace

import pytest

from grading import cli
from grading.authored import behaviour, editions
from nnlib.check import Exercise, Probe, Variant, evaluate
from nnlib.check.runner import LocalRunner
from tests.registered import EXERCISES


def half(x):
    """Return half of x."""
    return {"value": x / 2, "twice": x}


def doubled(x):
    """Take the one for the other."""
    return {"value": 2 * x, "twice": x}


def probes(rng):
    """Draw numbers."""
    return [Probe((float(x),)) for x in rng.uniform(1, 9, 4)]


SLIP = Variant("doubled", "twice for half", "It is 4 times.", "why?", doubled)
FIRST = Exercise(
    "07/half",
    {"value": 5.0, "twice": 2.0},
    half,
    returns={"value", "twice"},
    probes=probes,
    variants=(SLIP,),
)
MILDER = replace(FIRST, variants=(replace(SLIP, worth=0.5),))


@pytest.fixture
def file(tmp_path, monkeypatch):
    """A file in which the first edition is kept."""
    path = tmp_path / "verdicts.toml"
    assert editions.renew([FIRST], path) == (
        ["07/half: new: edition, stub, right.half, wrong.doubled, wrong.changes_input"]
        if "wrong.changes_input" in editions.versions(FIRST)
        else ["07/half: new: edition, stub, right.half, wrong.doubled"],
        False,
    )
    read = editions.kept
    monkeypatch.setattr(editions, "kept", lambda where=path: read(where))
    return path


def verdict_on(exercise, function):
    """Judge a version as a notebook does."""
    return evaluate(exercise, LocalRunner(function), seed=0)


def test_every_exercise_has_what_is_kept_of_this_edition():
    assert [one for e in EXERCISES for one in behaviour.verdicts_are_kept(e)] == []
    assert set(editions.kept()) == {one.id for one in EXERCISES}


def test_the_file_is_written_in_one_way_only():
    text = editions.FILE.read_text(encoding="utf-8")
    assert editions.as_text(editions.kept()) == text


def test_an_exercise_as_it_is_kept_is_not_renewed(file):
    before = file.read_bytes()
    assert editions.renew([FIRST], file) == ([], False)
    assert file.read_bytes() == before
    assert list(behaviour.verdicts_are_kept(FIRST)) == []


def test_a_verdict_that_changed_within_an_edition_is_told_and_not_renewed(file):
    before = file.read_bytes()
    said, refused = editions.renew([MILDER], file)
    assert refused and file.read_bytes() == before
    assert said == [
        "07/half: 'twice for half' 2 -> 4.5 points",
        "07/half: not renewed: write edition=2 into its file first",
    ]
    found = verdict_on(MILDER, doubled)
    (change, *_) = behaviour.named(MILDER, MILDER.variants[0], found)
    assert "2 -> 4.5 points within edition 1" in change.text
    assert "write edition=2 and run python -m grading editions" in change.text


def test_with_a_new_edition_it_is_renewed(file):
    second = replace(MILDER, edition=2)
    (finding,) = behaviour.verdicts_are_kept(second)
    assert "edition 1 is kept, and it has edition 2" in finding.text
    assert editions.renew([second], file) == (
        ["07/half: 'twice for half' 2 -> 4.5 points", "07/half: edition 1 -> 2"],
        False,
    )
    assert editions.renew([second], file) == ([], False)
    _, refused = editions.renew([FIRST], file)
    assert refused and editions.kept(file)["07/half"]["edition"] == 2


def test_other_words_and_another_place_change_nothing(file):
    other = replace(SLIP, title="four times", evidence="Look.", question="how much?")
    moved = replace(FIRST, hints=("Look at x.",), variants=(other,), sized="numbers")
    assert editions.renew([moved], file) == ([], False)


def test_versions_that_come_and_go_are_told(file):
    said, refused = editions.renew([replace(FIRST, variants=())], file)
    assert (said, refused) == (["07/half: gone: wrong.doubled"], False)


CHANGES = {
    "status": (["failed", 0.0, "", ""], ["error", 0.0, "", ""], "failed -> error"),
    "name": (["failed", 0.0, "a", ""], ["failed", 0.0, "b", ""], "named a -> b"),
    "parts": (["partial", 5.0, "", "dw 5"], ["partial", 5.0, "", "db 5"],
              "dw 5 -> db 5"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "said"), CHANGES.values(), ids=CHANGES)
def test_what_has_changed_is_said_in_a_few_words(before, after, said):
    assert editions.change(before, after) == said


def test_the_command_names_what_changed(tmp_path, monkeypatch, capsys):
    path = tmp_path / "verdicts.toml"
    shutil.copy(editions.FILE, path)
    text = path.read_text(encoding="utf-8")
    line = 'wrong.percent = ["failed", 0.0, "percent", ""]'
    assert line in text
    path.write_text(text.replace(line, line.replace("0.0", "3.0")), encoding="utf-8")
    renew = editions.renew
    monkeypatch.setattr(editions, "renew", lambda chosen: renew(chosen, path))
    assert cli.main(["editions", "02/accuracy"]) == 1
    said = capsys.readouterr().out
    assert "02/accuracy: 'percent" in said and "3 -> 0 points" in said
    assert "not renewed: write edition=2 into its file first" in said
