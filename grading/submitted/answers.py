"""Which of the submitted cells is the answer to an exercise.

The cell that was meant for it, if something was written there; else any cell that
defines the function, the last of several; else a text cell that holds it. Where nothing
was written, the answer stays missing.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from grading.errors import listed
from grading.submitted.salvage import Piece
from grading.submitted.slots import (
    CHECK,
    DEMO,
    LOCKED,
    SETUP,
    SOLUTION,
    TEXT,
    Slot,
    defines,
    is_written,
    lines,
)

NEVER_RUN = (CHECK, LOCKED)
# A shorter text of the course may be in a student's cell by chance.
LONG_ENOUGH = 40


@dataclass
class Answers:
    """The submitted cells while answers are looked for.

    Parameters
    ----------
    pieces : list of Piece
        The cells in document order; what is taken out of a text is put beside it.
    home : dict of Piece to Slot
        Where each belongs; an answer from elsewhere gets the slot it answers.
    kept : dict of Slot to Piece
        The answers.
    elsewhere : dict of Slot to Piece
        Answers that stand in the cell of another answer, and run there.
    prose : tuple of str
        Texts of the course.
    looked_for : dict of str to list of str
        Where functions were found that were not in their own cells: a wording, and
        their names.
    """

    pieces: list[Piece]
    home: dict[Piece, Slot]
    kept: dict[Slot, Piece] = field(default_factory=dict)
    elsewhere: dict[Slot, Piece] = field(default_factory=dict)
    prose: tuple[str, ...] = ()
    looked_for: dict[str, list[str]] = field(default_factory=dict)

    def copies(self, slot: Slot) -> list[Piece]:
        """List the cells that belong to a slot."""
        return [piece for piece in self.pieces if self.home.get(piece) is slot]

    def note(self, wording: str, slot: Slot) -> None:
        """Keep where an answer was found."""
        self.looked_for.setdefault(wording, []).append(slot.function)

    def told(self) -> list[str]:
        """Tell in words where answers were found."""
        found = self.looked_for.items()
        return [wording.format(names=listed(names)) for wording, names in found]

    def keep(self, slot: Slot, piece: Piece, old: Piece | None = None) -> None:
        """Take a cell as an answer, in the place of another or in its own."""
        if old is not None:
            self.pieces.insert(self.pieces.index(old) + 1, piece)
        self.home[piece] = slot
        self.kept[slot] = piece


def answers(
    pieces: Sequence[Piece], home: Mapping[Piece, Slot], found: Sequence[Slot]
) -> Answers:
    """Find the answer to every exercise.

    Parameters
    ----------
    pieces : sequence of Piece
        The submitted cells.
    home : mapping of Piece to Slot
        Where each belongs.
    found : sequence of Slot
        The released cells.

    Returns
    -------
    Answers
        With a note on each that had to be looked for.
    """
    texts = [slot.source.strip() for slot in found if slot.role == TEXT]
    prose = tuple(text for text in texts if len(text) >= LONG_ENOUGH)
    state = Answers(list(pieces), dict(home), prose=prose)
    for slot in found:
        if slot.role == SOLUTION:
            answer(state, slot)
    return state


def answer(state: Answers, slot: Slot) -> None:
    """Find the answer to one exercise."""
    own = state.copies(slot)
    written = [piece for piece in own if is_written(piece.source, slot)]
    defining = [one for one in written if defines(one.source, slot.function)]
    if defining:
        state.keep(slot, defining[-1])
        if len({"\n".join(lines(piece.source)) for piece in defining}) > 1:
            state.note(
                "Answered more than once, and the last answer counts: {names}.", slot
            )
        return
    if in_code(state, slot) or in_text(state, slot):
        return
    if written or own:
        state.keep(slot, (written or own)[-1])


def in_code(state: Answers, slot: Slot) -> bool:
    """Look for an answer in all other cells of code."""
    found = [
        piece
        for piece in state.pieces
        if piece.kind == "code" and is_own(state, piece, slot)
    ]
    if not found:
        return False
    piece = found[-1]
    place = state.home.get(piece)
    if place is None:
        state.keep(slot, piece)
    elif place.role in NEVER_RUN:
        # The call of a check would stop the cell before the answer is reached.
        text = piece.source.replace(place.source.strip(), "")
        state.keep(slot, replace(piece, source=text, name="", id=""), old=piece)
    else:
        state.elsewhere[slot] = piece
    state.note(
        "Not in the cell for it, but found by the function's name: {names}.", slot
    )
    return True


def is_own(state: Answers, piece: Piece, slot: Slot) -> bool:
    """Tell whether a cell defines a function in words of the student's."""
    home = state.home.get(piece)
    if home is slot or not defines(piece.source, slot.function):
        return False
    return home is None or is_written(piece.source, home)


def in_text(state: Answers, slot: Slot) -> bool:
    """Look for an answer in text cells; what was handed out is no answer."""
    for piece in reversed(state.pieces):
        home = state.home.get(piece)
        if piece.kind == "code" or (home and home.role in (DEMO, SETUP, SOLUTION)):
            continue
        text = piece.source.replace(home.source.strip(), "") if home else piece.source
        if block := definition(text, slot.function):
            code = Piece("code", block, number=piece.number)
            state.keep(slot, code, old=piece)
            state.note("Answered in a text cell, and run as code: {names}.", slot)
            return True
    return False


def definition(text: str, function: str) -> str:
    r"""Cut a function's definition out of a text; empty if there is none.

    Examples
    --------
    >>> definition("My answer:\n\ndef half(x):\n    return x / 2\n\nDone.", "half")
    'def half(x):\n    return x / 2'
    """
    head = rf"^def[ \t]+{re.escape(function)}\b.*(?:\n(?:[ \t].*|[ \t]*$|\).*))*"
    found = re.findall(head, text, re.MULTILINE)
    return found[-1].rstrip() if found else ""
