"""A submitted notebook put in order: every released cell once, where it belongs.

Answers stay where they stand, and a check comes behind its answer. What was deleted,
doubled, moved or turned into text is put right; the student's own cells stay between
the others. Each repair is told in words. Nothing here parses or runs what a student
wrote: that is done where it can do no harm.
"""

import tokenize
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import StringIO

from nbformat import NotebookNode

from grading.errors import listed
from grading.submitted.answers import Answers, answers
from grading.submitted.salvage import Piece
from grading.submitted.slots import (
    CHECK,
    DEMO,
    LOCKED,
    MOST_IN_LINE,
    SETUP,
    SOLUTION,
    TEXT,
    WRITTEN,
    Slot,
    bound,
    defines,
    first_line,
    homes,
    is_written,
    slots,
)
from nnlib.wording import counted

# Longer cells are not joined: no answer is as long.
MOST_JOINED = 10_000


@dataclass(frozen=True, eq=False)
class Row:
    """One cell of the notebook in order; two are never equal.

    Parameters
    ----------
    source : str
        Its text.
    kind : str
        ``"code"``, ``"markdown"`` or ``"raw"``.
    slot : Slot, optional
        The released cell that it is; None for the student's own.
    piece : Piece, optional
        The submitted cell that it comes from; None for what was put back.
    runs : bool
        Whether it is part of the submission; an answer that is missing is not.
    """

    source: str
    kind: str
    slot: Slot | None = None
    piece: Piece | None = None
    runs: bool = True

    @property
    def role(self) -> str:
        """What it is for; empty for the student's own."""
        return self.slot.role if self.slot else ""


def rebuild(
    pieces: Sequence[Piece], released: NotebookNode
) -> tuple[list[Row], list[str]]:
    """Put the cells of a submission in order.

    Parameters
    ----------
    pieces : sequence of Piece
        The submitted cells, in document order.
    released : NotebookNode
        The notebook that was handed out.

    Returns
    -------
    rows : list of Row
        Every check, answer and locked cell of the release once.
    notes : list of str
        What was put right.
    """
    found = slots(released)
    whole, notes = joined(pieces, found)
    home = homes(whole, found)
    notes += marks_gone(home)
    state = answers(whole, home, found)
    notes += state.told()
    for slot in found:
        if slot.role != SOLUTION:
            keep_last(state, slot)
    rows = [row for piece in state.pieces for row in rows_of(state, piece, notes)]
    notes += twice(state, found)
    rows = in_order(rows, found, notes)
    behind_answers(rows, state, notes)
    ours = [slot for slot in home.values() if slot.role in (CHECK, SOLUTION)]
    if not ours and not state.elsewhere and not any(map(is_answer, rows)):
        another = "Is it another notebook? Then hand in the right one."
        notes = [f"No cell of this notebook is in the file. {another}"]
    return rows, notes


def is_answer(row: Row) -> bool:
    """Tell whether a row holds an answer of the student's."""
    return row.role == SOLUTION and row.runs


# --- Cells that were split ----------------------------------------------------------


def joined(
    pieces: Sequence[Piece], found: Sequence[Slot]
) -> tuple[list[Piece], list[str]]:
    """Join the halves of cells that were split in the middle of a statement."""
    home = homes(pieces, found)
    whole: list[Piece] = []
    notes: list[str] = []
    for piece in pieces:
        last = whole[-1] if whole else None
        slot = home.get(last) if last else None
        if slot and slot.role in (SOLUTION, SETUP) and is_rest(last, piece, home):
            text = last.source.removesuffix("\n") + "\n" + piece.source
            whole[-1] = replace(last, source=text)
            home[whole[-1]] = slot
            notes.append(
                f"The cell “{slot.title}” had been split in two; the halves were "
                "joined."
            )
        else:
            whole.append(piece)
    return whole, list(dict.fromkeys(notes))


def is_rest(first: Piece, second: Piece, home: dict[Piece, Slot]) -> bool:
    """Tell whether a cell goes on in the middle of the function before it."""
    other = home.get(second)
    if first.kind != "code" or second.kind != "code":
        return False
    if not second.source.strip() or other not in (None, home[first]):
        return False
    if len(first.source) + len(second.source) > MOST_JOINED:
        return False
    if is_open(first.source):
        return not is_open(f"{first.source}\n{second.source}")
    inside = first.source.rstrip().splitlines()[-1:]
    begins = second.source.lstrip("\n")[:1] in (" ", "\t")
    return begins and bool(inside) and (inside[0][:1] in " \t" or inside[0][-1] == ":")


def is_open(source: str) -> bool:
    """Tell whether a text ends inside brackets or inside a text of several lines."""
    try:
        for _ in tokenize.generate_tokens(StringIO(source).readline):
            pass
    # Any other complaint is about a text that is wrong, but ends.
    except (tokenize.TokenError, SyntaxError, ValueError) as error:
        return "EOF in multi-line" in str(error)
    return False


# --- Which copy counts --------------------------------------------------------------


def keep_last(state: Answers, slot: Slot) -> None:
    """Keep the last copy of a cell that is no answer."""
    own = state.copies(slot)
    if slot.role == SETUP:
        # What was emptied is as good as deleted.
        own = [piece for piece in own if piece.source.strip()]
    if slot.role == WRITTEN:
        # A copy in which nothing was written takes no place from one with an answer.
        begun = [one for one in own if one.source.strip() != slot.source.strip()]
        own = begun or own
    if own:
        state.kept[slot] = own[-1]


def rows_of(state: Answers, piece: Piece, notes: list[str]) -> Iterator[Row]:
    """Yield what a submitted cell becomes: a released cell, an own one, or nothing."""
    slot = state.home.get(piece)
    if slot is None:
        yield Row(piece.source, piece.kind, piece=piece)
    elif state.kept.get(slot) is piece:
        yield kept_row(state, slot, piece, notes)
    elif slot.role in (SOLUTION, SETUP, DEMO, WRITTEN) and is_another(
        state, slot, piece
    ):
        yield Row(piece.source, piece.kind, piece=piece)


def is_another(state: Answers, slot: Slot, piece: Piece) -> bool:
    """Tell whether a copy holds something that would be lost with it."""
    kept = state.kept.get(slot)
    if slot.role == SOLUTION and not is_written(piece.source, slot):
        return False
    known = {slot.source.strip(), kept.source.strip() if kept else ""}
    return piece.source.strip() not in known


def kept_row(state: Answers, slot: Slot, piece: Piece, notes: list[str]) -> Row:
    """Return a released cell with what the student wrote in it."""
    if slot.role in (CHECK, LOCKED):
        notes += removed(slot, piece)
        if slot.role == LOCKED and piece.source.strip() != slot.source.strip():
            notes.append(
                f"The locked cell “{slot.title}” had been changed; the released "
                "one was used."
            )
        return Row(slot.source, slot.kind, slot, piece)
    if slot.role == WRITTEN:
        return Row(piece.source, slot.kind, slot, piece)
    if slot.role in (DEMO, TEXT):
        changed = piece.source.strip() != slot.source.strip()
        is_theirs = piece.kind != slot.kind and changed
        kind = piece.kind if is_theirs else slot.kind
        return Row(piece.source, kind, None if is_theirs else slot, piece)
    if piece.kind != "code":
        notes.append(
            f"The cell “{slot.title}” had been turned into text; it was run as code."
        )
    return Row(without_prose(state, slot, piece, notes), "code", slot, piece)


def removed(slot: Slot, piece: Piece) -> list[str]:
    """Tell of what a check's cell made, for other cells, beside its check."""
    own = [line for line in piece.source.splitlines() if bound(line[:MOST_IN_LINE])]
    if slot.role != CHECK or not own or defines(piece.source, slot.function):
        return []
    return [
        f"In the check cell of {slot.function} stood more than its check, as "
        f"“{first_line(own[0])}”. A check cell is put back as it was handed out, so "
        "that was not run: write it in a cell of its own, above."
    ]


def without_prose(state: Answers, slot: Slot, piece: Piece, notes: list[str]) -> str:
    """Take text of the course out of code, where cells were merged."""
    source = piece.source
    for other in state.prose:
        source = source.replace(other, "")
    if source != piece.source:
        notes.append(
            f"Text of the course had got into the cell “{slot.title}”; it was left out."
        )
    return source


def twice(state: Answers, found: Sequence[Slot]) -> list[str]:
    """Tell which cells are there more than once."""
    names = [f"“{slot.title}”" for slot in found if len(state.copies(slot)) > 1]
    if not names:
        return []
    return [f"More than once in the notebook, and used once: {listed(names)}."]


def marks_gone(home: dict[Piece, Slot]) -> list[str]:
    """Tell how many cells had lost the name by which nbgrader knows them."""
    marked = [
        piece for piece, slot in home.items() if slot.role not in (TEXT, DEMO, WRITTEN)
    ]
    bare = [p for p in marked if not p.name and home[p].role != SETUP]
    count = counted(len(bare), "cell")
    said = f"Without the marks of the course, and known by what they hold: {count}."
    return [said] if bare else []


# --- Order --------------------------------------------------------------------------


def in_order(rows: list[Row], found: Sequence[Slot], notes: list[str]) -> list[Row]:
    """Put back what is missing, and what was moved away from where it belongs."""
    steady = longest_in_order([row for row in rows if row.slot])
    moved = [row for row in rows if row.slot and row not in steady]
    away = {row.slot: row for row in moved if must_go_back(rows, steady, row)}
    left = [row for row in rows if row not in set(away.values())]
    names = [s.title for s in away if s.role in (SETUP, LOCKED, SOLUTION)]
    notes += [
        f"The cell “{name}” had been moved; it was run where it belongs."
        for name in names
    ]
    there = {row.slot for row in left}
    gone = [
        slot for slot in found if slot not in there and slot.role not in (DEMO, TEXT)
    ]
    for slot in gone:
        back = away.get(slot) or put_back(slot)
        left.insert(place(left, steady, slot), back)
        steady.add(back)
    notes += missing([slot for slot in gone if slot not in away])
    return left


def longest_in_order(rows: Sequence[Row]) -> set[Row]:
    """Return the most rows that stand in the order of the release: the others moved."""
    ends: list[int] = []
    chains: list[tuple[Row, tuple | None]] = []
    for row in rows:
        length = bisect_left(ends, row.slot.index)
        chain = row, chains[length - 1] if length else None
        ends[length : length + 1] = [row.slot.index]
        chains[length : length + 1] = [chain]
    found, chain = set(), chains[-1] if chains else None
    while chain is not None:
        found.add(chain[0])
        chain = chain[1]
    return found


def must_go_back(rows: list[Row], steady: set[Row], row: Row) -> bool:
    """Tell whether a cell that was moved would be missed where it belongs.

    An answer that was moved down stays: it may use what stands above it there.
    """
    if row.role == SOLUTION:
        return rows.index(row) < place(rows, steady, row.slot)
    return row.role in (SETUP, LOCKED, CHECK)


def place(rows: Sequence[Row], fixed: set[Row], slot: Slot) -> int:
    """Return the place of a released cell: behind what comes before it."""
    before = [
        index
        for index, row in enumerate(rows)
        if row in fixed and row.slot.index < slot.index
    ]
    return before[-1] + 1 if before else 0


def put_back(slot: Slot) -> Row:
    """Return a released cell that was missing; an answer does not run."""
    return Row(slot.source, slot.kind, slot, runs=slot.role != SOLUTION)


def missing(gone: Sequence[Slot]) -> list[str]:
    """Tell what was missing; an answer that is missing is told by its check."""
    names = [f"“{slot.title}”" for slot in gone if slot.role in (SETUP, LOCKED)]
    checks = [slot.function for slot in gone if slot.role == CHECK]
    said = []
    if names:
        said.append(f"Missing from the notebook, and put back: {listed(names)}.")
    if len(checks) == 1:
        said.append(f"The check of {checks[0]} was missing; it was put back.")
    elif checks:
        said.append(f"The checks of {listed(checks)} were missing; they were put back.")
    return said


def behind_answers(rows: list[Row], state: Answers, notes: list[str]) -> None:
    """Put every check behind the answer that it checks."""
    order = {piece: index for index, piece in enumerate(state.pieces)}
    for check in [row for row in rows if row.role == CHECK]:
        answer = answer_row(rows, state, check.slot)
        if answer is None:
            continue
        if check.piece and order[check.piece] < order[answer.piece]:
            notes.append(
                f"The answer to {check.slot.function} stood below its check; it "
                "was found all the same."
            )
        if rows.index(check) < rows.index(answer):
            rows.remove(check)
            rows.insert(behind_checks(rows, rows.index(answer) + 1), check)


def answer_row(rows: Sequence[Row], state: Answers, check: Slot) -> Row | None:
    """Return the row in which an exercise is answered."""
    kept = {**state.elsewhere, **state.kept}
    pieces = {
        piece
        for slot, piece in kept.items()
        if slot.role == SOLUTION and slot.function == check.function
    }
    return next((row for row in rows if row.piece in pieces), None)


def behind_checks(rows: Sequence[Row], index: int) -> int:
    """Return a place behind the checks that already stand there."""
    while index < len(rows) and rows[index].role == CHECK:
        index += 1
    return index
