"""A new exercise, begun: a function, an exercise, a place, cells, all to fill in.

What has to be written is marked TODO, and `check-course` names every mark that is left.
Nothing that is there is overwritten, and nothing is written unless all of it can be.
"""

import keyword
import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

import nnlib
from grading import atomic
from grading.errors import UNKNOWN_NOTEBOOK, UsageError, one_of
from grading.text import roles, source
from grading.text.source import Source
from nnlib.exercises import FOLDERS, NOTEBOOKS

PACKAGE = Path(nnlib.__file__).parent
ID = re.compile(r"(\d\d)/([a-z][a-z0-9_]*)")
FIRST = ""  # what comes before the first exercise of a notebook
SECTION = re.compile(r"^## ", re.MULTILINE)

MODULE = '''\
"""TODO: what these functions are about, in one sentence."""

from nnlib.built_in import built_in
'''
FUNCTION = '''

@built_in("$notebook")
def $name($arguments):
    """TODO: what it gives, in one sentence.

    Parameters
    ----------
    $arguments : TODO
        TODO: shape and meaning of each.

    Returns
    -------
    TODO
        TODO: shape and meaning.

    Examples
    --------
    >>> $name  # TODO: one small call, and what it gives
    """
    raise NotImplementedError  # TODO
'''
EXERCISE = '''\
"""`$name($arguments)`: TODO."""

$imports

exercise = Draft(
    id="$notebook/$name",
    parts={"$name": $points},
    reference=$name,
    returns="$name",
    form="write",
    help="H3",
)


@exercise.probes
def probes(rng):
    """TODO: first a case for paper, then at least two that are drawn."""
    return [Probe(($zeros), shown=True)]


# TODO: at least six wrong versions that students write, each by one thought.
@exercise.variant(
    "TODO: the mistake in a few words",
    evidence="TODO: what can be seen in the numbers.",
    question="TODO: what leads to the idea?",
)
def first_mistake($arguments):
    return $name($arguments)


# TODO: at least two right versions that are written differently.
@exercise.accepted
def another_way($arguments):
    """TODO: how it differs."""
    return $name($arguments)


EXERCISE = exercise.with_hints(
    "TODO: a question.",
    "TODO: where to look, or a worked sibling; never the line itself.",
)
'''
CELLS = '''\
# %% [markdown]
# ## TODO: a heading
#
# TODO: the idea, the formula, a small example.
#
# **Predict first.** TODO: a question with one answer.
#
# <details><summary>Answer</summary>
#
# TODO
# </details>
#
# ### Exercise: `$name`
#
# TODO: shapes. Typically 1 line.


# %% solution="$name"
def $name($arguments):
    """TODO: what it gives, with shapes."""
    ### BEGIN SOLUTION
    raise NotImplementedError  # TODO
    ### END SOLUTION


# %% check="$name"

# %% demo
with waits_for($name) as show:
    print("TODO: $name at work")

'''


@dataclass(frozen=True)
class Begun:
    """One file of a new exercise.

    Parameters
    ----------
    path : Path
        The file.
    text : str
        What it shall hold.
    line : int
        Where its new part begins, counted from 1.
    """

    path: Path
    text: str
    line: int = 1


def new_exercise(
    id: str,
    arguments: Sequence[str] = (),
    *,
    module: str | None = None,
    after: str | None = None,
    points: int = 5,
    authoring: Path = source.AUTHORING,
    package: Path = PACKAGE,
) -> list[Begun]:
    """Begin the files of an exercise.

    Parameters
    ----------
    id : str
        Notebook and function, such as `02/accuracy`.
    arguments : sequence of str
        Names of the function's arguments; `x` if there are none.
    module : str, optional
        File of the mathematics that gets the function; if omitted, the one with most
        functions of the notebook.
    after : str, optional
        The exercise behind which it is taught; the last of the notebook if omitted.
    points : int
        What it is worth.
    authoring, package : Path
        Where the texts and `nnlib` lie.

    Returns
    -------
    list of Begun
        What was written: mathematics, exercise, teaching order, text.

    Raises
    ------
    UsageError
        If a name is not legal, unknown or taken; nothing is written then.
    """
    notebook, name = _split(id)
    after = _after(notebook, name, after)
    module = module or _main_module(notebook)
    given = [*arguments] or ["x"]
    for word in (module, *given):
        if not word.isidentifier() or keyword.iskeyword(word):
            raise UsageError(
                f"{word!r} cannot be a name in Python, expected one like learning_rate"
            )
    words = {"notebook": notebook, "name": name, "module": module}
    words |= {"points": points, "arguments": ", ".join(given)}
    imports = (
        f"from nnlib.{module} import {name}",
        "from nnlib.check import Draft, Probe",
    )
    words["imports"] = "\n".join(sorted(imports))
    words["zeros"] = ", ".join("0.0" for _ in given) + ","
    folder = package / "exercises" / FOLDERS[notebook]
    begun = [
        _function(package / f"{module}.py", words),
        _exercise(folder / f"{name}.py", words),
        _place(folder / "__init__.py", name, after),
        _cells(_text(authoring, notebook), after, words),
    ]
    for one in begun:
        atomic.write_text(one.path, one.text, mode=atomic.PUBLIC)
    return begun


def _split(id: str) -> tuple[str, str]:
    found = ID.fullmatch(id)
    if not found or keyword.iskeyword(found[2]):
        raise UsageError(
            f"{id!r} is no id of an exercise, expected one like 02/accuracy: "
            "number of the notebook, slash, a name of lower-case letters, digits "
            "and underscores"
        )
    if found[1] not in NOTEBOOKS:
        known = ", ".join(NOTEBOOKS)
        raise UsageError(UNKNOWN_NOTEBOOK.format(notebook=found[1], known=known))
    return found[1], found[2]


def _after(notebook: str, name: str, after: str | None) -> str:
    names = [one.name for one in NOTEBOOKS[notebook]]
    if name in names:
        raise UsageError(
            f"there is an exercise {notebook}/{name} already; choose another name"
        )
    if after and after not in names:
        known = one_of(after, names)
        raise UsageError(f"--after is {after!r}, expected {known}")
    return after or [FIRST, *names][-1]


def _main_module(notebook: str) -> str:
    if not NOTEBOOKS[notebook]:
        raise UsageError(
            f"notebook {notebook} has no function yet; say with --module into "
            "which file of nnlib this one goes"
        )
    homes = [one.reference.__module__ for one in NOTEBOOKS[notebook]]
    return statistics.mode(homes).removeprefix("nnlib.")


def _function(path: Path, words: dict) -> Begun:
    before = path.read_text(encoding="utf-8") if path.exists() else MODULE
    if re.search(rf"^def {words['name']}\(", before, re.MULTILINE):
        return Begun(path, before)  # it is there, as a demonstration
    text = before + Template(FUNCTION).substitute(words)
    return Begun(path, text, before.count("\n") + 3)


def _exercise(path: Path, words: dict) -> Begun:
    if path.exists():
        raise UsageError(f"{path} exists already; nothing was written")
    return Begun(path, Template(EXERCISE).substitute(words))


def _place(path: Path, name: str, after: str) -> Begun:
    before = path.read_text(encoding="utf-8")
    line, first = f'    "{name}",\n', "TEACHING_ORDER = ("
    old = f"{first})\n" if after == FIRST else f'    "{after}",\n'
    new = f"{first}\n{line})\n" if after == FIRST else old + line
    if before.count(old) != 1:
        raise UsageError(f"{path} has no line {old.strip()}; nothing was written")
    text = before.replace(old, new)
    return Begun(path, text, text[: text.index(f'"{name}"')].count("\n") + 1)


def _text(authoring: Path, notebook: str) -> Source:
    return source.read(next(authoring.glob(f"{notebook}_*.py")))


def _cells(text: Source, after: str, words: dict) -> Begun:
    name = words["name"]
    if [cell for cell in text.cells if cell.role.name == name]:
        raise UsageError(
            f"{text.path} has cells of {name} already; nothing was written"
        )
    line = _next_section(text, after)
    lines = text.path.read_text(encoding="utf-8").splitlines(keepends=True)
    lines.insert(line - 1, Template(CELLS).substitute(words))
    return Begun(text.path, "".join(lines), line)


def _next_section(text: Source, after: str) -> int:
    checks = {c.role.name: c.number for c in text.named(roles.CHECK)}
    below = text.cells[checks.get(after, 0) :]
    return next(c.line for c in below if not c.is_code and SECTION.search(c.text))
