"""A plan for the terminal: a table of who and what, what is asked, who is missing."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from grading.course_file import times
from grading.errors import listed
from grading.handed_in.members import NOTEBOOK, printable
from grading.handed_in.plan import Item, Plan, Seen

# Whom one command-line option answers for.
REMEDY = {
    "new": "--accept new takes whoever is not known as new",
    "names": "--accept names takes the same name for the same person",
    "numbers": "--accept numbers, if the worksheet is that of this assignment",
    "many": "--accept many, if each is one person's",
    "older": "--accept older, if they go back to these files",
}
BY = {
    "answered": "your answer",
    "before": "number, as before",
    "number": "number",
    "id": "id",
    "name": "name",
    "group": "group",
    "address": "e-mail",
    "new": "new",
}


def plan(found: Plan) -> Iterator[RenderableType]:
    """Show a plan.

    Parameters
    ----------
    found : Plan
        What collecting would do.

    Yields
    ------
    renderable
        Of rich.
    """
    scope = f", notebook {found.scope}" if found.scope else ""
    yield Text(f"From {found.platform.title}{scope}:")
    if found.taken:
        yield table(found)
    if any(is_open(one) for item in found.taken for one in item.seen):
        yield Text("?: how many were begun is seen when it is graded.")
    for one in found.taken:
        yield from (Text(f"note: {one.shown}: {text}") for text in one.notes)
    for one in found.refused:
        yield Text(f"refused: {one.shown}: {one.problem}", style="yellow")
    for name in found.left_out:
        text = f"asked: {name}: it fits no form; collect it by itself"
        yield Text(text, style="bold")
    for one in found.asked:
        yield Text(f"asked: {asked(one)}", style="bold")
    yield from (Text(f"  {text}") for text in answers(found))
    if found.missing:
        yield Text(f"Nothing yet from {listed(found.missing)}.")


def table(found: Plan) -> Table:
    """Show what is taken, a row for each notebook."""
    shown = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("student", "from", "told by", "notebook", "file"):
        shown.add_column(heading, overflow="fold")
    shown.add_column("begun", justify="right", no_wrap=True)
    for item in found.taken:
        last = {one.what.assignment: one for one in item.seen}
        for place, one in enumerate(last.values()):
            shown.add_row(*row(item, one, place == 0))
    return shown


def row(item: Item, one: Seen, first: bool) -> tuple[str, ...]:
    """Return the cells of one notebook."""
    name = one.what.assignment
    others = [other for other in item.seen if other.what.assignment == name]
    more = f" (last of {len(others)})" if len(others) > 1 else ""
    late = ", late" if one.sent.reading.late else ""
    when = f", {times.shown(one.time)}" if one.time else ""
    begun = "?" if is_open(one) else "damaged"
    begun = begun if one.begun is None else f"{one.begun[0]} of {one.begun[1]}"
    sender = printable(item.whose.sender.shown)
    known = (item.shown, sender, BY[item.whose.by]) if first else ("", "", "")
    inner = one.sent.reading.file if one.sent.member.kind == NOTEBOOK else one.name
    file = f"{printable(inner)}{more}{when}{late}"
    return *known, name.partition("_")[0], file, begun


def is_open(one: Seen) -> bool:
    """Tell whether nobody knows yet how many answers were begun."""
    return one.begun is None and not one.damage


def asked(item: Item) -> str:
    """Word what must be answered about a sender."""
    sender = printable(item.whose.sender.shown)
    return f"{sender}: {item.whose.question}"


def answers(found: Plan) -> Iterator[str]:
    """Say which options answer what is asked."""
    for kind in dict.fromkeys(one.whose.accept for one in found.asked):
        if kind:
            yield REMEDY[kind]
    if found.asked:
        sender = found.asked[0].whose.sender
        called = sender.key or sender.name or sender.group
        yield f'--match "{called}=ID" says who it is; with - as ID it is left out'
