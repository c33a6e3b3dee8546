"""The course keeps every rule for authors; what is not kept is said file by file."""

import dataclasses

import pytest

from grading import cli
from grading.authored import course, exercise, findings, importing, topics
from grading.text import source
from nnlib.exercises import NOTEBOOKS, get, wrong_losses

TEXTS = [source.read(path) for path in source.sources()]


def test_the_course_keeps_every_rule():
    assert list(findings.written()) == []


@pytest.fixture
def texts(tmp_path):
    """A copy of the texts and their maps of topics, read again when called."""
    folder = tmp_path / "topics"
    folder.mkdir()
    for text in TEXTS:
        for old in (text.path, topics.map_of(text)):
            new = tmp_path / old.relative_to(text.path.parent)
            new.write_bytes(old.read_bytes())
    return lambda: [source.read(path) for path in source.sources(tmp_path)]


MAPS = {
    "every_notebook_has_a_map": (
        "T09 =",
        None,
        "there is no topics/02.toml; write one, with [topics] for what this notebook "
        "teaches",
    ),
    "phrases_stand_in_one_cell": (
        "`X` is built without a transpose",
        "`X` is built at once",
        "T10: '`X` is built at once' stands in no cell of 02_logistic_regression_arrays"
        ".py, expected one; change the phrase with the text",
    ),
    "maps_know_the_curriculum_only": (
        "T09 =",
        "T99 =",
        "T99 of [topics] is none of the curriculum; the tables are topics or oracles "
        "or practised",
    ),
    "everything_is_taught": (
        'T45 = "',
        '# T45 = "',
        "T45 of [topics] is in no file; name the phrase that teaches it",
    ),
    "every_topic_is_practised": (
        "T45 = '",
        "# T45 = '",
        "T45 is practised nowhere; name below [practised] of a notebook an exercise, a "
        "prediction, or a phrase of the code that shows it",
    ),
    "what_is_practised_is_there": (
        "'gradients_one_loop'",
        "'gradients_two_loops'",
        "T45: 'gradients_two_loops' is no exercise and no prediction of "
        "02_logistic_regression_arrays.py, and stands in 0 cells of code; name one",
    ),
}


@pytest.mark.parametrize("rule", topics.rule, ids=lambda rule: rule.__name__)
def test_a_map_of_topics_that_is_broken_is_said_with_its_remedy(texts, rule):
    assert list(rule(texts())) == []
    old, new, said = MAPS[rule.__name__]
    path = topics.map_of(texts()[2])
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    if new is None:
        path.unlink()
    else:
        path.write_text(text.replace(old, new), encoding="utf-8")
    assert [finding.text for finding in rule(texts())] == [said]


def test_a_phrase_is_found_at_its_line(texts):
    path = topics.map_of(texts()[2])
    text = path.read_text(encoding="utf-8").replace("without a transpose", "at once")
    path.write_text(text, encoding="utf-8")
    (found,) = topics.phrases_stand_in_one_cell(texts())
    assert found.path == path
    assert text.splitlines()[found.line - 1].startswith("T10 = ")


def test_points_that_do_not_make_a_hundred_are_named(monkeypatch):
    *others, last = NOTEBOOKS["02"]
    parts = {name: points + 5 / len(last.parts) for name, points in last.parts.items()}
    more = (*others, dataclasses.replace(last, parts=parts))
    monkeypatch.setitem(NOTEBOOKS, "02", more)
    (found,) = course.every_notebook_has_a_hundred_points(TEXTS)
    assert found.path.parent.name == "logistic"
    assert found.text == (
        "the exercises of 02 have 105 points, expected 100; give some other `parts`"
    )


def test_a_shared_version_that_no_exercise_has_is_named(monkeypatch):
    lost = dataclasses.replace(NOTEBOOKS["02"][0].variants[0], id="lost")
    monkeypatch.setattr(wrong_losses, "of_one", lost)
    (found,) = course.what_siblings_share_is_used(TEXTS)
    assert found.path.name == "wrong_losses.py"
    assert found.text == "no exercise has of_one; name it in exercise.variants(...)"


def test_times_that_the_guide_does_not_have_are_named():
    cells = [dataclasses.replace(cell, text="") for cell in TEXTS[2].cells]
    text = dataclasses.replace(TEXTS[2], cells=cells)
    (found,) = course.the_guide_has_the_times([text])
    assert found.path.name == "GUIDE.md"
    assert found.text == (
        "the clocks of 02 say 0 minutes, the table here 75 + 50 + 60; write 0"
    )


def test_a_text_that_cannot_be_built_is_named_beside_the_others(tmp_path):
    (tmp_path / "02_broken.py").write_text("# %% play\n", encoding="utf-8")
    (tmp_path / "03_check.py").write_text('# %% check="f"\n', encoding="utf-8")
    (tmp_path / "09_new.py").write_text("# %%\n1\n", encoding="utf-8")
    texts, found = findings.readable(tmp_path)
    assert texts == []
    assert [(one.path.name, one.line) for one in found] == [
        ("02_broken.py", 1),
        ("03_check.py", 1),
        ("09_new.py", 1),
    ]
    assert found[-1].text == (
        "notebook is '09', expected one of 00, 01, 02, 03, 04, 05; name its folder in "
        "FOLDERS of nnlib/exercises/__init__.py"
    )


def test_exercises_that_cannot_be_imported_are_named_at_their_line(monkeypatch):
    def stop(name):
        raise ValueError("02/accuracy: variants share the id 'percent'")

    monkeypatch.setattr(importing.importlib, "import_module", stop)
    assert [one.text for one in importing.not_importable()] == [
        "ValueError: 02/accuracy: variants share the id 'percent'"
    ]


def test_the_verb_says_that_all_is_kept(monkeypatch, capsys):
    ran = []
    monkeypatch.setattr(findings, "written", lambda authoring: [])
    monkeypatch.setattr(findings, "drawn", list)
    monkeypatch.setattr(findings, "run", lambda tried: ran.append(list(tried)) or [])
    for words in (["02/accuracy"], ["02"], []):
        assert cli.main(["check-course", *words]) == 0
    assert "Every rule for authors is kept." in capsys.readouterr().out
    everything = [one for some in NOTEBOOKS.values() for one in some]
    assert ran == [[get("02/accuracy")], list(NOTEBOOKS["02"]), everything]


@pytest.mark.parametrize("what", ["09", "02/accurate"])
def test_the_verb_refuses_what_there_is_not(what, capsys):
    assert cli.main(["check-course", what]) == 2
    assert f"is '{what}', expected one of" in capsys.readouterr().err


def test_the_verb_prints_file_line_and_remedy_and_counts(monkeypatch, capsys):
    changed = dataclasses.replace(NOTEBOOKS["02"][0], accepted=())
    found = list(exercise.rule.broken(changed))
    monkeypatch.setattr(findings, "written", lambda authoring: found)
    assert cli.main(["check-course"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "nnlib/exercises/logistic/sigmoid.py",
        "  line 1: 02/sigmoid: accepted forms: 0, at least 2; add some with "
        "@exercise.accepted",
        "To be mended: 1 place.",
    ]
