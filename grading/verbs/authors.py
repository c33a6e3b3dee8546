"""For authors: from a changed text to notebooks that keep every rule."""

from argparse import Namespace
from pathlib import Path

from grading.errors import UsageError
from grading.verbs.registered import ONE_NOTEBOOK, flag, option, verb
from grading.verbs.said import count, tell, then


@verb(
    "besides: write the explorers as pages without Python",
    "They open from disk in any browser. It takes about a minute.",
    option(
        "--out",
        type=Path,
        default=Path("gallery"),
        metavar="DIR",
        help="where the pages go; gallery if omitted",
    ),
)
def gallery(arguments: Namespace) -> int:
    """Write the explorers as pages."""
    from grading.gallery import gallery

    for page in gallery(arguments.out):
        print(f"Wrote {page}.")
    return then(f"open {arguments.out / 'index.html'} in a browser.")


@verb(
    "besides: renew the committed notebooks",
    "For authors, after a change of a text or an exercise.",
    flag("--check", "only compare, change nothing"),
)
def notebooks(arguments: Namespace) -> int:
    """Renew the committed notebooks, or compare them."""
    from grading import notebooks

    if arguments.check:
        found = notebooks.check()
        notebooks.check_starting_texts()
        print(f"All notebooks follow from their sources ({len(found)} compared).")
        return 0
    written = notebooks.write()
    notebooks.write_starting_texts()
    notebooks.write_sheets()
    print(f"Wrote {count(len(written), 'notebook')} to {notebooks.NOTEBOOKS}.")
    return then("look at the difference, then commit text and notebooks together.")


@verb(
    "besides: say which rules for authors are not kept",
    "For authors: of texts, exercises and topics, with file, line and remedy. It "
    "runs the check on every wrong version, which takes a minute.",
    option(
        "tried",
        nargs="?",
        metavar="NN or NN/NAME",
        help="run the check of these only, such as 02 or 02/accuracy; all if omitted",
    ),
)
def check_course(arguments: Namespace) -> int:
    """Say which rules for authors are not kept."""
    from grading.authored.importing import not_importable
    from grading.text.finding import grouped

    found = list(not_importable())
    if not found:
        from grading.authored.findings import findings

        found = findings(chosen(arguments.tried))
    tell(grouped(found))
    if found:
        print(f"To be mended: {count(len(found), 'place')}.")
        return 1
    print("Every rule for authors is kept.")
    return then("python -m grading notebooks")


@verb(
    "besides: show what each notebook asks, by form of task",
    "For authors: points by form and by what stands beside the answer, from H4, "
    "formula, example and calls, to H0, nothing but the task.",
)
def tasks(arguments: Namespace) -> int:
    """Show what each notebook asks, by form of task and by help."""
    from grading.tasks import tasks
    from grading.text import source

    tell(tasks(map(source.read, source.sources())))
    return 0


@verb(
    "besides: keep what the check says of every version",
    "For authors: it says which verdicts have changed since they were kept, and "
    "keeps the new ones if the exercise has a new edition. A class that has begun "
    "is graded by the edition that it was given. It takes a minute.",
    option(
        "tried",
        nargs="?",
        metavar="NN or NN/NAME",
        help="run the check of these only, such as 02 or 02/accuracy; all if omitted",
    ),
)
def editions(arguments: Namespace) -> int:
    """Keep what the check says of every version, and say what has changed."""
    from grading.authored.editions import renew

    said, refused = renew(chosen(arguments.tried))
    tell(said)
    if refused:
        print("Not all was renewed: a verdict has changed and the edition has not.")
        return 1
    print(f"Verdicts and editions are kept; {count(len(said), 'change')}.")
    return then("python -m grading notebooks")


@verb(
    "besides: begin the files of a new exercise",
    "For authors: a function, its exercise, its place in the teaching order and "
    "its cells, each to be filled in. What is there is never overwritten.",
    option("id", metavar="NN/NAME", help="such as 02/accuracy"),
    option(
        "arguments",
        nargs="*",
        metavar="ARGUMENT",
        help="of the function, such as P Y",
    ),
    option(
        "--after",
        metavar="NAME",
        help="the exercise before it; the last if omitted",
    ),
    option(
        "--module",
        metavar="NAME",
        help="file of nnlib for the function, such as metrics; the usual one "
        "of the notebook if omitted",
    ),
    option(
        "--points",
        type=int,
        default=5,
        metavar="N",
        help="%(default)s if omitted",
    ),
)
def new_exercise(arguments: Namespace) -> int:
    """Begin the files of a new exercise."""
    from grading.new_exercise import new_exercise
    from grading.text.finding import near

    begun = new_exercise(
        arguments.id,
        arguments.arguments,
        module=arguments.module,
        after=arguments.after,
        points=arguments.points,
    )
    print(f"Began {arguments.id}:")
    tell(f"  {near(one.path)}, line {one.line}" for one in begun)
    return then(
        "write what is marked TODO there. A notebook has 100 points, so take",
        f"{arguments.points} from another exercise. Then",
        "python -m grading check-course",
    )


@verb(
    "besides: say which probes tell wrong versions apart",
    "For authors: how many probes each exercise has, how few would do, and which "
    "versions look the same on all of them.",
    ONE_NOTEBOOK,
)
def probes(arguments: Namespace) -> int:
    """Say for every exercise which probes tell its wrong versions apart."""
    from grading.authored.separation import in_words, separation

    found = [separation(one) for one in chosen(arguments.notebook)]
    for one in found:
        print(in_words(one))
    return int(any(one.confused for one in found))


def chosen(what: str | None) -> list:
    """Return the exercises of a notebook, or one by its id, or all."""
    from nnlib.exercises import NOTEBOOKS, exercises, get

    if what is None:
        return [one for graded in NOTEBOOKS.values() for one in graded]
    try:
        return [get(what)] if "/" in what else list(exercises(what))
    except ValueError as error:
        raise UsageError(str(error)) from error
