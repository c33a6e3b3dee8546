"""A student's own answers, carried from older notebooks into newer ones.

An answer belongs to an exercise, and an exercise is known by its name. Nothing is lost:
the older files are only read, a copy of them lies beside the newer ones in a folder
that says what it is, and an answer that the newer notebook has already stays.
"""

import ast
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from nnlib.check.begun import code_of
from nnlib.check.description import is_stub
from nnlib.exercises.starting import starting_texts
from nnlib.saved_notebook import (
    answer_in,
    built_with,
    cells_of,
    marks_of,
    read,
    saved,
    text_of,
)
from nnlib.wording import counted, listed

Files = dict[str, list[Path]]  # notebooks by number, the latest saved first
NOTHING: Mapping[str, str] = MappingProxyType({})
IDS = ("cell-", "prediction-", "section-")  # of cells that nbgrader does not know
PREDICT, IN_WORDS = "predict", "written"
WAITING = ", ...)"  # a prediction that nobody has answered
QUESTION = re.compile(r'check\.\w+\("(\w+)"')
INSIDE = "notebooks"  # where they lie in the folder of the course
REPORT = "what was carried.txt"
KEPT = "before the update of {day}"
NO_NOTEBOOKS = "{folder} holds no notebook of the course"
NO_FOLDER = "{folder} is no folder; name the folder with the notebooks"
NOT_WRITABLE = (
    "{folder} cannot be written to: {why}. Copy the newer notebooks to a folder of "
    "your own, and name that; your older files are as they were"
)
SAME_FOLDER = "{folder} is the folder to carry into; name the one with the older files"
CARRIED = "  carried: {name}"
CALLED_ANEW = "  carried: {name}; it is called in another way now: {line}"
SEVERAL = (
    "  answered in more than one cell: {names}; carried is the last, the others are in "
    "the older file only"
)
PREDICTIONS = "  carried: {predictions}"
OWN_CELLS = "  carried: {cells} of your own"
HAS_ONE = "  not carried: {name}; the newer notebook holds an answer already"
OTHER_WORDS = (
    "  not carried: {name}; its cell reads otherwise now. If you have written "
    "something in the older file, copy it from there"
)
NO_LONGER = "  not carried: {name}; it is no exercise any more"
NOT_WRITTEN = "  to be written: {name}"
OTHERS = "  left alone: {names}, older files of the same notebook{which}"
WITH_ANSWERS = " with answers in them; carried are those of {source}, which is newer"
WITHOUT = ", with nothing written in them"
UNREADABLE = "{name} cannot be read as a notebook, and is {kept}"
NO_OLDER = "  nothing to carry: no older file of this notebook"
END = (
    "Your older files are copied, unchanged, into “{kept}”. What you changed in cells "
    "of the course itself is there, and only there. Open the newer notebooks, choose "
    "Restart Kernel and Run All Cells, and save."
)


class UpdateError(Exception):
    """Nothing could be carried; nothing was changed."""


def carry(old: Path, new: Path) -> str:
    """Carry the answers of a folder into the notebooks of another.

    Parameters
    ----------
    old : Path
        With older notebooks; it is only read.
    new : Path
        With newer ones.

    Returns
    -------
    str
        What was carried, what was not, and why; it is written beside the copies too.

    Raises
    ------
    UpdateError
        If one of the folders holds no notebook of the course, or both are one.
    """
    if new.resolve() in (old.resolve(), (old / INSIDE).resolve()):
        raise UpdateError(SAME_FOLDER.format(folder=new))
    older, newer = of_the_course(old), of_the_course(new)
    try:
        return carried_over(old, new, older, newer)
    except OSError as error:
        told = NOT_WRITABLE.format(folder=new.resolve(), why=error.strerror)
        raise UpdateError(told) from error


def carried_over(old: Path, new: Path, older: Files, newer: Files) -> str:
    """Copy the older files, carry what is in them, and return the report."""
    kept = new.resolve() / unused(new, KEPT.format(day=date.today()))
    kept.mkdir()
    damaged = unreadable(old)
    for file in [*damaged, *(file for files in older.values() for file in files)]:
        shutil.copy2(file, kept)
    lines = []
    for number, (target, *_) in newer.items():
        lines += [target.name, *carried(older.get(number, []), target)]
    for files, what in ((damaged, "copied as it is"), (unreadable(new), "left alone")):
        lines += [UNREADABLE.format(name=file.name, kept=what) for file in files]
    report = "\n".join([*lines, "", END.format(kept=kept)])
    (kept / REPORT).write_text(f"{report}\n", encoding="utf-8")
    return report


def notebooks_in(folder: Path) -> list[Path]:
    """List the notebooks of a folder, or of its notebooks/, the latest saved first."""
    inside = [*folder.glob("*.ipynb"), *folder.glob(f"{INSIDE}/*.ipynb")]
    return sorted(inside, key=os.path.getmtime, reverse=True)


def unreadable(folder: Path) -> list[Path]:
    """List the files of a folder that have the name of a notebook, and are none."""
    return [file for file in notebooks_in(folder) if read(file) is None]


def of_the_course(folder: Path) -> Files:
    """Return a folder's notebooks of the course by number, the latest saved first."""
    if folder.is_file():
        raise UpdateError(NO_FOLDER.format(folder=folder))
    found: Files = {}
    for file in notebooks_in(folder):
        if number := built_with(file).get("notebook"):
            found.setdefault(str(number), []).append(file)
    if not found:
        raise UpdateError(NO_NOTEBOOKS.format(folder=folder))
    return dict(sorted(found.items()))


def unused(folder: Path, name: str) -> str:
    """Return a name that nothing in a folder has yet."""
    number, free = 1, name
    while (folder / free).exists():
        number += 1
        free = f"{name} ({number})"
    return free


def carried(older: list[Path], target: Path) -> Iterator[str]:
    """Carry the answers of the latest file with work in it, and yield what became."""
    if not older:
        yield NO_OLDER
        return
    notebook = dict(saved(target))
    begun = starting_of(notebook)
    worked = [one for one in older if has_answers(one, begun)]
    source, *others = worked or older
    into = (answers_into, predictions_into, words_into, own_cells_into)
    told = [line for put in into for line in put(notebook, source)]
    write(target, notebook)
    yield from told
    if others:
        which = WITH_ANSWERS.format(source=source.name) if worked else WITHOUT
        yield OTHERS.format(names=names_of(others), which=which)
    if worked and (empty := [one for one in older if one not in worked]):
        yield OTHERS.format(names=names_of(empty), which=WITHOUT)


def names_of(files: list[Path]) -> str:
    """Write the names of files in a row."""
    return ", ".join(file.name for file in files)


def has_answers(file: Path, begun: Mapping[str, str]) -> bool:
    """Tell whether an answer is written in a notebook, or a prediction."""
    cells = cells_of(file)
    return any(
        written(text_of(cell), begun.get(name, ""))
        for name, cell in answers(cells, begun).items()
    ) or any(WAITING not in text_of(cell) for cell in filter(predicts, cells))


def answers_into(notebook: dict, source: Path) -> Iterator[str]:
    """Put each answer where the newer notebook asks for it."""
    begun = starting_of(notebook)
    old, places = answers(cells_of(source), begun), answers(notebook["cells"])
    for name, cell in places.items():
        text, given = text_of(old.get(name, {})), begun.get(name, "")
        if not written(text, given):
            if not written(text_of(cell), given):
                yield NOT_WRITTEN.format(name=name)
        elif text_of(cell) == text:
            # An update that was stopped has been here before.
            yield CARRIED.format(name=name)
        elif written(text_of(cell), given):
            yield HAS_ONE.format(name=name)
        else:
            asked = head(text_of(cell))
            # What is no Python says nothing of how it is called.
            anew = head(text) not in ("", asked)
            cell["source"] = text.splitlines(keepends=True)
            yield (CALLED_ANEW if anew else CARRIED).format(name=name, line=asked)
    for name, cell in old.items():
        if name not in places and written(text_of(cell)):
            yield NO_LONGER.format(name=name)
    if repeated := answered_twice(cells_of(source), begun):
        yield SEVERAL.format(names=listed(repeated))


def predictions_into(notebook: dict, source: Path) -> Iterator[str]:
    """Put each answered prediction where the newer notebook asks the same."""
    old = {identity(one): one for one in cells_of(source) if predicts(one)}
    count = 0
    for cell in filter(predicts, notebook["cells"]):
        text, given = text_of(old.get(identity(cell), {})), text_of(cell)
        same = QUESTION.findall(text) == QUESTION.findall(given)
        if same and text.count(WAITING) < given.count(WAITING):
            cell["source"] = text.splitlines(keepends=True)
            count += 1
    if count:
        yield PREDICTIONS.format(predictions=counted(count, "prediction"))


def words_into(notebook: dict, source: Path) -> Iterator[str]:
    """Put what was answered in words where the newer notebook asks it."""
    old = {identity(one): text_of(one) for one in cells_of(source) if is_in_words(one)}
    for cell in filter(is_in_words, notebook["cells"]):
        text, name = old.get(identity(cell), ""), identity(cell)
        mine, given = set(text.split("\n")), set(text_of(cell).split("\n"))
        if mine > given:
            cell["source"] = text.splitlines(keepends=True)
            yield CARRIED.format(name=name)
        elif text.strip() and mine != given:
            yield OTHER_WORDS.format(name=name)


def is_in_words(cell: dict) -> bool:
    """Tell whether a cell is answered in words."""
    return marks_of(cell, "nnlib").get("role") == IN_WORDS


def predicts(cell: dict) -> bool:
    """Tell whether a prediction is written in a cell."""
    return marks_of(cell, "nnlib").get("role") == PREDICT


def own_cells_into(notebook: dict, source: Path) -> Iterator[str]:
    """Put a student's own cells behind the cell that they stood behind."""
    known = {identity(cell) for cell in notebook["cells"]}
    before, count = "", 0
    for cell in cells_of(source):
        if is_own(cell) and identity(cell) not in known and text_of(cell):
            names = [identity(one) for one in notebook["cells"]]
            place = names.index(before) + 1 if before in names else len(names)
            notebook["cells"].insert(place, dict(cell))
            count += 1
        before = identity(cell)
    if count:
        yield OWN_CELLS.format(cells=counted(count, "cell"))


def answers(cells: list, begun: Mapping[str, str] = NOTHING) -> dict[str, dict]:
    """Return the cells in which answers are written, by the name of the exercise.

    Of several it is the last in which something is written, as when it is graded.
    """
    found: dict[str, dict] = {}
    for cell in cells:
        name = answer_in(cell)
        better = name not in found or written(text_of(cell), begun.get(name, ""))
        if name and better:
            found[name] = cell
    return found


def answered_twice(cells: list, begun: Mapping[str, str]) -> list[str]:
    """Name the exercises that several cells answer, each in another way."""
    texts: dict[str, set[str]] = {}
    for cell in cells:
        name, text = answer_in(cell), text_of(cell)
        if name and written(text, begun.get(name, "")):
            texts.setdefault(name, set()).add(code_of(text))
    return [name for name, ways in texts.items() if len(ways) > 1]


def identity(cell: dict) -> str:
    """Return what a cell is known by in both versions."""
    return str(marks_of(cell, "nbgrader").get("grade_id") or cell.get("id", ""))


def is_own(cell: dict) -> bool:
    """Tell whether a student has added a cell."""
    id = str(cell.get("id", ""))
    # A copy has the marks of its cell, and an id of its own.
    given = marks_of(cell, "nbgrader") or (marks_of(cell, "nnlib") and not id)
    return not given and not id.startswith(IDS)


def starting_of(notebook: dict) -> dict[str, str]:
    """Return the text with which each answer begins, as it is installed, by name."""
    number = f"{marks_of(notebook, 'nnlib').get('notebook')}/"
    return {
        id.removeprefix(number): text
        for id, text in starting_texts().items()
        if id.startswith(number)
    }


def written(text: str, begun: str = "") -> bool:
    """Tell whether an answer is more than what was handed out.

    Parameters
    ----------
    text : str
        The cell.
    begun : str
        The cell as it was handed out, where that is more than a placeholder.

    Returns
    -------
    bool
        Comments, blanks and a placeholder are no answer.
    """
    found = functions(text)
    untouched = found and all(is_stub(ast.unparse(one)) for one in found)
    same = bool(begun) and code_of(text) == code_of(begun)
    return bool(text.strip()) and not (untouched or same)


def functions(text: str) -> list[ast.FunctionDef]:
    """Return the functions of a text; none where it is not Python."""
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return []
    return [node for node in tree.body if isinstance(node, ast.FunctionDef)]


def head(text: str) -> str:
    """Return how the first function of a text is called."""
    first = next(iter(functions(text)), None)
    return f"{first.name}({ast.unparse(first.args)})" if first else ""


def write(file: Path, notebook: dict) -> None:
    """Write a notebook in one step; the older file stays until then."""
    text = json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
    part = file.with_name(f".{file.name}.part")
    part.write_text(text, encoding="utf-8")
    os.replace(part, file)
