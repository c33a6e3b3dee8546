"""Answers are carried into newer notebooks; nothing that was written is lost."""

import copy
import json
import os

import nbformat
import pytest

from grading.sample.sample_class import solutions
from nnlib.__main__ import main
from nnlib.opening import update
from tests.executed import executed, failures, scores

STEM = "00_slopes_and_graphs"
MINE = "def squared_loss(a, y):\n    return 0.5 * (a - y) ** 2  # mine, ½"
OWN = {"id": "f00d", "cell_type": "code", "source": "3 + 4", "metadata": {}}
OWN |= {"outputs": [], "execution_count": None}


@pytest.fixture
def notebook(released_course):
    """The notebook as it is handed out."""
    path = released_course.release / STEM / f"{STEM}.ipynb"
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture
def folders(tmp_path, notebook):
    """An older folder with two answers and a cell of her own, and a newer one."""
    older, newer = tmp_path / "old", tmp_path / "new"
    mine = copy.deepcopy(notebook)
    answer(mine, "squared_loss", MINE)
    answer(mine, "descend", "def descend(slope, w0):\n    return [w0]")
    place = [cell["id"] for cell in mine["cells"]].index("squared_loss")
    mine["cells"].insert(place + 1, OWN)
    for folder, one in ((older, mine), (newer, notebook)):
        folder.mkdir()
        save(folder, one)
    return older, newer


def answer(notebook, name, text):
    """Write an answer into a notebook."""
    for cell in notebook["cells"]:
        if cell["id"] == f"{name}-solution":
            cell["source"] = text


def save(folder, notebook, name=f"{STEM}.ipynb"):
    """Write a notebook into a folder."""
    (folder / name).write_text(json.dumps(notebook), encoding="utf-8")


def sources(folder):
    """Read the cells of the newer notebook by their ids."""
    text = (folder / f"{STEM}.ipynb").read_text(encoding="utf-8")
    nbformat.validate(nbformat.reads(text, as_version=4))
    return {c["id"]: "".join(c["source"]) for c in json.loads(text)["cells"]}


def test_nothing_that_is_handed_out_counts_as_written(released_course):
    for path in released_course.release.glob("*/*.ipynb"):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        asked = update.answers(cells)
        assert asked
        texts = {name: "".join(cell["source"]) for name, cell in asked.items()}
        begun = update.starting_of(json.loads(path.read_text(encoding="utf-8")))
        assert begun == texts
        assert [n for n, text in texts.items() if update.written(text, begun[n])] == []
        changed = {n: text.replace("def ", "x = 1\ndef ") for n, text in texts.items()}
        mended = [n for n in texts if "raise NotImplementedError" not in texts[n]]
        for name in mended:
            assert update.written(changed[name], begun[name])


def test_answers_and_own_cells_are_where_they_were(folders):
    older, newer = folders
    before = (older / f"{STEM}.ipynb").read_bytes()
    said = update.carry(older, newer)
    found = sources(newer)
    assert found["squared_loss-solution"] == MINE
    ids = list(found)
    assert ids[ids.index("f00d") - 1] == "squared_loss"
    assert "raise NotImplementedError" in found["fit_line-solution"]
    assert (older / f"{STEM}.ipynb").read_bytes() == before
    lines = said.splitlines()
    assert lines[:3] == [
        f"{STEM}.ipynb",
        "  carried: squared_loss",
        "  to be written: line_threshold",
    ]
    assert (
        "  carried: descend; it is called in another way now: "
        "descend(slope, w0, learning_rate, num_iterations)"
    ) in lines
    assert "  carried: 1 cell of your own" in lines


def test_folded_cells_are_carried_and_those_of_the_course_are_as_it_folds_them(
    folders, notebook
):
    older, newer = folders
    mine = json.loads((older / f"{STEM}.ipynb").read_text(encoding="utf-8"))
    for cell in mine["cells"]:
        folded = cell["metadata"].get("jupyter", {}).get("source_hidden", False)
        cell["metadata"]["jupyter"] = {"source_hidden": not folded}
    save(older, mine)
    said = update.carry(older, newer)
    assert "  carried: squared_loss" in said and "  carried: 1 cell of your own" in said
    carried = json.loads((newer / f"{STEM}.ipynb").read_text(encoding="utf-8"))["cells"]
    found = {cell["id"]: cell["metadata"].get("jupyter") for cell in carried}
    assert found.pop("f00d") == {"source_hidden": True}
    assert found == {c["id"]: c["metadata"].get("jupyter") for c in notebook["cells"]}


def test_answered_predictions_are_carried_and_open_ones_stay_open(folders, notebook):
    older, newer = folders
    asked = {"cell_type": "code", "metadata": {"nnlib": {"role": "predict"}}}
    asked |= {"outputs": [], "execution_count": None}
    waiting = 'check.predict("axis", ...)\ncheck.recall("half", ...)'
    cells = [asked | {"id": f"prediction-{n}", "source": waiting} for n in "abcd"]
    notebook["cells"] += copy.deepcopy(cells)
    save(newer, notebook)
    cells[0]["source"] = waiting.replace("...", "2")
    cells[1]["source"] = 'check.predict("axis", 2)\ncheck.recall("half", ...)'
    cells[3]["source"] = 'check.predict("rows", 2)'  # asked before, and no longer
    mine = copy.deepcopy(notebook)
    mine["cells"][-4:] = cells
    save(older, mine)
    assert "  carried: 2 predictions" in update.carry(older, newer).splitlines()
    found = sources(newer)
    texts = [found[f"prediction-{n}"] for n in "abcd"]
    assert texts == [cells[0]["source"], cells[1]["source"], waiting, waiting]


def words_of(notebook):
    (cell,) = [one for one in notebook["cells"] if one["id"] == "two_sentences"]
    return cell


def test_an_answer_in_words_is_carried_and_one_that_is_there_stays(folders, notebook):
    older, newer = folders
    mine, given = copy.deepcopy(notebook), "".join(words_of(notebook)["source"])
    words_of(mine)["source"] = f"{given}\n\nSteps go down."
    save(older, mine)
    for _ in range(2):
        said = update.carry(older, newer)
        assert sources(newer)["two_sentences"] == f"{given}\n\nSteps go down."
    assert "otherwise" not in said
    words_of(mine)["source"] = f"{given}\n\nSomething else."
    save(older, mine)
    said = update.carry(older, newer)
    assert sources(newer)["two_sentences"].endswith("Steps go down.")
    assert "not carried: two_sentences; its cell reads otherwise now" in said


def test_older_files_and_the_report_lie_in_a_folder_that_says_what_it_is(folders):
    older, newer = folders
    said = update.carry(older, newer)
    (kept,) = [path for path in newer.iterdir() if path.is_dir()]
    assert kept.name.startswith("before the update of 20")
    assert {path.name for path in kept.iterdir()} == {f"{STEM}.ipynb", update.REPORT}
    assert (kept / f"{STEM}.ipynb").read_bytes() == (
        older / f"{STEM}.ipynb"
    ).read_bytes()
    assert (kept / update.REPORT).read_text(encoding="utf-8") == f"{said}\n"


def test_an_answer_in_the_newer_notebook_stays(folders, notebook):
    older, newer = folders
    answer(notebook, "squared_loss", "def squared_loss(a, y):\n    return 7")
    save(newer, notebook)
    said = update.carry(older, newer)
    assert sources(newer)["squared_loss-solution"].endswith("return 7")
    assert "not carried: squared_loss; the newer notebook holds an answer" in said


def test_a_second_update_loses_and_doubles_nothing(folders):
    older, newer = folders
    update.carry(older, newer)
    before = sources(newer)
    update.carry(older, newer)
    assert sources(newer) == before
    assert len([path for path in newer.iterdir() if path.is_dir()]) == 2


def test_the_command_takes_the_older_folder_and_the_newer_one(
    folders, monkeypatch, capsys
):
    older, newer = folders
    assert main(["update", str(older), str(newer)]) == 0
    assert "carried: squared_loss" in capsys.readouterr().out
    monkeypatch.chdir(newer.parent)
    newer.rename(newer.parent / "notebooks")
    assert main(["update", str(older)]) == 0
    # It is the same answer, so nothing is amiss.
    assert "carried: squared_loss" in capsys.readouterr().out


def test_an_exercise_that_is_gone_is_named(folders, notebook):
    older, newer = folders
    notebook["cells"] = [c for c in notebook["cells"] if "squared" not in c["id"]]
    save(newer, notebook)
    said = update.carry(older, newer)
    assert "not carried: squared_loss; it is no exercise any more" in said


def test_of_several_older_files_the_latest_counts_and_the_others_are_named(folders):

    older, newer = folders
    draft = json.loads((older / f"{STEM}.ipynb").read_text(encoding="utf-8"))
    answer(draft, "squared_loss", "def squared_loss(a, y):\n    return 1")
    save(older, draft, "draft.ipynb")
    os.utime(older / "draft.ipynb", (1, 1))
    said = update.carry(older, newer)
    assert "left alone: draft.ipynb, older files of the same notebook" in said
    assert sources(newer)["squared_loss-solution"] == MINE
    (kept,) = [path for path in newer.iterdir() if path.is_dir()]
    assert (kept / "draft.ipynb").is_file()


def test_an_untouched_download_beside_the_answers_is_passed_over(folders, notebook):
    older, newer = folders
    save(older, notebook, "again (1).ipynb")
    os.utime(older / f"{STEM}.ipynb", (1, 1))
    said = update.carry(older, newer)
    assert sources(newer)["squared_loss-solution"] == MINE
    assert (
        "left alone: again (1).ipynb, older files of the same notebook, with nothing "
        "written in them"
    ) in said


@pytest.mark.parametrize("data", ['{"cells": [', "", "[]"])
def test_a_file_that_cannot_be_read_is_copied_and_named(folders, data):
    older, newer = folders
    for folder in (older, newer):
        (folder / "02_cut.ipynb").write_text(data, encoding="utf-8")
    said = update.carry(older, newer).splitlines()
    assert "02_cut.ipynb cannot be read as a notebook, and is copied as it is" in said
    assert "02_cut.ipynb cannot be read as a notebook, and is left alone" in said
    (kept,) = [path for path in newer.iterdir() if path.is_dir()]
    assert (kept / "02_cut.ipynb").read_text(encoding="utf-8") == data


def test_what_windows_wrote_is_read(folders):
    older, newer = folders
    for file in (older / f"{STEM}.ipynb", newer / f"{STEM}.ipynb"):
        text = file.read_text(encoding="utf-8").replace("\n", "\r\n")
        file.write_text(text, encoding="utf-8-sig")
    update.carry(older, newer)
    assert sources(newer)["squared_loss-solution"] == MINE


def test_a_folder_that_cannot_be_written_is_said_in_one_line(folders, capsys):
    older, newer = folders
    # Whoever is root may write everywhere, but a folder is no file for anybody.
    (newer / f".{STEM}.ipynb.part").mkdir()
    assert main(["update", str(older), str(newer)]) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"error: {newer} cannot be written to: ")
    assert said.count("\n") == 1


@pytest.mark.parametrize("first", ["%%time\n", "", "def broken(:\n"])
def test_an_answer_is_called_anew_only_where_its_head_can_be_read(
    folders, notebook, first
):
    older, newer = folders
    answer(notebook, "squared_loss", first + MINE)
    save(older, notebook)
    assert "  carried: squared_loss" in update.carry(older, newer).splitlines()
    assert sources(newer)["squared_loss-solution"] == first + MINE


def test_of_two_cells_for_one_exercise_the_last_is_carried_and_that_is_said(
    folders, notebook
):
    older, newer = folders
    (asked,) = [c for c in notebook["cells"] if c["id"] == "squared_loss-solution"]
    trial = MINE.replace("0.5", "2")
    copies = [asked | {"id": "f1", "source": MINE}, asked | {"id": "f2"}]
    notebook["cells"] += copies
    answer(notebook, "squared_loss", trial)
    save(older, notebook)
    said = update.carry(older, newer)
    # The last is a placeholder, as handed out: something is written in the one before.
    assert sources(newer)["squared_loss-solution"] == MINE
    assert "answered in more than one cell: squared_loss; carried is the last" in said


def test_a_changed_copy_of_a_demonstration_is_a_cell_of_her_own(folders, notebook):
    older, newer = folders
    marked = {"nnlib": {"role": "demo", "names": [], "part": "", "digest": ""}}
    place = [cell["id"] for cell in notebook["cells"]].index("squared_loss")
    notebook["cells"].insert(place + 1, OWN | {"id": "c0de", "metadata": marked})
    save(older, notebook)
    assert "carried: 1 cell of your own" in update.carry(older, newer)
    assert sources(newer)["c0de"] == OWN["source"]


def test_a_file_in_place_of_its_folder_is_said(folders, capsys):
    older, newer = folders
    assert main(["update", str(older / f"{STEM}.ipynb"), str(newer)]) == 1
    assert "is no folder; name the folder" in capsys.readouterr().err


def test_an_answer_that_is_no_python_is_carried_as_it_is(folders, notebook):
    older, newer = folders
    answer(notebook, "squared_loss", "def squared_loss(a, y)\n    return (")
    save(older, notebook)
    update.carry(older, newer)
    assert sources(newer)["squared_loss-solution"].endswith("(a, y)\n    return (")


@pytest.mark.parametrize("which", ["empty", "same", "missing"])
def test_what_cannot_be_carried_changes_nothing_and_is_said(
    folders, tmp_path, which, capsys
):
    _, newer = folders
    before = {path.name: path.read_bytes() for path in newer.iterdir()}
    old = {"empty": tmp_path, "same": newer, "missing": tmp_path / "no"}[which]
    assert main(["update", str(old), str(newer)]) == 1
    assert capsys.readouterr().err.startswith("error: ")
    assert {path.name: path.read_bytes() for path in newer.iterdir()} == before


@pytest.mark.long
def test_carried_solutions_earn_every_point(released_course, tmp_path):
    """From a solved notebook of an older edition to a newer one that really runs."""
    older, newer = tmp_path / "old", tmp_path / "new"
    for folder in (older, newer):
        folder.mkdir()
    release = released_course.release / STEM / f"{STEM}.ipynb"
    solved = nbformat.read(
        released_course.source / STEM / f"{STEM}.ipynb", as_version=4
    )
    mine = json.loads(release.read_text(encoding="utf-8"))
    for name, text in solutions(solved).items():
        answer(mine, name, text)
    save(older, mine)
    (newer / release.name).write_bytes(release.read_bytes())
    update.carry(older, newer)
    ran = executed(nbformat.read(newer / release.name, as_version=4), tmp_path)
    assert failures(ran) == []
    assert all(score == most for score, most in scores(ran).values())
